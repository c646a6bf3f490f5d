"""Words that a card paints by itself, measured once for each text, without a widget for each of them.

A label of Qt measures its text anew whenever a layout asks, and each of its changes lets every
layout around it ask. A card that is filled anew with each scan has dozens of texts: it keeps
them as :class:`Words`, reckons their places itself, and tells a screen reader the whole of them
in its own name and description.
"""

from collections.abc import Iterable
from functools import cache, lru_cache
from math import ceil

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import (
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
    QTextLayout,
)
from PySide6.QtWidgets import QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import box

#: One line at the left and at half of the height there is.
LINE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)
AT_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine)


@cache
def metrics(size: float, weight: int) -> QFontMetrics:
    """How the theme's font of this size and weight measures, in whole pixels as labels take it."""
    return QFontMetrics(theme.font(size, weight))


@cache
def line_height(size: float, weight: int = 400) -> int:
    """How high a label of one line is."""
    return ceil(QFontMetricsF(theme.font(size, weight)).height())


@lru_cache(maxsize=1024)  # names of officers, procedures and papers come again with every scan
def advance(text: str, size: float, weight: int = 400) -> int:
    """How many pixels ``text`` needs."""
    return ceil(QFontMetricsF(theme.font(size, weight)).horizontalAdvance(text))


@lru_cache(maxsize=1024)
def shortened(text: str, size: float, weight: int, room: int) -> str:
    """``text`` as it is shown in ``room``: with an ellipsis where it is longer."""
    if len(text) * line_height(size, weight) <= room:
        return text  # no letter is wider than its line is high
    if advance(text, size, weight) <= room:
        return text
    return metrics(size, weight).elidedText(text, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=1024)
def broken(text: str, size: float, weight: int, room: int, most: int) -> tuple[str, ...]:
    """``text`` in at most ``most`` lines, broken between words; what is left over is an ellipsis."""
    if not text:
        return ()
    if advance(text, size, weight) <= room - 1:
        return (text,)
    font = theme.font(size, weight)
    layout = QTextLayout(text, font)
    layout.beginLayout()
    spans: list[tuple[int, int]] = []
    while len(spans) < most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(room, 24))
        spans.append((line.textStart(), line.textLength()))
    layout.endLayout()
    lines = [text[start : start + length].rstrip() for start, length in spans]
    rest = text[spans[-1][0] :]
    lines[-1] = QFontMetricsF(font).elidedText(rest, Qt.TextElideMode.ElideRight, room + 1)
    return tuple(lines)


#: One line of words as it is painted: left, top, width, height, the words, their size, weight and tone,
#: and how they stand in that place. A plain tuple, for dozens of them are made with each scan.
Drawn = tuple[int, int, int, int, str, float, int, str, int]


class Words:
    """One line of words in one size (points), weight and tone, painted where its card puts it."""

    __slots__ = ("_flags", "_text", "drawn", "size", "tone", "weight")

    def __init__(
        self,
        size: float = theme.BASE,
        weight: int = 400,
        tone: str = "text",
        text: str = "",
        *,
        right: bool = False,
    ) -> None:
        self.size, self.weight, self.tone = size, weight, tone
        self._text, self._flags = text, AT_RIGHT if right else LINE
        self.drawn: tuple[Drawn, ...] = ()

    def text(self) -> str:
        """The whole of the words."""
        return self._text

    def set_text(self, text: str, tone: str = "") -> None:
        """Other words, in another tone where one is given; :meth:`put` then shows them."""
        self._text = text
        if tone:
            self.tone = tone

    def width(self) -> int:
        """How wide the whole of the words is."""
        return advance(self._text, self.size, self.weight)

    def height(self) -> int:
        """How high a line of them is."""
        return line_height(self.size, self.weight)

    def put(self, left: int, top: int, width: int, height: int = 0) -> tuple[Drawn, ...]:
        """Stand there, at half of ``height`` where it is more than a line's; as it is painted."""
        if not self._text:
            self.drawn = ()
            return ()
        shown = shortened(self._text, self.size, self.weight, width)
        high = height or line_height(self.size, self.weight)
        self.drawn = ((left, top, width, high, shown, self.size, self.weight, self.tone, self._flags),)
        return self.drawn

    def is_cut(self) -> bool:
        """Whether the words end in an ellipsis where they stand."""
        return bool(self.drawn) and self.drawn[0][4] != self._text


