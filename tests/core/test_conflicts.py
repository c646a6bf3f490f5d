"""Two offices tell different stories: found, decided by an event, and the same state in any order."""

from dataclasses import replace
from itertools import permutations

import pytest

from counter_app.core.conflict_events import ConflictSettled
from counter_app.core.conflicts import conflicts, place_of
from counter_app.core.events import Corrected, Finished, Forwarded, HandedOver, Undone
from counter_app.core.fold import counting, fold, impossible_steps
from counter_app.core.journal import Event
from counter_app.core.records import DossierState
from counter_app.core.states import Status
from tests.core.journal_makers import RECEPTION, happened

HERE, THERE = "0170", "0200"
ANH = HandedOver(collector="Lê Thị Ánh")
BINH = HandedOver(collector="Trần Văn Bình")


def tell(*told: tuple[str, object]) -> list[Event]:
    """What happened, a minute apart, each with the node that did it."""
    made = []
    for minute, (node, payload) in enumerate(told):
        bare = happened(payload, minute)
        made.append(
            Event(
                node=node,
                epoch=1,
                seq=minute + 1,
                kind=bare.kind,
                dossier=bare.dossier,
                happened_at=bare.happened_at,
                recorded_at=bare.happened_at,
                by=bare.by,
                data=bare.data,
            )
        )
    return made


READY = ((HERE, RECEPTION), (HERE, Forwarded(to="Phòng Kinh tế")), (HERE, Finished()))


def state_of(events: list[Event]) -> DossierState:
    state = fold(events)
    assert state is not None
    return state


def decided(events: list[Event], kept: int, field: str = "", minute: int = 30) -> Event:
    """The head's decision that the event at ``kept`` is true."""
    (conflict,) = [one for one in conflicts(events) if one.field == field]
    places = [place_of(event) for event in conflict.events]
    chosen = place_of(events[kept])
    others = tuple(one for one in places if one != chosen)
    (made,) = tell((HERE, ConflictSettled(kept=chosen, set_aside=others, field=field, reason="đã hỏi")))
    later = happened(ANH, minute).happened_at
    return replace(made, happened_at=later, recorded_at=later, seq=90 + minute)


def test_one_office_may_put_right_and_hand_over_as_it_likes() -> None:
    events = tell(
        *READY, (HERE, Corrected(reason="sai", phone="1")), (HERE, Corrected(reason="sai", phone="2"))
    )
    assert conflicts(events) == ()
    assert conflicts([*events, *tell(*READY, (HERE, ANH))[3:]]) == ()


@pytest.mark.parametrize(("kept", "collector"), [(3, "Lê Thị Ánh"), (4, "Trần Văn Bình")])
def test_two_hand_overs_are_found_and_the_one_that_is_kept_counts(kept: int, collector: str) -> None:
    events = tell(*READY, (HERE, ANH), (THERE, BINH))
    (conflict,) = conflicts(events)
    assert (conflict.field, conflict.events) == ("", tuple(events[3:]))
    assert state_of(events).collector == "Trần Văn Bình", "the later one, until somebody decides"
    whole = [*events, decided(events, kept)]
    assert conflicts(whole) == ()
    assert impossible_steps(whole) == ()
    state = state_of(whole)
    assert (state.collector, state.status) == (collector, Status.RETURNED)
    assert state.returned_at == events[kept].happened_at


@pytest.mark.parametrize(("kept", "phone"), [(1, "0900000001"), (2, "0900000002")])
def test_only_the_field_in_question_is_set_aside(kept: int, phone: str) -> None:
    first = Corrected(reason="sai số", phone="0900000001", name="Nguyễn Văn Nam")
    second = Corrected(reason="đổi số", phone="0900000002", address="Thôn Hạ")
    events = tell((HERE, RECEPTION), (HERE, first), (THERE, second))
    (conflict,) = conflicts(events)
    assert conflict.field == "phone"
    state = state_of([*events, decided(events, kept, "phone")])
    assert state.applicant.phone == phone
    assert (state.applicant.name, state.applicant.address) == ("Nguyễn Văn Nam", "Thôn Hạ")
    assert state.version > state_of(events).version, "what was printed before may say something else"


def test_a_correction_of_that_field_alone_counts_no_more() -> None:
    events = tell(
        (HERE, RECEPTION), (HERE, Corrected(reason="a", phone="1")), (THERE, Corrected(reason="b", phone="2"))
    )
    whole = [*events, decided(events, 1, "phone")]
    assert state_of(whole).applicant.phone == "1"
    assert events[2] not in counting(whole)


def test_the_same_value_is_no_conflict() -> None:
    same = Corrected(reason="sai", phone="1")
    assert conflicts(tell((HERE, RECEPTION), (HERE, same), (THERE, same))) == ()


def test_what_was_undone_is_no_conflict() -> None:
    events = tell(*READY, (HERE, ANH), (THERE, BINH))
    place = place_of(events[4])
    taken_back = Undone(node=place.node, epoch=1, seq=place.seq, kind="handed_over", reason="nhầm")
    (undo,) = tell((THERE, taken_back))
    whole = [*events, replace(undo, happened_at=happened(ANH, 20).happened_at, seq=99)]
    assert conflicts(whole) == ()
    assert state_of(whole).collector == "Lê Thị Ánh"


def test_of_two_decisions_the_later_one_counts() -> None:
    events = tell(*READY, (HERE, ANH), (THERE, BINH))
    first, second = decided(events, 3, minute=30), decided(events, 4, minute=40)
    assert state_of([*events, first, second]).collector == "Trần Văn Bình"
    assert state_of([*events, first]).collector == "Lê Thị Ánh"


def test_a_third_story_that_comes_late_is_a_conflict_again() -> None:
    events = tell(*READY, (HERE, ANH), (THERE, BINH))
    whole = [*events, decided(events, 3)]
    late = replace(tell(*READY, ("0300", BINH))[3], node="0300", seq=7)
    (conflict,) = conflicts(sorted([*whole, late], key=lambda event: event.happened_at))
    assert {event.node for event in conflict.events} == {HERE, "0300"}


def test_the_order_in_which_events_arrive_makes_no_difference() -> None:
    """Events are folded in the order in which they happened: each office comes to the same state."""
    events = tell(*READY, (HERE, ANH), (THERE, BINH))
    whole = [*events, decided(events, 3), decided(events, 4, minute=40)]
    states = {
        repr(fold(sorted(arrived, key=lambda event: (event.happened_at, event.node, event.seq))))
        for arrived in permutations(whole[3:])
        for arrived in [[*whole[:3], *arrived]]
    }
    assert len(states) == 1
