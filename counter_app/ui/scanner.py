"""A scanner that types like a keyboard is heard whatever has the focus, a message box included.

Every key comes to the window of the system before it comes to a widget; there it is timed.
Characters go on to the field at once, so typing is never delayed; when a burst proves to be a
scan, the field gets back what stood in it before, and the closing Enter reaches nobody.
"""

from collections.abc import Callable

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from counter_app.core.scan import Recogniser, Scan, meaning

#: For so long after a scan no Enter confirms anything, and the same code read twice counts once.
QUIET_MS = 500
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
#: From so many characters in a burst on, a button or a list is no longer told of them.
_SURELY = 3


class Scanner(QObject):
    """Listens to every window of the program; ``scanned(ScanMeaning)`` for each scan."""

    scanned = Signal(object)

    def __init__(self, app: QGuiApplication) -> None:
        super().__init__()
        self._recogniser = Recogniser()
        self._clock = QElapsedTimer()
        self._clock.start()
        self._restore: Callable[[], None] | None = None
        self._last_text = ""
        self._last_scan_ms = -10_000
        self._last_key_ms = 0.0
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(int(self._recogniser.max_gap_ms * 2))
        self._pause.timeout.connect(self._paused)
        app.focusWindowChanged.connect(self._listen)
        self._listen(app.focusWindow())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        return event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event)

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
        """Whether the key is the scanner's and must go no further."""
        at = event.timestamp() or self._clock.elapsed()
        if event.key() in _ENDS:
            return self._end(at)
        text = event.text()
        control = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier)
        if control or len(text) != 1 or not text.isprintable():
            return False
        if isinstance(closed := self._recogniser.pause(at), Scan):
            self._deliver(closed.text)
        if not self._recogniser.pending:
            self._restore = snapshot(QApplication.focusWidget())
        self._recogniser.feed(text, at)
        self._last_key_ms = at
        if len(self._recogniser.pending) >= self._recogniser.min_length:
            self._pause.start()
        return len(self._recogniser.pending) > _SURELY and self._restore is None

    def _end(self, at: float) -> bool:
        self._pause.stop()
        closed = self._recogniser.suffix(at)
        if isinstance(closed, Scan):
            self._deliver(closed.text)
            return True
        return self._clock.elapsed() - self._last_scan_ms < QUIET_MS

    def _paused(self) -> None:
        closed = self._recogniser.pause(self._last_key_ms + self._pause.interval())
        if isinstance(closed, Scan):
            self._deliver(closed.text)

    def _deliver(self, text: str) -> None:
        self._pause.stop()
        restore, self._restore = self._restore, None
        if restore is not None:
            restore()
        self.take(text)


def snapshot(widget: QWidget | None) -> Callable[[], None] | None:
    """How to give ``widget`` back what stands in it now; None where keys put nothing into it."""
    if isinstance(widget, QLineEdit):
        return _line_snapshot(widget)
    if isinstance(widget, QPlainTextEdit):
        return _text_snapshot(widget)
    if isinstance(widget, QComboBox):
        index = widget.currentIndex()
        return lambda: widget.setCurrentIndex(index)
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
