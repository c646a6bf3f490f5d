"""Opening a database on a PostgreSQL server, making its tables, and looking whether there is anything yet."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from counter_app.models import migrations, transfer
from counter_app.models.postgres import PostgresServer


def opened(url: str, backups: Path | None) -> PostgresServer:
    """The database that ``url`` names, its tables made or brought up to date first.

    Raises:
        BadInput: the URL names none.
        BadFile: of another program, of a later version, or in an encoding without Vietnamese.
        DeviceProblem: the server does not answer, or refuses.
    """
    found = PostgresServer(url)
    with found.faults():
        try:
            _connect(found)
            migrations.bring_up_to_date(found, found.path, backups or Path.cwd())
        except BaseException:
            found.close()
            raise
    return found


@contextmanager
def in_one_go(url: str) -> Iterator[PostgresServer]:
    """The database that ``url`` names, its tables made and whatever is done with it in one transaction.

    Whoever is killed before the end leaves nothing, not even an empty table.

    Raises:
        BadInput, BadFile, DeviceProblem: as :func:`opened`.
    """
    found = PostgresServer(url)
    try:
        _connect(found)
        with found.writing():
            migrations.bring_up_to_date(found, found.path, Path.cwd())
            yield found
    finally:
        found.close()


def _connect(found: PostgresServer) -> None:
    found.connect()
    found.require_vietnamese()


def is_there(url: str) -> bool:
    """Whether the database that ``url`` names has any tables."""
    with only_looked_at(url) as found:
        return found.is_marked() or found.is_of_another_program()


def is_taken(url: str) -> bool:
    """Whether the database that ``url`` names holds more than this program's empty tables."""
    with only_looked_at(url) as found:
        return not transfer.is_empty(found) if found.is_marked() else found.is_of_another_program()


@contextmanager
def only_looked_at(url: str) -> Iterator[PostgresServer]:
    """The database that ``url`` names as it is, with whatever tables it has.

    Raises:
        BadInput, DeviceProblem: as :func:`opened`.
    """
    found = PostgresServer(url)
    found.connect()
    try:
        yield found
    finally:
        found.close()
