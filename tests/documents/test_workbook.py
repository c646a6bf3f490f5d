"""The ledger as workbook and CSV, read back by readers of their own."""

import csv
from datetime import date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from counter_app.documents.workbook import ledger_csv, ledger_xlsx
from tests.documents.paper_makers import DAY, ledger, ledger_row

HOSTILE = ('=HYPERLINK("http://x")', "+84900000427", "-1+1", "@SUM(A1)", "\t=1+1")


def sheet_of(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(content)).active


def test_the_workbook_has_the_13_columns_of_the_form() -> None:
    sheet = sheet_of(ledger_xlsx(ledger(5)))
    heads = [cell.value for cell in sheet[1]]
    assert len(heads) == 13
    assert heads[:3] == ["TT", "Mã hồ sơ", "Tên thủ tục hành chính"]
    assert heads[7:10] == [
        "Ngày, tháng, năm: Nhận hồ sơ",
        "Ngày, tháng, năm: Hẹn trả kết quả",
        "Ngày, tháng, năm: Trả kết quả",
    ]
    assert sheet.max_row == 6


def test_dates_are_dates_and_numbers_are_numbers() -> None:
    sheet = sheet_of(ledger_xlsx(ledger(2)))
    first, second = sheet[2], sheet[3]
    assert (first[0].value, first[3].value) == (6186, 1)
    assert isinstance(first[7].value, datetime)
    assert first[7].value.date() == DAY
    assert first[7].number_format == "dd/mm/yyyy"
    assert second[8].value.date() == date(2026, 12, 1)
    assert second[9].value is None
    assert first[1].value == "H99.017-261123-0041"
    assert first[5].value == "thôn Trung, Đông Phù, 0900 000 000"
    assert (first[10].value, second[10].value) == ("Trực tiếp", "Trực tiếp")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_a_formula(text: str) -> None:
    row = ledger_row(1, applicant=text, note=text)
    sheet = sheet_of(ledger_xlsx(ledger((row,))))
    cell = sheet.cell(2, 5)
    assert cell.data_type == "s"
    assert cell.value == text.strip()
    (_heads, cells) = csv.reader(StringIO(ledger_csv(ledger((row,))).decode("utf-8-sig")))
    assert cells[4] == cells[12] == f"'{text.strip()}"


def test_the_workbook_is_set_up_for_reading_and_for_a4_landscape() -> None:
    sheet = sheet_of(ledger_xlsx(ledger(3)))
    assert sheet.freeze_panes == "C2"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.page_setup.paperSize == 9
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.column_dimensions["C"].width > 40
    assert "SỔ THEO DÕI HỒ SƠ" in sheet.oddHeader.center.text


def test_an_empty_ledger_is_heads_alone() -> None:
    assert sheet_of(ledger_xlsx(ledger(0))).max_row == 1


def test_the_csv_opens_with_its_marks() -> None:
    content = ledger_csv(ledger(3))
    assert content.startswith(b"\xef\xbb\xbf")
    heads, *rows = csv.reader(StringIO(content.decode("utf-8-sig")))
    assert len(heads) == 13
    assert {len(row) for row in rows} == {13}
    assert rows[0][4] == "Trần Văn Bình"
    assert date.fromisoformat(rows[0][7]) == DAY
    assert rows[1][9] == ""
