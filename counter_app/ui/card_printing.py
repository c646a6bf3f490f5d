"""The sheet of command cards, printed from the window; it belongs to no dossier, so nothing is recorded."""

from collections.abc import Callable

from counter_app.services import sheets
from counter_app.ui.receipts import Printed, print_apart
from counter_app.ui.session import Session


def print_cards(session: Session, settled: Callable[[Printed], object]) -> None:
    """Draw the sheet and print it beside the window, then call ``settled(printed)``."""
    desk, dpi, at = session.desk, session.station.dpi, session.now()
    print_apart(session, lambda: sheets.command_cards(desk, at, dpi), "command-cards", settled)
