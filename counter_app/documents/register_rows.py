"""The rows of the ledger as set: which text stands where in each of the 13 columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from counter_app.core.papers import LedgerPaper, LedgerRow
from counter_app.core.records import Collect
from counter_app.documents.fonts import Face, width
from counter_app.documents.text import composed, cut, phone_words, wrapped
from counter_app.i18n import short_date

COLUMNS = (10, 21, 39, 11, 32, 37, 23, 16, 16, 16, 15, 18, 13)
LEFT = 20.0
SIZE, LINE, FIRST, PAD = 8.5, 3.55, 3.75, 2.2
LOWEST = 9.4  # a signature needs this height
CELL = 1.0
PROCEDURE_LINES = 4
OTHER_LINES = 8  # of address, unit and note; the ledger of a year must not hang on one of them

Placed = tuple[float, int, str, Face]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its texts as x (mm), number of the line, text and face, and its height in mm."""

    texts: tuple[Placed, ...]
    height: float


def ledger_rows(paper: LedgerPaper) -> list[Row]:
    """Every row of the ledger, laid out."""
    return [_row(row, paper.words) for row in paper.rows]


def _row(row: LedgerRow, words: Mapping[str, str]) -> Row:
    texts: list[Placed] = []
    _centre(texts, 0, (str(row.number),))
    _left(texts, 1, code_lines(row.code))
    _left(texts, 2, _procedure(row.procedure, row.procedure_code, words["procedure_code"]))
    _centre(texts, 3, (f"{row.sets:02d}",))
    name = wrapped(composed(row.applicant), Face.BOLD, SIZE, COLUMNS[4] - 2 * CELL)
    texts += [(_EDGES[4] + CELL, number, line, Face.BOLD) for number, line in enumerate(name)]
    phone = (phone_words(row.phone),) if row.phone else ()
    address = f"{row.address.rstrip(' ,')}," if row.address and phone else row.address
    _left(texts, 5, (*_limited(address, 5), *phone))
    _left(texts, 6, _limited(row.unit, 6))
    _centre(texts, 7, (short_date(row.received),))
    _centre(texts, 8, (short_date(row.due),))
    if row.returned is not None:
        _centre(texts, 9, (short_date(row.returned),))
    collect = words["collect_counter"] if row.collect is Collect.COUNTER else words["collect_post"]
    _centre(texts, 10, wrapped(collect, Face.REGULAR, SIZE, COLUMNS[10] - CELL))
    _left(texts, 12, _limited(row.note, 12))
    lines = max(line for _x, line, _text, _face in texts) + 1
    return Row(tuple(texts), max(LOWEST, lines * LINE + PAD))


_EDGES = tuple(LEFT + sum(COLUMNS[:number]) for number in range(len(COLUMNS) + 1))


def _left(texts: list[Placed], column: int, lines: tuple[str, ...]) -> None:
    x = _EDGES[column] + CELL
    texts += [(x, number, line, Face.REGULAR) for number, line in enumerate(lines)]


def _centre(texts: list[Placed], column: int, lines: tuple[str, ...]) -> None:
    middle = (_EDGES[column] + _EDGES[column + 1]) / 2
    for number, line in enumerate(lines):
        texts.append((middle - width(line, Face.REGULAR, SIZE) / 2, number, line, Face.REGULAR))


def code_lines(code: str) -> tuple[str, ...]:
    """The code broken after the unit, and again where the unit is wider than the column."""
    unit, dash, rest = code.partition("-")
    room = COLUMNS[1] - 2 * CELL
    return tuple(
        part for line in (unit + dash, rest) if line for part in wrapped(line, Face.REGULAR, SIZE, room)
    )


@lru_cache(maxsize=1024)
def _procedure(name: str, code: str, code_words: str) -> tuple[str, ...]:
    """Name of the procedure; cut after four lines, with its code below."""
    room = COLUMNS[2] - 2 * CELL
    lines = wrapped(composed(name), Face.REGULAR, SIZE, room)
    if len(lines) <= PROCEDURE_LINES:
        return lines
    fits = lambda text: width(text, Face.REGULAR, SIZE) <= room  # noqa: E731
    return (*cut(lines, PROCEDURE_LINES, fits), code_words.format(code=code))


@lru_cache(maxsize=4096)
def _limited(text: str, column: int) -> tuple[str, ...]:
    """``text`` in its column, cut after many lines."""
    if not text:
        return ()
    room = COLUMNS[column] - 2 * CELL
    lines = wrapped(composed(text), Face.REGULAR, SIZE, room)
    return cut(lines, OTHER_LINES, lambda part: width(part, Face.REGULAR, SIZE) <= room)
