"""The catalogue of procedures (danh mục thủ tục hành chính), read from its two tables.

The catalogue is data that an office replaces when its province announces a new list, so
every row is checked and a refused one is named with its file, its row and its column.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from counter_app.core.catalogue_columns import (
    BARE,
    PAPER_COLUMNS,
    PROCEDURE_COLUMNS,
    REQUIRED,
    Headings,
    alike,
    row_of,
)
from counter_app.core.catalogue_rows import Refused, checked_code, paper_of, procedure_of
from counter_app.core.deadlines import DeadlineKind, kind_words
from counter_app.core.records import Paper, Procedure
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

PROCEDURES_FILE = "procedures.csv"
PAPERS_FILE = "papers.csv"

#: Rows of one table; a province announces about two thousand procedures, a commune three hundred.
MOST_PROCEDURES = 5_000
MOST_PAPERS = 20_000

_DELIMITERS = ",;\t"
_GUARDED = re.compile(r"'+[=+\-@]")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A cell of which no text can be made, and why, as a finished sentence."""

    reason: str


Cell = str | Unreadable


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells with their numbers, the heading first; ``file`` names them to people.

    A row of a ``ragged`` table may lack cells at its end, as in a workbook.
    """

    file: str
    rows: Iterable[tuple[int, Sequence[Cell]]]
    ragged: bool = False


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A refused row: its file, its line (the heading is line 1), its column and what to correct."""

    file: str
    line: int
    sentence: str
    column: str = ""

    def __str__(self) -> str:
        if not self.column:
            return _("{file}, line {line}: {problem}").format(
                file=self.file, line=self.line, problem=self.sentence
            )
        return _("{file}, line {line}, column “{column}”: {problem}").format(
            file=self.file, line=self.line, column=self.column, problem=self.sentence
        )


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the tables hold: procedures that can be used, rows that cannot, and the codes of the latter."""

    procedures: tuple[Procedure, ...]
    problems: tuple[RowProblem, ...]
    refused: frozenset[str] = frozenset()


def parse_catalogue(procedures_csv: str, papers_csv: str) -> tuple[Procedure, ...]:
    """Every procedure of the catalogue with its papers, in the order of the file.

    Raises:
        BadFile: a heading is not the expected one, or a row cannot be used; the sentence
            names the file, the line and the column of the first one.
    """
    catalogue = read_catalogue(csv_table(PROCEDURES_FILE, procedures_csv), csv_table(PAPERS_FILE, papers_csv))
    if catalogue.problems:
        raise BadFile(
            _("{problem} Correct it and read the catalogue again.").format(problem=catalogue.problems[0])
        )
    return catalogue.procedures


def csv_table(file: str, text: str) -> Table:
    """A table written as CSV; commas, semicolons and tabs may part the cells.

    An apostrophe that keeps a spreadsheet from taking a text for a formula is taken off.
    """
    return Table(file, _csv_rows(file, text.removeprefix("\ufeff")))


def read_catalogue(
    procedures: Table,
    papers: Table | None,
    current: Mapping[str, Procedure] | None = None,
    headings: Headings = BARE,
) -> Catalogue:
    """The usable procedures and, row by row, what is wrong with the others.

    ``current`` is the catalogue in use: a column that a table lacks, and the papers where
    there is no table of them, stay as they are there. A paper whose three numbers are 0 is
    handed in only where it applies (nếu có). A procedure with a refused paper is refused
    with it; a paper of a refused procedure is left out without a problem of its own. While
    it is not known whose a refused paper is, no procedure in use loses or gains one.

    Raises:
        BadFile: a table is no such table, or has more rows than a catalogue.
    """
    reading = _Reading(dict(current or {}), headings)
    reading.read_procedures(procedures)
    if papers is not None:
        reading.read_papers(papers)
    reading.refuse_unknown_replacements()
    return Catalogue(
        procedures=tuple(one for code, one in reading.found.items() if code not in reading.refused),
        problems=tuple(sorted(reading.problems, key=lambda one: (one.file != procedures.file, one.line))),
        refused=frozenset(reading.refused),
    )


@dataclass(slots=True)
class _Reading:
    """What was read so far."""

    current: dict[str, Procedure]
    headings: Headings
    found: dict[str, Procedure] = field(default_factory=dict)
    places: dict[str, tuple[str, int, str]] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    problems: list[RowProblem] = field(default_factory=list)

    def read_procedures(self, table: Table) -> None:
        rows = _rows(table, self.headings.procedures, REQUIRED, MOST_PROCEDURES)
        for line, titles, cells in rows:
            code = _code(cells)
            try:
                one = self._procedure(cells, again=code in self.found or code in self.refused)
                self.found[code] = one
                self.places[code] = (table.file, line, titles.get("replaced_by", ""))
            except Refused as problem:
                self._refuse(table.file, line, titles, problem, code)

    def read_papers(self, table: Table) -> None:
        papers: dict[str, dict[str, Paper]] = {}
        astray = False  # a paper of which nobody knows the procedure
        for line, titles, cells in _rows(table, self.headings.papers, PAPER_COLUMNS, MOST_PAPERS):
            code = _code(cells)
            try:
                paper = self._paper(cells, papers.get(code, {}))
                papers.setdefault(code, {})[paper.name] = paper
            except Refused as problem:
                self._refuse(table.file, line, titles, problem, code)
                astray = astray or not code
        for code in papers.keys() - self.found.keys() - self.refused:
            self.found[code] = self.current[code]
        for code, one in self.found.items():
            if not (astray and code in self.current):
                self.found[code] = replace(one, papers=tuple(papers.get(code, {}).values()))

    def _procedure(self, cells: Mapping[str, Cell], *, again: bool) -> Procedure:
        row = self._texts(cells)
        code = checked_code(row["code"])
        if again:
            raise Refused("code", _("procedure {code} is listed twice.").format(code=code))
        before = self.current.get(code)
        if before is None:
            return procedure_of(dict.fromkeys(PROCEDURE_COLUMNS, "") | row)
        return replace(procedure_of(row_of(before) | row), papers=before.papers)

    def _paper(self, cells: Mapping[str, Cell], taken: Mapping[str, Paper]) -> Paper:
        row = self._texts(cells)
        code = row["code"]
        if code not in self.found and code not in self.refused and code not in self.current:
            raise Refused("code", _("there is no procedure {code}.").format(code=code))
        paper = paper_of(row)
        if paper.name in taken:
            raise Refused("name", _("the paper “{name}” is listed twice.").format(name=paper.name))
        return paper

    def refuse_unknown_replacements(self) -> None:
        """A replacement must be there; where it is refused, what it replaces is refused with it."""
        again = True
        while again:
            again = False
            for code, (file, line, title) in self.places.items():
                wanted = self.found[code].replaced_by
                if code in self.refused or not wanted:
                    continue
                if wanted in self.current or (wanted in self.found and wanted not in self.refused):
                    continue
                sentence = _("there is no procedure {code} to replace it.").format(code=wanted)
                self.problems.append(RowProblem(file, line, sentence, title))
                self.refused.add(code)
                again = True

    def _texts(self, cells: Mapping[str, Cell]) -> dict[str, str]:
        """The row's texts; the words of a column of few values become their short names."""
        row: dict[str, str] = {}
        for column, cell in cells.items():
            if isinstance(cell, Unreadable):
                raise Refused(column, cell.reason)
            row[column] = self._value(column, cell)
        return row

    def _value(self, column: str, text: str) -> str:
        if column in ("deadline_kind", "commitment_kind"):
            return _KINDS.get(alike(text), text)
        for value, words in self.headings.values.get(column, {}).items():
            if alike(text) == alike(words):
                return value
        return text

    def _refuse(self, file: str, line: int, titles: Mapping[str, str], problem: Refused, code: str) -> None:
        title = titles.get(problem.column, problem.column)
        self.problems.append(RowProblem(file, line, str(problem), title))
        if code:
            self.refused.add(code)


