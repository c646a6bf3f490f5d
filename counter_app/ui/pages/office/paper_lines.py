"""The papers of a procedure as lines to be put right: name, originals, certified and plain copies."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.core.records import Paper
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.widgets import CountField, Label

_COUNT = 56
MOST_LETTERS = 500


class PaperLine(QWidget):
    """One paper; a line whose name is taken away says no paper."""

    changed = Signal()

    def __init__(self, paper: Paper) -> None:
        super().__init__()
        self.name = QLineEdit(paper.name)
        self.name.setFixedHeight(theme.FIELD_HEIGHT - 4)
        self.name.setMaxLength(MOST_LETTERS)
        self.name.setPlaceholderText(_("Name of the paper"))
        self.name.setAccessibleName(_("Name of the paper"))
        self.name.setToolTip(paper.name)
        self.name.setCursorPosition(0)
        self.name.textEdited.connect(lambda _text: self.changed.emit())
        self.originals = CountField(_("originals"), paper.originals)
        self.certified = CountField(_("certified copies"), paper.certified)
        self.copies = CountField(_("plain copies"), paper.copies)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.name, 1)
        for count in (self.originals, self.certified, self.copies):
            count.setFixedWidth(_COUNT)
            row.addWidget(count)

    def paper(self) -> Paper | None:
        """The paper that the line says, None for an empty line."""
        name = self.name.text().strip()
        if not name:
            return None
        return Paper(
            name=name,
            originals=self.originals.value(),
            certified=self.certified.value(),
            copies=self.copies.value(),
        )


class PaperLines(QWidget):
    """All papers of a procedure; the last line is always an empty one, for another paper."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[PaperLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(Label(_("Papers"), theme.LABEL, 400, "text2"), 1)
        for text in (_("orig."), _("cert."), _("copies")):
            label = Label(text, theme.LABEL, 400, "text2")
            label.setFixedWidth(_COUNT)
            head.addWidget(label)
        self._column.addLayout(head)

    def show_papers(self, papers: Iterable[Paper]) -> None:
        """Show these papers instead of those before."""
        for line in self.lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = []
        for paper in papers:
            self._add(paper)
        self._add(Paper(name=""))

    def papers(self) -> tuple[Paper, ...]:
        """The papers as they stand in the lines."""
        return tuple(paper for line in self.lines if (paper := line.paper()) is not None)

    def _add(self, paper: Paper) -> None:
        line = PaperLine(paper)
        line.changed.connect(self._grow)
        self.lines.append(line)
        self._column.addWidget(line)

    def _grow(self) -> None:
        if self.lines[-1].name.text():
            self._add(Paper(name=""))
