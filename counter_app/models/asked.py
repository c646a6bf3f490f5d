"""Which papers applicants were asked for, read from the journal, where an index finds it at once."""

import json
from collections.abc import Iterator
from datetime import datetime

from counter_app.core.events import Advised, SupplementRequested, Undone
from counter_app.core.journal import EventKind
from counter_app.core.life import MissingPaper
from counter_app.core.plain import from_plain
from counter_app.core.times import iso
from counter_app.models import base

#: The condition on the kind is written out: only so SQLite sees that the index holds them all. Newest
#: first, so that whatever undid a request is read before it.
_ASKED = (
    "SELECT j.node, j.epoch, j.seq, j.kind, j.data, d.procedure_code FROM journal AS j "
    "LEFT JOIN dossier AS d ON d.scan_number = j.dossier "
    "WHERE j.kind IN ('supplement_requested', 'advised', 'undone') AND j.happened_at >= ? "
    "ORDER BY j.happened_at DESC, j.seq DESC LIMIT ?"
)


def asked_since(since: datetime, limit: int) -> Iterator[tuple[str, tuple[MissingPaper, ...]]]:
    """Each request for papers since then, newest first: the code of the procedure, and what was asked for.

    Requests of a dossier and slips given before there was one; one that was undone does not count.
    At most ``limit`` events are read.
    """
    undone: set[tuple[str, int, int]] = set()
    for node, epoch, seq, kind, data, of_dossier in base.fetch(_ASKED, (iso(since), limit)):
        said = json.loads(data)
        if kind == EventKind.UNDONE:
            taken_back = from_plain(Undone, said)
            undone.add((taken_back.node, taken_back.epoch, taken_back.seq))
        elif kind == EventKind.ADVISED:
            advised = from_plain(Advised, said)
            yield advised.procedure_code, advised.papers
        elif (node, epoch, seq) not in undone and of_dossier:
            yield of_dossier, from_plain(SupplementRequested, said).papers
