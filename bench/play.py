"""The desk's main job played in the real window by keys and scans, from reception to export.

    .venv/bin/python -m bench.play OUT

Leaves in OUT the receipt, the ledger, the bundle and a picture of the window after every step.
"""

import shutil
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counter_app import app as program
from counter_app import i18n
from counter_app.config import FILE_PRINTER, Home, Workstation, save_workstation
from counter_app.core.records import DossierState
from counter_app.core.states import Status
from counter_app.demo import make_demo
from counter_app.services import accounts, queries
from counter_app.services.desk import close_desk, system_clock

CONTROL = Qt.KeyboardModifier.ControlModifier
PERSON = "099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"
_DOSSIERS = 240
_PATIENCE_MS = 20_000


def main() -> int:
    """Play the whole job; 1 with one sentence where a step does not lead where it should."""
    out = Path(sys.argv[1] if len(sys.argv) > 1 else "out")
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    app = QApplication(["counter-app"])
    day = Day(app, out)
    try:
        day.play()
    except Lost as lost:
        day.picture("stopped-here")
        sys.stderr.write(f"The play stopped: {lost}. See {out / 'stopped-here.png'}\n")
        return 1
    finally:
        day.end()
    return 0


class Lost(Exception):
    """A step did not lead where it should."""


class Day:
    """A day at the desk: the program, hands at its keyboard, and the pictures taken."""

    def __init__(self, app: QApplication, out: Path) -> None:
        self.app, self.out = app, out
        self.home = Home(out / "home")
        self.clock = QElapsedTimer()
        self.clock.start()
        self.steps = 0
        now = system_clock()
        make_demo(self.home, _DOSSIERS, 1, now)
        close_desk()
        self.pins = tomllib.loads(self.home.demo_pins.read_text(encoding="utf-8"))
        (out / "exchange").mkdir()
        station = Workstation(
            counter="Quầy 2",
            printer=FILE_PRINTER,
            theme="light",
            export_folder=str((out / "exchange").resolve()),
        )
        save_workstation(self.home, station)
        i18n.use(station.language)
        program.dress(app, station)
        self.program = program.Program(app, self.home, station)

    def play(self) -> None:
        """Reception, forwarding, the result, handing over, the ledger, the bundle."""
        self.program.start()
        self.sign_in("an")
        state = self.receive()
        self.scan(state.scan_number)
        self.picture("receipt-scanned")
        self.next_action(state.scan_number, Status.IN_PROGRESS, "forwarded")
        self.change_officer("dung")
        self.scan(state.scan_number)
        self.next_action(state.scan_number, Status.FINISHED, "result-ready")
        self.change_officer("an")
        self.scan(state.scan_number)
        self.press(Qt.Key.Key_F10)
        self.settle()
        self.picture("handing-over")
        self.next_action(state.scan_number, Status.RETURNED, "handed-over")
        self.ledger()
        self.export()

    def receive(self) -> DossierState:
        """Receive a dossier: procedure by letters, person by card, receipt into a file."""
        before = queries.today(self.program.desk, system_clock()).received
        self.press(Qt.Key.Key_F2)
        self.type("xac nhan tinh trang hon nhan")
        self.settle()
        self.picture("procedure-found")
        self.press(Qt.Key.Key_Return)
        self.scan(PERSON)
        self.settle()
        self.picture("person-by-card")
        self.press(Qt.Key.Key_Return, CONTROL)
        self.until(
            lambda: queries.today(self.program.desk, system_clock()).received > before, "nothing was received"
        )
        found = queries.search(self.program.desk, "Đặng Thị Diễm", at=system_clock())
        number = queries.rows(self.program.desk, found.ids[:1])[0].scan_number
        self.until(lambda: any(self.home.papers.rglob("*.pdf")), "no receipt was printed")
        self.settle()
        self.picture("received")
        printed = max(self.home.papers.rglob("*.pdf"), key=lambda path: path.stat().st_mtime)
        shutil.copy(printed, self.out / "receipt.pdf")
        return queries.dossier(self.program.desk, number)

    def ledger(self) -> None:
        """Print the ledger of today."""
        before = set(self.home.papers.rglob("*.pdf"))
        self.press(Qt.Key.Key_F7)
        self.settle()
        self.press(Qt.Key.Key_Return, CONTROL)
        self.until(lambda: set(self.home.papers.rglob("*.pdf")) - before, "no ledger was printed")
        (printed,) = set(self.home.papers.rglob("*.pdf")) - before
        shutil.copy(printed, self.out / "ledger.pdf")
        self.settle()
        self.picture("ledger-printed")

    def export(self) -> None:
        """Write the bundle."""
        self.press(Qt.Key.Key_F8)
        self.settle()
        self.press(Qt.Key.Key_Return, CONTROL)
        self.until(lambda: any((self.out / "exchange").glob("*.hsb")), "no bundle was written")
        self.settle()
        self.picture("exported")

    def sign_in(self, login: str) -> None:
        """Choose the officer and type the PIN."""
        self.until(lambda: self.program.desk is not None, "the desk did not open")
        sign_in = self.program.sign_in
        people = [officer.login for officer in accounts.officers(self.program.desk)]
        steps = people.index(login) - people.index(sign_in.officer().login)
        for _ in range(abs(steps)):
            QTest.keyClick(sign_in.windowHandle(), Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)
        self.settle()
        self.picture("signing-in")
        self.type(self.pins[login])
        self.press(Qt.Key.Key_Return)
        self.until(lambda: self.program.window is not None, "the PIN was not taken")
        self.program.window.showNormal()  # an offscreen screen is smaller than any desk's
        self.program.window.resize(1366, 768)
        self.settle()

    def change_officer(self, login: str) -> None:
        """Somebody else sits down at this PC."""
        self.press(Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        self.until(lambda: self.program.window is None, "nobody was signed out")
        self.settle()
        self.sign_in(login)

    def next_action(self, number: str, status: Status, name: str) -> None:
        """F10, and the dossier is in ``status``."""
        self.press(Qt.Key.Key_F10)
        self.until(
            lambda: queries.dossier(self.program.desk, number).status is status,
            f"F10 did not lead to {status.name}",
        )
        self.settle()
        self.picture(name)

    # hands and eyes

    def front(self) -> QWidget:
        """What is in front: the window, or the signing in."""
        return self.program.window or self.program.sign_in

    def type(self, text: str) -> None:
        """Type ``text``, slower than any scanner."""
        for letter in text:
            self._key(letter, 0, self.clock.elapsed())
            self.wait(60)

    def scan(self, text: str) -> None:
        """A keyboard-type scanner delivers ``text`` and Enter."""
        start = self.clock.elapsed()
        for number, letter in enumerate(text):
            self._key(letter, 0, start + number)
        self._key("\r", Qt.Key.Key_Return, start + len(text))
        self.settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key or a shortcut; never so soon after a scan that it would be held back."""
        self.wait(600)
        QTest.keyClick(self.front().windowHandle(), key, modifier)

    def _key(self, letter: str, key: int, at: int) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter)
            event.setTimestamp(max(1, at))
            QGuiApplication.sendEvent(self.front().windowHandle(), event)

    def settle(self) -> None:
        """Let the program finish what it does."""
        self.wait(500)

    def wait(self, ms: int) -> None:
        """Let Qt work for ``ms`` milliseconds."""
        loop = QEventLoop()
        QTimer.singleShot(ms, loop.quit)
        loop.exec()

    def until(self, done: Callable[[], object], otherwise: str) -> None:
        """Let Qt work until ``done`` holds.

        Raises:
            Lost: it does not within reasonable time.
        """
        waited = QElapsedTimer()
        waited.start()
        while not done():
            if waited.elapsed() > _PATIENCE_MS:
                raise Lost(otherwise)
            self.wait(20)

    def picture(self, name: str) -> None:
        """Keep what is on the screen as a numbered picture."""
        self.steps += 1
        self.front().grab().save(str(self.out / f"{self.steps:02d}-{name}.png"))

    def end(self) -> None:
        """Close the program."""
        if self.program.window is not None:
            self.program.window.close()
        self.program.end()
        QCoreApplication.processEvents()


if __name__ == "__main__":
    sys.exit(main())
