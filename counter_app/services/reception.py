"""Reception: a dossier comes in, gets its numbers and its promise, and is in the journal."""

from dataclasses import replace
from datetime import date, datetime

from counter_app.core.codes import dossier_code, scan_number
from counter_app.core.events import Finished, HandedOver, Received
from counter_app.core.promise import (
    DeadlineKind,
    DeadlineRule,
    Promise,
    given_promise,
    promise,
    rule_words,
)
from counter_app.core.records import DossierState, FastMatter, NewDossier, Officer, Procedure
from counter_app.core.states import Action, require_role
from counter_app.core.times import in_vietnam
from counter_app.core.validation import Problem, check_fast, check_new, normalise, normalise_fast
from counter_app.errors import BadInput, NotAllowed, NotFound
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.models import base
from counter_app.models import office as offices
from counter_app.services import acts
from counter_app.services.desk import Desk

_WHILE_YOU_WAIT = DeadlineRule(DeadlineKind.IMMEDIATE)


def procedure(desk: Desk, code: str) -> Procedure:
    """The procedure with this national code.

    Raises:
        NotFound: the office's catalogue has none.
    """
    found = desk.catalogue.get(code.strip())
    if found is None:
        raise NotFound(
            _("There is no procedure {code} in the catalogue. Check the code, like 1.004873.").format(
                code=code.strip()
            )
        )
    return found


def require_in_force(desk: Desk, chosen: Procedure, day: date) -> None:
    """Refuse a reception under a procedure that is not in force on ``day``, naming what replaces it.

    Raises:
        NotAllowed: not in force yet, or no longer.
    """
    if chosen.in_force(day):
        return
    if chosen.valid_from is not None and day < chosen.valid_from:
        raise NotAllowed(
            _("{code} is in force only from {day}; no dossier can be received under it before.").format(
                code=chosen.code, day=short_date(chosen.valid_from)
            )
        )
    last = short_date(chosen.valid_to) if chosen.valid_to else ""
    instead = desk.catalogue.get(chosen.replaced_by)
    if instead is None:
        raise NotAllowed(
            _("{code} was in force until {day}; look for the procedure that replaces it.").format(
                code=chosen.code, day=last
            )
        )
    raise NotAllowed(
        _("{code} was in force until {day}; receive under {new}, {name}, which replaces it.").format(
            code=chosen.code, day=last, new=instead.code, name=instead.name
        )
    )


def preview(desk: Desk, chosen: Procedure, at: datetime) -> Promise | None:
    """The promise that a dossier of ``chosen`` received at ``at`` would get; None without a known deadline.

    Raises:
        NotFound: no law pack covers the day.
    """
    rule = chosen.promised
    if rule is None:
        return None
    at = in_vietnam(at)
    return promise(rule, at, desk.calendar, desk.pack_on(at.date()).cutoffs)


def receive(desk: Desk, new: NewDossier, by: Officer, at: datetime) -> DossierState:
    """Receive a dossier (tiếp nhận): number it, promise a date, append it to the journal.

    The law in force on the day of reception applies to it for good. The record is
    committed before any paper is made (NĐ 118/2025/NĐ-CP, art. 17).

    Raises:
        NotAllowed: the role may not receive, the moment lies in the future, or the day's
            numbers are used up.
        NotFound: unknown procedure.
        BadInput: a field cannot be accepted; ``field`` names it.
    """
    require_role(Action.RECEIVE, by.role)
    at = in_vietnam(at)
    desk.require_moment(at)
    chosen = procedure(desk, new.procedure)
    require_in_force(desk, chosen, at.date())
    new = normalise(new)
    _refuse_problems(check_new(new, chosen))
    due = preview(desk, chosen, at) or _given(desk, new, at)
    received = Received(
        code="",
        law=desk.pack_on(at.date()).id,
        ledger_year=at.year,
        ledger_number=0,
        procedure_code=chosen.code,
        procedure_name=chosen.name,
        procedure_field=chosen.field,
        applicant=new.applicant,
        counted_from=due.counted_from,
        due_at=due.due_at,
        due_words=rule_words(due.rule) if due.rule else "",
        due_reason=new.due_reason,
        provisional=due.provisional,
        ladder=due.ladder,
        holder=by.counter or desk.office.desk,
        unit=chosen.unit,
        submitter=new.submitter,
        channel=new.channel,
        collect=new.collect,
        sets=new.sets,
        papers=new.papers,
        fee=new.fee,
        note=new.note,
        wants_receipt=new.wants_receipt,
    )
    return _append(desk, received, (), by, at)


def receive_fast(desk: Desk, matter: FastMatter, by: Officer, at: datetime) -> DossierState:
    """A while-you-wait matter (làm ngay): received, finished and handed over in one act.

    No receipt is needed, but the dossier is recorded (NĐ 61/2018/NĐ-CP, art. 17(4)).

    Raises:
        NotAllowed, NotFound, BadInput: as :func:`receive`.
    """
    require_role(Action.FAST, by.role)
    at = in_vietnam(at)
    desk.require_moment(at)
    chosen = procedure(desk, matter.procedure)
    require_in_force(desk, chosen, at.date())
    matter = normalise_fast(matter)
    _refuse_problems(check_fast(matter, chosen))
    pack = desk.pack_on(at.date())
    due = promise(_WHILE_YOU_WAIT, at, desk.calendar, pack.cutoffs)
    received = Received(
        code="",
        law=pack.id,
        ledger_year=at.year,
        ledger_number=0,
        procedure_code=chosen.code,
        procedure_name=chosen.name,
        procedure_field=chosen.field,
        applicant=matter.applicant,
        counted_from=due.counted_from,
        due_at=due.due_at,
        due_words=rule_words(_WHILE_YOU_WAIT),
        provisional=due.provisional,
        holder=by.counter or desk.office.desk,
        unit=chosen.unit,
        fee=matter.fee,
        pages=matter.pages,
        count=matter.count,
        fast=True,
    )
    done = (Finished(), HandedOver(collector=matter.applicant.name))
    return _append(desk, received, done, by, at)


def _append(
    desk: Desk, received: Received, done: tuple[object, ...], by: Officer, at: datetime
) -> DossierState:
    office = desk.office
    day = at.date()
    with base.transaction():
        number = offices.next_number(offices.day_counter(day))
        scan = scan_number(office.node, day, number)
        received = replace(
            received,
            code=dossier_code(desk.pack_on(day).code_pattern, office.unit_id, day, number),
            ledger_number=offices.next_number(offices.ledger_counter(day.year)),
        )
        offices.count_use(by.counter, received.procedure_code)
        return acts.append(desk, scan, (received, *done), by, at)


def _given(desk: Desk, new: NewDossier, at: datetime) -> Promise:
    if new.due_at is None:
        raise BadInput(
            _("This procedure has no configured deadline; give the promised date and the reason for it."),
            "due_at",
        )
    return given_promise(at, new.due_at, new.due_reason, desk.calendar)


def _refuse_problems(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise BadInput(problems[0].sentence, problems[0].field)
