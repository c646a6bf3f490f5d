"""The page of the ledger: figures that open their rows, the coming load, the ledger as paper or file."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.core.records import DayFigures, DossierRow, PrintOutcome
from counter_app.errors import NotFound
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext, weekday_words
from counter_app.services import papers, queries
from counter_app.services.files import write_file
from counter_app.services.papers import LedgerFile
from counter_app.services.queries import Morning
from counter_app.ui import say, tasks, theme
from counter_app.ui.pages.ledger.days import days_words, file_name, load_bars, nothing_received
from counter_app.ui.pages.ledger.panel import LedgerPanel
from counter_app.ui.pages.page import SMALL_WIDTH, Page
from counter_app.ui.standing import Standing, days_over, is_late, promise_standing, promised_day
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import (
    Card,
    Facts,
    Figures,
    FocusScroll,
    KeyCap,
    Label,
    PlainButton,
    PrimaryButton,
)
from counter_app.ui.widgets.cards import Yielding
from counter_app.ui.widgets.load_chart import LoadChart
from counter_app.ui.words import day_words, phone_words

FIGURES = ("due_today", "due_next", "overdue", "supplement", "uncollected")
#: Days that the chart looks ahead, and after how many days an uncollected result is old.
AHEAD, OLD = 14, 30


class LedgerPage(Page):
    """Figures over rows over the load of the coming days; Ctrl+S puts the ledger in the chart's place."""

    id = "ledger"
    key = "F7"
    icon = "notebook_20"

    def _build(self) -> None:
        self._morning: Morning | None = None
        self._at: datetime = self.session.now()
        self.title = Label("", theme.TITLE, 600)
        self.as_of = Label("", theme.TABLE, tone="text2")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.as_of, 1)
        tones = {"overdue": "problem"}
        self.figures = Figures(
            [(one, "", f"Ctrl+{n}", tones.get(one, "")) for n, one in enumerate(FIGURES, 1)],
            name=_("Figures of the day"),
        )
        self.below = QStackedWidget()
        self.below.addWidget(self._load())
        self.panel = LedgerPanel()
        self.below.addWidget(self.panel)
        column = self.column()
        column.addLayout(head)
        content = Yielding()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP)
        inner.addWidget(self.figures)
        inner.addWidget(self._rows_card(), 6)
        inner.addWidget(self.below, 6)
        column.addWidget(FocusScroll(content), 1)
        column.addLayout(self._actions())

    def _rows_card(self) -> Card:
        card = Card(inset=6, gap=0)
        card.body.setContentsMargins(5, 8, 5, 4)
        card.setMinimumHeight(178)  # three rows
        self.rows_title = Label("", theme.TABLE, 600)
        row = QHBoxLayout()
        row.setContentsMargins(11, 0, 11, 0)
        row.setSpacing(8)
        row.addWidget(self.rows_title, 1)
        row.addWidget(Label(_("Open a row"), theme.EXPLAIN, tone="text2"))
        row.addWidget(KeyCap("Enter"))
        self.table = TableView(self._columns(), self._fetch, name=_("Rows of the figure chosen"))
        card.add(row)
        card.add(self.table, 1)
        return card

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Dossier code"), lambda row: row.code, 172, tone="text2"),
            Column(_("Owner"), lambda row: row.applicant, 164),
            Column(_("Procedure"), lambda row: row.procedure),
            Column(_("Promised"), promised_day, 104, self._late_tone, "", self._late_weight),
            Column(
                _("How it stands"),
                lambda row: self._standing(row).words,
                188,
                lambda row: self._standing(row).tone,
                lambda row: self._standing(row).icon,
                600,
            ),
            Column(_("Held by"), lambda row: row.holder, 184, tone="text2"),
            Column(_("Telephone"), lambda row: phone_words(row.phone), 114, tone="text2"),
        )

    def _load(self) -> QWidget:
        self.chart_card = Card(_("Results promised"), " ", gap=0)
        self.chart = LoadChart(_("Results promised for the coming days"))
        self.chart_card.add(self.chart, 1)
        self.today_card = Card(_("Today so far"), gap=6)
        self.today = Facts(right=True, gap=6)
        self.today_card.add(self.today)
        self.today_card.body.addStretch(1)
        self.today_card.setFixedWidth(272)
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(self.chart_card, 1)
        row.addWidget(self.today_card)
        return part

    def _actions(self) -> QHBoxLayout:
        self.ledger_button = PlainButton(_("Follow-up ledger of other days"), "Ctrl+S")
        self.print_button = PrimaryButton(_("Print today's ledger"), "Ctrl+Enter")
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(self.ledger_button)
        row.addStretch(1)
        row.addWidget(self.print_button)
        return row

    def _connect(self) -> None:
        self.figures.changed.connect(self._show_rows)
        self.table.opened.connect(lambda chosen: say.attempt(self, self._open_row, chosen))
        self.ledger_button.clicked.connect(self.toggle_ledger)
        self.print_button.clicked.connect(lambda: say.attempt(self, self.primary))
        self.panel.save.clicked.connect(lambda: say.attempt(self, self.save_ledger))
        for field in (self.panel.first, self.panel.last):
            field.changed.connect(lambda _text: self._name_primary())
        self.hot_key("Ctrl+S", self.toggle_ledger)
        self.hot_key("Ctrl+L", lambda: say.attempt(self, self.save_ledger))
        self.session.dossier_changed.connect(lambda _number: self._changed())

    # what it shows

    def open(self, _argument: Any = None) -> None:
        self._show_day()
        if self.figures.value() is None:
            filled = (one for one in ("overdue", "due_today") if self._ids(one))
            self.figures.set_value(next(filled, "due_today"))
        self._show_rows(self.figures.value())
        self.table.setFocus()

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        for column in (5, 6):
            self.table.setColumnHidden(column, width < SMALL_WIDTH)

    def idle_hint(self) -> tuple[str, str]:
        return _("Open a figure"), "Ctrl+1…5"

    def show_problem(self, field: str, sentence: str) -> bool:
        found = self.panel.fields().get(field)
        if found is None or self.below.currentIndex() == 0:
            return False
        found.set_problem(sentence)
        found.setFocus()
        return True

    def _show_day(self) -> None:
        desk, self._at = self.session.desk, self.session.now()
        self._morning = queries.morning(desk, self._at)
        self.title.setText(day_words(self._at))
        self.as_of.setText(_("as of {time}").format(time=f"{self._at:%H:%M}"))
        self._show_figures(self._morning)
        self._show_load()
        self._show_today(queries.today(desk, self._at))

    def _show_figures(self, morning: Morning) -> None:
        following = morning.next_working_day
        next_title = _("Due {weekday} {day}").format(
            weekday=weekday_words(following), day=f"{following:%d/%m}"
        )
        titles = {
            "due_today": _("Due today"),
            "due_next": next_title,
            "overdue": _("Overdue"),
            "supplement": _("Waiting for papers"),
            "uncollected": _("Results not collected"),
        }
        notes = {
            "due_today": _("result not ready yet"),
            "due_next": _("next working day"),
            "overdue": self._longest_overdue(morning.overdue),
            "supplement": _("asked of the citizen"),
            "uncollected": self._old_results(),
        }
        for one in FIGURES:
            count = grouped(len(self._ids(one)))
            self.figures.set_figure(one, count, notes[one], titles[one])

    def _longest_overdue(self, overdue: Sequence[int]) -> str:
        rows = self._fetch(overdue[:1])
        if not rows:
            return _("nothing to answer for")
        days = days_over(rows[0], self._at, self.session.desk.calendar)
        return ngettext("the longest by {n} day", "the longest by {n} days", days).format(n=days)

    def _old_results(self) -> str:
        before = self._at.date() - timedelta(days=OLD)
        old = len(queries.ready_before(self.session.desk, before))
        if not old:
            return _("none longer than {days} days").format(days=OLD)
        return ngettext("{n} longer than {days} days", "{n} longer than {days} days", old).format(
            n=old, days=OLD
        )

    def _show_load(self) -> None:
        today = self._at.date()
        counts = queries.load(self.session.desk, today, AHEAD)
        self.chart.show_bars(load_bars(counts, self.session.desk.calendar, today))
        if self.chart_card.head is not None:
            words = _("Results promised, {first} to {last}")
            last = f"{counts[-1].day:%d/%m}"
            self.chart_card.head.title.setText(words.format(first=f"{today:%d/%m}", last=last))
            ready = sum(one.ready for one in counts)
            self.chart_card.head.hint.setText(
                ngettext("{n} of them is ready", "{n} of them are ready", ready).format(n=grouped(ready))
            )

    def _show_today(self, today: DayFigures) -> None:
        numbers = (
            f"{grouped(today.first_number)} - {grouped(today.last_number)}" if today.last_number else "0"
        )
        self.today.show_facts(
            (
                (_("Received"), grouped(today.received)),
                (_("of these while you wait"), grouped(today.fast)),
                (_("Results handed over"), grouped(today.returned)),
                (_("Ledger numbers"), numbers),
                (_("Receipts not printed"), *self._unprinted()),
            )
        )

    def _unprinted(self) -> tuple[str, ...]:
        count = queries.unprinted_count(self.session.desk)
        return (grouped(count), "problem") if count else (grouped(count),)

    # its keys

    def choose(self, n: int) -> None:
        self.figures.choose(n)
        self.table.setFocus()

    def primary(self) -> None:
        """Print the ledger of today, or of the days in the panel while it is open."""
        first, last = self._days()
        self._make(first, last, "pdf", self._print)

    def next_action(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.session.open_page("dossier", row.scan_number)

    def escape(self) -> None:
        if self.below.currentIndex():
            self.toggle_ledger()
        else:
            self.session.open_page("back")

    def toggle_ledger(self) -> None:
        """Open the ledger of other days in the chart's place, or close it."""
        opened = self.below.currentIndex() == 0
        self.below.setCurrentIndex(int(opened))
        if opened:
            self.panel.show_day(self._at.date(), str(self.session.desk.home.papers))
            self.panel.first.setFocus()
            self.panel.first.edit.selectAll()
        else:
            self.table.setFocus()
        self._name_primary()

    def save_ledger(self) -> None:
        """Write the ledger of the days in the panel into its folder.

        Raises:
            BadInput: a day or the folder is none.
            DeviceProblem: the folder of papers is not there and cannot be made.
        """
        if self.below.currentIndex() == 0:
            self.toggle_ledger()
            return
        first, last = self._days()
        folder = self.panel.folder.folder(own=self.session.desk.home.papers)
        kind = self.panel.kind.value()
        path = folder / f"{file_name(first, last)}.{kind}"

        def save(made: LedgerFile) -> Path:
            write_file(path, made.content)
            return path

        self._make(first, last, kind, save)

    # slots

    def _make(self, first: date, last: date, kind: str, use: Any) -> None:
        desk, at = self.session.desk, self.session.now()

        def work() -> tuple[LedgerFile, Any]:
            made = papers.ledger(desk, first, last, kind, at)
            if not made.rows:
                raise NotFound(nothing_received(first, last))
            return made, use(made)

        self.session.say("info", _("Making the ledger of {days}.").format(days=days_words(first, last)))
        tasks.run(self.session, work, self._made, lambda error: say.tell(self, error))

    def _print(self, made: LedgerFile) -> Any:
        from counter_app.ui.printing import print_pdf  # noqa: PLC0415 - a large library, not for start-up

        return print_pdf(self.session, made.content, f"so-theo-doi-{made.first_number}-{made.last_number}")

    def _made(self, result: tuple[LedgerFile, Any]) -> None:
        made, used = result
        rows = ngettext("{n} row", "{n} rows", made.rows).format(n=grouped(made.rows))
        numbers = f"{grouped(made.first_number)} - {grouped(made.last_number)}"
        if isinstance(used, Path):
            words = _("Ledger with {rows}, numbers {numbers}, saved as {file}.")
            self.session.say("done", words.format(rows=rows, numbers=numbers, file=used), thing=str(used))
        elif used.outcome is PrintOutcome.PRINTED:
            words = _("Ledger with {rows}, numbers {numbers}. {sentence}")
            self.session.say("done", words.format(rows=rows, numbers=numbers, sentence=used.sentence))
        else:
            self.session.say("caution", used.sentence, _("Print again"), "Ctrl+Enter")

    def _days(self) -> tuple[date, date]:
        today = self.session.now().date()
        return self.panel.days(today) if self.below.currentIndex() else (today, today)

    def _name_primary(self) -> None:
        words = (
            _("Print the ledger of these days") if self.below.currentIndex() else _("Print today's ledger")
        )
        self.print_button.set_words(words)

    def _show_rows(self, figure: str) -> None:
        empty = {
            "due_today": _("Everything promised for today is ready or handed over."),
            "due_next": _("Nothing is promised for the next working day yet."),
            "overdue": _("No dossier is overdue."),
            "supplement": _("No dossier waits for papers."),
            "uncollected": _("No result waits for its owner."),
        }[figure]
        ids = self._ids(figure)
        count = ngettext("{n} dossier", "{n} dossiers", len(ids)).format(n=grouped(len(ids)))
        title = next(
            one.text() for one, name in zip(self.figures.options(), FIGURES, strict=True) if name == figure
        )
        self.rows_title.setText(_("{title}: {count}").format(title=title, count=count))
        self.table.set_empty(empty)
        self.table.show_ids(ids)

    def _ids(self, figure: str) -> tuple[int, ...]:
        return getattr(self._morning, figure) if self._morning is not None else ()

    def _fetch(self, ids: Sequence[int]) -> list[DossierRow]:
        return queries.rows(self.session.desk, ids)

    def _open_row(self, chosen: int) -> None:
        rows = self._fetch((chosen,))
        if rows:
            self.session.open_page("dossier", rows[0].scan_number)

    def _changed(self) -> None:
        if self.isVisible():
            say.attempt(self, self._show_day)
            self._show_rows(self.figures.value() or "due_today")

    def _standing(self, row: DossierRow) -> Standing:
        return promise_standing(row, self._at, self.session.desk.calendar, brief=True)

    def _late_tone(self, row: DossierRow) -> str:
        return "problem" if is_late(row, self._at) else "text"

    def _late_weight(self, row: DossierRow) -> int:
        return 600 if is_late(row, self._at) else 400
