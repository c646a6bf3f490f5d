"""While-you-wait matters after they were finished: putting one right, taking a whole batch back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.core.events import Refunded, Undone, Withdrawn
from counter_app.core.fees import Reckoning, reckon
from counter_app.core.fold import undone_places
from counter_app.core.journal import EventKind
from counter_app.core.records import DossierState, FeeStatus, Officer
from counter_app.core.states import Action, Status, require_role
from counter_app.core.times import in_vietnam
from counter_app.core.validation import NOTE_LENGTH, clean_text
from counter_app.errors import BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.models import base, fast_matters, journal
from counter_app.services import acts, corrections
from counter_app.services.desk import Desk
from counter_app.services.fast_day import fee_rules

_STEPS = frozenset({EventKind.FINISHED, EventKind.HANDED_OVER})


@dataclass(frozen=True, slots=True, kw_only=True)
class FastChange:
    """What a finished row should have said; ``fee_amount`` in đồng is None where the pages reckon it."""

    name: str
    pages: int
    count: int
    fee_amount: int | None = None


def reckoned(desk: Desk, state: DossierState, pages: int, count: int) -> Reckoning | None:
    """The fee of ``state`` as it would be with other pages and copies; None where nothing reckons it."""
    chosen = desk.catalogue.get(state.procedure_code)
    return None if chosen is None else reckon(fee_rules(), chosen, pages=pages, count=count)


def correct(
    desk: Desk, scan_number: str, change: FastChange, by: Officer, at: datetime, reason: str
) -> DossierState:
    """Put a finished row right (sửa việc vừa xong), with a reason; other pages or copies reckon its fee anew.

    A matter that was free of charge stays free.

    Raises:
        BadInput: no reason, a value that a row would refuse, or nothing that changes; ``field`` names it.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    state = acts.require(scan_number)
    if not state.fast:
        raise NotAllowed(
            _("{code} was received with a receipt; correct it on its card.").format(code=state.code)
        )
    if state.status is not Status.RETURNED:
        raise NotAllowed(_("{code} was taken back; enter the row anew.").format(code=state.code))
    changes: dict[str, Any] = {"name": change.name, "pages": change.pages, "count": change.count}
    if state.fee.status is not FeeStatus.FREE:
        amount = change.fee_amount
        if amount is None:
            found = reckoned(desk, state, change.pages, change.count)
            amount = state.fee.amount if found is None else found.amount
        if state.fee.status is FeeStatus.NONE and amount:
            raise BadInput(_("Nothing was collected for it; take it back and enter it anew."), "fee")
        changes["fee_amount"] = amount
    return corrections.correct(desk, scan_number, changes, by, at, reason)


def last_batch(desk: Desk, by: Officer, at: datetime) -> tuple[DossierState, ...]:
    """What ``by`` finished last on the day of ``at``, in one go, and nobody took back; in its order."""
    mine = [one for one in fast_matters.of_day(in_vietnam(at).date()) if _is_of(one, by)]
    return tuple(reversed([one for one in mine if one.received_at == mine[0].received_at]))


def _is_of(state: DossierState, by: Officer) -> bool:
    return state.received_by == by.login and state.status is Status.RETURNED


def take_back(
    desk: Desk, batch: tuple[DossierState, ...], by: Officer, at: datetime, reason: str
) -> tuple[DossierState, ...]:
    """Take a batch back (hoàn tác lượt vừa xong), whole or not at all, the same day, with a reason.

    Its numbers are given out and stay in the ledger as withdrawn; the money that was
    collected is recorded as given back.

    Raises:
        BadInput: no reason.
        NotAllowed: the role or the moment does not permit it, or a matter of it was taken
            back, changed by somebody else, or done on another day.
    """
    said = clean_text(reason, NOTE_LENGTH)
    if not said:
        raise BadInput(_("Write the reason; it stands in the journal."), "note")
    at = in_vietnam(at)
    for action in (Action.UNDO, Action.WITHDRAW, Action.REFUND):
        require_role(action, by.role)
    if not batch:
        raise NotAllowed(_("You have finished nothing today that could be taken back."))
    with base.transaction():
        payloads: dict[str, list[object]] = {}
        for before in batch:
            state = acts.require(before.scan_number)
            desk.require_moment(at, state)
            _require_own(desk, state, by, at)
            payloads[state.scan_number] = _taking_back(state, said)
        return acts.append_each(desk, payloads, by, at)


def _require_own(desk: Desk, state: DossierState, by: Officer, at: datetime) -> None:
    of_today = state.received_at.date() == at.date()
    if not (state.fast and of_today and _is_of(state, by) and state.node == desk.office.node):
        raise NotAllowed(
            _("{code} cannot be taken back from here: it is not one of your matters of today.").format(
                code=state.code
            )
        )


def _taking_back(state: DossierState, reason: str) -> list[object]:
    """The events that take ``state`` back: its two last steps, its money, and the matter itself."""
    events = journal.events_of(state.scan_number)
    undone = undone_places(events)
    steps = [one for one in events if one.kind in _STEPS and (one.node, one.epoch, one.seq) not in undone]
    payloads: list[object] = [
        Undone(node=one.node, epoch=one.epoch, seq=one.seq, kind=one.kind, reason=reason)
        for one in reversed(steps)
    ]
    if state.fee.left:
        payloads.append(Refunded(amount=state.fee.left, reason=reason))
    return [*payloads, Withdrawn(reason=reason)]
