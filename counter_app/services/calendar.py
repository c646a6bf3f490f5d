"""The office's calendar: changed by decision, and what becomes of the promises that a change would move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from pathlib import Path

from counter_app.core.calendar_file import read_table, read_toml
from counter_app.core.deadlines import Promise, rule_of_words
from counter_app.core.events import CalendarChanged, PromiseReviewed, written
from counter_app.core.journal import Event, NewEvent
from counter_app.core.life import Reckoned
from counter_app.core.office_calendar import (
    DayDifference,
    check_changes,
    cleaned,
    differences,
    news,
    overlay,
)
from counter_app.core.records import DossierState, Officer
from counter_app.core.recount import Rules, last_review, moved
from counter_app.core.states import BINDING, WAITING, Action, Role, require_one_of, require_role
from counter_app.core.times import in_vietnam
from counter_app.core.workdays import Calendar
from counter_app.errors import BadFile, BadInput
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal
from counter_app.models import calendar as office_days
from counter_app.services.acts import append, require
from counter_app.services.desk import Desk
from counter_app.services.promises import reckoned
from counter_app.sync.medium import read_limited

_SIZE_LIMIT = 1 << 20

#: Who may change the office's calendar.
MAY_CHANGE = frozenset({Role.HEAD, Role.ADMINISTRATOR})


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
class Outlook:
    """What a change of the calendar would bring, before it is made.

    ``changes`` are what is really new of it, ``days`` the days in it before and after. The time
    of those ``resting`` stands still: they are reckoned by the new calendar when they go on. Those
    ``unknown`` were received before their deadline was kept with them, and cannot be counted again.
    """

    changes: tuple[CalendarChanged, ...]
    days: tuple[DayDifference, ...]
    moves: tuple[Move, ...]
    resting: tuple[Listed, ...]
    unknown: tuple[Listed, ...]

    @property
    def added(self) -> tuple[DayDifference, ...]:
        """Days that were like any other before."""
        return tuple(one for one in self.days if one.before is None)

    @property
    def changed(self) -> tuple[DayDifference, ...]:
        """Days of which the calendar said something before."""
        return tuple(one for one in self.days if one.before is not None)


def read_file(desk: Desk, path: Path) -> tuple[CalendarChanged, ...]:
    """The changes that a file asks for: TOML as the shipped years, any other as a table.

    Raises:
        NotFound, DeviceProblem: the file is not there or cannot be read.
        BadFile: something in it has no meaning; the sentence names file, row and field.
    """
    desk.refresh_calendar()
    try:
        text = read_limited(path, _SIZE_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadFile(
            _("{file} is not in UTF-8. Save it as “CSV UTF-8” anew.").format(file=path.name)
        ) from error
    read = read_toml if path.suffix.lower() == ".toml" else read_table
    return read(path.name, text, desk.calendar)


def preview(desk: Desk, changes: Sequence[CalendarChanged]) -> Outlook:
    """What ``changes`` would bring; nothing is changed. Reads every open dossier.

    Raises:
        BadInput: something in them cannot be accepted, or the calendar says it already.
    """
    desk.refresh_calendar()
    before = desk.calendar
    changes = [cleaned(one) for one in changes]
    check_changes(changes, before)
    earlier = tuple(change for _place, change in office_days.changes())
    after = overlay(desk.years, desk.office.sessions, (*earlier, *changes))
    fresh = news(before, after, changes)
    if not fresh:
        raise BadInput(_("The calendar says so already; there is nothing to change."), "days")
    moves: list[Move] = []
    resting: list[Listed] = []
    unknown: list[Listed] = []
    for state in dossiers.states_in(*BINDING, *WAITING):
        if not state.received:
            continue
        found = _moved(desk, state, journal.events_of(state.scan_number), before, after)
        if found is None:
            if _uncounted(state):
                unknown.append(_listed(state))
        elif state.status in WAITING:
            resting.append(_listed(state))
        else:
            moves.append(_move(state, found, fresh[-1].decision))
    return Outlook(
        changes=fresh,
        days=differences(before, after, fresh),
        moves=tuple(moves),
        resting=tuple(resting),
        unknown=tuple(unknown),
    )


def change(
    desk: Desk,
    changes: Sequence[CalendarChanged],
    by: Officer | None,
    at: datetime,
    verdicts: Mapping[str, bool] | None = None,
) -> Outlook:
    """Change the office's calendar, and record what the head decides on each promise that would move.

    ``verdicts`` say by scan number whether a promise moves (True) or is kept; what is not
    named stays as it was promised, and stays listed by :func:`undecided`. ``by`` is nobody
    only where the program's own command line is used on the office's computer.

    Raises:
        NotAllowed: ``by`` is neither head nor administrator, or decides without being the
            head, or the moment lies in the future.
        BadInput: as :func:`preview`, or a verdict on a dossier that would not move.
    """
    verdicts = verdicts or {}
    if by is not None:
        require_one_of(MAY_CHANGE, by.role)
    if verdicts:
        require_one_of(frozenset({Role.HEAD}), by.role if by else Role.OFFICER)
    at = in_vietnam(at)
    desk.require_moment(at)
    with base.transaction():
        outlook = preview(desk, changes)
        named = tuple(one.scan_number for one in outlook.moves)
        fresh = [*outlook.changes[:-1], replace(outlook.changes[-1], moves=named)]
        login = by.login if by else ""
        journal.append([_event(one, login, at) for one in fresh], recorded_at=desk.clock())
        if by is not None:
            _review(desk, outlook.moves, verdicts, by, at)
    desk.refresh_calendar()
    return outlook


def _event(change: CalendarChanged, login: str, at: datetime) -> NewEvent:
    kind, data = written(change)
    return NewEvent(kind=kind, dossier="", happened_at=at, by=login, data=data)


def undecided(desk: Desk) -> tuple[Move, ...]:
    """Promises that a change of the calendar would move, on which the head has not decided yet."""
    desk.refresh_calendar()
    changes = office_days.changes()
    naming: dict[str, list[int]] = {}
    for number, (_place, one) in enumerate(changes):
        for scan_number in one.moves:
            naming.setdefault(scan_number, []).append(number)

    @cache
    def calendar_before(number: int) -> Calendar:
        said = (one for _place, one in changes[:number])
        return overlay(desk.years, desk.office.sessions, said)

    found = []
    for scan_number, numbers in naming.items():
        state = dossiers.state_of(scan_number)
        if state is None or state.status not in BINDING:
            continue
        events = journal.events_of(scan_number)
        review = last_review(events)
        decided = (review.epoch, review.seq) if review else office_days.START
        open_ones = [number for number in numbers if changes[number][0] > decided]
        if not open_ones:
            continue
        would = _moved(desk, state, events, calendar_before(open_ones[0]), desk.calendar)
        if would is not None:
            found.append(_move(state, would, changes[open_ones[-1]][1].decision))
    return tuple(sorted(found, key=lambda one: (one.before, one.scan_number)))


def decide(desk: Desk, verdicts: Mapping[str, bool], by: Officer, at: datetime) -> tuple[Move, ...]:
    """The head's decision on promises that a change of the calendar would move: moved (True) or kept.

    Raises:
        NotAllowed: ``by`` is not the head, or the moment lies before a dossier's last act.
        BadInput: nothing is to be decided on one of them; nothing is recorded.
    """
    require_role(Action.REVIEW, by.role)
    at = in_vietnam(at)
    desk.require_moment(at)
    with base.transaction():
        moves = undecided(desk)
        _review(desk, moves, verdicts, by, at)
    return tuple(one for one in moves if one.scan_number in verdicts)


def _review(
    desk: Desk, moves: Iterable[Move], verdicts: Mapping[str, bool], by: Officer, at: datetime
) -> None:
    known = {one.scan_number: one for one in moves}
    for scan_number, moves_it in verdicts.items():
        move = known.get(scan_number)
        state = require(scan_number)
        if move is None:
            raise BadInput(
                _("The calendar does not move the promise of {code}; there is nothing to decide.").format(
                    code=state.code
                ),
                "dossier",
            )
        desk.require_moment(at, state)
        review = PromiseReviewed(decision=move.decision, promise=move.promise if moves_it else None)
        append(desk, scan_number, [review], by, at)


def _moved(
    desk: Desk, state: DossierState, events: Sequence[Event], before: Calendar, after: Calendar
) -> Promise | None:
    pack = desk.pack_on(state.received_at.date())
    old, new = (
        Rules(calendar=one, cutoffs=pack.cutoffs, after_supplement=pack.after_supplement)
        for one in (before, after)
    )
    return moved(events, state.due_at, old, new)


def _uncounted(state: DossierState) -> bool:
    """Whether its promise came from a deadline that was not kept in a form that can be counted."""
    return bool(state.due_words) and not state.rule and rule_of_words(state.due_words) is None


def _move(state: DossierState, found: Promise, decision: str) -> Move:
    return Move(
        scan_number=state.scan_number,
        code=state.code,
        applicant=state.applicant.name,
        procedure=state.procedure_name,
        before=state.due_at,
        after=found.due_at,
        promise=reckoned(found, state.due_words),
        decision=decision,
    )


def _listed(state: DossierState) -> Listed:
    return Listed(
        scan_number=state.scan_number,
        code=state.code,
        applicant=state.applicant.name,
        procedure=state.procedure_name,
        before=state.due_at,
    )
