"""Time that stood still: what was left runs on in its own kind, inside the sessions, and mends nothing."""

import pytest

from counter_app.core.deadlines import DeadlineKind, DeadlineRule, parse_rule
from counter_app.core.promise import promise
from counter_app.core.promise_words import due_line, ladder_sentence
from counter_app.core.standstill import resumed, stage_dates
from counter_app.errors import BadInput
from tests.core.desk_calendar import CUTOFFS, OPEN_SATURDAY, USUAL, calendar, moment


def goes_on(rule: str, due: str, stopped: str, again: str, hours: tuple[str, ...] = USUAL) -> str:
    made = resumed(
        parse_rule(rule) if rule else None,
        moment(due),
        moment(stopped),
        moment(again),
        calendar(hours),
        CUTOFFS,
    )
    return f"{made.due_at:%Y-%m-%d %H:%M}"


@pytest.mark.parametrize(
    ("rule", "due", "stopped", "again", "wanted"),
    [
        # Monday 23/11, five days due Tuesday 1/12 (24/11 is a holiday); two were left on Friday 27/11.
        ("working_days:5", "2026-12-01T09:00", "2026-11-27T10:00", "2026-12-07T08:00", "2026-12-09 09:00"),
        # The same by a date that an officer gave.
        ("", "2026-12-01T09:00", "2026-11-27T10:00", "2026-12-07T08:00", "2026-12-09 09:00"),
        # Nothing was left: due the very day, by its hour, or by its closing where that hour is over.
        ("working_days:5", "2026-12-01T09:00", "2026-12-01T08:00", "2026-12-07T08:00", "2026-12-07 09:00"),
        ("working_days:5", "2026-12-01T09:00", "2026-12-01T08:00", "2026-12-07T10:00", "2026-12-07 17:00"),
        # It goes on at night: counted from the next opening.
        ("working_days:5", "2026-12-01T09:00", "2026-11-30T08:00", "2026-12-04T22:00", "2026-12-08 09:00"),
        # Days of the calendar, moved from Sunday to Monday.
        ("days:10", "2026-12-03T09:00", "2026-11-30T08:00", "2026-12-03T08:00", "2026-12-07 09:00"),
        ("days:10", "2026-12-03T09:00", "2026-11-30T08:00", "2026-12-04T08:00", "2026-12-07 09:00"),
        ("days:10", "2026-12-03T09:00", "2026-11-30T08:00", "2026-12-01T08:00", "2026-12-04 09:00"),
        # Working hours jump over lunch and night; an afternoon of three hours and a half was left.
        ("working_hours:8", "2026-11-26T07:30", "2026-11-25T13:30", "2026-11-30T10:00", "2026-11-30 15:30"),
        ("working_hours:8", "2026-11-26T07:30", "2026-11-25T13:30", "2026-11-30T16:00", "2026-12-01 10:00"),
        ("working_hours:8", "2026-11-26T07:30", "2026-11-26T08:00", "2026-11-30T12:00", "2026-11-30 13:30"),
        # Hours of the clock; their end outside the sessions waits for the opening.
        ("hours:24", "2026-11-26T09:00", "2026-11-25T09:00", "2026-11-30T09:00", "2026-12-01 09:00"),
        ("hours:4", "2026-11-26T13:30", "2026-11-26T09:30", "2026-11-30T08:00", "2026-11-30 13:30"),
        ("hours:4", "2026-11-26T11:00", "2026-11-26T12:00", "2026-11-30T08:00", "2026-11-30 08:00"),
        # What is done at once, or the same day, begins anew.
        ("same_day", "2026-11-25T17:00", "2026-11-25T14:00", "2026-11-30T15:01", "2026-12-01 17:00"),
        ("immediate", "2026-11-25T08:00", "2026-11-25T08:00", "2026-11-30T09:00", "2026-11-30 09:00"),
    ],
)
def test_what_was_left_runs_on(rule, due, stopped, again, wanted):
    assert goes_on(rule, due, stopped, again) == wanted


