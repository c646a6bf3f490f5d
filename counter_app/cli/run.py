"""What every command needs: the home, the desk, the officer and the moment."""

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from counter_app.cli.options import home_of
from counter_app.core.records import Officer
from counter_app.core.times import parse_time
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.models import base
from counter_app.services.desk import Desk, has_database, open_desk, system_clock

#: Commands whose files are taken for the office's own, wherever they come to.
_CARRYING_OUT = frozenset({"backup", "export"})

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


class Run:
    """One run of one command."""

    def __init__(self, args: argparse.Namespace, clock: Callable[[], datetime] | None = None) -> None:
        self.args = args
        self.clock = clock or system_clock
        self.home = home_of(args)
        self._desk: Desk | None = None
        #: Where the office is that has left the open database, a finished sentence; "" where it is here.
        self.moved = ""

    @property
    def desk(self) -> Desk:
        """The desk of the home, opened at first use."""
        if self._desk is None:
            self._make_prepared_office()
            self._desk = open_desk(self.home, self.clock)
            self._look_whether_moved()
        return self._desk

    def _look_whether_moved(self) -> None:
        """Keep of a database that was left where the office is.

        Raises:
            NotAllowed: the command carries things out of it that would be taken for the office's.
        """
        self.moved = base.refusal() if self.args.command != "move" else ""
        if self.moved and self.args.command in _CARRYING_OUT:
            raise NotAllowed(self.moved)

    def has_database(self) -> bool:
        """Whether the home has a database already."""
        return has_database(self.home)

    def _make_prepared_office(self) -> None:
        if self.home.prepared_office.exists():
            from counter_app.services.first_start import make_prepared_office  # noqa: PLC0415 - once

            make_prepared_office(self.home, self.clock)

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
