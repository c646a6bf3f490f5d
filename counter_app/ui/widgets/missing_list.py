"""Papers that are missing: ticked or written down, each with what to bring and where to get it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.core.life import MissingPaper
from counter_app.core.records import Paper
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.keys import is_plain
from counter_app.ui.widgets.quiet import LongCheck
from counter_app.ui.words import begun, paper_counts

_ONWARD = {Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Up: -1}


class MissingRow(QWidget):
    """A paper of the checklist, or one whose name is typed.

    On the box Space ticks, Right goes into the fields, Up, Down and Enter go to the next line.
    """

    changed = Signal()
    #: The line above (-1) or below (1) is wanted.
    left = Signal(int)

    def __init__(self, paper: Paper, *, free: bool = False) -> None:
        super().__init__()
        self.paper = paper
        self.name: QLineEdit | None = None
        self.check: LongCheck | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        if free:
            self.name = self._edit(_("Name of the paper"), _("Name of the paper"), 300)
            row.addWidget(self.name, 5)
        else:
            self.check = LongCheck(paper.name)
            self.check.installEventFilter(self)
            self.check.toggled.connect(self._ticked)
            row.addWidget(self.check, 5)
        title = paper.name or _("Free paper")
        self.bring = self._edit(_("What to bring"), _("{paper}: what to bring").format(paper=title), 200)
        self.where = self._edit(_("Where to get it"), _("{paper}: where to get it").format(paper=title), 200)
        row.addWidget(self.bring, 3)
        row.addWidget(self.where, 3)
        self.bring.setText(begun(paper_counts(paper)))
        self._show_fields(shown=free)

    def _edit(self, hint: str, name: str, limit: int) -> QLineEdit:
        edit = QLineEdit()
        edit.setFixedHeight(30)
        edit.setMaxLength(limit)
        edit.setPlaceholderText(hint)
        edit.setAccessibleName(name)
        edit.textEdited.connect(lambda _text: self.changed.emit())
        edit.installEventFilter(self)
        return edit

    def missing(self) -> MissingPaper | None:
        """The paper as asked for, None where it is not."""
        name = self.name.text().strip() if self.name is not None else self.paper.name
        if not name or (self.check is not None and not self.check.isChecked()):
            return None
        return MissingPaper(name=name, bring=self.bring.text().strip(), where=self.where.text().strip())

    def tick(self, *, on: bool) -> None:
        """Ask for the paper, or not."""
        if self.check is not None:
            self.check.setChecked(on)

    def enter(self) -> None:
        """Give the line the focus."""
        first = self.name or self.check
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not is_plain(event):
            return False
        key = Qt.Key(event.key())
        if key in _ONWARD:
            self.left.emit(_ONWARD[key])
            return True
        if watched is self.check and key == Qt.Key.Key_Right and self.check.isChecked():
            self.bring.setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        return False

    def _ticked(self, on: bool) -> None:
        self._show_fields(shown=on)
        self.changed.emit()

    def _show_fields(self, *, shown: bool) -> None:
        for edit in (self.bring, self.where):
            policy = edit.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            edit.setSizePolicy(policy)
            edit.setVisible(shown)


class MissingList(QWidget):
    """The checklist of a procedure as what is missing of it, and free lines under it."""

    changed = Signal()
    #: Down or Enter in the last line: what comes after the list is wanted.
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[MissingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def show_papers(self, papers: Sequence[Paper], ticked: Collection[str] = ()) -> None:
        """Offer ``papers``, those named in ``ticked`` asked for; free lines before go."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for paper in papers:
            self._add(MissingRow(paper)).tick(on=paper.name in ticked)

    def add_free(self) -> None:
        """One more line whose name is typed."""
        self._add(MissingRow(Paper(name=""), free=True)).enter()
        self.changed.emit()

    def missing(self) -> tuple[MissingPaper, ...]:
        """What is asked for."""
        return tuple(asked for row in self.rows if (asked := row.missing()) is not None)

    def enter(self) -> None:
        """Give the first line the focus; where there is none, make one."""
        if self.rows:
            self.rows[0].enter()
        else:
            self.add_free()

    def _add(self, row: MissingRow) -> MissingRow:
        row.setMinimumHeight(theme.ROW_HEIGHT - 2)
        row.changed.connect(self.changed)
        row.left.connect(lambda step, one=row: self._step(one, step))
        self._column.addWidget(row)
        self.rows.append(row)
        return row

    def _step(self, row: MissingRow, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.rows[place].enter()
        elif place >= len(self.rows):
            self.finished.emit()
