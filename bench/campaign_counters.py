#!/usr/bin/env python3
"""Several counters at once on one PostgreSQL database, killed again and again, the server restarted.

    .venv/bin/python bench/campaign_counters.py [--counters 8] [--seconds 60] [--seed 1]
    .venv/bin/python bench/campaign_counters.py --compare [--seconds 10]

Each counter receives dossiers and says the code of each once its receipt could be printed. At
random moments one of them is killed (SIGKILL) and another one takes its place; in the middle the
server goes down at once and comes back. Afterwards everything confirmed must be there, codes and
numbers of the ledger unique and without a gap, the chain whole and the projection what the
journal makes. ``--compare`` measures receptions with 1, 4 and 8 counters on either engine, undisturbed.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from bench.cluster import Cluster  # noqa: E402
from counter_app.config import Home  # noqa: E402
from counter_app.core.codes import read_scan_number  # noqa: E402
from counter_app.demo import OFFICE, OFFICERS  # noqa: E402
from counter_app.models import base  # noqa: E402
from counter_app.services import accounts, upkeep  # noqa: E402
from counter_app.services.desk import close_desk, create_office, open_desk, system_clock  # noqa: E402

#: Receives until its input ends. A refusal is one sentence; then it tries again, as the officer would.
_COUNTER = """
import sys, threading
from pathlib import Path
from counter_app.config import Home
from counter_app.core.records import NewDossier, Person
from counter_app.errors import UserError
from counter_app.services import accounts, reception
from counter_app.services.desk import open_desk

desk = open_desk(Home(Path(sys.argv[1]), server=sys.argv[2]))
officer = next(one for one in accounts.officers(desk) if one.login == "an")
new = NewDossier(procedure="1.004873", applicant=Person(name="Nguyễn Văn Đức", citizen_id="099090000123"))
over = threading.Event()
print("ready", flush=True)
sys.stdin.readline()
threading.Thread(target=lambda: (sys.stdin.read(), over.set()), daemon=True).start()
while not over.is_set():
    try:
        state = reception.receive(desk, new, officer, desk.clock())
    except UserError as error:
        print("refused", error, flush=True)
        over.wait(0.2)
    else:
        print("received", state.scan_number, state.code, state.ledger_number, flush=True)
"""


@dataclass
class Tally:
    """What a run has shown: confirmed receptions, refusals, and what must all be nought."""

    confirmed: int = 0
    unconfirmed: int = 0
    kills: int = 0
    restarts: int = 0
    refused: list[str] = field(default_factory=list)
    lost: int = 0
    double: int = 0
    gaps: int = 0
    problems: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether nothing is lost, double, missing or broken."""
        return not (self.lost or self.double or self.gaps or self.problems)


