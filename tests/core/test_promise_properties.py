"""What must hold of every promise, on random days and against a counter that shares no line with ours."""

import random
from datetime import date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.campaign_dates import Case, difference, run, shipped_office, slow_promise
from bench.campaign_lives import life_difference
from counter_app.core.promise import Cutoffs, DeadlineKind, DeadlineRule, due_line, ladder_sentence, promise
from counter_app.core.times import VIETNAM
from tests.core.desk_calendar import CUTOFFS, OPEN_SATURDAY, USUAL, calendar

NUMBERED = (DeadlineKind.WORKING_DAYS, DeadlineKind.DAYS, DeadlineKind.WORKING_HOURS, DeadlineKind.HOURS)
RULES = st.one_of(
    st.builds(DeadlineRule, st.sampled_from(NUMBERED), st.integers(1, 90)),
    st.sampled_from((DeadlineRule(DeadlineKind.SAME_DAY), DeadlineRule(DeadlineKind.IMMEDIATE))),
)
MOMENTS = st.datetimes(
    datetime(2025, 1, 1),  # noqa: DTZ001 - made aware by the zone below
    datetime(2028, 6, 30),  # noqa: DTZ001
    timezones=st.just(VIETNAM),
).map(lambda one: one.replace(microsecond=0))
HOURS = st.sampled_from((USUAL, OPEN_SATURDAY))
DUE_HOURS = st.sampled_from(("reception", "closing", "16:00", "12:15"))

QUICK = settings(deadline=None, max_examples=200)


def cutoffs(due_hour: str) -> Cutoffs:
    return Cutoffs(same_day_until=time(15), hand_over_until=time(15), due_hour=due_hour)


def test_thousands_of_deadlines_agree_with_the_slow_counter():
    heard: list[int] = []
    result = run(4_000, seed=20261123, progress=heard.append)
    assert result.differences == []
    assert result.compared == heard[-1] == 4_000


def test_the_slow_counter_would_notice():
    office = shipped_office()
    case = Case(DeadlineRule(DeadlineKind.WORKING_DAYS, 3), datetime(2026, 4, 29, 9, tzinfo=VIETNAM), CUTOFFS)
    assert difference(case, office) == ""
    assert slow_promise(case, office)[1] == datetime(2026, 5, 6, 9, tzinfo=VIETNAM)
    moved = office.worked - {date(2026, 5, 4).toordinal()}
    assert "and not" in difference(case, type(office)(**{**vars(office), "worked": moved}))


def test_the_slow_counter_would_notice_a_wait_that_is_counted_wrongly():
    office = shipped_office()
    case = Case(
        DeadlineRule(DeadlineKind.WORKING_DAYS, 9), datetime(2026, 11, 16, 9, tzinfo=VIETNAM), CUTOFFS
    )
    dice = [random.Random(seed) for seed in range(40)]
    assert [life_difference(case, office, one) for one in dice] == [""] * 40
    moved = office.worked - {number for number in office.worked if number % 7 == 3}
    wrong = type(office)(**{**vars(office), "worked": moved})
    found = [life_difference(case, wrong, random.Random(seed)) for seed in range(40)]
    assert sum(map(bool, found)) > 20
    assert any("resume" in one and "and not" in one for one in found)


@QUICK
@given(rule=RULES, received=MOMENTS, hours=HOURS, due_hour=DUE_HOURS)
def test_due_always_lies_inside_a_session(rule, received, hours, due_hour):
    desk = calendar(hours)
    due = promise(rule, received, desk, cutoffs(due_hour)).due_at
    at_once = rule.kind is DeadlineKind.IMMEDIATE
    sessions = desk.reception_sessions_on(due.date()) if at_once else desk.sessions_on(due.date())
    assert any(start <= due.time() <= end for start, end in sessions)


@QUICK
@given(rule=RULES, received=MOMENTS, later=st.integers(0, 10 * 86_400), hours=HOURS, due_hour=DUE_HOURS)
def test_who_comes_later_is_never_promised_an_earlier_day(rule, received, later, hours, due_hour):
    desk = calendar(hours)
    first = promise(rule, received, desk, cutoffs(due_hour))
    second = promise(rule, received + timedelta(seconds=later), desk, cutoffs(due_hour))
    assert second.counted_from >= first.counted_from
    assert second.due_at.date() >= first.due_at.date()
    hourly = rule.kind not in (DeadlineKind.WORKING_DAYS, DeadlineKind.DAYS) or due_hour != "reception"
    same_day_nought = second.counted_from.date() == first.counted_from.date()
    assert second.due_at >= first.due_at or not (hourly or same_day_nought)


@QUICK
@given(rule=RULES, received=MOMENTS, hours=HOURS)
def test_time_runs_forward(rule, received, hours):
    answer = promise(rule, received, calendar(hours), CUTOFFS)
    assert answer.received_at <= answer.counted_from <= answer.due_at


@QUICK
@given(kind=st.sampled_from(NUMBERED), n=st.integers(1, 60), received=MOMENTS)
def test_a_longer_deadline_is_never_due_earlier(kind, n, received):
    desk = calendar()
    shorter, longer = (promise(DeadlineRule(kind, one), received, desk, CUTOFFS) for one in (n, n + 1))
    assert longer.due_at >= shorter.due_at


@QUICK
@given(n=st.integers(1, 60), received=MOMENTS, hours=HOURS)
def test_working_days_are_counted_once_each_and_the_first_day_never(n, received, hours):
    desk = calendar(hours)
    answer = promise(DeadlineRule(DeadlineKind.WORKING_DAYS, n), received, desk, CUTOFFS)
    counted = [step for step in answer.ladder if step.counts]
    assert [step.number for step in counted] == list(range(1, n + 1))
    assert all(desk.is_working_day(step.day) and step.day > answer.counted_from.date() for step in counted)
    assert answer.working_days == n


@QUICK
@given(rule=RULES, received=MOMENTS, hours=HOURS)
def test_every_promise_can_be_explained(rule, received, hours):
    answer = promise(rule, received, calendar(hours), CUTOFFS)
    assert due_line(answer).endswith(".")
    assert f"{answer.due_at:%d/%m}" in ladder_sentence(answer)
    assert all(step.reason for step in answer.ladder)
