"""A citizen card at the window: what it fills, what it repairs and doubts, whom it brings back."""

import logging
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app.config import Home
from counter_app.core.records import NewDossier, Officer, Person, PrintOutcome
from counter_app.core.scan import meaning
from counter_app.services import exchange, queries, reception
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.hands import press, scan, type_text
from tests.ui.pages import Dossiers
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

#: A card of 2024: an old number, and behind the seventh field an empty one, father and mother.
NEW_CARD = (
    "099187000456|012345678|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022||"
    "Đặng Quang Vĩnh Khải|Lã Tuyết Bạch Ngân|"
)
BARE = "099187000456||Dang Thi Diem|14031987|Nu|Thon Trung, xa Dong Phu|01012022"
SPOILT = "099187000456||??ng Th? Di?m|14031987|N?|Th?n Trung, x? ??ng Ph?|01012022"
OTHER = "099090000111||Trần Văn Bửu|01021990|Nam|Thôn Hạ|01012022"


def test_lost_marks_come_back_from_an_earlier_dossier_and_the_quiet_line_says_so(
    window: Window, page: ReceptionPage, dossiers: Dossiers, said: list[Said]
) -> None:
    dossiers.received()
    for card in (BARE, SPOILT):
        window.take_scan(meaning(card))
        assert page.person.name.text() == "Đặng Thị Diễm"
        assert page.person.address.text() == "Thôn Trung, xã Đông Phù"
        assert "are from the dossier of 23/11/2026" in page.person.note_line.text()
        assert page.person.warning_line.isHidden()
        assert said[-1].kind == "caution", "it is to be compared"
        press(Qt.Key.Key_Escape)


def test_what_nobody_knows_is_shown_to_be_compared_until_it_is_put_right(
    window: Window, page: ReceptionPage
) -> None:
    window.take_scan(meaning(SPOILT))
    person = page.person
    assert person.name.text() == "??ng Th? Di?m"
    assert "letters of name and residence" in person.warning_line.text()
    person.name.setFocus()
    person.name.edit.selectAll()
    type_text("Đặng Thị Diễm")
    assert "letters of the residence" in person.warning_line.text()
    person.address.setFocus()
    person.address.edit.selectAll()
    type_text("Thôn Trung")
    assert person.warning_line.isHidden()


def test_like_last_time_keeps_what_the_card_said_of_itself(
    window: Window, page: ReceptionPage, dossiers: Dossiers, said: list[Said]
) -> None:
    dossiers.received(applicant=Person(name="Lê Thị Ánh", citizen_id="099187000456", phone="0900000187"))
    window.take_scan(meaning(SPOILT.replace("01012022", "01012000")))
    person = page.person
    words, note = person.warning_line.text(), person.note_line.text()
    assert "letters of name and residence" in words
    assert "had to be exchanged on" in words
    press(Qt.Key.Key_S, ALT)
    assert said[-1].sentence.startswith("Copied from")
    assert person.phone.text() == "0900000187"
    assert (person.warning_line.text(), person.note_line.text()) == (words, note)
    press(Qt.Key.Key_Escape)
    assert person.warning_line.isHidden()
    page.person.show_person(Person(name="Lê Thị Ánh", citizen_id="099187000456"))
    assert "letters of name" not in person.warning_line.text()


def test_doubts_about_a_card_forbid_nothing(window: Window, page: ReceptionPage, session: Session) -> None:
    choose_marital(page)
    window.take_scan(meaning("099187000456||Đặng Thị Diễm|14031986|Nam|Thôn Trung|01012000"))
    words = page.person.warning_line.text()
    assert "sex does not fit" in words
    assert "year of birth does not fit" in words
    assert "had to be exchanged on 14/03/2011" in words
    press(*RECEIVE)
    assert len(rows(session.desk)) == 1


def test_a_child_asks_for_who_hands_it_in(window: Window, page: ReceptionPage) -> None:
    window.take_scan(meaning("099315000456||Đặng Thị An|14032015|Nữ|Thôn Trung|01012025"))
    assert page.person.warning_line.text() == "The holder is not yet 14; write down who hands the dossier in."


