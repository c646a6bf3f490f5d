"""A promise counted again by another calendar, from reception over every wait; given dates stay."""

from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from counter_app.core.deadlines import DeadlineKind, DeadlineRule, rule_of_words, rule_words
from counter_app.core.events import (
    Accepted,
    CalendarChanged,
    Corrected,
    DayChange,
    Extended,
    Forwarded,
    Paid,
    PaymentRequested,
    ProcedureChange,
    PromiseReviewed,
    Received,
    Resumed,
    Supplemented,
    SupplementRequested,
    Suspended,
    Undone,
    written,
)
from counter_app.core.journal import Event
from counter_app.core.life import Reckoned
from counter_app.core.office_calendar import overlay
from counter_app.core.promise import promise
from counter_app.core.records import Person
from counter_app.core.recount import Rules, given, last_review, moved, received_by, recounted
from counter_app.core.standstill import resumed
from tests.core.desk_calendar import CUTOFFS, USUAL, YEAR_2026, YEAR_2027, moment

YEARS = (YEAR_2026, YEAR_2027)


def rules(*days: str, after: str = "restart") -> Rules:
    changes = [DayChange(day=date.fromisoformat(one), worked=False, reason="nghỉ") for one in days]
    known = overlay(YEARS, USUAL, [CalendarChanged(decision="1", days=tuple(changes))])
    return Rules(calendar=known, cutoffs=CUTOFFS, after_supplement=after)


PLAIN = rules()
CLOSED = rules("2026-12-03")


def journal(*payloads: tuple[str, object]) -> tuple[Event, ...]:
    events = []
    for seq, (at, payload) in enumerate(payloads, 1):
        kind, data = written(payload)
        when = moment(at)
        events.append(
            Event(
                node="0117",
                epoch=1,
                seq=seq,
                kind=kind,
                dossier="0117261123000100",
                happened_at=when,
                recorded_at=when,
                by="an",
                data=data,
            )
        )
    return tuple(events)


def received(rule: str = "working_days:3", due: str = "2026-12-03T09:00", **more: Any) -> Received:
    values: dict[str, Any] = {
        "code": "H99.017-261130-0001",
        "law": "2025",
        "ledger_year": 2026,
        "ledger_number": 1,
        "procedure_code": "1.0",
        "procedure_name": "Thủ tục",
        "procedure_field": "Hộ tịch",
        "applicant": Person(name="Đặng Thị Diễm"),
        "counted_from": moment("2026-11-30T09:00"),
        "due_at": moment(due),
        "rule": rule,
    }
    return Received(**(values | more))


def accepted(**more: Any) -> Accepted:
    said = received(**more)
    return Accepted(**{one.name: getattr(said, one.name) for one in fields(said)})


def reckoned(due: str, rule: str = "") -> Reckoned:
    return Reckoned(counted_from=moment("2026-11-30T09:00"), due_at=moment(due), rule=rule)


START = "2026-11-30T09:00"
NOT_COUNTED = reckoned("2026-12-24T09:00")


def due(events: tuple[Event, ...], by: Rules = PLAIN) -> str:
    made = recounted(events, by)
    assert made is not None
    return f"{made.due_at:%Y-%m-%d %H:%M}"


def test_what_was_never_received_has_no_promise():
    assert recounted((), PLAIN) is None
    assert recounted(journal((START, Forwarded(to="Văn phòng"))), PLAIN) is None
    assert moved((), moment(START), PLAIN, CLOSED) is None


@pytest.mark.parametrize("how", [{}, {"rule": "", "due_words": "03 ngày làm việc"}])
def test_a_reception_is_counted_by_its_rule_or_its_printed_words(how):
    events = journal((START, received(**how)), ("2026-11-30T10:00", Forwarded(to="Văn phòng")))
    assert due(events) == "2026-12-03 09:00"
    assert due(events, CLOSED) == "2026-12-04 09:00"
    found = moved(events, moment("2026-12-03T09:00"), PLAIN, CLOSED)
    assert found is not None
    assert found == promise(
        DeadlineRule(DeadlineKind.WORKING_DAYS, 3), moment(START), CLOSED.calendar, CUTOFFS
    )


def test_a_registered_application_is_counted_from_its_reception():
    events = journal(
        ("2026-11-27T09:00", SupplementRequested(number=1, papers=())),
        (START, accepted()),
    )
    assert due(events) == "2026-12-03 09:00"
    made = recounted(events, PLAIN)
    assert made is not None
    assert made.stopped_at is None
    found = moved(events, moment("2026-12-03T09:00"), PLAIN, CLOSED)
    assert found is not None
    assert found.due_at == moment("2026-12-04T09:00")


