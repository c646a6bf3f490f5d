"""The table of nodes: this office and its neighbours, and how the exchange with each of them stands."""

from collections.abc import Iterable, Sequence

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.services.exchange_overview import NodeStanding
from counter_app.services.nodes import NodeLine
from counter_app.ui.standing import Standing
from counter_app.ui.tables import Column, TableView
from counter_app.ui.words import moment_words

#: A node below us that wrote nothing for so long is asked about.
SILENT_DAYS = 7


def node_standing(one: NodeStanding) -> Standing:
    """How the exchange with a node stands."""
    node = one.node
    if node.own:
        return Standing("checkmark_circle_16_regular", _("this office"), "good")
    if node.missing:
        count = missing_count(node)
        words = ngettext("{n} event missing", "{n} events missing", count).format(n=grouped(count))
        return Standing("warning_16_filled", words, "problem")
    if one.owed:
        return Standing("clock_16_regular", _("not acknowledged"), "caution")
    if one.silent_days >= SILENT_DAYS:
        words = ngettext("{n} day without a file", "{n} days without a file", one.silent_days)
        return Standing("clock_16_regular", words.format(n=grouped(one.silent_days)), "caution")
    if node.reached or one.sent_at is not None:
        return Standing("checkmark_circle_16_regular", _("complete"), "good")
    return Standing("circle_16_regular", _("nothing exchanged yet"), "text3")


def missing_count(node: NodeLine) -> int:
    """How many events are missing of what ``node`` wrote."""
    return _length((*node.gaps, *(gap for _epoch, gap in node.earlier_gaps)))


def waited_for_count(node: NodeLine) -> int:
    """For how many of those that are missing later events wait."""
    return _length((*node.gaps, *(gap for _epoch, gap in node.earlier_waits)))


def _length(gaps: Iterable[str]) -> int:
    total = 0
    for gap in gaps:
        first, _dash, last = gap.partition("-")
        total += int(last or first) - int(first) + 1
    return total


def relation_words(one: NodeStanding) -> str:
    """What a node is to this one: as somebody said, else by what went which way."""
    if one.node.own:
        return ""
    if one.node.relation:
        return {"above": _("above us"), "below": _("below us")}[one.node.relation]
    if not one.node.direct:
        return _("carried on to us")
    if one.node.reached or one.node.missing:
        return _("sends to us")
    return _("receives from us") if one.sent_at is not None else _("known")


def last_words(one: NodeStanding) -> str:
    """The last bundle: sent when, or written when."""
    if one.node.own or (one.sent_at is not None and one.written_at is None):
        return _("sent {moment}").format(moment=moment_words(one.sent_at)) if one.sent_at else ""
    return _("written {moment}").format(moment=moment_words(one.written_at)) if one.written_at else ""


class NodesTable(TableView):
    """One row for each node, this one first."""

    def __init__(self) -> None:
        self._standings: tuple[NodeStanding, ...] = ()
        super().__init__(_columns(), self._fetch, name=_("Nodes of the exchange"), row_height=44)

    def show_nodes(self, standings: Sequence[NodeStanding]) -> None:
        """Show ``standings``; the row chosen stays."""
        self._standings = tuple(standings)
        self.show_ids(range(1, len(standings) + 1))

    def chosen(self) -> NodeStanding | None:
        """The node of the current row."""
        row = self.current_row()
        return row if isinstance(row, NodeStanding) else None

    def choose_node(self, number: str) -> None:
        """Make the row of this node the current one."""
        for place, one in enumerate(self._standings):
            if one.node.number == number:
                self.choose_row(place)

    def _fetch(self, ids: Sequence[int]) -> list[NodeStanding]:
        return [self._standings[place - 1] for place in ids]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Number"), lambda one: one.node.number, 64, tone="text2"),
        Column(_("Office"), _name, weight=lambda one: 600 if one.node.own else 400),
        Column(_("Relation"), relation_words, 132, tone="text2"),
        Column(_("Last file"), last_words, 152),
        Column(_("Complete to"), _complete_to, 120, right=True),
        Column(
            _("Missing"),
            _missing,
            152,
            lambda one: "problem" if one.node.missing else "text2",
            weight=lambda one: 600 if one.node.missing else 400,
        ),
        Column(
            _("State"),
            lambda one: node_standing(one).words,
            188,
            lambda one: node_standing(one).tone,
            lambda one: node_standing(one).icon,
            600,
        ),
    )


def _complete_to(one: NodeStanding) -> str:
    """How far its journal is here; of an office above, how far it has ours."""
    return grouped(one.node.acknowledged_seq if one.node.relation == "above" else one.node.reached)


def _missing(one: NodeStanding) -> str:
    if one.node.missing:
        return ", ".join(one.node.missing)
    if one.owed:
        return ngettext("{n} awaited", "{n} awaited", one.owed).format(n=grouped(one.owed))
    return ""


def _name(one: NodeStanding) -> str:
    return _("{office} (here)").format(office=one.node.name) if one.node.own else one.node.name
