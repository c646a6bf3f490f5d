"""What reception says by itself: often missing papers, the same matter lately, the last dossier to copy."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.life import MissingPaper
from counter_app.core.records import Collect, NewDossier, Paper, Person
from counter_app.core.scan import meaning
from counter_app.services import queries, reception, supplements
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import clipped, press, type_text, unnamed
from tests.ui.reception_form import ALT, CARD, CTRL, RECEIVE, choose_marital, rows

DECLARATION = "Tờ khai cấp Giấy xác nhận tình trạng hôn nhân"
JUDGMENT = "Bản án, quyết định ly hôn đã có hiệu lực (nếu có)"


@pytest.fixture
def experienced(session: Session) -> Session:
    """An office that had to ask for the judgment four times and for the declaration three times."""
    for name, times in ((JUDGMENT, 4), (DECLARATION, 3)):
        for _again in range(times):
            supplements.advise(
                session.desk,
                "supplement",
                "1.004873",
                Person(name="Trần Văn Bửu"),
                session.officer,
                NOW,
                [MissingPaper(name=name)],
            )
    return session


@pytest.fixture
def page(experienced: Session, show: Callable[..., QWidget], qtbot: QtBot) -> ReceptionPage:
    window = Window(experienced)
    show(window)
    found = window.page()
    assert isinstance(found, ReceptionPage)
    qtbot.waitUntil(lambda: bool(found.often._known))
    return found


def window_of(page: ReceptionPage) -> Window:
    found = page.window()
    assert isinstance(found, Window)
    return found


def begin(page: ReceptionPage) -> None:
    window_of(page).take_scan(meaning(CARD))
    choose_marital(page)


def names(page: ReceptionPage) -> list[str]:
    return [row.catalogue_paper().name for row in page.papers._rows]


def test_the_often_missing_stand_first_marked_with_a_word_and_not_ticked(page: ReceptionPage) -> None:
    begin(page)
    assert names(page)[:2] == [JUDGMENT, DECLARATION]
    assert [row.often for row in page.papers._rows] == [True, True, False]
    assert page.papers._rows[0].often_words.text() == "often missing"
    assert page.papers.papers() == ()
    assert page.papers.status.whole() == "Ask for 2 papers"
    assert page.foot.receive.text() == "Receive and print 2 copies", "not missing: nobody has asked yet"


def test_each_is_asked_for_before_the_receipt_and_once_more_means_it_is_not_there(
    page: ReceptionPage, session: Session, said: list[Said]
) -> None:
    begin(page)
    press(*RECEIVE)
    assert said[-1].sentence == f"Often missing here: {JUDGMENT}. Is it there? Space ticks it."
    assert page.papers._rows[0].check.hasFocus()
    press(*RECEIVE)  # it is not, and need not be
    assert said[-1].thing == DECLARATION
    press(Qt.Key.Key_Space)
    press(*RECEIVE)
    (scan,) = rows(session.desk)
    assert [paper.name for paper in queries.dossier(session.desk, scan).papers] == [DECLARATION]


def test_a_required_one_that_is_not_there_leads_to_the_supplement_slip(
    page: ReceptionPage, session: Session
) -> None:
    begin(page)
    for _asked in range(3):
        press(*RECEIVE)
    assert rows(session.desk) == []
    assert page.advising.mode == "supplement"
    assert [one.name for one in page.advising.missing.papers.missing()] == [DECLARATION]


def test_one_key_says_that_all_is_there_as_the_law_asks(page: ReceptionPage, session: Session) -> None:
    begin(page)
    press(Qt.Key.Key_L, ALT)
    assert page.papers.status.whole() == "Ask for 1 paper", "one that the law asks for only in some cases"
    page.papers._rows[0].enter()
    type_text("1")
    press(*RECEIVE)
    (scan,) = rows(session.desk)
    counts = [(one.name, one.originals) for one in queries.dossier(session.desk, scan).papers]
    assert counts == [(JUDGMENT, 1), (DECLARATION, 1)]


def test_with_ctrl_d_they_are_asked_for_too(page: ReceptionPage, session: Session) -> None:
    begin(page)
    press(Qt.Key.Key_D, CTRL)
    assert rows(session.desk) == []
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_D, CTRL)
    assert len(rows(session.desk)) == 1


def test_the_same_matter_within_thirty_days_is_said_and_opened_by_its_key(
    page: ReceptionPage, session: Session, new_dossier: Callable[..., NewDossier], qtbot: QtBot
) -> None:
    old = reception.receive(session.desk, new_dossier(), session.officer, NOW - timedelta(days=5))
    begin(page)
    qtbot.waitUntil(lambda: page.same_matter.row is not None)
    assert page.same_matter.line.words.text() == f"Handed in before: {old.code}, 18/11/2026, Được tiếp nhận."
    press(Qt.Key.Key_X, ALT)
    window = window_of(page)
    assert window.page() is window.pages["dossier"]
    press(Qt.Key.Key_Escape)
    assert window.page() is page
    assert page.person.name.text() == "Đặng Thị Diễm", "the form stayed as it was"
    press(Qt.Key.Key_L, ALT)
    press(*RECEIVE)
    press(*RECEIVE)
    assert len(rows(session.desk)) == 2, "nothing is held up by it"
    assert page.same_matter.line.isHidden()


def test_another_procedure_or_person_is_no_word_worth(
    page: ReceptionPage, session: Session, new_dossier: Callable[..., NewDossier], qtbot: QtBot
) -> None:
    reception.receive(session.desk, new_dossier(), session.officer, NOW - timedelta(days=5))
    begin(page)
    qtbot.waitUntil(lambda: page.same_matter.row is not None)
    page.person.citizen_id.setFocus()
    press(Qt.Key.Key_End)
    press(Qt.Key.Key_Backspace)
    assert page.same_matter.line.isHidden()


def test_the_last_dossier_is_copied_from_and_what_is_typed_stays(
    page: ReceptionPage,
    session: Session,
    new_dossier: Callable[..., NewDossier],
    said: list[Said],
) -> None:
    papers = (Paper(name=DECLARATION, originals=1), Paper(name="Đơn đề nghị", copies=3))
    old = new_dossier(papers=papers, sets=2, collect=Collect.POST, submitter="Trần Văn Bửu")
    reception.receive(session.desk, old, session.officer, NOW - timedelta(days=90))
    begin(page)
    page.person.email.set_text("d@x.vn")
    press(Qt.Key.Key_S, ALT)
    assert said[-1].key == "Ctrl+Z"
    person = page.person.person()
    assert (person.phone, person.email) == ("0900000187", "d@x.vn")
    assert page.person.submitter_name() == "Trần Văn Bửu"
    assert (page.papers.sets.value(), page.papers.collect.value()) == (2, Collect.POST)
    assert names(page)[-1] == "Đơn đề nghị"
    assert [row.open for row in page.papers._rows[:2]] == [True, True], "last time is not today"
    page.setFocus()
    press(Qt.Key.Key_Z, CTRL)
    assert page.papers.sets.value() == 1


def test_under_another_procedure_only_the_person_is_copied(
    page: ReceptionPage, session: Session, new_dossier: Callable[..., NewDossier]
) -> None:
    reception.receive(session.desk, new_dossier(sets=4), session.officer, NOW - timedelta(days=90))
    window_of(page).take_scan(meaning(CARD))
    type_text("dang ky lai khai sinh")
    press(Qt.Key.Key_Return)
    before = names(page)
    press(Qt.Key.Key_S, ALT)
    assert page.person.phone.text() == "0900000187"
    assert page.papers.sets.value() == 1
    assert names(page) == before


def test_nobody_to_copy_from_is_one_sentence(page: ReceptionPage, said: list[Said]) -> None:
    type_text("Đặng")
    press(Qt.Key.Key_S, ALT)
    assert said[-1].sentence == "No dossier of this person here to copy from."


@pytest.mark.parametrize("size", [(1366, 690), (1280, 720)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_and_everything_has_a_name(
    page: ReceptionPage,
    session: Session,
    new_dossier: Callable[..., NewDossier],
    size: tuple[int, int],
    language: str,
    qtbot: QtBot,
) -> None:
    i18n.use(language)
    reception.receive(session.desk, new_dossier(), session.officer, NOW - timedelta(days=5))
    window = Window(session)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    window.activateWindow()
    shown = window.page()
    assert isinstance(shown, ReceptionPage)
    qtbot.waitUntil(lambda: bool(shown.often._known) and window.isActiveWindow())
    window.take_scan(meaning(CARD))
    shown.procedure.choose(session.desk.catalogue["1.004873"])
    qtbot.waitUntil(lambda: shown.same_matter.row is not None)
    QApplication.processEvents()
    assert clipped(shown) == []
    assert unnamed(shown) == []
    assert shown.papers.status.text() == shown.papers.status.whole()