class Counter:
    """One counter in a process of its own; what it says goes to a file, which outlives it."""

    def __init__(self, home: Home, said: Path) -> None:
        self.said = said
        self._out: IO[bytes] = said.open("wb")
        self.process = subprocess.Popen(
            [sys.executable, "-c", _COUNTER, str(home.root), home.server],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=self._out,
        )

    def wait_until_ready(self) -> None:
        """Until it has opened the desk."""
        while not self.said.read_bytes().startswith(b"ready"):
            if self.process.poll() is not None:
                raise SystemExit("a counter did not start")
            time.sleep(0.01)

    def go(self) -> None:
        """Let it begin."""
        assert self.process.stdin is not None
        self.process.stdin.write(b"go\n")
        self.process.stdin.flush()

    def end(self) -> None:
        """Let it finish what it does."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
        self._out.close()

    def kill(self) -> None:
        """In the middle of whatever it does."""
        self.process.kill()
        self.end()

    def lines(self) -> list[list[str]]:
        """What it said, word by word; a line that was cut off nobody could have read."""
        whole = self.said.read_bytes().rpartition(b"\n")[0].decode()
        return [
            line.split(" ", 1) if line.startswith("refused") else line.split() for line in whole.splitlines()
        ]


def make_office(home: Home) -> None:
    """An office with one officer who receives."""
    desk = create_office(home, OFFICE, system_clock())
    accounts.add_officer(desk, OFFICERS[0], "1234", system_clock())
    close_desk()


def campaign(
    home: Home,
    cluster: Cluster,
    *,
    counters: int,
    seconds: float,
    seed: int,
    folder: Path,
    crash: bool = True,
) -> Tally:
    """Let ``counters`` receive for ``seconds``, disturbed; what came of it."""
    make_office(home)
    dice = random.Random(seed)
    tally = Tally()
    every = [Counter(home, folder / f"{number}.txt") for number in range(counters)]
    for one in every:
        one.wait_until_ready()
        one.go()
    at_work = list(every)
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds or (crash and not tally.restarts):
        if crash and not tally.restarts and passed > seconds / 2:
            cluster.stop("immediate")
            cluster.start()
            tally.restarts += 1
        time.sleep(dice.uniform(0.02, max(0.05, seconds / 30)))
        victim = at_work.pop(dice.randrange(len(at_work)))
        victim.kill()
        tally.kills += 1
        every.append(Counter(home, folder / f"{len(every)}.txt"))
        every[-1].wait_until_ready()
        every[-1].go()
        at_work.append(every[-1])
    for one in at_work:
        one.end()
    _judge(home, [line for one in every for line in one.lines()], tally)
    return tally


def _judge(home: Home, lines: list[list[str]], tally: Tally) -> None:
    said = [line[1:] for line in lines if line[0] == "received"]
    tally.refused = sorted({line[1] for line in lines if line[0] == "refused"})
    desk = open_desk(home)
    rows = base.fetch("SELECT scan_number, code, ledger_number FROM dossier")
    kept = {(scan, code, str(number)) for scan, code, number in rows}
    tally.confirmed = len(said)
    tally.unconfirmed = len(kept) - len(said)
    tally.lost = sum(tuple(one) not in kept for one in said)
    tally.double = (
        len(said) - len({one[0] for one in said}) + len(rows) - len({code for _s, code, _n in rows})
    )
    numbers = sorted(number for _scan, _code, number in rows)
    days: dict[str, list[int]] = {}
    for scan, _code, _number in rows:
        days.setdefault(scan[4:10], []).append(read_scan_number(scan).number)
    tally.gaps = sum(sorted(found) != list(range(1, len(found) + 1)) for found in (numbers, *days.values()))
    tally.problems = list(upkeep.check(desk, deep=True).problems)
    close_desk()


def compare(seconds: float) -> None:
    """Print how many receptions a second either engine does, with 1, 4 and 8 counters."""
    print("| counters | SQLite, a second | PostgreSQL, a second | ratio |\n|---|---|---|---|")
    with Cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as scratch:
        for counters in (1, 4, 8):
            rates = []
            for engine in ("sqlite", "postgresql"):
                folder = Path(scratch) / f"{engine}-{counters}"
                folder.mkdir()
                server = cluster.url(cluster.create()) if engine == "postgresql" else ""
                rates.append(_rate(Home(folder / "home", server=server), counters, seconds, folder))
            print(f"| {counters} | {rates[0]:.0f} | {rates[1]:.0f} | {rates[1] / rates[0]:.2f} |", flush=True)


def _rate(home: Home, counters: int, seconds: float, folder: Path) -> float:
    make_office(home)
    at_work = [Counter(home, folder / f"{number}.txt") for number in range(counters)]
    for one in at_work:
        one.wait_until_ready()
    for one in at_work:
        one.go()
    start = time.perf_counter()
    time.sleep(seconds)
    for one in at_work:
        one.end()
    passed = time.perf_counter() - start
    tally = Tally()
    _judge(home, [line for one in at_work for line in one.lines()], tally)
    if not tally.sound:
        raise SystemExit(f"numbers are not what they must be: {tally}")
    return tally.confirmed / passed


def main() -> int:
    """Run the campaign; 1 where anything was lost, double or missing."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--counters", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--compare", action="store_true")
    asked = parser.parse_args()
    if asked.compare:
        compare(asked.seconds or 10)
        return 0
    with Cluster(durable=True) as cluster, tempfile.TemporaryDirectory() as scratch:
        home = Home(Path(scratch) / "home", server=cluster.url(cluster.create()))
        tally = campaign(
            home,
            cluster,
            counters=asked.counters,
            seconds=asked.seconds or 60,
            seed=asked.seed,
            folder=Path(scratch),
        )
    print(
        f"{asked.counters} counters, {tally.kills} killed, server restarted {tally.restarts} time: "
        f"{tally.confirmed} confirmed receptions, {tally.lost} lost, {tally.double} double, "
        f"{tally.gaps} gaps, {tally.unconfirmed} done but not confirmed, {len(tally.problems)} problems"
    )
    for sentence in (*tally.refused, *tally.problems):
        print(f"said: {sentence}")
    return 0 if tally.sound else 1


if __name__ == "__main__":
    raise SystemExit(main())
