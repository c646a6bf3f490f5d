"""Our office with one above and a reception point below, and its page of the exchange in the window."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from counter_app.config import Home
from counter_app.core.records import NewDossier, Officer
from counter_app.core.times import parse_time
from counter_app.demo import OFFICE
from counter_app.services import (
    accounts,
    acknowledgements,
    exchange,
    nodes,
    reception,
)
from counter_app.services.desk import Desk, close_desk, create_office, open_desk
from counter_app.sync import card_line
from counter_app.ui.pages.exchange import ExchangePage
from counter_app.ui.pages.page import Page
from counter_app.ui.scanner import Scanner
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROVINCE, HAMLET = "UBND tỉnh Đông", "Điểm tiếp nhận thôn Hạ"


@dataclass(frozen=True)
class Neighbours:
    """What lies on the stick, and what the office above would say."""

    stick: Path
    digits: str
    line: str
    seq: int
    hamlet_line: str


@pytest.fixture
def neighbours(
    tmp_path: Path,
    home: Home,
    clock: Clock,
    officers: dict[str, Officer],
    new_dossier: Callable[..., NewDossier],
) -> Neighbours:
    """An office above that has our journal and a reception point that sent us its own; one open at a time."""
    stick = tmp_path / "stick"
    stick.mkdir()
    at = parse_time("2026-11-20T08:00:00")
    ours = open_desk(home, clock)
    (stick / "0117.toml").write_text(nodes.node_file(ours), encoding="utf-8")
    reception.receive(ours, new_dossier(), officers["an"], at)
    sent = exchange.export(ours, stick, NOW)
    close_desk()

    above = create_office(
        Home(tmp_path / "above"), replace(OFFICE, node="0001", name=PROVINCE), at, lambda: NOW
    )
    (stick / "0001.toml").write_text(nodes.node_file(above), encoding="utf-8")
    nodes.add_node(above, stick / "0117.toml")
    exchange.import_bundle(above, sent.file, NOW)
    said = acknowledgements.latest(above, "0117")
    line = acknowledgements.line(above, said)
    close_desk()

    hamlet = create_office(
        Home(tmp_path / "hamlet"), replace(OFFICE, node="0131", name=HAMLET), at, lambda: NOW
    )
    accounts.add_officer(hamlet, officers["an"], "1234", at)
    (stick / "0131.toml").write_text(nodes.node_file(hamlet), encoding="utf-8")
    for _n in range(3):
        reception.receive(hamlet, new_dossier(), officers["an"], at)
    exchange.export(hamlet, stick, NOW)
    hamlet_line = card_line.write(nodes.show_key(hamlet))
    close_desk()
    return Neighbours(stick, said.digits, line, said.seq, hamlet_line)


@pytest.fixture
def desk(neighbours: Neighbours, home: Home, clock: Clock) -> Desk:
    """Our office, which knows the one above."""
    made = open_desk(home, clock)
    nodes.add_node(made, neighbours.stick / "0001.toml", relation="above")
    return made


@pytest.fixture(autouse=True)
def _closed() -> object:
    yield
    close_desk()


@pytest.fixture
def page(open_page: Callable[..., Page]) -> ExchangePage:
    found = open_page("exchange")
    assert isinstance(found, ExchangePage)
    return found


@pytest.fixture
def scanner(page: ExchangePage, qapp: QApplication) -> Scanner:
    """The scanner of the program, heard by the window."""
    window = page.window()
    assert isinstance(window, Window)
    made = Scanner(qapp)
    made.scanned.connect(window.take_scan)
    return made
