"""The calendar of the office: which days are worked, when the desk is open, what is still provisional.

Working days and opening sessions are two things. A Saturday on which the desk receives
dossiers (QĐ 14/2010/QĐ-TTg) is open, and still no working day for deadlines; a
make-up Saturday (ngày làm bù) is a working day like any other.
"""

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from counter_app.core.times import in_vietnam
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date, weekday_name, weekday_words

#: Opening and closing time; both belong to the session.
Session = tuple[time, time]

#: Years a calendar may be written for; the numbers of dossiers carry two digits of the year.
YEARS = range(2000, 2100)

_ONE_DAY = timedelta(days=1)
_SESSION = re.compile(r"((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOff:
    """A day whose state differs from that of its weekday: a holiday, or a make-up working day.

    ``reason`` are Vietnamese words of the law's data ("Giỗ Tổ Hùng Vương", "làm bù ngày
    31/8"); ``decision`` names the text that orders it, empty where it is not known.
    """

    day: date
    reason: str
    decision: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class YearCalendar:
    """Days off and make-up days of one year; ``confirmed`` False means that the plan is not final."""

    year: int
    confirmed: bool
    off: tuple[DayOff, ...] = ()
    work: tuple[DayOff, ...] = ()


@dataclass(frozen=True, slots=True)
class DayState:
    """What the calendar knows of one day.

    ``kind`` is "weekend", "holiday", "provisional_holiday" or "make_up", empty for an
    ordinary working day; ``reason`` are its Vietnamese words, empty for that too.
    """

    worked: bool
    kind: str
    reason: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Sessions:
    """The hours in which the desk is open (buổi làm việc), Monday to Sunday, in the order of the day."""

    week: tuple[tuple[Session, ...], ...]


def parse_year(text: str) -> YearCalendar:
    """The calendar of one year, written as TOML with ``[[off]]`` and ``[[work]]`` tables.

    Raises:
        BadFile: not TOML, or a line without meaning; the sentence names the day.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(
            _("The calendar is not a TOML file ({reason}). Mend it.").format(reason=error)
        ) from error
    year, confirmed = table.get("year"), table.get("confirmed", False)
    if type(year) is not int or year not in YEARS:
        raise BadFile(_("The calendar names no year. Write one, like: year = 2026."))
    if type(confirmed) is not bool:
        raise BadFile(_("In the calendar of {year}, “confirmed” is true or false.").format(year=year))
    calendar = YearCalendar(
        year=year,
        confirmed=confirmed,
        off=_days(table, "off", year, confirmed),
        work=_days(table, "work", year, confirmed),
    )
    _refuse_contradictions(calendar)
    return calendar


def _days(table: Mapping[str, Any], kind: str, year: int, confirmed: bool) -> tuple[DayOff, ...]:
    entries = table.get(kind, [])
    if not (isinstance(entries, list) and all(isinstance(one, dict) for one in entries)):
        raise BadFile(
            _("In the calendar of {year}, each day stands under its own [[{kind}]].").format(
                year=year, kind=kind
            )
        )
    return tuple(_day(entry, kind, year, confirmed) for entry in entries)


def _day(entry: Mapping[str, Any], kind: str, year: int, confirmed: bool) -> DayOff:
    day = entry.get("date")
    if type(day) is not date or day.year != year:
        raise BadFile(
            _(
                "In the calendar of {year}, “{value}” is no date of that year. Write it like {year}-11-24."
            ).format(year=year, value=day)
        )
    reason, decision = entry.get("reason"), entry.get("decision", "")
    own = entry.get("confirmed", confirmed)
    words = isinstance(reason, str) and reason.strip() and isinstance(decision, str)
    if not (words and type(own) is bool):
        raise BadFile(
            _(
                "In the calendar, {day} ({kind}) needs a reason in words, and “confirmed” true or false."
            ).format(day=short_date(day), kind=kind)
        )
    return DayOff(day=day, reason=str(reason).strip(), decision=str(decision).strip(), confirmed=own)


def _refuse_contradictions(calendar: YearCalendar) -> None:
    seen: set[date] = set()
    for one in (*calendar.off, *calendar.work):
        if one.day in seen:
            raise BadFile(
                _("The calendar names {day} more than once. Leave one line for each day.").format(
                    day=short_date(one.day)
                )
            )
        seen.add(one.day)
    for one in calendar.work:
        if one.day.weekday() < 5:
            raise BadFile(
                _("The calendar names {day} as a make-up day, but it is a {weekday}. Check the date.").format(
                    day=short_date(one.day), weekday=weekday_words(one.day)
                )
            )


def parse_sessions(words: tuple[str, ...]) -> Sessions:
    """Opening hours from seven texts, Monday to Sunday, like "07:30-11:30 13:30-17:00"; "" is closed.

    Raises:
        BadFile: not seven texts, hours that are none or overlap, or a weekday without any:
            a working day needs an hour at which a result can be handed over.
    """
    if len(words) != 7:
        raise BadFile(_("Give the opening hours of seven days, Monday to Sunday; leave a closed day empty."))
    week = tuple(_day_sessions(text) for text in words)
    if not all(week[:5]):
        raise BadFile(_("Give opening hours for every day from Monday to Friday; these are working days."))
    return Sessions(week)


def _day_sessions(text: str) -> tuple[Session, ...]:
    sessions: list[Session] = []
    for word in text.split():
        match = _SESSION.fullmatch(word)
        start, end = map(time.fromisoformat, match.groups()) if match else (time.max, time.min)
        if start >= end or (sessions and start <= sessions[-1][1]):
            raise BadFile(
                _("“{text}” are no opening hours. Write them like 07:30-11:30 13:30-17:00.").format(text=text)
            )
        sessions.append((start, end))
    return tuple(sessions)


class Calendar:
    """Answers about days; pure, made once. Of two calendars for one year the later one holds."""

    def __init__(self, years: Iterable[YearCalendar], sessions: Sessions) -> None:
        self._years = {one.year: one for one in years}
        self._off = {one.day: one for year in self._years.values() for one in year.off}
        self._work = {one.day: one for year in self._years.values() for one in year.work}
        self._worked = frozenset(self._work)
        self._closed = frozenset(self._off)
        self.sessions = sessions
        self._week = sessions.week
        self._states: dict[date, DayState] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether ``day`` counts for deadlines in working days (ngày làm việc).

        Weekly rest is Saturday and Sunday (QĐ 188/1999/QĐ-TTg), holidays and swapped days
        are data of the year (Bộ luật Lao động 2019, art. 111-112). Where there is no
        calendar of the year, Monday to Friday are taken as worked.
        """
        return day in self._worked or (day.weekday() < 5 and day not in self._closed)

    def state(self, day: date) -> DayState:
        """Everything known of ``day``; kept after the first question, as ladders ask for the same days."""
        state = self._states.get(day)
        if state is None:
            state = self._states[day] = self._look_up(day)
        return state

    def _look_up(self, day: date) -> DayState:
        worked = self.is_working_day(day)
        special = self.special(day)
        if special is None:
            year = self._years.get(day.year)
            kind, reason = ("", "") if worked else ("weekend", weekday_name(day))
            return DayState(worked, kind, reason, year is not None and year.confirmed)
        off = "holiday" if special.confirmed else "provisional_holiday"
        return DayState(worked, "make_up" if worked else off, special.reason, special.confirmed)

    def special(self, day: date) -> DayOff | None:
        """The line that makes ``day`` unlike its weekday; None where it is like any other."""
        return self._work.get(day) or self._off.get(day)

    def why_closed(self, day: date) -> str:
        """Vietnamese words for why ``day`` is not worked: a holiday's name or the weekday; "" if it is."""
        state = self.state(day)
        return "" if state.worked else state.reason

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """Sessions of a working day, in which results are promised; none on any other day.

        A make-up day (Saturday or Sunday) is worked like the Monday to Friday it stands for.
        """
        if not self.is_working_day(day):
            return ()
        weekday = day.weekday()
        return self._week[weekday if weekday < 5 else 0]

    def reception_sessions_on(self, day: date) -> tuple[Session, ...]:
        """Sessions in which the desk receives; on a Saturday that may be without its being a working day."""
        if self.is_working_day(day):
            return self.sessions_on(day)
        return () if day in self._closed else self._week[day.weekday()]

    def next_working_day(self, day: date) -> date:
        """The first working day strictly after ``day``."""
        day += _ONE_DAY
        while not self.is_working_day(day):
            day += _ONE_DAY
        return day

    def add_working_days(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day``, which itself is not counted (Civil Code 2015, art. 147)."""
        for _one in range(n):
            day = self.next_working_day(day)
        return day

    def subtract_working_days(self, day: date, n: int) -> date:
        """The ``n``-th working day before ``day``, which itself is not counted."""
        for _one in range(n):
            day -= _ONE_DAY
            while not self.is_working_day(day):
                day -= _ONE_DAY
        return day

    def working_time_between(self, first: datetime, last: datetime) -> timedelta:
        """The time of the sessions of working days between two moments; nothing where ``last`` is earlier."""
        total = timedelta(0)
        day = first.date()
        while day <= last.date():
            for start, end in self.sessions_on(day):
                begin = max(first, datetime.combine(day, start, first.tzinfo))
                total += max(timedelta(0), min(last, datetime.combine(day, end, first.tzinfo)) - begin)
            day += _ONE_DAY
        return total

    def is_final(self, year: int) -> bool:
        """Whether the calendar of ``year`` is there and final, with every line in it."""
        known = self._years.get(year)
        return known is not None and known.confirmed and all(one.confirmed for one in known.off + known.work)

    def is_confirmed(self, day: date) -> bool:
        """Whether the state of ``day`` is final: its own line says so, else the calendar of its year."""
        return self.state(day).confirmed

    def next_opening(self, moment: datetime) -> datetime:
        """``moment`` itself inside a session in which the desk receives, else the start of the next one."""
        return _opening(moment, self.reception_sessions_on)

    def next_working_opening(self, moment: datetime) -> datetime:
        """``moment`` itself inside a session of a working day, else the start of the next one."""
        return _opening(moment, self.sessions_on)

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after ``first`` up to and with ``last``; negative where ``last`` is the earlier."""
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + timedelta(days=n) for n in range(1, (last - first).days + 1))
        return sum(map(self.is_working_day, days))

    def next_closure(self, day: date, within: int = 3) -> tuple[date, str] | None:
        """The next holiday on a weekday, with its name, before ``within`` working days have passed."""
        worked = 0
        while worked < within:
            day += _ONE_DAY
            if self.is_working_day(day):
                worked += 1
            elif day.weekday() < 5:
                return day, self.why_closed(day)
        return None


def _opening(moment: datetime, sessions_on: Callable[[date], tuple[Session, ...]]) -> datetime:
    moment = in_vietnam(moment)
    day, clock = moment.date(), moment.time()
    while True:
        for start, end in sessions_on(day):
            if clock <= end:
                return datetime.combine(day, max(start, clock), moment.tzinfo)
        day, clock = day + _ONE_DAY, time.min
