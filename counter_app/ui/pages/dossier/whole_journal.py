"""Every event of a dossier as the journal holds it: its number, its times, its words, its hash."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.core.journal import Event
from counter_app.core.records import HistoryLine
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, KeyCap


@dataclass(frozen=True, slots=True)
class _Entry:
    event: Event
    line: HistoryLine


class WholeJournal(Card):
    """The events in a table; each carries the hash that also covers the event before it."""

    def __init__(self) -> None:
        super().__init__(_("The whole journal of this dossier"), " ", inset=8)
        self._entries: tuple[_Entry, ...] = ()
        self.table = TableView(_columns(), self._fetch, name=_("Events of this dossier"))
        if self.head is not None:
            self.head.setContentsMargins(8, 0, 8, 0)
            self.head.hint.setText(_("Back to the card"))
            self.head.add(KeyCap("Ctrl+J"))
        self.add(self.table, 1)

    def show_events(self, events: Sequence[Event], lines: Sequence[HistoryLine]) -> None:
        """Show ``events`` with their words, oldest first; the last one is chosen."""
        self._entries = tuple(map(_Entry, events, lines))
        self.table.show_ids(range(1, len(self._entries) + 1))
        self.table.choose_row(len(self._entries) - 1)

    def _fetch(self, ids: Sequence[int]) -> list[_Entry]:
        return [self._entries[number - 1] for number in ids]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Number"), lambda one: grouped(one.event.seq), 76, right=True, tone="text2"),
        Column(_("Happened"), lambda one: f"{one.event.happened_at:%d/%m/%Y %H:%M}", 152),
        Column(_("Recorded"), lambda one: f"{one.event.recorded_at:%d/%m %H:%M:%S}", 128, tone="text2"),
        Column(_("What"), _words, weight=500),
        Column(_("By whom"), lambda one: one.line.by, 164, tone="text2"),
        Column(_("Node"), lambda one: one.event.node, 64, tone="text2"),
        Column(_("Hash"), lambda one: one.event.hash[:12], 132, tone="text2"),
    )


def _words(entry: _Entry) -> str:
    line = entry.line
    return _("{words}; {note}").format(words=line.words, note=line.note) if line.note else line.words
