"""Dossiers with papers that are not known to have come out of a printer."""

import json
from collections.abc import Iterator

from peewee import SQL, fn

from counter_app.core.plain import from_plain
from counter_app.core.records import DossierState
from counter_app.models import base, dossiers
from counter_app.models.tables import Dossier, Unprinted


def ids(limit: int = dossiers.LIMIT) -> tuple[int, ...]:
    """Own dossiers whose receipt is not known to have come out of a printer, oldest first."""
    query = Dossier.select(Dossier.id).where(SQL("receipt_outcome <> 'printed'"), dossiers.OWN)
    return dossiers.ids_of(query.order_by(Dossier.received_at, Dossier.id).limit(limit))


def count() -> int:
    """How many dossiers :func:`ids` names without a limit."""
    query = Dossier.select(fn.count(SQL("*"))).where(SQL("receipt_outcome <> 'printed'"), dossiers.OWN)
    return int(base.fetch(*query.sql())[0][0])


def papers(limit: int) -> Iterator[DossierState]:
    """Own dossiers of which a receipt or a slip is not known to have come out, oldest first.

    At most ``limit`` dossiers.
    """
    slips = Dossier.select(Dossier.id).join(Unprinted, on=Unprinted.dossier == Dossier.id).where(dossiers.OWN)
    found = sorted({*ids(limit), *dossiers.ids_of(slips.limit(limit))})[:limit]
    for (body,) in base.fetch(dossiers.STATES, (json.dumps(found),)):
        yield from_plain(DossierState, json.loads(body))


def papers_count() -> int:
    """How many papers :func:`papers` tells of without a limit: receipts and slips."""
    total = fn.coalesce(fn.sum(SQL("papers")), 0)
    slips = Dossier.select(total).join(Unprinted, on=Unprinted.dossier == Dossier.id).where(dossiers.OWN)
    return count() + int(base.fetch(*slips.sql())[0][0])
