#!/usr/bin/env python3
"""Large homes for measurements: what the services would write, written hundreds of times faster.

    .venv/bin/python -m bench.homes 1000000 [--seed 1]

Each kind of dossier (day, part of the day, procedure) is made once by the program's own
records and written forms; the many of its kind differ in the places marked there. A test
holds a small home made so against one made by the services, row by row. Homes are kept
under .bench/ and made anew when the form of the database or this file has changed.
"""

import argparse
import hashlib
import os
import shutil
import sqlite3
import sys
import time as clock
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))

from bench.kinds import Dossier, Kind  # noqa: E402
from bench.matters import (  # noqa: E402
    RECEIVERS,
    SPECIALIST,
    Act,
    Matter,
    Years,
    fee_of,
    given_date,
    papers_of,
    part_of_day,
)
from counter_app.config import Home  # noqa: E402
from counter_app.core.codes import dossier_code, scan_number  # noqa: E402
from counter_app.core.events import Finished, HandedOver, Printed, written  # noqa: E402
from counter_app.core.journal import canonical_json  # noqa: E402
from counter_app.core.records import FastMatter, Fee, FeeStatus, HandOver, NewDossier, PrintOutcome  # noqa: E402
from counter_app.core.times import VIETNAM  # noqa: E402
from counter_app.demo import OFFICE, OFFICERS  # noqa: E402
from counter_app.models import base, journal, migrations, search, search_fts  # noqa: E402
from counter_app.services import accounts, handover, printing_log, processing, reception  # noqa: E402
from counter_app.services.desk import Desk, close_desk, create_office  # noqa: E402

#: When the office was set up, before anything else.
OPENED = datetime(2024, 1, 1, 8, 0, tzinfo=VIETNAM)
PIN = "1234"

_KEPT = ROOT / ".bench"
_BATCH = 20_000
_FINISHED = canonical_json(written(Finished())[1])


