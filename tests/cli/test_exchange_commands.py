"""Exchange by file between homes: out, elsewhere in, again, in any order, and never changed on the way."""

from pathlib import Path

import pytest

from counter_app.models import base
from counter_app.models import exchange as records
from counter_app.models import office as offices
from counter_app.services.desk import close_desk, open_desk
from tests.cli.desk_home import Counter
from tests.cli.exchange_homes import another_office, introduce
from tests.conftest import NOW
from tests.models.makers import unguard_the_journal

KEYS = ["file", "node", "epoch", "first_seq", "last_seq", "events", "dossiers", "encrypted", "carried"]


@pytest.fixture
def above(counter: Counter, tmp_path: Path) -> Counter:
    """Another office, node 0001, that does not know ours yet."""
    return another_office(counter, tmp_path / "above", "0001", "UBND tỉnh Đông")


def test_export_says_what_is_in_the_file(counter: Counter, stick: Path) -> None:
    code = counter.finished()
    made = counter.done("export", "--to", stick)
    assert list(made) == KEYS
    assert made["file"] == str(stick / f"0117-1-1-{made['last_seq']}.hsb")
    assert (made["node"], made["epoch"], made["first_seq"], made["dossiers"]) == ("0117", 1, 1, 1)
    assert made["events"] == made["last_seq"] == counter.done("check")["events"]
    assert made["encrypted"] is False
    assert counter.done("show", code)["events"][-1]["seq"] == made["last_seq"]
    assert [path.name for path in stick.iterdir()] == [Path(made["file"]).name]


def test_a_bundle_comes_home(counter: Counter, stick: Path) -> None:
    counter.finished()
    made = counter.done("export", "--to", stick)
    before = counter.state()
    taken = counter.done("import", made["file"])
    assert list(taken) == [
        "node", "epoch", "first_seq", "last_seq", "applied", "already", "conflicts", "refused", "gaps",
        "acknowledgement",
    ]  # fmt: skip
    assert (taken["applied"], taken["already"]) == (0, made["events"])
    assert (taken["conflicts"], taken["refused"], taken["gaps"]) == ([], [], [])
    assert taken["acknowledgement"] is None
    assert counter.state() == before


def test_elsewhere_it_makes_the_same_dossiers(counter: Counter, above: Counter, stick: Path) -> None:
    code = counter.finished()
    made = counter.done("export", "--to", stick)
    assert "0117" in above("import", made["file"]).refusal
    introduce(counter, above, stick)
    taken = above.done("import", made["file"])
    assert (taken["applied"], taken["already"]) == (made["events"], 0)
    assert above.done("show", code) == counter.done("show", code)
    assert above.done("check")["state_hash"] == counter.done("check")["state_hash"]
    again = above.done("import", made["file"])
    assert (again["applied"], again["already"]) == (0, made["events"])


def slices(counter: Counter, stick: Path) -> list[str]:
    """Three bundles of one journal; the second and third begin where the one before was acknowledged."""
    files = []
    for hour in (10, 11, 12):
        counter.receive(at=f"2026-11-20T{hour}:00")
        made = counter.done("export", "--to", stick, "--for", "0001")
        files.append(made["file"])
        open_desk(counter.at)
        records.acknowledge("0001", made["node"], made["epoch"], made["last_seq"])
        close_desk()
    return files


def test_bundles_in_any_order_with_gaps_that_are_said(counter: Counter, above: Counter, stick: Path) -> None:
    introduce(above, counter, stick)
    introduce(counter, above, stick)
    first, second, third = slices(counter, stick)
    span = [
        tuple(map(int, Path(file).name.partition(".")[0].split("-")[2:])) for file in (first, second, third)
    ]
    assert span[1][0] == span[0][1] + 1

    taken = above.done("import", third)
    assert (taken["applied"], taken["gaps"]) == (0, [f"1-{span[1][1]}"])
    said = above("import", third)
    assert "0 taken in, 0 were here, 1 wait." in said.out, "it waits still"
    assert "Missing from node 0117" in said.err
    (line,) = [line for line in above("node", "list").out.splitlines() if line.startswith("0117")]
    assert f"missing 1-{span[1][1]}" in line
    days = ("--from", "2026-11-01", "--to", "2026-11-30", "--out", stick / "ledger.csv")
    for node in ("0117", "all"):
        told = above("ledger", *days, "--node", node)
        assert told.code == 0
        assert f"The journal of node 0117 is not whole here, missing 1-{span[1][1]}:" in told.err
    assert above("ledger", *days, "--node", "0001").err == above("ledger", *days).err == ""
    taken = above.done("import", first)
    assert (taken["applied"], taken["gaps"]) == (span[0][1], [str(span[1][0])])
    taken = above.done("import", second)
    assert (taken["applied"], taken["gaps"]) == (2, [])
    assert above("ledger", *days, "--node", "0117").err == ""
    assert above.done("check")["state_hash"] == counter.done("check")["state_hash"]


