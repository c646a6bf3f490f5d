"""The office that IT prepared: a file in the home, from which the first start makes it."""

import logging
import tomllib
from collections.abc import Callable
from datetime import datetime

from counter_app.config import Home
from counter_app.errors import BadFile, UserError
from counter_app.i18n import gettext as _
from counter_app.services import accounts, nodes
from counter_app.services.desk import Desk, close_desk, create_office, has_database, system_clock
from counter_app.services.office_file import read_office_file

_log = logging.getLogger(__name__)


def make_prepared_office(home: Home, clock: Callable[[], datetime] = system_clock) -> bool:
    """Set up the office that ``office.toml`` in ``home`` describes, unless there is one; whether it did.

    The file, in which the first PINs stand, is removed once the office is there. Every officer
    must have one: nobody would see a PIN that the program chose.

    Raises:
        BadFile: the file has no meaning, or an officer in it has no PIN; nothing is changed.
        UserError: the home cannot be written.
    """
    file = home.prepared_office
    if not file.exists() or has_database(home):
        return False
    described = read_office_file(file)
    without = [one.get("login", "") for one in _officers(home) if not one.get("pin")]
    if without:
        raise BadFile(
            _(
                "In {path} the officer {login} has no pin. Write one there, then start the program again."
            ).format(path=file, login=without[0])
        )
    now = clock()

    def fill(desk: Desk) -> None:
        for officer, pin in described.officers:
            accounts.add_officer(desk, officer, pin, now)

    desk = create_office(home, described.office, now, clock, fill)
    try:
        nodes.show_key(desk)
    except UserError as error:
        _log.warning("the key is made when it is first needed: %s", error)
    finally:
        close_desk()
    try:
        file.unlink()
    except OSError as error:
        _log.warning("the first PINs still stand in %s: %s", file, error.strerror)
    return True


def _officers(home: Home) -> list[dict[str, str]]:
    found: list[dict[str, str]] = tomllib.loads(home.prepared_office.read_text(encoding="utf-8-sig"))[
        "officer"
    ]
    return found
