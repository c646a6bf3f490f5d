"""The frame: its keys, its lamps, its strip, what a scan opens, and that everything fits."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.core.codes import scan_number
from counter_app.core.scan import ScanMeaning, meaning
from counter_app.errors import NotFound
from counter_app.ui.pages.page import Page
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.ui.hands import clipped, press, type_text, unnamed

CTRL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


class Probe(Page):
    """A page with one field that remembers what the window asked of it."""

    takes_scans = False

    def _build(self) -> None:
        self.asked: list[Any] = []
        self.field = QLineEdit()
        self.field.setAccessibleName("field")
        self.column().addWidget(self.field)

    def _connect(self) -> None:
        self.hot_key("Ctrl+D", lambda: self.asked.append("again"))
        self.hot_key("Ctrl+K", lambda: self.asked.append("close"))

    def open(self, argument: Any = None) -> None:
        self.asked.append(("open", argument))
        self.field.setFocus()

    def leave(self) -> None:
        self.asked.append("leave")

    def primary(self) -> None:
        self.asked.append("primary")

    def next_action(self) -> None:
        self.asked.append("next")

    def choose(self, n: int) -> None:
        self.asked.append(n)

    def escape(self) -> None:
        self.asked.append("escape")

    def undo(self) -> None:
        self.asked.append("undo")

    def scanned(self, meaning: ScanMeaning) -> bool:
        self.asked.append(meaning.kind)
        return self.takes_scans


@pytest.fixture
def window(session: Session, show: Callable[..., QWidget]) -> Window:
    made = Window(session, "help")
    for page in ("reception", "dossier"):
        made.pages[page] = Probe(session)
        made.stack.addWidget(made.pages[page])
    show(made)
    return made


@pytest.fixture
def probe(window: Window) -> Probe:
    press(Qt.Key.Key_F2)
    page = window.page()
    assert isinstance(page, Probe)
    page.asked.clear()
    return page


def test_the_keys_of_the_pages(window: Window) -> None:
    press(Qt.Key.Key_F2)
    assert window.page() is window.pages["reception"]
    assert window.rail.buttons["reception"].isChecked()
    assert window.pages["reception"].asked == [("open", None)]
    press(Qt.Key.Key_F5)
    assert window.pages["reception"].asked[-1] == "leave"
    press(Qt.Key.Key_F1)
    assert window.page() is window.pages["help"]
    press(Qt.Key.Key_Escape)
    assert window.page() is window.pages["dossier"], "Esc in the help goes back to where it was asked for"


def test_the_keys_of_every_page_reach_it_from_a_field(window: Window, probe: Probe) -> None:
    for key, *held in (
        (Qt.Key.Key_Return, CTRL),
        (Qt.Key.Key_F10,),
        (Qt.Key.Key_3, CTRL),
        (Qt.Key.Key_Escape,),
        (Qt.Key.Key_D, CTRL),
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_Z, CTRL),
    ):
        press(key, *held)
    assert probe.asked == ["primary", "next", 3, "escape", "again", "close", "undo"]


def test_undo_first_takes_back_typing(window: Window, probe: Probe) -> None:
    type_text("Lê")
    press(Qt.Key.Key_Z, CTRL)
    assert (probe.field.text(), probe.asked) == ("", [])
    press(Qt.Key.Key_Z, CTRL)
    assert probe.asked == ["undo"]


def test_keys_of_a_page_behind_are_dead(window: Window, probe: Probe) -> None:
    press(Qt.Key.Key_F1)
    probe.asked.clear()
    press(Qt.Key.Key_D, CTRL)
    assert probe.asked == []


def test_the_officer_signs_out_by_key_and_by_button(window: Window, session: Session, qtbot: QtBot) -> None:
    with qtbot.waitSignal(session.signed_out):
        press(Qt.Key.Key_L, CTRL, SHIFT)
    with qtbot.waitSignal(session.signed_out):
        window.header.officer.click()
    assert window.header.officer.text() == session.officer.name
    assert session.officer.name in window.header.officer.accessibleName()


def test_what_is_half_done_is_named_before_signing_out(
    window: Window, session: Session, probe: Probe, said: list[Said]
) -> None:
    heard: list[str] = []
    session.signed_out.connect(lambda: heard.append("out"))
    probe.kept_words = lambda: "the form of Lê Văn Hữu"
    press(Qt.Key.Key_L, CTRL, SHIFT)
    assert (heard, said[-1].kind, said[-1].key) == ([], "caution", "Ctrl+Shift+L")
    assert "the form of Lê Văn Hữu" in said[-1].sentence
    press(Qt.Key.Key_L, CTRL, SHIFT)
    assert heard == ["out"]


def test_the_lamps_settle(window: Window, session: Session, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: set(session.lamps) == set(window.header.lamps))
    assert "checking" not in {one.state() for one in window.header.lamps.values()}


def test_a_lamp_says_in_the_strip_what_to_do(window: Window, session: Session, said: list[Said]) -> None:
    session.change_station(printer="")
    press(Qt.Key.Key_2, ALT)
    assert said[-1] == Said("caution", "No printer is chosen yet. Choose one under F9.")
    window.header.lamps["scanner"].click()
    assert said[-1].kind == "info"
    assert window.header.lamps["printer"].state() == "none chosen"


def test_the_strip_shows_what_was_said_until_the_officer_goes_on(window: Window, session: Session) -> None:
    session.say("done", "Received H99.017-261123-0001 of Lê Văn Hữu.", "Undo", "Ctrl+Z", thing="Lê Văn Hữu")
    assert (window.strip.shown.kind, window.strip.shown.key) == ("done", "Ctrl+Z")
    assert window.strip.accessibleName().startswith("Received")
    session.open_page("dossier")
    assert window.strip.shown.kind == "done", "a page that opens by itself leaves the sentence"
    press(Qt.Key.Key_F2)
    assert window.strip.shown.kind == "idle"


def test_the_strip_never_grows(window: Window, session: Session) -> None:
    before = window.strip.height(), window.page().height()
    session.say("problem", "Không nhận mã. " * 60, "Tra theo tên", "F3")
    QApplication.sendPostedEvents()
    assert (window.strip.height(), window.page().height()) == before
    assert window.strip.toolTip()


def test_a_page_may_take_a_scan(window: Window, probe: Probe) -> None:
    probe.takes_scans = True
    window.take_scan(meaning(scan_number("0117", NOW.date(), 1)))
    assert (probe.asked, window.page()) == (["receipt"], probe)


def test_a_receipt_opens_its_dossier(
    window: Window, session: Session, probe: Probe, new_dossier: Callable[..., Any]
) -> None:
    from counter_app.services import reception  # noqa: PLC0415

    state = reception.receive(session.desk, new_dossier(), session.officer, NOW)
    for scanned in (state.scan_number, state.code):
        window.go("reception")
        window.take_scan(meaning(scanned))
        assert window.page() is window.pages["dossier"]
        assert window.pages["dossier"].asked[-1] == ("open", state.scan_number)


def test_a_card_goes_to_reception(window: Window) -> None:
    window.take_scan(
        meaning("099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022")
    )
    assert window.page() is window.pages["reception"]
    assert window.pages["reception"].asked[-1] == "card"


@pytest.mark.parametrize("text", ["8934567890120", "https://example.com/x", "0117261123000100"])
def test_a_foreign_code_changes_nothing(window: Window, probe: Probe, said: list[Said], text: str) -> None:
    window.take_scan(meaning(text))
    assert said[-1].kind == "problem"
    assert window.page() is probe


def test_a_receipt_of_nobody_is_one_sentence(window: Window, probe: Probe, said: list[Said]) -> None:
    window.take_scan(meaning(scan_number("0117", NOW.date(), 77)))
    assert said[-1].kind == "problem"
    assert window.page() is probe


def test_the_header_tells_of_the_coming_closure(window: Window, clock: Clock, qtbot: QtBot) -> None:
    assert window.header.closure.text() == "Tomorrow 24/11 closed: Ngày Văn hóa Việt Nam"
    assert window.header.clock.text() == "15:40"
    clock.pass_(days=2)
    qtbot.waitUntil(lambda: not window.header.closure.text(), timeout=3000)


def test_an_error_while_a_page_opens_is_said(
    window: Window, probe: Probe, said: list[Said], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_argument: Any = None) -> None:
        raise NotFound("This dossier is not here.")

    monkeypatch.setattr(probe, "open", refuse)
    window.go("help")
    window.go("reception")
    assert "This dossier is not here." in [one.sentence for one in said]


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(("width", "height"), [(1366, 768), (1366, 690), (1280, 720), (1920, 1080)])
def test_the_frame_fits(
    session: Session, show: Callable[..., QWidget], language: str, width: int, height: int
) -> None:
    i18n.use(language)
    window = show(Window(session, "help"), width, height)
    assert clipped(window) == []
    assert unnamed(window) == []
    assert window.size().toTuple() == (width, height)


def test_a_small_window_shrinks_the_rail_and_scrolls(session: Session, show: Callable[..., QWidget]) -> None:
    window = show(Window(session, "help"), 960, 500)
    assert window.size().toTuple() == (960, 500)
    assert (window.rail.width(), window.page().dense) == (56, True)
    assert window.rail.buttons["help"].visibleRegion().boundingRect().height() == 40
    assert window.header.clock.visibleRegion().boundingRect().width() == window.header.clock.width()


def test_tab_walks_in_reading_order(window: Window, probe: Probe) -> None:
    window.header.lamps["scanner"].setFocus()
    seen = []
    for _ in range(30):
        seen.append(QApplication.focusWidget())
        press(Qt.Key.Key_Tab)
        if QApplication.focusWidget() is seen[0]:
            break
    order = [window.header.lamps["sync"], window.rail.buttons["reception"], probe.field]
    assert [one for one in seen if one in order] == order
