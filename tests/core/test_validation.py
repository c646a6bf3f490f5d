"""What an officer typed is cleaned, and every problem names its field and says what to do."""

import unicodedata
from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app import i18n
from counter_app.core.promise import DeadlineKind, DeadlineRule
from counter_app.core.records import FastMatter, Fee, NewDossier, Paper, Person, Procedure
from counter_app.core.times import VIETNAM
from counter_app.core.validation import (
    MOST_MONEY,
    Problem,
    check_fast,
    check_new,
    clean_identity,
    clean_text,
    normalise,
    normalise_fast,
    printable,
)
from counter_app.errors import BadInput

THREE_DAYS = DeadlineRule(DeadlineKind.WORKING_DAYS, 3)
PROCEDURE = Procedure(
    code="1.004873", name="Cấp Giấy xác nhận tình trạng hôn nhân", field="Hộ tịch", deadline=THREE_DAYS
)
BY_PLAN = replace(PROCEDURE, deadline=None)
COPIES = Procedure(code="2.000815", name="Chứng thực bản sao", field="Chứng thực", fast=True)

PERSON = Person(
    name="Đặng Thị Diễm",
    citizen_id="099187000456",
    born="1987-03-14",
    sex="Nữ",
    address="Thôn Trung, xã Đông Phù",
    phone="0900000187",
    email="diem@dongphu.example",
)
NEW = NewDossier(procedure="1.004873", applicant=PERSON, papers=(Paper(name="Tờ khai", originals=1),))
FAST = FastMatter(
    procedure="2.000815", applicant=Person(name="Lê Văn Ưng"), count=3, pages=2, fee=Fee(amount=18_000)
)


def problems(new: NewDossier = NEW, procedure: Procedure = PROCEDURE, **changes: object) -> list[Problem]:
    return list(check_new(normalise(replace(new, **changes)), procedure))


def of_person(**changes: str) -> list[Problem]:
    return problems(applicant=replace(PERSON, **changes))


def test_a_whole_dossier_has_no_problem():
    assert problems() == []
    assert check_fast(normalise_fast(FAST), COPIES) == ()


def test_a_name_is_enough_for_a_person():
    assert problems(applicant=Person(name="Phan Văn Khoát")) == []


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("name", "", "Enter the name"),
        ("name", " \t", "Enter the name"),
        ("name", "12 34", "needs letters"),
        ("name", "Ă" * 201, "201 letters, at most 200"),
        ("citizen_id", "09918700045", "has 11 digits"),
        ("citizen_id", "09918700045A", "digits only"),
        ("citizen_id", "٠٩٩١٨٧٠٠٠٤٥٦", "digits only"),
        ("born", "31/02/1987", "14/03/1987"),
        ("born", "1887", "14/03/1987"),
        ("born", "1887-01-01", "14/03/1987"),
        ("born", "tháng ba", "14/03/1987"),
        ("born", "19870314", "14/03/1987"),
        ("sex", "nữ?", "Nam or Nữ"),
        ("address", "x" * 501, "501 letters, at most 500"),
        ("phone", "090000018", "9 digits, 10 are needed"),
        ("phone", "09000001870", "11 digits, 10 are needed"),
        ("phone", "1900000187", "begins with 0"),
        ("phone", "090000018x", "digits only"),
        ("email", "diem", "ten@tenmien.vn"),
        ("email", "diem@dongphu", "ten@tenmien.vn"),
        ("email", "di em@dongphu.example", "ten@tenmien.vn"),
        ("email", "a@b.vn@c.vn", "ten@tenmien.vn"),
        ("email", "d" * 250 + "@b.vn", "ten@tenmien.vn"),
    ],
)
def test_each_field_of_a_person_has_its_sentence(field, value, said):
    found = of_person(**{field: value})
    assert [one.field for one in found] == [field]
    assert said in found[0].sentence
    assert found[0].sentence.endswith(".")


@pytest.mark.parametrize(
    ("field", "typed", "kept"),
    [
        ("name", "  Đặng   Thị\tDiễm\n", "Đặng Thị Diễm"),
        ("name", unicodedata.normalize("NFD", "Đặng Thị Diễm"), "Đặng Thị Diễm"),
        ("name", "\ufeffĐặng\u200b Thị Diễm\u00ad", "Đặng Thị Diễm"),
        ("citizen_id", "099 187 000 456", "099187000456"),
        ("citizen_id", "012345678", "012345678"),
        ("citizen_id", "0101234567", "0101234567"),
        ("citizen_id", "0101234567-001", "0101234567001"),
        ("born", "14/3/1987", "1987-03-14"),
        ("born", "14.03.1987", "1987-03-14"),
        ("born", "1960", "1960"),
        ("phone", "0900 000 187", "0900000187"),
        ("phone", "+84 900.000.187", "0900000187"),
        ("phone", "(024) 3999 0170", "02439990170"),
        ("phone", "", ""),
        ("email", " diem@dongphu.example ", "diem@dongphu.example"),
    ],
)
def test_what_is_typed_is_kept_in_one_form(field, typed, kept):
    new = normalise(replace(NEW, applicant=replace(PERSON, **{field: typed})))
    assert getattr(new.applicant, field) == kept
    assert check_new(new, PROCEDURE) == ()
    assert normalise(new) == new


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"submitter": "45"}, "submitter", "needs letters"),
        ({"sets": 0}, "sets", "1 to 99"),
        ({"sets": 100}, "sets", "1 to 99"),
        ({"fee": Fee(amount=-1)}, "fee", "0 or more"),
        ({"fee": Fee(amount=MOST_MONEY + 1)}, "fee", "Check the fee"),
        ({"note": "x" * 1001}, "note", "1.001 letters, at most 1.000"),
        ({"papers": (Paper(name=" ", copies=1),)}, "papers", "name of each paper"),
        ({"papers": (Paper(name="x" * 501, copies=1),)}, "papers", "at most 500"),
        ({"papers": (Paper(name="Tờ khai", copies=1000),)}, "papers", "0 to 999 for each count of “Tờ khai”"),
        ({"papers": (Paper(name="Tờ khai", copies=1, originals=-1),)}, "papers", "0 to 999"),
        ({"papers": (Paper(name="Tờ khai", copies=1),) * 100}, "papers", "at most 99"),
    ],
)
def test_each_field_of_a_dossier_has_its_sentence(changes, field, said):
    found = problems(**changes)
    assert [one.field for one in found] == [field]
    assert said in found[0].sentence


