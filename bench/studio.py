"""The studio of the pictures: offices to draw, a window with hands, a process for each language and ratio.

A scene is played once; then the window is grabbed in every look and at every size of its screen.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from time import perf_counter

from counter_app.core.times import VIETNAM

#: Monday before the holiday of 24 November 2026, after 15:00.
NOW = datetime(2026, 11, 23, 15, 40, tzinfo=VIETNAM)
LOOKS = ("light", "dark")
LANGUAGES = ("vi", "en")
#: Name of the size, logical width and height, by the ratio of the screen.
SIZES = {
    1.0: (("1366x768", 1366, 768), ("1366x690", 1366, 690)),
    1.5: (("1920x1080-150", 1280, 720),),
    2.0: (("1920x1080-200", 960, 540),),
}
#: The ratio that is drawn in one look and language only: what a small screen shows is the same in all.
SMALLEST = 2.0
_DOSSIERS = 260
#: Milliseconds: what waits longer than this is not waited for.
_PAUSE = 300
#: Qt packs a picture the faster, the nearer this is to 100; these are looked at and thrown away.
_PACKING = 70

Scenes = Mapping[str, "Callable[[Stage], None]"]


def draw_all(out: Path, only: Sequence[str]) -> int:
    """Draw the scenes whose names begin with one of ``only``, all where it is empty; the exit code."""
    began = perf_counter()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        homes = Path(folder) / "homes"
        make_offices(homes)
        waiting = [(ratio, language) for ratio in SIZES for language in LANGUAGES]
        waiting.remove((SMALLEST, "en"))
        codes = _run_some(
            [_command(out, homes, Path(folder), only, ratio, language) for ratio, language in waiting],
            os.cpu_count() or 1,
        )
    print(f"{perf_counter() - began:.0f} s altogether")
    return max(codes)


def _command(
    out: Path, homes: Path, folder: Path, only: Sequence[str], ratio: float, language: str
) -> tuple[list[str], dict[str, str]]:
    own = folder / f"{language}-{ratio:g}"  # what a window keeps in its home is not seen by the others
    shutil.copytree(homes, own)
    command = [sys.executable, "-m", "bench.screens", *only, "--out", str(out), "--homes", str(own)]
    command += ["--ratio", str(ratio), "--language", language]
    return command, {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}


def _run_some(commands: Sequence[tuple[list[str], dict[str, str]]], at_once: int) -> list[int]:
    """Run ``commands``, ``at_once`` of them beside each other; returns their exit codes."""
    running: list[subprocess.Popen[bytes]] = []
    codes: list[int] = []
    for command, environment in commands:
        if len(running) == at_once:
            codes.append(running.pop(0).wait())
        running.append(subprocess.Popen(command, env=os.environ | environment))
    return [*codes, *(one.wait() for one in running)]


def make_offices(homes: Path) -> None:
    """A busy office in "busy", and one of today without any dossier in "new"."""
    from bench.neighbours import make_neighbours
    from bench.ready import make_ready
    from bench.unusual import make_unusual
    from counter_app.config import FILE_PRINTER, Home, Workstation, save_workstation
    from counter_app.demo import make_demo
    from counter_app.services.desk import close_desk

    for name, dossiers in (("busy", _DOSSIERS), ("new", 0)):
        home = Home(homes / name)
        made = make_demo(home, dossiers, 1, NOW, lambda: NOW)
        if dossiers:
            make_unusual(made.desk, NOW)
            make_ready(made.desk, NOW)
        save_workstation(home, Workstation(counter="Quầy 2", printer=FILE_PRINTER))
        close_desk()
        if dossiers:
            make_neighbours(home, NOW)


def draw(out: Path, homes: Path, ratio: float, language: str, scenes: Scenes, only: Sequence[str]) -> int:
    """Draw ``scenes`` in one language on a screen of ``ratio``, which is this process's scale."""
    from PySide6.QtWidgets import QApplication

    from counter_app import app as program
    from counter_app import i18n
    from counter_app.config import Home, load_workstation
    from counter_app.services.desk import close_desk, open_desk

    app = QApplication(["screens"])
    program.dress(app, load_workstation(Home(homes / "busy")))
    i18n.use(language)
    wanted = {name: play for name, play in scenes.items() if not only or name.startswith(tuple(only))}
    looks = LOOKS[:1] if ratio == SMALLEST else LOOKS
    drawn = 0
    for office in ("busy", "new"):
        studio = Studio(app, open_desk(Home(homes / office), lambda: NOW), language)
        for name, play in wanted.items():
            if name.startswith("new-") == (office == "new"):
                for look, size, picture in studio.pictures(play, SIZES[ratio], looks):
                    file = out / f"{name}-{look}-{language}-{size}.png"
                    if not picture.save(str(file), "PNG", _PACKING):
                        raise SystemExit(f"{file} cannot be written.")
                    drawn += 1
        close_desk()
    print(f"{drawn} pictures in {language} at {ratio:g}", flush=True)
    return 0


