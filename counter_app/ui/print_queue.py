"""What the system's print queue says of a job: CUPS by its library, Windows by its spooler.

A job is found again by its title among those that were not there before. A queue that cannot be
asked says nothing, and nothing is made up for it. Every call here may take a while: never from
the window's thread. What a queue calls done is that the printer took everything; a sheet that
jams after that is seen by nobody but the officer.
"""

import ctypes
import ctypes.util
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from counter_app.i18n import gettext as _


class Stand(StrEnum):
    """How a job stands."""

    WAITING = "waiting"
    STOPPED = "stopped"
    PRINTED = "printed"
    FAILED = "failed"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """How a job stands, and for one that stands still why, in a few words."""

    stand: Stand
    reason: str = ""


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A job as its queue lists it; ``state`` is the number or the bits of the system."""

    number: int
    title: str
    state: int


@dataclass(frozen=True, slots=True)
class Job:
    """A job to ask the queue of ``printer`` about: its ``title``, and the jobs that were there before."""

    printer: str
    title: str
    before: frozenset[int]


# CUPS: RFC 8011, 5.3.7 (job-state) and 5.4.11 (printer-state).
_CUPS_STOPPED, _CUPS_CANCELLED, _CUPS_ABORTED, _CUPS_DONE = 6, 7, 8, 9
_CUPS_HELD = 4
_CUPS_PRINTER_STOPPED = "5"

# Windows: the JOB_STATUS_ bits of winspool.h.
_WIN_PAUSED, _WIN_ERROR, _WIN_DELETING, _WIN_OFFLINE, _WIN_PAPEROUT = 0x1, 0x2, 0x4, 0x20, 0x40
_WIN_PRINTED, _WIN_DELETED, _WIN_BLOCKED, _WIN_ATTENDED, _WIN_COMPLETE = 0x80, 0x100, 0x200, 0x400, 0x1000
_WIN_STILL = _WIN_PAUSED | _WIN_ERROR | _WIN_OFFLINE | _WIN_PAPEROUT | _WIN_BLOCKED | _WIN_ATTENDED


def before_printing(printer: str) -> frozenset[int] | None:
    """The jobs that the queue of ``printer`` knows now; None where it cannot be asked."""
    rows = _rows(printer)
    return None if rows is None else frozenset(one.number for one in rows)


def standing(job: Job, last: Stand | None = None) -> Standing:
    """How ``job`` stands now; ``last`` is how it stood when it was asked for before."""
    rows = _rows(job.printer)
    if rows is None:
        return Standing(Stand.UNKNOWN)
    row = own_row(rows, job)
    if sys.platform == "win32":
        return windows_standing(row, last)
    state, reasons = _cups_printer(job.printer)
    return cups_standing(row, state, reasons)


def own_row(rows: Sequence[QueueRow], job: Job) -> QueueRow | None:
    """The row of ``job``: the newest of its title that was not there before."""
    own = [one for one in rows if one.title == job.title and one.number not in job.before]
    return max(own, key=lambda one: one.number, default=None)


def cups_standing(row: QueueRow | None, printer_state: str, printer_reasons: str) -> Standing:
    """How CUPS' job stands, by its state and by what stops its printer.

    Whatever a job printed stays listed; one that is not there is not known.
    """
    if row is None:
        return Standing(Stand.UNKNOWN)
    if row.state == _CUPS_DONE:
        return Standing(Stand.PRINTED)
    if row.state in (_CUPS_CANCELLED, _CUPS_ABORTED):
        return Standing(Stand.FAILED, _("the queue gave the job up"))
    why = cups_reason(printer_reasons)
    if why or printer_state == _CUPS_PRINTER_STOPPED or row.state in (_CUPS_STOPPED, _CUPS_HELD):
        return Standing(Stand.STOPPED, why or _("the queue is stopped"))
    return Standing(Stand.WAITING)


def cups_reason(reasons: str) -> str:
    """What stops a printer, by its printer-state-reasons; "" where nothing does."""
    words = {
        "media-empty": _("no paper"),
        "media-needed": _("no paper"),
        "media-jam": _("paper jam"),
        "cover-open": _("a cover is open"),
        "door-open": _("a cover is open"),
        "toner-empty": _("no toner"),
        "marker-supply-empty": _("no ink"),
        "offline": _("switched off or not connected"),
        "connecting-to-device": _("switched off or not connected"),
        "paused": _("the queue is stopped"),
    }
    for one in reasons.split(","):
        reason = one.strip().removesuffix("-error").removesuffix("-report")
        if reason in words and not one.strip().endswith("-warning"):
            return words[reason]
    return ""


def windows_standing(row: QueueRow | None, last: Stand | None) -> Standing:
    """How the spooler's job stands. It takes a job off its list once the printer took everything, so one
    that was seen going on and is gone is printed; one that stood still when it was last seen is not known.
    """
    if row is None:
        return Standing(Stand.PRINTED if last is Stand.WAITING else Stand.UNKNOWN)
    if row.state & (_WIN_PRINTED | _WIN_COMPLETE):
        return Standing(Stand.PRINTED)
    if row.state & (_WIN_DELETING | _WIN_DELETED):
        return Standing(Stand.FAILED, _("the queue gave the job up"))
    if row.state & _WIN_STILL:
        return Standing(Stand.STOPPED, _windows_reason(row.state))
    return Standing(Stand.WAITING)


def _windows_reason(state: int) -> str:
    if state & _WIN_PAPEROUT:
        return _("no paper")
    if state & _WIN_OFFLINE:
        return _("switched off or not connected")
    if state & _WIN_PAUSED:
        return _("the queue is stopped")
    return _("the printer wants attention")


def _rows(printer: str) -> list[QueueRow] | None:
    if sys.platform == "win32":
        from counter_app.ui import print_spooler  # noqa: PLC0415 - only there is such a library

        listed = print_spooler.jobs(printer)
        return None if listed is None else [QueueRow(*one) for one in listed]
    return _cups_rows(printer)


class _CupsJob(ctypes.Structure):
    """``cups_job_t`` of cups.h."""

    _fields_ = (
        ("id", ctypes.c_int),
        ("dest", ctypes.c_char_p),
        ("title", ctypes.c_char_p),
        ("user", ctypes.c_char_p),
        ("format", ctypes.c_char_p),
        ("state", ctypes.c_int),
        ("size", ctypes.c_int),
        ("priority", ctypes.c_int),
        ("completed_time", ctypes.c_long),
        ("creation_time", ctypes.c_long),
        ("processing_time", ctypes.c_long),
    )


class _CupsOption(ctypes.Structure):
    """``cups_option_t`` of cups.h."""

    _fields_ = (("name", ctypes.c_char_p), ("value", ctypes.c_char_p))


class _CupsDest(ctypes.Structure):
    """``cups_dest_t`` of cups.h."""

    _fields_ = (
        ("name", ctypes.c_char_p),
        ("instance", ctypes.c_char_p),
        ("is_default", ctypes.c_int),
        ("num_options", ctypes.c_int),
        ("options", ctypes.POINTER(_CupsOption)),
    )


_ALL_JOBS, _OWN_JOBS = -1, 1


@cache
def _cups() -> Any:
    """The library by which Qt prints as well; None where there is none."""
    name = ctypes.util.find_library("cups") or "libcups.so.2"
    try:
        library = ctypes.CDLL(name)
        get_jobs, free_jobs = library.cupsGetJobs, library.cupsFreeJobs
        get_dest, free_dests = library.cupsGetNamedDest, library.cupsFreeDests
        get_option = library.cupsGetOption
    except (OSError, AttributeError):
        return None
    jobs = ctypes.POINTER(_CupsJob)
    get_jobs.argtypes = (ctypes.POINTER(jobs), ctypes.c_char_p, ctypes.c_int, ctypes.c_int)
    get_jobs.restype = ctypes.c_int
    free_jobs.argtypes = (ctypes.c_int, jobs)
    free_jobs.restype = None
    get_dest.argtypes = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_char_p)
    get_dest.restype = ctypes.POINTER(_CupsDest)
    free_dests.argtypes = (ctypes.c_int, ctypes.POINTER(_CupsDest))
    free_dests.restype = None
    get_option.argtypes = (ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(_CupsOption))
    get_option.restype = ctypes.c_char_p
    return library


def _cups_rows(printer: str) -> list[QueueRow] | None:
    library = _cups()
    if library is None:
        return None
    listed = ctypes.POINTER(_CupsJob)()
    count = library.cupsGetJobs(ctypes.byref(listed), printer.encode(), _OWN_JOBS, _ALL_JOBS)
    if count < 0:
        return None
    rows = [
        QueueRow(listed[n].id, (listed[n].title or b"").decode(errors="replace"), listed[n].state)
        for n in range(count)
    ]
    library.cupsFreeJobs(count, listed)
    return rows


def _cups_printer(printer: str) -> tuple[str, str]:
    """printer-state and printer-state-reasons of a queue; empty where they are not told."""
    library = _cups()
    found = library.cupsGetNamedDest(None, printer.encode(), None) if library is not None else None
    if not found:
        return "", ""
    dest = found.contents

    def option(name: bytes) -> str:
        value: bytes | None = library.cupsGetOption(name, dest.num_options, dest.options)
        return (value or b"").decode(errors="replace")

    told = option(b"printer-state"), option(b"printer-state-reasons")
    library.cupsFreeDests(1, found)
    return told
