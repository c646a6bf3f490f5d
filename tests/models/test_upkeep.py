"""Backups that can be brought back while others write, and checks that see what was tampered with."""

import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.core.events import Finished, Forwarded, HandedOver, Noted, Printed
from counter_app.core.records import PrintOutcome
from counter_app.errors import BadFile, DeviceProblem, Duplicate
from counter_app.models import audit, backup, base, dossiers, journal, projection, transfer
from counter_app.services import nodes, upkeep
from counter_app.services.desk import Desk, close_desk, create_office
from tests.engines import Places
from tests.models.makers import OFFICE, START, append, finish, hand_over, receive, scan, unguard_the_journal

HOUR = timedelta(hours=1)


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Iterator[Desk]:
    """An office with five dossiers, one of them returned."""
    opened = create_office(places.home(tmp_path / "home"), OFFICE, START, clock=lambda: START)
    for number in range(1, 6):
        receive(number)
    finish(receive(6), START + HOUR)
    hand_over(finish(receive(7), START + HOUR), START + 2 * HOUR)
    yield opened
    close_desk()


def test_a_sound_office_has_no_problems(desk: Desk) -> None:
    for deep in (False, True):
        checked = upkeep.check(desk, deep=deep)
        assert checked == upkeep.Checked(
            ok=True, events=13, head=journal.head().hash, state_hash=dossiers.state_hash(), problems=()
        )


def test_a_check_changes_nothing(desk: Desk) -> None:
    before = transfer.digests(base.database, base.database)
    upkeep.check(desk, deep=True)
    assert transfer.digests(base.database, base.database) == before


def test_a_backup_is_the_office_at_that_moment(desk: Desk, tmp_path: Path) -> None:
    before = upkeep.check(desk)
    path = upkeep.backup(desk, tmp_path / "stick", START)
    assert path == tmp_path / "stick" / "counter-0117-20261123-080000.sqlite3"
    assert list(path.parent.iterdir()) == [path]
    assert upkeep.last_backup(desk) == START
    receive(8)
    base.open_database(Path(shutil.copy(path, tmp_path / "restored.sqlite3")))
    assert upkeep.check(desk, deep=True) == before


def test_a_second_backup_in_the_same_second_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = upkeep.backup(desk, tmp_path, START)
    before = path.read_bytes()
    with pytest.raises(Duplicate, match=path.name):
        upkeep.backup(desk, tmp_path, START)
    assert path.read_bytes() == before


