"""The head of a dossier's card: whose it is and how it stands, and until when the result is promised."""

from collections.abc import Iterator
from datetime import datetime

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from counter_app.core.records import DossierState
from counter_app.core.states import WAITING
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date, weekday_words
from counter_app.ui import theme
from counter_app.ui.standing import promise_standing, standing
from counter_app.ui.widgets import Pill
from counter_app.ui.widgets.drawn import Canvas, Drawn, Ground, Words, advance
from counter_app.ui.widgets.text import SelectableLabel
from counter_app.ui.words import begun, hour_words, moment_words


class HeadCard(Ground):
    """Code, state, person and procedure left; the promised date and how it stands right.

    It is as high as its lines and paints them itself: no scan lets a layout ask for anything.
    """

    LEFT, TOP = theme.INSET + Ground.EDGE, theme.INSET - 4 + Ground.EDGE
    GAP, PART, LINE, PILL, LEAST_PILL = 12, 24, 2, 28, 60

    def __init__(self) -> None:
        super().__init__()
        self.code = SelectableLabel("", theme.BASE, tone="text2")
        self.state = Pill()
        self.extra = Pill()
        self.person = Words(theme.PERSON, 600)
        self.procedure = Words(theme.ACTION)
        self.title = Words(theme.TABLE, 600, "text2", _("Result promised"))
        self.date = Words(theme.DATE, 600, "accent")
        self.weekday = Words(theme.BASE)
        self.left = Words(theme.BASE, 600)
        self.reason = Words(theme.EXPLAIN, tone="text2")
        for part in (self.code, self.state, self.extra):
            part.setParent(self)
        self.extra.hide()
        self._rule = self._when_width = 0
        self._aside = Canvas(self)  # by itself, so that what lies between both is not painted with them
        self._high = self.title.height() + self.date.height() + self.reason.height() + 2 * self.LINE
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._high + 2 * self.TOP)

    def minimumSizeHint(self) -> QSize:
        return QSize(650, self.minimumHeight())

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def show_state(self, state: DossierState, at: datetime, calendar: Calendar, *, unprinted: bool) -> None:
        """Show ``state`` as it stands at ``at``; ``unprinted``: its receipt is not known to be printed."""
        self.code.setText(state.code)
        shown = standing(state, at, calendar)
        self.state.show_words(shown.icon, shown.words, "soft_text" if shown.tone == "accent" else shown.tone)
        missing = _("Receipt not printed yet") if unprinted else ""
        self.extra.show_words("print_20_regular" if unprinted else "", missing, "caution")
        self.person.set_text(state.applicant.name)
        self.procedure.set_text(state.procedure_name)
        title, moment, tone = _shown_date(state)
        day = short_date(moment)
        self.title.set_text(title)
        self.date.set_text(day, tone)
        self.weekday.set_text(
            _("{weekday}, {hour}").format(weekday=begun(weekday_words(moment)), hour=hour_words(moment))
        )
        promised = promise_standing(state, at, calendar)
        if state.received and state.status in WAITING:
            was = _("promised for {day} before").format(day=short_date(state.due_at))
            self.left.set_text(was, "text2")
        else:
            self.left.set_text(promised.words, promised.tone)
        doubt = _("; the calendar is not final") if _provisional(state, calendar) else ""
        self.reason.set_text(_reason(state, at) + doubt, "caution" if doubt else "text2")
        self.setAccessibleName(
            f"{state.code}, {shown.words}, {state.applicant.name}, {state.procedure_name}, "
            f"{title} {day}, {promised.words}"
        )
        told = (self.weekday.text(), self.left.text(), self.reason.text())
        self.setAccessibleDescription("; ".join(told))
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, event.rect())
        painter.fillRect(self._rule, self.TOP, 1, self._high, theme.colour("line"))
        self.canvas.paint(painter, event)
        self._aside.paint(painter, event)

    def _arrange(self) -> None:
        """Put everything where it belongs in the width there is."""
        room = self.width() - 2 * self.LEFT
        aside = self.date.width() + self.GAP
        when = max(
            self.title.width(),
            aside + max(self.weekday.width(), self.left.width()),
            self.reason.width() + 2,
        )
        first = self._first_line(room - when - 2 * self.PART - 1)
        who = max(first, self.person.width(), self.procedure.width())
        lacking = who + 2 * self.PART + 1 + when - room
        if lacking <= 0:  # a shorter reason leaves the date where it stood, as long as there is room
            when = max(when, min(self._when_width, room - who - 2 * self.PART - 1))
        else:  # both give up as much, but what cannot be shortened stays
            least = max(self.title.width(), aside + max(self.weekday.width(), self.left.width()))
            when = max(when - lacking // 2, least)
        self._when_width = when
        rule = self.LEFT + room - when - self.PART - 1
        if rule != self._rule:
            for one in (self._rule, rule):
                self.update(one, self.TOP, 1, self._high)
            self._rule = rule
        self.canvas.show(self._who(rule - self.PART - self.LEFT))
        self._aside.show(self._when(self.LEFT + room - when, when))
        cut = [one.text() for one in (self.person, self.procedure, self.reason) if one.is_cut()]
        tip = "\n".join(cut)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _first_line(self, room: int) -> int:
        """Put code and pills into the first line; how wide they are."""
        code = advance(self.code.text(), theme.BASE)
        self.code.setGeometry(self.LEFT, self.TOP, code, self.PILL)
        left = code
        for pill in (self.state, self.extra):
            if pill.text():
                left += self.GAP
                width = min(pill.sizeHint().width(), max(room - left, self.LEAST_PILL))
                pill.setGeometry(self.LEFT + left, self.TOP, width, self.PILL)
                left += width
        return left

    def _who(self, room: int) -> Iterator[Drawn]:
        top = self.TOP + self.PILL + self.LINE
        yield from self.person.put(self.LEFT, top, room)
        top += self.person.height() + self.LINE
        yield from self.procedure.put(self.LEFT, top, room, self.TOP + self._high - top)

    def _when(self, left: int, room: int) -> Iterator[Drawn]:
        top = self.TOP
        yield from self.title.put(left, top, room)
        top += self.title.height() + self.LINE
        yield from self.date.put(left, top, self.date.width())
        beside = left + self.date.width() + self.GAP
        half = top + (self.date.height() - self.LINE + 1) // 2
        yield from self.weekday.put(beside, half - self.weekday.height(), self.weekday.width())
        yield from self.left.put(beside, half + self.LINE, self.left.width())
        yield from self.reason.put(left, top + self.date.height() + self.LINE, room)


def _shown_date(state: DossierState) -> tuple[str, datetime, str]:
    """What the large date is, itself, and its tone: the promise, or since when nothing is counted."""
    if not state.received:
        return _("Registered"), state.registered_at or state.received_at, "text2"
    if state.status in WAITING and state.stopped_at is not None:
        return _("The time stands still since"), state.stopped_at, "caution"
    return _("Result promised"), state.due_at, "accent"


def _provisional(state: DossierState, calendar: Calendar) -> bool:
    """Whether the promise of an open dossier falls into days that are still not final."""
    if not state.provisional or state.finished_at is not None:
        return False
    return any(not calendar.is_confirmed(step.day) for step in state.ladder)


def _reason(state: DossierState, at: datetime) -> str:
    """Why this date: the deadline and how far it has run, or the officer's own reason."""
    if not state.received:
        return _("Not received yet: no time runs")
    received = moment_words(state.received_at)
    if state.status in WAITING:
        return _("Received {moment}; the date is reckoned anew when it goes on").format(moment=received)
    if state.extensions:
        first = _("Received {moment}; promised anew, first for {day}")
        return first.format(moment=received, day=short_date(state.original_due_at))
    if state.due_reason:
        return _("Received {moment}; date given by the desk: {reason}").format(
            moment=received, reason=state.due_reason
        )
    today = max((step.number for step in state.ladder if step.day <= at.date()), default=0)
    if today and state.finished_at is None and at.date() <= state.due_at.date():
        return _("Received {moment}; today is day {n} of {term}").format(
            moment=received, n=today, term=state.due_words
        )
    return _("Received {moment}; deadline {term}").format(moment=received, term=state.due_words)
