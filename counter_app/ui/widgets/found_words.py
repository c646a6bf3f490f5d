"""One painted line of words of which some parts stand out, such as the letters that were found."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme


def draw_found(
    painter: QPainter,
    rect: QRectF,
    text: str,
    ranges: Sequence[tuple[int, int]],
    tone: str | QColor,
    points: float,
) -> None:
    """Draw ``text`` on one line in the middle of ``rect``, its ``ranges`` (start, length) in semibold."""
    regular, heavy = theme.font(points), theme.font(points, 600)
    shown = QFontMetricsF(heavy if ranges else regular).elidedText(
        text, Qt.TextElideMode.ElideRight, rect.width()
    )
    if ranges and QFontMetricsF(regular).horizontalAdvance(text) <= rect.width() * 0.94:
        shown = text  # measured as if all were heavy above; only some letters are
    layout = QTextLayout(shown, regular)
    layout.setFormats([_heavy_part(start, length, heavy) for start, length in ranges if start < len(shown)])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width() + 40)
    layout.endLayout()
    painter.setPen(theme.colour(tone) if isinstance(tone, str) else tone)
    layout.draw(painter, QPointF(rect.left(), rect.center().y() - line.height() / 2))


def _heavy_part(start: int, length: int, font: QFont) -> QTextLayout.FormatRange:
    part = QTextLayout.FormatRange()
    part.start, part.length = start, length
    part.format = QTextCharFormat()
    part.format.setFontWeight(font.weight())
    return part


class PartLabel(QWidget):
    """One line of words, parts of it in semibold, ending in an ellipsis where there is no room."""

    def __init__(self, points: float = theme.EXPLAIN, tone: str = "text") -> None:
        super().__init__()
        self._points, self._tone = points, tone
        self._text = ""
        self._parts: tuple[tuple[int, int], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole of the words."""
        return self._text

    def show_words(self, *pieces: str) -> None:
        """Show ``pieces`` one after the other: every second one stands out."""
        self._text = "".join(pieces)
        starts = [sum(map(len, pieces[:number])) for number in range(len(pieces))]
        self._parts = tuple(
            (start, len(piece)) for start, piece in list(zip(starts, pieces, strict=True))[1::2] if piece
        )
        self.setAccessibleName(self._text)
        self.setToolTip(self._text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.font(self._points, 600))
        return QSize(round(metrics.horizontalAdvance(self._text)) + 4, round(metrics.height()) + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_found(QPainter(self), QRectF(self.rect()), self._text, self._parts, self._tone, self._points)