@pytest.mark.parametrize(
    "text", ["099187000456||Đặng Thị Diễm", "099187000456|x|", "099187000456|" + "|" * 20]
)
def test_a_part_of_a_card_is_one_sentence_and_changes_nothing(
    window: Window, page: ReceptionPage, said: list[Said], text: str
) -> None:
    page.person.name.setFocus()
    type_text("Trần")
    before = page.person.person()
    window.take_scan(meaning(text))
    assert said[-1].kind == "problem"
    assert said[-1].sentence == (
        "A part of the card's code is lost. Scan the card again, or type the fields."
    )
    assert page.person.person() == before


def test_the_old_number_is_shown_and_kept(window: Window, page: ReceptionPage, session: Session) -> None:
    choose_marital(page)
    window.take_scan(meaning(NEW_CARD))
    assert "old number 012345678" in page.person.note_line.text()
    press(*RECEIVE)
    assert queries.dossier(session.desk, rows(session.desk)[0]).applicant.old_id == "012345678"
    press(Qt.Key.Key_D, CTRL)
    assert page.person.person().old_id == "012345678", "the same person again"
    page.person.citizen_id.setFocus()
    page.person.citizen_id.edit.selectAll()
    type_text("099187000499")
    assert page.person.person().old_id == "", "it belongs to the other number"


def test_somebody_known_under_the_old_number_brings_what_waits(
    window: Window, page: ReceptionPage, dossiers: Dossiers
) -> None:
    owner = Person(name="Đặng Thị Diễm", citizen_id="012345678")
    ready = dossiers.ready(applicant=owner)
    dossiers.received(applicant=owner)
    window.take_scan(meaning(NEW_CARD))
    assert page.person.known_words.text() == f"2 dossiers before. 1 result is waiting: {MARITAL}"
    assert page.person.earlier.isVisible()
    press(Qt.Key.Key_F4)
    assert window.page() is window.pages["handover"]
    assert ready.code in visible_words(window.page())


def test_earlier_dossiers_are_one_key_away(window: Window, page: ReceptionPage, dossiers: Dossiers) -> None:
    dossiers.received()
    dossiers.received()
    window.take_scan(meaning(CARD))
    assert page.person.known_words.text() == f"2 dossiers before. The newest, of 23/11/2026: {MARITAL}"
    press(Qt.Key.Key_F3)
    assert window.page().field.text() == "099187000456"


def test_another_persons_card_says_how_to_bring_the_first_back(
    window: Window, page: ReceptionPage, said: list[Said]
) -> None:
    window.take_scan(meaning(CARD))
    assert (said[-1].hint, said[-1].key) == ("Clear for another person", "Esc")
    window.take_scan(meaning(OTHER))
    assert (said[-1].hint, said[-1].key) == ("Bring Đặng Thị Diễm back", "Ctrl+Z")
    press(Qt.Key.Key_Z, CTRL)
    assert page.person.name.text() == "Đặng Thị Diễm"


def test_a_number_under_another_name_is_doubted(
    window: Window, page: ReceptionPage, dossiers: Dossiers
) -> None:
    dossiers.received(applicant=Person(name="Lê Thị Ánh", citizen_id="099187000456"))
    window.take_scan(meaning(CARD))
    assert "Earlier dossiers under this number are of Lê Thị Ánh" in page.person.warning_line.text()


def test_typing_is_checked_and_helped_like_a_card(page: ReceptionPage, dossiers: Dossiers) -> None:
    person = page.person
    person.citizen_id.setFocus()
    type_text("099 187 000 999")
    press(Qt.Key.Key_Return)
    assert (person.citizen_id.text(), person.sex.text()) == ("099187000999", "Nữ"), "the number tells the sex"
    type_text("14031986")
    press(Qt.Key.Key_Return)
    assert "year of birth does not fit" in person.warning_line.text()
    person.born.setFocus()
    person.born.edit.selectAll()
    type_text("1987")
    press(Qt.Key.Key_Return)
    assert person.warning_line.isHidden()


def test_an_old_number_typed_by_hand_brings_the_present_one(
    page: ReceptionPage,
    session: Session,
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
) -> None:
    owner = replace(new_dossier().applicant, old_id="012345678")
    reception.receive(session.desk, new_dossier(applicant=owner), officers["an"], session.now())
    page.person.citizen_id.setFocus()
    type_text("012345678")
    assert page.person.name.text() == "", "it may be the beginning of a longer number"
    press(Qt.Key.Key_Return)
    assert page.person.person() == owner


