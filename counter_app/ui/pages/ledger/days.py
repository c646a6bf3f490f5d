"""Days as the page of the ledger says them: bars of the coming load, names of files, sentences."""

from collections.abc import Sequence
from datetime import date

from counter_app.core.records import DayCount
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui.widgets.load_chart import Bar
from counter_app.ui.words import short_weekday


def load_bars(counts: Sequence[DayCount], calendar: Calendar, today: date) -> list[Bar]:
    """A bar for each day but closed Saturdays and Sundays; the month is named where another one begins."""
    shown = [one for one in counts if calendar.is_working_day(one.day) or one.day.weekday() < 5]
    bars = []
    before: date | None = None
    for one in shown:
        day = one.day
        other_month = before is not None and before.month != day.month
        bars.append(
            Bar(
                weekday=short_weekday(day),
                day=f"{day.day}/{day.month}" if other_month else str(day.day),
                count=one.promised,
                closed=calendar.why_closed(day),
                now=day == today,
                new_week=before is not None and before.isocalendar()[:2] != day.isocalendar()[:2],
            )
        )
        before = day
    return bars


def days_words(first: date, last: date) -> str:
    """One day, or from one to another."""
    if first == last:
        return short_date(first)
    return _("{first} to {last}").format(first=short_date(first), last=short_date(last))


def file_name(first: date, last: date) -> str:
    """The name of a ledger's file, without its ending."""
    name = f"so-theo-doi-{first:%Y-%m-%d}"
    return name if first == last else f"{name}-den-{last:%Y-%m-%d}"


def nothing_received(first: date, last: date) -> str:
    """Why there is no ledger to make."""
    return _(
        "Nothing was received in these days ({days}), so there is no ledger to make. Choose others."
    ).format(days=days_words(first, last))
