#!/usr/bin/env python3
"""Kill a working desk again and again: nothing that it confirmed may be lost.

    .venv/bin/python bench/campaign_kill.py [--runs 200] [--seed 1]

Each run starts a program that receives dossiers and says each number once the receipt
could be printed; after a random number of them, and a random moment later, it is killed
(SIGKILL). Afterwards every number said
must be there, the chain must hold, and the projection must be what the journal makes.
A kill proves the program and SQLite, not the disk: the page cache of the system survives.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from counter_app.config import Home  # noqa: E402
from counter_app.demo import OFFICE, OFFICERS  # noqa: E402
from counter_app.models import dossiers  # noqa: E402
from counter_app.services import accounts, upkeep  # noqa: E402
from counter_app.services.desk import close_desk, create_office, open_desk, system_clock  # noqa: E402

_WORKER = """
import sys
from pathlib import Path
from counter_app.config import Home
from counter_app.core.records import NewDossier, Person
from counter_app.services import accounts, reception
from counter_app.services.desk import open_desk

desk = open_desk(Home(Path(sys.argv[1])))
officer = next(one for one in accounts.officers(desk) if one.login == "an")
new = NewDossier(procedure="1.004873", applicant=Person(name="Nguyễn Văn Đức", citizen_id="099090000123"))
print("ready", flush=True)
while True:
    print(reception.receive(desk, new, officer, desk.clock()).scan_number, flush=True)
"""


@dataclass
class Tally:
    """What the runs have shown so far."""

    runs: int = 0
    confirmed: int = 0
    unconfirmed: int = 0
    lost: int = 0
    problems: int = 0


def campaign(home: Home, runs: int, seed: int) -> Iterator[Tally]:
    """Kill the desk in ``home`` ``runs`` times; the tally after each."""
    dice = random.Random(seed)
    desk = create_office(home, OFFICE, system_clock())
    accounts.add_officer(desk, OFFICERS[0], "1234", system_clock())
    close_desk()
    tally = Tally()
    confirmed: set[str] = set()
    for _run in range(runs):
        confirmed |= set(_killed(home, after=dice.randrange(1, 40), seconds=dice.uniform(0, 0.004)))
        desk = open_desk(home)
        checked = upkeep.check(desk)
        tally.runs += 1
        tally.confirmed = len(confirmed)
        tally.unconfirmed = dossiers.count() - len(confirmed)
        tally.lost += sum(dossiers.state_of(one) is None for one in confirmed)
        tally.problems += len(checked.problems)
        close_desk()
        yield tally


def _killed(home: Home, *, after: int, seconds: float) -> list[str]:
    """The numbers that a desk has said before it was killed, ``seconds`` after the ``after``-th of them."""
    worker = subprocess.Popen(
        [sys.executable, "-c", _WORKER, str(home.root)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert worker.stdout is not None
    with worker.stdout:
        if worker.stdout.readline() != "ready\n":
            raise SystemExit("the desk did not start")
        said = "".join(worker.stdout.readline() for _ in range(after))
        moment = time.perf_counter() + seconds
        while time.perf_counter() < moment:
            pass  # a sleep would not be as exact as a commit is short
        worker.kill()
        said += worker.stdout.read()
    worker.wait()
    # The last line may be cut off by the kill; then nobody could have read it.
    return said.splitlines() if said.endswith("\n") else said.splitlines()[:-1]


def main() -> int:
    """Run the campaign; 1 where anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--runs", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    tally = Tally()
    with tempfile.TemporaryDirectory() as folder:
        for tally in campaign(Home(Path(folder) / "home"), asked.runs, asked.seed):
            if tally.runs % 20 == 0 or tally.lost or tally.problems:
                print(tally, file=sys.stderr)
    print(
        f"{tally.runs} kills, {tally.confirmed} confirmed receptions, {tally.lost} lost, "
        f"{tally.unconfirmed} done but not confirmed, {tally.problems} problems"
    )
    return 1 if tally.lost or tally.problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
