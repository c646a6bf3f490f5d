"""What happened to a dossier, as a line of dots from the first step to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import dot, words


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One step: when, what, who; ``tone`` is "good", "caution" or "problem", "accent" for the next one."""

    when: str
    words: str
    by: str = ""
    tone: str = "good"


class Journal(QWidget):
    """Steps as a line of dots; the last one, open, is what can be done now.

    Where there are more steps than room, the first and the latest stay.
    """

    ROW = 34

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[JournalLine, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, lines: Sequence[JournalLine]) -> None:
        """Show ``lines``, oldest first."""
        self._lines = tuple(lines)
        self.setAccessibleName("\n".join(f"{one.when}: {one.words} ({one.by})" for one in lines))
        self.updateGeometry()
        self.update()

    def lines(self) -> tuple[JournalLine, ...]:
        """The steps shown."""
        return self._lines

    def sizeHint(self) -> QSize:
        return QSize(320, len(self._lines) * self.ROW)

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 3 * self.ROW)

    def _shown(self) -> tuple[JournalLine, ...]:
        room = max(self.height() // self.ROW, 3)
        if len(self._lines) <= room:
            return self._lines
        gap = JournalLine("", "…", "", "text3")
        return (self._lines[0], gap, *self._lines[-(room - 2) :])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shown = self._shown()
        if len(shown) > 1:
            painter.setPen(QPen(theme.colour("line"), 2))
            painter.drawLine(QPointF(6, self.ROW / 2), QPointF(6, (len(shown) - 0.5) * self.ROW))
        for number, line in enumerate(shown):
            self._paint_line(painter, QRectF(0, number * self.ROW, self.width(), self.ROW), line)

    def _paint_line(self, painter: QPainter, rect: QRectF, line: JournalLine) -> None:
        now = line.tone == "accent"
        centre = QPointF(6, rect.center().y())
        if now:
            dot(painter, centre, 5, "surface", "accent")
        else:
            dot(painter, centre, 6, line.tone)
        painter.setFont(theme.font(theme.EXPLAIN))
        words(painter, rect.adjusted(22, 0, 0, 0), line.when, "text2")
        by_width = painter.fontMetrics().horizontalAdvance(line.by) + 2
        by_width = min(by_width, int(rect.width() * 0.36))
        by = QRectF(rect.right() - by_width, rect.top(), by_width, rect.height())
        words(painter, by, line.by, "text2", Qt.AlignmentFlag.AlignRight)
        painter.setFont(theme.font(theme.TABLE, 600 if now else 500))
        room = QRectF(116, rect.top(), by.left() - 128, rect.height())
        words(painter, room, line.words, "accent" if now else "text")
