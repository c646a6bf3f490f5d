"""Slips, receipts of a visit and labels: gathered here from dossiers and law pack, and drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.core.codes import read_scan_number
from counter_app.core.law import LawPack
from counter_app.core.life import Movement
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState
from counter_app.core.sheets import (
    CommandCards,
    ControlSlip,
    FolderLabel,
    ShelfLabel,
    SlipMove,
    Timing,
    VisitDossier,
    VisitReceipt,
    timing,
)
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.services.acts import require_received
from counter_app.services.desk import Desk
from counter_app.services.papers import officer_of


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFile:
    """A list as bytes of a file, and how many rows it has."""

    content: bytes
    rows: int


def control_slip(
    desk: Desk, scan_number: str, at: datetime, sheet: Sheet = Sheet.A5, dpi: int = 300
) -> bytes:
    """The control slip (Phiếu kiểm soát quá trình giải quyết hồ sơ) of a dossier, as PDF.

    Raises:
        NotFound: no dossier has the scan number.
        BadInput: it is not received yet.
    """
    from counter_app.documents import control_slip as form  # noqa: PLC0415 - ReportLab only when drawn

    return form.draw(control_slip_paper(desk, require_received(scan_number), at), sheet, dpi)


def control_slip_paper(desk: Desk, state: DossierState, at: datetime) -> ControlSlip:
    """What the control slip of ``state`` says: hand-overs that happened, and those that are to come."""
    units = [stage.unit for stage in state.stages]
    unit = state.unit or next(iter(units), "")
    return ControlSlip(
        **said_of(desk, desk.pack_of(state), "control_slip", at),
        date=state.received_at.date(),
        code=state.code,
        scan_number=state.scan_number,
        applicant=state.applicant.name,
        procedure=state.procedure_name,
        procedure_code=state.procedure_code,
        received_at=state.received_at,
        due_at=state.due_at,
        unit=unit,
        partners=tuple(dict.fromkeys(one for one in units if one != unit)),
        moves=(*_moves(desk, state), *_to_come(desk, state)),
    )


def _moves(desk: Desk, state: DossierState) -> list[SlipMove]:
    """The hand-overs that happened; whoever held a stage is judged by it, the last one by the promise."""
    due = {stage.unit: stage.due_at for stage in state.stages}
    return [
        SlipMove(
            # A counter hands over in the name of the desk, as the form has it.
            giver=desk.office.desk if number == 0 else move.giver,
            taker=move.taker,
            at=move.at,
            giver_name=officer_of(desk, state, move.by),
            due=due.get(move.taker),
            result=_result(state, move, due),
            note=move.note,
        )
        for number, move in enumerate(state.movements)
    ]


def _result(state: DossierState, move: Movement, due: Mapping[str, datetime]) -> Timing | None:
    if move.giver in due:
        return timing(move.at, due[move.giver])
    if state.returned_at is not None and move is state.movements[-1]:
        return timing(state.finished_at or move.at, state.due_at)
    return None


def _to_come(desk: Desk, state: DossierState) -> list[SlipMove]:
    """The hand-overs still to come: to each unit that has not had it, back to the desk, to the applicant."""
    if state.returned_at is not None or state.fast:
        return []
    office, had = desk.office.desk, {move.taker for move in state.movements}
    holder = state.movements[-1].taker if state.movements else office
    due = {stage.unit: stage.due_at for stage in state.stages}
    wanted = [one for one in (list(due) or [state.unit]) if one and one not in had]
    moves = []
    for taker in (*wanted, office):
        if taker != holder:
            moves.append(SlipMove(giver=holder, taker=taker, due=due.get(taker)))
        holder = taker
    return [*moves, SlipMove(giver=office, taker=state.applicant.name)]


def visit_receipt(
    desk: Desk, scan_numbers: Sequence[str], at: datetime, sheet: Sheet = Sheet.A5, dpi: int = 300
) -> bytes:
    """One receipt for several dossiers (Giấy tiếp nhận nhiều hồ sơ) that one person handed in, as PDF.

    Raises:
        NotFound: no dossier has one of the scan numbers.
        BadInput: one is not received yet, or they were handed in by different people or on
            different days.
    """
    from counter_app.documents import receipt_several as form  # noqa: PLC0415

    states = [require_received(number) for number in dict.fromkeys(scan_numbers)]
    return form.draw(visit_paper(desk, states, at), sheet, dpi)


def visit_paper(desk: Desk, states: Sequence[DossierState], at: datetime) -> VisitReceipt:
    """What the receipt of one visit says, in the words of the law of its day.

    Raises:
        BadInput: the dossiers were handed in by different people or on different days.
    """
    first = states[0]
    submitter = _submitter(first)
    for other in states[1:]:
        if _submitter(other) != submitter or other.received_at.date() != first.received_at.date():
            raise BadInput(
                _(
                    "{one} and {other} were not handed in by the same person on the same day; "
                    "each visit has a receipt of its own."
                ).format(one=first.code, other=other.code),
                "dossiers",
            )
    # What is known of the person stands with a dossier of their own, where there is one.
    own = next((one.applicant for one in states if one.applicant.name == submitter), None)
    office = desk.office
    return VisitReceipt(
        **said_of(desk, desk.pack_of(first), "receipt_several", at),
        date=first.received_at.date(),
        desk=office.desk,
        submitter=submitter,
        citizen_id=own.citizen_id if own else "",
        address=own.address if own else "",
        phone=own.phone if own else "",
        received_at=max(one.received_at for one in states),
        dossiers=tuple(_visit_dossier(one, submitter) for one in states),
        collect_place=office.collect_place or office.desk,
        opening_hours=office.opening_hours,
        bring=office.bring,
        hotline=office.phone,
        receiver=officer_of(desk, first, first.received_by),
        counter="",
    )


def _visit_dossier(state: DossierState, submitter: str) -> VisitDossier:
    return VisitDossier(
        code=state.code,
        scan_number=state.scan_number,
        owner="" if state.applicant.name == submitter else state.applicant.name,
        procedure=state.procedure_name,
        procedure_code=state.procedure_code,
        papers=state.papers,
        sets=state.sets,
        due_at=state.due_at,
        ledger_number=state.ledger_number,
    )


def _submitter(state: DossierState) -> str:
    return state.submitter or state.applicant.name


def folder_label(desk: Desk, scan_number: str, dpi: int = 203) -> bytes:
    """The label of a dossier's folder (nhãn bìa hồ sơ), 80 x 30 mm, as PDF.

    Raises:
        NotFound: no dossier has the scan number.
        BadInput: it is not received yet.
    """
    from counter_app.documents import labels  # noqa: PLC0415

    state = require_received(scan_number)
    paper = FolderLabel(
        words=desk.pack_of(state).forms["folder_label"].words,
        applicant=state.applicant.name,
        procedure=state.procedure_name,
        scan_number=state.scan_number,
        number=read_scan_number(state.scan_number).number,
        received=state.received_at.date(),
        due=state.due_at.date(),
    )
    return labels.draw_folder(paper, dpi)


def shelf_label(desk: Desk, number: int, text: str, at: datetime, dpi: int = 203) -> bytes:
    """The label of a shelf (nhãn kệ) with its number and a text of the office's own, as PDF.

    Raises:
        BadInput: the number is not from 1 to 9999.
    """
    from counter_app.documents import labels  # noqa: PLC0415

    words = desk.pack_on(at.date()).forms["shelf_label"].words
    return labels.draw_shelf(ShelfLabel(words=words, number=number, text=text), dpi)


def command_cards(desk: Desk, at: datetime, dpi: int = 300) -> bytes:
    """The sheet of command cards (thẻ lệnh) for the scanner, A4, as PDF in the words of that day."""
    from counter_app.documents import command_cards as form  # noqa: PLC0415

    words = desk.pack_on(at.date()).forms["command_cards"].words
    return form.draw(CommandCards(words=words), dpi)


def said_of(desk: Desk, pack: LawPack, form: str, at: datetime) -> dict[str, Any]:
    """What every sheet says of the office and of itself."""
    text = pack.forms[form]
    return {
        "words": text.words,
        "form_number": text.number,
        "wording": text.wording,
        "lines": desk.office.lines,
        "place": desk.office.place,
        "printed_at": at,
    }
