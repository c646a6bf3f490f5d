"""Rolls, labels and the calibration page: what this computer prints on what, and how wide its bars are."""

from collections.abc import Callable
from pathlib import Path

import pytest
import zxingcpp
from pypdfium2 import PdfDocument
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import FILE_PRINTER, Home, Workstation, load_workstation
from counter_app.core.codes import Reserved, reserved_number
from counter_app.core.papers import Sheet
from counter_app.core.records import NewDossier, PrintOutcome
from counter_app.core.scan import meaning
from counter_app.errors import BadFile
from counter_app.services import reception
from counter_app.services.desk import Desk
from counter_app.ui import print_targets, receipts
from counter_app.ui.pages.office.page import OfficePage
from counter_app.ui.pages.office.printers import PrinterSection
from counter_app.ui.pages.reception.draft import ReceiptDraft
from counter_app.ui.session import Said, Session
from counter_app.ui.widgets.preview import page_image
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import clipped, press

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def section(window: Window, qtbot: QtBot) -> PrinterSection:
    press(Qt.Key.Key_F9)
    press(Qt.Key.Key_7, CTRL)
    page = window.page()
    assert isinstance(page, OfficePage)
    shown = page.section()
    assert isinstance(shown, PrinterSection)
    return shown


def rung(dots: int) -> str:
    return reserved_number(Reserved.CALIBRATION, dots)


def test_the_calibration_page_comes_out_of_the_printer_of_receipts(
    section: PrinterSection, home: Home, said: list[Said], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_G, CTRL)
    file = home.papers / "calibration.pdf"
    qtbot.waitUntil(lambda: said[-1].sentence.startswith("Printed into"))
    picture = PdfDocument(file)[0].render(scale=300 / 72).to_pil()
    read = {one.text for one in zxingcpp.read_barcodes(picture)}
    assert read == {rung(dots) for dots in (2, 3, 4, 5)}


def test_what_reads_sets_the_width_and_it_is_kept_for_this_printer(
    section: PrinterSection, window: Window, session: Session, home: Home, said: list[Said]
) -> None:
    assert section.result.label.text() == "4 dots (0.34 mm), the usual one; not tried on this printer yet"
    for dots, kept in ((3, 3), (5, 5), (4, 4)):
        window.take_scan(meaning(rung(dots)))
        assert session.station.bar_dots == {"file (300)": kept}
    assert said[-1].sentence == "Read: 4 dots (0.34 mm)."
    assert load_workstation(home).bar_dots == {"file (300)": 4}
    assert section.result.label.text() == "4 dots (0.34 mm), found on this printer"
    i18n.use("vi")
    window.take_scan(meaning(rung(4)))
    assert "(0,34 mm)" in said[-1].sentence
    i18n.use("en")
    session.change_station(dpi=600)
    assert print_targets.receipt_look(session.station).bar_dots == 0, "other dots, another page"
    session.change_station(dpi=300)
    press(Qt.Key.Key_U, CTRL)
    assert session.station.bar_dots == {}


def test_a_rung_of_another_page_changes_nothing(
    section: PrinterSection, window: Window, session: Session, said: list[Said]
) -> None:
    window.take_scan(meaning(rung(11)))
    assert said[-1].kind == "problem"
    assert "another printer" in said[-1].sentence
    assert session.station.bar_dots == {}


def test_a_rung_anywhere_else_says_where_it_belongs(window: Window, said: list[Said]) -> None:
    window.take_scan(meaning(rung(4)))
    assert said[-1].sentence == (
        "This is a bar of the calibration page. Open F9, Printing, to take its width."
    )


def test_rolls_and_labels_are_kept(section: PrinterSection, home: Home) -> None:
    section.roll_printer.set_value(FILE_PRINTER)
    section.roll_width.set_value(72)
    section.roll_dpi.set_value(203)
    section.label_printer.set_value(FILE_PRINTER)
    section.label_dpi.set_value(300)
    press(Qt.Key.Key_Return, CTRL)
    kept = load_workstation(home)
    assert (kept.roll_printer, kept.roll_width, kept.roll_dpi) == (FILE_PRINTER, 72, 203)
    assert (kept.label_printer, kept.label_dpi) == (FILE_PRINTER, 300)


@pytest.mark.parametrize("language", ["en", "vi"])
def test_nothing_is_cut_off(section: PrinterSection, language: str) -> None:
    section.session.change_station(language=language)
    assert clipped(section) == []


