"""What a change of the calendar would bring, dossier by dossier, before it is made."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.core.deadlines import Promise, rule_of_words
from counter_app.core.events import CalendarChanged
from counter_app.core.journal import Event
from counter_app.core.life import Reckoned
from counter_app.core.office_calendar import (
    DayDifference,
    check_changes,
    cleaned,
    differences,
    news,
    overlay,
)
from counter_app.core.records import DossierState
from counter_app.core.recount import Rules, given, moved
from counter_app.core.states import BINDING, WAITING
from counter_app.core.workdays import Calendar
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal
from counter_app.models import calendar as office_days
from counter_app.services.desk import Desk
from counter_app.services.promises import reckoned


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A dossier, and when it is promised now."""

    scan_number: str
    code: str
    applicant: str
    procedure: str
    before: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Move(Listed):
    """A promise that would move to ``after``.

    ``promise`` is how that date is counted; ``decision`` the change of the calendar behind it.
    """

    after: datetime
    promise: Reckoned
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given(Listed):
    """A date that a person gave, on a day that is now closed.

    It is not counted and so moves by no calendar: the head keeps it, or it is extended.
    """

    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Resting(Listed):
    """A dossier whose time stands still; its promise would move."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unknown(Listed):
    """A dossier that cannot be counted again."""


#: What the head decides on.
Decidable = Move | Given


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """What a change of the calendar would bring, before it is made.

    ``changes`` are what is really new of it, ``days`` the days in it before and after. The time
    of those ``resting`` stands still: they are reckoned by the new calendar when they go on. Those
    ``unknown`` were received before their deadline was kept with them, and cannot be counted again.
    The dates ``given`` by a person fall on a day that is now closed.
    """

    changes: tuple[CalendarChanged, ...]
    days: tuple[DayDifference, ...]
    moves: tuple[Move, ...]
    resting: tuple[Resting, ...]
    unknown: tuple[Unknown, ...]
    given: tuple[Given, ...] = ()

    @property
    def added(self) -> tuple[DayDifference, ...]:
        """Days that were like any other before."""
        return tuple(one for one in self.days if one.before is None)

    @property
    def changed(self) -> tuple[DayDifference, ...]:
        """Days of which the calendar said something before."""
        return tuple(one for one in self.days if one.before is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class LookedAhead:
    """An outlook, and how far calendar and journal were known when it was made."""

    outlook: Outlook
    found: dict[str, Listed]
    version: office_days.Place
    heads: tuple[journal.Head, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plan:
    """What is really new of a change, and the calendar before and after it."""

    before: Calendar
    after: Calendar
    fresh: tuple[CalendarChanged, ...]


def looked_ahead(desk: Desk, changes: Sequence[CalendarChanged]) -> LookedAhead:
    """What ``changes`` would bring, as of one moment. Reads every open dossier.

    Raises:
        BadInput: something in them cannot be accepted, or the calendar says it already.
    """
    with base.snapshot():
        plan = _planned(desk, changes)
        found = _found(desk, plan, dossiers.states_in(*BINDING, *WAITING))
        return LookedAhead(
            outlook=_outlook(plan, found),
            found=found,
            version=office_days.version(),
            heads=tuple(journal.chains()),
        )


def brought_up_to_date(desk: Desk, changes: Sequence[CalendarChanged], seen: LookedAhead) -> Outlook:
    """The outlook that was ``seen``, as it is now: only what was touched since is counted again.

    Raises:
        BadInput: as :func:`looked_ahead`, if the calendar was changed meanwhile.
    """
    if office_days.version() != seen.version:
        return looked_ahead(desk, changes).outlook
    touched = journal.touched_since(seen.heads)
    if not touched:
        return seen.outlook
    plan = _planned(desk, changes)
    own = journal.head().node
    states = [state for one in touched if (state := dossiers.state_of(one)) and state.node == own]
    counted = _found(desk, plan, (one for one in states if one.status in BINDING | WAITING))
    left = {scan_number: one for scan_number, one in seen.found.items() if scan_number not in touched}
    return _outlook(plan, left | counted)


def _planned(desk: Desk, changes: Sequence[CalendarChanged]) -> _Plan:
    desk.refresh_calendar()
    before = desk.calendar
    changes = [cleaned(one) for one in changes]
    check_changes(changes, before)
    earlier = tuple(change for _place, change in office_days.changes())
    after = overlay(desk.years, desk.office.sessions, (*earlier, *changes))
    fresh = news(before, after, changes)
    if not fresh:
        raise BadInput(_("The calendar says so already; there is nothing to change."), "days")
    return _Plan(before=before, after=after, fresh=fresh)


def _found(desk: Desk, plan: _Plan, states: Iterable[DossierState]) -> dict[str, Listed]:
    found = ((state.scan_number, _told(desk, plan, state)) for state in states if state.received)
    return {scan_number: one for scan_number, one in found if one is not None}


def _told(desk: Desk, plan: _Plan, state: DossierState) -> Listed | None:
    """What ``plan`` makes of one dossier, if anything."""
    events, decision = journal.events_of(state.scan_number), plan.fresh[-1].decision
    would = moved_promise(desk, state, events, plan.before, plan.after)
    if would is not None:
        return move_of(state, would, decision) if state.status in BINDING else Resting(**_listed(state))
    if _uncounted(state):
        return Unknown(**_listed(state))
    closed = state.status in BINDING and closes(state.due_at.date(), plan.before, plan.after)
    if closed and given_by(desk, state, events, plan.after):
        return given_of(state, decision)
    return None


def _outlook(plan: _Plan, found: dict[str, Listed]) -> Outlook:
    listed = sorted(found.values(), key=lambda one: (one.before, one.scan_number))
    return Outlook(
        changes=plan.fresh,
        days=differences(plan.before, plan.after, plan.fresh),
        moves=tuple(one for one in listed if isinstance(one, Move)),
        resting=tuple(one for one in listed if isinstance(one, Resting)),
        unknown=tuple(one for one in listed if isinstance(one, Unknown)),
        given=tuple(one for one in listed if isinstance(one, Given)),
    )


def closes(day: date, before: Calendar, after: Calendar) -> bool:
    """Whether ``day`` is worked by the calendar ``before`` and not by the one ``after``."""
    return before.is_working_day(day) and not after.is_working_day(day)


def moved_promise(
    desk: Desk, state: DossierState, events: Sequence[Event], before: Calendar, after: Calendar
) -> Promise | None:
    """The promise of a dossier by the calendar ``after``, where going over from ``before`` moves it."""
    return moved(events, state.due_at, _rules(desk, state, before), _rules(desk, state, after))


def given_by(desk: Desk, state: DossierState, events: Sequence[Event], known: Calendar) -> Event | None:
    """The event by which a person gave the date of a dossier; None where it is counted."""
    return None if _uncounted(state) else given(events, _rules(desk, state, known))


def _rules(desk: Desk, state: DossierState, known: Calendar) -> Rules:
    pack = desk.pack_on(state.received_at.date())
    return Rules(calendar=known, cutoffs=pack.cutoffs, after_supplement=pack.after_supplement)


def _uncounted(state: DossierState) -> bool:
    """Whether its promise came from a deadline that was not kept in a form that can be counted."""
    return bool(state.due_words) and not state.rule and rule_of_words(state.due_words) is None


def move_of(state: DossierState, found: Promise, decision: str) -> Move:
    """The promise of ``state`` as it would move to ``found`` by ``decision``."""
    return Move(
        **_listed(state), after=found.due_at, promise=reckoned(found, state.due_words), decision=decision
    )


def given_of(state: DossierState, decision: str) -> Given:
    """The date of ``state``, on a day that ``decision`` closed."""
    return Given(**_listed(state), decision=decision)


def _listed(state: DossierState) -> dict[str, Any]:
    return {
        "scan_number": state.scan_number,
        "code": state.code,
        "applicant": state.applicant.name,
        "procedure": state.procedure_name,
        "before": state.due_at,
    }
