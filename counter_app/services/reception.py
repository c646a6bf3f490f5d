"""Reception: a dossier comes in, gets its numbers and its promise, and is in the journal."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from counter_app.core.codes import dossier_code, scan_number
from counter_app.core.deadlines import DeadlineKind, DeadlineRule, rule_words, written_rule
from counter_app.core.events import Accepted, Finished, HandedOver, Received, Registered
from counter_app.core.promise import Promise, promise
from counter_app.core.records import DossierState, FastMatter, NewDossier, Officer, Procedure
from counter_app.core.states import Action, require_role
from counter_app.core.times import in_vietnam
from counter_app.core.validation import Problem, check_fast, check_new, normalise, normalise_fast
from counter_app.errors import BadInput, Duplicate, NotAllowed, NotFound
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.models import base, dossiers
from counter_app.models import office as offices
from counter_app.services import acts, promises
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
    at = in_vietnam(at)
    chosen = _open_procedure(desk, Action.RECEIVE, new.procedure, by, at)
    new = normalise(new)
    _refuse_problems(check_new(new, chosen))
    with base.transaction():
        desk.refresh_calendar()  # a change of the calendar comes wholly before or wholly after
        due = promises.promised(desk, chosen, new, at)
        return _append(desk, _received(desk, chosen, new, by, at, due), by, at)


def receive_fast(desk: Desk, matter: FastMatter, by: Officer, at: datetime) -> DossierState:
    """A while-you-wait matter (làm ngay): received, finished and handed over in one act.

    No receipt is needed, but the dossier is recorded (NĐ 61/2018/NĐ-CP, art. 17(4)).

    Raises:
        NotAllowed, NotFound, BadInput: as :func:`receive`.
    """
    (state,) = receive_fast_batch(desk, (matter,), by, at)
    return state


def receive_fast_batch(
    desk: Desk, matters: Sequence[FastMatter], by: Officer, at: datetime
) -> tuple[DossierState, ...]:
    """Several while-you-wait matters in one transaction, all of them or none; their numbers have no gap.

    Raises:
        NotAllowed, NotFound, BadInput: as :func:`receive`; among several, the sentence names the row.
    """
    at = in_vietnam(at)
    begun = []
    for row, matter in enumerate(matters, 1):
        try:
            begun.append(_fast_received(desk, matter, by, at))
        except BadInput as refused:
            if len(matters) == 1:
                raise
            sentence = _("Row {row}: {sentence}").format(row=row, sentence=refused)
            raise BadInput(sentence, refused.field) from refused
    with base.transaction():
        payloads: dict[str, tuple[object, ...]] = {}
        for received in begun:
            scan, numbered = _numbered(desk, received, by, at)
            done = (Finished(), HandedOver(collector=received.applicant.name))
            payloads[scan] = (numbered, *done)
        return acts.append_each(desk, payloads, by, at)


def _fast_received(desk: Desk, matter: FastMatter, by: Officer, at: datetime) -> Received:
    """The reception of a while-you-wait matter; its numbers are still open."""
    chosen = _open_procedure(desk, Action.FAST, matter.procedure, by, at)
    matter = normalise_fast(matter)
    _refuse_problems(check_fast(matter, chosen))
    due = promise(_WHILE_YOU_WAIT, at, desk.calendar, desk.pack_on(at.date()).cutoffs)
    new = NewDossier(procedure=chosen.code, applicant=matter.applicant, fee=matter.fee)
    return replace(
        _received(desk, chosen, new, by, at, due),
        # What is handed over at once has no days to explain and no time to reckon again.
        ladder=(),
        rule="",
        after_supplement="",
        stages=(),
        pages=matter.pages,
        count=matter.count,
        fast=True,
        wants_receipt=matter.wants_receipt,
    )


def register(desk: Desk, new: NewDossier, by: Officer, at: datetime) -> DossierState:
    """Take an application in that is not received yet (mới đăng ký): it has a code, and no promise.

    So come applications from the portal or by post; no time runs until :func:`receive_registered`.

    Raises:
        NotAllowed, NotFound, BadInput, Duplicate: as :func:`receive`.
    """
    at = in_vietnam(at)
    chosen = _open_procedure(desk, Action.REGISTER, new.procedure, by, at)
    new = normalise(new)
    _refuse_problems(check_new(new, chosen))
    registered = Registered(
        code=new.code,
        law=desk.pack_on(at.date()).id,
        procedure_code=chosen.code,
        procedure_name=chosen.name,
        procedure_field=chosen.field,
        applicant=new.applicant,
        holder=by.counter or desk.office.desk,
        unit=chosen.unit,
        submitter=new.submitter,
        channel=new.channel,
        collect=new.collect,
        sets=new.sets,
        papers=new.papers,
        fee=new.fee,
        note=new.note,
    )
    with base.transaction():
        code, scan = _next_of_day(desk, at.date())
        registered = replace(registered, code=_given_or(desk, new.code, code, at.date()))
        return acts.append(desk, scan, [registered], by, at)


def receive_registered(
    desk: Desk,
    scan_number: str,
    by: Officer,
    at: datetime,
    due_at: datetime | None = None,
    due_reason: str = "",
    *,
    wants_receipt: bool = False,
) -> DossierState:
    """Receive a registered application, whole now: from here its time runs (NĐ 309/2026/NĐ-CP, art. 17(3)).

    Raises:
        Duplicate: it was received before.
        BadInput: its procedure has no deadline, and no date or no reason is given.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    at = in_vietnam(at)
    known = acts.require(scan_number)
    if known.received:
        raise Duplicate(
            _("{code} was received on {day} already; nothing was changed.").format(
                code=known.code, day=short_date(known.received_at)
            )
        )

    def payload(state: DossierState) -> object:
        chosen = procedure(desk, state.procedure_code)
        new = NewDossier(
            procedure=state.procedure_code,
            applicant=state.applicant,
            submitter=state.submitter,
            channel=state.channel,
            collect=state.collect,
            sets=state.sets,
            papers=state.papers,
            fee=state.fee,
            note=state.note,
            due_at=due_at,
            due_reason=due_reason,
            wants_receipt=wants_receipt,
            code=state.code,
        )
        new = normalise(new)
        due = promises.promised(desk, chosen, new, at)
        received = _received(desk, chosen, new, by, at, due, Accepted)
        offices.count_use(by.counter, chosen.code)
        return replace(received, ledger_number=offices.next_number(offices.ledger_counter(at.year)))

    return acts.act(desk, scan_number, Action.RECEIVE, by, at, payload)


