"""An office moves to a server and back: everything, compared, and only one of the two goes on."""

import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest

from counter_app.config import Home
from counter_app.demo import OFFICE
from counter_app.models import base
from counter_app.services.desk import close_desk, create_office
from tests.cli.desk_home import Counter, Said
from tests.conftest import NOW
from tests.engines import Places, Servers

#: Lets the first event of a journal that is copied here wait for whoever has carried this out.
HELD_UP = (
    "CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql "
    "AS $$ BEGIN PERFORM pg_advisory_xact_lock(1); RETURN NEW; END $$",
    """
    CREATE FUNCTION hold_up() RETURNS event_trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF to_regclass('journal') IS NOT NULL THEN
            CREATE OR REPLACE TRIGGER waits BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION wait();
        END IF;
    END $$
    """,
    "CREATE EVENT TRIGGER hold_up ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION hold_up()",
    "SELECT pg_advisory_lock(1)",
)
#: Finds one who waits for that lock in this database.
WAITS = (
    "SELECT 1 FROM pg_locks JOIN pg_database AS d ON d.oid = database AND datname = current_database() "
    "WHERE locktype = 'advisory' AND objid = 1 AND NOT granted"
)


@pytest.fixture
def on_a_server(servers: Servers, tmp_path: Path) -> Places:
    """Places on a server, whatever the counter's own engine is."""
    return Places(tmp_path, servers)


