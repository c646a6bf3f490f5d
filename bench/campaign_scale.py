#!/usr/bin/env python3
"""Let an office above take in the journals of several communes, and say what that costs.

    python3 dev.py campaign scale [--communes 4] [--dossiers 25000] [--engine sqlite|postgresql]

Each commune is an office of its own with so many dossiers over a year. Its journal comes as one
file, as if nobody had exchanged for a year: the most that an import ever has to do. Then each
sends the file of one more day. What it prints is what docs/scale.md reckons with.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeVar

import counter_app.demo
from bench.cluster import Cluster
from bench.samples import NOW, new_dossier
from counter_app.config import Home
from counter_app.models import base
from counter_app.models import exchange as records
from counter_app.services import accounts, consolidated, exchange, nodes, queries, reception
from counter_app.services.desk import close_desk, create_office, open_desk

#: Days on which the desk is open in a year, and dossiers of a busy commune on one of them.
_YEAR, _A_DAY = 250, 100
_PROVINCE = replace(counter_app.demo.OFFICE, node="0001", unit_id="H99", name="UBND tỉnh Đông")

Value = TypeVar("Value")


def commune(number: int, folder: Path, count: int) -> dict[str, Any]:
    """Make commune ``number`` in ``folder``: its node file, the file of its year and that of a day more."""
    counter_app.demo.OFFICE = replace(
        counter_app.demo.OFFICE, node=f"{number:04d}", unit_id=f"H99.{number:03d}", name=f"UBND xã {number}"
    )
    # The generator writes the office of the demonstration; in this process that is another one.
    from bench.homes import make_home

    home = Home(folder / "home")
    make_home(home, count, seed=number, days=_YEAR)
    desk = open_desk(home, lambda: NOW)
    nodes.add_node(desk, folder.parent / "province.toml", relation="above")
    (folder / "node.toml").write_text(nodes.node_file(desk), encoding="utf-8")
    took, year = timed(lambda: exchange.export(desk, folder, NOW, "0001"))
    size = megabytes(home.database)
    records.acknowledge("0001", year.node, year.epoch, year.last_seq)
    officer = next(one for one in accounts.officers(desk) if one.login == "an")
    for _one in range(_A_DAY):
        reception.receive(desk, new_dossier(), officer, NOW)
    day = exchange.export(desk, folder, NOW, "0001")
    close_desk()
    return {
        "events": year.events,
        "export_s": round(took, 1),
        "year_mb": megabytes(year.file),
        "day_kb": day.file.stat().st_size // 1000,
        "home_mb": size,
    }


def province(folder: Path, engine: str, communes: int, count: int) -> None:
    """Make ``communes`` one after the other and take each in; print a line for each."""
    with ExitStack() as held:
        server = held.enter_context(Cluster(durable=True)) if engine == "postgresql" else None
        home = Home(folder / "province", server=server.url(server.create()) if server else "")
        desk = create_office(home, _PROVINCE, NOW - timedelta(days=900), lambda: NOW)
        (folder / "province.toml").write_text(nodes.node_file(desk), encoding="utf-8")
        close_desk()
        for number in range(101, 101 + communes):
            own = folder / f"{number:04d}"
            own.mkdir()
            command = [sys.executable, "-m", "bench.campaign_scale", "--commune", str(number)]
            command += ["--dossiers", str(count), "--folder", str(own)]
            said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            print(f"{number - 100:>3} {engine}: {json.loads(said) | taken_in(home, own)}", flush=True)


def taken_in(home: Home, commune: Path) -> dict[str, Any]:
    """Let the province take in the two files of a commune, count and search; what that took."""
    desk = open_desk(home, lambda: NOW)
    nodes.add_node(desk, commune / "node.toml", relation="below")
    year, day = sorted(commune.glob("*.hsb.age"), key=lambda file: -file.stat().st_size)
    first = NOW.date() - timedelta(days=365)
    took = {
        "import_s": round(timed(lambda: exchange.import_bundle(desk, year, NOW))[0], 1),
        "day_import_s": round(timed(lambda: exchange.import_bundle(desk, day, NOW))[0], 2),
        "counts_s": round(timed(lambda: consolidated.counts(desk, first, NOW.date()))[0], 2),
        "search_ms": round(timed(lambda: queries.search(desk, "nguyen van", at=NOW))[0] * 1000),
        "province_mb": database_megabytes(home),
    }
    close_desk()
    return took


def database_megabytes(home: Home) -> int:
    """How large the open database of the province is."""
    if home.server:
        return int(base.fetch("SELECT pg_database_size(current_database())")[0][0]) // 1_000_000
    return megabytes(home.database)


def megabytes(file: Path) -> int:
    """Size of ``file``."""
    return file.stat().st_size // 1_000_000


def timed(work: Callable[[], Value]) -> tuple[float, Value]:
    """Seconds that ``work`` takes, and what comes of it."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def main() -> int:
    """Both engines, or one of them."""
    parser = argparse.ArgumentParser(prog="scale", description=__doc__.splitlines()[0])
    parser.add_argument("--communes", type=int, default=4)
    parser.add_argument("--dossiers", type=int, default=25_000, help="of each commune in the year")
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), help="one of them alone")
    parser.add_argument("--commune", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.commune:
        print(json.dumps(commune(arguments.commune, arguments.folder, arguments.dossiers)))
        return 0
    for engine in [arguments.engine] if arguments.engine else ["sqlite", "postgresql"]:
        with tempfile.TemporaryDirectory() as scratch:
            province(Path(scratch), engine, arguments.communes, arguments.dossiers)
    return 0


if __name__ == "__main__":
    sys.exit(main())
