"""The catalogue as files: written and read without a difference, and whatever else people bring."""

import tracemalloc
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from counter_app.assets import asset
from counter_app.core.catalogue import Catalogue, parse_catalogue, read_catalogue
from counter_app.core.catalogue_columns import Headings, parse_headings
from counter_app.core.deadlines import parse_rule
from counter_app.core.records import Paper, Procedure, Stage
from counter_app.documents import table_file
from counter_app.documents.catalogue_file import catalogue_xlsx, papers_csv, procedures_csv
from counter_app.documents.table_file import csv_file_table, workbook_tables
from counter_app.errors import BadFile

HEADINGS: Headings = parse_headings(asset("catalogue/columns.toml").read_text(encoding="utf-8"))
AT = datetime(2026, 11, 23, 15, 40)  # noqa: DTZ001 - a workbook knows no time zone
HEADING = ("code", "name", "field")
ROW = ("1.000001", "Đăng ký khai sinh", "Hộ tịch")


def shipped() -> list[Procedure]:
    """The shipped catalogue, and in its first procedures every field that the others leave empty."""
    texts = (asset(f"catalogue/{name}.csv").read_text(encoding="utf-8") for name in ("procedures", "papers"))
    first, second, *others = parse_catalogue(*texts)
    whole = replace(
        first,
        deadline=parse_rule("working_days:5"),
        commitment=parse_rule("working_days:4"),
        stages=(
            Stage(unit="Phòng A", deadline=parse_rule("working_days:2")),
            Stage(unit="Phòng B", deadline=parse_rule("working_days:2")),
        ),
        after_supplement="restart",
        forms=("Mẫu số 1a", "Mẫu số 1b"),
        replaced_by=others[0].code,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        decision="Quyết định số 12/QĐ-UBND",
        papers=(Paper(name="=1+1", originals=1, certified=2, copies=3),),
    )
    odd = replace(second, fee_text="-10 %", deadline_note="'=x", unit="@phòng", fast=True)
    return [whole, odd, *others]


