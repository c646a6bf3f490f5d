"""Hands at the keyboard: they type, press and scan through the window, as the system does."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QWidget

from counter_app.ui.widgets import ShortLabel

_clock = [1_000_000]


def _later(milliseconds: int) -> int:
    """Time goes on between the acts of a test, without anybody waiting for it."""
    _clock[0] += milliseconds
    return _clock[0]


def type_text(text: str, gap_ms: int = 120) -> None:
    """Type ``text``, any letters, into whatever has the focus, as a keyboard does."""
    for letter in text:
        send(letter, _later(gap_ms))


def send(letter: str, at_ms: int, key: Qt.Key | None = None) -> None:
    """One key, pressed and released at ``at_ms``, on its way through the window as every key goes."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    code = key if key is not None else Qt.Key(ord(letter.upper())) if letter.isascii() else Qt.Key(0)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(at_ms)
        QGuiApplication.sendEvent(window, event)


def press(key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key or a shortcut, through the window system."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    QTest.keyClick(window, key, held)


def scan(text: str, gap_ms: int = 4) -> None:
    """A keyboard-type scanner delivers ``text`` and Enter."""
    _later(1000)
    for letter in text:
        send(letter, _later(gap_ms))
    send("\r", _later(gap_ms), Qt.Key.Key_Return)
    _later(1000)


def clipped(widget: QWidget) -> list[str]:
    """What cannot be read whole in ``widget``: labels and buttons smaller than their words, or cut off.

    Labels that end in an ellipsis on purpose (with the whole as tooltip) are left out.
    """
    found = []
    for part in widget.findChildren(QWidget):
        if not part.isVisible() or isinstance(part, ShortLabel) or _in_scroll(part):
            continue
        if not isinstance(part, QLabel | QAbstractButton) or not part.text():
            continue
        needed = part.sizeHint()
        if isinstance(part, QLabel) and part.wordWrap():
            needed.setWidth(0)
            needed.setHeight(part.heightForWidth(part.width()))
        too_small = needed.width() > part.width() + 1 or needed.height() > part.height() + 1
        shown = part.visibleRegion().boundingRect()
        cut = shown.width() < part.width() or shown.height() < part.height()
        if (too_small and not isinstance(part, QAbstractButton)) or cut:
            found.append(
                f"{type(part).__name__} {part.text()!r}: {part.size().toTuple()} of {needed.toTuple()}"
            )
    return found


def unnamed(widget: QWidget) -> list[str]:
    """Controls that can have the focus but tell a screen reader nothing."""
    return [
        type(part).__name__
        for part in widget.findChildren(QWidget)
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus
        and part.isVisible()
        and not part.accessibleName()
        and not (isinstance(part, QAbstractButton) and part.text())
    ]


def _in_scroll(part: QWidget) -> bool:
    parent = part.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and parent.verticalScrollBar().maximum() > 0:
            return True
        parent = parent.parentWidget()
    return False
