"""What the strip says after an act: what happened, and what follows from it."""

from collections.abc import Callable

from counter_app.core.records import DossierState
from counter_app.core.states import STATUS_NAMES, Action
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext, short_date


def after_words(action: Action, before: DossierState, state: DossierState) -> tuple[str, str]:
    """Kind and sentence of the strip after ``action`` made ``state`` of ``before``."""
    words = _WORDS[action](before, state)
    kind = "caution" if action is Action.REWORK else "done"
    return kind, words.format(
        name=state.applicant.name,
        code=state.code,
        holder=state.holder,
        amount=money(_moved(before, state)),
        day=short_date(state.due_at),
        n=len(state.supplements[-1].papers) if state.supplements else 0,
        status=STATUS_NAMES[state.status],
        place=state.place,
        codes=", ".join(one for one in state.other_codes if one not in before.other_codes),
    )


def _moved(before: DossierState, state: DossierState) -> int:
    """The đồng that were given back by the act, else what is collected or due."""
    return _refunded(state) - _refunded(before) or state.fee.amount


def _refunded(state: DossierState) -> int:
    return sum(fee.refunded for fee in state.fees)


def _asked(_before: DossierState, state: DossierState) -> str:
    return ngettext(
        "{name} is asked for {n} paper. The time stands still until it is here.",
        "{name} is asked for {n} papers. The time stands still until they are here.",
        len(state.supplements[-1].papers),
    )


def _went_on(before: DossierState, state: DossierState) -> str:
    if before.due_at.date() == state.due_at.date():
        return _("The dossier of {name} goes on, promised for {day} as before.")
    return _("The dossier of {name} goes on, promised for {day} now.")


def _paid(before: DossierState, state: DossierState) -> str:
    if before.status is not state.status:
        return _("{amount} collected for {name}. The dossier goes on, promised for {day}.")
    return _("{amount} collected for {name}.")


def _corrected(before: DossierState, state: DossierState) -> str:
    if state.due_at != before.due_at:
        return _("The dossier of {name} was put right. The result is promised for {day} now.")
    return _("The dossier of {name} was put right.")


def _placed(_before: DossierState, state: DossierState) -> str:
    if state.place:
        return _("The folder of {name} lies at {place}.")
    return _("The folder of {name} was taken out of its place.")


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
    Action.REFUND: _always(lambda: _("{amount} given back to {name}.")),
    Action.WITHDRAW: _always(lambda: _("{name} took the dossier back; give every paper back.")),
    Action.STOP: _always(lambda: _("The work for {name} was stopped; the notice tells why.")),
    Action.FINISH: _always(lambda: _("The result for {name} is ready. The counter can hand it over.")),
    Action.REWORK: _always(lambda: _("The result for {name} was sent back; the work goes on.")),
    Action.CORRECT: _corrected,
    Action.UNDO: _always(
        lambda: _("The last step for {name} was taken back; the dossier is at “{status}” again.")
    ),
    Action.ADD_CODE: _always(lambda: _("The dossier of {name} answers to {codes}, too.")),
    Action.PLACE: _placed,
}
