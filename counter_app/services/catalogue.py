"""The catalogue of procedures at the desk: looked through, taken in, written out, put right by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from counter_app.assets import asset
from counter_app.core.catalogue import RowProblem, read_catalogue
from counter_app.core.catalogue_changes import Differences, changes_of, differences, value_text
from counter_app.core.catalogue_columns import Headings, paper_row, parse_headings, row_of
from counter_app.core.catalogue_events import CatalogueImported, ProcedureChanged, WrittenChange
from counter_app.core.catalogue_rows import Refused, paper_of, procedure_of
from counter_app.core.events import written
from counter_app.core.folding import tokens
from counter_app.core.journal import NewEvent
from counter_app.core.promise import promise
from counter_app.core.records import DossierRow, Officer, Paper, Procedure
from counter_app.core.states import Role
from counter_app.core.times import in_vietnam
from counter_app.errors import BadFile, BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.models import base, dossiers, journal
from counter_app.models import office as offices
from counter_app.services import files
from counter_app.services.desk import Desk
from counter_app.services.reception import procedure

#: Who may change the catalogue.
KEEPERS = frozenset({Role.HEAD, Role.ADMINISTRATOR})

#: Dossiers of changed procedures that are looked at for their promises.
MOST_PROMISES = 2000

_LARGEST = 16_000_000


@dataclass(frozen=True, slots=True)
class WouldMove:
    """A promise that a changed deadline would have made otherwise; it stays as it was promised."""

    row: DossierRow
    would_be: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What a file would do to the catalogue; nothing is changed yet.

    ``procedures`` are those that can be taken in, ``refused`` the rows that cannot, ``before``
    the catalogue they were held against; the hashes are SHA-256 of the files, in hex.
    """

    file: str
    hash: str
    papers_file: str
    papers_hash: str
    procedures: tuple[Procedure, ...]
    refused: tuple[RowProblem, ...]
    differences: Differences
    promises: tuple[WouldMove, ...]
    before: Mapping[str, Procedure]

    @property
    def changes_nothing(self) -> bool:
        """Whether the catalogue would be the same afterwards."""
        return not self.differences.added and not self.differences.changed

    @property
    def codes(self) -> frozenset[str]:
        """The codes that are new or changed."""
        found = self.differences
        return frozenset(one.code for one in found.added) | {one.code for one in found.changed}

    @property
    def decision(self) -> str:
        """The decision that all new and changed procedures name, if it is one."""
        codes = self.codes
        named = {one.decision for one in self.procedures if one.code in codes}
        return named.pop() if len(named) == 1 else ""


@cache
def headings() -> Headings:
    """The headings of a workbook, as shipped."""
    return parse_headings(asset("catalogue/columns.toml").read_text(encoding="utf-8"))


def may_change(officer: Officer) -> bool:
    """Whether the officer keeps the catalogue."""
    return officer.role in KEEPERS


def procedures(desk: Desk, text: str = "") -> tuple[Procedure, ...]:
    """The whole catalogue, or what has a word beginning with each word of ``text``; in the order of names.

    Procedures that are not in force are among them: they are kept for the dossiers that name them.
    """
    if not tokens(text):
        return tuple(desk.catalogue.values())
    return tuple(offices.procedures(text))


def papers_beside(path: Path) -> Path:
    """Where the table of papers lies that belongs to a table of procedures in CSV."""
    if path.name == "procedures.csv":
        return path.with_name("papers.csv")
    return path.with_name(f"{path.stem}.papers{path.suffix}")


def preview(desk: Desk, path: Path) -> Preview:
    """What taking in the file at ``path`` would do, field by field; nothing is changed.

    A workbook has a sheet of procedures and may have one of papers; beside a CSV file the
    papers may lie in ``NAME.papers.csv``. What the file lacks is kept as it is.

    Raises:
        NotFound, DeviceProblem: the file cannot be read.
        BadFile: it is no catalogue at all; a row that cannot be used is only listed.
    """
    from counter_app.documents import table_file  # noqa: PLC0415 - only where a file is read

    content = files.read_file(path, _LARGEST)
    papers, papers_content, papers_file = None, b"", ""
    if path.suffix.lower() == ".xlsx":
        table, papers = table_file.workbook_tables(path.name, content, headings())
    elif path.suffix.lower() == ".csv":
        table = table_file.csv_file_table(path.name, content)
        beside = papers_beside(path)
        if beside.is_file():
            papers_content, papers_file = files.read_file(beside, _LARGEST), beside.name
            papers = table_file.csv_file_table(papers_file, papers_content)
    else:
        raise BadFile(
            _("{file} is neither a workbook (.xlsx) nor a table (.csv). Save it as one of them.").format(
                file=path.name
            )
        )
    before = dict(desk.catalogue)
    read = read_catalogue(table, papers, before, headings())
    found = differences(before, read.procedures, read.refused)
    return Preview(
        file=path.name,
        hash=sha256(content).hexdigest(),
        papers_file=papers_file,
        papers_hash=sha256(papers_content).hexdigest() if papers_file else "",
        procedures=read.procedures,
        refused=read.problems,
        differences=found,
        promises=_would_move(desk, before, read.procedures),
        before=before,
    )


def refusal(shown: Preview) -> str:
    """The first refused row of a preview and how many more there are, as one sentence."""
    more = len(shown.refused) - 1
    if not more:
        return _("{problem} Nothing was changed.").format(problem=shown.refused[0])
    words = ngettext(
        "{problem} Another row is refused; nothing was changed.",
        "{problem} Another {n} rows are refused; nothing was changed.",
        more,
    )
    return words.format(problem=shown.refused[0], n=more)


