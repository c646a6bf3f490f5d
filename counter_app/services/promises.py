"""Promised dates as the desk makes them: of its calendar, its law and its catalogue."""

from datetime import datetime

from counter_app.core.deadlines import DeadlineRule, parse_rule, rule_words, written_rule
from counter_app.core.law import RESTART
from counter_app.core.life import Reckoned, StageDue
from counter_app.core.promise import Promise, given_promise, promise
from counter_app.core.records import DossierState, NewDossier, Procedure
from counter_app.core.standstill import resumed, rule_of_given, stage_dates
from counter_app.core.times import in_vietnam
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.services.desk import Desk


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


def promised(desk: Desk, chosen: Procedure, new: NewDossier, at: datetime) -> Promise:
    """The promise of a dossier that is received, by the deadline or as the officer gave it.

    Raises:
        BadInput: the procedure has no deadline, and no date or no reason was given.
        NotFound: no law pack covers the day.
    """
    due = preview(desk, chosen, at)
    if due is not None:
        return due
    if new.due_at is None:
        raise BadInput(
            _("This procedure has no configured deadline; give the promised date and the reason for it."),
            "due_at",
        )
    return given_promise(at, new.due_at, new.due_reason, desk.calendar)


def after_supplement(desk: Desk, state: DossierState, at: datetime) -> tuple[Reckoned, tuple[StageDue, ...]]:
    """What is promised once the supplement is in: all the time anew, or what was left of it.

    Source: NĐ 61/2018/NĐ-CP, art. 19(4) ("tính lại từ đầu"), unless procedure or law pack say
    that the time of waiting is added. A date that an officer had given has its working days anew.
    A promise that had passed before the request stays as it is: asking for papers mends no delay.

    Raises:
        BadInput: the moment lies before the request.
    """
    pack = desk.pack_of(state)
    overdue = state.stopped_at is not None and state.due_at.date() < state.stopped_at.date()
    if overdue or (state.after_supplement or pack.after_supplement) != RESTART:
        return after_wait(desk, state, at)
    rule = _rule_of(state) or rule_of_given(state.received_at, state.original_due_at, desk.calendar)
    return _reckoned(desk, state, promise(rule, in_vietnam(at), desk.calendar, pack.cutoffs))


def after_wait(desk: Desk, state: DossierState, at: datetime) -> tuple[Reckoned, tuple[StageDue, ...]]:
    """What is promised when the time goes on that stood still: what was left of it.

    Raises:
        BadInput: the moment lies before the time stopped.
    """
    pack = desk.pack_of(state)
    stopped_at = state.stopped_at or in_vietnam(at)
    due = resumed(_rule_of(state), state.due_at, stopped_at, at, desk.calendar, pack.cutoffs)
    return _reckoned(desk, state, due)


def stages_of(desk: Desk, chosen: Procedure, due_at: datetime) -> tuple[StageDue, ...]:
    """Until when each unit of a joined procedure does its part, reckoned back from the promise."""
    return stage_dates(due_at, [(one.unit, one.deadline) for one in chosen.stages], desk.calendar)


def reckoned(due: Promise, words: str = "") -> Reckoned:
    """``due`` as the journal keeps it; ``words`` are those of a date that an officer gave."""
    return Reckoned(
        counted_from=due.counted_from,
        due_at=due.due_at,
        words=rule_words(due.rule) if due.rule else words,
        rule=written_rule(due.rule),
        provisional=due.provisional,
        ladder=due.ladder,
    )


def _reckoned(desk: Desk, state: DossierState, due: Promise) -> tuple[Reckoned, tuple[StageDue, ...]]:
    chosen = desk.catalogue.get(state.procedure_code)
    stages = stages_of(desk, chosen, due.due_at) if chosen is not None and state.stages else ()
    return reckoned(due, state.due_words), stages


def _rule_of(state: DossierState) -> DeadlineRule | None:
    return parse_rule(state.rule) if state.rule else None
