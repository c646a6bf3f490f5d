"""What became of each print. A print is an event; one that failed stays visible until it is settled."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from counter_app.core.events import Printed
from counter_app.core.fold import RECEIPT
from counter_app.core.prints import copy_number, version_of
from counter_app.core.records import DossierState, Officer, PrintOutcome
from counter_app.core.states import Action
from counter_app.models import base
from counter_app.services.acts import act, check_received
from counter_app.services.desk import Desk


def begin(desk: Desk, scan_number: str, by: Officer, at: datetime, form: str = RECEIPT) -> int:
    """Take the number of the next print of a form, before anything is drawn.

    Two prints asked for at once get two numbers; one that is never settled stays visible.
    :func:`record` settles it.

    Raises:
        BadInput: a receipt of what is not received yet.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    taken: list[int] = []

    def payload(state: DossierState) -> object:
        if form == RECEIPT:
            check_received(state)
        taken.append(copy_number(state, form))
        version = version_of(state, form)
        return Printed(form=form, copy=taken[0], outcome=PrintOutcome.PENDING, version=version)

    act(desk, scan_number, action_of(form), by, at, payload)
    return taken[0]


def record(
    desk: Desk,
    scan_number: str,
    copy: int,
    outcome: PrintOutcome,
    printer: str,
    by: Officer,
    at: datetime,
    form: str = RECEIPT,
) -> DossierState:
    """Record what became of the print of a form numbered ``copy``, of the version it was begun for.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """

    def payload(state: DossierState) -> object:
        begun = (
            one.version
            for one in reversed(state.prints)
            if (one.form, one.copy, one.outcome) == (form, copy, PrintOutcome.PENDING)
        )
        version = next(begun, version_of(state, form))
        return Printed(form=form, copy=copy, outcome=outcome, printer=printer, version=version)

    return act(desk, scan_number, action_of(form), by, at, payload)


def begin_visit(desk: Desk, scan_numbers: Sequence[str], by: Officer, at: datetime) -> dict[str, int]:
    """Take the numbers of the one receipt of several dossiers, by scan number: of all of them or of none.

    It is the receipt of each of them, and stands so in the journal of each.

    Raises:
        BadInput, NotFound, NotAllowed: as :func:`begin`.
    """
    with base.transaction():
        return {number: begin(desk, number, by, at) for number in scan_numbers}


def record_for_each(
    desk: Desk,
    copies: Mapping[str, int],
    outcome: PrintOutcome,
    printer: str,
    by: Officer,
    at: datetime,
    form: str = RECEIPT,
) -> None:
    """Record for each dossier of one paper what became of it; ``copies`` are its numbers, by scan number.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`; nothing is recorded.
    """
    with base.transaction():
        for number, copy in copies.items():
            record(desk, number, copy, outcome, printer, by, at, form)


def action_of(form: str) -> Action:
    """Receipts are printed at the desk, other papers by whoever works on the dossier."""
    return Action.REPRINT if form == RECEIPT else Action.PRINT
