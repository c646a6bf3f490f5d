"""Every moment is aware and written with +07:00."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.times import VIETNAM, in_vietnam, iso, parse_day, parse_time
from counter_app.errors import BadInput


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2026-11-23T15:40", "2026-11-23T15:40:00+07:00"),
        ("2026-11-23 15:40:05", "2026-11-23T15:40:05+07:00"),
        ("2026-11-23T08:40:00Z", "2026-11-23T15:40:00+07:00"),
        ("2026-11-23T20:00:00-01:00", "2026-11-24T04:00:00+07:00"),
        ("2026-11-23T15:40:59.999", "2026-11-23T15:40:59+07:00"),
        ("2026-11-23", "2026-11-23T00:00:00+07:00"),
    ],
)
def test_a_moment_is_read_and_written_in_one_form(text, written):
    assert iso(parse_time(text)) == written


@pytest.mark.parametrize("text", ["", "mai", "23/11/2026", "2026-11-31T10:00", "2026-11-23T25:00"])
def test_what_is_no_moment_is_refused(text):
    with pytest.raises(BadInput, match="2026-11-23T15:40"):
        parse_time(text)


def test_a_day_is_read():
    assert parse_day("2026-11-23") == date(2026, 11, 23)


@pytest.mark.parametrize("text", ["", "23/11/2026", "2026-02-29"])
def test_what_is_no_day_is_refused(text):
    with pytest.raises(BadInput, match="2026-11-23"):
        parse_day(text)


def test_a_naive_moment_is_vietnamese_time():
    naive = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - what is tested
    assert in_vietnam(naive) == datetime(2026, 11, 23, 8, 40, tzinfo=UTC)


@given(
    at=st.datetimes(datetime(2000, 1, 2), datetime(2099, 12, 30)),  # noqa: DTZ001 - made aware below
    hours=st.integers(-12, 14),
)
def test_a_written_moment_reads_back(at, hours):
    moment = at.replace(tzinfo=timezone(timedelta(hours=hours)))
    assert parse_time(iso(moment)) == moment.replace(microsecond=0)
    assert iso(moment).endswith("+07:00")
    assert in_vietnam(moment).tzinfo == VIETNAM
