"""A result goes over: what is said of it, and the one key that does it where nothing is left to settle."""

from collections.abc import Sequence

from counter_app.core.records import DossierState, HandOver
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import handover
from counter_app.ui.session import Session
from counter_app.ui.words import addressed


def hand_over_at_once(session: Session, state: DossierState) -> None:
    """Record that the owner of ``state`` has the result, and say so.

    Raises:
        UserError: as :func:`counter_app.services.handover.hand_over` does; nothing is changed.
    """
    by, at = session.officer, session.now()
    after = handover.hand_over(session.desk, state.scan_number, HandOver(), by, at)
    session.tell_changed(after.scan_number)
    name = addressed(after.applicant)
    session.say("done", done_words((after,), name), _("Undo"), "Ctrl+Z", thing=name)


def done_words(states: Sequence[DossierState], receiver: str) -> str:
    """What is said when ``states`` went over to ``receiver``."""
    first = states[0]
    moment = first.returned_at
    time = f"{moment:%H:%M}" if moment is not None else ""
    if len(states) == 1:
        words = _("The result of {code} was handed over to {name} at {time}. The next one, please.")
        return words.format(code=first.code, name=receiver, time=time)
    words = ngettext(
        "{n} result was handed over to {name} at {time}. The next one, please.",
        "{n} results were handed over to {name} at {time}. The next one, please.",
        len(states),
    )
    return words.format(n=len(states), name=receiver, time=time)
