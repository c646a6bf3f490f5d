"""The dossiers that are still open, those due first in front, by what has to be done about them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.records import DossierRow
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services.queries import OpenWork
from counter_app.ui import theme
from counter_app.ui.listing import Listing
from counter_app.ui.standing import Standing, is_late, promise_standing, standing
from counter_app.ui.tables import Column
from counter_app.ui.widgets import CountFilters, KeyCap, Label
from counter_app.ui.words import day_words, moment_words

#: The groups in the order of their keys, by their names in ``OpenWork``.
GROUPS = ("received", "in_progress", "ready", "overdue", "unprinted")


def group_title(group: str) -> str:
    """The name of a group of open dossiers."""
    return {
        "received": _("Newly received"),
        "in_progress": _("In progress"),
        "ready": _("Result ready"),
        "overdue": _("Overdue"),
        "unprinted": _("Receipt not printed"),
    }[group]


def nothing_in(group: str) -> str:
    """What an empty group says."""
    return {
        "received": _("Every dossier has been forwarded."),
        "in_progress": _("No dossier is being processed."),
        "ready": _("No result waits for its owner."),
        "overdue": _("No dossier is overdue."),
        "unprinted": _("Every receipt has come out of the printer."),
    }[group]


class Worklist(Listing):
    """Filters with their counts over one table."""

    spare = (3, 6)

    def __init__(self, calendar: Calendar, fetch: Callable[[Sequence[int]], Sequence[DossierRow]]) -> None:
        self._calendar = calendar
        self._now: datetime | None = None
        self._work = OpenWork(received=(), in_progress=(), ready=(), overdue=(), unprinted=())
        super().__init__(self._columns(), fetch, _("Open dossiers"), _("Open the dossier"))
        self._build()
        self.filters.changed.connect(self._show_group)

    def _build(self) -> None:
        self.day = Label("", theme.TABLE, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Open dossiers"), 16, 600))
        head.addWidget(self.day, 1)
        choices = [(group, group_title(group)) for group in GROUPS]
        self.filters = CountFilters(choices, alarm={"overdue", "unprinted"}, name=_("Which dossiers"))
        row = QHBoxLayout()
        row.addWidget(self.filters)
        row.addStretch(1)
        row.addWidget(Label(_("Filter"), theme.EXPLAIN, tone="text2"))
        row.addWidget(KeyCap("Ctrl+1…5"))
        self.top.addLayout(head)
        self.top.addLayout(row)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Dossier code"), lambda row: row.code, 172, tone="text2"),
            Column(_("Owner"), lambda row: row.applicant, 168),
            Column(_("Procedure"), lambda row: row.procedure),
            Column(_("Received"), lambda row: moment_words(row.received_at), 98, tone="text2"),
            Column(
                _("Promised"), lambda row: short_date(row.due_at), 104, self._due_tone, "", self._due_weight
            ),
            Column(_("How it stands"), lambda row: self._standing(row).words, 190, *self._looks()),
            Column(_("Held by"), lambda row: row.holder, 128, tone="text2"),
        )

    def show_work(self, work: OpenWork, at: datetime) -> None:
        """Show what is open at ``at``; the group and the row chosen before stay."""
        self._work, self._now = work, at
        self.day.setText(_("{day}, as of {time}").format(day=day_words(at), time=f"{at:%H:%M}"))
        self.filters.set_counts({group: len(getattr(work, group)) for group in GROUPS})
        self._show_group(self.filters.value())

    def _show_group(self, group: str) -> None:
        self.table.set_empty(nothing_in(group))
        self.table.show_ids(getattr(self._work, group))
        self.show_chosen()

    def row_words(self, row: DossierRow) -> str:
        if self._now is None:
            return ""
        stands = promise_standing(row, self._now, self._calendar).words
        words = _("{name}, {procedure}: {standing}")
        return words.format(name=row.applicant, procedure=row.procedure, standing=stands)

    def _standing(self, row: DossierRow) -> Standing:
        assert self._now is not None
        if self.filters.value() in ("ready", "unprinted"):
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
