"""Putting right what stands in a dossier, and taking the last step back; nothing is final but the journal."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from counter_app.core.events import CodeAdded, Corrected, Placed, ProcedureChange, Undone
from counter_app.core.fold import STEP_ACTIONS, undone_places
from counter_app.core.fold_steps import COUNT_FIELDS, OWN_FIELDS, PERSON_FIELDS
from counter_app.core.journal import NUMBERING, Event, EventKind
from counter_app.core.records import DossierState, Fee, FeeStatus, NewDossier, Officer, Procedure
from counter_app.core.states import BINDING, Action, Role, Status
from counter_app.core.times import in_vietnam
from counter_app.core.validation import (
    MOST_COPIES,
    NAME_LENGTH,
    NOTE_LENGTH,
    check_new,
    clean_text,
    normalise,
)
from counter_app.errors import BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.models import journal
from counter_app.services import promises
from counter_app.services.acts import act, checked_code
from counter_app.services.desk import Desk
from counter_app.services.fees import require_amount_can_change
from counter_app.services.history import kind_name
from counter_app.services.reception import procedure, require_in_force

#: What can be put right: fields of the applicant, of the dossier, its fee in đồng and its procedure.
FIELDS = (*PERSON_FIELDS, *OWN_FIELDS, "fee_amount", "procedure")

#: Kinds beside the steps that can be taken back.
_TAKEN_BACK = frozenset({EventKind.CORRECTED, EventKind.REFUNDED})


def correct(
    desk: Desk, scan_number: str, changes: Mapping[str, Any], by: Officer, at: datetime, reason: str
) -> DossierState:
    """Put fields of a dossier right (sửa thông tin hồ sơ), with a reason; the next version of its receipt.

    ``changes`` holds new values under names of ``FIELDS``, for a while-you-wait matter under
    those of ``COUNT_FIELDS``, too: texts, ``Channel``, ``Collect``, whole numbers, ``Paper``
    records, and the code of another procedure, whose promise is reckoned from the day of
    reception.

    Raises:
        BadInput: no reason, an unknown field, a value that a reception would refuse, or none
            that changes anything.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    said = _reason(reason)
    unknown = sorted(set(changes) - {*FIELDS, *COUNT_FIELDS})
    if unknown:
        raise BadInput(
            _("“{field}” cannot be put right; these can: {fields}.").format(
                field=unknown[0], fields=", ".join(FIELDS)
            ),
            unknown[0],
        )

    def payload(state: DossierState) -> object:
        wanted = _checked(desk, state, changes)
        if "fee_amount" in wanted:
            require_amount_can_change(state, wanted["fee_amount"])
        changed = {name: value for name, value in wanted.items() if value != _present(state, name)}
        code = changed.pop("procedure", None)
        if not changed and code is None:
            raise BadInput(_("Nothing would be changed; give another value."), next(iter(changes), ""))
        change = None if code is None else _procedure_change(desk, state, code)
        return Corrected(reason=said, procedure=change, **changed)

    return act(desk, scan_number, Action.CORRECT, by, at, payload)


def undo(desk: Desk, scan_number: str, by: Officer, at: datetime, reason: str) -> DossierState:
    """Take the last step of a dossier back (hoàn tác), the same day, with a reason.

    Notes, prints and places are no steps. A reception is never taken back: its numbers are
    given out; the dossier is refused or withdrawn instead.

    Raises:
        BadInput: no reason.
        NotAllowed: there is no step to take back, it is of another day, or somebody else's
            and ``by`` is not the head.
        NotFound: no dossier has the scan number.
    """
    said = _reason(reason)
    at = in_vietnam(at)

    def payload(_state: DossierState) -> object:
        step = step_to_undo(desk, scan_number, by, at)
        return Undone(node=step.node, epoch=step.epoch, seq=step.seq, kind=step.kind, reason=said)

    return act(desk, scan_number, Action.UNDO, by, at, payload)


def step_to_undo(desk: Desk, scan_number: str, by: Officer, at: datetime) -> Event:
    """The step that :func:`undo` by this officer at ``at`` would take back.

    Raises:
        NotAllowed: there is none, it is of another day, or somebody else's and ``by`` is not the head.
    """
    step = last_step(journal.events_of(scan_number))
    if step is None:
        raise NotAllowed(
            _("There is no step to take back. A reception stays: refuse it or let it be withdrawn.")
        )
    if step.happened_at.date() != in_vietnam(at).date():
        raise NotAllowed(
            _("The last step ({step}) is of {day}; only one of today can be taken back.").format(
                step=kind_name(step.kind), day=short_date(step.happened_at)
            )
        )
    if step.node != desk.office.node:
        raise NotAllowed(
            _("The last step ({step}) was done at another office; it is taken back there.").format(
                step=kind_name(step.kind)
            )
        )
    if step.by != by.login and by.role is not Role.HEAD:
        raise NotAllowed(
            _("The last step ({step}) was done by {name}; they or the head can take it back.").format(
                step=kind_name(step.kind), name=desk.officer_name(step.by)
            )
        )
    return step


