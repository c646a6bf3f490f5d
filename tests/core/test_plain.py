"""Records as plain values and back, whatever a later or an earlier version left out or added."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime

import pytest
from hypothesis import given

from counter_app.core.events import KINDS, Received, written
from counter_app.core.fold import fold
from counter_app.core.journal import EventKind, canonical_json
from counter_app.core.plain import changed, from_plain, to_json, to_plain
from counter_app.core.promise import DeadlineKind, DeadlineRule, Step
from counter_app.core.records import Paper, Person, PrintOutcome, PrintRecord, Procedure
from tests.core.journal_makers import ALL_KINDS, PAYLOADS, RECEPTION, START, happened


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Every type that a record may have."""

    name: str
    day: date
    at: datetime
    outcome: PrintOutcome
    papers: tuple[Paper, ...] = ()
    maybe: datetime | None = None
    rule: DeadlineRule | None = None
    number: int = 0


SHEET = Sheet(name="x", day=date(2026, 11, 23), at=START, outcome=PrintOutcome.PRINTED)


def test_what_holds_its_default_is_left_out():
    assert to_plain(SHEET) == {
        "name": "x",
        "day": "2026-11-23",
        "at": "2026-11-23T09:00:00+07:00",
        "outcome": "printed",
    }
    assert to_plain(Person(name="An")) == {"name": "An"}


def test_every_type_reads_back():
    full = Sheet(
        name="x",
        day=date(2026, 11, 23),
        at=START,
        outcome=PrintOutcome.UNKNOWN,
        papers=(Paper(name="a", copies=2), Paper(name="b")),
        maybe=START,
        rule=DeadlineRule(DeadlineKind.WORKING_DAYS, 3),
        number=7,
    )
    assert from_plain(Sheet, to_plain(full)) == full
    assert from_plain(Sheet, to_plain(SHEET)) == SHEET


def test_what_is_plain_already_stays():
    assert to_plain(("a", 1, None, True)) == ["a", 1, None, True]


@pytest.mark.parametrize("value", [1.5, (0.5,), {"a": 1}, b"a"])
def test_what_has_no_one_written_form_is_refused(value):
    with pytest.raises(TypeError, match="no one written form"):
        to_plain(value)


@given(payload=PAYLOADS)
def test_the_json_of_a_record_is_that_of_its_plain_values(payload):
    assert to_json(payload) == canonical_json(to_plain(payload))


def test_the_json_of_every_type_that_a_record_may_have():
    full = replace(SHEET, papers=(Paper(name="a", copies=2),), maybe=SHEET.at, number=7)
    assert to_json(full) == canonical_json(to_plain(full))
    with pytest.raises(TypeError, match="no one written form"):
        to_json(replace(SHEET, name=b"a"))


def test_a_changed_copy_leaves_the_record_as_it_was():
    state = fold([happened(RECEPTION)])
    other = changed(state, note="gọi lại")
    assert other == replace(state, note="gọi lại") != state
    with pytest.raises(TypeError, match="has no nickname"):
        changed(state, nickname="Bé")


def test_null_is_none_where_none_may_be():
    assert from_plain(Sheet, {**to_plain(SHEET), "maybe": None}) == SHEET


def test_a_field_of_a_later_version_is_passed_over():
    assert from_plain(Person, {"name": "An", "nickname": "Bé"}) == Person(name="An")


def test_a_missing_field_without_default_is_our_bug():
    with pytest.raises(TypeError):
        from_plain(Person, {"sex": "Nam"})


@pytest.mark.parametrize(
    "record",
    [
        Step(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam", 0, "holiday"),
        Procedure(
            code="1.004873", name="x", field="y", deadline=DeadlineRule(DeadlineKind.SAME_DAY), fee_amount=0
        ),
        PrintRecord(form="receipt", copy=1, outcome=PrintOutcome.FAILED, at=START, by="an"),
    ],
)
def test_records_with_places_and_options_read_back(record):
    assert from_plain(type(record), to_plain(record)) == record


@given(payload=PAYLOADS)
def test_every_payload_reads_back(payload):
    kind, data = written(payload)
    assert EventKind(kind) is KINDS[type(payload)]
    assert from_plain(type(payload), data) == payload
    assert canonical_json(data)


def test_every_kind_of_event_has_one_payload():
    assert set(KINDS.values()) == set(EventKind)
    assert len(ALL_KINDS) == len(KINDS)


def test_a_payload_carries_no_picture_of_the_whole_dossier():
    _kind, data = written(RECEPTION)
    assert set(data) == {
        "code",
        "law",
        "ledger_year",
        "ledger_number",
        "procedure_code",
        "procedure_name",
        "procedure_field",
        "applicant",
        "counted_from",
        "due_at",
        "holder",
        "wants_receipt",
    }
    assert set(data) < {one.name for one in fields(Received)}
