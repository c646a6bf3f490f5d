"""The form of reception on the screen, and what the tests of its keys share."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.services import queries
from counter_app.services.desk import Desk
from counter_app.ui.pages.reception import ReceptionPage
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.ui.hands import press, type_text

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
MARITAL = "Cấp Giấy xác nhận tình trạng hôn nhân"
CARD = "099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"
RECEIVE = (Qt.Key.Key_Return, CTRL)


@pytest.fixture
def window(session: Session, show: Callable[..., QWidget]) -> Window:
    made = Window(session)
    show(made)
    return made


@pytest.fixture
def page(window: Window) -> ReceptionPage:
    found = window.page()
    assert isinstance(found, ReceptionPage)
    return found


def rows(desk: Desk) -> list[str]:
    """Scan numbers of every dossier of the desk, newest first."""
    found = queries.search(desk, "", at=desk.clock())
    return [row.scan_number for row in queries.rows(desk, found.ids)]


def choose_marital(page: ReceptionPage) -> None:
    type_text("tinh trang hon nhan")
    press(Qt.Key.Key_Return)
    assert page.procedure.is_folded()


def visible_words(page: QWidget) -> str:
    """Every word that the page shows or tells a screen reader."""
    parts = [part for part in page.findChildren(QWidget) if part.isVisible()]
    texts = [str(part.property("text") or "") for part in parts]
    return "\n".join((*texts, *(part.accessibleName() for part in parts)))
