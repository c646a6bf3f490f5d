"""Words on the page: labels in the theme's sizes and tones, key caps, pills and lines."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QEnterEvent, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import KEY_HEIGHT, draw_box, draw_key, key_width, words


def escaped(text: str) -> str:
    """``text`` as it may stand in rich text; not from the module html, which is slow to load."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def strong(text: str) -> str:
    """``text`` in the weight that stands out inside a sentence (600), safe for rich text."""
    return f'<span style="font-weight:600">{escaped(text)}</span>'


class Label(QLabel):
    """Words in one size (points), weight (400, 500, 600) and tone (name of a token).

    Plain text unless ``rich``; the text of a rich label is escaped by its writer (:func:`strong`).
    """

    def __init__(
        self,
        text: str = "",
        size: float = theme.BASE,
        weight: int = 400,
        tone: str = "text",
        *,
        wrap: bool = False,
        rich: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText if rich else Qt.TextFormat.PlainText)
        self.setFont(theme.font(size, weight))
        self.setWordWrap(wrap)
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Show the words in ``tone``."""
        theme.look(self, tone=tone)


class SelectableLabel(Label):
    """Words that the mouse can select and copy.

    A label of Qt that can be selected from lays its text out in a document of its own, many times as
    slowly. So it becomes one when the mouse comes to it, and is a plain one again at the next text.
    """

    def enterEvent(self, event: QEnterEvent) -> None:
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        super().enterEvent(event)

    def setText(self, text: str) -> None:
        if text != self.text():
            if not self.underMouse():
                self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            super().setText(text)


class ShortLabel(Label):
    """One line that ends in an ellipsis where there is no room, the whole of it as tooltip."""

    _whole = ""

    def __init__(
        self, text: str = "", size: float = theme.BASE, weight: int = 400, tone: str = "text"
    ) -> None:
        super().__init__("", size, weight, tone)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setText(text)

    def setText(self, text: str) -> None:
        if text != self._whole:
            self._whole = text
            self._fit()
            self.updateGeometry()  # the words shown may be shortened to the same as before

    def whole(self) -> str:
        """The text without any shortening."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        width = QFontMetricsF(self.font()).horizontalAdvance(self._whole)
        return QSize(round(width + 2), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(self.width(), 24))
        if shown != self.text():
            super().setText(shown)
        tip = "" if shown == self._whole else self._whole
        if tip != self.toolTip():
            self.setToolTip(tip)


class Icon(QWidget):
    """One icon in one tone, always as sharp as the screen."""

    def __init__(self, name: str, size: int = 20, tone: str = "text2") -> None:
        super().__init__()
        self._name, self._size, self._tone = name, size, tone
        self._drop = 0
        self.setFixedSize(size, size)

    def set_drop(self, drop: int) -> None:
        """Stand ``drop`` pixels lower than where the layout puts it."""
        self._drop = drop
        self.setFixedSize(self._size, self._size + drop)

    def set_icon(self, name: str, tone: str = "") -> None:
        """Show icon ``name``, in ``tone`` where one is given."""
        self._name, self._tone = name, tone or self._tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._name:
            theme.draw_icon(QPainter(self), self._name, QPointF(0, self._drop), self._size, self._tone)


class IconLabel(QWidget):
    """An icon before words of the same tone: what makes a state readable without its colour."""

    def __init__(
        self,
        icon: str = "",
        text: str = "",
        tone: str = "text2",
        *,
        size: float = theme.EXPLAIN,
        weight: int = 400,
        wrap: bool = False,
        rich: bool = False,
        icon_size: int = 16,
        gap: int = 6,
    ) -> None:
        super().__init__()
        self.icon = Icon(icon, icon_size, tone)
        self.label = Label(text, size, weight, tone, wrap=wrap, rich=rich)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(gap)
        if wrap:  # beside the first of its lines
            line = QFontMetricsF(theme.font(size, weight)).height()
            self.icon.set_drop(max(round((line - icon_size) / 2), 0))
        row.addWidget(self.icon, 0, Qt.AlignmentFlag.AlignTop if wrap else Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.label, 1)

    def show_words(self, icon: str, text: str, tone: str = "") -> None:
        """Show other words, with their icon and tone."""
        self.icon.set_icon(icon, tone)
        self.label.setText(text)
        if tone:
            self.label.set_tone(tone)

    def text(self) -> str:
        """The words shown."""
        return self.label.text()


class KeyCap(QWidget):
    """The cap of a key, such as Ctrl+Enter, beside what the key does."""

    def __init__(self, text: str, look: str = "plain") -> None:
        super().__init__()
        self._text, self._look = text, look
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The key shown."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(round(key_width(self._text) + 0.5), int(KEY_HEIGHT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        draw_key(QPainter(self), self.width(), self.height() / 2, self._text, self._look)


class Pill(QWidget):
    """A rounded ground of a tone with an icon and words: a state, or the coming closure."""

    def __init__(self, icon: str = "", text: str = "", tone: str = "soft_text") -> None:
        super().__init__()
        self._icon, self._text, self._tone = icon, text, tone
        self._short = ""
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def text(self) -> str:
        """The words shown."""
        return self._text

    def show_words(self, icon: str, text: str, tone: str, short: str = "") -> None:
        """Show other words, ``short`` ones where those have no room; an empty text hides the pill."""
        self._short = short
        if (icon, text, tone) == (self._icon, self._text, self._tone):
            return
        self._icon, self._text, self._tone = icon, text, tone
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.setVisible(bool(text))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return self._size_of(self._text)

    def minimumSizeHint(self) -> QSize:
        return self._size_of(self._short) if self._short else QSize(60, 28)

    def _size_of(self, text: str) -> QSize:
        width = QFontMetricsF(theme.font(theme.EXPLAIN, 600)).horizontalAdvance(text)
        return QSize(round(width) + 24 + (22 if self._icon else 0), 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        brief = bool(self._short) and self.width() < self.sizeHint().width()
        shown = self._short if brief else self._text
        if brief:
            spare = max(rect.width() - self._size_of(shown).width(), 0)
            rect.adjust(round(spare / 2), 0, -round(spare / 2), 0)
        draw_box(painter, rect, theme.RADIUS_PILL, theme.GROUNDS.get(self._tone, "mute"))
        left = rect.left() + 12
        if self._icon:
            theme.draw_icon(painter, self._icon, QPointF(left, rect.center().y() - 8), 16, self._tone)
            left += 22
        painter.setFont(theme.font(theme.EXPLAIN, 600))
        words(painter, QRectF(left, rect.top(), rect.right() - 10 - left, rect.height()), shown, self._tone)


class Line(QFrame):
    """A hairline between parts of a card."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setProperty("line", "row")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)
