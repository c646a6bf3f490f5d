"""What happened to a dossier, as a line of dots from the first step to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import dot, two_lines, words


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One step: when, what, who; ``tone`` is "good", "caution" or "problem", "accent" for the next one."""

    when: str
    words: str
    by: str = ""
    tone: str = "good"


class Journal(QWidget):
    """Steps as a line of dots; the last one, open, is what can be done now.

    Words too long for one line go on in a second. Where there are more steps than room, the first
    and the latest stay.
    """

    ROW, LINE, LEFT = 34, 18, 116

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
        return QSize(320, sum(self._height_of(line) for line in self._lines))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 3 * self.ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _height_of(self, line: JournalLine) -> int:
        """A row, and one more line of words where they do not fit into one."""
        return self.ROW if len(self._broken(line)) == 1 else self.ROW + self.LINE

    def _broken(self, line: JournalLine) -> tuple[str, ...]:
        return two_lines(self._metrics(line), line.words, self._words_width(line))

    def _metrics(self, line: JournalLine) -> QFontMetrics:
        return QFontMetrics(theme.font(theme.TABLE, 600 if line.tone == "accent" else 500))

    def _by_width(self, line: JournalLine) -> int:
        wanted = QFontMetrics(theme.font(theme.EXPLAIN)).horizontalAdvance(line.by) + 2
        return min(wanted, int(self.width() * 0.36))

    def _words_width(self, line: JournalLine) -> int:
        return self.width() - self.LEFT - self._by_width(line) - (12 if line.by else 0)

    def _shown(self) -> tuple[JournalLine, ...]:
        """The steps that have room: where not all do, the first one and the latest."""
        room = max(self.height(), 3 * self.ROW)
        heights = [self._height_of(line) for line in self._lines]
        if sum(heights) <= room:
            return self._lines
        room -= heights[0] + self.ROW
        latest = len(self._lines)
        while latest > 1 and (room := room - heights[latest - 1]) >= 0:
            latest -= 1
        latest = min(latest, len(self._lines) - 1)
        return (self._lines[0], JournalLine("", "…", "", "text3"), *self._lines[max(latest, 1) :])

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        rows = []
        for line in self._shown():
            rows.append((QRectF(0, top, self.width(), self._height_of(line)), line))
            top += self._height_of(line)
        if len(rows) > 1:
            painter.setPen(QPen(theme.colour("line"), 2))
            middles = [QPointF(6, rect.top() + self.ROW / 2) for rect, _line in rows]
            painter.drawLine(middles[0], middles[-1])
        for rect, line in rows:
            self._paint_line(painter, rect, line)

    def _paint_line(self, painter: QPainter, rect: QRectF, line: JournalLine) -> None:
        now = line.tone == "accent"
        row = QRectF(rect.left(), rect.top(), rect.width(), self.ROW)
        centre = QPointF(6, row.center().y())
        if now:
            dot(painter, centre, 5, "surface", "accent")
        else:
            dot(painter, centre, 6, line.tone)
        painter.setFont(theme.font(theme.EXPLAIN))
        words(painter, row.adjusted(22, 0, 0, 0), line.when, "text2")
        by_width = self._by_width(line)
        by = QRectF(row.right() - by_width, row.top(), by_width, row.height())
        words(painter, by, line.by, "text2", Qt.AlignmentFlag.AlignRight)
        painter.setFont(theme.font(theme.TABLE, 600 if now else 500))
        room = QRectF(self.LEFT, row.top(), self._words_width(line), row.height())
        for piece in self._broken(line):
            words(painter, room, piece, "accent" if now else "text")
            room.translate(0, self.LINE)
