"""Forms of reception that were begun and not recorded yet, kept so that a power cut loses nothing.

One small file for each officer in the home, readable by nobody else, written whole or not at all:
what a colleague typed is never shown to another. It holds the fields as typed, never what a
scanner delivered.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from counter_app import disk
from counter_app.core.journal import canonical_json
from counter_app.core.plain import from_plain, to_plain
from counter_app.core.records import Channel, Collect, FeeStatus, Officer, Paper, Person, PrintOutcome
from counter_app.errors import BadFile, DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.models import dossiers
from counter_app.services import earlier
from counter_app.services.desk import Desk

#: After so long nobody comes back for it, and it goes with the personal data in it.
KEPT_FOR = timedelta(days=7)
#: How many forms are kept at most; the oldest goes first.
MOST = 5

#: What a file that is damaged makes of its reading.
_NOT_WHOLE = (ValueError, TypeError, AttributeError)

#: The ending of a file that is being written.
_HALF = ".new"

_WRITE, _OWN = os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPaper:
    """A line of the checklist: its paper, whether it is ticked, typed by hand, or still to be asked for."""

    paper: Paper
    ticked: bool = False
    free: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersEntry:
    """Papers with their ticks, sets, money as typed, and how the result is collected."""

    papers: tuple[DraftPaper, ...] = ()
    sets: int = 1
    fee: str = ""
    fee_status: FeeStatus = FeeStatus.PAID
    collect: Collect = Collect.COUNTER
    channel: Channel = Channel.DIRECT
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft(PapersEntry):
    """What stood in the form at ``at``, as typed; ``procedure`` is a code, ``visit`` scan numbers.

    The dossiers of a visit are received; only their one receipt is still to be printed.
    """

    at: datetime
    applicant: Person
    procedure: str = ""
    submitter: str = ""
    due_day: str = ""
    due_hour: str = ""
    due_reason: str = ""
    visit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _File:
    drafts: tuple[Draft, ...] = ()


def read(desk: Desk, by: Officer, at: datetime) -> tuple[Draft, ...]:
    """The forms that ``by`` left behind, oldest first; those older than a week are left out.

    Raises:
        BadFile: the file is damaged; it is taken away, so that this is said once.
        DeviceProblem: it cannot be read.
    """
    path = _place(desk, by)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ()
    except UnicodeDecodeError as error:
        raise _damaged(path) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        found = _parsed(text)
    except _NOT_WHOLE as error:
        raise _damaged(path) from error
    return tuple(one for one in found if at - one.at < KEPT_FOR)


def left_behind(desk: Desk, by: Officer, at: datetime) -> tuple[Draft, ...]:
    """The forms of :func:`read` that are still to be recorded, oldest first.

    What was received in the moment before the power went is not offered again; of a visit only
    what has no receipt yet. What nobody came back for in a week is taken away, whose ever it is.
    Meant for the worker beside the window.

    Raises:
        BadFile, DeviceProblem: as :func:`read`.
    """
    _forget(desk, at)
    found = (_still_open(desk, one, at) for one in read(desk, by, at))
    return tuple(one for one in found if one is not None)


def _forget(desk: Desk, at: datetime) -> None:
    """Take away the files in which everything is older than a week, and what a power cut left of writing one.

    A damaged one stays: its officer is told of it.
    """
    for path in desk.home.drafts.glob("*"):
        try:
            if path.suffix == _HALF or all(
                at - one.at >= KEPT_FOR for one in _parsed(path.read_text(encoding="utf-8"))
            ):
                path.unlink()
        except (OSError, *_NOT_WHOLE):
            continue


def _parsed(text: str) -> tuple[Draft, ...]:
    return from_plain(_File, json.loads(text)).drafts


def _still_open(desk: Desk, draft: Draft, at: datetime) -> Draft | None:
    states = (dossiers.state_of(number) for number in draft.visit)
    visit = tuple(
        one.scan_number
        for one in states
        if one is not None and one.receipt_outcome is not PrintOutcome.PRINTED
    )
    if earlier.same_matter(desk, draft.applicant, draft.procedure, at, since=draft.at) is None:
        draft = replace(draft, visit=visit)
        typed = replace(draft, visit=())
        return draft if visit or typed != Draft(at=draft.at, applicant=Person(name="")) else None
    return Draft(at=draft.at, applicant=Person(name=""), visit=visit) if visit else None


def write(desk: Desk, by: Officer, drafts: Sequence[Draft]) -> None:
    """Keep ``drafts`` for ``by`` in the place of those before; none takes the file away.

    Raises:
        DeviceProblem: it cannot be written; what was kept before stays.
    """
    path = _place(desk, by)
    made = path.with_suffix(_HALF)  # always the same: what a power cut leaves of it is written over
    try:
        if not drafts:
            path.unlink(missing_ok=True)
            made.unlink(missing_ok=True)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        content = canonical_json(to_plain(_File(drafts=tuple(drafts)[-MOST:])))
        with os.fdopen(os.open(made, _WRITE, _OWN), "w", encoding="utf-8") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(made, path)  # noqa: PTH105 - atomic on every platform
        disk.flush_folder(path.parent)
    except OSError as error:
        raise _unwritable(path, error) from error


def _place(desk: Desk, by: Officer) -> Path:
    return desk.home.drafts / f"{quote(by.login, safe='')}.json"


def _damaged(path: Path) -> BadFile:
    path.unlink(missing_ok=True)
    return BadFile(_("The form that was kept in {path} is damaged; it was taken away.").format(path=path))


def _unwritable(path: Path, error: OSError) -> DeviceProblem:
    return DeviceProblem(
        _("What is typed is not kept against a power cut: {path}: {reason}. Receiving goes on.").format(
            path=path, reason=error.strerror
        )
    )
