"""Proofs: the file is sound, every chain holds, and the projection is what the journal makes of it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, cast

from peewee import JOIN

from counter_app.core.fold import FORM, fold
from counter_app.core.journal import GENESIS, EventKind, Row, event_of, follows
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers, journal, office, projection, search
from counter_app.models.tables import Dossier, State

_EVENTS = (
    "SELECT node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash FROM journal "
    "ORDER BY node, epoch, seq"
)
_BY_DOSSIER = (
    "SELECT node, epoch, seq, kind, dossier, happened_at, recorded_at, login, data, hash FROM journal "
    "WHERE dossier <> '' ORDER BY dossier, kind NOT IN ('registered', 'received'), "
    "happened_at, node, epoch, seq"
)


#: Numbers that slips were given; an advice names its form itself.
_SLIP_FORMS = {
    EventKind.SUPPLEMENT_REQUESTED: "supplement",
    EventKind.REFUSED: "refusal",
    EventKind.EXTENDED: "extension",
    EventKind.STOPPED: "stopping",
    EventKind.WITHDRAWN: "stopping",
    EventKind.ADVISED: "",
}
_SLIPS = (
    "SELECT kind, substr(happened_at, 1, 4), json_extract(data, '$.form'), "
    "max(CAST(json_extract(data, '$.number') AS INTEGER)) FROM journal WHERE node = ? "
    "AND kind IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3"
)

#: Dossiers whose table of other codes is not what their state says.
_STATED = "SELECT s.id, j.value FROM state AS s, json_each(s.body, '$.other_codes') AS j"
_LISTED = "SELECT dossier, code FROM other_code"
_STRANGE_CODES = (
    f"SELECT scan_number FROM dossier WHERE id IN (SELECT id FROM ({_STATED} EXCEPT {_LISTED}) AS unlisted "  # noqa: S608
    f"UNION SELECT dossier FROM ({_LISTED} EXCEPT {_STATED}) AS unstated)"
)

#: Under which name the form of the fold is kept that made the projection.
_FOLD = "fold"

#: What reading an event raises whose data or moments were tampered with.
_UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """The first event of a chain that does not follow from the one before it, or is missing."""

    node: str
    epoch: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """A counter that stands below a number already given."""

    name: str
    value: int
    given: int


def faults_of_file(*, deep: bool) -> list[str]:
    """What the engine finds wrong with the database; ``deep`` looks at everything it can look at."""
    found: list[str] = base.database.faults_found(deep=deep)
    return found


def search_is_whole() -> bool:
    """Whether the search indexes hold exactly the words of the dossiers."""
    return search.is_whole()


def breaks() -> tuple[int, list[Break]]:
    """The number of events, and for each chain that does not hold the place where it breaks."""
    heads = {(one.node, one.epoch): (one.seq, one.hash) for one in journal.chains()}
    count = 0
    found = []
    reached: dict[tuple[str, int], tuple[int, str]] = {}
    broken: set[tuple[str, int]] = set()
    for row in base.stream(_EVENTS):
        count += 1
        chain = (row[0], row[1])
        seq, before = reached.get(chain, (0, GENESIS))
        if chain in broken:
            continue
        if row[2] != seq + 1 or not _follows(before, row):
            broken.add(chain)
            found.append(Break(node=row[0], epoch=row[1], seq=seq + 1))
        reached[chain] = (row[2], row[9])
    for chain in heads.keys() | reached.keys():
        last = reached.get(chain, (0, GENESIS))
        if chain not in broken and heads.get(chain) != last:
            found.append(Break(node=chain[0], epoch=chain[1], seq=last[0] + 1))
    return count, found


def _follows(before: str, row: Sequence[Any]) -> bool:
    try:
        return follows(before, cast("Row", row))
    except TypeError:  # no text where only text is ever written
        return False


def differing() -> list[str]:
    """Scan numbers whose row or state is not what the journal makes, or that only one of the two has.

    Among them are those whose events cannot be read.
    """
    kept = _kept()
    found = []
    current = next(kept, None)
    for scan_number, made in _folded():
        while current is not None and current[0] < scan_number:
            found.append(current[0])
            current = next(kept, None)
        if current is None or current[0] != scan_number:
            found.append(scan_number)
            continue
        if current[1:] != made:
            found.append(scan_number)
        current = next(kept, None)
    while current is not None:
        found.append(current[0])
        current = next(kept, None)
    strange = {scan_number for (scan_number,) in base.fetch(_STRANGE_CODES)} - set(found)
    return sorted([*found, *strange]) if strange else found


def _folded() -> Iterator[tuple[str, tuple[tuple[Any, ...], str] | None]]:
    """Each dossier of the journal: columns and body that its events make, None where they cannot be read."""
    for scan_number, of_one in groupby(base.stream(_BY_DOSSIER), key=itemgetter(4)):
        try:
            state = fold(map(event_of, of_one))
            made = None if state is None else (projection.columns_of(state), projection.body_of(state))
        except _UNREADABLE:
            yield scan_number, None
            continue
        if made is not None:
            yield scan_number, made


def _kept() -> Iterator[tuple[str, tuple[Any, ...], str | None]]:
    query = (
        Dossier.select(*(getattr(Dossier, one) for one in projection.COLUMNS), State.body)
        .join(State, JOIN.LEFT_OUTER, on=(State.id == Dossier.id))
        .order_by(Dossier.scan_number)
    )
    for row in base.stream(*query.sql()):
        yield row[0], tuple(row[:-1]), row[-1]


def rebuild(node: str) -> tuple[int, int]:
    """Make the projection anew where it differs from the journal; the numbers of dossiers and of changes.

    ``node`` is the own one, whose counters are put right, too.

    Raises:
        BadFile: the events of a dossier cannot be read; nothing is changed.
    """
    with base.transaction():
        changed = differing()
        unknown = [one for one in changed if not _is_known(one)]
        for scan_number in unknown:
            projection.forget(scan_number)
        for scan_number in changed:
            journal.refold(scan_number)
        search.rebuild()
        for one in counters_behind(node):
            office.raise_counter(one.name, one.given)
        return dossiers.count(), len(changed)


def refresh(node: str) -> int:
    """Bring the projection up to what this version's fold makes; how many dossiers were folded anew.

    An earlier version kept less of a dossier. Nothing is read where that was done before.
    ``node`` is the own one.

    Raises:
        BadFile: the events of a dossier cannot be read; nothing is changed.
    """
    if office.fact(_FOLD) == str(FORM):
        return 0
    with base.transaction():
        changed = rebuild(node)[1] if journal.head().seq else 0
        office.save_fact(_FOLD, str(FORM))
    return changed


def _is_known(scan_number: str) -> bool:
    """Whether the journal makes a dossier of this number."""
    try:
        return fold(journal.events_of(scan_number)) is not None
    except _UNREADABLE as error:
        raise BadFile(
            _(
                "What the journal says of dossier {number} was changed and cannot be read. Keep the file and "
                "bring back the latest backup; nothing was rebuilt."
            ).format(number=scan_number)
        ) from error


def counters_behind(node: str) -> list[Behind]:
    """Counters of the own ``node`` that would give a number for the second time."""
    days = base.fetch(
        "SELECT substr(scan_number, 5, 6), max(CAST(substr(scan_number, 11, 4) AS INTEGER)) FROM dossier "
        "WHERE node = ? GROUP BY 1",
        (node,),
    )
    years = base.fetch(
        "SELECT ledger_year, max(ledger_number) FROM dossier WHERE node = ? GROUP BY 1", (node,)
    )
    given = {office.day_counter(datetime.strptime(day, "%y%m%d").date()): last for day, last in days}  # noqa: DTZ007
    given |= {office.ledger_counter(year): last for year, last in years}
    given |= _given_slips(node)
    counters = office.counters()
    return [
        Behind(name=name, value=counters.get(name, 0), given=last)
        for name, last in given.items()
        if counters.get(name, 0) < last
    ]


def _given_slips(node: str) -> dict[str, int]:
    """The last number given to a slip of each form and year."""
    found: dict[str, int] = {}
    for kind, year, form, last in base.fetch(_SLIPS, (node, json.dumps(list(_SLIP_FORMS)))):
        name = office.slip_counter(form or _SLIP_FORMS[kind], int(year))
        found[name] = max(last or 0, found.get(name, 0))  # a step without a slip has no number
    return found