def last_step(events: tuple[Event, ...]) -> Event | None:
    """The step that :func:`undo` would take back; None where there is none."""
    undone = undone_places(events)
    for event in reversed(events):
        if (event.node, event.epoch, event.seq) in undone:
            continue
        if event.kind in NUMBERING or event.kind == EventKind.PROMISE_REVIEWED:
            return None  # the head's decision rests on what was done before it
        if event.kind in STEP_ACTIONS or event.kind in _TAKEN_BACK:
            return event
    return None


def add_code(desk: Desk, scan_number: str, by: Officer, at: datetime, code: str) -> DossierState:
    """Keep the code that another system gave this dossier; it is found and scanned by both.

    Raises:
        BadInput: no code.
        Duplicate: a dossier has it already.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    return act(
        desk,
        scan_number,
        Action.ADD_CODE,
        by,
        at,
        lambda state: CodeAdded(code=checked_code(desk, code, state.received_at.date())),
    )


def place(desk: Desk, scan_number: str, by: Officer, at: datetime, where: str) -> DossierState:
    """Say where the folder lies (nơi để hồ sơ); an empty ``where`` takes it out of its place.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    name = clean_text(where, NAME_LENGTH)
    return act(desk, scan_number, Action.PLACE, by, at, lambda _state: Placed(place=name))


def _checked(desk: Desk, state: DossierState, changes: Mapping[str, Any]) -> dict[str, Any]:
    """The new values as a reception would keep them."""
    counts = _counts(state, changes)
    person = {name: changes[name] for name in PERSON_FIELDS if name in changes}
    own = {name: changes[name] for name in OWN_FIELDS if name in changes}
    code = changes.get("procedure", state.procedure_code)
    amount = changes.get("fee_amount", state.fee.amount)
    new = NewDossier(
        procedure=code,
        applicant=replace(state.applicant, **person),
        **{name: getattr(state, name) for name in OWN_FIELDS} | own,
        fee=Fee(amount=amount, status=FeeStatus.DUE if amount else FeeStatus.NONE),
        due_at=state.due_at,
        due_reason=state.due_reason or "-",
    )
    new = normalise(new)
    # Its date is known: what no deadline would ask for is not asked again.
    undated = Procedure(code=code, name=state.procedure_name, field=state.procedure_field)
    problems = check_new(new, undated)
    if problems:
        raise BadInput(problems[0].sentence, problems[0].field)
    values = {name: getattr(new.applicant, name) for name in person}
    values |= {name: getattr(new, name) for name in own}
    if "fee_amount" in changes:
        values["fee_amount"] = new.fee.amount
    if "procedure" in changes:
        values["procedure"] = new.procedure
    return values | counts


def _counts(state: DossierState, changes: Mapping[str, Any]) -> dict[str, int]:
    """The new pages and copies of a while-you-wait matter, each from its least to the most of a row."""
    counts = {name: changes[name] for name in COUNT_FIELDS if name in changes}
    if counts and not state.fast:
        raise BadInput(_("Only what was done while the citizen waited counts pages and copies."), "count")
    if not 1 <= counts.get("count", 1) <= MOST_COPIES:
        raise BadInput(_("Enter 1 to {most} copies.").format(most=MOST_COPIES), "count")
    if not 0 <= counts.get("pages", 0) <= MOST_COPIES:
        raise BadInput(_("Enter 0 to {most} pages.").format(most=MOST_COPIES), "pages")
    return counts


def _present(state: DossierState, name: str) -> Any:
    if name == "fee_amount":
        return state.fee.amount
    if name == "procedure":
        return state.procedure_code
    return getattr(state.applicant if name in PERSON_FIELDS else state, name)


def _procedure_change(desk: Desk, state: DossierState, code: str) -> ProcedureChange:
    """The dossier under another procedure, promised from the reception as if it were so from the start."""
    if state.status not in (Status.REGISTERED, *BINDING) or _time_was_touched(state):
        raise NotAllowed(
            _(
                "The time of {code} stood still, was extended or is over; another procedure would count it "
                "wrong. Let the dossier be withdrawn and receive it anew."
            ).format(code=state.code)
        )
    chosen = procedure(desk, code)
    require_in_force(desk, chosen, state.received_at.date())
    due = promises.preview(desk, chosen, state.received_at)
    if due is None:
        raise BadInput(
            _("{code} has no configured deadline; withdraw the dossier and receive it anew.").format(
                code=code
            ),
            "procedure",
        )
    return ProcedureChange(
        code=chosen.code,
        name=chosen.name,
        field=chosen.field,
        promise=promises.reckoned(due),
        unit=chosen.unit,
        after_supplement=chosen.after_supplement,
        stages=promises.stages_of(desk, chosen, due.due_at),
    )


def _time_was_touched(state: DossierState) -> bool:
    moved = state.due_at != state.original_due_at
    return moved or bool(state.supplements or state.extensions or state.rulings)


def _reason(text: str) -> str:
    reason = clean_text(text, NOTE_LENGTH)
    if not reason:
        raise BadInput(_("Write the reason; it stands in the journal."), "note")
    return reason
