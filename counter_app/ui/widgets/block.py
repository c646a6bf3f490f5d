"""A text of a few lines at most: broken between words, the rest in an ellipsis and the whole as tooltip."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QTextLayout
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
        self.setFont(theme.font(size, weight))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str, tone: str = "") -> None:
        """Show ``text``, in another tone where one is given."""
        self._text, self._tone = text, tone or self._tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def _step(self) -> int:
        return round(QFontMetricsF(self.font()).height() * 0.98)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return len(self._lines_at(width)) * self._step() + 2

    def _lines_at(self, width: int) -> list[tuple[int, int]]:
        """Start and length of the lines that are shown, broken at ``width``."""
        layout = QTextLayout(self._text, self.font())
        layout.beginLayout()
        spans: list[tuple[int, int]] = []
        while len(spans) < self._lines and (line := layout.createLine()).isValid():
            line.setLineWidth(max(width, 24))
            spans.append((line.textStart(), line.textLength()))
        layout.endLayout()
        return spans

    def sizeHint(self) -> QSize:
        width = min(round(QFontMetricsF(self.font()).horizontalAdvance(self._text)) + 4, 320)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self._step() + 2 if self._text else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(theme.colour(self._tone))
        metrics = QFontMetricsF(self.font())
        spans = self._lines_at(self.width())[: max(self.height() // self._step(), 1)]
        for number, (start, length) in enumerate(spans):
            last = number == len(spans) - 1
            piece = self._text[start:] if last else self._text[start : start + length].rstrip()
            shown = metrics.elidedText(piece, Qt.TextElideMode.ElideRight, self.width() + 1)
            painter.drawText(QPointF(0, number * self._step() + metrics.ascent()), shown)
            if last:
                self.setToolTip("" if shown == piece else self._text)
