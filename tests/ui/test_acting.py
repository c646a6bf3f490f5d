"""Every act on a dossier by its key: the fields it opens, what it does, what is refused and where."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.core.life import MissingPaper
from counter_app.core.records import FeeStatus, Officer, PrintOutcome
from counter_app.core.states import PERMITTED, TRANSITIONS, WITHOUT_TRANSITION, Action, Role, Status
from counter_app.services import decisions, queries, supplements
from counter_app.services.desk import Desk
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.pages.dossier.deeds import _FORMS
from counter_app.ui.pages.dossier.offers import ELSEWHERE, KEYS, offers
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.acts import ALT, CTRL, after, do, opened, sentence
from tests.ui.hands import press, type_text
from tests.ui.pages import Dossiers

Key = Qt.Key
PASSPORT = MissingPaper(name="Bản sao hộ chiếu", bring="1 bản", where="Công an tỉnh")


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("status", list(Status))
def test_what_is_offered_is_what_the_table_permits(status: Status, role: Role, dossiers: Dossiers) -> None:
    state = replace(dossiers.received(), status=status)
    officer = Officer(login="x", name="X", role=role)
    possible = {action for (start, action) in TRANSITIONS if start is status} | WITHOUT_TRANSITION
    wanted = {one for one in possible if role in PERMITTED[one]} - ELSEWHERE - {Action.RECEIVE}
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


def test_the_paper_of_an_act_is_printed_and_recorded(
    window: Window, dossiers: Dossiers, desk: Desk, officers: dict[str, Officer], clock: Clock, qtbot: QtBot
) -> None:
    state = dossiers.in_progress()
    page = opened(window, supplements.request(desk, state.scan_number, (PASSPORT,), officers["an"], clock()))
    for copy in (0, 1):
        press(Key.Key_I, CTRL)
        qtbot.waitUntil(lambda copy=copy: len(_prints(page)) == copy + 1)
    assert _prints(page) == [(0, PrintOutcome.PRINTED), (1, PrintOutcome.PRINTED)]
    assert queries.in_words(desk, queries.events(desk, state.scan_number))[-1].words == (
        "Printed the supplement slip again, copy 1"
    )
    assert len(list(desk.home.papers.glob("supplement-*.pdf"))) == 2


def _prints(page: DossierPage) -> list[tuple[int, PrintOutcome]]:
    done = [one for one in after(page).prints if one.outcome is not PrintOutcome.PENDING]
    return [(one.copy, one.outcome) for one in done if one.form == "supplement"]


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
        ("an", Key.Key_R, Status.WITHDRAWN, "Print the stopping notice"),
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
