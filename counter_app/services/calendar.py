"""The office's calendar: changed by decision, and what becomes of the promises that a change would move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from counter_app.core.calendar_file import read_table, read_toml
from counter_app.core.events import CalendarChanged, DayChange, PromiseReviewed, written
from counter_app.core.journal import Event, NewEvent
from counter_app.core.office_calendar import overlay
from counter_app.core.records import DossierState, Officer
from counter_app.core.recount import last_review, received_by
from counter_app.core.states import BINDING, Action, Role, require_one_of, require_role
from counter_app.core.times import in_vietnam
from counter_app.core.workdays import Calendar
from counter_app.errors import BadFile, BadInput
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal
from counter_app.models import calendar as office_days
from counter_app.models.calendar import Place
from counter_app.services.acts import append, require
from counter_app.services.desk import Desk
from counter_app.services.outlook import (
    Decidable,
    Given,
    Move,
    Outlook,
    brought_up_to_date,
    closes,
    given_by,
    given_of,
    looked_ahead,
    move_of,
    moved_promise,
)
from counter_app.sync.medium import read_limited

_SIZE_LIMIT = 1 << 20

#: Who may change the office's calendar.
MAY_CHANGE = frozenset({Role.HEAD, Role.ADMINISTRATOR})


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
    return looked_ahead(desk, changes).outlook


def drafted(desk: Desk, days: Iterable[DayChange]) -> Calendar:
    """The calendar as it would be with ``days``, which are not decided yet; nothing is changed."""
    desk.refresh_calendar()
    said = [change for _place, change in office_days.changes()]
    draft = CalendarChanged(decision="", days=tuple(days))
    return overlay(desk.years, desk.office.sessions, [*said, draft])


def change(
    desk: Desk,
    changes: Sequence[CalendarChanged],
    by: Officer | None,
    at: datetime,
    verdicts: Mapping[str, bool] | None = None,
) -> Outlook:
    """Change the office's calendar, and record what the head decides on each promise that would move.

    ``verdicts`` say by scan number whether a promise moves (True) or is kept; what is not
    named stays as it was promised, and stays listed by :func:`undecided` or
    :func:`given_undecided`. ``by`` is nobody
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
    # Every open dossier is counted before the journal is held: nobody else waits for that.
    seen = looked_ahead(desk, changes)
    with base.transaction():
        outlook = brought_up_to_date(desk, changes, seen)
        named = tuple(one.scan_number for one in outlook.moves)
        fresh = [*outlook.changes[:-1], replace(outlook.changes[-1], moves=named)]
        login = by.login if by else ""
        journal.append([_event(one, login, at) for one in fresh], recorded_at=desk.clock())
        if by is not None:
            _review(desk, (*outlook.moves, *outlook.given), verdicts, by, at)
    desk.refresh_calendar()
    return outlook


def _event(change: CalendarChanged, login: str, at: datetime) -> NewEvent:
    kind, data = written(change)
    return NewEvent(kind=kind, dossier="", happened_at=at, by=login, data=data)


class _Changes:
    """The changes of the office's calendar, and the calendar before each of them."""

    def __init__(self, desk: Desk) -> None:
        desk.refresh_calendar()
        self._desk = desk
        self.all = office_days.changes()
        self._known: dict[int, Calendar] = {}

    def before(self, number: int) -> Calendar:
        """The calendar before the change ``number``; after the last one it is that of today."""
        if number not in self._known:
            said = (one for _place, one in self.all[:number])
            self._known[number] = overlay(self._desk.years, self._desk.office.sessions, said)
        return self._known[number]

    def after(self, place: Place) -> list[int]:
        """The numbers of the changes that stand after ``place``."""
        return [number for number, (where, _one) in enumerate(self.all) if where > place]

    def decision(self, number: int) -> str:
        """The decision behind the change ``number``."""
        return self.all[number][1].decision


