"""Copies of the database, whole and consistent while others write to it."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from counter_app import disk
from counter_app.models import faults

#: What SQLite keeps beside a file that it writes.
_COMPANIONS = ("-journal", "-wal", "-shm")

#: Tables that every database of this program has.
_JOURNAL = frozenset({"chain", "journal"})

#: Chains whose head is not the last event of the journal.
_TORN_CHAINS = (
    "SELECT count(*) FROM chain AS c WHERE seq <> (SELECT count(*) FROM journal AS j "
    "WHERE j.node = c.node AND j.epoch = c.epoch) OR seq > 0 AND NOT EXISTS (SELECT 1 FROM journal AS j "
    "WHERE j.node = c.node AND j.epoch = c.epoch AND j.seq = c.seq AND j.hash = c.hash)"
)


def copy(source: sqlite3.Connection, target: Path, before_name: Callable[[], object] | None = None) -> None:
    """Write the database of ``source`` to ``target``: all of it or nothing, checked before it takes its name.

    All pages go in one step: in small steps every write of a colleague starts the copy anew.
    ``before_name`` is as in :func:`write_whole`.

    Raises:
        DeviceProblem: the disk of ``target`` is full or cannot be written.
        BadFile: what was written cannot be read back whole.
    """
    write_whole(target, lambda draft: _copy_pages(source, draft), before_name)


def write_whole(
    target: Path, write: Callable[[Path], None], before_name: Callable[[], object] | None = None
) -> None:
    """Let ``write`` make a database aside, read it through, and only then give it the name ``target``.

    ``before_name`` is called between the two: what it raises leaves no copy.

    Raises:
        DeviceProblem: the disk of ``target`` is full or cannot be written.
        BadFile: what was written cannot be read back whole.
    """
    draft = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            remove(draft)
            with faults.translated(target):
                write(draft)
            with draft.open("rb+") as file:
                os.fsync(file.fileno())
            require_whole(draft)
            if before_name is not None:
                before_name()
            os.replace(draft, target)  # noqa: PTH105 - atomic on every platform
            disk.flush_folder(target.parent)
        finally:
            with suppress(OSError):  # the medium may be gone or read-only by now; why is raised already
                remove(draft)
    except OSError as error:
        raise faults.of_disk(error, target) from error


def remove(draft: Path) -> None:
    """Take the draft away, and what SQLite leaves beside it where the disk fills up or somebody stops it.

    Raises:
        OSError: it cannot be taken away.
    """
    for ending in ("", *_COMPANIONS):
        draft.with_name(draft.name + ending).unlink(missing_ok=True)


def _copy_pages(source: sqlite3.Connection, draft: Path) -> None:
    with closing(sqlite3.connect(draft)) as connection:
        source.backup(connection, pages=-1)
        # One file without companions, so that it can be carried away.
        connection.execute("PRAGMA journal_mode = delete")


def copy_before_upgrade(source: Any, folder: Path, version: int) -> Path:
    """Copy a database of ``version`` into ``folder``, under a name not yet taken there."""
    number = 1
    while (target := folder / f"before-upgrade-from-{version}-{number}.sqlite3").exists():
        number += 1
    source.copy_to(target)
    return target


def require_whole(path: Path) -> None:
    """Read the database at ``path`` through, without touching it.

    Raises:
        BadFile: it is damaged, empty, or of another program.
    """
    with faults.translated(path), closing(read_only(path)) as connection:
        answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if not _names(connection) >= _JOURNAL:
            raise faults.of_another_program(path)
        torn = connection.execute(_TORN_CHAINS).fetchone()[0]
    if answer != "ok" or torn:
        raise faults.damaged(path)


def has_journal(path: Path) -> bool:
    """Whether the database file at ``path`` has the tables that every one of this program has.

    Raises:
        BadFile: it is damaged.
    """
    with faults.translated(path), closing(read_only(path)) as connection:
        return _names(connection) >= _JOURNAL


def _names(connection: sqlite3.Connection) -> set[str]:
    return {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that leaves the finished copy at ``path`` and its folder as they are."""
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
