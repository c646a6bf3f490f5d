"""Events of other nodes: once, in any order, with gaps that show."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.core.conflict_events import ConflictSettled, EventPlace
from counter_app.core.events import Finished, Forwarded, HandedOver, Noted
from counter_app.core.journal import Event, event_hash
from counter_app.core.office_events import Restored
from counter_app.core.states import Status
from counter_app.errors import BadFile
from counter_app.models import audit, base, dossiers, foreign, journal
from counter_app.models import office as offices
from counter_app.models.foreign import Gap
from tests.engines import Places
from tests.models.makers import NODE, OFFICE, START, append, chain, receive, received, scan, take_in

OTHER = "0200"


def story() -> list[Event]:
    """Three dossiers of another node, the events of each among those of the others."""
    numbers = [scan(n, node=OTHER) for n in (1, 2, 3)]
    hour = timedelta(hours=1)
    return chain(
        [
            (numbers[0], received(1, "Lê Thị Ánh"), START),
            (numbers[1], received(2, "Đỗ Ngọc Yến"), START),
            (numbers[0], Forwarded(to="Văn phòng"), START + hour),
            (numbers[1], Noted(note="thiếu bản sao"), START + hour),
            (numbers[2], received(3, "Trần Bửu"), START + hour),
            (numbers[0], Finished(), START + 2 * hour),
            (numbers[0], HandedOver(collector="Lê Thị Ánh"), START + 2 * hour),
            (numbers[1], Forwarded(to="Văn phòng"), START + 3 * hour),
        ]
    )


def test_all_at_once(database: base.Place) -> None:
    taken = take_in(story())
    assert (taken.applied, taken.already, taken.waiting) == (8, 0, 0)
    assert sorted(taken.dossiers) == sorted(scan(n, node=OTHER) for n in (1, 2, 3))
    state = dossiers.state_of(scan(1, node=OTHER))
    assert state is not None
    assert (state.status, state.node) == (Status.RETURNED, OTHER)
    assert journal.head(OTHER).seq == 8


def test_the_same_events_again_change_nothing(database: base.Place) -> None:
    take_in(story())
    before = (dossiers.state_hash(), journal.chains())
    taken = take_in(story())
    assert (taken.applied, taken.already, taken.waiting, taken.dossiers) == (0, 8, 0, ())
    assert (dossiers.state_hash(), journal.chains()) == before


def test_what_lies_beyond_a_gap_waits_and_is_said(database: base.Place) -> None:
    events = story()
    taken = take_in([*events[:2], *events[4:5], *events[6:]])
    assert (taken.applied, taken.waiting) == (2, 3)
    assert foreign.gaps() == (
        Gap(node=OTHER, epoch=1, first=3, last=4, waits=True),
        Gap(node=OTHER, epoch=1, first=6, last=6, waits=True),
    )
    assert dossiers.state_of(scan(3, node=OTHER)) is None
    taken = take_in(events[2:4])
    assert (taken.applied, taken.waiting) == (3, 0)
    assert foreign.gaps() == (Gap(node=OTHER, epoch=1, first=6, last=6, waits=True),)
    taken = take_in(events)
    assert (taken.applied, taken.already) == (3, 5), "those that had waited are taken in"
    assert foreign.gaps() == ()


def test_what_waits_and_comes_again_waits_still(database: base.Place) -> None:
    events = story()
    take_in(events[:2])
    for _time in range(2):
        taken = take_in([*events[1:2], *events[4:]])
        assert (taken.applied, taken.already, taken.waiting, taken.dossiers) == (0, 1, 4, ())


def restored(epoch: int, seq: int, into: int) -> list[Event]:
    """The beginning of epoch ``into`` of another node, out of a copy that went up to ``seq`` of ``epoch``."""
    told = Restored(copy="x.sqlite3", epoch=epoch, seq=seq, since=START.date(), skipped=1000)
    note = Noted(note="sau khi phục hồi")
    return chain([("", told, START), (scan(1, node=OTHER), note, START)], epoch=into)


def test_what_a_copy_held_of_an_earlier_epoch_is_missed(database: base.Place) -> None:
    events = story()
    take_in(restored(epoch=1, seq=6, into=2))
    assert foreign.gaps() == (Gap(node=OTHER, epoch=1, first=1, last=6, waits=False),)
    take_in(events[:3])
    assert foreign.gaps() == (Gap(node=OTHER, epoch=1, first=4, last=6, waits=False),)
    take_in(events[4:5])
    assert foreign.gaps() == (
        Gap(node=OTHER, epoch=1, first=4, last=4, waits=True),
        Gap(node=OTHER, epoch=1, first=6, last=6, waits=False),
    )
    take_in(events[:6])
    assert foreign.gaps() == (), "what was recorded after the copy may be lost for good"
    take_in(events)
    assert foreign.gaps() == ()


@pytest.mark.parametrize("told", [2, 3])
def test_an_event_that_tells_of_no_earlier_epoch_tells_of_no_end(database: base.Place, told: int) -> None:
    take_in(restored(epoch=told, seq=6, into=2))
    assert foreign.gaps() == ()


def test_an_epoch_that_no_copy_tells_of_is_not_missed(database: base.Place) -> None:
    """The same copy was brought back twice: what was done between may be nowhere any more."""
    take_in(story())
    take_in(restored(epoch=1, seq=6, into=3))
    assert foreign.gaps() == ()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 2**32), size=st.integers(1, 8))
def test_any_order_in_any_pieces_gives_the_same_dossiers(places: Places, seed: int, size: int) -> None:
    dice = random.Random(seed)
    events = story()
    expected = _state_after(places, [events])
    mixed = [*events, *dice.choices(events, k=4)]
    dice.shuffle(mixed)
    pieces = [mixed[n : n + size] for n in range(0, len(mixed), size)]
    assert _state_after(places, pieces) == expected


def _state_after(places: Places, pieces: Sequence[Sequence[Event]]) -> tuple[object, ...]:
    places.office(OFFICE)
    for piece in pieces:
        take_in(piece)
    assert audit.differing() == []
    assert audit.breaks()[1] == []
    return dossiers.state_hash(), journal.chains(), foreign.gaps()


def test_two_nodes_at_one_dossier_in_the_same_second(places: Places) -> None:
    """The own note and the other node's note have one order, whichever came first."""
    note = chain([(scan(1), Noted(note="của xã bên"), START)], node="0001")
    states = []
    for own_first in (True, False):
        base.open_database(places.new(f"{own_first}"))
        offices.save_office(OFFICE)
        receive(1)
        if own_first:
            append(scan(1), Noted(note="của xã mình"))
        take_in(note)
        if not own_first:
            append(scan(1), Noted(note="của xã mình"))
        assert audit.differing() == []
        states.append((dossiers.state_of(scan(1)), dossiers.state_hash()))
    assert states[0] == states[1]
    assert states[0][0].notes == ("của xã bên", "của xã mình")


