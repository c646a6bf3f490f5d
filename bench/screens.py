"""Draw the window as pictures: every page, both looks and languages, two sizes of screen.

    .venv/bin/python -m bench.screens OUT

Nothing is staged but the clock: a fictional office with dossiers of the last weeks is made,
and each scene is reached by keys and scans, as an officer reaches it.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from counter_app.core.times import VIETNAM

#: Monday before the holiday of 24 November 2026, after 15:00.
NOW = datetime(2026, 11, 23, 15, 40, tzinfo=VIETNAM)
CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"
#: Name of the size, logical width and height, ratio of the screen.
SIZES = (("1366x768", 1366, 768, 1.0), ("1366x690", 1366, 690, 1.0), ("1920x1080-150", 1280, 720, 1.5))
SMALL = (("960x500", 960, 500, 1.0),)
_DOSSIERS = 260


def main() -> int:
    """Draw everything, one process for each ratio of the screen."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--ratio", type=float, default=0.0, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, default=None, help=argparse.SUPPRESS)
    parser.add_argument("--only", default="", help="draw only scenes whose name begins so")
    chosen = parser.parse_args()
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.home is not None:
        return _draw(chosen.out, chosen.home, chosen.ratio, chosen.only)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "home"
        _make_office(home)
        for ratio in (1.0, 1.5):
            command = [sys.executable, "-m", "bench.screens", str(chosen.out), "--home", str(home)]
            command += ["--ratio", str(ratio), "--only", chosen.only]
            environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(ratio)}
            code = subprocess.call(command, env=environment)
            if code:
                return code
    return 0


def _make_office(root: Path) -> None:
    from bench.unusual import make_unusual
    from counter_app.config import FILE_PRINTER, Home, Workstation, save_workstation
    from counter_app.demo import make_demo
    from counter_app.services.desk import close_desk

    home = Home(root)
    made = make_demo(home, _DOSSIERS, 1, NOW, lambda: NOW)
    make_unusual(made.desk, NOW)
    save_workstation(home, Workstation(counter="Quầy 2", printer=FILE_PRINTER))
    close_desk()


def _draw(out: Path, root: Path, ratio: float, only: str) -> int:
    from PySide6.QtWidgets import QApplication

    from counter_app import app as program
    from counter_app import i18n
    from counter_app.config import Home, load_workstation
    from counter_app.services.desk import open_desk

    home = Home(root)
    app = QApplication(["screens"])
    program.dress(app, load_workstation(home))
    desk = open_desk(home, lambda: NOW)
    drawn = 0
    for look in ("light", "dark"):
        for language in ("vi", "en"):
            i18n.use(language)
            studio = Studio(app, desk, look, language)
            plain = look == "light" and language == "vi"
            sizes = [size for size in SIZES + (SMALL if plain else ()) if size[3] == ratio]
            for name, width, height, _ratio in sizes:
                for scene, play in SCENES.items():
                    if scene.startswith(only):
                        picture = studio.picture(play, width, height)
                        picture.save(str(out / f"{scene}-{look}-{language}-{name}.png"))
                        drawn += 1
    print(f"{drawn} pictures at {ratio:g} in {out}")
    return 0


class Studio:
    """One look and one language: makes a window, plays a scene in it, takes its picture."""

    def __init__(self, app, desk, look: str, language: str) -> None:
        from counter_app.ui import theme

        self.app, self.desk, self.language = app, desk, language
        theme.apply(app, look)
        self.look = look

    def picture(self, play, width: int, height: int):
        """The picture of the window after ``play(stage)``."""
        stage = Stage(self, width, height)
        play(stage)
        stage.settle()
        picture = stage.window.grab()
        stage.session.sign_out()  # what was typed for one picture is not offered in the next
        stage.window.close()
        stage.window.deleteLater()
        self.app.processEvents()
        return picture


class Stage:
    """A window with hands: scans, typing and keys."""

    def __init__(self, studio: Studio, width: int, height: int) -> None:
        from counter_app.demo import OFFICERS

        self.studio, self.size = studio, (width, height)
        self.sign_in(OFFICERS[0])

    def sign_in(self, officer) -> None:
        """Let ``officer`` sit down at a window of their own."""
        from counter_app.config import Workstation
        from counter_app.ui.session import Session
        from counter_app.ui.window import Window

        if hasattr(self, "window"):
            self.window.close()
            self.window.deleteLater()
        studio = self.studio
        station = Workstation(counter="Quầy 2", printer="file", theme=studio.look, language=studio.language)
        self.session = Session(studio.desk, officer, station)
        self.window = Window(self.session)
        self.window.resize(*self.size)
        self.window.show()
        self.window.activateWindow()
        self.settle()

    def settle(self) -> None:
        """Wait until nothing is to be done any more: questions answered, everything painted."""
        from PySide6.QtCore import QEventLoop, QTimer

        for _turn in range(20):
            loop = QEventLoop()
            QTimer.singleShot(300, loop.quit)
            loop.exec()
            if len(self.session.lamps) == len(self.window.header.lamps):
                return

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


def _reception_empty(_stage: Stage) -> None:
    pass


def _reception(stage: Stage) -> None:
    stage.scan(CARD)
    stage.window.page().setFocus()
    stage.window.show_page("reception")
    stage.type("xac nhan")


def _refused(stage: Stage) -> None:
    stage.scan("8934567890120")


