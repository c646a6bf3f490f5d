"""Handing a result over to the citizen (trả kết quả), once, to the right person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from counter_app.core.collecting import due_now
from counter_app.core.events import HandedOver
from counter_app.core.folding import folded
from counter_app.core.records import DossierState, HandOver, Officer
from counter_app.core.states import Action, Status
from counter_app.core.validation import clean_identity, clean_text
from counter_app.errors import BadInput, Duplicate
from counter_app.i18n import gettext as _
from counter_app.models import base, dossiers
from counter_app.services import fees
from counter_app.services.acts import act, require
from counter_app.services.desk import Desk

#: The newest dossiers of one person among which other results are looked for; a broker may have thousands.
LOOKED_AT = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How what is due is paid while a result is collected; see :func:`counter_app.services.fees.collect`."""

    method: str = "cash"
    official_receipt: str = ""


def hand_over(desk: Desk, scan_number: str, who: HandOver, by: Officer, at: datetime) -> DossierState:
    """Record that the result went to ``who``; without a collector's name, to the owner.

    Anyone but the owner and the person who submitted needs an authorisation (giấy ủy
    quyền; NĐ 61/2018/NĐ-CP, art. 6(2)(b)).

    Raises:
        Duplicate: it was handed over already; the sentence says when and to whom.
        BadInput: another person collects and no authorisation is given, or the collector's
            number is none.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    refuse_second(require(scan_number))

    def payload(state: DossierState) -> object:
        collector = clean_text(who.collector, 200) or state.applicant.name
        authorised = clean_text(who.authorised, 500)
        known = {folded(state.applicant.name), folded(state.submitter)}
        if folded(collector) not in known and not authorised:
            raise BadInput(
                _("{name} is not the owner of the dossier; note the authorisation that was shown.").format(
                    name=collector
                ),
                "authorised",
            )
        return HandedOver(
            collector=collector,
            citizen_id=clean_identity(who.citizen_id),
            authorised=authorised,
            note=clean_text(who.note, 500),
        )

    return act(desk, scan_number, Action.RETURN, by, at, payload)


def hand_over_all(
    desk: Desk,
    scan_numbers: Sequence[str],
    who: HandOver,
    by: Officer,
    at: datetime,
    payment: Payment | None = None,
) -> tuple[DossierState, ...]:
    """Hand several results over to one person: all of them or none, each with an event of its own.

    With a ``payment`` what is due for each is recorded as collected before it goes over.

    Raises:
        UserError: as :func:`hand_over` and :func:`counter_app.services.fees.collect` do; nothing
            is changed.
    """
    states = []
    with base.transaction():
        for number in dict.fromkeys(scan_numbers):
            if payment is not None and due_now(require(number)):
                fees.collect(desk, number, by, at, None, payment.method, payment.official_receipt)
            states.append(hand_over(desk, number, who, by, at))
    return tuple(states)


def ready_with(desk: Desk, state: DossierState) -> tuple[DossierState, ...]:
    """The other results of this office that wait for the owner of ``state`` (còn chưa nhận), oldest first."""
    who = state.applicant
    ids = dossiers.of_person(who.citizen_id, who.name, who.phone, LOOKED_AT)
    rows = dossiers.rows(ids[::-1])
    return tuple(
        require(row.scan_number)
        for row in rows
        if row.status is Status.FINISHED
        and row.scan_number != state.scan_number
        and row.scan_number.startswith(desk.office.node)
    )


def refuse_second(state: DossierState) -> None:
    """Refuse to hand over what was handed over.

    Raises:
        Duplicate: with when and to whom.
    """
    if state.status is Status.RETURNED and state.returned_at is not None:
        raise Duplicate(
            _("This result was handed over at {time} on {day} to {name}; nothing was changed.").format(
                time=f"{state.returned_at:%H:%M}", day=f"{state.returned_at:%d/%m/%Y}", name=state.collector
            )
        )
