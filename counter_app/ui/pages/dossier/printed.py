"""What the strip says when a paper of the dossier came out of the printer, or did not."""

from counter_app.core.records import PrintOutcome
from counter_app.i18n import gettext as _
from counter_app.ui.receipts import Printed
from counter_app.ui.session import Session


def say_slip(session: Session, printed: Printed) -> None:
    """Say what became of a slip or a letter."""
    kind = "done" if printed.outcome is PrintOutcome.PRINTED else "caution"
    session.say(kind, printed.sentence)


def say_receipt(session: Session, printed: Printed, copy: int) -> None:
    """Say what became of the receipt; ``copy`` is 0 for a first print."""
    if printed.outcome is not PrintOutcome.PRINTED:
        session.say("caution", printed.sentence, _("Print again"), "Ctrl+P")
    elif copy:
        words = _("Printed, marked as reprint no. {copy}. {sentence}")
        session.say("done", words.format(copy=copy, sentence=printed.sentence))
    else:
        session.say("done", printed.sentence)
