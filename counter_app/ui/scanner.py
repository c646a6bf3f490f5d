"""A scanner that types like a keyboard is heard whatever has the focus, a message box included.

Every key comes to the window of the system before it comes to a widget; there it is timed.
In a line of text characters go on at once, so typing is never delayed; when a burst proves to
be a scan, the field gets back what stood in it before. Where a single key acts at once (a figure
in an empty field, any key on a button, a box or a list) it waits for the twentieth of a second
in which the next one of a scan would come. The closing Enter of a scan reaches nobody.
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget
from shiboken6 import isValid

from counter_app.core.scan import Recogniser, Scan, meaning

#: For so long after a scan no Enter confirms anything, and the same code read twice counts once.
QUIET_MS = 500
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
}
_COMMANDS = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)


class Scanner(QObject):
    """Listens to every window of the program; ``scanned(ScanMeaning)`` for each scan."""

    scanned = Signal(object)

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__(app)
        self._recogniser = Recogniser()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._restore: Callable[[], None] | None = None
        self._held: list[QKeyEvent] = []
        self._held_for: QWidget | None = None
        self._last_text = ""
        self._last_scan_ms = -10_000
        self._last_key_ms = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._paused)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyPress:
            return self._key(event)
        return event.type() is QEvent.Type.KeyRelease and self._released(event)

    def take(self, text: str) -> None:
        """A scanner delivered ``text``; one that does not type may call this itself."""
        now = self._clock.elapsed()
        again = text == self._last_text and now - self._last_scan_ms < QUIET_MS
        self._last_text, self._last_scan_ms = text, now
        if not again:
            self.scanned.emit(meaning(text))

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # once for each window, however often it comes to the front
            window.installEventFilter(self)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key is the scanner's, or waits, and must go no further now."""
        at = event.timestamp() or self._clock.elapsed()
        text = event.text()
        if event.key() in _ENDS:
            return self._end(at)
        if event.key() in _MODIFIERS:
            return False
        if event.modifiers() & _COMMANDS or len(text) != 1 or not text.isprintable():
            self._let_go()
            return False
        return self._character(event, at)

    def _character(self, event: QKeyEvent, at: float) -> bool:
        closed = self._recogniser.pause(at)
        if isinstance(closed, Scan):
            self._deliver(closed.text)
        elif closed is not None:
            self._let_go()
        if not self._recogniser.pending:
            focus = QApplication.focusWidget()
            self._restore = snapshot(focus)
            self._held_for = focus if acts_at_once(focus, event.text()) else None
        self._recogniser.feed(event.text(), at)
        self._last_key_ms = at
        if self._held_for is not None:
            self._held.append(event.clone())
            self._pause.start(int(self._recogniser.max_gap_ms) + 5)
            return True
        if len(self._recogniser.pending) >= self._recogniser.min_length:
            self._pause.start(int(self._recogniser.max_gap_ms * 2))
        return False

    def _released(self, event: QKeyEvent) -> bool:
        if any(held.key() == event.key() for held in self._held):
            self._held.append(event.clone())
            return True
        return False

    def _end(self, at: float) -> bool:
        self._pause.stop()
        closed = self._recogniser.suffix(at)
        if isinstance(closed, Scan):
            self._deliver(closed.text)
            return True
        self._let_go()
        return self._clock.elapsed() - self._last_scan_ms < QUIET_MS

    def _paused(self) -> None:
        closed = self._recogniser.pause(self._last_key_ms + self._pause.interval())
        if isinstance(closed, Scan):
            self._deliver(closed.text)
        else:
            self._let_go()

    def _let_go(self) -> None:
        """The keys that waited were typed after all: hand them to the widget for which they were meant."""
        held, self._held = self._held, []
        for event in held:
            if self._held_for is not None and isValid(self._held_for):
                QCoreApplication.sendEvent(self._held_for, event)

    def _deliver(self, text: str) -> None:
        self._pause.stop()
        self._held = []
        restore, self._restore = self._restore, None
        if restore is not None:
            restore()
        self.take(text)


def acts_at_once(widget: QWidget | None, text: str) -> bool:
    """Whether the single key ``text`` may do more in ``widget`` than stand in a text.

    Letters never wait in a field: an input method may be about to change them.
    """
    if isinstance(widget, QLineEdit):
        return text.isdecimal() and not widget.text()
    return widget is not None and not isinstance(widget, QPlainTextEdit)


def snapshot(widget: QWidget | None) -> Callable[[], None] | None:
    """How to give ``widget`` back what stands in it now; None where keys put nothing into it."""
    if isinstance(widget, QLineEdit):
        return _line_snapshot(widget)
    if isinstance(widget, QPlainTextEdit):
        return _text_snapshot(widget)
    return None


def _line_snapshot(field: QLineEdit) -> Callable[[], None]:
    text, cursor = field.text(), field.cursorPosition()
    start, length = field.selectionStart(), len(field.selectedText())

    def restore() -> None:
        if field.text() == text:
            return
        field.setText(text)
        if length:
            field.setSelection(start, length)
        else:
            field.setCursorPosition(cursor)
        field.textEdited.emit(text)  # whoever follows the typing must hear that it was none

    return restore


def _text_snapshot(field: QPlainTextEdit) -> Callable[[], None]:
    text, position = field.toPlainText(), field.textCursor().position()

    def restore() -> None:
        if field.toPlainText() != text:
            field.setPlainText(text)
            cursor = field.textCursor()
            cursor.setPosition(position)
            field.setTextCursor(cursor)

    return restore
