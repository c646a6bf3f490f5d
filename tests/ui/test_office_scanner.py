"""F9, section Scanner: the port is kept, and the test says what arrives without opening anything."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.config import load_workstation
from counter_app.ui import lamps
from counter_app.ui.pages.office.scanner_section import ScannerSection
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import clipped, press, scan, unnamed

RECEIPT = "0117261123004266"
ROW = RECEIPT.translate(str.maketrans("0123456789", "đăâêô\u0300\u0309\u0303\u0301\u0323"))
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scanner(qapp: QApplication) -> Iterator[Scanner]:
    made = Scanner(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def section(session: Session, show: Callable[..., QWidget], scanner: Scanner) -> ScannerSection:
    window = show(Window(session, "help"))
    assert isinstance(window, Window)
    scanner.scanned.connect(window.take_scan)
    window.go("office")
    press(Qt.Key.Key_9, CTRL)
    shown = window.page().section()  # type: ignore[attr-defined]
    assert isinstance(shown, ScannerSection)
    return shown


def lines(section: ScannerSection) -> list[str]:
    return [line.text() for line in section.lines if line.isVisible()]


def test_a_scan_is_examined_and_opens_nothing(section: ScannerSection, said: list[Said]) -> None:
    scan(ROW)
    assert lines(section)[0].startswith("The Vietnamese keyboard of Windows is on")
    assert (said[-1].kind, len(lines(section))) == ("caution", 1)
    scan("H99.017-261123-0042")
    assert lines(section) == ["Scanner and keyboard are set rightly: the code arrives as it is printed."]
    assert said[-1].kind == "done"
    assert section.isVisible()
    assert clipped(section.window()) == []
    assert unnamed(section) == []


def test_a_card_is_not_shown_to_bystanders(section: ScannerSection) -> None:
    scan("099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung|01012022")
    shown = [label.text() for label in section.facts.findChildren(type(section.asked.label))]
    assert "citizen card" in shown
    assert not any("Diễm" in one or "099187" in one for one in shown)


def test_the_port_is_kept_and_the_lamp_says_that_it_is_missing(
    section: ScannerSection, session: Session, said: list[Said]
) -> None:
    session.change_station(scanner_port="ttyNONE")
    section.refresh()
    assert (section.port.value(), section.port.currentText()) == ("ttyNONE", "ttyNONE (not found)")
    lamp = session.lamps["scanner"]
    assert (lamp.state, lamp.tone) == ("not found", "problem")
    session.scanner_open = True
    lamps.show_scanner(session)
    assert (session.lamps["scanner"].state, session.lamps["scanner"].tone) == ("ready", "good")
    section.port.set_value("")
    press(Qt.Key.Key_Return, CTRL)
    assert load_workstation(session.desk.home).scanner_port == ""
    assert said[-1].sentence == "The scanner's setting is saved and in use."
