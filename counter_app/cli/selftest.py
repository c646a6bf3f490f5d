"""The main job played once in temporary homes: proof that this program, as installed, does its work."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from time import perf_counter

from counter_app.config import Home
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState, HandOver, NewDossier, Officer, Paper, Person, PrintOutcome
from counter_app.core.states import Role, Status
from counter_app.core.times import VIETNAM
from counter_app.demo import OFFICE
from counter_app.documents.read_back import read_digits
from counter_app.errors import UserError
from counter_app.services import (
    accounts,
    exchange,
    files,
    handover,
    nodes,
    papers,
    printing_log,
    processing,
    queries,
    reception,
    upkeep,
)
from counter_app.services.desk import Desk, close_desk, create_office

_START = datetime(2026, 11, 23, 9, 12, tzinfo=VIETNAM)
_OFFICER = Officer(login="an", name="Nguyễn Thu An", role=Role.OFFICER, counter="Quầy 2")
_SPECIALIST = Officer(login="dung", name="Phạm Quốc Dũng", role=Role.SPECIALIST)
_PIN = "2580"


@dataclass(slots=True)
class SelfTest:
    """The steps that passed, in milliseconds, and what went wrong with the one after them."""

    steps: list[tuple[str, int]] = field(default_factory=list)
    problem: str = ""


class StepFailed(UserError):
    """A step did not come out as it must."""


def play() -> SelfTest:
    """Play all steps; stops at the first that fails."""
    done = SelfTest()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        play_ = _Play(Path(folder))
        try:
            for name, step in play_.steps():
                begun = perf_counter()
                step()
                done.steps.append((name, round((perf_counter() - begun) * 1000)))
        except UserError as error:
            done.problem = f"{name}: {error}"
        finally:
            close_desk()
    return done


class _Play:
    """Two offices, one dossier, one stick."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.stick = folder / "stick"
        self.receipt = folder / "receipt.pdf"
        self.now = _START
        self.desk: Desk
        self.by: Officer
        self.state: DossierState
        self.bundle: Path
        self.state_hash = ""

    def steps(self) -> tuple[tuple[str, Callable[[], None]], ...]:
        return (
            ("migrate", self.migrate),
            ("sign in", self.sign_in),
            ("receive", self.receive),
            ("print", self.print),
            ("decode the print", self.decode),
            ("hand over", self.hand_over),
            ("export", self.export),
            ("import elsewhere", self.import_elsewhere),
            ("check", self.check),
        )

    def clock(self) -> datetime:
        """A clock of its own, so that the test is the same on every day."""
        self.now += timedelta(minutes=1)
        return self.now

    def migrate(self) -> None:
        self.desk = create_office(Home(self.folder / "here"), OFFICE, self.clock(), self.clock)
        for officer in (_OFFICER, _SPECIALIST):
            accounts.add_officer(self.desk, officer, _PIN, self.clock())

    def sign_in(self) -> None:
        self.by = accounts.sign_in(self.desk, _OFFICER.login, _PIN)

    def receive(self) -> None:
        new = NewDossier(
            procedure="1.004873",
            applicant=Person(name="Nguyễn Văn Hùng", phone="0900000123", address="Thôn Thượng"),
            papers=(Paper(name="Tờ khai", originals=1),),
            wants_receipt=True,
        )
        self.state = reception.receive(self.desk, new, self.by, self.clock())
        _require(f"{self.state.due_at:%d/%m/%Y}" == "27/11/2026", "due_at")

    def print(self) -> None:
        content = papers.receipt(self.desk, self.state.scan_number, Sheet.A5, self.by, self.clock())
        files.write_file(self.receipt, content)
        printing_log.record(
            self.desk, self.state.scan_number, 0, PrintOutcome.PRINTED, "file", self.by, self.clock()
        )

    def decode(self) -> None:
        digits = read_digits(self.receipt.read_bytes())
        _require(digits == self.state.scan_number, "scan_number")
        _require(queries.identify(self.desk, f"{digits}\r\n") == self.state.scan_number, "identify")

    def hand_over(self) -> None:
        desk, scan_number = self.desk, self.state.scan_number
        processing.forward(desk, scan_number, self.by, self.clock())
        processing.finish(desk, scan_number, _SPECIALIST, self.clock())
        self.state = handover.hand_over(desk, scan_number, HandOver(), self.by, self.clock())
        _require(self.state.status is Status.RETURNED, "status")

    def export(self) -> None:
        self.stick.mkdir()
        (self.stick / "node.toml").write_text(nodes.node_file(self.desk), encoding="utf-8")
        self.bundle = exchange.export(self.desk, self.stick, self.clock()).file
        self.state_hash = upkeep.check(self.desk).state_hash
        close_desk()

    def import_elsewhere(self) -> None:
        other = replace(OFFICE, node="0118", unit_id="H99.018", name="UBND xã Tây Phù")
        self.desk = create_office(Home(self.folder / "elsewhere"), other, self.clock(), self.clock)
        nodes.add_node(self.desk, self.stick / "node.toml")
        taken = exchange.import_bundle(self.desk, self.bundle, self.clock())
        again = exchange.import_bundle(self.desk, self.bundle, self.clock())
        _require(not taken.gaps and taken.applied == again.already == taken.last_seq, "applied")

    def check(self) -> None:
        found = upkeep.check(self.desk, deep=True)
        _require(found.ok, " ".join(found.problems) or "ok")
        _require(found.state_hash == self.state_hash, "state_hash")
        _require(queries.dossier(self.desk, self.state.scan_number) == self.state, "dossier")


def _require(holds: bool, what: str) -> None:
    if not holds:
        raise StepFailed(what)
