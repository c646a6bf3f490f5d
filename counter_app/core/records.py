"""Frozen records that cross layers: what an officer types, what the office is, what a list shows."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from counter_app.core.deadlines import DeadlineRule, Step
from counter_app.core.life import Extension, Movement, Ruling, StageDue, SupplementRequest
from counter_app.core.states import COUNTED, Role, Status

#: Opening hours, Monday to Sunday, of an office that has not set its own.
DEFAULT_SESSIONS = (*("07:30-11:30 13:30-17:00",) * 5, "", "")


class Channel(StrEnum):
    """How a dossier came in (kênh thực hiện)."""

    DIRECT = "direct"
    ONLINE = "online"
    POST = "post"


class Collect(StrEnum):
    """How the result is to be collected (phương thức nhận kết quả)."""

    COUNTER = "counter"
    POST = "post"


class FeeStatus(StrEnum):
    """State of the money of a dossier (phí, lệ phí)."""

    NONE = "none"
    DUE = "due"
    PAID = "paid"
    FREE = "free"
    REFUNDED = "refunded"


class PrintOutcome(StrEnum):
    """What became of a print; anything but ``PRINTED`` stays visible until settled."""

    PENDING = "pending"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """The owner of a dossier (chủ hồ sơ), a citizen or an organisation.

    ``born`` is an ISO date, or a bare year where only that is known; ``sex`` is
    "Nam", "Nữ" or empty; ``old_id`` is the number of an earlier identity card (số CMND), as
    a citizen card tells it.
    """

    name: str
    citizen_id: str = ""
    born: str = ""
    sex: str = ""
    address: str = ""
    phone: str = ""
    email: str = ""
    old_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One paper handed in (thành phần hồ sơ): numbers of originals, certified copies, plain copies."""

    name: str
    originals: int = 0
    certified: int = 0
    copies: int = 0

    @property
    def total(self) -> int:
        """Copies of every kind together."""
        return self.originals + self.certified + self.copies


