"""What a dossier went through between reception and hand-over: frozen records of its state and its forms."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from counter_app.core.deadlines import Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Reckoned:
    """A promised date as it was reckoned: from when, until when, and every day in between.

    ``rule`` is its written form ("working_days:3"), empty where an officer gave the date;
    ``words`` are those of the form ("03 ngày làm việc").
    """

    counted_from: datetime
    due_at: datetime
    words: str = ""
    rule: str = ""
    provisional: bool = False
    ladder: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StageDue:
    """Until when one unit does its part of a procedure that several resolve in turn (liên thông)."""

    unit: str
    due_at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingPaper:
    """One paper that is missing or must be put right (giấy tờ cần bổ sung, hoàn thiện).

    ``bring`` says in what form it is wanted, ``where`` where one gets it, and ``point`` what
    must be put right in a paper that is there.
    """

    name: str
    bring: str = ""
    where: str = ""
    point: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementRequest:
    """One request for a supplement (yêu cầu bổ sung) and when it was answered; ``number`` is the slip's."""

    at: datetime
    by: str
    number: int
    papers: tuple[MissingPaper, ...]
    reason: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """One extension with its apology (xin lỗi, hẹn lại); ``beyond`` marks one that only the head may give."""

    at: datetime
    by: str
    number: int
    due_from: datetime
    due_to: datetime
    reason: str
    beyond: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """The dossier went from one holder to another: a row of the control slip, never overwritten."""

    at: datetime
    by: str
    giver: str
    taker: str
    note: str = ""


class RulingKind(StrEnum):
    """What can be decided on a dossier beside its result."""

    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    REWORKED = "reworked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """A decision with its reason; ``number`` is that of its slip, 0 where it has none."""

    kind: RulingKind
    at: datetime
    by: str
    reason: str
    number: int = 0
