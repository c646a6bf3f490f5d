"""The one door for what goes wrong: an officer's mistake into the strip, a mistake of ours into the log.

:func:`attempt` is one of the three places that catch every exception; after it the
program stays up and the database is as before the click.
"""

import logging
import traceback
from collections.abc import Callable
from functools import partial
from hashlib import sha256
from typing import Any, ParamSpec, Protocol, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from counter_app.errors import ServerGone, UserError
from counter_app.i18n import gettext as _
from counter_app.ui.session import Session

_log = logging.getLogger("counter_app")
_seen: set[str] = set()
_P = ParamSpec("_P")
_T = TypeVar("_T")


class Speaker(Protocol):
    """A page: it has a session, and may be able to say a problem beside a field."""

    session: Session

    def show_problem(self, field: str, sentence: str) -> bool:
        """Say the problem beside that field; False if there is none."""


def attempt(
    speaker: Speaker | Session, function: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs
) -> _T | None:
    """What ``function`` returns, or None where it failed; the failure has then been said or shown."""
    try:
        return function(*args, **kwargs)
    except Exception as error:  # noqa: BLE001 - a gate: nothing that an officer presses may end the program
        tell(speaker, error)
        return None


def tell(speaker: Speaker | Session, error: BaseException) -> None:
    """Say what went wrong: a UserError beside its field or in the strip, all else as a crash of ours."""
    if not isinstance(error, UserError):
        report_crash(error)
        return
    session = speaker if isinstance(speaker, Session) else speaker.session
    field = getattr(error, "field", "")
    if field and not isinstance(speaker, Session) and speaker.show_problem(field, str(error)):
        return
    session.say("problem", sentence_of(error))


def sentence_of(error: UserError) -> str:
    """What the window says of ``error``: it goes on showing what a lost server gave it."""
    if isinstance(error, ServerGone):
        return " ".join((str(error), _("What is shown can still be read.")))
    return str(error)


def tell_window(error: UserError) -> None:
    """Say it in the strip of the window, where neither page nor session is at hand, as in painting."""
    for widget in QApplication.topLevelWidgets():
        session = getattr(widget, "session", None)
        if isinstance(session, Session):
            QTimer.singleShot(0, session, partial(session.say, "problem", sentence_of(error)))


def report_crash(error: BaseException) -> bool:
    """Log ``error`` with its traceback and show it once for each distinct traceback.

    The log holds where it happened and the kind of error, never a value: those may be a citizen's.
    Returns whether the dialog was opened.
    """
    places = "".join(traceback.format_tb(error.__traceback__))
    trace = f"{places}{type(error).__name__}"
    _log.error("Unexpected %s\n%s", type(error).__name__, places)
    mark = sha256(trace.encode()).hexdigest()
    if mark in _seen:
        return False
    _seen.add(mark)
    from counter_app.ui.dialogs.crash import show_crash  # noqa: PLC0415 - only once something is broken

    show_crash(trace)
    return True


def forget_crashes() -> None:
    """Show every crash anew, as after a restart."""
    _seen.clear()


def excepthook(_kind: type[BaseException], error: BaseException, _trace: Any) -> None:
    """For ``sys.excepthook``: what no gate caught, such as an error in painting."""
    report_crash(error)
