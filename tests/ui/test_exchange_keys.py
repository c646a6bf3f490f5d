"""F8 by keys: digits and lines of acknowledgements, keys of offices, pages on paper, many files, stopping."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from counter_app.core import progress
from counter_app.core.scan import meaning
from counter_app.services import (
    exchange,
    nodes,
)
from counter_app.ui.pages.exchange import ExchangePage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.documents.page_readers import page_texts, read_by_zxing, rendered, run_together
from tests.ui.exchange_office import (
    CTRL,
    HAMLET,
    PROVINCE,
    Neighbours,
    _closed,
    desk,
    neighbours,
    page,
    scanner,
)
from tests.ui.hands import clipped, press, scan, type_text, unnamed
from tests.ui.pages import Dossiers

__all__ = ["_closed", "desk", "neighbours", "page", "scanner"]


def acknowledged(session: Session) -> int:
    return nodes.nodes(session.desk)[1].acknowledged_seq


def test_twelve_digits_are_typed_refused_and_taken(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said]
) -> None:
    press(Qt.Key.Key_N, CTRL)
    assert page.digits.edit.hasFocus()
    type_text("0000 1111 2222")
    press(Qt.Key.Key_Return)
    assert "do not fit" in page.digits.problem()
    assert page.digits.edit.hasFocus()
    assert clipped(page) == []
    assert acknowledged(session) == 0
    page.digits.edit.selectAll()
    type_text(neighbours.digits)
    press(Qt.Key.Key_Return)
    assert acknowledged(session) == neighbours.seq
    assert said[-1].sentence.startswith(f"{PROVINCE} has our journal up to no. {neighbours.seq}")
    assert page.digits_button.isVisible()
    assert page.table.hasFocus()


def test_nothing_new_for_an_office_is_no_problem(
    page: ExchangePage, neighbours: Neighbours, said: list[Said], qtbot: QtBot, tmp_path: Path
) -> None:
    press(Qt.Key.Key_N, CTRL)
    type_text(neighbours.digits)
    press(Qt.Key.Key_Return)
    (tmp_path / "usb").mkdir()
    page.bundle.folder.set_text(str(tmp_path / "usb"))
    page.table.choose_node("0001")
    said.clear()
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(page.export_button.isEnabled, timeout=20_000)
    qtbot.waitUntil(lambda: "nothing new since event" in said[-1].sentence, timeout=20_000)
    assert [one.kind for one in said] == ["info", "info"]
    assert list((tmp_path / "usb").iterdir()) == []


def test_escape_puts_the_digits_away(page: ExchangePage) -> None:
    press(Qt.Key.Key_N, CTRL)
    type_text("12")
    press(Qt.Key.Key_Escape)
    assert not page.digits.isVisible()
    assert page.digits.text() == ""


@pytest.mark.usefixtures("scanner")
def test_a_scanned_acknowledgement_is_taken_in_from_any_page(
    page: ExchangePage, session: Session, neighbours: Neighbours
) -> None:
    window = page.window()
    assert isinstance(window, Window)
    window.show_page("search")
    scan(neighbours.line)
    assert window.page() is page
    assert acknowledged(session) == neighbours.seq


@pytest.mark.usefixtures("scanner")
def test_a_scan_that_was_cut_is_refused(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said]
) -> None:
    scan(neighbours.line[:-6])
    assert said[-1].kind == "problem"
    assert acknowledged(session) == 0


def test_an_acknowledgement_file_by_the_dialog(
    page: ExchangePage, session: Session, neighbours: Neighbours, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = neighbours.stick / "0001-0117-1-1.hsa"
    file.write_text(neighbours.line, encoding="ascii")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(file)], ""))
    press(Qt.Key.Key_O, CTRL)
    assert acknowledged(session) == neighbours.seq


def test_the_relation_turns_by_a_key(page: ExchangePage, session: Session, said: list[Said]) -> None:
    page.table.choose_node("0001")
    press(Qt.Key.Key_R, CTRL)
    assert nodes.nodes(session.desk)[1].relation == "below"
    assert said[-1].thing == PROVINCE
    press(Qt.Key.Key_R, CTRL)
    assert nodes.nodes(session.desk)[1].relation == "above"
    page.table.choose_row(0)
    press(Qt.Key.Key_R, CTRL)  # this office itself has none
    assert nodes.nodes(session.desk)[0].relation == ""


def test_the_number_shown_is_copied(page: ExchangePage, session: Session) -> None:
    page.table.choose_row(0)
    press(Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == nodes.show_key(session.desk).fingerprint


def test_the_next_file_says_that_it_is_sealed_and_what_it_carries(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said], qtbot: QtBot
) -> None:
    nodes.add_node(session.desk, neighbours.stick / "0131.toml", relation="below")
    exchange.import_bundle(session.desk, next(neighbours.stick.glob("0131-*.hsb")), NOW)
    page.open()
    page.table.choose_node("0001")
    page.bundle.folder.set_text(str(neighbours.stick))
    qtbot.waitUntil(lambda: "sealed" in shown_facts(page), timeout=20_000)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(said) and said[-1].kind == "done", timeout=20_000)
    assert "and 1 file of another office are written and read back" in said[-1].sentence


def shown_facts(page: ExchangePage) -> str:
    return " ".join(told.text() for _title, told in page.bundle.facts._rows)


@pytest.mark.usefixtures("scanner")
def test_a_scanned_key_is_known_only_after_it_was_compared(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said]
) -> None:
    scan(neighbours.hamlet_line)
    assert len(nodes.nodes(session.desk)) == 2
    card = nodes.read_line(neighbours.hamlet_line)
    assert page.told.number.text() == card.fingerprint
    assert HAMLET in page.told.headline.text()
    press(Qt.Key.Key_Escape)
    assert page.told.number.text() != card.fingerprint
    window = page.window()
    assert isinstance(window, Window)
    window.take_scan(meaning(neighbours.hamlet_line))  # the scanner itself takes the same code for one scan
    press(Qt.Key.Key_T, CTRL)
    assert [one.number for one in nodes.nodes(session.desk)] == ["0117", "0001", "0131"]
    assert said[-1].thing == HAMLET
    assert clipped(page) == []
    assert unnamed(page) == []


def test_the_acknowledgement_and_the_own_key_come_out_of_the_printer(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said], qtbot: QtBot
) -> None:
    nodes.add_node(session.desk, neighbours.stick / "0131.toml")
    exchange.import_bundle(session.desk, next(neighbours.stick.glob("0131-*.hsb")), NOW)
    page.open()
    page.table.choose_node("0131")
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(said) and said[-1].kind == "done", timeout=20_000)
    printed = (session.desk.home.papers / "acknowledgement-0131.pdf").read_bytes()
    assert " ".join(page.told.number.text().split()) in run_together(page_texts(printed)[0])
    page.table.choose_row(0)
    said.clear()
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(said) and said[-1].kind == "done", timeout=20_000)
    (line,) = read_by_zxing(rendered((session.desk.home.papers / "node-key.pdf").read_bytes(), 300))
    assert nodes.read_line(line) == nodes.show_key(session.desk)


def test_nothing_to_acknowledge_is_said(page: ExchangePage, said: list[Said]) -> None:
    page.table.choose_node("0001")
    press(Qt.Key.Key_P, CTRL)
    assert said[-1].kind == "problem"
    assert "Nothing of node 0001 is here yet" in said[-1].sentence


def test_a_whole_folder_is_taken_in_and_each_file_answers_for_itself(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said], qtbot: QtBot
) -> None:
    nodes.add_node(session.desk, neighbours.stick / "0131.toml", relation="below")
    (neighbours.stick / "0999-1-1-5.hsb").write_bytes(b"no bundle")
    page.import_folder(neighbours.stick)
    qtbot.waitUntil(lambda: bool(said) and said[-1].kind == "caution", timeout=20_000)
    # Our own file lies there too; it changes nothing.
    assert said[-1].sentence.startswith("3 of 4 files taken in, 5 new events; 1 was refused")
    assert page.told.steps.text().startswith("1. 0999-1-1-5.hsb: ")
    assert acknowledged(session) == neighbours.seq
    assert [one.reached for one in nodes.nodes(session.desk)][2] == 5
    assert clipped(page) == []


def test_acknowledgements_for_all_by_one_key(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said]
) -> None:
    page.bundle.folder.set_text(str(neighbours.stick))
    press(Qt.Key.Key_G, CTRL)
    assert "nothing to acknowledge" in said[-1].sentence
    nodes.add_node(session.desk, neighbours.stick / "0131.toml")
    exchange.import_bundle(session.desk, next(neighbours.stick.glob("0131-*.hsb")), NOW)
    press(Qt.Key.Key_G, CTRL)
    assert said[-1].kind == "done"
    assert [one.name for one in neighbours.stick.glob("0117-*.hsa")] == ["0117-0131-1-5.hsa"]


def test_long_work_is_stopped_between_two_steps_and_leaves_nothing(
    page: ExchangePage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    finished: list[int] = []
    page._start(lambda: sum(map(sum, progress.batches(range(5_000_000), 5_000_000, 1))), finished.append)
    assert not page.export_button.isEnabled()
    qtbot.waitUntil(lambda: page.bar.share > 0, timeout=20_000)
    assert "of 5.000.000 events" in said[-1].sentence
    page.import_file(Path("another.hsb"))
    assert "Esc stops it" in said[-1].sentence
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not page.work.busy, timeout=20_000)
    assert said[-1].sentence.startswith("Stopped.")
    assert finished == []
    assert page.bar.share == 0
    assert page.export_button.isEnabled()


@pytest.mark.parametrize(("width", "height"), [(1366, 690), (1280, 720), (960, 540)])
def test_nothing_is_cut_off_while_digits_are_refused(
    session: Session, show: Callable[..., QWidget], width: int, height: int
) -> None:
    window = show(Window(session, "exchange"), width, height)
    assert isinstance(window, Window)
    page = window.page()
    press(Qt.Key.Key_N, CTRL)
    type_text("1")
    press(Qt.Key.Key_Return)
    QApplication.processEvents()
    assert clipped(page) == []


def test_a_stopped_import_changes_nothing(
    session: Session, neighbours: Neighbours, dossiers: Dossiers
) -> None:
    nodes.add_node(session.desk, neighbours.stick / "0131.toml")

    def stop(done: int, of: int) -> None:
        if done == of:
            raise progress.Stopped("Stopped.")

    with pytest.raises(progress.Stopped), progress.heard_by(stop):
        exchange.import_bundle(session.desk, next(neighbours.stick.glob("0131-*.hsb")), NOW)
    assert nodes.nodes(session.desk)[2].reached == 0
    assert exchange.import_bundle(session.desk, next(neighbours.stick.glob("0131-*.hsb")), NOW).applied == 5


def test_a_page_for_any_browser_is_written_only_where_it_is_asked_for(
    page: ExchangePage, neighbours: Neighbours, said: list[Said], qtbot: QtBot
) -> None:
    page.bundle.folder.set_text(str(neighbours.stick))
    press(Qt.Key.Key_H, CTRL)
    assert page.bundle.html.isChecked()
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(said) and said[-1].kind == "done", timeout=20_000)
    assert "not sealed" in said[-1].sentence
    assert len(list(neighbours.stick.glob("*.html"))) == 1
    assert not page.bundle.html.isChecked()


def test_the_export_at_closing_is_set_by_a_key(
    page: ExchangePage, session: Session, neighbours: Neighbours, said: list[Said]
) -> None:
    page.table.choose_node("0001")
    page.bundle.folder.set_text("")
    press(Qt.Key.Key_L, CTRL)
    assert not page.bundle.closing.isChecked()
    assert page.bundle.folder.field.problem()
    page.bundle.folder.set_text(str(neighbours.stick))
    press(Qt.Key.Key_L, CTRL)
    station = session.station
    assert (station.closing_export, station.closing_receiver) == (True, "0001")
    page.table.choose_row(0)
    assert not page.bundle.closing.isChecked(), "this is another file"
    page.table.choose_node("0001")
    press(Qt.Key.Key_L, CTRL)
    assert not session.station.closing_export
    assert said[-1].kind == "done"
