"""Promised dates against a slow counter that was written without looking at the fast one.

python -m bench.campaign_dates --count 1000000

Half of the deadlines fall into the shipped calendar, the others into invented ones with
holidays, make-up Saturdays and opening hours that no office would dare. The slow counter
knows nothing but lists of open seconds and a walk from one day to the next. Each dossier
then waits, goes on or begins anew, or is extended, and its units have their dates.
"""

import argparse
import random
import sys
import time as clock
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from counter_app.assets import asset
from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.office_calendar import overlay
from counter_app.core.promise import Cutoffs, DeadlineKind, DeadlineRule, Promise, promise
from counter_app.core.times import VIETNAM
from counter_app.core.workdays import Calendar, DayOff, YearCalendar, parse_sessions, parse_year

FIRST, LAST = date(2024, 1, 1), date(2028, 12, 31)
#: Deadlines reach beyond the last day of reception.
HORIZON = date(2031, 12, 31)
BATCH = 500
USUAL_HOURS = (*("07:30-11:30 13:30-17:00",) * 5, "", "")
DAY = 86_400


@dataclass(frozen=True)
class Case:
    """One deadline: what was asked of the fast counter."""

    rule: DeadlineRule
    received_at: datetime
    cutoffs: Cutoffs


@dataclass(frozen=True)
class Office:
    """Calendar and hours, once for the fast counter and once as bare numbers for the slow one."""

    calendar: Calendar
    worked: frozenset[int]
    uncertain: frozenset[int]
    work_spans: list[tuple[int, int]]
    open_spans: list[tuple[int, int]]
    work_ends: list[int]
    open_ends: list[int]


@dataclass(frozen=True)
class Result:
    """How many deadlines were compared, and in words where the two counters differ."""

    compared: int
    differences: list[str]


def make_office(years: list[YearCalendar], hours: tuple[str, ...], *, by_decisions: bool = False) -> Office:
    """An office seen twice: as the program sees it, and as spans of seconds since day nought."""
    off = {one.day: one.confirmed for year in years for one in year.off}
    extra = {one.day: one.confirmed for year in years for one in year.work}
    sure = {year.year: year.confirmed for year in years}
    worked, uncertain = set(), set()
    work_spans: list[tuple[int, int]] = []
    open_spans: list[tuple[int, int]] = []
    day = FIRST - timedelta(days=200)  # the dates of stages are counted back
    while day <= HORIZON:
        number, weekend = day.toordinal(), day.isoweekday() > 5
        works = day in extra or not (weekend or day in off)
        if works:
            worked.add(number)
        if not {**off, **extra}.get(day, sure.get(day.year, False)):
            uncertain.add(number)
        text = hours[0] if works and weekend else hours[day.isoweekday() - 1]
        spans = [tuple(map(_second, word.split("-"))) for word in text.split()]
        here = [(number * DAY + start, number * DAY + end) for start, end in spans]
        if works:
            work_spans += here
        if works or day not in off:
            open_spans += here
        day += timedelta(days=1)
    return Office(
        _by_decisions(years, hours) if by_decisions else Calendar(years, parse_sessions(hours)),
        frozenset(worked),
        frozenset(uncertain),
        work_spans,
        open_spans,
        [end for _start, end in work_spans],
        [end for _start, end in open_spans],
    )


def _by_decisions(years: list[YearCalendar], hours: tuple[str, ...]) -> Calendar:
    """The same calendar as an office makes it: nothing is shipped, and every year is decided by itself."""
    changes = [
        CalendarChanged(
            decision=f"QĐ {year.year}",
            confirmed_years=(year.year,) if year.confirmed else (),
            days=tuple(
                DayChange(day=one.day, worked=worked, reason=one.reason, confirmed=one.confirmed)
                for worked, days in ((False, year.off), (True, year.work))
                for one in days
            ),
        )
        for year in years
    ]
    return overlay((), USUAL_HOURS, [*changes, CalendarChanged(decision="QĐ giờ", sessions=hours)])


def _second(text: str) -> int:
    hours, minutes = text.split(":")
    return int(hours) * 3600 + int(minutes) * 60


def shipped_office() -> Office:
    """The shipped calendars with the usual hours."""
    years = [
        parse_year(path.read_text(encoding="utf-8")) for path in sorted(asset("calendar").glob("*.toml"))
    ]
    return make_office(years, USUAL_HOURS)


