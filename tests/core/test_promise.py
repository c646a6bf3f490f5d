"""The promised date: known dates, the three cut-offs, each kind of deadline, and its ladder."""

from datetime import date, time

import pytest

from counter_app.core.promise import (
    Cutoffs,
    DeadlineKind,
    DeadlineRule,
    Step,
    given_promise,
    hand_over_by,
    promise,
)
from counter_app.errors import BadInput
from tests.core.desk_calendar import CUTOFFS, OPEN_SATURDAY, USUAL, calendar, due, moment, promised


@pytest.mark.parametrize(
    ("rule", "received", "day"),
    [
        ("working_days:3", "2026-04-29T09:00", "2026-05-06 09:00:00"),
        ("working_days:3", "2026-02-13T09:00", "2026-02-25 09:00:00"),
        ("working_days:3", "2026-08-28T09:00", "2026-09-07 09:00:00"),
        ("working_days:1", "2026-08-21T09:00", "2026-08-22 09:00:00"),
        ("working_days:2", "2025-04-25T09:00", "2025-04-28 09:00:00"),
        ("working_days:2", "2025-12-31T09:00", "2026-01-06 09:00:00"),
        ("working_days:3", "2026-11-23T15:40", "2026-11-27 15:40:00"),
        ("same_day", "2026-11-23T15:20", "2026-11-25 17:00:00"),
        ("same_day", "2026-11-23T15:00:00", "2026-11-23 17:00:00"),
        ("same_day", "2026-11-23T15:00:01", "2026-11-25 17:00:00"),
    ],
)
def test_known_dates(rule, received, day):
    assert due(rule, received) == day


@pytest.mark.parametrize(
    ("received", "counted_from"),
    [
        ("2026-11-25T09:00", "2026-11-25T09:00"),
        ("2026-11-25T06:00", "2026-11-25T07:30"),
        ("2026-11-25T12:00", "2026-11-25T13:30"),
        ("2026-11-25T17:00", "2026-11-25T17:00"),
        ("2026-11-25T17:00:01", "2026-11-26T07:30"),
        ("2026-11-23T20:00", "2026-11-25T07:30"),
        ("2026-11-29T10:00", "2026-11-30T07:30"),
    ],
)
def test_outside_the_hours_a_dossier_counts_from_the_next_opening(received, counted_from):
    assert promised("working_days:1", received).counted_from == moment(counted_from)


def test_received_after_closing_counts_from_the_day_after_the_next_working_morning():
    assert due("working_days:1", "2026-11-25T16:59") == "2026-11-26 16:59:00"
    assert due("working_days:1", "2026-11-25T17:01") == "2026-11-27 07:30:00"


def test_a_saturday_that_receives_is_day_nought_but_never_counted():
    answer = promised("working_days:1", "2026-11-28T09:00", OPEN_SATURDAY)
    assert answer.counted_from == moment("2026-11-28T09:00")
    assert answer.due_at == moment("2026-11-30T09:00")
    assert due("working_days:2", "2026-11-27T09:00", OPEN_SATURDAY) == "2026-12-01 09:00:00"
    assert due("same_day", "2026-11-28T09:00", OPEN_SATURDAY) == "2026-11-30 17:00:00"
    assert due("working_hours:1", "2026-11-28T09:00", OPEN_SATURDAY) == "2026-11-30 08:30:00"
    assert due("hours:1", "2026-11-28T09:00", OPEN_SATURDAY) == "2026-11-30 07:30:00"
    assert due("immediate", "2026-11-28T09:00", OPEN_SATURDAY) == "2026-11-28 09:00:00"


@pytest.mark.parametrize(
    ("received", "day"),
    [
        ("2026-11-25T05:00", "2026-11-25 17:00:00"),
        ("2026-11-25T12:00", "2026-11-25 17:00:00"),
        ("2026-11-25T18:00", "2026-11-26 17:00:00"),
        ("2026-11-27T15:01", "2026-11-30 17:00:00"),
        ("2026-11-29T09:00", "2026-11-30 17:00:00"),
        ("2026-11-29T23:00", "2026-11-30 17:00:00"),
    ],
)
def test_same_day(received, day):
    assert due("same_day", received) == day


