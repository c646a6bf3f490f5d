"""F5: the card of one dossier and everything its keys do."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counter_app import i18n
from counter_app.config import Workstation
from counter_app.core.records import Collect, Fee, FeeStatus, HandOver, Officer, Paper, Person
from counter_app.core.scan import meaning
from counter_app.core.states import Status
from counter_app.services import fees, handover, queries
from counter_app.services.desk import Desk
from counter_app.ui import tasks
from counter_app.ui.session import Said, Session
from counter_app.ui.widgets import FocusScroll
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.pages import Dossiers, opened_dossier

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_card_says_who_what_where_and_until_when(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.in_progress(
        papers=(Paper(name="Tờ khai", originals=1), Paper(name="Bản án", certified=1, copies=2)),
        fee=Fee(amount=15_000, status=FeeStatus.PAID, official_receipt="0003187"),
    )
    page = opened_dossier(window, state.scan_number)
    card = page.card
    assert card.head.code.text() == state.code
    assert card.head.state.text() == "In progress"
    assert card.head.person.text() == "Đặng Thị Diễm"
    assert (card.head.date.text(), card.head.left.text()) == ("25/11/2026", "1 working day left")
    assert "Wednesday" in card.head.weekday.text()
    clears = [(one.name.text(), one.line.text()) for one in card.clears.cards]
    unit = state.unit
    assert clears == [
        (unit, "holds it since 19/11 10:00"),
        (state.procedure_name, "1.004873, field Hộ tịch, 1 set"),
        (unit, "decides; received by Nguyễn Thu An"),
        ("Step 2 of 4: in progress", "03 ngày làm việc, 2 used"),
        ("Not ready yet", "promised for 25/11/2026; at the desk"),
    ]
    lines = card.journal.lines()
    assert [line.words for line in lines] == [
        "Received under number 1",
        f"Forwarded to {unit}",
        f"Waiting for the result from {unit}",
    ]
    assert lines[-1].tone == "accent"
    assert not card.primary.isVisible(), "somebody else's turn: no dead button"


def test_the_card_lists_every_collection_of_money(
    window: Window, dossiers: Dossiers, desk: Desk, officers: dict[str, Officer]
) -> None:
    paid = Fee(amount=8000, status=FeeStatus.PAID, official_receipt="BL1")
    state = dossiers.in_progress(fee=paid)
    fees.request_payment(desk, state.scan_number, officers["dung"], NOW, 500_000)
    page = opened_dossier(window, state.scan_number)
    shown = [one.accessibleName() for one in page.card.papers.lines if one.isVisible()]
    assert shown[-2:] == ["Fee 8.000 đ: paid, receipt BL1", "Fee 500.000 đ: not paid yet"]


def test_an_overdue_dossier_says_by_how_much_in_a_tone_of_trouble(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    state = dossiers.in_progress("2026-11-09T09:00:00")
    page = opened_dossier(window, state.scan_number)
    assert page.card.head.left.text() == "overdue by 7 days"
    assert page.card.head.left.tone == "problem"
    assert page.card.head.state.text() == "Overdue by 7 days"
    assert said[-1].kind == "caution"


def test_f10_forwards_to_the_unit_of_the_procedure(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    state = dossiers.received()
    page = opened_dossier(window, state.scan_number)
    assert page.card.with_field.text() == state.unit
    assert page.card.primary.text() == "Forward"
    press(Qt.Key.Key_F10)
    after = page.state()
    assert after is not None
    assert (after.status, after.holder) == (Status.IN_PROGRESS, state.unit)
    assert said[-1].kind == "done"
    assert page.card.journal.lines()[-2].words == f"Forwarded to {state.unit}"


def test_another_receiver_is_found_by_a_part_of_the_name(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened_dossier(window, state.scan_number)
    field = page.card.with_field
    field.setFocus()
    field.edit.selectAll()
    type_text("quoc d")
    press(Qt.Key.Key_Down)
    assert field.text() == "Phạm Quốc Dũng", "the letters typed find a person, marks or not"
    press(Qt.Key.Key_F10)
    after = page.state()
    assert after is not None
    assert after.holder == "Phạm Quốc Dũng"
    assert page.card.clears.cards[0].line.text().startswith("Công chức tư pháp - hộ tịch, holds it since")


def test_up_and_down_step_through_units_and_people(window: Window, dossiers: Dossiers) -> None:
    page = opened_dossier(window, dossiers.received().scan_number)
    field = page.card.with_field
    units = window.session.desk.office.units
    field.setFocus()
    assert field.text() == units[0]
    press(Qt.Key.Key_Down)
    assert field.text() == units[1]
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert field.text() == "Trần Minh Đức", "the last of the people, by name"
    type_text("nobody like this")
    press(Qt.Key.Key_Down)
    assert field.text() == "nobody like this"


def test_a_dossier_without_unit_asks_where_it_goes(window: Window, dossiers: Dossiers) -> None:
    catalogue = window.session.desk.catalogue
    catalogue["1.004873"] = replace(catalogue["1.004873"], unit="")
    state = dossiers.received()
    page = opened_dossier(window, state.scan_number)
    press(Qt.Key.Key_F10)
    assert page.card.with_field.problem() == "Say to whom the dossier goes: a unit or a person."
    assert page.card.with_field.edit.hasFocus()
    assert page.state() == state


def test_a_specialist_reports_the_result_with_a_note(
    desk: Desk,
    officers: dict[str, Officer],
    clock: Clock,
    show: Callable[..., QWidget],
    dossiers: Dossiers,
) -> None:
    state = dossiers.in_progress()
    session = Session(desk, officers["dung"], Workstation())
    window = show(Window(session, "help"))
    page = opened_dossier(window, state.scan_number)
    assert not page.card.reprint.isVisible(), "receipts are printed at the counter"
    page.card.with_field.setFocus()
    type_text("ngăn B3")
    press(Qt.Key.Key_F10)
    after = page.state()
    assert after is not None
    assert (after.status, after.finished_at) == (Status.FINISHED, NOW)
    assert page.card.clears.cards[4].line.text() == "At the desk; ngăn B3"
    assert session.last_said is not None
    assert session.last_said.kind == "done"
    assert page.card.head.left.text() == "1 working day early"
    tasks.stop(session)


def test_f10_hands_a_ready_result_to_its_owner_and_the_button_says_to_whom(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    state = dossiers.ready()
    page = opened_dossier(window, state.scan_number)
    assert page.card.primary.text() == "Hand over to Ms Đặng Thị Diễm"
    assert said[-1].sentence.endswith("Somebody else collects: F4.")
    press(Qt.Key.Key_F10)
    after = queries.dossier(window.session.desk, state.scan_number)
    assert (after.status, after.collector) == (Status.RETURNED, "Đặng Thị Diễm")
    assert (said[-1].kind, said[-1].thing, said[-1].key) == ("done", "Ms Đặng Thị Diễm", "Ctrl+Z")
    press(Qt.Key.Key_F10)
    assert said[-1].sentence.startswith("This result was handed over at 15:40"), "once is enough"


@pytest.mark.parametrize(
    "open_point",
    [
        {"fee": Fee(amount=16_000, status=FeeStatus.DUE)},
        {"submitter": "Lê Văn Hữu"},
        {"collect": Collect.POST},
        {},
    ],
    ids=["money due", "handed in by another", "by post", "another result waits"],
)
def test_f10_opens_the_form_where_something_is_left_to_settle(
    window: Window, dossiers: Dossiers, open_point: dict[str, object]
) -> None:
    if not open_point:
        dossiers.ready()
    state = dossiers.ready(**open_point)
    page = opened_dossier(window, state.scan_number)
    assert page.card.primary.text() == "Hand the result over"
    press(Qt.Key.Key_F10)
    assert window.page().id == "handover"
    assert queries.dossier(window.session.desk, state.scan_number).status is Status.FINISHED
    press(Qt.Key.Key_F10)
    assert queries.dossier(window.session.desk, state.scan_number).status is Status.RETURNED


def test_f4_opens_the_form_of_the_result_on_the_card(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready()
    opened_dossier(window, state.scan_number)
    press(Qt.Key.Key_F4)
    assert window.page().kept_words() == "the hand-over for Ms Đặng Thị Diễm"
    press(Qt.Key.Key_Escape)
    opened_dossier(window, dossiers.received().scan_number)
    press(Qt.Key.Key_F4)
    assert window.page().kept_words() == ""


def test_a_long_name_keeps_the_button_short(window: Window, dossiers: Dossiers) -> None:
    long = "Nguyễn Hoàng Phương Quỳnh Anh Thư"
    for person, words in (
        (Person(name=long, sex="Nữ"), "Hand over to Ms Thư"),
        (Person(name="Hợp tác xã Dịch vụ nông nghiệp Đông Phù"), "Hand over to the owner"),
    ):
        page = opened_dossier(window, dossiers.ready(applicant=person).scan_number)
        assert page.card.primary.text() == words


def test_a_returned_dossier_says_when_and_to_whom(
    window: Window, dossiers: Dossiers, officers: dict[str, Officer], said: list[Said]
) -> None:
    state = dossiers.ready()
    handover.hand_over(window.session.desk, state.scan_number, HandOver(), officers["an"], NOW)
    page = opened_dossier(window, state.scan_number)
    sentence = "This result was handed over at 15:40 on 23/11/2026 to Đặng Thị Diễm."
    assert (said[-1].kind, said[-1].sentence) == ("info", sentence)
    press(Qt.Key.Key_F10)
    assert said[-1].sentence == sentence
    assert page.card.journal.lines()[-1].tone != "accent", "nothing is left to do"
    assert page.card.clears.cards[3].name.text() == "Step 4 of 4: handed over"


def test_other_dossiers_of_the_person_are_named(window: Window, dossiers: Dossiers) -> None:
    first = dossiers.ready()
    second = dossiers.received()
    page = opened_dossier(window, second.scan_number)
    line = page.card.papers.others[0]
    assert line.isVisible()
    assert line.accessibleName() == f"{first.procedure_name}: Result ready"


def test_esc_leads_back_to_the_page_before_and_says_which(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.received()
    page = opened_dossier(window, state.scan_number)
    assert page.card.back.whole() == "Back to Help"
    press(Qt.Key.Key_Escape)
    assert window.page().id == "help"


def test_the_card_comes_back_as_it_was(window: Window, dossiers: Dossiers) -> None:
    state = dossiers.ready()
    page = opened_dossier(window, state.scan_number)
    press(Qt.Key.Key_F4)
    press(Qt.Key.Key_Escape)
    assert window.page() is page
    assert page.state() == state


def test_a_scan_shows_another_card(window: Window, dossiers: Dossiers, said: list[Said]) -> None:
    first, second = dossiers.received(), dossiers.ready()
    page = opened_dossier(window, first.scan_number)
    window.take_scan(meaning(second.scan_number))
    assert page.state() == second
    assert said[-1].kind == "done"
    assert said[-1].key == "F10"


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
    name = dossiers.new().applicant
    papers = tuple(
        Paper(name=f"Giấy xác nhận thứ {n} của cơ quan, tổ chức có thẩm quyền", originals=n)
        for n in range(1, 8)
    )
    state = dossiers.ready(papers=papers, fee=Fee(amount=8000, status=FeeStatus.DUE))
    new = dossiers.received(applicant=name)
    window = show(Window(session, "dossier"), width, height)
    for scan_number in ("", state.scan_number, new.scan_number):
        page = opened_dossier(window, scan_number)
        QApplication.processEvents()
        assert clipped(page) == []
        assert unnamed(page) == []


def test_a_low_window_scrolls_by_page_down(
    session: Session, show: Callable[..., QWidget], dossiers: Dossiers
) -> None:
    state = dossiers.received()
    page = opened_dossier(show(Window(session, "help"), 960, 540), state.scan_number)
    QApplication.processEvents()
    (bar,) = [one.verticalScrollBar() for one in page.card.findChildren(FocusScroll)]
    assert bar.maximum() > 0
    press(Qt.Key.Key_PageDown)
    assert bar.value() > 0
    press(Qt.Key.Key_PageUp)
    assert bar.value() == 0
