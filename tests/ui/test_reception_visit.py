"""Several dossiers of one person at one visit: received one after the other, one receipt at the end."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import FILE_PRINTER
from counter_app.core.papers import Sheet
from counter_app.core.records import PrintOutcome
from counter_app.core.scan import meaning
from counter_app.services import queries
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import clipped, press, type_text
from tests.ui.reception_form import CARD, CTRL, RECEIVE, choose_marital, page, rows, window

__all__ = ["page", "window"]

SAME = (Qt.Key.Key_D, CTRL)
#: Sheets cannot be printed at this PC.
ROLL_ALONE = {"printer": "", "roll_printer": FILE_PRINTER, "sheet": Sheet.ROLL}
OTHER = "099090000111||Trần Văn Bửu|01021990|Nam|Thôn Hạ|01012022"


def two_received(window: Window) -> None:
    window.take_scan(meaning(CARD))
    choose_marital(window.page())
    press(*SAME)
    type_text("dang ky lai khai sinh")
    press(Qt.Key.Key_Return)
    press(*SAME)


def outcomes(session: Session) -> list[PrintOutcome | None]:
    return [queries.dossier(session.desk, one).receipt_outcome for one in rows(session.desk)]


def test_three_dossiers_of_one_visit_get_one_receipt_recorded_with_each(
    window: Window, page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    two_received(window)
    assert outcomes(session) == [PrintOutcome.PENDING] * 2, "nothing is printed yet"
    assert said[-1].sentence.endswith("Dossier 2 of this visit.")
    assert page.person.name.text() == "Đặng Thị Diễm"
    assert [line.whole() for line in page.visit.card.lines if line.isVisible()] == [
        "1. For 27/11: Cấp Giấy xác nhận tình trạng hôn nhân",
        "2. For 01/12: Đăng ký lại khai sinh",
    ]
    assert page.foot.receive.text() == "Print one receipt for 2 dossiers"
    choose_marital(page)
    assert page.foot.receive.text() == "Receive, one receipt for 3 dossiers"
    press(*RECEIVE)

    assert said[-1].sentence == "One receipt of Đặng Thị Diễm: 3 dossiers. Next person, please."
    assert page.is_empty()
    assert page.visit.card.isHidden()
    qtbot.waitUntil(lambda: outcomes(session) == [PrintOutcome.PRINTED] * 3)
    kinds = [[one.kind for one in queries.events(session.desk, scan)] for scan in rows(session.desk)]
    assert kinds == [["received", "printed", "printed"]] * 3
    (printed,) = session.desk.home.papers.glob("*.pdf")
    assert printed.name == f"visit-{rows(session.desk)[-1]}.pdf"


def test_ctrl_enter_in_the_form_without_a_procedure_ends_the_visit(
    window: Window, page: ReceptionPage, session: Session, qtbot: QtBot
) -> None:
    two_received(window)
    press(*RECEIVE)
    assert page.person.is_empty()
    assert len(rows(session.desk)) == 2, "nothing more was received"
    qtbot.waitUntil(lambda: outcomes(session) == [PrintOutcome.PRINTED] * 2)


def test_print_again_waits_for_the_end_of_the_visit(
    window: Window, page: ReceptionPage, session: Session, said: list[Said]
) -> None:
    two_received(window)
    assert page.foot.again.isHidden()
    press(Qt.Key.Key_P, CTRL)
    assert said[-1].sentence == "One receipt for all of them is printed at the end of the visit."
    assert outcomes(session) == [PrintOutcome.PENDING] * 2


def test_a_visit_of_one_dossier_has_the_ordinary_receipt(
    window: Window, page: ReceptionPage, session: Session, qtbot: QtBot
) -> None:
    window.take_scan(meaning(CARD))
    choose_marital(page)
    press(*SAME)
    assert page.foot.receive.text() == "Print the receipt"
    press(*RECEIVE)
    qtbot.waitUntil(lambda: outcomes(session) == [PrintOutcome.PRINTED])
    assert (session.desk.home.papers / f"{rows(session.desk)[0]}.pdf").exists()


def test_another_person_ends_the_visit_with_its_own_receipt(
    window: Window, page: ReceptionPage, session: Session, qtbot: QtBot
) -> None:
    two_received(window)
    window.take_scan(meaning(OTHER))
    choose_marital(page)
    press(*RECEIVE)
    qtbot.waitUntil(lambda: outcomes(session) == [PrintOutcome.PRINTED] * 3)
    newest, _second, first = rows(session.desk)
    names = {path.stem for path in session.desk.home.papers.glob("*.pdf")}
    assert names == {newest, f"visit-{first}"}


def test_two_people_of_one_name_are_two_visits(window: Window, page: ReceptionPage, session: Session) -> None:
    window.take_scan(meaning(CARD))
    choose_marital(page)
    press(*SAME)
    page.person.citizen_id.set_text("099187000457")
    choose_marital(page)
    press(*SAME)
    assert [one.applicant.citizen_id for one in page.visit.states] == ["099187000457"]


def test_a_printer_that_fails_keeps_the_one_receipt_to_be_printed_again(
    window: Window, page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    session.station = replace(session.station, printer="")
    two_received(window)
    press(*RECEIVE)
    qtbot.waitUntil(lambda: said[-1].kind == "caution")
    assert said[-1].sentence.startswith("2 dossiers of Đặng Thị Diễm are received and kept. Not printed:")
    assert outcomes(session) == [PrintOutcome.FAILED] * 2
    session.station = replace(session.station, printer="file")
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: outcomes(session) == [PrintOutcome.PRINTED] * 2)
    assert [path.stem for path in session.desk.home.papers.glob("*.pdf")] == [
        f"visit-{rows(session.desk)[1]}"
    ]


def test_signing_out_names_the_receipt_that_is_not_printed(
    window: Window, page: ReceptionPage, said: list[Said]
) -> None:
    two_received(window)
    press(Qt.Key.Key_Escape)
    window.sign_out()
    assert "the receipt of the visit of Đặng Thị Diễm" in said[-1].sentence


def test_from_a_roll_alone_each_dossier_has_its_own_receipt_and_nothing_says_otherwise(
    window: Window, page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    session.change_station(**ROLL_ALONE)
    two_received(window)
    promised = "A receipt for each of them is printed from the roll at the end of the visit."
    assert page.visit.card.told.text() == promised
    assert said[-1].hint == page.foot.receive.text() == "Print 2 receipts from the roll"
    press(Qt.Key.Key_P, CTRL)
    assert said[-1].sentence == promised
    assert page.visit.kept_words() == "the receipts of the visit of Đặng Thị Diễm"
    line = page.kept.line
    line.show_draft(page.form.draft(page.visit.numbers()), today=True, sheets=False)
    assert line.words.text().endswith("2 receipts of the visit to print.")
    choose_marital(page)
    assert page.foot.receive.text() == "Receive, 3 receipts from the roll"
    press(*RECEIVE)
    assert "gets 3 from the roll" in said[-1].sentence
    qtbot.waitUntil(lambda: outcomes(session) == [PrintOutcome.PRINTED] * 3)
    assert {path.stem for path in session.desk.home.papers.glob("*.pdf")} == set(rows(session.desk))


def test_from_a_roll_alone_a_visit_of_one_dossier_is_no_visit_of_several(
    window: Window, page: ReceptionPage, session: Session
) -> None:
    session.change_station(**ROLL_ALONE)
    window.take_scan(meaning(CARD))
    choose_marital(page)
    press(*SAME)
    assert page.foot.receive.text() == "Print the receipt"
    assert page.visit.kept_words() == "the receipt of the visit of Đặng Thị Diễm"


@pytest.mark.parametrize("size", [(1366, 690), (1280, 720), (960, 540)])
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("station", [{}, ROLL_ALONE], ids=["sheets", "roll"])
def test_nothing_of_a_visit_is_cut_off(
    window: Window,
    page: ReceptionPage,
    session: Session,
    station: dict[str, Any],
    size: tuple[int, int],
    language: str,
) -> None:
    session.change_station(**station)
    i18n.use(language)
    window.resize(*size)
    two_received(window)
    QWidget.repaint(window)
    assert clipped(page) == []
    choose_marital(page)
    QWidget.repaint(window)
    assert clipped(page) == []
