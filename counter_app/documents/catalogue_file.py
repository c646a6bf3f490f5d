"""The catalogue written as the files it is read from: a workbook of two sheets, or two CSV files."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO, StringIO
from typing import Any

from counter_app.core.catalogue_columns import (
    PAPER_COLUMNS,
    PROCEDURE_COLUMNS,
    Headings,
    paper_row,
    row_of,
)
from counter_app.core.deadlines import DeadlineKind, kind_words
from counter_app.core.records import Procedure

_KIND_COLUMNS = ("deadline_kind", "commitment_kind")
_NUMBERS = ("deadline_value", "commitment_value", "fee_amount", *PAPER_COLUMNS[2:])
_DAYS = ("valid_from", "valid_to")
_WIDTHS = {"code": 12, "name": 60, "field": 28, "deadline_note": 40, "fee_text": 40, "unit": 26, "stages": 40}
_WIDE, _NARROW = 18, 12
_EMPTY_ROWS = 500  # below the last one, where new rows find the same lists and formats
_FORMULA = re.compile(r"'*[=+\-@]")


def catalogue_xlsx(procedures: Sequence[Procedure], headings: Headings, created: datetime) -> bytes:
    """The catalogue as a workbook: frozen heads, lists to choose from, codes that stay text."""
    import xlsxwriter  # noqa: PLC0415 - the window starts without it

    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(file, options | {"strings_to_urls": False})
    book.set_properties({"created": created.replace(tzinfo=None)})
    rows = [row_of(one) for one in procedures]
    papers = [paper_row(one.code, paper) for one in procedures for paper in one.papers]
    tables = (
        (headings.sheets[0], PROCEDURE_COLUMNS, headings.procedures, rows),
        (headings.sheets[1], PAPER_COLUMNS, headings.papers, papers),
    )
    for sheet, columns, titles, lines in tables:
        _sheet(book, book.add_worksheet(sheet), columns, (titles, lines, headings.values))
    book.close()
    return file.getvalue()


def _sheet(
    book: Any,
    sheet: Any,
    columns: Sequence[str],
    said: tuple[Mapping[str, str], Sequence[Mapping[str, str]], Mapping[str, Mapping[str, str]]],
) -> None:
    titles, lines, values = said
    font = {"font_name": "Times New Roman", "font_size": 11, "valign": "top"}
    head = book.add_format({**font, "bold": True, "bottom": 1, "text_wrap": True, "bg_color": "#EDEFF2"})
    text = book.add_format({**font, "text_wrap": True, "num_format": "@"})
    number = book.add_format({**font, "num_format": "#,##0"})
    day = book.add_format({**font, "num_format": "dd/mm/yyyy"})
    for place, column in enumerate(columns):
        form = number if column in _NUMBERS else day if column in _DAYS else text
        narrow = column in _NUMBERS or column in _DAYS or column == "fast"
        sheet.set_column(place, place, _WIDTHS.get(column, _NARROW if narrow else _WIDE), form)
        sheet.write_string(0, place, titles[column], head)
        words = _words(column, values)
        if words:
            offered = {"validate": "list", "source": list(words.values()), "ignore_blank": True}
            sheet.data_validation(1, place, len(lines) + _EMPTY_ROWS, place, offered)
        for line, row in enumerate(lines, 1):
            cell = row[column]
            if not cell:
                continue
            if column in _NUMBERS:
                sheet.write_number(line, place, int(cell), number)
            elif column in _DAYS:
                sheet.write_datetime(line, place, datetime.combine(date.fromisoformat(cell), time()), day)
            else:
                sheet.write_string(line, place, words.get(cell, cell), text)
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(len(lines), 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _words(column: str, values: Mapping[str, Mapping[str, str]]) -> Mapping[str, str]:
    if column in _KIND_COLUMNS:
        return {kind.value: kind_words(kind) for kind in DeadlineKind}
    return values.get(column, {})


def procedures_csv(procedures: Iterable[Procedure]) -> bytes:
    """The table of procedures as CSV in UTF-8 with a byte order mark."""
    return _csv(PROCEDURE_COLUMNS, (row_of(one) for one in procedures))


def papers_csv(procedures: Iterable[Procedure]) -> bytes:
    """The table of their papers as CSV in UTF-8 with a byte order mark."""
    rows = (paper_row(one.code, paper) for one in procedures for paper in one.papers)
    return _csv(PAPER_COLUMNS, rows)


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """A cell that looks like a formula begins with an apostrophe, which reading takes off."""
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow(columns)
    for row in rows:
        writer.writerow(
            [f"'{cell}" if _FORMULA.match(cell) else cell for cell in map(row.__getitem__, columns)]
        )
    return file.getvalue().encode("utf-8-sig")
