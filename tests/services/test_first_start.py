"""The office that IT prepared in the home: made once, at the first start, from a file that then goes."""

import re
import shutil
from pathlib import Path

import pytest

from counter_app.assets import asset
from counter_app.config import Home
from counter_app.core.states import Role
from counter_app.errors import BadFile
from counter_app.services import accounts, upkeep
from counter_app.services.desk import close_desk, open_desk
from counter_app.services.first_start import make_prepared_office
from tests.conftest import Clock


@pytest.fixture
def prepared(tmp_path: Path) -> Home:
    """A home with nothing but the file, in which every officer has a PIN."""
    home = Home(tmp_path / "Dữ liệu của xã")
    home.make()
    words = asset("office.example.toml").read_text(encoding="utf-8").replace('pin = "2580"\n', "")
    home.prepared_office.write_text(re.sub(r"(login = .*\n)", r'\1pin = "4826"\n', words), encoding="utf-8")
    return home


def test_the_first_start_makes_the_office_and_takes_the_pins_away(prepared: Home, clock: Clock) -> None:
    assert make_prepared_office(prepared, clock)
    assert not prepared.prepared_office.exists()
    desk = open_desk(prepared, clock)
    try:
        assert desk.office.name == "UBND xã Đông Phù"
        assert accounts.sign_in(desk, "quantri", "4826").role is Role.ADMINISTRATOR
        assert upkeep.check(desk).ok
    finally:
        close_desk()
    assert (prepared.keys / "node.pem").exists()


def test_where_there_is_an_office_the_file_is_left_alone(prepared: Home, clock: Clock) -> None:
    kept = shutil.copy(prepared.prepared_office, prepared.root / "kept.toml")
    make_prepared_office(prepared, clock)
    before = prepared.database.read_bytes()
    shutil.copy(kept, prepared.prepared_office)
    assert not make_prepared_office(prepared, clock)
    assert prepared.prepared_office.exists()
    assert prepared.database.read_bytes() == before


def test_without_a_file_nothing_is_made(tmp_path: Path, clock: Clock) -> None:
    assert not make_prepared_office(Home(tmp_path), clock)
    assert not any(tmp_path.iterdir())


def test_an_officer_without_a_pin_is_named(prepared: Home, clock: Clock) -> None:
    words = prepared.prepared_office.read_text(encoding="utf-8")
    prepared.prepared_office.write_text(words.replace('pin = "4826"\n', "", 3), encoding="utf-8")
    with pytest.raises(BadFile, match="the officer an has no pin"):
        make_prepared_office(prepared, clock)
    assert [one.name for one in prepared.root.iterdir()] == ["office.toml"]


def test_a_file_without_meaning_changes_nothing(prepared: Home, clock: Clock) -> None:
    prepared.prepared_office.write_text("node = ", encoding="utf-8")
    with pytest.raises(BadFile, match="not a TOML file"):
        make_prepared_office(prepared, clock)
    assert [one.name for one in prepared.root.iterdir()] == ["office.toml"]
