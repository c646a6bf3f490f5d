"""The projection: what dossiers are now, kept in step with the journal, and the lists made of it."""

import hashlib
import json
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from peewee import SQL, Case, Expression, Query, fn

from counter_app.core.folding import sort_key
from counter_app.core.plain import from_plain
from counter_app.core.records import Collect, DayCount, DayFigures, DossierRow, DossierState, PrintOutcome
from counter_app.core.states import BINDING, Status
from counter_app.models import base, search
from counter_app.models.tables import Dossier

#: The most dossiers that one answer names; beyond it the search must be narrowed.
LIMIT = 5000

#: Dossiers that are looked at for one number; others have it as part of a longer one.
_FEW = 20

_STATE = "SELECT body FROM state JOIN dossier USING (id) WHERE scan_number = ?"
_ROWS = (
    "SELECT d.id, scan_number, code, ledger_number, applicant, procedure_code, procedure_name, status, "
    "holder, received_at, due_at, finished_at, returned_at, phone, address, collect, sets, unit, "
    "receipt_outcome "
    "FROM json_each(?) AS wanted JOIN dossier AS d ON d.id = CAST(wanted.value AS INTEGER) "
    "ORDER BY wanted.key"
)
STATES = (
    "SELECT body FROM json_each(?) AS wanted JOIN state ON state.id = CAST(wanted.value AS INTEGER) "
    "ORDER BY wanted.key"
)

_STATES_OF = (
    "SELECT body FROM json_each(?) AS wanted JOIN dossier AS d ON d.scan_number = wanted.value "
    "JOIN state ON state.id = d.id ORDER BY wanted.key"
)
#: Through nullif: a condition on the dossier would lead to its index, and so through the whole journal.
_BODIES_BETWEEN = (
    "SELECT body FROM dossier JOIN state USING (id) WHERE scan_number IN ("
    "SELECT nullif(dossier, '') FROM journal WHERE node = ? AND epoch = ? AND seq BETWEEN ? AND ?) "
    "ORDER BY id"
)

#: Written out, because every scan asks: composing them takes longer than their answer.
_OF_CITIZEN = "SELECT id FROM dossier WHERE citizen_id = ? AND citizen_id <> '' ORDER BY id DESC LIMIT ?"
_OF_EITHER = "SELECT id FROM dossier WHERE citizen_id IN (?, ?) AND citizen_id <> '' ORDER BY id DESC LIMIT ?"
_OF_NAME = (
    "SELECT id FROM dossier WHERE phone = ? AND phone <> '' AND applicant_key = ? ORDER BY id DESC LIMIT ?"
)

