"""Conflicts between offices: both stories of each, and the head's decision, an event like any other."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counter_app.core.conflict_events import ConflictSettled, EventPlace
from counter_app.core.conflicts import Conflict, conflicts, place_of
from counter_app.core.journal import Event
from counter_app.core.records import DossierState, Officer
from counter_app.core.states import Role, require_one_of
from counter_app.core.times import in_vietnam
from counter_app.core.validation import NOTE_LENGTH, clean_text
from counter_app.errors import NotFound
from counter_app.i18n import gettext as _
from counter_app.models import base, journal
from counter_app.models import conflicts as candidates
from counter_app.services.acts import append, require
from counter_app.services.desk import Desk
from counter_app.services.history import field_name, history_line
from counter_app.services.nodes import name_of

_JUDGES = frozenset({Role.HEAD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """What one office says: ``name`` of the office, ``words`` for what it did, ``value`` what it put in."""

    place: EventPlace
    office: str
    at: datetime
    by: str
    words: str
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenConflict:
    """A conflict that nobody has decided; ``field`` is "" for results handed over twice."""

    scan_number: str
    code: str
    applicant: str
    field: str
    stories: tuple[Story, ...]

    @property
    def subject(self) -> str:
        """What the offices do not agree on, in the language of the desk."""
        return field_name(self.field) if self.field else _("to whom the result was handed over")


def open_conflicts(desk: Desk) -> tuple[OpenConflict, ...]:
    """Every conflict of every dossier here; it looks at all that two offices handed over or put right."""
    found: list[OpenConflict] = []
    for scan_number in candidates.touched_by_several():
        found += of_dossier(desk, scan_number)
    return tuple(found)


def of_dossier(desk: Desk, scan_number: str) -> tuple[OpenConflict, ...]:
    """The conflicts of one dossier.

    Raises:
        NotFound: no dossier has the scan number.
    """
    state = require(scan_number)
    return tuple(
        OpenConflict(
            scan_number=scan_number,
            code=state.code,
            applicant=state.applicant.name,
            field=one.field,
            stories=tuple(_story(desk, event, one.field) for event in one.events),
        )
        for one in conflicts(journal.events_of(scan_number))
    )


def settle(
    desk: Desk,
    scan_number: str,
    kept: EventPlace,
    by: Officer,
    at: datetime,
    field: str = "",
    reason: str = "",
) -> DossierState:
    """Decide that ``kept`` is true of a conflict; the other acts stay in the journal and count no more.

    Raises:
        NotAllowed: only the head decides; or the moment does not permit it.
        NotFound: no such dossier, or it has no such conflict.
    """
    require_one_of(_JUDGES, by.role)
    at = in_vietnam(at)
    with base.transaction():
        state = require(scan_number)
        conflict = _conflict(journal.events_of(scan_number), kept, field)
        desk.require_moment(at, state)
        others = tuple(place for event in conflict.events if (place := place_of(event)) != kept)
        decision = ConflictSettled(
            kept=kept, set_aside=others, field=field, reason=clean_text(reason, NOTE_LENGTH)
        )
        return append(desk, scan_number, [decision], by, at)


def _conflict(events: Sequence[Event], kept: EventPlace, field: str) -> Conflict:
    for one in conflicts(events):
        if one.field == field and kept in map(place_of, one.events):
            return one
    raise NotFound(
        _("There is no such conflict any more; somebody may have decided it. Nothing was changed.")
    )


def _story(desk: Desk, event: Event, field: str) -> Story:
    value = event.data.get(field, "") if field else ""
    line = history_line(event, event.by)
    return Story(
        place=place_of(event),
        office=name_of(desk, event.node) or event.node,
        at=event.happened_at,
        by=event.by,
        words=line.words,
        value=str(value) if isinstance(value, str | int) else "",
    )
