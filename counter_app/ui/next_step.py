"""What comes next for a dossier, by where it stands and by what the officer may do: the meaning of F10."""

from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.collecting import still_open
from counter_app.core.records import DossierState, Officer
from counter_app.core.states import BINDING, STATUS_NAMES, Action, Status, permitted
from counter_app.i18n import gettext as _
from counter_app.i18n import money, short_date
from counter_app.ui.words import addressed, called, inside

#: Letters that a name may have on a button.
LONG_NAME = 30


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

    ``deed`` is the act behind an ``ASK``. ``at_once`` is a hand-over of which nothing is left to settle:
    the key of the step does it, without a form.
    """

    kind: StepKind
    line: str
    action: str = ""
    deed: Action | None = None
    at_once: bool = False


def next_step(state: DossierState, officer: Officer, *, alone: bool = False) -> NextStep:
    """What ``officer`` can do next with this dossier; ``alone``: no other result waits for its owner."""
    if state.status is Status.RECEIVED:
        return _forward(state, officer)
    if state.status is Status.IN_PROGRESS:
        if permitted(Action.FINISH, officer.role):
            return NextStep(StepKind.FINISH, _("Report that the result is ready"), _("Result is ready"))
        return NextStep(StepKind.NONE, _("Waiting for the result from {holder}").format(holder=state.holder))
    if state.status is Status.FINISHED:
        line = _("Hand the result over to {person}").format(person=addressed(state.applicant))
        if permitted(Action.RETURN, officer.role):
            at_once = alone and not still_open(state)
            words = _to_owner(state) if at_once else _("Hand the result over")
            return NextStep(StepKind.HAND_OVER, line, words, at_once=at_once)
        return NextStep(StepKind.NONE, line)
    if state.status is Status.RETURNED:
        return NextStep(StepKind.NONE, "")
    deed, line, words = _waiting(state)
    if deed is not None and permitted(deed, officer.role):
        return NextStep(StepKind.ASK, line, words, deed)
    return NextStep(StepKind.NONE, line)


def _to_owner(state: DossierState) -> str:
    """The words of a button that says who receives; a long name is called by its last part, if it may."""
    owner = state.applicant
    for name in (addressed(owner), called(owner.name, owner.sex)):
        if len(name) <= LONG_NAME:
            return _("Hand over to {name}").format(name=name)
    return _("Hand over to the owner")


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


def no_result(state: DossierState) -> tuple[str, str, str]:
    """Why there is no result to hand over: kind and sentence of the strip, and what stands out in it."""
    if state.status is Status.RETURNED:
        return "info", returned_sentence(state), state.collector
    if state.status in BINDING:
        words = _(
            "No result yet for {name}: {status}, at {holder}, promised for {day}. Ask there, or come then."
        )
    else:
        words = _("No result for {name}: {status}, at {holder}.")
    sentence = words.format(
        name=state.applicant.name,
        status=inside(STATUS_NAMES[state.status]),
        holder=state.holder,
        day=short_date(state.due_at),
    )
    return "caution", sentence, state.applicant.name
