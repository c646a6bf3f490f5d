"""The whole way at the desk, by keyboard and scanner through the real window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core.codes import scan_number
from counter_app.services import queries
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import press, scan, type_text

CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def window(qapp: QApplication, session: Session, show: Callable[..., QWidget]) -> Iterator[Window]:
    scanner = Scanner(qapp)
    made = Window(session)
    scanner.scanned.connect(made.take_scan)
    show(made)
    yield made
    scanner.deleteLater()


def test_a_foreign_code_in_the_empty_form_changes_nothing(window: Window, said: list[Said]) -> None:
    focus = QApplication.focusWidget()
    scan("8934567890120")
    assert said[-1].kind == "problem"
    assert QApplication.focusWidget() is focus
    assert window.page().is_empty(), "not even its first figure chose a procedure"


def test_receive_scan_forward_and_look_up(
    window: Window, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    type_text("xac nhan tinh trang")
    press(Qt.Key.Key_Return)
    scan(CARD)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(said) and said[-1].kind == "done")
    number = scan_number("0117", NOW.date(), 1)
    state = queries.dossier(session.desk, number)
    assert state.applicant.name == "Đặng Thị Diễm"

    scan(number)
    assert window.page().id == "dossier"
    press(Qt.Key.Key_F3)
    type_text("dang thi diem")
    qtbot.waitUntil(lambda: "1" in window.page().field.count())