def test_a_clock_that_was_behind_does_not_hide_an_event(database: base.Place) -> None:
    early = chain([(scan(1), Noted(note="đồng hồ chậm"), START - timedelta(hours=2))])
    take_in(early)
    assert dossiers.state_of(scan(1)) is None
    state = receive(1)
    assert state.notes == ("đồng hồ chậm",)
    assert audit.differing() == []


def test_what_another_node_did_to_an_own_dossier_is_a_conflict(database: base.Place) -> None:
    state = receive(1)
    hour = START + timedelta(hours=1)
    taken = take_in(chain([(scan(1), HandedOver(collector="Lê Thị Ánh"), hour)]))
    (sentence,) = foreign.conflicts(taken.dossiers)
    for told in (state.code, NODE, OTHER, "08:00 23/11/2026: receive", "09:00 23/11/2026: hand the result"):
        assert told in sentence
    receive(2)
    assert foreign.conflicts([scan(2), scan(3)]) == ()


@pytest.mark.parametrize("payload", [Noted(note="gọi lại"), Forwarded(to="Văn phòng")])
def test_an_own_dossier_that_is_not_here_yet_is_a_conflict(database: base.Place, payload: object) -> None:
    taken = take_in(chain([(scan(1), payload, START)]))
    (sentence,) = foreign.conflicts(taken.dossiers)
    assert scan(1) in sentence


@pytest.mark.parametrize("backwards", [False, True])
def test_an_impossible_step_between_two_other_nodes_is_a_conflict(
    database: base.Place, backwards: bool
) -> None:
    hour = timedelta(hours=1)
    good, bad = scan(1, node=OTHER), scan(2, node=OTHER)
    first = chain([(good, received(1), START), (bad, received(2), START)])
    second = chain(
        [(good, Forwarded(to="Văn phòng"), START + hour), (bad, Finished(), START + hour)], node="0300"
    )
    pieces = [second, first] if backwards else [first, second]
    for piece in pieces:
        taken = take_in(piece)
    (sentence,) = foreign.conflicts(taken.dossiers)
    assert "H99.017-261123-0002" in sentence


