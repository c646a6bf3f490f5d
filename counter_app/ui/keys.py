"""Keys of the page that a focused field would keep for itself: Ctrl+D, Ctrl+K and the like reach the page."""

from collections.abc import Callable, Collection

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget


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
