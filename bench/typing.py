"""Run in a process of its own: from a key in the form of reception to its painted character.

    python -m bench.typing HOME

Prints the milliseconds that 95 of 100 keys keep, typed at the pace of a fast officer into the
search of the procedure and into the fields of the person, while the receipt is drawn and what is
typed is kept beside the window.
"""

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from bench.scan import Painted, open_program
from bench.timing import p95
from counter_app import i18n
from counter_app.config import Home
from counter_app.ui.pages.reception import ReceptionPage

#: A screen that is painted sixty times a second shows a character in the next frame.
FRAME_MS = 16.0
#: Milliseconds between two keys of a fast officer, and of a look at the paper, while the receipt is drawn.
PACE, LOOK = 50, 300
ROUNDS = 3
_SEARCHES = ("tinh trang hon nhan", "dang ky lai khai sinh", "chung thuc ban sao", "ho ngheo")
_PERSON = ("dang thi diem", "099187000456", "14031987", "nu", "thon trung, xa dong phu", "0900000187")


def main() -> None:
    """Type into the form, round after round, and print what 95 of 100 keys took at the most."""
    home = Home(Path(sys.argv[1]))
    gc.disable()  # as counter_app.__main__ does until the window's page is loaded
    app = QApplication(["typing", "-platform", "offscreen"])
    i18n.use("vi")
    shown = open_program(app, home)
    window = shown.window
    assert window is not None
    page = window.page()
    assert isinstance(page, ReceptionPage)
    QTest.qWait(1000)
    times = [one for number in range(ROUNDS) for one in _round(app, page, number)]
    page.kept.give_up()  # the home stays as it was
    window.close()
    shown.end()
    print(p95(times), len(times))


def _round(app: QApplication, page: ReceptionPage, number: int) -> Iterator[float]:
    """Search a procedure, choose it, write a person, clear the form: the milliseconds of every key."""
    page.procedure.field.setFocus()
    yield from _typed(app, page.procedure.field, _SEARCHES[number % len(_SEARCHES)])
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Return)
    for field, text in zip(page.person.fields, _PERSON, strict=False):
        field.setFocus()
        yield from _typed(app, field.edit, text)
    page.escape()
    QTest.qWait(LOOK)


def _typed(app: QApplication, field: QLineEdit, text: str) -> Iterator[float]:
    painted = Painted(field)
    handle = field.window().windowHandle()
    for number, letter in enumerate(text, 1):
        before = painted.count
        start = time.perf_counter()
        QTest.keyClick(handle, letter)
        painted.wait(app, before)
        yield (time.perf_counter() - start) * 1000
        QTest.qWait(PACE if number % 8 else LOOK)


if __name__ == "__main__":
    main()
