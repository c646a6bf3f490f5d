"""Which papers of a dossier are not known to have come out of a printer, and how prints are numbered."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.core.fold import RECEIPT
from counter_app.core.life import RulingKind
from counter_app.core.records import DossierState, PrintOutcome, PrintRecord

#: A print that may be in somebody's hands keeps its number; one begun and never settled may be too.
_HAS_NUMBER = frozenset({PrintOutcome.PRINTED, PrintOutcome.UNKNOWN, PrintOutcome.PENDING})

_RULINGS = {
    "refusal": (RulingKind.REFUSED,),
    "stop": (RulingKind.STOPPED, RulingKind.WITHDRAWN),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsettled:
    """A paper that is not known to have come out: its form, the last print of it, and since when.

    ``printer`` is empty where none was chosen, and ``begun`` False where nobody has tried yet.
    """

    form: str
    version: int
    copy: int
    outcome: PrintOutcome
    at: datetime
    printer: str = ""
    begun: bool = True


def copy_number(state: DossierState, form: str = RECEIPT) -> int:
    """The number of the next print of a form: 0 while none of its present version came out, else that of
    the next reprint (bản in lại)."""
    version = version_of(state, form)
    taken = (
        one.copy
        for one in state.prints
        if (one.form, one.version) == (form, version) and one.outcome in _HAS_NUMBER
    )
    return max(taken, default=-1) + 1


def version_of(state: DossierState, form: str) -> int:
    """Which of several papers of one form is printed now: the receipt's version, a slip's own number."""
    if form == RECEIPT:
        return state.version
    numbers: tuple[int, ...] = ()
    if form == "supplement":
        numbers = tuple(one.number for one in state.supplements)
    elif form == "extension":
        numbers = tuple(one.number for one in state.extensions)
    elif form in _RULINGS:
        numbers = tuple(one.number for one in state.rulings if one.kind in _RULINGS[form])
    return numbers[-1] if numbers else 1


def unsettled(state: DossierState) -> tuple[Unsettled, ...]:
    """The papers of ``state`` that are not known to have come out, the receipt first (chưa in được).

    Only the present version of each form counts: what it replaced is wanted by nobody.
    """
    found = []
    if state.receipt_outcome not in (None, PrintOutcome.PRINTED):
        last = _last(state, RECEIPT)
        found.append(_unsettled(last) if last else _not_begun(state))
    for form in dict.fromkeys(one.form for one in state.prints if one.form != RECEIPT):
        last = _last(state, form)
        if last is not None and last.outcome is not PrintOutcome.PRINTED:
            found.append(_unsettled(last))
    return tuple(found)


def _last(state: DossierState, form: str) -> PrintRecord | None:
    version = version_of(state, form)
    prints = (one for one in reversed(state.prints) if (one.form, one.version) == (form, version))
    return next(prints, None)


def _unsettled(last: PrintRecord) -> Unsettled:
    return Unsettled(
        form=last.form,
        version=last.version,
        copy=last.copy,
        outcome=last.outcome,
        at=last.at,
        printer=last.printer,
    )


def _not_begun(state: DossierState) -> Unsettled:
    return Unsettled(
        form=RECEIPT,
        version=state.version,
        copy=0,
        outcome=PrintOutcome.PENDING,
        at=state.received_at,
        begun=False,
    )