def invented_office(dice: random.Random) -> Office:
    """Holidays and make-up days at random, hours of one to three sessions, perhaps an open weekend."""
    years = []
    for year in range(FIRST.year, dice.randint(FIRST.year, LAST.year + 1)):
        days = [date(year, 1, 1) + timedelta(days=dice.randrange(365)) for _one in range(dice.randint(0, 30))]
        start = dice.choice(days) if days else date(year, 2, 1)
        days += [start + timedelta(days=n) for n in range(dice.choice((0, 5, 9, 14)))]
        work = {day for day in days if day.weekday() >= 5 and dice.random() < 0.4}
        off = {day for day in days if day.year == year} - work
        years.append(
            YearCalendar(
                year=year,
                confirmed=dice.random() < 0.7,
                off=tuple(
                    DayOff(day=day, reason="nghỉ", confirmed=dice.random() < 0.8) for day in sorted(off)
                ),
                work=tuple(
                    DayOff(day=day, reason="làm bù", confirmed=dice.random() < 0.8) for day in sorted(work)
                ),
            )
        )
    usual = _hours(dice)
    week = [_hours(dice) if dice.random() < 0.2 else usual for _one in range(5)]
    week += [_hours(dice) if dice.random() < 0.3 else "" for _one in range(2)]
    return make_office(years, tuple(week), by_decisions=dice.random() < 0.5)


def _hours(dice: random.Random) -> str:
    marks = sorted(dice.sample(range(6 * 4, 20 * 4), 2 * dice.choice((1, 2, 2, 2, 3))))
    words = [f"{mark // 4:02d}:{mark % 4 * 15:02d}" for mark in marks]
    return " ".join(f"{start}-{end}" for start, end in zip(words[::2], words[1::2], strict=True))


def random_case(dice: random.Random, office: Office) -> Case:
    """A deadline received at any second; the hours of the law and the edges of sessions come up often."""
    kind = dice.choice(list(DeadlineKind))
    numbered = kind not in (DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE)
    until = dice.choice((time(15), time(15), time(dice.randrange(24), dice.choice((0, 30)))))
    day = FIRST + timedelta(days=dice.randrange((LAST - FIRST).days + 1))
    edges = [second % DAY for span in office.open_spans[:5] for second in span]
    second = dice.choice((dice.randrange(DAY), dice.choice(edges), _of_day(until))) + dice.choice(
        (0, 0, 0, 1, -1)
    )
    due_hour = dice.choice(("reception", "reception", "closing", "16:00", "12:00", "05:00", "23:00"))
    return Case(
        DeadlineRule(kind, dice.choice((1, 2, 3, 5, 10, 15, 22, dice.randint(1, 90))) if numbered else 0),
        moment(day.toordinal() * DAY + second),
        Cutoffs(until, time(15), due_hour),
    )


def slow_span(case: Case, office: Office) -> tuple[int, int]:
    """(counted from, due) in seconds since day nought."""
    received = absolute(case.received_at)
    start = next_open(received, office.open_spans, office.open_ends)
    return start, slow_due(case, office, received, start)


