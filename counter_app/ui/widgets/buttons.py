"""Buttons that carry their key: the primary action, the other actions, and words that act."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QPushButton, QSizePolicy

from counter_app.ui import theme
from counter_app.ui.widgets.paint import box, draw_key, focus_ring, key_width, words


class _KeyButton(QPushButton):
    """A button with its key written on it; never a default button, so Enter goes to what has the focus."""

    HEIGHT = theme.BUTTON_HEIGHT
    SIZE, WEIGHT = theme.BASE, 400

    def __init__(self, text: str, key: str = "") -> None:
        super().__init__(text)
        self._key = key
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.set_words(text)

    def key(self) -> str:
        """The key written on the button."""
        return self._key

    def set_words(self, text: str, key: str | None = None) -> None:
        """Write other words, and another key where one is given."""
        key = self._key if key is None else key
        if (text, key) == (self.text(), self._key) and self.accessibleName():
            return
        self._key = key
        self.setText(text)
        self.setAccessibleName(f"{text} ({self._key})" if self._key else text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font(self.SIZE, self.WEIGHT)).horizontalAdvance(self.text())
        cap = key_width(self._key) + 12 if self._key else 6
        return QSize(round(width + cap) + 30, self.HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class PrimaryButton(_KeyButton):
    """The one primary action of a page, at its lower right: "Tiếp nhận và in 2 liên [Ctrl+Enter]"."""

    HEIGHT = theme.PRIMARY_HEIGHT
    SIZE, WEIGHT = theme.ACTION, 600

    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(44, 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        ground = theme.colour("accent" if self.isEnabled() else "mute")
        if self.isDown():
            ground = ground.darker(115)
        elif self.underMouse() and self.isEnabled():
            ground = ground.darker(106)
        _fill(painter, rect, ground, "" if self.isEnabled() else "line")
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(3, 3, -3, -3), theme.RADIUS_KEY, "on_accent")
        tone = "on_accent" if self.isEnabled() else "text3"
        left = draw_key(
            painter, rect.right() - 12, rect.center().y(), self._key, tone if self.isEnabled() else "disabled"
        )
        painter.setFont(theme.font(self.SIZE, self.WEIGHT))
        words(
            painter, QRectF(8, 0, left - 16, rect.height()), self.text(), tone, Qt.AlignmentFlag.AlignHCenter
        )


class PlainButton(_KeyButton):
    """Every other action: "Phiếu bổ sung [Ctrl+B]"; its words stand closer where it has less room."""

    LEFT, CLOSE = 16, 9

    def __init__(self, text: str, key: str = "") -> None:
        super().__init__(text, key)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(2 * (self.LEFT - self.CLOSE), 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.isEnabled():
            pressed = self.isDown() or self.underMouse()
            box(painter, rect, theme.RADIUS_FIELD, "sunk" if pressed else "surface", "control")
        else:
            box(painter, rect, theme.RADIUS_FIELD, "mute", "line")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_FIELD)
        look = "plain" if self.isEnabled() else "disabled"
        close = rect.width() < self.sizeHint().width()
        inset = self.CLOSE if close else self.LEFT
        left = draw_key(painter, rect.right() - (8 if close else 12), rect.center().y(), self._key, look)
        painter.setFont(theme.font(self.SIZE, self.WEIGHT))
        room = QRectF(inset, 0, left - inset - (6 if self._key else 2), rect.height())
        words(painter, room, self.text(), "text" if self.isEnabled() else "text3")


class LinkButton(QAbstractButton):
    """Words in the accent that act, with their key: "Trả luôn [F4]" in a line or a head."""

    def __init__(self, text: str, key: str = "") -> None:
        super().__init__()
        self._key = key
        self.setText(text)
        self.setAccessibleName(f"{text} ({key})" if key else text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font(theme.EXPLAIN, 600)).horizontalAdvance(self.text())
        cap = key_width(self._key) + 8 if self._key else 0
        return QSize(round(width + cap) + 8, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_KEY)
        left = draw_key(painter, rect.right() - 3, rect.center().y(), self._key, "accent")
        painter.setFont(theme.font(theme.EXPLAIN, 600))
        words(painter, QRectF(3, 0, left - 3, rect.height()), self.text(), "accent")


def _fill(painter: QPainter, rect: QRectF, ground: QColor, edge: str) -> None:
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(rect, theme.RADIUS_FIELD, theme.RADIUS_FIELD)
    if edge:
        box(painter, rect, theme.RADIUS_FIELD, "", edge)
