"""Keys that are counted: a walk through the window says how many presses it cost, modifiers included.

Typed text (letters of a search, a name) and scans are not presses; everything else is. A page's
walk stands in test_walks.py: drive the window with one ``CountedKeys`` alone, then compare
``presses`` with what the page may cost.
"""

from PySide6.QtCore import Qt

from counter_app.core.scan import meaning
from counter_app.ui.window import Window
from tests.ui import hands


class CountedKeys:
    """The only hands of a walk; ``walk`` tells in order what they did, ``presses`` counts the keys.

    A scan reaches ``window`` as the scanner delivers it; how it is told from typing is tested apart.
    """

    def __init__(self, window: Window) -> None:
        self._window = window
        self.presses = 0
        self.walk: list[str] = []

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key or a shortcut; each modifier held for it is a press, too."""
        self.presses += 1 + len(modifiers)
        self.walk.append("+".join((*(one.name for one in modifiers), key.name)))
        hands.press(key, *modifiers)

    def type_text(self, text: str) -> None:
        """Type text that is looked for or kept, such as the letters of a name."""
        self.walk.append(f"“{text}”")
        hands.type_text(text)

    def scan(self, text: str) -> None:
        """Scan a code or a card."""
        self.walk.append("scan")
        self._window.take_scan(meaning(text))
