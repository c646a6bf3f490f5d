"""Export and import of a hundred thousand events, against the bare rows in SQL, CSV and ZIP."""

import csv
import io
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import psycopg

from bench.cluster import Cluster
from bench.homes import OPENED, make_home
from bench.samples import NOW
from bench.timing import Measure, median, once
from counter_app.config import Home
from counter_app.demo import OFFICE
from counter_app.models import exchange as records
from counter_app.services import exchange
from counter_app.services.desk import close_desk, create_office, open_desk
from counter_app.services.nodes import show_key

#: Dossiers of the home whose whole journal is exported: a hundred thousand events, or a fifth of them.
MANY, FEW = 29_000, 5_800
_PER_DAY = 55
#: Imports whose middle one counts.
ROUNDS = 3

_TABLES = ("journal", "dossier", "state", "other_code")


def exported(home: Home, folder: Path) -> Path:
    """The bundle with everything of ``home``."""
    desk = open_desk(home, lambda: NOW)
    try:
        return exchange.export(desk, folder, NOW).file
    finally:
        close_desk()


def imported(home: Home, file: Path) -> int:
    """How many events of ``file`` came into ``home``."""
    desk = open_desk(home, lambda: NOW)
    try:
        return exchange.import_bundle(desk, file, NOW).applied
    finally:
        close_desk()


def sender(folder: Path, dossiers: int) -> Home:
    """An office with so many dossiers."""
    home = Home(folder)
    make_home(home, dossiers, seed=1, days=dossiers // _PER_DAY)
    return home


def receiver(source: Home, folder: Path, server: str = "") -> Home:
    """A new office above, which knows the one of ``source``; on ``server``, where one is named."""
    desk = open_desk(source, lambda: NOW)
    card = show_key(desk)
    close_desk()
    home = Home(folder, server=server)
    create_office(
        home, replace(OFFICE, node="0001", unit_id="H99", name="UBND tỉnh Đông"), OPENED, lambda: NOW
    )
    records.save_node(
        records.Node(number=card.node, name=card.name, public_key=card.public_key, relation="below")
    )
    close_desk()
    return home


def raw_export(home: Home, target: Path) -> None:
    """The rows of the journal and of the dossiers as two CSV tables in a ZIP."""
    with (
        closing(sqlite3.connect(home.database)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file,
    ):
        for table in ("journal", "dossier"):
            text = io.StringIO(newline="")
            csv.writer(text).writerows(source.execute(f"SELECT * FROM {table}"))
            file.writestr(f"{table}.csv", text.getvalue().encode())


def raw_import(source: Home, target: Home) -> float:
    """Milliseconds in which the rows that an import makes are written with nothing but SQL."""
    with (
        closing(sqlite3.connect(source.database)) as read,
        closing(sqlite3.connect(target.database, isolation_level=None)) as write,
    ):
        write.execute("PRAGMA synchronous = full")
        write.execute("PRAGMA cache_size = -16000")
        rows = {table: read.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}

        def work() -> None:
            write.execute("BEGIN IMMEDIATE")
            for table, held in rows.items():
                if held:
                    places = ", ".join("?" * len(held[0]))
                    write.executemany(f"INSERT INTO {table} VALUES ({places})", held)
            write.execute("COMMIT")

        return once(work)


def raw_import_to_server(source: Home, url: str) -> float:
    """As :func:`raw_import`, into the tables of the server at ``url``."""
    with (
        closing(sqlite3.connect(source.database)) as read,
        psycopg.connect(url) as write,
        write.cursor() as cursor,
    ):
        tables = {}
        for table in _TABLES:
            found = read.execute(f"SELECT * FROM {table}")
            tables[table] = [column[0] for column in found.description], found.fetchall()

        def work() -> None:
            for table, (columns, rows) in tables.items():
                places = ", ".join(["%s"] * len(columns))
                cursor.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({places})", rows)
            write.commit()

        return once(work)


def server_measures(source: Home, bundle: Path, scratch: Path) -> Iterator[Measure]:
    """The import once more, on PostgreSQL as an office would run it."""
    with Cluster(durable=True) as server:
        above = receiver(source, scratch / "above-server", server.url(server.create()))
        plain = receiver(source, scratch / "plain-server", server.url(server.create()))
        ours = once(lambda: imported(above, bundle))
        bare = raw_import_to_server(source, plain.server)
        words = "executemany of the same rows, synchronous_commit"
        yield Measure("import of 100,000 events, PostgreSQL", ours, bare, 3.0, words)


def measures(scratch: Path) -> Iterator[Measure]:
    """Export and import of :data:`MANY`, and the memory of an import against that of :data:`FEW`."""
    scratch.mkdir()
    source, few = (sender(scratch / f"{count}", count) for count in (MANY, FEW))
    bundle = exported(source, scratch)
    ours = once(lambda: exported(source, scratch))
    bare = once(lambda: raw_export(source, scratch / "raw.zip"))
    yield Measure("export of 100,000 events", ours, bare, 2.0, "csv and zip of the same rows")
    ours, bare, held = [], [], 0.0
    for number in range(ROUNDS):
        time, held = _alone(receiver(source, scratch / f"above-{number}"), bundle)
        ours.append(time)
        bare.append(raw_import(source, receiver(source, scratch / f"plain-{number}")))
    words = "executemany of the same rows, FULL commit"
    yield Measure("import of 100,000 events", median(ours), median(bare), 3.0, words)
    yield from server_measures(source, bundle, scratch)
    _time, held_few = _alone(receiver(few, scratch / "above-few"), exported(few, scratch))
    yield Measure("memory of an import, 5x the events", held, held_few, 1.3, "peak of a fifth", "MB")


def _alone(home: Home, file: Path) -> tuple[float, float]:
    """Milliseconds and the most megabytes of this import, by a process that does nothing else."""
    command = [sys.executable, "-m", "bench.exchange", str(home.root), str(file)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(told[0]), float(told[1])


if __name__ == "__main__":
    taken = once(lambda: imported(Home(Path(sys.argv[1])), Path(sys.argv[2])))
    # Not getrusage: what that says was inherited from the program that started this one.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(taken, int(status.split("VmHWM:")[1].split()[0]) / 1024)