def _page(page: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.window.go(page)

    return play


def _search(stage: Stage) -> None:
    stage.window.go("search")
    stage.type("nguyen th")


def _dossier(which: str) -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        stage.scan(next(stage.dossiers(which)))

    return play


def _calendar(step: str) -> Callable[[Stage], None]:
    """The calendar in the hands of the head: read, days marked, hours, promises that would move."""

    def play(stage: Stage) -> None:
        from datetime import date

        from PySide6.QtCore import Qt

        from counter_app.demo import OFFICERS

        stage.sign_in(next(one for one in OFFICERS if one.login == "chi"))
        stage.window.go("office")
        page = stage.window.page()
        page.choose(3)
        section = page.section()
        if step == "hours":
            section.hot_keys()["Ctrl+G"]()
            return
        section.months.setFocus()
        section.form.reason.set_text("sửa chữa trụ sở")
        section.months.choose(date(2026, 11, 26))
        section.hot_keys()["Ctrl+N"]()
        section.form.reason.set_text("làm bù ngày 26/11")
        section.months.choose(date(2026, 12, 5))
        section.hot_keys()["Ctrl+L"]()
        section.form.decision.set_text("125/QĐ-UBND")
        section.months.setFocus(Qt.FocusReason.OtherFocusReason)
        if step == "moves":
            section.primary()
            stage.settle()
            section.moves.turn()

    return play


def _handover(stage: Stage) -> None:
    stage.window.show_page("handover", next(stage.dossiers("ready")))


def _unusual(name: str) -> Callable[[Stage], None]:
    return lambda stage: stage.open(name)


def _deed(key: str, text: str = "", *, who: int = 0, name: str = "") -> Callable[[Stage], None]:
    def play(stage: Stage) -> None:
        from counter_app.demo import OFFICERS

        if who:
            stage.sign_in(OFFICERS[who])
        if name:
            stage.open(name)
        else:
            stage.open("plain")
        stage.press(key)
        if key == "Ctrl+E":
            stage.press("End")
        if key == "Ctrl+B" and not name:
            for one in ("Space", "Down", "Space", "Alt+G"):
                stage.press(one)
        stage.type(text)

    return play


def _waiting_list(stage: Stage) -> None:
    stage.window.go("dossier")
    stage.press("Ctrl+3")


def _slip(stage: Stage) -> None:
    _reception(stage)
    stage.press("Return")
    stage.press("Ctrl+B")
    stage.press("Space")
    stage.press("Alt+G")
    stage.type("Bản sao quyết định ly hôn")


def _online(stage: Stage) -> None:
    _reception(stage)
    stage.press("Return")
    stage.press("Alt+H")


def _catalogue(stage: Stage) -> None:
    _section(stage, 4)


def _catalogue_import(stage: Stage) -> None:
    """A list of the province with a new procedure, changed ones and two rows that cannot be used."""
    import csv

    from counter_app.services import catalogue
    from counter_app.ui.pages.office.catalogue import CatalogueSection

    section = _section(stage, 4)
    assert isinstance(section, CatalogueSection)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "danh-muc-tinh.csv"
        catalogue.export(stage.studio.desk, file, NOW)
        with file.open(encoding="utf-8-sig", newline="") as written:
            heading, *rows = csv.reader(written)
        place = {name: number for number, name in enumerate(heading)}
        chosen = {row[0]: row for row in rows}
        chosen["1.004873"][place["commitment_kind"]] = "working_days"
        chosen["1.004873"][place["commitment_value"]] = "2"
        chosen["1.001612"][place["fee_text"]] = "100.000 đồng/lần."
        chosen["1.001612"][place["fee_amount"]] = "100000"
        rows[20][0] = "1.004"
        rows[40][place["deadline_kind"]] = "tuần"
        rows.append(["1.116214", "Công nhận hộ thoát nghèo", "Giảm nghèo", *[""] * (len(heading) - 3)])
        with file.open("w", encoding="utf-8-sig", newline="") as changed:
            csv.writer(changed).writerows([heading, *rows])
        section.open_preview(file)
        stage.settle()


def _section(stage: Stage, number: int):
    from counter_app.demo import OFFICERS

    stage.session.officer = next(one for one in OFFICERS if one.login == "chi")
    stage.window.go("office")
    page = stage.window.page()
    page.choose(number)
    return page.section()


#: What is drawn: name of the picture and how the scene is reached.
SCENES: dict[str, Callable[[Stage], None]] = {
    "reception-empty": _reception_empty,
    "reception": _reception,
    "refused": _refused,
    "search": _search,
    "handover-list": _page("handover"),
    "handover": _handover,
    "dossier-list": _page("dossier"),
    "dossier-open": _unusual("plain"),
    "dossier-ready": _dossier("ready"),
    "waiting-list": _waiting_list,
    "life-waiting": _unusual("waiting"),
    "life-extended": _unusual("extended"),
    "life-registered": _unusual("registered"),
    "deed-forward": _deed("Ctrl+H"),
    "deed-ask": _deed("Ctrl+B", "Bản sao quyết định ly hôn"),
    "deed-take-in": _deed("Ctrl+B", name="waiting"),
    "deed-extend": _deed("Ctrl+G", "04/12/2026", who=2),
    "deed-pay": _deed("Ctrl+T", name="payment"),
    "deed-correct": _deed("Ctrl+E", " Lan", name="waiting"),
    "deed-undo": _deed("Ctrl+Z", who=2, name="resting"),
    "reception-slip": _slip,
    "reception-online": _online,
    "fast": _page("fast"),
    "ledger": _page("ledger"),
    "exchange": _page("exchange"),
    "office": _page("office"),
    "calendar-marked": _calendar("marked"),
    "calendar-hours": _calendar("hours"),
    "calendar-moves": _calendar("moves"),
    "office-catalogue": _catalogue,
    "office-catalogue-import": _catalogue_import,
    "help": _page("help"),
}


if __name__ == "__main__":
    sys.exit(main())