def test_nothing_new_to_export(counter: Counter, above: Counter, stick: Path) -> None:
    introduce(above, counter, stick)
    slices(counter, stick)
    before = sorted(stick.iterdir())
    said = counter("export", "--to", stick, "--for", "0001")
    assert (said.code, said.err) == (0, ""), "a scheduled task has done its work"
    assert "nothing new since event" in said.out
    made = counter.done("export", "--to", stick, "--for", "0001", "--html")
    assert (made["file"], made["events"], made["dossiers"], made["carried"]) == (None, 0, 0, [])
    assert (made["node"], made["epoch"], made["first_seq"]) == ("0117", 1, made["last_seq"] + 1)
    assert sorted(stick.iterdir()) == before


def test_export_for_a_node_that_is_not_known(counter: Counter, stick: Path) -> None:
    assert "0009" in counter("export", "--to", stick, "--for", "0009").refusal
    assert not list(stick.iterdir())


def test_a_changed_bundle_is_refused_and_nothing_changes(
    counter: Counter, above: Counter, stick: Path
) -> None:
    introduce(counter, above, stick)
    counter.finished()
    whole = Path(counter.done("export", "--to", stick)["file"]).read_bytes()
    before = above.state()
    changed = stick / "changed.hsb"
    for place in range(0, len(whole), len(whole) // 40):
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 0x20]) + whole[place + 1 :])
        assert above("import", changed).refusal
    for length in (0, 1, 100, len(whole) // 2, len(whole) - 1):
        changed.write_bytes(whole[:length])
        assert above("import", changed).refusal
    changed.write_bytes(whole + b"\0")
    assert above("import", changed).refusal
    (stick / "empty").mkdir()
    assert above("import", stick / "empty").refusal
    assert above.state() == before


@pytest.mark.parametrize("content", [b"", b"none of ours"])
@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("0117-1-1-9.hsb", "empty or damaged; nothing was taken in. Ask the sender for it again."),
        ("0117-1-1-9.hsb.age", "empty or damaged; nothing was taken in. Ask the sender for it again."),
        ("letter.pdf", "This is not an exchange file. Choose a file whose name ends in .hsb or .age."),
    ],
)
def test_a_file_that_holds_no_bundle(
    counter: Counter, stick: Path, content: bytes, name: str, said: str
) -> None:
    (stick / name).write_bytes(content)
    refused = counter("import", stick / name)
    assert refused.code == 1
    assert said in refused.err


def test_two_installations_of_one_node_are_told_apart(
    counter: Counter, above: Counter, stick: Path, tmp_path: Path
) -> None:
    """A cloned PC goes on under the same number: its events contradict the ones already here."""
    introduce(counter, above, stick)
    counter.done("node", "show-key")
    clone = counter.copied(tmp_path / "clone")
    counter.receive(name="Trần Thị Lụa")
    clone.receive(name="Lê Văn Sơn")
    above.done("import", counter.done("export", "--to", stick)["file"])
    before = above.state()
    (tmp_path / "other").mkdir()
    cloned = clone.done("export", "--to", tmp_path / "other")["file"]
    assert "Two installations" in above("import", cloned).refusal
    assert above.state() == before


def test_a_restored_book_does_not_swallow_its_own_future(
    counter: Counter, stick: Path, tmp_path: Path
) -> None:
    counter.done("node", "show-key")
    restored = counter.copied(tmp_path / "backup")
    counter.receive()
    made = counter.done("export", "--to", stick)
    before = restored.state()
    assert "not in its own journal" in restored("import", made["file"]).refusal
    assert restored.state() == before


