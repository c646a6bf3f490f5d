"""How records are said: as JSON with the public keys, and as lines for people."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from counter_app.core.deadlines import Step
from counter_app.core.journal import Event
from counter_app.core.records import DossierRow, DossierState, Fee, FeeStatus, HistoryLine, Person
from counter_app.core.states import STATUS_NAMES
from counter_app.core.times import iso
from counter_app.i18n import gettext as _
from counter_app.i18n import money, weekday_words


def moment_words(at: datetime) -> str:
    """``16:30 Friday 27/11/2026`` in the language of the desk."""
    return f"{at:%H:%M} {weekday_words(at)} {at:%d/%m/%Y}"


def optional_iso(at: datetime | None) -> str | None:
    """ISO 8601, or None where it has not happened."""
    return iso(at) if at is not None else None


def ladder(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The days of a promise."""
    return [{"date": step.day.isoformat(), "counts": step.counts, "reason": step.reason} for step in steps]


def received(state: DossierState, receipt: str | None) -> dict[str, Any]:
    """The answer of ``receive``."""
    return {
        "code": state.code,
        "scan_number": state.scan_number,
        "ledger_number": state.ledger_number,
        "procedure": state.procedure_code,
        "applicant": state.applicant.name,
        "status": state.status.value,
        "received_at": iso(state.received_at),
        "due_at": iso(state.due_at),
        "ladder": ladder(state.ladder),
        "receipt": receipt,
    }


def fast(state: DossierState) -> dict[str, Any]:
    """The answer of ``fast``; the fee in đồng."""
    return {
        "code": state.code,
        "scan_number": state.scan_number,
        "ledger_number": state.ledger_number,
        "status": state.status.value,
        "fee": state.fee.amount,
    }


def found(row: DossierRow) -> dict[str, Any]:
    """One line of ``find``."""
    return {
        "code": row.code,
        "scan_number": row.scan_number,
        "applicant": row.applicant,
        "procedure": row.procedure_code,
        "status": row.status.value,
        "received_at": iso(row.received_at) if row.received else None,
        "due_at": iso(row.due_at) if row.received else None,
    }


def found_line(row: DossierRow) -> str:
    """One line of ``find`` for people."""
    facts = (row.code, row.applicant, row.procedure, STATUS_NAMES[row.status])
    due = [_("due {due}").format(due=f"{row.due_at:%H:%M %d/%m/%Y}")] if row.received else []
    return "  ".join((*facts, *due))


def dossier(state: DossierState, events: Sequence[Event], now: datetime) -> dict[str, Any]:
    """The answer of ``show``."""
    return {
        "code": state.code,
        "scan_number": state.scan_number,
        "other_codes": list(state.other_codes),
        "ledger_number": state.ledger_number,
        "status": {"number": state.status.value, "name": STATUS_NAMES[state.status]},
        "procedure": {"code": state.procedure_code, "name": state.procedure_name},
        "applicant": _person(state.applicant),
        "received_at": iso(state.received_at),
        "original_due_at": iso(state.original_due_at) if state.received else None,
        "due_at": iso(state.due_at) if state.received else None,
        "finished_at": optional_iso(state.finished_at),
        "returned_at": optional_iso(state.returned_at),
        "late": state.late(now),
        "holder": state.holder,
        "papers": [
            {
                "name": paper.name,
                "originals": paper.originals,
                "certified": paper.certified,
                "copies": paper.copies,
            }
            for paper in state.papers
        ],
        "fees": _fees(state.fees),
        "events": [_event(event) for event in events],
    }


def _person(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "citizen_id": person.citizen_id,
        "born": person.born,
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
    }


def _fees(fees: Iterable[Fee]) -> list[dict[str, Any]]:
    return [
        {
            "amount": fee.amount,
            "status": fee.status.value,
            "method": fee.method,
            "official_receipt": fee.official_receipt,
            "collected_at": optional_iso(fee.collected_at),
            "collected_by": fee.collected_by,
            "refunded": fee.refunded,
        }
        for fee in fees
        if fee.amount or fee.status is not FeeStatus.NONE
    ]


def _event(event: Event) -> dict[str, Any]:
    return {
        "node": event.node,
        "epoch": event.epoch,
        "seq": event.seq,
        "kind": event.kind,
        "happened_at": iso(event.happened_at),
        "recorded_at": iso(event.recorded_at),
        "by": event.by,
        "data": dict(event.data),
    }


def _promise_words(state: DossierState, now: datetime) -> str:
    if not state.received:
        return ""
    if state.stopped_at is not None:
        return _("time stands still since {moment}").format(moment=moment_words(state.stopped_at))
    return moment_words(state.due_at) + (_(" (late)") if state.late(now) else "")


def dossier_lines(state: DossierState, history: Iterable[HistoryLine], now: datetime) -> list[str]:
    """A dossier for people: what it is, then what happened to it."""
    person = state.applicant
    facts = (
        (_("Dossier"), f"{state.code}  ({state.scan_number})"),
        (_("Procedure"), f"{state.procedure_code}  {state.procedure_name}"),
        (_("Owner"), "  ".join(filter(None, (person.name, person.citizen_id, person.phone)))),
        (_("Address"), person.address),
        (_("Status"), STATUS_NAMES[state.status]),
        (_("Held by"), state.holder),
        (_("Folder"), state.place),
        (_("Also known as"), ", ".join(state.other_codes)),
        (_("Received"), moment_words(state.received_at) if state.received else ""),
        (_("Promised"), _promise_words(state, now)),
        (_("Fee"), " + ".join(money(fee.amount) for fee in state.fees if fee.amount)),
    )
    lines = [f"{name}: {value}" for name, value in facts if value]
    for one in history:
        note = f" — {one.note}" if one.note else ""
        lines.append(f"{one.at:%d/%m/%Y %H:%M}  {one.words}  ({one.by}){note}")
    return lines
