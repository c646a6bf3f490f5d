"""The label of a dossier's folder, on the label printer of this PC."""

from counter_app.core.records import PrintOutcome
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.services import queries, sheets
from counter_app.ui import print_targets
from counter_app.ui.receipts import Printed, print_apart
from counter_app.ui.session import Session


def print_label(session: Session, scan_number: str) -> None:
    """Print the folder label of a dossier; a label is no paper of the law, so no print is recorded.

    Raises:
        NotAllowed: there is no label printer, or no dossier at hand.
        NotFound: no dossier has the scan number.
    """
    target = print_targets.for_labels(session.station)
    if not target.printer:
        raise NotAllowed(_("No label printer is chosen on this computer. Choose one under F9, Printing."))
    if not scan_number:
        raise NotAllowed(_("Scan or open the dossier whose label is wanted."))
    name = queries.dossier(session.desk, scan_number).applicant.name
    desk = session.desk
    session.say("info", _("Printing the label of {name}.").format(name=name), thing=name)

    def draw() -> bytes:
        return sheets.folder_label(desk, scan_number, target.dpi)

    def done(printed: Printed) -> None:
        if printed.outcome is not PrintOutcome.PRINTED:
            session.say("caution", printed.sentence)

    print_apart(session, draw, f"label-{scan_number}", done, target)
