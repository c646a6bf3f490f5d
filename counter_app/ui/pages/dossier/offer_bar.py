"""The acts that can be done now, each a quiet button with its key, in as many lines as they need."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from counter_app.core.states import Action
from counter_app.ui import theme
from counter_app.ui.pages.dossier.offers import KEYS, Offer, offer_words
from counter_app.ui.widgets.quiet import QuietButton


class OfferButton(QuietButton):
    """Keeps a picture of itself at rest, so that it is in sight at once; it covers the window's ground."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(text, key)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._kept: tuple[tuple[QSize, float, bool], QPixmap] | None = None

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.hasFocus() or self.underMouse():
            painter.fillRect(self.rect(), theme.colour("window"))
            self.draw(painter)
            return
        look = (self.size(), theme.ratio_of(painter), theme.tokens().dark)
        if self._kept is None or self._kept[0] != look:
            self._kept = (look, self._drawn(look[1]))
        painter.drawPixmap(0, 0, self._kept[1])

    def _drawn(self, ratio: float) -> QPixmap:
        drawn = QPixmap(self.size() * ratio)
        drawn.setDevicePixelRatio(ratio)
        drawn.fill(theme.colour("window"))
        painter = QPainter(drawn)
        self.draw(painter)
        painter.end()
        return drawn


class OfferBar(QWidget):
    """Keeps one button for each act, shows those that are offered and places them itself.

    In a layout each button that comes in sight would let all layouts up to the window begin anew.
    """

    GAP, LINE_GAP, LINE = 12, 2, 24

    def __init__(self, chosen: Callable[[Action], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._buttons: dict[Action, OfferButton] = {}
        self._widths: dict[Action, int] = {}
        self._shown: tuple[Offer, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        for action, key in KEYS.items():  # all at once, so that no scan waits for one that is offered rarely
            self._make(action, key)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show ``offers`` instead of those before; :meth:`height_at` then says how high they are."""
        if tuple(offers) == self._shown:
            return
        self._shown = tuple(offers)
        wanted = {offer.action for offer in offers}
        for action, button in self._buttons.items():
            if action not in wanted and not button.isHidden():
                button.hide()
        self._place()
        for action in wanted:
            if self._buttons[action].isHidden():
                self._buttons[action].show()

    def offers(self) -> tuple[Offer, ...]:
        """The acts shown."""
        return self._shown

    def height_at(self, width: int) -> int:
        """How high the lines of buttons are together if they are so wide."""
        return max((top + self.LINE for _action, _left, top in self._places(width)), default=0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        for action, left, top in self._places(self.width()):
            self._buttons[action].setGeometry(left, top, self._widths[action], self.LINE)

    def _places(self, width: int) -> Iterator[tuple[Action, int, int]]:
        """Where each button that is offered stands: from left to right, then in the next line, like words."""
        wanted = {offer.action for offer in self._shown}
        left = top = 0
        for action in self._buttons:
            if action in wanted:
                wide = self._widths[action]
                if left and left + wide > width:
                    left, top = 0, top + self.LINE + self.LINE_GAP
                yield action, left, top
                left += wide + self.GAP

    def _make(self, action: Action, key: str) -> None:
        button = OfferButton(offer_words(action), key)
        button.setParent(self)
        button.hide()
        button.clicked.connect(lambda: self._chosen(action))
        self._buttons[action] = button
        self._widths[action] = button.sizeHint().width()