def workbook(*rows: tuple[Any, ...], title: str = "Thủ tục", change: Callable[[Any], object] = id) -> bytes:
    """A workbook with one sheet of these rows under the heading, changed by hand."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in (HEADING, *rows):
        sheet.append(row)
    change(sheet)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def read(content: bytes) -> Catalogue:
    procedures, papers = workbook_tables("a.xlsx", content, HEADINGS)
    return read_catalogue(procedures, papers, None, HEADINGS)


def refusal(content: bytes) -> str:
    with pytest.raises(BadFile) as refused:
        read(content)
    return str(refused.value)


def problems(content: bytes) -> list[str]:
    return [str(one) for one in read(content).problems]


# written and read again


def test_a_workbook_is_read_as_it_was_written():
    every = shipped()
    read_in = read(catalogue_xlsx(every, HEADINGS, AT))
    assert read_in.problems == ()
    assert list(read_in.procedures) == every


def test_two_csv_files_are_read_as_they_were_written():
    every = shipped()
    read_in = read_catalogue(
        csv_file_table("a.csv", procedures_csv(every)), csv_file_table("b.csv", papers_csv(every))
    )
    assert read_in.problems == ()
    assert list(read_in.procedures) == every


def test_a_workbook_looks_as_people_expect_it():
    book = openpyxl.load_workbook(BytesIO(catalogue_xlsx(shipped(), HEADINGS, AT)))
    assert book.sheetnames == ["Thủ tục", "Thành phần hồ sơ"]
    sheet = book["Thủ tục"]
    assert [cell.value for cell in sheet[1]] == list(HEADINGS.procedures.values())
    assert sheet.freeze_panes == "C2"
    code, kind, valid_from = sheet["A2"], sheet["D2"], sheet["Q2"]
    assert (code.data_type, code.number_format) == ("s", "@")
    assert (kind.value, valid_from.value) == ("ngày làm việc", datetime(2026, 1, 1))  # noqa: DTZ001
    lists = {str(one.sqref): one.formula1 for one in sheet.data_validations.dataValidation}
    assert any("ngày làm việc" in offered for offered in lists.values())
    assert not any(
        cell.data_type == "f" for name in book.sheetnames for row in book[name].iter_rows() for cell in row
    )


# what people type into a workbook


def test_numbers_and_days_may_be_typed_as_such():
    heading = (*HEADING, "fee_amount", "valid_from", "fast", "deadline_kind", "deadline_value")
    typed = (1.00011, "Đăng ký khai sinh", "Hộ tịch", 15000.0, date(2026, 7, 1), True, "ngày", 30)

    def retype(sheet: Any) -> None:
        sheet.delete_rows(1, 2)
        sheet.append(heading)
        sheet.append(typed)

    (one,) = read(workbook(ROW, change=retype)).procedures
    assert (one.code, one.fee_amount, one.fast) == ("1.000110", 15000, True)
    assert (one.valid_from, one.deadline) == (date(2026, 7, 1), parse_rule("days:30"))


def test_a_workbook_of_one_sheet_needs_no_name_for_it():
    (one,) = read(workbook(ROW, title="Sheet1")).procedures
    assert (one.code, one.papers) == ("1.000001", ())


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("=1+1", "the cell holds a formula; put its value there."),
        ("#N/A", "the cell shows the error #N/A."),
        (time(9, 30), "the cell holds a time; nothing of a catalogue is one."),
        (timedelta(hours=3), "the cell holds a time; nothing of a catalogue is one."),
    ],
)
def test_a_cell_that_is_no_text_refuses_its_row(value, words):
    def put(sheet: Any) -> None:
        sheet["C3"] = value

    content = workbook(ROW, ("1.000002", "Khai tử", "Hộ tịch"), change=put)
    assert problems(content) == [f"a.xlsx (sheet Thủ tục), line 3, column “field”: {words}"]
    assert [one.code for one in read(content).procedures] == ["1.000001"]


@pytest.mark.parametrize(
    ("area", "lines", "column"),
    [("B2:B3", [2, 3], "name"), ("A3:XFD3", [3], "code"), ("C4:C9", [4], "field")],
)
def test_merged_cells_refuse_their_rows(area, lines, column):
    rows = [(f"1.00000{n}", f"Thủ tục {n}", "Hộ tịch") for n in range(1, 4)]
    found = read(workbook(*rows, change=lambda sheet: sheet.merge_cells(area))).problems
    assert [one.line for one in found if one.line <= 4] == lines
    assert found[0].column == column
    assert "is merged with others" in found[0].sentence


def test_a_merged_title_over_the_heading_is_named():
    def title(sheet: Any) -> None:
        sheet.insert_rows(1)
        sheet["A1"] = "DANH MỤC"
        sheet.merge_cells("A1:C1")

    assert refusal(workbook(ROW, change=title)) == (
        "a.xlsx (sheet Thủ tục), line 1: the cell is merged with others; unmerge them and fill each one."
    )


def test_a_sheet_that_is_all_merged_is_no_table():
    def merge(sheet: Any) -> None:
        for line in range(10, 1100, 2):
            sheet.merge_cells(f"A{line}:A{line + 1}")

    assert "a.xlsx has too many merged cells, such as at line" in refusal(workbook(ROW, change=merge))


def test_two_merged_areas_of_one_row_refuse_it_once():
    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A3")
        sheet.merge_cells("C2:C3")

    found = problems(workbook(ROW, ("1.000002", "Khai tử", "Hộ tịch"), change=merge))
    assert [one.partition(", column")[0] for one in found] == [
        "a.xlsx (sheet Thủ tục), line 2",
        "a.xlsx (sheet Thủ tục), line 3",
    ]


def test_cells_beside_the_table_refuse_their_row():
    content = workbook(ROW, change=lambda sheet: sheet.__setitem__("F2", "?"))
    assert problems(content) == [
        "a.xlsx (sheet Thủ tục), line 2, column “code”: there are 6 cells instead of 3."
    ]


# what is no catalogue


@pytest.mark.parametrize(
    "content",
    [b"", b"hello", b"PK\x03\x04" + b"\0" * 100, workbook(ROW)[:-200], b"\xd0\xcf\x11\xe0" + b"\0" * 600],
)
def test_a_file_that_is_no_workbook_is_said_to_be_none(content):
    assert refusal(content) == "a.xlsx is no workbook or is damaged. Save it again as .xlsx and try again."


def repacked(content: bytes, name: str, part: bytes) -> bytes:
    """The workbook with another content of one of its parts."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for one in old.namelist():
            new.writestr(one, part if one == name else old.read(one))
    return file.getvalue()


