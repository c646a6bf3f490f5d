"""What CUPS and the spooler of Windows list, and what that says of a job."""

import ctypes

import pytest

from counter_app.ui import print_queue, print_spooler
from counter_app.ui.print_queue import Job, QueueRow, Stand, Standing

JOB = Job("HP", "0117261123004266", frozenset({4}))


def row(state: int) -> QueueRow:
    return QueueRow(7, JOB.title, state)


def test_a_job_is_the_newest_of_its_title_that_was_not_there_before() -> None:
    rows = [QueueRow(4, JOB.title, 9), QueueRow(5, "other", 9), QueueRow(6, JOB.title, 9), row(5)]
    assert print_queue.own_row(rows, JOB) == row(5)
    assert print_queue.own_row(rows[:2], JOB) is None, "an earlier print under the same name is not this one"


# States and reasons as CUPS 2.4.2 gave them for a queue into a file, a stopped one, and one without a device.
@pytest.mark.parametrize(
    ("found", "printer", "reasons", "standing"),
    [
        (row(9), "3", "none", Standing(Stand.PRINTED)),
        (row(9), "5", "paused", Standing(Stand.PRINTED)),
        (row(3), "5", "paused", Standing(Stand.STOPPED, "the queue is stopped")),
        (row(5), "4", "none", Standing(Stand.WAITING)),
        (row(3), "4", "none", Standing(Stand.WAITING)),
        (row(5), "4", "media-empty-error,toner-low-warning", Standing(Stand.STOPPED, "no paper")),
        (row(5), "4", "media-empty-warning", Standing(Stand.WAITING)),
        (row(5), "4", "connecting-to-device", Standing(Stand.STOPPED, "switched off or not connected")),
        (row(4), "3", "none", Standing(Stand.STOPPED, "the queue is stopped")),
        (row(6), "5", "", Standing(Stand.STOPPED, "the queue is stopped")),
        (row(7), "3", "none", Standing(Stand.FAILED, "the queue gave the job up")),
        (row(8), "3", "none", Standing(Stand.FAILED, "the queue gave the job up")),
        (None, "3", "none", Standing(Stand.UNKNOWN)),
        (None, "", "", Standing(Stand.UNKNOWN)),
    ],
)
def test_what_cups_says(found: QueueRow | None, printer: str, reasons: str, standing: Standing) -> None:
    assert print_queue.cups_standing(found, printer, reasons) == standing


@pytest.mark.parametrize(
    ("found", "last", "standing"),
    [
        (row(0x8), None, Standing(Stand.WAITING)),
        (row(0x10), Stand.WAITING, Standing(Stand.WAITING)),
        (None, Stand.WAITING, Standing(Stand.PRINTED)),
        (None, Stand.STOPPED, Standing(Stand.UNKNOWN)),
        (None, None, Standing(Stand.UNKNOWN)),
        (row(0x80 | 0x4), Stand.WAITING, Standing(Stand.PRINTED)),
        (row(0x1000), None, Standing(Stand.PRINTED)),
        (row(0x4), Stand.WAITING, Standing(Stand.FAILED, "the queue gave the job up")),
        (row(0x10 | 0x40), Stand.WAITING, Standing(Stand.STOPPED, "no paper")),
        (row(0x20 | 0x2), None, Standing(Stand.STOPPED, "switched off or not connected")),
        (row(0x1), None, Standing(Stand.STOPPED, "the queue is stopped")),
        (row(0x400), None, Standing(Stand.STOPPED, "the printer wants attention")),
    ],
)
def test_what_the_spooler_says(found: QueueRow | None, last: Stand | None, standing: Standing) -> None:
    assert print_queue.windows_standing(found, last) == standing


class _JobInfo1(ctypes.Structure):
    """``JOB_INFO_1W`` as winspool.h has it, to lay rows out as Windows does."""

    _fields_ = (
        ("JobId", ctypes.c_uint32),
        *((name, ctypes.c_void_p) for name in ("Printer", "Machine", "User", "Document", "Datatype", "Text")),
        *(
            (name, ctypes.c_uint32)
            for name in ("Status", "Priority", "Position", "TotalPages", "PagesPrinted")
        ),
        ("Submitted", ctypes.c_uint16 * 8),
    )


def test_rows_of_the_spooler_are_read_where_windows_writes_them() -> None:
    assert ctypes.sizeof(_JobInfo1) == print_spooler.ROW_SIZE
    rows = (_JobInfo1 * 2)()
    rows[0].JobId, rows[0].Document, rows[0].Status = 12, 0x1000, 0x10
    rows[1].JobId, rows[1].Status = 13, 0x40
    texts = {0x1000: "0117261123004266"}
    found = print_spooler.parsed(bytes(rows), 2, texts.__getitem__)
    assert found == [(12, "0117261123004266", 0x10), (13, "", 0x40)]


def test_a_queue_that_is_not_there_tells_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(print_queue, "_cups", lambda: None)
    assert print_queue.before_printing("HP") is None
    assert print_queue.standing(JOB) == Standing(Stand.UNKNOWN)
