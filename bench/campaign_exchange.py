#!/usr/bin/env python3
"""Let offices exchange files that are lost, repeated, late and cut, and bring some back from old copies.

    python3 dev.py campaign exchange [--count 10000] [--seed 1] [--only N [--steps M]]

Each history is one of three to five offices, above and below each other. They receive and
work on dossiers, their own and those of others, and send each other files that suffer
whatever happens to sticks. In the end everything that is owed is delivered: then all
know what they should, the same of it, nothing lost and nothing doubled. A history that
fails is run again with fewer steps, and its number and steps are printed.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.exchange_world import (
    BEGIN,
    NUMBERS,
    SHAPES,
    Broken,
    Chains,
    Clock,
    Node,
    Sent,
    Told,
    names,
    scratch,
    templates,
)
from counter_app import i18n
from counter_app.core.records import HandOver, NewDossier, Person
from counter_app.core.states import Role
from counter_app.demo import OFFICERS
from counter_app.errors import NotAllowed, UserError
from counter_app.models import audit, base, foreign
from counter_app.services import acknowledgements, corrections, exchange, handover, processing, reception

#: More rounds than any history needs until nothing is owed.
ROUNDS = 12

_AN = OFFICERS[0]
_DUNG = next(one for one in OFFICERS if one.role is Role.SPECIALIST)
_HEAD = next(one for one in OFFICERS if one.role is Role.HEAD)

#: Refusals that would be wrong whatever happened: nobody here is cloned, and nobody tampers.
_NEVER = ("installations claim", "does not follow", "has the code of another")

_NAMES = ("Nguyễn Văn Hùng", "Trần Thị Lụa", "Lê Văn Sơn", "Đặng Thị Diễm", "Phạm Quỳnh")


class History:
    """One history, told by its own dice."""

    def __init__(self, campaign: "Campaign", name: str) -> None:
        self.dice = random.Random(name)
        self.told = campaign.told
        self.clock = campaign.clock
        self.shape = self.dice.choice(sorted(SHAPES))
        self.parents = SHAPES[self.shape]
        self.nodes = {number: campaign.nodes[number] for number in self.parents}
        self.folder = campaign.sticks
        self.ways: list[Sent] = []
        self.files = 0

    def run(self, steps: int | None = None) -> None:
        """Tell it, with its first ``steps`` only where they are given, and look at the end of it.

        Raises:
            Broken: what may not be.
        """
        self._begin()
        wanted = self.dice.randint(15, 60)
        for _step in range(min(wanted, steps) if steps is not None else wanted):
            self._step()
        before = [(one.number, self._events(one)) for one in self.nodes.values()]
        self._settle()
        self._judge(before)

    def _begin(self) -> None:
        self.clock.now = BEGIN
        shutil.rmtree(self.folder, ignore_errors=True)
        for one in self.nodes.values():
            one.begin()
            one.skew = timedelta(seconds=self.dice.choice((0, 0, self.dice.randint(-120, 120))))
        for number, parent in self.parents.items():
            if parent:
                above, below = self.nodes[parent], self.nodes[number]
                below.meet(above, "above", sealed=self.dice.random() < 0.5)
                above.meet(below, "below", sealed=self.dice.random() < 0.5)

    def _step(self) -> None:
        self.clock.now += timedelta(seconds=self.dice.choice((0, 1, self.dice.randrange(900))))
        one = self.nodes[self.dice.choice(list(self.nodes))]
        (what,) = self.dice.choices(
            (self._act, self._send, self._arrive, self._say, self._telephone, self._copy, self._bring_back),
            (40, 20, 24, 3, 4, 4, 4),
        )
        what(one)

    def _act(self, one: Node) -> None:
        desk, at = one.enter(), one.now()
        known = [row[0] for row in base.fetch("SELECT scan_number FROM dossier ORDER BY scan_number")]
        if not known or self.dice.random() < 0.25:
            new = NewDossier(
                procedure="1.004873", applicant=Person(name=self.dice.choice(_NAMES), phone="0900000187")
            )
            reception.receive(desk, new, _AN, at)
            self.told.add("receptions")
            return
        number, word = self.dice.choice(known), f"số {self.dice.randrange(10**6)}"
        acts: tuple[Callable[[], object], ...] = (
            lambda: processing.forward(desk, number, _AN, at, "Phòng Kinh tế"),
            lambda: processing.finish(desk, number, _DUNG, at),
            lambda: handover.hand_over(desk, number, HandOver(), _AN, at),
            lambda: processing.note(desk, number, _AN, at, word),
            lambda: corrections.correct(desk, number, {"note": word}, _AN, at, "nghe nhầm"),
            lambda: corrections.undo(desk, number, _HEAD, at, "bấm nhầm"),
            lambda: corrections.place(desk, number, _AN, at, word),
        )
        try:
            self.dice.choice(acts)()
        except UserError:
            self.told.add("acts refused")
        else:
            self.told.add("acts elsewhere" if number[:4] != one.number else "acts")

    def _neighbours(self, one: Node) -> list[str]:
        below = [number for number, parent in self.parents.items() if parent == one.number]
        parent = self.parents[one.number]
        return [*below, parent] if parent else below

    def _stick(self) -> Path:
        self.files += 1
        path = self.folder / str(self.files)
        path.mkdir(parents=True)
        return path

    def _export(self, one: Node, receiver: str, *, to_all: bool = False) -> list[Sent]:
        desk = one.enter()
        try:
            made = exchange.export(desk, self._stick(), one.now(), "" if to_all else receiver)
        except NotAllowed:
            return []  # there is nothing new
        return [Sent("bundle", one.number, receiver, path) for path in (made.file, *made.carried)]

    def _send(self, one: Node) -> None:
        receiver = self.dice.choice(self._neighbours(one))
        for sent in self._export(one, receiver, to_all=self.dice.random() < 0.1):
            fate = self.dice.random()
            if fate < 0.2:
                self.told.add("files lost")
                continue
            self.ways.append(sent)
            if fate < 0.35:
                self.told.add("files repeated")
                self.ways.append(sent)
            elif fate < 0.45:
                self._cut(sent)

    def _cut(self, sent: Sent) -> None:
        """The stick is pulled, or a bit of it dies; a second copy is whole."""
        content = sent.path.read_bytes()
        place = self.dice.randrange(len(content))
        changed = content[:place]
        if self.dice.random() < 0.5:
            changed += bytes([content[place] ^ 1 << self.dice.randrange(8)]) + content[place + 1 :]
        cut = self._stick() / sent.path.name
        cut.write_bytes(changed)
        receiver = self.nodes[sent.receiver]
        before = receiver.everything()
        try:
            exchange.import_bundle(receiver.enter(), cut, receiver.now())
        except UserError:
            self.told.add("files cut")
        else:
            raise Broken(f"a cut file was taken in: {sent}")
        if receiver.everything() != before:
            raise Broken(f"a cut file changed something: {sent}")

    def _arrive(self, _one: Node) -> None:
        if self.ways:
            self._deliver(self.ways.pop(self.dice.randrange(len(self.ways))), lose=0.3)

    def _deliver(self, sent: Sent, lose: float = 0.0) -> None:
        receiver = self.nodes[sent.receiver]
        desk, at = receiver.enter(), receiver.now()
        try:
            if sent.kind == "word":
                acknowledgements.take_file(desk, sent.path)
                self.told.add("acknowledgements")
                return
            taken = exchange.import_bundle(desk, sent.path, at)
        except UserError as error:
            if any(words in str(error) for words in _NEVER):
                raise Broken(f"{sent}: {error}") from error
            self.told.add(f"refused {sent.kind}s")
            return
        self.told.add("bundles")
        self.told.add("events applied", taken.applied)
        self.told.add("events known", taken.already)
        self.told.add("events waiting", taken.waiting)
        if taken.acknowledgement is not None and self.dice.random() >= lose:
            self.ways.append(Sent("word", sent.receiver, sent.sender, taken.acknowledgement))

    def _say(self, one: Node) -> None:
        """Every acknowledgement that is owed, in files."""
        receiver = self.dice.choice(self._neighbours(one))
        try:
            files = acknowledgements.write_all(one.enter(), self._stick(), one.now())
        except UserError:
            return  # nothing came yet
        self.ways += [Sent("word", one.number, receiver, path) for path in files]

    def _telephone(self, one: Node) -> None:
        receiver = self.dice.choice(self._neighbours(one))
        try:
            digits = acknowledgements.latest(one.enter(), receiver).digits
        except UserError:
            return
        try:
            acknowledgements.take_text(self.nodes[receiver].enter(), digits)
            self.told.add("telephone calls")
        except UserError:
            self.told.add("telephone calls refused")

    def _copy(self, one: Node) -> None:
        self.clock.now += timedelta(seconds=1)  # one copy in a second
        one.back_up()
        self.told.add("copies")

    def _bring_back(self, one: Node) -> None:
        if one.backups and one.epoch() < 5:
            one.bring_back(self.dice.choice(one.backups))
            self.told.add("brought back")

    def _settle(self) -> None:
        """Deliver what is on its way, then everything that is owed, until nothing is."""
        self.dice.shuffle(self.ways)
        for _round in range(ROUNDS):
            while self.ways:
                self._deliver(self.ways.pop())
            made = [
                self._export(one, receiver)
                for one in self.nodes.values()
                for receiver in self._neighbours(one)
            ]
            self.ways = [sent for files in made for sent in files]
            self.dice.shuffle(self.ways)
            if not self.ways:
                return
        raise Broken(f"still owed after {ROUNDS} rounds: {self.ways}")

    def _lineage(self, number: str) -> frozenset[str]:
        """Whose journals a node gets: those of all below it and of all above it."""
        return frozenset(
            other for other in self.nodes if number in self._up(other) or other in self._up(number)
        )

    def _up(self, number: str) -> list[str]:
        found = [number]
        while parent := self.parents[found[-1]]:
            found.append(parent)
        return found

    @staticmethod
    def _events(one: Node) -> set[tuple[str, int, int, str]]:
        one.enter()
        return set(base.fetch("SELECT node, epoch, seq, hash FROM journal"))

    def _judge(self, before: list[tuple[str, set[tuple[str, int, int, str]]]]) -> None:
        """Look at the end: chains, events, dossiers, waiting ones."""
        furthest: Chains = {}
        for one in self.nodes.values():
            for chain, head in one.chains().items():
                furthest[chain] = max(head, furthest.get(chain, (0, "")))
        states = {number: self._states(one) for number, one in self.nodes.items()}
        top = self.nodes["0001"]
        by_node = self._storytellers(top)
        for number, one in self.nodes.items():
            lineage = self._lineage(number)
            wanted = {chain: head for chain, head in furthest.items() if chain[0] in lineage}
            if one.chains() != wanted:
                raise Broken(f"{number} has {one.chains()} and not {wanted}")
            have = self._events(one)
            for holder, held in before:
                lost = {event for event in held if event[0] in lineage} - have
                if lost:
                    raise Broken(f"{number} lacks {sorted(lost)[:3]}, which {holder} had")
            self._sound(one, have, furthest)
            for scan_number, body in states["0001"].items():
                if by_node[scan_number] <= lineage and states[number].get(scan_number) != body:
                    raise Broken(f"{number} shows {scan_number} otherwise than the top")
            if lineage == frozenset(self.nodes) and states[number] != states["0001"]:
                raise Broken(f"{number} does not show what the top shows")
            self.told.add("nodes compared")

    @staticmethod
    def _states(one: Node) -> dict[str, str]:
        one.enter()
        return dict(base.fetch("SELECT scan_number, body FROM dossier JOIN state USING (id)"))

    @staticmethod
    def _storytellers(top: Node) -> dict[str, set[str]]:
        """Which nodes tell something of each dossier, and which received it."""
        top.enter()
        found: dict[str, set[str]] = {}
        for dossier, node in base.fetch("SELECT DISTINCT dossier, node FROM journal WHERE dossier <> ''"):
            found.setdefault(dossier, {dossier[:4]}).add(node)
        return found

    @staticmethod
    def _sound(one: Node, have: set[tuple[str, int, int, str]], furthest: Chains) -> None:
        desk = one.enter()
        events, breaks = audit.breaks()
        if breaks or events != len(have):
            raise Broken(f"{one.number}: {breaks}, {events} events")
        if len({event[:3] for event in have}) != len(have):
            raise Broken(f"{one.number} has an event twice")
        if found := audit.differing() or audit.counters_behind(desk.office.node):
            raise Broken(f"{one.number}: projection or counters differ, {found[:3]}")
        for gap in foreign.gaps():
            if furthest.get((gap.node, gap.epoch), (0, ""))[0] >= gap.last:
                raise Broken(f"{one.number} waits for {gap}, which is there")


class Campaign:
    """The offices, made once, and the histories that are told on them."""

    def __init__(self, folder: Path) -> None:
        i18n.use("en")
        self.told = Told()
        self.clock = Clock()
        homes = templates(folder / "templates")
        self.nodes = {number: Node(number, homes[number], folder / "nodes", self.clock) for number in NUMBERS}
        self.sticks = folder / "sticks"

    def tell(self, name: str, steps: int | None = None) -> str:
        """Tell the history of this name; what went wrong in it, "" where nothing did."""
        history = History(self, name)
        try:
            history.run(steps)
        except Broken as error:
            return f"{history.shape}: {error}"
        return ""

    def close(self) -> None:
        """Close every office."""
        for one in self.nodes.values():
            one.close()
        base.database.initialize(None)

    def shrunk(self, name: str) -> tuple[int, str]:
        """The fewest steps with which the history still fails, and how."""
        for steps in range(61):
            if found := self.tell(name, steps):
                return steps, found
        return 61, "it does not fail again"


def main() -> int:
    """Run the campaign; 1 where anything was lost, doubled or different."""
    parser = argparse.ArgumentParser(prog="campaign_exchange", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--count", type=int, default=10_000, help="histories")
    parser.add_argument("--seed", type=int, default=1, help="start of the dice")
    parser.add_argument(
        "--first", type=int, default=0, help="number of the first one, for a campaign in parts"
    )
    parser.add_argument("--only", default="", help="the one history of this name, like 1:17")
    parser.add_argument("--steps", type=int, help="with --only: its first steps alone")
    asked = parser.parse_args()
    failed = 0
    began = time.monotonic()
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        campaign = Campaign(Path(folder))
        told = [asked.only] if asked.only else list(names(asked.seed, asked.count, asked.first))
        for done, name in enumerate(told, 1):
            if found := campaign.tell(name, asked.steps):
                failed += 1
                steps, shorter = campaign.shrunk(name) if asked.steps is None else (asked.steps, found)
                print(f"{name}: {found}\n  with --only {name} --steps {steps}: {shorter}", flush=True)
            if done % 100 == 0:
                rate = done / (time.monotonic() - began)
                print(
                    f"{done:,} histories, {failed} failed, {rate:.1f} a second", file=sys.stderr, flush=True
                )
        campaign.close()
    print(", ".join(f"{number:,} {what}" for what, number in sorted(campaign.told.counts.items())))
    print(f"{len(told):,} histories, {failed:,} failed, seed {asked.seed}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
