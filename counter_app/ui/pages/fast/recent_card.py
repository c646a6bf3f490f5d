"""What was done lately, newest first."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from counter_app.core.records import DossierState
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, KeyCap


class RecentCard(Card):
    """The matters of the day as a table; Enter opens the dossier's card."""

    #: The matter with this scan number is wanted.
    opened = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Done lately"), _("Down to the list"), gap=2)
        self._matters: dict[int, DossierState] = {}
        self.body.setContentsMargins(5, 12, 5, 1)
        if self.head is not None:
            self.head.row.setContentsMargins(11, 0, 11, 0)
            self.head.add(KeyCap("Ctrl+H"))
        self.table = TableView(self._columns(), self._rows, name=_("Done lately"))
        self.table.set_empty(_("Nothing yet today."))
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
            Column(_("Fee charged"), lambda one: money(one.fee.amount), 96, weight=600, right=True),
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

    def _rows(self, ids: Sequence[int]) -> list[DossierState]:
        return [self._matters[number] for number in ids]

    def _open(self, number: int) -> None:
        self.opened.emit(self._matters[number].scan_number)
