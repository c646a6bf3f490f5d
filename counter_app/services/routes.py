"""Whose journals go where: up what came from below, down what came from above, back what was lost."""

from dataclasses import dataclass

from counter_app.models import exchange as records
from counter_app.models import journal
from counter_app.models.journal import Head

ABOVE, BELOW = "above", "below"


@dataclass(frozen=True, slots=True, kw_only=True)
class Routes:
    """What is known of the other nodes at this moment.

    ``relations`` are those of the known nodes, ``carriers`` says by which known node the journals of
    the others came.
    """

    own: str
    relations: dict[str, str]
    carriers: dict[str, str]

    def neighbour(self, node: str) -> str:
        """The known node on whose side ``node`` lies: itself, or who carried its journal here, or ""."""
        return node if node in self.relations else self.carriers.get(node, "")

    def side(self, node: str) -> str:
        """Whether ``node`` lies above or below this one; "" where nobody said it of its carrier.

        Before carriers were kept only journals from below came here carried.
        """
        neighbour = self.neighbour(node)
        return self.relations.get(neighbour, "") if neighbour else BELOW

    def takes(self, receiver: str, head: Head) -> bool:
        """Whether the journal of another node, or an earlier one of this node, goes to ``receiver``.

        A file for nobody in particular ("") tells of this office alone.
        Up goes everything from below, of nodes beyond the next ones too; down goes what came from above.
        This office's own journal of before a restore goes to all. Back goes what its node closed when
        it was brought back from a backup: it and those between may have lost the end of it.
        """
        if head.node == self.own:
            return True
        if not receiver:
            return False
        if self.neighbour(head.node) == receiver:
            return head.epoch < journal.latest_epoch(head.node)
        return self._passes(receiver, head.node)

    def tells(self, receiver: str, node: str) -> bool:
        """Whether ``receiver`` is told how much of the journal of ``node`` is here."""
        return self.neighbour(node) == receiver or self._passes(receiver, node)

    def _passes(self, receiver: str, node: str) -> bool:
        return {self.relations[receiver], self.side(node)} == {ABOVE, BELOW}


def routes() -> Routes:
    """The routes as they are now."""
    return Routes(
        own=journal.head().node,
        relations={one.number: one.relation for one in records.nodes()},
        carriers=records.carriers(),
    )
