"""Every page in both languages on the screens that offices have: nothing cut off, every control named."""

from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app import i18n
from counter_app.config import Home, Workstation
from counter_app.core.records import Officer
from counter_app.core.scan import meaning
from counter_app.demo import make_demo
from counter_app.services import queries
from counter_app.services.desk import Desk, close_desk
from counter_app.ui import tasks
from counter_app.ui.pages.page import Page
from counter_app.ui.rail import rail_pages
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import clipped, type_text, unnamed

CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"
SIZES = [(1366, 768), (1366, 690), (1280, 720), (960, 540)]


@pytest.fixture(scope="module")
def busy_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """An office of some weeks, opened once for all pictures: nothing is written here."""
    i18n.use("en")
    made = make_demo(Home(tmp_path_factory.mktemp("busy") / "home"), 60, 1, NOW, lambda: NOW)
    yield made.desk
    close_desk()


@pytest.fixture
def busy_session(qapp: QApplication, busy_desk: Desk, officers: dict[str, Officer]) -> Iterator[Session]:
    made = Session(busy_desk, officers["an"], Workstation(printer="file"))
    yield made
    tasks.stop(made)


def overlaps(page: Page) -> list[str]:
    """Parts of the page that lie over each other, or reach beyond the page."""
    parts = [one for one in page.children() if isinstance(one, QWidget) and one.isVisible()]
    found = [type(one).__name__ for one in parts if not page.rect().contains(one.geometry())]
    for number, one in enumerate(parts):
        found += [
            f"{type(one).__name__} over {type(other).__name__}"
            for other in parts[number + 1 :]
            if one.geometry().intersects(other.geometry())
        ]
    return found


@pytest.mark.parametrize("language", ["en", "vi"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_every_page_fits(
    qtbot: QtBot,
    busy_session: Session,
    show: Callable[..., QWidget],
    language: str,
    width: int,
    height: int,
) -> None:
    def look(window: Window) -> list[str]:
        """What does not fit once the worker's answers are shown and laid out."""

        def seen() -> list[str]:
            return clipped(window) + unnamed(window) + overlaps(window.page())

        with suppress(TimeoutError):
            qtbot.waitUntil(lambda: not seen(), timeout=2000)
        return seen()

    i18n.use(language)
    window = show(Window(busy_session, "help"), width, height)
    ready = queries.search(busy_session.desk, "", queries.Which.READY, at=NOW).ids
    row = queries.rows(busy_session.desk, ready[:1])[0]
    faults: dict[str, list[str]] = {}
    window.take_scan(meaning(CARD))
    type_text("xac nhan")
    faults["reception, filled in"] = look(window)
    for page, argument in [(one.id, None) for one in rail_pages()] + [
        ("dossier", row.scan_number),
        ("handover", row.scan_number),
    ]:
        window.show_page(page, argument)
        faults[page] = look(window)
    assert window.size().toTuple() == (width, height)
    assert {page: found for page, found in faults.items() if found} == {}
