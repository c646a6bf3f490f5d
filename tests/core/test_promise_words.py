"""The explanation of a promise: the printed line, always Vietnamese, and the sentence of the window."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app import i18n
from counter_app.core.promise import Promise, due_line, given_promise, ladder_sentence
from counter_app.core.promise_words import NOT_FINAL
from tests.core.desk_calendar import USUAL, calendar, moment, promised


@pytest.mark.parametrize(
    ("rule", "received", "line"),
    [
        (
            "working_days:5",
            "2026-11-23T09:12",
            "Ngày làm việc thứ nhất là 25/11; không tính 24/11 (nghỉ lễ), thứ Bảy và Chủ nhật.",
        ),
        (
            "working_days:3",
            "2026-11-23T09:12",
            "Ngày làm việc thứ nhất là 25/11; không tính 24/11 (nghỉ lễ).",
        ),
        ("working_days:2", "2026-11-25T09:12", "Ngày làm việc thứ nhất là 26/11."),
        (
            "working_days:3",
            "2026-04-29T09:00",
            "Ngày làm việc thứ nhất là 04/05; không tính 30/04 và 01/05 (nghỉ lễ), thứ Bảy và Chủ nhật.",
        ),
        (
            "working_days:3",
            "2026-02-13T09:00",
            "Ngày làm việc thứ nhất là 23/02; không tính 05 ngày nghỉ lễ, thứ Bảy và Chủ nhật.",
        ),
        ("working_days:1", "2026-08-21T09:00", "Ngày làm việc thứ nhất là 22/08 (làm bù)."),
        (
            "working_days:2",
            "2025-04-25T09:00",
            "Ngày làm việc thứ nhất là 26/04 (làm bù); không tính Chủ nhật.",
        ),
        (
            "working_days:1",
            "2026-11-25T18:00",
            "Nhận ngoài giờ, tính từ 07:30 ngày 26/11; ngày làm việc thứ nhất là 27/11.",
        ),
        ("days:2", "2026-11-25T09:00", "Ngày làm việc thứ nhất là 26/11."),
        ("days:15", "2026-11-23T09:00", "Ngày thứ nhất là 24/11, tính cả ngày nghỉ."),
        (
            "days:3",
            "2026-11-26T09:00",
            "Ngày thứ nhất là 27/11, tính cả ngày nghỉ; "
            "ngày thứ 3 (29/11) là ngày nghỉ nên trả vào ngày làm việc tiếp theo.",
        ),
        ("same_day", "2026-11-25T09:00", "Trong ngày."),
        (
            "same_day",
            "2026-11-23T15:20",
            "Nhận sau 15 giờ, trả ngày làm việc tiếp theo; không tính 24/11 (nghỉ lễ).",
        ),
        (
            "same_day",
            "2026-11-28T09:00",
            "Nhận ngoài giờ, tính từ 07:30 ngày 30/11; trả ngày làm việc tiếp theo; không tính Chủ nhật.",
        ),
        ("working_hours:8", "2026-11-23T15:40", "Đủ 08 giờ làm việc; không tính 24/11 (nghỉ lễ)."),
        ("hours:24", "2026-11-27T16:00", "Đủ 24 giờ lúc 16:00 ngày 28/11, trả khi mở cửa."),
        ("immediate", "2026-11-25T09:00", "Trả ngay."),
    ],
)
def test_the_printed_line(rule, received, line):
    answer = promised(rule, received)
    assert due_line(answer) == line
    assert due_line(replace(answer, rule=None, working_days=0)) == line, "the ladder alone explains it"


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_printed_line_is_vietnamese_in_every_language(language):
    i18n.use(language)
    assert due_line(promised("immediate", "2026-11-25T09:00")) == "Trả ngay."


def given(reason: str) -> Promise:
    return given_promise(moment("2026-11-25T09:00"), moment("2026-11-27T09:30"), reason, calendar())


def test_the_printed_line_of_a_given_date():
    assert due_line(given("ngày 1 của kế hoạch.")) == "Lý do hẹn: ngày 1 của kế hoạch."


def test_without_a_ladder_nothing_is_explained():
    bare = replace(promised("immediate", "2026-11-25T09:00"), ladder=())
    assert due_line(bare) == ""
    assert ladder_sentence(bare) == ""


@pytest.mark.parametrize(
    ("rule", "received", "vietnamese", "english"),
    [
        (
            "working_days:3",
            "2026-11-23T15:40",
            "Nhận 15:40 thứ Hai 23/11; 24/11 nghỉ Ngày Văn hóa Việt Nam; "
            "25/11 là ngày 1, 26/11 ngày 2, 27/11 ngày 3, ngày trả.",
            "Received at 15:40 on Monday 23/11; 24/11 off: Ngày Văn hóa Việt Nam; "
            "25/11 is day 1, 26/11 day 2, 27/11 day 3, the day of return.",
        ),
        (
            "working_days:2",
            "2025-04-25T09:00",
            "Nhận 09:00 thứ Sáu 25/04; 26/04 là ngày 1 (làm bù ngày 02/5); 27/04 nghỉ cuối tuần; "
            "28/04 là ngày 2, ngày trả.",
            "Received at 09:00 on Friday 25/04; 26/04 is day 1 (làm bù ngày 02/5); 27/04 weekend; "
            "28/04 is day 2, the day of return.",
        ),
        (
            "working_days:22",
            "2026-02-13T15:40",
            "Nhận 15:40 thứ Sáu 13/02; 14/02, 15/02 nghỉ cuối tuần; 16/02 đến 20/02 nghỉ Tết Nguyên đán; "
            "21/02, 22/02 nghỉ cuối tuần; 23/02 đến 24/03 là ngày 1 đến 22, ngày trả; "
            "không tính thứ Bảy và Chủ nhật.",
            "Received at 15:40 on Friday 13/02; 14/02, 15/02 weekend; 16/02 to 20/02 off: Tết Nguyên đán; "
            "21/02, 22/02 weekend; 23/02 to 24/03 are days 1 to 22, the day of return; "
            "Saturday and Sunday do not count.",
        ),
        (
            "working_days:6",
            "2026-11-22T10:00",
            "Nhận 10:00 Chủ nhật 22/11; ngoài giờ làm việc nên tính từ 07:30 ngày 23/11; "
            "24/11 nghỉ Ngày Văn hóa Việt Nam; 25/11 đến 02/12 là ngày 1 đến 6, ngày trả; "
            "không tính thứ Bảy và Chủ nhật.",
            "Received at 10:00 on Sunday 22/11; outside the opening hours, so it counts from 07:30 on 23/11; "
            "24/11 off: Ngày Văn hóa Việt Nam; 25/11 to 02/12 are days 1 to 6, the day of return; "
            "Saturday and Sunday do not count.",
        ),
        (
            "days:3",
            "2026-11-26T09:00",
            "Nhận 09:00 thứ Năm 26/11; 27/11 là ngày 1, 28/11 ngày 2 (thứ Bảy), 29/11 ngày 3 (Chủ nhật); "
            "30/11 là ngày trả (ngày làm việc tiếp theo).",
            "Received at 09:00 on Thursday 26/11; 27/11 is day 1, 28/11 day 2 (thứ Bảy), "
            "29/11 day 3 (Chủ nhật); 30/11 is the day of return (ngày làm việc tiếp theo).",
        ),
        (
            "hours:36",
            "2026-11-27T16:00",
            "Nhận 16:00 thứ Sáu 27/11; 28/11 tính giờ, thứ Bảy; 29/11 tính giờ, Chủ nhật; "
            "30/11 là ngày trả (đủ 36 giờ lúc 04:00 ngày 29/11, trả khi mở cửa).",
            "Received at 16:00 on Friday 27/11; 28/11 tính giờ, thứ Bảy; 29/11 tính giờ, Chủ nhật; "
            "30/11 is the day of return (đủ 36 giờ lúc 04:00 ngày 29/11, trả khi mở cửa).",
        ),
        (
            "working_hours:30",
            "2026-12-30T15:40",
            "Nhận 15:40 thứ Tư 30/12; 31/12 tính giờ làm việc; 01/01 nghỉ Tết Dương lịch; "
            "02/01, 03/01 nghỉ cuối tuần; 04/01, 05/01 tính giờ làm việc; "
            "06/01 là ngày trả (đủ 30 giờ làm việc). "
            "Lịch nghỉ của một số ngày này chưa chính thức; ngày trả còn có thể thay đổi.",
            "Received at 15:40 on Wednesday 30/12; 31/12 tính giờ làm việc; 01/01 off: Tết Dương lịch; "
            "02/01, 03/01 weekend; 04/01, 05/01 tính giờ làm việc; "
            "06/01 is the day of return (đủ 30 giờ làm việc). "
            "The calendar is provisional for some of these days; the date may still move.",
        ),
        (
            "working_days:2",
            "2027-02-04T15:40",
            "Nhận 15:40 thứ Năm 04/02; 05/02 nghỉ Tết Nguyên đán (chưa chính thức); "
            "06/02, 07/02 nghỉ cuối tuần; 08/02 nghỉ Tết Nguyên đán (chưa chính thức); "
            "09/02 là ngày 1, 10/02 ngày 2, ngày trả. "
            "Lịch nghỉ của một số ngày này chưa chính thức; ngày trả còn có thể thay đổi.",
            "Received at 15:40 on Thursday 04/02; 05/02 off by the provisional calendar: Tết Nguyên đán; "
            "06/02, 07/02 weekend; 08/02 off by the provisional calendar: Tết Nguyên đán; "
            "09/02 is day 1, 10/02 day 2, the day of return. "
            "The calendar is provisional for some of these days; the date may still move.",
        ),
    ],
)
def test_the_sentence_of_the_window(rule, received, vietnamese, english):
    answer = promised(rule, received, USUAL)
    assert ladder_sentence(answer) == english
    i18n.use("vi")
    assert ladder_sentence(answer) == vietnamese


def test_the_sentence_of_a_given_date():
    assert ladder_sentence(given("theo kế hoạch")) == (
        "Received at 09:00 on Wednesday 25/11; 26/11 is day 1; "
        "27/11 is the day of return (lý do hẹn: theo kế hoạch)."
    )


def test_every_weekday_has_its_name():
    answer = promised("immediate", "2026-11-23T09:00")
    i18n.use("vi")
    names = [
        ladder_sentence(replace(answer, received_at=moment(f"2026-11-{day}T09:00"))).split(";")[0]
        for day in range(23, 30)
    ]
    assert [name.removeprefix("Nhận 09:00 ") for name in names] == [
        f"{i18n.weekday_name(date(2026, 11, day))} {day}/11" for day in range(23, 30)
    ]


def test_a_date_that_may_still_move_says_so_on_the_form() -> None:
    sure = promised("working_days:3", "2026-11-23T15:40")
    assert NOT_FINAL not in due_line(replace(sure, provisional=False))
    assert due_line(replace(sure, provisional=True)).endswith(f"; {NOT_FINAL}.")


def test_days_after_a_wait_say_from_when_they_count() -> None:
    later = replace(promised("working_days:2", "2026-11-25T09:00"), received_at=moment("2026-11-23T09:12"))
    assert due_line(later) == "Thời hạn tính từ 09:00 ngày 25/11; ngày làm việc thứ nhất là 26/11."
    assert "the time counts from 09:00 on 25/11" in ladder_sentence(later)
