"""Run in a process of its own: from a key in the form of reception to its painted character.

    python -m bench.typing HOME

Prints the milliseconds that 95 of 100 keys keep until their character is painted, and until the
last of what they change at once is: ten keys a second, each held as fingers do, into the search of
the procedure and into the fields of the person, while the receipt is drawn and what is typed is
kept beside the window.
"""

import gc
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from bench.scan import open_program
from bench.timing import p95
from counter_app import i18n
from counter_app.config import Home
from counter_app.ui.pages.reception import ReceptionPage

#: A screen that is painted sixty times a second shows a character in the next frame.
FRAME_MS = 16.0
#: Milliseconds for which a key is held, from there to the next, and of a look at the paper, while the
#: receipt is drawn. What is painted while the key is held, it changed.
HELD, BETWEEN, LOOK = 60, 40, 300
ROUNDS = 3
_SEARCHES = ("tinh trang hon nhan", "dang ky lai khai sinh", "chung thuc ban sao", "ho ngheo")
_PERSON = ("dang thi diem", "099187000456", "14031987", "nu", "thon trung, xa dong phu", "0900000187")


class Painting(QObject):
    """Hears what is painted: when the other text of a field was, and how often anything else."""

    def __init__(self, app: QApplication) -> None:
        super().__init__()
        self.count = 0
        self.at = 0.0
        self._field: QLineEdit | None = None
        self._text = ""
        app.installEventFilter(self)

    def follow(self, field: QLineEdit) -> None:
        """From now on another text of ``field`` is waited for."""
        self._field, self._text, self.at = field, field.text(), 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if event.type() is not QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        self.count += 1
        if watched is not self._field or self.at or watched.text() == self._text:
            return False
        watched.event(event)
        self.at = time.perf_counter()
        return True


def main() -> None:
    """Type into the form, round after round, and print what 95 of 100 keys took at the most."""
    home = Home(Path(sys.argv[1]))
    gc.disable()  # as counter_app.__main__ does until the window's page is loaded
    app = QApplication(["typing", "-platform", "offscreen"])
    app.setCursorFlashTime(0)  # a cursor that flashes would be painted for no key
    i18n.use("vi")
    shown = open_program(app, home)
    window = shown.window
    assert window is not None
    page = window.page()
    assert isinstance(page, ReceptionPage)
    QTest.qWait(1000)
    painting = Painting(app)
    times = [one for number in range(ROUNDS) for one in _round(app, painting, page, number)]
    page.kept.give_up()  # the home stays as it was
    window.close()
    shown.end()
    print(*(p95(column) for column in zip(*times, strict=True)))


def _round(
    app: QApplication, painting: Painting, page: ReceptionPage, number: int
) -> Iterator[tuple[float, float]]:
    """Search a procedure, choose it, write a person, clear the form: the two times of every key."""
    page.procedure.field.setFocus()
    yield from _typed(app, painting, page.procedure.field, _SEARCHES[number % len(_SEARCHES)])
    QTest.keyClick(page.window().windowHandle(), Qt.Key.Key_Return)
    for field, text in zip(page.person.fields, _PERSON, strict=False):
        field.setFocus()
        yield from _typed(app, painting, field.edit, text)
    page.escape()
    QTest.qWait(LOOK)


def _typed(
    app: QApplication, painting: Painting, field: QLineEdit, text: str
) -> Iterator[tuple[float, float]]:
    handle = field.window().windowHandle()
    for number, letter in enumerate(text, 1):
        painting.follow(field)
        before, start = painting.count, time.perf_counter()
        QTest.keyPress(handle, letter)
        last = time.perf_counter()
        while (now := time.perf_counter()) < start + HELD / 1000 or not painting.at:
            if now > start + 5:
                raise TimeoutError("the character was not painted")
            app.processEvents()
            if painting.count != before:
                before, last = painting.count, time.perf_counter()
            time.sleep(0.0005)
        yield (painting.at - start) * 1000, (max(last, painting.at) - start) * 1000
        QTest.keyRelease(handle, letter)
        QTest.qWait(BETWEEN if number % 8 else LOOK)


if __name__ == "__main__":
    main()
