"""Every act on a dossier by its key: the fields it opens, what it does, what is refused and where."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import Workstation
from counter_app.core.codes import Reserved, reserved_number
from counter_app.core.life import MissingPaper
from counter_app.core.records import Channel, DossierState, Fee, FeeStatus, Officer
from counter_app.core.scan import meaning
from counter_app.core.states import PERMITTED, TRANSITIONS, WITHOUT_TRANSITION, Action, Role, Status
from counter_app.services import corrections, decisions, queries, reception, supplements
from counter_app.services.desk import Desk
from counter_app.ui import tasks
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.pages.dossier.deeds import _FORMS
from counter_app.ui.pages.dossier.offers import ELSEWHERE, KEYS, offers
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.hands import clipped, press, scan, type_text, unnamed
from tests.ui.pages import Dossiers

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Key = Qt.Key
PASSPORT = MissingPaper(name="Bản sao hộ chiếu", bring="1 bản", where="Công an tỉnh")


@pytest.fixture
def signed_in(
    desk: Desk, officers: dict[str, Officer], show: Callable[..., QWidget]
) -> Iterator[Callable[[str], Window]]:
    """Opens the window for an officer by login."""
    sessions = []

    def make(login: str) -> Window:
        sessions.append(Session(desk, officers[login], Workstation(printer="file")))
        window = show(Window(sessions[-1], "help"))
        assert isinstance(window, Window)
        return window

    yield make
    for session in sessions:
        tasks.stop(session)


def opened(window: Window, state: DossierState) -> DossierPage:
    window.show_page("dossier", state.scan_number)
    page = window.page()
    assert isinstance(page, DossierPage)
    return page


def after(page: DossierPage) -> DossierState:
    state = page.state()
    assert state is not None
    return state


def sentence(page: DossierPage) -> str:
    said = page.session.last_said
    assert said is not None
    return said.sentence


def do() -> None:
    press(Key.Key_Return, CTRL)


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_what_is_offered_is_what_the_table_permits(status: Status, role: Role, dossiers: Dossiers) -> None:
    state = replace(dossiers.received(), status=status)
    officer = Officer(login="x", name="X", role=role)
    possible = {action for (start, action) in TRANSITIONS if start is status} | WITHOUT_TRANSITION
    wanted = {one for one in possible if role in PERMITTED[one]} - ELSEWHERE
    offered = offers(state, officer)
    assert {one.action for one in offered} == wanted
    assert len({one.key for one in offered}) == len(offered), "no key stands for two acts at once"
    assert all(one.words for one in offered)


def test_every_act_has_a_key_and_a_form_or_a_place_elsewhere() -> None:
    assert KEYS.keys() | ELSEWHERE == set(Action)
    assert _FORMS.keys() == KEYS.keys() - {Action.NOTE, Action.REPRINT}


def test_keys_stand_beside_their_acts(window: Window, dossiers: Dossiers) -> None:
    page = opened(window, dossiers.in_progress())
    words = {(one.words, one.key) for one in page.card.offers.offers()}
    assert ("Ask for papers", "Ctrl+B") in words
    assert ("Folder's place", "Ctrl+O") in words
    assert page.card.row[Action.CORRECT].isVisible()
    assert page.card.row[Action.UNDO].isVisible()


def test_forward_goes_to_a_unit_by_its_figure(window: Window, dossiers: Dossiers) -> None:
    page = opened(window, dossiers.in_progress())
    units = page.session.desk.office.units
    press(Key.Key_H, CTRL)
    press(Key.Key_3, CTRL)
    press(Key.Key_Return)
    type_text("kèm bản đồ")
    assert after(page).holder != units[2], "Enter does nothing but go on to the next field"
    press(Key.Key_Return)
    do()
    state = after(page)
    assert (state.holder, state.movements[-1].note) == (units[2], "kèm bản đồ")
    assert units[2] in sentence(page)
    assert page.acting.deed is None


def test_esc_leaves_and_f10_does_nothing_while_fields_are_open(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened(window, state)
    press(Key.Key_R, CTRL)
    type_text("đổi ý")
    press(Key.Key_F10)
    assert "Ctrl+Enter does it" in sentence(page)
    assert after(page) == state
    press(Key.Key_Escape)
    assert page.acting.deed is None
    assert page.isVisible()
    assert after(page) == state


def test_papers_are_asked_for_and_taken_in(window: Window, dossiers: Dossiers, clock: Clock) -> None:
    page = opened(window, dossiers.in_progress())
    catalogue = page.session.desk.catalogue["1.004873"].papers
    press(Key.Key_B, CTRL)
    press(Key.Key_Space)
    press(Key.Key_Right)
    page_deed = page.acting.deed
    assert page_deed is not None
    press(Key.Key_G, ALT)
    type_text("Trích lục ly hôn")
    press(Key.Key_Tab)
    type_text("bản sao")
    press(Key.Key_Tab)
    type_text("Toà án")
    press(Key.Key_Return)
    type_text("hồ sơ chưa đủ")
    do()
    state = after(page)
    assert state.status is Status.SUPPLEMENT
    asked = state.supplements[-1]
    assert asked.papers[0].name == catalogue[0].name
    assert asked.papers[1] == MissingPaper(name="Trích lục ly hôn", bring="bản sao", where="Toà án")
    assert asked.reason == "hồ sơ chưa đủ"
    assert "asked for 2 papers" in sentence(page)
    said = page.session.last_said
    assert said is not None
    assert (said.hint, said.key) == ("Print the supplement slip", "Ctrl+I")
    life = page.card.life.texts()
    assert "Trích lục ly hôn (bản sao; Toà án)" in life[0]
    assert page.card.head.title.text() == "The time stands still since"
    assert page.card.head.date.text() == "23/11/2026"

    clock.pass_(days=4)
    page = opened(window, state)
    press(Key.Key_F10)
    assert page.acting.deed is not None
    assert page.acting.deed.action is Action.SUPPLEMENT
    press(Key.Key_Down)
    press(Key.Key_2)
    do()
    state = after(page)
    assert state.status is Status.IN_PROGRESS
    assert {one.name: one.originals for one in state.papers}["Trích lục ly hôn"] == 2
    assert any("Papers of slip 1 came in" in line for line in page.card.life.texts())


def test_a_supplement_without_a_paper_is_refused_in_the_form(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.in_progress()
    page = opened(window, state)
    press(Key.Key_B, CTRL)
    do()
    assert page.acting.deed is not None
    assert (
        page.acting.deed.note_line.text() == "Name at least one paper that is missing or must be put right."
    )
    assert after(page) == state


@pytest.mark.parametrize(
    ("login", "key", "status", "slip"),
    [
        ("dung", Key.Key_S, Status.SUSPENDED, ""),
        ("dung", Key.Key_D, Status.SUSPENDED, "Print the stopping notice"),
        ("an", Key.Key_R, Status.WITHDRAWN, ""),
    ],
)
def test_a_decision_with_its_reason(
    signed_in: Callable[[str], Window],
    dossiers: Dossiers,
    login: str,
    key: Qt.Key,
    status: Status,
    slip: str,
) -> None:
    page = opened(signed_in(login), dossiers.in_progress())
    press(key, CTRL)
    type_text("chờ ý kiến cấp trên")
    do()
    state = after(page)
    assert (state.status, state.rulings[-1].reason) == (status, "chờ ý kiến cấp trên")
    said = page.session.last_said
    assert said is not None
    assert said.hint == (slip or "Back")
    assert any("chờ ý kiến cấp trên" in line for line in page.card.life.texts())


def test_a_decision_without_a_reason_says_so_beside_the_field(
    signed_in: Callable[[str], Window], dossiers: Dossiers
) -> None:
    state = dossiers.in_progress()
    page = opened(signed_in("dung"), state)
    press(Key.Key_S, CTRL)
    do()
    deed = page.acting.deed
    assert deed is not None
    assert deed.fields["note"].problem() == "Write the reason; it stands on the paper and in the journal."
    assert deed.fields["note"].edit.hasFocus()
    assert after(page) == state


def test_what_rests_goes_on(signed_in: Callable[[str], Window], dossiers: Dossiers, clock: Clock) -> None:
    window = signed_in("dung")
    state = dossiers.in_progress()
    decisions.suspend(window.session.desk, state.scan_number, window.session.officer, NOW, "chờ")
    clock.pass_(days=7)
    page = opened(window, state)
    press(Key.Key_F10)
    deed = page.acting.deed
    assert deed is not None
    assert "The time goes on: the result is then promised for" in deed.told.text()
    do()
    assert after(page).status is Status.IN_PROGRESS


def test_an_action_of_another_role_says_who_may(window: Window, dossiers: Dossiers) -> None:
    page = opened(window, dossiers.in_progress())
    press(Key.Key_G, CTRL)
    assert page.acting.deed is None
    assert sentence(page).startswith("Your role (reception officer) may not do this; ask:")
    press(Key.Key_K, CTRL)
    assert "what can be done now:" in sentence(page)


def test_another_day_is_promised_with_its_ladder(
    signed_in: Callable[[str], Window], dossiers: Dossiers, officers: dict[str, Officer]
) -> None:
    state = dossiers.in_progress("2026-11-20T08:00:00")  # promised for 26/11
    page = opened(signed_in("dung"), state)
    press(Key.Key_G, CTRL)
    deed = page.acting.deed
    assert deed is not None
    type_text("28/11/2026")
    assert "is not worked" in deed.fields["due_at"].problem()
    deed.fields["due_at"].edit.selectAll()
    type_text("26/11/2026")
    assert "is not later than the day promised now" in deed.fields["due_at"].problem()
    deed.fields["due_at"].edit.selectAll()
    type_text("01/12/2026")
    assert deed.fields["due_at"].problem() == ""
    assert deed.shown.weeks.isVisible()  # type: ignore[attr-defined]
    do()
    assert deed.fields["note"].problem()
    type_text("chờ xác minh nơi cư trú cũ")
    do()
    after_it = after(page)
    assert f"{after_it.due_at:%d/%m/%Y}" == "01/12/2026"
    assert "26/11/2026, then 01/12/2026. chờ xác minh" in page.card.life.texts()[0]
    said = page.session.last_said
    assert said is not None
    assert said.hint == "Print the letter of apology"
    press(Key.Key_G, CTRL)
    deed = page.acting.deed
    assert deed is not None
    assert "Only the head may do it once more" in deed.warning.text()


def test_money_is_asked_for_and_collected(window: Window, dossiers: Dossiers, clock: Clock) -> None:
    page = opened(window, dossiers.in_progress())
    press(Key.Key_Y, CTRL)
    type_text("năm chục")
    do()
    deed = page.acting.deed
    assert deed is not None
    assert deed.fields["amount"].problem() == "Write the amount in đồng, like 15.000."
    deed.fields["amount"].edit.selectAll()
    type_text("50.000")
    do()
    assert after(page).status is Status.PAYMENT
    clock.pass_(days=1)
    page = opened(window, after(page))
    press(Key.Key_F10)
    press(Key.Key_2, CTRL)
    press(Key.Key_Return)
    type_text("0003241")
    do()
    state = after(page)
    assert state.status is Status.IN_PROGRESS
    assert (state.fee.status, state.fee.method, state.fee.official_receipt) == (
        FeeStatus.PAID,
        "transfer",
        "0003241",
    )
    press(Key.Key_T, ALT)
    do()
    deed = page.acting.deed
    assert deed is not None
    assert deed.fields["note"].problem() == "Write why the money is given back."
    type_text("thu thừa")
    do()
    assert after(page).fee.refunded == 50_000


def test_a_wrong_result_goes_back(signed_in: Callable[[str], Window], dossiers: Dossiers) -> None:
    page = opened(signed_in("chi"), dossiers.ready())
    press(Key.Key_L, CTRL)
    type_text("sai ngày sinh")
    do()
    assert after(page).status is Status.IN_PROGRESS
    assert page.session.last_said is not None
    assert page.session.last_said.kind == "caution"
    assert any("Result sent back" in line for line in page.card.life.texts())


def test_the_folder_has_a_place_by_typing_or_by_its_label(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened(window, state)
    press(Key.Key_O, CTRL)
    type_text("Kệ 3")
    do()
    assert after(page).place == "Kệ 3"
    press(Key.Key_O, CTRL)
    window.take_scan(meaning(reserved_number(Reserved.SHELF, 12)))
    assert after(page).place == "Kệ 3", "the label fills the field; Ctrl+Enter records it"
    do()
    assert after(page).place == "Shelf 12"
    window.take_scan(meaning(state.scan_number))
    window.take_scan(meaning(reserved_number(Reserved.SHELF, 13)))
    assert after(page).place == "Shelf 13", "a folder, then its shelf: no key at all"
    page.show_list()
    window.take_scan(meaning(reserved_number(Reserved.SHELF, 14)))
    assert "Nothing was changed" in sentence(page)
    page.show_dossier(state.scan_number)
    facts = [label.text() for label in page.card.papers.facts.findChildren(QWidget) if hasattr(label, "text")]
    assert "Shelf 13" in facts


def test_another_systems_code_is_scanned_into_its_field(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened(window, state)
    press(Key.Key_M, CTRL)
    window.take_scan(meaning("H26.170-261120-0007"))
    deed = page.acting.deed
    assert deed is not None
    assert deed.fields["code"].text() == "H26.170-261120-0007"
    do()
    assert queries.identify(page.session.desk, "H26.170-261120-0007") == state.scan_number
    assert any("H26.170-261120-0007" in line for line in page.card.life.texts())
    press(Key.Key_M, CTRL)
    type_text("giấy tờ")
    do()
    deed = page.acting.deed
    assert deed is not None
    assert "is no dossier code" in deed.fields["code"].problem()


def test_the_last_step_is_named_and_taken_back(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened(window, state)
    press(Key.Key_F10)
    assert after(page).status is Status.IN_PROGRESS
    press(Key.Key_Z, CTRL)
    deed = page.acting.deed
    assert deed is not None
    assert f"Forwarded to {state.unit}; Nguyễn Thu An" in deed.told.text()
    type_text("chuyển nhầm")
    do()
    assert after(page).status is Status.RECEIVED
    press(Key.Key_Z, CTRL)
    assert page.acting.deed is None
    assert sentence(page).startswith("There is no step to take back.")


def test_fields_are_put_right_and_marked_with_what_they_were(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received(wants_receipt=True)
    page = opened(window, state)
    press(Key.Key_E, CTRL)
    deed = page.acting.deed
    assert deed is not None
    deed.fields["name"].edit.selectAll()
    type_text("Đặng Thị Diễn")
    assert deed.fields["name"].label.text() == "Name, before: Đặng Thị Diễm"
    do()
    assert deed.fields["reason"].problem() == "Write the reason; it stands in the journal."
    type_text("gõ sai tên")
    do()
    after_it = after(page)
    assert (after_it.applicant.name, after_it.version) == ("Đặng Thị Diễn", 2)
    said = page.session.last_said
    assert said is not None
    assert (said.hint, said.key) == ("Print version 2", "Ctrl+P")
    assert page.card.life.texts()[-1].startswith(
        "The receipt that holds is version 2, since 23/11 15:40: put right: name (gõ sai tên)."
    )
    window.take_scan(meaning(state.scan_number))
    assert "Receipt version 2 holds." in sentence(page)


def test_a_correction_is_checked_like_a_reception(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened(window, state)
    press(Key.Key_E, CTRL)
    deed = page.acting.deed
    assert deed is not None
    deed.fields["reason"].set_text("sửa")
    do()
    assert "Nothing would be changed" in deed.note_line.text()
    deed.fields["phone"].setFocus()
    deed.fields["phone"].edit.selectAll()
    type_text("12")
    do()
    assert deed.fields["phone"].problem()
    deed.fields["sets"].setFocus()
    deed.fields["phone"].set_text(state.applicant.phone)
    deed.fields["sets"].edit.selectAll()
    type_text("hai")
    do()
    assert deed.fields["sets"].problem() == "Write how many sets there are, like 1."
    assert after(page) == state


def test_every_field_of_the_service_is_in_the_form(window: Window, dossiers: Dossiers) -> None:
    page = opened(window, dossiers.received())
    press(Key.Key_E, CTRL)
    deed = page.acting.deed
    assert deed is not None
    other = {"channel", "collect", "papers"}
    assert set(deed.fields) - {"reason"} | other == set(corrections.FIELDS)
    assert [row.paper() for row in deed.rows] == list(after(page).papers)  # type: ignore[attr-defined]


def test_a_registered_application_is_received_from_its_card(
    window: Window, dossiers: Dossiers, desk: Desk, officers: dict[str, Officer]
) -> None:
    state = reception.register(desk, dossiers.new(channel=Channel.ONLINE), officers["an"], NOW)
    page = opened(window, state)
    assert page.card.head.title.text() == "Registered"
    assert "26/11/2026" not in page.card.head.accessibleName()
    press(Key.Key_F10)
    deed = page.acting.deed
    assert deed is not None
    assert deed.shown.date.text() == "27/11/2026"  # type: ignore[attr-defined]
    do()
    assert (after(page).status, after(page).ledger_number) == (Status.RECEIVED, 1)
    assert "is received, promised for 27/11/2026" in sentence(page)


def test_what_was_begun_stays_with_its_dossier(window: Window, dossiers: Dossiers) -> None:
    first, second = dossiers.received(), dossiers.received()
    page = opened(window, first)
    press(Key.Key_R, CTRL)
    type_text("đổi ý")
    window.take_scan(meaning(second.scan_number))
    assert page.acting.deed is None
    window.take_scan(meaning(first.scan_number))
    assert page.acting.deed is not None
    assert page.acting.deed.fields["note"].text() == "đổi ý"
    press(Key.Key_F3)
    assert window.session.interrupted[1] == "what was begun: the applicant takes the dossier back"
    press(Key.Key_F5)
    assert page.acting.deed is not None
    assert page.acting.deed.fields["note"].edit.hasFocus()


def test_no_scanned_character_reaches_a_field(window: Window, dossiers: Dossiers, qapp: QApplication) -> None:
    scanner = Scanner(qapp)
    scanner.scanned.connect(window.take_scan)
    first, second = dossiers.received(), dossiers.ready()
    page = opened(window, first)
    press(Key.Key_R, CTRL)
    deed = page.acting.deed
    assert deed is not None
    scan(second.scan_number)
    assert deed.fields["note"].text() == ""
    assert after(page) == second, "Enter of the scanner did nothing but end the scan"
    scanner.deleteLater()


def test_what_was_asked_for_elsewhere_stands_on_the_card(
    window: Window, dossiers: Dossiers, desk: Desk, officers: dict[str, Officer]
) -> None:
    state = dossiers.in_progress(fee=Fee(amount=8000, status=FeeStatus.DUE))
    supplements.request(desk, state.scan_number, [PASSPORT], officers["an"], NOW)
    page = opened(window, state)
    assert any("Bản sao hộ chiếu (1 bản; Công an tỉnh)" in line for line in page.card.life.texts())
    assert not page.card.head.left.text().startswith("overdue")


def test_the_paper_of_the_act_and_the_control_slip_are_printed_by_their_keys(
    window: Window, dossiers: Dossiers, desk: Desk, officers: dict[str, Officer], qtbot: QtBot
) -> None:
    state = dossiers.in_progress()
    page = opened(window, state)
    press(Key.Key_I, CTRL)
    assert sentence(page).startswith("No paper belongs to where this dossier stands")
    supplements.request(desk, state.scan_number, [PASSPORT], officers["an"], NOW)
    page = opened(window, state)
    assert page.card.life.slip.text() == "Print the supplement slip"
    papers = desk.home.papers
    for keys, name in (((CTRL,), "supplement"), ((CTRL, Qt.KeyboardModifier.ShiftModifier), "control_slip")):
        press(Key.Key_I, *keys)
        path = papers / f"{name}-{state.scan_number}.pdf"
        qtbot.waitUntil(path.exists, timeout=20_000)
        text = pypdfium2.PdfDocument(path)[0].get_textpage().get_text_bounded()
        assert state.code in text
    qtbot.waitUntil(lambda: "Printed into" in sentence(page), timeout=20_000)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1280, 720), (960, 540)])
def test_nothing_of_a_form_is_cut_off_and_everything_has_a_name(
    session: Session,
    show: Callable[..., QWidget],
    dossiers: Dossiers,
    desk: Desk,
    officers: dict[str, Officer],
    width: int,
    height: int,
    language: str,
) -> None:
    i18n.use(language)
    working, waiting = dossiers.in_progress(), dossiers.in_progress()
    supplements.request(desk, waiting.scan_number, [PASSPORT], officers["an"], NOW)
    window = show(Window(session, "help"), width, height)
    assert isinstance(window, Window)
    for state, keys in (
        (working, "HBYTREOM"),
        (waiting, "BRE"),
    ):
        page = opened(window, state)
        for letter in keys:
            press(Key[f"Key_{letter}"], CTRL)
            QApplication.processEvents()
            assert page.acting.deed is not None
            assert clipped(page) == []
            assert unnamed(page) == []
            press(Key.Key_Escape)
