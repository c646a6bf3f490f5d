"""What the strip says after an act: what happened, and what follows from it."""

from collections.abc import Callable

from counter_app.core.records import DossierState
from counter_app.core.states import STATUS_NAMES, Action
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext, short_date


def after_words(action: Action, before: DossierState, state: DossierState) -> tuple[str, str]:
    """Kind and sentence of the strip after ``action`` made ``state`` of ``before``."""
    words = _WORDS[action](before, state)
    name, code = state.applicant.name, state.code
    kind = "caution" if action is Action.REWORK else "done"
    return kind, words.format(name=name, code=code, day=short_date(state.due_at), holder=state.holder)


def _asked(_before: DossierState, state: DossierState) -> str:
    count = len(state.supplements[-1].papers)
    words = ngettext(
        "{{name}} is asked for {n} paper. The time stands still until it is here.",
        "{{name}} is asked for {n} papers. The time stands still until they are here.",
        count,
    )
    return words.format(n=count)


def _went_on(before: DossierState, state: DossierState) -> str:
    if before.due_at.date() == state.due_at.date():
        return _("The dossier of {name} goes on, promised for {day} as before.")
    return _("The dossier of {name} goes on, promised for {day} now.")


def _paid(before: DossierState, state: DossierState) -> str:
    amount = money(state.fee.amount)
    if before.status is not state.status:
        words = _("{amount} collected for {{name}}. The dossier goes on, promised for {{day}}.")
    else:
        words = _("{amount} collected for {{name}}.")
    return words.format(amount=amount)


def _refunded(before: DossierState, state: DossierState) -> str:
    amount = money(state.fee.refunded - before.fee.refunded)
    return _("{amount} given back to {{name}}.").format(amount=amount)


def _corrected(before: DossierState, state: DossierState) -> str:
    if state.due_at != before.due_at:
        return _("The dossier of {name} was put right. The result is promised for {day} now.")
    return _("The dossier of {name} was put right.")


def _undone(_before: DossierState, state: DossierState) -> str:
    words = _("The last step for {{name}} was taken back; the dossier is at “{status}” again.")
    return words.format(status=STATUS_NAMES[state.status])


def _placed(_before: DossierState, state: DossierState) -> str:
    if not state.place:
        return _("The folder of {name} was taken out of its place.")
    return _("The folder of {{name}} lies at {place}.").format(place=_safe(state.place))


def _added(before: DossierState, state: DossierState) -> str:
    new = [code for code in state.other_codes if code not in before.other_codes]
    return _("The dossier of {{name}} answers to {codes}, too.").format(codes=_safe(", ".join(new)))


def _safe(text: str) -> str:
    """``text`` as it may stand in words that are filled in once more."""
    return text.replace("{", "{{").replace("}", "}}")


def _always(words: Callable[[], str]) -> Callable[[DossierState, DossierState], str]:
    return lambda _before, _state: words()


_WORDS: dict[Action, Callable[[DossierState, DossierState], str]] = {
    Action.RECEIVE: _always(lambda: _("{code} of {name} is received, promised for {day}.")),
    Action.FORWARD: _always(lambda: _("Dossier {code} of {name} was forwarded to {holder}.")),
    Action.REQUEST_SUPPLEMENT: _asked,
    Action.SUPPLEMENT: _went_on,
    Action.REFUSE: _always(lambda: _("The dossier of {name} was refused; give the papers back.")),
    Action.EXTEND: _always(lambda: _("The result for {name} is promised for {day} now.")),
    Action.SUSPEND: _always(lambda: _("The work for {name} rests; the time stands still.")),
    Action.RESUME: _went_on,
    Action.REQUEST_PAYMENT: _always(
        lambda: _("{name} is asked for the payment. The time stands still until it is there.")
    ),
    Action.PAY: _paid,
    Action.REFUND: _refunded,
    Action.WITHDRAW: _always(lambda: _("{name} took the dossier back; give every paper back.")),
    Action.STOP: _always(lambda: _("The work for {name} was stopped; the notice tells why.")),
    Action.FINISH: _always(lambda: _("The result for {name} is ready. The counter can hand it over.")),
    Action.REWORK: _always(lambda: _("The result for {name} was sent back; the work goes on.")),
    Action.CORRECT: _corrected,
    Action.UNDO: _undone,
    Action.ADD_CODE: _added,
    Action.PLACE: _placed,
}
