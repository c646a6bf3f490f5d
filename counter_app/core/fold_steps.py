"""What each kind of event does to a dossier: one small function for each, and the table of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from counter_app.core.conflict_events import ConflictSettled
from counter_app.core.events import (
    CodeAdded,
    Corrected,
    Extended,
    Finished,
    Forwarded,
    HandedOver,
    Noted,
    Paid,
    PaymentRequested,
    Placed,
    Printed,
    PromiseReviewed,
    Refunded,
    Refused,
    Resumed,
    Reworked,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
    Withdrawn,
)
from counter_app.core.journal import Event, EventKind
from counter_app.core.life import (
    Extension,
    Movement,
    Reckoned,
    Ruling,
    RulingKind,
    StageDue,
    SupplementRequest,
)
from counter_app.core.money import given_back, with_fee
from counter_app.core.plain import changed, from_plain
from counter_app.core.records import DossierState, Fee, FeeStatus, PrintOutcome, PrintRecord
from counter_app.core.states import Status

#: The form whose first print stays visible until it is settled.
RECEIPT = "receipt"

Payload = TypeVar("Payload")

#: Fields of the applicant that a correction may change under the same name.
PERSON_FIELDS = ("name", "citizen_id", "born", "sex", "address", "phone", "email")
#: Other fields that a correction may change under the same name.
OWN_FIELDS = ("submitter", "channel", "collect", "sets", "papers", "note")
#: What a while-you-wait matter counts, under the same names.
COUNT_FIELDS = ("pages", "count")


def _read(kind: type[Payload], event: Event) -> Payload:
    return from_plain(kind, event.data)


def _forwarded(state: DossierState, event: Event) -> DossierState:
    data = _read(Forwarded, event)
    movements = _moved(state, event, data.to, data.note)
    return changed(state, status=Status.IN_PROGRESS, holder=data.to, movements=movements)


def _moved(state: DossierState, event: Event, taker: str, note: str) -> tuple[Movement, ...]:
    row = Movement(at=event.happened_at, by=event.by, giver=state.holder, taker=taker, note=note)
    return (*state.movements, row)


def _supplement_requested(state: DossierState, event: Event) -> DossierState:
    data = _read(SupplementRequested, event)
    asked = SupplementRequest(
        at=event.happened_at, by=event.by, number=data.number, papers=data.papers, reason=data.reason
    )
    state = _standing(state, event, Status.SUPPLEMENT)
    return changed(state, supplements=(*state.supplements, asked))


def _supplemented(state: DossierState, event: Event) -> DossierState:
    data = _read(Supplemented, event)
    papers = state.papers if data.papers is None else data.papers
    return changed(_going_on(state, event, data.promise, data.stages), papers=papers)


def answered(asked: tuple[SupplementRequest, ...], at: datetime) -> tuple[SupplementRequest, ...]:
    """The requests of a dossier, those still open as answered at ``at``."""
    return tuple(one if one.answered_at else replace(one, answered_at=at) for one in asked)


def _standing(state: DossierState, event: Event, status: Status) -> DossierState:
    """The time stands still; where it stood already, it goes on standing from the first moment."""
    return changed(state, status=status, stopped_at=state.stopped_at or event.happened_at)


def _going_on(
    state: DossierState, event: Event, promise: Reckoned, stages: tuple[StageDue, ...]
) -> DossierState:
    """The time runs again; whatever was still asked for is answered by that."""
    state = _promised(changed(state, stopped_at=None), promise)
    return changed(
        state,
        status=Status.IN_PROGRESS,
        stages=stages or state.stages,
        supplements=answered(state.supplements, event.happened_at),
    )


def _promised(state: DossierState, promise: Reckoned) -> DossierState:
    """``state`` with another promise; a receipt that names another moment is another version."""
    if promise.due_at != state.due_at:
        state = new_receipt(state)
    return changed(
        state,
        counted_from=promise.counted_from,
        due_at=promise.due_at,
        due_words=promise.words,
        provisional=promise.provisional,
        ladder=promise.ladder,
        rule=promise.rule,
    )


def new_receipt(state: DossierState) -> DossierState:
    """The receipt in the applicant's hands says something else from here on; a new one is to be printed."""
    outcome = state.receipt_outcome and PrintOutcome.PENDING
    return changed(state, version=state.version + 1, receipt_outcome=outcome)


