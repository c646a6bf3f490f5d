"""The two engines under the tests: a place for a new database, and copies of a prepared one."""

import shutil
import sys
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bench.cluster import Cluster, programs
from counter_app.config import Home
from counter_app.core.records import Office
from counter_app.models import base
from counter_app.models import office as offices

ENGINES = ("sqlite", "postgresql")

#: Why a test that needs a server fails where there is none.
NONE_INSTALLED = "No PostgreSQL is installed (Debian's package postgresql): the tests on it cannot run."


def require_postgresql() -> None:
    """Fail the test that asks where no PostgreSQL is installed; on Windows leave it out."""
    if sys.platform == "win32":
        pytest.skip("the server of the tests listens on a socket of Linux")
    if programs() is None:
        pytest.fail(NONE_INSTALLED, pytrace=False)


class Server(Cluster):
    """A server with a database whose tables are made, to be copied."""

    _form = ""

    def with_form(self) -> str:
        """The name of that database."""
        if not self._form:
            self._form = self.create(name="template_form")
            base.open_database(self.url(self._form))
            base.close_database()
        return self._form


class Places:
    """Where a test puts its databases on one engine."""

    def __init__(self, folder: Path, server: Callable[[], Server] | None) -> None:
        self._folder = folder
        self._server = server
        self._made: list[str] = []
        self._numbers = count(1)

    def new(self, name: str = "counter") -> base.Place:
        """A place where nothing is yet."""
        if self._server is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            return self._folder / f"{name}.sqlite3"
        self._made.append(self._server().create())
        return self._server().url(self._made[-1])

    def office(self, office: Office) -> base.Place:
        """Where a new database is that is open now, with ``office`` in it and nothing else."""
        base.close_database()
        if self._server is None:
            place = self._folder / f"counter-{next(self._numbers)}.sqlite3"
        else:
            self._made.append(self._server().create(self._server().with_form()))
            place = self._server().url(self._made[-1])
        base.open_database(place)
        offices.save_office(office)
        return place

    def home(self, folder: Path) -> Home:
        """A new home in ``folder`` whose database is a new one."""
        place = None if self._server is None else self.new()
        return Home(folder) if place is None else Home(folder, server=str(place))

    def copy_of(self, template: Home, folder: Path) -> Home:
        """A home of its own that holds what ``template`` holds."""
        shutil.copytree(template.root, folder)
        if self._server is None:
            return Home(folder)
        name = urlsplit(template.server).path.removeprefix("/")
        self._made.append(self._server().create(name))
        return Home(folder, server=self._server().url(self._made[-1]))

    def clear(self) -> None:
        """Take away what was made on the server; files go with their folder."""
        base.close_database()
        for name in self._made:
            assert self._server is not None
            self._server().drop(name)
        self._made.clear()


class Servers:
    """The one server of this run, started when the first test wants it."""

    def __init__(self) -> None:
        self._cluster: Server | None = None

    def __call__(self) -> Server:
        """The server, which runs."""
        if self._cluster is None:
            require_postgresql()
            self._cluster = Server()
        return self._cluster

    def stop(self) -> None:
        """Stop it, if it was ever started."""
        if self._cluster is not None:
            self._cluster.remove()


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Starts the server of this run where one is wanted."""
    made = Servers()
    yield made
    made.stop()


@pytest.fixture
def places(engine: str, servers: Servers, tmp_path: Path) -> Iterator[Places]:
    """Places for databases on the engine of this test."""
    made = Places(tmp_path, None if engine == "sqlite" else servers)
    yield made
    made.clear()
