"""The promised return date (ngày hẹn trả): a pure function of rule, moment, calendar and cut-offs.

Three cut-offs stand side by side and are never merged: the hour up to which a same-day
procedure is done today, the hour up to which a dossier reaches the specialist today,
and the end of the opening hours, after which a dossier counts as received at the next
opening.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

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
from counter_app.core.promise_words import (
    COUNTED_AS_RECEIVED,
    GIVEN,
    NEXT_WORKING_DAY,
    RECEIVED,
    RECEIVED_OUTSIDE,
    due_line,
    ladder_sentence,
)
from counter_app.core.times import VIETNAM, in_vietnam
from counter_app.core.workdays import YEARS, Calendar, Session
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
]

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Due:
    """The end of a deadline: which days counted, ``first`` to ``last``, and words for the due day.

    ``every`` counts closed days too; ``reason`` empty stands for the number of the due
    day, and ``counted`` empty for that of each counted day.
    """

    at: datetime
    first: date
    last: date
    every: bool = False
    reason: str = ""
    counted: str = ""


def promise(rule: DeadlineRule, received_at: datetime, calendar: Calendar, cutoffs: Cutoffs) -> Promise:
    """When the result of a dossier received at ``received_at`` is due under ``rule``.

    The first day is not counted, and a last day that is not worked moves to the next
    working day (Civil Code 2015, art. 147-148). Outside the opening sessions a dossier
    counts as received at the next opening.

    Raises:
        BadInput: the moment or the rule lies outside what a calendar can answer.
    """
    check_rule(rule)
    received_at = _checked(received_at)
    counted_from = calendar.next_opening(received_at)
    match rule.kind:
        case DeadlineKind.WORKING_DAYS:
            due = _working_days(rule, counted_from, calendar, cutoffs)
        case DeadlineKind.DAYS:
            due = _days(rule, counted_from, calendar, cutoffs)
        case DeadlineKind.WORKING_HOURS:
            due = _working_hours(rule, counted_from, calendar)
        case DeadlineKind.HOURS:
            due = _hours(rule, counted_from, calendar)
        case DeadlineKind.SAME_DAY:
            due = _same_day(received_at, counted_from, calendar, cutoffs)
        case _:  # at once
            day = counted_from.date()
            due = _Due(counted_from, day + _ONE_DAY, day, reason=rule_words(rule))
    return _promised(rule, received_at, counted_from, due, calendar)


def given_promise(received_at: datetime, due_at: datetime, reason: str, calendar: Calendar) -> Promise:
    """The promise where no deadline is configured: the officer gave the date and why.

    An hour outside the sessions of that day moves into them as under a rule; midnight,
    which is a date without an hour, moves to the closing.

    Raises:
        BadInput: no reason, a moment before the reception, or a day that is not worked.
    """
    received_at, due_at = _checked(received_at), in_vietnam(due_at)
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
    due_at = _at(due_at.date(), sessions[-1][1] if clock == time.min else _into(sessions, clock))
    if due_at < received_at:
        raise BadInput(
            _("The promised date lies before the reception ({moment}); give a later one.").format(
                moment=f"{received_at:%H:%M %d/%m/%Y}"
            ),
            "due_at",
        )
    counted_from = calendar.next_opening(received_at)
    due = _Due(due_at, counted_from.date() + _ONE_DAY, due_at.date(), reason=GIVEN + reason.strip())
    return _promised(None, received_at, counted_from, due, calendar)


def hand_over_by(received_at: datetime, calendar: Calendar, cutoffs: Cutoffs) -> datetime:
    """Until when the paper dossier must reach the specialist (chuyển hồ sơ cho công chức chuyên môn).

    The same working day, or the beginning of the next one if it was received after the
    hour of the law (NĐ 118/2025/NĐ-CP as amended by NĐ 309/2026/NĐ-CP, art. 18(2)). The
    due date does not move by this.

    Raises:
        BadInput: the moment lies outside what a calendar can answer.
    """
    received_at = _checked(received_at)
    day = received_at.date()
    sessions = calendar.sessions_on(day)
    if sessions and received_at.time() <= min(cutoffs.hand_over_until, sessions[-1][1]):
        return _at(day, sessions[-1][1])
    day = calendar.next_working_day(day)
    return _at(day, calendar.sessions_on(day)[0][0])


def _checked(moment: datetime) -> datetime:
    moment = in_vietnam(moment)
    if moment.year not in YEARS:
        raise BadInput(
            _("{day} lies outside the years {first} to {last}; check the date.").format(
                day=short_date(moment), first=YEARS[0], last=YEARS[-1]
            ),
            "at",
        )
    return moment


def _at(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, VIETNAM)


def _into(sessions: tuple[Session, ...], clock: time) -> time:
    """``clock`` moved into the sessions: later to the next start, after the last one back to its end."""
    for start, end in sessions:
        if clock <= end:
            return max(start, clock)
    return sessions[-1][1]


def _at_due_hour(day: date, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> datetime:
    sessions = calendar.sessions_on(day)
    if cutoffs.due_hour == "closing":
        return _at(day, sessions[-1][1])
    reception = cutoffs.due_hour == "reception"
    clock = counted_from.time() if reception else time.fromisoformat(cutoffs.due_hour)
    return _at(day, _into(sessions, clock))


def _working_days(rule: DeadlineRule, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> _Due:
    start = counted_from.date()
    day = calendar.add_working_days(start, rule.n)
    return _Due(_at_due_hour(day, counted_from, calendar, cutoffs), start + _ONE_DAY, day)


def _days(rule: DeadlineRule, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> _Due:
    start = counted_from.date()
    last = start + timedelta(days=rule.n)
    moved = not calendar.is_working_day(last)
    day = calendar.next_working_day(last) if moved else last
    return _Due(
        _at_due_hour(day, counted_from, calendar, cutoffs),
        start + _ONE_DAY,
        last,
        every=True,
        reason=NEXT_WORKING_DAY if moved else "",
    )


def _working_hours(rule: DeadlineRule, counted_from: datetime, calendar: Calendar) -> _Due:
    moment = calendar.next_working_opening(counted_from)
    left = timedelta(hours=rule.n)
    day = moment.date()
    while True:
        for start, end in calendar.sessions_on(day):
            begin = max(moment, _at(day, start))
            run = _at(day, end) - begin
            if timedelta(0) <= run < left:
                left -= run
            elif run >= left:
                words = f"đủ {rule_words(rule)}"
                return _Due(begin + left, counted_from.date(), day, reason=words, counted="tính giờ làm việc")
        day = calendar.next_working_day(day)


def _hours(rule: DeadlineRule, counted_from: datetime, calendar: Calendar) -> _Due:
    end = counted_from + timedelta(hours=rule.n)
    due_at = calendar.next_working_opening(end)
    words = f"đủ {rule_words(rule)}"
    if due_at != end:
        words = f"{words} lúc {end:%H:%M} ngày {end:%d/%m}, trả khi mở cửa"
    return _Due(due_at, counted_from.date(), end.date(), every=True, reason=words, counted="tính giờ")


def _same_day(received_at: datetime, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> _Due:
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
    return _Due(_at(day, calendar.sessions_on(day)[-1][1]), day, day, reason=reason)


def _hour_words(clock: time) -> str:
    return f"{clock:%H} giờ" + (f" {clock:%M} phút" if clock.minute else "")


def _promised(
    rule: DeadlineRule | None, received_at: datetime, counted_from: datetime, due: _Due, calendar: Calendar
) -> Promise:
    start, last = counted_from.date(), due.at.date()
    steps: list[Step] = []
    number = working_days = 0
    confirmed = True
    day = received = received_at.date()
    while day <= last:
        state = calendar.state(day)
        confirmed = confirmed and state.confirmed
        working_days += state.worked and day > start
        counts = due.first <= day <= due.last and (state.worked or due.every)
        number += counts
        kind, reason = state.kind or "counted", state.reason
        if day == last:
            kind, reason = "due", due.reason or _counted_words(due, number, reason)
        elif day == received:
            kind, reason = "received", RECEIVED if day == start else RECEIVED_OUTSIDE
        elif day == start:
            kind, reason = "received", COUNTED_AS_RECEIVED
        elif counts:
            reason = _counted_words(due, number, reason)
        steps.append(Step(day, counts, reason, number if counts else 0, kind))
        day += _ONE_DAY
    return Promise(
        rule=rule,
        received_at=received_at,
        counted_from=counted_from,
        due_at=due.at,
        working_days=working_days,
        provisional=not confirmed,
        ladder=tuple(steps),
    )


def _counted_words(due: _Due, number: int, reason: str) -> str:
    words = due.counted or f"ngày {number}"
    return f"{words}, {reason}" if reason else words
