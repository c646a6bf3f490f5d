"""Rules as written on the command line and in the catalogue, and their words on the forms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.deadlines import (
    LONGEST,
    DeadlineKind,
    DeadlineRule,
    check_rule,
    parse_rule,
    rule_words,
    written_rule,
)
from counter_app.errors import BadInput


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("working_days:3", "03 ngày làm việc"),
        ("working_days:22", "22 ngày làm việc"),
        ("days:15", "15 ngày"),
        ("working_hours:8", "08 giờ làm việc"),
        ("hours:12", "12 giờ"),
        ("same_day", "trong ngày"),
        (" immediate ", "trả ngay"),
    ],
)
def test_a_rule_is_read_and_printed(text, words):
    assert rule_words(parse_rule(text)) == words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is no deadline"),
        ("weeks:3", "is no deadline"),
        ("working_days:three", "is no deadline"),
        ("working_days", "a number from 1"),
        ("working_days:", "a number from 1"),
        ("days:0", "a number from 1"),
        ("hours:-1", "a number from 1"),
        ("days:1000", "to 999"),
        ("same_day:2", "takes no number"),
    ],
)
def test_a_wrong_rule_is_refused(text, said):
    with pytest.raises(BadInput, match=said) as refusal:
        parse_rule(text)
    assert refusal.value.field == "rule"


@given(kind=st.sampled_from(DeadlineKind), n=st.integers(-5, LONGEST + 5))
def test_only_a_rule_that_makes_sense_passes(kind, n):
    numbered = kind not in (DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE)
    sensible = 1 <= n <= LONGEST if numbered else n == 0
    rule = DeadlineRule(kind, n)
    if sensible:
        check_rule(rule)
        assert parse_rule(f"{kind}:{n}" if numbered else kind) == rule
    else:
        with pytest.raises(BadInput):
            check_rule(rule)


@pytest.mark.parametrize("text", ["same_day", "working_days:3", "hours:12", ""])
def test_a_rule_is_written_as_it_is_read(text):
    assert written_rule(parse_rule(text) if text else None) == text
