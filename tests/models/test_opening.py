"""Opening a database: what is refused, each with its own sentence, and what is said of the disk later."""

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import peewee
import pytest

from counter_app.errors import BadFile, DeviceProblem
from counter_app.models import backup, base, dossiers, journal, migrations
from counter_app.models import office as offices
from counter_app.models import places as disks
from tests.engines import Places
from tests.models.makers import OFFICE, receive


@pytest.mark.sqlite_only
def test_a_new_database_has_the_promises_of_the_design(database: Path) -> None:
    pragmas = {name: base.fetch(f"PRAGMA {name}")[0][0] for name in (
        "journal_mode", "synchronous", "foreign_keys", "application_id", "user_version", "busy_timeout",
    )}  # fmt: skip
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": migrations.APPLICATION_ID,
        "user_version": len(migrations.STEPS),
        "busy_timeout": 10_000,
    }


def test_opening_again_finds_everything(database: base.Place) -> None:
    state = receive(1)
    base.close_database()
    base.open_database(database)
    assert dossiers.state_of(state.scan_number) == state


def test_opening_another_closes_the_first(database: base.Place, places: Places) -> None:
    receive(1)
    base.open_database(places.new("other"))
    assert dossiers.count() == 0
    base.open_database(database)
    assert dossiers.count() == 1


@pytest.mark.sqlite_only
def test_a_newer_database_is_refused_and_left_alone(database: Path) -> None:
    base.execute("PRAGMA user_version = 99")
    base.close_database()
    before = database.read_bytes()
    with pytest.raises(BadFile, match=r"later version.*99"):
        base.open_database(database)
    assert database.read_bytes() == before


def test_a_database_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "counter.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    with pytest.raises(BadFile, match="another program"):
        base.open_database(path)
    assert path.read_bytes() == before


def test_the_version_of_another_program_is_not_taken_for_a_later_one(tmp_path: Path) -> None:
    path = tmp_path / "counter.sqlite3"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
        other.execute("PRAGMA user_version = 50")
    with pytest.raises(BadFile, match="another program"):
        base.open_database(path)


@pytest.mark.sqlite_only
def test_a_backup_put_into_place_works_as_the_first_did(database: Path, tmp_path: Path) -> None:
    receive(1)
    kept = tmp_path / "kept.sqlite3"
    backup.copy(base.connection(), kept)
    base.open_database(kept)
    assert base.fetch("PRAGMA journal_mode") == [("wal",)]
    assert dossiers.count() == 1


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "counter.sqlite3"
    path.write_text("Đây không phải cơ sở dữ liệu.\n" * 200, encoding="utf-8")
    with pytest.raises(BadFile, match="damaged"):
        base.open_database(path)


