"""The papers that are not known to have come out of a printer (chưa in được), and settling them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from counter_app.core.events import Printed
from counter_app.core.prints import Unsettled, unsettled
from counter_app.core.records import DossierState, Officer, PrintOutcome
from counter_app.models import base, not_printed
from counter_app.services.acts import act, require
from counter_app.services.desk import Desk
from counter_app.services.printing_log import action_of

#: Dossiers whose papers one list names; more than that are not printed one by one.
LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class UnprintedPaper:
    """A paper that is not known to have come out of a printer, and whose it is."""

    scan_number: str
    code: str
    applicant: str
    procedure: str
    paper: Unsettled


def papers(desk: Desk, limit: int = LIMIT) -> tuple[UnprintedPaper, ...]:
    """Every receipt and slip that is not known to have come out, the oldest dossier first.

    They are of at most ``limit`` dossiers; :func:`count` counts all.
    """
    return tuple(
        UnprintedPaper(
            scan_number=state.scan_number,
            code=state.code,
            applicant=state.applicant.name,
            procedure=state.procedure_name,
            paper=paper,
        )
        for state in not_printed.papers(limit)
        for paper in unsettled(state)
    )


def count(desk: Desk) -> int:
    """How many papers are not known to have come out of a printer."""
    return not_printed.papers_count()


def waits(desk: Desk, scan_number: str, form: str, copy: int) -> bool:
    """Whether nobody knows yet what became of this print, which is still the last of its form.

    Raises:
        NotFound: no dossier has the scan number.
    """
    return any(
        (one.form, one.copy) == (form, copy) and one.outcome is not PrintOutcome.FAILED
        for one in unsettled(require(scan_number))
    )


def settle(
    desk: Desk, scan_number: str, form: str, by: Officer, at: datetime, *, came_out: bool
) -> DossierState:
    """Somebody looked: the last print of a form did come out of the printer, or did not.

    What did not come out is printed again under the same number. Nothing is changed where the
    same is known already.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    state = require(scan_number)
    outcome = PrintOutcome.PRINTED if came_out else PrintOutcome.FAILED
    last = next((one for one in unsettled(state) if one.form == form), None)
    if last is None or last.outcome is outcome:
        return state
    settled = Printed(form=form, copy=last.copy, outcome=outcome, printer=last.printer, version=last.version)
    return act(desk, scan_number, action_of(form), by, at, lambda _state: settled)


def settle_for_each(
    desk: Desk, scan_numbers: Iterable[str], form: str, by: Officer, at: datetime, *, came_out: bool
) -> tuple[DossierState, ...]:
    """Somebody looked at the one paper of several dossiers: :func:`settle` it for all of them or none.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`; nothing is recorded.
    """
    with base.transaction():
        return tuple(settle(desk, number, form, by, at, came_out=came_out) for number in scan_numbers)
