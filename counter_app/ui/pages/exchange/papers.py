"""Pages for other offices out of the printer of sheets: the acknowledgement for one, or the own key."""

from typing import TYPE_CHECKING

from counter_app.core.papers import Sheet
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.services import acknowledgements, exchange_papers
from counter_app.ui import print_targets, tasks
from counter_app.ui.session import Session

if TYPE_CHECKING:
    from counter_app.ui.printing import Printed


def print_for(session: Session, node: str) -> None:
    """Print the acknowledgement for ``node``; the page with the own key where it is "".

    Raises:
        NotAllowed: no printer is chosen.
        NotFound: nothing of the journal of ``node`` is here.
    """
    from counter_app.ui.printing import print_pdf  # noqa: PLC0415 - a large library

    target = print_targets.for_sheets(session.station)
    if not target.printer:
        raise NotAllowed(_("No printer is chosen yet. Choose one under F9 first."))
    if node:
        acknowledgements.latest(session.desk, node)  # said before anything is drawn
    at, desk = session.now(), session.desk
    sheet = Sheet.A4 if session.station.sheet in (Sheet.A4, Sheet.TWO_UP) else Sheet.A5

    def work() -> "Printed":
        if node:
            pdf = exchange_papers.acknowledgement(desk, node, at, sheet, target.dpi)
            return print_pdf(session, pdf, f"acknowledgement-{node}", target)
        return print_pdf(session, exchange_papers.own_key(desk, at, sheet, target.dpi), "node-key", target)

    tasks.run(session, work, lambda printed: _said(session, printed))


def _said(session: Session, printed: "Printed") -> None:
    session.say("done" if printed.outcome == "printed" else "caution", printed.sentence)
