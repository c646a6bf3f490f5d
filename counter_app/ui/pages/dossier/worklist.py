"""The dossiers that are still open, those due first in front, by what has to be done about them."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.records import DossierRow
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.services.queries import OpenWork
from counter_app.ui import theme
from counter_app.ui.listing import Listing
from counter_app.ui.standing import Standing, is_late, promise_standing, promised_day, standing
from counter_app.ui.tables import Column
from counter_app.ui.widgets import CountFilters, KeyCap, Label
from counter_app.ui.widgets.quiet import QuietButton
from counter_app.ui.words import day_words, moment_words

#: The groups in the order of their keys, by their names in ``OpenWork``.
GROUPS = (
    *("received", "in_progress", "supplement", "payment", "suspended"),
    *("ready", "overdue", "registered", "unprinted"),
)
#: Steps through the holders of a group: everybody, this officer, each unit.
HOLDER_KEY = "Ctrl+M"


def group_title(group: str) -> str:
    """The name of a group of open dossiers."""
    return {
        "received": _("To be forwarded"),
        "in_progress": _("In progress"),
        "supplement": _("Waiting for papers"),
        "payment": _("Waiting for payment"),
        "suspended": _("Resting"),
        "ready": _("Result ready"),
        "overdue": _("Overdue"),
        "registered": _("Not received yet"),
        "unprinted": _("Not printed"),
    }[group]


def nothing_in(group: str) -> str:
    """What an empty group says."""
    return {
        "received": _("Every dossier has been forwarded."),
        "in_progress": _("No dossier is being processed."),
        "supplement": _("No dossier waits for papers."),
        "payment": _("No dossier waits for a payment."),
        "suspended": _("The work rests on no dossier."),
        "ready": _("No result waits for its owner."),
        "overdue": _("No dossier is overdue."),
        "registered": _("Every application that came in was received or refused."),
        "unprinted": _("Every receipt has come out of the printer."),
    }[group]


class Worklist(Listing):
    """Filters with their counts over one table."""

    spare = (3, 6)

    def __init__(
        self,
        calendar: Calendar,
        fetch: Callable[[Sequence[int]], Sequence[DossierRow]],
        own: Sequence[str] = (),
    ) -> None:
        """``own`` are the names under which this officer holds dossiers: the own name, the counter."""
        self._calendar = calendar
        self._fetch = fetch
        self._own = tuple(own)
        self._now: datetime | None = None
        self._work = OpenWork()
        self._holder = ""
        self._names: tuple[str, ...] = ()
        super().__init__(self._columns(), fetch, _("Open dossiers"), _("Open the dossier"))
        self._build()
        self.filters.changed.connect(self._show_group)
        self.holder.clicked.connect(self.next_holder)

    def _build(self) -> None:
        self.day = Label("", theme.TABLE, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Open dossiers"), theme.TITLE, 600))
        head.addWidget(self.day, 1)
        self.holder = QuietButton("", HOLDER_KEY)
        head.addWidget(self.holder)
        head.addSpacing(8)
        head.addWidget(Label(_("Filter"), theme.EXPLAIN, tone="text2"))
        head.addWidget(KeyCap("Ctrl+1…9"))
        choices = [(group, group_title(group)) for group in GROUPS]
        alarm = {"overdue", "unprinted"}
        self.filters = CountFilters(choices, alarm=alarm, name=_("Which dossiers"), flow=True)
        self.top.addLayout(head)
        self.top.addWidget(self.filters)
        self._say_holder()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Dossier code"), lambda row: row.code, 172, tone="text2"),
            Column(_("Owner"), lambda row: row.applicant, 168),
            Column(_("Procedure"), lambda row: row.procedure),
            Column(_("Received"), lambda row: moment_words(row.received_at), 98, tone="text2"),
            Column(_("Promised"), promised_day, 104, self._due_tone, "", self._due_weight),
            Column(_("How it stands"), lambda row: self._standing(row).words, 190, *self._looks()),
            Column(_("Held by"), lambda row: row.holder, 204, tone="text2"),
        )

    def fit(self, *, narrow: bool, close: bool = False) -> None:
        """Give up the spare columns; the moment of reception already where it is only ``close``."""
        super().fit(narrow=narrow)
        self.table.setColumnHidden(self.spare[0], narrow or close)

    def show_work(self, work: OpenWork, at: datetime) -> None:
        """Show what is open at ``at``; the group and the row chosen before stay."""
        self._work, self._now = work, at
        self.day.setText(_("{day}, as of {time}").format(day=day_words(at), time=f"{at:%H:%M}"))
        self.filters.set_counts({group: len(getattr(work, group)) for group in GROUPS})
        self._show_group(self.filters.value())

    def _show_group(self, group: str) -> None:
        ids: Sequence[int] = getattr(self._work, group)
        every = any(getattr(self._work, one) for one in GROUPS)
        self.table.set_empty(
            nothing_in(group) if every else _("No dossier is open. Receive one with F2, or scan a receipt.")
        )
        if self._names:
            self.table.set_empty(_("Nothing here is held by {holder}.").format(holder=self._holder))
            ids = [row.id for row in self._fetch(ids) if row.holder in self._names]
        self.table.show_ids(ids)
        self.show_chosen()

    def next_holder(self) -> None:
        """Show what the next one holds: everybody, this officer, then each who holds something here."""
        held = Counter(row.holder for row in self._fetch(getattr(self._work, self.filters.value())))
        others = [name for name, _count in held.most_common() if name and name not in self._own]
        offers = [(), self._own, *((name,) for name in others)]
        place = offers.index(self._names) if self._names in offers else 0
        self._names = offers[(place + 1) % len(offers)]
        self._holder = self._names[0] if self._names else ""
        self._say_holder()
        self._show_group(self.filters.value())

    def _say_holder(self) -> None:
        words = _("Held by {holder}").format(holder=self._holder) if self._names else _("Held by anybody")
        self.holder.setText(words)
        self.holder.updateGeometry()
        self.holder.setAccessibleName(f"{words} ({HOLDER_KEY})")

    def row_words(self, row: DossierRow) -> str:
        if self._now is None:
            return ""
        stands = promise_standing(row, self._now, self._calendar).words
        words = _("{name}, {procedure}: {standing}")
        return words.format(name=row.applicant, procedure=row.procedure, standing=stands)

    def _standing(self, row: DossierRow) -> Standing:
        assert self._now is not None
        if self.filters.value() in ("ready", "unprinted", "registered"):
            return standing(row, self._now, self._calendar)
        return promise_standing(row, self._now, self._calendar, brief=True)

    def _looks(
        self,
    ) -> tuple[Callable[[DossierRow], str], Callable[[DossierRow], str], Callable[[DossierRow], int]]:
        def weight(row: DossierRow) -> int:
            return 600 if self._standing(row).tone in ("problem", "caution", "good") else 400

        return lambda row: self._standing(row).tone, lambda row: self._standing(row).icon, weight

    def _due_tone(self, row: DossierRow) -> str:
        return "problem" if self._now is not None and is_late(row, self._now) else "text"

    def _due_weight(self, row: DossierRow) -> int:
        return 600 if self._due_tone(row) == "problem" else 400
