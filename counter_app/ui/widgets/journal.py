"""What happened to a dossier, as a line of dots from the first step to the next one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.drawn import AT_RIGHT, LINE, Canvas, Drawn, advance, broken, shortened
from counter_app.ui.widgets.paint import dot


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

    ROW, LINE, LEFT, WHEN, DOT = 34, 18, 116, 22, 6
    #: How high a row is where there is less room than all of them would like.
    CLOSE = 30
    #: The part of the width that the name of whoever did a step has at most.
    BY = 0.36

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[JournalLine, ...] = ()
        self._canvas = Canvas(self)
        #: How the dots are painted: the middle of each and its tone.
        self._dots: list[tuple[int, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, lines: Sequence[JournalLine]) -> None:
        """Show ``lines``, oldest first."""
        self._lines = tuple(lines)
        self.setAccessibleName("\n".join(f"{one.when}: {one.words} ({one.by})" for one in lines))
        self._arrange()

    def lines(self) -> tuple[JournalLine, ...]:
        """The steps shown."""
        return self._lines

    def height_at(self, width: int) -> int:
        """How high all the steps are at the least, if they are so wide."""
        return sum(_height_of(self._placed(line, width)[2], self.CLOSE) for line in self._lines)

    def sizeHint(self) -> QSize:
        return QSize(320, self.height_at(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(280, 3 * self.ROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _placed(self, line: JournalLine, width: int) -> tuple[int, int, tuple[str, ...]]:
        """How wide the name at the right is and the words beside it, and these in one line or two."""
        by = min(advance(line.by, theme.EXPLAIN) + 2, int(width * self.BY)) if line.by else 0
        room = width - self.LEFT - by - (12 if by else 0)
        return by, room, broken(line.words, theme.TABLE, _weight(line), room, 2)

    def _shown(self) -> tuple[JournalLine, ...]:
        """The steps that have room: where not all do, the first one and the latest."""
        room, width = max(self.height(), 3 * self.ROW), self.width()
        heights = [_height_of(self._placed(line, width)[2], self.CLOSE) for line in self._lines]
        if sum(heights) <= room:
            return self._lines
        room -= heights[0] + self.CLOSE
        latest = len(self._lines)
        while latest > 1 and (room := room - heights[latest - 1]) >= 0:
            latest -= 1
        latest = min(latest, len(self._lines) - 1)
        return (self._lines[0], JournalLine("", "…", "", "text3"), *self._lines[max(latest, 1) :])

    def _arrange(self) -> None:
        """Place the steps in the room there is."""
        top, width, size = 0, self.width(), theme.EXPLAIN
        dots: list[tuple[int, str]] = []
        drawn: list[Drawn] = []
        lines = [(line, *self._placed(line, width)) for line in self._shown()]
        second = sum(self.LINE for _line, _by, _room, pieces in lines if len(pieces) > 1)
        row = min(max((self.height() - second) // max(len(lines), 1), self.CLOSE), self.ROW)
        for line, by, room, pieces in lines:
            dots.append((top + row // 2, line.tone))
            drawn.append((self.WHEN, top, self.LEFT - self.WHEN, row, line.when, size, 400, "text2", LINE))
            if by:
                name = shortened(line.by, size, 400, by)
                drawn.append((width - by, top, by, row, name, size, 400, "text2", AT_RIGHT))
            tone, weight = "accent" if line.tone == "accent" else "text", _weight(line)
            for n, piece in enumerate(pieces):
                at = top + n * self.LINE
                drawn.append((self.LEFT, at, room + 2, row, piece, theme.TABLE, weight, tone, LINE))
            top += _height_of(pieces, row)
        if dots != self._dots:
            self._dots = dots
            self.update(0, 0, self.WHEN, self.height())
        self._canvas.show(drawn)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if event.rect().left() < self.WHEN:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if len(self._dots) > 1:
                painter.setPen(QPen(theme.colour("line"), 2))
                painter.drawLine(self.DOT, self._dots[0][0], self.DOT, self._dots[-1][0])
            for middle, tone in self._dots:
                centre = QPointF(self.DOT, middle)
                if tone == "accent":
                    dot(painter, centre, 5, "surface", "accent")
                else:
                    dot(painter, centre, 6, tone)
        self._canvas.paint(painter, event)


def _weight(line: JournalLine) -> int:
    return 600 if line.tone == "accent" else 500


def _height_of(pieces: tuple[str, ...], row: int) -> int:
    """A row, and one more line of words where they do not fit into one."""
    return row if len(pieces) < 2 else row + Journal.LINE