#: Conditions of partial indexes are written out: only so SQLite sees that the index holds them all.
_OPEN = SQL("status <> 10")
#: Work of this office alone. Where no other node is known the rows are not looked at for it.
OWN = SQL(
    "(NOT EXISTS (SELECT 1 FROM chain WHERE node <> (SELECT node FROM chain WHERE own = 1)) "
    'OR "t1"."node" = (SELECT node FROM chain WHERE own = 1))'
)
_READY = Case(None, [(Dossier.status == int(Status.FINISHED), 1)], 0)
_UNFINISHED = (_OPEN, Dossier.status.in_(sorted(int(one) for one in BINDING)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Ids of the dossiers found, newest first, and what the search found in each status.

    ``counts``, ``overdue`` and ``total`` are over everything found, whichever statuses
    were asked for; ``more`` says that there are others to name, beyond the limit. A search for
    words looks for closed dossiers only as far as its limit, and so counts no more of them:
    ``at_least`` says that there may be more than ``total`` and the counts of closed ones tell.
    Open ones are always all found and counted. ``recent`` says that older closed dossiers
    may belong to the answer that were not looked for.
    """

    ids: tuple[int, ...]
    counts: dict[Status, int]
    overdue: int
    total: int
    more: bool
    at_least: bool = False
    recent: bool = False


def state_of(scan_number: str) -> DossierState | None:
    """The dossier with this scan number, if it is here."""
    found = base.fetch(_STATE, (scan_number,))
    return from_plain(DossierState, json.loads(found[0][0])) if found else None


def states_of(scan_numbers: Sequence[str]) -> list[DossierState]:
    """Those of the dossiers with these scan numbers that are here, in their order."""
    found = base.fetch(_STATES_OF, (json.dumps(scan_numbers),))
    return [from_plain(DossierState, json.loads(body)) for (body,) in found]


def bodies_between(node: str, epoch: int, first: int, last: int) -> Generator[dict[str, Any]]:
    """The written states of the dossiers that the events ``first`` to ``last`` touch; to be closed."""
    with closing(base.stream(_BODIES_BETWEEN, (node, epoch, first, last))) as rows:
        for (body,) in rows:
            yield json.loads(body)


def states_in(*statuses: Status) -> Iterator[DossierState]:
    """Own dossiers in one of ``statuses`` (any but RETURNED), the earliest promise first."""
    for (body,) in base.fetch(STATES, (json.dumps(in_status(*statuses)),)):
        yield from_plain(DossierState, json.loads(body))


def holds(scan_number: str) -> bool:
    """Whether there is a dossier with this scan number."""
    return bool(base.fetch("SELECT 1 FROM dossier WHERE scan_number = ?", (scan_number,)))


def scan_number_of(code: str) -> str | None:
    """The scan number of the dossier that has ``code``, official or another system's; case does not matter.

    Of several (two nodes gave the same code) the newest.
    """
    for sql in (
        "SELECT scan_number FROM dossier WHERE code = ? ORDER BY id DESC LIMIT 1",
        "SELECT scan_number FROM other_code AS o JOIN dossier AS d ON d.id = o.dossier WHERE o.code = ? "
        "ORDER BY d.id DESC LIMIT 1",
    ):
        found = base.fetch(sql, (code,))
        if found:
            return str(found[0][0])
    return None


def rows(ids: Sequence[int]) -> list[DossierRow]:
    """The rows of ``ids``, in their order; an id that is not there has no row."""
    return [_row(found) for found in base.fetch(_ROWS, (json.dumps(list(ids)),))]


def _row(found: Sequence[Any]) -> DossierRow:
    return DossierRow(
        id=found[0],
        scan_number=found[1],
        code=found[2],
        ledger_number=found[3],
        applicant=found[4],
        procedure_code=found[5],
        procedure=found[6],
        status=Status(found[7]),
        holder=found[8],
        received_at=datetime.fromisoformat(found[9]),
        due_at=datetime.fromisoformat(found[10]),
        finished_at=_moment(found[11]),
        returned_at=_moment(found[12]),
        phone=found[13],
        address=found[14],
        collect=Collect(found[15]),
        sets=found[16],
        unit=found[17],
        receipt_outcome=PrintOutcome(found[18]) if found[18] else None,
    )


def find(
    text: str,
    *,
    on: date,
    statuses: Collection[Status] | None = None,
    overdue: bool = False,
    limit: int = LIMIT,
    depth: int | None = None,
) -> Found:
    """The dossiers that ``text`` finds (all for an empty one), newest first, exact names before others.

    ``statuses`` and ``overdue`` (promised before ``on`` and not finished) choose among them.
    With ``depth`` closed ones are looked for among the newest so many dossiers, open ones
    among all: what can be answered at once, however many years there are.
    """
    wanted = frozenset(Status) if statuses is None else frozenset(statuses)
    if not text.strip():
        return _find_all(on, wanted, overdue, limit)
    oldest = 0 if depth is None else max(_newest_id() - depth + 1, 0)
    group = search.Group(statuses=BINDING, due_before=on) if overdue else search.Group(statuses=wanted)
    answer = search.find(text, group, limit, on=on, oldest=oldest)
    if answer is None:
        return Found(ids=(), counts=dict.fromkeys(Status, 0), overdue=0, total=0, more=False)
    counts = {one: answer.counts.get(one, 0) for one in Status}
    return Found(
        ids=tuple(answer.ids[:limit]),
        counts=counts,
        overdue=sum(answer.late.get(one, 0) for one in BINDING),
        total=sum(counts.values()),
        more=len(answer.ids) > limit,
        at_least=answer.cut or oldest > 0,
        # A name with the marks typed comes first however old it is.
        recent=oldest > 0 and (answer.marked or not answer.cut),
    )


def _newest_id() -> int:
    return base.fetch("SELECT max(id) FROM dossier")[0][0] or 0


def _find_all(on: date, wanted: frozenset[Status], overdue: bool, limit: int) -> Found:
    counts: dict[Status, int] = dict.fromkeys(Status, 0)
    total = base.fetch("SELECT count(*) FROM dossier")[0][0]
    for status, count in base.fetch(
        "SELECT status, count(*) FROM dossier WHERE status <> 10 GROUP BY status"
    ):
        counts[Status(status)] = count
    counts[Status.RETURNED] = total - sum(counts.values())
    late = ids_of(Dossier.select(Dossier.id).where(*_UNFINISHED, Dossier.due_at < on.isoformat()))
    if overdue:
        ids = tuple(sorted(late, reverse=True)[:limit])
    elif wanted == frozenset(Status):
        ids = ids_of(Dossier.select(Dossier.id).order_by(Dossier.id.desc()).limit(limit))
    else:
        ids = _newest_of(wanted, limit)
    group = len(late) if overdue else sum(counts[one] for one in wanted)
    return Found(ids=ids, counts=counts, overdue=len(late), total=total, more=group > limit)


def _newest_of(wanted: frozenset[Status], limit: int) -> tuple[int, ...]:
    query = Dossier.select(Dossier.id).where(Dossier.status.in_(sorted(int(one) for one in wanted)))
    if Status.RETURNED not in wanted:
        query = query.where(_OPEN)
    return ids_of(query.order_by(Dossier.id.desc()).limit(limit))


def ids_between(first: date, last: date, column: str = "received_at", limit: int = -1) -> tuple[int, ...]:
    """Own dossiers received from ``first`` to ``last``, in order; ``column`` may be another moment."""
    field = getattr(Dossier, column)
    query = Dossier.select(Dossier.id).where(
        field.between(first.isoformat(), _after(last)), Dossier.ledger_number > 0, OWN
    )
    return ids_of(query.order_by(field, Dossier.id).limit(limit if limit >= 0 else None))


def ledger_numbers(year: int, first: int, last: int) -> set[int]:
    """Which numbers from ``first`` to ``last`` of the own ledger of ``year`` dossiers have."""
    number = Dossier.ledger_number
    query = Dossier.select(number).where(Dossier.ledger_year == year, number.between(first, last), OWN)
    return {row[0] for row in base.fetch(*query.sql())}


def of_person(
    citizen_id: str, name: str = "", phone: str = "", limit: int = -1, *, old_id: str = ""
) -> tuple[int, ...]:
    """Dossiers of one person, newest first: by citizen id, or by name together with the phone number.

    ``old_id`` is an earlier number, under which there may be dossiers as well.
    """
    if citizen_id and old_id:
        found = base.fetch(_OF_EITHER, (citizen_id, old_id, base.at_most(limit)))
    elif citizen_id:
        found = base.fetch(_OF_CITIZEN, (citizen_id, base.at_most(limit)))
    elif name and phone:
        found = base.fetch(_OF_NAME, (phone, sort_key(name), base.at_most(limit)))
    else:
        return ()
    return tuple(row[0] for row in found)


def newer_number(old_id: str) -> str:
    """The citizen number of the person who had the old number ``old_id``; "" where none is known."""
    for found in find(old_id, on=date.max, limit=_FEW).ids:
        for (body,) in base.fetch("SELECT body FROM state WHERE id = ?", (found,)):
            person = from_plain(DossierState, json.loads(body)).applicant
            if person.old_id == old_id:
                return person.citizen_id
    return ""


def due_between(first: date, last: date) -> tuple[int, ...]:
    """Own unfinished dossiers promised for ``first`` to ``last``, the earliest promise first."""
    return _unfinished(Dossier.due_at.between(first.isoformat(), _after(last)))


def overdue_ids(on: date) -> tuple[int, ...]:
    """Own unfinished dossiers promised for a day before ``on``, the longest overdue first."""
    return _unfinished(Dossier.due_at < on.isoformat())


def _unfinished(due: Expression) -> tuple[int, ...]:
    query = Dossier.select(Dossier.id).where(*_UNFINISHED, due, OWN)
    return ids_of(query.order_by(Dossier.due_at, Dossier.id))


def in_status(*statuses: Status, finished_before: date | None = None) -> tuple[int, ...]:
    """Own dossiers in one of ``statuses`` (any but RETURNED), the earliest promise first.

    ``finished_before`` leaves only results that were ready before that day.
    """
    chosen = Dossier.status.in_([int(one) for one in statuses])
    query = Dossier.select(Dossier.id).where(_OPEN, chosen, OWN)
    if finished_before is not None:
        query = query.where(Dossier.finished_at < finished_before.isoformat())
    return ids_of(query.order_by(Dossier.due_at, Dossier.id))


def bound_of_procedures(codes: Iterable[str]) -> tuple[int, ...]:
    """Dossiers of these procedures whose promised day still binds the office, those due first in front."""
    statuses, wanted = json.dumps([int(one) for one in BINDING]), json.dumps(list(codes))
    found = base.fetch(
        "SELECT id FROM dossier WHERE status <> 10 "
        "AND status IN (SELECT CAST(value AS INTEGER) FROM json_each(?)) "
        "AND procedure_code IN (SELECT value FROM json_each(?)) ORDER BY due_at, id",
        (statuses, wanted),
    )
    return tuple(row[0] for row in found)


def figures_of(day: date) -> DayFigures:
    """What this office did on one day, and the numbers of the ledger that it used."""
    number = Dossier.ledger_number
    first_number, last_number = (fn.coalesce(of(number), 0) for of in (fn.min, fn.max))
    figures = Dossier.select(
        fn.count(SQL("*")), fn.coalesce(fn.sum(Dossier.fast), 0), first_number, last_number
    )
    during = (day.isoformat(), _after(day))
    ((received, fast, first, last),) = base.fetch(
        *figures.where(Dossier.received_at.between(*during), Dossier.ledger_number > 0, OWN).sql()
    )
    handed_over = Dossier.select(fn.count(SQL("*"))).where(
        Dossier.returned_at.between(*during), Dossier.fast == 0, OWN
    )
    ((returned,),) = base.fetch(*handed_over.sql())
    return DayFigures(received=received, fast=fast, returned=returned, first_number=first, last_number=last)


def load(first: date, last: date) -> list[DayCount]:
    """How many own results are promised for each day from ``first`` to ``last``, and how many are ready."""
    waiting = sorted(int(one) for one in {*BINDING, Status.FINISHED})
    day = fn.substr(Dossier.due_at, 1, 10)
    within = Dossier.due_at.between(first.isoformat(), _after(last))
    query = (
        Dossier.select(day, fn.count(SQL("*")), fn.sum(_READY))
        .where(_OPEN, Dossier.status.in_(waiting), within, OWN)
        .group_by(SQL("1"))
    )
    by_day = {found: (promised, ready) for found, promised, ready in base.fetch(*query.sql())}
    counts = []
    for n in range((last - first).days + 1):
        one = first + timedelta(days=n)
        promised, ready = by_day.get(one.isoformat(), (0, 0))
        counts.append(DayCount(day=one, promised=promised, ready=ready))
    return counts


def count() -> int:
    """How many dossiers there are."""
    return int(base.fetch("SELECT count(*) FROM dossier")[0][0])


def state_hash() -> str:
    """SHA-256, in hex, over all dossiers in the order of their scan numbers: equal states, equal hash."""
    digest = hashlib.sha256()
    for scan_number, body in base.stream(
        "SELECT scan_number, body FROM dossier JOIN state USING (id) ORDER BY scan_number"
    ):
        digest.update(f"{scan_number}\n{body}\n".encode())
    return digest.hexdigest()


def ids_of(query: Query) -> tuple[int, ...]:
    """What ``query`` finds, as ids."""
    return tuple(row[0] for row in base.fetch(*query.sql()))


def _after(day: date) -> str:
    """A text that sorts after every moment of ``day`` and before the next day."""
    return f"{day.isoformat()}~"


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)
