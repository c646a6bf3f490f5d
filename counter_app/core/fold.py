"""The fold: what a dossier is, made of the events that happened to it, one after the other."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import TypeVar

from counter_app.core.events import Forwarded, HandedOver, Noted, Printed, Received
from counter_app.core.journal import Event, EventKind
from counter_app.core.plain import from_plain
from counter_app.core.records import DossierState, PrintOutcome, PrintRecord
from counter_app.core.states import TRANSITIONS, Action, Status

#: The form whose first print stays visible until it is settled.
RECEIPT = "receipt"

Payload = TypeVar("Payload")


def fold(events: Iterable[Event]) -> DossierState | None:
    """The dossier that ``events`` make, in their order; None where none of them received it.

    An event of a kind unknown to this version changes nothing but the time of the last event.
    """
    state: DossierState | None = None
    for event in events:
        state = apply(state, event)
    return state


def apply(state: DossierState | None, event: Event) -> DossierState | None:
    """``state`` after one more ``event``."""
    if state is None:
        return _received(event) if event.kind == EventKind.RECEIVED else None
    step = _STEPS.get(event.kind)
    if step is not None:
        state = step(state, event)
    return replace(state, last_event_at=event.happened_at)


def impossible_steps(events: Iterable[Event]) -> tuple[Event, ...]:
    """Those of ``events``, in their order, that no action could have brought about where they stand.

    A while-you-wait matter is done at once, and is finished without having been forwarded.
    """
    state: DossierState | None = None
    found = []
    for event in events:
        action = STEP_ACTIONS.get(event.kind)
        if state is not None and action is not None and (state.status, action) not in TRANSITIONS:
            at_once = state.fast and (state.status, action) == (Status.RECEIVED, Action.FINISH)
            if not at_once:
                found.append(event)
        state = apply(state, event)
    return tuple(found)


def _read(kind: type[Payload], event: Event) -> Payload:
    return from_plain(kind, event.data)


def _received(event: Event) -> DossierState:
    data = _read(Received, event)
    return DossierState(
        scan_number=event.dossier,
        code=data.code,
        node=event.node,
        law=data.law,
        ledger_year=data.ledger_year,
        ledger_number=data.ledger_number,
        procedure_code=data.procedure_code,
        procedure_name=data.procedure_name,
        procedure_field=data.procedure_field,
        applicant=data.applicant,
        submitter=data.submitter,
        channel=data.channel,
        collect=data.collect,
        sets=data.sets,
        papers=data.papers,
        fee=data.fee,
        note=data.note,
        received_at=event.happened_at,
        received_by=event.by,
        counted_from=data.counted_from,
        original_due_at=data.due_at,
        due_at=data.due_at,
        due_words=data.due_words,
        due_reason=data.due_reason,
        provisional=data.provisional,
        ladder=data.ladder,
        status=Status.RECEIVED,
        holder=data.holder,
        unit=data.unit,
        pages=data.pages,
        count=data.count,
        fast=data.fast,
        receipt_outcome=PrintOutcome.PENDING if data.wants_receipt else None,
        last_event_at=event.happened_at,
    )


def _forwarded(state: DossierState, event: Event) -> DossierState:
    data = _read(Forwarded, event)
    return replace(state, status=Status.IN_PROGRESS, holder=data.to)


def _finished(state: DossierState, event: Event) -> DossierState:
    return replace(state, status=Status.FINISHED, finished_at=event.happened_at)


def _handed_over(state: DossierState, event: Event) -> DossierState:
    data = _read(HandedOver, event)
    return replace(
        state,
        status=Status.RETURNED,
        returned_at=event.happened_at,
        holder=data.collector,
        collector=data.collector,
        collector_id=data.citizen_id,
        authorised=data.authorised,
    )


def _noted(state: DossierState, event: Event) -> DossierState:
    return replace(state, notes=(*state.notes, _read(Noted, event).note))


def _printed(state: DossierState, event: Event) -> DossierState:
    data = _read(Printed, event)
    record = PrintRecord(
        form=data.form,
        copy=data.copy,
        outcome=data.outcome,
        at=event.happened_at,
        by=event.by,
        printer=data.printer,
    )
    outcome = data.outcome if data.form == RECEIPT else state.receipt_outcome
    others = tuple(one for one in state.prints if not _settled_by(one, record))
    return replace(state, prints=(*others, record), receipt_outcome=outcome)


def _settled_by(begun: PrintRecord, record: PrintRecord) -> bool:
    """Whether ``record`` says what became of the print that ``begun`` reserved the number of."""
    same = (begun.form, begun.copy) == (record.form, record.copy)
    return same and begun.outcome is PrintOutcome.PENDING


#: The action behind each event that leads to another status; a dossier is received only once.
STEP_ACTIONS: dict[str, Action] = {
    EventKind.RECEIVED: Action.RECEIVE,
    EventKind.FORWARDED: Action.FORWARD,
    EventKind.FINISHED: Action.FINISH,
    EventKind.HANDED_OVER: Action.RETURN,
}

_STEPS: dict[str, Callable[[DossierState, Event], DossierState]] = {
    EventKind.FORWARDED: _forwarded,
    EventKind.FINISHED: _finished,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.NOTED: _noted,
    EventKind.PRINTED: _printed,
}
