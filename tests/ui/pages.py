"""What the tests of the pages share: a window on a page, and dossiers in every state."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.core.records import DossierState, NewDossier, Officer
from counter_app.core.times import parse_time
from counter_app.services import processing, reception
from counter_app.services.desk import Desk
from counter_app.ui.pages.dossier import DossierPage
from counter_app.ui.pages.handover import HandoverPage
from counter_app.ui.pages.office import OfficePage
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.ui.hands import press


def opened_section(session: Session, show: Callable[..., QWidget], n: int = 1) -> OfficePage:
    """The page of administration on its n-th section, reached by keys."""
    show(Window(session, "help"))
    press(Qt.Key.Key_F9)
    press(Qt.Key(Qt.Key.Key_0 + n), Qt.KeyboardModifier.ControlModifier)
    window = QApplication.activeWindow()
    assert isinstance(window, Window)
    page = window.page()
    assert isinstance(page, OfficePage)
    return page


def opened_handover(window: Window, scan_number: str = "") -> HandoverPage:
    """The hand-over on its list, or on the form of one result."""
    window.show_page("handover", scan_number or None)
    page = window.page()
    assert isinstance(page, HandoverPage)
    return page


def opened_dossier(window: Window, scan_number: str = "") -> DossierPage:
    """The card of a dossier, or the page without one."""
    window.show_page("dossier", scan_number or None)
    page = window.page()
    assert isinstance(page, DossierPage)
    return page


@dataclass(frozen=True)
class Dossiers:
    """Makes dossiers by the services, at moments before now."""

    desk: Desk
    officers: dict[str, Officer]
    new: Callable[..., NewDossier]

    def received(self, at: str = "2026-11-23T08:00:00", **changes: object) -> DossierState:
        """A dossier that was received and lies at the counter."""
        return reception.receive(self.desk, self.new(**changes), self.officers["an"], parse_time(at))

    def in_progress(self, at: str = "2026-11-19T08:00:00", **changes: object) -> DossierState:
        """A dossier that was forwarded to its unit two hours after reception."""
        state = self.received(at, **changes)
        return processing.forward(self.desk, state.scan_number, self.officers["an"], _later(state, 2))

    def ready(self, at: str = "2026-11-19T08:00:00", note: str = "", **changes: object) -> DossierState:
        """A dossier whose result was ready a day after reception."""
        state = self.in_progress(at, **changes)
        by = self.officers["dung"]
        return processing.finish(self.desk, state.scan_number, by, _later(state, 24), note=note)


def _later(state: DossierState, hours: int) -> datetime:
    return state.received_at.replace(
        hour=state.received_at.hour + hours % 24, day=state.received_at.day + hours // 24
    )
