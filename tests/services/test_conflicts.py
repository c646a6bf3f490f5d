"""Conflicts on a real desk: both stories in words, the head's decision, and the same state elsewhere."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.config import Home
from counter_app.core.events import Corrected, HandedOver
from counter_app.core.journal import Event
from counter_app.core.records import Officer
from counter_app.core.states import Role
from counter_app.errors import NotAllowed, NotFound
from counter_app.models import journal
from counter_app.services import conflicts, queries, upkeep
from counter_app.services.desk import Desk, close_desk, create_office
from tests.models.makers import OFFICE, START, append, chain, receive, take_in

OTHER = "0200"
HEAD = Officer(login="chi", name="Phạm Thị Chi", role=Role.HEAD)
AN = Officer(login="an", name="Nguyễn Thu An", role=Role.OFFICER)
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = create_office(Home(tmp_path / "home"), OFFICE, START, clock=lambda: START + 9 * HOUR)
    yield opened
    close_desk()


def theirs(scan_number: str) -> list[Event]:
    """What the other office did to our dossier."""
    told = [
        (scan_number, Corrected(reason="đổi số", phone="0900000002"), START + HOUR),
        (scan_number, HandedOver(collector="Lê Thị Ánh"), START + 3 * HOUR),
    ]
    return chain(told, node=OTHER)


def ours(scan_number: str) -> None:
    """What this office did, between the acts of the other one."""
    append(scan_number, Corrected(reason="sai số", phone="0900000001"), at=START + 2 * HOUR)
    append(scan_number, HandedOver(collector="Trần Văn Bình"), at=START + 4 * HOUR)


@pytest.fixture(params=["theirs come first", "theirs come last"])
def scan_number(desk: Desk, request: pytest.FixtureRequest) -> str:
    """A dossier of which two offices tell different stories, in both orders of arrival."""
    number = receive(1).scan_number
    if request.param == "theirs come last":
        ours(number)
    take_in(theirs(number))
    if request.param == "theirs come first":
        ours(number)
    return number


def test_both_stories_are_told(desk: Desk, scan_number: str) -> None:
    handed, phone = conflicts.open_conflicts(desk)
    assert (handed.field, phone.field) == ("", "phone")
    assert [story.value for story in phone.stories] == ["0900000002", "0900000001"]
    assert [story.office for story in phone.stories] == [OTHER, OFFICE.name]
    assert "Lê Thị Ánh" in handed.stories[0].words
    assert "Trần Văn Bình" in handed.stories[1].words
    assert (handed.code, handed.scan_number) == (phone.code, scan_number)


def test_the_head_decides_and_nothing_is_hidden(desk: Desk, scan_number: str) -> None:
    handed, phone = conflicts.open_conflicts(desk)
    before = len(journal.events_of(scan_number))
    at = START + 5 * HOUR
    with pytest.raises(NotAllowed):
        conflicts.settle(desk, scan_number, handed.stories[0].place, AN, at)
    state = conflicts.settle(desk, scan_number, handed.stories[0].place, HEAD, at, reason="đã gọi điện hỏi")
    assert state.collector == "Lê Thị Ánh"
    state = conflicts.settle(desk, scan_number, phone.stories[1].place, HEAD, at, "phone")
    assert (state.applicant.phone, state.collector) == ("0900000001", "Lê Thị Ánh")
    assert conflicts.open_conflicts(desk) == ()
    assert len(journal.events_of(scan_number)) == before + 2
    with pytest.raises(NotFound):
        conflicts.settle(desk, scan_number, handed.stories[0].place, HEAD, at)
    assert upkeep.check(desk, deep=True).ok
    words = [line.words for line in queries.history(desk, scan_number)]
    assert "Decided between offices: what node 0200 did counts" in words


def test_every_order_of_arrival_leads_to_the_same_state(desk: Desk, tmp_path: Path) -> None:
    """Two offices above hear of the same events, the decision first or last."""
    number = receive(1).scan_number
    ours(number)
    take_in(theirs(number))
    (handed, _phone) = conflicts.open_conflicts(desk)
    conflicts.settle(desk, number, handed.stories[0].place, HEAD, START + 5 * HOUR)
    own = journal.head()
    told = journal.events_between(own.node, own.epoch, 1, own.seq)
    close_desk()
    states = []
    for name, parts in (("one", (told, theirs(number))), ("two", (theirs(number), told))):
        office = create_office(
            Home(tmp_path / name), replace(OFFICE, node="0001"), START, clock=lambda: START + 9 * HOUR
        )
        for part in parts:
            take_in(part)
        states.append(queries.dossier(office, number))
        close_desk()
    assert states[0] == states[1]
    assert states[0].collector == "Lê Thị Ánh"
