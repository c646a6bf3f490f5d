"""Printing a paper of a dossier into a file: numbered, drawn, and recorded with what became of it."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.cli.options import WrongUsage
from counter_app.core.fold import RECEIPT
from counter_app.core.papers import Sheet
from counter_app.core.records import DossierState, Officer, PrintOutcome
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.services import files
from counter_app.services.desk import Desk

#: The form of the slip that goes with a dossier from hand to hand.
CONTROL_SLIP = "control_slip"


@dataclass(frozen=True, slots=True)
class Print:
    """What became of a print: its number, why it did not come out, and what should be read beside it."""

    copy: int
    failure: UserError | None
    notices: tuple[str, ...]


def pdf_place(text: str, option: str) -> Path:
    """Where a paper goes that ``option`` names, proved before anything is done or drawn.

    Raises:
        WrongUsage: the name is not that of a PDF.
        DeviceProblem: nothing can be written there.
    """
    out = Path(text)
    if out.suffix.lower() != ".pdf":
        raise WrongUsage(
            _("A paper is a .pdf file; give {option} a name with this ending.").format(option=option)
        )
    files.require_place(out)
    return out


def print_paper(
    desk: Desk,
    scan_number: str,
    out: Path,
    by: Officer,
    at: datetime,
    form: str = RECEIPT,
    sheet: Sheet = Sheet.A5,
    dpi: int = 300,
) -> Print:
    """Print a form of a dossier into ``out`` under the next number, and record what became of it.

    Raises:
        UserError: the print cannot be begun; there is none.
    """
    from counter_app.services import printing_log  # noqa: PLC0415

    copy = printing_log.begin(desk, scan_number, by, at, form)
    failure: UserError | None = None

    def drawn() -> bytes:
        if form == RECEIPT:
            from counter_app.services import papers  # noqa: PLC0415

            return papers.receipt(desk, scan_number, sheet, by, at, copy, dpi)
        if form == CONTROL_SLIP:
            from counter_app.services import sheets  # noqa: PLC0415

            return sheets.control_slip(desk, scan_number, at, sheet, dpi)
        from counter_app.services.slips import Slip, slip  # noqa: PLC0415

        return slip(desk, scan_number, Slip(form), sheet, by, at, copy, dpi)

    try:
        files.write_file(out, drawn())
    except UserError as error:
        failure = error
    outcome = PrintOutcome.FAILED if failure else PrintOutcome.PRINTED
    try:
        printing_log.record(desk, scan_number, copy, outcome, "file", by, at, form)
    except UserError as error:
        # What is done is done: the begun print stays listed until somebody settles it.
        said = _("What became of the print is not recorded: {reason}").format(reason=error)
        return Print(copy, failure, (said,))
    return Print(copy, failure, ())


def print_after(
    desk: Desk, state: DossierState, out: Path, by: Officer, at: datetime, form: str, unprinted: str
) -> tuple[str | None, tuple[str, ...]]:
    """Print the paper of an act that is done: its file, and what is to be read beside it.

    The act stays done whatever becomes of the paper: ``unprinted`` says so, with {code} and {reason}.
    """
    try:
        made = print_paper(desk, state.scan_number, out, by, at, form)
        if made.failure is not None:
            raise made.failure
    except UserError as error:
        return None, (unprinted.format(code=state.code, reason=error),)
    return str(out), made.notices
