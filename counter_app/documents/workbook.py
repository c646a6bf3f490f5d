"""The ledger as a workbook (XLSX) and as CSV: the same 13 columns as on paper.

Names and notes come from outside: no cell is ever a formula, a number or a link, however
its text begins.
"""

import csv
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from counter_app.core.papers import LedgerPaper, LedgerRow
from counter_app.core.records import Collect
from counter_app.documents.text import composed, phone_words
from counter_app.i18n import short_date

Cell = str | int | date | None

WIDTHS = (7, 22, 48, 9, 30, 38, 24, 12, 12, 12, 12, 12, 20)  # in letters, as workbooks count
DATES = range(7, 10)
HEAD_ROW = 0
FORMULA_SIGNS = "=+-@\t\r"
A4 = 9  # number of the sheet in a workbook's print set-up
MARGINS = {"left": 20 / 25.4, "right": 10 / 25.4, "top": 15 / 25.4, "bottom": 15 / 25.4}


def ledger_xlsx(paper: LedgerPaper) -> bytes:
    """The ledger as a workbook: frozen heads, dates as dates, set up for A4 landscape."""
    import xlsxwriter  # noqa: PLC0415 - the window starts without it

    file = BytesIO()
    book = xlsxwriter.Workbook(
        file,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties(
        {
            "title": ledger_title(paper),
            "comments": " ".join((paper.words["seal"], paper.chain_head)) if paper.chain_head else "",
            "created": paper.printed_at.replace(tzinfo=None),
        }
    )
    font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    head = book.add_format(
        {**font, "bold": True, "border": 1, "align": "center", "valign": "vcenter", "text_wrap": True}
    )
    words = book.add_format({**font, "border": 1, "text_wrap": True, "num_format": "@"})
    number = book.add_format({**font, "border": 1, "align": "center"})
    day = book.add_format({**font, "border": 1, "align": "center", "num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet(f"{paper.last:%Y-%m-%d}")
    for column, (text, wide) in enumerate(zip(ledger_heads(paper.words), WIDTHS, strict=True)):
        sheet.set_column(column, column, wide)
        sheet.write_string(HEAD_ROW, column, text, head)
    line = HEAD_ROW
    for cells in ledger_cells(paper):
        line += 1
        for column, cell in enumerate(cells):
            if isinstance(cell, date):
                sheet.write_datetime(line, column, datetime.combine(cell, time()), day)
            elif isinstance(cell, int):
                sheet.write_number(line, column, cell, number)
            elif cell:
                sheet.write_string(line, column, cell, words)
            else:
                sheet.write_blank(line, column, None, words)
    _print_setup(sheet, ledger_title(paper), paper.words["page"], line)
    book.close()
    return file.getvalue()


def ledger_csv(paper: LedgerPaper) -> bytes:
    """The ledger as CSV in UTF-8 with a byte order mark, dates as 2026-11-23.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(ledger_heads(paper.words))
    for cells in ledger_cells(paper):
        writer.writerow([_harmless(cell) for cell in cells])
    return file.getvalue().encode("utf-8-sig")


def _print_setup(sheet: Any, title: str, page: str, last_line: int) -> None:
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.autofilter(HEAD_ROW, 0, last_line, len(WIDTHS) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.set_margins(**MARGINS)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_header(f'&C&"Times New Roman,Bold"&14 {title.replace("&", "&&")}')
    sheet.set_footer("&C" + page.format(page="&P", pages="&N"))


def ledger_title(paper: LedgerPaper) -> str:
    """The title of the form with the days, and whose dossiers they are where they are not of this office."""
    days = paper.words["on_days"].format(first=short_date(paper.first), last=short_date(paper.last))
    return " · ".join(part for part in (paper.words["title"], composed(paper.whose), days) if part)


def ledger_heads(words: Mapping[str, str]) -> list[str]:
    """The heads of the 13 columns."""
    group = words["columns_8_10"]
    heads = [words[f"column_{number + 1}"] for number in range(len(WIDTHS))]
    return [f"{group}: {head}" if column in DATES else head for column, head in enumerate(heads)]


def ledger_cells(paper: LedgerPaper) -> Iterator[tuple[Cell, ...]]:
    """The 13 cells of each row; None for one to be filled in by hand or later."""
    for row in paper.rows:
        yield _cells(row, paper.words)


def _cells(row: LedgerRow, words: Mapping[str, str]) -> tuple[Cell, ...]:
    where = ", ".join(part for part in (composed(row.address), phone_words(row.phone)) if part)
    return (
        row.number,
        row.code,
        composed(row.procedure),
        row.sets,
        composed(row.applicant),
        where,
        composed(row.unit),
        row.received,
        row.due,
        row.returned,
        words["collect_counter"] if row.collect is Collect.COUNTER else words["collect_post"],
        None,
        composed(row.note),
    )


def _harmless(cell: Cell) -> str | int:
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str) and cell.startswith(tuple(FORMULA_SIGNS)):
        return f"'{cell}"
    return "" if cell is None else cell
