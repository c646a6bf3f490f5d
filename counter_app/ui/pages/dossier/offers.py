"""What an officer may do to a dossier where it stands, each act with the key that begins it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from counter_app.core.records import DossierState, Officer
from counter_app.core.states import WITHOUT_TRANSITION, Action, Role, Status, next_actions, permitted
from counter_app.i18n import gettext as _
from counter_app.i18n import language

#: The key of each act, the same in every status. Acts with the same key never stand side by side.
KEYS = {
    Action.RECEIVE: "Ctrl+T",
    Action.FORWARD: "Ctrl+H",
    Action.REQUEST_SUPPLEMENT: "Ctrl+B",
    Action.SUPPLEMENT: "Ctrl+B",
    Action.REFUSE: "Ctrl+K",
    Action.EXTEND: "Ctrl+G",
    Action.SUSPEND: "Ctrl+S",
    Action.RESUME: "Ctrl+S",
    Action.REQUEST_PAYMENT: "Ctrl+Y",
    Action.PAY: "Ctrl+T",
    Action.REFUND: "Alt+T",
    Action.WITHDRAW: "Ctrl+R",
    Action.STOP: "Ctrl+D",
    Action.FINISH: "Ctrl+Q",
    Action.REWORK: "Ctrl+L",
    Action.CORRECT: "Ctrl+E",
    Action.UNDO: "Ctrl+Z",
    Action.ADD_CODE: "Ctrl+M",
    Action.PLACE: "Ctrl+O",
    Action.NOTE: "Ctrl+N",
    Action.REPRINT: "Ctrl+P",
}

#: Acts that begin elsewhere: at reception, on the page of handing over, under the calendar; the papers
#: of an act are offered after it.
ELSEWHERE = frozenset({Action.REGISTER, Action.FAST, Action.RETURN, Action.REVIEW, Action.PRINT})


@dataclass(frozen=True, slots=True)
class Offer:
    """An act that can be done now, its key and the words of its button."""

    action: Action
    key: str
    words: str


def offers(state: DossierState, officer: Officer) -> tuple[Offer, ...]:
    """Every act that status and role permit, in the order in which acts are named."""
    return _offers(state.status, officer.role, state.received, language())


@cache  # each scan asks again, and there are few answers
def _offers(status: Status, role: Role, received: bool, _language: str) -> tuple[Offer, ...]:
    possible = WITHOUT_TRANSITION.union(next_actions(status)) - _not_for(received=received)
    return tuple(
        Offer(action, KEYS[action], offer_words(action))
        for action in Action
        if action in possible and action not in ELSEWHERE and permitted(action, role)
    )


def _not_for(*, received: bool) -> frozenset[Action]:
    """Acts that the status alone would allow: nothing is received twice, or worked on before it is."""
    if received:
        return frozenset({Action.RECEIVE})
    return frozenset({Action.SUPPLEMENT, Action.STOP})


def acts_of(key: str) -> tuple[Action, ...]:
    """The acts that ``key`` begins."""
    return tuple(action for action, its_key in KEYS.items() if its_key == key)


def offer_words(action: Action) -> str:
    """The words of the button that begins ``action``."""
    return _words(language())[action]


@cache  # each scan asks for most of them
def _words(_language: str) -> Mapping[Action, str]:
    return {
        Action.RECEIVE: _("Receive"),
        Action.FORWARD: _("Forward"),
        Action.REQUEST_SUPPLEMENT: _("Ask for papers"),
        Action.SUPPLEMENT: _("Papers are here"),
        Action.REFUSE: _("Refuse"),
        Action.EXTEND: _("Promise another day"),
        Action.SUSPEND: _("Let it rest"),
        Action.RESUME: _("Go on with it"),
        Action.REQUEST_PAYMENT: _("Ask for payment"),
        Action.PAY: _("Collect the money"),
        Action.REFUND: _("Give money back"),
        Action.WITHDRAW: _("Withdraw"),
        Action.STOP: _("Stop the work"),
        Action.FINISH: _("Result is ready"),
        Action.REWORK: _("Send the result back"),
        Action.CORRECT: _("Put right"),
        Action.UNDO: _("Undo the last step"),
        Action.ADD_CODE: _("Other code"),
        Action.PLACE: _("Folder's place"),
        Action.NOTE: _("Note"),
        Action.REPRINT: _("Print the receipt again"),
    }
