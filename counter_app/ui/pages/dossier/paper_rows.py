"""The papers of a dossier as lines to tick and count, where an act changes them."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import Paper
from counter_app.i18n import gettext as _
from counter_app.ui.pages.reception.paper_row import PaperRow, count_heads
from counter_app.ui.widgets.quiet import QuietButton

#: Adds a line whose name is typed; the same key as at reception.
FREE_KEY = "Alt+G"


class PaperRows(QWidget):
    """Lines under the heads of their counts; Up, Down and Enter lead from line to line."""

    changed = Signal()
    #: Down or Enter in the last line: what comes after the lines is wanted.
    finished = Signal()

    def __init__(self, papers: Iterable[Paper], title: QWidget | None = None) -> None:
        super().__init__()
        self.rows: list[PaperRow] = []
        self.add = QuietButton(_("Another paper"), FREE_KEY)
        self.add.clicked.connect(self.add_free)
        head = QHBoxLayout()
        head.setSpacing(0)
        if title is not None:
            head.addWidget(title, 1)
        head.addWidget(self.add)
        if title is None:
            head.addStretch(1)
        for label in count_heads():
            head.addWidget(label)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(head)
        for paper in papers:
            self._add(paper, free=False)

    def papers(self) -> tuple[Paper, ...]:
        """The papers that are ticked and counted."""
        return tuple(paper for row in self.rows if (paper := row.paper()) is not None)

    def add_free(self) -> None:
        """One more line whose name is typed."""
        self._add(Paper(name="", originals=1), free=True).enter()

    def _add(self, paper: Paper, *, free: bool) -> PaperRow:
        row = PaperRow(paper, free=free)
        row.changed.connect(self.changed)
        row.left.connect(lambda step, one=row: self._step(one, step))
        self._column.addWidget(row)
        self.rows.append(row)
        return row

    def _step(self, row: PaperRow, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.rows[place].enter()
        elif place >= len(self.rows):
            self.finished.emit()
