"""The promised return date and the ladder of days that explains it."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class DeadlineKind(StrEnum):
    """Kinds of deadline that real procedures have."""

    SAME_DAY = "same_day"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WORKING_HOURS = "working_hours"
    HOURS = "hours"
    IMMEDIATE = "immediate"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A deadline (thời hạn giải quyết): its kind and, where it has one, its number of days or hours."""

    kind: DeadlineKind
    n: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the ladder: whether it counts towards the deadline, and why or why not.

    ``number`` is the n-th counted day, 0 where the day does not count; ``kind`` is one of
    "received", "counted", "due", "weekend", "holiday", "provisional_holiday", "make_up".
    """

    day: date
    counts: bool
    reason: str
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """When the result is promised, from when the time was counted, and every day in between."""

    rule: DeadlineRule | None
    received_at: datetime
    counted_from: datetime
    due_at: datetime
    working_days: int
    provisional: bool
    ladder: tuple[Step, ...]