def test_papers_of_which_there_is_none_are_not_kept():
    papers = (Paper(name="Tờ khai", originals=1), Paper(name="Bản án"), Paper(name="Ảnh", copies=2))
    assert [one.name for one in normalise(replace(NEW, papers=papers)).papers] == ["Tờ khai", "Ảnh"]


def test_all_problems_are_found_in_the_order_of_the_form():
    found = problems(applicant=Person(name="", phone="1"), sets=0, fee=Fee(amount=-5))
    assert [one.field for one in found] == ["name", "phone", "sets", "fee"]


def test_without_a_configured_deadline_the_officer_gives_date_and_reason():
    assert [one.field for one in problems(procedure=BY_PLAN)] == ["due_at", "due_reason"]
    at = datetime(2026, 12, 1, 9, tzinfo=VIETNAM)
    assert problems(procedure=BY_PLAN, due_at=at, due_reason="theo kế hoạch") == []
    assert [one.field for one in problems(procedure=BY_PLAN, due_at=at, due_reason="x" * 201)] == [
        "due_reason"
    ]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"applicant": Person(name="")}, "name"),
        ({"count": 0}, "count"),
        ({"count": 1000}, "count"),
        ({"pages": -1}, "pages"),
        ({"pages": 1000}, "pages"),
        ({"fee": Fee(amount=-1)}, "fee"),
    ],
)
def test_each_field_of_a_fast_matter_has_its_sentence(changes, field):
    assert [one.field for one in check_fast(normalise_fast(replace(FAST, **changes)), COPIES)] == [field]


@pytest.mark.parametrize(
    ("procedure", "fields"),
    [
        (COPIES, []),
        (replace(COPIES, fast=False, deadline=DeadlineRule(DeadlineKind.SAME_DAY)), []),
        (replace(COPIES, fast=False, deadline=DeadlineRule(DeadlineKind.IMMEDIATE)), []),
        (replace(COPIES, fast=False, deadline=THREE_DAYS), ["procedure"]),
        (replace(COPIES, fast=False), ["procedure"]),
    ],
)
def test_only_what_is_given_at_once_goes_without_a_receipt(procedure, fields):
    assert [one.field for one in check_fast(FAST, procedure)] == fields


@pytest.mark.parametrize("bad", ["a\x00b", "a\x1bb", "a\u202eb", "a\ud800b", "a\ue000b"])
@pytest.mark.parametrize(
    "field", ["procedure", "submitter", "note", "due_reason", "papers", "name", "phone", "fee"]
)
def test_characters_that_cannot_be_printed_are_refused_with_their_field(field, bad):
    changes: dict[str, object] = {field: bad}
    if field == "papers":
        changes = {"papers": (Paper(name=bad, copies=1),)}
    elif field == "fee":
        changes = {"fee": Fee(official_receipt=bad)}
    elif field in ("name", "phone"):
        changes = {"applicant": replace(PERSON, **{field: bad})}
    with pytest.raises(BadInput, match="cannot be printed") as refusal:
        normalise(replace(NEW, **changes))
    assert refusal.value.field == field


def test_a_text_that_is_too_long_is_refused():
    assert clean_text(" a  b ", 3) == "a b"
    with pytest.raises(BadInput, match="4 letters, at most 3") as refusal:
        clean_text("a bc", 3, "note")
    assert refusal.value.field == "note"


@pytest.mark.parametrize(
    ("copied", "stands"),
    [
        ("Đặng\r\n\tThị  Diễm \n", "Đặng Thị Diễm"),
        (unicodedata.normalize("NFD", "Đặng Thị Diễm"), "Đặng Thị Diễm"),
        ("\ufeffLê\u200b \x00 Á\x1bnh\u202e", "Lê Ánh"),
        ("\x00\x01\n", ""),
    ],
)
def test_what_was_copied_stands_in_a_field_as_one_clean_line(copied, stands):
    assert printable(copied) == stands


@given(text=st.text(max_size=60))
def test_a_clean_text_is_clean_once_and_for_all(text):
    try:
        cleaned = clean_text(text, 200)
    except BadInput:
        return
    assert clean_text(cleaned, 200) == cleaned
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "  " not in cleaned
    assert cleaned == cleaned.strip()
    assert cleaned.isprintable()


def test_the_sentence_of_the_desk_is_vietnamese():
    i18n.use("vi")
    assert of_person(phone="090000018")[0].sentence == (
        "Số điện thoại có 9 chữ số, cần 10 chữ số. Không có thì để trống."
    )


def test_the_number_of_who_collects_is_checked_too():
    assert clean_identity(" 099 187 000456 ") == "099187000456"
    assert clean_identity("") == ""
    with pytest.raises(BadInput) as refused:
        clean_identity("09918700045")
    assert refused.value.field == "citizen_id"
