"""What the database's errors mean to the person at the desk: one finished sentence each."""

import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import peewee

from counter_app.errors import BadFile, DeviceProblem, Duplicate, NotAllowed, UserError
from counter_app.i18n import gettext as _

#: What sqlite3 says, without a code, of bytes that were text when they were written.
_NO_TEXT = "Could not decode to UTF-8"

#: Names the trigger of a database whose office was moved elsewhere, and begins what it says.
MOVED = "office_was_moved"

#: The same of a database that an office is being moved to, until the one it comes from is closed.
UNFINISHED = "office_is_being_moved"

#: Below this many free bytes an input/output error is taken for a full disk.
_NO_SPACE = 64 * 1024


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the disk and the file at ``path`` into a :class:`UserError`.

    Errors that are the program's own fault (SQL, constraints) pass unchanged.

    Raises:
        DeviceProblem: full disk, read-only file or folder, locked for too long, input/output error.
        BadFile: the file is damaged or not a database.
    """
    try:
        yield
    except (peewee.DatabaseError, sqlite3.DatabaseError) as error:
        meaning = _meaning(error, path)
        if meaning is None:
            raise
        raise meaning from error


def _meaning(error: Exception, path: Path) -> UserError | None:
    cause = getattr(error, "orig", error)  # Peewee keeps SQLite's own error there
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _no_space(path)):
        return full_disk(path)
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return read_only(path)
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_PROTOCOL):
        return DeviceProblem(
            _(
                "Another program holds the database {path}. Wait a moment, then do this again; "
                "nothing was changed."
            ).format(path=path)
        )
    if code == sqlite3.SQLITE_IOERR:
        return DeviceProblem(
            _(
                "The disk of {path} does not do its work. Check the disk and its cable, then try again."
            ).format(path=path)
        )
    for name in (MOVED, UNFINISHED):
        if f"{name}: " in str(cause):
            return NotAllowed(str(cause).partition(f"{name}: ")[2])
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or _NO_TEXT in str(cause):
        return damaged(path)
    return None


def sentence_in(body: str, name: str) -> str:
    """What a trigger ``name`` says whose ``body`` is SQL; "" where it says nothing."""
    return body.partition(f"'{name}: ")[2].rpartition("'")[0].replace("''", "'")


def of_disk(error: OSError, path: Path) -> DeviceProblem:
    """What an ``OSError`` at ``path`` means."""
    if error.errno == errno.ENOSPC:
        return full_disk(path)
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return read_only(path)
    return DeviceProblem(
        _("{path} cannot be written: {reason}. Choose another folder.").format(
            path=path, reason=error.strerror or error
        )
    )


def _no_space(path: Path) -> bool:
    try:
        return shutil.disk_usage(path.parent).free < _NO_SPACE
    except OSError:
        return False


def full_disk(path: Path) -> DeviceProblem:
    """The disk of ``path`` has no room left."""
    return DeviceProblem(
        _(
            "The disk of {path} is full. Free some space on it, then do this again; nothing was changed."
        ).format(path=path)
    )


def read_only(path: Path) -> DeviceProblem:
    """``path`` or its folder cannot be written."""
    return DeviceProblem(
        _(
            "{path} cannot be written. Ask for the right to write to this folder, "
            "or choose another with --home."
        ).format(path=path)
    )


def damaged(path: Path | str) -> BadFile:
    """``path`` is no whole database."""
    return BadFile(
        _(
            "The database {path} is damaged. Keep the file, bring back the latest backup, "
            "and do not work on with this one."
        ).format(path=path)
    )


def of_another_program(path: Path | str) -> BadFile:
    """``path`` is a database, but not one of this program."""
    return BadFile(
        _("{path} is a database of another program. Choose another folder with --home.").format(path=path)
    )


def taken(path: Path | str) -> Duplicate:
    """``path`` is no place for an office that moves."""
    return Duplicate(
        _("There is a database in {path} already. Choose a place where there is none.").format(path=path)
    )


def newer(path: Path | str, found: int, known: int) -> BadFile:
    """``path`` was written by a later version of this program."""
    return BadFile(
        _(
            "The database {path} was written by a later version of this program (format {found}, known here "
            "{known}). Install the later version; nothing was changed."
        ).format(path=path, found=found, known=known)
    )


def network_share(path: Path) -> DeviceProblem:
    """``path`` lies on another machine's disk."""
    return DeviceProblem(
        _(
            "{path} lies on a network share, where this database would be damaged. "
            "Choose a folder on this PC, or use PostgreSQL for several counters."
        ).format(path=path)
    )


def without_driver() -> NotAllowed:
    """The optional package is not installed."""
    return NotAllowed(
        _(
            "This installation cannot open PostgreSQL. Install it with its driver: "
            "pip install counter-app[postgres]."
        )
    )
