"""Reception (F2): the receipt and its printing, the promise by the clock, and how the page looks."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.records import NewDossier, Officer, PrintOutcome
from counter_app.core.scan import meaning
from counter_app.services import queries, reception
from counter_app.services.desk import Desk
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.reception_form import CARD, CTRL, RECEIVE, choose_marital, page, rows, window

__all__ = ["page", "window"]


def test_a_printer_that_fails_stays_said_until_it_is_printed_again(
    page: ReceptionPage, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    session.station = replace(session.station, printer="")
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    press(*RECEIVE)
    (scan,) = rows(session.desk)
    qtbot.waitUntil(lambda: said[-1].kind == "caution")
    assert "is received and kept. Not printed: no printer is chosen." in said[-1].sentence
    assert said[-1].key == "Ctrl+P"
    assert queries.dossier(session.desk, scan).receipt_outcome is PrintOutcome.FAILED
    assert page.done.printing.text().startswith("Not printed")

    session.station = replace(session.station, printer="file")
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: queries.dossier(session.desk, scan).receipt_outcome is PrintOutcome.PRINTED)
    qtbot.waitUntil(lambda: page.done.printing.text() == "Two copies printed")
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: said[-1].sentence.startswith("Printed again"))
    assert [one.copy for one in queries.dossier(session.desk, scan).prints] == [0, 0, 1]


def test_receipts_left_from_before_can_be_printed_from_an_empty_form(
    session: Session,
    show: Callable[..., QWidget],
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
    qtbot: QtBot,
) -> None:
    state = reception.receive(session.desk, new_dossier(wants_receipt=True), officers["an"], session.now())
    window = Window(session)
    show(window)
    assert window.page().done.nothing.text() == "1 receipt is not printed yet."
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(
        lambda: queries.dossier(session.desk, state.scan_number).receipt_outcome is PrintOutcome.PRINTED
    )


def test_the_receipt_is_drawn_beside_the_typing(page: ReceptionPage, qtbot: QtBot) -> None:
    choose_marital(page)
    qtbot.waitUntil(page.receipt.preview.has_page)
    before = page.receipt.preview._pdf
    type_text("Đặng Thị Diễm")
    qtbot.waitUntil(lambda: page.receipt.preview._pdf != before)


def test_the_promise_follows_the_clock(page: ReceptionPage, clock: Clock, qtbot: QtBot) -> None:
    choose_marital(page)
    assert page.promise.hour.text() == "15:40"
    clock.pass_(minutes=7)
    page._tick()
    assert page.promise.hour.text() == "15:47"


def test_an_empty_form_says_what_is_special_now(page: ReceptionPage) -> None:
    words = [hint.text() for hint in page.promise.hints if not hint.isHidden()]
    assert words[0].startswith("It is past 15:00")
    assert "Ngày Văn hóa Việt Nam" in words[1]


def test_whoever_may_not_receive_is_refused_in_the_strip(
    desk: Desk, officers: dict[str, Officer], session: Session, show: Callable[..., QWidget], said: list[Said]
) -> None:
    session.officer = officers["dung"]
    window = Window(session)
    show(window)
    page = window.page()
    choose_marital(page)
    page.person.name.set_text("Đặng Thị Diễm")
    press(*RECEIVE)
    assert said[-1].kind == "problem"
    assert page.person.name.text() == "Đặng Thị Diễm", "nothing that was typed is lost"
    assert rows(desk) == []


@pytest.mark.parametrize(
    ("width", "height"), [(1366, 768), (1366, 690), (1280, 720), (1920, 1000), (960, 540)]
)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_and_everything_has_a_name(
    session: Session, show: Callable[..., QWidget], width: int, height: int, language: str
) -> None:
    i18n.use(language)
    window = Window(session)
    show(window, width, height)
    page = window.page()
    assert isinstance(page, ReceptionPage)
    assert clipped(page) == []
    choose_marital(page)
    window.take_scan(meaning(CARD))
    QApplication.processEvents()
    assert clipped(page) == []
    assert unnamed(page) == []
