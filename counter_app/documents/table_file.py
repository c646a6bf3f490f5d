"""The catalogue's tables as they stand in a file: a workbook (XLSX) or CSV, whatever is in it.

A file comes from outside, so its size is bounded before it is unpacked, no formula is
reckoned, and what cannot be read as text is handed on with its reason.
"""

import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import ParseError

from counter_app.core.catalogue import MOST_PAPERS, MOST_PROCEDURES, Cell, Table, Unreadable, csv_table
from counter_app.core.catalogue_columns import BARE, Headings, alike
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

#: Bytes of a file, and of a workbook when it is unpacked; 5,000 procedures take a tenth of it.
LARGEST_FILE = 16_000_000
LARGEST_UNPACKED = 64_000_000
#: Merged areas after which a sheet is a drawing and no table.
MOST_MERGED = 500
#: Cells of one row that are looked at.
WIDEST = 64

_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_CHUNK = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
_VIETNAMESE = frozenset(
    "ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯàáâãèéêìíòóôõùúýăđĩũơư–—‘’“”…•°±×§₫\u00a0«»\u0300\u0301\u0303\u0309\u0323"
)


def workbook_tables(file: str, content: bytes, headings: Headings) -> tuple[Table, Table | None]:
    """The tables of procedures and of papers in a workbook; a workbook of one sheet has no papers.

    Raises:
        BadFile: it is no workbook, is damaged, unpacks to more than a catalogue can be, or
            has no sheet of procedures.
    """
    _require_size(file, content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts such as drop-down lists, which are not read
            return _tables(file, content, headings)
    except BadFile:
        raise
    except _DAMAGED as error:
        raise BadFile(
            _("{file} is no workbook or is damaged. Save it again as .xlsx and try again.").format(file=file)
        ) from error


def _tables(file: str, content: bytes, headings: Headings) -> tuple[Table, Table | None]:
    from openpyxl import load_workbook  # noqa: PLC0415 - only where a workbook is read

    _require_small(file, content)
    book = load_workbook(BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        names = [(alike(one.title), one) for one in book.worksheets]
        chosen = [
            next((sheet for name, sheet in names if name in (alike(own), alike(bare))), None)
            for own, bare in zip(headings.sheets, BARE.sheets, strict=True)
        ]
        procedures, papers = chosen
        if procedures is None and len(names) == 1 and papers is None:
            procedures = names[0][1]
        if procedures is None:
            raise BadFile(
                _("{file} has no sheet “{sheet}”. Give the sheet of the procedures this name.").format(
                    file=file, sheet=headings.sheets[0]
                )
            )
        first = Table(_place(file, procedures), list(_rows(file, procedures, MOST_PROCEDURES)), ragged=True)
        if papers is None:
            return first, None
        return first, Table(_place(file, papers), list(_rows(file, papers, MOST_PAPERS)), ragged=True)
    finally:
        book.close()


def _place(file: str, sheet: Any) -> str:
    return _("{file} (sheet {sheet})").format(file=file, sheet=sheet.title)


def _require_size(file: str, content: bytes) -> None:
    if len(content) > LARGEST_FILE:
        raise BadFile(
            _(
                "{file} is larger than {most} MB; no catalogue of one office is. Choose the right file."
            ).format(file=file, most=LARGEST_FILE // 1_000_000)
        )


def _require_small(file: str, content: bytes) -> None:
    """Refuse what unpacks to too much; a part never unpacks to more than it says."""
    with zipfile.ZipFile(BytesIO(content)) as packed:
        parts = packed.infolist()
        if sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            raise BadFile(
                _(
                    "{file} unpacks to more than {most} MB; no catalogue of one office does. "
                    "Copy the table into a new workbook."
                ).format(file=file, most=LARGEST_UNPACKED // 1_000_000)
            )
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with packed.open(part) as source:
                    if b"<!DOCTYPE" in source.read(1024):
                        raise zipfile.BadZipFile("a workbook declares no document type")


def _rows(file: str, sheet: Any, most: int) -> Iterator[tuple[int, Sequence[Cell]]]:
    """The rows of ``sheet`` with their numbers, up to the first one too many."""
    merged = _merged_rows(file, sheet, most)
    sheet.reset_dimensions()  # what a file says of its own size need not be true
    for line, cells in enumerate(sheet.iter_rows(max_col=WIDEST + 1), 1):
        texts = [_text(cell) for cell in cells]
        for first, last in merged.get(line, ()):
            reason = _("the cell is merged with others; unmerge them and fill each one.")
            texts[first - 1 : last] = [Unreadable(reason)] * (min(last, len(texts)) - first + 1)
        yield line, texts
        if line > most + 1:
            return


def _merged_rows(file: str, sheet: Any, most: int) -> dict[int, list[tuple[int, int]]]:
    """First and last column of the merged areas, for each row that has some."""
    from openpyxl.utils import column_index_from_string  # noqa: PLC0415

    found: dict[int, list[tuple[int, int]]] = {}
    for count, (left, top, right, bottom) in enumerate(_merged_areas(sheet), 1):
        if count > MOST_MERGED:
            raise BadFile(
                _("{file} has too many merged cells, such as at line {line}. Unmerge them all.").format(
                    file=file, line=top
                )
            )
        columns = column_index_from_string(left), min(column_index_from_string(right), WIDEST + 1)
        for line in range(top, min(bottom, most + 2) + 1):
            found.setdefault(line, []).append(columns)
    return found


def _merged_areas(sheet: Any) -> Iterator[tuple[str, int, str, int]]:
    """Merged areas, which a sheet names after its rows; read here because rows are read as they come."""
    with sheet._get_source() as source:
        rest = b""
        while chunk := source.read(_CHUNK):
            text = rest + chunk
            end = 0
            for area in _MERGED.finditer(text):
                end = area.end()
                left, top, right, bottom = (part.decode("ascii") for part in area.groups())
                yield left, int(top), right, int(bottom)
            rest = text[max(end, len(text) - 200) :]


def _text(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f":
        return Unreadable(_("the cell holds a formula; put its value there."))
    if cell.data_type == "e":
        return Unreadable(_("the cell shows the error {error}.").format(error=value))
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        # A code typed as a number has lost the zeros at its end: 1.00011 is 1.000110.
        return str(int(value)) if value.is_integer() else f"{value:.6f}"
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, str | int | date):
        return str(value)
    return Unreadable(_("the cell holds a time; nothing of a catalogue is one."))


def csv_file_table(file: str, content: bytes) -> Table:
    """The table in a CSV file, in UTF-8, UTF-16 or windows-1258.

    Raises:
        BadFile: it is no text, or in letters that nobody can be sure of.
    """
    _require_size(file, content)
    return csv_table(file, _decoded(file, content))


def _decoded(file: str, content: bytes) -> str:
    wrong = BadFile(
        _("{file} is no CSV in UTF-8. Save it as “CSV UTF-8” or as a workbook and try again.").format(
            file=file
        )
    )
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = content.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        if utf16 or b"\0" in content:
            raise wrong from error
        text = _of_windows(content)
    if not text or "\0" in text:
        raise wrong
    return text


def _of_windows(content: bytes) -> str:
    """Text in windows-1258; "" where a letter shows that it is in another encoding, such as TCVN3."""
    text = content.decode("cp1258", errors="replace")
    if any(letter > "\x7f" and letter not in _VIETNAMESE for letter in text):
        return ""
    return unicodedata.normalize("NFC", text)
