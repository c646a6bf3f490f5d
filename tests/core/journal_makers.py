"""Events for the tests of the journal: chains with right hashes, and strategies for payloads."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from counter_app.core.events import (
    KINDS,
    Finished,
    Forwarded,
    HandedOver,
    Noted,
    OfficeOpened,
    OfficerAdded,
    Printed,
    Received,
    written,
)
from counter_app.core.journal import GENESIS, Event, event_hash
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
LATER = st.one_of(
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
    st.builds(OfficeOpened, name=TEXTS, unit_id=TEXTS),
    st.builds(OfficerAdded, login=TEXTS, name=TEXTS, role=TEXTS),
)
PAYLOADS = st.one_of(RECEIVED, LATER, OFFICE)
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
