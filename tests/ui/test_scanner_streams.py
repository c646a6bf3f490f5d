"""Streams of scanners, input methods and fingers as real key events: into fields, and into a modal box."""

import time
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from bench.campaign_scans import told
from bench.scan_streams import Maker, Stream
from counter_app.core.codes import scan_number
from counter_app.core.scan import ScanMeaning
from counter_app.core.scanner_doctor import Arrival
from counter_app.ui.scanner import Scanner
from tests.conftest import NOW
from tests.ui.hands import press, scan, send

RECEIPT = scan_number("0117", NOW.date(), 42)
OTHER = scan_number("0117", NOW.date(), 43)
CTRL = Qt.KeyboardModifier.ControlModifier
_KEYS = {"\r": Qt.Key.Key_Return, "\n": Qt.Key.Key_Enter, "\t": Qt.Key.Key_Tab, "": Qt.Key.Key_Backspace}


class Clock:
    """A clock that goes as the test says."""

    now = 1_000_000.0

    def elapsed(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def scanner(qapp: QApplication, clock: Clock) -> Iterator[Scanner]:
    made = Scanner(qapp, clock.elapsed)
    yield made
    made.deleteLater()


@pytest.fixture
def heard(scanner: Scanner) -> list[ScanMeaning]:
    scans: list[ScanMeaning] = []
    scanner.scanned.connect(scans.append)
    return scans


@pytest.fixture
def arrived(scanner: Scanner) -> list[Arrival]:
    seen: list[Arrival] = []
    scanner.arrived.connect(seen.append)
    return seen


@pytest.fixture
def form(show: Callable[..., QWidget]) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    choice = QComboBox()
    choice.setEditable(True)
    for control in (QLineEdit(), QPlainTextEdit(), QSpinBox(), choice):
        column.addWidget(control)
    return show(widget, 400, 400)


def key(kind: QEvent.Type, text: str, at: float, *, held: bool = False) -> None:
    """Half of a key on its way through the window."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    code = _KEYS.get(text) or (Qt.Key(ord(text.upper())) if text.isascii() else Qt.Key(0))
    event = QKeyEvent(kind, code, Qt.KeyboardModifier.NoModifier, text, held)
    event.setTimestamp(round(at))
    QGuiApplication.sendEvent(window, event)


def compose(deleted: int, text: str) -> None:
    """An input method that composes takes letters back and puts others there, in one event without a time.

    What the method heard itself never comes to the window.
    """
    field = QApplication.focusWidget()
    assert field is not None
    event = QInputMethodEvent()
    event.setCommitString(text, -deleted, deleted)
    QApplication.sendEvent(field, event)


def perform(stream: Stream, clock: Clock, *, composes: bool = False) -> None:
    """Let the window have every key of the stream; an overlapping one comes before the last is let go."""
    down, start = "", clock.now
    for stroke in stream.strokes:
        clock.now = at = start + stroke.at
        if composes and not stroke.held and (stroke.deleted or stroke.inserted.isalpha()):
            compose(stroke.deleted, stroke.inserted)
            continue
        for text in [""] * stroke.deleted + list(stroke.inserted):
            if not stroke.overlapping and down is not None:
                key(QEvent.Type.KeyRelease, down, at)
            key(QEvent.Type.KeyPress, text, at, held=stroke.held)
            if stroke.overlapping:
                key(QEvent.Type.KeyRelease, down, at)
            down = text
    key(QEvent.Type.KeyRelease, down, at)
    clock.now = at + 5_000
    send("", round(clock.now), Qt.Key.Key_F24)
    clock.now += 5_000


def codes(stream: Stream) -> list[str]:
    """What the codes of a stream tell."""
    return [told(one, stream.method) for one in stream.codes]


@pytest.mark.parametrize("kind", [QLineEdit, QPlainTextEdit])
def test_a_hundred_streams_into_a_field(
    form: QWidget, clock: Clock, heard: list[ScanMeaning], arrived: list[Arrival], kind: type[QWidget]
) -> None:
    field = form.findChild(kind)
    field.setFocus()
    entered: list[bool] = []
    if isinstance(field, QLineEdit):
        field.returnPressed.connect(lambda: entered.append(True))
    maker, composed = Maker(11), 0
    for _stream in range(100):
        stream = maker.stream()
        composed += maker.composes
        for one in (heard, arrived, entered):
            one.clear()
        field.clear()
        perform(stream, clock, composes=maker.composes)
        text = field.text() if isinstance(field, QLineEdit) else field.toPlainText()
        enters = len(entered) or text.count("\n")
        assert list(dict.fromkeys(told(one.text, stream.method) for one in arrived)) == list(
            dict.fromkeys(codes(stream))
        ), stream.story
        assert len(heard) == len(stream.codes), stream.story
        assert (text.replace("\n", ""), enters) == (stream.typed, stream.enters), stream.story
    assert composed > 20


def test_scans_into_a_modal_box_are_heard_and_press_nothing(
    form: QWidget,
    show: Callable[..., QWidget],
    clock: Clock,
    scanner: Scanner,
    heard: list[ScanMeaning],
    arrived: list[Arrival],
) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "", "?", QMessageBox.StandardButton.Ok, form)
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    box.setDefaultButton(QMessageBox.StandardButton.Ok)
    button = box.button(QMessageBox.StandardButton.Ok)
    answers: list[object] = []
    box.finished.connect(answers.append)
    for signal in (button.clicked, button.pressed):
        signal.connect(lambda: answers.append(button))
    show(box, 300, 200)
    button.setFocus()
    maker, played, suffixed = Maker(12), 0, 0
    while played < 50:
        stream = maker.stream()
        if stream.typed or stream.enters or maker.composes or not stream.codes:
            continue  # a box takes no text and hears no input method
        played += 1
        suffixed += any(one.inserted in ("\r", "\n") for one in stream.strokes)
        heard.clear()
        perform(stream, clock)
        assert len(heard) == len(stream.codes), stream.story
        assert {told(one.text, stream.method) for one in arrived} >= set(codes(stream)), stream.story
        assert (answers, box.isVisible()) == ([], True), stream.story
    assert suffixed > 20
    clock.now += 5_000
    press(Qt.Key.Key_Return)
    assert answers, "an Enter that is no scanner's presses it"


def test_what_an_input_method_composes_is_heard_and_taken_out(
    form: QWidget, heard: list[ScanMeaning]
) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    field.setText("Le")
    send("", 300_000_000, Qt.Key.Key_F24)
    for preedit, commit in (("E", ""), ("Ê", ""), ("", "Ê1")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(field, event)
    assert field.text() == "LeÊ1"
    for number, letter in enumerate("23456785VN\r"):
        send(letter, 300_000_010 + 4 * number, _KEYS.get(letter))
    assert ([one.value for one in heard], field.text()) == (["EE123456785VN"], "Le")


def test_a_word_that_is_composed_stays(form: QWidget, heard: list[ScanMeaning], qtbot: QtBot) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    for preedit, commit in (("d", ""), ("đ", ""), ("đa", ""), ("đâ", ""), ("đây", ""), ("", "đây")):
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(commit)
        QApplication.sendEvent(field, event)
    press(Qt.Key.Key_F9)
    assert (field.text(), heard) == ("đây", [])


@pytest.mark.parametrize("kind", [QSpinBox, QComboBox])
def test_a_scan_changes_no_value(form: QWidget, heard: list[ScanMeaning], kind: type[QWidget]) -> None:
    control = form.findChild(kind)
    control.setFocus()
    before = control.value() if isinstance(control, QSpinBox) else control.currentText()
    scan(RECEIPT)
    after = control.value() if isinstance(control, QSpinBox) else control.currentText()
    assert (after, len(heard)) == (before, 1)


def test_codes_that_alternate_count_once_each(form: QWidget, heard: list[ScanMeaning]) -> None:
    form.findChild(QLineEdit).setFocus()
    for code in (RECEIPT, OTHER, RECEIPT, OTHER):
        scan(code)
    assert [one.value for one in heard] == [RECEIPT, OTHER]


def test_commands_act_at_once_after_a_scan_and_tab_moves(form: QWidget, heard: list[ScanMeaning]) -> None:
    pressed: list[str] = []
    for keys in ("F10", "Ctrl+Return"):
        shortcut = QShortcut(QKeySequence(keys), form)
        shortcut.activated.connect(lambda name=keys: pressed.append(name))
    field = form.findChild(QLineEdit)
    field.setFocus()
    scan(RECEIPT)
    press(Qt.Key.Key_F10)
    press(Qt.Key.Key_Return, CTRL)
    assert pressed == ["F10", "Ctrl+Return"]
    send("\t", 90_000_000, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is not field, "only the suffix itself is the scanner's"


def test_a_line_of_ten_thousand_characters_is_refused_in_one_sentence(
    form: QWidget, heard: list[ScanMeaning]
) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    longest = 0.0
    for number, letter in enumerate("0123456789" * 1_000):
        began = time.thread_time()
        send(letter, 200_000_000 + number)
        longest = max(longest, time.thread_time() - began)
    began = time.thread_time()
    send("\r", 200_010_001, Qt.Key.Key_Return)
    longest = max(longest, time.thread_time() - began)
    assert ([one.kind for one in heard], field.text()) == (["foreign"], "")
    assert len(heard[0].sentence) < 200
    print(f"10,000 characters: the window waited {longest * 1_000:.1f} ms at the most")
