"""Slips and letters of a dossier: the record is gathered here from its state, drawn by documents."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from counter_app.core.events import Advised
from counter_app.core.forms import Condition, FormText
from counter_app.core.law import LawPack
from counter_app.core.life import Ruling, RulingKind
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState, Office, Officer, Paper, Person
from counter_app.core.slips import Issuer, NewDate, Result, SlipPaper
from counter_app.core.times import in_vietnam
from counter_app.errors import NotFound
from counter_app.i18n import gettext as _
from counter_app.services.acts import require
from counter_app.services.desk import Desk
from counter_app.services.papers import money_words, officer_of


class Slip(StrEnum):
    """What can be printed of a dossier besides its receipt."""

    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    STOP = "stop"
    RESULT_RECEIPT = "result_receipt"
    UNCOLLECTED = "uncollected"


@dataclass(frozen=True, slots=True)
class _Told:
    """What a slip tells beside what every slip does: when and by whom it was written, and its fields."""

    on: date
    by: str
    number: int
    fields: dict[str, Any]


def slip(
    desk: Desk,
    scan_number: str,
    kind: Slip,
    sheet: Sheet,
    by: Officer,
    at: datetime,
    copy: int = 0,
    dpi: int = 300,
) -> bytes:
    """The slip of the last act of its kind on a dossier, as PDF, on the form of the day of reception.

    ``copy`` 0 is the first print and n the n-th reprint; ``dpi`` is the printer's.

    Raises:
        NotFound: no dossier has the scan number, nothing of the kind happened to it, or the
            law of its day of reception has no such form.
    """
    from counter_app.documents import slip as form  # noqa: PLC0415 - ReportLab only when something is drawn

    return form.draw(slip_paper(desk, require(scan_number), kind, by, at, copy), sheet, dpi)


def slip_paper(
    desk: Desk, state: DossierState, kind: Slip, by: Officer, at: datetime, copy: int = 0
) -> SlipPaper:
    """What the slip of the last act of its kind on ``state`` says.

    Raises:
        NotFound: nothing of the kind happened to it, or its law has no such form.
    """
    at = in_vietnam(at)
    pack = desk.pack_of(state)
    form = form_of(pack, kind)
    told = _told(desk, state, pack, form, kind, at)
    return SlipPaper(
        form=form,
        issuer=issuer(desk.office),
        dated=told.on,
        printed_at=at,
        applicant=state.applicant,
        procedure=state.procedure_name,
        procedure_code=state.procedure_code,
        number=_number(told.number),
        code=state.code,
        scan_number=state.scan_number if state.code else "",
        submitter=state.submitter or state.applicant.name,
        received_at=state.received_at if state.received else None,
        officer=officer_of(desk, state, told.by) if told.by else by.name,
        counter=by.counter,
        copy=copy,
        **{"due_at": state.due_at if state.received else None, **told.fields},
    )


def advice(desk: Desk, given: Advised, sheet: Sheet, by: Officer, at: datetime, dpi: int = 300) -> bytes:
    """The slip of an advice that was given before any dossier existed, as PDF: no code and no symbols.

    Raises:
        NotFound: the law of that day has no such form.
    """
    from counter_app.documents import slip as form  # noqa: PLC0415

    return form.draw(advice_paper(desk, given, by, at), sheet, dpi)


def advice_paper(desk: Desk, given: Advised, by: Officer, at: datetime) -> SlipPaper:
    """What the supplement or refusal slip says of a matter that was not received."""
    at = in_vietnam(at)
    applicant = Person(name=given.applicant, address=given.address, phone=given.phone)
    return SlipPaper(
        form=form_of(desk.pack_on(at.date()), Slip(given.form)),
        issuer=issuer(desk.office),
        dated=at.date(),
        printed_at=at,
        applicant=applicant,
        procedure=given.procedure_name,
        procedure_code=given.procedure_code,
        number=_number(given.number),
        submitter=given.applicant,
        missing=given.papers,
        reason=given.reason,
        officer=by.name,
        counter=by.counter,
    )


def _number(number: int) -> str:
    """A slip's number as printed, two digits at least; empty where a hand writes it."""
    return f"{number:02d}" if number else ""


def form_of(pack: LawPack, kind: Slip) -> FormText:
    """The form on which the law of ``pack`` has a slip of this kind written.

    Raises:
        NotFound: it has none.
    """
    name = {
        Slip.SUPPLEMENT: pack.supplement.form,
        Slip.REFUSAL: pack.refusal_form,
        Slip.EXTENSION: pack.extension_form,
        Slip.STOP: pack.stop_form,
    }.get(kind, kind.value)
    form = pack.forms.get(name)
    if form is None:
        raise NotFound(
            _("The law of that time ({law}) has no form for this; write it as a letter.").format(
                law=pack.title
            )
        )
    return form


