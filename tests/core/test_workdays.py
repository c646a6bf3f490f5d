"""Which days are worked, when the desk is open, and what a calendar file may not say."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counter_app.core.times import VIETNAM
from counter_app.core.workdays import Calendar, DayOff, YearCalendar, parse_sessions, parse_year
from counter_app.errors import BadFile
from tests.core.desk_calendar import OPEN_SATURDAY, USUAL, calendar, moment

MORNING = (time(7, 30), time(11, 30))
AFTERNOON = (time(13, 30), time(17))

YEAR = """
year = 2026
confirmed = true
[[off]]
date = 2026-11-24
reason = " Ngày Văn hóa Việt Nam "
decision = "Nghị quyết 28/2026/QH16"
[[off]]
date = 2026-01-02
reason = "hoán đổi"
confirmed = false
[[work]]
date = 2026-08-22
reason = "làm bù ngày 31/8"
"""


def test_a_year_is_read_with_its_days():
    year = parse_year(YEAR)
    assert (year.year, year.confirmed) == (2026, True)
    assert year.off == (
        DayOff(
            day=date(2026, 11, 24),
            reason="Ngày Văn hóa Việt Nam",
            decision="Nghị quyết 28/2026/QH16",
            confirmed=True,
        ),
        DayOff(day=date(2026, 1, 2), reason="hoán đổi", confirmed=False),
    )
    assert year.work == (DayOff(day=date(2026, 8, 22), reason="làm bù ngày 31/8"),)


def test_a_day_takes_over_whether_its_year_is_final():
    year = parse_year('year = 2027\n[[off]]\ndate = 2027-09-03\nreason = "Quốc khánh"')
    assert not year.confirmed
    assert not year.off[0].confirmed


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year = ", "TOML"),
        ("confirmed = true", "names no year"),
        ("year = 1999", "names no year"),
        ("year = true", "names no year"),
        ('year = 2026\nconfirmed = "yes"', "true or false"),
        ("year = 2026\noff = 3", "[[off]]"),
        ("year = 2026\nwork = [1]", "[[work]]"),
        ('year = 2026\n[[off]]\ndate = 2025-11-24\nreason = "x"', "2025-11-24"),
        ('year = 2026\n[[off]]\ndate = "24/11"\nreason = "x"', "24/11"),
        ('year = 2026\n[[off]]\ndate = 2026-11-24T10:00:00\nreason = "x"', "no date"),
        ("year = 2026\n[[off]]\ndate = 2026-11-24", "24/11/2026 (off) needs a reason"),
        ('year = 2026\n[[off]]\ndate = 2026-11-24\nreason = " "', "24/11/2026 (off) needs a reason"),
        ('year = 2026\n[[off]]\ndate = 2026-11-24\nreason = "x"\ndecision = 3', "24/11/2026"),
        ('year = 2026\n[[off]]\ndate = 2026-11-24\nreason = "x"\nconfirmed = 1', "24/11/2026"),
        (YEAR + '[[off]]\ndate = 2026-11-24\nreason = "x"', "24/11/2026 more than once"),
        (YEAR + '[[off]]\ndate = 2026-08-22\nreason = "x"', "22/08/2026 more than once"),
        (
            YEAR + '[[work]]\ndate = 2026-08-24\nreason = "x"',
            "24/08/2026 as a make-up day, but it is a Monday",
        ),
    ],
)
def test_a_wrong_calendar_is_refused_with_the_place(text, said):
    with pytest.raises(BadFile) as refusal:
        parse_year(text)
    assert said in str(refusal.value)


def test_sessions_are_read():
    sessions = parse_sessions(OPEN_SATURDAY)
    assert sessions.week[0] == (MORNING, AFTERNOON)
    assert sessions.week[5:] == (((time(7, 30), time(11)),), ())


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (USUAL[:6], "seven days"),
        (("", *USUAL[1:]), "Monday to Friday"),
        (("7:30-11:30", *USUAL[1:]), "7:30-11:30"),
        (("07:30", *USUAL[1:]), "no opening hours"),
        (("24:00-25:00", *USUAL[1:]), "no opening hours"),
        (("11:30-07:30", *USUAL[1:]), "no opening hours"),
        (("08:00-08:00", *USUAL[1:]), "no opening hours"),
        (("13:30-17:00 07:30-11:30", *USUAL[1:]), "no opening hours"),
        (("07:30-11:30 11:30-17:00", *USUAL[1:]), "no opening hours"),
        (("٠٧:٣٠-١١:٣٠", *USUAL[1:]), "no opening hours"),
    ],
)
def test_wrong_hours_are_refused(hours, said):
    with pytest.raises(BadFile) as refusal:
        parse_sessions(hours)
    assert said in str(refusal.value)


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-11-23", ""),
        ("2026-11-24", "Ngày Văn hóa Việt Nam"),
        ("2026-11-28", "thứ Bảy"),
        ("2026-11-29", "Chủ nhật"),
        ("2026-08-22", ""),
        ("2027-02-05", "Tết Nguyên đán"),
        ("2030-01-01", ""),
        ("2030-01-05", "thứ Bảy"),
    ],
)
def test_why_a_day_is_closed(day, why):
    answer = calendar()
    assert answer.why_closed(date.fromisoformat(day)) == why
    assert answer.is_working_day(date.fromisoformat(day)) is (not why)


def test_a_make_up_saturday_is_worked_like_a_monday():
    make_up = date(2026, 8, 22)
    for hours in (USUAL, OPEN_SATURDAY):
        assert calendar(hours).sessions_on(make_up) == (MORNING, AFTERNOON)
        assert calendar(hours).reception_sessions_on(make_up) == (MORNING, AFTERNOON)


def test_a_saturday_that_receives_is_no_working_day():
    saturday = date(2026, 11, 28)
    answer = calendar(OPEN_SATURDAY)
    assert not answer.is_working_day(saturday)
    assert answer.sessions_on(saturday) == ()
    assert answer.reception_sessions_on(saturday) == ((time(7, 30), time(11)),)


def test_a_holiday_on_a_saturday_closes_its_reception():
    tet = YearCalendar(
        year=2027, confirmed=True, off=(DayOff(day=date(2027, 2, 6), reason="Tết Nguyên đán"),)
    )
    answer = Calendar([tet], parse_sessions(OPEN_SATURDAY))
    assert answer.reception_sessions_on(date(2027, 2, 6)) == ()
    assert answer.why_closed(date(2027, 2, 6)) == "Tết Nguyên đán"


def test_the_later_calendar_of_a_year_holds():
    first = YearCalendar(year=2026, confirmed=False, off=(DayOff(day=date(2026, 11, 23), reason="thử"),))
    second = YearCalendar(year=2026, confirmed=True)
    answer = Calendar([first, second], parse_sessions(USUAL))
    assert answer.is_working_day(date(2026, 11, 23))
    assert answer.is_confirmed(date(2026, 11, 23))


@pytest.mark.parametrize(
    ("day", "sure"),
    [
        ("2026-11-23", True),
        ("2026-11-24", True),
        ("2027-01-01", True),
        ("2027-01-04", False),
        ("2027-02-05", False),
        ("2028-01-03", False),
    ],
)
def test_what_is_final(day, sure):
    assert calendar().is_confirmed(date.fromisoformat(day)) is sure


@pytest.mark.parametrize(
    ("asked", "opens"),
    [
        ("2026-11-23T09:00:01", "2026-11-23T09:00:01"),
        ("2026-11-23T07:30", "2026-11-23T07:30"),
        ("2026-11-23T11:30", "2026-11-23T11:30"),
        ("2026-11-23T11:30:01", "2026-11-23T13:30"),
        ("2026-11-23T05:00", "2026-11-23T07:30"),
        ("2026-11-23T17:00", "2026-11-23T17:00"),
        ("2026-11-23T17:00:01", "2026-11-25T07:30"),
        ("2026-11-27T17:01", "2026-11-28T07:30"),
        ("2026-11-28T11:00:01", "2026-11-30T07:30"),
    ],
)
def test_the_next_opening(asked, opens):
    assert calendar(OPEN_SATURDAY).next_opening(moment(asked)) == moment(opens)


def test_the_next_working_opening_passes_over_a_saturday_that_only_receives():
    answer = calendar(OPEN_SATURDAY)
    assert answer.next_working_opening(moment("2026-11-28T09:00")) == moment("2026-11-30T07:30")
    assert answer.next_working_opening(moment("2026-08-22T09:00")) == moment("2026-08-22T09:00")


def test_an_opening_is_told_on_the_vietnamese_clock():
    utc = datetime.fromisoformat("2026-11-23T02:00:00+00:00")
    opening = calendar().next_opening(utc)
    assert opening.isoformat() == "2026-11-23T09:00:00+07:00"
    assert opening.tzinfo == VIETNAM


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        ("2026-11-23", "2026-11-23", 0),
        ("2026-11-23", "2026-11-24", 0),
        ("2026-11-23", "2026-11-27", 3),
        ("2026-11-27", "2026-11-23", -3),
        ("2026-08-21", "2026-08-24", 2),
    ],
)
def test_working_days_between(first, last, days):
    assert calendar().working_days_between(date.fromisoformat(first), date.fromisoformat(last)) == days


@pytest.mark.parametrize(
    ("day", "within", "closure"),
    [
        ("2026-11-23", 3, (date(2026, 11, 24), "Ngày Văn hóa Việt Nam")),
        ("2026-11-20", 3, (date(2026, 11, 24), "Ngày Văn hóa Việt Nam")),
        ("2026-11-20", 1, None),
        ("2026-11-19", 2, None),
        ("2026-11-24", 3, None),
        ("2026-11-20", 0, None),
    ],
)
def test_the_next_closure(day, within, closure):
    assert calendar().next_closure(date.fromisoformat(day), within) == closure


DAYS = st.dates(date(2025, 1, 1), date(2028, 12, 31))


@settings(deadline=None)
@given(day=DAYS, n=st.integers(0, 60))
def test_adding_working_days_and_counting_them_agree(day, n):
    answer = calendar()
    later = answer.add_working_days(day, n)
    assert answer.working_days_between(day, later) == n
    assert answer.working_days_between(later, day) == -n
    assert n == 0 or answer.is_working_day(later)


@settings(deadline=None)
@given(day=DAYS)
def test_every_day_is_worked_or_has_a_reason(day):
    answer = calendar()
    state = answer.state(day)
    assert state.worked is answer.is_working_day(day)
    assert state.worked or state.reason == answer.why_closed(day) != ""
    assert bool(answer.sessions_on(day)) is state.worked


@settings(deadline=None)
@given(at=st.datetimes(datetime(2025, 1, 1), datetime(2028, 12, 31)))  # noqa: DTZ001 - made aware below
def test_an_opening_is_inside_a_session_and_not_earlier(at):
    at = at.replace(tzinfo=VIETNAM, microsecond=0)
    answer = calendar(OPEN_SATURDAY)
    opening = answer.next_opening(at)
    assert opening >= at
    assert any(start <= opening.time() <= end for start, end in answer.reception_sessions_on(opening.date()))
    assert answer.next_opening(opening) == opening
    assert answer.next_opening(at + timedelta(seconds=1)) >= opening
