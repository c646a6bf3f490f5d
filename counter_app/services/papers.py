"""Printed forms of a dossier and of a day: the record is gathered here, drawn by documents."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.core import codes
from counter_app.core.law import LawPack
from counter_app.core.papers import LedgerPaper, LedgerRow, ReceiptPaper, Sheet
from counter_app.core.promise import Promise, due_line, given_promise, rule_words
from counter_app.core.records import DossierRow, DossierState, Fee, FeeStatus, NewDossier, Officer, Person
from counter_app.core.states import Status
from counter_app.core.times import in_vietnam
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped
from counter_app.models import consolidated, dossiers, journal
from counter_app.models import office as offices
from counter_app.services.acts import require_received
from counter_app.services.consolidated import ALL_NODES, require_heard_of, whose
from counter_app.services.desk import Desk
from counter_app.services.ledger_sums import LedgerSums, ended_words, sums_of
from counter_app.services.promises import preview
from counter_app.services.reception import procedure

#: The most rows that one ledger holds; a longer period is asked for in parts.
LEDGER_LIMIT = 100_000

#: Number of the volume; a second volume of the year goes on with the numbers of the first.
VOLUME = "01"

#: Statuses that the ledger's last column names, and under which word of the form.
_LEDGER_NOTES = {
    Status.REFUSED: "note_refused",
    Status.SUPPLEMENT: "note_supplement",
    Status.PAYMENT: "note_payment",
    Status.WITHDRAWN: "note_withdrawn",
    Status.SUSPENDED: "note_suspended",
}

#: Numbers that are missing in a ledger are named up to so many.
_GAPS_NAMED = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFile:
    """A ledger as bytes of a file, with the figures that tie it to the journal.

    The numbers are 0 where there are none, or where each of the ``offices`` has its own.
    """

    content: bytes
    rows: int
    first_number: int
    last_number: int
    chain_head: str
    offices: int


def receipt(
    desk: Desk,
    scan_number: str,
    sheet: Sheet,
    by: Officer,
    at: datetime,
    copy: int = 0,
    dpi: int = 300,
    *,
    bar_dots: int = 0,
    roll_width: int = 80,
) -> bytes:
    """The receipt (Giấy tiếp nhận hồ sơ và hẹn trả kết quả) of a dossier as PDF.

    ``copy`` 0 draws both first copies, n the n-th reprint; ``dpi`` is the printer's, so that
    the bars fall on whole dots, and ``bar_dots`` how many of them the narrowest bar has (0: the
    usual number). ``roll_width`` is the width in mm of the page on a roll. The forms of the day
    of reception are used.

    Raises:
        NotFound: no dossier has the scan number.
        BadInput: it is not received yet.
    """
    from counter_app.documents import receipt as form  # noqa: PLC0415 - ReportLab only when something is drawn

    paper = receipt_paper(desk, require_received(scan_number), by, at, copy)
    return form.draw(paper, sheet, dpi, bar_dots=bar_dots, roll_width=roll_width)


def receipt_preview(
    desk: Desk,
    new: NewDossier,
    by: Officer,
    at: datetime,
    sheet: Sheet = Sheet.A5,
    dpi: int = 300,
    *,
    bar_dots: int = 0,
    roll_width: int = 80,
) -> bytes:
    """The receipt as it would be printed for what is typed so far: same form, numbers still open.

    It is the citizen's copy; the other arguments are those of :func:`receipt`, which then draws
    the same page, if nobody else takes the numbers first.

    Raises:
        NotFound: unknown procedure.
        BadInput: the promised date cannot be given yet.
    """
    from counter_app.documents import receipt as form  # noqa: PLC0415

    at = in_vietnam(at)
    chosen = procedure(desk, new.procedure)
    due = preview(desk, chosen, at)
    if due is None:
        if new.due_at is None:
            raise BadInput(_("Give the promised date first."), "due_at")
        due = given_promise(at, new.due_at, new.due_reason or "…", desk.calendar)
    pack = desk.pack_on(at.date())
    number = offices.peek_number(offices.day_counter(at.date())) + 1
    paper = _paper(
        desk,
        pack,
        code=codes.dossier_code(pack.code_pattern, desk.office.unit_id, at.date(), number),
        scan_number=codes.scan_number(desk.office.node, at.date(), number),
        applicant=new.applicant,
        procedure=chosen.name,
        procedure_code=chosen.code,
        papers=new.papers,
        sets=new.sets,
        term=rule_words(due.rule) if due.rule else "",
        received_at=at,
        due_at=due.due_at,
        due_line=due_line(due),
        fee=fee_words(new.fee, pack.forms["receipt"].words),
        ledger_number=offices.peek_number(offices.ledger_counter(at.year)) + 1,
        submitter=new.submitter or new.applicant.name,
        receiver=by.name,
        counter=by.counter,
        printed_at=at,
    )
    copy = None if sheet is Sheet.TWO_UP else 2  # there both copies are one page
    return form.draw(paper, sheet, dpi, only=copy, bar_dots=bar_dots, roll_width=roll_width)


def receipt_paper(desk: Desk, state: DossierState, by: Officer, at: datetime, copy: int = 0) -> ReceiptPaper:
    """What the receipt of ``state`` says, in the words of the law of its day of reception."""
    pack = desk.pack_of(state)
    return _paper(
        desk,
        pack,
        code=state.code,
        scan_number=state.scan_number,
        applicant=state.applicant,
        procedure=state.procedure_name,
        procedure_code=state.procedure_code,
        papers=state.papers,
        sets=state.sets,
        term=state.due_words,
        received_at=state.received_at,
        due_at=state.due_at,
        due_line=due_line(promise_of(state)),
        fee=money_words(state, pack.forms["receipt"].words),
        ledger_number=state.ledger_number,
        submitter=state.submitter or state.applicant.name,
        receiver=officer_of(desk, state, state.received_by),
        counter=by.counter,
        printed_at=at,
        version=state.version,
        copy=copy,
    )


def officer_of(desk: Desk, state: DossierState, login: str) -> str:
    """The name of who did something to a dossier; empty for another office's, whose logins mean other
    people here."""
    if not state.scan_number.startswith(desk.office.node):
        return ""
    officer = offices.officer(login)
    return officer.name if officer else ""


def promise_of(state: DossierState) -> Promise:
    """The promise as it was made at reception, from what the journal kept of it."""
    return Promise(
        rule=None,
        received_at=state.received_at,
        counted_from=state.counted_from,
        due_at=state.due_at,
        working_days=max((step.number for step in state.ladder), default=0),
        provisional=state.provisional,
        ladder=state.ladder,
    )


def _paper(desk: Desk, pack: LawPack, *, applicant: Person, **fields: Any) -> ReceiptPaper:
    form = pack.forms["receipt"]
    office = desk.office
    received_at: datetime = fields["received_at"]
    return ReceiptPaper(
        words=form.words,
        form_number=form.number,
        wording=form.wording,
        lines=office.lines,
        place=office.place,
        date=received_at.date(),
        desk=office.desk,
        applicant=applicant.name,
        citizen_id=applicant.citizen_id,
        address=applicant.address,
        phone=applicant.phone,
        email=applicant.email,
        collect_place=office.collect_place or office.desk,
        opening_hours=office.opening_hours,
        bring=office.bring,
        hotline=office.phone,
        volume=VOLUME,
        **fields,
    )


def money_words(state: DossierState, words: Mapping[str, str]) -> str:
    """All money of a dossier in the form's ``words``, one collection after the other."""
    if not state.earlier_fees:
        return fee_words(state.fee, words)
    return "; ".join(fee_words(fee, words) for fee in state.fees if fee.amount)


