"""The head of a dossier's card: whose it is and how it stands, and until when the result is promised."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from counter_app.core.records import DossierState
from counter_app.core.states import WAITING
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui import theme
from counter_app.ui.standing import promise_standing, standing
from counter_app.ui.widgets import Card, Label, Line, Pill, ShortLabel
from counter_app.ui.words import begun, hour_words, moment_words, weekday_words


class HeadCard(Card):
    """Code, state, person and procedure left; the promised date and how it stands right."""

    def __init__(self) -> None:
        super().__init__(gap=0)
        self.code = Label("", theme.BASE, tone="text2")
        self.code.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.state = Pill()
        self.extra = Pill()
        self.extra.hide()
        self.person = ShortLabel("", theme.PERSON, 600)
        self.procedure = ShortLabel("", theme.ACTION)
        self.title = Label(_("Result promised"), theme.TABLE, 600, "text2")
        self.date = Label("", theme.DATE, 600, "accent")
        self.weekday = Label("", theme.BASE, 400)
        self.left = Label("", theme.BASE, 600)
        self.reason = ShortLabel("", theme.EXPLAIN, tone="text2")
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(self._who(), 1)
        row.addWidget(Line(upright=True))
        row.addLayout(self._when())
        self.add(row)

    def _who(self) -> QVBoxLayout:
        first = QHBoxLayout()
        first.setSpacing(12)
        first.addWidget(self.code)
        first.addWidget(self.state)
        first.addWidget(self.extra)
        first.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addLayout(first)
        column.addWidget(self.person)
        column.addWidget(self.procedure)
        return column

    def _when(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(2)
        grid.addWidget(self.title, 0, 0, 1, 2)
        grid.addWidget(self.date, 1, 0, 2, 1)
        grid.addWidget(self.weekday, 1, 1, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.left, 2, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.reason, 3, 0, 1, 2)
        grid.setColumnStretch(1, 1)
        return grid

    def show_state(self, state: DossierState, at: datetime, calendar: Calendar) -> None:
        """Show ``state`` as it stands at ``at``."""
        self.code.setText(state.code)
        shown = standing(state, at, calendar)
        self.state.show_words(shown.icon, shown.words, "soft_text" if shown.tone == "accent" else shown.tone)
        self.person.setText(state.applicant.name)
        self.procedure.setText(state.procedure_name)
        title, moment, tone = _shown_date(state)
        self.title.setText(title)
        self.date.setText(short_date(moment))
        self.date.set_tone(tone)
        self.weekday.setText(
            _("{weekday}, {hour}").format(weekday=begun(weekday_words(moment)), hour=hour_words(moment))
        )
        promised = promise_standing(state, at, calendar)
        still = state.received and state.status in WAITING
        was = _("promised for {day} before").format(day=short_date(state.due_at))
        self.left.setText(was if still else promised.words)
        self.left.set_tone("text2" if still else promised.tone)
        doubt = _("; the calendar is not final") if _provisional(state, calendar) else ""
        self.reason.setText(_reason(state, at) + doubt)
        self.reason.set_tone("caution" if doubt else "text2")
        self.setAccessibleName(
            f"{state.code}, {shown.words}, {state.applicant.name}, {state.procedure_name}, "
            f"{title} {short_date(moment)}, {promised.words}"
        )

    def show_unprinted(self, *, unprinted: bool) -> None:
        """Say that the receipt has not come out of the printer, as long as it has not."""
        words = _("Receipt not printed yet") if unprinted else ""
        self.extra.show_words("print_20_regular" if unprinted else "", words, "caution")


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
