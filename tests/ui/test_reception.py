"""Reception (F2) by keys alone: from the first letter to the printed receipt and the events behind it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.core.records import Channel, Collect, FeeStatus, NewDossier, Officer, PrintOutcome
from counter_app.core.scan import ScanMeaning, meaning
from counter_app.core.times import parse_time
from counter_app.services import processing, queries, reception
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import press, type_text
from tests.ui.reception_form import (
    ALT,
    CARD,
    CTRL,
    MARITAL,
    RECEIVE,
    choose_marital,
    page,
    rows,
    visible_words,
    window,
)

__all__ = ["page", "window"]


def test_a_dossier_from_the_first_letter_to_the_printed_receipt(
    page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    type_text("xac nhan tinh")
    assert page.procedure.procedure().name == MARITAL, "the highlighted match counts already"
    assert page.promise.date.text() == "27/11/2026"
    press(Qt.Key.Key_Return)
    for value in ("Đặng Thị Diễm", "099187000456", "14031987", "nu", "Thôn Trung", "0900 000 187"):
        type_text(value)
        press(Qt.Key.Key_Return)
    press(Qt.Key.Key_Return)  # no email
    press(*RECEIVE)

    (scan,) = rows(session.desk)
    state = queries.dossier(session.desk, scan)
    person = state.applicant
    assert (state.procedure_name, person.name, person.citizen_id) == (
        MARITAL,
        "Đặng Thị Diễm",
        "099187000456",
    )
    assert (person.born, person.sex, person.phone) == ("1987-03-14", "Nữ", "0900000187")
    assert [paper.originals for paper in state.papers] == [1]
    assert state.due_at.isoformat() == "2026-11-27T15:40:00+07:00"
    assert said[-1].sentence == (
        f"{state.code} of Đặng Thị Diễm received, promised for 27/11/2026. Next person, please."
    )
    assert page.is_empty()
    assert page.procedure.field.hasFocus(), "the next person's form is open"

    qtbot.waitUntil(lambda: queries.dossier(session.desk, scan).receipt_outcome is PrintOutcome.PRINTED)
    kinds = [event.kind for event in queries.events(session.desk, scan)]
    assert kinds == ["received", "printed", "printed"], "committed first; asked for, then out"
    printed = session.desk.home.papers / f"{scan}.pdf"
    assert printed.read_bytes().startswith(b"%PDF")
    qtbot.waitUntil(lambda: page.done.printing.text() == "Two copies printed")
    assert page.done.figures[0].text() == "1"


def test_a_figure_key_chooses_one_of_the_most_used(page: ReceptionPage) -> None:
    type_text("5")
    assert page.procedure.procedure().code == "1.004873"
    assert page.procedure.is_folded()
    assert page.person.name.edit.hasFocus()


def test_a_code_typed_from_its_first_figure_is_looked_for(page: ReceptionPage) -> None:
    type_text("1.004873")
    assert page.procedure.field.text() == "1.004873"
    assert page.procedure.procedure().name == MARITAL


@pytest.mark.parametrize("gap_ms", [12, 30, 120, 400])
def test_at_any_pace_a_code_stays_where_it_is_typed(
    page: ReceptionPage, heard: list[ScanMeaning], qtbot: QtBot, gap_ms: int
) -> None:
    type_text("1.0048", gap_ms)
    qtbot.waitUntil(lambda: page.procedure.field.text() == "1.0048")
    assert page.procedure.field.hasFocus()
    assert page.person.name.text() == ""


def test_up_and_down_move_the_highlight_and_everything_with_it(page: ReceptionPage) -> None:
    type_text("dang ky khai sinh")
    first = page.procedure.procedure()
    press(Qt.Key.Key_Down)
    second = page.procedure.procedure()
    assert second != first
    assert page.promise.head.hint.text()
    press(Qt.Key.Key_Up)
    assert page.procedure.procedure() == first


def test_letters_that_find_nothing_say_so(page: ReceptionPage) -> None:
    type_text("zzz")
    assert page.procedure.procedure() is None
    assert "‹zzz›" in page.procedure.matches.accessibleName()
    assert page.procedure.field.count() == "0 of 285 procedures"


def test_the_folded_procedure_opens_and_enter_keeps_it(page: ReceptionPage) -> None:
    choose_marital(page)
    press(Qt.Key.Key_T, ALT)
    assert page.procedure.field.hasFocus()
    assert page.procedure.procedure().name == MARITAL
    press(Qt.Key.Key_Return)
    assert page.procedure.is_folded()
    press(Qt.Key.Key_T, ALT)
    type_text("4")
    assert page.procedure.procedure().code != "1.004873"


def test_a_card_fills_five_fields_wherever_the_cursor_is(
    window: Window, page: ReceptionPage, said: list[Said]
) -> None:
    type_text("xac nhan")
    window.take_scan(meaning(CARD))
    assert page.person.name.text() == "Đặng Thị Diễm"
    assert page.person.born.text() == "14/03/1987"
    assert page.person.sex.text() == "Nữ"
    assert page.procedure.field.text() == "xac nhan", "what was being typed stays"
    assert page.procedure.field.hasFocus()
    assert "From the citizen card at 15:40" in page.person.note_line.text()
    assert said[-1].sentence == "Citizen card read: Đặng Thị Diễm, born 14/03/1987. 5 fields filled."


def test_another_card_replaces_the_person_and_undo_brings_the_first_back(
    window: Window, page: ReceptionPage
) -> None:
    window.take_scan(meaning(CARD))
    page.person.phone.set_text("0900000187")
    window.take_scan(meaning("099090000111||Trần Văn Bửu|01021990|Nam|Thôn Hạ|01012022"))
    assert (page.person.name.text(), page.person.phone.text()) == ("Trần Văn Bửu", "")
    press(Qt.Key.Key_Z, CTRL)
    assert (page.person.name.text(), page.person.phone.text()) == ("Đặng Thị Diễm", "0900000187")
    press(Qt.Key.Key_Z, CTRL)
    assert page.person.name.text() == "Trần Văn Bửu", "nothing is lost by a press too many"


def test_a_known_citizen_with_a_waiting_result(
    window: Window,
    page: ReceptionPage,
    session: Session,
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
    clock: Clock,
) -> None:
    desk, at = session.desk, clock.pass_(hours=-2)
    state = reception.receive(desk, new_dossier(), officers["an"], at)
    processing.forward(desk, state.scan_number, officers["an"], clock.pass_(minutes=10), to="Tư pháp")
    processing.finish(desk, state.scan_number, officers["dung"], clock.pass_(minutes=10))
    clock.now = parse_time("2026-11-23T15:40:00")
    window.take_scan(meaning(CARD))
    assert page.person.known_words.text() == f"1 dossier before. 1 result is waiting: {MARITAL}"
    press(Qt.Key.Key_F4)
    assert window.page() is window.pages["handover"]
    assert state.code in visible_words(window.page()), "the waiting result is on the counter"


def test_a_number_typed_by_hand_brings_the_known_person(
    page: ReceptionPage,
    session: Session,
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
) -> None:
    reception.receive(session.desk, new_dossier(), officers["an"], session.now())
    page.person.citizen_id.setFocus()
    type_text("099187000456")
    assert page.person.name.text() == "Đặng Thị Diễm"
    assert page.person.phone.text() == "0900000187"


def test_problems_stand_beside_their_fields_and_the_first_has_the_focus(
    page: ReceptionPage, session: Session
) -> None:
    choose_marital(page)
    page.person.sex.setFocus()
    type_text("x")
    page.person.phone.setFocus()
    type_text("090000018")
    press(*RECEIVE)
    assert rows(session.desk) == []
    assert page.problems.text() == "3 places to mend: full name, sex, telephone"
    assert page.person.name.edit.hasFocus()
    assert "9 digits" in page.person.phone.problem()
    assert page.foot.receive.isEnabled()
    type_text("Đặng Thị Diễm")
    assert page.problems.text() == "2 places to mend: sex, telephone"
    page.person.sex.set_text("Nữ")
    page.person.phone.set_text("")
    press(*RECEIVE)
    assert len(rows(session.desk)) == 1


def test_without_a_procedure_nothing_is_received(page: ReceptionPage, session: Session) -> None:
    page.person.name.setFocus()
    type_text("Đặng Thị Diễm")
    press(*RECEIVE)
    assert rows(session.desk) == []
    assert page.problems.text() == "1 place to mend: procedure"
    assert page.procedure.field.hasFocus()


def test_papers_and_money_by_keys(page: ReceptionPage, session: Session) -> None:
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    page.person.email.setFocus()
    press(Qt.Key.Key_Return)
    assert page.papers.status.text() == "1 required, complete"
    press(Qt.Key.Key_Space)
    assert page.papers.status.text() == "1 required paper is missing"
    type_text("2")
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_Right)
    type_text("1")  # a certified copy of the judgment
    press(Qt.Key.Key_G, ALT)
    type_text("Đơn đề nghị")
    press(Qt.Key.Key_Return)
    assert page.papers.sets.hasFocus()
    type_text("2")
    press(Qt.Key.Key_Tab)
    type_text("15000")
    press(Qt.Key.Key_Tab)
    press(Qt.Key.Key_Right)  # paid later
    press(Qt.Key.Key_H, ALT)
    press(*RECEIVE)
    state = queries.dossier(session.desk, rows(session.desk)[0])
    counts = [(paper.originals, paper.certified, paper.copies) for paper in state.papers]
    assert counts == [(2, 0, 0), (0, 1, 0), (1, 0, 0)]
    assert state.papers[2].name == "Đơn đề nghị"
    assert (state.sets, state.channel, state.collect) == (2, Channel.ONLINE, Collect.COUNTER)
    assert (state.fee.amount, state.fee.status) == (15_000, FeeStatus.DUE)


def test_money_that_is_no_amount_is_refused_beside_its_field(page: ReceptionPage, session: Session) -> None:
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    page.papers.fee.setFocus()
    type_text("muoi")
    press(*RECEIVE)
    assert rows(session.desk) == []
    assert page.papers.problem("fee") == "Write the fee in đồng, like 15.000."
    assert page.papers.fee.hasFocus()


def test_a_procedure_without_deadline_asks_for_date_and_reason(page: ReceptionPage, session: Session) -> None:
    type_text("xac nhan thong tin ho tich")
    press(Qt.Key.Key_Return)
    assert page.promise.is_asking()
    assert page.promise.head.hint.text() == "deadline not configured"
    page.person.name.set_text("Đặng Thị Diễm")
    press(*RECEIVE)
    assert page.problems.text() == "2 places to mend: date of return, reason for the date"
    type_text("24/11/2026")
    assert page.promise.due_day.problem(), "24 November is a holiday"
    press(Qt.Key.Key_A, CTRL)
    type_text("2/12/2026")
    assert page.promise.date.text() == "02/12/2026"
    assert page.promise.weeks.rows() == 2
    page.promise.reason.setFocus()
    type_text("Kế hoạch 12")
    press(*RECEIVE)
    state = queries.dossier(session.desk, rows(session.desk)[0])
    assert (state.due_at.date().isoformat(), state.due_reason) == ("2026-12-02", "Kế hoạch 12")


def test_the_same_person_again(page: ReceptionPage, session: Session) -> None:
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    page.person.address.set_text("Thôn Trung")
    press(Qt.Key.Key_D, CTRL)
    assert page.person.name.text() == "Đặng Thị Diễm"
    assert page.procedure.procedure() is None
    type_text("4")
    press(*RECEIVE)
    assert page.person.is_empty()
    press(Qt.Key.Key_D, CTRL)
    assert page.person.address.text() == "Thôn Trung", "in the empty form the last person comes back"
    assert len(rows(session.desk)) == 2


def test_somebody_else_hands_it_in(page: ReceptionPage, session: Session) -> None:
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    press(Qt.Key.Key_N, ALT)
    type_text("Trần Văn Bửu")
    press(*RECEIVE)
    assert queries.dossier(session.desk, rows(session.desk)[0]).submitter == "Trần Văn Bửu"
    assert page.person.submitter.isHidden()


def test_escape_clears_and_undo_brings_everything_back(page: ReceptionPage, said: list[Said]) -> None:
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    page.papers.sets.set_value(3)
    press(Qt.Key.Key_Escape)
    assert page.is_empty()
    assert said[-1].key == "Ctrl+Z"
    press(Qt.Key.Key_Z, CTRL)
    assert page.procedure.procedure().name == MARITAL
    assert page.person.name.text() == "Đặng Thị Diễm"
    assert page.papers.sets.value() == 3


def test_leaving_the_page_keeps_form_and_cursor(window: Window, page: ReceptionPage) -> None:
    choose_marital(page)
    type_text("Đặng")
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F2)
    assert page.person.name.edit.hasFocus()
    type_text(" Thị")
    assert page.person.name.text() == "Đặng Thị"
