"""Help prints the sheet of command cards; whatever comes out can be scanned."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.core.command_cards import Command, card_digits
from counter_app.ui.session import Said, Session
from counter_app.ui.widgets import PlainButton
from counter_app.ui.window import Window
from tests.documents.page_readers import page_sizes, read_by_zxing, rendered
from tests.ui.hands import clipped, press

CTRL = Qt.KeyboardModifier.ControlModifier


def test_the_cards_are_printed_by_a_key_and_read(
    window: Window, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    press(Qt.Key.Key_P, CTRL)
    assert said[-1].sentence == "Printing the command cards, on A4."
    qtbot.waitUntil(lambda: said[-1].kind == "done", timeout=20_000)
    content = (session.desk.home.papers / "command-cards.pdf").read_bytes()
    assert page_sizes(content) == [(210.0, 297.0)]
    assert read_by_zxing(rendered(content, 300)) == {card_digits(one) for one in Command}
    assert said[-1].sentence.endswith("Cut the cards along the marks.")


def test_no_key_prints_before_the_button_was_asked_for(window: Window, said: list[Said]) -> None:
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        press(key)
    assert not said
    press(Qt.Key.Key_Tab)
    assert window.page().findChild(PlainButton).hasFocus()


def test_without_a_printer_it_says_what_to_do(
    window: Window, session: Session, said: list[Said], qtbot: QtBot
) -> None:
    session.change_station(printer="")
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: said[-1].kind == "caution", timeout=20_000)
    assert (said[-1].key, "Choose one under F9" in said[-1].sentence) == ("Ctrl+P", True)
    assert clipped(window.page()) == []
