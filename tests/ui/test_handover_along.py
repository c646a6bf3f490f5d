"""F4: what goes along with a hand-over: money, a slip, other results; what was found out meanwhile."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.core.records import Fee, FeeStatus, HandOver, Officer, Person, PrintOutcome
from counter_app.core.states import Status
from counter_app.services import corrections, handover, queries
from counter_app.ui.pages.handover import HandoverPage
from counter_app.ui.session import Said, Session
from counter_app.ui.widgets import Check
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import press, type_text
from tests.ui.pages import Dossiers, opened_handover

CTRL = Qt.KeyboardModifier.ControlModifier


def waiting_form(page: HandoverPage) -> bool:
    return page.views.currentWidget() is page.form


def test_what_is_due_is_collected_with_the_hand_over(
    window: Window, dossiers: Dossiers, session: Session, said: list[Said]
) -> None:
    state = dossiers.ready(fee=Fee(amount=16_000, status=FeeStatus.DUE))
    form = opened_handover(window, state.scan_number).form
    assert (said[-1].kind, "16.000 đ" in said[-1].sentence) == ("caution", True)
    assert form.primary.text() == "Paid, and handed over to Ms Diễm"
    form.due.number.setFocus()
    type_text("0003241")
    form.due.given.setFocus()
    type_text("10000")
    assert form.due.given.problem() == "6.000 đ short of the sum."
    form.due.given.set_text("")
    type_text("20000")
    assert form.due.back.text() == "4.000 đ"
    press(Qt.Key.Key_F10)
    after = queries.dossier(session.desk, state.scan_number)
    assert after.status is Status.RETURNED
    assert (after.fee.status, after.fee.method) == (FeeStatus.PAID, "cash")
    assert (after.fee.amount, after.fee.official_receipt) == (16_000, "0003241")


def test_several_results_of_one_person_go_over_by_one_key(
    window: Window, dossiers: Dossiers, session: Session, said: list[Said]
) -> None:
    due = Fee(amount=8_000, status=FeeStatus.DUE)
    states = [dossiers.ready(fee=due), dossiers.ready(fee=due), dossiers.ready()]
    form = opened_handover(window, states[0].scan_number).form
    assert (
        said[-1].sentence
        == "The result for Ms Đặng Thị Diễm is on the table; 2 more wait for the same person."
    )
    assert said[-1].key == "Alt+T"
    assert "2 more results" in form.together.told.words.text()
    assert [one.scan_number for one in form.together.others()] == [one.scan_number for one in states[1:]]
    assert form.due.sum.text() == "8.000 đ"
    press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert form.due.sum.text() == "16.000 đ"
    assert form.primary.text() == "Paid, 3 results to Ms Diễm"
    press(Qt.Key.Key_F10)
    after = [queries.dossier(session.desk, one.scan_number) for one in states]
    assert {one.status for one in after} == {Status.RETURNED}
    assert said[-1].sentence.startswith("3 results were handed over to Ms Diễm at 15:40.")


def test_a_box_keeps_one_of_them_back(window: Window, dossiers: Dossiers, session: Session) -> None:
    states = [dossiers.ready() for _ in range(3)]
    form = opened_handover(window, states[0].scan_number).form
    press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    form.together.findChildren(Check)[1].setFocus()
    press(Qt.Key.Key_Space)
    assert form.primary.text() == "2 results handed over to Ms Diễm"
    press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert form.primary.text() == "Handed over to Ms Diễm", "the key takes all, then none"
    press(Qt.Key.Key_F10)
    left = [queries.dossier(session.desk, one.scan_number).status for one in states]
    assert left == [Status.RETURNED, Status.FINISHED, Status.FINISHED]


def test_the_slip_is_printed_if_asked(
    window: Window, dossiers: Dossiers, session: Session, qtbot: QtBot
) -> None:
    first, second = dossiers.ready(), dossiers.ready(applicant=Person(name="Mai Thị Ngần"))
    opened_handover(window, first.scan_number)
    press(Qt.Key.Key_F10)
    opened_handover(window, second.scan_number)
    press(Qt.Key.Key_I, Qt.KeyboardModifier.AltModifier)
    press(Qt.Key.Key_F10)
    before = queries.dossier(session.desk, first.scan_number).prints

    def made() -> set[tuple[str, PrintOutcome]]:
        return {(one.form, one.outcome) for one in queries.dossier(session.desk, second.scan_number).prints}

    qtbot.waitUntil(lambda: ("result_receipt", PrintOutcome.PRINTED) in made(), timeout=20_000)
    assert "result_receipt" not in {one.form for one in before}


def test_an_older_receipt_is_told_which_version_holds(
    window: Window, dossiers: Dossiers, session: Session, said: list[Said], officers: dict[str, Officer]
) -> None:
    state = dossiers.ready()
    corrections.correct(
        session.desk, state.scan_number, {"phone": "0900000188"}, officers["an"], NOW, "gõ sai số"
    )
    form = opened_handover(window, state.scan_number).form
    assert said[-1].sentence.endswith("Receipt version 2 holds.")
    assert form.goods.taken.accessibleName().endswith("version 2 holds, older ones are void")


def test_what_happened_meanwhile_is_seen_when_the_form_comes_back(
    window: Window, dossiers: Dossiers, session: Session, said: list[Said], officers: dict[str, Officer]
) -> None:
    state = dossiers.ready()
    page = opened_handover(window, state.scan_number)
    press(Qt.Key.Key_2, CTRL)
    type_text("Lê Thị Mỹ Hạnh")
    press(Qt.Key.Key_F3)
    corrections.correct(
        session.desk, state.scan_number, {"fee_amount": 8_000}, officers["an"], NOW, "sót lệ phí"
    )
    press(Qt.Key.Key_F4)
    assert page.form.due.sum.text() == "8.000 đ"
    assert page.form.who.name.text() == "Lê Thị Mỹ Hạnh"
    press(Qt.Key.Key_F3)
    handover.hand_over(session.desk, state.scan_number, HandOver(), officers["an"], NOW)
    press(Qt.Key.Key_F4)
    assert not waiting_form(page)
    assert said[-1].kind in ("info", "idle")


def test_a_step_too_many_is_taken_back_from_the_list(
    window: Window, dossiers: Dossiers, session: Session, said: list[Said]
) -> None:
    state = dossiers.ready()
    opened_handover(window, state.scan_number)
    press(Qt.Key.Key_F10)
    assert (said[-1].hint, said[-1].key) == ("Undo", "Ctrl+Z")
    press(Qt.Key.Key_Z, CTRL)
    assert window.page().id == "dossier"
    press(Qt.Key.Key_Z, CTRL)
    type_text("trả nhầm")
    press(Qt.Key.Key_Return, CTRL)
    assert queries.dossier(session.desk, state.scan_number).status is Status.FINISHED
