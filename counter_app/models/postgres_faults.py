"""What a PostgreSQL server's errors mean to the person at the desk: one finished sentence each."""

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
import psycopg

from counter_app.errors import BadFile, BadInput, DeviceProblem, NotAllowed, ServerGone, UserError
from counter_app.i18n import gettext as _
from counter_app.models import faults

#: Conditions by their SQLSTATE (PostgreSQL, appendix A).
_BUSY = ("55P03", "57014", "40001", "40P01")
_FULL = ("53100", "53200")
_NO_RIGHT = ("42501", "25006")
_DAMAGED = ("XX001", "XX002")
#: A server that does not take connections yet, or no more, says so without a code.
_NOT_YET = ("starting up", "shutting down", "not yet accepting", "recovery mode")
_LOST = ("57P01", "57P02", "57P03", "57P05", "25P03", "53300")


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn what the server at ``place`` says about itself into a :class:`UserError`.

    Errors that are the program's own fault (SQL, constraints) pass unchanged.

    Raises:
        DeviceProblem: it does not answer, its disk is full, another counter writes for too long.
        BadFile: the database is damaged.
        NotAllowed: the office was moved elsewhere, or is being moved here.
    """
    try:
        yield
    except (peewee.DatabaseError, peewee.InterfaceError, psycopg.Error) as error:
        meaning = _meaning(error, place)
        if meaning is None:
            raise
        raise meaning from error


def cause_of(error: BaseException) -> BaseException:
    """The driver's own error inside Peewee's."""
    cause: BaseException = getattr(error, "orig", error)
    return cause


def _meaning(error: Exception, place: str) -> UserError | None:
    cause = cause_of(error)
    state = getattr(cause, "sqlstate", None) or ""
    if is_lost(cause):
        return gone(place)
    if state in _BUSY:
        return DeviceProblem(
            _(
                "Another counter holds the database {path}. Wait a moment, then do this again; "
                "nothing was changed."
            ).format(path=place)
        )
    if state in _FULL:
        return DeviceProblem(
            _(
                "The server of {path} has no room left. Ask whoever looks after it, then do this again; "
                "nothing was changed."
            ).format(path=place)
        )
    if state in _NO_RIGHT:
        return DeviceProblem(
            _("{path} cannot be written. Ask whoever looks after the server for the right to it.").format(
                path=place
            )
        )
    if state in _DAMAGED:
        return faults.damaged(place)
    for name in (faults.MOVED, faults.UNFINISHED):
        if f"{name}: " in str(cause):
            return NotAllowed(_first_line(cause).partition(f"{name}: ")[2])
    return None


def is_lost(error: BaseException) -> bool:
    """Whether ``error`` says that the connection is gone, or that the server takes none."""
    cause = cause_of(error)
    state = getattr(cause, "sqlstate", None) or ""
    if state:
        return state in _LOST or state.startswith("08")
    return isinstance(cause, (psycopg.OperationalError, psycopg.InterfaceError))


def gone(place: str) -> ServerGone:
    """The server does not answer."""
    return ServerGone(
        _(
            "The database server {path} does not answer; nothing was written. Try again in a moment; if it "
            "does not come back, ask whoever looks after it."
        ).format(path=place)
    )


def uncertain(place: str) -> DeviceProblem:
    """The server was lost between the order to keep an act and its answer."""
    return DeviceProblem(
        _(
            "The database server {path} was lost at the very moment of writing. Whether this was kept is not "
            "known: when the server is back, look it up before you do it again."
        ).format(path=place)
    )


def not_opened(error: Exception, place: str) -> UserError:
    """A connection could not be made."""
    cause = cause_of(error)
    if isinstance(cause, psycopg.ProgrammingError):
        return no_database(place)
    state = getattr(cause, "sqlstate", None)
    words = str(cause)
    if any(one in words for one in _NOT_YET):
        return gone(place)
    if state or "FATAL:" in words:  # the server is there and says why
        reason = words.rpartition("FATAL:")[2].strip().splitlines()[0]
        return DeviceProblem(
            _("The database server {path} refuses: {reason}. Check the address in --database.").format(
                path=place, reason=reason.rstrip(".")
            )
        )
    return gone(place)


def no_database(url: str) -> BadInput:
    """What stands there cannot be the address of a database."""
    return BadInput(
        _("“{url}” names no database; give a path, sqlite:///PATH or postgresql://SERVER/NAME.").format(
            url=url
        ),
        "database",
    )


def wrong_encoding(place: str, found: str) -> BadFile:
    """The database cannot hold every letter."""
    return BadFile(
        _(
            "The database {path} is kept in {encoding} and cannot hold Vietnamese. Have one made with the "
            "encoding UTF8."
        ).format(path=place, encoding=found)
    )


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0]
