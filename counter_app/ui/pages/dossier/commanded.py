"""What a command card does to the dossier of the card in front: what its key does, told for a scanner."""

from typing import TYPE_CHECKING

from counter_app.core.command_cards import Command, card_name
from counter_app.core.records import DossierState
from counter_app.core.states import Action, Status
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.ui.next_step import StepKind, next_step, no_result
from counter_app.ui.pages.dossier.deed import Deed
from counter_app.ui.pages.dossier.offers import KEYS
from counter_app.ui.words import addressed

if TYPE_CHECKING:
    from counter_app.ui.pages.dossier.page import DossierPage

#: The forms that each card opens; a form of another act that was begun is not lost to a card.
_FORMS = {
    Command.FORWARD: (Action.FORWARD,),
    Command.SUPPLEMENT: (Action.REQUEST_SUPPLEMENT, Action.SUPPLEMENT),
    Command.UNDO: (Action.UNDO,),
}


def obey(page: "DossierPage", command: Command, state: DossierState) -> None:
    """Do to ``state`` what the card says; what changes more than a click is confirmed by a second scan.

    Raises:
        NotAllowed: another act was begun, or the status or role does not permit this one.
    """
    deed = page.acting.deed
    if deed is not None and deed.action not in _FORMS.get(command, ()):
        words = _("Not finished: {begun}. Finish it with Ctrl+Enter or leave it with Esc, then scan {card}.")
        raise NotAllowed(words.format(begun=page.kept_words(), card=card_name(command)))
    if command is Command.REPRINT:
        page.reprint()
    elif command is Command.HAND_OVER:
        kind, sentence, thing = no_result(state)
        page.session.say(kind, sentence, thing=thing)
    elif command is Command.FORWARD:
        _forward(page, state, deed)
    elif command is Command.SUPPLEMENT:
        _supplement(page, state)
    else:
        _undo(page, state, deed)


def _forward(page: "DossierPage", state: DossierState, deed: Deed | None) -> None:
    """A received dossier goes to its unit at once, as F10 sends it; one at work asks to whom."""
    if deed is None and next_step(state, page.session.officer).kind is StepKind.FORWARD:
        page.next_action()
        return
    if deed is not None and deed.texts()["to"]:
        page.acting.do()
        return
    page.acting.begin(Action.FORWARD, state)
    to = page.acting.deed.texts()["to"] if page.acting.deed is not None else ""
    if to:
        words = _("The dossier of {person} goes to {unit}: scan {card} once more, or choose another.")
    else:
        words = _("Choose to whom the dossier of {person} goes, then scan {card} once more.")
    card = card_name(Command.FORWARD)
    sentence = words.format(person=addressed(state.applicant), unit=to, card=card)
    page.session.say("info", sentence, _("Forward"), "Ctrl+Enter", thing=state.applicant.name)


def _supplement(page: "DossierPage", state: DossierState) -> None:
    page.acting.key(KEYS[Action.REQUEST_SUPPLEMENT], state)
    if state.status is Status.SUPPLEMENT:
        words = _("Papers of {person}: tick what is here, then Ctrl+Enter.")
    else:
        words = _("Papers that {person} is to bring: tick them with Space, then Ctrl+Enter.")
    sentence = words.format(person=addressed(state.applicant))
    page.session.say("info", sentence, _("Leave it"), "Esc", thing=state.applicant.name)


def _undo(page: "DossierPage", state: DossierState, deed: Deed | None) -> None:
    """The first scan shows the step, with a reason of its own; the second takes it back."""
    if deed is not None and deed.texts()["note"]:
        page.acting.do()
        return
    page.acting.begin(Action.UNDO, state)
    deed = page.acting.deed
    if deed is None:
        return
    if not deed.texts()["note"]:
        deed.fields["note"].set_text(_("Undone by command card"))
        deed.fields["note"].edit.selectAll()
    words = _("The last step for {person} is shown. Scan {card} once more to take it back.")
    sentence = words.format(person=addressed(state.applicant), card=card_name(Command.UNDO))
    page.session.say("caution", sentence, _("Leave it"), "Esc", thing=state.applicant.name)
