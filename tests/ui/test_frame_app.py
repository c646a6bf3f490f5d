"""The start: one instance for each home, a sentence where it cannot start, signing in by keyboard."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile, Qt, qWarning
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counter_app import app as program
from counter_app import i18n
from counter_app.config import Home, Workstation, load_workstation
from counter_app.core.records import Officer
from counter_app.errors import NotAllowed
from counter_app.services.desk import Desk
from counter_app.ui import log, say, tasks
from tests.ui.hands import clipped, press, type_text, unnamed

ROOT = Path(__file__).parents[2]


def start(home: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys, pathlib; from counter_app.app import main; sys.exit(main(pathlib.Path(sys.argv[1])))"
    return subprocess.run(
        [sys.executable, "-c", code, str(home)],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


#: Waits for the notice as an officer reads it, tells what stands there, and presses its button.
READER = """
import sys, pathlib
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from counter_app import app

def read():
    notices = [one for one in QApplication.topLevelWidgets() if type(one).__name__ == "Notice"]
    if notices and notices[0].isVisible():
        print(notices[0].sentence.label.text(), flush=True)
        notices[0].close_button.click()
    else:
        QTimer.singleShot(20, read)

dress = app.dress
app.dress = lambda *given: (dress(*given), QTimer.singleShot(20, read))
sys.exit(app.main(pathlib.Path(sys.argv[1]), sys.argv[2:]))
"""


def start_on_screen(home: Path) -> subprocess.CompletedProcess[str]:
    """Start where there is a screen, though a plain one; the notice is read and closed."""
    return subprocess.run(
        [sys.executable, "-c", READER, str(home), "-platform", "minimal"],
        cwd=ROOT,
        env={name: value for name, value in os.environ.items() if name != "QT_QPA_PLATFORM"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def started(qapp: QApplication, home: Home, desk: Desk, qtbot: QtBot) -> Iterator[program.Program]:
    made = program.Program(qapp, home, Workstation(language="en"))
    made.desk = desk
    made.start()
    assert made.sign_in is not None
    assert made.sign_in.officer() is None, "it can be seen before there is a desk"
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is not None and made.sign_in.officer() is not None)
    yield made
    made.stop_listening()
    for widget in (made.window, made.sign_in):
        if widget is not None:
            widget.close()
    made.end()
    made.deleteLater()


def test_without_an_office_there_is_one_sentence(tmp_path: Path) -> None:
    ended = start(tmp_path / "nothing")
    assert ended.returncode == 1
    assert ended.stderr.count("\n") == 1
    assert "Traceback" not in ended.stderr


def test_a_damaged_database_is_one_sentence(home: Home) -> None:
    home.database.write_bytes(b"not a database" * 500)
    ended = start(home.root)
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1)


@pytest.mark.parametrize("trouble", ["no office", "damaged", "damaged settings"])
def test_on_a_screen_the_sentence_stays_until_it_is_closed(home: Home, tmp_path: Path, trouble: str) -> None:
    root = tmp_path / "nothing" if trouble == "no office" else home.root
    if trouble == "damaged":
        home.database.write_bytes(b"not a database" * 500)
    if trouble == "damaged settings":
        home.settings.write_text("counter = [", encoding="utf-8")
    ended = start_on_screen(root)
    assert "already running" not in ended.stderr
    (sentence,) = ended.stdout.splitlines()
    assert sentence in ended.stderr.splitlines()
    assert ended.returncode == 1


def test_a_second_window_of_the_same_home_is_refused(home: Home) -> None:
    lock = QLockFile(str(home.lock))
    program.take_lock(lock)
    with pytest.raises(NotAllowed):
        program.take_lock(QLockFile(str(home.lock)))
    with pytest.raises(NotAllowed, match=r"F8, then Ctrl\+O and choose .*0117\.hsb"):
        program.take_lock(QLockFile(str(home.lock)), Path("0117.hsb"))
    ended = start(home.root)
    lock.unlock()
    assert ended.returncode == 1
    assert "đang mở" in ended.stderr


def test_signing_in_by_keyboard(
    started: program.Program, pins: dict[str, str], home: Home, qtbot: QtBot
) -> None:
    sign_in = started.sign_in
    assert sign_in is not None
    assert pins["an"] not in {"", None}
    while (chosen := sign_in.officer()) is not None and chosen.login != "an":
        press(Qt.Key.Key_Down)
    assert pins["an"] in sign_in.fiction.text(), "the fictional office shows its PINs"
    type_text("0")
    press(Qt.Key.Key_Return)
    assert "wrong" in sign_in.pin.problem()
    assert sign_in.pin.text() == ""
    type_text(pins["an"])
    press(Qt.Key.Key_Return)
    assert started.window is not None
    assert started.window.isVisible()
    assert started.window.page().id == "reception"
    assert started.session is not None
    assert (started.session.officer.name, started.session.counter) == ("Nguyễn Thu An", "Quầy 2")
    assert load_workstation(home).last_login == "an"


def test_an_opened_file_of_exchange_is_taken_in_once_somebody_has_signed_in(
    started: program.Program, officers: dict[str, Officer], tmp_path: Path, qtbot: QtBot
) -> None:
    started.bundle = tmp_path / "0118-1-1-9.hsb"
    started.bundle.write_bytes(b"none of ours")
    started.open_window(officers["an"])
    assert started.window is not None
    assert started.window.page().id == "exchange"
    heard: list[str] = []
    started.session.said.connect(lambda one: heard.append(one.sentence))
    qtbot.waitUntil(lambda: bool(heard))
    assert "empty or damaged" in heard[-1]
    assert started.bundle is None, "only once"


def test_signing_in_can_be_read(started: program.Program) -> None:
    assert started.sign_in is not None
    assert clipped(started.sign_in) == []
    assert unnamed(started.sign_in) == []


def test_an_office_of_its_own_shows_no_pin(desk: Desk) -> None:
    assert program.shown_pins(desk)
    object.__setattr__(desk.office, "unit_id", "G01.017")
    assert program.shown_pins(desk) == {}


def test_another_language_makes_the_window_anew(
    started: program.Program, desk: Desk, officers: dict[str, object], qtbot: QtBot
) -> None:
    started.open_window(officers["an"])
    assert started.session is not None
    first = started.window
    started.session.change_station(language="vi")
    assert started.window is not first
    assert i18n.language() == "vi"
    assert started.window.rail.buttons["reception"].text() == "Tiếp nhận"


def test_what_the_new_window_asks_for_is_answered(
    started: program.Program, officers: dict[str, object], qtbot: QtBot
) -> None:
    started.open_window(officers["an"])
    session = started.session
    assert session is not None
    answers: list[str] = []
    session.change_station(language="vi")
    tasks.run(session, lambda: "answer", answers.append)
    qtbot.waitUntil(lambda: answers == ["answer"])
    assert set(session.lamps) == {"scanner", "printer", "backup", "sync"}


def test_signing_out_asks_who_works_next(started: program.Program, officers: dict[str, object]) -> None:
    started.open_window(officers["an"])
    assert started.session is not None
    started.session.sign_out()
    assert started.window is None
    assert started.sign_in is not None
    assert started.sign_in.isVisible()


def test_a_warning_of_qt_stays_a_warning(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    log.start(home)
    qWarning("QPainter::begin: Paint device returned engine == 0")
    qWarning("This plugin does not support raise()")
    log.stop()
    text = (home.log / "counter-app.log").read_text(encoding="utf-8")
    assert "WARNING counter_app Qt: QPainter::begin" in text
    assert "raise()" not in text
    caplog.clear()


def test_the_log_tells_where_but_never_what(home: Home, caplog: pytest.LogCaptureFixture) -> None:
    citizen = "Đặng Thị Diễm"
    log.start(home)
    try:
        raise ValueError(citizen)  # noqa: TRY301
    except ValueError as error:
        sys.excepthook(ValueError, error, error.__traceback__)
    finally:
        log.stop()
    text = (home.log / "counter-app.log").read_text(encoding="utf-8")
    assert "Unexpected ValueError" in text
    assert "test_frame_app.py" in text
    assert citizen not in text
    caplog.clear()
    say.forget_crashes()