def test_same_day_received_after_an_early_closing_is_for_the_next_working_day():
    mornings = (*("07:30-11:30",) * 5, "", "")
    assert due("same_day", "2026-11-25T14:00", mornings) == "2026-11-26 11:30:00"


@pytest.mark.parametrize(
    ("rule", "received", "day"),
    [
        ("days:2", "2026-11-25T09:00", "2026-11-27 09:00:00"),
        ("days:3", "2026-11-25T09:00", "2026-11-30 09:00:00"),
        ("days:1", "2026-11-23T09:00", "2026-11-25 09:00:00"),
        ("days:15", "2026-11-23T09:00", "2026-12-08 09:00:00"),
        ("days:1", "2026-08-21T09:00", "2026-08-22 09:00:00"),
        ("working_hours:1", "2026-11-25T10:30", "2026-11-25 11:30:00"),
        ("working_hours:1", "2026-11-25T10:30:01", "2026-11-25 13:30:01"),
        ("working_hours:8", "2026-11-23T15:40", "2026-11-25 16:10:00"),
        ("working_hours:1", "2026-11-25T17:00", "2026-11-26 08:30:00"),
        ("working_hours:1", "2026-11-25T11:30", "2026-11-25 14:30:00"),
        ("working_hours:8", "2026-11-25T07:30", "2026-11-26 08:00:00"),
        ("working_hours:24", "2026-11-26T12:00", "2026-12-01 15:00:00"),
        ("hours:2", "2026-11-25T09:00", "2026-11-25 11:00:00"),
        ("hours:3", "2026-11-25T09:00", "2026-11-25 13:30:00"),
        ("hours:12", "2026-11-25T09:00", "2026-11-26 07:30:00"),
        ("hours:24", "2026-11-27T16:00", "2026-11-30 07:30:00"),
        ("hours:24", "2026-11-25T16:00", "2026-11-26 16:00:00"),
        ("hours:12", "2026-11-25T20:00", "2026-11-27 07:30:00"),
        ("immediate", "2026-11-25T09:10", "2026-11-25 09:10:00"),
        ("immediate", "2026-11-23T18:00", "2026-11-25 07:30:00"),
    ],
)
def test_days_and_hours(rule, received, day):
    assert due(rule, received) == day


FRIDAY_SHORT = (*("07:30-11:30 13:30-17:00",) * 4, "08:00-11:00 14:00-16:00", "", "")


@pytest.mark.parametrize(
    ("received", "due_hour", "clock"),
    [
        ("2026-11-26T07:40", "reception", "08:00:00"),
        ("2026-11-26T10:00", "reception", "10:00:00"),
        ("2026-11-26T11:20", "reception", "14:00:00"),
        ("2026-11-26T16:30", "reception", "16:00:00"),
        ("2026-11-26T10:00", "closing", "16:00:00"),
        ("2026-11-26T10:00", "15:15", "15:15:00"),
        ("2026-11-26T10:00", "12:00", "14:00:00"),
        ("2026-11-26T10:00", "17:30", "16:00:00"),
        ("2026-11-26T10:00", "06:00", "08:00:00"),
    ],
)
def test_the_due_hour_lies_inside_a_session_of_the_due_day(received, due_hour, clock):
    assert due("working_days:1", received, FRIDAY_SHORT, due_hour) == f"2026-11-27 {clock}"
    assert due("days:1", received, FRIDAY_SHORT, due_hour) == f"2026-11-27 {clock}"


def test_the_ladder_of_working_days():
    answer = promised("working_days:3", "2026-11-23T15:40")
    assert answer.ladder == (
        Step(date(2026, 11, 23), False, "ngày nhận", 0, "received"),
        Step(date(2026, 11, 24), False, "Ngày Văn hóa Việt Nam", 0, "holiday"),
        Step(date(2026, 11, 25), True, "ngày 1", 1, "counted"),
        Step(date(2026, 11, 26), True, "ngày 2", 2, "counted"),
        Step(date(2026, 11, 27), True, "ngày 3", 3, "due"),
    )
    assert answer.working_days == 3
    assert not answer.provisional


