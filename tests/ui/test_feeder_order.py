"""The order of the feeder in the administration (F9), set by keys; who may, and what it is used for."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app import i18n
from counter_app.config import FILE_PRINTER, Workstation
from counter_app.core.feeder import FeedField
from counter_app.core.records import Officer
from counter_app.services import feeder
from counter_app.services.desk import Desk
from counter_app.ui import tasks
from counter_app.ui.pages.office import OfficePage
from counter_app.ui.pages.office.feeder_order import FeederSection
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.ui.hands import clipped, press, unnamed
from tests.ui.pages import Dossiers
from tests.ui.pages import opened_section as opened

CTRL = Qt.KeyboardModifier.ControlModifier
EIGHTH = 8


@pytest.fixture
def head(desk: Desk, officers: dict[str, Officer]) -> Iterator[Session]:
    """The head of the desk, who may set the order."""
    made = Session(desk, officers["chi"], Workstation(printer=FILE_PRINTER))
    yield made
    tasks.stop(made)


def test_fields_are_moved_left_out_and_taken_in_by_keys(head: Session, show: Callable[..., QWidget]) -> None:
    section = opened(head, show, EIGHTH).section_of(FeederSection)
    assert section.order() == feeder.shipped_order()
    assert section.table.hasFocus()
    press(Qt.Key.Key_Down)  # the name
    press(Qt.Key.Key_U, CTRL)
    press(Qt.Key.Key_U, CTRL)
    press(Qt.Key.Key_Down)  # the code of the procedure
    press(Qt.Key.Key_N, CTRL)
    assert section.order()[:2] == (FeedField.NAME, FeedField.CITIZEN_ID)
    assert FeedField.PROCEDURE_CODE not in section.order()
    assert section.table.current_row().field is FeedField.CITIZEN_ID, "the next one is chosen"
    for _field in range(len(section.order()) - 1):
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_N, CTRL)
    assert section.order()[-1] is FeedField.PROCEDURE_CODE
    press(Qt.Key.Key_D, CTRL)
    assert section.order()[-1] is FeedField.PROCEDURE_CODE
    assert feeder.order(head.desk) == feeder.shipped_order(), "nothing is kept before it is saved"
    press(Qt.Key.Key_Return, CTRL)
    assert feeder.order(head.desk) == section.order()
    press(Qt.Key.Key_L, CTRL)
    assert section.order() == feeder.shipped_order()


def test_a_field_that_is_left_out_does_not_move(head: Session, show: Callable[..., QWidget]) -> None:
    section = opened(head, show, EIGHTH).section_of(FeederSection)
    press(Qt.Key.Key_End, CTRL)
    press(Qt.Key.Key_U, CTRL)
    assert section.order() == feeder.shipped_order()


def test_an_order_of_nothing_is_refused(head: Session, show: Callable[..., QWidget]) -> None:
    heard: list[Said] = []
    head.said.connect(heard.append)
    section = opened(head, show, EIGHTH).section_of(FeederSection)
    for _field in section.order():
        section.table.choose_row(0)
        press(Qt.Key.Key_N, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert heard[-1].sentence == "Choose at least one field, and each of them once."
    assert feeder.order(head.desk) == feeder.shipped_order()


def test_an_officer_sees_the_order_and_cannot_change_it(
    session: Session, show: Callable[..., QWidget], dossiers: Dossiers
) -> None:
    session.at_hand = dossiers.received().scan_number
    section = opened(session, show, EIGHTH).section_of(FeederSection)
    assert section.table.rows.index(1, 2).data() == "Đặng Thị Diễm"
    press(Qt.Key.Key_U, CTRL)
    press(Qt.Key.Key_Return, CTRL)
    assert section.action == ""
    assert section.order() == feeder.shipped_order()
    assert not any(button.isVisible() for button in section.buttons.values())


@pytest.mark.parametrize(("width", "height"), [(1366, 690), (960, 540)])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_nothing_is_cut_off_and_everything_has_a_name(
    head: Session, show: Callable[..., QWidget], width: int, height: int, language: str
) -> None:
    i18n.use(language)
    window = Window(head, "office")
    show(window, width, height)
    page = window.page()
    assert isinstance(page, OfficePage)
    press(Qt.Key.Key_8, CTRL)
    assert isinstance(page.section(), FeederSection)
    assert clipped(page) == []
    assert unnamed(page) == []
