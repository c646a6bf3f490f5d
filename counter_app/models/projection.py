"""Writing the projection: the row and the state of a dossier as the journal makes them."""

from datetime import datetime
from functools import cache
from typing import Any

from counter_app.core.fold import RECEIPT
from counter_app.core.folding import sort_key
from counter_app.core.journal import canonical_json
from counter_app.core.plain import to_plain
from counter_app.core.prints import unsettled
from counter_app.core.records import DossierState
from counter_app.core.times import iso
from counter_app.models import base
from counter_app.models.search import searched
from counter_app.models.tables import Dossier

#: Columns of the projection in the order of :func:`columns_of`.
COLUMNS = tuple(field.column_name for field in Dossier._meta.sorted_fields if field is not Dossier.id)

_WRITE_STATE = (
    "INSERT INTO state (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body"
)


def write(state: DossierState) -> None:
    """Keep ``state``, new or changed, and what it is found by; inside the caller's transaction."""
    dossier = base.fetch(_write_sql(), columns_of(state))[0][0]
    base.execute(_WRITE_STATE, (dossier, body_of(state)))
    base.execute("DELETE FROM other_code WHERE dossier = ?", (dossier,))
    for code in state.other_codes:
        base.execute("INSERT INTO other_code (code, dossier) VALUES (?, ?)", (code, dossier))
    _write_unprinted(dossier, state)


def _write_unprinted(dossier: int, state: DossierState) -> None:
    """Keep how many papers beside the receipt did not come out; of the receipt a column of its own tells."""
    base.execute("DELETE FROM unprinted WHERE dossier = ?", (dossier,))
    if all(one.form == RECEIPT for one in state.prints):
        return
    papers = sum(one.form != RECEIPT for one in unsettled(state))
    if papers:
        base.execute("INSERT INTO unprinted (dossier, papers) VALUES (?, ?)", (dossier, papers))


def forget(scan_number: str) -> None:
    """Take out of the projection what the journal does not know."""
    for sql in (
        "DELETE FROM other_code WHERE dossier IN (SELECT id FROM dossier WHERE scan_number = ?)",
        "DELETE FROM unprinted WHERE dossier IN (SELECT id FROM dossier WHERE scan_number = ?)",
        "DELETE FROM state WHERE id IN (SELECT id FROM dossier WHERE scan_number = ?)",
        "DELETE FROM dossier WHERE scan_number = ?",
    ):
        base.execute(sql, (scan_number,))


@cache
def _write_sql() -> str:
    kept = [field for field in Dossier._meta.sorted_fields if field is not Dossier.id]
    query = Dossier.insert(dict.fromkeys(kept, 0)).on_conflict(
        conflict_target=[Dossier.scan_number],
        preserve=[field for field in kept if field is not Dossier.scan_number],
    )
    return str(query.returning(Dossier.id).sql()[0])


def body_of(state: DossierState) -> str:
    """The written form of ``state``: equal states have equal bodies."""
    return canonical_json(to_plain(state))


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