def _open_procedure(desk: Desk, action: Action, code: str, by: Officer, at: datetime) -> Procedure:
    """The procedure under which ``by`` may do ``action`` at ``at``, before any field is looked at."""
    require_role(action, by.role)
    desk.require_moment(at)
    chosen = procedure(desk, code)
    require_in_force(desk, chosen, at.date())
    return chosen


def _received(
    desk: Desk,
    chosen: Procedure,
    new: NewDossier,
    by: Officer,
    at: datetime,
    due: Promise,
    kind: type[Received] = Received,
) -> Received:
    """The reception of ``new``, promised for ``due``; its numbers are still open."""
    pack = desk.pack_on(at.date())
    return kind(
        code=new.code,
        law=pack.id,
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
        rule=written_rule(due.rule),
        after_supplement=chosen.after_supplement or pack.after_supplement,
        stages=promises.stages_of(desk, chosen, due.due_at),
    )


def _append(desk: Desk, received: Received, by: Officer, at: datetime) -> DossierState:
    with base.transaction():
        scan, numbered = _numbered(desk, received, by, at)
        return acts.append(desk, scan, (numbered,), by, at)


def _numbered(desk: Desk, received: Received, by: Officer, at: datetime) -> tuple[str, Received]:
    """A scan number and ``received`` with its numbers, taken in the caller's transaction."""
    code, scan = _next_of_day(desk, at.date())
    numbered = replace(
        received,
        ledger_number=offices.next_number(offices.ledger_counter(at.year)),
        code=_given_or(desk, received.code, code, at.date()),
    )
    offices.count_use(by.counter, received.procedure_code)
    return scan, numbered


def _next_of_day(desk: Desk, day: date) -> tuple[str, str]:
    """Official code and scan number of the next dossier of the day.

    Another system may number with the same unit: a code that a dossier has already is left
    out, with its number. A gap is allowed, a duplicate is not.
    """
    pattern = desk.pack_on(day).code_pattern
    while True:
        number = offices.next_number(offices.day_counter(day))
        scan = scan_number(desk.office.node, day, number)
        code = dossier_code(pattern, desk.office.unit_id, day, number)
        if dossiers.scan_number_of(code) is None:
            return code, scan


def _given_or(desk: Desk, given: str, own: str, day: date) -> str:
    """The one official code of a dossier: another system's where it has one already, else this office's."""
    return acts.checked_code(desk, given, day) if given else own


def _refuse_problems(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise BadInput(problems[0].sentence, problems[0].field)
