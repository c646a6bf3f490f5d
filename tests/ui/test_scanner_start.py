"""A scanner with a prefix types Ctrl+B, which is also the key of a shortcut: both come to their right."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.codes import scan_number
from counter_app.core.scan import ScanMeaning
from tests.conftest import NOW
from tests.ui.hands import press

RECEIPT = scan_number("0117", NOW.date(), 42)
CTRL, PLAIN = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
PRESS, RELEASE, CLICK = QTest.KeyAction.Press, QTest.KeyAction.Release, QTest.KeyAction.Click
B, C = Qt.Key.Key_B, Qt.Key.Key_C


@pytest.fixture
def field(show: Callable[..., QWidget], heard: list[ScanMeaning]) -> QLineEdit:
    form = QWidget()
    column = QVBoxLayout(form)
    line = QLineEdit("Le")
    column.addWidget(line)
    show(form, 300, 100)
    line.setFocus()
    return line


@pytest.fixture
def acted(field: QLineEdit) -> list[str]:
    """The shortcuts that were called, in their order; a hidden page has the same key."""
    called: list[str] = []
    form = field.window()
    hidden = QWidget(form)
    for parent, keys in ((form, "Ctrl+B"), (form, "Ctrl+G"), (hidden, "Ctrl+B")):
        shortcut = QShortcut(QKeySequence(keys), parent)
        name = keys if parent is form else "hidden"
        shortcut.activated.connect(lambda name=name: called.append(name))
    return called


def window() -> QWindow:
    found = QGuiApplication.focusWindow()
    assert found is not None
    return found


def control(key: Qt.Key, text: str, action: QTest.KeyAction = CLICK) -> None:
    """Ctrl and a key with the control character that keyboards send."""
    QTest.sendKeyEvent(action, window(), key, text, CTRL)


def keys(text: str) -> None:
    for letter in text:
        QTest.sendKeyEvent(CLICK, window(), Qt.Key(ord(letter)), letter, PLAIN)


def test_stx_before_a_code_calls_no_shortcut(
    field: QLineEdit, acted: list[str], heard: list[ScanMeaning]
) -> None:
    control(B, "\x02")
    keys(RECEIPT)
    control(C, "\x03")
    press(Qt.Key.Key_Return)
    assert [one.value for one in heard] == [RECEIPT]
    assert (field.text(), acted) == ("Le", [])


def test_a_short_text_between_stx_and_etx_is_a_scan(
    field: QLineEdit, acted: list[str], heard: list[ScanMeaning]
) -> None:
    QGuiApplication.clipboard().setText("copied before")
    field.selectAll()
    control(B, "\x02")
    keys("QUAY2")
    control(C, "\x03")
    assert ([one.value for one in heard], field.text(), acted) == (["QUAY2"], "Le", [])
    assert QGuiApplication.clipboard().text() == "copied before"


def test_ctrl_b_of_fingers_calls_its_shortcut(
    field: QLineEdit, acted: list[str], heard: list[ScanMeaning], qtbot: QtBot
) -> None:
    control(B, "\x02")
    assert acted == [], "what follows may make it a scan"
    qtbot.waitUntil(lambda: acted == ["Ctrl+B"])
    control(B, "\x02", PRESS)
    qtbot.waitUntil(lambda: acted == ["Ctrl+B"] * 2)
    control(B, "\x02", RELEASE)
    assert (field.text(), heard) == ("Le", [])


def test_another_command_behind_it_comes_after_it(field: QLineEdit, acted: list[str]) -> None:
    control(B, "\x02")
    control(Qt.Key.Key_G, "\x07")
    assert acted == ["Ctrl+B", "Ctrl+G"]
    control(B, "\x02")
    control(B, "\x02")
    assert acted == ["Ctrl+B", "Ctrl+G", "Ctrl+B"]
    press(Qt.Key.Key_F8)
    assert acted == ["Ctrl+B", "Ctrl+G", "Ctrl+B", "Ctrl+B"]


def test_without_a_shortcut_the_key_goes_to_the_field(
    field: QLineEdit, heard: list[ScanMeaning], qtbot: QtBot
) -> None:
    seen: list[Qt.Key] = []

    class Watching(QLineEdit):
        def keyPressEvent(self, event: QKeyEvent) -> None:
            seen.append(Qt.Key(event.key()))

    watching = Watching()
    layout = field.window().layout()
    assert layout is not None
    layout.addWidget(watching)
    watching.setFocus()
    control(B, "\x02")
    qtbot.waitUntil(lambda: seen == [B])
    assert heard == []
