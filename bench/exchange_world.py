"""Several offices at once for the campaign of the exchange: their databases stay open and are switched.

Everything they do they do through the services. Only the disk's word is not waited for
(``synchronous = off``), and officers sign in with no PIN.
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from counter_app.config import Home
from counter_app.core.times import VIETNAM
from counter_app.demo import OFFICE
from counter_app.models import base, dossiers, journal
from counter_app.models import exchange as records
from counter_app.services import restore, upkeep
from counter_app.services.desk import Desk, close_desk, create_office
from counter_app.services.nodes import show_key
from counter_app.sync.keys import NodeCard

#: For each form the parent of each node, by its number; the first one has none.
SHAPES: dict[str, dict[str, str]] = {
    "chain of three": {"0001": "", "0117": "0001", "0217": "0117"},
    "chain of four": {"0001": "", "0117": "0001", "0217": "0117", "0317": "0217"},
    "chain of five": {"0001": "", "0117": "0001", "0217": "0117", "0317": "0217", "0417": "0317"},
    "two hamlets": {"0001": "", "0117": "0001", "0217": "0117", "0218": "0117"},
    "three hamlets": {"0001": "", "0117": "0001", "0217": "0117", "0218": "0117", "0219": "0117"},
    "two communes": {"0001": "", "0117": "0001", "0118": "0001", "0217": "0117", "0218": "0118"},
}
NUMBERS = sorted({number for shape in SHAPES.values() for number in shape})

BEGIN = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)

Chains = dict[tuple[str, int], tuple[int, str]]


class Clock:
    """The time of the world; each node's own clock is a little off it."""

    def __init__(self) -> None:
        self.now = BEGIN


class Broken(Exception):
    """What a history showed that may not be."""


@dataclass
class Sent:
    """A file on its way from ``sender`` to ``receiver``; ``kind`` is "bundle" or "word"."""

    kind: str
    sender: str
    receiver: str
    path: Path


@dataclass
class Told:
    """What happened in the histories, so that one can see that all of it did."""

    counts: dict[str, int] = field(default_factory=dict)

    def add(self, what: str, number: int = 1) -> None:
        """Count ``what``."""
        self.counts[what] = self.counts.get(what, 0) + number


class Node:
    """One office: its home, its open database, its desk."""

    def __init__(self, number: str, template: Home, folder: Path, clock: Clock) -> None:
        self.number = number
        self.skew = timedelta()
        self.home = Home(folder / number)
        self.copies = folder / "copies" / number
        self.backups: list[Path] = []
        self._clock = clock
        self._template = template
        shutil.copytree(template.root, self.home.root)
        self._database: Any = None
        self._open()
        self.desk = _desk(self.home, self.now)
        self.card: NodeCard = show_key(self.desk)

    def now(self) -> datetime:
        """The moment by this node's clock."""
        return self._clock.now + self.skew

    def begin(self) -> None:
        """Be a new office again, that knows nobody."""
        self.close()
        for path in (self.home.backups, self.copies):
            shutil.rmtree(path, ignore_errors=True)
        self.backups.clear()
        for ending in ("-wal", "-shm"):
            self.home.database.with_name(self.home.database.name + ending).unlink(missing_ok=True)
        shutil.copyfile(self._template.database, self.home.database)
        self._open()

    def enter(self) -> Desk:
        """Let this office's database be the open one."""
        base.database.initialize(self._database)
        return self.desk

    def close(self) -> None:
        """Close the database."""
        base.database.initialize(self._database)
        base.close_database()

    def back_up(self) -> None:
        """Take a copy aside."""
        with suppress(FileExistsError):
            self.copies.mkdir(parents=True)
        made = upkeep.backup(self.enter(), self.copies, self.now())
        self.backups.append(made)

    def bring_back(self, copy: Path) -> None:
        """Be again what ``copy`` holds, in a new epoch."""
        self.close()
        restore.restore(self.home, copy, self.now)
        self._open()

    def meet(self, other: "Node", relation: str, *, sealed: bool) -> None:
        """Know ``other``, which lies ``relation``."""
        self.enter()
        records.save_node(
            records.Node(
                number=other.number,
                name=other.card.name,
                public_key=other.card.public_key,
                relation=relation,
                recipient=other.card.recipient if sealed else "",
            )
        )

    def chains(self) -> Chains:
        """The heads of all chains that are here."""
        self.enter()
        return {(one.node, one.epoch): (one.seq, one.hash) for one in journal.chains() if one.seq}

    def epoch(self) -> int:
        """The epoch of its own journal."""
        self.enter()
        return journal.head().epoch

    def everything(self) -> tuple[object, ...]:
        """What a refused file may not change."""
        self.enter()
        tables = ("journal", "waiting", "chain", "node", "acknowledged", "fact", "other_code")
        held = tuple(
            tuple(base.fetch(f"SELECT * FROM {one} ORDER BY 1, 2, 3"))
            if one != "fact"
            else tuple(base.fetch("SELECT * FROM fact ORDER BY 1"))
            for one in tables
            if one != "other_code"
        )
        return held, dossiers.state_hash()

    def _open(self) -> None:
        base.database.initialize(None)  # another office's stays open
        base.open_database(self.home.database)
        base.connection().execute("PRAGMA synchronous = off")
        self._database = base.database.obj


def templates(folder: Path) -> dict[str, Home]:
    """A new office for each number that a shape has."""
    made = {}
    for number in NUMBERS:
        home = Home(folder / number)
        office = replace(OFFICE, node=number, unit_id=f"H99.{number[1:]}", name=f"Cơ quan {number}")
        show_key(create_office(home, office, BEGIN - timedelta(days=1), lambda: BEGIN))
        base.connection().execute("PRAGMA wal_checkpoint(truncate)")
        close_desk()
        made[number] = home
    return made


def _desk(home: Home, clock: Callable[[], datetime]) -> Desk:
    from counter_app.models import office as offices

    office = offices.office()
    if office is None:
        raise ValueError(home)
    desk = Desk(home, office, clock)
    desk.refresh_calendar()
    return desk


def scratch() -> str | None:
    """A folder in memory, where the system has one."""
    memory = Path("/dev/shm")
    return str(memory) if memory.is_dir() else None


def names(seed: int, count: int, first: int = 0) -> Iterator[str]:
    """The names of the histories of one campaign."""
    return (f"{seed}:{number}" for number in range(first, first + count))
