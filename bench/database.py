"""Receiving and searching against raw sqlite3 on a database of the same form and size."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from bench.samples import NOW, new_dossier
from bench.timing import Measure, median, p95, paired
from counter_app.config import Home
from counter_app.core.folding import folded
from counter_app.core.records import FastMatter, Fee, FeeStatus, Person
from counter_app.demo import OFFICERS
from counter_app.services import queries, reception
from counter_app.services.desk import Desk, close_desk, open_desk

#: Rows of a batch that is finished in one go, and what is done in each: a copy is certified.
BATCH, FAST_PROCEDURE = 50, "2.000815"

#: What officers type, letter by letter: a common name, a rarer one, a code, a telephone number.
TYPED = ("nguyen thi", "nguyen van h", "dang thi diem", "h99.017-2611", "0900000", "le", "pham qu")


def receive(home: Home, scratch: Path) -> Measure:
    """One ordinary dossier received; the baseline writes the same rows with one FULL commit."""
    ours_home, raw = _copy(home, scratch / "ours"), _copy(home, scratch / "raw")
    desk = open_desk(ours_home, lambda: NOW)
    new, officer = new_dossier(), OFFICERS[0]
    written = _rows_of_one(desk, lambda: reception.receive(desk, new, officer, NOW))
    with closing(_raw(raw)) as connection:
        writer = _Writer(connection, written)
        ours, bare = paired(
            lambda: reception.receive(desk, new, officer, NOW), writer.write_one, rounds=200, warm_up=20
        )
    close_desk()
    return Measure(
        "receive a dossier", median(ours), median(bare), 4.0, "raw sqlite3, same rows, FULL commit"
    )


def fast_batch(home: Home, scratch: Path) -> Measure:
    """Fifty while-you-wait matters in one go; the baseline is fifty raw transactions of the same rows."""
    ours_home, raw = _copy(home, scratch / "ours"), _copy(home, scratch / "raw")
    desk = open_desk(ours_home, lambda: NOW)
    officer = OFFICERS[0]
    matter = FastMatter(
        procedure=FAST_PROCEDURE,
        applicant=Person(name="Trần Văn Bửu"),
        count=3,
        pages=2,
        fee=Fee(amount=12_000, status=FeeStatus.PAID, method="cash"),
    )
    batch = (matter,) * BATCH

    def finish() -> object:
        return reception.receive_fast_batch(desk, batch, officer, NOW)

    written = _rows_of_one(desk, lambda: reception.receive_fast(desk, matter, officer, NOW))
    with closing(_raw(raw)) as connection:
        writer = _Writer(connection, written, events=3)

        def write_all() -> None:
            for _one in range(BATCH):
                writer.write_one()

        ours, bare = paired(finish, write_all, rounds=20, warm_up=3)
    close_desk()
    against = f"{BATCH} raw transactions, same rows, FULL commit each"
    return Measure(f"a batch of {BATCH} fast rows", median(ours), median(bare), 2.0, against)


def search(home: Home, *, recent: bool = True) -> tuple[Measure, float]:
    """Search-as-you-type: ids, counts and the first rows; the baseline is the bare FTS5 query.

    ``recent`` is what the page asks at each key: the open dossiers, all of them, and the recent
    closed ones. Without it, what the page asks next where older ones may be found, too.
    """
    desk = open_desk(home, lambda: NOW)
    typed = [text[:end] for text in TYPED for end in range(2, len(text) + 1) if text[end - 1] != " "]
    ours_all, bare_all = [], []
    with closing(_raw(home)) as connection:
        for text in typed:
            ours, bare = paired(
                _searching(desk, text, recent=recent), _matching(connection, text), rounds=5, warm_up=1
            )
            ours_all += ours
            bare_all += bare
    close_desk()
    return Measure("search as you type, p95", p95(ours_all), p95(bare_all), 2.0, "raw FTS5 query"), p95(
        ours_all
    )


def _searching(desk: Desk, text: str, *, recent: bool) -> Callable[[], object]:
    return lambda: queries.rows(desk, queries.search(desk, text, at=NOW, recent=recent).ids[:20])


def _matching(connection: sqlite3.Connection, text: str) -> Callable[[], object]:
    # The large index holds all but the open dossiers, one in five hundred: the best case of a bare query.
    sql = "SELECT rowid FROM closed_search WHERE closed_search MATCH ? ORDER BY rowid DESC LIMIT 5000"
    query = " ".join(f'"{word}"*' for word in folded(text).split())
    return lambda: connection.execute(sql, (query,)).fetchall()


def _copy(home: Home, root: Path) -> Home:
    copied = Home(root)
    copied.make()
    with (
        closing(sqlite3.connect(home.database)) as source,
        closing(sqlite3.connect(copied.database)) as target,
    ):
        source.backup(target)
        target.execute("PRAGMA journal_mode = wal")
    return copied


def _raw(home: Home) -> sqlite3.Connection:
    connection = sqlite3.connect(home.database, isolation_level=None)
    connection.execute("PRAGMA synchronous = full")
    connection.execute("PRAGMA foreign_keys = 1")
    connection.execute("PRAGMA cache_size = -16000")
    return connection


_TABLES = ("journal", "dossier", "state")


def _rows_of_one(desk: Desk, act: Callable[[], object]) -> dict[str, dict[str, Any]]:
    """What one reception adds to each table."""
    with closing(_raw(desk.home)) as connection:
        connection.row_factory = sqlite3.Row
        act()
        return {
            table: dict(connection.execute(f"SELECT * FROM {table} ORDER BY rowid DESC LIMIT 1").fetchone())
            for table in _TABLES
        }


class _Writer:
    """Writes the rows of a reception again and again, under new keys, with nothing but SQL."""

    def __init__(
        self, connection: sqlite3.Connection, rows: dict[str, dict[str, Any]], events: int = 1
    ) -> None:
        self.connection = connection
        self.rows = rows
        self.events = events
        self.number = 0
        self.last = connection.execute("SELECT max(seq) FROM journal").fetchone()[0]
        self.inserts = {
            table: f"INSERT INTO {table} ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
            for table, row in rows.items()
        }

    def write_one(self) -> None:
        self.number += 1
        run = self.connection.execute
        run("BEGIN IMMEDIATE")
        for name in ("bench-day", "bench-year"):
            run(
                "INSERT INTO counter (name, value) VALUES (?, 1) "
                "ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value",
                (name,),
            ).fetchone()
        scan = f"{self.number:016d}"
        for _one in range(self.events):
            self.last += 1
            self._insert("journal", seq=self.last, dossier=scan)
        run("UPDATE chain SET seq = ?, hash = ? WHERE own = 1", (self.last, scan))
        key = 1_000_000_000 + self.number
        self._insert("dossier", id=key, scan_number=scan, code=f"BENCH-{self.number}")
        self._insert("state", id=key)
        run("COMMIT")

    def _insert(self, table: str, **changes: Any) -> None:
        self.connection.execute(self.inserts[table], tuple((self.rows[table] | changes).values()))


def both_sizes(small: Home, large: Home | None, scratch: Path) -> Iterator[Measure]:
    """Every database measure, on the small home and, where there is one, on the large."""
    yield receive(small, scratch / "small")
    yield fast_batch(small, scratch / "fast")
    measure, small_p95 = search(small)
    yield measure
    if large is None:
        return
    measure, large_p95 = search(large)
    yield Measure(f"{measure.name}, large home", measure.ours, measure.baseline, 2.0, measure.against)
    whole, _p95 = search(large, recent=False)
    yield Measure("search, older ones too, large home", whole.ours, whole.baseline, 2.0, whole.against)
    yield Measure("search, large home against small", large_p95, small_p95, 1.3, "the same on the small home")
