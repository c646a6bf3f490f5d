"""The command line on one office, as the tests of the commands use it."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from counter_app import cli
from counter_app.config import Home
from counter_app.services import upkeep
from counter_app.services.desk import close_desk, open_desk
from tests.conftest import NOW
from tests.engines import Places


@dataclass(slots=True)
class Said:
    """What one command said, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one JSON object on standard output."""
        (line,) = self.out.splitlines()
        return json.loads(line)

    @property
    def rows(self) -> list[Any]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def sentence(self) -> str:
        """The one sentence with which a command ended; fails where there was none."""
        assert self.code == 1, (self.out, self.err)
        assert self.out == ""
        (sentence,) = self.err.splitlines()
        assert sentence.endswith("."), sentence
        assert "Traceback" not in sentence
        return sentence

    @property
    def refusal(self) -> str:
        """The one sentence of a refusal, which is not what is said of a bug."""
        assert "The program failed" not in self.sentence
        return self.sentence


@dataclass(slots=True)
class Counter:
    """One home and the command line on it, in this process."""

    home: Path
    capsys: pytest.CaptureFixture[str]
    monkeypatch: pytest.MonkeyPatch
    places: Places
    pins: dict[str, str] = field(default_factory=dict)
    server: str = ""

    def __call__(self, *words: object, by: str | None = None, pin: str | None = None) -> Said:
        """Run a command in English, ``by`` an officer with the right PIN, or with another ``pin``."""
        argv = ["--home", str(self.home), "--lang", "en", *map(str, words)]
        if "--database" not in argv:
            argv += self.database
        if by is not None:
            argv += ["--by", by]
            self.monkeypatch.setenv("COUNTER_APP_PIN", pin if pin is not None else self.pins[by])
        self.capsys.readouterr()
        try:
            code = cli.main(argv, clock=lambda: NOW)
        finally:
            close_desk()
        said = self.capsys.readouterr()
        return Said(code, said.out, said.err)

    @property
    def database(self) -> list[str]:
        """The option that names the database, where the home does not."""
        return ["--database", self.server] if self.server else []

    @property
    def at(self) -> Home:
        """The home with its database."""
        return Home(self.home, server=self.server)

    def elsewhere(self, folder: Path) -> "Counter":
        """The command line on a home in ``folder`` that is not there yet, with a database that is not."""
        return replace(self, home=folder, server=self.places.home(folder).server)

    def copied(self, folder: Path) -> "Counter":
        """The command line on a copy of everything."""
        return replace(self, home=folder, server=self.places.copy_of(self.at, folder).server)

    def done(self, *words: object, by: str | None = None) -> Any:
        """The JSON of a command that must be done."""
        said = self(*words, "--json", by=by)
        assert said.code == 0, said.err
        return said.json

    def receive(self, *words: object, name: str = "Nguyễn Văn Hùng", at: str = "2026-11-20T09:12") -> Any:
        """Receive a dossier of three working days, at a moment that has passed."""
        return self.done("receive", "--procedure", "1.004873", "--name", name, "--at", at, *words, by="an")

    def finished(self, at: Sequence[str] = ("2026-11-20T10:00", "2026-11-20T11:00")) -> str:
        """The code of a dossier whose result is ready."""
        code = self.receive()["code"]
        self.done("act", code, "forward", "--at", at[0], by="an")
        self.done("act", code, "finish", "--at", at[1], by="dung")
        return str(code)

    def state(self) -> tuple[object, ...]:
        """Everything that a refused command may not change."""
        desk = open_desk(self.at)
        try:
            found = upkeep.check(desk)
            assert found.ok, found.problems
            return found.events, found.head, found.state_hash
        finally:
            close_desk()


@pytest.fixture
def counter(
    home: Home,
    places: Places,
    pins: dict[str, str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Counter]:
    """The command line on a demo office of this test's own."""
    monkeypatch.delenv("COUNTER_APP_PIN", raising=False)
    yield Counter(home.root, capsys, monkeypatch, places, pins, home.server)
    close_desk()