def test_a_clock_that_is_ahead_is_reported(counter: Counter, above: Counter, stick: Path) -> None:
    introduce(counter, above, stick)
    counter.receive()
    made = counter.done("export", "--to", stick, "--at", "2026-11-23T15:44")
    assert "clock" not in above("import", made["file"], "--at", "2026-11-23T15:40").err
    assert "4 minutes" not in above("import", made["file"]).err
    said = above("import", made["file"], "--at", "2026-11-23T15:30", "--json")
    assert said.code == 0
    assert "14 minutes ahead" in said.err
    for now, ahead in (
        ("2026-11-23T13:44", "120 minutes"),
        ("2026-11-23T13:43", "2 hours"),
        ("2026-11-21T15:44", "48 hours"),
        ("2026-11-21T15:43", "2 days"),
        ("2022-11-23T15:44", "1.461 days"),
    ):
        assert f"is {ahead} ahead" in above("import", made["file"], "--at", now).err


def test_node_list_and_key(counter: Counter, above: Counter, stick: Path) -> None:
    card = counter.done("node", "show-key")
    assert (card["node"], card["name"]) == ("0117", "UBND xã Đông Phù")
    assert counter.done("node", "show-key") == card
    introduce(counter, above, stick)
    rows = above("node", "list", "--json").out.splitlines()
    assert len(rows) == 2
    assert card["fingerprint"] in rows[1]
    assert "(this office)" in above("node", "list").out.splitlines()[0]


def test_another_key_for_a_known_node_must_be_asked_for(
    counter: Counter, above: Counter, stick: Path, tmp_path: Path
) -> None:
    introduce(counter, above, stick)
    introduce(counter, above, stick)
    (counter.home / "keys" / "node.pem").unlink()
    said = counter("node", "show-key")
    (stick / "node.toml").write_text(said.out, encoding="utf-8")
    assert "another key" in above("node", "add", stick / "node.toml").refusal
    counter.receive()
    made = counter.done("export", "--to", stick)
    assert "signature" in above("import", made["file"]).refusal
    above.done("node", "add", stick / "node.toml", "--replace")
    assert above.done("import", made["file"])["applied"] == made["events"]


def test_ones_own_number_is_not_added(counter: Counter, stick: Path) -> None:
    (stick / "node.toml").write_text(counter("node", "show-key").out, encoding="utf-8")
    assert "this office itself" in counter("node", "add", stick / "node.toml").refusal


def test_by_is_proved_where_it_is_given(counter: Counter, stick: Path) -> None:
    counter.receive()
    assert "PIN" in counter("export", "--to", stick, by="an", pin="0000").refusal
    made = counter.done("export", "--to", stick, by="an")
    assert "PIN" in counter("import", made["file"], by="an", pin="0000").refusal
    assert counter("import", made["file"], by="an").code == 0


def test_a_broken_journal_is_not_exported(counter: Counter, stick: Path) -> None:
    counter.receive()
    base.open_database(counter.at.place)
    unguard_the_journal()
    base.execute("UPDATE journal SET login = 'duc' WHERE seq = 3")
    base.close_database()
    assert "entry 3" in counter("export", "--to", stick).refusal
    assert not list(stick.iterdir())


def test_who_may_exchange(counter: Counter, above: Counter, stick: Path) -> None:
    """Nobody in particular, as a scheduled task; or an officer whose work it is, and then it is kept who."""
    introduce(above, counter, stick)
    before = counter.state()
    for words in (("export", "--to", stick), ("node", "add", stick / "node.toml", "--replace")):
        assert "specialist" in counter(*words, by="dung").refusal
        assert "PIN" in counter(*words, by="it", pin="0").refusal
    file = above.done("export", "--to", stick)["file"]
    assert "specialist" in counter("import", file, by="dung").refusal
    assert counter.state() == before
    counter.done("node", "add", stick / "node.toml", by="it")
    counter.done("import", file, by="an")
    counter.done("export", "--to", stick, by="chi")
    desk = open_desk(counter.at, lambda: NOW)
    kept = [offices.fact(name) for name in ("node_0001_by", "import_by", "export_by")]
    assert kept == [f"{NOW.isoformat()} {login}" for login in ("it", "an", "chi")]
    assert desk.office.node == "0117"
