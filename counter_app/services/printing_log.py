"""What became of each print. A print is an event; one that failed stays visible until it is settled."""

from datetime import datetime

from counter_app.core.events import Printed
from counter_app.core.fold import RECEIPT
from counter_app.core.records import DossierState, Officer, PrintOutcome
from counter_app.core.states import Action
from counter_app.services.acts import act, require
from counter_app.services.desk import Desk

#: A print that may be in somebody's hands keeps its number; one begun and never settled may be too.
_HAS_NUMBER = frozenset({PrintOutcome.PRINTED, PrintOutcome.UNKNOWN, PrintOutcome.PENDING})


def next_copy(desk: Desk, scan_number: str) -> int:
    """0 while no receipt of the present version came out, else the number of the next reprint (bản in lại).

    Raises:
        NotFound: no dossier has the scan number.
    """
    return copy_number(require(scan_number))


def copy_number(state: DossierState) -> int:
    """The number of the next print of this dossier's receipt; see :func:`next_copy`."""
    taken = (
        one.copy
        for one in state.prints
        if (one.form, one.version) == (RECEIPT, state.version) and one.outcome in _HAS_NUMBER
    )
    return max(taken, default=-1) + 1


def begin(desk: Desk, scan_number: str, by: Officer, at: datetime) -> int:
    """Take the number of the next print of the receipt, before anything is drawn.

    Two prints asked for at once get two numbers; one that is never settled stays visible.
    :func:`record` settles it.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    taken: list[int] = []

    def payload(state: DossierState) -> object:
        taken.append(copy_number(state))
        return Printed(form=RECEIPT, copy=taken[0], outcome=PrintOutcome.PENDING, version=state.version)

    act(desk, scan_number, Action.REPRINT, by, at, payload)
    return taken[0]


def record(
    desk: Desk,
    scan_number: str,
    copy: int,
    outcome: PrintOutcome,
    printer: str,
    by: Officer,
    at: datetime,
) -> DossierState:
    """Record what became of the print of the receipt numbered ``copy``, of the version it was begun for.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """

    def payload(state: DossierState) -> object:
        begun = (
            one.version
            for one in reversed(state.prints)
            if (one.form, one.copy, one.outcome) == (RECEIPT, copy, PrintOutcome.PENDING)
        )
        version = next(begun, state.version)
        return Printed(form=RECEIPT, copy=copy, outcome=outcome, printer=printer, version=version)

    return act(desk, scan_number, Action.REPRINT, by, at, payload)
