"""Printing the receipt of a dossier and recording what became of it; any page may ask for it."""

from collections.abc import Callable
from typing import Protocol

from counter_app.core.papers import Sheet
from counter_app.core.records import PrintOutcome
from counter_app.services import papers, printing_log
from counter_app.ui import say, tasks
from counter_app.ui.session import Session


class Printed(Protocol):
    """What became of a print; see :class:`counter_app.ui.printing.Printed`."""

    @property
    def outcome(self) -> PrintOutcome: ...
    @property
    def sentence(self) -> str: ...


def print_receipt(session: Session, scan_number: str, settled: Callable[[Printed, int], object]) -> None:
    """Draw and print the receipt beside the window, record the outcome, then call ``settled(printed, copy)``.

    ``copy`` is 0 for the first print and n for the n-th reprint. A form that cannot be drawn
    is recorded as failed, so that "not printed yet" stays visible, and then said.
    """
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library, not for start-up
    from counter_app.ui.printing import print_pdf  # noqa: PLC0415

    desk, officer, station, at = session.desk, session.officer, session.station, session.now()
    copy = printing_log.next_copy(desk, scan_number)
    name = f"{scan_number}-{copy}" if copy else scan_number

    def work() -> Print:
        pdf = papers.receipt(desk, scan_number, Sheet(station.sheet), officer, at, copy=copy, dpi=station.dpi)
        return print_pdf(session, pdf, name)

    def done(printed: Print) -> None:
        record(printed.outcome, printed.printer)
        settled(printed, copy)

    def failed(error: BaseException) -> None:
        record(PrintOutcome.FAILED, station.printer)
        settled(Print(PrintOutcome.FAILED, str(error), station.printer), copy)
        say.tell(session, error)

    def record(outcome: PrintOutcome, printer: str) -> None:
        printing_log.record(desk, scan_number, copy, outcome, printer, officer, session.now())
        session.tell_changed(scan_number)

    tasks.run(session, work, done, failed)