@dataclass(frozen=True, slots=True, kw_only=True)
class Fee:
    """Money of a dossier in đồng; ``official_receipt`` is recorded (biên lai), never invented.

    ``collected_at`` and ``collected_by`` are known where it was collected after the
    reception; ``refunded`` is what was given back.
    """

    amount: int = 0
    status: FeeStatus = FeeStatus.NONE
    method: str = ""
    official_receipt: str = ""
    collected_at: datetime | None = None
    collected_by: str = ""
    refunded: int = 0

    @property
    def left(self) -> int:
        """What can still be given back, in đồng."""
        collected = self.status in (FeeStatus.PAID, FeeStatus.REFUNDED)
        return max(self.amount - self.refunded, 0) if collected else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One leg of a procedure that several units resolve in turn (liên thông), with its own deadline."""

    unit: str
    deadline: DeadlineRule


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One procedure of the catalogue (thủ tục hành chính).

    ``deadline`` is the statutory one, None where none is known yet ("chưa cấu hình thời
    hạn"): the officer then gives the date and its reason. ``commitment`` is the shorter one
    that the office promises instead, where it does. ``after_supplement`` is "restart" or
    "resume", empty where the law pack decides. The procedure is in force from ``valid_from``
    to ``valid_to``, as far as these are known, by the text ``decision``.
    """

    code: str
    name: str
    field: str
    deadline: DeadlineRule | None = None
    deadline_note: str = ""
    fee_text: str = ""
    fee_amount: int | None = None
    papers: tuple[Paper, ...] = ()
    unit: str = ""
    fast: bool = False
    commitment: DeadlineRule | None = None
    stages: tuple[Stage, ...] = ()
    after_supplement: str = ""
    forms: tuple[str, ...] = ()
    replaced_by: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    decision: str = ""

    @property
    def promised(self) -> DeadlineRule | None:
        """The deadline from which the promised date is reckoned: the commitment before the statute's."""
        return self.commitment or self.deadline

    def in_force(self, day: date) -> bool:
        """Whether a dossier may be received under it on ``day``, as far as its time is known."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewDossier:
    """What the officer has typed when she receives a dossier.

    ``due_at`` and ``due_reason`` are given only where the procedure has no
    configured deadline; ``wants_receipt`` keeps "not printed yet" visible. ``code`` is the
    one under which another system has numbered the dossier already.
    """

    procedure: str
    applicant: Person
    submitter: str = ""
    channel: Channel = Channel.DIRECT
    collect: Collect = Collect.COUNTER
    sets: int = 1
    papers: tuple[Paper, ...] = ()
    fee: Fee = field(default_factory=Fee)
    note: str = ""
    due_at: datetime | None = None
    due_reason: str = ""
    wants_receipt: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FastMatter:
    """A while-you-wait matter (làm ngay): received, finished and handed over in one act."""

    procedure: str
    applicant: Person
    count: int = 1
    pages: int = 0
    fee: Fee = field(default_factory=Fee)
    wants_receipt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOver:
    """Who collects a result; ``authorised`` names the authorisation where it is not the owner."""

    collector: str = ""
    citizen_id: str = ""
    authorised: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Officer:
    """Someone who works with the program (cán bộ); ``login`` names them in the journal."""

    login: str
    name: str
    role: Role
    title: str = ""
    counter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """The office: what its forms say and how its node is named in exchange.

    ``unit_id`` is the identifier of the unit in dossier codes (QĐ 20/2020/QĐ-TTg),
    ``node`` its 4 digits in scan numbers and exchange files; ``lines`` are the 1 to 4
    lines at the top left of every form, the last one bold; ``sessions`` are the opening
    hours from Monday to Sunday, "07:30-11:30 13:30-17:00", empty where closed.
    """

    node: str
    unit_id: str
    name: str
    lines: tuple[str, ...]
    place: str
    desk: str
    collect_place: str = ""
    opening_hours: str = ""
    phone: str = ""
    bring: str = ""
    feedback: str = ""
    signer_title: str = "GIÁM ĐỐC"
    signer_name: str = ""
    units: tuple[str, ...] = ()
    sessions: tuple[str, ...] = DEFAULT_SESSIONS


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintRecord:
    """One print of one form of one dossier; ``copy`` 0 is the first of its version, n its n-th reprint."""

    form: str
    copy: int
    outcome: PrintOutcome
    at: datetime
    by: str
    printer: str = ""
    version: int = 1


@dataclass(frozen=True, kw_only=True)  # without slots: a fold copies it at every step
class DossierState:
    """A dossier as its events make it: what the journal folds to and the projection keeps.

    ``ledger_number`` is 0 until it is received. ``stopped_at`` is since when its time does
    not run; ``version`` counts the receipts that its corrections and new dates have made.
    """

    scan_number: str
    code: str
    node: str
    law: str
    ledger_year: int
    ledger_number: int
    procedure_code: str
    procedure_name: str
    procedure_field: str
    applicant: Person
    submitter: str
    channel: Channel
    collect: Collect
    sets: int
    papers: tuple[Paper, ...]
    fee: Fee
    note: str
    received_at: datetime
    received_by: str
    counted_from: datetime
    original_due_at: datetime
    due_at: datetime
    due_words: str
    due_reason: str
    provisional: bool
    ladder: tuple[Step, ...]
    status: Status
    holder: str
    rule: str = ""
    after_supplement: str = ""
    stages: tuple[StageDue, ...] = ()
    unit: str = ""
    other_codes: tuple[str, ...] = ()
    pages: int = 0
    count: int = 0
    fast: bool = False
    version: int = 1
    registered_at: datetime | None = None
    stopped_at: datetime | None = None
    finished_at: datetime | None = None
    result: str = ""
    returned_at: datetime | None = None
    collector: str = ""
    collector_id: str = ""
    authorised: str = ""
    notes: tuple[str, ...] = ()
    movements: tuple[Movement, ...] = ()
    supplements: tuple[SupplementRequest, ...] = ()
    extensions: tuple[Extension, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    place: str = ""
    prints: tuple[PrintRecord, ...] = ()
    receipt_outcome: PrintOutcome | None = None
    last_event_at: datetime | None = None
    earlier_fees: tuple[Fee, ...] = ()

    @property
    def fees(self) -> tuple[Fee, ...]:
        """What was collected before, in that order, then ``fee``: what is due or was collected last."""
        return (*self.earlier_fees, self.fee)

    @property
    def received(self) -> bool:
        """Whether it was ever received, and so has a promised date; one only registered has none."""
        return self.ledger_number > 0

    def late(self, at: datetime) -> bool:
        """Whether the day of the promise had passed: at the end of processing, else at ``at``.

        Days are compared, not hours; the measure is the end of processing, not the
        hand-over (counting rule of report II.06a, TT 01/2020/TT-VPCP). A dossier that waits
        for its applicant is not late: its time does not run.
        """
        if self.status not in COUNTED:
            return False
        return (self.finished_at or at).date() > self.due_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierRow:
    """One row of a list: what a table of the window or ``find`` shows of a dossier."""

    id: int
    scan_number: str
    code: str
    ledger_number: int
    applicant: str
    procedure_code: str
    procedure: str
    status: Status
    holder: str
    received_at: datetime
    due_at: datetime
    finished_at: datetime | None
    returned_at: datetime | None
    phone: str
    address: str
    collect: Collect
    sets: int
    unit: str
    receipt_outcome: PrintOutcome | None

    @property
    def received(self) -> bool:
        """Whether it was ever received, and so has a promised date; one only registered has none."""
        return self.ledger_number > 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryLine:
    """One event of a dossier as people read it: when, what, who."""

    at: datetime
    kind: str
    words: str
    by: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCount:
    """How many results are promised for one day, for the load of the coming days."""

    day: date
    promised: int
    ready: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFigures:
    """What the office did on one day, and the numbers of the ledger that it used.

    ``received`` holds the ``fast`` matters, ``returned`` does not.
    """

    received: int
    fast: int
    returned: int
    first_number: int
    last_number: int
