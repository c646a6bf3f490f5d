"""What the strip says of a hand-over as it begins, and what has to be settled by hand."""

from dataclasses import replace

from counter_app.core.collecting import StillOpen, still_open
from counter_app.core.records import DossierState
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext
from counter_app.ui.pages.handover.form import HandoverForm
from counter_app.ui.pages.handover.together import ALL_KEY
from counter_app.ui.session import Said
from counter_app.ui.words import addressed


def begun_words(form: HandoverForm, state: DossierState) -> Said:
    """What is said when the result of ``state`` is on the table; the money and other results come first."""
    person, name = addressed(state.applicant), state.applicant.name
    others = len(form.together.others())
    if others:
        words = ngettext(
            "The result for {person} is on the table; {n} more waits for the same person.",
            "The result for {person} is on the table; {n} more wait for the same person.",
            others,
        )
        found = Said("info", words.format(person=person, n=others), _("Hand over all"), ALL_KEY, name)
    elif form.due.total:
        words = _("The result for {person} is on the table. Collect {amount} before it goes over.")
        sentence = words.format(person=person, amount=money(form.due.total))
        found = Said("caution", sentence, _("Paid, handed over"), "F10", name)
    else:
        words = _("The result for {person} is on the table. Compare who collects with their card.")
        found = Said("info", words.format(person=person), _("Handed over"), "F10", name)
    if state.version > 1:
        held = _("Receipt version {version} holds.").format(version=state.version)
        return replace(found, sentence=f"{found.sentence} {held}")
    return found


def to_settle(form: HandoverForm) -> str:
    """What a command card cannot do and the keyboard must, in a sentence; "" where nothing is left."""
    if form.due.total:
        words = _("Collect {amount} first and write the number of the official receipt, then press F10.")
        return words.format(amount=money(form.due.total))
    if form.who.authorised() or form.who.carded():
        return ""  # who collects was said; what is missing of it is refused beside its field
    for state in form.states():
        if StillOpen.COLLECTOR in still_open(state):
            words = _(
                "{name} handed the dossier in. The owner is here: F10. Somebody else: Ctrl+2, then F10."
            )
            return words.format(name=state.submitter)
        if StillOpen.POST in still_open(state):
            words = _("The result of {code} was to go by post. The owner is here: F10.")
            return words.format(code=state.code)
    return ""


def by_card_words(form: HandoverForm, card: str) -> Said:
    """What is said when a command card opened the form: the second scan does it, or why it cannot."""
    hindrance = to_settle(form)
    receiver = form.who.receiver()
    if hindrance:
        does = _("Paid, handed over") if form.due.total else _("Handed over")
        return Said("caution", hindrance, does, "F10")
    words = _("Scan {card} once more: the result goes to {name}. Compare who collects with their card.")
    sentence = words.format(card=card, name=receiver)
    others = len(form.together.others())
    if others:
        more = ngettext("{n} more waits.", "{n} more wait.", others).format(n=others)
        return Said("info", f"{sentence} {more}", _("Hand over all"), ALL_KEY, receiver)
    return Said("info", sentence, _("Handed over"), "F10", receiver)
