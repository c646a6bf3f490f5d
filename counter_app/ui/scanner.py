"""A scanner that types like a keyboard is heard whatever has the focus, a message box included.

Every key comes to the window of the system before it comes to a widget; there it is timed. What an
input method composes goes to the widget with the focus; there it is seen as well. In a line of text
characters go on at once, so typing is never delayed; when a burst proves to be a scan, the field
gets back what stood in it before, and what somebody typed meanwhile. Where a single key acts at once
(a figure where one chooses, any key on a button, a box or a list) it waits: fingers are still on it after
the twentieth of a second, a scanner is not and sends its next one. The closing Enter of a scan reaches
nobody.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from counter_app.core.bursts import Scan, Typing
from counter_app.core.scan import Doubles, Recogniser, meaning
from counter_app.core.scanner_doctor import Arrival
from counter_app.ui.field_states import acts_at_once, snapshot, word_before
from counter_app.ui.scanner_start import ScannerStart, may_be_start

#: For so long after a scan no Enter confirms anything, and the same code read twice counts once.
QUIET_MS = 500
#: So long after the suffix of a scan another one, or a control character, still belongs to it.
_SECOND_SUFFIX_MS = 150
_ENDS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab}
_MODIFIERS = {
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock,
}
_CONTROL, _ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
_COMMANDS = _CONTROL | _ALT | Qt.KeyboardModifier.MetaModifier
#: Keys of an open burst after which Alt and a control character are the scanner's.
_BEGUN = 3


@dataclass
class _Came:
    """One event of the open burst: for which widget, whether it waits, and how to undo it."""

    widget: QWidget | None
    event: QKeyEvent | None
    text: str
    deleted: int
    waits: bool
    restore: Callable[[], None] | None = None
    releases: list[QKeyEvent] = field(default_factory=list)

    def deliver(self) -> None:
        """Hand it to the widget for which it was meant."""
        self.waits = False
        if self.widget is None or not isValid(self.widget):
            return
        if self.event is not None:
            for one in (self.event, *self.releases):
                QCoreApplication.sendEvent(self.widget, one)
        else:
            composed = QInputMethodEvent()
            composed.setCommitString(self.text, -self.deleted, self.deleted)
            QCoreApplication.sendEvent(self.widget, composed)


class _Way:
    """Hands on keys that waited: where one leads the focus elsewhere, those behind it go there.

    So they always do. What came to another widget, because somebody went there meanwhile, stays there.
    """

    def __init__(self) -> None:
        self._came_to: QWidget | None = None
        self._goes_to: QWidget | None = None

    def deliver(self, keys: Iterable[_Came]) -> None:
        """Hand on ``keys`` in their order."""
        for came in keys:
            if came.widget is not self._came_to:
                self._came_to = self._goes_to = came.widget
            came.widget = self._goes_to
            leads = QApplication.focusWidget() is came.widget
            came.deliver()
            if leads:
                self._goes_to = QApplication.focusWidget()


class Scanner(QObject):
    """Listens to every window of the program; ``scanned(ScanMeaning)`` for each scan.

    ``arrived(Arrival)`` for every scan before it is said what it means, also for one read twice.
    ``elapsed`` tells the milliseconds that have passed since any moment.
    """

    scanned = Signal(object)
    arrived = Signal(object)

    def __init__(self, app: QGuiApplication, elapsed: Callable[[], float] | None = None) -> None:
        super().__init__(app)
        self._recogniser = Recogniser()
        self._doubles = Doubles(QUIET_MS)
        clock = QElapsedTimer()
        clock.start()
        self._elapsed = elapsed or clock.elapsed
        self._burst: list[_Came] = []
        self._composing = ""
        self._key_down = 0
        self._last_at = 0.0
        self._ahead = 0.0
        self._suffix_at = -10_000.0
        self._quiet_since = -10_000.0
        self._framed = False
        self._start = ScannerStart(
            self,
            self._recogniser.max_gap_ms,
            self._recogniser.longest_gap_ms,
            lambda: self._key_down == Qt.Key.Key_B,
        )
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._waited)
        app.focusWindowChanged.connect(self._listen)
        app.focusObjectChanged.connect(self._listen_to_composing)
        self._listen(app.focusWindow())
        self._listen_to_composing(app.focusObject())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind is QEvent.Type.InputMethod and isinstance(event, QInputMethodEvent):
            return not isinstance(watched, QWindow) and self._composed(event)
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWindow):
            return False
        if kind is QEvent.Type.ShortcutOverride:
            return self._overrides(event)
        if kind is QEvent.Type.KeyPress:
            return self._key(event)
        return kind is QEvent.Type.KeyRelease and self._released(event)

    def take(self, text: str) -> None:
        """A scanner delivered ``text``; one that does not type calls this itself."""
        now = self._elapsed()
        self._take(Arrival(text, text, serial=True), now, now)

    def _take(self, arrival: Arrival, began: float, ended: float) -> None:
        self._quiet_since = self._elapsed()
        self.arrived.emit(arrival)
        if not self._doubles.again(arrival.text, began, ended):
            self.scanned.emit(meaning(arrival.text))

    def _listen(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)  # once for each window, however often it comes to the front
            window.installEventFilter(self)

    def _listen_to_composing(self, widget: QObject | None) -> None:
        self._composing = ""
        if widget is not None:
            widget.removeEventFilter(self)
            widget.installEventFilter(self)

    # what comes

    def _key(self, event: QKeyEvent) -> bool:
        """Whether the key is the scanner's, or waits, and must go no further now."""
        at = self._time_of(event)
        text, key = event.text(), event.key()
        if key in _MODIFIERS:
            return False
        if self._start.goes_on(event, at):
            self._framed = True
        overlapping = self._key_down not in (0, key) and at - self._last_at < QUIET_MS
        self._key_down = key
        if event.modifiers() & _COMMANDS and not (text > "~" and text.isprintable()):
            return self._command(event, at)
        if key in _ENDS:
            return self._end(key, at)
        if event.isAutoRepeat():
            self._settle(self._recogniser.suffix(at), at)
            return False
        if key == Qt.Key.Key_Backspace:
            return self._change(event, "", 1, at, overlapping=overlapping)
        if text and (text.isprintable() or text in "\x02\x03"):
            return self._change(event, text, 0, at, overlapping=overlapping)
        self._settle(self._recogniser.suffix(at), at)
        return False

    def _command(self, event: QKeyEvent, at: float) -> bool:
        """A key with Ctrl or Alt: a scanner's control character or number of a letter, else a command."""
        if not self._is_scanners(event, at):
            self._settle(self._recogniser.suffix(at), at)
            if may_be_start(event):
                self._start.hold(event, at)
                return True
            return False
        if self._closes(event, at):
            self._settle(self._recogniser.whole(at), at, "Enter")
            self._suffix_at = at
        elif event.text() in ("\r", "\n", "\t", "\x03"):
            self._end(Qt.Key.Key_Return, at)
        return True

    def _closes(self, event: QKeyEvent, at: float) -> bool:
        """Whether Ctrl+C is the ETX of a frame that Ctrl+B opened."""
        framed = self._framed and self._recogniser.length > 0
        near = at - self._last_at <= self._recogniser.longest_gap_ms
        return framed and near and event.key() == Qt.Key.Key_C and bool(event.modifiers() & _CONTROL)

    def _overrides(self, event: QKeyEvent) -> bool:
        """A control character amid a scan is no shortcut, and none yet where it may begin one."""
        scanners = event.modifiers() & _COMMANDS and self._is_scanners(event, self._time_of(event))
        if scanners or may_be_start(event):
            event.accept()
            return True
        if event.key() not in _MODIFIERS and (not event.text() or event.text() < " "):
            self._start.let_go()  # a command comes behind the one that waits
        return False

    def _is_scanners(self, event: QKeyEvent, at: float) -> bool:
        if self._closes(event, at):
            return True
        control = event.modifiers() & _CONTROL and len(event.text()) == 1 and event.text() < " "
        by_number = event.modifiers() & _ALT and event.modifiers() & Qt.KeyboardModifier.KeypadModifier
        if not (control or by_number) or event.key() in _ENDS:
            return False
        if control and at - self._suffix_at <= _SECOND_SUFFIX_MS:
            return True
        begun = self._recogniser.length >= _BEGUN
        return begun and at - self._last_at <= self._recogniser.max_gap_ms

    def _composed(self, event: QInputMethodEvent) -> bool:
        """An input method put letters in the place of those that it is composing; whether they wait."""
        before, self._composing = self._composing, event.preeditString()
        inserted = event.commitString() + self._composing
        if before == inserted and not event.replacementLength():
            return False  # nothing else stands before the cursor now
        at = self._elapsed() + self._ahead
        return self._change(None, inserted, len(before) + event.replacementLength(), at, overlapping=False)

    def _change(
        self, event: QKeyEvent | None, text: str, deleted: int, at: float, *, overlapping: bool
    ) -> bool:
        """Something came to the text before the cursor; whether it goes no further now."""
        self._settle(self._recogniser.pause(at), at)
        widget = QApplication.focusWidget()
        word = "" if self._burst else word_before(widget)
        closed = self._recogniser.feed(text, at, deleted=deleted, before=word, overlapping=overlapping)
        self._settle(closed, at)
        self._last_at = at
        if text == "\x02" or self._recogniser.length <= len(self._burst):
            return True  # a frame begins, or no code is so long
        certain = self._recogniser.is_certain
        waits = certain or self._waits(widget, text if event is not None else "")
        kept = QKeyEvent(event.clone()) if event is not None else None
        restore = None if certain else snapshot(widget)
        self._burst.append(_Came(widget, kept, text, deleted, waits, restore))
        longest = self._recogniser.max_gap_ms if waits and not certain else self._recogniser.longest_gap_ms
        if waits or self._recogniser.length >= self._recogniser.min_length:
            self._pause.start(int(longest) + 5)
        return waits

    def _waits(self, widget: QWidget | None, text: str) -> bool:
        """Whether a key must wait: what came before it waits, or it may act at once."""
        if self._burst and self._burst[-1].widget is widget and self._burst[-1].waits:
            return True
        return bool(text) and acts_at_once(widget, text)

    def _released(self, event: QKeyEvent) -> bool:
        if event.key() == self._key_down and not event.isAutoRepeat():
            self._key_down = 0
        for came in reversed(self._burst):
            if came.waits and came.event is not None and came.event.key() == event.key():
                came.releases.append(event.clone())
                return True
        return False

    def _end(self, key: int, at: float) -> bool:
        """A suffix key; whether it is the scanner's and reaches nobody."""
        self._pause.stop()
        if self._settle(self._recogniser.suffix(at), at, "Tab" if key == Qt.Key.Key_Tab else "Enter"):
            self._suffix_at = at
            return True
        if key == Qt.Key.Key_Tab:
            return at - self._suffix_at <= _SECOND_SUFFIX_MS
        return self._elapsed() - self._quiet_since < QUIET_MS

    def _time_of(self, event: QKeyEvent) -> float:
        """When the system says that the key came; its clock is another than ours."""
        now = self._elapsed()
        if event.timestamp():
            self._ahead = event.timestamp() - now
        return now + self._ahead

    # what becomes of it

    def _waited(self) -> None:
        """Time has passed; but keys may be in the queue that came before it did, so they go first."""
        last = self._burst[-1] if self._burst else None
        QTimer.singleShot(0, self, lambda: self._paused(last))

    def _paused(self, last: _Came | None) -> None:
        if last is None or not self._burst or self._burst[-1] is not last:
            return
        now = self._elapsed() + self._ahead
        self._settle(self._recogniser.pause(now), now)
        if not self._burst:
            return
        if last.waits and last.event is not None and last.event.key() == self._key_down:
            self._let_go()  # fingers are still on the key
            return
        left = self._recogniser.longest_gap_ms - (now - self._last_at)
        self._pause.start(max(int(left), 0) + 5)

    def _let_go(self) -> None:
        """The keys that waited were typed after all."""
        if self._composing and self._burst[-1].waits:
            self._composing = ""
            QGuiApplication.inputMethod().reset()
        _Way().deliver([came for came in self._burst if came.waits])

    def _settle(self, parts: list[Scan | Typing], at: float, suffix: str = "") -> bool:
        """Fields get back what stood in them before a scan, then what was typed meanwhile; scans are heard.

        Whether there was a scan.
        """
        if not parts:
            return False
        burst, self._burst = self._burst, []
        self._framed = False
        scans = [one for one in parts if isinstance(one, Scan)]
        first = scans[0].events[0] if scans else len(burst)
        way = _Way()
        way.deliver([came for came in burst[:first] if came.waits])
        if not scans:
            return False
        self._pause.stop()
        self._take_out(burst[first:])
        typed = (event for part in parts if isinstance(part, Typing) for event in part.events)
        way.deliver([burst[event] for event in typed if event > first])
        seen = self._elapsed() - at  # keys have the times of the system, everything else our own
        for scan in scans:
            gap = (scan.ended - scan.began) / max(1, len(scan.text) - 1)
            arrival = Arrival(scan.text, scan.shown, suffix, gap)
            self._take(arrival, scan.began + seen, scan.ended + seen)
        return True

    def _take_out(self, burst: list[_Came]) -> None:
        """Nothing of these events has been."""
        if self._composing:
            self._composing = ""
            QGuiApplication.inputMethod().reset()
        restored: list[QWidget | None] = []
        for came in burst:
            if came.widget in restored or came.waits:
                continue
            restored.append(came.widget)
            if came.restore is not None:
                came.restore()
        begun_in = burst[0].widget
        if (
            begun_in is not None
            and isValid(begun_in)
            and begun_in is not QApplication.focusWidget()
            and restored
        ):
            begun_in.setFocus(Qt.FocusReason.OtherFocusReason)
