"""The acts that F10 does without a form: forward, and report that the result is ready."""

from counter_app.i18n import gettext as _
from counter_app.services import processing
from counter_app.ui.session import Session
from counter_app.ui.standing import is_late, promise_standing


def forward(session: Session, scan_number: str, to: str) -> None:
    """Hand the dossier to ``to``, or to its procedure's own unit, and say so.

    Raises:
        UserError: as :func:`counter_app.services.processing.forward` does; nothing is changed.
    """
    state = processing.forward(session.desk, scan_number, session.officer, session.now(), to=to)
    session.tell_changed(state.scan_number)
    words = _("Dossier {code} of {name} was forwarded to {unit}.")
    name = state.applicant.name
    sentence = words.format(code=state.code, name=name, unit=state.holder)
    session.say("done", sentence, _("Back"), "Esc", thing=name)


def finish(session: Session, scan_number: str, note: str) -> None:
    """Report that the result is there, and say how it stands against its promise.

    Raises:
        UserError: as :func:`counter_app.services.processing.finish` does; nothing is changed.
    """
    at = session.now()
    state = processing.finish(session.desk, scan_number, session.officer, at, note=note)
    session.tell_changed(state.scan_number)
    stands = promise_standing(state, at, session.desk.calendar).words
    words = _("The result for {name} is ready, {standing}. The counter can hand it over.")
    kind = "caution" if is_late(state, at) else "done"
    name = state.applicant.name
    session.say(kind, words.format(name=name, standing=stands), _("Back"), "Esc", thing=name)