def test_dates_that_a_person_gave_stay():
    dated = journal((START, received("", "2026-12-03T09:00")))
    assert due(dated, CLOSED) == "2026-12-03 09:00"
    assert moved(dated, moment("2026-12-03T09:00"), PLAIN, CLOSED) is None
    extended = journal(
        (START, received()),
        ("2026-12-01T09:00", Extended(number=1, due_at=moment("2026-12-09T10:00"), reason="thiếu người")),
    )
    assert due(extended, CLOSED) == "2026-12-09 10:00"
    assert moved(extended, moment("2026-12-09T10:00"), PLAIN, CLOSED) is None


def test_who_gave_the_date_is_found():
    assert given((), PLAIN) is None
    assert given(journal((START, received())), PLAIN) is None
    renamed = Corrected(reason="nhầm", name="Đặng Thị Diệm")
    events = journal((START, accepted(rule="")), (STOP, Forwarded(to="Văn phòng")), (AGAIN, renamed))
    assert given(events, PLAIN) == events[0]
    later = Extended(number=1, due_at=moment("2026-12-09T10:00"), reason="thiếu người")
    events = journal((START, received()), (STOP, later), (AGAIN, renamed))
    assert given(events, PLAIN) == events[1]
    other = ProcedureChange(code="2.0", name="B", field="C", promise=reckoned("2026-12-10T09:00"))
    events = journal((START, received()), (STOP, Corrected(reason="nhầm", procedure=other)))
    assert given(events, PLAIN) == events[1]


def test_the_reception_is_found():
    events = journal((START, SupplementRequested(number=1, papers=())), (STOP, accepted()))
    assert received_by(events) == events[1]
    assert received_by(events[:1]) is None


def test_only_the_change_that_moves_it_moves_it():
    events = journal((START, received()))
    at = moment("2026-12-03T09:00")
    assert moved(events, at, PLAIN, rules("2026-12-10")) is None
    # Kept before at the third, though the calendar says the fourth: another change far off is none of it,
    assert moved(events, at, CLOSED, rules("2026-12-03", "2026-12-10")) is None
    # nor is one that brings the third back; one that moves it further is.
    assert moved(events, at, CLOSED, PLAIN) is None
    further = moved(events, at, CLOSED, rules("2026-12-03", "2026-12-04"))
    assert further is not None
    assert further.due_at == moment("2026-12-07T09:00")


STOP, AGAIN = "2026-12-01T10:00", "2026-12-02T10:00"


def supplemented(**more: Any) -> tuple[Event, ...]:
    return journal(
        (START, received(**more)),
        (STOP, SupplementRequested(number=1, papers=())),
        (AGAIN, Supplemented(promise=NOT_COUNTED)),
    )


def test_a_supplement_begins_anew_or_goes_on():
    assert due(supplemented()) == "2026-12-07 10:00"
    assert due(supplemented(), CLOSED) == "2026-12-08 10:00"
    assert due(supplemented(after_supplement="resume")) == "2026-12-04 09:00"
    assert due(supplemented(), rules(after="resume")) == "2026-12-04 09:00"
    assert due(supplemented(after_supplement="restart"), rules(after="resume")) == "2026-12-07 10:00"


def test_a_given_date_begins_anew_with_its_working_days():
    assert due(supplemented(rule="")) == "2026-12-07 10:00"
    # One of its three days is off by the other calendar, so two begin anew, the same day off among them.
    assert due(supplemented(rule=""), CLOSED) == "2026-12-07 10:00"


@pytest.mark.parametrize(
    ("stop", "again"),
    [
        (Suspended(reason="chờ"), Resumed(promise=NOT_COUNTED)),
        (PaymentRequested(amount=1000), Paid(amount=1000, promise=NOT_COUNTED)),
    ],
)
def test_a_wait_goes_on_with_what_was_left(stop, again):
    events = journal((START, received()), (STOP, stop), (AGAIN, again))
    for by in (PLAIN, CLOSED):
        rule = DeadlineRule(DeadlineKind.WORKING_DAYS, 3)
        first = promise(rule, moment(START), by.calendar, CUTOFFS)
        wanted = resumed(rule, first.due_at, moment(STOP), moment(AGAIN), by.calendar, CUTOFFS)
        made = recounted(events, by)
        assert made is not None
        assert made.promise == wanted