def test_a_copy_while_another_counter_receives(desk: Desk, tmp_path: Path) -> None:
    """Each copy is the office at one moment, whatever is written meanwhile."""

    def other_counter() -> None:
        with base.thread_connection():
            for number in range(100, 250):
                receive(number)

    thread = threading.Thread(target=other_counter)
    thread.start()
    copies = []
    while thread.is_alive() or not copies:
        copies.append(tmp_path / f"{len(copies)}.sqlite3")
        base.copy_to(copies[-1])
    thread.join()
    sizes = []
    for path in copies[:: max(1, len(copies) // 5)]:
        base.open_database(path)
        checked = upkeep.check(desk, deep=True)
        assert checked.problems == ()
        sizes.append(checked.events)
    assert sizes == sorted(sizes)


def test_a_folder_that_cannot_be_made_is_said(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(DeviceProblem, match="counter-0117"):
        upkeep.backup(desk, tmp_path / "file" / "folder", START)
    assert upkeep.last_backup(desk) is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small disk to mount")
def test_a_full_stick_is_said_and_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    nodes.show_key(desk)
    stick = tmp_path / "stick"
    stick.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(stick)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets only root mount")
    try:
        with pytest.raises(DeviceProblem, match="is full"):
            upkeep.backup(desk, stick, START)
        assert list(stick.iterdir()) == []
    finally:
        subprocess.run(["umount", str(stick)], check=True)


def test_what_is_stopped_leaves_nothing_beside_it(tmp_path: Path) -> None:
    target = tmp_path / "copy.sqlite3"

    def stopped(draft: Path) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            draft.with_name(draft.name + ending).write_bytes(b"half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        backup.write_whole(target, stopped)
    assert list(tmp_path.iterdir()) == []


def test_a_copy_has_its_name_only_when_its_keys_lie_beside_it(desk: Desk, tmp_path: Path) -> None:
    nodes.show_key(desk)
    age = desk.home.keys / "node.age"
    content = age.read_bytes()
    age.write_bytes(b"x" * 5000)
    with pytest.raises(BadFile, match="too large"):
        upkeep.backup(desk, tmp_path / "stick", START)
    assert list((tmp_path / "stick").iterdir()) == []
    assert upkeep.last_backup(desk) is None
    age.write_bytes(content)
    made = upkeep.backup(desk, tmp_path / "stick", START)
    assert {one.suffixes[-1] for one in made.parent.iterdir()} == {".sqlite3", ".pem", ".age"}


@contextmanager
def while_the_key_is_read(key: Path, act: Callable[[], object]) -> Iterator[None]:
    """Let ``act`` be done between the opening of ``key`` and its end: a pipe lies in its place."""
    content = key.read_bytes()
    key.unlink()
    os.mkfifo(key)

    def give() -> None:
        with key.open("wb") as pipe:  # waits for who reads
            act()
            pipe.write(content)

    giver = threading.Thread(target=give, daemon=True)
    giver.start()
    yield
    giver.join(10)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe that has a name in a folder")
def test_a_stick_that_is_gone_is_said_though_nothing_can_be_cleared_there(desk: Desk, tmp_path: Path) -> None:
    nodes.show_key(desk)
    stick = tmp_path / "stick"

    def pull() -> None:
        stick.rename(tmp_path / "pulled")
        stick.touch()  # below it every call fails, for root too

    with (
        while_the_key_is_read(desk.home.keys / "node.age", pull),
        pytest.raises(DeviceProblem, match=r"node\.age cannot be written"),
    ):
        upkeep.backup(desk, stick, START)
    assert upkeep.last_backup(desk) is None


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pipe that has a name in a folder")
def test_the_keys_come_when_the_copy_is_read_back_and_its_name_after_them(desk: Desk, tmp_path: Path) -> None:
    """So a kill leaves no key where no whole copy was written, and no copy without its keys."""
    nodes.show_key(desk)
    stick = tmp_path / "stick"
    lay: list[list[str]] = []

    def look() -> None:
        names = sorted(one.name for one in stick.iterdir())
        backup.require_whole(stick / names[0])
        lay.append(names)

    copy = "counter-0117-20261123-080000"
    with while_the_key_is_read(desk.home.keys / "node.pem", look):
        made = upkeep.backup(desk, stick, START)
    assert lay == [[f".{copy}.sqlite3.part"]]
    assert sorted(one.name for one in stick.iterdir()) == [
        f"{copy}.node.age",
        f"{copy}.node.pem",
        made.name,
    ]


def test_a_copy_that_cannot_be_read_back_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = upkeep.backup(desk, tmp_path, START)
    backup.require_whole(path)
    content = bytearray(path.read_bytes())
    content[4096 * 3 : 4096 * 9] = b"\xa5" * 4096 * 6
    path.write_bytes(content)
    with pytest.raises(BadFile, match="damaged"):
        backup.require_whole(path)


def test_a_copy_that_lacks_the_end_of_its_chain_is_refused(desk: Desk, tmp_path: Path) -> None:
    path = upkeep.backup(desk, tmp_path, START)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DROP TRIGGER journal_is_never_deleted")
        connection.execute("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    with pytest.raises(BadFile, match="damaged"):
        backup.require_whole(path)


CHANGED = {
    "data of an event": "UPDATE journal SET data = replace(data, 'Đức', 'Dức') WHERE seq = 3",
    "time of an event": "UPDATE journal SET happened_at = '2026-11-23T08:00:01+07:00' WHERE seq = 3",
    "time in another form": "UPDATE journal SET happened_at = '2026-11-23T01:00:00+00:00' WHERE seq = 3",
    "officer of an event": "UPDATE journal SET login = 'x' WHERE seq = 3",
    "hash of an event": f"UPDATE journal SET hash = '{'0' * 64}' WHERE seq = 3",
    "an event is missing": "DELETE FROM journal WHERE seq = 3",
    "an event that cannot be read": "UPDATE journal SET data = '{broken' WHERE seq = 3",
    "an event that says nothing": "UPDATE journal SET data = '{}' WHERE seq = 3",
    "an event that says a list": "UPDATE journal SET data = '[]' WHERE seq = 3",
    "an event with wrong words": "UPDATE journal SET data = replace(data, '2025', '\"') WHERE seq = 3",
    "an event of no time": "UPDATE journal SET happened_at = 'hôm qua' WHERE seq = 3",
    "an officer that is no text": "UPDATE journal SET login = x'ff' WHERE seq = 3",
    "the last event is missing": "DELETE FROM journal WHERE seq = 13",
    "the head is another": f"UPDATE chain SET hash = '{'1' * 64}'",
    "the head is gone": "DELETE FROM chain",
}


@pytest.mark.parametrize("change", CHANGED.values(), ids=CHANGED.keys())
def test_a_tampered_journal_is_seen(desk: Desk, change: str) -> None:
    if "x'ff'" in change and base.database.engine != "sqlite":
        pytest.skip("there a text is always text")
    unguard_the_journal()
    base.execute(change)
    checked = upkeep.check(desk)
    assert not checked.ok
    seq = 13 if "13" in change else 14 if "chain" in change else 3
    assert any(f"at event {seq} of epoch 1" in problem for problem in checked.problems)


@pytest.mark.parametrize("data", ["{broken", "{}"])
def test_an_unreadable_dossier_is_named_and_never_rebuilt(desk: Desk, data: str) -> None:
    unguard_the_journal()
    base.execute("UPDATE journal SET data = ? WHERE seq = 3", (data,))
    base.execute("UPDATE dossier SET status = 9 WHERE id = 1")
    assert audit.differing() == [scan(1), scan(2)]
    before = dossiers.state_hash()
    with pytest.raises(BadFile, match="does not hold at event 3"):
        upkeep.rebuild(desk)
    assert (dossiers.state_hash(), dossiers.rows([1])[0].status) == (before, 9)


PROJECTION = {
    "a column": "UPDATE dossier SET status = 9 WHERE id = 2",
    "the state": "UPDATE state SET body = replace(body, 'Thượng', 'Hạ') WHERE id = 2",
    "a state is missing": "DELETE FROM state WHERE id = 2",
    "a dossier too many": (
        f"INSERT INTO dossier (id, {', '.join(projection.COLUMNS)}) "
        f"SELECT 99, '0117261123000701', 'X', {', '.join(projection.COLUMNS[2:])} FROM dossier WHERE id = 2"
    ),
}


@pytest.mark.parametrize("change", PROJECTION.values(), ids=PROJECTION.keys())
def test_a_projection_that_differs_is_seen_and_rebuilt(desk: Desk, change: str) -> None:
    before = upkeep.check(desk)
    base.execute(change)
    checked = upkeep.check(desk)
    assert [problem.split()[0] for problem in checked.problems] == ["1"]
    assert upkeep.rebuild(desk) == upkeep.Rebuilt(dossiers=7, changed=1)
    assert upkeep.check(desk, deep=True) == before
    assert dossiers.find("", on=START.date()).ids == (7, 6, 5, 4, 3, 2, 1)


def test_a_lost_projection_comes_back_whole(desk: Desk) -> None:
    before = upkeep.check(desk)
    for table in ("state", "dossier"):
        base.execute(f"DELETE FROM {table}")
    assert upkeep.rebuild(desk) == upkeep.Rebuilt(dossiers=7, changed=7)
    assert upkeep.check(desk, deep=True) == before


@pytest.mark.sqlite_only
def test_a_search_that_does_not_know_a_dossier_is_seen_and_rebuilt(desk: Desk) -> None:
    base.execute("INSERT INTO closed_search (closed_search) VALUES ('delete-all')")
    assert upkeep.check(desk).ok
    checked = upkeep.check(desk, deep=True)
    assert [problem for problem in checked.problems if "search" in problem]
    upkeep.rebuild(desk)
    assert upkeep.check(desk, deep=True).ok
    assert len(dossiers.find("duc", on=START.date()).ids) == 7


def test_a_counter_that_would_give_a_number_twice_is_seen(desk: Desk) -> None:
    base.execute("UPDATE counter SET value = 3 WHERE name = 'day:261123'")
    base.execute("DELETE FROM counter WHERE name = 'ledger:2026'")
    checked = upkeep.check(desk)
    assert len(checked.problems) == 2
    assert "day:261123" in checked.problems[0]
    upkeep.rebuild(desk)
    assert upkeep.check(desk).ok


@pytest.mark.sqlite_only
def test_damaged_pages_are_seen(desk: Desk) -> None:
    path = desk.home.database
    base.close_database()
    size = path.stat().st_size
    with path.open("rb+") as file:
        file.seek(size - 3 * 4096)
        file.write(b"\xa5" * 4096 * 3)
    base.open_database(path)
    checked = upkeep.check(desk, deep=True)
    assert not checked.ok
    assert any("damaged" in problem for problem in checked.problems)


payloads = st.sampled_from(
    [
        Noted(note="gọi lại"),
        Forwarded(to="Phòng Kinh tế"),
        Finished(),
        HandedOver(collector="Lê Thị Ánh"),
        Printed(form="receipt", copy=0, outcome=PrintOutcome.FAILED),
        Printed(form="receipt", copy=0, outcome=PrintOutcome.PRINTED),
    ]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.tuples(st.integers(1, 4), payloads, st.integers(0, 2)), max_size=12))
def test_what_was_written_along_the_way_is_what_the_journal_makes(
    places: Places, tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[int, object, int]]
) -> None:
    home = places.home(tmp_path_factory.mktemp("acts"))
    desk = create_office(home, OFFICE, START, clock=lambda: START)
    for number in range(1, 5):
        receive(number)
    now = START
    for number, payload, seconds in acts:
        now += timedelta(seconds=seconds)
        append(scan(number), payload, at=now)
    before = (dossiers.state_hash(), dossiers.rows(range(1, 5)))
    assert audit.differing() == []
    for table in ("state", "dossier"):
        base.execute(f"DELETE FROM {table}")
    assert upkeep.rebuild(desk) == upkeep.Rebuilt(dossiers=4, changed=4)
    assert (dossiers.state_hash(), dossiers.rows(range(1, 5))) == before


def test_what_was_changed_in_the_journal_is_never_rebuilt_into_the_lists(desk: Desk) -> None:
    unguard_the_journal()
    base.execute("UPDATE journal SET data = replace(data, 'Đức', 'Bình') WHERE seq = 3")
    before = dossiers.state_hash()
    checked = upkeep.check(desk)
    assert len(checked.problems) == 1, "no advice to rebuild stands beside it"
    with pytest.raises(BadFile, match="does not hold"):
        upkeep.rebuild(desk)
    assert dossiers.state_hash() == before
