"""Dossiers that wait, go on, begin anew and are extended, against the slow counter of the campaign of dates.

Nothing of the fast one is used but its answers; the slow one walks from day to day and
counts open seconds.
"""

import random
from dataclasses import dataclass

from bench.campaign_dates import (
    DAY,
    Case,
    Office,
    absolute,
    after_working_seconds,
    into_spans,
    moment,
    next_open,
    slow_due,
    slow_span,
    spans_of,
)
from counter_app.core.deadlines import DeadlineKind, DeadlineRule, Promise
from counter_app.core.promise import given_promise, promise
from counter_app.core.standstill import resumed, stage_dates

#: What can come between the promise and the result, and how often.
STEPS = ("resume", "resume", "restart", "extend")
_IN_DAYS = (DeadlineKind.WORKING_DAYS, DeadlineKind.DAYS)


@dataclass(frozen=True)
class Step:
    """The time stood still from ``first`` to ``last``, or another date was given at ``first``: ``last``."""

    kind: str
    first: int
    last: int


def life_difference(case: Case, office: Office, dice: random.Random) -> str:
    """Where the two counters differ over the life that ``dice`` give the dossier; empty where they do not."""
    fast = promise(case.rule, case.received_at, office.calendar, case.cutoffs)
    rule: DeadlineRule | None = case.rule
    due = slow_span(case, office)[1]
    at = absolute(case.received_at)
    for _one in range(dice.choice((1, 1, 2, 3))):
        step = _random_step(dice, office, at, due)
        fast, seen = _fast(step, rule, fast, case, office)
        start, due, first = _slow(step, rule, due, case, office)
        if step.kind == "extend" and dice.random() < 0.3:
            rule = None  # as where the date was an officer's from the beginning
        wanted = (moment(start), moment(due), *_between(first, start, due, office))
        if seen != wanted:
            return f"{case}, {rule}, {step}: {seen} and not {wanted}"
        if not any(begin <= due <= end for begin, end in spans_of(due // DAY, office)) and not (
            rule is not None and rule.kind is DeadlineKind.IMMEDIATE
        ):
            return f"{case}, {step}: due outside every session at {fast.due_at}"
        at = step.last if step.kind != "extend" else step.first
    return _stage_difference(dice, due, office)


def _random_step(dice: random.Random, office: Office, at: int, due: int) -> Step:
    kind = dice.choice(STEPS)
    near = max(due, at)
    first = dice.choice(
        (dice.randint(at, near), dice.randint(at, near), near, near + dice.randrange(3 * DAY))
    )
    if kind != "extend":
        return Step(kind, first, first + dice.choice((0, 60, 3600, DAY, dice.randrange(40 * DAY))))
    number = max(first, due) // DAY + dice.randint(1, 20)
    while number not in office.worked:
        number += 1
    return Step(kind, first, number * DAY + dice.choice((0, dice.randrange(DAY), 12 * 3600)))


def _fast(step: Step, rule: DeadlineRule | None, before: Promise, case: Case, office: Office):
    calendar, last = office.calendar, moment(step.last)
    if step.kind == "extend":
        made = given_promise(moment(step.first), last, "hẹn lại", calendar)
    elif step.kind == "restart" and rule is not None:
        made = promise(rule, last, calendar, case.cutoffs)
    else:
        made = resumed(rule, before.due_at, moment(step.first), last, calendar, case.cutoffs)
    return made, (made.counted_from, made.due_at, made.working_days, made.provisional)


def _slow(
    step: Step, rule: DeadlineRule | None, due: int, case: Case, office: Office
) -> tuple[int, int, int]:
    """(counted from, due, from when days are looked at) after ``step``."""
    if step.kind == "extend":
        start = next_open(step.first, office.open_spans, office.open_ends)
        if step.last % DAY == 0:
            return start, spans_of(step.last // DAY, office)[-1][1], step.first
        return start, into_spans(step.last, office), step.first
    start = next_open(step.last, office.open_spans, office.open_ends)
    anew = rule is not None and (
        step.kind == "restart" or rule.kind in (DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE)
    )
    if anew and rule is not None:
        return (
            start,
            slow_due(Case(rule, moment(step.last), case.cutoffs), office, step.last, start),
            step.last,
        )
    return start, _slow_rest(step, rule, due, start, office), step.last


def _slow_rest(step: Step, rule: DeadlineRule | None, due: int, start: int, office: Office) -> int:
    if due // DAY < step.first // DAY:
        return due
    kind = DeadlineKind.WORKING_DAYS if rule is None else rule.kind
    if kind is DeadlineKind.WORKING_HOURS:
        parts = (
            min(end, due) - max(begin, step.first) for begin, end in office.work_spans if end > step.first
        )
        left = 0
        for part in parts:
            if part <= 0 and left:
                break
            left += max(part, 0)
        return after_working_seconds(left if due > step.first else 0, start, office)
    if kind is DeadlineKind.HOURS:
        return next_open(start + max(due - step.first, 0), office.work_spans, office.work_ends)
    number, left, counted = start // DAY, 0, 0
    for one in range(step.first // DAY + 1, due // DAY + 1):
        left += kind is DeadlineKind.DAYS or one in office.worked
    while counted < left or number not in office.worked:
        number += 1
        counted += kind is DeadlineKind.DAYS or number in office.worked
    at = into_spans(number * DAY + due % DAY, office)
    return at if at >= start else spans_of(number, office)[-1][1]


def _between(first: int, start: int, due: int, office: Office) -> tuple[int, bool]:
    days = range(start // DAY + 1, due // DAY + 1)
    doubtful = any(one in office.uncertain for one in range(first // DAY, due // DAY + 1))
    return sum(one in office.worked for one in days), doubtful


def _stage_difference(dice: random.Random, due: int, office: Office) -> str:
    stages = [
        (f"phòng {n}", DeadlineRule(dice.choice(_IN_DAYS), dice.randint(1, 8)))
        for n in range(dice.randint(1, 4))
    ]
    fast = [one.due_at for one in stage_dates(moment(due), stages, office.calendar)]
    slow, end = [], due
    for _unit, rule in reversed(stages):
        slow.append(moment(end))
        number, left = end // DAY, rule.n
        while left or number not in office.worked:
            number -= 1
            left -= bool(left) and (rule.kind is DeadlineKind.DAYS or number in office.worked)
        end = spans_of(number, office)[-1][1]
    return "" if fast == slow[::-1] else f"{stages} back from {moment(due)}: {fast} and not {slow[::-1]}"
