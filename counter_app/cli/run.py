"""What every command needs: the home, the desk, the officer and the moment."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from counter_app.config import Home, default_home
from counter_app.core.records import Officer
from counter_app.core.times import parse_time
from counter_app.errors import BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.services.desk import Desk, open_desk, system_clock

PIN_VARIABLE = "COUNTER_APP_PIN"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a command says: ``lines`` for people, ``data`` (or ``rows``, one a line) for ``--json``.

    ``notices`` go to standard error either way; ``code`` is the exit code.
    """

    lines: Sequence[str] = ()
    data: Mapping[str, Any] | None = None
    rows: Sequence[Mapping[str, Any]] | None = None
    notices: Sequence[str] = ()
    code: int = 0


class WrongUsage(Exception):
    """Options that do not go together; said in the way of the parser."""


class Run:
    """One run of one command."""

    def __init__(self, args: argparse.Namespace, clock: Callable[[], datetime] = system_clock) -> None:
        self.args = args
        self.clock = clock
        self.home = home_of(args)
        self._desk: Desk | None = None

    @property
    def desk(self) -> Desk:
        """The desk of the home, opened at first use."""
        if self._desk is None:
            self._desk = open_desk(self.home, self.clock)
        return self._desk

    def shipped_desk(self) -> Desk:
        """A desk of the shipped calendar and law with usual opening hours, for a home without an office."""
        from counter_app.demo import OFFICE  # noqa: PLC0415

        return Desk(self.home, OFFICE, self.clock)

    def at(self) -> datetime:
        """The moment of the act: ``--at``, or now."""
        given: str | None = getattr(self.args, "at", None)
        return parse_time(given) if given is not None else self.clock()

    def officer(self) -> Officer:
        """Who does it, proved by the PIN from the environment or the prompt.

        Raises:
            NotAllowed: wrong login or PIN, or there is nobody to ask for one.
        """
        from counter_app.services.accounts import sign_in  # noqa: PLC0415 - Argon2 only where a PIN is checked

        return sign_in(self.desk, self.args.by, _pin())

    def given_officer(self) -> Officer | None:
        """Who ``--by`` proves, where the command may be run by nobody in particular.

        Raises:
            NotAllowed: as :meth:`officer`.
        """
        return self.officer() if self.args.by is not None else None


def home_of(args: argparse.Namespace) -> Home:
    """The home that ``--home`` and ``--database`` name.

    Raises:
        NotAllowed: a database of a kind that this version does not open.
    """
    root = getattr(args, "home", None)
    home = Home(Path(root).expanduser().absolute()) if root else default_home()
    url = getattr(args, "database", None)
    return home if url is None else Home(home.root, _database(url))


def _database(url: str) -> Path:
    """The file that a SQLite URL (``sqlite:///C:/desk.sqlite3``) or a plain path names."""
    scheme = url.partition("://")[0].lower() if "://" in url else ""
    if scheme in ("postgresql", "postgres"):
        raise NotAllowed(
            _("This version keeps its data in a SQLite file; PostgreSQL comes later. Leave --database out.")
        )
    if scheme not in ("", "sqlite", "file"):
        raise BadInput(
            _("“{url}” names no database; give a path or sqlite:///PATH.").format(url=url), "database"
        )
    path = unquote(urlsplit(url).path) if scheme else url
    if scheme and (os.name == "nt" or path.startswith("//")):
        path = path[1:]  # sqlite:///C:/x and sqlite:////home/x, as others write them
    return Path(path).expanduser().absolute()


def _pin() -> str:
    pin = os.environ.get(PIN_VARIABLE)
    if pin is not None:
        return pin
    nobody = NotAllowed(_("Nobody is here to type the PIN; put it into COUNTER_APP_PIN."))
    if sys.stdin is None or not sys.stdin.isatty():
        raise nobody
    try:
        return getpass.getpass(_("PIN: "))
    except EOFError as error:
        raise nobody from error
