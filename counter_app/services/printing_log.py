"""What became of each print. A print is an event; one that failed stays visible until it is settled."""

from datetime import datetime

from counter_app.core.events import Printed
from counter_app.core.fold import RECEIPT
from counter_app.core.records import DossierState, Officer, PrintOutcome
from counter_app.core.states import Action
from counter_app.services.acts import act, require
from counter_app.services.desk import Desk

_CAME_OUT = frozenset({PrintOutcome.PRINTED, PrintOutcome.UNKNOWN})


def next_copy(desk: Desk, scan_number: str) -> int:
    """0 while no receipt came out of a printer, else the number of the next reprint (bản in lại).

    A print whose outcome is unknown may be in somebody's hands, so it counts.

    Raises:
        NotFound: no dossier has the scan number.
    """
    return copy_number(require(scan_number))


def copy_number(state: DossierState) -> int:
    """The number of the next print of this dossier's receipt; see :func:`next_copy`."""
    return sum(one.form == RECEIPT and one.outcome in _CAME_OUT for one in state.prints)


def record(
    desk: Desk,
    scan_number: str,
    copy: int,
    outcome: PrintOutcome,
    printer: str,
    by: Officer,
    at: datetime,
) -> DossierState:
    """Record the outcome of printing the receipt of a dossier.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    return act(
        desk,
        scan_number,
        Action.REPRINT,
        by,
        at,
        lambda _state: Printed(form=RECEIPT, copy=copy, outcome=outcome, printer=printer),
    )
