"""Setting up an office: all of it or nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from counter_app import demo
from counter_app.assets import asset
from counter_app.models import base
from tests.cli.desk_home import Counter


@pytest.fixture
def fresh(counter: Counter, tmp_path: Path) -> Counter:
    """The command line on a home that is not there yet."""
    return counter.elsewhere(tmp_path / "fresh")


def test_a_demo_office(fresh: Counter) -> None:
    made = fresh.done("init", "--demo", "--dossiers", 12, "--seed", 7)
    assert list(made) == ["node", "office", "officers", "dossiers"]
    assert (made["node"], made["office"], made["dossiers"]) == ("0117", "UBND xã Đông Phù", 12)
    assert {one["role"] for one in made["officers"]} == {
        "officer", "specialist", "leader", "head", "administrator",
    }  # fmt: skip
    assert set(made["officers"][0]) == {"login", "role", "pin"}
    assert fresh.done("check")["ok"]
    fresh.pins = {one["login"]: one["pin"] for one in made["officers"]}
    assert fresh.receive(at="2026-11-23T15:40")["status"] == 2
    assert (fresh.home / "keys" / "node.pem").is_file()


def test_the_same_seed_makes_the_same_office(fresh: Counter, tmp_path: Path) -> None:
    states = []
    for name in ("one", "two"):
        fresh = fresh.elsewhere(tmp_path / name)
        pins = fresh.done("init", "--demo", "--dossiers", 8, "--seed", 3)["officers"]
        states.append((pins, fresh.done("check")["state_hash"]))
    assert states[0] == states[1]


def test_an_office_from_the_example(fresh: Counter) -> None:
    made = fresh.done("init", "--office", asset("office.example.toml"))
    assert made["dossiers"] == 0
    pins = {one["login"]: one["pin"] for one in made["officers"]}
    assert pins["an"] == "2580"
    assert all(pin.isdigit() and len(pin) == 6 for login, pin in pins.items() if login != "an")
    fresh.pins = pins
    assert fresh.receive()["code"].startswith("H99.017-261120-")
    said = fresh("act", "H99.017-261120-0001", "forward", by="binh")
    assert said.code == 0, said.err


def test_pins_are_said_to_people_too(fresh: Counter) -> None:
    said = fresh("init", "--office", asset("office.example.toml"))
    assert "an: Trần Thị Ví Dụ, reception officer, PIN 2580" in said.out


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('node = "0117"', 'node = "117"', "node"),
        ('node = "0117"', "", "node"),
        ('node = "0117"', "node = 117", "node"),
        ('unit_id = "H99.017"', 'unit_id = "h99 017"', "unit_id"),
        ('unit_id = "H99.017"', 'unit_id = "h99.017"', "unit_id"),
        ('unit_id = "H99.017"', 'unit_id = "H99.1"', "unit_id"),
        ('unit_id = "H99.017"', 'unit_id = "H99.017.017.017.017.017.017.017.017.017"', "unit_id"),
        ('name = "UBND xã Đông Phù"', 'name = ""', "name"),
        ('place = "Đông Phù"', 'place = "Đông\\u0007Phù"', "place"),
        (', "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"]', ', "2", "3", "4", "5"]', "lines"),
        ('    "",\n    "",\n]', "]", "sessions"),
        ('"07:30-11:30 13:30-17:00",', '"nửa buổi",', "."),
        ('phone = "0900 000 117"', 'colour = "xanh"', "colour"),
        ('role = "officer"', 'role = "king"', "role"),
        ('login = "an"', 'login = "a n"', "login"),
        ('pin = "2580"', 'pin = "abc"', "PIN"),
        ('pin = "2580"', "pin = 2580", "pin"),
        ('title = "Công chức tiếp nhận"', 'hat = "mũ"', "hat"),
        ("[[officer]]", "[[officer", "TOML"),
    ],
)
def test_an_office_file_that_cannot_be_used(
    fresh: Counter, tmp_path: Path, old: str, new: str, part: str
) -> None:
    text = asset("office.example.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "office.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert part in fresh("init", "--office", path).refusal
    assert not list(fresh.home.glob("*.sqlite3*"))


def test_after_a_refusal_it_can_be_set_up(fresh: Counter, tmp_path: Path) -> None:
    example = asset("office.example.toml")
    broken = example.read_text(encoding="utf-8").replace('login = "quantri"', 'login = "an"')
    (tmp_path / "office.toml").write_text(broken, encoding="utf-8")
    assert "taken" in fresh("init", "--office", tmp_path / "office.toml").refusal
    assert fresh("init", "--office", example).code == 0


@pytest.mark.parametrize("content", [b"\xff\xfe", b"officer = 5", b"officer = [1]", b""])
def test_a_file_of_another_kind(fresh: Counter, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "office.toml").write_bytes(content)
    assert fresh("init", "--office", tmp_path / "office.toml").refusal


def test_fewer_dossiers_than_none(fresh: Counter) -> None:
    said = fresh("init", "--demo", "--dossiers", -1)
    assert said.code == 2
    assert "--dossiers is a number, 0 or more" in said.err


def test_a_database_beside_the_home(fresh: Counter, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "desk.sqlite3"
    elsewhere.parent.mkdir()
    words = ("--database", f"sqlite:///{elsewhere}")
    assert fresh(*words, "init", "--demo", "--dossiers", 0).code == 0
    assert elsewhere.is_file()
    assert not (fresh.home / "counter.sqlite3").exists()
    assert fresh("--database", elsewhere, "check", "--json").json["ok"]


def test_a_folder_for_the_database_that_is_not_there(fresh: Counter, tmp_path: Path) -> None:
    place = tmp_path / "none" / "desk.sqlite3"
    assert str(place) in fresh("--database", place, "init", "--demo", "--dossiers", 0).refusal


@pytest.mark.sqlite_only
def test_other_databases_in_the_home_are_left_alone(fresh: Counter, tmp_path: Path) -> None:
    """A copy kept for the inquiry, and a wrong file name: nothing that was there is gone."""
    fresh.home.mkdir()
    kept = fresh.home / "counter.sqlite3.damaged"
    kept.write_bytes(b"kept for the inquiry")
    assert "none.toml" in fresh("init", "--office", tmp_path / "none.toml").refusal
    (tmp_path / "office.toml").write_text(
        asset("office.example.toml").read_text(encoding="utf-8").replace('pin = "2580"', 'pin = "abc"'),
        encoding="utf-8",
    )
    assert "PIN" in fresh("init", "--office", tmp_path / "office.toml").refusal
    assert list(fresh.home.iterdir()) == [kept]
    assert kept.read_bytes() == b"kept for the inquiry"


@pytest.mark.sqlite_only
def test_a_database_that_comes_meanwhile_stays(fresh: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another set-up is done first: this one finds the name taken and removes only what it made."""

    def colleague_first(_weeks: object, _dossiers: int) -> int:
        (fresh.home / "counter.sqlite3").write_bytes(b"the colleague's")
        return 0

    monkeypatch.setattr(demo._Weeks, "play", colleague_first)
    assert "already" in fresh("init", "--demo", "--dossiers", 1).refusal
    (left,) = fresh.home.iterdir()
    assert left.read_bytes() == b"the colleague's"