def test_the_story_of_one_other_node_is_no_conflict(database: base.Place) -> None:
    assert foreign.conflicts(take_in(story()).dossiers) == ()


def test_an_altered_event_is_refused_whole(database: base.Place) -> None:
    events = story()
    events[3] = replace(events[3], data={"note": "khác"})
    with pytest.raises(BadFile, match="4"):
        take_in(events)
    assert dossiers.count() == 0
    assert journal.head_of(OTHER, 1) is None


def test_an_altered_event_beyond_a_gap_is_refused_when_the_gap_closes(database: base.Place) -> None:
    events = story()
    spoilt = replace(events[5], data={"note": "khác"})
    take_in([spoilt])
    with pytest.raises(BadFile, match="6"):
        take_in(events[:5])
    assert dossiers.count() == 0


def test_two_installations_under_one_name_are_told_apart(database: base.Place) -> None:
    take_in(story())
    other = chain([(scan(9, node=OTHER), received(9), START)])
    with pytest.raises(BadFile, match=OTHER):
        take_in(other)


def test_events_in_the_own_name_that_are_not_the_own_are_refused(database: base.Place) -> None:
    receive(1)
    own = journal.events_between(NODE, 1, 1, 1)
    assert take_in(own).already == 1
    unknown = replace(own[0], seq=2, hash="")
    unknown = replace(unknown, hash=event_hash(own[0].hash, unknown))
    with pytest.raises(BadFile, match="backup"):
        take_in([unknown])


def test_the_lost_end_of_an_earlier_epoch_comes_back(database: base.Place) -> None:
    """A restored database goes on in a new epoch and may learn from others what it lost."""
    receive(1)
    lost = replace(
        journal.events_between(NODE, 1, 1, 1)[0],
        seq=2,
        kind="noted",
        data={"note": "đã mất"},
        happened_at=START + timedelta(hours=1),
        hash="",
    )
    lost = replace(lost, hash=event_hash(journal.head().hash, lost))
    journal.begin_chain(NODE, epoch=2)
    assert take_in([lost]).applied == 1
    state = dossiers.state_of(scan(1))
    assert state is not None
    assert state.notes == ("đã mất",)


def test_one_node_giving_one_code_twice_is_refused(database: base.Place) -> None:
    first, second = scan(1, node=OTHER), scan(2, node=OTHER)
    events = chain([(first, received(1), START), (second, received(1), START)])
    with pytest.raises(BadFile, match=second):
        take_in(events)
    assert dossiers.count() == 0


def test_an_unknown_kind_is_kept(database: base.Place) -> None:
    events = chain([(scan(1, node=OTHER), received(1), START)])
    later = replace(events[0], seq=2, kind="weighed", data={"grams": 12}, hash="")
    later = replace(later, hash=event_hash(events[0].hash, later))
    take_in([*events, later])
    assert journal.events_of(scan(1, node=OTHER))[-1] == later


def test_a_decision_that_comes_before_what_it_decides_on(places: Places) -> None:
    """Node 0300 set aside what node 0400 did; the act it names comes later, and must not count."""
    hour = timedelta(hours=1)
    theirs = chain([(scan(1, node=OTHER), received(1), START)])
    act = chain([(scan(1, node=OTHER), HandedOver(collector="Lê Thị Ánh"), START + 3 * hour)], node="0400")
    settled = ConflictSettled(
        field="",
        kept=EventPlace(node=OTHER, epoch=1, seq=1),
        set_aside=(EventPlace(node="0400", epoch=1, seq=1),),
    )
    decision = chain([(scan(1, node=OTHER), settled, START + 2 * hour)], node="0300")
    assert _state_after(places, [theirs, act, decision]) == _state_after(places, [theirs, decision, act])


def test_a_gap_that_closes_is_read_a_part_at_a_time(
    database: base.Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foreign, "_PART", 2)
    events = story()
    assert (take_in(events[5:]).waiting, take_in(events[2:4]).waiting) == (3, 2)
    taken = take_in([*events[:2], *events[4:6]])
    assert (taken.applied, taken.already, taken.waiting) == (8, 0, 0)
    assert foreign.gaps() == ()
    assert audit.differing() == []
