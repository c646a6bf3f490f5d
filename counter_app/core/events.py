"""What each kind of event carries: what happened, never a picture of the whole dossier."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from counter_app.core.catalogue_events import CatalogueImported, ProcedureChanged
from counter_app.core.conflict_events import ConflictSettled
from counter_app.core.deadlines import Step
from counter_app.core.journal import EventKind
from counter_app.core.life import MissingPaper, Reckoned, StageDue
from counter_app.core.office_events import OfficeOpened, OfficerAdded, Restored
from counter_app.core.plain import to_plain
from counter_app.core.records import Channel, Collect, Fee, Paper, Person, PrintOutcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """An application came in and has a code (mới đăng ký), but is not received and has no promise yet."""

    code: str
    law: str
    procedure_code: str
    procedure_name: str
    procedure_field: str
    applicant: Person
    holder: str = ""
    unit: str = ""
    submitter: str = ""
    channel: Channel = Channel.ONLINE
    collect: Collect = Collect.COUNTER
    sets: int = 1
    papers: tuple[Paper, ...] = ()
    fee: Fee = field(default_factory=Fee)
    note: str = ""
    other_codes: tuple[str, ...] = ()


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
    rule: str = ""
    after_supplement: str = ""
    stages: tuple[StageDue, ...] = ()
    other_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted(Received):
    """A registered application was received; it says all that a reception says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forwarded:
    """The dossier went to a unit or a person, who holds it now."""

    to: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequested:
    """Papers are missing or must be put right; the time stands still. ``number`` is the slip's."""

    number: int
    papers: tuple[MissingPaper, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplemented:
    """The supplement is in, and this is promised now; ``papers`` are those of the dossier from here on."""

    promise: Reckoned
    papers: tuple[Paper, ...] | None = None
    stages: tuple[StageDue, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """The dossier is not accepted, for this reason."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended:
    """Another date was promised with an apology; ``beyond`` where only the head may do so.

    ``ladder`` are the days up to it; ``provisional`` says that one of them is not final.
    """

    number: int
    due_at: datetime
    reason: str
    beyond: bool = False
    provisional: bool = False
    ladder: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Suspended:
    """The work rests until somebody resumes it; the time stands still."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed:
    """The work goes on, and this is promised now."""

    promise: Reckoned
    stages: tuple[StageDue, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRequested:
    """The applicant has money to pay before the work goes on (nghĩa vụ tài chính), in đồng."""

    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paid:
    """Money was collected, in đồng; ``promise`` is given where the time goes on by it."""

    amount: int
    method: str = ""
    official_receipt: str = ""
    promise: Reckoned | None = None
    stages: tuple[StageDue, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refunded:
    """Money was given back, in đồng."""

    amount: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn:
    """The applicant took the dossier back; ``number`` is that of the notice, 0 where the law has none."""

    reason: str = ""
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped:
    """The work was stopped with a notice (thông báo dừng giải quyết)."""

    number: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reworked:
    """The result was wrong and goes back before it is handed over."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureChange:
    """The dossier stands under another procedure, with what is promised by it."""

    code: str
    name: str
    field: str
    promise: Reckoned
    unit: str = ""
    after_supplement: str = ""
    stages: tuple[StageDue, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrected:
    """Fields were put right; None leaves a field as it was."""

    reason: str
    name: str | None = None
    citizen_id: str | None = None
    born: str | None = None
    sex: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    submitter: str | None = None
    channel: Channel | None = None
    collect: Collect | None = None
    sets: int | None = None
    papers: tuple[Paper, ...] | None = None
    pages: int | None = None
    count: int | None = None
    fee_amount: int | None = None
    note: str | None = None
    procedure: ProcedureChange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """The event named by its place in the journal counts no more; ``kind`` is its kind."""

    node: str
    epoch: int
    seq: int
    kind: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseReviewed:
    """After a change of the calendar the head decided on this promise: moved to ``promise``, or kept."""

    decision: str
    promise: Reckoned | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAdded:
    """Another system's code names this dossier too."""

    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The folder lies in this place."""

    place: str


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
    """A form was printed, or should have been; ``copy`` 0 is the first print of its ``version``."""

    form: str
    copy: int
    outcome: PrintOutcome
    printer: str = ""
    version: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Advised:
    """Someone was told at the desk what is missing, or why nothing is accepted, before any dossier existed.

    ``form`` is "supplement" or "refusal"; ``number`` is the slip's.
    """

    form: str
    number: int
    procedure_code: str
    procedure_name: str
    applicant: str
    address: str = ""
    phone: str = ""
    papers: tuple[MissingPaper, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChange:
    """What the office says of one day: worked or off; None takes its earlier word back."""

    day: date
    worked: bool | None
    reason: str = ""
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged:
    """The office changed its calendar by a decision: days, the opening hours of the week, or whole years.

    ``confirmed_years`` are final from here on. ``moves`` are the scan numbers of the dossiers
    whose promise would move by it: the head decides on each, and none moves by itself.
    """

    decision: str
    days: tuple[DayChange, ...] = ()
    sessions: tuple[str, ...] = ()
    confirmed_years: tuple[int, ...] = ()
    moves: tuple[str, ...] = ()


KINDS: dict[type, EventKind] = {
    Registered: EventKind.REGISTERED,
    Received: EventKind.RECEIVED,
    Accepted: EventKind.ACCEPTED,
    Forwarded: EventKind.FORWARDED,
    SupplementRequested: EventKind.SUPPLEMENT_REQUESTED,
    Supplemented: EventKind.SUPPLEMENTED,
    Refused: EventKind.REFUSED,
    Extended: EventKind.EXTENDED,
    Suspended: EventKind.SUSPENDED,
    Resumed: EventKind.RESUMED,
    PaymentRequested: EventKind.PAYMENT_REQUESTED,
    Paid: EventKind.PAID,
    Refunded: EventKind.REFUNDED,
    Withdrawn: EventKind.WITHDRAWN,
    Stopped: EventKind.STOPPED,
    Reworked: EventKind.REWORKED,
    Corrected: EventKind.CORRECTED,
    Undone: EventKind.UNDONE,
    ConflictSettled: EventKind.CONFLICT_SETTLED,
    PromiseReviewed: EventKind.PROMISE_REVIEWED,
    CodeAdded: EventKind.CODE_ADDED,
    Placed: EventKind.PLACED,
    Finished: EventKind.FINISHED,
    HandedOver: EventKind.HANDED_OVER,
    Noted: EventKind.NOTED,
    Printed: EventKind.PRINTED,
    OfficeOpened: EventKind.OFFICE_OPENED,
    Restored: EventKind.RESTORED,
    OfficerAdded: EventKind.OFFICER_ADDED,
    Advised: EventKind.ADVISED,
    CalendarChanged: EventKind.CALENDAR_CHANGED,
    CatalogueImported: EventKind.CATALOGUE_IMPORTED,
    ProcedureChanged: EventKind.PROCEDURE_CHANGED,
}


def written(payload: object) -> tuple[str, dict[str, Any]]:
    """The kind and the data under which ``payload`` stands in the journal."""
    return KINDS[type(payload)].value, to_plain(payload)
