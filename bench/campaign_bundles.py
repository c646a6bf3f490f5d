#!/usr/bin/env python3
"""Hand an office exchange files that were changed by chance or by malice: none may be taken in.

    python3 dev.py campaign bundles [--count 20000] [--seed 1]

Each file is changed in one of the ways below and imported through the service. It must be
refused with one sentence, and nothing may change: no row of any table. Only files of a later
minor version, rightly signed, are taken in on purpose; they show that the door is open.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bench.exchange_world import Clock, Node, scratch, templates
from bench.forger import Forger
from counter_app import i18n
from counter_app.core.records import NewDossier, Person
from counter_app.demo import OFFICERS
from counter_app.errors import UserError
from counter_app.models import base, journal
from counter_app.services import exchange, reception
from counter_app.sync import keys

#: Bytes of memory that the whole campaign may take.
MEMORY = 300 << 20


@dataclass
class Result:
    """What the campaign showed, and how many files of each way of changing it tried."""

    tried: dict[str, int] = field(default_factory=dict)
    welcome: int = 0
    accepted: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)

    @property
    def wrong(self) -> list[str]:
        """Everything that may not be."""
        return self.accepted + self.crashed + self.changed


def campaign(folder: Path, count: int, seed: int) -> Iterator[Result]:
    """Try ``count`` files; the result so far after each."""
    i18n.use("en")
    clock = Clock()
    homes = templates(folder / "templates")
    sender, reader, other = (
        Node(number, homes[number], folder / "nodes", clock) for number in ("0117", "0001", "0218")
    )
    sender.meet(reader, "above", sealed=False)
    reader.meet(sender, "below", sealed=True)
    reader.meet(other, "below", sealed=False)
    files = folder / "files"
    files.mkdir()
    first, second = (_bundle(sender, files, name) for name in ("Nguyễn Văn Hùng", "Trần Thị Lụa"))
    dice = random.Random(seed)
    key = keys.own_key(sender.home.keys)
    known = exchange.import_bundle(reader.enter(), first, reader.now()).last_seq
    forger = Forger(dice, known, second.read_bytes(), key, reader.card.recipient)
    result = Result()
    before = reader.everything()
    for number in range(count):
        name = dice.choice(list(forger.ways)) if number >= len(forger.ways) else list(forger.ways)[number]
        result.tried[name] = result.tried.get(name, 0) + 1
        _try(reader, files / "changed.hsb", forger.ways[name](), f"{name} ({number})", result)
        if number % 25 == 0 or result.wrong or number == count - 1:
            now = reader.everything()
            if now != before:
                result.changed.append(f"{name} ({number})")
                before = now
        yield result
    exchange.import_bundle(reader.enter(), first, reader.now())  # an old one comes once more
    if reader.everything() != before:
        result.changed.append("an old file")
    (files / "later.hsb").write_bytes(forger.welcome())
    result.welcome = exchange.import_bundle(reader.enter(), files / "later.hsb", reader.now()).applied
    for one in (sender, reader, other):
        one.close()
    base.database.initialize(None)


def _bundle(sender: Node, folder: Path, name: str) -> Path:
    desk = sender.enter()
    for _one in range(3):
        reception.receive(
            desk,
            NewDossier(procedure="1.004873", applicant=Person(name=name, phone="0900000187")),
            OFFICERS[0],
            sender.now(),
        )
    target = folder / str(journal.head().seq)
    target.mkdir()
    return exchange.export(desk, target, sender.now(), "0001").file


def _try(reader: Node, file: Path, content: bytes, name: str, result: Result) -> None:
    file.write_bytes(content)
    try:
        exchange.import_bundle(reader.enter(), file, reader.now())
    except UserError as error:
        if "\n" in str(error) or not str(error).endswith("."):
            result.crashed.append(f"{name}: no sentence: {error!r}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the campaign names it
        result.crashed.append(f"{name}: {error!r}")
    else:
        result.accepted.append(name)


def peak() -> int:
    """The most memory that this process has held, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _tell(result: Result) -> int:
    for one in result.wrong[:20]:
        print(one)
    print(", ".join(f"{number:,} {name}" for name, number in sorted(result.tried.items())))
    held = peak()
    print(
        f"{sum(result.tried.values()):,} changed files: {len(result.accepted)} accepted, "
        f"{len(result.crashed)} crashed, {len(result.changed)} changed rows; a later minor version: "
        f"{result.welcome} events taken in; memory {held / 2**20:.0f} MB"
    )
    return 1 if result.wrong or not result.welcome or held > MEMORY else 0


def main() -> int:
    """Run the campaign; 1 where a file was taken in, crashed the import or changed a row."""
    parser = argparse.ArgumentParser(prog="campaign_bundles", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=20_000, help="changed files")
    parser.add_argument("--seed", type=int, default=1, help="start of the dice")
    asked = parser.parse_args()
    result = Result()
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        for number, result in enumerate(campaign(Path(folder), asked.count, asked.seed), 1):
            if number % 1000 == 0:
                rate = number / (time.monotonic() - began)
                print(
                    f"{number:,} files, {len(result.wrong)} wrong, {rate:.0f} a second",
                    file=sys.stderr,
                    flush=True,
                )
    return _tell(result)


if __name__ == "__main__":
    sys.exit(main())