class Studio:
    """One office in one language: makes a window, plays a scene in it, takes its pictures."""

    def __init__(self, app, desk, language: str) -> None:
        self.app, self.desk, self.language = app, desk, language

    def pictures(self, play, sizes, looks) -> Iterator[tuple]:
        """Look, name of the size and picture of the window after ``play(stage)``, in each of both."""
        from counter_app.ui import theme

        if theme.tokens().dark:  # the look of the scene before is kept: to dress every widget anew is slow
            looks = looks[::-1]
        _name, width, height = sizes[0]
        stage = Stage(self, width, height)
        play(stage)
        stage.settle()
        for look in looks:
            if theme.tokens() is not theme.chosen(look):
                theme.apply(self.app, look)
            for size, width, height in sizes:
                if stage.shown().size().toTuple() != (width, height):
                    stage.shown().resize(width, height)
                    stage.settle()
                yield look, size, stage.shown().grab()
        stage.close()


class Stage:
    """A window with hands: scans, typing and keys."""

    def __init__(self, studio: Studio, width: int, height: int) -> None:
        from counter_app.demo import OFFICERS

        self.studio, self.size = studio, (width, height)
        self.signing = None
        self.sign_in(OFFICERS[0])

    def sign_in(self, officer) -> None:
        """Let ``officer`` sit down at a window of their own."""
        from counter_app.config import Workstation
        from counter_app.ui.session import Session
        from counter_app.ui.window import Window

        self.close()
        studio = self.studio
        station = Workstation(counter="Quầy 2", printer="file", theme="light", language=studio.language)
        self.session = Session(studio.desk, officer, station)
        self.window = Window(self.session)
        self._show(self.window)

    def sign_out(self, pins) -> None:
        """Show the signing in instead of the window, with the PINs of a fictional office."""
        from counter_app.ui.signin import SignIn

        self.window.hide()
        self.signing = SignIn()
        self._show(self.signing)
        self.signing.show_desk(self.studio.desk, "an", pins)

    def shown(self):
        """What the picture is taken of."""
        return self.signing or self.window

    def close(self) -> None:
        """The scene is over."""
        from counter_app.ui import tasks

        if hasattr(self, "window"):
            self.session.sign_out()  # what was typed for one picture is not offered in the next
            tasks.stop(self.session)
            self.window.close()
            self.window.deleteLater()
        if self.signing is not None:
            self.signing.close()
            self.signing.deleteLater()
        self.studio.app.processEvents()

    def _show(self, window) -> None:
        window.resize(*self.size)
        window.show()
        window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is to be done any more: pauses over, questions answered, everything painted."""
        from counter_app.ui import tasks

        for _round in range(2):  # what is answered may ask again
            self.studio.app.processEvents()
            while self._pausing():
                self._wait(5)
            answered: list[object] = []
            tasks.run(self.session, lambda: None, answered.append)
            while not answered:
                self._wait(2)
        if not self.window.isVisible():
            return
        while len(self.session.lamps) < len(self.window.header.lamps):
            self._wait(5)

    def _pausing(self) -> bool:
        """Whether a page waits for a moment without keys, after which it looks for what was typed."""
        from PySide6.QtCore import QTimer

        timers = self.window.page().findChildren(QTimer)
        return any(one.isActive() and one.isSingleShot() and one.interval() < _PAUSE for one in timers)

    def _wait(self, milliseconds: int) -> None:
        from PySide6.QtCore import QEventLoop, QTimer

        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()

    def scan(self, text: str) -> None:
        """What the scanner delivers."""
        from counter_app.core.scan import meaning

        self.window.take_scan(meaning(text))

    def type(self, text: str) -> None:
        """Type into whatever has the focus."""
        from PySide6.QtCore import QEvent, Qt
        from PySide6.QtGui import QKeyEvent

        for letter in text:
            event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            self.studio.app.sendEvent(self.window.focusWidget(), event)

    def press(self, key: str) -> None:
        """Press a key or a shortcut, such as "Ctrl+B"."""
        from PySide6.QtGui import QKeySequence
        from PySide6.QtTest import QTest

        pressed = QKeySequence(key)[0]
        QTest.keyClick(self.window.windowHandle(), pressed.key(), pressed.keyboardModifiers())

    def open(self, name: str) -> None:
        """Scan the receipt of one of the unusual dossiers."""
        from bench.unusual import unusual

        self.scan(unusual(self.studio.desk)[name])

    def dossiers(self, which: str) -> Iterator[str]:
        """Scan numbers of the demo's dossiers of one group."""
        from counter_app.services import queries

        found = queries.search(self.studio.desk, "", queries.Which(which), at=NOW)
        return (row.scan_number for row in queries.rows(self.studio.desk, found.ids[:20]))
