"""Writing the projection: the row and the state of a dossier as the journal makes them."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from counter_app.core.fold import RECEIPT
from counter_app.core.folding import sort_key
from counter_app.core.plain import to_json
from counter_app.core.prints import unsettled
from counter_app.core.records import DossierState
from counter_app.core.times import iso
from counter_app.models import base
from counter_app.models.search import searched
from counter_app.models.tables import Dossier

#: Columns of the projection in the order of :func:`columns_of`.
COLUMNS = tuple(field.column_name for field in Dossier._meta.sorted_fields if field is not Dossier.id)

_WRITE = (  # of nothing but the names of our own columns
    f"INSERT INTO dossier ({', '.join(COLUMNS)}) VALUES ({', '.join('?' * len(COLUMNS))}) "  # noqa: S608
    "ON CONFLICT (scan_number) DO UPDATE SET "
    + ", ".join(f"{one} = excluded.{one}" for one in COLUMNS if one != "scan_number")
)
_WRITE_STATE = (
    "INSERT INTO state (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"
)
_IDS = "SELECT scan_number, id FROM dossier WHERE scan_number IN (SELECT value FROM json_each(?))"
_FORGET_CODES = "DELETE FROM other_code WHERE dossier IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"
_FORGET_UNPRINTED = "DELETE FROM unprinted WHERE dossier IN (SELECT CAST(value AS INTEGER) FROM json_each(?))"


def write(state: DossierState) -> None:
    """Keep ``state``, new or changed, and what it is found by; inside the caller's transaction."""
    dossier = base.fetch(f"{_WRITE} RETURNING id", columns_of(state))[0][0]
    base.execute(_WRITE_STATE, (dossier, body_of(state)))
    base.execute("DELETE FROM other_code WHERE dossier = ?", (dossier,))
    base.execute("DELETE FROM unprinted WHERE dossier = ?", (dossier,))
    _write_beside({dossier: state})


def write_each(new: Sequence[DossierState], known: Sequence[DossierState]) -> None:
    """As :func:`write`, for many dossiers at a time: ``new`` ones, and ``known`` ones that are here."""
    if known:
        base.execute_each(_WRITE, map(columns_of, known))
        by_id = _by_id(known)
        base.execute_each(_WRITE_STATE, ((dossier, body_of(state)) for dossier, state in by_id.items()))
        numbers = json.dumps(list(by_id))
        base.execute(_FORGET_CODES, (numbers,))
        base.execute(_FORGET_UNPRINTED, (numbers,))
        _write_beside(by_id)
    if new:
        base.insert_each("dossier", COLUMNS, map(columns_of, new))
        by_id = _by_id(new)
        bodies = ((dossier, body_of(state)) for dossier, state in by_id.items())
        base.insert_each("state", ("id", "body"), bodies)
        _write_beside(by_id)


def _by_id(states: Sequence[DossierState]) -> dict[int, DossierState]:
    ids = dict(base.fetch(_IDS, (json.dumps([state.scan_number for state in states]),)))
    return {ids[state.scan_number]: state for state in states}


def _write_beside(states: Mapping[int, DossierState]) -> None:
    """Other codes, and how many papers beside the receipt did not come out; a column tells of the receipt."""
    base.execute_each(
        "INSERT INTO other_code (code, dossier) VALUES (?, ?)",
        [(code, dossier) for dossier, state in states.items() for code in state.other_codes],
    )
    base.execute_each(
        "INSERT INTO unprinted (dossier, papers) VALUES (?, ?)",
        [(dossier, papers) for dossier, state in states.items() if (papers := _papers_left(state))],
    )


def _papers_left(state: DossierState) -> int:
    if all(one.form == RECEIPT for one in state.prints):
        return 0
    return sum(one.form != RECEIPT for one in unsettled(state))


def forget(scan_number: str) -> None:
    """Take out of the projection what the journal does not know."""
    for sql in (
        "DELETE FROM other_code WHERE dossier IN (SELECT id FROM dossier WHERE scan_number = ?)",
        "DELETE FROM unprinted WHERE dossier IN (SELECT id FROM dossier WHERE scan_number = ?)",
        "DELETE FROM state WHERE id IN (SELECT id FROM dossier WHERE scan_number = ?)",
        "DELETE FROM dossier WHERE scan_number = ?",
    ):
        base.execute(sql, (scan_number,))


def body_of(state: DossierState) -> str:
    """The written form of ``state``: equal states have equal bodies."""
    return to_json(state)


def columns_of(state: DossierState) -> tuple[Any, ...]:
    """What the projection's columns hold of ``state``, in the order of ``COLUMNS``."""
    person = state.applicant
    return (
        state.scan_number,
        state.code,
        state.node,
        state.ledger_year,
        state.ledger_number,
        person.name,
        sort_key(person.name),
        person.citizen_id,
        person.phone,
        person.address,
        state.procedure_code,
        state.procedure_name,
        int(state.status),
        state.holder,
        state.unit,
        state.collect.value,
        state.sets,
        int(state.fast),
        iso(state.received_at),
        state.received_by,
        iso(state.due_at),
        _iso(state.finished_at),
        _iso(state.returned_at),
        state.receipt_outcome.value if state.receipt_outcome else None,
        search_text(state),
    )


def search_text(state: DossierState) -> str:
    """What a dossier is found by: codes, scan number, phone, citizen ids and name."""
    person = state.applicant
    ids = (person.citizen_id, person.old_id)
    numbers = (state.code, state.scan_number, person.phone, *ids, *state.other_codes)
    return searched(person.name, *(one for one in numbers if one))


def _iso(moment: datetime | None) -> str | None:
    return None if moment is None else iso(moment)
