"""The known dates once more, by the calendars and cut-offs that are shipped."""

import tomllib
from datetime import date, time
from itertools import pairwise

import pytest

from counter_app.assets import asset
from counter_app.core.promise import Cutoffs, parse_rule, promise
from counter_app.core.workdays import Calendar, parse_sessions, parse_year
from tests.core.desk_calendar import USUAL, moment

FILES = sorted(asset("calendar").glob("*.toml"))


@pytest.fixture(scope="module")
def shipped() -> Calendar:
    return Calendar([parse_year(path.read_text(encoding="utf-8")) for path in FILES], parse_sessions(USUAL))


def shipped_cutoffs(pack: str) -> Cutoffs:
    table = tomllib.loads(asset(f"law/{pack}/pack.toml").read_text(encoding="utf-8"))["cutoffs"]
    return Cutoffs(
        same_day_until=time.fromisoformat(table["same_day_until"]),
        hand_over_until=time.fromisoformat(table["hand_over_until"]),
        due_hour=table["due_hour"],
    )


@pytest.mark.parametrize(
    ("rule", "received", "day"),
    [
        ("working_days:3", "2026-04-29T09:00", "2026-05-06"),
        ("working_days:3", "2026-02-13T09:00", "2026-02-25"),
        ("working_days:3", "2026-08-28T09:00", "2026-09-07"),
        ("working_days:1", "2026-08-21T09:00", "2026-08-22"),
        ("working_days:2", "2025-04-25T09:00", "2025-04-28"),
        ("working_days:2", "2025-12-31T09:00", "2026-01-06"),
        ("working_days:2", "2024-05-03T09:00", "2024-05-06"),
        ("working_days:1", "2024-02-07T09:00", "2024-02-15"),
        ("same_day", "2026-11-23T15:20", "2026-11-25"),
        ("same_day", "2026-11-23T15:00", "2026-11-23"),
        ("same_day", "2026-11-23T15:00:01", "2026-11-25"),
    ],
)
def test_known_dates_by_the_shipped_calendars(shipped, rule, received, day):
    for pack in ("2018", "2025"):
        answer = promise(parse_rule(rule), moment(received), shipped, shipped_cutoffs(pack))
        assert answer.due_at.date() == date.fromisoformat(day)


def test_the_calendars_follow_each_other_year_by_year():
    years = [parse_year(path.read_text(encoding="utf-8")).year for path in FILES]
    assert [path.stem for path in FILES] == [str(year) for year in years]
    assert all(later - earlier == 1 for earlier, later in pairwise(years))


def test_a_promise_into_a_year_that_is_not_final_says_so(shipped):
    rule, cutoffs = parse_rule("working_days:3"), shipped_cutoffs("2025")
    assert not promise(rule, moment("2026-11-23T09:00"), shipped, cutoffs).provisional
    assert promise(rule, moment("2026-12-30T09:00"), shipped, cutoffs).provisional
