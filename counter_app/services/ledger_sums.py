"""What became of the dossiers of a ledger, counted for the sum under it and for the closing of the year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from counter_app.core.records import DossierRow
from counter_app.core.states import Status
from counter_app.i18n import grouped


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerSums:
    """How many dossiers were received, and how many of them are in each of the final statuses."""

    received: int
    returned: int
    refused: int
    withdrawn: int

    @property
    def left(self) -> int:
        """Those in no final status: they are followed further."""
        return self.received - self.returned - self.refused - self.withdrawn


def sums_of(rows: Iterable[DossierRow], until: datetime | None = None) -> LedgerSums:
    """The sums of ``rows``; results handed over after ``until`` do not count yet."""
    received = returned = refused = withdrawn = 0
    for row in rows:
        received += 1
        if row.returned_at is not None:
            returned += until is None or row.returned_at <= until
        else:
            refused += row.status is Status.REFUSED
            withdrawn += row.status is Status.WITHDRAWN
    return LedgerSums(received=received, returned=returned, refused=refused, withdrawn=withdrawn)


def ended_words(sums: LedgerSums, words: Mapping[str, str]) -> str:
    """The refused and the withdrawn in the form's ``words``, after the returned; "" where there are none."""
    counts = (("sum_refused", sums.refused), ("sum_withdrawn", sums.withdrawn))
    return "".join(words[word].format(count=grouped(count)) for word, count in counts if count)
