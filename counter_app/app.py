"""Start of the window: home, language, look, one instance; then, once something is to be seen, the rest.

The log, the database and the first page are loaded after the first paint, and the page while
the officer types the PIN: what stands at the top of this file is what the first paint needs.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication

from counter_app import __version__, i18n
from counter_app.assets import asset
from counter_app.config import Home, Workstation, default_home, load_workstation
from counter_app.errors import NotAllowed, UserError
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.signin import SignIn

if TYPE_CHECKING:
    from counter_app.core.records import Officer
    from counter_app.core.scan import ScanMeaning
    from counter_app.services.desk import Desk
    from counter_app.ui.dialogs.notice import Notice
    from counter_app.ui.garbage import Collector
    from counter_app.ui.scanner import Scanner
    from counter_app.ui.serial_scanner import SerialScanner
    from counter_app.ui.session import Session
    from counter_app.ui.window import Window

#: Units of the fictional offices; only of these PINs are shown.
FICTIONAL_UNIT = "H99"
#: The exit code of a program that could not open its window.
REFUSED = 1


def main(home: Home | Path | None = None, argv: Sequence[str] = (), bundle: Path | None = None) -> int:
    """Open the desk window on the installation in ``home``, or in this folder; returns the exit code.

    ``argv`` goes to Qt, such as ``["-platform", "offscreen"]``. ``bundle`` is a file of exchange that
    was opened in the system: it is taken in as soon as somebody has signed in.
    """
    if not _has_display(argv):
        print(_("There is no display here; use the commands, see “counter-app --help”."), file=sys.stderr)
        return REFUSED
    place = Home(home) if isinstance(home, Path) else home or default_home()
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
    lock = QLockFile(str(place.lock))
    try:
        if problem is not None:
            raise problem
        take_lock(lock, bundle)
    except UserError as error:
        notice = refuse(app, error)
        return REFUSED if notice is None else app.exec()
    program = Program(app, place, station, bundle)
    program.start()
    try:
        return app.exec()
    finally:
        program.end()
        lock.unlock()


def _has_display(argv: Sequence[str]) -> bool:
    """Whether Qt can open a window; without one it would end the process by itself."""
    if not sys.platform.startswith("linux") or "-platform" in argv:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def dress(app: QApplication, station: Workstation) -> None:
    """Name, icon and look of the program."""
    app.setApplicationName("counter-app")
    app.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("counter-app")
    theme.apply(app, station.theme)
    app.setWindowIcon(QIcon(str(asset("icons") / "app.png")))


def take_lock(lock: QLockFile, bundle: Path | None = None) -> None:
    """Keep the home to this window.

    Raises:
        NotAllowed: another window has it.
    """
    lock.setStaleLockTime(0)  # a crashed program is known by its process, not by the age of its file
    if not lock.tryLock(0):
        if bundle is not None:
            raise NotAllowed(
                _(
                    "The program is open already. In its window press F8, then Ctrl+O and choose {file}."
                ).format(file=bundle)
            )
        raise NotAllowed(
            _("The program is open already on this computer. Look for its window in the taskbar.")
        )


def refuse(app: QApplication, error: UserError) -> "Notice | None":
    """Say in one sentence why there is no window, on the screen and on standard error.

    The program ends with :data:`REFUSED` when the notice is closed; whoever calls keeps the notice.
    Where nobody looks at the screen there is none.
    """
    from counter_app.ui.dialogs.notice import Notice  # noqa: PLC0415

    print(error, file=sys.stderr)
    if app.platformName() == "offscreen":
        return None
    notice = Notice(str(error))
    app.setQuitOnLastWindowClosed(False)  # that would end with 0
    notice.closed.connect(lambda: app.exit(REFUSED))
    notice.show()
    return notice


class Program(QObject):
    """What is on the screen: the signing in, then the window; anew when officer or language change."""

    def __init__(
        self, app: QApplication, home: Home, station: Workstation, bundle: Path | None = None
    ) -> None:
        super().__init__(app)
        self.bundle = bundle
        self.app = app
        self.home = home
        self.station = station
        self.desk: Desk | None = None
        self.session: Session | None = None
        self.sign_in: SignIn | None = None
        self.window: Window | None = None
        self._scanner: Scanner | None = None
        self._serial: SerialScanner | None = None
        self._collector: Collector | None = None
        self._notice: Notice | None = None

    def start(self) -> None:
        """Show the signing in, and open the desk as soon as it is painted."""
        self.sign_in = SignIn()
        self.sign_in.signed_in.connect(self.open_window)
        self.sign_in.painted.connect(self.open_desk)
        self.sign_in.show()

    def open_desk(self) -> None:
        """Open log, database and office; where one of them is not to be had, say so and end."""
        try:
            self._open_desk()
        except UserError as error:
            self._notice = refuse(self.app, error)  # before the signing in goes: some window stays open
            if self.sign_in is not None:
                self.sign_in.close()
            if self._notice is None:
                self.app.exit(REFUSED)
        else:
            QTimer.singleShot(0, self._read_ahead)

    def _open_desk(self) -> None:
        from counter_app.services import desk  # noqa: PLC0415 - after the first paint
        from counter_app.ui import log  # noqa: PLC0415

        if self.desk is None:
            log.start(self.home)
            self._make_prepared_office()
            self.desk = desk.open_desk(self.home)
        if self.sign_in is not None:
            self.sign_in.show_desk(self.desk, self.station.last_login, shown_pins(self.desk))

    def _make_prepared_office(self) -> None:
        if self.home.prepared_office.exists():
            from counter_app.services.first_start import make_prepared_office  # noqa: PLC0415 - once

            make_prepared_office(self.home)

    def _read_ahead(self) -> None:
        """Load the window and its first page while the PIN is being typed; from now on scans are heard."""
        from counter_app.ui.garbage import Collector  # noqa: PLC0415
        from counter_app.ui.scanner import Scanner  # noqa: PLC0415

        if self._scanner is None:  # one for all who sign in: two would hear each scan twice
            self._scanner = Scanner(self.app)
            self._scanner.scanned.connect(self._scanned)
        self._listen_to_port()
        import_module("counter_app.ui.window")
        import_module("counter_app.ui.pages.reception")
        if self._collector is None:
            self._collector = Collector(self.app)
            self._collector.start()

    def end(self) -> None:
        """Close what is open; the program may be started again."""
        from counter_app.services import desk  # noqa: PLC0415
        from counter_app.ui import log, tasks  # noqa: PLC0415

        if self.session is not None:
            tasks.stop(self.session)
            self._export_at_closing(self.session)
        if self.desk is not None:
            desk.close_desk()
        self.stop_listening()
        log.stop()

    def _export_at_closing(self, session: "Session") -> None:
        """The windows are gone: nobody waits for the file, and what fails is said at the next start."""
        from counter_app.services import closing_export  # noqa: PLC0415
        from counter_app.ui import say  # noqa: PLC0415

        say.attempt(
            session, closing_export.run, session.desk, session.station, session.now(), session.officer
        )

    def stop_listening(self) -> None:
        """Hear no more scans, and leave the garbage to whoever comes after."""
        if self._serial is not None:
            self._serial.close()
        for one in (self._scanner, self._serial, self._collector):
            if one is not None:
                one.deleteLater()
        self._scanner = self._serial = self._collector = None

    def _listen_to_port(self) -> None:
        """Open the serial port of the settings, where there is one and it is another than before."""
        port = self.station.scanner_port
        if self._scanner is None or port == (self._serial.port if self._serial is not None else ""):
            return
        if self._serial is not None:
            self._serial.close()
            self._serial.deleteLater()
            self._serial = None
        if port:
            from counter_app.ui.serial_scanner import SerialScanner  # noqa: PLC0415 - only where there is one

            self._serial = SerialScanner(port, self)
            self._serial.arrived.connect(self._scanner.take)
            self._serial.state_changed.connect(self._show_scanner)
            self._serial.open()
        self._show_scanner()

    def _show_scanner(self) -> None:
        from counter_app.ui import lamps  # noqa: PLC0415 - after the first paint

        if self.session is not None:
            self.session.scanner_open = self._serial is not None and self._serial.is_open
            lamps.show_scanner(self.session)

    def open_window(self, officer: "Officer") -> None:
        """Open the main window for ``officer``."""
        from counter_app.services import closing_export  # noqa: PLC0415
        from counter_app.ui import say  # noqa: PLC0415
        from counter_app.ui.session import Session  # noqa: PLC0415

        if self.desk is None:
            return
        self.session = Session(self.desk, officer, self.station)
        if self.station.last_login != officer.login:
            say.attempt(self.session, self.session.change_station, last_login=officer.login)
        self.session.station_changed.connect(self._station_changed)
        self.session.signed_out.connect(self._signed_out)
        self._station_changed()
        self._show_window(self.session)
        if self.desk.law.warning:
            self.session.say("problem", self.desk.law.warning)
        elif problem := closing_export.problem():
            self.session.say("caution", problem, _("Exchange"), "F8")
        if self.sign_in is not None:
            self.sign_in.close()
            self.sign_in.deleteLater()
            self.sign_in = None
        self._take_bundle()

    def _take_bundle(self) -> None:
        """Take in the file of exchange with which the program was opened, once."""
        bundle, self.bundle = self.bundle, None
        if bundle is None or self.window is None:
            return
        from counter_app.ui.pages.exchange import ExchangePage  # noqa: PLC0415

        self.window.show_page("exchange")
        page = self.window.page()
        if isinstance(page, ExchangePage):
            page.import_file(bundle)

    def _show_window(self, session: "Session") -> None:
        from counter_app.ui import tasks  # noqa: PLC0415
        from counter_app.ui.window import Window  # noqa: PLC0415

        before = self.window
        if before is not None:
            tasks.stop(session)  # what the window before asked for is not answered into the new one
        self.window = Window(session, _first_page(session.officer))
        if before is None:
            self.window.resize(1366, 700)
            self.window.showMaximized()
            return
        self.window.setGeometry(before.geometry())
        self.window.setWindowState(before.windowState())
        self.window.show()
        before.hide()
        before.deleteLater()

    def _station_changed(self) -> None:
        if self.session is None:
            return
        self.station = self.session.station
        self._listen_to_port()
        self.session.scanner_open = self._serial is not None and self._serial.is_open
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

    def _scanned(self, meaning: "ScanMeaning") -> None:
        if self.window is not None:
            self.window.take_scan(meaning)


def _first_page(officer: "Officer") -> str:
    """Where the officer's work begins: those who receive at reception, the others at what is open."""
    from counter_app.core.states import Action, permitted  # noqa: PLC0415 - after the first paint

    return "reception" if permitted(Action.RECEIVE, officer.role) else "dossier"


def shown_pins(desk: "Desk") -> Mapping[str, str]:
    """The PINs that a fictional office keeps beside its database so that anybody can try it."""
    import tomllib  # noqa: PLC0415 - after the first paint

    if not desk.office.unit_id.startswith(FICTIONAL_UNIT):
        return {}
    try:
        values = tomllib.loads(desk.home.demo_pins.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError):
        return {}
    return {login: pin for login, pin in values.items() if isinstance(pin, str)}