def shown(rule: str, received: str, hours: tuple[str, ...] = USUAL) -> list[tuple[str, int, str, str]]:
    ladder = promised(rule, received, hours).ladder
    assert all(step.counts is bool(step.number) for step in ladder)
    return [(f"{step.day:%d/%m}", step.number, step.kind, step.reason) for step in ladder]


def test_the_ladder_names_make_up_days_and_weekends():
    assert shown("working_days:2", "2025-04-25T09:00") == [
        ("25/04", 0, "received", "ngày nhận"),
        ("26/04", 1, "make_up", "ngày 1, làm bù ngày 02/5"),
        ("27/04", 0, "weekend", "Chủ nhật"),
        ("28/04", 2, "due", "ngày 2"),
    ]


def test_the_ladder_of_a_dossier_received_outside_the_hours():
    assert shown("working_days:1", "2026-11-27T18:00") == [
        ("27/11", 0, "received", "nhận ngoài giờ làm việc"),
        ("28/11", 0, "weekend", "thứ Bảy"),
        ("29/11", 0, "weekend", "Chủ nhật"),
        ("30/11", 0, "received", "tính là ngày nhận"),
        ("01/12", 1, "due", "ngày 1"),
    ]


def test_the_ladder_of_calendar_days_counts_closed_days_and_moves_on():
    assert shown("days:3", "2026-11-26T09:00") == [
        ("26/11", 0, "received", "ngày nhận"),
        ("27/11", 1, "counted", "ngày 1"),
        ("28/11", 2, "weekend", "ngày 2, thứ Bảy"),
        ("29/11", 3, "weekend", "ngày 3, Chủ nhật"),
        ("30/11", 0, "due", "ngày làm việc tiếp theo"),
    ]


def test_the_ladder_of_working_hours():
    assert shown("working_hours:16", "2026-11-25T16:00") == [
        ("25/11", 1, "received", "ngày nhận"),
        ("26/11", 2, "counted", "tính giờ làm việc"),
        ("27/11", 3, "due", "đủ 16 giờ làm việc"),
    ]


def test_the_ladder_of_hours_says_that_the_end_moved_to_the_opening():
    assert shown("hours:24", "2026-11-27T16:00") == [
        ("27/11", 1, "received", "ngày nhận"),
        ("28/11", 2, "weekend", "tính giờ, thứ Bảy"),
        ("29/11", 0, "weekend", "Chủ nhật"),
        ("30/11", 0, "due", "đủ 24 giờ lúc 16:00 ngày 28/11, trả khi mở cửa"),
    ]
    assert shown("hours:2", "2026-11-25T09:00") == [("25/11", 1, "due", "đủ 02 giờ")]


def test_the_ladder_of_same_day_and_immediate():
    assert shown("same_day", "2026-11-25T09:00") == [("25/11", 1, "due", "trong ngày")]
    assert shown("same_day", "2026-11-25T15:01")[-1] == (
        "26/11",
        1,
        "due",
        "nhận sau 15 giờ, trả ngày làm việc tiếp theo",
    )
    assert shown("same_day", "2026-11-29T15:01")[-1] == ("30/11", 1, "due", "trả ngày làm việc tiếp theo")
    assert shown("immediate", "2026-11-25T09:00") == [("25/11", 0, "due", "trả ngay")]


def test_the_hour_of_the_same_day_rule_is_data():
    late = promised("same_day", "2026-11-25T14:31", same_day_until=time(14, 30))
    assert late.due_at == moment("2026-11-26T17:00")
    assert late.ladder[-1].reason == "nhận sau 14 giờ 30 phút, trả ngày làm việc tiếp theo"


@pytest.mark.parametrize(
    ("received", "provisional"),
    [
        ("2026-12-28T09:00", False),
        ("2026-12-30T09:00", True),
        ("2027-02-04T09:00", True),
        ("2028-05-05T09:00", True),
    ],
)
def test_a_promise_over_days_that_are_not_final_is_provisional(received, provisional):
    assert promised("working_days:2", received).provisional is provisional