def slow_promise(case: Case, office: Office) -> tuple[datetime, datetime, int, bool]:
    """(counted from, due, working days, provisional) by walking from day to day."""
    received = absolute(case.received_at)
    start, due = slow_span(case, office)
    first, last = start // DAY, due // DAY
    between = [number for number in range(first + 1, last + 1) if number in office.worked]
    doubtful = any(number in office.uncertain for number in range(received // DAY, last + 1))
    return moment(start), moment(due), len(between), doubtful


def slow_due(case: Case, office: Office, received: int, start: int) -> int:
    """The second at which a deadline ends that began at ``start``."""
    kind, n = case.rule.kind, case.rule.n
    if kind is DeadlineKind.IMMEDIATE:
        return start
    if kind is DeadlineKind.HOURS:
        return next_open(start + n * 3600, office.work_spans, office.work_ends)
    if kind is DeadlineKind.WORKING_HOURS:
        return after_working_seconds(n * 3600, start, office)
    number = (received if kind is DeadlineKind.SAME_DAY else start) // DAY
    if kind is DeadlineKind.SAME_DAY:
        limit = _of_day(case.cutoffs.same_day_until)
        today = number in office.worked and received % DAY <= limit and start // DAY == number
        while not today:
            number += 1
            today = number in office.worked
        return spans_of(number, office)[-1][1]
    counted = 0
    while counted < n or number not in office.worked:
        number += 1
        if kind is DeadlineKind.DAYS or number in office.worked:
            counted += 1
    return _due_second(case.cutoffs.due_hour, number, start, office)


def after_working_seconds(left: int, start: int, office: Office) -> int:
    """The second at which ``left`` open seconds after ``start`` have passed."""
    for opens, end in office.work_spans[bisect_left(office.work_ends, start) :]:
        begin = max(opens, start)
        if end - begin >= left:
            return begin + left
        left -= end - begin
    raise LookupError("the list of open seconds is too short")


def _due_second(due_hour: str, number: int, start: int, office: Office) -> int:
    if due_hour == "closing":
        return spans_of(number, office)[-1][1]
    second = start % DAY if due_hour == "reception" else _second(due_hour)
    return into_spans(number * DAY + second, office)


def into_spans(wanted: int, office: Office) -> int:
    """The second ``wanted`` of a working day, moved into its sessions: onwards, else back to the closing."""
    spans = spans_of(wanted // DAY, office)
    inside = [wanted for begin, end in spans if begin <= wanted <= end]
    later = [begin for begin, _end in spans if begin > wanted]
    return (inside + later + [spans[-1][1]])[0]


def spans_of(number: int, office: Office) -> list[tuple[int, int]]:
    """The sessions of a working day."""
    place = bisect_left(office.work_ends, number * DAY)
    spans = office.work_spans[place : place + 4]
    return [(begin, end) for begin, end in spans if begin // DAY == number]


def next_open(second: int, spans: list[tuple[int, int]], ends: list[int]) -> int:
    """``second``, or the first open second after it."""
    return max(second, spans[bisect_left(ends, second)][0])


def absolute(at: datetime) -> int:
    """Seconds since day nought."""
    return at.toordinal() * DAY + _of_day(at.time())


def _of_day(at: time) -> int:
    return at.hour * 3600 + at.minute * 60 + at.second


def moment(second: int) -> datetime:
    """The moment of a second since day nought."""
    day = datetime.fromordinal(second // DAY).replace(tzinfo=VIETNAM)
    return day + timedelta(seconds=second % DAY)


def difference(case: Case, office: Office) -> str:
    """Where the two counters differ or the ladder does not hold together; empty where all is well."""
    fast = promise(case.rule, case.received_at, office.calendar, case.cutoffs)
    slow = slow_promise(case, office)
    seen = (fast.counted_from, fast.due_at, fast.working_days, fast.provisional)
    if seen != slow:
        return f"{case}: {seen} and not {slow}"
    spans = office.open_spans if case.rule.kind is DeadlineKind.IMMEDIATE else office.work_spans
    due = absolute(fast.due_at)
    if not any(begin <= due <= end for begin, end in spans[max(0, bisect_left(spans, (due, 0)) - 1) :][:2]):
        return f"{case}: due outside every session at {fast.due_at}"
    broken = _broken_ladder(fast)
    return f"{case}: {broken}" if broken else ""


def _broken_ladder(fast: Promise) -> str:
    days = [step.day for step in fast.ladder]
    whole = [days[0] + timedelta(days=n) for n in range(len(days))]
    if days != whole or days[0] != fast.received_at.date() or days[-1] != fast.due_at.date():
        return "the ladder does not lead from the reception to the due day"
    numbers = [step.number for step in fast.ladder if step.counts]
    if numbers != list(range(1, len(numbers) + 1)):
        return "the counted days are not numbered one by one"
    if any(step.number for step in fast.ladder if not step.counts) or fast.ladder[-1].kind != "due":
        return "a step is marked wrongly"
    return ""


def run(count: int, seed: int = 1, progress: Callable[[int], None] | None = None) -> Result:
    """Compare ``count`` random deadlines; ``progress`` hears after each batch how many are done."""
    from bench.campaign_lives import life_difference

    dice = random.Random(seed)
    shipped = shipped_office()
    differences: list[str] = []
    for start in range(0, count, BATCH):
        office = shipped if start // BATCH % 2 == 0 else invented_office(dice)
        for _one in range(min(BATCH, count - start)):
            case = random_case(dice, office)
            found = difference(case, office) or life_difference(case, office, dice)
            if found:
                differences.append(found)
        if progress is not None:
            progress(min(start + BATCH, count))
    return Result(count, differences)


def main() -> int:
    """Run the campaign from the command line; 1 where anything differs."""
    parser = argparse.ArgumentParser(prog="campaign_dates", description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=1_000_000, help="deadlines to compare")
    parser.add_argument("--seed", type=int, default=1, help="start of the dice")
    options = parser.parse_args()
    began = clock.monotonic()

    def progress(done: int) -> None:
        if done % (BATCH * 40) == 0 or done == options.count:
            rate = done / (clock.monotonic() - began)
            print(
                f"{done:,} of {options.count:,} deadlines, {rate:,.0f} a second", file=sys.stderr, flush=True
            )

    result = run(options.count, options.seed, progress)
    for one in result.differences[:20]:
        print(one)
    print(f"{result.compared:,} deadlines, {len(result.differences):,} differences, seed {options.seed}")
    return 1 if result.differences else 0


if __name__ == "__main__":
    sys.exit(main())
