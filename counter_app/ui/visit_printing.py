"""Printing the one receipt of a visit, and recording with each of its dossiers what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from counter_app.core.fold import RECEIPT
from counter_app.core.papers import Sheet
from counter_app.core.records import Officer, PrintOutcome
from counter_app.errors import UserError
from counter_app.services import printing_log, sheets
from counter_app.ui import lamps, print_targets, tasks
from counter_app.ui.print_targets import Target
from counter_app.ui.receipts import Printed, follow, tell_failed
from counter_app.ui.session import Session

if TYPE_CHECKING:
    from counter_app.ui.printing import Printed as Print


def print_visit(session: Session, scan_numbers: Sequence[str], settled: Callable[[Printed], object]) -> None:
    """Draw, print and record one receipt for these dossiers beside the window; ``settled`` hears of it.

    It goes to the printer of sheets. The print is begun and settled in the journal of each dossier,
    of all or of none; see :func:`counter_app.ui.receipts.print_form`, which does so for a single one.
    """
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library, not for start-up

    officer, at, target = session.officer, session.now(), print_targets.for_sheets(session.station)
    try:
        copies = printing_log.begin_visit(session.desk, scan_numbers, officer, at)
    except UserError as error:
        settled(Print(PrintOutcome.FAILED, str(error), target.printer))
        return
    session.printing.update((number, RECEIPT) for number in copies)
    begun = _Begun(session, target, copies, officer, at, settled)
    tasks.run(session, begun.work, begun.done, begun.failed)


@dataclass(frozen=True, slots=True)
class _Begun:
    """A receipt on its way: the number of its print by the scan number of each dossier."""

    session: Session
    target: Target
    copies: dict[str, int]
    officer: Officer
    at: datetime
    settled: Callable[[Printed], object]

    def work(self) -> "Print":
        """Beside the window: draw and print; what is known at once is recorded at once."""
        from counter_app.ui.printing import Printed as Print  # noqa: PLC0415
        from counter_app.ui.printing import not_drawn, print_pdf  # noqa: PLC0415

        session, target = self.session, self.target
        numbers, again = tuple(self.copies), max(self.copies.values())
        printed = not_drawn(target.printer)
        try:
            sheet = _sheet(session.station.sheet)
            pdf = sheets.visit_receipt(session.desk, numbers, self.at, sheet, target.dpi)
            printed = print_pdf(session, pdf, f"visit-{numbers[0]}" + (f"-{again}" if again else ""), target)
        except UserError as error:
            printed = Print(PrintOutcome.FAILED, str(error), target.printer)
        finally:  # our own mistakes are recorded as failed, too, before the gate shows them
            if printed.job is None:
                self._record(printed.outcome, printed.printer)
        return printed

    def done(self, printed: "Print") -> None:
        """Tell what became of it, once the queue that took it knows."""
        from counter_app.ui.paper_watch import Paper  # noqa: PLC0415 - not for start-up

        if printed.job is not None:
            follow(self.session, printed, Paper(self.copies, RECEIPT, printed.printer), self.settled)
            return
        for number in self.copies:
            self.session.tell_printed(number)
        self.settled(printed)
        lamps.show_printer(self.session)

    def failed(self, error: BaseException) -> None:
        """Something else went wrong: say that it is not printed."""
        self._land()
        tell_failed(self.session, error, self.target.printer, self.settled)

    def _record(self, outcome: PrintOutcome, printer: str) -> None:
        self._land()
        session = self.session
        printing_log.record_for_each(session.desk, self.copies, outcome, printer, self.officer, session.now())

    def _land(self) -> None:
        self.session.printing.difference_update((number, RECEIPT) for number in self.copies)


def _sheet(kept: str) -> Sheet:
    """A5 where this PC has it, else A4: the form of several has no two beside one another."""
    return Sheet.A5 if kept == Sheet.A5 else Sheet.A4
