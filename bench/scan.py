"""Run in a process of its own: from the last key of a scan to the painted card of its dossier.

    python -m bench.scan HOME

Prints the milliseconds that 95 of 100 scans keep, and those of bare labels in frames that show as
many texts in the same area, looked up by the same questions with raw sqlite3. What the disk takes is
the same for both: the system has the rows in its memory before either looks them up.
"""

import gc
import json
import random
import sqlite3
import sys
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from bench.timing import p95
from counter_app import app as program
from counter_app import i18n
from counter_app.config import Home, Workstation
from counter_app.demo import OFFICERS

SCANS = 120
#: The window as it stands on the smallest screen that the pages are drawn for.
WIDTH, HEIGHT = 1366, 700
_SHEET = "QFrame { background: #fff; border: 1px solid #ccc; border-radius: 8px; } QLabel { border: none; }"


class Painted(QObject):
    """Hears when a widget has been painted, the ground of what changes on it.

    It listens to that widget alone. Called for every event of the program, it would take a
    tenth of what it measures.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        self.widget = widget
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() is QEvent.Type.Paint
        return False

    def wait(self, app: QApplication, before: int) -> None:
        """Let Qt work until something in the widget has been painted after ``before``, and all of it."""
        until = time.perf_counter() + 5
        while self.count == before and time.perf_counter() < until:
            app.processEvents()
        if self.count == before:
            raise TimeoutError("the widget was not painted")
        app.processEvents()


def main() -> None:
    """Scan receipts one after the other into the window, then the same with the bare widget."""
    home = Home(Path(sys.argv[1]))
    gc.disable()  # as counter_app.__main__ does until the window's page is loaded
    app = QApplication(["scan", "-platform", "offscreen"])
    i18n.use("vi")
    numbers = _scan_numbers(home, SCANS + 10)
    with closing(sqlite3.connect(home.database)) as connection:
        for number in numbers:
            _looked_up(connection, number)
    ours, size = _ours(app, home, numbers)
    app.setStyleSheet("")
    print(p95(ours[10:]), p95(_bare(app, home, numbers, size)[10:]))


def open_program(app: QApplication, home: Home) -> program.Program:
    """The program with the first officer's window open, in the size that the pages are drawn for."""
    station = Workstation(printer="file")
    program.dress(app, station)
    shown = program.Program(app, home, station)
    shown.start()
    while shown.desk is None:
        app.processEvents()
    shown.open_window(OFFICERS[0])
    shown.window.showNormal()
    shown.window.resize(WIDTH, HEIGHT)
    return shown


def _scan_numbers(home: Home, count: int) -> list[str]:
    dice = random.Random(1)
    with closing(sqlite3.connect(home.database)) as connection:
        last = connection.execute("SELECT max(id) FROM dossier").fetchone()[0]
        ids = dice.sample(range(1, last + 1), count)
        return [
            connection.execute("SELECT scan_number FROM dossier WHERE id = ?", (one,)).fetchone()[0]
            for one in ids
        ]


def _ours(app: QApplication, home: Home, numbers: list[str]) -> tuple[list[float], QSize]:
    shown = open_program(app, home)
    window = shown.window
    for _ in range(5):
        app.processEvents()
    window.show_page("dossier", numbers[0])
    app.processEvents()
    painted = Painted(window.page().card.head)
    times = []
    for number in numbers[1:]:
        handle = window.windowHandle()
        for digit in number:
            QTest.keyClick(handle, digit)
        before = painted.count
        start = time.perf_counter()
        QTest.keyClick(handle, Qt.Key.Key_Return)
        painted.wait(app, before)
        times.append((time.perf_counter() - start) * 1000)
    size = window.page().card.size()
    window.close()
    shown.end()
    return times, size


class Plain(QWidget):
    """What a card needs at the least: framed groups of plain labels, some of them wrapped, in its size.

    Fonts and their sizes, frames, wrapped lines and texts are as many as those of the card; none
    of them shortens a text, knows how a dossier stands, or can be pressed.
    """

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setStyleSheet(_SHEET)
        self.changing: list[QLabel] = []
        column = QVBoxLayout(self)
        column.addWidget(self._group("Head", rows=4, columns=2, points=14))
        clears = QHBoxLayout()
        for name in ("Person", "Matter", "Responsibility", "Process", "Result"):
            clears.addWidget(self._group(name, rows=2, columns=1, wrap=True))
        column.addLayout(clears)
        lower = QHBoxLayout()
        lower.addWidget(self._group("Journal", rows=5, columns=3), 3)
        lower.addWidget(self._group("Papers", rows=7, columns=2), 2)
        column.addLayout(lower, 1)
        column.addWidget(self._group("Next", rows=1, columns=3))
        self.resize(size)

    def _group(
        self, title: str, rows: int, columns: int, points: float = 10, *, wrap: bool = False
    ) -> QFrame:
        frame = QFrame()
        grid = QGridLayout(frame)
        heading = QLabel(title)
        heading.setFont(QFont("Noto Sans", 10, QFont.Weight.DemiBold))
        grid.addWidget(heading, 0, 0, 1, columns)
        for row in range(rows):
            for place in range(columns):
                label = QLabel()
                weight = QFont.Weight.Normal if row else QFont.Weight.DemiBold
                label.setFont(QFont("Noto Sans", round(points) if row == 1 else 10, weight))
                label.setWordWrap(wrap)
                grid.addWidget(label, row + 1, place)
                self.changing.append(label)
        return frame

    def show_values(self, values: Sequence[str]) -> None:
        """Write other texts; a wrapped one may take all its lines, the others as much as a line holds."""
        for number, label in enumerate(self.changing):
            label.setText(values[number % len(values)][: 60 if label.wordWrap() else 28])


def _looked_up(connection: sqlite3.Connection, number: str) -> list[str]:
    """The texts of a dossier, by the look-ups that the card makes."""
    ask = connection.execute
    row = ask("SELECT * FROM dossier WHERE scan_number = ?", (number,)).fetchone()
    body = ask("SELECT body FROM state JOIN dossier USING (id) WHERE scan_number = ?", (number,)).fetchone()[
        0
    ]
    events = ask("SELECT * FROM journal WHERE dossier = ? AND dossier <> ''", (number,)).fetchall()
    officers = ask("SELECT body FROM officer").fetchall()
    person = json.loads(body)["applicant"].get("citizen_id", "")
    others = ask(
        "SELECT * FROM dossier WHERE citizen_id = ? AND citizen_id <> '' ORDER BY id DESC LIMIT 50", (person,)
    ).fetchall()
    return [str(value) for one in (row, *events, *officers, *others) for value in one if value]


def _bare(app: QApplication, home: Home, numbers: list[str], size: QSize) -> list[float]:
    widget = Plain(size)
    widget.show()
    app.processEvents()
    painted = Painted(widget)
    times = []
    with closing(sqlite3.connect(home.database)) as connection:
        for number in numbers:
            before = painted.count
            start = time.perf_counter()
            widget.show_values(_looked_up(connection, number))
            painted.wait(app, before)
            times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    main()
