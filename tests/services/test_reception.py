"""Receiving: numbers, promise, journal and projection in one act, or nothing at all."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from counter_app.core.codes import read_scan_number
from counter_app.core.records import FastMatter, Fee, FeeStatus, Person, PrintOutcome
from counter_app.core.states import Status
from counter_app.core.times import parse_time
from counter_app.errors import BadInput, NotAllowed, NotFound
from counter_app.models import dossiers, journal
from counter_app.models import office as offices
from counter_app.services import printing_log, processing, queries, reception


def seen():
    """What must not change when something is refused."""
    return journal.head(), dossiers.state_hash(), offices.counters()


def test_a_dossier_gets_its_numbers_and_its_promise(desk, officers, new_dossier, clock):
    state = reception.receive(desk, new_dossier(), officers["an"], clock())

    assert state.code == "H99.017-261123-0001"
    assert read_scan_number(state.scan_number).number == 1
    assert state.ledger_number == 1
    assert state.status is Status.RECEIVED
    assert state.due_at == parse_time("2026-11-27T15:40:00")
    assert state.law == "2025"
    assert state.holder == "Quầy 2"
    assert queries.dossier(desk, state.scan_number) == state


def test_numbers_run_on_within_the_day_and_the_year(desk, officers, new_dossier, clock):
    first = reception.receive(desk, new_dossier(), officers["an"], clock())
    clock.pass_(days=2)
    second = reception.receive(desk, new_dossier(), officers["duc"], clock())

    assert first.code.endswith("261123-0001")
    assert second.code.endswith("261125-0001")
    assert (first.ledger_number, second.ledger_number) == (1, 2)


def test_the_law_of_the_day_of_reception_applies(desk, officers, new_dossier):
    state = reception.receive(desk, new_dossier(), officers["an"], parse_time("2025-06-30T09:00:00"))
    assert state.law == "2018"


def test_a_fast_matter_is_three_events_and_one_number(desk, officers, clock):
    before = journal.head().seq
    state = reception.receive_fast(
        desk,
        FastMatter(
            procedure="2.000815",
            applicant=Person(name="Trần Văn Bửu"),
            count=3,
            pages=2,
            fee=Fee(amount=12_000, status=FeeStatus.PAID, method="cash"),
        ),
        officers["an"],
        clock(),
    )
    assert state.status is Status.RETURNED
    assert state.collector == "Trần Văn Bửu"
    assert journal.head().seq == before + 3
    assert [one.kind for one in queries.events(desk, state.scan_number)] == [
        "received",
        "finished",
        "handed_over",
    ]


def test_names_are_kept_composed(desk, officers, new_dossier, clock):
    decomposed = "Nguye\u0302\u0303n Thi\u0323 A\u0301nh"
    state = reception.receive(desk, new_dossier(applicant=Person(name=decomposed)), officers["an"], clock())
    assert state.applicant.name == "Nguyễn Thị Ánh"


def test_a_receipt_that_is_wanted_stays_open_until_it_is_printed(desk, officers, new_dossier, clock):
    state = reception.receive(desk, new_dossier(wants_receipt=True), officers["an"], clock())
    assert state.receipt_outcome is PrintOutcome.PENDING
    assert [one.scan_number for one in queries.unprinted(desk)] == [state.scan_number]


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"procedure": "9.999999"}, NotFound),
        ({"applicant": Person(name="  ")}, BadInput),
        ({"applicant": Person(name="A\x07B")}, BadInput),
        ({"applicant": Person(name="Ă" * 500)}, BadInput),
        ({"applicant": Person(name="Lê Văn Hữu", citizen_id="09907000112")}, BadInput),
        ({"applicant": Person(name="Lê Văn Hữu", phone="090000")}, BadInput),
        ({"sets": 0}, BadInput),
        ({"fee": Fee(amount=-1, status=FeeStatus.PAID)}, BadInput),
    ],
)
def test_what_cannot_be_accepted_changes_nothing(desk, officers, new_dossier, clock, changes, error):
    before = seen()
    with pytest.raises(error):
        reception.receive(desk, new_dossier(**changes), officers["an"], clock())
    assert seen() == before


def test_only_the_desk_receives(desk, officers, new_dossier, clock):
    for login in ("dung", "van", "it"):
        with pytest.raises(NotAllowed):
            reception.receive(desk, new_dossier(), officers[login], clock())
    assert reception.receive(desk, new_dossier(), officers["chi"], clock()).ledger_number == 1


def test_the_future_is_refused_beyond_five_minutes(desk, officers, new_dossier, clock):
    with pytest.raises(NotAllowed):
        reception.receive(desk, new_dossier(), officers["an"], clock() + timedelta(minutes=6))
    reception.receive(desk, new_dossier(), officers["an"], clock() + timedelta(minutes=5))


def test_without_a_configured_deadline_the_officer_gives_date_and_reason(desk, officers, new_dossier, clock):
    unknown = next(one for one in desk.catalogue.values() if one.deadline is None)
    new = new_dossier(procedure=unknown.code)
    with pytest.raises(BadInput, match="no configured deadline") as refused:
        reception.receive(desk, new, officers["an"], clock())
    assert refused.value.field == "due_at"

    due = parse_time("2026-12-01T16:00:00")
    state = reception.receive(
        desk, replace(new, due_at=due, due_reason="theo quyết định của Chủ tịch"), officers["an"], clock()
    )
    assert state.due_at == due
    assert state.due_reason == "theo quyết định của Chủ tịch"


def test_the_day_takes_9999_numbers_and_no_more(desk, officers, new_dossier, clock):
    for name, value in offices.counters().items():
        assert value >= 0, name
    reception.receive(desk, new_dossier(), officers["an"], clock())
    (name,) = [one for one in offices.counters() if one.startswith("day:")]
    offices.raise_counter(name, 9998)
    last = reception.receive(desk, new_dossier(), officers["an"], clock())
    assert last.code.endswith("-9999")
    before = seen()
    with pytest.raises(NotAllowed):
        reception.receive(desk, new_dossier(), officers["an"], clock())
    assert seen() == before


@pytest.mark.parametrize(
    "at",
    [datetime(2026, 11, 22, 23, 30, tzinfo=UTC), datetime(2026, 11, 23, 6, 30)],  # noqa: DTZ001
    ids=["of another zone", "without a zone"],
)
def test_a_moment_counts_on_the_vietnamese_clock(desk, officers, new_dossier, at):
    """Half past six on the 23rd, however it is written."""
    state = reception.receive(desk, new_dossier(), officers["an"], at)
    assert state.code == "H99.017-261123-0001"
    assert state.received_at == parse_time("2026-11-23T06:30")
    matter = FastMatter(procedure="2.000815", applicant=Person(name="Trần Văn Bửu"), count=1, pages=1)
    assert reception.receive_fast(desk, matter, officers["an"], at).code == "H99.017-261123-0002"
    assert processing.forward(desk, state.scan_number, officers["an"], at).last_event_at == state.received_at


def test_the_receipt_of_a_visit_is_begun_and_settled_in_every_dossier_or_in_none(
    desk, officers, new_dossier, clock
):
    an = officers["an"]
    scans = [
        reception.receive(desk, new_dossier(wants_receipt=True), an, clock()).scan_number for _one in range(2)
    ]
    with pytest.raises(NotFound):
        printing_log.begin_visit(desk, [*scans, "0117261123000943"], an, clock())
    assert [queries.dossier(desk, one).prints for one in scans] == [(), ()]
    copies = printing_log.begin_visit(desk, scans, an, clock())
    assert copies == dict.fromkeys(scans, 0)
    printing_log.record_for_each(desk, copies, PrintOutcome.PRINTED, "file", an, clock.pass_(minutes=1))
    for one in scans:
        state = queries.dossier(desk, one)
        assert state.receipt_outcome is PrintOutcome.PRINTED
        assert [(print_.copy, print_.outcome) for print_ in state.prints] == [(0, PrintOutcome.PRINTED)]
    assert queries.unprinted_count(desk) == 0
