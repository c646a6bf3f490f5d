"""What the strip says when a card is opened: how the dossier stands and what can be done next."""

from counter_app.core.states import STATUS_NAMES, Status
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.ui.next_step import StepKind, returned_sentence
from counter_app.ui.pages.dossier.card import Shown
from counter_app.ui.session import Said
from counter_app.ui.standing import promise_standing
from counter_app.ui.words import addressed, inside


def whereabouts(shown: Shown, calendar: Calendar) -> Said:
    """How the dossier of ``shown`` stands; a paper of an older version is warned of."""
    state, step = shown.state, shown.step
    if state.returned_at is not None:
        return Said("info", returned_sentence(state), thing=state.collector)
    name = state.applicant.name
    stands = promise_standing(state, shown.at, calendar)
    standing = stands.words
    if state.status in (Status.REFUSED, Status.WITHDRAWN):
        sentence = _("Dossier of {person}: {status}.").format(
            person=addressed(state.applicant), status=inside(STATUS_NAMES[state.status])
        )
        return Said("info", sentence, thing=name)
    kind = "caution" if stands.tone == "problem" else "info"
    if step.kind is StepKind.HAND_OVER:
        words = _("The result for {person} is ready, {standing}. It can be handed over now.")
        if step.at_once:
            words = _("The result for {person} is ready, {standing}. Somebody else collects: F4.")
        kind = "done"
    elif step.kind is StepKind.NONE:
        words = _("Dossier of {person}: {standing}. {line}.")
    else:
        words = _("Dossier of {person}: {standing}. Next: {line}.")
    line = inside(step.line) if step.kind is not StepKind.NONE else step.line
    sentence = words.format(person=addressed(state.applicant), standing=standing, line=line)
    if state.version > 1:
        held = _("Receipt version {version} holds.").format(version=state.version)
        sentence = f"{sentence} {held}"
    return Said(kind, sentence, step.action, "F10" if step.action else "", name)
