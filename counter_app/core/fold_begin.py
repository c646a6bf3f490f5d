"""How a dossier begins: registered without a promise, or received with one."""

from typing import Any

from counter_app.core.events import Received, Registered
from counter_app.core.fold_steps import answered
from counter_app.core.journal import Event, EventKind
from counter_app.core.plain import changed, from_plain
from counter_app.core.records import DossierState, PrintOutcome
from counter_app.core.states import Status


def begun(event: Event) -> DossierState:
    """The dossier that begins with ``event``."""
    return _registered(event) if event.kind == EventKind.REGISTERED else _received(event)


def accepted(state: DossierState, event: Event) -> DossierState:
    """The registered dossier ``state`` as it is received by ``event``."""
    received = _received(event)
    return changed(
        received,
        registered_at=state.registered_at,
        other_codes=tuple(dict.fromkeys((*state.other_codes, *received.other_codes))),
        notes=state.notes,
        supplements=answered(state.supplements, event.happened_at),
        rulings=state.rulings,
        prints=state.prints,
        place=state.place,
    )


def _registered(event: Event) -> DossierState:
    data = from_plain(Registered, event.data)
    at = event.happened_at
    return _state(
        event,
        data,
        ledger_year=at.year,
        ledger_number=0,
        counted_from=at,
        original_due_at=at,
        due_at=at,
        due_words="",
        due_reason="",
        provisional=False,
        ladder=(),
        status=Status.REGISTERED,
        registered_at=at,
    )


def _received(event: Event) -> DossierState:
    data = from_plain(Received, event.data)
    return _state(
        event,
        data,
        ledger_year=data.ledger_year,
        ledger_number=data.ledger_number,
        counted_from=data.counted_from,
        original_due_at=data.due_at,
        due_at=data.due_at,
        due_words=data.due_words,
        due_reason=data.due_reason,
        provisional=data.provisional,
        ladder=data.ladder,
        status=Status.RECEIVED,
        rule=data.rule,
        after_supplement=data.after_supplement,
        stages=data.stages,
        pages=data.pages,
        count=data.count,
        fast=data.fast,
        receipt_outcome=PrintOutcome.PENDING if data.wants_receipt else None,
    )


def _state(event: Event, data: Registered | Received, **more: Any) -> DossierState:
    """What both beginnings tell of a dossier, with what only one of them does."""
    return DossierState(
        scan_number=event.dossier,
        code=data.code,
        node=event.node,
        law=data.law,
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
        holder=data.holder,
        unit=data.unit,
        other_codes=data.other_codes,
        last_event_at=event.happened_at,
        **more,
    )
