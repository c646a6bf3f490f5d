"""Time that stood still: the promise after a supplement, a payment or a suspension, and dates of stages."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from counter_app.core.deadlines import Cutoffs, DeadlineKind, DeadlineRule, Promise, rule_words
from counter_app.core.life import StageDue
from counter_app.core.promise import promise, working_hours_after
from counter_app.core.promise_words import NEXT_WORKING_DAY
from counter_app.core.reckoning import Due, checked, into_sessions, moment_on, promised
from counter_app.core.workdays import Calendar
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

_ONE_DAY = timedelta(days=1)

#: Kinds whose whole time is so short that it begins anew.
_AT_ONCE = frozenset({DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE})


def resumed(
    rule: DeadlineRule | None,
    due_at: datetime,
    stopped_at: datetime,
    resumed_at: datetime,
    calendar: Calendar,
    cutoffs: Cutoffs,
) -> Promise:
    """When the result is due whose time stood still from ``stopped_at`` to ``resumed_at``.

    What was left when it stopped runs on: working days, days, hours, each in its own kind;
    ``rule`` None, a date given by an officer, has working days left. A promise that had
    passed before it stopped stays as it is: a wait makes nothing late, and mends nothing.

    Raises:
        BadInput: it goes on before it stopped, or a moment lies outside what a calendar answers.
    """
    stopped_at, resumed_at = checked(stopped_at), checked(resumed_at)
    if resumed_at < stopped_at:
        raise BadInput(_("It cannot go on before it stopped; give a later moment."), "at")
    if rule is not None and rule.kind in _AT_ONCE:
        return promise(rule, resumed_at, calendar, cutoffs)
    counted_from = calendar.next_opening(resumed_at)
    if due_at.date() < stopped_at.date():
        due = Due(due_at, due_at.date() + _ONE_DAY, due_at.date())
    elif rule is None or rule.kind is DeadlineKind.WORKING_DAYS:
        due = _working_days_left(due_at, stopped_at, counted_from, calendar)
    elif rule.kind is DeadlineKind.DAYS:
        due = _days_left(due_at, stopped_at, counted_from, calendar)
    elif rule.kind is DeadlineKind.WORKING_HOURS:
        left = calendar.working_time_between(stopped_at, due_at)
        due = working_hours_after(counted_from, left, calendar, f"còn lại của {rule_words(rule)}")
    else:
        due = _hours_left(rule, due_at - stopped_at, counted_from, calendar)
    return promised(rule, resumed_at, counted_from, due, calendar)


def rule_of_given(received_at: datetime, due_at: datetime, calendar: Calendar) -> DeadlineRule:
    """The working days, one at least, that an officer gave with the date ``due_at``: they may begin anew."""
    days = calendar.working_days_between(received_at.date(), due_at.date())
    return DeadlineRule(DeadlineKind.WORKING_DAYS, max(days, 1))


def _working_days_left(
    due_at: datetime, stopped_at: datetime, counted_from: datetime, calendar: Calendar
) -> Due:
    left = calendar.working_days_between(stopped_at.date(), due_at.date())
    start = counted_from.date()
    day = calendar.add_working_days(start, left)
    if not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    return Due(_at_hour_of(due_at, day, counted_from, calendar), start + _ONE_DAY, day)


def _days_left(due_at: datetime, stopped_at: datetime, counted_from: datetime, calendar: Calendar) -> Due:
    start = counted_from.date()
    last = start + (due_at.date() - stopped_at.date())
    moved = not calendar.is_working_day(last)
    day = calendar.next_working_day(last) if moved else last
    at = _at_hour_of(due_at, day, counted_from, calendar)
    return Due(at, start + _ONE_DAY, last, every=True, reason=NEXT_WORKING_DAY if moved else "")


def _at_hour_of(due_at: datetime, day: date, counted_from: datetime, calendar: Calendar) -> datetime:
    """The hour of the promise before, or the closing where that hour is over when it goes on."""
    sessions = calendar.sessions_on(day)
    at = moment_on(day, into_sessions(sessions, due_at.time()))
    return at if at >= counted_from else moment_on(day, sessions[-1][1])


def _hours_left(rule: DeadlineRule, left: timedelta, counted_from: datetime, calendar: Calendar) -> Due:
    end = counted_from + max(left, timedelta(0))
    due_at = calendar.next_working_opening(end)
    words = f"còn lại của {rule_words(rule)}"
    return Due(due_at, counted_from.date(), end.date(), every=True, reason=words, counted="tính giờ")


def stage_dates(
    due_at: datetime, stages: Sequence[tuple[str, DeadlineRule]], calendar: Calendar
) -> tuple[StageDue, ...]:
    """Until when each unit of a joined procedure (liên thông) does its part, backwards from ``due_at``.

    The last stage ends with the promise; one before it ends at the closing of the working
    day from which the later ones have all their time (NĐ 61/2018/NĐ-CP, art. 19(6)).

    Raises:
        BadInput: a stage has a deadline that is none in days.
    """
    dates: list[StageDue] = []
    end = due_at
    for unit, rule in reversed(stages):
        dates.append(StageDue(unit=unit, due_at=end, words=rule_words(rule)))
        if rule.kind is DeadlineKind.WORKING_DAYS:
            day = calendar.subtract_working_days(end.date(), rule.n)
        elif rule.kind is DeadlineKind.DAYS:
            day = end.date() - timedelta(days=rule.n)
            day = day if calendar.is_working_day(day) else calendar.subtract_working_days(day, 1)
        else:
            raise BadInput(
                _("The part of {unit} needs a deadline in days, not “{rule}”.").format(
                    unit=unit, rule=rule_words(rule)
                ),
                "stages",
            )
        end = moment_on(day, calendar.sessions_on(day)[-1][1])
    return tuple(reversed(dates))
