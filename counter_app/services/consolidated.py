"""An office above others: whom it has heard of, and how many dossiers each of them received, by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counter_app.errors import BadInput, NotFound
from counter_app.i18n import gettext as _
from counter_app.models import consolidated, journal
from counter_app.models import exchange as records
from counter_app.services.desk import Desk
from counter_app.services.nodes import name_of

#: Asks for a ledger of every office together.
ALL_NODES = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldCount:
    """What one office did in one field (lĩnh vực), as far as its journal is here.

    Of the dossiers ``received`` in the time: how many are finished, returned, and were or are late.
    """

    node: str
    office: str
    field: str
    received: int
    finished: int
    returned: int
    late: int


def counts(desk: Desk, first: date, last: date) -> tuple[FieldCount, ...]:
    """For each office and field the dossiers received from ``first`` to ``last``, in their order.

    Raises:
        BadInput: the last day lies before the first.
    """
    if last < first:
        raise BadInput(_("The last day lies before the first; give them the other way round."), "to")
    fields: dict[str, str] = {}
    sums: dict[tuple[str, str], list[int]] = {}
    for one in consolidated.counts_between(first, last, desk.clock()):
        field = fields.setdefault(one.procedure_code, "") or consolidated.field_of(one.id)
        fields[one.procedure_code] = field
        total = sums.setdefault((one.node, field), [0, 0, 0, 0])
        for place, value in enumerate((one.received, one.finished, one.returned, one.late)):
            total[place] += value
    names = {node: name_of(desk, node) for node in {node for node, _field in sums}}
    return tuple(
        FieldCount(
            node=node,
            office=names[node] or node,
            field=field,
            received=received,
            finished=finished,
            returned=returned,
            late=late,
        )
        for (node, field), (received, finished, returned, late) in sorted(sums.items())
    )


def require_heard_of(desk: Desk, number: str) -> str:
    """``number``, where it is that of this office, of one known here, or of one whose journal came along.

    Raises:
        NotFound: it is not; an empty ledger would say that the office received nothing.
    """
    known = {desk.office.node} | {one.number for one in records.nodes()}
    if number not in known | {one.node for one in journal.chains()}:
        raise NotFound(
            _("Node {node} is not known here, so it has no ledger; “node list” shows those that are.").format(
                node=number
            )
        )
    return number


def whose(desk: Desk, node: str, words: Mapping[str, str]) -> str:
    """Whose dossiers a ledger of ``node`` lists, in ``words`` of the form; "" for this office."""
    if node == ALL_NODES:
        return words["of_all"]
    if node in ("", desk.office.node):
        return ""
    name = name_of(desk, node)
    return words["of_office"].format(office=name, node=node) if name else words["of_node"].format(node=node)
