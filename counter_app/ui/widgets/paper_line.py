"""One line of a list of papers: an icon, what it is, and how many or how it stands at the right."""

from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import middle, words


class PaperLine(QWidget):
    """One painted line with an icon: what it is left, how many or how it stands right.

    What it is ends in an ellipsis where there is no room, the whole of it as tooltip.
    """

    HEIGHT, ICON, GAP = 26, 16, 8

    def __init__(
        self,
        icon: str = "",
        words: str = "",
        right: str = "",
        tone: str = "text2",
        icon_tone: str = "good",
    ) -> None:
        super().__init__()
        self._shown = ("", "", "", "", "")
        self._tip = ""
        self._right_width = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.HEIGHT)
        self.show_line(icon, words, right, tone, icon_tone)

    def show_line(
        self,
        icon: str,
        words: str,
        right: str,
        tone: str = "text2",
        icon_tone: str = "good",
        *,
        tip: str = "",
    ) -> None:
        """Show another line; ``tip`` is its tooltip, where there is more to say than the words."""
        shown = (icon, words, right, tone, icon_tone)
        if (*shown, tip) == (*self._shown, self._tip):
            return
        self._shown, self._tip = shown, tip
        self.setAccessibleName(f"{words}: {right}")
        self.setToolTip(tip)
        width = ceil(QFontMetricsF(theme.font(theme.EXPLAIN)).horizontalAdvance(right))
        if width != self._right_width:
            self._right_width = width
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.minimumSizeHint().width() + 200, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.ICON + 2 * self.GAP + 24 + self._right_width, self.HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        icon, text, right, tone, icon_tone = self._shown
        if icon:
            theme.draw_icon(painter, icon, QPointF(0, middle(rect, self.ICON)), self.ICON, icon_tone)
        painter.setFont(theme.font(theme.EXPLAIN))
        words(painter, rect.adjusted(rect.width() - self._right_width, 0, 0, 0), right, tone)
        painter.setFont(theme.font(theme.TABLE))
        left = self.ICON + self.GAP
        room = rect.adjusted(left, 0, -self._right_width - self.GAP, 0)
        words(painter, room, text, "text")
        if not self._tip:
            whole = QFontMetricsF(painter.font()).horizontalAdvance(text) <= room.width() + 1
            tip = "" if whole else text
            if tip != self.toolTip():
                self.setToolTip(tip)
