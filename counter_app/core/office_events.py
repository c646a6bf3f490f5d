"""What happens to an office itself: it opens, somebody joins it, its database is brought back from a copy."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeOpened:
    """The office's journal begins, or a new epoch of it."""

    name: str
    unit_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """The database was brought back from a copy, and a new epoch of the journal begins.

    The copy held the epoch before up to ``seq``. What was recorded after that may stand on papers
    that citizens have: so many numbers (``skipped``) of each day up to then, of the ledger and of
    the slips are left out. ``since`` is the day of the last event in the copy.
    """

    copy: str
    epoch: int
    seq: int
    since: date
    skipped: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficerAdded:
    """Someone was given a role; the PIN is never in the journal."""

    login: str
    name: str
    role: str
