"""Run in a process of its own: open a window; tell when it was first painted and how much memory it takes.

    python -m bench.first_paint bare
    python -m bench.first_paint ours HOME

Prints the moment of the first paint (seconds of the system's clock), the milliseconds from the
PIN to the painted desk window (0 for the bare one), and the resident memory in MB at the end.
"""

import sys
import time


def main() -> None:
    """Open one of the two."""
    if sys.argv[1] == "ours":
        _ours()
    else:
        _bare()


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
    moment = _painted(app, window, window.show)
    print(moment, 0, _memory())


def _ours() -> None:
    import gc

    import counter_app.__main__  # noqa: F401 - the start of the program, with all that it loads
    from counter_app.cli.options import home_of, without_command

    args = without_command(["--home", sys.argv[2]])
    gc.disable()  # as counter_app.__main__ does

    from PySide6.QtWidgets import QApplication

    from counter_app import app as program
    from counter_app import i18n
    from counter_app.config import load_workstation

    home = home_of(args)
    station = load_workstation(home)
    app = QApplication(["counter-app", "-platform", "offscreen"])
    i18n.use(station.language)
    program.dress(app, station)
    started = program.Program(app, home, station)
    started.start()
    first = _painted(app, started.sign_in, lambda: None)
    while started.desk is None:
        app.processEvents()
    for _ in range(3):
        app.processEvents()  # what is read ahead while a PIN is typed
    from counter_app.demo import OFFICERS

    proved = time.time()
    started.open_window(OFFICERS[0])
    ready = _painted(app, started.window, lambda: None)
    print(first, (ready - proved) * 1000, _memory())
    started.window.close()
    started.end()


def _painted(app, window, begin) -> float:
    """The moment at which ``window`` has been painted for the first time after ``begin``."""
    from PySide6.QtCore import QEvent, QObject

    class Watcher(QObject):
        seen = 0.0

        def eventFilter(self, watched, event):  # noqa: N802
            if event.type() == QEvent.Type.Paint and watched is window and not self.seen:
                self.seen = time.time()
            return False

    watcher = Watcher()
    window.installEventFilter(watcher)
    begin()
    window.update()
    while not watcher.seen:
        app.processEvents()
    window.removeEventFilter(watcher)
    return time.time()


def _memory() -> float:
    try:
        with open("/proc/self/statm") as file:  # noqa: PTH123
            return int(file.read().split()[1]) * 4096 / 1e6
    except OSError:
        return 0.0


if __name__ == "__main__":
    main()
