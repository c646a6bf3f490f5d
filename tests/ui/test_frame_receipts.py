"""A print is numbered when it is asked for and recorded where it is known, whoever still looks at it."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counter_app.config import Home
from counter_app.core.records import NewDossier, PrintOutcome
from counter_app.core.states import Role
from counter_app.services import queries, reception
from counter_app.services.desk import Desk
from counter_app.ui import receipts, tasks
from counter_app.ui.session import Session
from counter_app.ui.window import Window
from tests.conftest import NOW
from tests.ui.hands import press

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def number(session: Session, desk: Desk, new_dossier: Callable[..., NewDossier]) -> str:
    return reception.receive(desk, new_dossier(), session.officer, NOW).scan_number


@pytest.fixture
def busy(session: Session) -> Iterator[Event]:
    """The worker is kept busy, as by a slow printer, until the event is set."""
    released = Event()
    tasks.run(session, released.wait)
    yield released
    released.set()


def outcomes(desk: Desk, number: str) -> list[tuple[int, PrintOutcome]]:
    return [(one.copy, one.outcome) for one in queries.dossier(desk, number).prints]


def test_a_print_is_recorded_though_the_window_closes(
    session: Session, desk: Desk, home: Home, number: str, busy: Event
) -> None:
    shown: list[int] = []
    receipts.print_receipt(session, number, lambda _printed, copy: shown.append(copy))
    assert outcomes(desk, number) == [(0, PrintOutcome.PENDING)]
    busy.set()
    tasks.stop(session)
    assert shown == [], "nobody is left to see it"
    assert (home.papers / f"{number}.pdf").exists()
    assert outcomes(desk, number) == [(0, PrintOutcome.PRINTED)]


def test_two_quick_prints_have_two_numbers(
    session: Session, desk: Desk, home: Home, number: str, busy: Event, qtbot: QtBot
) -> None:
    copies: list[int] = []
    for _time in range(2):
        receipts.print_receipt(session, number, lambda _printed, copy: copies.append(copy))
    busy.set()
    qtbot.waitUntil(lambda: copies == [0, 1])
    assert {one.name for one in home.papers.iterdir()} == {f"{number}.pdf", f"{number}-1.pdf"}
    assert outcomes(desk, number) == [(0, PrintOutcome.PRINTED), (1, PrintOutcome.PRINTED)]


def test_a_key_pressed_twice_prints_once(
    session: Session, desk: Desk, number: str, busy: Event, show: Callable[..., QWidget], qtbot: QtBot
) -> None:
    window = show(Window(session, "help"))
    window.show_page("dossier", number)
    press(Qt.Key.Key_P, CTRL)
    press(Qt.Key.Key_P, CTRL)
    busy.set()
    qtbot.waitUntil(lambda: outcomes(desk, number) == [(0, PrintOutcome.PRINTED)])
    qtbot.waitUntil(lambda: not receipts.in_flight(session, number))
    press(Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: outcomes(desk, number)[1:] == [(1, PrintOutcome.PRINTED)])


def test_what_cannot_be_recorded_is_shown_as_failed(
    session: Session,
    home: Home,
    number: str,
    busy: Event,
    qtbot: QtBot,
    caplog: pytest.LogCaptureFixture,
) -> None:
    settled: list[PrintOutcome] = []
    receipts.print_receipt(session, number, lambda printed, _copy: settled.append(printed.outcome))
    with closing(sqlite3.connect(home.database)) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON journal BEGIN SELECT RAISE(ABORT, 'no room'); END"
        )
        other.commit()
    busy.set()
    qtbot.waitUntil(lambda: settled == [PrintOutcome.FAILED])
    assert not receipts.in_flight(session, number)
    caplog.clear()


def test_who_may_not_print_is_told_at_once(session: Session, number: str) -> None:
    session.officer = replace(session.officer, role=Role.SPECIALIST)
    settled: list[tuple[PrintOutcome, str]] = []
    receipts.print_receipt(session, number, lambda one, _copy: settled.append((one.outcome, one.sentence)))
    ((outcome, sentence),) = settled
    assert outcome is PrintOutcome.FAILED
    assert sentence
    assert not receipts.in_flight(session, number)
