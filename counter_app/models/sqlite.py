"""SQLite: the office of one PC, in one file."""

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from functools import cache
from itertools import chain, islice
from pathlib import Path
from typing import Any, cast

import peewee

from counter_app import disk
from counter_app.models import backup, faults, migrations, places, search_fts
from counter_app.models.faults import MOVED

#: Seconds that a writer waits for another one.
BUSY_TIMEOUT = 10

#: Marks a file as a database of this program (``PRAGMA application_id``): "CNTR".
APPLICATION_ID = migrations.APPLICATION_ID

#: Rows that one statement puts into a table.
_AT_ONCE = 50

_HEADER = b"SQLite format 3\0"

#: Makes Peewee's errors of the driver's.
_wrapped: Any = getattr(peewee, "__exception_wrapper__")  # noqa: B009


class SqliteFile(peewee.SqliteDatabase):
    """A database file with the promises this program needs: full synchronisation, foreign keys."""

    engine = "sqlite"
    search = search_fts

    def __init__(self, path: Path) -> None:
        super().__init__(
            str(path),
            pragmas={"synchronous": "full", "foreign_keys": 1, "cache_size": -16_000},
            timeout=BUSY_TIMEOUT,
            autoconnect=False,
        )
        self.path = path

    def rollback(self) -> None:
        """Roll back, unless SQLite has done so itself, as it does on a full disk."""
        if self.connection().in_transaction:
            super().rollback()

    def faults(self) -> AbstractContextManager[None]:
        """What SQLite says of disk and file, as sentences."""
        return faults.translated(self.path)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """BEGIN IMMEDIATE, and COMMIT with the disk's word for it."""
        with faults.translated(self.path), self.atomic("IMMEDIATE"):
            yield

    def attempt(self) -> AbstractContextManager[None]:
        """A statement that fails does not end the transaction of itself."""
        return nullcontext()

    def reading(self) -> AbstractContextManager[None]:
        """Everything as of one moment."""
        snapshot: Any = self.atomic()
        return cast("AbstractContextManager[None]", snapshot)

    def fetched(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that ``sql`` yields."""
        with faults.translated(self.path):
            rows: list[tuple[Any, ...]] = self.execute_sql(sql, parameters).fetchall()
            return rows

    def streamed(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that ``sql`` yields, one after the other."""
        with faults.translated(self.path):
            yield from self.execute_sql(sql, parameters)

    def execute_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out ``sql`` for each of ``rows``."""
        with _wrapped:
            self.connection().executemany(sql, rows)

    def insert_each(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Put new ``rows`` into ``table``, many with one statement.

        After each statement the index of the search writes down what it has gathered: with one for
        each row, that was half of the time of an import.
        """
        left = iter(rows)
        with _wrapped:
            while part := list(islice(left, _AT_ONCE)):
                insertion = _insertion(table, tuple(columns), len(part))
                self.connection().execute(insertion, list(chain.from_iterable(part)))

    def is_of_another_program(self) -> bool:
        """Whether the file holds a database that this program did not make."""
        if self.application_id not in (0, APPLICATION_ID):
            return True
        return self.application_id == 0 and bool(self.get_tables())

    def is_marked(self) -> bool:
        """Whether the file says that it is of this program."""
        return bool(self.application_id == APPLICATION_ID)

    def prepare(self) -> None:
        """What has to be done before the first transaction."""
        self.journal_mode = "wal"

    def mark(self) -> None:
        """Let the file say that it is of this program."""
        self.application_id = APPLICATION_ID

    def copy_to(self, target: Path, before_name: Callable[[], object] | None = None) -> None:
        """Write everything to ``target``, see :func:`counter_app.models.backup.copy`."""
        backup.copy(self.connection(), target, before_name)

    def faults_found(self, *, deep: bool) -> list[str]:
        """What SQLite finds wrong with the file; ``deep`` also holds every index against its table."""
        pragma = "PRAGMA integrity_check" if deep else "PRAGMA quick_check"
        found = [str(row[0]) for row in self.fetched(pragma) if row[0] != "ok"]
        if deep:
            found += [f"foreign key of {row[0]} {row[1]}" for row in self.fetched("PRAGMA foreign_key_check")]
        return found

    def refuse_more(self, sentence: str, name: str = MOVED) -> None:
        """From now on refuse every event with ``sentence``, whichever program brings it."""
        words = sentence.replace("'", "''")
        self.execute_sql(
            f"CREATE TRIGGER {name} BEFORE INSERT ON journal "
            f"BEGIN SELECT RAISE(ABORT, '{name}: {words}'); END"
        )

    def refusal(self, name: str = MOVED) -> str:
        """The sentence with which every event is refused since :meth:`refuse_more`; "" where none is."""
        found = self.fetched("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?", (name,))
        return faults.sentence_in(found[0][0], name) if found else ""

    def accept_again(self) -> None:
        """Take the refusal of an office that is being moved here away."""
        self.execute_sql(f"DROP TRIGGER IF EXISTS {faults.UNFINISHED}")


@cache
def _insertion(table: str, columns: tuple[str, ...], rows: int) -> str:
    row = f"({', '.join('?' * len(columns))})"
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {', '.join([row] * rows)}"  # noqa: S608


def opened(path: Path, backups: Path | None, mounts: Path) -> SqliteFile:
    """The database at ``path``, created or brought up to date first.

    Raises:
        BadFile: damaged, of another program, or of a later version.
        DeviceProblem: on a network share, read-only, full disk, held by another program.
    """
    if places.on_network_share(path, mounts):
        raise faults.network_share(path)
    _refuse_unwritable(path)
    backups = backups or path.parent / "backups"
    if not path.exists():
        _create(path, backups)
    return _opened(path, backups)


def _create(path: Path, backups: Path) -> None:
    """Make the database aside and put it in place whole.

    Another program that comes meanwhile finds none or all of it, and an empty file is always
    a database that was lost.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=".new-", dir=path.parent) as folder:
            draft = Path(folder) / path.name
            _opened(draft, backups).close()
            with suppress(FileExistsError):  # another program was first
                disk.give_name(draft, path)
    except OSError as error:
        raise faults.of_disk(error, path) from error


def _opened(path: Path, backups: Path) -> SqliteFile:
    found = SqliteFile(path)
    with faults.translated(path):
        try:
            found.connect()
            migrations.bring_up_to_date(found, path, backups)
            found.journal_mode = "wal"  # a backup that was put here has another
        except BaseException:
            found.close()
            raise
    return found


def _refuse_unwritable(path: Path) -> None:
    try:
        with path.open("rb") as file:
            start = file.read(len(_HEADER))
    except FileNotFoundError:
        target = path.parent
    except OSError as error:
        raise faults.read_only(path) from error
    else:
        if start != _HEADER:  # an empty file too: a database was here, and is lost
            raise faults.damaged(path)
        target = path
    if not (os.access(target, os.W_OK) and os.access(path.parent, os.W_OK)):
        raise faults.read_only(path)


def is_file(path: Path) -> bool:
    """Whether the file at ``path`` begins as those of SQLite do.

    Raises:
        DeviceProblem: it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(len(_HEADER)) == _HEADER
    except FileNotFoundError:
        return False
    except OSError as error:
        raise faults.of_disk(error, path) from error


def connection_of(database: Any) -> sqlite3.Connection:
    """SQLite's own connection of this thread."""
    own: sqlite3.Connection = database.connection()
    return own
