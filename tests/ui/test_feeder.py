"""The feeder by keys, with the clipboard itself: one field after another, and the code given back."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.feeder import FeedField
from counter_app.core.records import Officer
from counter_app.core.scan import meaning
from counter_app.services import corrections, feeder, queries
from counter_app.ui.feeder import Feeder
from counter_app.ui.pages.dossier.deeds import CodeDeed
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import clipped, press, unnamed
from tests.ui.pages import Dossiers

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OPEN = (Qt.Key.Key_F, CTRL | SHIFT)
GIVEN = "H99.017-261123-5001"


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    board = qapp.clipboard()
    board.clear()
    yield board
    board.clear()


@pytest.fixture
def number(dossiers: Dossiers) -> str:
    return dossiers.received().scan_number


@pytest.fixture
def window(session: Session, show: Callable[..., QWidget], number: str) -> Iterator[Window]:
    made = Window(session, "dossier")
    show(made)
    made.show_page("dossier", number)
    yield made
    if isinstance(session.feeder, Feeder):
        session.feeder.close()


@pytest.fixture
def strip(window: Window, session: Session, clipboard: QClipboard, qtbot: QtBot) -> Feeder:
    press(*OPEN)
    found = session.feeder
    assert isinstance(found, Feeder)
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is found.windowHandle())
    return found


def away_and_back(strip: Feeder) -> None:
    """Another program came to the front, then this window again."""
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    app.focusWindowChanged.emit(None)
    app.focusWindowChanged.emit(strip.windowHandle())


def test_the_fields_come_one_after_another_by_enter(
    strip: Feeder, session: Session, clipboard: QClipboard
) -> None:
    texts = [fed.text for fed in strip.texts]
    assert texts[:4] == ["1.004873", "Đặng Thị Diễm", "099187000456", "14/03/1987"]
    seen = []
    for _field in texts:
        seen.append(clipboard.text())
        press(Qt.Key.Key_Return)
    assert seen == texts
    assert clipboard.text() == "", "nothing of the person stays on the clipboard"
    press(Qt.Key.Key_Return)
    assert session.feeder is None, "the window is closed"


def test_it_says_which_field_how_many_and_what_comes_next(strip: Feeder) -> None:
    press(Qt.Key.Key_Down)
    assert strip.count.text() == f"2 of {len(strip.texts)}"
    assert (strip.name.text(), strip.text.text()) == ("Full name", "Đặng Thị Diễm")
    assert strip.following.whole() == "Then: Citizen number, 099187000456"
    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Up)
    assert strip.name.text() == "Code of the procedure"
    for _field in strip.texts[1:]:
        press(Qt.Key.Key_Down)
    assert strip.following.whole() == "Then: the code that the other system gives"


def test_whoever_pasted_and_comes_back_finds_the_next_field(strip: Feeder, clipboard: QClipboard) -> None:
    away_and_back(strip)
    assert clipboard.text() == "Đặng Thị Diễm"
    strip.by_itself.setChecked(False)
    away_and_back(strip)
    assert clipboard.text() == "Đặng Thị Diễm"


def test_a_click_that_brings_it_back_goes_on_once(strip: Feeder) -> None:
    for button, place in ((strip.next, 1), (strip.next, 2), (strip.back, 1)):
        away_and_back(strip)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert strip.place == place
    QTest.mouseClick(strip.next, Qt.MouseButton.LeftButton)
    assert strip.place == 2


def test_from_the_main_window_to_the_feeder_nothing_goes_on(strip: Feeder, window: Window) -> None:
    app = QGuiApplication.instance()
    assert isinstance(app, QGuiApplication)
    for handle in (window.windowHandle(), strip.windowHandle()):
        app.focusWindowChanged.emit(handle)
    assert strip.place == 0


def test_the_code_given_back_is_pasted_and_found_afterwards(
    strip: Feeder, session: Session, clipboard: QClipboard, number: str, said: list[Said], window: Window
) -> None:
    clipboard.setText(f"  {GIVEN.lower()}\r\n")
    away_and_back(strip)
    assert strip.place == 0, "the browser was busy with something else"
    assert strip.words() == f"The clipboard holds {GIVEN}: paste it here to keep it as this dossier's code."
    press(Qt.Key.Key_V, CTRL)
    assert queries.dossier(session.desk, number).other_codes == (GIVEN,)
    assert said[-1].sentence == (
        f"The code {GIVEN} is kept with the dossier of Đặng Thị Diễm; it is found and scanned by it."
    )
    strip.close()
    window.take_scan(meaning(GIVEN))
    assert queries.identify(session.desk, GIVEN) == number
    found = queries.search(session.desk, GIVEN, at=session.now())
    assert [row.scan_number for row in queries.rows(session.desk, found.ids)] == [number]


def test_the_code_given_back_is_scanned(strip: Feeder, session: Session, window: Window, number: str) -> None:
    window.take_scan(meaning(GIVEN))
    assert queries.dossier(session.desk, number).other_codes == (GIVEN,)
    window.take_scan(meaning(GIVEN))
    assert strip.words() == f"This dossier has the code {GIVEN} already."


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        ("xin chào", "“XINCHÀO” is no dossier code, like H26.170-251103-0007. Scan or copy it again."),
        (" \n", "The clipboard is empty. Copy the code there first, then paste it here."),
        (
            "7" * 1_000_000,
            f"“{'7' * 60}” is no dossier code, like H26.170-251103-0007. Scan or copy it again.",
        ),
    ],
)
def test_what_is_no_code_is_refused_in_a_sentence(
    strip: Feeder, session: Session, clipboard: QClipboard, number: str, pasted: str, sentence: str
) -> None:
    clipboard.setText(pasted)
    press(Qt.Key.Key_V, CTRL)
    assert strip.words() == sentence
    assert queries.dossier(session.desk, number).other_codes == ()


def test_a_code_of_another_dossier_is_refused(
    strip: Feeder,
    session: Session,
    clipboard: QClipboard,
    number: str,
    dossiers: Dossiers,
    officers: dict[str, Officer],
) -> None:
    other = dossiers.received()
    corrections.add_code(session.desk, other.scan_number, officers["an"], session.now(), GIVEN)
    clipboard.setText(GIVEN)
    press(Qt.Key.Key_V, CTRL)
    assert strip.words() == f"A dossier here has the code {GIVEN} already; nothing was changed."
    assert queries.dossier(session.desk, number).other_codes == ()


def test_closing_leaves_nothing_of_the_person_but_what_came_from_elsewhere(
    strip: Feeder, session: Session, clipboard: QClipboard, window: Window
) -> None:
    press(Qt.Key.Key_Escape)
    assert session.feeder is None
    assert clipboard.text() == ""
    window.activateWindow()
    window.feed()
    clipboard.setText("của chương trình khác")
    assert isinstance(session.feeder, Feeder)
    session.feeder.close()
    assert clipboard.text() == "của chương trình khác"


def test_the_window_and_signing_out_close_it(strip: Feeder, session: Session, clipboard: QClipboard) -> None:
    session.sign_out()
    assert session.feeder is None
    assert clipboard.text() == ""


def test_histories_of_the_clipboard_are_asked_to_leave_it_out(strip: Feeder, clipboard: QClipboard) -> None:
    formats = clipboard.mimeData().formats()
    assert any("ExcludeClipboardContentFromMonitorProcessing" in one for one in formats)
    assert bytes(clipboard.mimeData().data("x-kde-passwordManagerHint").data()) == b"secret"


def test_the_order_of_the_office_is_followed_and_another_dossier_begins_anew(
    strip: Feeder,
    session: Session,
    window: Window,
    clipboard: QClipboard,
    officers: dict[str, Officer],
    dossiers: Dossiers,
) -> None:
    feeder.set_order(session.desk, (FeedField.PHONE, FeedField.NAME), officers["chi"], session.now())
    press(Qt.Key.Key_Return)
    other = dossiers.received()
    window.show_page("dossier", other.scan_number)
    window.feed()
    assert session.feeder is strip
    assert clipboard.text() == "0900000187"
    assert strip.who.whole().startswith(other.code)
    assert strip.count.text() == "1 of 2"


def test_the_result_on_the_table_is_the_dossier_at_hand(
    window: Window, session: Session, dossiers: Dossiers
) -> None:
    result = dossiers.ready().scan_number
    window.show_page("handover", result)
    assert session.at_hand == result


def test_with_no_dossier_at_hand_it_says_so(
    session: Session, show: Callable[..., QWidget], said: list[Said]
) -> None:
    show(Window(session, "help"))
    press(*OPEN)
    assert said[-1].sentence == "Receive or open a dossier first; then its fields can be handed on."
    assert session.feeder is None


def test_after_a_reception_the_strip_offers_it(
    session: Session, dossiers: Dossiers, show: Callable[..., QWidget], clipboard: QClipboard
) -> None:
    show(Window(session, "help"))
    session.tell_changed(dossiers.received().scan_number)
    press(*OPEN)
    assert isinstance(session.feeder, Feeder)
    assert clipboard.text() == "1.004873"
    session.feeder.close()


def test_on_the_card_the_code_is_pasted_into_its_form(
    window: Window, session: Session, clipboard: QClipboard, number: str
) -> None:
    clipboard.setText(f"{GIVEN}\n")
    press(Qt.Key.Key_V, CTRL)
    deed = window.page().acting.deed
    assert isinstance(deed, CodeDeed)
    assert deed.code.text() == GIVEN
    press(Qt.Key.Key_Return, CTRL)
    assert queries.dossier(session.desk, number).other_codes == (GIVEN,)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_and_everything_has_a_name(strip: Feeder, language: str, session: Session) -> None:
    i18n.use(language)
    strip.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    made = Feeder(session, session.at_hand)
    made.show()
    QApplication.processEvents()
    try:
        for _field in range(len(made.texts) + 1):
            assert clipped(made) == []
            made.step(1)
            QApplication.processEvents()
        assert unnamed(made) == []
    finally:
        made.close()
