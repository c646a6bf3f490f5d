"""The promised return date (ngày hẹn trả): a pure function of rule, moment, calendar and cut-offs.

Three cut-offs stand side by side and are never merged: the hour up to which a same-day
procedure is done today, the hour up to which a dossier reaches the specialist today,
and the end of the opening hours, after which a dossier counts as received at the next
opening.
"""

from datetime import datetime, time, timedelta

from counter_app.core.deadlines import (
    Cutoffs,
    DeadlineKind,
    DeadlineRule,
    Promise,
    Step,
    check_rule,
    parse_rule,
    rule_words,
)
from counter_app.core.promise_words import GIVEN, NEXT_WORKING_DAY, due_line, ladder_sentence
from counter_app.core.reckoning import Due, at_due_hour, checked, into_sessions, moment_on, promised
from counter_app.core.times import in_vietnam
from counter_app.core.workdays import Calendar
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date

__all__ = [
    "Cutoffs",
    "DeadlineKind",
    "DeadlineRule",
    "Promise",
    "Step",
    "check_rule",
    "due_line",
    "given_promise",
    "hand_over_by",
    "ladder_sentence",
    "parse_rule",
    "promise",
    "rule_words",
    "working_hours_after",
]

_ONE_DAY = timedelta(days=1)


def promise(rule: DeadlineRule, received_at: datetime, calendar: Calendar, cutoffs: Cutoffs) -> Promise:
    """When the result of a dossier received at ``received_at`` is due under ``rule``.

    The first day is not counted, and a last day that is not worked moves to the next
    working day (Civil Code 2015, art. 147-148). Outside the opening sessions a dossier
    counts as received at the next opening.

    Raises:
        BadInput: the moment or the rule lies outside what a calendar can answer.
    """
    check_rule(rule)
    received_at = checked(received_at)
    counted_from = calendar.next_opening(received_at)
    match rule.kind:
        case DeadlineKind.WORKING_DAYS:
            due = _working_days(rule, counted_from, calendar, cutoffs)
        case DeadlineKind.DAYS:
            due = _days(rule, counted_from, calendar, cutoffs)
        case DeadlineKind.WORKING_HOURS:
            words = f"đủ {rule_words(rule)}"
            due = working_hours_after(counted_from, timedelta(hours=rule.n), calendar, words)
        case DeadlineKind.HOURS:
            due = _hours(rule, counted_from, calendar)
        case DeadlineKind.SAME_DAY:
            due = _same_day(received_at, counted_from, calendar, cutoffs)
        case _:  # at once
            day = counted_from.date()
            due = Due(counted_from, day + _ONE_DAY, day, reason=rule_words(rule))
    return promised(rule, received_at, counted_from, due, calendar)


def given_promise(received_at: datetime, due_at: datetime, reason: str, calendar: Calendar) -> Promise:
    """The promise where no deadline is configured: the officer gave the date and why.

    An hour outside the sessions of that day moves into them as under a rule; midnight,
    which is a date without an hour, moves to the closing.

    Raises:
        BadInput: no reason, a moment before the reception, or a day that is not worked.
    """
    received_at, due_at = checked(received_at), in_vietnam(due_at)
    if not reason.strip():
        raise BadInput(
            _("Write the reason for the promised date; it is printed on the receipt."), "due_reason"
        )
    sessions = calendar.sessions_on(due_at.date())
    if not sessions:
        raise BadInput(
            _("{day} is not worked ({reason}); promise a working day.").format(
                day=short_date(due_at), reason=calendar.why_closed(due_at.date())
            ),
            "due_at",
        )
    clock = due_at.time()
    due_at = moment_on(
        due_at.date(), sessions[-1][1] if clock == time.min else into_sessions(sessions, clock)
    )
    if due_at < received_at:
        raise BadInput(
            _("The promised date lies before the reception ({moment}); give a later one.").format(
                moment=f"{received_at:%H:%M %d/%m/%Y}"
            ),
            "due_at",
        )
    counted_from = calendar.next_opening(received_at)
    due = Due(due_at, counted_from.date() + _ONE_DAY, due_at.date(), reason=GIVEN + reason.strip())
    return promised(None, received_at, counted_from, due, calendar)


def hand_over_by(received_at: datetime, calendar: Calendar, cutoffs: Cutoffs) -> datetime:
    """Until when the paper dossier must reach the specialist (chuyển hồ sơ cho công chức chuyên môn).

    The same working day, or the beginning of the next one if it was received after the
    hour of the law (NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP, art. 18(2)). The
    due date does not move by this.

    Raises:
        BadInput: the moment lies outside what a calendar can answer.
    """
    received_at = checked(received_at)
    day = received_at.date()
    sessions = calendar.sessions_on(day)
    if sessions and received_at.time() <= min(cutoffs.hand_over_until, sessions[-1][1]):
        return moment_on(day, sessions[-1][1])
    day = calendar.next_working_day(day)
    return moment_on(day, calendar.sessions_on(day)[0][0])


def _working_days(rule: DeadlineRule, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> Due:
    start = counted_from.date()
    day = calendar.add_working_days(start, rule.n)
    return Due(at_due_hour(day, counted_from, calendar, cutoffs), start + _ONE_DAY, day)


def _days(rule: DeadlineRule, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> Due:
    start = counted_from.date()
    last = start + timedelta(days=rule.n)
    moved = not calendar.is_working_day(last)
    day = calendar.next_working_day(last) if moved else last
    return Due(
        at_due_hour(day, counted_from, calendar, cutoffs),
        start + _ONE_DAY,
        last,
        every=True,
        reason=NEXT_WORKING_DAY if moved else "",
    )


def working_hours_after(counted_from: datetime, left: timedelta, calendar: Calendar, words: str) -> Due:
    """The end of ``left`` of working time after ``counted_from``, for which ``words`` stand."""
    moment = calendar.next_working_opening(counted_from)
    day = moment.date()
    while True:
        for start, end in calendar.sessions_on(day):
            begin = max(moment, moment_on(day, start))
            run = moment_on(day, end) - begin
            if timedelta(0) <= run < left:
                left -= run
            elif run >= left:
                return Due(begin + left, counted_from.date(), day, reason=words, counted="tính giờ làm việc")
        day = calendar.next_working_day(day)


def _hours(rule: DeadlineRule, counted_from: datetime, calendar: Calendar) -> Due:
    end = counted_from + timedelta(hours=rule.n)
    due_at = calendar.next_working_opening(end)
    words = f"đủ {rule_words(rule)}"
    if due_at != end:
        words = f"{words} lúc {end:%H:%M} ngày {end:%d/%m}, trả khi mở cửa"
    return Due(due_at, counted_from.date(), end.date(), every=True, reason=words, counted="tính giờ")


def _same_day(received_at: datetime, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> Due:
    """Today's closing up to the hour of the law, else that of the next working day.

    Source: NĐ 23/2015/NĐ-CP, art. 7 (certification); the same words for civil status.
    """
    day = received_at.date()
    worked = calendar.is_working_day(day)
    late = received_at.time() > cutoffs.same_day_until
    reason = "trong ngày"
    if not worked or late or counted_from.date() != day:
        day = calendar.next_working_day(day)
        reason = f"trả {NEXT_WORKING_DAY}"
        if worked and late:
            reason = f"nhận sau {_hour_words(cutoffs.same_day_until)}, {reason}"
    return Due(moment_on(day, calendar.sessions_on(day)[-1][1]), day, day, reason=reason)


def _hour_words(clock: time) -> str:
    return f"{clock:%H} giờ" + (f" {clock:%M} phút" if clock.minute else "")