def _code(cells: Mapping[str, Cell]) -> str:
    code = cells["code"]
    return code if isinstance(code, str) else ""


_KINDS = {alike(kind_words(kind)): kind.value for kind in DeadlineKind}


def _rows(
    table: Table, headings: Mapping[str, str], required: Sequence[str], most: int
) -> Iterator[tuple[int, Mapping[str, str], Mapping[str, Cell]]]:
    """Each row with its line: the headings as they stand in the file, and the cells, both by column."""
    columns: dict[str, str] = {}
    for count, (line, cells) in enumerate(table.rows):
        if count > most:
            raise BadFile(
                _(
                    "{file} has more than {most} rows; that is no catalogue of one office. "
                    "Delete what does not belong there, from line {line} on, and try again."
                ).format(file=table.file, most=most, line=line)
            )
        texts = [_clean(cell) for cell in cells]
        while table.ragged and texts and texts[-1] == "":
            texts.pop()
        if not any(texts):
            continue
        if not columns:
            columns = _columns(table.file, line, texts, headings, required)
            continue
        missing = len(columns) - len(texts)
        if missing < 0 or (missing and not table.ragged):
            reason = _("there are {found} cells instead of {wanted}.").format(
                found=len(texts), wanted=len(columns)
            )
            odd = next((cell for cell in texts if isinstance(cell, Unreadable)), Unreadable(reason))
            yield line, columns, {"code": odd}
            continue
        yield line, columns, dict(zip(columns, texts + [""] * missing, strict=True))
    if not columns:
        raise _wrong_heading(table.file, headings, required, _("there is nothing in it"))


