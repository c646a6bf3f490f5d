"""What every test has: a home of its own, a clock that stands, and a log that must stay quiet."""

import gc
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from counter_app import i18n
from counter_app.config import Home
from counter_app.core.records import NewDossier, Officer, Paper, Person
from counter_app.core.times import parse_time
from counter_app.demo import OFFICERS, make_demo
from counter_app.services import accounts
from counter_app.services.desk import Desk, close_desk, open_desk
from tests.engines import ENGINES, Places, Servers, places, servers

__all__ = ["places", "servers"]

#: Monday before the holiday of 24 November 2026, in the afternoon.
NOW = parse_time("2026-11-23T15:40:00")


# The runner has threads of its own. Widgets that nobody holds any more must not be collected there,
# so, as in the program (counter_app.ui.garbage), only this thread collects, after a test.
gc.disable()


@pytest.fixture(autouse=True)
def _garbage() -> Iterator[None]:
    if not gc.get_freeze_count():
        gc.freeze()  # what is there before the first test is never garbage; not to look at it saves minutes
    yield
    if gc.get_count()[0] > 50_000:
        gc.collect()


@pytest.fixture(scope="session", autouse=True)
def _quick_pins() -> Iterator[None]:
    """PINs are hashed with the least work; a program that is started in earnest takes the whole of it."""
    quick = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "_hasher", lambda: quick)
        yield


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """Tests read the English sentences of the source, unless they ask for another language."""
    i18n.use("en")
    yield
    i18n.use("en")


@pytest.fixture(autouse=True)
def _quiet_log(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test that let it happen."""
    yield
    loud = [one for one in caplog.get_records("call") if one.levelno >= logging.WARNING]
    assert not loud, [one.getMessage() for one in loud]


class Clock:
    """A clock that moves only when a test moves it."""

    def __init__(self, now: datetime = NOW) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def pass_(self, **duration: int) -> datetime:
        """Let time pass: ``minutes=5``."""
        self.now += timedelta(**duration)
        return self.now


@dataclass(frozen=True)
class DemoTemplate:
    """A demo office without dossiers, made once and copied for each test."""

    home: Home
    pins: dict[str, str]


#: Folders whose tests run on both engines, as far as they open a database of the fixtures here.
_ON_BOTH = ("models", "services", "sync", "cli")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--engine",
        choices=ENGINES,
        help="run the tests of models, services, sync and cli on this database alone, not on both",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line(
        "markers", "sqlite_only: what the test looks at is SQLite's own: its file, its SQL"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine" not in metafunc.fixturenames:
        return
    folder = Path(str(metafunc.module.__file__)).parent.name
    only = metafunc.config.getoption("--engine")
    engines = ENGINES if folder in _ON_BOTH else ENGINES[:1]
    if only and folder in _ON_BOTH:
        engines = (only,)
    if metafunc.definition.get_closest_marker("sqlite_only"):
        engines = ENGINES[:1]
    metafunc.parametrize("engine", engines, indirect=True)


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """The engine that this test runs on: "sqlite" or "postgresql"."""
    return str(request.param)


class Templates:
    """The demo office without dossiers, made once on each engine that is wanted."""

    def __init__(self, folder: Path, servers: Servers) -> None:
        self._folder = folder
        self._servers = servers
        self._made: dict[str, DemoTemplate] = {}

    def on(self, engine: str) -> DemoTemplate:
        """The office on ``engine``."""
        if engine not in self._made:
            home = Home(self._folder / engine)
            if engine != "sqlite":
                home = Home(
                    home.root, server=self._servers().url(self._servers().create(name="template_demo"))
                )
            made = make_demo(home, 0, 1, NOW, lambda: NOW)
            close_desk()
            self._made[engine] = DemoTemplate(home, made.pins)
        return self._made[engine]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory, servers: Servers) -> Templates:
    return Templates(tmp_path_factory.mktemp("template"), servers)


@pytest.fixture
def template(templates: Templates, engine: str) -> DemoTemplate:
    """The demo office without dossiers on the engine of this test; nothing may be written to it."""
    return templates.on(engine)


@pytest.fixture
def pins(template: DemoTemplate) -> dict[str, str]:
    """PINs of the demo office's officers, by login."""
    return template.pins


@pytest.fixture
def home(template: DemoTemplate, places: Places, tmp_path: Path) -> Home:
    """The home of a demo office without dossiers, of this test's own."""
    return places.copy_of(template.home, tmp_path / "home")


@pytest.fixture
def clock() -> Clock:
    """A clock that stands at NOW."""
    return Clock()


@pytest.fixture
def desk(home: Home, clock: Clock) -> Iterator[Desk]:
    """The open desk of this test's office."""
    yield open_desk(home, clock)
    close_desk()


@pytest.fixture
def officers() -> dict[str, Officer]:
    """Officers of the demo office: an, duc (desk), dung, van (work), chi (heads), it (administers)."""
    return {one.login: one for one in OFFICERS}


@pytest.fixture
def new_dossier() -> Callable[..., NewDossier]:
    """A maker of ordinary dossiers; any field can be given."""

    def make(**changes: object) -> NewDossier:
        values: dict[str, object] = {
            "procedure": "1.004873",
            "applicant": Person(
                name="Đặng Thị Diễm",
                citizen_id="099187000456",
                born="1987-03-14",
                sex="Nữ",
                address="Thôn Trung, xã Đông Phù",
                phone="0900000187",
            ),
            "papers": (Paper(name="Tờ khai cấp Giấy xác nhận tình trạng hôn nhân", originals=1),),
        }
        return NewDossier(**(values | changes))  # type: ignore[arg-type]

    return make
