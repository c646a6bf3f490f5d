"""The results that wait to be collected, and the field into which a code or a name is scanned or typed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.records import Collect, DossierRow
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.ui import theme
from counter_app.ui.found import found_ranges
from counter_app.ui.listing import Listing
from counter_app.ui.tables import Column
from counter_app.ui.widgets import Label, SearchField, ShortLabel
from counter_app.ui.words import collect_words, moment_words, phone_words

#: From so many days on, a result that nobody collects is worth a telephone call.
LONG_WAIT = 30

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class Waiting(Listing):
    """A field over one table; ``asked(text)`` on Enter in the field, ``typed(text)`` at each letter."""

    asked = Signal(str)
    typed = Signal(str)
    spare = (3, 6)

    def __init__(self, fetch: Callable[[Sequence[int]], Sequence[DossierRow]]) -> None:
        self._now: datetime | None = None
        super().__init__(self._columns(), fetch, _("Results ready"), _("Hand this result over"))
        self._build()
        self._connect()

    def _build(self) -> None:
        hint = _("Scan the receipt, or type a code, a name or a telephone number")
        self.field = SearchField(hint, height=44, name=_("Whose result is handed over"))
        self.field.setFont(theme.font(theme.ACTION))
        self.title = Label("", theme.TABLE, 600, "text2")
        self.long = ShortLabel("", theme.EXPLAIN, tone="caution")
        head = QHBoxLayout()
        head.setContentsMargins(0, 4, 0, 0)
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.long, 1)
        self.top.addWidget(self.field)
        self.top.addLayout(head)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Dossier code"), lambda row: row.code, 172, tone="text2"),
            Column(_("Owner"), lambda row: row.applicant, 196, spans=self._found),
            Column(_("Procedure"), lambda row: row.procedure),
            Column(_("Ready since"), lambda row: moment_words(row.finished_at), 104, tone="text2"),
            Column(_("Waits"), self._wait_words, 88, self._wait_tone, weight=self._wait_weight),
            Column(_("Telephone"), lambda row: phone_words(row.phone), 120, tone="text2"),
            Column(_("Collected"), lambda row: collect_words(row.collect), 128, _collect_tone),
        )

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textEdited.connect(self.typed)
        self.field.returnPressed.connect(lambda: self.asked.emit(self.field.text().strip()))

    def show_waiting(self, ids: Sequence[int], at: datetime, *, long: int = 0) -> None:
        """Show the results ``ids``; ``long`` of them have waited longer than a month."""
        self._now = at
        typed = self.field.text().strip()
        empty = _("No result waits for “{text}”. Type fewer letters, or scan the receipt.").format(text=typed)
        nothing = _("No result waits for its owner. F5 shows what is still being worked on.")
        self.table.set_empty(empty if typed else nothing)
        self.table.show_ids(ids)
        count = ngettext("{n} result ready", "{n} results ready", len(ids)).format(n=grouped(len(ids)))
        self.title.setText(count)
        late = ngettext(
            "{n} has waited longer than {days} days: telephone the owner.",
            "{n} have waited longer than {days} days: telephone the owners.",
            long,
        )
        self.long.setText(late.format(n=long, days=LONG_WAIT) if long else "")
        self.show_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            pages = {Qt.Key.Key_PageUp: -self.table.page_rows(), Qt.Key.Key_PageDown: self.table.page_rows()}
            rows = {**_STEPS, **pages}.get(Qt.Key(event.key()))
            if rows:
                self.table.step(rows)
                return True
        return super().eventFilter(watched, event)

    def row_words(self, row: DossierRow) -> str:
        words = _("{name}, {procedure}: ready since {moment}")
        since = moment_words(row.finished_at)
        return words.format(name=row.applicant, procedure=row.procedure, moment=since)

    def _found(self, text: str) -> Sequence[tuple[int, int]]:
        return found_ranges(text, self.field.text())

    def _days(self, row: DossierRow) -> int:
        if self._now is None or row.finished_at is None:
            return 0
        return (self._now.date() - row.finished_at.date()).days

    def _wait_words(self, row: DossierRow) -> str:
        days = self._days(row)
        return ngettext("{n} day", "{n} days", days).format(n=days) if days else _("today")

    def _wait_tone(self, row: DossierRow) -> str:
        return "caution" if self._days(row) > LONG_WAIT else "text"

    def _wait_weight(self, row: DossierRow) -> int:
        return 600 if self._days(row) > LONG_WAIT else 400


def _collect_tone(row: DossierRow) -> str:
    return "accent" if row.collect is Collect.POST else "text2"