def test_a_label_is_printed_on_its_own_printer(
    window: Window,
    session: Session,
    desk: Desk,
    home: Home,
    new_dossier: Callable[..., NewDossier],
    said: list[Said],
    qtbot: QtBot,
) -> None:
    press(Qt.Key.Key_N, CTRL, SHIFT)
    assert said[-1].sentence.startswith("No label printer is chosen")
    session.change_station(label_printer=FILE_PRINTER)
    press(Qt.Key.Key_N, CTRL, SHIFT)
    assert said[-1].sentence == "Scan or open the dossier whose label is wanted."
    number = reception.receive(desk, new_dossier(), session.officer, NOW).scan_number
    window.show_page("dossier", number)
    press(Qt.Key.Key_N, CTRL, SHIFT)
    file = home.papers / f"label-{number}.pdf"
    qtbot.waitUntil(lambda: said[-1].sentence == "Printing the label of Đặng Thị Diễm." and file.exists())
    picture = PdfDocument(file)[0].render(scale=203 / 72).to_pil()
    assert [one.text for one in zxingcpp.read_barcodes(picture)] == [number]


LOOKS = {
    "a5": (Workstation(printer=FILE_PRINTER), 1),
    "a4": (Workstation(printer=FILE_PRINTER, sheet="a4", dpi=600), 1),
    "two up": (Workstation(printer=FILE_PRINTER, sheet="a4-two-up"), 0),
    "wide bars": (Workstation(printer=FILE_PRINTER, bar_dots={"file (300)": 5}), 1),
    "roll": (Workstation(printer=FILE_PRINTER, sheet="roll80", roll_width=72), 1),
}


@pytest.mark.parametrize("name", LOOKS)
def test_the_preview_is_the_paper(
    name: str,
    session: Session,
    desk: Desk,
    home: Home,
    new_dossier: Callable[..., NewDossier],
    qtbot: QtBot,
) -> None:
    """Dot for dot: the citizen's copy as it was shown while it was typed, and as it is printed then."""
    session.station, page = LOOKS[name]
    new, keeper = new_dossier(wants_receipt=True), QObject()
    draft = ReceiptDraft(session, keeper)
    with qtbot.waitSignal(draft.drawn) as shown:
        draft.want(new, NOW)
    preview = page_image(shown.args[0], 900)

    number = reception.receive(desk, new, session.officer, NOW).scan_number
    settled: list[PrintOutcome] = []
    receipts.print_receipt(session, number, lambda printed, _copy: settled.append(printed.outcome))
    qtbot.waitUntil(lambda: settled == [PrintOutcome.PRINTED])
    paper = page_image(printed_file(home, number).read_bytes(), 900, page)
    assert not preview.isNull()
    assert preview == paper


def printed_file(home: Home, number: str) -> Path:
    return home.papers / f"{number}.pdf"


def test_slips_stay_on_sheets_where_receipts_go_to_the_roll(session: Session) -> None:
    station = Workstation(printer="HP", dpi=600, sheet="roll80", roll_printer="Xprinter")
    assert print_targets.for_sheets(station) == print_targets.Target("HP", 600)
    assert print_targets.for_receipts(station) == print_targets.Target("Xprinter", 203)
    assert print_targets.for_receipts(Workstation(printer="HP", sheet="roll80")).printer == "HP"


@pytest.mark.parametrize(
    "line", ['"HP (300)" = 0', '"HP (300)" = "four"', '"HP (300)" = true', '"HP (300)" = 99']
)
def test_a_width_without_meaning_is_named(home: Home, line: str) -> None:
    home.settings.write_text(f"[bar_dots]\n{line}\n", encoding="utf-8")
    with pytest.raises(BadFile, match="bar_dots"):
        load_workstation(home)


def test_the_section_shows_a_printer_that_is_gone(show: Callable[..., QWidget], session: Session) -> None:
    session.change_station(label_printer="Zebra")
    section = PrinterSection(session)
    section.refresh()
    assert section.label_printer.value() == "Zebra"


@pytest.mark.parametrize(
    ("printer", "roll_printer", "sheet", "there"),
    [
        ("HP", "", "a5", True),
        ("", "", "a5", True),
        ("HP", "Roll", Sheet.ROLL, True),
        (FILE_PRINTER, "", Sheet.ROLL, True),
        ("Roll", "", Sheet.ROLL, False),
        ("Roll", "Roll", Sheet.ROLL, False),
        ("", "Roll", Sheet.ROLL, False),
    ],
)
def test_a_printer_with_the_roll_in_it_prints_no_sheets(
    printer: str, roll_printer: str, sheet: str, there: bool
) -> None:
    station = Workstation(printer=printer, roll_printer=roll_printer, sheet=sheet)
    assert print_targets.prints_sheets(station) is there