def undecided(desk: Desk) -> tuple[Move, ...]:
    """Promises that a change of the calendar would move, on which the head has not decided yet."""
    changes = _Changes(desk)
    naming: dict[str, set[int]] = {}
    for number, (_place, one) in enumerate(changes.all):
        for scan_number in one.moves:
            naming.setdefault(scan_number, set()).add(number)
    back = frozenset(office_days.brought_back(changes.all[0][0]) if changes.all else ())
    found = []
    for scan_number in {**naming, **dict.fromkeys(back)}:
        state = dossiers.state_of(scan_number)
        if state is None or state.status not in BINDING:
            continue
        events = journal.events_of(scan_number)
        since = changes.after(_decided(events))
        numbers = naming.get(scan_number, set()).intersection(since)
        if scan_number in back:
            numbers |= _moving(desk, changes, state, events, since)
        open_ones = sorted(numbers)
        if not open_ones:
            continue
        would = moved_promise(desk, state, events, changes.before(open_ones[0]), desk.calendar)
        if would is not None:
            found.append(move_of(state, would, changes.decision(open_ones[-1])))
    return tuple(sorted(found, key=lambda one: (one.before, one.scan_number)))


def _moving(
    desk: Desk, changes: _Changes, state: DossierState, events: Sequence[Event], since: Sequence[int]
) -> set[int]:
    """Which changes would move a dossier that did not bind the office, or rested, when they were made."""
    received = changes.after(_place(received_by(events)))
    return {
        number
        for number in set(since).intersection(received)
        if moved_promise(desk, state, events, changes.before(number), changes.before(number + 1))
    }


def given_undecided(desk: Desk) -> tuple[Given, ...]:
    """Dates that a person gave and a change has closed since, which the head has not said to keep."""
    changes = _Changes(desk)
    closed = {
        day.day
        for _where, one in changes.all
        for day in one.days
        if not desk.calendar.is_working_day(day.day)
    }
    found = []
    for scan_number in office_days.due_on(closed):
        state, events = require(scan_number), journal.events_of(scan_number)
        by = given_by(desk, state, events, desk.calendar)
        if by is None:
            continue
        day = state.due_at.date()
        closing = [
            number
            for number in changes.after(max(_place(by), _decided(events)))
            if closes(day, changes.before(number), changes.before(number + 1))
        ]
        if closing:
            found.append(given_of(state, changes.decision(closing[-1])))
    return tuple(found)


def _decided(events: Iterable[Event]) -> Place:
    return _place(last_review(events))


def _place(event: Event | None) -> Place:
    return (event.epoch, event.seq) if event else office_days.START


def decide(desk: Desk, verdicts: Mapping[str, bool], by: Officer, at: datetime) -> tuple[Decidable, ...]:
    """The head's decision on promises that a change of the calendar would move: moved (True) or kept.

    A date that a person gave can only be kept; another one is an extension.

    Raises:
        NotAllowed: ``by`` is not the head, or the moment lies before a dossier's last act.
        BadInput: nothing is to be decided on one of them; nothing is recorded.
    """
    require_role(Action.REVIEW, by.role)
    at = in_vietnam(at)
    desk.require_moment(at)
    with base.transaction():
        waiting: tuple[Decidable, ...] = (*undecided(desk), *given_undecided(desk))
        _review(desk, waiting, verdicts, by, at)
    return tuple(one for one in waiting if one.scan_number in verdicts)


def _review(
    desk: Desk, waiting: Iterable[Decidable], verdicts: Mapping[str, bool], by: Officer, at: datetime
) -> None:
    known = {one.scan_number: one for one in waiting}
    for scan_number, moves_it in verdicts.items():
        one = known.get(scan_number)
        state = require(scan_number)
        if one is None:
            raise BadInput(
                _("The calendar does not move the promise of {code}; there is nothing to decide.").format(
                    code=state.code
                ),
                "dossier",
            )
        if moves_it and isinstance(one, Given):
            raise BadInput(
                _(
                    "The date of {code} was given by a person and is not counted; keep it, "
                    "or give another date by an extension."
                ).format(code=state.code),
                "dossier",
            )
        desk.require_moment(at, state)
        promise = one.promise if moves_it and isinstance(one, Move) else None
        append(desk, scan_number, [PromiseReviewed(decision=one.decision, promise=promise)], by, at)
