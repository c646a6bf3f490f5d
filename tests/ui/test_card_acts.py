"""What a card holds beside decisions: places, codes, corrections, what was begun, papers, other states."""

from collections.abc import Callable

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.codes import Reserved, reserved_number
from counter_app.core.life import MissingPaper
from counter_app.core.records import Channel, Fee, FeeStatus, Officer, PrintOutcome
from counter_app.core.scan import meaning
from counter_app.core.states import Status
from counter_app.services import corrections, queries, reception, supplements
from counter_app.services.desk import Desk
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.acts import CTRL, after, do, opened, sentence
from tests.ui.hands import clipped, press, scan, type_text, unnamed
from tests.ui.pages import Dossiers

Key = Qt.Key
PASSPORT = MissingPaper(name="Bản sao hộ chiếu", bring="1 bản", where="Công an tỉnh")


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
    assert "Shelf 13" in [value.text() for _name, value in page.card.papers.facts]
    assert "Folder lies at: Shelf 13" in page.card.papers.accessibleDescription().split("\n")


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
    assert [row.paper() for row in deed.list.rows] == list(after(page).papers)  # type: ignore[attr-defined]


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


@pytest.fixture
def scanned(window: Window, qapp: QApplication) -> Window:
    """The window with the scanner of the program."""
    scanner = Scanner(qapp)
    scanner.scanned.connect(window.take_scan)
    return window


@pytest.mark.usefixtures("scanned")
def test_no_scanned_character_reaches_a_field(window: Window, dossiers: Dossiers) -> None:
    first, second = dossiers.received(), dossiers.ready()
    page = opened(window, first)
    press(Key.Key_R, CTRL)
    deed = page.acting.deed
    assert deed is not None
    scan(second.scan_number)
    assert deed.fields["note"].text() == ""
    assert after(page) == second, "Enter of the scanner did nothing but end the scan"


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


def test_a_result_that_waits_has_a_notice(
    window: Window, dossiers: Dossiers, desk: Desk, qtbot: QtBot
) -> None:
    page = opened(window, dossiers.ready())
    assert page.card.life.slip.text() == "Print the notice to collect the result"
    press(Key.Key_I, CTRL)
    qtbot.waitUntil(lambda: "Printed into" in sentence(page), timeout=20_000)
    (print_of_it,) = after(page).prints
    assert (print_of_it.form, print_of_it.outcome) == ("uncollected", PrintOutcome.PRINTED)


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