def _ruled(state: DossierState, event: Event, kind: RulingKind, reason: str, number: int = 0) -> DossierState:
    ruling = Ruling(kind=kind, at=event.happened_at, by=event.by, reason=reason, number=number)
    return changed(state, rulings=(*state.rulings, ruling))


def _refused(state: DossierState, event: Event) -> DossierState:
    data = _read(Refused, event)
    state = changed(state, status=Status.REFUSED)
    return _ruled(state, event, RulingKind.REFUSED, data.reason, data.number)


def _extended(state: DossierState, event: Event) -> DossierState:
    data = _read(Extended, event)
    given = Extension(
        at=event.happened_at,
        by=event.by,
        number=data.number,
        due_from=state.due_at,
        due_to=data.due_at,
        reason=data.reason,
        beyond=data.beyond,
    )
    # The apology names the new date; a receipt printed again is another version.
    return changed(
        state,
        due_at=data.due_at,
        provisional=data.provisional,
        ladder=data.ladder,
        version=state.version + 1,
        extensions=(*state.extensions, given),
    )


def _suspended(state: DossierState, event: Event) -> DossierState:
    state = _standing(state, event, Status.SUSPENDED)
    return _ruled(state, event, RulingKind.SUSPENDED, _read(Suspended, event).reason)


def _resumed(state: DossierState, event: Event) -> DossierState:
    data = _read(Resumed, event)
    return _ruled(_going_on(state, event, data.promise, data.stages), event, RulingKind.RESUMED, data.note)


def _payment_requested(state: DossierState, event: Event) -> DossierState:
    due = Fee(amount=_read(PaymentRequested, event).amount, status=FeeStatus.DUE)
    state = _standing(state, event, Status.PAYMENT)
    return with_fee(state, due)


def _paid(state: DossierState, event: Event) -> DossierState:
    data = _read(Paid, event)
    fee = Fee(
        amount=data.amount,
        status=FeeStatus.PAID,
        method=data.method,
        official_receipt=data.official_receipt,
        collected_at=event.happened_at,
        collected_by=event.by,
    )
    state = with_fee(state, fee)
    return state if data.promise is None else _going_on(state, event, data.promise, data.stages)


def _refunded(state: DossierState, event: Event) -> DossierState:
    return given_back(state, _read(Refunded, event).amount)


def _withdrawn(state: DossierState, event: Event) -> DossierState:
    state = changed(state, status=Status.WITHDRAWN, holder=state.submitter or state.applicant.name)
    data = _read(Withdrawn, event)
    return _ruled(state, event, RulingKind.WITHDRAWN, data.reason, data.number)


def _stopped(state: DossierState, event: Event) -> DossierState:
    data = _read(Stopped, event)
    state = _standing(state, event, Status.SUSPENDED)
    return _ruled(state, event, RulingKind.STOPPED, data.reason, data.number)


def _finished(state: DossierState, event: Event) -> DossierState:
    result = _read(Finished, event).note or state.result
    return changed(state, status=Status.FINISHED, finished_at=event.happened_at, result=result)


def _reworked(state: DossierState, event: Event) -> DossierState:
    state = changed(state, status=Status.IN_PROGRESS, finished_at=None, result="")
    return _ruled(state, event, RulingKind.REWORKED, _read(Reworked, event).reason)


def _handed_over(state: DossierState, event: Event) -> DossierState:
    data = _read(HandedOver, event)
    return changed(
        state,
        status=Status.RETURNED,
        holder=data.collector,
        movements=_moved(state, event, data.collector, data.authorised),
        returned_at=event.happened_at,
        collector=data.collector,
        collector_id=data.citizen_id,
        authorised=data.authorised,
    )


