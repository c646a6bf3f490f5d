"""A text of a few lines at most: broken between words, the rest in an ellipsis and the whole as tooltip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QTextLayout
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme


class Block(QWidget):
    """Up to ``lines`` lines of words; takes no more height than its words need at its width."""

    def __init__(
        self,
        size: float = theme.BASE,
        weight: int = 400,
        tone: str = "text",
        *,
        lines: int = 2,
    ) -> None:
        super().__init__()
        self._text, self._tone, self._lines = "", tone, lines
        self._broken: dict[int, list[tuple[int, int]]] = {}
        self.setFont(theme.font(size, weight))
        metrics = QFontMetricsF(self.font())
        self._step, self._ascent = round(metrics.height() * 0.98), metrics.ascent()
        self._shown: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, tone: str = "") -> None:
        """Show ``text``, in another tone where one is given."""
        tone = tone or self._tone
        if (text, tone) == (self._text, self._tone):
            return
        self._tone = tone
        if text != self._text:
            self._text = text
            self._broken.clear()
            self.setAccessibleName(text)
            self._fit()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Take the height that the words need at this width.

        A height that depends on the width would be asked for thousands of times by the layouts
        around it each time a word changes; the width here rarely does.
        """
        height = self._height_at(self.width())
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self._shown = self._shown_lines()

    def _height_at(self, width: int) -> int:
        return max(len(self._lines_at(width)), 1) * self._step + 2 if self._text else 0

    def _lines_at(self, width: int) -> list[tuple[int, int]]:
        """Start and length of the lines that are shown, broken at ``width``."""
        if width not in self._broken:
            self._broken[width] = self._break_at(width)
        return self._broken[width]

    def _break_at(self, width: int) -> list[tuple[int, int]]:
        layout = QTextLayout(self._text, self.font())
        layout.beginLayout()
        spans: list[tuple[int, int]] = []
        while len(spans) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 24))
            spans.append((line.textStart(), line.textLength()))
        layout.endLayout()
        return spans

    def _shown_lines(self) -> list[str]:
        """The lines in the room there is; what is cut off the last one stands in the tooltip."""
        spans = self._lines_at(self.width())[: max(self.height() // self._step, 1)]
        if not spans:
            return []
        lines = [self._text[start : start + length].rstrip() for start, length in spans]
        piece = self._text[spans[-1][0] :]
        metrics = QFontMetricsF(self.font())
        lines[-1] = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, self.width() + 1)
        tip = "" if lines[-1] == piece else self._text
        if tip != self.toolTip():
            self.setToolTip(tip)
        return lines

    def sizeHint(self) -> QSize:
        width = min(round(QFontMetricsF(self.font()).horizontalAdvance(self._text)) + 4, 320)
        return QSize(width, self._height_at(self.width()))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._height_at(self.width()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._tone))
        for number, line in enumerate(self._shown):
            painter.drawText(QPointF(0, number * self._step + self._ascent), line)