def issuer(office: Office) -> Issuer:
    """The office as its forms name it; sentences say "Ủy ban nhân dân" in full."""
    short, long = "UBND ", "Ủy ban nhân dân "
    name = long + office.name.removeprefix(short) if office.name.startswith(short) else office.name
    return Issuer(
        lines=office.lines,
        place=office.place,
        office=name,
        desk=office.desk,
        collect_place=office.collect_place,
        opening_hours=office.opening_hours,
        bring=office.bring,
        hotline=office.phone,
        signer_title=office.signer_title,
        signer_name=office.signer_name,
    )


def _told(desk: Desk, state: DossierState, pack: LawPack, form: FormText, kind: Slip, at: datetime) -> _Told:
    if kind is Slip.SUPPLEMENT and state.supplements:
        asked = state.supplements[-1]
        after = state.after_supplement or pack.after_supplement
        waiting = Condition(after) if state.received else Condition.NEW
        wanted = {"missing": asked.papers, "reason": asked.reason, "waiting": waiting}
        return _Told(asked.at.date(), asked.by, asked.number, wanted)
    if kind is Slip.EXTENSION and state.extensions:
        *before, last = state.extensions
        earlier = tuple(NewDate(one.due_from, one.due_to) for one in before)
        said: dict[str, Any] = {
            "due_at": last.due_from,
            "new_due_at": last.due_to,
            "earlier": earlier,
            "reason": last.reason,
        }
        return _Told(last.at.date(), last.by, last.number, said)
    if kind is Slip.REFUSAL:
        ruling = _ruling(state, RulingKind.REFUSED)
        if ruling is not None:
            return _Told(ruling.at.date(), ruling.by, ruling.number, {"reason": ruling.reason})
    if kind is Slip.STOP:
        ruling = _ruling(state, RulingKind.STOPPED, RulingKind.WITHDRAWN)
        if ruling is not None:
            return _Told(
                ruling.at.date(), ruling.by, ruling.number, _stopped(desk, state, pack, form, ruling)
            )
    if kind is Slip.RESULT_RECEIPT and state.returned_at is not None:
        return _Told(state.returned_at.date(), "", 0, _handed_over(state, form))
    if kind is Slip.UNCOLLECTED and state.finished_at is not None and state.returned_at is None:
        return _Told(at.date(), "", 0, {"ready_on": state.finished_at.date()})
    raise NotFound(_("{code}: nothing has happened that this paper tells of.").format(code=state.code))


def _ruling(state: DossierState, *kinds: RulingKind) -> Ruling | None:
    return next((one for one in reversed(state.rulings) if one.kind in kinds), None)


def _stopped(
    desk: Desk, state: DossierState, pack: LawPack, form: FormText, ruling: Ruling
) -> dict[str, Any]:
    words = pack.forms["receipt"].words
    kinds = (words["original"], words["certified"], words["copy"])
    withdrawn = ruling.kind is RulingKind.WITHDRAWN
    # What was withdrawn is with its owner; until then it was where it had been forwarded to.
    moved = (one.taker for one in reversed(state.movements))
    holder = next(moved, desk.office.desk) if withdrawn else state.holder
    return {
        "requested_on": ruling.at.date() if withdrawn else None,
        "reason": ruling.reason or form.words["withdrawal"],
        "stage": form.words["stage"].format(holder=holder),
        "given_back": tuple(_counted(paper, kinds) for paper in state.papers),
        "money": money_words(state, form.words),
    }


def _counted(paper: Paper, kinds: tuple[str, str, str]) -> str:
    """``Tờ khai (01 bản chính)``."""
    counts = zip((paper.originals, paper.certified, paper.copies), kinds, strict=True)
    said = ", ".join(f"{count:02d} {kind[:1].lower()}{kind[1:]}" for count, kind in counts if count)
    return f"{paper.name} ({said})" if said else paper.name


def _handed_over(state: DossierState, form: FormText) -> dict[str, Any]:
    own = state.collector in ("", state.applicant.name)
    result = Result(kind=state.result or form.words["result"], summary=state.procedure_name)
    return {
        "returned_at": state.returned_at,
        "collector": state.collector,
        "collector_id": state.collector_id or (state.applicant.citizen_id if own else ""),
        "collector_phone": state.applicant.phone if own else "",
        "authorised": state.authorised,
        "results": (result,),
    }
