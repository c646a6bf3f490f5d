"""Papers that are missing: asking for them once and completely, and taking them in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from counter_app.core.events import Advised, Supplemented, SupplementRequested, written
from counter_app.core.journal import NewEvent
from counter_app.core.life import MissingPaper
from counter_app.core.records import DossierState, Officer, Paper, Person
from counter_app.core.states import Action, require_role
from counter_app.core.times import in_vietnam
from counter_app.core.validation import NAME_LENGTH, NOTE_LENGTH, clean_text
from counter_app.errors import BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.models import base, journal
from counter_app.services import promises
from counter_app.services.acts import act, next_slip
from counter_app.services.desk import Desk
from counter_app.services.reception import procedure

#: Forms that are given before any dossier exists.
SUPPLEMENT_FORM, REFUSAL_FORM = "supplement", "refusal"


def request(
    desk: Desk,
    scan_number: str,
    papers: Sequence[MissingPaper],
    by: Officer,
    at: datetime,
    reason: str = "",
) -> DossierState:
    """Ask the applicant for papers (yêu cầu bổ sung, hoàn thiện hồ sơ); the time stands still.

    One request names everything (NĐ 309/2026/NĐ-CP, art. 17(2)(a)); there may be several.

    Raises:
        BadInput: no paper is named.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    at = in_vietnam(at)
    asked = _clean(papers)

    def payload(_state: DossierState) -> object:
        return SupplementRequested(
            number=next_slip(SUPPLEMENT_FORM, at), papers=asked, reason=clean_text(reason, NOTE_LENGTH)
        )

    return act(desk, scan_number, Action.REQUEST_SUPPLEMENT, by, at, payload)


def take_in(
    desk: Desk,
    scan_number: str,
    by: Officer,
    at: datetime,
    papers: Sequence[Paper] = (),
    note: str = "",
) -> DossierState:
    """The supplement is in: its ``papers`` join the dossier, and another date is promised.

    The time begins anew or goes on, as procedure and law pack say; see
    :func:`counter_app.services.promises.after_supplement`.

    Raises:
        NotAllowed: it is not received yet; then it is received now, complete.
        NotFound, NotAllowed, BadInput: see :func:`counter_app.services.acts.act`.
    """
    at = in_vietnam(at)

    def payload(state: DossierState) -> object:
        if not state.received:
            raise NotAllowed(
                _("{code} is not received yet. Receive it now that it is complete.").format(code=state.code)
            )
        promise, stages = promises.after_supplement(desk, state, at)
        return Supplemented(
            promise=promise,
            papers=_joined(state.papers, papers) if papers else None,
            stages=stages,
            note=clean_text(note, NOTE_LENGTH),
        )

    return act(desk, scan_number, Action.SUPPLEMENT, by, at, payload)


def advise(
    desk: Desk,
    form: str,
    procedure_code: str,
    applicant: Person,
    by: Officer,
    at: datetime,
    papers: Sequence[MissingPaper] = (),
    reason: str = "",
) -> Advised:
    """Tell somebody at the desk what is missing, or why nothing is accepted; there is no dossier and no time.

    ``form`` is "supplement" or "refusal". The slip gets a number and stands in the journal.

    Raises:
        BadInput: nothing is named as missing, or a refusal has no reason, or there is no name.
        NotAllowed, NotFound: the role may not, or the procedure is unknown.
    """
    action = Action.REFUSE if form == REFUSAL_FORM else Action.REQUEST_SUPPLEMENT
    require_role(action, by.role)
    at = in_vietnam(at)
    desk.require_moment(at)
    chosen = procedure(desk, procedure_code)
    name = clean_text(applicant.name, NAME_LENGTH)
    if not name:
        raise BadInput(_("Write the name of the applicant; it stands on the slip."), "name")
    reason = clean_text(reason, NOTE_LENGTH)
    if form == REFUSAL_FORM and not reason:
        raise BadInput(_("Write why the dossier is not accepted; it stands on the slip."), "reason")
    asked = _clean(papers) if form == SUPPLEMENT_FORM else ()
    with base.transaction():
        given = Advised(
            form=form,
            number=next_slip(form, at),
            procedure_code=chosen.code,
            procedure_name=chosen.name,
            applicant=name,
            address=clean_text(applicant.address, NOTE_LENGTH),
            phone=clean_text(applicant.phone, NAME_LENGTH),
            papers=asked,
            reason=reason,
        )
        kind, data = written(given)
        event = NewEvent(kind=kind, dossier="", happened_at=at, by=by.login, data=data)
        journal.append([event], recorded_at=desk.clock())
    return given


def _clean(papers: Sequence[MissingPaper]) -> tuple[MissingPaper, ...]:
    cleaned = tuple(
        MissingPaper(
            name=clean_text(one.name, NOTE_LENGTH, "papers"),
            bring=clean_text(one.bring, NOTE_LENGTH, "papers"),
            where=clean_text(one.where, NOTE_LENGTH, "papers"),
            point=clean_text(one.point, NOTE_LENGTH, "papers"),
        )
        for one in papers
    )
    named = tuple(one for one in cleaned if one.name)
    if not named:
        raise BadInput(_("Name at least one paper that is missing or must be put right."), "papers")
    return named


def _joined(there: tuple[Paper, ...], brought: Sequence[Paper]) -> tuple[Paper, ...]:
    """The papers of the dossier with those brought now; of one name the numbers add up."""
    joined = {one.name: one for one in there}
    for new in brought:
        name = clean_text(new.name, NOTE_LENGTH, "papers")
        if not name or not new.total:
            continue
        old = joined.get(name, Paper(name=name))
        joined[name] = replace(
            old,
            originals=old.originals + new.originals,
            certified=old.certified + new.certified,
            copies=old.copies + new.copies,
        )
    return tuple(joined.values())
