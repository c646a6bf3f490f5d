"""Every control has a name, shows the focus, and every key of a page is written somewhere."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from counter_app.config import Home, Workstation
from counter_app.core.records import Officer
from counter_app.demo import make_demo
from counter_app.services import queries
from counter_app.services.desk import Desk, close_desk
from counter_app.ui import tasks
from counter_app.ui.pages.office.page import SECTIONS, OfficePage
from counter_app.ui.rail import rail_pages
from counter_app.ui.session import Session
from counter_app.ui.widgets import KeyCap, LinkButton, PlainButton, PrimaryButton
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import press, unnamed

PAGES = [page.id for page in rail_pages()]
#: More stops than any page has.
_STEPS = 90


@pytest.fixture(scope="module")
def busy_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    made = make_demo(Home(tmp_path_factory.mktemp("busy") / "home"), 30, 1, NOW, lambda: NOW)
    yield made.desk
    close_desk()


@pytest.fixture
def busy(busy_desk: Desk, officers: dict[str, Officer], show: Callable[..., QWidget]) -> Iterator[Window]:
    session = Session(busy_desk, officers["chi"], Workstation(printer="file"))
    window = show(Window(session, "help"))
    assert isinstance(window, Window)
    yield window
    tasks.stop(session)


def opened(window: Window, page: str) -> QWidget:
    """The page in front, with a dossier on it where it can have one."""
    desk = window.session.desk
    ready = queries.search(desk, "", queries.Which.READY, at=NOW).ids
    row = queries.rows(desk, ready[:1])[0]
    window.show_page(page, row.scan_number if page in ("dossier", "handover") else None)
    QApplication.processEvents()
    return window.page()


@pytest.mark.parametrize("page", PAGES)
def test_every_stop_of_tab_has_a_name_and_shows_the_focus(busy: Window, page: str) -> None:
    opened(busy, page)
    assert unnamed(busy) == []
    seen: list[QWidget] = []
    for _step in range(_STEPS):
        press(Qt.Key.Key_Tab)
        now = busy.focusWidget()
        assert now is not None
        if now in seen:
            break
        seen.append(now)
        without = _picture(now, focused=False)
        assert _picture(now, focused=True) != without, _told(now)  # which has the focus again now
        assert now.visibleRegion().boundingRect().height() > 0, f"{_told(now)} is out of sight"
    assert len(seen) > 3, f"Tab goes through the page: {[_told(one) for one in seen]}"
    assert len(seen) < _STEPS, "Tab comes back to where it began"


def _picture(widget: QWidget, *, focused: bool) -> QImage:
    """``widget`` as it is seen with the focus, or without."""
    if focused:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
    else:
        widget.clearFocus()
    return widget.grab().toImage()


def _told(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.accessibleName()!r}"


def test_every_key_of_a_page_is_written_where_it_acts_or_in_the_help(busy: Window) -> None:
    helped = " ".join(_written(opened(busy, "help")))
    missing: dict[str, list[str]] = {}
    for page in PAGES:
        if page != "office":
            written = f"{helped} {' '.join(_written(opened(busy, page)))}"
            missing[page] = [key for key in busy.page().keys if key not in written]
    office = opened(busy, "office")
    assert isinstance(office, OfficePage)
    for section in range(1, len(SECTIONS) + 1):
        office.choose(section)
        written = f"{helped} {' '.join(_written(office.section()))}"
        missing[f"section {section}"] = [key for key in office.section().hot_keys() if key not in written]
    assert {page: keys for page, keys in missing.items() if keys} == {}


def _written(page: QWidget) -> Iterator[str]:
    """The keys and words on a page, those of its parts that are not in front as well."""
    for part in page.findChildren(QWidget):
        if isinstance(part, KeyCap):
            yield part.text()
        elif isinstance(part, PlainButton | PrimaryButton):
            yield part.key()
        elif isinstance(part, LinkButton | QAbstractButton):
            yield part.accessibleName()
        elif isinstance(part, QLabel):
            yield part.text()
