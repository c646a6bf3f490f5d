"""What a slip says in words, and which of its blocks stand on the form."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.forms import Condition, FormText, Paragraph, SlipField
from counter_app.core.records import Person
from counter_app.core.slips import Issuer, NewDate, SlipPaper, counter_words, fields, stands
from tests.core.desk_calendar import moment

WORDS = {
    "you_man": "Ông",
    "you_woman": "Bà",
    "you_unknown": "Ông/Bà",
    "earlier": "{old} sang {new}",
    "counter": "Quầy {counter}",
}
PAPER = SlipPaper(
    form=FormText("02", "PHIẾU", WORDS),
    issuer=Issuer(lines=("UBND",), place="Đông Phù", office="Ủy ban", desk="Trung tâm", bring="Giấy này."),
    dated=date(2026, 11, 23),
    printed_at=moment("2026-11-23T10:05"),
    applicant=Person(name="Lê An"),
    procedure="Đăng ký",
    procedure_code="1.001612",
)


def said(paper: SlipPaper, field: SlipField) -> str:
    return fields(paper)[field].replace("\u00a0", " ")


def test_every_field_has_words() -> None:
    assert set(fields(PAPER)) == set(SlipField)


@pytest.mark.parametrize(
    ("sex", "dear", "you"),
    [("Nam", "Ông Lê An", "Ông"), ("Nữ", "Bà Lê An", "Bà"), ("", "Lê An", "Ông/Bà")],
)
def test_how_the_applicant_is_spoken_to(sex: str, dear: str, you: str) -> None:
    paper = replace(PAPER, applicant=Person(name="Lê An", sex=sex))
    assert (said(paper, SlipField.DEAR), said(paper, SlipField.YOU)) == (dear, you)


def test_moments_in_words() -> None:
    paper = replace(
        PAPER,
        received_at=moment("2026-02-05T09:12"),
        due_at=moment("2026-11-27T16:00"),
        new_due_at=moment("2026-12-02T16:00"),
        earlier=(NewDate(moment("2026-11-20T16:00"), moment("2026-11-27T16:00")),) * 2,
    )
    assert said(paper, SlipField.RECEIVED) == "09 giờ 12 phút, ngày 05 tháng 02 năm 2026"
    assert said(paper, SlipField.RECEIVED_DAY) == "05 tháng 02 năm 2026"
    assert said(paper, SlipField.NEW_DUE) == "16 giờ 00 phút, thứ Tư, ngày 02 tháng 12 năm 2026"
    assert said(paper, SlipField.EARLIER).count("sang 16 giờ 00 phút, ngày 27 tháng 11 năm 2026") == 2
    assert (
        fields(paper)[SlipField.DUE]
        == "16\u00a0giờ\u00a000\u00a0phút, ngày\u00a027 tháng\u00a011 năm\u00a02026"
    )
    assert (
        said(PAPER, SlipField.NEW_DUE) == said(PAPER, SlipField.DUE) == said(PAPER, SlipField.READY_DAY) == ""
    )


def test_what_stands_in_for_what_is_empty() -> None:
    assert said(PAPER, SlipField.SUBMITTER) == said(PAPER, SlipField.COLLECTOR) == "Lê An"
    assert said(PAPER, SlipField.COLLECT_PLACE) == "Trung tâm"
    assert said(PAPER, SlipField.BRING) == "Giấy này"
    assert said(PAPER, SlipField.MISSING_COUNT) == ""
    assert (counter_words(replace(PAPER, counter=" 2 ")), counter_words(PAPER)) == ("Quầy 2", "")
    assert counter_words(replace(PAPER, counter="Quầy 3")) == "Quầy 3"


@pytest.mark.parametrize(
    ("when", "unless", "stood"),
    [
        ("", "", True),
        ("phone", "", False),
        ("applicant", "", True),
        ("", "applicant", False),
        ("", "phone", True),
        ("new", "", True),
        ("restart", "", False),
        ("in_time", "", False),
        ("late", "", True),
        ("late", "applicant", False),
    ],
)
def test_when_a_block_stands(when: str, unless: str, stood: bool) -> None:
    paper = replace(PAPER, due_at=moment("2026-11-22T16:00"), waiting=Condition.NEW)
    assert stands(Paragraph(when=when, unless=unless, text=""), paper, fields(paper)) is stood


def test_a_paper_of_the_promised_day_is_in_time() -> None:
    block = Paragraph(when="in_time", text="")
    for due in ("2026-11-23T00:01", None):
        paper = replace(PAPER, due_at=moment(due) if due else None)
        assert stands(block, paper, fields(paper))
