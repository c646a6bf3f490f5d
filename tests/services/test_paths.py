"""Every path of the table of transitions, walked by the services and held to the fold at each step."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from counter_app.core.fold import fold, impossible_steps
from counter_app.core.life import MissingPaper
from counter_app.core.records import DossierState, HandOver, NewDossier, Officer, Person
from counter_app.core.states import PERMITTED, TRANSITIONS, Action, Role, Status
from counter_app.demo import OFFICERS
from counter_app.errors import NotAllowed, UserError
from counter_app.models import audit, dossiers, journal
from counter_app.services import (
    corrections,
    decisions,
    fees,
    handover,
    processing,
    reception,
    supplements,
)
from counter_app.services.desk import Desk
from tests.conftest import Clock

NEW = NewDossier(procedure="1.004873", applicant=Person(name="Đặng Thị Diễm"))
MISSING = (MissingPaper(name="Tờ khai"),)
BY_ROLE = {one.role: one for one in OFFICERS}

#: What a person does for each action of the table; reception begins a dossier of its own.
DO: dict[Action, Callable[[Desk, str, Officer, Clock], DossierState]] = {
    Action.RECEIVE: lambda desk, scan, by, clock: reception.receive_registered(desk, scan, by, clock()),
    Action.FORWARD: lambda desk, scan, by, clock: processing.forward(desk, scan, by, clock()),
    Action.REQUEST_SUPPLEMENT: lambda desk, scan, by, clock: supplements.request(
        desk, scan, MISSING, by, clock()
    ),
    Action.SUPPLEMENT: lambda desk, scan, by, clock: supplements.take_in(desk, scan, by, clock()),
    Action.REFUSE: lambda desk, scan, by, clock: decisions.refuse(desk, scan, by, clock(), "lý do"),
    Action.EXTEND: lambda desk, scan, by, clock: decisions.extend(
        desk, scan, by, clock(), _later(desk, scan), "lý do"
    ),
    Action.SUSPEND: lambda desk, scan, by, clock: decisions.suspend(desk, scan, by, clock(), "lý do"),
    Action.RESUME: lambda desk, scan, by, clock: decisions.resume(desk, scan, by, clock()),
    Action.REQUEST_PAYMENT: lambda desk, scan, by, clock: fees.request_payment(desk, scan, by, clock(), 8000),
    Action.PAY: lambda desk, scan, by, clock: fees.collect(desk, scan, by, clock(), 8000),
    Action.WITHDRAW: lambda desk, scan, by, clock: decisions.withdraw(desk, scan, by, clock()),
    Action.STOP: lambda desk, scan, by, clock: decisions.stop(desk, scan, by, clock(), "lý do"),
    Action.FINISH: lambda desk, scan, by, clock: processing.finish(desk, scan, by, clock()),
    Action.REWORK: lambda desk, scan, by, clock: decisions.rework(desk, scan, by, clock(), "lý do"),
    Action.RETURN: lambda desk, scan, by, clock: handover.hand_over(desk, scan, HandOver(), by, clock()),
}


def _later(desk: Desk, scan: str):
    state = dossiers.state_of(scan)
    assert state is not None
    day = desk.calendar.next_working_day(state.due_at.date())
    return state.due_at + timedelta(days=(day - state.due_at.date()).days)


def officer_for(action: Action) -> Officer:
    """Somebody who may; the head where the head may, who is bound by the fewest limits."""
    allowed = PERMITTED[action]
    return BY_ROLE[Role.HEAD if Role.HEAD in allowed else min(allowed)]


def paths() -> Iterator[tuple[Action, ...]]:
    """For each row of the table the shortest way there from the beginning, with that row as its last step.

    What is received after it was registered goes from there, everything else from a reception.
    """
    registered = _ways(Status.REGISTERED, Action.REGISTER)
    received = _ways(Status.RECEIVED, Action.FAST)
    for start, action in TRANSITIONS:
        ways = registered if action is Action.RECEIVE or start not in received else received
        yield (*ways[start], action)


def _ways(beginning: Status, how: Action) -> dict[Status, tuple[Action, ...]]:
    ways: dict[Status, tuple[Action, ...]] = {beginning: (how,)}
    queue = deque(ways)
    while queue:
        here = queue.popleft()
        for (start, action), target in TRANSITIONS.items():
            if start is here and target not in ways:
                ways[target] = (*ways[here], action)
                queue.append(target)
    return ways


def begin(desk: Desk, how: Action, clock: Clock) -> DossierState:
    use_case = reception.register if how is Action.REGISTER else reception.receive
    return use_case(desk, NEW, BY_ROLE[Role.OFFICER], clock())


def held(state: DossierState) -> None:
    """The projection is what the fold makes, and no step was one that the table lacks."""
    events = journal.events_of(state.scan_number)
    assert fold(events) == state == dossiers.state_of(state.scan_number)
    assert impossible_steps(events) == ()


@pytest.mark.parametrize("path", list(paths()), ids="-".join)
def test_every_row_of_the_table_can_be_walked(desk: Desk, clock: Clock, path: tuple[Action, ...]) -> None:
    first, *rest = path
    state = begin(desk, first, clock)
    held(state)
    for action in rest:
        before = state.status
        clock.pass_(minutes=7)
        state = DO[action](desk, state.scan_number, officer_for(action), clock)
        assert state.status is TRANSITIONS[before, action]
        held(state)
    assert audit.differing() == []


@pytest.mark.parametrize("path", [one for one in paths() if len(one) > 1], ids="-".join)
def test_every_walked_step_can_be_taken_back(desk: Desk, clock: Clock, path: tuple[Action, ...]) -> None:
    first, *rest = path
    state = begin(desk, first, clock)
    for action in rest:
        before = state
        clock.pass_(minutes=7)
        state = DO[action](desk, state.scan_number, officer_for(action), clock)
    clock.pass_(minutes=1)
    if rest[-1] is Action.RECEIVE:
        with pytest.raises(NotAllowed, match="A reception stays"):
            corrections.undo(desk, state.scan_number, BY_ROLE[Role.HEAD], clock(), "nhầm")
        return
    undone = corrections.undo(desk, state.scan_number, BY_ROLE[Role.HEAD], clock(), "nhầm")
    assert undone.status is before.status
    assert (undone.due_at, undone.holder, undone.fee) == (before.due_at, before.holder, before.fee)
    held(undone)


@pytest.mark.parametrize(("status", "action"), list(product(Status, DO)), ids=str)
def test_what_the_table_lacks_is_refused_and_changes_nothing(
    desk: Desk, clock: Clock, status: Status, action: Action
) -> None:
    if (status, action) in TRANSITIONS:
        return
    way = next((path[:-1] for path in paths() if _ends_at(path[:-1]) is status), None)
    way = way or next(path for path in paths() if _ends_at(path) is status)
    state = begin(desk, way[0], clock)
    for step in way[1:]:
        clock.pass_(minutes=7)
        state = DO[step](desk, state.scan_number, officer_for(step), clock)
    assert state.status is status
    before = journal.head(), dossiers.state_hash()
    clock.pass_(minutes=7)
    with pytest.raises(UserError):
        DO[action](desk, state.scan_number, officer_for(action), clock)
    assert (journal.head(), dossiers.state_hash()) == before


def _ends_at(path: tuple[Action, ...]) -> Status:
    status = Status.REGISTERED if path[0] is Action.REGISTER else Status.RECEIVED
    for action in path[1:]:
        status = TRANSITIONS[status, action]
    return status


class WholeLife(RuleBasedStateMachine):
    """Any officer tries anything at any time; the office stays true to its journal."""

    desk: Desk
    clock: Clock

    def __init__(self) -> None:
        super().__init__()
        self.scan = ""

    @initialize(how=st.sampled_from((Action.REGISTER, Action.FAST)))
    def begins(self, how: Action) -> None:
        self.scan = begin(self.desk, how, self.clock).scan_number

    @rule(action=st.sampled_from(sorted(DO)), role=st.sampled_from(Role), minutes=st.integers(0, 4000))
    def somebody_tries(self, action: Action, role: Role, minutes: int) -> None:
        before = dossiers.state_of(self.scan)
        assert before is not None
        head = journal.head()
        self.clock.pass_(minutes=minutes)
        try:
            state = DO[Action(action)](self.desk, self.scan, BY_ROLE[role], self.clock)
        except UserError:
            assert (dossiers.state_of(self.scan), journal.head()) == (before, head)
            return
        assert role in PERMITTED[Action(action)]
        assert state.status is TRANSITIONS[before.status, Action(action)]

    @precondition(lambda self: self.scan)
    @rule(role=st.sampled_from(Role), minutes=st.integers(0, 900))
    def somebody_takes_back(self, role: Role, minutes: int) -> None:
        before = dossiers.state_of(self.scan), journal.head()
        self.clock.pass_(minutes=minutes)
        try:
            corrections.undo(self.desk, self.scan, BY_ROLE[role], self.clock(), "nhầm")
        except UserError:
            assert (dossiers.state_of(self.scan), journal.head()) == before

    @rule(name=st.sampled_from(("Lê A", "Lê B", "")), role=st.sampled_from(Role))
    def somebody_corrects(self, name: str, role: Role) -> None:
        before = dossiers.state_of(self.scan), journal.head()
        self.clock.pass_(minutes=1)
        try:
            corrections.correct(self.desk, self.scan, {"name": name}, BY_ROLE[role], self.clock(), "sai")
        except UserError:
            assert (dossiers.state_of(self.scan), journal.head()) == before

    @invariant()
    def the_projection_is_the_fold(self) -> None:
        if self.scan:
            state = dossiers.state_of(self.scan)
            assert state is not None
            held(state)
            assert not (state.stopped_at and state.late(self.clock() + timedelta(days=999)))


def test_anything_at_any_time(desk: Desk, clock: Clock) -> None:
    class OnThisDesk(WholeLife):
        pass

    OnThisDesk.desk, OnThisDesk.clock = desk, clock
    run = settings(
        max_examples=60,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(OnThisDesk, settings=run)
    assert audit.differing() == []
    assert audit.breaks()[1] == []
