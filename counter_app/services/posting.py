"""The list of procedures that the office posts (niêm yết công khai): gathered here, drawn by documents."""

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from counter_app.assets import asset
from counter_app.core.folding import sort_key
from counter_app.core.papers import PostingPaper, PostingRow
from counter_app.core.promise import rule_words
from counter_app.core.records import Procedure
from counter_app.core.times import in_vietnam
from counter_app.i18n import grouped, short_date
from counter_app.services.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingFile:
    """The list as bytes of a PDF, with what it counts."""

    content: bytes
    procedures: int
    fields: int
    pages: int
    without_deadline: int


def posting(desk: Desk, at: datetime) -> PostingFile:
    """The public list of the procedures in force on the day of ``at``, as PDF.

    Procedures are posted where dossiers are received (NĐ 61/2018/NĐ-CP, kept by NĐ
    118/2025/NĐ-CP); the words are data (``resources/catalogue/posting.toml``).
    """
    from counter_app.documents import posting as form  # noqa: PLC0415 - ReportLab only when drawn

    day = in_vietnam(at).date()
    paper = posting_paper(desk, day)
    made = form.draw(paper)
    return PostingFile(
        content=made.content,
        procedures=sum(len(rows) for _field, rows in paper.sections),
        fields=len(paper.sections),
        pages=made.pages,
        without_deadline=sum(one.promised is None for one in _in_force(desk, day)),
    )


def posting_paper(desk: Desk, day: date) -> PostingPaper:
    """What the list of ``day`` says, fields and procedures in Vietnamese order."""
    by_field: defaultdict[str, list[Procedure]] = defaultdict(list)
    for one in _in_force(desk, day):
        by_field[one.field].append(one)
    sections, number = [], 0
    for field in sorted(by_field, key=sort_key):
        rows = []
        for one in sorted(by_field[field], key=lambda one: (sort_key(one.name), one.code)):
            number += 1
            rows.append(_row(one, number))
        sections.append((field, tuple(rows)))
    office = desk.office
    return PostingPaper(
        words=words(),
        lines=office.lines,
        place=office.place,
        date=day,
        desk=office.desk,
        opening_hours=office.opening_hours,
        hotline=office.phone,
        feedback=office.feedback,
        decisions=tuple(sorted({one.decision for one in _in_force(desk, day) if one.decision})),
        sections=tuple(sections),
        signer_title=office.signer_title,
        signer_name=office.signer_name,
    )


@cache
def words() -> dict[str, str]:
    """The words of the list, as shipped."""
    return tomllib.loads(asset("catalogue/posting.toml").read_text(encoding="utf-8"))


def _in_force(desk: Desk, day: date) -> list[Procedure]:
    return [one for one in desk.catalogue.values() if one.in_force(day)]


def _row(one: Procedure, number: int) -> PostingRow:
    said = words()
    if one.deadline:
        term = rule_words(one.deadline)
        term = term[:1].upper() + term[1:]
    else:
        term = "" if one.commitment or one.deadline_note else said["unknown"]
    fee = one.fee_text
    if not fee:
        amount = one.fee_amount
        fee = said["unknown"] if amount is None else said["amount"].format(amount=grouped(amount))
    note = one.deadline_note
    if one.stages:
        stages = "; ".join(
            said["stage"].format(unit=stage.unit, term=rule_words(stage.deadline)) for stage in one.stages
        )
        note = " ".join(part for part in (note, f"{said['stages'].format(stages=stages)}.") if part)
    return PostingRow(
        number=number,
        code=one.code,
        name=one.name,
        term=term,
        commitment=said["commitment"].format(term=rule_words(one.commitment)) if one.commitment else "",
        note=note,
        unit=one.unit or said["unknown"],
        fee=fee,
        papers=f"{len(one.papers):02d}" if one.papers else said["no_papers"],
        until=said["until"].format(day=short_date(one.valid_to)) if one.valid_to else "",
    )
