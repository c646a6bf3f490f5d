"""F4: the waiting results, who collects one, and what is recorded of it."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import Workstation
from counter_app.core.records import Collect, Fee, FeeStatus, Officer, Person
from counter_app.core.scan import meaning
from counter_app.core.states import Status
from counter_app.services import processing, queries
from counter_app.services.desk import Desk
from counter_app.ui.pages.handover import HandoverPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.pages import Dossiers, opened_handover

CTRL = Qt.KeyboardModifier.ControlModifier
HANH = "099195003344||Lê Thị Mỹ Hạnh|14031995|Nữ|Thôn Hạ, xã Đông Phù|01022022"
DIEM = "099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01022022"


def names(page: HandoverPage) -> list[str]:
    rows = page.waiting.table.rows
    return [rows.row(n).applicant for n in range(rows.rowCount())]


def waiting_form(page: HandoverPage) -> bool:
    return page.views.currentWidget() is page.form


# the list


def test_waiting_results_with_how_long_they_wait(window: Window, dossiers: Dossiers) -> None:
    dossiers.ready("2026-11-02T08:00:00", applicant=Person(name="Mai Thị Ngần", phone="0900000915"))
    dossiers.ready("2026-11-19T08:00:00", collect=Collect.POST)
    dossiers.received()
    press(Qt.Key.Key_F4)
    page = window.page()
    assert isinstance(page, HandoverPage)
    assert names(page) == ["Mai Thị Ngần", "Đặng Thị Diễm"], "those promised first in front"
    table = page.waiting.table.rows
    texts = [[column.text(table.row(n)) for column in table.columns] for n in (0, 1)]
    assert [text[4] for text in texts] == ["20 days", "3 days"]
    assert [text[5:] for text in texts] == [["0900 000 915", "At the desk"], ["0900 000 187", "By post"]]
    assert page.waiting.title.text() == "2 results ready"
    assert page.waiting.field.hasFocus()


def test_results_that_wait_too_long_are_named(window: Window, dossiers: Dossiers) -> None:
    dossiers.ready("2026-10-05T08:00:00")
    page = opened_handover(window)
    assert page.waiting.long.whole() == "1 has waited longer than 30 days: telephone the owner."


def test_letters_find_without_marks_and_enter_begins(
    window: Window, dossiers: Dossiers, qtbot: QtBot
) -> None:
    dossiers.ready(applicant=Person(name="Mai Thị Ngần"))
    dossiers.ready(applicant=Person(name="Lê Văn Hữu", sex="Nam"))
    page = opened_handover(window)
    type_text("huu")
    qtbot.waitUntil(lambda: names(page) == ["Lê Văn Hữu"], timeout=10_000)
    press(Qt.Key.Key_Return)
    assert waiting_form(page)
    assert page.form.person.name.whole() == "Lê Văn Hữu"
    assert page.form.primary.text() == "Handed over to Mr Hữu"


def test_nothing_found_says_what_to_try(window: Window, dossiers: Dossiers, qtbot: QtBot) -> None:
    dossiers.ready()
    page = opened_handover(window)
    type_text("zzz")
    qtbot.waitUntil(lambda: names(page) == [], timeout=10_000)
    assert "zzz" in page.waiting.table._empty
    press(Qt.Key.Key_Escape)
    assert names(page) == ["Đặng Thị Diễm"], "Esc clears the field first"


def test_arrows_in_the_field_move_the_row(window: Window, dossiers: Dossiers) -> None:
    dossiers.ready(applicant=Person(name="Mai Thị Ngần"))
    second = dossiers.ready(applicant=Person(name="Lê Văn Hữu"))
    page = opened_handover(window)
    press(Qt.Key.Key_Down)
    assert page.waiting.chosen.whole().startswith("Lê Văn Hữu")
    press(Qt.Key.Key_Return)
    assert page._scan_number == second.scan_number


@pytest.mark.parametrize("of", ["code", "scan_number"])
def test_a_typed_code_begins_the_hand_over(window: Window, dossiers: Dossiers, of: str) -> None:
    state = dossiers.ready()
    page = opened_handover(window)
    type_text(getattr(state, of).lower())
    press(Qt.Key.Key_Return)
    assert waiting_form(page)
    assert page._scan_number == state.scan_number


# who collects


def test_the_owner_collects_by_one_key(
    window: Window, dossiers: Dossiers, said: list[Said], session: Session
) -> None:
    state = dossiers.ready(note="ngăn B3")
    page = opened_handover(window, state.scan_number)
    form = page.form
    assert form.person.kept.text() == "2 working days early", "24/11 is a holiday"
    assert form.goods.place.text() == "ngăn B3"
    assert not form.who.fields.isVisible(), "fields only with an authorised person"
    assert form.primary.text() == "Handed over to Ms Diễm"
    press(Qt.Key.Key_F10)
    after = queries.dossier(session.desk, state.scan_number)
    assert (after.status, after.collector, after.authorised) == (Status.RETURNED, "Đặng Thị Diễm", "")
    assert after.returned_at == NOW
    assert said[-1].kind == "done"
    assert said[-1].thing == "Ms Diễm"
    assert not waiting_form(page)
    assert names(page) == []
    assert page.waiting.field.hasFocus(), "ready for the next citizen"


def test_another_person_needs_an_authorisation(
    window: Window, dossiers: Dossiers, session: Session, said: list[Said]
) -> None:
    state = dossiers.ready()
    page = opened_handover(window, state.scan_number)
    who = page.form.who
    press(Qt.Key.Key_2, CTRL)
    assert who.fields.isVisible()
    assert who.name.edit.hasFocus()
    assert page.form.primary.text() == "Handed over"
    press(Qt.Key.Key_F10)
    assert who.name.problem() == "Write the name of the person who collects, or scan their card."
    type_text("Lê Thị Mỹ Hạnh")
    assert page.form.primary.text() == "Handed over to Lê Thị Mỹ Hạnh"
    press(Qt.Key.Key_F10)
    assert who.authorisation.problem().startswith("Lê Thị Mỹ Hạnh is not the owner")
    assert who.authorisation.edit.hasFocus()
    assert said[-1].kind == "problem"
    assert queries.dossier(session.desk, state.scan_number).status is Status.FINISHED
    type_text("Số 118 ngày 20/11/2026")
    assert who.authorisation.problem() == ""
    page.form.goods.note.setFocus()
    type_text("đi xe máy")
    press(Qt.Key.Key_F10)
    after = queries.dossier(session.desk, state.scan_number)
    assert (after.collector, after.authorised) == ("Lê Thị Mỹ Hạnh", "Số 118 ngày 20/11/2026")
    assert queries.events(session.desk, state.scan_number)[-1].data["note"] == "đi xe máy"


def test_a_scanned_card_of_somebody_else_fills_the_fields(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    state = dossiers.ready()
    page = opened_handover(window, state.scan_number)
    window.take_scan(meaning(HANH))
    who = page.form.who
    assert who.choice.value() == "authorised"
    assert (who.name.text(), who.citizen_id.text()) == ("Lê Thị Mỹ Hạnh", "099195003344")
    assert who.authorisation.edit.hasFocus()
    assert "15:40" in who.filled.text()
    assert page.form.primary.text() == "Handed over to Ms Hạnh"
    assert page.form.record.shown.isVisible()
    assert said[-1].kind == "info"
    assert said[-1].thing == "Lê Thị Mỹ Hạnh"


def test_the_owners_own_card_chooses_the_owner_and_is_recorded(
    window: Window, dossiers: Dossiers, session: Session
) -> None:
    state = dossiers.ready()
    page = opened_handover(window, state.scan_number)
    press(Qt.Key.Key_2, CTRL)
    window.take_scan(meaning(DIEM))
    assert page.form.who.choice.value() == "owner"
    press(Qt.Key.Key_F10)
    assert queries.dossier(session.desk, state.scan_number).collector_id == "099187000456"


def test_whoever_handed_the_dossier_in_needs_no_authorisation(
    window: Window, dossiers: Dossiers, session: Session
) -> None:
    state = dossiers.ready(submitter="Lê Văn Hữu")
    page = opened_handover(window, state.scan_number)
    press(Qt.Key.Key_2, CTRL)
    assert page.form.who.name.text() == "Lê Văn Hữu"
    press(Qt.Key.Key_F10)
    after = queries.dossier(session.desk, state.scan_number)
    assert (after.collector, after.authorised) == ("Lê Văn Hữu", "")


def test_a_card_at_the_list_opens_the_one_result_of_its_owner(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready()
    page = opened_handover(window)
    window.take_scan(meaning(DIEM))
    assert page._scan_number == state.scan_number
    assert page.form.who.choice.value() == "owner"


def test_a_card_with_several_results_lists_them(window: Window, dossiers: Dossiers, said: list[Said]) -> None:
    dossiers.ready()
    dossiers.ready()
    dossiers.ready(applicant=Person(name="Mai Thị Ngần"))
    page = opened_handover(window)
    window.take_scan(meaning(DIEM))
    assert names(page) == ["Đặng Thị Diễm"] * 2
    assert said[-1].sentence.startswith("2 results wait for Ms Đặng Thị Diễm.")


def test_a_card_without_results_says_so(window: Window, dossiers: Dossiers, said: list[Said]) -> None:
    opened_handover(window)
    window.take_scan(meaning(HANH))
    assert (said[-1].kind, said[-1].thing) == ("caution", "Lê Thị Mỹ Hạnh")


# what cannot be handed over


def test_what_was_handed_over_says_when_and_to_whom(
    window: Window, dossiers: Dossiers, said: list[Said], clock: Clock
) -> None:
    state = dossiers.ready()
    page = opened_handover(window, state.scan_number)
    press(Qt.Key.Key_F10)
    clock.pass_(minutes=5)
    window.take_scan(meaning(state.scan_number))
    sentence = "This result was handed over at 15:40 on 23/11/2026 to Đặng Thị Diễm."
    assert (said[-1].kind, said[-1].sentence) == ("info", sentence)
    assert not waiting_form(page)


def test_what_is_not_finished_says_where_it_is_and_what_to_do(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    state = dossiers.in_progress()
    page = opened_handover(window, state.scan_number)
    assert not waiting_form(page)
    assert said[-1].kind == "caution"
    for part in ("Đặng Thị Diễm", state.holder, "25/11/2026"):
        assert part in said[-1].sentence


def test_whoever_may_not_hand_over_is_told_who_may(
    desk: Desk, officers: dict[str, Officer], clock: Clock, show: Callable[..., QWidget], dossiers: Dossiers
) -> None:
    state = dossiers.ready()
    session = Session(desk, officers["dung"], Workstation())
    page = opened_handover(show(Window(session, "help")), state.scan_number)
    press(Qt.Key.Key_F10)
    assert session.last_said is not None
    assert session.last_said.kind == "problem"
    assert queries.dossier(desk, state.scan_number).status is Status.FINISHED
    assert waiting_form(page)


# putting it back, and coming back


def test_esc_puts_it_back_where_it_came_from(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready()
    page = opened_handover(window)
    press(Qt.Key.Key_Return)
    assert waiting_form(page)
    press(Qt.Key.Key_Escape)
    assert window.page() is page
    assert not waiting_form(page)
    window.show_page("dossier", state.scan_number)
    opened_handover(window, state.scan_number)
    press(Qt.Key.Key_Escape)
    assert window.page().id == "dossier"
    assert queries.dossier(window.session.desk, state.scan_number).status is Status.FINISHED


def test_what_was_begun_is_kept_while_something_else_is_looked_up(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready()
    other = dossiers.received(applicant=Person(name="Mai Thị Ngần"))
    page = opened_handover(window, state.scan_number)
    press(Qt.Key.Key_2, CTRL)
    type_text("Lê Thị Mỹ Hạnh")
    window.show_page("dossier", other.scan_number)
    card = window.page().card  # type: ignore[attr-defined]
    assert card.back.whole() == "Back to Hand over, the hand-over for Ms Đặng Thị Diễm is kept as it is"
    press(Qt.Key.Key_Escape)
    assert window.page() is page
    assert page.form.who.name.text() == "Lê Thị Mỹ Hạnh"


def test_money_that_is_still_due_stands_large_at_the_right(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready(fee=Fee(amount=16_000, status=FeeStatus.DUE))
    due = opened_handover(window, state.scan_number).form.due
    assert due.sum.isVisible()
    assert due.sum.text() == "16.000 đ"
    assert due.head is not None
    assert due.head.title.text() == "Still to be paid"
    paid = dossiers.ready(fee=Fee(amount=16_000, status=FeeStatus.PAID, official_receipt="0003241"))
    opened_handover(window, paid.scan_number)
    assert not due.sum.isVisible()
    assert due.head.hint.text() == "paid, receipt 0003241"


def test_a_late_result_is_recorded_as_late(window: Window, dossiers: Dossiers, clock: Clock) -> None:
    state = dossiers.in_progress("2026-11-09T09:00:00")
    by = dossiers.officers["dung"]
    processing.finish(window.session.desk, state.scan_number, by, clock())
    form = opened_handover(window, state.scan_number).form
    assert form.person.kept.text() == "overdue by 7 days"
    assert form.person.kept.property("tone") == "problem"
    assert "overdue by 7 days" in form.record.kept.text()


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
    state = dossiers.ready(fee=Fee(amount=16_000, status=FeeStatus.DUE))
    dossiers.ready(fee=Fee(amount=8_000, status=FeeStatus.DUE))
    window = show(Window(session, "handover"), width, height)
    page = opened_handover(window)
    QApplication.processEvents()
    assert clipped(page) == []
    opened_handover(window, state.scan_number)
    window.take_scan(meaning(HANH))
    press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_F10)
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []
