"""Setting up an office: all of it or nothing."""

from pathlib import Path

import pytest

from counter_app.assets import asset
from tests.cli.desk_home import Counter


@pytest.fixture
def fresh(counter: Counter, tmp_path: Path) -> Counter:
    """The command line on a home that is not there yet."""
    counter.home = tmp_path / "fresh"
    return counter


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
        fresh.home = tmp_path / name
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
    assert "--dossiers" in fresh("init", "--demo", "--dossiers", -1).refusal


def test_a_database_beside_the_home(fresh: Counter, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "desk.sqlite3"
    elsewhere.parent.mkdir()
    words = ("--database", f"sqlite:///{elsewhere}")
    assert fresh(*words, "init", "--demo", "--dossiers", 0).code == 0
    assert elsewhere.is_file()
    assert not (fresh.home / "counter.sqlite3").exists()
    assert fresh("--database", elsewhere, "check", "--json").json["ok"]
