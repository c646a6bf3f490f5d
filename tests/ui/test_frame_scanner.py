"""A scan is heard whatever has the focus, and leaves no letter where it does not belong."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from counter_app.core.codes import scan_number
from counter_app.core.scan import ScanKind, ScanMeaning
from counter_app.ui.widgets import SearchField
from tests.conftest import NOW
from tests.ui.hands import scan, send, type_text

RECEIPT = scan_number("0117", NOW.date(), 42)
CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"


@pytest.fixture
def form(show: Callable[..., QWidget], heard: list[ScanMeaning]) -> QWidget:
    widget = QWidget()
    column = QVBoxLayout(widget)
    for control in (QLineEdit(), QPlainTextEdit(), QPushButton("x"), QCheckBox("y"), QComboBox()):
        column.addWidget(control)
    widget.findChild(QComboBox).addItems(["0 a", "1 b", "9 c", "d"])
    return show(widget, 400, 400)


def test_a_scan_leaves_the_line_as_it_was(form: QWidget, heard: list[ScanMeaning]) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    type_text("Nguyễn")
    field.setCursorPosition(2)
    entered: list[bool] = []
    followed: list[str] = []
    field.returnPressed.connect(lambda: entered.append(True))
    field.textEdited.connect(followed.append)

    scan(RECEIPT)

    assert [(one.kind, one.value) for one in heard] == [(ScanKind.RECEIPT, RECEIPT)]
    assert (field.text(), field.cursorPosition()) == ("Nguyễn", 2)
    assert not entered, "the Enter of a scan is nobody's"
    assert followed[-1] == "Nguyễn", "whoever follows the typing hears that it was none"


def test_a_scan_over_selected_text_brings_the_selection_back(form: QWidget, heard: list[ScanMeaning]) -> None:
    field = form.findChild(QLineEdit)
    field.setText("15.000 đ")
    field.setFocus()
    field.selectAll()
    scan(RECEIPT)
    assert (field.text(), field.selectedText()) == ("15.000 đ", "15.000 đ")


def test_a_card_with_blanks_and_marks_presses_no_button(form: QWidget, heard: list[ScanMeaning]) -> None:
    pressed: list[str] = []
    form.findChild(QPushButton).clicked.connect(lambda: pressed.append("button"))
    form.findChild(QCheckBox).clicked.connect(lambda: pressed.append("box"))
    for number, kind in enumerate((QPushButton, QCheckBox)):
        form.findChild(kind).setFocus()
        scan(CARD[number:])
    assert [one.kind for one in heard] == [ScanKind.CARD, ScanKind.FOREIGN]
    assert not pressed


def test_a_scan_changes_no_choice_and_no_note(form: QWidget, heard: list[ScanMeaning]) -> None:
    choice, note = form.findChild(QComboBox), form.findChild(QPlainTextEdit)
    choice.setCurrentIndex(3)
    choice.setFocus()
    scan(RECEIPT)
    note.setPlainText("hẹn chiều")
    note.setFocus()
    scan(RECEIPT[:-2] + "00")
    assert (choice.currentIndex(), note.toPlainText(), len(heard)) == (3, "hẹn chiều", 2)


def test_typing_stays_typing(form: QWidget, heard: list[ScanMeaning]) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    entered: list[bool] = []
    field.returnPressed.connect(lambda: entered.append(True))
    for number, letter in enumerate("0900000187"):
        send(letter, 1000 + 80 * number)
    send("\r", 2000, Qt.Key.Key_Return)
    assert (field.text(), heard, entered) == ("0900000187", [], [True])


def test_a_scan_without_enter_is_taken_after_a_pause(
    form: QWidget, heard: list[ScanMeaning], qtbot: QtBot
) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    for number, letter in enumerate(RECEIPT):
        send(letter, 1000 + 4 * number)
    qtbot.waitUntil(lambda: bool(heard))
    assert field.text() == ""


def test_a_double_read_counts_once(form: QWidget, heard: list[ScanMeaning]) -> None:
    form.findChild(QLineEdit).setFocus()
    scan(RECEIPT)
    scan(RECEIPT)
    assert len(heard) == 1


def test_a_message_box_hears_a_scan_and_no_enter_confirms_after_it(
    qtbot: QtBot, show: Callable[..., QWidget], heard: list[ScanMeaning]
) -> None:
    box = QMessageBox(QMessageBox.Icon.Question, "", "?", QMessageBox.StandardButton.Ok)
    answers: list[int] = []
    box.finished.connect(answers.append)
    show(box, 300, 200)
    box.button(QMessageBox.StandardButton.Ok).setFocus()
    scan(RECEIPT)
    send("\r", 9_000_000, Qt.Key.Key_Return)
    assert len(heard) == 1
    assert not answers
    assert box.isVisible()


def test_a_figure_that_would_choose_waits_for_what_a_scan_would_bring_next(
    show: Callable[..., QWidget], heard: list[ScanMeaning], qtbot: QtBot
) -> None:
    field = show(SearchField("", by_figure=True), 300, 40)
    field.setFocus()
    seen: list[str] = []
    field.textEdited.connect(seen.append)
    scan("8934567890120")
    assert (seen, len(heard)) == ([], 1), "no figure of a scan may choose anything"
    send("3", 50_000)
    assert not seen
    qtbot.waitUntil(lambda: seen == ["3"])


def test_a_figure_is_seen_at_once_where_it_only_stands_in_the_text(form: QWidget) -> None:
    field = form.findChild(QLineEdit)
    field.setFocus()
    send("0", 0)
    assert field.text() == "0"


def test_keys_of_a_box_come_after_the_wait_and_before_enter(
    form: QWidget, heard: list[ScanMeaning], qtbot: QtBot
) -> None:
    box, field = form.findChild(QCheckBox), form.findChild(QLineEdit)
    box.setFocus()
    send(" ", 1000, Qt.Key.Key_Space)
    qtbot.waitUntil(box.isChecked)
    field.setFocus()
    entered: list[str] = []
    field.returnPressed.connect(lambda: entered.append(field.text()))
    send("7", 9000)
    send("\r", 9010, Qt.Key.Key_Return)
    assert (entered, heard) == (["7"], [])
