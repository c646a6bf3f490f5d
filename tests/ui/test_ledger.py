"""F7: five figures over their rows, the load of the coming days, the ledger on paper and in files."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.records import FastMatter, Officer, Person
from counter_app.core.times import parse_time
from counter_app.services import reception
from counter_app.ui.pages.ledger import LedgerPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.pages import Dossiers

CTRL = Qt.KeyboardModifier.ControlModifier


def opened(window: Window) -> LedgerPage:
    press(Qt.Key.Key_F7)
    page = window.page()
    assert isinstance(page, LedgerPage)
    return page


def figures(page: LedgerPage) -> list[str]:
    return [option.accessibleName().rpartition(": ")[2] for option in page.figures.options()]


def names(page: LedgerPage) -> list[str]:
    return [page.table.rows.row(n).applicant for n in range(page.table.rows.rowCount())]


def test_five_figures_open_their_rows(window: Window, dossiers: Dossiers) -> None:
    dossiers.in_progress("2026-11-18T08:00:00", applicant=Person(name="Hôm Nay"))
    dossiers.in_progress("2026-11-19T08:00:00", applicant=Person(name="Thứ Tư"))
    dossiers.in_progress("2026-11-09T08:00:00", applicant=Person(name="Quá Hạn"))
    dossiers.in_progress("2026-11-02T08:00:00", applicant=Person(name="Quá Lâu"))
    dossiers.ready("2026-10-05T08:00:00", applicant=Person(name="Chưa Nhận"))
    page = opened(window)
    assert figures(page) == ["1", "1", "2", "0", "1"]
    assert page.figures.value() == "overdue", "trouble is shown first"
    expected = {
        Qt.Key.Key_1: ["Hôm Nay"],
        Qt.Key.Key_2: ["Thứ Tư"],
        Qt.Key.Key_3: ["Quá Lâu", "Quá Hạn"],
        Qt.Key.Key_4: [],
        Qt.Key.Key_5: ["Chưa Nhận"],
    }
    for key, rows in expected.items():
        press(key, CTRL)
        assert names(page) == rows
    texts = [option.accessibleDescription() for option in page.figures.options()]
    assert texts[2:] == ["the longest by 12 days", "asked of the citizen", "1 longer than 30 days"]
    assert page.figures.options()[1].text() == "Due Wednesday 25/11", "the holiday is passed over"


def test_enter_opens_the_row_and_esc_leads_back(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.in_progress("2026-11-09T08:00:00")
    page = opened(window)
    press(Qt.Key.Key_Return)
    assert window.page().id == "dossier"
    assert window.page().state() == state  # type: ignore[attr-defined]
    press(Qt.Key.Key_Escape)
    assert window.page() is page


def test_two_weeks_of_load_with_the_holiday_named(window: Window, dossiers: Dossiers) -> None:
    for _one in range(3):
        dossiers.received()
    dossiers.ready("2026-11-19T08:00:00")
    page = opened(window)
    bars = page.chart.bars()
    assert [bar.day for bar in bars] == ["23", "24", "25", "26", "27", "30", "1/12", "2", "3", "4"]
    assert [bar.count for bar in bars] == [0, 0, 1, 0, 3, 0, 0, 0, 0, 0]
    assert [bar.closed for bar in bars if bar.closed] == ["Ngày Văn hóa Việt Nam"]
    assert bars[0].now
    assert [bar.day for bar in bars if bar.new_week] == ["30"]
    assert page.chart_card.head is not None
    assert page.chart_card.head.hint.text() == "1 of them is ready"


def test_what_was_done_today(window: Window, dossiers: Dossiers, officers: dict[str, Officer]) -> None:
    page = opened(window)
    dossiers.received()
    matter = FastMatter(procedure="2.000815", applicant=Person(name="Mai Thị Ngần"), count=2, pages=3)
    state = reception.receive_fast(
        window.session.desk, matter, officers["an"], parse_time("2026-11-23T09:00:00")
    )
    window.session.tell_changed(state.scan_number)
    values = [
        page.today._grid.itemAtPosition(n, 1).widget().text()  # type: ignore[union-attr]
        for n in range(5)
    ]
    assert values == ["2", "1", "0", "1 - 2", "0"]


def test_the_ledger_of_today_by_one_key(
    window: Window, dossiers: Dossiers, said: list[Said], qtbot: QtBot
) -> None:
    dossiers.received("2026-11-20T08:00:00", applicant=Person(name="Hôm Trước"))
    dossiers.received()
    opened(window)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    assert said[-1].sentence.startswith("Ledger with 1 row, numbers 2 - 2.")
    (file,) = Path(window.session.desk.home.papers).glob("*.pdf")
    text = pypdfium2.PdfDocument(file)[0].get_textpage().get_text_bounded()
    assert "Đặng Thị Diễm" in text.replace("\r\n", " ")
    assert "Hôm Trước" not in text


def test_a_day_without_dossiers_makes_no_ledger(window: Window, said: list[Said], qtbot: QtBot) -> None:
    opened(window)
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "problem", timeout=20_000)
    assert said[-1].sentence.startswith("Nothing was received in these days (23/11/2026)")


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv"])
def test_the_ledger_of_other_days_as_a_file(
    window: Window, dossiers: Dossiers, said: list[Said], qtbot: QtBot, tmp_path: Path, kind: str
) -> None:
    dossiers.received("2026-11-05T08:00:00", applicant=Person(name="Mai Thị Ngần"))
    dossiers.received()
    page = opened(window)
    press(Qt.Key.Key_S, CTRL)
    panel = page.panel
    assert panel.first.edit.hasFocus()
    assert (panel.first.text(), panel.last.text()) == ("23/11/2026", "23/11/2026")
    type_text("1/11")
    panel.kind.set_value(kind)
    panel.folder.set_text(str(tmp_path))
    press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    file = tmp_path / f"so-theo-doi-2026-11-01-den-2026-11-23.{kind}"
    assert said[-1].thing == str(file)
    if kind == "xlsx":
        values = [str(cell.value) for row in load_workbook(file).active for cell in row]
        assert {"Mai Thị Ngần", "Đặng Thị Diễm"} <= {value.split("\n")[0].split(",")[0] for value in values}
    elif kind == "csv":
        assert "Mai Thị Ngần" in file.read_text(encoding="utf-8-sig")
    else:
        assert file.read_bytes().startswith(b"%PDF")


def test_a_folder_that_cannot_be_made_is_a_sentence(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    dossiers.received()
    papers = Path(window.session.desk.home.papers)
    papers.write_text("in the way")
    opened(window)
    press(Qt.Key.Key_S, CTRL)
    press(Qt.Key.Key_L, CTRL)
    assert said[-1].kind == "problem"
    assert f"The folder {papers} cannot be made" in said[-1].sentence


def test_ctrl_enter_prints_the_days_of_the_open_panel(
    window: Window, dossiers: Dossiers, said: list[Said], qtbot: QtBot
) -> None:
    dossiers.received("2026-11-05T08:00:00")
    page = opened(window)
    press(Qt.Key.Key_S, CTRL)
    assert page.print_button.text() == "Print the ledger of these days"
    type_text("01/11/2026")
    press(Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    assert said[-1].sentence.startswith("Ledger with 1 row, numbers 1 - 1.")


@pytest.mark.parametrize(
    ("first", "last", "folder", "field", "sentence"),
    [
        ("xx", "23/11/2026", "", "first", "“xx” is not a day. Write it like 23/11/2026."),
        ("31/11", "23/11/2026", "", "first", "“31/11” is not a day. Write it like 23/11/2026."),
        ("1/11", "", "", "last", "“” is not a day. Write it like 23/11/2026."),
        ("1/11", "23/11/2026", "nowhere", "folder", "is not there"),
        ("1/11", "23/11/2026", "", "folder", "Choose the folder first."),
    ],
)
def test_what_cannot_be_understood_is_said_beside_its_field(
    window: Window, tmp_path: Path, first: str, last: str, folder: str, field: str, sentence: str
) -> None:
    page = opened(window)
    press(Qt.Key.Key_S, CTRL)
    panel = page.panel
    panel.first.set_text(first)
    panel.last.set_text(last)
    panel.folder.set_text(str(tmp_path / folder) if folder else "")
    press(Qt.Key.Key_L, CTRL)
    shown = {"first": panel.first, "last": panel.last, "folder": panel.folder.field}[field]
    assert sentence in shown.problem()
    assert shown.edit.hasFocus()
    assert panel.problem.isVisible()
    assert list(tmp_path.glob("*.pdf")) == []


def test_days_in_the_wrong_order_are_refused_by_name(
    window: Window, dossiers: Dossiers, tmp_path: Path, qtbot: QtBot
) -> None:
    page = opened(window)
    press(Qt.Key.Key_S, CTRL)
    page.panel.first.set_text("23/11/2026")
    page.panel.last.set_text("01/11/2026")
    page.panel.folder.set_text(str(tmp_path))
    press(Qt.Key.Key_L, CTRL)
    qtbot.waitUntil(lambda: "before the first" in page.panel.last.problem(), timeout=20_000)


def test_esc_closes_the_panel_and_the_chart_is_back(window: Window) -> None:
    page = opened(window)
    press(Qt.Key.Key_S, CTRL)
    assert page.panel.isVisible()
    press(Qt.Key.Key_Escape)
    assert page.chart.isVisible()
    assert page.print_button.text() == "Print today's ledger"
    assert window.page() is page


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1280, 720), (960, 540)])
def test_nothing_is_cut_off_and_everything_has_a_name(
    session: Session,
    show: Callable[..., QWidget],
    dossiers: Dossiers,
    width: int,
    height: int,
    language: str,
) -> None:
    i18n.use(language)
    dossiers.in_progress("2026-11-09T08:00:00")
    window = show(Window(session, "ledger"), width, height)
    page = opened(window)
    QApplication.processEvents()
    assert clipped(page) == []
    press(Qt.Key.Key_S, CTRL)
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []
