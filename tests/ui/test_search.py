"""Looking up (F3) by keys: the field keeps the typing, the table follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.records import DossierState, HandOver, NewDossier, Officer, Person
from counter_app.core.times import parse_time
from counter_app.services import handover, processing, queries, reception
from counter_app.services.desk import Desk
from counter_app.services.queries import Which
from counter_app.ui.found import found_ranges
from counter_app.ui.pages.search import SearchPage
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import clipped, press, type_text, unnamed

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def dossiers(
    desk: Desk, officers: dict[str, Officer], new_dossier: Callable[..., NewDossier], clock: Clock
) -> dict[str, DossierState]:
    """One dossier in each state that the filters know, by the name of its owner."""
    end, made = clock.now, {}
    clock.now = parse_time("2026-11-10T08:00:00")

    def receive(name: str) -> DossierState:
        at = clock.pass_(minutes=5)
        person = Person(name=name, phone=f"09000001{len(made):02d}")
        return reception.receive(desk, new_dossier(applicant=person), officers["an"], at)

    def forward(state: DossierState) -> DossierState:
        return processing.forward(
            desk, state.scan_number, officers["an"], clock.pass_(minutes=5), to="Phòng Kinh tế"
        )

    def finish(state: DossierState) -> DossierState:
        return processing.finish(desk, state.scan_number, officers["dung"], clock.pass_(minutes=5))

    made["Nguyễn Thị Mậu"] = finish(forward(receive("Nguyễn Thị Mậu")))
    made["Nguyễn Văn Thế"] = forward(receive("Nguyễn Văn Thế"))  # promised for 13/11, so overdue
    returned = finish(forward(receive("Lê Thị Hồng")))
    made["Lê Thị Hồng"] = handover.hand_over(
        desk, returned.scan_number, HandOver(), officers["an"], clock.pass_(minutes=5)
    )
    clock.now = end - timedelta(hours=1)
    made["Trần Đức"] = receive("Trần Đức")
    clock.now = end
    return made


@pytest.fixture
def window(session: Session, dossiers: dict[str, DossierState], show: Callable[..., QWidget]) -> Window:
    made = Window(session, "search")
    show(made)
    return made


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> SearchPage:
    found = window.page()
    assert isinstance(found, SearchPage)
    qtbot.waitUntil(lambda: len(owners(found)) == 4)
    return found


def owners(page: SearchPage) -> list[str]:
    """The names in the table, from above."""
    rows = page.table.rows
    return [rows.row(number).applicant for number in range(rows.rowCount())]


def current(page: SearchPage) -> str:
    """The name in the current row."""
    row = page.table.current_row()
    return row.applicant if row else ""


def test_everything_stands_there_newest_first_with_its_counts(page: SearchPage) -> None:
    assert owners(page) == ["Trần Đức", "Lê Thị Hồng", "Nguyễn Văn Thế", "Nguyễn Thị Mậu"]
    assert page.field.count() == "4 dossiers"
    counts = [option.count for option in page.filters.options()]
    assert counts == [4, 2, 0, 1, 1, 1]
    assert page.field.hasFocus()


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("nguyen th", ["Nguyễn Văn Thế", "Nguyễn Thị Mậu"]),
        ("duc", ["Trần Đức"]),
        ("Đức", ["Trần Đức"]),
        ("0900000100", ["Nguyễn Thị Mậu"]),
        ("H99.017-261123-0001", ["Trần Đức"]),
    ],
)
def test_typing_finds_with_and_without_marks(
    page: SearchPage, qtbot: QtBot, typed: str, names: list[str]
) -> None:
    type_text(typed)
    qtbot.waitUntil(lambda: owners(page) == names)
    qtbot.waitUntil(lambda: page.field.count() == f"{len(names)} of 4 dossiers")
    assert current(page) == names[0]


def test_older_dossiers_follow_the_recent_ones_by_themselves(
    page: SearchPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where none of the recent ones is found: nothing is missing before all were looked at."""
    monkeypatch.setattr(queries, "RECENT", 1)
    shown: list[tuple[list[str], str]] = []
    show = page._show
    monkeypatch.setattr(
        page, "_show", lambda *answer: (show(*answer), shown.append((owners(page), page.field.count())))
    )
    type_text("h99")
    qtbot.waitUntil(lambda: page.field.count() == "4 of 4 dossiers")
    assert shown == [
        (["Trần Đức", "Nguyễn Văn Thế", "Nguyễn Thị Mậu"], "3+ of 4 dossiers"),
        (["Trần Đức", "Lê Thị Hồng", "Nguyễn Văn Thế", "Nguyễn Thị Mậu"], "4 of 4 dossiers"),
    ]
    assert [option.accessibleDescription() for option in page.filters.options()] == list("420111")
    shown.clear()
    page.field.setText("hong")
    qtbot.waitUntil(lambda: owners(page) == ["Lê Thị Hồng"])
    assert shown == [(["Lê Thị Hồng"], "1 of 4 dossiers")]


def test_nothing_found_says_what_to_do(page: SearchPage, qtbot: QtBot) -> None:
    type_text("zzz")
    qtbot.waitUntil(lambda: owners(page) == [])
    assert page.table._empty == "No dossier has the letters ‹zzz›. Try fewer letters, or scan the receipt."
    assert not page.open_button.isEnabled()


def test_up_and_down_move_the_row_from_the_field(page: SearchPage) -> None:
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert current(page) == "Nguyễn Văn Thế"
    press(Qt.Key.Key_Up)
    assert current(page) == "Lê Thị Hồng"
    press(Qt.Key.Key_PageDown)
    assert current(page) == "Nguyễn Thị Mậu"
    assert page.field.hasFocus()


