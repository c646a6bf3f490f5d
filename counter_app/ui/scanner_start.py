"""Ctrl+B that may be the STX of a scanner: held until what follows tells, then a shortcut after all.

A scanner with a prefix types STX as Ctrl+B and its code at once behind it. Fingers are still on the
key after the twentieth of a second, or type nothing for longer than the slowest scanner waits.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QShortcutEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

_CONTEXTS = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


def may_be_start(event: QKeyEvent) -> bool:
    """Whether ``event`` is Ctrl+B as a keyboard sends it, pressed once."""
    alone = event.modifiers() == Qt.KeyboardModifier.ControlModifier and not event.isAutoRepeat()
    return alone and event.key() == Qt.Key.Key_B and event.text() == "\x02"


class ScannerStart(QObject):
    """Holds one Ctrl+B; ``is_down`` says whether its key is still pressed."""

    def __init__(self, parent: QObject, short_ms: float, long_ms: float, is_down: Callable[[], bool]) -> None:
        super().__init__(parent)
        self._short_ms, self._long_ms = short_ms, long_ms
        self._is_down = is_down
        self._held: QKeyEvent | None = None
        self._widget: QWidget | None = None
        self._at = 0.0
        self._short, self._long = QTimer(self), QTimer(self)
        for timer, wait, slot in (
            (self._short, short_ms, self._short_over),
            (self._long, long_ms, self._long_over),
        ):
            timer.setSingleShot(True)
            timer.setInterval(int(wait) + 5)
            timer.timeout.connect(slot)

    def hold(self, event: QKeyEvent, at: float) -> None:
        """Keep the Ctrl+B that came at ``at`` milliseconds."""
        self.let_go()
        self._held, self._at = event.clone(), at
        self._widget = QApplication.focusWidget()
        self._short.start()
        self._long.start()

    def goes_on(self, event: QKeyEvent, at: float) -> bool:
        """Whether ``event`` is what a scanner sends behind its STX; if not, the shortcut acts first."""
        if self._held is None:
            return False
        plain = not event.modifiers() & ~(
            Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier
        )
        near = at - self._at <= (self._short_ms if self._is_down() else self._long_ms)
        if plain and near and event.text().isprintable() and event.text():
            self._forget()
            return True
        self.let_go()
        return False

    def let_go(self) -> None:
        """It was fingers: the shortcut acts, or the key goes to its widget where no shortcut is."""
        held, widget = self._held, self._widget
        self._forget()
        if held is None:
            return
        keys = QKeySequence(held.keyCombination())
        for one in _shortcuts(keys):
            QCoreApplication.sendEvent(one, QShortcutEvent(keys, one, False))
            return
        if widget is not None and isValid(widget):
            QCoreApplication.sendEvent(widget, held)

    def _short_over(self) -> None:
        if self._is_down():
            self._after_queue()

    def _long_over(self) -> None:
        self._after_queue()

    def _after_queue(self) -> None:
        """Keys may be in the queue that came before the time was over, so they go first."""
        held = self._held
        QTimer.singleShot(0, self, lambda: self.let_go() if self._held is held else None)

    def _forget(self) -> None:
        self._held = self._widget = None
        self._short.stop()
        self._long.stop()


def _shortcuts(keys: QKeySequence) -> list[QShortcut]:
    """The shortcuts that ``keys`` would have called where the focus is."""
    window = QApplication.activeWindow()
    if window is None:
        return []
    return [
        one
        for one in window.findChildren(QShortcut)
        if one.key() == keys and one.isEnabled() and one.context() in _CONTEXTS and _is_in_front(one.parent())
    ]


def _is_in_front(widget: QObject | None) -> bool:
    return isinstance(widget, QWidget) and widget.isVisible() and widget.isEnabled()
