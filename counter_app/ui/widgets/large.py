"""A date or a sum in large type, no higher than its figures need."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import words


class LargeWords(QWidget):
    """One line of 34 points, in the accent: the promised date, the sum to collect."""

    HEIGHT = 50

    def __init__(self, tone: str = "accent") -> None:
        super().__init__()
        self._text, self._tone, self._points = "", tone, theme.LARGE
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The words shown."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show ``text``, which is also what a screen reader says."""
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_points(self, points: float) -> None:
        """Write in another size, where the column is narrow."""
        self._points = points
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font(self._points, 600)).horizontalAdvance(self._text)
        return QSize(round(width) + 2, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(self._points, 600))
        words(painter, QRectF(self.rect()), self._text, self._tone, Qt.AlignmentFlag.AlignLeft)
