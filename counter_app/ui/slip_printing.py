"""The one door to the papers that belong to an act: slips, letters, the control slip; drawn and printed."""

from collections.abc import Callable
from enum import StrEnum

from counter_app.core.events import Advised
from counter_app.core.life import RulingKind
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState
from counter_app.core.states import BINDING, Status
from counter_app.i18n import gettext as _
from counter_app.services import sheets, slips
from counter_app.ui.receipts import Printed, in_flight, print_apart, print_form
from counter_app.ui.session import Session

#: Prints the paper of the last act; the control slip of the dossier.
SLIP_KEY, CONTROL_KEY = "Ctrl+I", "Ctrl+Shift+I"


class SlipKind(StrEnum):
    """The papers of a dossier beside its receipt."""

    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    EXTENSION = "extension"
    STOP = "stop"
    RESULT_RECEIPT = "result_receipt"
    UNCOLLECTED = "uncollected"
    CONTROL = "control_slip"


def slip_of(state: DossierState) -> SlipKind | None:
    """The paper that belongs to where a dossier stands."""
    if state.status is Status.SUPPLEMENT and state.supplements:
        return SlipKind.SUPPLEMENT
    if state.status is Status.REFUSED:
        return SlipKind.REFUSAL
    if state.status is Status.SUSPENDED and state.rulings[-1].kind is RulingKind.STOPPED:
        return SlipKind.STOP
    if state.status is Status.WITHDRAWN and state.rulings[-1].number:
        return SlipKind.STOP
    if state.status is Status.RETURNED and not state.fast:
        return SlipKind.RESULT_RECEIPT
    if state.status is Status.FINISHED:
        return SlipKind.UNCOLLECTED
    if state.status in BINDING and state.extensions:
        return SlipKind.EXTENSION
    return None


def slip_words(kind: SlipKind) -> str:
    """The words of the button that prints it."""
    return {
        SlipKind.SUPPLEMENT: _("Print the supplement slip"),
        SlipKind.REFUSAL: _("Print the refusal slip"),
        SlipKind.EXTENSION: _("Print the letter of apology"),
        SlipKind.STOP: _("Print the stopping notice"),
        SlipKind.RESULT_RECEIPT: _("Print the receipt of the result"),
        SlipKind.UNCOLLECTED: _("Print the notice to collect the result"),
        SlipKind.CONTROL: _("Print the control slip"),
    }[kind]


def print_slip(
    session: Session, scan_number: str, kind: SlipKind, settled: Callable[[Printed], object]
) -> None:
    """Draw, print and record a paper of a dossier beside the window, then call ``settled(printed)``."""
    if in_flight(session, scan_number, kind.value):
        return
    desk, station, officer, at = session.desk, session.station, session.officer, session.now()
    sheet = Sheet(station.sheet)

    def draw(copy: int) -> bytes:
        if kind is SlipKind.CONTROL:
            return sheets.control_slip(desk, scan_number, at, sheet, station.dpi)
        wanted = slips.Slip(kind.value)
        return slips.slip(desk, scan_number, wanted, sheet, officer, at, copy, station.dpi)

    print_form(session, scan_number, kind.value, draw, lambda printed, _copy: settled(printed))


def print_advised(session: Session, given: Advised, settled: Callable[[Printed], object]) -> None:
    """Draw and print a slip that was given before there was any dossier; one that cannot be drawn is said."""
    name = f"{given.form}-{given.number}"
    print_apart(session, lambda: _draw_advised(session, given), name, settled)


def _draw_advised(session: Session, given: Advised) -> bytes:
    desk, station = session.desk, session.station
    return slips.advice(desk, given, Sheet(station.sheet), session.officer, session.now(), station.dpi)