@pytest.mark.sqlite_only
def test_there_and_back(counter: Counter, on_a_server: Places) -> None:
    code = counter.finished()
    before = counter.state()
    url = str(on_a_server.new())
    made = counter.done("move", "--to", url)
    assert (made["ok"], made["events"], made["state_hash"]) == (True, before[0], before[2])
    assert made["rows"] > 200  # the catalogue is among them
    assert not (counter.home / "counter.sqlite3").exists()
    (kept,) = (counter.home / "backups").glob("before-moving-*.sqlite3")
    # The home knows where the office is; so does the file that was left.
    assert counter.done("show", code)["code"] == code
    assert "was moved to" in counter("--database", kept, "act", code, "note", "--note", "x", by="an").refusal
    counter.receive()
    gone_on = counter.done("check")
    again = counter.done("move", "--to", counter.home / "counter.sqlite3")
    assert again["state_hash"] == gone_on["state_hash"]
    assert counter.receive()["code"]
    assert counter.done("check")["events"] == gone_on["events"] + 1
    refusal = counter("--database", url, "act", code, "note", "--note", "x", by="an").refusal
    assert "was moved to" in refusal
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_a_place_where_something_is_already_is_refused(counter: Counter, on_a_server: Places) -> None:
    before = counter.state()
    url = str(on_a_server.new())
    create_office(Home(counter.home, server=url), OFFICE, NOW, lambda: NOW)
    close_desk()
    for place in (url, counter.home / "counter.sqlite3"):
        assert "already" in counter("move", "--to", place).refusal
    assert "names no database" in counter("move", "--to", "mysql://x/y").refusal
    refusal = counter("move", "--to", "postgresql://localhost:1/x").refusal
    assert "does not answer; nothing was written" in refusal
    assert "shown" not in refusal, "a command shows nothing"
    assert "is not there" in counter("move", "--to", "/none/x.sqlite3").refusal
    assert counter.state() == before
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_from_one_server_to_another(counter: Counter, on_a_server: Places) -> None:
    """Both addresses have a question mark, which must not be taken for the place of a value."""
    code = counter.finished()
    first, second = str(on_a_server.new()), str(on_a_server.new())
    assert "?" in first
    counter.done("move", "--to", first)
    before = counter.done("check")
    made = counter.done("move", "--to", second)
    assert (made["events"], made["state_hash"]) == (before["events"], before["state_hash"])
    counter.receive()
    assert "was moved to" in counter("--database", first, "act", code, "note", "--note", "x", by="an").refusal
    assert counter.done("check")["events"] == before["events"] + 1
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_a_move_that_is_killed_is_begun_anew(counter: Counter, on_a_server: Places) -> None:
    code = counter.finished()
    before = counter.state()
    url = str(on_a_server.new())
    words = ("-m", "counter_app", "--home", str(counter.home), "move", "--to", url)
    with psycopg.connect(url, autocommit=True) as watch:
        for statement in HELD_UP:
            watch.execute(statement)
        with subprocess.Popen([sys.executable, *words]) as moving:
            while moving.poll() is None and watch.execute(WAITS).fetchone() is None:
                time.sleep(0.05)
            moving.kill()
            assert moving.wait() < 0, "it was killed in the middle"
        watch.execute("DROP EVENT TRIGGER hold_up")
        # The lock goes to the server's end of the move, and comes back once nothing of it is left.
        watch.execute("SELECT pg_advisory_unlock(1)")
        watch.execute("SELECT pg_advisory_lock(1)")
    assert counter.state() == before
    assert not base.is_there(url)
    made = counter.done("move", "--to", url)
    assert (made["ok"], made["state_hash"]) == (True, before[2])
    assert counter.done("show", code)["code"] == code
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_a_database_that_was_left_says_so_to_another_move(counter: Counter, on_a_server: Places) -> None:
    code = counter.finished()
    url, other = on_a_server.new(), counter.home / "other.sqlite3"
    left = counter.home / "counter.sqlite3"
    counter.done("move", "--to", other)
    sentence = note(counter, left, code).refusal
    assert f"was moved to {other} on" in sentence
    for place in (url, other, counter.home / "third.sqlite3", left):
        assert counter("--database", left, "move", "--to", place).refusal == sentence
    counter.done("--database", other, "move", "--to", url)
    sentence = note(counter, other, code).refusal
    for place in (url, counter.home / "third.sqlite3"):
        assert counter("--database", other, "move", "--to", place).refusal == sentence
    assert not base.is_there(on_a_server.new())
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_it_is_said_how_to_open_the_office_from_now_on(counter: Counter, on_a_server: Places) -> None:
    code = counter.finished()
    url, other, own = on_a_server.new(), counter.home / "other.sqlite3", counter.home / "counter.sqlite3"
    assert f"write “--database {other}” with every command" in counter("move", "--to", other).out
    assert counter.done("--database", other, "show", code)["code"] == code
    assert "does not open it there by itself" in counter("--database", other, "move", "--to", url).out
    own.unlink()
    assert "opens it there from now on" in counter("--database", url, "move", "--to", own).out
    assert note(counter, own, code).code == 0
    assert counter.done("move", "--to", on_a_server.new())["remembered"]
    assert counter.done("act", code, "note", "--note", "y", by="an")
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_a_database_that_was_left_says_so_to_whoever_reads_it(
    counter: Counter, on_a_server: Places, tmp_path: Path
) -> None:
    code = counter.finished()
    left, third = on_a_server.new(), tmp_path / "third.sqlite3"
    counter.done("move", "--to", left)
    counter.done("move", "--to", third)
    sentence = note(counter, left, code).refusal
    assert f"was moved to {third} on" in sentence
    ledger = ("ledger", "--date", "2026-11-20", "--out", tmp_path / "ledger.csv")
    for words in (("check",), ("find", "Hùng"), ("show", code), ledger, ("check", "--json")):
        said = counter("--database", left, *words)
        assert said.code == 0
        assert said.err == f"{sentence} What is shown here is as it was then.\n"
        assert not counter("--database", third, *words).err
    later = replace(counter, server=str(third)).receive(at="2026-11-20T10:00")["code"]
    said = counter("--database", left, "show", later)
    assert (said.code, len(said.err.splitlines())) == (1, 2)
    assert f"{sentence} What is shown" in said.err
    assert later in said.err
    (tmp_path / "kept").mkdir()
    for words in (("backup", "--to", tmp_path / "kept"), ("export", "--to", tmp_path)):
        assert counter("--database", left, *words).refusal == sentence
        assert counter("--database", third, *words).code == 0
    assert len(list((tmp_path / "kept").glob("*.sqlite3"))) == 1
    on_a_server.clear()


