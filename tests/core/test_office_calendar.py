"""What an office decides, laid over the shipped years; and what it cannot say of a day."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.office_calendar import check_changes, check_day, cleaned, differences, news, overlay
from counter_app.core.workdays import DayOff
from counter_app.errors import BadInput
from tests.core.desk_calendar import OPEN_SATURDAY, USUAL, YEAR_2025, YEAR_2026, YEAR_2027, moment

YEARS = (YEAR_2025, YEAR_2026, YEAR_2027)
SHIPPED = overlay(YEARS, USUAL, ())

PLAIN = date(2026, 11, 26)  # a Thursday
SATURDAY = date(2026, 11, 28)
HOLIDAY = date(2026, 11, 24)
DOUBTFUL = date(2027, 2, 5)


def off(day: date, reason: str = "sửa trụ sở", *, confirmed: bool = True) -> DayChange:
    return DayChange(day=day, worked=False, reason=reason, confirmed=confirmed)


def worked(day: date, reason: str = "làm bù") -> DayChange:
    return DayChange(day=day, worked=True, reason=reason)


def back(day: date) -> DayChange:
    return DayChange(day=day, worked=None)


def decided(*days: DayChange, decision: str = "125/QĐ-UBND", **more: tuple) -> CalendarChanged:
    return CalendarChanged(decision=decision, days=days, **more)


def laid(*changes: CalendarChanged):
    return overlay(YEARS, USUAL, changes)


def test_without_a_word_of_the_office_the_shipped_years_hold():
    assert not SHIPPED.is_working_day(HOLIDAY)
    assert SHIPPED.special(PLAIN) is None
    assert SHIPPED.is_final(2026)
    assert not SHIPPED.is_final(2027)
    assert not SHIPPED.is_final(2030)


def test_a_day_off_and_a_make_up_saturday_by_decision():
    known = laid(decided(off(PLAIN), worked(SATURDAY)))
    assert not known.is_working_day(PLAIN)
    assert known.why_closed(PLAIN) == "sửa trụ sở"
    assert known.is_working_day(SATURDAY)
    assert known.sessions_on(SATURDAY) == known.sessions_on(date(2026, 11, 23))
    assert known.special(SATURDAY) == DayOff(day=SATURDAY, reason="làm bù", decision="125/QĐ-UBND")
    assert known.state(SATURDAY).kind == "make_up"


def test_a_later_word_replaces_the_earlier_and_one_taken_back_lets_the_shipped_hold():
    known = laid(decided(off(PLAIN), worked(HOLIDAY)), decided(worked(PLAIN, "vẫn làm"), decision="126"))
    assert known.is_working_day(PLAIN)
    assert known.is_working_day(HOLIDAY)
    again = laid(decided(off(PLAIN), worked(HOLIDAY)), decided(back(PLAIN), back(HOLIDAY), decision="127"))
    assert again.special(PLAIN) is None
    assert again.special(HOLIDAY) == SHIPPED.special(HOLIDAY)


def test_a_day_that_is_not_final_makes_promises_provisional():
    assert not laid(decided(off(PLAIN, confirmed=False))).is_confirmed(PLAIN)
    assert laid(decided(off(PLAIN))).is_confirmed(PLAIN)


def test_a_year_becomes_final_with_every_day_in_it():
    known = laid(decided(confirmed_years=(2027,)))
    assert known.is_final(2027)
    assert known.is_confirmed(DOUBTFUL)
    assert known.is_confirmed(date(2027, 6, 1))
    assert known.is_final(2026)
    later = laid(decided(confirmed_years=(2027,)), decided(off(date(2027, 6, 1), confirmed=False)))
    assert not later.is_final(2027)
    assert laid(decided(worked(DOUBTFUL)), decided(back(DOUBTFUL), confirmed_years=(2027,))).is_final(2027)


def test_a_year_that_was_never_shipped_can_be_decided():
    known = laid(decided(off(date(2031, 1, 1), "Tết Dương lịch"), confirmed_years=(2031,)))
    assert not known.is_working_day(date(2031, 1, 1))
    assert known.is_final(2031)
    assert not laid(decided(off(date(2031, 1, 1)))).is_final(2031)


def test_saturday_reception_counts_for_no_deadline():
    known = laid(decided(sessions=OPEN_SATURDAY))
    assert not known.is_working_day(SATURDAY)
    assert known.reception_sessions_on(SATURDAY)
    assert known.next_opening(moment("2026-11-28T08:00")) == moment("2026-11-28T08:00")
    assert known.sessions_on(SATURDAY) == ()
    closed = laid(decided(off(SATURDAY), sessions=OPEN_SATURDAY))
    assert closed.reception_sessions_on(SATURDAY) == ()
    assert laid(decided(sessions=OPEN_SATURDAY), decided(off(PLAIN))).sessions.week[5]


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        (worked(PLAIN), "date", "worked anyway"),
        (off(date(1999, 12, 31)), "date", "2000 to 2099"),
        (off(date(2100, 1, 1)), "date", "2000 to 2099"),
        (off(PLAIN, ""), "reason", "needs a reason"),
        (worked(SATURDAY, ""), "reason", "needs a reason"),
    ],
)
def test_what_cannot_be_said_of_a_day(change, field, words):
    with pytest.raises(BadInput, match=words) as refused:
        check_day(change, SHIPPED)
    assert refused.value.field == field


@pytest.mark.parametrize("change", [worked(HOLIDAY), worked(SATURDAY), back(PLAIN), off(SATURDAY)])
def test_what_can_be_said_of_a_day(change):
    check_day(change, SHIPPED)


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ((decided(off(PLAIN), decision=""),), "decision", "number of the decision"),
        ((decided(off(PLAIN), worked(PLAIN)),), "date", "either off or worked"),
        ((decided(off(PLAIN)), decided(worked(PLAIN), decision="126")), "date", "more than once"),
        ((decided(confirmed_years=(1999,)),), "year", "no calendar of the year 1999"),
        ((decided(sessions=("07:30-11:30 11:00-17:00", *USUAL[1:])),), "sessions", "no opening hours"),
        ((decided(sessions=("", *USUAL[1:])),), "sessions", "Monday to Friday"),
        ((decided(sessions=USUAL[:6]),), "sessions", "seven days"),
    ],
)
def test_what_cannot_be_decided(changes, field, words):
    with pytest.raises(BadInput, match=words) as refused:
        check_changes(changes, SHIPPED)
    assert refused.value.field == field


def test_what_can_be_decided_together():
    check_changes(
        [decided(off(PLAIN), sessions=OPEN_SATURDAY, confirmed_years=(2027,)), decided(worked(SATURDAY))],
        SHIPPED,
    )


def test_texts_are_kept_as_one_clean_line():
    change = cleaned(decided(off(PLAIN, "  sửa   trụ sở "), decision=" 125/QĐ "))
    assert (change.decision, change.days[0].reason) == ("125/QĐ", "sửa trụ sở")
    with pytest.raises(BadInput) as refused:
        cleaned(decided(off(PLAIN, "x" * 301)))
    assert refused.value.field == "reason"


def test_what_the_calendar_says_already_is_no_news():
    change = decided(off(PLAIN), back(SATURDAY), sessions=USUAL, confirmed_years=(2026, 2027))
    before, after = SHIPPED, laid(change)
    assert news(before, after, [change]) == (decided(off(PLAIN), confirmed_years=(2027,)),)
    assert news(after, after, [change]) == ()
    hours = decided(sessions=OPEN_SATURDAY)
    assert news(before, laid(hours), [hours]) == (hours,)


def test_differences_name_the_days_before_and_after():
    change = decided(worked(HOLIDAY), off(PLAIN), back(SATURDAY))
    found = differences(SHIPPED, laid(change), [change])
    assert [(one.day, one.worked_before, one.worked) for one in found] == [
        (HOLIDAY, False, True),
        (PLAIN, True, False),
    ]
    assert found[0].before == SHIPPED.special(HOLIDAY)
    assert found[1].before is None


DAYS = st.dates(date(2026, 10, 1), date(2027, 3, 31))
CHANGES = st.lists(
    st.builds(
        DayChange,
        day=DAYS,
        worked=st.sampled_from((True, False, None)),
        reason=st.just("lý do"),
        confirmed=st.booleans(),
    ),
    max_size=12,
)


@given(CHANGES)
def test_the_last_word_on_a_day_holds(changes):
    known = laid(*(decided(one) for one in changes))
    last = {one.day: one for one in changes}
    for day in map(date.fromordinal, range(date(2026, 10, 1).toordinal(), date(2027, 4, 1).toordinal())):
        change = last.get(day)
        if change is None or change.worked is None:
            assert known.is_working_day(day) == SHIPPED.is_working_day(day)
        else:
            assert known.is_working_day(day) == change.worked
            assert known.is_confirmed(day) == change.confirmed
