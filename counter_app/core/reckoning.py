"""How a due moment becomes a promise: its hour inside the sessions, and the ladder of days up to it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from counter_app.core.deadlines import Cutoffs, DeadlineRule, Promise, Step
from counter_app.core.promise_words import COUNTED_AS_RECEIVED, RECEIVED, RECEIVED_OUTSIDE, WITHIN_THE_DAY
from counter_app.core.times import VIETNAM, in_vietnam
from counter_app.core.workdays import YEARS, Calendar, Session
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Due:
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


def checked(moment: datetime) -> datetime:
    """``moment`` on the Vietnamese clock.

    Raises:
        BadInput: it lies outside the years that a calendar can be written for.
    """
    moment = in_vietnam(moment)
    if moment.year not in YEARS:
        raise BadInput(
            _("{day} lies outside the years {first} to {last}; check the date.").format(
                day=short_date(moment), first=YEARS[0], last=YEARS[-1]
            ),
            "at",
        )
    return moment


def moment_on(day: date, clock: time) -> datetime:
    """The Vietnamese moment of this day and hour."""
    return datetime.combine(day, clock, VIETNAM)


def into_sessions(sessions: tuple[Session, ...], clock: time) -> time:
    """``clock`` moved into the sessions: later to the next start, after the last one back to its end."""
    for start, end in sessions:
        if clock <= end:
            return max(start, clock)
    return sessions[-1][1]


def at_due_hour(day: date, counted_from: datetime, calendar: Calendar, cutoffs: Cutoffs) -> datetime:
    """The moment of a due ``day`` at which the law pack lets a deadline in days end."""
    sessions = calendar.sessions_on(day)
    if cutoffs.due_hour == "closing":
        return moment_on(day, sessions[-1][1])
    reception = cutoffs.due_hour == "reception"
    clock = counted_from.time() if reception else time.fromisoformat(cutoffs.due_hour)
    return moment_on(day, into_sessions(sessions, clock))


def promised(
    rule: DeadlineRule | None, received_at: datetime, counted_from: datetime, due: Due, calendar: Calendar
) -> Promise:
    """The promise of ``due`` with the ladder of every day from ``received_at`` on."""
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
            words = _counted_words(due, number, reason) if number or due.counted else WITHIN_THE_DAY
            kind, reason = "due", due.reason or words
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


def _counted_words(due: Due, number: int, reason: str) -> str:
    words = due.counted or f"ngày {number}"
    return f"{words}, {reason}" if reason else words
