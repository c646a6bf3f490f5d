"""Printing a form of a dossier and recording what became of it; any page may ask for it."""

from collections.abc import Callable
from typing import Protocol

from counter_app.core.fold import RECEIPT
from counter_app.core.papers import Sheet
from counter_app.core.records import PrintOutcome
from counter_app.errors import UserError
from counter_app.services import papers, printing_log
from counter_app.ui import say, tasks
from counter_app.ui.session import Session


class Printed(Protocol):
    """What became of a print; see :class:`counter_app.ui.printing.Printed`."""

    @property
    def outcome(self) -> PrintOutcome: ...
    @property
    def sentence(self) -> str: ...


def in_flight(session: Session, scan_number: str, form: str = RECEIPT) -> bool:
    """Whether this paper of a dossier is on its way to the printer, so that the key is not heard twice."""
    return (scan_number, form) in session.printing


def print_receipt(session: Session, scan_number: str, settled: Callable[[Printed, int], object]) -> None:
    """Print the receipt of a dossier; see :func:`print_form`."""
    desk, officer, station, at = session.desk, session.officer, session.station, session.now()

    def draw(copy: int) -> bytes:
        sheet = Sheet(station.sheet)
        return papers.receipt(desk, scan_number, sheet, officer, at, copy=copy, dpi=station.dpi)

    print_form(session, scan_number, RECEIPT, draw, settled)


def print_form(
    session: Session,
    scan_number: str,
    form: str,
    draw: Callable[[int], bytes],
    settled: Callable[[Printed, int], object],
) -> None:
    """Draw, print and record a form of a dossier beside the window, then call ``settled(printed, copy)``.

    ``copy`` is 0 for the first print and n for the n-th reprint; it is taken at once, and
    ``draw`` is told it. The outcome is recorded where it is known, beside the window: ``settled``
    only shows it, and is not called where the window was closed meanwhile. A form that cannot be
    drawn is recorded as failed, so that "not printed yet" stays visible. A print that cannot be
    recorded is shown as failed.
    """
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library, not for start-up
    from counter_app.ui.printing import not_drawn, print_pdf  # noqa: PLC0415

    desk, officer, station, at = session.desk, session.officer, session.station, session.now()
    try:
        copy = printing_log.begin(desk, scan_number, officer, at, form)
    except UserError as error:
        settled(Print(PrintOutcome.FAILED, str(error), station.printer), 0)
        return
    name = "-".join(part for part in ("" if form == RECEIPT else form, scan_number, str(copy or "")) if part)
    session.printing.add((scan_number, form))

    def work() -> Print:
        printed = not_drawn(station.printer)
        try:
            printed = print_pdf(session, draw(copy), name)
        except UserError as error:
            printed = Print(PrintOutcome.FAILED, str(error), station.printer)
        finally:  # our own mistakes are recorded as failed, too, before the gate shows them
            session.printing.discard((scan_number, form))
            outcome, printer = printed.outcome, printed.printer
            printing_log.record(desk, scan_number, copy, outcome, printer, officer, session.now(), form)
        return printed

    def done(printed: Print) -> None:
        session.tell_changed(scan_number)
        settled(printed, copy)

    def failed(error: BaseException) -> None:
        session.printing.discard((scan_number, form))
        if isinstance(error, UserError):
            settled(Print(PrintOutcome.FAILED, str(error), station.printer), copy)
        else:
            settled(not_drawn(station.printer), copy)
            say.tell(session, error)

    tasks.run(session, work, done, failed)
