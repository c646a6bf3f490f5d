"""Printing a form of a dossier and recording what became of it; any page may ask for it."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from counter_app.core.fold import RECEIPT
from counter_app.core.records import PrintOutcome
from counter_app.errors import UserError
from counter_app.services import papers, printing_log
from counter_app.ui import lamps, print_targets, say, tasks
from counter_app.ui.print_targets import Target
from counter_app.ui.session import Session

if TYPE_CHECKING:
    from counter_app.ui.paper_watch import Paper
    from counter_app.ui.printing import Printed as Print


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
    desk, officer, at = session.desk, session.officer, session.now()
    target, look = print_targets.for_receipts(session.station), print_targets.receipt_look(session.station)

    def draw(copy: int) -> bytes:
        return papers.receipt(
            *(desk, scan_number, look.sheet, officer, at, copy, look.dpi),
            bar_dots=look.bar_dots,
            roll_width=look.roll_width,
        )

    print_form(session, scan_number, RECEIPT, draw, settled, target)


def print_form(
    session: Session,
    scan_number: str,
    form: str,
    draw: Callable[[int], bytes],
    settled: Callable[[Printed, int], object],
    target: Target | None = None,
) -> None:
    """Draw, print and record a form of a dossier beside the window, then call ``settled(printed, copy)``.

    It goes to ``target``, the printer of sheets unless given. Where a queue took it, only the
    queue knows what becomes of it: it is followed there first.

    ``copy`` is 0 for the first print and n for the n-th reprint; it is taken at once, and
    ``draw`` is told it. The outcome is recorded where it is known, beside the window: ``settled``
    only shows it, and is not called where the window was closed meanwhile. A form that cannot be
    drawn is recorded as failed, so that "not printed yet" stays visible. A print that cannot be
    recorded is shown as failed.
    """
    from counter_app.ui.paper_watch import Paper  # noqa: PLC0415 - not for start-up
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library
    from counter_app.ui.printing import not_drawn, print_pdf  # noqa: PLC0415

    desk, officer, at = session.desk, session.officer, session.now()
    target = target or print_targets.for_sheets(session.station)
    try:
        copy = printing_log.begin(desk, scan_number, officer, at, form)
    except UserError as error:
        settled(Print(PrintOutcome.FAILED, str(error), target.printer), 0)
        return
    name = "-".join(part for part in ("" if form == RECEIPT else form, scan_number, str(copy or "")) if part)
    session.printing.add((scan_number, form))

    def work() -> Print:
        printed = not_drawn(target.printer)
        try:
            printed = print_pdf(session, draw(copy), name, target)
        except UserError as error:
            printed = Print(PrintOutcome.FAILED, str(error), target.printer)
        finally:  # our own mistakes are recorded as failed, too, before the gate shows them
            if printed.job is None:
                session.printing.discard((scan_number, form))
                outcome, printer = printed.outcome, printed.printer
                printing_log.record(desk, scan_number, copy, outcome, printer, officer, session.now(), form)
        return printed

    def done(printed: Print) -> None:
        if printed.job is not None:
            paper = Paper({scan_number: copy}, form, printed.printer)
            follow(session, printed, paper, lambda known: settled(known, copy))
            return
        session.tell_printed(scan_number)
        settled(printed, copy)
        lamps.show_printer(session)

    def failed(error: BaseException) -> None:
        session.printing.discard((scan_number, form))
        tell_failed(session, error, target.printer, lambda printed: settled(printed, copy))

    tasks.run(session, work, done, failed)


def tell_failed(
    session: Session, error: BaseException, printer: str, settled: Callable[[Printed], object]
) -> None:
    """Tell ``settled`` that a paper for ``printer`` is not printed; a mistake of our own is shown as well."""
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library
    from counter_app.ui.printing import not_drawn  # noqa: PLC0415

    if isinstance(error, UserError):
        settled(Print(PrintOutcome.FAILED, str(error), printer))
    else:
        settled(not_drawn(printer))
        say.tell(session, error)


def print_apart(
    session: Session,
    draw: Callable[[], bytes],
    name: str,
    settled: Callable[[Printed], object],
    target: Target | None = None,
) -> None:
    """Draw and print beside the window what is no paper of a dossier, then call ``settled(printed)``.

    It goes to ``target``, the printer of sheets unless given, and is followed in its queue.
    Nothing is recorded. ``name`` is that of the file and of the job.
    """
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library
    from counter_app.ui.printing import print_pdf  # noqa: PLC0415

    target = target or print_targets.for_sheets(session.station)

    def work() -> Print:
        return print_pdf(session, draw(), name, target)

    def done(printed: Print) -> None:
        if printed.job is None:
            settled(printed)
        else:
            follow(session, printed, None, settled)

    tasks.run(session, work, done, lambda error: tell_failed(session, error, target.printer, settled))


def follow(
    session: Session, printed: "Print", paper: "Paper | None", settled: Callable[[Printed], object]
) -> None:
    """Call ``settled(printed)`` when the queue that took ``printed`` tells what became of it.

    What became of ``paper`` is recorded before; None is one of no dossier.
    """
    from counter_app.ui import paper_watch  # noqa: PLC0415 - not for start-up

    def known(outcome: PrintOutcome, sentence: str) -> None:
        settled(replace(printed, outcome=outcome, sentence=sentence))

    assert printed.job is not None
    paper_watch.watch_of(session).follow(printed.job, paper, known)
