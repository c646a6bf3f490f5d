"""F8 by keys: two offices tell different stories, and the head settles which one counts."""

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from counter_app.core.events import HandedOver
from counter_app.core.records import DossierState, HandOver
from counter_app.services import (
    conflicts,
    handover,
    nodes,
    queries,
)
from counter_app.services.desk import Desk
from counter_app.ui.pages.exchange import ExchangePage
from counter_app.ui.session import Said
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.models.makers import chain, take_in
from tests.ui.exchange_office import (
    CTRL,
    HAMLET,
    Neighbours,
    _closed,
    desk,
    neighbours,
    page,
    scanner,
)
from tests.ui.hands import clipped, press
from tests.ui.pages import Dossiers

__all__ = ["_closed", "desk", "neighbours", "page", "scanner"]


def handed_over(desk: Desk, dossiers: Dossiers) -> DossierState:
    """A dossier whose result went out here some minutes ago."""
    ready = dossiers.ready()
    by = dossiers.officers["an"]
    return handover.hand_over(desk, ready.scan_number, HandOver(), by, NOW - timedelta(minutes=9))


def test_the_head_settles_a_conflict_by_two_keys(
    signed_in: Callable[[str], Window], desk: Desk, dossiers: Dossiers, neighbours: Neighbours, qtbot: QtBot
) -> None:
    nodes.add_node(desk, neighbours.stick / "0131.toml", relation="below")
    state = handed_over(desk, dossiers)
    told = [(state.scan_number, HandedOver(collector="Lê Thị Ánh"), NOW - timedelta(minutes=5))]
    take_in(chain(told, node="0131"))
    window = signed_in("chi")
    window.show_page("exchange")
    page = window.page()
    assert isinstance(page, ExchangePage)
    qtbot.waitUntil(page.conflicts_button.isVisible, timeout=20_000)
    press(Qt.Key.Key_J, CTRL)
    assert state.code in page.told.headline.text()
    assert "Lê Thị Ánh" in page.told.steps.text()
    assert HAMLET in page.told.steps.text()
    assert clipped(page) == []
    press(Qt.Key.Key_1, CTRL)
    qtbot.waitUntil(lambda: not page.conflicts_button.isVisible(), timeout=20_000)
    assert conflicts.open_conflicts(desk) == ()
    assert queries.dossier(desk, state.scan_number).collector == state.collector
    press(Qt.Key.Key_J, CTRL)
    said = page.session.last_said
    assert said is not None
    assert "nothing to decide" in said.sentence


def test_only_the_head_settles(
    page: ExchangePage, desk: Desk, dossiers: Dossiers, said: list[Said], qtbot: QtBot
) -> None:
    state = handed_over(desk, dossiers)
    told = [(state.scan_number, HandedOver(collector="Lê Thị Ánh"), NOW - timedelta(minutes=5))]
    take_in(chain(told, node="0131"))
    page.open()
    press(Qt.Key.Key_1, CTRL)  # nothing is shown to be decided
    qtbot.waitUntil(page.conflicts_button.isVisible, timeout=20_000)
    press(Qt.Key.Key_J, CTRL)
    press(Qt.Key.Key_1, CTRL)
    assert said[-1].kind == "problem"
    press(Qt.Key.Key_9, CTRL)
    assert len(conflicts.open_conflicts(desk)) == 1
    press(Qt.Key.Key_Escape)
    assert "Node 0117" in page.told.headline.text()
    window = page.window()
    assert isinstance(window, Window)
    window.show_page("dossier", state.scan_number)
    assert said[-1].sentence.startswith("Two offices do not agree on to whom the result was handed over.")
    assert "Lê Thị Ánh" in said[-1].sentence
    assert said[-1].key == "F8"