def apply(
    desk: Desk, shown: Preview, by: Officer, at: datetime, *, partial: bool = False, decision: str = ""
) -> Preview:
    """Take in what ``shown`` says (cập nhật danh mục); catalogue and journal change together.

    With refused rows nothing is taken in unless ``partial`` asks for the good ones; a list
    that changes nothing is not written down. What was promised before stays promised: a
    dossier keeps the deadline of its day of reception.

    Raises:
        NotAllowed: ``by`` is neither head nor administrator, the moment lies in the future, or
            the catalogue was changed since the preview.
        BadFile: rows are refused; the sentence names the first.
    """
    _require_keeper(by)
    at = in_vietnam(at)
    desk.require_moment(at)
    if shown.refused and not partial:
        raise BadFile(refusal(shown))
    if shown.changes_nothing:
        return shown
    found = shown.differences
    event = CatalogueImported(
        file=shown.file,
        hash=shown.hash,
        added=len(found.added),
        changed=len(found.changed),
        same=found.same,
        kept=len(found.kept),
        refused=len(shown.refused),
        decision=" ".join(decision.split()) or shown.decision,
        papers_file=shown.papers_file,
        papers_hash=shown.papers_hash,
        codes=tuple(sorted(shown.codes)),
    )
    with base.transaction():
        if {one.code: one for one in offices.procedures()} != shown.before:
            raise NotAllowed(
                _("The catalogue was changed since this preview, and nothing now; look at the file again.")
            )
        offices.save_procedures(one for one in shown.procedures if one.code in shown.codes)
        _append(desk, event, by, at)
    return shown


def change(
    desk: Desk, code: str, cells: Mapping[str, str], papers: Sequence[Paper] | None, by: Officer, at: datetime
) -> Procedure:
    """Put one procedure right by hand: ``cells`` are columns of the catalogue, ``papers`` its papers.

    Columns that are not given, and the papers where they are None, stay as they are. Without
    a difference nothing is written. The procedure as it is then.

    Raises:
        NotAllowed: ``by`` is neither head nor administrator, or the moment lies in the future.
        NotFound: there is no such procedure.
        BadInput: a cell cannot be used; ``field`` names its column.
    """
    _require_keeper(by)
    at = in_vietnam(at)
    desk.require_moment(at)
    with base.transaction():
        before = procedure(desk, code)
        after = _changed(desk, before, cells, before.papers if papers is None else papers)
        changes = tuple(
            WrittenChange(field=one.name, before=value_text(one.before), after=value_text(one.after))
            for one in changes_of(before, after)
        )
        if changes:
            offices.save_procedures([after])
            _append(desk, ProcedureChanged(code=after.code, name=after.name, changes=changes), by, at)
    return after


def _changed(desk: Desk, before: Procedure, cells: Mapping[str, str], papers: Sequence[Paper]) -> Procedure:
    try:
        after = procedure_of(row_of(before) | {name: " ".join(text.split()) for name, text in cells.items()})
        checked = tuple(paper_of(paper_row(before.code, paper)) for paper in papers)
    except Refused as problem:
        raise BadInput(str(problem), problem.column) from problem
    names = [paper.name for paper in checked]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise BadInput(_("the paper “{name}” is listed twice.").format(name=twice), "papers")
    if after.replaced_by and after.replaced_by not in desk.catalogue:
        words = _("there is no procedure {code} to replace it.")
        raise BadInput(words.format(code=after.replaced_by), "replaced_by")
    return replace(after, papers=checked)


def export(desk: Desk, path: Path, at: datetime) -> tuple[Path, ...]:
    """Write the catalogue as the file that is read again without a difference; the files written.

    ``.xlsx`` is one workbook, ``.csv`` the procedures and, beside it, their papers.

    Raises:
        BadInput: another ending.
        DeviceProblem: the place cannot be written.
    """
    from counter_app.documents import catalogue_file  # noqa: PLC0415

    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise BadInput(_("A catalogue is a .xlsx or .csv file; give one of these endings."), "out")
    files.require_place(path)
    every = tuple(desk.catalogue.values())
    if kind == ".xlsx":
        files.write_file(path, catalogue_file.catalogue_xlsx(every, headings(), at))
        return (path,)
    beside = papers_beside(path)
    files.write_file(beside, catalogue_file.papers_csv(every))
    files.write_file(path, catalogue_file.procedures_csv(every))
    return path, beside


def _would_move(
    desk: Desk, before: Mapping[str, Procedure], wanted: Sequence[Procedure]
) -> tuple[WouldMove, ...]:
    """Open dossiers that the changed deadlines would have promised for another moment."""
    rules = {
        one.code: (was, one.promised)
        for one in wanted
        if one.code in before and one.promised != (was := before[one.code].promised)
    }
    moved = []
    for row in dossiers.rows(dossiers.bound_of_procedures(rules)[:MOST_PROMISES]):
        was, now = rules[row.procedure_code]
        cutoffs = desk.pack_on(row.received_at.date()).cutoffs
        made, would = (
            promise(rule, row.received_at, desk.calendar, cutoffs).due_at if rule else None
            for rule in (was, now)
        )
        # A date that was given by hand or moved since was not made by the deadline.
        if made == row.due_at and would is not None and would != made:
            moved.append(WouldMove(row, would))
    return tuple(moved)


def _require_keeper(by: Officer) -> None:
    if not may_change(by):
        raise NotAllowed(
            _("Only the head of the desk or an administrator changes the catalogue; ask one of them.")
        )


def _append(desk: Desk, payload: object, by: Officer, at: datetime) -> None:
    kind, data = written(payload)
    event = NewEvent(kind=kind, dossier="", happened_at=at, by=by.login, data=data)
    journal.append([event], recorded_at=desk.clock())
