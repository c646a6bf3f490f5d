"""What slips and lists say: how a step ended, which numbers are left out."""

from dataclasses import FrozenInstanceError
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.sheets import ClosingMonth, ShelfLabel, Timing, ranges, timing
from counter_app.core.times import parse_time

DUE = parse_time("2026-11-27T16:00")


@pytest.mark.parametrize(
    ("ended", "expected"),
    [
        ("2026-11-26T23:59", Timing.EARLY),
        ("2026-11-27T00:00", Timing.ON_TIME),
        ("2026-11-27T16:01", Timing.ON_TIME),
        ("2026-11-28T00:00", Timing.LATE),
    ],
)
def test_days_are_compared_and_not_hours(ended, expected):
    assert timing(parse_time(ended), DUE) is expected


def test_neighbours_are_one_run():
    assert ranges([3, 7, 8, 9, 12]) == ((3, 3), (7, 9), (12, 12))
    assert ranges([]) == ()


@given(st.sets(st.integers(1, 60)))
def test_runs_hold_every_number_once(numbers):
    runs = ranges(sorted(numbers))
    assert [one for first, last in runs for one in range(first, last + 1)] == sorted(numbers)
    assert all(after[0] > before[1] + 1 for before, after in pairwise(runs))


def test_a_label_cannot_be_changed():
    label = ShelfLabel(words={}, number=12, text="Tủ A")
    with pytest.raises(FrozenInstanceError):
        label.number = 13


def test_what_is_refused_or_withdrawn_is_followed_no_further():
    month = ClosingMonth(
        month=11, received=9, first_number=1, last_number=9, returned=4, refused=2, withdrawn=1
    )
    assert month.open == 2