#: Kills the process that moves: when all is at the new place and the source is not closed; when it is
#: closed and the new place still refuses; when only the home does not know of it.
KILLED = {
    "filled": "kill_after(transfer, 'move')",
    "closed": "transfer.finish = die",
    "finished": "kill_after(transfer, 'finish')",
}
KILLING = """
import os, signal, sys
from counter_app import cli
from counter_app.models import transfer

def die(*given):
    os.kill(os.getpid(), signal.SIGKILL)

def kill_after(module, name):
    done = getattr(module, name)
    setattr(module, name, lambda *given: (done(*given), die()))

{when}
cli.main(sys.argv[1:])
"""


def move_killed(counter: Counter, when: str, place: object) -> None:
    words = ("--home", str(counter.home), "--lang", "en", "move", "--to", str(place))
    script = KILLING.format(when=KILLED[when])
    killed = subprocess.run([sys.executable, "-c", script, *words], check=False)
    assert killed.returncode == -signal.SIGKILL


def note(counter: Counter, place: object, code: str) -> Said:
    return counter("--database", place, "act", code, "note", "--note", "x", by="an")


@pytest.mark.sqlite_only
@pytest.mark.parametrize("when", KILLED)
@pytest.mark.parametrize("way", ["file to server", "server to file", "file to file"])
def test_wherever_a_move_is_killed_one_place_at_most_accepts_and_another_move_ends_it(
    counter: Counter, on_a_server: Places, way: str, when: str
) -> None:
    code = counter.finished()
    source, target = counter.home / "counter.sqlite3", counter.home / "other.sqlite3"
    if way != "file to file":
        target = on_a_server.new()
    if way == "server to file":
        counter.done("move", "--to", target)
        source, target = target, source
    move_killed(counter, when, target)
    there, here = note(counter, target, code), note(counter, source, code)
    if when == "filled":  # the office goes on where it was, and is ahead of what was left there
        assert here.code == 0, here.err
    else:
        assert "was moved to" in here.refusal
    if when == "finished":
        assert there.code == 0, there.err
    else:
        assert "the move was not finished" in there.refusal
    said = counter("move", "--to", target, "--json")
    if (when, way) == ("finished", "file to file"):
        assert "was moved to" in said.refusal, "nothing was left to do"
    else:
        assert said.code == 0, said.err
        assert said.json["ok"]
    assert note(counter, target, code).code == 0
    if way == "file to file":
        assert "was moved to" in note(counter, source, code).refusal
    else:
        assert counter.done("act", code, "note", "--note", "y", by="an"), "the home knows where the office is"
    assert counter.done("--database", target, "check")["ok"]
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_what_another_office_left_unfinished_is_not_written_over(
    counter: Counter, on_a_server: Places, tmp_path: Path
) -> None:
    place = tmp_path / "left.sqlite3"
    counter.receive()
    url = on_a_server.new()
    for target in (place, url):
        move_killed(counter, "filled", target)
        other = Home(tmp_path / f"other-{target is url}")
        create_office(other, OFFICE, NOW, lambda: NOW)
        close_desk()
        said = counter("--home", other.root, "move", "--to", target)
        assert "already" in said.refusal
        assert "the move was not finished" in counter("--database", target, "move", "--to", place).refusal
    on_a_server.clear()


@pytest.mark.sqlite_only
def test_the_empty_tables_of_a_set_up_that_was_cut_short_take_an_office(
    counter: Counter, on_a_server: Places
) -> None:
    before = counter.state()
    url = str(on_a_server.new())
    base.open_database(url)
    base.close_database()
    assert counter.done("move", "--to", url)["state_hash"] == before[2]
    on_a_server.clear()
