"""Looking up (F3): one field, counted filters, one table; typing always goes into the field."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.records import DossierRow
from counter_app.core.states import COUNTED, Status
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext, short_date
from counter_app.services import citizens, queries
from counter_app.services.citizens import CardTaken
from counter_app.services.queries import Found, Which
from counter_app.ui import say, theme
from counter_app.ui.found import found_ranges
from counter_app.ui.keys import is_plain
from counter_app.ui.next_step import NextStep, StepKind, next_step
from counter_app.ui.pages.page import Page
from counter_app.ui.standing import is_late, promised_day, standing
from counter_app.ui.tables import Column, TableView
from counter_app.ui.tasks import Latest
from counter_app.ui.widgets import Card, CountFilters, KeyCap, Label, PlainButton, PrimaryButton, SearchField
from counter_app.ui.widgets.found_words import PartLabel
from counter_app.ui.words import inside

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning

#: Milliseconds without a key before the search runs.
PAUSE = 60
#: Pages that the next action of a dossier is done on.
_NEXT_PAGES = {
    StepKind.HAND_OVER: "handover",
    StepKind.FORWARD: "dossier",
    StepKind.FINISH: "dossier",
    StepKind.ASK: "dossier",
}


class SearchPage(Page):
    """Finds a dossier by name, code, citizen number or telephone, marks or not."""

    id = "search"
    key = "F3"
    icon = "search_20"

    def _build(self) -> None:
        self._asked: tuple[str, Which] = ("", Which.ALL)
        #: How many dossiers there are, asked for once in each visit of the page.
        self._whole: int | None = None
        self._next = NextStep(StepKind.NONE, "")
        #: The card that was scanned here last.
        self._taken: CardTaken | None = None
        self._latest = Latest(self.session, self)
        column = self.column()
        self.field = SearchField(
            _("Name, dossier code, citizen number or telephone; no marks needed"),
            height=44,
            name=_("Look for a dossier by name, code, citizen number or telephone"),
        )
        column.addWidget(self.field)
        column.addLayout(self._build_filters())
        self.table = TableView(self._columns(), partial(queries.rows, self.session.desk), name=_("Dossiers"))
        card = Card(gap=0)
        card.body.setContentsMargins(5, 1, 5, 1)
        card.add(self.table, 1)
        column.addWidget(card, 1)
        column.addLayout(self._build_foot())
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _build_filters(self) -> QHBoxLayout:
        self.filters = CountFilters(
            [
                (Which.ALL, _("All")),
                (Which.IN_PROGRESS, _("Being processed")),
                (Which.SUPPLEMENT, _("Waiting for papers")),
                (Which.READY, _("Result ready")),
                (Which.OVERDUE, _("Overdue")),
                (Which.RETURNED, _("Returned")),
            ],
            _("Filter by state"),
            alarm=[Which.OVERDUE],
        )
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.filters)
        row.addStretch(1)
        row.addWidget(Label(_("Filter"), theme.EXPLAIN, tone="text2"))
        row.addWidget(KeyCap("Ctrl+1…6"))
        return row

    def _build_foot(self) -> QHBoxLayout:
        self.words = PartLabel(theme.TABLE)
        self.next_button = PlainButton("", "F10")
        self.next_button.setFixedHeight(theme.PRIMARY_HEIGHT)
        self.next_button.hide()
        self.open_button = PrimaryButton(_("Open the dossier"), "Enter")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.words, 1)
        row.addWidget(self.next_button)
        row.addWidget(self.open_button)
        return row

    def _columns(self) -> tuple[Column, ...]:
        def found(text: str) -> tuple[tuple[int, int], ...]:
            return found_ranges(text, self.field.text())

        return (
            Column(_("Dossier code"), lambda row: row.code, 168, tone="text2", spans=found),
            Column(_("Owner"), lambda row: row.applicant, 168, spans=found),
            Column(_("Administrative procedure"), lambda row: row.procedure),
            Column(_("Received on"), lambda row: f"{row.received_at:%d/%m %H:%M}", 100, tone="text2"),
            Column(
                _("Promised"),
                promised_day,
                100,
                tone=lambda row: "problem" if self._is_overdue(row) else "text",
                weight=lambda row: 600 if self._is_overdue(row) else 400,
            ),
            Column(
                _("State"),
                lambda row: self._standing(row).words,
                164,
                tone=lambda row: self._standing(row).tone,
                icon=lambda row: self._standing(row).icon,
                weight=lambda row: 600 if self._standing(row).tone in ("caution", "problem", "good") else 400,
            ),
            Column(_("Where, returned"), _where, 166, tone="text2"),
        )

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.table.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        self._pause.timeout.connect(self.search)
        self.filters.changed.connect(self._filter_changed)
        self.table.opened.connect(lambda _row_id: say.attempt(self, self.open_dossier))
        self.table.row_chosen.connect(lambda _row_id: say.attempt(self, self._show_row))
        self.open_button.clicked.connect(lambda: say.attempt(self, self.open_dossier))
        self.next_button.clicked.connect(lambda: say.attempt(self, self.next_action))
        self.session.dossier_changed.connect(self._dossier_changed)

    def open(self, argument: Any = None) -> None:
        """Come to the front; ``argument`` may be a text to look for, or a group (:class:`Which`)."""
        if isinstance(argument, Which):
            self.filters.set_value(argument)
            self.field.clear()
        elif isinstance(argument, str) and argument:
            self.filters.set_value(Which.ALL)
            self.field.setText(argument)
        self._whole = None
        self.search()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is looked for that nobody sees."""
        super().hideEvent(event)
        self._pause.stop()

    def idle_hint(self) -> tuple[str, str]:
        return _("By name, code, citizen number, telephone; no marks needed"), "F3"

    def scanned(self, meaning: "ScanMeaning") -> bool:
        """A citizen card looks for its holder's dossiers; F2 receives another one from them."""
        if meaning.kind != "card":
            return False
        taken = citizens.take_card(self.session.desk, meaning.value, self.session.now().date())
        person, known = taken.person, taken.known
        self._taken = taken
        self.filters.set_value(Which.ALL)
        self.field.setText(known.person.citizen_id if known else person.citizen_id)
        self.search()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()
        n = known.dossiers if known else 0
        words = ngettext("{n} dossier of {name} here.", "{n} dossiers of {name} here.", n)
        sentence = " ".join(filter(None, (words.format(n=n, name=person.name), taken.waiting_words)))
        self.session.say(
            "info" if n else "caution", sentence, _("Receive from them"), "F2", thing=person.name
        )
        return True

    def hand_on(self, page: str) -> Any:
        """Going to reception (F2) takes the card along that was scanned here, once."""
        taken, self._taken = self._taken, None
        return taken if page == "reception" else None

    def search(self) -> None:
        """Look for what is typed, beside the window; the rows of before stay until the answer is there."""
        self._pause.stop()
        self.table.set_busy(True)
        self._ask(recent=True)

    def _ask(self, *, recent: bool) -> None:
        text, which, at = self.field.text(), self.filters.value(), self.session.now()
        desk, known = self.session.desk, self._whole

        def work() -> tuple[Found, int]:
            found = queries.search(desk, text, which, at=at, recent=recent)
            whole = found.total if not text.strip() else known
            return found, whole if whole is not None else queries.search(desk, "", at=at, limit=1).total

        self._latest.ask(work, lambda answer: self._answer(*answer, recent=recent))

    def _answer(self, found: Found, whole: int, *, recent: bool) -> None:
        """Show what was found; where only recent dossiers were looked through, ask for the rest, too."""
        self._whole = whole
        # The rest may bring an older name, with the marks as typed, to the front.
        in_front = not recent and self.table.currentIndex().row() == 0
        if found.ids or not found.recent:  # "nothing found" is not known before all were looked through
            self._show(found, whole)
        if in_front:
            self.table.choose_row(0)
        if found.recent and not self._pause.isActive():
            self._ask(recent=False)

    def open_dossier(self) -> None:
        """Open the card of the current row."""
        row = self.table.current_row()
        if row is not None:
            self.session.open_page("dossier", row.scan_number)

    def primary(self) -> None:
        self.open_dossier()

    def next_action(self) -> None:
        """Go to where the next act on the current row's dossier is done."""
        row = self.table.current_row()
        page = _NEXT_PAGES.get(self._next.kind)
        if row is not None and page is not None:
            self.session.open_page(page, row.scan_number)

    def choose(self, n: int) -> None:
        self.filters.choose(n)

    def escape(self) -> None:
        """Empty the field; what was typed before is found again by typing."""
        self.field.clear()
        self.filters.choose(1)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.field:
                return self._key_in_field(event)
            if watched is self.table and self._is_typing(event):
                self._type_into_field(event.text())
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._is_typing(event):
            self._type_into_field(event.text())
        else:
            super().keyPressEvent(event)

    def _key_in_field(self, event: QKeyEvent) -> bool:
        plain = is_plain(event)
        page = self.table.page_rows()
        steps = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_PageUp: -page,
        }
        key = Qt.Key(event.key())
        if plain and key in steps:
            self.table.step(steps[key])
            return True
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            say.attempt(self, self.open_dossier)
            return True
        return False

    def _is_typing(self, event: QKeyEvent) -> bool:
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        return bool(event.text()) and event.text().isprintable() and not held

    def _type_into_field(self, text: str) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.deselect()
        self.field.insert(text)

    def _typed(self, _text: str) -> None:
        self._pause.start()

    def _filter_changed(self, _which: object) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search()

    def _dossier_changed(self, _scan_number: str) -> None:
        self._whole = None
        self.table.rows.forget()
        if self.isVisible():
            self.search()

    def _show(self, found: Found, whole: int) -> None:
        self.filters.set_counts(found.counts, found.at_least)
        self.table.set_empty(self._nothing())
        self.table.show_ids(found.ids)
        asked = (self.field.text(), self.filters.value())
        if asked != self._asked:  # another question: the best answer is chosen, not the row of before
            self._asked = asked
            self.table.choose_row(0)
        if not self.field.text().strip():
            self.field.set_count(_("{n} dossiers").format(n=grouped(whole)))
        elif found.more:
            words = _("more than {n}: type more letters").format(n=grouped(len(found.ids)))
            self.field.set_count(words)
        else:
            words = _("{n} of {total} dossiers")
            number = grouped(found.total) + "+" * bool(found.at_least)
            self.field.set_count(words.format(n=number, total=grouped(whole)))
        self._show_row()

    def _nothing(self) -> str:
        if text := self.field.text().strip():
            return _("No dossier has the letters ‹{text}›. Try fewer letters, or scan the receipt.").format(
                text=text
            )
        return _("There is no dossier here. Choose another state, or receive one with F2.")

    def _show_row(self) -> None:
        row: DossierRow | None = self.table.current_row()
        self.open_button.setEnabled(row is not None)
        self._next = NextStep(StepKind.NONE, "")
        if row is None:
            self.words.show_words("")
        else:
            state = queries.dossier(self.session.desk, row.scan_number)
            self._next = next_step(state, self.session.officer)
            self.words.show_words("", row.applicant, f": {self._about(row)}. {row.procedure}")
        self.next_button.setVisible(bool(self._next.action))
        self.next_button.set_words(self._next.action)

    def _about(self, row: DossierRow) -> str:
        if row.status is Status.RETURNED and row.returned_at is not None:
            return _("handed over on {moment}").format(moment=f"{row.returned_at:%d/%m %H:%M}")
        if row.status is Status.FINISHED and row.finished_at is not None:
            return _("result there since {moment}").format(moment=f"{row.finished_at:%d/%m %H:%M}")
        words = inside(self._standing(row).words)
        if row.status not in COUNTED:
            return _("{state}, at {holder}").format(state=words, holder=_where(row))
        return _("{state}, at {holder}, promised for {day}").format(
            state=words, holder=_where(row), day=short_date(row.due_at)
        )

    def _standing(self, row: DossierRow) -> Any:
        return standing(row, self.session.now(), self.session.desk.calendar)

    def _is_overdue(self, row: DossierRow) -> bool:
        return row.finished_at is None and is_late(row, self.session.now())


def _where(row: DossierRow) -> str:
    """Who holds the dossier, or when the result was handed over."""
    if row.status is Status.RETURNED and row.returned_at is not None:
        return _("returned {moment}").format(moment=f"{row.returned_at:%d/%m %H:%M}")
    if row.status is Status.SUPPLEMENT:
        return _("the citizen")
    return row.holder
