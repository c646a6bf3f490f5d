"""One line of a list of papers: an icon, what it is, and how many or how it stands at the right."""

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.drawn import LINE, advance, shortened


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
        width = advance(right, theme.EXPLAIN)
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
        icon, text, right, tone, icon_tone = self._shown
        width, height = self.width(), self.height()
        if icon:
            at = QPointF(0, round((height - self.ICON) / 2))
            theme.draw_icon(painter, icon, at, self.ICON, icon_tone)
        painter.setFont(theme.font(theme.EXPLAIN))
        painter.setPen(theme.colour(tone))
        painter.drawText(QRect(width - self._right_width, 0, self._right_width, height), LINE, right)
        left = self.ICON + self.GAP
        room = width - left - self._right_width - self.GAP + 1
        shown = shortened(text, theme.TABLE, 400, room)
        painter.setFont(theme.font(theme.TABLE))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRect(left, 0, room, height), LINE, shown)
        if not self._tip:
            tip = "" if shown == text else text
            if tip != self.toolTip():
                self.setToolTip(tip)
