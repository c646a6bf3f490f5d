"""Pasting: a card fills the person, a document is refused, anything else goes in as one clean line."""

import unicodedata
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QWidget

from counter_app.ui.pages.office.page import SECTIONS
from counter_app.ui.rail import rail_pages
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import press, type_text
from tests.ui.pages import Dossiers, opened_section
from tests.ui.reception_form import CARD, CTRL, choose_marital

PASTE = (Qt.Key.Key_V, CTRL)
MEGABYTE = "Đặng Thị Diễm 0900000187 " * 42_000
#: What a field holds at most, notes included.
MOST = 4000


def copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def fields(page: QWidget) -> list[QLineEdit]:
    """What can be typed into on ``page`` now."""
    assert not [one for one in page.findChildren(QPlainTextEdit) if not one.isReadOnly()]
    return [one for one in page.findChildren(QLineEdit) if one.isVisible() and one.isEnabled()]


def test_a_card_pasted_into_any_field_of_reception_fills_the_person(window: Window) -> None:
    window.go("reception")
    page = window.page()
    choose_marital(page)
    press(Qt.Key.Key_N, Qt.KeyboardModifier.AltModifier)
    copy(CARD)
    own = {page.person.name.edit, page.person.citizen_id.edit, page.person.born.edit, page.person.sex.edit}
    assert len(fields(page)) > 10
    for field in fields(page):
        page.person.clear()
        page.person.toggle_submitter()
        before = field.text()
        field.setFocus()
        press(*PASTE)
        assert page.person.person().citizen_id == "099187000456", field.accessibleName()
        if field not in own and field is not page.person.address.edit:
            assert field.text() == before


def test_a_card_pasted_into_the_hand_over_is_the_collectors(window: Window, dossiers: Dossiers) -> None:
    ready = dossiers.ready()
    window.show_page("handover", ready.scan_number)
    copy("099090000111||Trần Văn Bửu|01021990|Nam|Thôn Hạ|01012022\r\n")
    page = window.page()
    page.form.goods.note.setFocus()
    press(*PASTE)
    assert page.form.goods.note.text() == ""
    assert page.form.who.name.text() == "Trần Văn Bửu"
    page.form.who.name.setFocus()
    copy(CARD)
    press(*PASTE)
    assert not page.form.who.authorised(), "the owner's own card"


def test_a_card_pasted_on_another_page_does_what_a_scan_does(window: Window) -> None:
    window.go("dossier")
    window.go("search")
    copy(CARD)
    press(*PASTE)
    assert window.page().field.text() == "099187000456"


def test_text_goes_in_composed_and_on_one_line(window: Window) -> None:
    window.go("reception")
    name = window.page().person.name
    name.setFocus()
    copy(unicodedata.normalize("NFD", "  Đặng\r\n Thị\t\x00 Diễm\u200b\n"))
    press(*PASTE)
    assert name.edit.text() == "Đặng Thị Diễm"
    name.edit.selectAll()
    copy("Lê")
    press(Qt.Key.Key_Insert, Qt.KeyboardModifier.ShiftModifier)
    assert name.text() == "Lê"
    press(Qt.Key.Key_Z, CTRL)
    assert name.text() == "Đặng Thị Diễm", "pasting is taken back like typing"
    copy("\x00\n")
    press(*PASTE)
    assert name.text() == "Đặng Thị Diễm"


def drop(field: QLineEdit, text: str) -> None:
    """Somebody drags ``text`` from another program over the window and lets it go at the end of ``field``."""
    window = field.window()
    data = QMimeData()
    data.setText(text)
    at = field.mapTo(window, QPoint(field.width() - 2, field.height() // 2))
    rest = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window.windowHandle(), QDragEnterEvent(at, *rest))
    QApplication.sendEvent(window.windowHandle(), QDropEvent(QPointF(at), *rest))


def test_what_is_dropped_goes_the_way_of_what_is_pasted(window: Window, said: list[Said]) -> None:
    window.go("reception")
    page = window.page()
    choose_marital(page)
    drop(page.person.address.edit, unicodedata.normalize("NFD", "Thôn\r\n Trung\u200b"))
    assert page.person.address.text() == "Thôn Trung"
    assert page.person.address.edit.hasFocus()
    drop(page.person.address.edit, ", xã Đông Phù")
    assert page.person.address.text() == "Thôn Trung, xã Đông Phù"
    drop(page.person.address.edit, MEGABYTE)
    assert page.person.address.text() == "Thôn Trung, xã Đông Phù"
    assert said[-1].sentence.endswith("more than any field holds. Nothing was pasted.")
    drop(page.person.phone.edit, CARD)
    assert page.person.phone.text() == ""
    assert page.person.name.text() == "Đặng Thị Diễm"


def test_the_menu_of_a_field_pastes_in_the_same_way(window: Window) -> None:
    window.go("reception")
    page = window.page()
    page.person.phone.setFocus()
    copy(CARD)
    at = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, page.person.phone.edit.mapToGlobal(at))
    QApplication.sendEvent(page.person.phone.edit, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = {action.objectName(): action for action in menu.actions()}
    assert words["edit-paste"].text().startswith("Paste")
    words["edit-paste"].trigger()
    menu.close()
    assert page.person.phone.text() == ""
    assert page.person.name.text() == "Đặng Thị Diễm"


@pytest.mark.parametrize("page", [one.id for one in rail_pages()])
def test_a_megabyte_goes_into_no_field(window: Window, page: str, said: list[Said]) -> None:
    window.go(page)
    if page == "reception":
        choose_marital(window.page())
    _paste_everywhere(window.page(), said)


@pytest.mark.parametrize("section", range(1, len(SECTIONS) + 1))
def test_a_megabyte_goes_into_no_field_of_the_administration(
    session: Session, show: Callable[..., QWidget], officers: dict, said: list[Said], section: int
) -> None:
    session.officer = officers["chi"]
    _paste_everywhere(opened_section(session, show, section), said)


def test_a_megabyte_goes_into_no_field_of_the_hand_over(
    window: Window, dossiers: Dossiers, said: list[Said]
) -> None:
    window.show_page("handover", dossiers.ready().scan_number)
    window.page().choose(2)
    _paste_everywhere(window.page(), said)


@pytest.mark.parametrize("page", [one.id for one in rail_pages()])
def test_making_a_page_opens_no_window_of_its_own(window: Window, page: str) -> None:
    """A part that is shown before it has a place takes the focus away, and the next key with it."""
    shown: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                shown.append(watched)
            return False

    watch = Watch()
    QApplication.instance().installEventFilter(watch)
    window.go(page)
    QApplication.sendPostedEvents()
    QApplication.instance().removeEventFilter(watch)
    assert not shown


def _paste_everywhere(page: QWidget, said: list[Said]) -> None:
    copy(MEGABYTE)
    for field in fields(page):
        field.setFocus()
        before = field.text()
        press(*PASTE)
        assert field.text() == before, field.accessibleName()
        assert said[-1].sentence == (
            "1.050.000 letters were copied, more than any field holds. Nothing was pasted."
        )
    for field in page.findChildren(QLineEdit):
        assert field.maxLength() <= MOST, f"{field.accessibleName()!r} takes what is dropped into it whole"


def test_pasted_text_is_cut_to_what_the_field_holds(window: Window) -> None:
    window.go("reception")
    field = window.page().person.born.edit
    field.setFocus()
    type_text("1")
    copy("4031987" * 200)
    press(*PASTE)
    assert field.text() == "1403198740"
