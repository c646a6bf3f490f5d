"""Run in a process of its own by test_reception_kept: the program as it stands when somebody pulls the plug.

python -m tests.ui.killed HOME type       types a form, says "kept" and goes on until it is killed
python -m tests.ui.killed HOME restore    takes the offered form back by its key and says what is in it
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app import app as program
from counter_app.config import Home, Workstation
from counter_app.demo import OFFICERS
from counter_app.ui.pages.reception import ReceptionPage
from tests.ui.hands import press, type_text


def main() -> None:
    """Open the window as the first officer does, and do what was asked for."""
    home = Home(Path(sys.argv[1]))
    app = QApplication(["killed"])
    station = Workstation(printer="file")
    program.dress(app, station)
    shown = program.Program(app, home, station)
    shown.start()

    def until(reached: Callable[[], bool]) -> None:
        while not reached():
            app.processEvents()

    until(lambda: shown.desk is not None)
    shown.open_window(OFFICERS[0])
    assert shown.window is not None
    shown.window.activateWindow()
    page = shown.window.page()
    assert isinstance(page, ReceptionPage)
    until(lambda: page.kept._read and app.focusWindow() is shown.window.windowHandle())
    if sys.argv[2] == "type":
        type_text("tinh trang hon nhan")
        press(Qt.Key.Key_Return)
        type_text("Đặng Thị Diễm")
        press(Qt.Key.Key_Return)
        type_text("099187000456")
        page.papers.sets.set_value(3)
        until(lambda: any(home.drafts.glob("*.json")))
        print("kept", flush=True)
        until(lambda: False)
    until(lambda: not page.kept.line.isHidden())
    press(Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    chosen = page.procedure.procedure()
    print(page.person.name.text(), page.person.citizen_id.text())
    print(chosen.code if chosen else "")
    print(page.papers.sets.value())
    shown.window.close()
    shown.end()


if __name__ == "__main__":
    main()
