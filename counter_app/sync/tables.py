"""CSV tables (RFC 4180) made a part at a time, so that a long one never stands in memory whole."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

#: Letters that one cell may have; the standard reader stops at 131,072.
_CELL_LIMIT = 8 << 20

#: Rows that are made at a time.
_PART = 1000


def csv_rows(lines: Iterable[str]) -> Iterator[list[str]]:
    """The rows of a table.

    Raises:
        csv.Error: it is not one.
        UnicodeDecodeError: it is not UTF-8.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    return csv.reader(lines, strict=True)


def csv_parts(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Iterator[str]:
    """The table with these ``columns`` and ``rows``, lines ending in CR LF."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(columns)
    rows = iter(rows)
    while part := list(islice(rows, _PART)):
        writer.writerows(part)
        yield text.getvalue()
        text.seek(0)
        text.truncate()
    yield text.getvalue()
