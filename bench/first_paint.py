"""Run in a process of its own: open a window; tell when it was first painted and how much memory it takes.

python -m bench.first_paint bare
python -m bench.first_paint ours HOME
"""

import sys
import time


def main() -> None:
    """Print the moment of the first paint (seconds of the system's clock) and the resident memory in MB."""
    started = _ours if sys.argv[1] == "ours" else _bare
    started()


def _bare() -> None:
    from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

    app = QApplication(["bare", "-platform", "offscreen"])
    window = QMainWindow()
    table = QTableWidget(20, 6)
    for row in range(20):
        for column in range(6):
            table.setItem(row, column, QTableWidgetItem(f"{row} {column}"))
    window.setCentralWidget(table)
    window.resize(1366, 700)
    _tell_after_paint(app, window)


def _ours() -> None:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from counter_app import app as program
    from counter_app import i18n
    from counter_app.config import Home, load_workstation
    from counter_app.demo import OFFICERS
    from counter_app.services.desk import open_desk
    from counter_app.ui.session import Session
    from counter_app.ui.window import Window

    home = Home(Path(sys.argv[2]))
    station = load_workstation(home)
    app = QApplication(["counter-app", "-platform", "offscreen"])
    i18n.use(station.language)
    program.dress(app, station)
    desk = open_desk(home)
    window = Window(Session(desk, OFFICERS[0], station))
    window.resize(1366, 700)
    _tell_after_paint(app, window)


def _tell_after_paint(app, window) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    class FirstPaint(QObject):
        def eventFilter(self, watched, event):  # noqa: N802
            if event.type() == QEvent.Type.Paint and watched is window:
                QTimer.singleShot(0, self.tell)
            return False

        def tell(self) -> None:
            print(time.time(), _memory(), flush=True)
            app.exit()

    watcher = FirstPaint(app)
    window.installEventFilter(watcher)
    window.show()
    app.exec()


def _memory() -> float:
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * 4096 / 1e6
    except OSError:
        return 0.0


if __name__ == "__main__":
    main()