def test_it_rests_from_the_first_moment():
    events = journal(
        (START, received()),
        (STOP, Suspended(reason="chờ")),
        ("2026-12-02T09:00", SupplementRequested(number=1, papers=())),
        ("2026-12-03T10:00", Resumed(promise=NOT_COUNTED)),
    )
    assert due(events) == "2026-12-07 09:00"
    half = recounted(events[:3], PLAIN)
    assert half is not None
    assert half.stopped_at == moment(STOP)


def test_money_that_stops_nothing_moves_nothing():
    events = journal((START, received()), (STOP, Paid(amount=1000)))
    assert due(events) == "2026-12-03 09:00"
    # Going on without having stopped, as another office may tell it: nothing was lost.
    events = journal((START, received()), (STOP, Resumed(promise=NOT_COUNTED)))
    assert due(events) == "2026-12-03 09:00"


def test_another_procedure_is_counted_from_the_reception():
    change = ProcedureChange(code="2.0", name="B", field="C", promise=reckoned("2026-12-07T09:00", "days:7"))
    events = journal((START, received()), (STOP, Corrected(reason="nhầm", procedure=change)))
    assert due(events) == "2026-12-07 09:00"
    assert due(events, rules("2026-12-07")) == "2026-12-08 09:00"
    dated = ProcedureChange(code="2.0", name="B", field="C", promise=reckoned("2026-12-10T09:00"))
    events = journal((START, received()), (STOP, Corrected(reason="nhầm", procedure=dated)))
    assert due(events, CLOSED) == "2026-12-10 09:00"
    events = journal((START, received()), (STOP, Corrected(reason="nhầm", name="Đặng Thị Diệm")))
    assert due(events) == "2026-12-03 09:00"


def test_a_correction_while_it_waits_does_not_end_the_wait():
    change = ProcedureChange(
        code="2.0", name="B", field="C", promise=reckoned("2026-12-07T09:00", "working_days:5")
    )
    events = journal(
        (START, received()),
        (STOP, Suspended(reason="chờ")),
        ("2026-12-01T14:00", Corrected(reason="nhầm", procedure=change)),
        ("2026-12-10T10:00", Resumed(promise=NOT_COUNTED)),
    )
    waiting = recounted(events[:3], PLAIN)
    assert waiting is not None
    assert waiting.stopped_at == moment(STOP)
    rule = DeadlineRule(DeadlineKind.WORKING_DAYS, 5)
    for by in (PLAIN, CLOSED):
        first = promise(rule, moment(START), by.calendar, CUTOFFS)
        wanted = resumed(rule, first.due_at, moment(STOP), moment("2026-12-10T10:00"), by.calendar, CUTOFFS)
        made = recounted(events, by)
        assert made is not None
        assert (made.promise, made.stopped_at) == (wanted, None)


def test_what_was_undone_does_not_count():
    events = journal(
        (START, received()),
        (STOP, Extended(number=1, due_at=moment("2026-12-09T10:00"), reason="thiếu người")),
        (AGAIN, Undone(node="0117", epoch=1, seq=2, kind="extended", reason="nhầm")),
    )
    assert due(events, CLOSED) == "2026-12-04 09:00"


def test_decisions_of_the_head_are_left_out_of_the_count_and_the_last_is_found():
    events = journal(
        (START, received()),
        (STOP, PromiseReviewed(decision="1", promise=reckoned("2026-12-04T09:00", "working_days:3"))),
        (AGAIN, PromiseReviewed(decision="2")),
    )
    assert due(events) == "2026-12-03 09:00"
    found = last_review(events)
    assert found is not None
    assert found.seq == 3
    assert last_review(events[:1]) is None
    undone = journal(
        (START, received()),
        (STOP, PromiseReviewed(decision="1")),
        (AGAIN, Undone(node="0117", epoch=1, seq=2, kind="promise_reviewed", reason="nhầm")),
    )
    assert last_review(undone) is None


def test_every_rule_is_known_again_by_its_words():
    for kind in DeadlineKind:
        for n in (0, 1, 9, 10, 120):
            rule = DeadlineRule(kind, n)
            if (n > 0) == (kind in (DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE)):
                continue  # no rule
            assert rule_of_words(rule_words(rule)) == rule


@pytest.mark.parametrize("words", ["", "theo lịch", "00 ngày", "3 ngày làm việc", "03 tuần", "ngày"])
def test_other_words_are_no_rule(words):
    assert rule_of_words(words) is None
