"""What was done lately, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from counter_app.core.records import DossierState
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money
from counter_app.services.fast_day import stands
from counter_app.ui import theme
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, KeyCap, Label

#: Opens the fields of the chosen matter.
CORRECT_KEY = "Ctrl+E"


class RecentCard(Card):
    """The matters of the day as a table; Enter opens the dossier's card, Ctrl+E its fields here."""

    #: The matter with this scan number is wanted.
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Done lately"), _("Down to the list"), gap=2)
        self._matters: dict[int, DossierState] = {}
        self.body.setContentsMargins(5, 12, 5, 1)
        if self.head is not None:
            self.head.row.setContentsMargins(11, 0, 11, 0)
            self.head.add(KeyCap("Ctrl+H"))
            self.head.add(Label(_("Put right"), theme.EXPLAIN, tone="text2"))
            self.head.add(KeyCap(CORRECT_KEY))
        self.table = TableView(self._columns(), self._rows, name=_("Done lately"))
        nothing = _("Nothing yet today. Write who asks and what for above, then press Ctrl+Enter.")
        self.table.set_empty(nothing)
        self.add(self.table, 1)
        self.table.opened.connect(self._open)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Time"), lambda one: f"{one.received_at:%H:%M}", 60, tone="text2"),
            Column(_("Number"), lambda one: grouped(one.ledger_number), 60, tone="text2"),
            Column(_("Requested by"), lambda one: one.applicant.name, 152),
            Column(_("Matter"), lambda one: one.procedure_name),
            Column(_("Pages"), lambda one: str(one.pages or ""), 64, right=True),
            Column(_("Copies done"), lambda one: str(one.count), 56, right=True),
            Column(_("Fee charged"), _fee, 96, tone=_tone, weight=_weight, right=True),
        )

    def show_matters(self, matters: Sequence[DossierState]) -> None:
        """Show ``matters``, newest first."""
        self._matters = {int(one.scan_number): one for one in matters}
        self.table.show_ids(tuple(self._matters), choose_first=False)

    def enter(self) -> None:
        """Go down to the list, to its first row where none was chosen before."""
        if self.table.current_row() is None:
            self.table.choose_row(0)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def matter(self) -> DossierState | None:
        """The matter chosen in the list, the newest that stands where none is."""
        chosen = self.table.current_row()
        if isinstance(chosen, DossierState):
            return chosen
        return next((one for one in self._matters.values() if stands(one)), None)

    def _rows(self, ids: Sequence[int]) -> list[DossierState]:
        return [self._matters[number] for number in ids]

    def _open(self, number: int) -> None:
        self.opened.emit(self._matters[number].scan_number)


def _fee(state: DossierState) -> str:
    return money(state.fee.amount) if stands(state) else _("taken back")


def _tone(state: DossierState) -> str:
    return "text" if stands(state) else "text3"


def _weight(state: DossierState) -> int:
    return 600 if stands(state) else 400