class Writer:
    """Writes acts into the tables of a home, in large pieces."""

    def __init__(self, desk: Desk, connection: sqlite3.Connection) -> None:
        head = journal.head()
        self._desk = desk
        self._catalogue = desk.catalogue  # the database is closed while it is filled
        self._connection = connection
        self._seq, self._hash = head.seq, head.hash
        self._kinds: dict[tuple[Any, ...], Kind] = {}
        self._open: dict[int, Dossier] = {}
        self._numbers: dict[str, int] = {}
        self._uses: dict[tuple[str, str], int] = {}
        self._events: list[tuple[Any, ...]] = []
        self._rows: list[tuple[Any, ...]] = []
        self._states: list[tuple[int, str]] = []
        self._ids = 0

    def write(self, act: Act, matter: Matter) -> None:
        """Write one act."""
        at = act.at.isoformat()
        if act.kind in ("receive", "fast"):
            self._receive(act, matter, at)
            return
        dossier = self._open[act.number]
        places = dossier.places
        login = places["login"]
        if act.kind == "print":
            data = _printed(matter.outcome)
        elif act.kind == "forward":
            data = dossier.kind.forwarded
        elif act.kind == "finish":
            data, login = _FINISHED, SPECIALIST.login
        else:
            data = _handed_over(places["name"])
        self._event(_EVENT_KINDS[act.kind], places["scan"], at, login, data)
        places[act.kind] = at
        dossier.done += 1
        if act.kind == "hand_over":
            self._settle(self._open.pop(act.number))

    def close(self) -> None:
        """Write what is left, and what the counters and chains say."""
        for dossier in self._open.values():
            self._settle(dossier)
        self._flush()
        execute = self._connection.execute
        for name, value in self._numbers.items():
            execute("INSERT INTO counter VALUES (?, ?)", (name, value))
        for (counter, code), uses in self._uses.items():
            execute("INSERT INTO procedure_use VALUES (?, ?, ?)", (counter, code, uses))
        execute("UPDATE chain SET seq = ?, hash = ?", (self._seq, self._hash))

    def _receive(self, act: Act, matter: Matter, at: str) -> None:
        day = act.at.date()
        officer, person = RECEIVERS[matter.receiver], matter.person
        kind = self._kind(matter)
        number = self._next(f"day:{day:%y%m%d}")
        places = {
            "name": person.name,
            "citizen_id": person.citizen_id,
            "born": person.born,
            "sex": person.sex,
            "address": person.address,
            "phone": person.phone,
            "code": dossier_code(kind.code_pattern, OFFICE.unit_id, day, number),
            "scan": scan_number(OFFICE.node, day, number),
            "ledger": self._next(f"ledger:{day.year}"),
            "login": officer.login,
            "counter": officer.counter,
            "fee": matter.fee,
            "count": matter.count,
            "pages": matter.pages,
            "at": at,
            "clock": at[11:19],
        }
        use = (officer.counter, matter.procedure)
        self._uses[use] = self._uses.get(use, 0) + 1
        self._ids += 1
        dossier = Dossier(self._ids, kind, matter, places)
        self._event("received", places["scan"], at, officer.login, kind.received % places)
        if not matter.fast:
            self._open[act.number] = dossier
            return
        self._event("finished", places["scan"], at, officer.login, _FINISHED)
        self._event("handed_over", places["scan"], at, officer.login, _handed_over(person.name))
        self._settle(dossier)

    def _kind(self, matter: Matter) -> Kind:
        day = matter.at.date()
        part = part_of_day(self._desk, self._desk.pack_on(day), matter.at)
        key = (day, part, matter.procedure)
        kind = self._kinds.get(key)
        if kind is None:
            if self._kinds and next(iter(self._kinds))[0] != day:
                self._kinds.clear()
            chosen = self._catalogue[matter.procedure]
            kind = self._kinds[key] = Kind(self._desk, chosen, matter.at, fast=matter.fast)
        return kind

    def _event(self, kind: str, scan: str, at: str, login: str, data: str) -> None:
        self._seq += 1
        body = (
            f'{self._hash}\n{{"by":"{login}","data":{data},"dossier":"{scan}","epoch":1,"happened_at":"{at}",'
            f'"kind":"{kind}","node":"{OFFICE.node}","recorded_at":"{at}","seq":{self._seq}}}'
        )
        self._hash = hashlib.sha256(body.encode()).hexdigest()
        self._events.append((OFFICE.node, 1, self._seq, kind, scan, at, at, login, data, self._hash))
        if len(self._events) >= _BATCH:
            self._flush()

    def _settle(self, dossier: Dossier) -> None:
        self._rows.append(dossier.row())
        self._states.append((dossier.id, dossier.body()))

    def _next(self, name: str) -> int:
        self._numbers[name] = number = self._numbers.get(name, 0) + 1
        return number

    def _flush(self) -> None:
        for table, rows in (("journal", self._events), ("dossier", self._rows), ("state", self._states)):
            if rows:
                places = ", ".join("?" * len(rows[0]))
                self._connection.executemany(f"INSERT INTO {table} VALUES ({places})", rows)
                rows.clear()


_EVENT_KINDS = {
    "print": "printed", "forward": "forwarded", "finish": "finished", "hand_over": "handed_over"
}  # fmt: skip


@cache
def _printed(outcome: PrintOutcome) -> str:
    return canonical_json(written(Printed(form="receipt", copy=0, outcome=outcome, printer="file"))[1])


@cache
def _handed_over(name: str) -> str:
    return canonical_json(written(HandedOver(collector=name))[1])


def make_home(home: Home, dossiers: int, seed: int, days: int = 0) -> None:
    """An office in ``home`` with so many dossiers over ``days`` working days, written in bulk."""
    desk = _open_office(home, lambda: OPENED)
    head = journal.head()
    assert head.seq == len(OFFICERS) + 1
    with closing(sqlite3.connect(home.database, isolation_level=None)) as connection:
        writer = Writer(desk, connection)
        close_desk()
        for pragma in ("journal_mode = off", "synchronous = off", "cache_size = -400000"):
            connection.execute(f"PRAGMA {pragma}")
        later = _take_off(connection)
        connection.execute("BEGIN")
        for act, matter in Years(desk, dossiers, seed, days).acts():
            writer.write(act, matter)
        writer.close()
        for sql in later:
            connection.execute(sql)
        for index in search_fts.INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('rebuild')")
        connection.execute("COMMIT")
        connection.execute("PRAGMA journal_mode = wal")
    base.open_database(home.database)
    search.settle()  # as the backup of each day leaves it
    base.close_database()


