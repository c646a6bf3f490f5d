"""What is still open between the desk and the person who collects a result."""

from enum import StrEnum

from counter_app.core.folding import folded
from counter_app.core.records import Collect, DossierState, FeeStatus


class StillOpen(StrEnum):
    """What has to be settled by hand before a result goes over."""

    FEE = "fee"
    #: Somebody else handed the dossier in: it has to be said who stands at the counter.
    COLLECTOR = "collector"
    #: The result was to go by post.
    POST = "post"


def due_now(state: DossierState) -> int:
    """The đồng that are still to be paid when the result is collected."""
    return state.fee.amount if state.fee.status is FeeStatus.DUE else 0


def still_open(state: DossierState) -> tuple[StillOpen, ...]:
    """What has to be settled first; nothing where the owner may just take the result."""
    submitter = folded(state.submitter)
    other = bool(submitter) and submitter != folded(state.applicant.name)
    found = (
        (StillOpen.FEE, due_now(state) > 0),
        (StillOpen.COLLECTOR, other),
        (StillOpen.POST, state.collect is Collect.POST),
    )
    return tuple(one for one, is_open in found if is_open)