def test_enter_opens_the_card_of_the_row(
    window: Window, page: SearchPage, session: Session, dossiers: dict[str, DossierState]
) -> None:
    wanted: list[tuple[str, object]] = []
    session.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Return)
    assert wanted[0] == ("dossier", dossiers["Lê Thị Hồng"].scan_number)
    assert window.page() is window.pages["dossier"]


def test_the_next_action_of_a_ready_result_is_handing_it_over(
    page: SearchPage, session: Session, dossiers: dict[str, DossierState], qtbot: QtBot
) -> None:
    wanted: list[tuple[str, object]] = []
    session.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    type_text("mau")
    qtbot.waitUntil(lambda: current(page) == "Nguyễn Thị Mậu")
    assert page.next_button.text() == "Hand the result over"
    press(Qt.Key.Key_F10)
    assert wanted[0] == ("handover", dossiers["Nguyễn Thị Mậu"].scan_number)


def test_nothing_is_offered_where_it_is_somebody_elses_turn(page: SearchPage, qtbot: QtBot) -> None:
    type_text("the")
    qtbot.waitUntil(lambda: current(page) == "Nguyễn Văn Thế")
    assert page.next_button.isHidden()
    assert "overdue" in page.words.text()


def test_filters_by_their_figures(page: SearchPage, qtbot: QtBot) -> None:
    for figure, names in (
        (Qt.Key.Key_2, ["Trần Đức", "Nguyễn Văn Thế"]),
        (Qt.Key.Key_4, ["Nguyễn Thị Mậu"]),
        (Qt.Key.Key_5, ["Nguyễn Văn Thế"]),
        (Qt.Key.Key_6, ["Lê Thị Hồng"]),
        (Qt.Key.Key_3, []),
    ):
        press(figure, CTRL)
        qtbot.waitUntil(lambda names=names: owners(page) == names)
    assert page.table._empty.startswith("There is no dossier here.")
    assert page.field.hasFocus(), "typing still goes into the field"
    press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(owners(page)) == 4)
    assert page.filters.value() is Which.ALL


def test_typing_over_the_table_goes_into_the_field(page: SearchPage, qtbot: QtBot) -> None:
    page.table.setFocus()
    type_text("duc")
    assert page.field.text() == "duc"
    assert page.field.hasFocus()
    qtbot.waitUntil(lambda: owners(page) == ["Trần Đức"])


def test_a_new_dossier_appears_by_itself(
    page: SearchPage,
    session: Session,
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
    qtbot: QtBot,
) -> None:
    state = reception.receive(session.desk, new_dossier(), officers["an"], session.now())
    session.tell_changed(state.scan_number)
    qtbot.waitUntil(lambda: len(owners(page)) == 5)
    assert current(page) == "Trần Đức", "the row of before stays chosen"


def test_another_page_may_ask_for_a_group(
    window: Window, page: SearchPage, session: Session, qtbot: QtBot
) -> None:
    session.open_page("search", Which.READY)
    qtbot.waitUntil(lambda: owners(page) == ["Nguyễn Thị Mậu"])


def test_the_sentence_at_the_foot_speaks_of_the_current_row(page: SearchPage) -> None:
    assert page.words.text().startswith("Trần Đức: newly received, at Quầy 2, promised for 27/11/2026.")
    press(Qt.Key.Key_Down)
    assert page.words.text().startswith("Lê Thị Hồng: handed over on 10/11 08:45.")


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1280, 720), (960, 540)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_and_everything_has_a_name(
    session: Session,
    dossiers: dict[str, DossierState],
    show: Callable[..., QWidget],
    qtbot: QtBot,
    width: int,
    height: int,
    language: str,
) -> None:
    i18n.use(language)
    window = Window(session, "search")
    show(window, width, height)
    qtbot.waitUntil(lambda: window.page().table.rows.rowCount() == 4)
    assert clipped(window.page()) == []
    assert unnamed(window.page()) == []


@pytest.mark.parametrize(
    ("text", "typed", "parts"),
    [
        ("Nguyễn Thị Mậu", "nguyen th", ["Nguyễn Th"]),
        ("Đặng Nguyễn Thảo My", "nguyen th", ["Nguyễn Th"]),
        ("Nguyễn Văn Thế", "nguyen th", ["Nguyễn", "Th"]),
        ("Trần Đức", "duc", ["Đức"]),
        ("Trần Đức", "uc", []),
        ("Lê Thị Hồng", "", []),
        ("Cấp Giấy xác nhận", "XÁC nhan", ["xác nhận"]),
        ("H99.017-261123-0085", "261123", ["261123"]),
    ],
)
def test_the_letters_that_were_found(text: str, typed: str, parts: list[str]) -> None:
    assert [text[start : start + length] for start, length in found_ranges(text, typed)] == parts


def test_how_many_there_are_is_asked_once_in_each_visit(
    window: Window,
    page: SearchPage,
    dossiers: dict[str, DossierState],
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
    clock: Clock,
    qtbot: QtBot,
) -> None:
    qtbot.waitUntil(lambda: page.field.count() == "4 dossiers")
    state = reception.receive(window.session.desk, new_dossier(), officers["an"], clock.now)  # beside this PC
    type_text("tran")
    qtbot.waitUntil(lambda: page.field.count() == "1 of 4 dossiers")
    window.session.tell_changed(state.scan_number)
    qtbot.waitUntil(lambda: page.field.count() == "1 of 5 dossiers")