def test_a_saturday_reception_goes_on_but_does_not_count():
    day = goes_on("working_days:5", "2026-12-01T09:00", "2026-12-01T08:00", "2026-12-05T08:00", OPEN_SATURDAY)
    assert day == "2026-12-07 09:00"
    one = goes_on("working_days:5", "2026-12-01T09:00", "2026-11-30T08:00", "2026-12-05T08:00", OPEN_SATURDAY)
    assert one == "2026-12-07 09:00"


def test_a_wait_makes_nothing_late_and_mends_nothing():
    made = resumed(
        parse_rule("working_days:3"),
        moment("2026-11-20T09:00"),
        moment("2026-11-23T09:00"),
        moment("2026-11-30T09:00"),
        calendar(),
        CUTOFFS,
    )
    assert f"{made.due_at:%Y-%m-%d %H:%M}" == "2026-11-20 09:00"
    assert (made.ladder, made.working_days) == ((), 0)
    assert ladder_sentence(made) == ""
    assert due_line(made) == ""


@pytest.mark.parametrize("rule", ["working_days:5", "days:10", "working_hours:9", "hours:30"])
def test_no_wait_at_all_changes_no_day(rule):
    wanted = promise(parse_rule(rule), moment("2026-11-25T09:00"), calendar(), CUTOFFS)
    at = moment("2026-11-26T09:00")
    made = resumed(parse_rule(rule), wanted.due_at, at, at, calendar(), CUTOFFS)
    assert made.due_at == wanted.due_at


def test_it_cannot_go_on_before_it_stopped():
    with pytest.raises(BadInput, match="before it stopped") as refused:
        goes_on("days:3", "2026-11-27T09:00", "2026-11-26T09:00", "2026-11-26T08:59")
    assert refused.value.field == "at"


def test_a_moment_outside_the_calendar_is_refused():
    with pytest.raises(BadInput, match="2000 to 2099"):
        goes_on("days:3", "2026-11-27T09:00", "2026-11-26T09:00", "2100-01-01T08:00")


def test_stages_have_their_dates_backwards_from_the_promise():
    stages = [("Phòng Kinh tế", parse_rule("working_days:3")), ("Văn phòng", parse_rule("working_days:2"))]
    made = stage_dates(moment("2026-11-27T09:00"), stages, calendar())
    assert [(one.unit, f"{one.due_at:%d/%m %H:%M}", one.words) for one in made] == [
        ("Phòng Kinh tế", "25/11 17:00", "03 ngày làm việc"),
        ("Văn phòng", "27/11 09:00", "02 ngày làm việc"),
    ]


def test_a_stage_in_days_ends_on_a_working_day():
    stages = [
        ("Phòng A", parse_rule("days:1")),
        ("Phòng B", parse_rule("days:3")),
        ("Phòng C", parse_rule("days:3")),
    ]
    made = stage_dates(moment("2026-12-01T09:00"), stages, calendar())
    # Three days before 1/12 is Saturday 28/11, so Friday; three before that is the holiday of 24/11.
    assert [f"{one.due_at:%d/%m %H:%M}" for one in made] == ["23/11 17:00", "27/11 17:00", "01/12 09:00"]


def test_no_stages_have_no_dates():
    assert stage_dates(moment("2026-12-01T09:00"), [], calendar()) == ()


@pytest.mark.parametrize("kind", [DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE, DeadlineKind.HOURS])
def test_a_stage_needs_a_deadline_in_days(kind):
    rule = DeadlineRule(kind, 4 if kind is DeadlineKind.HOURS else 0)
    with pytest.raises(BadInput, match="Phòng A") as refused:
        stage_dates(moment("2026-12-01T09:00"), [("Phòng A", rule)], calendar())
    assert refused.value.field == "stages"
