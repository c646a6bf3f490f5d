"""A list of dossiers to open one of: what a page puts over it, the table, a foot about the row."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import DossierRow
from counter_app.ui import theme
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, PrimaryButton, ShortLabel


class Listing(QWidget):
    """``opened(id)`` when Enter, a double click or the button opens the current row.

    Widgets over the table go into :attr:`top`; :meth:`row_words` says in the foot what the row is.
    """

    opened = Signal(object)
    #: Columns that a narrow window gives up, because what is opened shows them as well.
    spare: tuple[int, ...] = ()

    def __init__(
        self,
        columns: Sequence[Column],
        fetch: Callable[[Sequence[int]], Sequence[DossierRow]],
        name: str,
        action: str,
    ) -> None:
        super().__init__()
        self.top = QVBoxLayout()
        self.top.setSpacing(theme.GAP)
        self.table = TableView(columns, fetch, name=name)
        card = Card(inset=6)
        card.body.setContentsMargins(5, 0, 5, 4)
        card.add(self.table, 1)
        self.chosen = ShortLabel("", theme.TABLE, 500)
        self.open_button = PrimaryButton(action, "Enter")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.chosen, 1)
        foot.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(self.top)
        column.addWidget(card, 1)
        column.addLayout(foot)
        self.table.opened.connect(self.opened)
        self.table.row_chosen.connect(lambda _id: self.show_chosen())
        self.open_button.clicked.connect(self.open_current)

    def fit(self, *, narrow: bool) -> None:
        """Give up the spare columns where the window is narrow."""
        for column in self.spare:
            self.table.setColumnHidden(column, narrow)

    def open_current(self) -> None:
        """Open the current row, where there is one."""
        if chosen := self.table.current_id():
            self.opened.emit(chosen)

    def show_chosen(self) -> None:
        """Say in the foot what the current row is."""
        row = self.table.current_row()
        self.open_button.setEnabled(row is not None)
        self.chosen.setText(self.row_words(row) if row is not None else "")

    def row_words(self, row: DossierRow) -> str:
        """One sentence about ``row``."""
        return row.applicant
