"""Handing a result over to the citizen (trả kết quả), once, to the right person."""

from datetime import datetime

from counter_app.core.events import HandedOver
from counter_app.core.folding import folded
from counter_app.core.records import DossierState, HandOver, Officer
from counter_app.core.states import Action, Status
from counter_app.core.validation import clean_identity, clean_text
from counter_app.errors import BadInput, Duplicate
from counter_app.i18n import gettext as _
from counter_app.services.acts import act, require
from counter_app.services.desk import Desk


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
