"""What is decided on a dossier beside its result: refusal, withdrawal, stop, rest, another date."""

from datetime import datetime, timedelta

from counter_app.core.events import (
    Extended,
    Refused,
    Resumed,
    Reworked,
    Stopped,
    Suspended,
    Withdrawn,
)
from counter_app.core.life import Extension
from counter_app.core.promise import given_promise
from counter_app.core.records import DossierState, Officer
from counter_app.core.states import Action, Role
from counter_app.core.times import in_vietnam
from counter_app.core.validation import NOTE_LENGTH, clean_text
from counter_app.errors import BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services import promises
from counter_app.services.acts import act, next_slip
from counter_app.services.desk import Desk


def refuse(desk: Desk, scan_number: str, by: Officer, at: datetime, reason: str) -> DossierState:
    """Do not accept the dossier (từ chối tiếp nhận), on the day of its reception at the latest.

    Later a refusal is a result: the dossier is finished with it (NĐ 61/2018/NĐ-CP, art. 19).

    Raises:
        BadInput: no reason.
        NotAllowed: a later day; or see :func:`counter_app.services.acts.act`.
    """
    at = in_vietnam(at)

    def payload(state: DossierState) -> object:
        if state.received and state.received_at.date() != at.date():
            raise NotAllowed(
                _(
                    "{code} was accepted on {day}. A refusal is its result now: finish it with the refusal."
                ).format(code=state.code, day=short_date(state.received_at))
            )
        return Refused(number=next_slip("refusal", at), reason=_reason(reason))

    return act(desk, scan_number, Action.REFUSE, by, at, payload)


def withdraw(desk: Desk, scan_number: str, by: Officer, at: datetime, reason: str = "") -> DossierState:
    """The applicant takes the dossier back (rút hồ sơ); since 2025 with a notice that the work is stopped.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    said = clean_text(reason, NOTE_LENGTH)
    at = in_vietnam(at)
    return act(
        desk,
        scan_number,
        Action.WITHDRAW,
        by,
        at,
        lambda state: Withdrawn(reason=said, number=_next_notice(desk, state, at)),
    )


def _next_notice(desk: Desk, state: DossierState, at: datetime) -> int:
    """The number of a notice of stopping; 0 where the dossier's law has none, or nothing was begun."""
    wanted = state.received and desk.pack_of(state).stop_form
    return next_slip("stopping", at) if wanted else 0


def stop(desk: Desk, scan_number: str, by: Officer, at: datetime, reason: str) -> DossierState:
    """Stop the work with a notice (thông báo dừng giải quyết hồ sơ).

    Raises:
        BadInput: no reason.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    at = in_vietnam(at)

    def payload(state: DossierState) -> object:
        if not state.received:
            raise NotAllowed(
                _("{code} is not received yet; there is no work to stop. Let it be withdrawn.").format(
                    code=state.code
                )
            )
        return Stopped(reason=_reason(reason), number=_next_notice(desk, state, at))

    return act(desk, scan_number, Action.STOP, by, at, payload)


def suspend(desk: Desk, scan_number: str, by: Officer, at: datetime, reason: str) -> DossierState:
    """Let the work rest (tạm dừng); the time stands still until :func:`resume`.

    Raises:
        BadInput: no reason.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    return act(desk, scan_number, Action.SUSPEND, by, at, lambda _state: Suspended(reason=_reason(reason)))


def resume(desk: Desk, scan_number: str, by: Officer, at: datetime, note: str = "") -> DossierState:
    """The work goes on (tiếp tục giải quyết); what was left of the time runs on.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """

    def payload(state: DossierState) -> object:
        promise, stages = promises.after_wait(desk, state, at)
        return Resumed(promise=promise, stages=stages, note=clean_text(note, NOTE_LENGTH))

    return act(desk, scan_number, Action.RESUME, by, at, payload)


def rework(desk: Desk, scan_number: str, by: Officer, at: datetime, reason: str) -> DossierState:
    """The result is wrong and goes back before it is handed over (xử lý lại).

    Raises:
        BadInput: no reason.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    return act(desk, scan_number, Action.REWORK, by, at, lambda _state: Reworked(reason=_reason(reason)))


def extend(
    desk: Desk, scan_number: str, by: Officer, at: datetime, due_at: datetime, reason: str
) -> DossierState:
    """Promise another date with an apology (xin lỗi và hẹn lại ngày trả kết quả).

    At the latest one day before the promised day and once only (NĐ 61/2018/NĐ-CP, art.
    19(9); the numbers are the law pack's). Beyond either limit only the head may do so.

    Raises:
        BadInput: no reason, a day that is not worked, or one that is not later.
        NotAllowed: too late, or extended before, and not by the head; or see
            :func:`counter_app.services.acts.act`.
    """
    at = in_vietnam(at)

    def payload(state: DossierState) -> object:
        said = _reason(reason)
        given = given_promise(at, due_at, said, desk.calendar)
        new = given.due_at
        if new.date() <= state.due_at.date():
            raise BadInput(
                _("{day} is not later than the day promised now ({promised}); give a later day.").format(
                    day=short_date(new), promised=short_date(state.due_at)
                ),
                "due_at",
            )
        beyond = beyond_limits(desk, state, at)
        if beyond and by.role is not Role.HEAD:
            raise NotAllowed(beyond)
        return Extended(
            number=next_slip("extension", at),
            due_at=new,
            reason=said,
            beyond=bool(beyond),
            provisional=given.provisional,
            ladder=given.ladder,
        )

    return act(desk, scan_number, Action.EXTEND, by, at, payload)


def beyond_limits(desk: Desk, state: DossierState, at: datetime) -> str:
    """Why only the head may extend this promise at ``at``; empty where anyone with the role may."""
    rule = desk.pack_of(state).extension
    if len(state.extensions) >= rule.times:
        last: Extension = state.extensions[-1]
        return _(
            "The promise was extended on {day} already. Only the head may do it once more, with a reason."
        ).format(day=short_date(last.at))
    latest = state.due_at.date() - timedelta(days=rule.days_before)
    if at.date() > latest:
        return _("It could be extended until {day}. Now only the head may do it, with a reason.").format(
            day=short_date(latest)
        )
    return ""


def _reason(text: str) -> str:
    reason = clean_text(text, NOTE_LENGTH)
    if not reason:
        raise BadInput(_("Write the reason; it stands on the paper and in the journal."), "note")
    return reason
