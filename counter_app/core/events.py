"""What each kind of event carries: what happened, never a picture of the whole dossier."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from counter_app.core.journal import EventKind
from counter_app.core.plain import to_plain
from counter_app.core.promise import Step
from counter_app.core.records import Channel, Collect, Fee, Paper, Person, PrintOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A dossier was received, and this was promised; the ladder stays as it was explained that day."""

    code: str
    law: str
    ledger_year: int
    ledger_number: int
    procedure_code: str
    procedure_name: str
    procedure_field: str
    applicant: Person
    counted_from: datetime
    due_at: datetime
    due_words: str = ""
    due_reason: str = ""
    provisional: bool = False
    ladder: tuple[Step, ...] = ()
    holder: str = ""
    unit: str = ""
    submitter: str = ""
    channel: Channel = Channel.DIRECT
    collect: Collect = Collect.COUNTER
    sets: int = 1
    papers: tuple[Paper, ...] = ()
    fee: Fee = field(default_factory=Fee)
    note: str = ""
    pages: int = 0
    count: int = 0
    fast: bool = False
    wants_receipt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The dossier went to a unit or a person, who holds it now."""

    to: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """The result is there."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """The result went to the owner or to someone authorised."""

    collector: str
    citizen_id: str = ""
    authorised: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """A remark was put to the dossier."""

    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A form was printed, or should have been; ``copy`` 0 is the first print."""

    form: str
    copy: int
    outcome: PrintOutcome
    printer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeOpened:
    """The office's journal begins, or a new epoch of it."""

    name: str
    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAdded:
    """Someone was given a role; the PIN is never in the journal."""

    login: str
    name: str
    role: str


KINDS: dict[type, EventKind] = {
    Received: EventKind.RECEIVED,
    Forwarded: EventKind.FORWARDED,
    Finished: EventKind.FINISHED,
    HandedOver: EventKind.HANDED_OVER,
    Noted: EventKind.NOTED,
    Printed: EventKind.PRINTED,
    OfficeOpened: EventKind.OFFICE_OPENED,
    OfficerAdded: EventKind.OFFICER_ADDED,
}


def written(payload: object) -> tuple[str, dict[str, Any]]:
    """The kind and the data under which ``payload`` stands in the journal."""
    return KINDS[type(payload)].value, to_plain(payload)