class Paragraph:
    """A few lines of words, broken between words; the rest of a longer text ends in an ellipsis."""

    __slots__ = ("_most", "_size", "_step", "_text", "_weight", "drawn", "tone")

    def __init__(self, size: float, weight: int, tone: str, most: int, *, step: int = 0) -> None:
        self._size, self._weight, self.tone, self._most = size, weight, tone, most
        self._step = step or round(QFontMetricsF(theme.font(size, weight)).height() * 0.98)
        self._text = ""
        self.drawn: tuple[Drawn, ...] = ()

    def text(self) -> str:
        """The whole of the words."""
        return self._text

    def set_text(self, text: str) -> None:
        """Other words; :meth:`put` then shows them."""
        self._text = text

    def height_at(self, room: int) -> int:
        """How high the words are, broken at ``room``."""
        count = len(broken(self._text, self._size, self._weight, room, self._most))
        return count * self._step + 2 if count else 0

    def put(self, left: int, top: int, room: int) -> tuple[Drawn, ...]:
        """Stand there, broken at ``room``; as it is painted."""
        size, weight = self._size, self._weight
        high = line_height(size, weight)
        lines = broken(self._text, size, weight, room, self._most)
        self.drawn = tuple(
            (left, top + n * self._step, room + 2, high, line, size, weight, self.tone, LINE)
            for n, line in enumerate(lines)
        )
        return self.drawn

    def is_cut(self) -> bool:
        """Whether the last line ends in an ellipsis that the words do not have."""
        last = self.drawn[-1][4] if self.drawn else ""
        return last.endswith("…") and not self._text.endswith(last)


class Canvas:
    """What a widget paints of words: it keeps them, and lets only those be painted anew that changed."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._drawn: frozenset[Drawn] = frozenset()

    def show(self, drawn: Iterable[Drawn]) -> None:
        """Show ``drawn`` instead of what is shown now."""
        now = frozenset(drawn)
        changed = now ^ self._drawn
        if changed:
            left, top = min(one[0] for one in changed), min(one[1] for one in changed)
            right, bottom = max(one[0] + one[2] for one in changed), max(one[1] + one[3] for one in changed)
            self._widget.update(left, top, right - left, bottom - top)
            self._drawn = now

    def paint(self, painter: QPainter, event: QPaintEvent) -> None:
        """Paint what ``event`` asks for."""
        wanted = event.rect()
        for left, top, width, height, shown, size, weight, tone, flags in self._drawn:
            place = QRect(left, top, width, height)
            if wanted.intersects(place):
                painter.setFont(theme.font(size, weight))
                painter.setPen(theme.colour(tone))
                painter.drawText(place, flags, shown)


class Ground(QWidget):
    """The rounded surface of a card without any layout: what lies on it is placed by the card itself.

    It paints its corners in the colour of the window and so covers all it stands on: nothing below
    is painted with it, and where only its height changes, no more than its foot is painted anew.
    """

    EDGE = 1
    #: As much of each side as the corners take.
    CORNER = theme.RADIUS_CARD + EDGE

    def __init__(self) -> None:
        super().__init__()
        self.canvas = Canvas(self)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)

    def place(self, left: int, top: int, width: int, height: int) -> None:
        """Stand there; moved by itself, what is painted is taken along."""
        if (left, top) != (self.x(), self.y()):
            self.move(left, top)
        if (width, height) != (self.width(), self.height()):
            self.resize(width, height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        before, now = event.oldSize(), event.size()
        if before.width() != now.width():
            self.update()
            return
        for height in (before.height(), now.height()):
            self.update(0, height - self.CORNER, now.width(), self.CORNER)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, event.rect())
        self.canvas.paint(painter, event)

    def paint_ground(self, painter: QPainter, wanted: QRect) -> None:
        """Paint the surface and, where it is ``wanted``, its edge."""
        painter.fillRect(wanted, theme.colour("surface"))
        width, height, corner = self.width(), self.height(), self.CORNER
        if QRect(self.EDGE, corner, width - 2 * self.EDGE, height - 2 * corner).contains(wanted):
            return
        line, far = theme.colour("line"), corner + 1
        for left, top, wide, high in (
            (corner, 0, width - 2 * corner, self.EDGE),
            (corner, height - self.EDGE, width - 2 * corner, self.EDGE),
            (0, corner, self.EDGE, height - 2 * corner),
            (width - self.EDGE, corner, self.EDGE, height - 2 * corner),
        ):
            painter.fillRect(left, top, wide, high, line)
        ratio, dark = theme.ratio_of(painter), theme.tokens().dark
        whole = _rounded(2 * corner + 1, theme.RADIUS_CARD, ratio, dark)
        for right, low in ((0, 0), (1, 0), (0, 1), (1, 1)):
            target = QRectF((width - corner) * right, (height - corner) * low, corner, corner)
            painter.drawPixmap(target, whole, _part(whole, far * right, far * low, corner))


def _part(whole: QPixmap, left: int, top: int, size: int) -> QRectF:
    ratio = whole.devicePixelRatio()
    return QRectF(left * ratio, top * ratio, size * ratio, size * ratio)


@cache
def _rounded(size: int, radius: float, ratio: float, _dark: bool) -> QPixmap:
    """A square of a card with round corners on the window's own colour, drawn once for each look."""
    drawn = theme.clear_pixmap(size, size, ratio)
    drawn.fill(theme.colour("window"))
    painter = QPainter(drawn)
    box(painter, QRectF(0, 0, size, size), radius, "surface", "line")
    painter.end()
    return drawn
