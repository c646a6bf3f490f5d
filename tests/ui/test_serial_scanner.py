"""A scanner at a serial port, played by a pseudo terminal: every ending, noise, unplugged and back."""

import os
import random
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

if sys.platform == "win32":
    pytest.skip("no pseudo terminals", allow_module_level=True)

import pty
import tty

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counter_app.app import Program
from counter_app.config import FILE_PRINTER, Workstation
from counter_app.core.records import Officer
from counter_app.services.desk import Desk
from counter_app.ui.serial_scanner import LONGEST, SerialScanner, legible, port_names

RECEIPT = "0117261123004235"
CARD = "099187000456|123456789|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01012022"


class Cable:
    """The far end of the serial line."""

    def __init__(self) -> None:
        self.far, self.near = pty.openpty()
        tty.setraw(self.near)
        self.name = os.ttyname(self.near)

    def send(self, data: bytes) -> None:
        """The scanner sends bytes."""
        os.write(self.far, data)

    def unplug(self) -> None:
        """The cable is pulled out."""
        os.close(self.far)


@pytest.fixture
def cable() -> Cable:
    return Cable()


@pytest.fixture
def link(tmp_path: Path, cable: Cable) -> Path:
    """The name of the port, which stays the same when the cable is another."""
    name = tmp_path / "ttyACM0"
    name.symlink_to(cable.name)
    return name


@pytest.fixture
def scanner(link: Path, qtbot: QtBot) -> Iterator[SerialScanner]:
    made = SerialScanner(str(link))
    made.open()
    assert made.is_open
    yield made
    made.close()
    made.deleteLater()


@pytest.mark.parametrize("ending", [b"\r", b"\n", b"\r\n", b"\x03", b""])
def test_a_line_of_every_ending_is_one_scan(
    scanner: SerialScanner, cable: Cable, qtbot: QtBot, ending: bytes
) -> None:
    heard: list[str] = []
    scanner.arrived.connect(heard.append)
    cable.send(b"\x02" + CARD.encode()[:50])
    cable.send(CARD.encode()[50:] + ending)
    qtbot.waitUntil(lambda: len(heard) == 1)
    cable.send(RECEIPT.encode() + ending)
    qtbot.waitUntil(lambda: len(heard) == 2)
    assert heard == [CARD, RECEIPT]


def test_noise_is_silence_and_the_next_scan_is_heard(
    scanner: SerialScanner, cable: Cable, qtbot: QtBot
) -> None:
    heard: list[str] = []
    scanner.arrived.connect(heard.append)
    cable.send(bytes(range(128, 256)) * 8 + b"\r\n\r\n" + RECEIPT.encode() + b"\r")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [RECEIPT]


def test_a_line_without_end_is_cut(scanner: SerialScanner, cable: Cable, qtbot: QtBot) -> None:
    heard: list[str] = []
    scanner.arrived.connect(heard.append)
    cable.send(b"0123456789" * 405 + b"\r")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [("0123456789" * 405)[:LONGEST]]


@pytest.mark.parametrize("ending", [b"", b"\r"])
def test_ten_thousand_bytes_of_noise_are_silence_and_the_window_goes_on(
    scanner: SerialScanner, cable: Cable, qtbot: QtBot, ending: bytes
) -> None:
    heard: list[str] = []
    scanner.arrived.connect(heard.append)
    ticks: list[float] = []
    heart = QTimer()
    heart.timeout.connect(lambda: ticks.append(time.thread_time()))
    heart.start(0)
    noise = bytes(random.Random(1).choices([one for one in range(256) if one not in b"\r\n\x03"], k=10_000))
    for start in range(0, len(noise), 1_000):
        cable.send(noise[start : start + 1_000] + ending)
    cable.send(b"\r" + RECEIPT.encode() + b"\r")
    qtbot.waitUntil(lambda: RECEIPT in heard)
    heart.stop()
    assert heard == [RECEIPT]
    longest = max(later - one for one, later in pairwise(ticks)) * 1_000
    print(f"10,000 bytes of noise: the window waited {longest:.1f} ms at the most")


def test_unplugged_it_is_found_again_by_itself(
    scanner: SerialScanner, cable: Cable, link: Path, qtbot: QtBot
) -> None:
    states: list[bool] = []
    scanner.state_changed.connect(states.append)
    cable.unplug()
    qtbot.waitUntil(lambda: states == [False])
    link.unlink()
    back = Cable()
    link.symlink_to(back.name)
    qtbot.waitUntil(lambda: states == [False, True], timeout=5_000)
    heard: list[str] = []
    scanner.arrived.connect(heard.append)
    back.send(RECEIPT.encode() + b"\r")
    qtbot.waitUntil(lambda: heard == [RECEIPT])


def test_a_port_that_is_not_there_is_tried_again_and_given_up_when_closed(qtbot: QtBot) -> None:
    scanner = SerialScanner("/dev/no-such-port")
    scanner.open()
    assert not scanner.is_open
    assert scanner._retry.isActive()
    scanner.close()
    assert not scanner._retry.isActive()
    assert isinstance(port_names(), tuple)


def test_the_program_listens_where_the_settings_say_and_the_lamp_shows_it(
    link: Path,
    cable: Cable,
    qapp: QApplication,
    desk: Desk,
    officers: dict[str, Officer],
    qtbot: QtBot,
) -> None:
    station = Workstation(language="en", printer=FILE_PRINTER, scanner_port=str(link))
    program = Program(qapp, desk.home, station)
    program.desk = desk
    program.start()
    sign_in = program.sign_in
    assert sign_in is not None
    qtbot.waitUntil(lambda: sign_in.officer() is not None)
    program.open_window(officers["an"])
    session, window = program.session, program.window
    assert session is not None
    assert window is not None
    qtbot.waitUntil(lambda: session.scanner_open and "scanner" in session.lamps)
    assert session.lamps["scanner"].advice.startswith(f"The scanner at {link} is heard")
    cable.send(b"8934563138165\r\n")
    qtbot.waitUntil(lambda: session.last_said is not None and "a code of goods" in session.last_said.sentence)
    cable.unplug()
    qtbot.waitUntil(lambda: session.lamps["scanner"].state == "not found")
    session.change_station(scanner_port="")
    assert session.lamps["scanner"].state == "ready"
    window.close()
    program.end()
    program.deleteLater()


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (b"\xef\xbb\xbf" + RECEIPT.encode(), RECEIPT),
        (b"Nguy\xe1\xbb\x85n \xff", "Nguyễn \ufffd"),
        (b"\xff\xfe\x00a", ""),
        (b"", ""),
    ],
)
def test_what_can_be_read_of_a_line(line: bytes, text: str) -> None:
    assert legible(line) == text