def _corrected(state: DossierState, event: Event) -> DossierState:
    data = _read(Corrected, event)
    person = {name: value for name in PERSON_FIELDS if (value := getattr(data, name)) is not None}
    if "citizen_id" in person:
        person["old_id"] = ""  # it came with the number that was wrong
    named = (*OWN_FIELDS, *COUNT_FIELDS)
    own = {name: value for name in named if (value := getattr(data, name)) is not None}
    fee = state.fee
    if data.fee_amount is not None:
        unpaid = FeeStatus.DUE if data.fee_amount else FeeStatus.NONE
        status = unpaid if fee.status in (FeeStatus.NONE, FeeStatus.DUE, FeeStatus.FREE) else fee.status
        fee = replace(fee, amount=data.fee_amount, status=status)
    if data.procedure is None:
        state = new_receipt(state)
    else:
        change = data.procedure
        state = changed(
            _promised(changed(new_receipt(state), due_at=change.promise.due_at), change.promise),
            original_due_at=change.promise.due_at,
            procedure_code=change.code,
            procedure_name=change.name,
            procedure_field=change.field,
            unit=change.unit,
            after_supplement=change.after_supplement,
            stages=change.stages,
        )
    return changed(state, applicant=replace(state.applicant, **person), fee=fee, **own)


def _conflict_settled(state: DossierState, event: Event) -> DossierState:
    """A field may have another value now than on the receipt that is out."""
    return new_receipt(state) if _read(ConflictSettled, event).field else state


def _promise_reviewed(state: DossierState, event: Event) -> DossierState:
    promise = _read(PromiseReviewed, event).promise
    return state if promise is None else _promised(state, promise)


def _code_added(state: DossierState, event: Event) -> DossierState:
    codes = dict.fromkeys((*state.other_codes, _read(CodeAdded, event).code))
    return changed(state, other_codes=tuple(codes))


def _placed(state: DossierState, event: Event) -> DossierState:
    return changed(state, place=_read(Placed, event).place)


def _noted(state: DossierState, event: Event) -> DossierState:
    return changed(state, notes=(*state.notes, _read(Noted, event).note))


def _printed(state: DossierState, event: Event) -> DossierState:
    data = _read(Printed, event)
    record = PrintRecord(
        form=data.form,
        copy=data.copy,
        outcome=data.outcome,
        at=event.happened_at,
        by=event.by,
        printer=data.printer,
        version=data.version,
    )
    current = data.form == RECEIPT and data.version == state.version
    outcome = data.outcome if current else state.receipt_outcome
    others = tuple(one for one in state.prints if not _settled_by(one, record))
    return changed(state, prints=(*others, record), receipt_outcome=outcome)


def _settled_by(begun: PrintRecord, record: PrintRecord) -> bool:
    """Whether ``record`` says what became of the print that ``begun`` reserved the number of."""
    same = (begun.form, begun.version, begun.copy) == (record.form, record.version, record.copy)
    return same and begun.outcome in (PrintOutcome.PENDING, PrintOutcome.UNKNOWN)


STEPS: dict[str, Callable[[DossierState, Event], DossierState]] = {
    EventKind.FORWARDED: _forwarded,
    EventKind.SUPPLEMENT_REQUESTED: _supplement_requested,
    EventKind.SUPPLEMENTED: _supplemented,
    EventKind.REFUSED: _refused,
    EventKind.EXTENDED: _extended,
    EventKind.SUSPENDED: _suspended,
    EventKind.RESUMED: _resumed,
    EventKind.PAYMENT_REQUESTED: _payment_requested,
    EventKind.PAID: _paid,
    EventKind.REFUNDED: _refunded,
    EventKind.WITHDRAWN: _withdrawn,
    EventKind.STOPPED: _stopped,
    EventKind.FINISHED: _finished,
    EventKind.REWORKED: _reworked,
    EventKind.HANDED_OVER: _handed_over,
    EventKind.CORRECTED: _corrected,
    EventKind.CONFLICT_SETTLED: _conflict_settled,
    EventKind.PROMISE_REVIEWED: _promise_reviewed,
    EventKind.CODE_ADDED: _code_added,
    EventKind.PLACED: _placed,
    EventKind.NOTED: _noted,
    EventKind.PRINTED: _printed,
}
