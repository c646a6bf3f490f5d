"""The dossiers that are still open, those due first in front, by what has to be done about them."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import DossierRow
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services.queries import OpenWork
from counter_app.ui import theme
from counter_app.ui.standing import Standing, is_late, promise_standing, standing
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, CountFilters, KeyCap, Label, PrimaryButton, ShortLabel
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


class Worklist(QWidget):
    """Filters with their counts over one table; ``opened(id)`` when a row is to be opened."""

    opened = Signal(object)

    def __init__(self, calendar: Calendar, fetch: Callable[[Sequence[int]], Sequence[DossierRow]]) -> None:
        super().__init__()
        self._calendar = calendar
        self._now: datetime | None = None
        self._work = OpenWork(received=(), in_progress=(), ready=(), overdue=(), unprinted=())
        self._build(fetch)
        self._connect()

    def _build(self, fetch: Callable[[Sequence[int]], Sequence[DossierRow]]) -> None:
        self.title = Label(_("Open dossiers"), 16, 600)
        self.day = Label("", theme.TABLE, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.day, 1)
        choices = [(group, group_title(group)) for group in GROUPS]
        self.filters = CountFilters(choices, alarm={"overdue", "unprinted"}, name=_("Which dossiers"))
        row = QHBoxLayout()
        row.addWidget(self.filters)
        row.addStretch(1)
        row.addWidget(Label(_("Filter"), theme.EXPLAIN, tone="text2"))
        row.addWidget(KeyCap("Ctrl+1…5"))
        self.table = TableView(self._columns(), fetch, name=_("Open dossiers"))
        card = Card(inset=6)
        card.body.setContentsMargins(5, 0, 5, 4)
        card.add(self.table, 1)
        self.chosen = ShortLabel("", theme.TABLE, 500)
        self.open_button = PrimaryButton(_("Open the dossier"), "Enter")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.addWidget(self.chosen, 1)
        foot.addWidget(self.open_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addLayout(row)
        column.addWidget(card, 1)
        column.addLayout(foot)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Dossier code"), lambda row: row.code, 172, tone="text2"),
            Column(_("Owner"), lambda row: row.applicant, 168),
            Column(_("Procedure"), lambda row: row.procedure),
            Column(_("Received"), lambda row: moment_words(row.received_at), 98, tone="text2"),
            Column(
                _("Promised"), lambda row: short_date(row.due_at), 104, self._due_tone, "", self._due_weight
            ),
            Column(_("How it stands"), lambda row: self._standing(row).words, 172, *self._looks()),
            Column(_("Held by"), lambda row: row.holder, 144, tone="text2"),
        )

    def _connect(self) -> None:
        self.filters.changed.connect(self._show_group)
        self.table.opened.connect(self.opened)
        self.table.row_chosen.connect(lambda _id: self._show_chosen())
        self.open_button.clicked.connect(self._open_current)

    def show_work(self, work: OpenWork, at: datetime) -> None:
        """Show what is open at ``at``; the group and the row chosen before stay."""
        self._work, self._now = work, at
        self.day.setText(_("{day}, as of {time}").format(day=day_words(at), time=f"{at:%H:%M}"))
        self.filters.set_counts({group: len(getattr(work, group)) for group in GROUPS})
        self._show_group(self.filters.value())

    def fit(self, *, narrow: bool) -> None:
        """Give up the columns that the card shows as well where the window is narrow."""
        for column in (3, 6):
            self.table.setColumnHidden(column, narrow)

    def choose_group(self, group: str) -> None:
        """Show another group."""
        self.filters.set_value(group)
        self._show_group(group)

    def open_current(self) -> None:
        """Open the row chosen."""
        self._open_current()

    def _show_group(self, group: str) -> None:
        self.table.set_empty(nothing_in(group))
        self.table.show_ids(getattr(self._work, group))
        self._show_chosen()

    def _show_chosen(self) -> None:
        row = self.table.current_row()
        self.open_button.setEnabled(row is not None)
        if row is None or self._now is None:
            self.chosen.setText("")
            return
        stands = promise_standing(row, self._now, self._calendar).words
        words = _("{name}, {procedure}: {standing}")
        self.chosen.setText(words.format(name=row.applicant, procedure=row.procedure, standing=stands))

    def _open_current(self) -> None:
        if chosen := self.table.current_id():
            self.opened.emit(chosen)

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