def _take_off(connection: sqlite3.Connection) -> list[str]:
    """Take indexes and triggers off the tables to be filled; what puts them on again."""
    found = connection.execute(
        "SELECT type, name, sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL "
        "AND tbl_name IN ('journal', 'dossier')"
    ).fetchall()
    for kind, name, _sql in found:
        connection.execute(f"DROP {kind} {name}")
    return [sql for _kind, _name, sql in found]


def make_home_by_services(home: Home, dossiers: int, seed: int, days: int = 0) -> None:
    """The same office, made by the acts of the services: slow, and the measure of :func:`make_home`."""
    now = [OPENED]
    desk = _open_office(home, lambda: now[0])
    scans: dict[int, str] = {}
    for act, matter in Years(desk, dossiers, seed, days).acts():
        now[0] = act.at
        _serve(desk, act, matter, scans)
    close_desk()


def _serve(desk: Desk, act: Act, matter: Matter, scans: dict[int, str]) -> None:
    by, at = RECEIVERS[matter.receiver], act.at
    if act.kind == "fast":
        fee = Fee(amount=matter.fee, status=FeeStatus.PAID, method="cash")
        fast = FastMatter(
            procedure=matter.procedure,
            applicant=matter.person,
            count=matter.count,
            pages=matter.pages,
            fee=fee,
        )
        reception.receive_fast(desk, fast, by, at)
    elif act.kind == "receive":
        chosen = desk.catalogue[matter.procedure]
        due_at, reason = given_date(desk, chosen, at)
        new = NewDossier(
            procedure=chosen.code,
            applicant=matter.person,
            papers=papers_of(chosen),
            fee=fee_of(chosen),
            due_at=due_at,
            due_reason=reason,
            wants_receipt=True,
        )
        scans[act.number] = reception.receive(desk, new, by, at).scan_number
    elif act.kind == "print":
        printing_log.record(desk, scans[act.number], 0, matter.outcome, "file", by, at)
    elif act.kind == "forward":
        processing.forward(desk, scans[act.number], by, at)
    elif act.kind == "finish":
        processing.finish(desk, scans[act.number], SPECIALIST, at)
    else:
        handover.hand_over(desk, scans[act.number], HandOver(), by, at)


def _open_office(home: Home, now: Callable[[], datetime]) -> Desk:
    desk = create_office(home, OFFICE, OPENED, now)
    for officer in OFFICERS:
        accounts.add_officer(desk, officer, PIN, OPENED)
    return desk


def _schema() -> str:
    """The statements that make the database, without the words around them."""
    groups = [value for value in vars(migrations).values() if isinstance(value, tuple)]
    return "\n".join(one for group in groups for one in group if isinstance(one, str))


def large_home(dossiers: int, seed: int = 1) -> Home:
    """A home with so many dossiers, made at the first call and kept under .bench/. Not to be written to."""
    form = hashlib.sha256(_schema().encode())
    for name in ("homes.py", "kinds.py", "matters.py"):
        form.update((Path(__file__).parent / name).read_bytes())
    home = Home(_KEPT / f"home-{dossiers}-{seed}-{form.hexdigest()[:8]}")
    if not home.root.exists():
        draft = Home(_KEPT / f"{home.root.name}.{os.getpid()}.part")
        draft.root.mkdir(parents=True)
        make_home(draft, dossiers, seed)
        if home.root.exists():  # somebody else was faster
            shutil.rmtree(draft.root)
        else:
            os.replace(draft.root, home.root)  # noqa: PTH105
    return home


def main() -> int:
    """Make a home and say how long it took."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("dossiers", type=int)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    start = clock.perf_counter()
    home = large_home(asked.dossiers, asked.seed)
    size = home.database.stat().st_size / 1e6
    print(f"{home.root}: {size:.0f} MB, {clock.perf_counter() - start:.1f} s")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
