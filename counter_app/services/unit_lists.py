"""Lists that two units sign when dossiers or results go from one to the other."""

from datetime import date, datetime

from counter_app.core.life import Movement
from counter_app.core.records import Collect, DossierState, FeeStatus
from counter_app.core.sheets import DossierHandover, HandoverRow, ResultHandover, ResultRow
from counter_app.errors import NotFound
from counter_app.i18n import gettext as _
from counter_app.models import dossiers, handovers
from counter_app.services.desk import Desk
from counter_app.services.papers import officer_of
from counter_app.services.sheets import ListFile, said_of


def handover_dossiers(desk: Desk, unit: str, day: date, at: datetime) -> ListFile:
    """The list (Danh sách bàn giao hồ sơ) of the dossiers that went to ``unit`` on ``day``, as PDF.

    Raises:
        NotFound: nothing went there, and this office knows no such unit.
    """
    from counter_app.documents import handover_lists  # noqa: PLC0415

    found = dossiers.states_of(handovers.forwarded_on(day))
    moved = [(state, move) for state in found if (move := _move_to(state, unit, day)) is not None]
    if not moved:
        unit = _known_unit(desk, unit)
    by = {move.by for _state, move in moved}
    paper = DossierHandover(
        **said_of(desk, desk.pack_on(day), "handover_dossiers", at),
        giver=desk.office.desk,
        taker=moved[0][1].taker if moved else unit,
        at=max((move.at for _state, move in moved), default=at),
        rows=tuple(_handover_row(state, move) for state, move in moved),
        giver_name=officer_of(desk, moved[0][0], by.pop()) if len(by) == 1 else "",
        head_name=desk.office.signer_name,
    )
    return ListFile(content=handover_lists.draw_dossiers(paper), rows=len(paper.rows))


def _move_to(state: DossierState, unit: str, day: date) -> Movement | None:
    """The last time that the dossier went to ``unit`` on ``day``."""
    for move in reversed(state.movements):
        if move.at.date() == day and _same(move.taker, unit):
            return move
    return None


def _handover_row(state: DossierState, move: Movement) -> HandoverRow:
    return HandoverRow(
        code=state.code,
        procedure=state.procedure_name,
        procedure_code=state.procedure_code,
        sets=state.sets,
        papers=sum(paper.total for paper in state.papers),
        applicant=state.applicant.name,
        address=state.applicant.address,
        phone=state.applicant.phone,
        received=state.received_at.date(),
        due=state.due_at.date(),
        note=move.note,
    )


def handover_results(desk: Desk, unit: str, day: date, at: datetime) -> ListFile:
    """The slip (Phiếu bàn giao kết quả giải quyết TTHC) of the results of ``unit`` of ``day``, as PDF.

    Raises:
        NotFound: there are none, and this office knows no such unit.
    """
    from counter_app.documents import handover_lists  # noqa: PLC0415

    states = [
        state for state in dossiers.states_of(handovers.finished_on(day)) if _same(_resolver(state), unit)
    ]
    if not states:
        unit = _known_unit(desk, unit)
    said = said_of(desk, desk.pack_on(day), "handover_results", at)
    done = said["words"]["result_done"]
    paper = ResultHandover(
        **said,
        unit=_resolver(states[0]) if states else unit,
        taker=desk.office.desk,
        at=max((state.finished_at for state in states if state.finished_at), default=at),
        rows=tuple(_result_row(state, done) for state in states),
        taker_name="",
    )
    return ListFile(content=handover_lists.draw_results(paper), rows=len(paper.rows))


def _result_row(state: DossierState, done: str) -> ResultRow:
    return ResultRow(
        code=state.code,
        procedure=state.procedure_name,
        procedure_code=state.procedure_code,
        result=state.result or done,
        applicant=state.applicant.name,
        address=state.applicant.address,
        fee=any(fee.amount > 0 and fee.status is not FeeStatus.FREE for fee in state.fees),
        post=state.collect is Collect.POST,
    )


def _resolver(state: DossierState) -> str:
    """Who had the dossier when its result was there; the procedure's own unit where nobody else had."""
    had = [move.taker for move in state.movements if not state.finished_at or move.at <= state.finished_at]
    return had[-1] if had else state.unit


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def _known_unit(desk: Desk, unit: str) -> str:
    """The unit as this office writes it.

    Raises:
        NotFound: it knows no such unit.
    """
    known = dict.fromkeys((*desk.office.units, *(one.unit for one in desk.catalogue.values() if one.unit)))
    for one in known:
        if _same(one, unit):
            return one
    raise NotFound(
        _("This office has no unit “{unit}”; write one of: {known}.").format(
            unit=unit, known=", ".join(known) or "-"
        )
    )
