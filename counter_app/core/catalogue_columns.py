"""The columns of the catalogue's two tables, their headings, and a procedure written as a row of each."""

import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from counter_app.core.deadlines import DeadlineRule, written_rule
from counter_app.core.records import Paper, Procedure, Stage

#: Columns of the table of procedures, in their order; those after ``FIRST_COLUMNS`` came later.
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
    "commitment_kind",
    "commitment_value",
    "stages",
    "after_supplement",
    "forms",
    "replaced_by",
    "valid_from",
    "valid_to",
    "decision",
)
PAPER_COLUMNS = ("code", "name", "originals", "certified", "copies")

#: What a table of procedures cannot do without; a column that is not there leaves things as they are.
REQUIRED = ("code", "name", "field")

#: What a procedure whose dossier was completed does with its time (NĐ 61/2018/NĐ-CP, art. 19(4)).
AFTER_SUPPLEMENT = ("restart", "resume")


@dataclass(frozen=True, slots=True)
class Headings:
    """How the tables are headed for people, and their words for columns of few values.

    ``procedures`` and ``papers`` give the heading of each column, ``values`` the words of a
    column's values; ``sheets`` are the names of the two sheets of a workbook.
    """

    sheets: tuple[str, str]
    procedures: Mapping[str, str]
    papers: Mapping[str, str]
    values: Mapping[str, Mapping[str, str]]


#: The headings of a file for programs: the names of the columns themselves.
BARE = Headings(
    sheets=("procedures", "papers"),
    procedures={column: column for column in PROCEDURE_COLUMNS},
    papers={column: column for column in PAPER_COLUMNS},
    values={},
)


def parse_headings(text: str) -> Headings:
    """The headings written in TOML (``resources/catalogue/columns.toml``)."""
    tables = tomllib.loads(text)
    return Headings(
        sheets=(tables["procedures"]["sheet"], tables["papers"]["sheet"]),
        procedures={column: tables["procedures"]["columns"][column] for column in PROCEDURE_COLUMNS},
        papers={column: tables["papers"]["columns"][column] for column in PAPER_COLUMNS},
        values=tables["values"],
    )


def alike(text: str) -> str:
    """``text`` in the one form in which headings and words of values are compared."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def row_of(one: Procedure) -> dict[str, str]:
    """``one`` as it stands in the table of procedures, by column."""
    kind, value = _rule_cells(one.deadline)
    commitment_kind, commitment_value = _rule_cells(one.commitment)
    cells = (
        one.code,
        one.name,
        one.field,
        kind,
        value,
        one.deadline_note,
        one.fee_text,
        "" if one.fee_amount is None else str(one.fee_amount),
        one.unit,
        "1" if one.fast else "0",
        commitment_kind,
        commitment_value,
        stages_text(one.stages),
        one.after_supplement,
        "; ".join(one.forms),
        one.replaced_by,
        one.valid_from.isoformat() if one.valid_from else "",
        one.valid_to.isoformat() if one.valid_to else "",
        one.decision,
    )
    return dict(zip(PROCEDURE_COLUMNS, cells, strict=True))


def paper_row(code: str, paper: Paper) -> dict[str, str]:
    """``paper`` of the procedure ``code`` as it stands in the table of papers, by column."""
    cells = (code, paper.name, str(paper.originals), str(paper.certified), str(paper.copies))
    return dict(zip(PAPER_COLUMNS, cells, strict=True))


def stages_text(stages: Iterable[Stage]) -> str:
    """The stages in one cell: ``Đơn vị A:working_days:2; Đơn vị B:working_days:3``."""
    return "; ".join(f"{one.unit}:{written_rule(one.deadline)}" for one in stages)


def _rule_cells(rule: DeadlineRule | None) -> tuple[str, str]:
    if rule is None:
        return "", ""
    return rule.kind.value, str(rule.n) if rule.n else ""