def fee_words(fee: Fee, words: Mapping[str, str]) -> str:
    """The money of a dossier in the form's ``words``: "8.000 đồng, đã thu tiền mặt", "không thu", "miễn"."""
    if fee.status is FeeStatus.FREE:
        return words["fee_free"]
    if fee.status is FeeStatus.NONE or fee.amount == 0:
        return words["fee_none"]
    amount = f"{grouped(fee.amount)} đồng"
    if fee.status is FeeStatus.DUE:
        return words["fee_due"].format(amount=amount)
    method = words.get(f"method_{fee.method}", "")
    paid = words["fee_paid"].format(amount=amount, method=method).rstrip()
    if fee.official_receipt:
        paid = words["fee_receipt"].format(paid=paid, number=fee.official_receipt)
    if fee.refunded:
        paid = words["fee_refunded"].format(paid=paid, amount=f"{grouped(fee.refunded)} đồng")
    return paid


def ledger(desk: Desk, first: date, last: date, kind: str, at: datetime, node: str = "") -> LedgerFile:
    """The follow-up ledger (Sổ theo dõi hồ sơ) of the dossiers received from ``first`` to ``last``.

    ``kind`` is "pdf", "xlsx", "csv" or "html"; the form is that of the law in force on ``last``.
    ``node`` is another office whose journal is here, or "all" for every one together.
    Numbers run on through the year (TT 01/2018/TT-VPCP, art. 9 and 10).

    Raises:
        BadInput: the days are in the wrong order, lie in two years or hold more dossiers than
            one ledger, or the kind is unknown.
        NotFound: the node is not known here.
    """
    from counter_app.documents import ledger_page, register, workbook  # noqa: PLC0415

    draw = {
        "pdf": register.draw,
        "xlsx": workbook.ledger_xlsx,
        "csv": workbook.ledger_csv,
        "html": ledger_page.draw,
    }.get(kind)
    if draw is None:
        raise BadInput(_("A ledger is a .pdf, .xlsx, .csv or .html file; give one of these endings."), "out")
    if last < first:
        raise BadInput(_("The last day lies before the first; give them the other way round."), "to")
    if first.year != last.year:
        raise BadInput(_("A ledger is kept for each year; ask for one year at a time."), "to")
    paper = ledger_paper(desk, first, last, at, node)
    numbers = [row.number for row in paper.rows] if node != ALL_NODES else []
    return LedgerFile(
        content=draw(paper),
        rows=len(paper.rows),
        first_number=min(numbers, default=0),
        last_number=max(numbers, default=0),
        chain_head=paper.chain_head,
        offices=paper.offices,
    )


