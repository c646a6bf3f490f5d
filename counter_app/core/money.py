"""Several collections of one dossier: each keeps its own official receipt and what was given back of it."""

from dataclasses import replace

from counter_app.core.plain import changed
from counter_app.core.records import DossierState, Fee, FeeStatus


def with_fee(state: DossierState, fee: Fee) -> DossierState:
    """``state`` with another ``fee`` at hand; what was collected before stays as it is."""
    collected = state.fee.status in (FeeStatus.PAID, FeeStatus.REFUNDED)
    return changed(state, fee=fee, earlier_fees=state.fees if collected else state.earlier_fees)


def to_give_back(state: DossierState) -> Fee:
    """The collection that a refund (hoàn phí) reaches: the last of which money is left, else the last."""
    return state.fees[_reached(state)]


def given_back(state: DossierState, amount: int) -> DossierState:
    """``state`` after ``amount`` đồng were given back of :func:`to_give_back`."""
    fees, reached = list(state.fees), _reached(state)
    refunded = fees[reached].refunded + amount
    fees[reached] = replace(fees[reached], status=FeeStatus.REFUNDED, refunded=refunded)
    *earlier, fee = fees
    return changed(state, fee=fee, earlier_fees=tuple(earlier))


def _reached(state: DossierState) -> int:
    last = len(state.fees) - 1
    return next((n for n in range(last, -1, -1) if state.fees[n].left), last)