def test_a_holiday_that_is_not_final_is_marked():
    steps = {step.day: step.kind for step in promised("working_days:2", "2027-02-04T09:00").ladder}
    assert steps[date(2027, 2, 5)] == "provisional_holiday"
    assert steps[date(2027, 2, 6)] == "weekend"
    new_year = {step.day: step.kind for step in promised("working_days:2", "2026-12-31T09:00").ladder}
    assert new_year[date(2027, 1, 1)] == "holiday"


@pytest.mark.parametrize("received", ["1999-12-31T09:00", "2100-01-01T09:00"])
def test_a_year_outside_every_calendar_is_refused(received):
    with pytest.raises(BadInput, match="2000 to 2099"):
        promised("working_days:3", received)


def test_a_rule_without_its_number_is_refused():
    with pytest.raises(BadInput, match="a number from 1"):
        promise(DeadlineRule(DeadlineKind.WORKING_DAYS), moment("2026-11-23T09:00"), calendar(), CUTOFFS)


def test_the_moment_is_read_on_the_vietnamese_clock():
    utc = moment("2026-11-23T15:00").astimezone(tz=None)
    answer = promise(DeadlineRule(DeadlineKind.SAME_DAY), utc, calendar(), CUTOFFS)
    assert answer.received_at.isoformat() == "2026-11-23T15:00:00+07:00"
    assert answer.due_at == moment("2026-11-23T17:00")


@pytest.mark.parametrize(
    ("given", "due_at"),
    [
        ("2026-12-01T09:30", "2026-12-01T09:30"),
        ("2026-12-01T00:00", "2026-12-01T17:00"),
        ("2026-12-01T12:00", "2026-12-01T13:30"),
        ("2026-12-01T20:00", "2026-12-01T17:00"),
    ],
)
def test_a_given_date_is_kept_inside_the_sessions(given, due_at):
    answer = given_promise(moment("2026-11-23T09:00"), moment(given), " theo kế hoạch ", calendar())
    assert answer.rule is None
    assert answer.due_at == moment(due_at)
    assert answer.working_days == 5
    assert answer.ladder[-1] == Step(date(2026, 12, 1), True, "lý do hẹn: theo kế hoạch", 5, "due")


@pytest.mark.parametrize(
    ("given", "reason", "field", "said"),
    [
        ("2026-12-01T09:30", " ", "due_reason", "reason"),
        ("2026-11-24T09:30", "theo kế hoạch", "due_at", "Ngày Văn hóa Việt Nam"),
        ("2026-11-28T09:30", "theo kế hoạch", "due_at", "28/11/2026 is not worked .thứ Bảy"),
        ("2026-11-20T09:30", "theo kế hoạch", "due_at", "before the reception"),
        ("2026-11-23T08:59", "theo kế hoạch", "due_at", "09:00 23/11/2026"),
    ],
)
def test_a_given_date_must_make_sense(given, reason, field, said):
    with pytest.raises(BadInput, match=said) as refusal:
        given_promise(moment("2026-11-23T09:00"), moment(given), reason, calendar())
    assert refusal.value.field == field


@pytest.mark.parametrize(
    ("received", "until"),
    [
        ("2026-11-23T15:00", "2026-11-23T17:00"),
        ("2026-11-23T15:00:01", "2026-11-25T07:30"),
        ("2026-11-25T05:00", "2026-11-25T17:00"),
        ("2026-11-28T09:00", "2026-11-30T07:30"),
    ],
)
def test_until_when_the_specialist_has_it(received, until):
    assert hand_over_by(moment(received), calendar(), CUTOFFS) == moment(until)


def test_a_dossier_received_after_an_early_closing_reaches_the_specialist_next_morning():
    cutoffs = Cutoffs(same_day_until=time(15), hand_over_until=time(18), due_hour="reception")
    assert hand_over_by(moment("2026-11-25T17:30"), calendar(), cutoffs) == moment("2026-11-26T07:30")


def test_the_hand_over_hour_moves_no_due_date():
    early = Cutoffs(same_day_until=time(15), hand_over_until=time(8), due_hour="reception")
    rule, received = DeadlineRule(DeadlineKind.WORKING_DAYS, 3), moment("2026-11-25T16:00")
    assert promise(rule, received, calendar(), early) == promise(rule, received, calendar(), CUTOFFS)
