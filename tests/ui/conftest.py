"""A dressed application and a session on a real office; hands for the keyboard are in hands.py."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator

import pytest
import shiboken6
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counter_app.config import FILE_PRINTER, Workstation
from counter_app.core.records import NewDossier, Officer
from counter_app.core.scan import ScanMeaning
from counter_app.services.desk import Desk
from counter_app.ui import say, tasks, theme
from counter_app.ui.dialogs.crash import CrashDialog
from counter_app.ui.pages.page import Page
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import Clock
from tests.ui.pages import Dossiers


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> Iterator[None]:
    """The program's own look; crashes of other tests are forgotten, and none of their scanners listens."""
    theme.apply(qapp, "light")
    say.forget_crashes()
    yield
    for scanner in qapp.findChildren(Scanner):  # one left over would hold the keys of the next test
        shiboken6.delete(scanner)
    for dialog in QApplication.topLevelWidgets():
        if isinstance(dialog, CrashDialog):
            dialog.close()
            dialog.deleteLater()


@pytest.fixture
def session(qapp: QApplication, desk: Desk, officers: dict[str, Officer], clock: Clock) -> Iterator[Session]:
    """Nguyễn Thu An at her counter; forms are printed into files."""
    made = Session(desk, officers["an"], Workstation(printer=FILE_PRINTER))
    yield made
    tasks.stop(made)


@pytest.fixture
def said(session: Session) -> list[Said]:
    """Everything that the strip was told, in order."""
    heard: list[Said] = []
    session.said.connect(heard.append)
    return heard


@pytest.fixture
def show(qtbot: QtBot) -> Callable[..., QWidget]:
    """Shows a widget as the active window, 1366x768 unless told otherwise."""

    kept: list[QWidget] = []

    def make(widget: QWidget, width: int = 1366, height: int = 768) -> QWidget:
        kept.append(widget)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.activateWindow()
        qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is widget.windowHandle())
        return widget

    return make


@pytest.fixture
def dossiers(desk: Desk, officers: dict[str, Officer], new_dossier: Callable[..., NewDossier]) -> Dossiers:
    """Makes dossiers in every state, at moments before now."""
    return Dossiers(desk, officers, new_dossier)


@pytest.fixture
def open_page(session: Session, show: Callable[..., QWidget]) -> Callable[..., Page]:
    """Shows the window with a page of this id in front, and gives the page."""

    def make(name: str, *size: int) -> Page:
        window = Window(session, name)
        show(window, *size)
        return window.page()

    return make


@pytest.fixture
def heard(qapp: QApplication) -> Iterator[list[ScanMeaning]]:
    """What the program's scanner delivers."""
    scanner = Scanner(qapp)
    scans: list[ScanMeaning] = []
    scanner.scanned.connect(scans.append)
    yield scans
    scanner.deleteLater()


@pytest.fixture
def window(session: Session, show: Callable[..., QWidget]) -> QWidget:
    """The whole window, with the help in front."""
    return show(Window(session, "help"))


@pytest.fixture
def signed_in(
    desk: Desk, officers: dict[str, Officer], show: Callable[..., QWidget]
) -> Iterator[Callable[[str], Window]]:
    """Opens the window for an officer by login."""
    sessions = []

    def make(login: str) -> Window:
        sessions.append(Session(desk, officers[login], Workstation(printer="file")))
        window = show(Window(sessions[-1], "help"))
        assert isinstance(window, Window)
        return window

    yield make
    for session in sessions:
        tasks.stop(session)
