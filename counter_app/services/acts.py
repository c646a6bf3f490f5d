"""The one way in which something happens to a dossier: checked, then appended, in one transaction."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from counter_app.core.codes import normalise_code
from counter_app.core.events import written
from counter_app.core.journal import NewEvent
from counter_app.core.records import DossierState, Officer
from counter_app.core.states import Action, next_status, require_role
from counter_app.core.times import in_vietnam
from counter_app.errors import BadInput, Duplicate, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal
from counter_app.models import office as offices
from counter_app.services.desk import Desk


def act(
    desk: Desk,
    scan_number: str,
    action: Action,
    by: Officer,
    at: datetime,
    payload: Callable[[DossierState], object],
) -> DossierState:
    """Do ``action`` to a dossier: ``payload`` makes the event's content from the state before it.

    Raises:
        NotFound: no dossier has the scan number.
        NotAllowed: the role, the status or the moment does not permit it.
        UserError: whatever ``payload`` refuses; nothing is changed.
    """
    require_role(action, by.role)
    at = in_vietnam(at)
    with base.transaction():
        state = require(scan_number)
        next_status(state.status, action)
        desk.require_moment(at, state)
        return append(desk, scan_number, [payload(state)], by, at)


def append(
    desk: Desk, scan_number: str, payloads: Sequence[object], by: Officer, at: datetime
) -> DossierState:
    """Append ``payloads`` as events of one dossier, inside the caller's transaction; the state after them."""
    (state,) = append_each(desk, {scan_number: payloads}, by, at)
    return state


def append_each(
    desk: Desk, payloads: Mapping[str, Sequence[object]], by: Officer, at: datetime
) -> tuple[DossierState, ...]:
    """Append events of several dossiers at once, inside the caller's transaction; their states after it.

    ``payloads`` are by scan number; the states come in the same order.
    """
    events = []
    for scan_number, of_one in payloads.items():
        for payload in of_one:
            kind, data = written(payload)
            events.append(NewEvent(kind=kind, dossier=scan_number, happened_at=at, by=by.login, data=data))
    states = journal.append(events, recorded_at=desk.clock()).states
    return tuple(states[scan_number] for scan_number in payloads)


def checked_code(desk: Desk, given: str, day: date) -> str:
    """A code that another system gave, as it is kept.

    Raises:
        BadInput: it does not have the shape of the law pack of that ``day``.
        Duplicate: a dossier here has it already.
    """
    code = normalise_code(given)
    if not desk.pack_on(day).accepts_code(code):
        raise BadInput(
            _("“{code}” is no dossier code, like H26.170-251103-0007. Scan or copy it again.").format(
                code=code[:60]
            ),
            "code",
        )
    if dossiers.scan_number_of(code) is not None:
        raise Duplicate(
            _("A dossier here has the code {code} already; nothing was changed.").format(code=code)
        )
    return code


def require(scan_number: str) -> DossierState:
    """The dossier with this scan number.

    Raises:
        NotFound: there is none.
    """
    state = dossiers.state_of(scan_number)
    if state is None:
        raise NotFound(
            _("No dossier here has the number {number}. Look for it by the citizen's name.").format(
                number=scan_number
            )
        )
    return state


def require_received(scan_number: str) -> DossierState:
    """The dossier with this scan number, which has been received: only then papers can say what is promised.

    Raises:
        NotFound: there is none.
        BadInput: it is registered only.
    """
    state = require(scan_number)
    check_received(state)
    return state


def check_received(state: DossierState) -> None:
    """Refuse a paper of a dossier that has no promise yet.

    Raises:
        BadInput: it is registered only.
    """
    if not state.received:
        raise BadInput(
            _("{code} is registered but not received yet; receive it first.").format(code=state.code),
            "dossier",
        )


def next_slip(form: str, at: datetime) -> int:
    """The next number of slips of this form in the year of ``at``, taken in the caller's transaction."""
    return offices.next_number(offices.slip_counter(form, at.year))
