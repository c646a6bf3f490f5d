"""Who works at the desk, and the PIN that proves it (Argon2id)."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from counter_app.core.events import written
from counter_app.core.journal import NewEvent
from counter_app.core.office_events import OfficerAdded
from counter_app.core.records import Officer
from counter_app.core.states import Role
from counter_app.core.validation import clean_text
from counter_app.errors import BadInput, Duplicate, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.models import base, journal
from counter_app.models import office as offices
from counter_app.services.desk import Desk

if TYPE_CHECKING:
    from argon2 import PasswordHasher

#: Who may let somebody else sign in.
_MANAGERS = frozenset({Role.HEAD, Role.ADMINISTRATOR})

#: Digits that a PIN has at least and at most.
PIN_LENGTH = (4, 12)


@cache
def _hasher() -> "PasswordHasher":
    """Loaded when the first PIN is proved or set: the list of officers is shown without it."""
    from argon2 import PasswordHasher  # noqa: PLC0415

    return PasswordHasher()


def officers(desk: Desk) -> tuple[Officer, ...]:
    """Everyone who can sign in, in the order of their names."""
    return tuple(offices.officers())


def sign_in(desk: Desk, login: str, pin: str) -> Officer:
    """The officer whom ``login`` and ``pin`` prove.

    Raises:
        NotAllowed: unknown login or wrong PIN; the sentence does not say which.
    """
    from argon2.exceptions import VerifyMismatchError  # noqa: PLC0415

    desk.refresh_calendar()
    officer = offices.officer(login)
    stored = offices.pin_hash(login)
    try:
        if officer is not None and stored is not None and _hasher().verify(stored, pin):
            return officer
    except VerifyMismatchError:
        pass  # said below, in the same words as for an unknown login
    raise NotAllowed(_("The login or the PIN is wrong. Try again; nothing was changed."))


def add_officer(desk: Desk, officer: Officer, pin: str, at: datetime, by: Officer | None = None) -> None:
    """Let ``officer`` sign in with ``pin``; ``by`` is nobody only while the office is set up.

    Raises:
        BadInput: the login, the name or the PIN cannot be accepted.
        Duplicate: the login is taken.
        NotAllowed: ``by`` is neither head nor administrator.
    """
    if by is not None and by.role not in _MANAGERS:
        raise NotAllowed(
            _("Only the head of the desk or an administrator may add somebody; ask one of them.")
        )
    low, high = PIN_LENGTH
    if not (pin.isascii() and pin.isdigit() and low <= len(pin) <= high):
        raise BadInput(_("A PIN has {low} to {high} digits.").format(low=low, high=high), "pin")
    if not (officer.login.isascii() and officer.login.isidentifier()):
        raise BadInput(_("A login has letters a-z, digits and _ only, like “thuan”."), "login")
    if not clean_text(officer.name, 100):
        raise BadInput(_("Enter the officer's name."), "name")
    if offices.officer(officer.login) is not None:
        raise Duplicate(_("The login {login} is taken; choose another.").format(login=officer.login))
    kind, data = written(OfficerAdded(login=officer.login, name=officer.name, role=officer.role.value))
    with base.transaction():
        offices.add_officer(officer, _hasher().hash(pin))
        journal.append(
            [NewEvent(kind=kind, dossier="", happened_at=at, by=by.login if by else "", data=data)],
            recorded_at=desk.clock(),
        )
