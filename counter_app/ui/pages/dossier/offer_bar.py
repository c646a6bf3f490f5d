"""The acts that can be done now, each a quiet button with its key, in as many lines as they need."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.core.states import Action
from counter_app.ui.pages.dossier.offers import KEYS, Offer, offer_words
from counter_app.ui.widgets.flow import Flow
from counter_app.ui.widgets.quiet import QuietButton


class OfferBar(QWidget):
    """Keeps one button for each act and shows those that are offered."""

    def __init__(self, chosen: Callable[[Action], object]) -> None:
        super().__init__()
        self._chosen = chosen
        self._buttons: dict[Action, QuietButton] = {}
        self._shown: tuple[Offer, ...] = ()
        self._flow = Flow(12, 2)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for action, key in KEYS.items():  # all at once, so that no scan waits for one that is offered rarely
            self._make(action, key)

    def show_offers(self, offers: Sequence[Offer]) -> None:
        """Show ``offers`` instead of those before."""
        if tuple(offers) == self._shown:
            return
        self._shown = tuple(offers)
        wanted = {offer.action for offer in offers}
        for action, button in self._buttons.items():
            button.setVisible(action in wanted)
        self.updateGeometry()

    def offers(self) -> tuple[Offer, ...]:
        """The acts shown."""
        return self._shown

    def _make(self, action: Action, key: str) -> None:
        button = QuietButton(offer_words(action), key)
        button.hide()
        button.clicked.connect(lambda: self._chosen(action))
        self._flow.addWidget(button)
        self._buttons[action] = button
