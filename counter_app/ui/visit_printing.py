"""Printing the one receipt of a visit, and recording with each of its dossiers what became of it."""

from collections.abc import Callable, Sequence

from counter_app.core.fold import RECEIPT
from counter_app.core.papers import Sheet
from counter_app.core.records import PrintOutcome
from counter_app.errors import UserError
from counter_app.services import printing_log, sheets
from counter_app.ui import say, tasks
from counter_app.ui.receipts import Printed
from counter_app.ui.session import Session


def print_visit(session: Session, scan_numbers: Sequence[str], settled: Callable[[Printed], object]) -> None:
    """Draw, print and record one receipt for these dossiers beside the window; ``settled`` hears of it.

    The print is begun and settled in the journal of each dossier, of all or of none; see
    :func:`counter_app.ui.receipts.print_form`, which does so for a single one.
    """
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library, not for start-up
    from counter_app.ui.printing import not_drawn, print_pdf  # noqa: PLC0415

    desk, officer, station, at = session.desk, session.officer, session.station, session.now()
    try:
        copies = printing_log.begin_visit(desk, scan_numbers, officer, at)
    except UserError as error:
        settled(Print(PrintOutcome.FAILED, str(error), station.printer))
        return
    session.printing.update((number, RECEIPT) for number in copies)

    def work() -> Print:
        printed = not_drawn(station.printer)
        try:
            pdf = sheets.visit_receipt(desk, scan_numbers, at, _sheet(station.sheet), station.dpi)
            again = max(copies.values())
            printed = print_pdf(session, pdf, f"visit-{scan_numbers[0]}" + (f"-{again}" if again else ""))
        except UserError as error:
            printed = Print(PrintOutcome.FAILED, str(error), station.printer)
        finally:  # our own mistakes are recorded as failed, too, before the gate shows them
            landed()
            outcome, printer = printed.outcome, printed.printer
            printing_log.record_visit(desk, copies, outcome, printer, officer, session.now())
        return printed

    def landed() -> None:
        session.printing.difference_update((number, RECEIPT) for number in copies)

    def done(printed: Print) -> None:
        for number in copies:
            session.tell_changed(number)
        settled(printed)

    def failed(error: BaseException) -> None:
        landed()
        if isinstance(error, UserError):
            settled(Print(PrintOutcome.FAILED, str(error), station.printer))
        else:
            settled(not_drawn(station.printer))
            say.tell(session, error)

    tasks.run(session, work, done, failed)


def _sheet(kept: str) -> Sheet:
    """A5 where this PC has it, else A4: the form of several has no two beside one another."""
    return Sheet.A5 if kept == Sheet.A5 else Sheet.A4
