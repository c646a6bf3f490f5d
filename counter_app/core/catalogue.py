"""The catalogue of procedures (danh mục thủ tục hành chính), read from two CSV files.

The catalogue is data that an office replaces when its province announces a new list, so
every row is checked and a refused one is named with its file and line.
"""

import csv
import io
import re
import unicodedata
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace

from counter_app.core.promise import DeadlineKind, DeadlineRule
from counter_app.core.records import Paper, Procedure
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

PROCEDURES_FILE = "procedures.csv"
PAPERS_FILE = "papers.csv"

#: Columns of the two files, in their order.
PROCEDURE_COLUMNS = (
    "code",
    "name",
    "field",
    "deadline_kind",
    "deadline_value",
    "deadline_note",
    "fee_text",
    "fee_amount",
    "unit",
    "fast",
)
PAPER_COLUMNS = ("code", "name", "originals", "certified", "copies")

#: Shape of a code in the national database of procedures (mã thủ tục hành chính).
CODE = re.compile(r"\d\.\d{6}", re.ASCII)

_WITHOUT_NUMBER = (DeadlineKind.SAME_DAY, DeadlineKind.IMMEDIATE)
_MOST_COPIES = 99


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A refused row: its file, its line (the heading is line 1) and what to correct."""

    file: str
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the two files hold: the procedures that can be used and the rows that cannot."""

    procedures: tuple[Procedure, ...]
    problems: tuple[RowProblem, ...]


class _Refused(Exception):
    """Why a row cannot be used, as a finished sentence."""


def parse_catalogue(procedures_csv: str, papers_csv: str) -> tuple[Procedure, ...]:
    """Every procedure of the catalogue with its papers, in the order of the file.

    Raises:
        BadFile: a heading is not the expected one, or a row cannot be used; the sentence
            names the file and the line of the first one.
    """
    catalogue = read_catalogue(procedures_csv, papers_csv)
    if catalogue.problems:
        first = catalogue.problems[0]
        raise BadFile(
            _("{file}, line {line}: {problem} Correct it and read the catalogue again.").format(
                file=first.file, line=first.line, problem=first.sentence
            )
        )
    return catalogue.procedures


def read_catalogue(procedures_csv: str, papers_csv: str) -> Catalogue:
    """The usable procedures and, row by row, what is wrong with the others.

    A paper whose three numbers are 0 is handed in only where it applies (nếu có). A paper of
    a refused procedure is left out without a problem of its own.

    Raises:
        BadFile: a file is not CSV with the expected heading.
    """
    problems: list[RowProblem] = []
    found: dict[str, Procedure] = {}
    refused: set[str] = set()
    for line, row in _rows(procedures_csv, PROCEDURES_FILE, PROCEDURE_COLUMNS):
        try:
            found[row["code"]] = _procedure(row, taken=found)
        except _Refused as problem:
            refused.add(row["code"])
            problems.append(RowProblem(PROCEDURES_FILE, line, str(problem)))
    papers = _papers(papers_csv, known=found.keys() | refused, problems=problems)
    return Catalogue(
        procedures=tuple(replace(one, papers=tuple(papers[one.code].values())) for one in found.values()),
        problems=tuple(problems),
    )


def _papers(
    papers_csv: str, *, known: set[str], problems: list[RowProblem]
) -> Mapping[str, dict[str, Paper]]:
    papers: defaultdict[str, dict[str, Paper]] = defaultdict(dict)
    for line, row in _rows(papers_csv, PAPERS_FILE, PAPER_COLUMNS):
        try:
            of_procedure = papers[row["code"]]
            of_procedure[row["name"]] = _paper(row, known=known, taken=of_procedure)
        except _Refused as problem:
            problems.append(RowProblem(PAPERS_FILE, line, str(problem)))
    return papers


def _rows(text: str, file: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line; the texts are NFC, without spaces around them."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        heading = tuple(next(reader, ()))
        if heading != columns:
            raise BadFile(
                _("The first line of {file} must read: {columns}. Correct the file and try again.").format(
                    file=file, columns=",".join(columns)
                )
            )
        for cells in reader:
            if len(cells) != len(columns):
                raise BadFile(
                    _(
                        "{file}, line {line}: there are {found} columns instead of {wanted}. "
                        "Correct the file and try again."
                    ).format(file=file, line=reader.line_num, found=len(cells), wanted=len(columns))
                )
            texts = (unicodedata.normalize("NFC", cell.strip()) for cell in cells)
            yield reader.line_num, dict(zip(columns, texts, strict=True))
    except csv.Error as error:
        raise BadFile(
            _("{file}, line {line}: this is not CSV ({reason}). Save it again as CSV in UTF-8.").format(
                file=file, line=reader.line_num, reason=error
            )
        ) from error


def _procedure(row: Mapping[str, str], *, taken: Container[str]) -> Procedure:
    _check_letters(row)
    code = row["code"]
    if not CODE.fullmatch(code):
        raise _Refused(_("the code “{code}” must look like 1.004873.").format(code=code))
    if code in taken:
        raise _Refused(_("procedure {code} is listed twice.").format(code=code))
    for column in ("name", "field"):
        if not row[column]:
            raise _Refused(_("procedure {code} has no {column}.").format(code=code, column=column))
    if row["fast"] not in ("0", "1"):
        raise _Refused(_("“fast” must be 0 or 1, not “{value}”.").format(value=row["fast"]))
    return Procedure(
        code=code,
        name=row["name"],
        field=row["field"],
        deadline=_deadline(row["deadline_kind"], row["deadline_value"]),
        deadline_note=row["deadline_note"],
        fee_text=row["fee_text"],
        fee_amount=_number("fee_amount", row["fee_amount"]) if row["fee_amount"] else None,
        unit=row["unit"],
        fast=row["fast"] == "1",
    )


def _deadline(kind: str, value: str) -> DeadlineRule | None:
    if not kind and not value:
        return None
    if kind not in tuple(DeadlineKind):
        raise _Refused(_("there is no kind of deadline “{kind}”.").format(kind=kind))
    if kind in _WITHOUT_NUMBER:
        if value:
            raise _Refused(_("a deadline “{kind}” takes no number.").format(kind=kind))
        return DeadlineRule(DeadlineKind(kind))
    number = _number("deadline_value", value)
    if number < 1:
        raise _Refused(_("a deadline “{kind}” needs a number of at least 1.").format(kind=kind))
    return DeadlineRule(DeadlineKind(kind), number)


def _paper(row: Mapping[str, str], *, known: Container[str], taken: Container[str]) -> Paper:
    _check_letters(row)
    if row["code"] not in known:
        raise _Refused(_("there is no procedure {code}.").format(code=row["code"]))
    if not row["name"]:
        raise _Refused(_("a paper of procedure {code} has no name.").format(code=row["code"]))
    if row["name"] in taken:
        raise _Refused(_("the paper “{name}” is listed twice.").format(name=row["name"]))
    counts = {column: _number(column, row[column]) for column in PAPER_COLUMNS[2:]}
    if max(counts.values()) > _MOST_COPIES:
        raise _Refused(
            _("the paper “{name}” asks for more than {most} copies.").format(
                name=row["name"], most=_MOST_COPIES
            )
        )
    return Paper(name=row["name"], **counts)


def _check_letters(row: Mapping[str, str]) -> None:
    for column, text in row.items():
        if not text.isprintable():
            raise _Refused(_("“{column}” holds a character that cannot be printed.").format(column=column))


def _number(column: str, text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _Refused(
            _("“{column}” must be a whole number, not “{value}”.").format(column=column, value=text)
        )
    return int(text)
