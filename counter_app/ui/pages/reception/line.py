"""A quiet line over or between the cards of the form: what is worth a word, and the keys that act on it."""

from PySide6.QtWidgets import QHBoxLayout

from counter_app.ui.widgets import Card, Icon, LinkButton
from counter_app.ui.widgets.found_words import PartLabel

_HEIGHT = 32


class FormLine(Card):
    """One sentence with an icon, and at its right the actions with their keys; hidden without words."""

    def __init__(self, icon: str, ground: str, tone: str, *actions: LinkButton) -> None:
        super().__init__(ground=ground, gap=0)
        self.words = PartLabel(tone=tone)
        self.body.setContentsMargins(12, 3, 8, 3)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon(icon, 16, tone))
        row.addWidget(self.words, 1)
        for action in actions:
            row.addWidget(action)
        self.body.addLayout(row)
        self.setFixedHeight(_HEIGHT)
        self.hide()

    def show_words(self, *pieces: str) -> None:
        """Show ``pieces``, every second one in the weight that stands out; none hides the line."""
        self.words.show_words(*pieces)
        self.setVisible(bool(pieces))
