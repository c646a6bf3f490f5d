"""The rows of the ledger as set: which text stands where in each of the 13 columns.

What a row of a hand-over list says in the same way (code, procedure, address) is set here too.
"""

from collections.abc import Mapping

from counter_app.core.papers import LedgerPaper, LedgerRow
from counter_app.core.records import Collect
from counter_app.documents.fonts import Face, width
from counter_app.documents.table import Columns, Placed, Row, Setting
from counter_app.documents.text import composed, phone_words, wrapped
from counter_app.i18n import short_date

PROCEDURE_LINES = 4
OTHER_LINES = 8  # of address, unit and note; the ledger of a year must not hang on one of them
CELL = 1.0

#: How rows of a list are set; a row is high enough for a signature.
SETTING = Setting(size=8.5, line=3.55, first=3.75, pad=2.2, cell=CELL, lowest=9.4)

#: The 13 columns of the form.
COLUMNS = Columns(20.0, (10, 21, 39, 11, 32, 37, 23, 16, 16, 16, 15, 18, 13), SETTING)


def ledger_rows(paper: LedgerPaper) -> list[Row]:
    """Every row of the ledger, laid out."""
    return [_row(row, paper.words) for row in paper.rows]


def _row(row: LedgerRow, words: Mapping[str, str]) -> Row:
    at_left, centred = COLUMNS.at_left, COLUMNS.centred
    texts: list[Placed] = []
    centred(texts, 0, (str(row.number),))
    at_left(texts, 1, code_lines(COLUMNS, 1, row.code))
    named = words["procedure_code"].format(code=row.procedure_code)
    at_left(texts, 2, procedure_lines(COLUMNS, 2, row.procedure, named))
    centred(texts, 3, (f"{row.sets:02d}",))
    at_left(texts, 4, COLUMNS.lines(4, row.applicant, Face.BOLD), Face.BOLD)
    at_left(texts, 5, address_lines(COLUMNS, 5, row.address, row.phone))
    at_left(texts, 6, COLUMNS.lines(6, row.unit, most=OTHER_LINES))
    centred(texts, 7, (short_date(row.received),))
    centred(texts, 8, (short_date(row.due),))
    if row.returned is not None:
        centred(texts, 9, (short_date(row.returned),))
    collect = words["collect_counter"] if row.collect is Collect.COUNTER else words["collect_post"]
    centred(texts, 10, wrapped(collect, Face.REGULAR, SETTING.size, COLUMNS.widths[10] - CELL))
    at_left(texts, 12, COLUMNS.lines(12, row.note, most=OTHER_LINES))
    return COLUMNS.row(texts)


def code_lines(columns: Columns, column: int, code: str) -> tuple[str, ...]:
    """The code on one line if it fits; else broken after the unit, and again where the unit is too wide."""
    room, size = columns.room(column), columns.setting.size
    if width(code, Face.REGULAR, size) <= room:
        return (code,)
    unit, dash, rest = code.partition("-")
    return tuple(
        part for line in (unit + dash, rest) if line for part in wrapped(line, Face.REGULAR, size, room)
    )


def procedure_lines(columns: Columns, column: int, name: str, named: str) -> tuple[str, ...]:
    """Name of the procedure; cut after four lines, with its code (``named``) below."""
    lines = columns.lines(column, name)
    if len(lines) <= PROCEDURE_LINES:
        return lines
    return (*columns.lines(column, name, most=PROCEDURE_LINES), named)


def address_lines(columns: Columns, column: int, address: str, phone: str) -> tuple[str, ...]:
    """The address, and on a line of its own the telephone number."""
    numbers = (phone_words(phone),) if phone else ()
    said = f"{composed(address).rstrip(' ,')}," if address and phone else address
    return (*columns.lines(column, said, most=OTHER_LINES), *numbers)