def test_name_and_telephone_bring_a_person_without_number(page: ReceptionPage, dossiers: Dossiers) -> None:
    dossiers.received(
        applicant=Person(name="Y Moan", phone="0900000111", address="Buôn A", born="1960", sex="Nam")
    )
    page.person.name.setFocus()
    type_text("Y Moan")
    page.person.phone.setFocus()
    type_text("0900 000 111")
    press(Qt.Key.Key_Return)
    assert (page.person.address.text(), page.person.born.text()) == ("Buôn A", "1960")
    assert page.person.known_line.isVisible()


def test_a_longer_number_goes_on_behind_a_known_one(page: ReceptionPage, dossiers: Dossiers) -> None:
    dossiers.received()
    page.person.citizen_id.setFocus()
    type_text("0991870004561")
    assert page.person.citizen_id.text() == "0991870004561"


def test_beside_a_ready_result_a_card_tells_who_collects(window: Window, dossiers: Dossiers) -> None:
    ready = dossiers.ready()
    window.take_scan(meaning(ready.scan_number))
    window.take_scan(meaning(NEW_CARD))
    assert window.page() is window.pages["handover"]
    assert "is the owner's" in window.page().form.who.filled.text()
    window.take_scan(meaning(ready.scan_number))
    press(Qt.Key.Key_F5)
    window.take_scan(meaning(OTHER))
    assert window.page() is window.pages["reception"], "where no result is at hand"


def test_a_result_under_the_old_number_is_the_card_holders(window: Window, dossiers: Dossiers) -> None:
    ready = dossiers.ready(applicant=Person(name="Đặng Thị Diễm", citizen_id="012345678"))
    window.go("handover")
    window.take_scan(meaning(NEW_CARD))
    who = window.page().form.who
    assert "is the owner's" in who.filled.text()
    assert who.doubts.isHidden()
    window.show_page("handover", ready.scan_number)
    window.take_scan(meaning(SPOILT.replace("099187000456", "099187000499")))
    assert who.authorised()
    assert "letters of name and residence" in who.doubts.label.text()


def test_on_the_search_a_card_finds_its_holder_and_f2_receives_from_them(
    window: Window, page: ReceptionPage, dossiers: Dossiers, said: list[Said], qtbot: QtBot
) -> None:
    dossiers.received()
    press(Qt.Key.Key_F3)
    search = window.page()
    window.take_scan(meaning(CARD))
    assert window.page() is search
    qtbot.waitUntil(lambda: search.field.count() == "1 of 1 dossiers")
    assert said[-1].sentence == "1 dossier of Đặng Thị Diễm here."
    press(Qt.Key.Key_F2)
    assert page.person.name.text() == "Đặng Thị Diễm"
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_F3)
    press(Qt.Key.Key_F2)
    assert page.person.is_empty(), "it goes along once"


def test_nothing_of_the_raw_text_is_kept_anywhere(
    page: ReceptionPage,
    window: Window,
    session: Session,
    officers: dict[str, Officer],
    clock: Clock,
    home: Home,
    qapp: QApplication,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Neither the text of a card nor the fields behind the seventh: in no file, form, log or field."""
    caplog.set_level(logging.DEBUG, "counter_app")
    scanner = Scanner(qapp)
    scanner.scanned.connect(window.take_scan)
    choose_marital(page)
    scan(NEW_CARD)
    assert page.person.name.text() == "Đặng Thị Diễm"
    press(*RECEIVE)
    (number,) = rows(session.desk)
    qtbot.waitUntil(lambda: queries.dossier(session.desk, number).receipt_outcome is PrintOutcome.PRINTED)
    scan(NEW_CARD)
    page.draft.want(page.form.values(), session.now())
    (home.root / "out").mkdir()
    exchange.export(session.desk, home.root / "out", clock(), by=officers["chi"])
    kept = "\n".join(_words_of(path) for path in home.root.rglob("*") if path.is_file())
    kept += caplog.text + "\n".join(repr(one) for one in (session.last_said, page.form.draft()))
    assert kept.count("Đặng Thị Diễm") > 5, "what is looked through holds what was received"
    for hidden in ("Quang Vĩnh", "Tuyết Bạch", "quang vinh", "tuyet bach", "|14031987", "012345678|"):
        assert hidden not in kept, hidden


def _words_of(path: Path) -> str:
    if path.suffix == ".pdf":
        pdf = pypdfium2.PdfDocument(path)
        return "\n".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    return path.read_bytes().decode("utf-8", "replace")
