"""Several dossiers of one person at one visit: received one after the other, on one receipt at the end.

Where this PC prints on a roll alone, each has its own receipt then.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from counter_app.config import Workstation
from counter_app.core.records import DossierState
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import queries
from counter_app.ui import theme
from counter_app.ui.print_targets import prints_sheets
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Label, ShortLabel

if TYPE_CHECKING:
    from counter_app.services.desk import Desk

#: Lines that the card shows; of a longer visit the last ones.
_SHOWN = 6


class VisitCard(Card):
    """What was received at this visit so far, in the place of the receipt."""

    def __init__(self) -> None:
        super().__init__(_("This visit"), " ", gap=4)
        self._shown: list[str] = []
        self._low = False
        self.name = ShortLabel("", theme.ACTION, 600)
        self.lines = tuple(ShortLabel("", theme.TABLE) for _line in range(_SHOWN))
        self.told = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self.add(self.name)
        for line in self.lines:
            self.add(line)
        self.add(self.told)
        self.body.addStretch(1)
        self.hide()

    def fit(self, *, low: bool) -> None:
        """Where the window is low only name and number stay."""
        self._low = low
        self._show_lines()

    def show_states(self, states: tuple[DossierState, ...], told: str) -> None:
        """Show these dossiers, the last one at the bottom, and what is ``told`` of their paper."""
        if not states or self.head is None:
            return
        words = ngettext("{n} dossier", "{n} dossiers", len(states))
        self.head.hint.setText(words.format(n=len(states)))
        self.name.setText(submitter_of(states[-1]))
        words = _("{n}. For {day}: {procedure}")
        self._shown = [
            words.format(n=number, day=f"{one.due_at:%d/%m}", procedure=one.procedure_name)
            for number, one in enumerate(states, 1)
        ][-_SHOWN:]
        self.told.setText(told)
        self._show_lines()

    def _show_lines(self) -> None:
        for number, line in enumerate(self.lines):
            line.setVisible(number < len(self._shown) and not self._low)
            line.setText(self._shown[number] if number < len(self._shown) else "")
        self.told.setVisible(not self._low)


class Visit(QObject):
    """The dossiers whose one receipt is still to be printed, in the order in which they came."""

    changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self.states: tuple[DossierState, ...] = ()
        self.card = VisitCard()

    def numbers(self) -> tuple[str, ...]:
        """The scan numbers of the dossiers."""
        return tuple(one.scan_number for one in self.states)

    def takes(self, state: DossierState) -> bool:
        """Whether ``state`` belongs to this visit: handed in by the same person on the same day."""
        if not self.states:
            return True
        first = self.states[0]
        if submitter_of(first) != submitter_of(state):
            return False
        if first.received_at.date() != state.received_at.date():
            return False
        own = {one.applicant.citizen_id for one in (first, state) if not one.submitter}
        return len(own - {""}) < 2  # of two people with one name each has a visit of their own

    def add(self, *states: DossierState) -> None:
        """These dossiers belong to the visit, too."""
        self._set((*self.states, *states))

    def end(self) -> tuple[DossierState, ...]:
        """The visit is over: its dossiers, whose receipt is printed now."""
        states = self.states
        self._set(())
        return states

    def kept_words(self) -> str:
        """What is half done as long as its receipt is not printed; "" for nothing."""
        if not self.states:
            return ""
        words = _("the receipt of the visit of {name}")
        if len(self.states) > 1 and not prints_sheets(self._session.station):
            words = _("the receipts of the visit of {name}")
        return words.format(name=submitter_of(self.states[-1]))

    def _set(self, states: Iterable[DossierState]) -> None:
        self.states = tuple(states)
        self.card.show_states(self.states, paper_words(self._session.station))
        self.changed.emit()


def submitter_of(state: DossierState) -> str:
    """Who handed the dossier in."""
    return state.submitter or state.applicant.name


def states_of(desk: "Desk", scan_numbers: Iterable[str]) -> tuple[DossierState, ...]:
    """The dossiers with these scan numbers, as they are now."""
    return tuple(queries.dossier(desk, number) for number in scan_numbers)


def paper_words(station: Workstation) -> str:
    """What this PC prints for the dossiers of a visit."""
    if prints_sheets(station):
        return _("One receipt for all of them is printed at the end of the visit.")
    return _("A receipt for each of them is printed from the roll at the end of the visit.")


def print_words(station: Workstation, n: int) -> str:
    """The words of the button that ends a visit of ``n`` dossiers."""
    if n > 1 and not prints_sheets(station):
        return _("Print {n} receipts from the roll").format(n=n)
    return ngettext("Print the receipt", "Print one receipt for {n} dossiers", n).format(n=n)


def receive_words(station: Workstation, n: int) -> str:
    """The words of the button that receives the last of ``n`` dossiers and ends the visit."""
    if n > 1 and not prints_sheets(station):
        return _("Receive, {n} receipts from the roll").format(n=n)
    return ngettext("Receive and print", "Receive, one receipt for {n} dossiers", n).format(n=n)
