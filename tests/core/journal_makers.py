"""Events for the tests of the journal: chains with right hashes, and strategies for payloads."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from counter_app.core.conflict_events import ConflictSettled, EventPlace
from counter_app.core.events import (
    KINDS,
    Accepted,
    Advised,
    CalendarChanged,
    CodeAdded,
    Corrected,
    DayChange,
    Extended,
    Finished,
    Forwarded,
    HandedOver,
    Noted,
    Paid,
    PaymentRequested,
    Placed,
    Printed,
    ProcedureChange,
    PromiseReviewed,
    Received,
    Refunded,
    Refused,
    Registered,
    Resumed,
    Reworked,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
    Undone,
    Withdrawn,
    written,
)
from counter_app.core.journal import GENESIS, Event, event_hash, follows, row_of
from counter_app.core.life import MissingPaper, Reckoned, StageDue
from counter_app.core.office_events import OfficeOpened, OfficerAdded
from counter_app.core.promise import Step
from counter_app.core.records import Channel, Collect, Fee, FeeStatus, Paper, Person, PrintOutcome
from counter_app.core.times import VIETNAM

START = datetime(2026, 11, 23, 9, 0, tzinfo=VIETNAM)
NUMBER = "0170261123004235"

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
MOMENTS = st.integers(0, 10**8).map(lambda seconds: START + timedelta(seconds=seconds))
PEOPLE = st.builds(
    Person, name=TEXTS, citizen_id=TEXTS, born=TEXTS, sex=TEXTS, address=TEXTS, phone=TEXTS, email=TEXTS
)
COUNTS = st.integers(0, 99)
PLACES = st.builds(EventPlace, node=TEXTS, epoch=COUNTS, seq=COUNTS)
PAPERS = st.builds(Paper, name=TEXTS, originals=COUNTS, certified=COUNTS, copies=COUNTS)
FEES = st.builds(
    Fee, amount=st.integers(0, 10**9), status=st.sampled_from(FeeStatus), method=TEXTS, official_receipt=TEXTS
)
STEPS = st.builds(
    Step,
    day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
    counts=st.booleans(),
    reason=TEXTS,
    number=COUNTS,
    kind=st.sampled_from(("received", "counted", "due", "weekend", "")),
)
RECEIVED = st.builds(
    Received,
    code=TEXTS,
    law=TEXTS,
    ledger_year=st.integers(2020, 2030),
    ledger_number=COUNTS,
    procedure_code=TEXTS,
    procedure_name=TEXTS,
    procedure_field=TEXTS,
    applicant=PEOPLE,
    counted_from=MOMENTS,
    due_at=MOMENTS,
    due_words=TEXTS,
    due_reason=TEXTS,
    provisional=st.booleans(),
    ladder=st.lists(STEPS, max_size=3).map(tuple),
    holder=TEXTS,
    unit=TEXTS,
    submitter=TEXTS,
    channel=st.sampled_from(Channel),
    collect=st.sampled_from(Collect),
    sets=COUNTS,
    papers=st.lists(PAPERS, max_size=3).map(tuple),
    fee=FEES,
    note=TEXTS,
    pages=COUNTS,
    count=COUNTS,
    fast=st.booleans(),
    wants_receipt=st.booleans(),
)
_RECEIVED_FIELDS = tuple(one.name for one in fields(Received))
ACCEPTED = RECEIVED.map(lambda one: Accepted(**{name: getattr(one, name) for name in _RECEIVED_FIELDS}))
SUMS = st.integers(1, 10**9)
MISSING = st.lists(
    st.builds(MissingPaper, name=TEXTS, bring=TEXTS, where=TEXTS, point=TEXTS), max_size=3
).map(tuple)
STAGES = st.lists(st.builds(StageDue, unit=TEXTS, due_at=MOMENTS, words=TEXTS), max_size=2).map(tuple)
PROMISES = st.builds(
    Reckoned,
    counted_from=MOMENTS,
    due_at=MOMENTS,
    words=TEXTS,
    rule=TEXTS,
    provisional=st.booleans(),
    ladder=st.lists(STEPS, max_size=3).map(tuple),
)
CORRECTED = st.builds(
    Corrected,
    reason=TEXTS,
    **{
        name: st.none() | TEXTS
        for name in ("name", "citizen_id", "born", "sex", "address", "phone", "email", "submitter", "note")
    },
    channel=st.none() | st.sampled_from(Channel),
    collect=st.none() | st.sampled_from(Collect),
    sets=st.none() | COUNTS,
    papers=st.none() | st.lists(PAPERS, max_size=3).map(tuple),
    fee_amount=st.none() | st.integers(0, 10**9),
    procedure=st.none()
    | st.builds(
        ProcedureChange,
        code=TEXTS,
        name=TEXTS,
        field=TEXTS,
        promise=PROMISES,
        unit=TEXTS,
        after_supplement=TEXTS,
        stages=STAGES,
    ),
)
REGISTERED = st.builds(
    Registered,
    code=TEXTS,
    law=TEXTS,
    procedure_code=TEXTS,
    procedure_name=TEXTS,
    procedure_field=TEXTS,
    applicant=PEOPLE,
    other_codes=st.lists(TEXTS, max_size=2).map(tuple),
)
LATER = st.one_of(
    ACCEPTED,
    CORRECTED,
    st.builds(SupplementRequested, number=COUNTS, papers=MISSING, reason=TEXTS),
    st.builds(
        Supplemented,
        promise=PROMISES,
        papers=st.none() | st.lists(PAPERS, max_size=3).map(tuple),
        stages=STAGES,
        note=TEXTS,
    ),
    st.builds(Refused, number=COUNTS, reason=TEXTS),
    st.builds(Extended, number=COUNTS, due_at=MOMENTS, reason=TEXTS, beyond=st.booleans()),
    st.builds(Suspended, reason=TEXTS),
    st.builds(Resumed, promise=PROMISES, stages=STAGES, note=TEXTS),
    st.builds(PaymentRequested, amount=SUMS, reason=TEXTS),
    st.builds(Paid, amount=SUMS, method=TEXTS, official_receipt=TEXTS, promise=st.none() | PROMISES),
    st.builds(Refunded, amount=SUMS, reason=TEXTS),
    st.builds(Withdrawn, reason=TEXTS),
    st.builds(Stopped, number=COUNTS, reason=TEXTS),
    st.builds(Reworked, reason=TEXTS),
    st.builds(
        ConflictSettled,
        kept=PLACES,
        set_aside=st.lists(PLACES, max_size=2).map(tuple),
        field=TEXTS,
        reason=TEXTS,
    ),
    st.builds(Undone, node=TEXTS, epoch=COUNTS, seq=COUNTS, kind=TEXTS, reason=TEXTS),
    st.builds(PromiseReviewed, decision=TEXTS, promise=st.none() | PROMISES),
    st.builds(CodeAdded, code=TEXTS),
    st.builds(Placed, place=TEXTS),
    st.builds(Forwarded, to=TEXTS, note=TEXTS),
    st.builds(Finished, note=TEXTS),
    st.builds(HandedOver, collector=TEXTS, citizen_id=TEXTS, authorised=TEXTS, note=TEXTS),
    st.builds(Noted, note=TEXTS),
    st.builds(
        Printed,
        form=st.sampled_from(("receipt", "slip")),
        copy=COUNTS,
        outcome=st.sampled_from(PrintOutcome),
        printer=TEXTS,
    ),
)
OFFICE = st.one_of(
    st.builds(
        Advised,
        form=TEXTS,
        number=COUNTS,
        procedure_code=TEXTS,
        procedure_name=TEXTS,
        applicant=TEXTS,
        papers=MISSING,
    ),
    st.builds(
        CalendarChanged,
        decision=TEXTS,
        days=st.lists(
            st.builds(
                DayChange,
                day=st.dates(date(2020, 1, 1), date(2030, 1, 1)),
                worked=st.none() | st.booleans(),
                reason=TEXTS,
                confirmed=st.booleans(),
            ),
            max_size=3,
        ).map(tuple),
        sessions=st.lists(TEXTS, max_size=7).map(tuple),
    ),
    st.builds(OfficeOpened, name=TEXTS, unit_id=TEXTS),
    st.builds(OfficerAdded, login=TEXTS, name=TEXTS, role=TEXTS),
)
PAYLOADS = st.one_of(RECEIVED, REGISTERED, LATER, OFFICE)
ALL_KINDS = frozenset(KINDS)

RECEPTION = Received(
    code="H99.017-261123-0042",
    law="2025",
    ledger_year=2026,
    ledger_number=6143,
    procedure_code="1.004873",
    procedure_name="Cấp Giấy xác nhận tình trạng hôn nhân",
    procedure_field="Hộ tịch",
    applicant=Person(name="Đặng Thị Diễm", citizen_id="099187000456"),
    counted_from=START,
    due_at=START + timedelta(days=4),
    holder="Quầy 2",
    wants_receipt=True,
)


def happened(payload: object, minutes: int = 0, by: str = "an", dossier: str = NUMBER) -> Event:
    """``payload`` as an event without a place in a chain."""
    kind, data = written(payload)
    return event(kind, data, minutes, by, dossier)


def event(kind: str, data: dict[str, Any], minutes: int = 0, by: str = "an", dossier: str = NUMBER) -> Event:
    at = START + timedelta(minutes=minutes)
    return Event(
        node="0170",
        epoch=1,
        seq=1,
        kind=kind,
        dossier=dossier,
        happened_at=at,
        recorded_at=at,
        by=by,
        data=data,
    )


def chained(events: Iterable[Event], before: str = GENESIS) -> list[Event]:
    """``events`` numbered from 1 and hashed one after the other."""
    chain: list[Event] = []
    for seq, one in enumerate(events, start=1):
        placed = replace(one, seq=seq)
        before = event_hash(before, placed)
        chain.append(replace(placed, hash=before))
    return chain


def first_break(before: str, events: Iterable[Event]) -> Event | None:
    """The first event whose hash does not follow from the one before it, or None if the chain holds."""
    for event in events:
        if not follows(before, row_of(event)):
            return event
        before = event.hash
    return None