def _spoil_header(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(16)
        file.write(b"\xff" * 84)


def _spoil_schema(path: Path) -> None:
    with path.open("rb+") as file:
        file.seek(100)
        file.write(b"\xa5" * 3000)


def _cut_off(path: Path) -> None:
    with path.open("rb+") as file:
        file.truncate(5000)


@pytest.mark.sqlite_only
@pytest.mark.parametrize("spoil", [_spoil_header, _spoil_schema, _cut_off])
def test_a_damaged_database_is_refused(database: Path, spoil: Callable[[Path], None]) -> None:
    receive(1)
    base.close_database()
    spoil(database)
    with pytest.raises(BadFile, match="damaged"):
        base.open_database(database)
    assert not database.with_name("backups").exists()


@pytest.mark.sqlite_only
def test_damage_that_shows_later_is_said_then(database: Path) -> None:
    for number in range(1, 40):
        receive(number)
    base.close_database()
    page = 4096
    size = database.stat().st_size
    with database.open("rb+") as file:
        for start in range(4 * page, size, page):  # the schema stays readable
            file.seek(start)
            file.write(b"\xa5" * page)
    with pytest.raises(BadFile, match="damaged"):
        _work_with(database)


def _work_with(path: Path) -> None:
    base.open_database(path)
    for number in range(1, 40):
        dossiers.rows([number])
        receive(100 + number)


@contextmanager
def _without_rights() -> Iterator[None]:
    """Be somebody who may write only what everybody may."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)


@pytest.fixture
def open_folder(tmp_path: Path) -> Path:
    """A folder that everybody on this PC can reach."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder == Path(tempfile.gettempdir()):
            break
        folder.chmod(0o755)
    return tmp_path


@pytest.mark.sqlite_only
@pytest.mark.skipif(sys.platform == "win32", reason="folders of Windows have no such rights")
def test_a_read_only_folder_is_said(database: Path, open_folder: Path) -> None:
    base.close_database()
    open_folder.chmod(0o555)
    for path in (database, open_folder / "new.sqlite3"):
        with _without_rights(), pytest.raises(DeviceProblem, match="cannot be written") as raised:
            base.open_database(path)
        assert str(path) in str(raised.value)
    open_folder.chmod(0o755)


@pytest.mark.sqlite_only
@pytest.mark.skipif(sys.platform == "win32", reason="files of Windows have no such rights")
def test_a_read_only_file_is_said(database: Path, open_folder: Path) -> None:
    base.close_database()
    open_folder.chmod(0o777)
    database.chmod(0o444)
    with _without_rights(), pytest.raises(DeviceProblem, match="cannot be written"):
        base.open_database(database)


@pytest.mark.sqlite_only
def test_a_file_that_becomes_read_only_is_said_at_the_next_act(database: Path) -> None:
    receive(1)
    base.execute("PRAGMA query_only = 1")  # what SQLite says then is what a read-only disk makes it say
    with pytest.raises(DeviceProblem, match="cannot be written"):
        receive(2)


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(DeviceProblem, match="cannot be written"):
        base.open_database(tmp_path / "nowhere" / "counter.sqlite3")


@pytest.mark.sqlite_only
def test_a_full_disk_is_said_and_nothing_is_changed(database: Path) -> None:
    receive(1)
    before = (journal.head(), dossiers.state_hash())
    base.execute("PRAGMA wal_checkpoint(truncate)")
    base.execute(f"PRAGMA max_page_count = {base.fetch('PRAGMA page_count')[0][0] + 2}")
    with pytest.raises(DeviceProblem, match="is full"):
        _fill_the_disk([])
    done = dossiers.count()
    base.execute("PRAGMA max_page_count = 1000000")
    assert journal.head().seq == done
    receive(500)
    assert dossiers.count() == done + 1
    assert before[0].seq == 1


@pytest.mark.skipif(not Path("/dev/shm").is_mount(), reason="needs a file system in memory")
@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk"
)
def test_a_really_full_disk_is_said(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1500k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("this machine lets nobody mount")
    try:
        base.open_database(disk / "counter.sqlite3")
        offices.save_office(OFFICE)
        confirmed: list[int] = []
        with pytest.raises(DeviceProblem, match="is full"):
            _fill_the_disk(confirmed)
        assert len(confirmed) > 10
        base.close_database()
        rescued = tmp_path / "rescued"
        shutil.copytree(disk, rescued)
    finally:
        base.close_database()
        subprocess.run(["umount", str(disk)], check=True)
    base.open_database(rescued / "counter.sqlite3")
    assert (dossiers.count(), journal.head().seq) == (len(confirmed), len(confirmed))


def _fill_the_disk(confirmed: list[int]) -> None:
    for number in range(2, 2000):
        receive(number, note="x" * 1000)
        confirmed.append(number)


@pytest.mark.sqlite_only
def test_a_database_held_by_another_program_is_said(database: Path) -> None:
    receive(1)
    base.execute("PRAGMA busy_timeout = 50")
    with closing(sqlite3.connect(database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DeviceProblem, match="Another program"):
            receive(2)
    assert dossiers.count() == 1
    receive(2)


def test_a_fault_in_the_sql_is_not_dressed_up(database: base.Place) -> None:
    with pytest.raises((peewee.OperationalError, peewee.ProgrammingError), match="syntax"):
        base.fetch("SELEKT 1")


def test_a_transaction_inside_another_joins_it(database: base.Place) -> None:
    with pytest.raises(ZeroDivisionError):
        _fail_after_an_inner_transaction()
    assert dossiers.count() == 0


def _fail_after_an_inner_transaction() -> None:
    with base.transaction():
        receive(1)
        raise ZeroDivisionError


def test_another_thread_works_on_a_connection_of_its_own(database: base.Place) -> None:
    receive(1)
    seen = []

    def work() -> None:
        with base.thread_connection():
            seen.append(dossiers.count())
            receive(2)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert seen == [1]
    assert dossiers.count() == 2


def test_a_thread_without_a_connection_is_a_fault_of_the_program(database: base.Place) -> None:
    raised = []

    def work() -> None:
        try:
            dossiers.count()
        except peewee.InterfaceError as error:
            raised.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert len(raised) == 1


MOUNTS = r"""sysfs /sys sysfs rw 0 0
none / 9p rw 0 0
/dev/sda2 /home ext4 rw 0 0
//server/desk /home/an/desk cifs rw 0 0
server:/export /mnt/nfs nfs4 rw 0 0
/dev/sdb1 /mnt/nfs/local ext4 rw 0 0
an@server: /media/two\040words fuse.sshfs rw 0 0
C:\134 /mnt/c 9p rw 0 0
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no table of mounts")
@pytest.mark.parametrize(
    ("place", "remote"),
    [
        ("/home/an/counter.sqlite3", False),
        ("/home/an/desk/counter.sqlite3", True),
        ("/home/an/desk/x/../counter.sqlite3", True),
        ("/home/an/desktop/counter.sqlite3", False),
        ("/mnt/nfs/counter.sqlite3", True),
        ("/mnt/nfs/local/counter.sqlite3", False),
        ("/media/two words/counter.sqlite3", True),
        ("/mnt/c/counter.sqlite3", True),
        ("/srv/counter.sqlite3", False),
    ],
)
def test_a_network_share_is_recognised(tmp_path: Path, place: str, remote: bool) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(MOUNTS, encoding="utf-8")
    assert disks.on_network_share(Path(place), mounts) is remote


def test_where_there_is_no_table_of_mounts_nothing_is_refused(tmp_path: Path) -> None:
    assert disks.on_network_share(tmp_path, tmp_path / "no-mounts") is False


def test_a_network_share_is_refused_and_the_way_out_is_named(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"//server/desk {tmp_path} cifs rw 0 0\n", encoding="utf-8")
    with pytest.raises(DeviceProblem, match=r"network share.*PostgreSQL"):
        base.open_database(tmp_path / "counter.sqlite3", mounts=mounts)
    assert not (tmp_path / "counter.sqlite3").exists()


def test_an_empty_file_is_a_lost_database_and_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "counter.sqlite3"
    path.touch()
    with pytest.raises(BadFile, match="damaged"):
        base.open_database(path)
    assert path.read_bytes() == b""


def test_text_that_is_none_any_more_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "counter.sqlite3"
    base.open_database(path)
    with base.transaction():
        base.execute("INSERT INTO fact (name, value) VALUES ('spoiled', CAST(x'ff00fe' AS TEXT))")
    with pytest.raises(BadFile, match="damaged"):
        base.fetch("SELECT value FROM fact WHERE name = 'spoiled'")
    base.close_database()
