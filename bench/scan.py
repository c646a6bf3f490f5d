"""Run in a process of its own: from the last key of a scan to the painted card of its dossier.

    python -m bench.scan HOME

Prints the milliseconds that 95 of 100 scans keep, and those of a bare widget that looks the same
rows up with raw sqlite3 and paints as many labels.
"""

import random
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QGridLayout, QLabel, QWidget

from bench.timing import p95
from counter_app import app as program
from counter_app import i18n
from counter_app.config import Home, Workstation
from counter_app.demo import OFFICERS

SCANS = 120
LABELS = 60


class Painted(QObject):
    """Hears when anything in a widget has been painted."""

    def __init__(self, app: QApplication, widget: QWidget) -> None:
        super().__init__()
        self.count = 0
        self.widget = widget
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.count += watched is self.widget or self.widget.isAncestorOf(watched)
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
    app = QApplication(["scan", "-platform", "offscreen"])
    i18n.use("vi")
    numbers = _scan_numbers(home, SCANS + 10)
    print(p95(_ours(app, home, numbers)[10:]), p95(_bare(app, home, numbers)[10:]))


def _scan_numbers(home: Home, count: int) -> list[str]:
    dice = random.Random(1)
    with closing(sqlite3.connect(home.database)) as connection:
        last = connection.execute("SELECT max(id) FROM dossier").fetchone()[0]
        ids = dice.sample(range(1, last + 1), count)
        return [
            connection.execute("SELECT scan_number FROM dossier WHERE id = ?", (one,)).fetchone()[0]
            for one in ids
        ]


def _ours(app: QApplication, home: Home, numbers: list[str]) -> list[float]:
    station = Workstation(printer="file")
    program.dress(app, station)
    shown = program.Program(app, home, station)
    shown.start()
    while shown.desk is None:
        app.processEvents()
    shown.open_window(OFFICERS[0])
    window = shown.window
    for _ in range(5):
        app.processEvents()
    window.show_page("dossier", numbers[0])
    app.processEvents()
    painted = Painted(app, window.page().card)
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
    app.removeEventFilter(painted)
    window.close()
    shown.end()
    return times


def _bare(app: QApplication, home: Home, numbers: list[str]) -> list[float]:
    widget = QWidget()
    grid = QGridLayout(widget)
    labels = [QLabel() for _ in range(LABELS)]
    for number, label in enumerate(labels):
        grid.addWidget(label, number // 4, number % 4)
    widget.resize(1366, 700)
    widget.show()
    app.processEvents()
    painted = Painted(app, widget)
    times = []
    with closing(sqlite3.connect(home.database)) as connection:
        for number in numbers:
            before = painted.count
            start = time.perf_counter()
            row = connection.execute("SELECT * FROM dossier WHERE scan_number = ?", (number,)).fetchone()
            events = connection.execute(
                "SELECT * FROM journal WHERE dossier = ? AND dossier <> ''", (number,)
            ).fetchall()
            values = [str(value) for one in (row, *events) for value in one]
            for index, label in enumerate(labels):
                label.setText(values[index % len(values)][:60])
            widget.update()
            painted.wait(app, before)
            times.append((time.perf_counter() - start) * 1000)
    return times


if __name__ == "__main__":
    main()