def test_two_at_once_make_one_office(fresh: Counter) -> None:
    command = [sys.executable, "-m", "counter_app", "--home", str(fresh.home), "init", "--demo"]
    command += ["--database", fresh.server] if fresh.server else []
    both = [
        subprocess.Popen([*command, "--seed", seed], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for seed in "12"
    ]
    for one in both:
        one.communicate()
    assert sorted(one.returncode for one in both) == [0, 1]
    assert fresh.done("check")["ok"]
    kept = [] if fresh.server else ["counter.sqlite3"]
    assert sorted(one.name for one in fresh.home.glob("*.sqlite3")) == kept


def test_a_set_up_that_was_cut_short_can_be_done_again(fresh: Counter) -> None:
    fresh.home.mkdir()
    base.open_database(fresh.at.place)
    base.close_database()
    assert "init" in fresh("check").refusal
    assert fresh("init", "--office", asset("office.example.toml")).code == 0
    assert fresh.done("check")["ok"]
    assert "already" in fresh("init", "--office", asset("office.example.toml")).refusal


def test_a_failed_set_up_leaves_a_database_without_an_office_so(fresh: Counter, tmp_path: Path) -> None:
    fresh.home.mkdir()
    base.open_database(fresh.at.place)
    base.close_database()
    broken = asset("office.example.toml").read_text(encoding="utf-8")
    (tmp_path / "office.toml").write_text(
        broken.replace('login = "quantri"', 'login = "an"'), encoding="utf-8"
    )
    assert "taken" in fresh("init", "--office", tmp_path / "office.toml").refusal
    base.open_database(fresh.at.place)
    assert base.fetch("SELECT count(*) FROM journal") == [(0,)]
    base.close_database()
    assert fresh("init", "--office", asset("office.example.toml")).code == 0


@pytest.mark.sqlite_only
def test_a_damaged_database_is_not_set_up_over(fresh: Counter) -> None:
    fresh.home.mkdir()
    (fresh.home / "counter.sqlite3").write_bytes(b"not a database" * 100)
    assert "damaged" in fresh("init", "--demo").refusal
    assert (fresh.home / "counter.sqlite3").read_bytes() == b"not a database" * 100
