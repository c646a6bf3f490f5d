"""The fold: what a dossier is, made of the events that happened to it, one after the other."""

from collections.abc import Iterable
from dataclasses import replace

from counter_app.core.conflict_events import ConflictSettled
from counter_app.core.events import Undone
from counter_app.core.fold_begin import accepted, begun
from counter_app.core.fold_steps import RECEIPT, STEPS, new_receipt
from counter_app.core.journal import BEGINNINGS, NUMBERING, WEIGHING, Event, EventKind
from counter_app.core.plain import changed, from_plain
from counter_app.core.records import DossierState
from counter_app.core.states import TRANSITIONS, Action, Status

__all__ = [
    "FORM",
    "RECEIPT",
    "STEP_ACTIONS",
    "apply",
    "counting",
    "fold",
    "impossible_steps",
    "undone_places",
]

#: Node, epoch and sequence of an event.
Place = tuple[str, int, int]

#: Counts up whenever the same events make another state than in the version before.
FORM = 3

#: The action behind each event that leads to another status, or could.
STEP_ACTIONS: dict[str, Action] = {
    EventKind.REGISTERED: Action.REGISTER,
    EventKind.RECEIVED: Action.RECEIVE,
    EventKind.ACCEPTED: Action.RECEIVE,
    EventKind.FORWARDED: Action.FORWARD,
    EventKind.SUPPLEMENT_REQUESTED: Action.REQUEST_SUPPLEMENT,
    EventKind.SUPPLEMENTED: Action.SUPPLEMENT,
    EventKind.REFUSED: Action.REFUSE,
    EventKind.EXTENDED: Action.EXTEND,
    EventKind.SUSPENDED: Action.SUSPEND,
    EventKind.RESUMED: Action.RESUME,
    EventKind.PAYMENT_REQUESTED: Action.REQUEST_PAYMENT,
    EventKind.PAID: Action.PAY,
    EventKind.WITHDRAWN: Action.WITHDRAW,
    EventKind.STOPPED: Action.STOP,
    EventKind.FINISHED: Action.FINISH,
    EventKind.REWORKED: Action.REWORK,
    EventKind.HANDED_OVER: Action.RETURN,
}


def fold(events: Iterable[Event]) -> DossierState | None:
    """The dossier that ``events`` make, in their order; None where none of them began it.

    An event of a kind unknown to this version changes nothing but the time of the last event.
    Where a step was undone or set aside that had made a new receipt, the next receipt is another
    version again: two papers of different content never carry one number.
    """
    state: DossierState | None = None
    versions: dict[Place, int] = {}
    last = None
    for event, counts in _weighed(events):
        if counts:
            state = _after(state, event)
        elif state is not None:
            would_be = _after(state, event)
            if would_be is not None and would_be.version > state.version:
                versions[event.node, event.epoch, event.seq] = would_be.version
        if state is not None:
            last = event.happened_at
        if state is not None and event.kind in WEIGHING:
            made = [versions[place] for place in _named_by(event) if place in versions]
            if made:
                state = new_receipt(changed(state, version=max([*made, state.version])))
    return state and changed(state, last_event_at=last)


def apply(state: DossierState | None, event: Event) -> DossierState | None:
    """``state`` after one more ``event``; one that undoes another needs the whole :func:`fold`."""
    after = _after(state, event)
    return after and changed(after, last_event_at=event.happened_at)


def _after(state: DossierState | None, event: Event) -> DossierState | None:
    """As :func:`apply`, but for the time of the last event."""
    if state is None:
        return begun(event) if event.kind in BEGINNINGS else None
    step = accepted if event.kind == EventKind.ACCEPTED else STEPS.get(event.kind)
    return state if step is None else step(state, event)


def undone_places(events: Iterable[Event]) -> frozenset[Place]:
    """Node, epoch and sequence of every event that a later one undid."""
    return frozenset(_undone_place(event) for event in events if event.kind == EventKind.UNDONE)


def _undone_place(event: Event) -> Place:
    undone = from_plain(Undone, event.data)
    return undone.node, undone.epoch, undone.seq


def counting(events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of ``events``, in their order, that no later one undid."""
    return tuple(event for event, counts in _weighed(events) if counts)


def impossible_steps(events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of ``events``, in their order, that no action could have brought about where they stand.

    A while-you-wait matter is done at once, and is finished without having been forwarded.
    """
    state: DossierState | None = None
    found = []
    for event, counts in _weighed(events):
        if not counts:
            continue
        action = STEP_ACTIONS.get(event.kind)
        if state is not None and action is not None and (state.status, action) not in TRANSITIONS:
            at_once = state.fast and (state.status, action) == (Status.RECEIVED, Action.FINISH)
            if not at_once:
                found.append(event)
        state = apply(state, event)
    return tuple(found)


def _named_by(event: Event) -> tuple[Place, ...]:
    """The events that a weighing one takes back or sets aside."""
    if event.kind == EventKind.UNDONE:
        return (_undone_place(event),)
    settled = from_plain(ConflictSettled, event.data)
    return tuple((one.node, one.epoch, one.seq) for one in settled.set_aside)


def _set_aside(events: Iterable[Event]) -> dict[Place, set[str]]:
    """The fields of each event that the latest decision on them set aside; "" stands for the whole act."""
    aside: dict[Place, set[str]] = {}
    for event in events:
        if event.kind != EventKind.CONFLICT_SETTLED:
            continue
        settled = from_plain(ConflictSettled, event.data)
        kept = settled.kept
        aside.setdefault((kept.node, kept.epoch, kept.seq), set()).discard(settled.field)
        for one in settled.set_aside:
            aside.setdefault((one.node, one.epoch, one.seq), set()).add(settled.field)
    return aside


def _weighed(events: Iterable[Event]) -> list[tuple[Event, bool]]:
    """Each event and whether it counts: one undone or set aside does not, one that numbers always does.

    A correction of which some fields are set aside counts with the others.
    """
    events = tuple(events)
    if not any(event.kind in WEIGHING for event in events):  # as nearly always
        return [(event, True) for event in events]
    undone, aside = undone_places(events), _set_aside(events)
    weighed = []
    for event in events:
        place = (event.node, event.epoch, event.seq)
        fields = aside.get(place)
        if event.kind in NUMBERING or (place not in undone and not fields):
            weighed.append((event, True))
        elif place in undone or fields is None or "" in fields:
            weighed.append((event, False))
        else:
            rest = {name: value for name, value in event.data.items() if name not in fields}
            left = len(rest) > 1  # more than its reason
            weighed.append((replace(event, data=rest) if left else event, left))
    return weighed