@pytest.mark.parametrize(
    "part",
    [
        b"<worksheet",
        b"<a/>",
        b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="x"><c t="s"><v>99</v></c></row></sheetData></worksheet>',
    ],
)
def test_a_damaged_sheet_is_said_to_be_damaged(part):
    content = repacked(workbook(ROW), "xl/worksheets/sheet1.xml", part)
    assert refusal(content).startswith("a.xlsx")


def test_a_workbook_without_the_sheet_is_told_its_name():
    book = openpyxl.Workbook()
    book.create_sheet("Khác")
    file = BytesIO()
    book.save(file)
    assert refusal(file.getvalue()) == (
        "a.xlsx has no sheet “Thủ tục”. Give the sheet of the procedures this name."
    )


def test_a_bomb_is_refused_before_it_is_unpacked():
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * (table_file.LARGEST_UNPACKED + 1))
    tracemalloc.start()
    try:
        assert "unpacks to more than 64 MB" in refusal(file.getvalue())
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_a_file_of_many_megabytes_is_not_even_opened():
    assert "is larger than 16 MB" in refusal(b"0" * (table_file.LARGEST_FILE + 1))


def test_fifty_thousand_rows_are_refused_by_one_sentence_and_little_memory(tmp_path: Path):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Thủ tục")
    sheet.append(HEADING)
    for number in range(50_000):
        sheet.append((f"1.{number:06d}", "Đăng ký khai sinh", "Hộ tịch"))
    book.save(tmp_path / "big.xlsx")
    content = (tmp_path / "big.xlsx").read_bytes()
    tracemalloc.start()
    try:
        assert refusal(content) == (
            "a.xlsx (sheet Thủ tục) has more than 5000 rows; that is no catalogue of one office. "
            "Delete what does not belong there, from line 5002 on, and try again."
        )
        assert tracemalloc.get_traced_memory()[1] < 40_000_000
    finally:
        tracemalloc.stop()


# CSV as the programs of an office write it


def in_windows_1258(text: str) -> bytes:
    """Text as Vietnamese Windows wrote it: letters with their own sign, tones after them."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    spread = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        spread.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in tones)))
        spread += [part for part in parts if part in tones]
    return "".join(spread).encode("cp1258")


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: text.encode("utf-8"),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.encode("utf-16"),
        lambda text: text.replace(",", ";").encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").replace(",", "\t").encode("utf-16"),
        in_windows_1258,
    ],
)
def test_csv_is_read_in_the_ways_offices_save_it(encode):
    text = "code,name,field\n1.000001,Cấp bản sao “Trích lục” – Đăng ký lại,Hộ tịch\n"
    (one,) = read_catalogue(csv_file_table("a.csv", encode(text)), None).procedures
    assert one.name == "Cấp bản sao “Trích lục” – Đăng ký lại"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"code,name\0,field\n",
        b"\xff\xfe\x00",
        b"\x00\xff\x01",
        "code,name,field\n1.000001,µ¸¹,x\n".encode("latin-1"),  # TCVN3
    ],
)
def test_csv_in_letters_that_nobody_can_be_sure_of_is_refused(content):
    with pytest.raises(BadFile, match=r"^a\.csv is no CSV in UTF-8\."):
        read_catalogue(csv_file_table("a.csv", content), None)
