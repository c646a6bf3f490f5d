"""The sheet of command cards, printed from the window; it belongs to no dossier, so nothing is recorded."""

from collections.abc import Callable

from counter_app.core.records import PrintOutcome
from counter_app.errors import UserError
from counter_app.services import sheets
from counter_app.ui import say, tasks
from counter_app.ui.receipts import Printed
from counter_app.ui.session import Session


def print_cards(session: Session, settled: Callable[[Printed], object]) -> None:
    """Draw the sheet and print it beside the window, then call ``settled(printed)``."""
    from counter_app.ui.printing import Printed as Print  # noqa: PLC0415 - a large library, not for start-up
    from counter_app.ui.printing import not_drawn, print_pdf  # noqa: PLC0415

    desk, station, at = session.desk, session.station, session.now()

    def work() -> Print:
        return print_pdf(session, sheets.command_cards(desk, at, station.dpi), "command-cards")

    def failed(error: BaseException) -> None:
        if isinstance(error, UserError):
            settled(Print(PrintOutcome.FAILED, str(error), station.printer))
        else:
            settled(not_drawn(station.printer))
            say.tell(session, error)

    tasks.run(session, work, settled, failed)
