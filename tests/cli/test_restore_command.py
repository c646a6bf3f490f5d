"""An office brought back from a copy: whole, in a new epoch, no number given twice, and catching up."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter
from tests.cli.exchange_homes import another_office, neighbour_above
from tests.engines import Places, Servers

#: What is replaced is a file; an office on a server has the way of the last test.
pytestmark = pytest.mark.sqlite_only


def backup(counter: Counter, folder: Path) -> Path:
    return Path(counter.done("backup", "--to", folder)["file"])


def test_what_the_copy_holds_is_back_and_no_number_is_given_twice(counter: Counter, stick: Path) -> None:
    first = counter.receive()
    copy = backup(counter, stick)
    lost = counter.receive(at="2026-11-20T10:00")
    before = counter.state()
    made = counter.done("restore", copy)
    assert made["epoch"] == 2
    assert made["events"] == before[0] - 1
    assert counter.done("show", first["code"])["code"] == first["code"]
    assert lost["code"] in counter("show", lost["code"]).refusal
    again = counter.receive(at="2026-11-20T10:00")
    assert again["scan_number"] not in (first["scan_number"], lost["scan_number"])
    assert int(again["code"][-4:]) == int(lost["code"][-4:]) + made["skipped"] + 1
    assert again["ledger_number"] == lost["ledger_number"] + made["skipped"] + 1
    assert counter.state()[0] == made["events"] + 2  # brought back, and one received
    # The database before it is kept as it was.
    with closing(sqlite3.connect(made["set_aside"])) as aside:
        assert aside.execute("SELECT count(*) FROM journal").fetchone() == (before[0],)


def test_what_was_lost_comes_back_out_of_an_exchange_file(counter: Counter, stick: Path) -> None:
    counter.done("node", "show-key")
    counter.receive()
    copy = backup(counter, stick)
    lost = counter.receive(name="Trần Thị Lụa", at="2026-11-20T10:00")
    sent = counter.done("export", "--to", stick)
    (counter.home / "counter.sqlite3").unlink()  # with the disk went the keys
    for key in (counter.home / "keys").iterdir():
        key.unlink()
    counter.done("restore", copy)
    counter.receive(at="2026-11-20T11:00")
    taken = counter.done("import", sent["file"])
    assert (taken["applied"], taken["already"]) == (1, sent["events"] - 1)
    # A file for anybody tells the epoch before, too.
    (before,) = counter.done("export", "--to", stick)["carried"]
    assert Path(before).name.startswith("0117-1-1-")
    shown = counter.done("show", lost["code"])
    assert shown["applicant"]["name"] == "Trần Thị Lụa"
    assert shown["scan_number"] == lost["scan_number"]
    assert counter.state()


def test_the_keys_beside_the_copy_take_the_place_of_those_of_a_new_pc(
    counter: Counter, stick: Path, tmp_path: Path
) -> None:
    card = counter.done("node", "show-key")
    copy = backup(counter, stick)
    new = another_office(counter, tmp_path / "new", "0117", "UBND xã Đông Phù")
    made = new.done("node", "show-key")
    assert made["fingerprint"] != card["fingerprint"]
    new.done("restore", copy)
    assert new.done("node", "show-key")["fingerprint"] == card["fingerprint"]
    assert len(list((new.home / "keys").glob("*.before-1"))) == 2, "the keys of the new PC are kept"


def test_the_copy_of_another_office_is_refused(counter: Counter, stick: Path, tmp_path: Path) -> None:
    copy = backup(counter, stick)
    other = another_office(counter, tmp_path / "other", "0218", "UBND xã Tây Phù")
    before = other.state()
    refusal = other("restore", copy).refusal
    assert "office 0117" in refusal
    assert "office 0218" in refusal
    assert other.state() == before


def test_a_copy_without_its_keys_says_what_comes_of_it(counter: Counter, stick: Path, tmp_path: Path) -> None:
    above = neighbour_above(counter, tmp_path / "above", stick)
    counter.receive()
    copy = backup(counter, stick)
    moved = {one: one.rename(tmp_path / one.name) for one in stick.glob("counter-*.node.*")}
    assert counter("restore", copy).err == "", "the home has them still"
    for key in (counter.home / "keys").iterdir():
        key.unlink()
    said = counter("restore", copy, "--json")
    assert (said.code, said.json["epoch"]) == (0, 3)
    (sentence,) = said.err.splitlines()
    assert "no other office knows" in sentence
    assert "(.node.pem, .node.age)" in sentence
    for name in ("node.pem", "node.age"):
        assert str(counter.home / "keys" / name) in sentence
    # As it says: the office above refuses what the new key signs.
    sent = counter.done("export", "--to", stick, "--for", "0001")
    assert above("import", sent["file"]).refusal
    for key in (counter.home / "keys").iterdir():
        key.unlink()
    for place, lay in moved.items():
        if place.suffix == ".pem":
            lay.rename(place)
    (sentence,) = counter("restore", copy).err.splitlines()
    assert "(.node.age)" in sentence
    assert "node.pem" not in sentence
    assert above.done("import", counter.done("export", "--to", stick, "--for", "0001")["file"])["applied"]


@pytest.mark.parametrize("ending", ["pem", "age"])
def test_a_spoiled_copy_of_a_key_is_said_and_takes_no_place(
    counter: Counter, stick: Path, ending: str
) -> None:
    card = counter.done("node", "show-key")
    copy = backup(counter, stick)
    beside, own = copy.with_suffix(f".node.{ending}"), counter.home / "keys" / f"node.{ending}"
    for spoilt in (b"", beside.read_bytes()[:-40], b"x" * 9000):
        beside.write_bytes(spoilt)
        said = counter("restore", copy, "--json")
        assert said.code == 0
        (sentence,) = said.err.splitlines()
        assert f"{beside}, is damaged and was left there. The key that is here stays in use; " in sentence
        assert f".node.{ending} of another backup in place as {own}" in sentence
        assert counter.done("node", "show-key") == card, "the key that is here stays in use"
    own.unlink()
    (sentence,) = counter("restore", copy).err.splitlines()
    assert f"{beside}, is damaged, and no other is here. Before the next exchange put " in sentence


def test_a_copy_of_a_key_that_cannot_be_read_is_not_called_damaged(counter: Counter, stick: Path) -> None:
    card = counter.done("node", "show-key")
    copy = backup(counter, stick)
    beside, own = copy.with_suffix(".node.pem"), counter.home / "keys" / "node.pem"
    content = beside.read_bytes()
    beside.unlink()
    beside.mkdir()  # no one reads a folder, root neither
    said = counter("restore", copy, "--json")
    assert (said.code, said.json["epoch"]) == (0, 2)
    (sentence,) = said.err.splitlines()
    assert f"{beside}, could not be read: " in sentence
    assert "damaged" not in sentence
    assert "stays in use" in sentence
    assert counter.done("node", "show-key") == card
    own.unlink()
    (sentence,) = counter("restore", copy).err.splitlines()
    assert f"{beside}, could not be read: " in sentence
    assert f"put that copy, or .node.pem of another backup, in place as {own}" in sentence
    # As it says: with its copy in place the office is who it was.
    own.write_bytes(content)
    assert counter.done("node", "show-key") == card


def test_the_office_above_follows_into_the_new_epoch(counter: Counter, stick: Path, tmp_path: Path) -> None:
    above = neighbour_above(counter, tmp_path / "above", stick)
    counter.receive()
    copy = backup(counter, stick)
    lost = counter.receive(name="Trần Thị Lụa", at="2026-11-20T10:00")
    first = counter.done("export", "--to", stick, "--for", "0001")
    above.done("import", first["file"])
    counter.done("restore", copy)
    fresh = counter.receive(name="Lê Văn Sơn", at="2026-11-20T11:00")
    second = counter.done("export", "--to", stick, "--for", "0001")
    assert (second["epoch"], second["first_seq"]) == (2, 1)
    second_taken = above("import", second["file"])
    assert (second_taken.code, second_taken.err) == (0, "")
    assert above.done("show", fresh["code"])["applicant"]["name"] == "Lê Văn Sơn"
    # The one above has what was lost, says so, and sends it back when asked.
    down = above.done("export", "--to", stick, "--for", "0117")
    said = counter("import", down["file"], "--json")
    assert said.code == 0
    assert "which are not here" in said.err
    (carried,) = [Path(one) for one in down["carried"] if Path(one).name.startswith("0117-1-")]
    assert counter.done("import", carried)["applied"] == 1
    assert counter.done("show", lost["code"])["applicant"]["name"] == "Trần Thị Lụa"


def test_the_office_above_misses_what_the_copy_held_and_never_came(
    counter: Counter, stick: Path, tmp_path: Path
) -> None:
    above = neighbour_above(counter, tmp_path / "above", stick)
    counter.receive()
    held = counter.state()[0]
    counter.done("restore", backup(counter, stick))
    counter.receive(name="Lê Văn Sơn", at="2026-11-20T11:00")
    sent = counter.done("export", "--to", stick, "--for", "0001")
    (sentence,) = above("import", sent["file"]).err.splitlines()
    assert f"Missing from node 0117, from before it was brought back from a backup: 1-{held} of epoch 1." in (
        sentence
    )
    (line,) = [line for line in above("node", "list").out.splitlines() if line.startswith("0117")]
    assert f"missing 1-{held} of epoch 1" in line
    (row,) = [row for row in above("node", "list", "--json").rows if row["node"] == "0117"]
    assert (row["gaps"], row["earlier_gaps"]) == ([], [{"epoch": 1, "gap": f"1-{held}"}])
    for file in sent["carried"]:
        above.done("import", file)
    assert "missing" not in above("node", "list").out


def test_nothing_waits_for_the_end_of_an_epoch(counter: Counter, stick: Path, tmp_path: Path) -> None:
    """The file of an epoch whose end never came: nothing that is here comes after what is missing."""
    above = neighbour_above(counter, tmp_path / "above", stick)
    counter.receive()
    early = Path(counter.done("export", "--to", stick, "--for", "0001")["file"])
    early = early.rename(stick / "early.hsb.age")
    reached = counter.state()[0]
    counter.receive(name="Trần Thị Lụa", at="2026-11-20T10:00")
    held = counter.state()[0]
    counter.done("restore", backup(counter, stick))
    counter.receive(name="Lê Văn Sơn", at="2026-11-20T11:00")
    above.done("import", counter.done("export", "--to", stick, "--for", "0001")["file"])
    said = above("import", early)
    assert "0 wait." in said.out
    (sentence,) = said.err.splitlines()
    gap = f"{reached + 1}-{held}" if held > reached + 1 else str(held)
    assert f"from before it was brought back from a backup: {gap} of epoch 1. Ask that office to export" in (
        sentence
    )
    assert "waits" not in sentence
    assert above.done("import", early)["gaps"] == [gap]


def test_the_same_copy_brought_back_twice(counter: Counter, stick: Path) -> None:
    """What was given after the first time is not given again, neither numbers nor the epoch."""
    counter.receive()
    copy = backup(counter, stick)
    counter.done("restore", copy)
    between = counter.receive(at="2026-11-20T10:00")
    sent = counter.done("export", "--to", stick)
    again = counter.done("restore", copy)
    assert again["epoch"] == 3
    after = counter.receive(at="2026-11-20T10:00")
    assert int(after["code"][-4:]) > int(between["code"][-4:])
    assert counter.done("import", sent["file"])["applied"] == sent["events"]
    assert counter.done("show", between["code"])["scan_number"] == between["scan_number"]
    assert counter.state()


def test_a_damaged_database_is_set_aside(counter: Counter, stick: Path) -> None:
    counter.receive()
    copy = backup(counter, stick)
    database = counter.home / "counter.sqlite3"
    database.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    assert "damaged" in counter("find", "Hùng").err
    made = counter.done("restore", copy)
    assert Path(made["set_aside"]).read_bytes().endswith(b"\xff" * 100)
    assert counter.state()


def test_an_open_program_is_not_pulled_from_under_its_officer(counter: Counter, stick: Path) -> None:
    counter.receive()
    copy = backup(counter, stick)
    open_desk(counter.at)
    try:
        with closing(sqlite3.connect(counter.home / "counter.sqlite3")) as other:
            other.execute("SELECT count(*) FROM journal").fetchone()
            assert "open on this office" in counter("restore", copy).refusal
    finally:
        close_desk()
    assert counter.done("restore", copy)["epoch"] == 2


def test_the_database_itself_is_no_copy(counter: Counter, stick: Path) -> None:
    counter.receive()
    before, database = counter.state(), counter.home / "counter.sqlite3"
    (stick / "link.sqlite3").symlink_to(database)
    for path in (database, counter.home / "." / "keys" / ".." / "counter.sqlite3", stick / "link.sqlite3"):
        (counter.home / "keys").mkdir(exist_ok=True)
        assert "is the office's database itself" in counter("restore", path).refusal
    assert counter.state() == before
    assert not list((counter.home / "backups").glob("before-restore-*"))


def test_a_database_of_another_program_is_no_copy(counter: Counter, stick: Path) -> None:
    with closing(sqlite3.connect(stick / "other.sqlite3")) as other:
        other.execute("CREATE TABLE thing (name TEXT)")
    sentence = counter("restore", stick / "other.sqlite3").refusal
    assert "is no copy of this program's database. Choose a file that “backup” wrote" in sentence
    assert "--home" not in sentence


@pytest.mark.parametrize(
    ("name", "content"), [("office.toml", b"name = 'x'\n"), ("a.pdf", b"%PDF-1.7\n" * 99), ("none", b"")]
)
def test_a_file_that_is_no_database_is_no_copy(
    counter: Counter, stick: Path, name: str, content: bytes
) -> None:
    before = counter.state()
    (stick / name).write_bytes(content)
    sentence = counter("restore", stick / name).refusal
    assert "is no copy of this program's database. Choose a file that “backup” wrote" in sentence
    assert counter.state() == before


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\0" + b"\0" * 4000])
def test_files_that_are_no_copy_change_nothing(counter: Counter, stick: Path, content: bytes) -> None:
    counter.receive()
    before = counter.state()
    (stick / "copy.sqlite3").write_bytes(content)
    assert counter("restore", stick / "copy.sqlite3").refusal
    assert "no file" in counter("restore", stick / "none.sqlite3").refusal
    assert counter.state() == before
    assert not list(counter.home.glob(".restore-*"))


def test_a_copy_in_an_empty_home(counter: Counter, stick: Path, tmp_path: Path) -> None:
    first = counter.receive()
    counter.done("node", "show-key")
    copy = backup(counter, stick)
    key = counter.done("node", "show-key")
    fresh = counter.elsewhere(tmp_path / "new PC")
    made = fresh.done("restore", copy)
    assert made["set_aside"] is None
    assert fresh.done("show", first["code"])["code"] == first["code"]
    assert fresh.done("node", "show-key") == key


def test_an_office_on_a_server_comes_back_by_way_of_a_file(
    counter: Counter, stick: Path, tmp_path: Path, servers: Servers
) -> None:
    on_a_server = Places(tmp_path, servers)
    try:
        url = str(on_a_server.new())
        counter.done("move", "--to", url)
        first = counter.receive()
        copy = backup(counter, stick)
        lost = counter.receive(at="2026-11-20T10:00")
        before = counter.done("check")
        assert "move --to" in counter("restore", copy).refusal
        assert counter.done("check") == before
        file, again = tmp_path / "back.sqlite3", str(on_a_server.new())
        made = counter.done("--database", file, "restore", copy)
        assert made["epoch"] == 2
        counter.done("--database", file, "move", "--to", again)
        there = ("--database", again)
        assert counter.done(*there, "show", first["code"])["code"] == first["code"]
        assert lost["code"] in counter(*there, "show", lost["code"]).refusal
        assert counter.done(*there, "check")["events"] == made["events"] + 1
        fresh = counter.receive(*there, at="2026-11-20T10:00")
        assert fresh["ledger_number"] > lost["ledger_number"]
    finally:
        on_a_server.clear()
