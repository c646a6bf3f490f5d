"""Keys as pages tell them apart, and those that a focused field would keep for itself: Ctrl+D, Ctrl+K …"""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def is_plain(event: QKeyEvent) -> bool:
    """Whether a key is pressed by itself, on the keyboard or its number pad."""
    return event.modifiers() in _PLAIN


def is_enter(event: QEvent) -> bool:
    """Whether ``event`` is Enter pressed by itself."""
    return (
        event.type() is QEvent.Type.KeyPress
        and isinstance(event, QKeyEvent)
        and event.key() in _ENTER
        and is_plain(event)
    )


class KeyGuard(QObject):
    """Watches the widget with the focus: it may not take a key that the page has in use.

    On X11 a line of text takes Ctrl+D, Ctrl+K and Ctrl+U for editing, everywhere it takes Ctrl+Z.
    Ctrl+Z stays with the field as long as there is typing to take back.
    """

    def __init__(self, window: QWidget, keys_in_use: Callable[[], Collection[str]]) -> None:
        super().__init__(window)
        self._window = window
        self._keys_in_use = keys_in_use
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and isinstance(watched, QWidget)
        ):
            pressed = QKeySequence(event.keyCombination()).toString()
            if pressed in self._keys_in_use() and not (pressed == "Ctrl+Z" and _can_take_back(watched)):
                event.ignore()
                return True
        return False

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if now is not None and self._window.isAncestorOf(now):
            now.installEventFilter(self)


def _can_take_back(widget: QWidget) -> bool:
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable()
    if isinstance(widget, QPlainTextEdit):
        return widget.document().isUndoAvailable()
    return False
