"""Start of the window: home, log, one instance, language, look, database, signing in."""

import logging
import os
import sys
import tomllib
from collections.abc import Mapping, Sequence
from importlib import import_module
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QLockFile,
    QMessageLogContext,
    QObject,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from counter_app import __version__, i18n
from counter_app.assets import asset
from counter_app.config import Home, Workstation, default_home, load_workstation
from counter_app.core.records import Officer
from counter_app.core.scan import ScanMeaning
from counter_app.errors import DeviceProblem, NotAllowed, UserError
from counter_app.i18n import gettext as _
from counter_app.services.desk import Desk, close_desk, open_desk
from counter_app.ui import say, theme
from counter_app.ui.session import Session
from counter_app.ui.signin import SignIn

if TYPE_CHECKING:
    from counter_app.ui.window import Window

_log = logging.getLogger("counter_app")
#: Units of the fictional offices; only of these PINs are shown.
FICTIONAL_UNIT = "H99"


def main(home: Path | None = None, argv: Sequence[str] = ()) -> int:
    """Open the desk window on the installation in ``home``; returns the exit code.

    ``argv`` goes to Qt, such as ``["-platform", "offscreen"]``.
    """
    place = Home(home) if home else default_home()
    problem: UserError | None = None
    station = Workstation()
    try:
        place.make()
        station = load_workstation(place)
    except UserError as error:
        problem = error
    if station.scale:
        os.environ["QT_SCALE_FACTOR"] = str(station.scale / 100)
    app = QApplication(["counter-app", *argv])
    i18n.use(station.language)
    dress(app, station)
    if problem is not None:
        return _refuse(app, problem)
    lock = QLockFile(str(place.lock))
    try:
        start_log(place)
        take_lock(lock)
        desk = open_desk(place)
    except UserError as error:
        return _refuse(app, error)
    program = Program(app, desk, station)
    program.start()
    try:
        return app.exec()
    finally:
        close_desk()
        lock.unlock()


def dress(app: QApplication, station: Workstation) -> None:
    """Name, icon and look of the program."""
    app.setApplicationName("counter-app")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("counter-app")
    theme.apply(app, station.theme)
    app.setWindowIcon(QIcon(str(asset("icons") / "app.png")))


def start_log(home: Home) -> None:
    """Log into the home, at most five files of a megabyte; catch what nobody else catches.

    Raises:
        DeviceProblem: the folder cannot be written.
    """
    try:
        home.log.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            home.log / "counter-app.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8"
        )
    except OSError as error:
        raise DeviceProblem(
            _("The log in {path} cannot be written: {reason}. Give the folder back its rights.").format(
                path=home.log, reason=error.strerror
            )
        ) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.info("counter-app %s started", __version__)
    sys.excepthook = say.excepthook
    qInstallMessageHandler(_qt_says)


def take_lock(lock: QLockFile) -> None:
    """Keep the home to this window.

    Raises:
        NotAllowed: another window has it.
    """
    lock.setStaleLockTime(0)  # a crashed program is known by its process, not by the age of its file
    if not lock.tryLock(0):
        raise NotAllowed(
            _("The program is open already on this computer. Look for its window in the taskbar.")
        )


class Program(QObject):
    """What is on the screen: the signing in, then the window; anew when officer or language change."""

    def __init__(self, app: QApplication, desk: Desk, station: Workstation) -> None:
        super().__init__(app)
        from counter_app.ui.scanner import Scanner  # noqa: PLC0415 - not needed to read a sentence of refusal

        self.desk = desk
        self.station = station
        self.sign_in: SignIn | None = None
        self.window: Window | None = None
        self.session: Session | None = None
        self.scanner = Scanner(app)
        self.scanner.scanned.connect(self._scanned)

    def start(self) -> None:
        """Ask who works at this PC."""
        self.sign_in = SignIn(self.desk, self.station.last_login, shown_pins(self.desk))
        self.sign_in.signed_in.connect(self.open_window)
        self.sign_in.resize(640, 640)
        self.sign_in.show()
        QTimer.singleShot(0, _read_ahead)

    def open_window(self, officer: Officer) -> None:
        """Open the main window for ``officer``."""
        self.session = Session(self.desk, officer, self.station)
        if self.station.last_login != officer.login:
            say.attempt(self.session, self.session.change_station, last_login=officer.login)
        self.session.station_changed.connect(self._station_changed)
        self.session.signed_out.connect(self._signed_out)
        self._station_changed()
        self._show_window(self.session)
        if self.sign_in is not None:
            self.sign_in.close()
            self.sign_in.deleteLater()
            self.sign_in = None

    def _show_window(self, session: Session) -> None:
        from counter_app.ui.window import Window  # noqa: PLC0415 - read while the PIN is being typed

        before, self.window = self.window, Window(session)
        if before is not None:
            self.window.setGeometry(before.geometry())
            self.window.setWindowState(before.windowState())
            self.window.show()
        else:
            self.window.resize(1366, 700)
            self.window.showMaximized()
        if before is not None:
            before.close()
            before.deleteLater()

    def _station_changed(self) -> None:
        if self.session is None:
            return
        self.station = self.session.station
        if self.station.language != i18n.language():
            i18n.use(self.station.language)
            if self.window is not None:
                self._show_window(self.session)

    def _signed_out(self) -> None:
        self.start()
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
            self.window = None

    def _scanned(self, meaning: ScanMeaning) -> None:
        if self.window is not None:
            self.window.take_scan(meaning)


def _read_ahead() -> None:
    """Load the window and its first page once the signing in is on the screen."""
    import_module("counter_app.ui.window")
    import_module("counter_app.ui.pages.reception")


def shown_pins(desk: Desk) -> Mapping[str, str]:
    """The PINs that a fictional office keeps beside its database so that anybody can try it."""
    if not desk.office.unit_id.startswith(FICTIONAL_UNIT):
        return {}
    try:
        values = tomllib.loads((desk.home.root / "demo-pins.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return {}
    return {login: pin for login, pin in values.items() if isinstance(pin, str)}


def _refuse(app: QApplication, error: UserError) -> int:
    """Say in one sentence why there is no window, on the screen and on standard error."""
    from counter_app.ui.dialogs.notice import Notice  # noqa: PLC0415

    sys.stderr.write(f"{error}\n")
    if app.platformName() != "offscreen":
        notice = Notice(str(error))
        notice.show()
        app.exec()
    return 1


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.INFO,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's own messages go into the log; they speak of screens and drivers, not of citizens."""
    _log.log(_LEVELS[kind], "Qt: %s", message)