def ledger_paper(desk: Desk, first: date, last: date, at: datetime, node: str = "") -> LedgerPaper:
    """What the ledger of these days says: the dossiers that this office itself received, or ``node`` did.

    Raises:
        BadInput: there are more of them than one ledger holds.
        NotFound: ``node`` is not known here.
    """
    if node:
        one = "" if node == ALL_NODES else require_heard_of(desk, node)
        ids = consolidated.ids_between(first, last, one, LEDGER_LIMIT + 1)
    else:
        ids = dossiers.ids_between(first, last, limit=LEDGER_LIMIT + 1)
    if len(ids) > LEDGER_LIMIT:
        raise BadInput(
            _("More than {limit} dossiers were received in this time; ask for a shorter one.").format(
                limit=grouped(LEDGER_LIMIT)
            ),
            "to",
        )
    form = desk.pack_on(last).forms["ledger"]
    words = form.words
    found = dossiers.rows(ids)
    rows = tuple(_ledger_row(row, words) for row in found)
    offices_of_all = len({row.scan_number[:4] for row in found}) if node == ALL_NODES else 0
    if node != ALL_NODES:  # those of every office stand by office, and by number within
        rows = tuple(sorted(rows, key=lambda row: row.number))
    office = desk.office
    signers = (
        (words["recorder"], words["sign"], ""),
        (words["checker"], words["sign"], ""),
        (office.signer_title, words["sign_seal"], office.signer_name),
    )
    return LedgerPaper(
        words=words,
        form_number=form.number,
        lines=office.lines,
        place=office.place,
        volume=VOLUME,
        first=first,
        last=last,
        rows=rows,
        summary=_summary(rows, sums_of(found), words, [] if node else _unused(rows), offices_of_all),
        signers=signers,
        chain_head=journal.head().hash,
        printed_at=at,
        offices=offices_of_all or 1,
        whose=whose(desk, node, words),
    )


def _ledger_row(row: DossierRow, words: Mapping[str, str]) -> LedgerRow:
    return LedgerRow(
        number=row.ledger_number,
        code=row.code,
        procedure=row.procedure,
        procedure_code=row.procedure_code,
        sets=row.sets,
        applicant=row.applicant,
        address=row.address,
        phone=row.phone,
        unit=row.unit,
        received=row.received_at.date(),
        due=row.due_at.date(),
        returned=row.returned_at.date() if row.returned_at else None,
        collect=row.collect,
        note=words[_LEDGER_NOTES[row.status]] if row.status in _LEDGER_NOTES else "",
    )


def _unused(rows: tuple[LedgerRow, ...]) -> list[int]:
    """Numbers between those of ``rows`` that no dossier of the year has; others may be of other days."""
    if not rows:
        return []
    numbers = {row.number for row in rows}
    first, last = min(numbers), max(numbers)
    missing = set(range(first, last + 1)) - numbers
    return sorted(missing - dossiers.ledger_numbers(rows[0].received.year, first, last)) if missing else []


def _summary(
    rows: tuple[LedgerRow, ...],
    sums: LedgerSums,
    words: Mapping[str, str],
    missing: Sequence[int],
    offices_of_all: int,
) -> str:
    """The sum under the table (cộng sổ), with the numbers used and those that are missing.

    Those of several offices together run on in none of them, and are not named.
    """
    if not rows:
        return words["sum_empty"]
    numbers = [row.number for row in rows]
    named = ", ".join(map(str, missing[:_GAPS_NAMED]))
    fates = {
        "returned": grouped(sums.returned),
        "ended": ended_words(sums, words),
        "left": grouped(sums.left),
    }
    if offices_of_all:
        return words["sum_all"].format(count=grouped(len(rows)), offices=grouped(offices_of_all), **fates)
    return words["sum"].format(
        count=grouped(len(rows)),
        first=numbers[0],
        last=numbers[-1],
        gaps=words["gaps"].format(numbers=named) if missing else words["no_gap"],
        **fates,
    )
