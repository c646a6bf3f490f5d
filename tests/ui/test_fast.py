"""While you wait (F6) by keys: rows of one person, their fees, and what stands in the journal afterwards."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.records import DossierState, FastMatter, Fee, FeeStatus, Officer, Person
from counter_app.core.scan import ScanMeaning, meaning
from counter_app.core.states import Status
from counter_app.services import fast_day, queries, reception
from counter_app.ui.pages.fast import FastPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import clipped, press, scan, type_text, unnamed

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FINISH = (Qt.Key.Key_Return, CTRL)


@pytest.fixture
def window(session: Session, show: Callable[..., QWidget]) -> Window:
    made = Window(session, "fast")
    show(made)
    return made


@pytest.fixture
def page(window: Window) -> FastPage:
    found = window.page()
    assert isinstance(found, FastPage)
    return found


def done(session: Session) -> tuple[DossierState, ...]:
    """The matters of the day, oldest first."""
    return tuple(reversed(fast_day.fast_day(session.desk, session.now()).matters))


def row(*cells: str) -> None:
    """Type the cells of a row, each ended with Enter."""
    for cell in cells:
        type_text(cell)
        press(Qt.Key.Key_Return)


def test_one_person_with_three_matters(page: FastPage, session: Session, said: list[Said]) -> None:
    row("Trần Văn Bửu")
    type_text("1")  # copy certification: leads on to the pages
    row("2", "3")
    type_text("2")  # a signature has no pages
    row("1")
    type_text("1")
    row("4")
    type_text("3")
    assert page.rows.words.text() == (
        "One copy of 4 pages: 2 first pages × 2.000 đ + 2 later × 1.000 đ = 6.000 đ. 3 copies: 18.000 đ."
    )
    assert page.money.amount.text() == "40.000 đ"
    assert page.finish_button.text() == "Finish and hand over 3 matters"
    press(*FINISH)

    matters = done(session)
    assert [(one.procedure_code, one.pages, one.count, one.fee.amount) for one in matters] == [
        ("2.000815", 2, 3, 12_000),
        ("2.000884", 0, 1, 10_000),
        ("2.000815", 4, 3, 18_000),
    ]
    assert {one.applicant.name for one in matters} == {"Trần Văn Bửu"}
    assert {one.status for one in matters} == {Status.RETURNED}
    kinds = [event.kind for event in queries.events(session.desk, matters[0].scan_number)]
    assert kinds == ["received", "finished", "handed_over"]
    assert matters[0].receipt_outcome is None, "no receipt is waited for"
    assert said[-1].sentence == "Done for Trần Văn Bửu: 3 matters, 7 copies, 40.000 đ taken."
    assert page.rows.is_empty()
    assert page.rows.row.name.hasFocus(), "the next person's row is open"
    assert page.recent.table.rows.rowCount() == 3


def test_a_card_gives_the_person_and_three_keys_the_matter(
    window: Window, page: FastPage, session: Session
) -> None:
    window.take_scan(meaning("099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung|01012022"))
    assert page.rows.row.procedure.hasFocus()
    type_text("1")
    type_text("5")
    press(*FINISH)
    (matter,) = done(session)
    assert (matter.applicant.citizen_id, matter.pages, matter.count) == ("099187000456", 5, 1)
    assert matter.fee == Fee(amount=7_000, status=FeeStatus.PAID, method="cash")


def test_a_matter_is_chosen_by_letters(page: FastPage) -> None:
    row("Lý Thị Hữu")
    type_text("trich luc")
    assert page.rows.matches.isVisible()
    assert "Trích lục" in page.rows.matches.accessibleName()
    press(Qt.Key.Key_Return)
    assert page.rows.row.procedure.procedure().code == "2.000635"
    assert page.rows.row.count.hasFocus(), "an extract has no pages"
    type_text("2")
    assert page.money.amount.text() == "16.000 đ"


def test_figures_typed_close_together_go_on_to_the_next_cell(
    page: FastPage, heard: list[ScanMeaning]
) -> None:
    row("Lý Thị Hữu")
    type_text("12")
    press(Qt.Key.Key_Return)
    assert page.rows.row.procedure.procedure().code == "2.000815"
    assert page.rows.row.pages.text() == "2"


def test_up_and_down_move_among_the_matters(page: FastPage) -> None:
    row("Lý Thị Hữu")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Up)
    assert page.rows.matches.current() == 1


def test_letters_that_chose_nothing_are_gone_when_the_cell_is_left(page: FastPage) -> None:
    row("Lý Thị Hữu")
    type_text("1")
    page.rows.row.procedure.setFocus()
    type_text("zzz")
    assert "‹zzz›" in page.rows.matches.accessibleName()
    page.rows.row.name.setFocus()
    assert page.rows.row.procedure.procedure().code == "2.000815"
    assert page.rows.row.procedure.text().startswith("Chứng thực bản sao")


def test_a_scan_into_the_cell_of_the_matter_chooses_no_other(
    page: FastPage, heard: list[ScanMeaning]
) -> None:
    row("Lý Thị Hữu")
    type_text("1")
    row("2")
    chosen = page.rows.row.procedure
    chosen.setFocus()
    scan("3117261123004235")
    assert len(heard) == 1
    assert chosen.procedure().code == "2.000815"
    assert chosen.hasFocus()


def test_money_given_and_given_back(page: FastPage, session: Session) -> None:
    row("Lý Thị Hữu")
    type_text("2")
    page.money.given.setFocus()
    type_text("5000")
    assert page.money.given.problem() == "5.000 đ short of the sum."
    type_text("0")
    assert page.money.back.text() == "40.000 đ"
    press(Qt.Key.Key_2, CTRL)
    press(*FINISH)
    assert done(session)[0].fee.method == "transfer"
    assert page.money.given.text() == ""
    assert page.money.method.value() == "cash"


def test_free_of_charge(page: FastPage, session: Session) -> None:
    row("Lý Thị Hữu")
    type_text("2")
    press(Qt.Key.Key_3, CTRL)
    assert page.money.amount.text() == "0 đ"
    press(*FINISH)
    assert done(session)[0].fee == Fee(status=FeeStatus.FREE)
    assert fast_day.fast_day(session.desk, session.now()).free == 1


def test_a_fee_that_nothing_reckons_is_typed(page: FastPage, session: Session) -> None:
    chosen = next(one for one in fast_day.procedures(session.desk) if one.code == "2.000942")
    row("Lý Thị Hữu")
    page.rows.row.procedure.choose(chosen)
    row("1")
    assert page.rows.row.fee.hasFocus()
    type_text("muoi")
    press(*FINISH)
    assert done(session) == ()
    assert page.rows.words.text() == "Write the fee in đồng, like 15.000."
    press(Qt.Key.Key_A, CTRL)
    type_text("8.000")
    press(*FINISH)
    assert done(session)[0].fee.amount == 8_000


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        (("", "1", "2"), "Enter the name."),
        (("Lý Thị Hữu",), "Choose what is done: letters, or the keys 1 to 9."),
        (("Lý Thị Hữu", "1"), "Enter the pages of one copy."),
    ],
)
def test_what_is_missing_is_said_under_the_row(
    page: FastPage, session: Session, cells: tuple[str, ...], sentence: str
) -> None:
    row(cells[0])
    for cell in cells[1:]:
        type_text(cell)
    press(*FINISH)
    assert done(session) == ()
    assert page.rows.words.text() == sentence
    assert page.rows.words.isVisible()


def test_a_row_that_is_not_complete_does_not_lead_to_the_next(page: FastPage) -> None:
    row("Lý Thị Hữu")
    type_text("1")
    row("", "")
    assert len(page.rows.lines()) == 1
    assert page.rows.words.text() == "Enter the pages of one copy."
    assert page.rows.row.pages.hasFocus()


def test_rows_are_dropped_and_opened_again(page: FastPage, session: Session) -> None:
    row("Lý Thị Hữu")
    type_text("2")
    row("1")
    type_text("2")
    row("4")
    assert page.money.amount.text() == "50.000 đ"
    press(Qt.Key.Key_Delete, CTRL)  # the empty third
    press(Qt.Key.Key_Delete, CTRL)
    assert page.money.amount.text() == "10.000 đ"
    press(Qt.Key.Key_Delete, CTRL)
    assert page.rows.is_empty()


def test_shift_enter_goes_back_to_the_row_before(page: FastPage) -> None:
    row("Lý Thị Hữu")
    type_text("2")
    row("1")
    type_text("2")
    for _one in range(3):
        press(Qt.Key.Key_Return, SHIFT)
    assert [line.count for line in page.rows.lines()] == [1, 1]
    assert page.rows.row._number == 1


def test_escape_clears_and_undo_brings_the_rows_back(page: FastPage) -> None:
    row("Lý Thị Hữu")
    type_text("2")
    row("4")
    press(Qt.Key.Key_Escape)
    assert page.rows.is_empty()
    press(Qt.Key.Key_Z, CTRL)
    assert page.money.amount.text() == "40.000 đ"
    assert page.rows.lines()[0].person.name == "Lý Thị Hữu"


def test_the_sums_of_the_day(
    session: Session, officers: dict[str, Officer], clock: Clock, show: Callable[..., QWidget]
) -> None:
    for code, count, fee in (
        ("2.000815", 2, Fee(amount=8_000, status=FeeStatus.PAID, method="cash")),
        ("2.000815", 1, Fee(amount=2_000, status=FeeStatus.PAID, method="transfer")),
        ("2.000884", 1, Fee(status=FeeStatus.FREE)),
    ):
        matter = FastMatter(procedure=code, applicant=Person(name="Đỗ Mạnh Cường"), count=count, fee=fee)
        reception.receive_fast(session.desk, matter, officers["an"], clock.pass_(minutes=1))
    day = fast_day.fast_day(session.desk, clock())
    assert [(one.code, one.matters, one.copies, one.amount) for one in day.sums] == [
        ("2.000815", 2, 3, 10_000),
        ("2.000884", 1, 1, 0),
    ]
    assert (day.copies, day.amount, day.cash, day.transfer, day.free) == (4, 10_000, 8_000, 2_000, 1)
    assert day.last_number == 3
    clock.pass_(days=2)
    assert fast_day.fast_day(session.desk, clock()).matters == ()


def test_down_to_the_list_and_into_a_matter(
    window: Window, page: FastPage, session: Session, qtbot: QtBot
) -> None:
    row("Lý Thị Hữu")
    type_text("2")
    press(*FINISH)
    press(Qt.Key.Key_H, CTRL)
    assert page.recent.table.hasFocus()
    wanted: list[tuple[str, object]] = []
    session.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    press(Qt.Key.Key_Return)
    assert wanted == [("dossier", done(session)[0].scan_number)]


def test_whoever_may_not_is_refused_and_the_rows_stay(
    page: FastPage, session: Session, said: list[Said], officers: dict[str, Officer]
) -> None:
    session.officer = officers["dung"]
    row("Lý Thị Hữu")
    type_text("2")
    press(*FINISH)
    assert said[-1].kind == "problem"
    assert page.rows.lines()[0].person.name == "Lý Thị Hữu"


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720), (960, 540)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_and_everything_has_a_name(
    session: Session, show: Callable[..., QWidget], width: int, height: int, language: str
) -> None:
    i18n.use(language)
    window = Window(session, "fast")
    show(window, width, height)
    assert clipped(window.page()) == []
    row("Lý Thị Hữu")
    QApplication.processEvents()
    assert clipped(window.page()) == []
    assert unnamed(window.page()) == []
