"""The five clears (5 rõ) of a dossier: who, what, who answers for it, how far it is, what comes out of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter_app.core.journal import EventKind
from counter_app.core.records import DossierState, HistoryLine, Officer
from counter_app.core.states import STATUS_NAMES, WAITING, Status
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.ui import theme
from counter_app.ui.standing import days_over
from counter_app.ui.widgets.drawn import Ground, Paragraph, Words
from counter_app.ui.words import begun, collect_words, inside, moment_words


@dataclass(frozen=True, slots=True)
class Clear:
    """One of the five: a name, and one line about it."""

    name: str
    line: str


#: Events after which somebody else holds the dossier.
_MOVES = frozenset(
    {
        *(EventKind.REGISTERED, EventKind.RECEIVED, EventKind.ACCEPTED, EventKind.FORWARDED),
        *(EventKind.HANDED_OVER, EventKind.WITHDRAWN, EventKind.REFUSED),
    }
)

#: Steps of the ordinary way of a dossier, by status.
_STEPS = {Status.RECEIVED: 1, Status.IN_PROGRESS: 2, Status.FINISHED: 3, Status.RETURNED: 4}


def five_clears(
    state: DossierState,
    history: Sequence[HistoryLine],
    officers: Mapping[str, Officer],
    desk: str,
    at: datetime,
    calendar: Calendar,
) -> tuple[Clear, ...]:
    """The five clears of ``state``; ``officers`` by login, ``desk`` is the name of the one-stop desk."""
    return (
        _person(state, history, officers),
        Clear(state.procedure_name, _matter_line(state)),
        _responsible(state, officers, desk),
        Clear(_step_name(state), _pace(state, at, calendar)),
        _result(state, history),
    )


def _person(state: DossierState, history: Sequence[HistoryLine], officers: Mapping[str, Officer]) -> Clear:
    since = moment_words(max((line.at for line in history if line.kind in _MOVES), default=None))
    if state.status is Status.RETURNED:
        return Clear(state.collector, _("has had the result since {moment}").format(moment=since))
    title = next((one.title for one in officers.values() if one.name == state.holder), "")
    if title:
        return Clear(state.holder, _("{title}, holds it since {moment}").format(title=title, moment=since))
    return Clear(state.holder or "…", _("holds it since {moment}").format(moment=since))


def _matter_line(state: DossierState) -> str:
    sets = ngettext("{n} set", "{n} sets", state.sets).format(n=state.sets)
    return _("{code}, field {field}, {sets}").format(
        code=state.procedure_code, field=state.procedure_field, sets=sets
    )


def _responsible(state: DossierState, officers: Mapping[str, Officer], desk: str) -> Clear:
    receiver = officers.get(state.received_by)
    name = receiver.name if receiver else state.received_by
    return Clear(state.unit or desk, _("decides; received by {name}").format(name=name))


def _step_name(state: DossierState) -> str:
    names = {
        Status.RECEIVED: _("Step {n} of 4: received"),
        Status.IN_PROGRESS: _("Step {n} of 4: in progress"),
        Status.FINISHED: _("Step {n} of 4: result ready"),
        Status.RETURNED: _("Step {n} of 4: handed over"),
    }
    words = names.get(state.status)
    return words.format(n=_STEPS[state.status]) if words else STATUS_NAMES[state.status]


def _pace(state: DossierState, at: datetime, calendar: Calendar) -> str:
    if not state.received:
        return _("no time runs before the reception")
    if state.status in WAITING:
        return _("the time stands still")
    total = max((step.number for step in state.ladder), default=0)
    if state.finished_at is not None and not state.fast:
        early = -days_over(state, at, calendar)
        if early > 0:
            return ngettext("done {n} working day early", "done {n} working days early", early).format(
                n=early
            )
        return _("done on time") if early == 0 else _("done late")
    if not total:
        return state.due_words
    used = max((step.number for step in state.ladder if step.day <= at.date()), default=0)
    return _("{term}, {used} used").format(term=state.due_words or str(total), used=used)


def _result(state: DossierState, history: Sequence[HistoryLine]) -> Clear:
    where = inside(collect_words(state.collect))
    if state.status is Status.RETURNED and state.returned_at:
        return Clear(_("Handed over"), _("on {day}").format(day=moment_words(state.returned_at)))
    if state.status is Status.FINISHED:
        kept = result_place(history)
        line = _("{where}; {note}").format(where=begun(where), note=kept) if kept else begun(where)
        return Clear(_("Ready since {moment}").format(moment=moment_words(state.finished_at)), line)
    if not state.received or state.status in WAITING:
        return Clear(_("Not ready yet"), begun(where))
    if state.status in (Status.REFUSED, Status.WITHDRAWN):
        return Clear(_("No result"), _("the papers went back"))
    return Clear(
        _("Not ready yet"), _("promised for {day}; {where}").format(day=short_date(state.due_at), where=where)
    )


def result_place(history: Sequence[HistoryLine]) -> str:
    """What was noted when the result was ready, such as where it lies."""
    notes = [line.note for line in history if line.kind == EventKind.FINISHED and line.note]
    return notes[-1] if notes else ""


class ClearCard(Ground):
    """One of the five clears: icon and heading, a name, one line."""

    LEFT, TOP, GAP, ICON = 12 + Ground.EDGE, 8 + Ground.EDGE, 4, 20

    def __init__(self, icon: str, title: str) -> None:
        super().__init__()
        self.title = Words(theme.BASE, 500, "text", title)
        self.name = Paragraph(theme.TABLE, 600, "text", 2)
        self.line = Paragraph(theme.EXPLAIN, 400, "text2", 3)
        self._icon = icon
        self._name_top = self.TOP + self.title.height() + self.GAP

    def least_width(self) -> int:
        """As wide as its heading needs it."""
        return self.LEFT + self.ICON + 8 + self.title.width() + self.LEFT

    def show_clear(self, clear: Clear) -> None:
        """Show a name and its line, once :meth:`arrange` has placed them."""
        self.name.set_text(clear.name)
        self.line.set_text(clear.line)
        self.setAccessibleName(f"{self.title.text()}: {clear.name}; {clear.line}")

    def arrange(self, width: int) -> int:
        """Place everything in a card so wide; how high it must be."""
        room = width - 2 * self.LEFT
        left = self.LEFT + self.ICON + 8
        line_top = self._name_top + self.name.height_at(room) + self.GAP
        drawn = (
            *self.title.put(left, self.TOP, width - left - self.LEFT),
            *self.name.put(self.LEFT, self._name_top, room),
            *self.line.put(self.LEFT, line_top, room),
        )
        self.canvas.show(drawn)
        tip = "\n".join(one.text() for one in (self.name, self.line) if one.is_cut())
        if tip != self.toolTip():
            self.setToolTip(tip)
        return line_top + self.line.height_at(room) + self.TOP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, event.rect())
        if event.rect().top() < self._name_top:
            theme.draw_icon(painter, self._icon, QPointF(self.LEFT, self.TOP), self.ICON, "accent")
        self.canvas.paint(painter, event)


class Clears(QWidget):
    """The five in equal columns, all as high as the highest of them must be."""

    def __init__(self) -> None:
        super().__init__()
        self.cards = (
            ClearCard("person_20_regular", _("Clear person")),
            ClearCard("clipboard_checkmark_20_regular", _("Clear matter")),
            ClearCard("shield_person_20_regular", _("Clear responsibility")),
            ClearCard("flow_20_regular", _("Clear process")),
            ClearCard("certificate_20_regular", _("Clear result")),
        )
        for card in self.cards:
            card.setParent(self)

    def show_clears(self, clears: Sequence[Clear]) -> None:
        """Show the five, once :meth:`arrange` has placed them."""
        for card, clear in zip(self.cards, clears, strict=True):
            card.show_clear(clear)

    def least_width(self) -> int:
        """As wide as the headings need it."""
        return sum(card.least_width() for card in self.cards) + 4 * theme.GAP

    def arrange(self, width: int) -> int:
        """Place what is on the five if they are so wide; how high they must be."""
        columns = self._columns(width)
        return max(
            card.arrange(right - left) for card, (left, right) in zip(self.cards, columns, strict=True)
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for card, (left, right) in zip(self.cards, self._columns(self.width()), strict=True):
            card.place(left, 0, right - left, self.height())

    def _columns(self, width: int) -> list[tuple[int, int]]:
        """Where each begins and ends: all as wide, but none narrower than its heading."""
        least = [card.least_width() for card in self.cards]
        room = width - 4 * theme.GAP
        equal = room / 5
        wide = [one for one in least if one > equal]
        others = (room - sum(wide)) / (5 - len(wide)) if wide and len(wide) < 5 else equal
        columns, left = [], 0.0
        for one in least:
            right = left + (one if one > equal else others)
            columns.append((round(left), round(right)))
            left = right + theme.GAP
        return columns
