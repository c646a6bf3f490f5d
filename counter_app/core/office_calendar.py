"""The office's own word on the calendar: changes by decision, laid over the years that are shipped."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.validation import clean_text
from counter_app.core.workdays import (
    YEARS,
    Calendar,
    DayOff,
    YearCalendar,
    parse_sessions,
)
from counter_app.errors import BadFile, BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date, weekday_words

#: Letters that a reason or the number of a decision may have.
WORDS_LIMIT = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class DayDifference:
    """What a change makes of one day: the line that stood for it before, and the one that stands now."""

    day: date
    before: DayOff | None
    after: DayOff | None
    worked_before: bool
    worked: bool


def overlay(
    years: Iterable[YearCalendar], sessions: tuple[str, ...], changes: Iterable[CalendarChanged]
) -> Calendar:
    """The calendar of an office: the shipped ``years`` and ``sessions``, then its ``changes`` in their order.

    A later word on a day replaces the earlier one; a word taken back lets the shipped calendar
    hold again. A confirmed year is final with every day that stands in it at that moment.

    Raises:
        BadFile: opening hours that are none.
    """
    laid = _Laid(years)
    for change in changes:
        for year in change.confirmed_years:
            laid.confirm(year)
        for day in change.days:
            laid.put(day, change.decision)
        sessions = change.sessions or sessions
    return Calendar(laid.years(), parse_sessions(sessions))


class _Laid:
    """Special days while changes are laid over them."""

    def __init__(self, years: Iterable[YearCalendar]) -> None:
        known = {one.year: one for one in years}
        self._confirmed = {one.year: one.confirmed for one in known.values()}
        self._shipped = {
            day.day: (worked, day)
            for one in known.values()
            for worked, days in ((False, one.off), (True, one.work))
            for day in days
        }
        self._now = dict(self._shipped)

    def confirm(self, year: int) -> None:
        self._confirmed[year] = True
        for days in (self._shipped, self._now):
            for day, (worked, line) in days.items():
                if day.year == year:
                    days[day] = worked, replace(line, confirmed=True)

    def put(self, change: DayChange, decision: str) -> None:
        self._now.pop(change.day, None)
        self._confirmed.setdefault(change.day.year, False)
        if change.worked is not None:
            line = DayOff(day=change.day, reason=change.reason, decision=decision, confirmed=change.confirmed)
            self._now[change.day] = change.worked, line
        elif change.day in self._shipped:
            self._now[change.day] = self._shipped[change.day]

    def years(self) -> list[YearCalendar]:
        return [
            YearCalendar(
                year=year,
                confirmed=sure,
                off=self._days(year, worked=False),
                work=self._days(year, worked=True),
            )
            for year, sure in sorted(self._confirmed.items())
        ]

    def _days(self, year: int, *, worked: bool) -> tuple[DayOff, ...]:
        return tuple(
            line for day, (works, line) in sorted(self._now.items()) if works is worked and day.year == year
        )


def check_day(change: DayChange, calendar: Calendar) -> None:
    """Refuse what cannot be said of a day in ``calendar``.

    Raises:
        BadInput: outside the years of a calendar, a make-up day on a weekday that is worked
            anyway, or no reason; ``field`` names which.
    """
    day = change.day
    if day.year not in YEARS:
        raise BadInput(
            _("{day} lies outside the years {first} to {last}; check the date.").format(
                day=short_date(day), first=YEARS[0], last=YEARS[-1]
            ),
            "date",
        )
    if change.worked and day.weekday() < 5 and calendar.is_working_day(day) and not calendar.special(day):
        raise BadInput(
            _(
                "{day} is a {weekday} and worked anyway; a make-up day is a day of rest. Check the date."
            ).format(day=short_date(day), weekday=weekday_words(day)),
            "date",
        )
    if change.worked is not None and not change.reason:
        raise BadInput(
            _("{day} needs a reason in words, like “làm bù ngày 31/8”.").format(day=short_date(day)), "reason"
        )


def cleaned(change: CalendarChanged) -> CalendarChanged:
    """``change`` with its texts as they are kept: one line, composed, no odd spaces.

    Raises:
        BadInput: a text is too long or cannot be printed.
    """
    days = tuple(replace(one, reason=clean_text(one.reason, WORDS_LIMIT, "reason")) for one in change.days)
    return replace(change, decision=clean_text(change.decision, WORDS_LIMIT, "decision"), days=days)


def check_changes(changes: Sequence[CalendarChanged], calendar: Calendar) -> None:
    """Refuse changes that cannot be made to ``calendar``; each is one decision.

    Raises:
        BadInput: no decision, a day named twice, years outside the
            calendar, opening hours that are none, or what :func:`check_day` refuses.
    """
    seen: set[date] = set()
    for change in changes:
        if not change.decision:
            raise BadInput(
                _("Give the number of the decision, like “QĐ 125/QĐ-UBND”; it stays with the change."),
                "decision",
            )
        for day in change.days:
            refuse_twice(day.day, seen)
            check_day(day, calendar)
        for year in change.confirmed_years:
            if year not in YEARS:
                raise BadInput(
                    _("There is no calendar of the year {year}; check it.").format(year=year), "year"
                )
        if change.sessions:
            check_sessions(change.sessions)


def refuse_twice(day: date, seen: set[date]) -> None:
    """Refuse ``day`` where it was ``seen`` before, else remember it.

    Raises:
        BadInput: a day named twice, which may be both off and worked.
    """
    if day in seen:
        raise BadInput(
            _("{day} is named more than once; a day is either off or worked. Leave one line for it.").format(
                day=short_date(day)
            ),
            "date",
        )
    seen.add(day)


def check_sessions(sessions: tuple[str, ...]) -> None:
    """Refuse opening hours that are none.

    Raises:
        BadInput: not seven days, hours that overlap, a working weekday without any.
    """
    try:
        parse_sessions(sessions)
    except BadFile as error:
        raise BadInput(str(error), "sessions") from error


def news(
    before: Calendar, after: Calendar, changes: Iterable[CalendarChanged]
) -> tuple[CalendarChanged, ...]:
    """``changes`` without what the calendar ``before`` them says already; ``after`` is the one with them."""
    new = {one.day for one in differences(before, after, changes)}
    kept = []
    for change in changes:
        left = replace(
            change,
            days=tuple(one for one in change.days if one.day in new),
            sessions=change.sessions if before.sessions != after.sessions else (),
            confirmed_years=tuple(one for one in change.confirmed_years if not before.is_final(one)),
        )
        if left.days or left.sessions or left.confirmed_years:
            kept.append(left)
    return tuple(kept)


def differences(
    before: Calendar, after: Calendar, changes: Iterable[CalendarChanged]
) -> tuple[DayDifference, ...]:
    """What ``changes`` make of the days that they name, in the order of the days, where they differ."""
    days = sorted({one.day for change in changes for one in change.days})
    found = (
        DayDifference(
            day=day,
            before=before.special(day),
            after=after.special(day),
            worked_before=before.is_working_day(day),
            worked=after.is_working_day(day),
        )
        for day in days
    )
    return tuple(one for one in found if one.before != one.after)
