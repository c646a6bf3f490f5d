"""What comes next for a dossier, by where it stands and by what the officer may do: the meaning of F10."""

from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.records import DossierState, Officer
from counter_app.core.states import STATUS_NAMES, Action, Status, permitted
from counter_app.i18n import gettext as _
from counter_app.i18n import money, short_date
from counter_app.ui.words import addressed


class StepKind(StrEnum):
    """The next act at the desk; ``NONE`` where it is somebody else's turn or everything is done."""

    FORWARD = "forward"
    FINISH = "finish"
    HAND_OVER = "hand_over"
    #: One that asks for a few things first: its fields open in the page.
    ASK = "ask"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class NextStep:
    """``line`` is the open last line of the journal, ``action`` the words of the button, "" without one.

    ``deed`` is the act behind an ``ASK``.
    """

    kind: StepKind
    line: str
    action: str = ""
    deed: Action | None = None


def next_step(state: DossierState, officer: Officer) -> NextStep:
    """What ``officer`` can do next with this dossier."""
    if state.status is Status.RECEIVED:
        return _forward(state, officer)
    if state.status is Status.IN_PROGRESS:
        if permitted(Action.FINISH, officer.role):
            return NextStep(StepKind.FINISH, _("Report that the result is ready"), _("Result is ready"))
        return NextStep(StepKind.NONE, _("Waiting for the result from {holder}").format(holder=state.holder))
    if state.status is Status.FINISHED:
        line = _("Hand the result over to {person}").format(person=addressed(state.applicant))
        if permitted(Action.RETURN, officer.role):
            return NextStep(StepKind.HAND_OVER, line, _("Hand the result over"))
        return NextStep(StepKind.NONE, line)
    if state.status is Status.RETURNED:
        return NextStep(StepKind.NONE, "")
    deed, line, words = _waiting(state)
    if deed is not None and permitted(deed, officer.role):
        return NextStep(StepKind.ASK, line, words, deed)
    return NextStep(StepKind.NONE, line)


def _waiting(state: DossierState) -> tuple[Action | None, str, str]:
    """What ends the waiting of a dossier: the act, the line of the journal, the words of the button."""
    if state.status is Status.REGISTERED or (state.status is Status.SUPPLEMENT and not state.received):
        return Action.RECEIVE, _("Receive it once it is whole"), _("Receive")
    if state.status is Status.SUPPLEMENT:
        return Action.SUPPLEMENT, _("Waiting for papers from the applicant"), _("Papers are here")
    if state.status is Status.PAYMENT:
        line = _("Waiting for {amount} from the applicant").format(amount=money(state.fee.amount))
        return Action.PAY, line, _("Collect the money")
    if state.status is Status.SUSPENDED:
        return Action.RESUME, _("The work rests"), _("Go on with it")
    return None, STATUS_NAMES[state.status], ""


def _forward(state: DossierState, officer: Officer) -> NextStep:
    line = _("Forward to {unit}").format(unit=state.unit) if state.unit else _("Forward for processing")
    if permitted(Action.FORWARD, officer.role):
        return NextStep(StepKind.FORWARD, line, _("Forward"))
    return NextStep(StepKind.NONE, line)


def returned_sentence(state: DossierState) -> str:
    """When a result was handed over and to whom."""
    moment = state.returned_at
    if moment is None:
        return ""
    return _("This result was handed over at {time} on {day} to {name}.").format(
        time=f"{moment:%H:%M}", day=short_date(moment), name=state.collector
    )
