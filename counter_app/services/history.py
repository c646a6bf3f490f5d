"""The history of a dossier in words: one line for each event."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from counter_app.core.fold import STEP_ACTIONS, fold
from counter_app.core.journal import Event, EventKind
from counter_app.core.records import HistoryLine, PrintOutcome
from counter_app.core.states import Action, action_name
from counter_app.i18n import gettext as _
from counter_app.i18n import money, short_date


def settled(events: Sequence[Event]) -> list[Event]:
    """``events`` without the beginnings of prints whose outcome follows."""
    shown: list[Event] = []
    known: set[tuple[str, int, int]] = set()
    for event in reversed(events):
        if event.kind == EventKind.PRINTED:
            one = (event.data["form"], event.data.get("version", 1), event.data["copy"])
            if event.data["outcome"] == PrintOutcome.PENDING and one in known:
                continue
            known.add(one)
        shown.append(event)
    return shown[::-1]


def history_line(event: Event, by: str) -> HistoryLine:
    """``event`` as people read it; ``by`` is the name of whoever did it."""
    words = _WORDS.get(event.kind)
    return HistoryLine(
        at=event.happened_at,
        kind=event.kind,
        words=words(event.data) if words else _unknown(event.kind),
        by=by,
        note=_remark(event),
    )


_GIVEN_REASONS = frozenset(
    {EventKind.CORRECTED, EventKind.UNDONE, EventKind.PROMISE_REVIEWED, EventKind.CONFLICT_SETTLED}
)


def _remark(event: Event) -> str:
    if event.kind in _GIVEN_REASONS:
        return str(event.data.get("reason") or event.data.get("decision", ""))
    return str(event.data.get("note", "")) if event.kind != EventKind.NOTED else ""


def _unknown(kind: str) -> str:
    return _("Something this version does not know: {kind}").format(kind=kind)


def _received(data: Mapping[str, Any]) -> str:
    if data.get("fast"):
        return _("Received while the citizen waited")
    return _("Received under number {number}").format(number=data["ledger_number"])


def _printed(data: Mapping[str, Any]) -> str:
    copy, form = data["copy"], form_name(data["form"])
    outcome = PrintOutcome(data["outcome"])
    if outcome is PrintOutcome.PENDING:
        return _("Printing of {form} was begun; what became of it is not known yet").format(form=form)
    if outcome is PrintOutcome.FAILED:
        return _("Not printed: {form} did not come out of the printer").format(form=form)
    if outcome is PrintOutcome.UNKNOWN:
        return _("Sent to the printer, but nobody saw it come out: {form}").format(form=form)
    if copy:
        return _("Printed {form} again, copy {copy}").format(form=form, copy=copy)
    return _("Printed {form}").format(form=form)


def form_name(form: str) -> str:
    """The paper that a print keeps under ``form``, or ``paper`` draws, in the language of the desk."""
    names = {
        "receipt": _("the receipt"),
        "supplement": _("the supplement slip"),
        "refusal": _("the refusal slip"),
        "extension": _("the letter of apology"),
        "stop": _("the stopping notice"),
        "result_receipt": _("the receipt of the result"),
        "uncollected": _("the notice of a waiting result"),
        "control_slip": _("the control slip"),
        "receipt_several": _("one receipt for several dossiers"),
        "label": _("the label of the folder"),
    }
    return names.get(form, form)


def _handed_over(data: Mapping[str, Any]) -> str:
    name = data["collector"]
    if data.get("authorised"):
        return _("Result handed over to {name}, authorised: {note}").format(
            name=name, note=data["authorised"]
        )
    return _("Result handed over to {name}").format(name=name)


def _asked(data: Mapping[str, Any]) -> str:
    names = "; ".join(one["name"] for one in data["papers"])
    return _("Supplement asked for, slip {number}: {papers}").format(number=data["number"], papers=names)


def _goes_on(data: Mapping[str, Any]) -> str:
    return _("Goes on, promised for {day}").format(day=_day(data["promise"]["due_at"]))


def _paid(data: Mapping[str, Any]) -> str:
    amount = money(data["amount"])
    number = data.get("official_receipt")
    if number:
        return _("{amount} collected, official receipt {number}").format(amount=amount, number=number)
    return _("{amount} collected").format(amount=amount)


def _undone(data: Mapping[str, Any]) -> str:
    return _("Taken back: {step}").format(step=kind_name(data["kind"]))


def _corrected(data: Mapping[str, Any]) -> str:
    fields = ", ".join(field_name(name) for name in data if name != "reason")
    return _("Put right: {fields}").format(fields=fields)


def _settled(data: Mapping[str, Any]) -> str:
    kept = data["kept"]["node"]
    if data.get("field"):
        return _("Decided between offices: {field} as node {node} put it right").format(
            field=field_name(data["field"]), node=kept
        )
    return _("Decided between offices: what node {node} did counts").format(node=kept)


def _reviewed(data: Mapping[str, Any]) -> str:
    if "promise" in data:
        return _("After a change of the calendar the promise was moved to {day}").format(
            day=_day(data["promise"]["due_at"])
        )
    return _("After a change of the calendar the promise was kept")


def _day(moment: str) -> str:
    return short_date(datetime.fromisoformat(moment))


def kind_name(kind: str) -> str:
    """What an event of ``kind`` did, in the language of the desk."""
    action = STEP_ACTIONS.get(kind) or _OTHER_ACTIONS.get(kind)
    return action_name(action) if action else kind


_OTHER_ACTIONS: dict[str, Action] = {EventKind.CORRECTED: Action.CORRECT, EventKind.REFUNDED: Action.REFUND}


def field_name(name: str) -> str:
    """The field of a dossier under which a correction keeps it, in the language of the desk."""
    names = {
        "name": _("name"),
        "citizen_id": _("citizen number"),
        "born": _("date of birth"),
        "sex": _("sex"),
        "address": _("address"),
        "phone": _("telephone"),
        "email": _("email"),
        "submitter": _("submitter"),
        "channel": _("channel"),
        "collect": _("way of collecting"),
        "sets": _("sets"),
        "papers": _("papers"),
        "pages": _("pages"),
        "count": _("copies"),
        "fee_amount": _("fee"),
        "note": _("remark"),
        "procedure": _("procedure"),
    }
    return names.get(name, name)


_WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    EventKind.REGISTERED: lambda _data: _("Registered, not received yet"),
    EventKind.RECEIVED: _received,
    EventKind.ACCEPTED: _received,
    EventKind.FORWARDED: lambda data: _("Forwarded to {unit}").format(unit=data["to"]),
    EventKind.SUPPLEMENT_REQUESTED: _asked,
    EventKind.SUPPLEMENTED: lambda data: _("Supplement taken in. {then}").format(then=_goes_on(data)),
    EventKind.REFUSED: lambda data: _("Not accepted: {reason}").format(reason=data["reason"]),
    EventKind.EXTENDED: lambda data: _("Extended with an apology to {day}: {reason}").format(
        day=_day(data["due_at"]), reason=data["reason"]
    ),
    EventKind.SUSPENDED: lambda data: _("Work rests: {reason}").format(reason=data["reason"]),
    EventKind.RESUMED: _goes_on,
    EventKind.PAYMENT_REQUESTED: lambda data: _("To be paid: {amount}").format(amount=money(data["amount"])),
    EventKind.PAID: _paid,
    EventKind.REFUNDED: lambda data: _("{amount} given back: {reason}").format(
        amount=money(data["amount"]), reason=data["reason"]
    ),
    EventKind.WITHDRAWN: lambda data: _("Taken back by the applicant: {reason}").format(
        reason=data.get("reason") or _("no reason given")
    ),
    EventKind.STOPPED: lambda data: _("Work stopped: {reason}").format(reason=data["reason"]),
    EventKind.FINISHED: lambda _data: _("Result ready"),
    EventKind.REWORKED: lambda data: _("Result sent back: {reason}").format(reason=data["reason"]),
    EventKind.HANDED_OVER: _handed_over,
    EventKind.CORRECTED: _corrected,
    EventKind.UNDONE: _undone,
    EventKind.CONFLICT_SETTLED: _settled,
    EventKind.PROMISE_REVIEWED: _reviewed,
    EventKind.CODE_ADDED: lambda data: _("Also known as {code}").format(code=data["code"]),
    EventKind.PLACED: lambda data: (
        _("Folder lies at {place}").format(place=data["place"]) if data["place"] else _("Folder taken out")
    ),
    EventKind.NOTED: lambda data: _("Note: {note}").format(note=data["note"]),
    EventKind.PRINTED: _printed,
}


def version_since(events: Sequence[Event], version: int) -> Event | None:
    """The event with which ``version`` of the receipt began to hold; None where there is none such."""
    for count in range(len(events), 0, -1):
        before = fold(events[: count - 1])
        after = fold(events[:count])
        if after is not None and after.version == version and (before is None or before.version < version):
            return events[count - 1]
    return None