def _columns(
    file: str, line: int, texts: Sequence[Cell], headings: Mapping[str, str], required: Sequence[str]
) -> dict[str, str]:
    """The heading as it stands in the file, by column."""
    known = {alike(name): column for column, title in headings.items() for name in (column, title)}
    found: dict[str, str] = {}
    for text in texts:
        if isinstance(text, Unreadable):
            raise BadFile(str(RowProblem(file, line, text.reason)))
        column = known.get(alike(text))
        if column is None:
            what = _("there is no column “{title}” in a catalogue").format(title=text[:60])
            raise _wrong_heading(file, headings, required, what)
        if column in found:
            what = _("the column “{title}” is there twice").format(title=text)
            raise _wrong_heading(file, headings, required, what)
        found[column] = text
    lacking = [headings[column] for column in required if column not in found]
    if lacking:
        what = _("the column “{title}” is missing").format(title=lacking[0])
        raise _wrong_heading(file, headings, required, what)
    return found


def _wrong_heading(file: str, headings: Mapping[str, str], required: Sequence[str], what: str) -> BadFile:
    return BadFile(
        _("{file}: {what}. Its first line names the columns, at least {required}.").format(
            file=file, what=what, required=", ".join(headings[column] for column in required)
        )
    )


def _clean(cell: Cell) -> Cell:
    """NFC, with single spaces and none around it: a line broken in a cell is one line."""
    return " ".join(unicodedata.normalize("NFC", cell).split()) if isinstance(cell, str) else cell


def _csv_rows(file: str, text: str) -> Iterator[tuple[int, Sequence[Cell]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=_delimiter(text))
    try:
        for cells in reader:
            yield reader.line_num, [cell[1:] if _GUARDED.match(cell) else cell for cell in cells]
    except csv.Error as error:
        raise BadFile(
            _("{file}, line {line}: this is not CSV ({reason}). Save it again as CSV in UTF-8.").format(
                file=file, line=reader.line_num, reason=error
            )
        ) from error


def _delimiter(text: str) -> str:
    """The sign that parts the most cells of the heading."""
    heading = text.lstrip().partition("\n")[0]
    count: Callable[[str], int] = heading.count
    return max(_DELIMITERS, key=count)
