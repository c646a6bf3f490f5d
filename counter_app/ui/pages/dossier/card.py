"""The card of one dossier, from the line that leads back to the buttons of what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.core.command_cards import Command, card_name
from counter_app.core.journal import Event
from counter_app.core.records import DossierRow, DossierState, HistoryLine, PrintOutcome
from counter_app.core.states import Action, Status
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.ui import theme
from counter_app.ui.next_step import NextStep, StepKind
from counter_app.ui.pages.dossier.clears import Clear, Clears
from counter_app.ui.pages.dossier.deed import Deed
from counter_app.ui.pages.dossier.head import HeadCard
from counter_app.ui.pages.dossier.life_card import LifeCard
from counter_app.ui.pages.dossier.offer_bar import OfferBar
from counter_app.ui.pages.dossier.offers import KEYS, Offer, offer_words
from counter_app.ui.pages.dossier.papers_card import PapersCard
from counter_app.ui.pages.dossier.whole_journal import WholeJournal
from counter_app.ui.widgets import (
    Card,
    Field,
    FocusScroll,
    Journal,
    JournalLine,
    KeyCap,
    Label,
    PlainButton,
    PrimaryButton,
    ShortLabel,
)
from counter_app.ui.widgets.stepped_field import SteppedField
from counter_app.ui.widgets.still import Still
from counter_app.ui.words import moment_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything that the card shows of one dossier at one moment."""

    state: DossierState
    clears: tuple[Clear, ...]
    history: tuple[HistoryLine, ...]
    events: tuple[Event, ...]
    others: tuple[DossierRow, ...]
    step: NextStep
    offers: tuple[Offer, ...]
    at: datetime
    counter: str


#: Acts with a button of their own in the last row, where there is room for them.
_ROW = (Action.CORRECT, Action.REPRINT, Action.UNDO)


class DossierCard(QWidget):
    """Shows; what its keys do is the page's."""

    def __init__(
        self,
        calendar: Calendar,
        in_words: Callable[[Sequence[Event]], Sequence[HistoryLine]],
        chosen: Callable[[Action], object],
    ) -> None:
        super().__init__()
        self._calendar = calendar
        self._in_words = in_words
        self._chosen = chosen
        self.shown: Shown | None = None
        self.dense = self.narrow = False
        self.deed: Deed | None = None
        self._build()

    def _build(self) -> None:
        self.back = ShortLabel("", theme.EXPLAIN, tone="text2")
        esc = QHBoxLayout()
        esc.setSpacing(8)
        esc.addWidget(KeyCap("Esc"))
        esc.addWidget(self.back, 1)
        self.head = HeadCard()
        self.life = LifeCard()
        self.clears = Clears()
        self.papers = PapersCard()
        self.whole = WholeJournal()
        self.parts = QStackedWidget()
        self.parts.addWidget(self._sheet())
        self.parts.addWidget(self.whole)
        self.form = QWidget()
        self._form = QVBoxLayout(self.form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.parts.addWidget(self.form)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP)
        inner.addWidget(Still(self.head))
        inner.addWidget(self.life)
        inner.addWidget(self.parts, 1)
        self.offers = OfferBar(self._chosen)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GAP)
        layout.addLayout(esc)
        layout.addWidget(FocusScroll(content), 1)
        layout.addWidget(self.offers)
        layout.addWidget(Still(self._actions()))

    def _sheet(self) -> QWidget:
        """Clears, journal and papers."""
        parts = QWidget()
        column = QVBoxLayout(parts)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(Still(self.clears))
        lower = QHBoxLayout()
        lower.setSpacing(theme.GAP)
        lower.addWidget(Still(self._journal()), 3)
        lower.addWidget(Still(self.papers), 2)
        column.addLayout(lower, 1)
        return parts

    def _journal(self) -> Card:
        card = Card(_("How it was processed"), " ", gap=4)
        self.journal = Journal()
        self.note = Field(
            _("Note for this dossier"), _("Enter keeps it, Esc leaves it"), name="note", limit=1000
        )
        self.note.hide()
        card.add(self.journal, 1)
        card.add(self.note)
        self.journal_head = card.head
        if card.head is not None:
            card.head.add(KeyCap("Ctrl+J"))
        return card

    def _actions(self) -> QHBoxLayout:
        self.row = {action: PlainButton(offer_words(action), KEYS[action]) for action in _ROW}
        for action, button in self.row.items():
            button.clicked.connect(lambda _on=False, one=action: self._chosen(one))
        self.reprint = self.row[Action.REPRINT]
        self.leave = PlainButton(_("Leave it"), "Esc")
        self.leave.hide()
        self.hint = ShortLabel("", theme.EXPLAIN, tone="text2")
        self.hint.setMinimumHeight(theme.PRIMARY_HEIGHT)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.with_label = Label("", theme.EXPLAIN, tone="text2")
        self.with_field = SteppedField("", name="to", limit=200)
        self.with_field.label.hide()
        self.with_field.edit.setFixedHeight(theme.BUTTON_HEIGHT)
        self.with_field.setMaximumWidth(260)
        self.primary = PrimaryButton("", "F10")
        self.primary.setMinimumWidth(232)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        for button in self.row.values():
            row.addWidget(button)
        row.addWidget(self.leave)
        row.addWidget(self.hint, 1)
        row.addWidget(self.with_label)
        row.addWidget(self.with_field, 2)
        row.addWidget(self.primary)
        return row

    def offer_places(self, places: Sequence[str]) -> None:
        """Step through the office's units and people where the receiver of a dossier is typed."""
        self.with_field.offer(places, _("Up and Down step through units and people"))

    def show_dossier(self, shown: Shown) -> None:
        """Show one dossier."""
        fresh = self.shown is None or self.shown.state.scan_number != shown.state.scan_number
        self.shown = shown
        self.head.show_state(shown.state, shown.at, self._calendar)
        waiting = shown.state.receipt_outcome not in (None, PrintOutcome.PRINTED)
        self.head.show_unprinted(unprinted=waiting and shown.state.status is not Status.RETURNED)
        self.life.show_life(shown.state, shown.events, self._in_words)
        self.clears.show_clears(shown.clears)
        self.journal.show_lines(_journal_lines(shown))
        if self.parts.currentWidget() is self.whole:
            self._show_whole(shown)
        if self.journal_head is not None:
            count = len(shown.events)
            words = ngettext("Whole journal, {n} line", "Whole journal, {n} lines", count).format(n=count)
            self.journal_head.hint.setText(words)
        self._show_papers(shown)
        self._show_step(shown, fresh=fresh)

    def fit(self, *, dense: bool, narrow: bool) -> None:
        """Give up lines of the papers where the window is low, buttons of the last row where it is narrow."""
        self.dense, self.narrow = dense, narrow
        if self.shown is not None:
            self._show_papers(self.shown)
            self._show_step(self.shown, fresh=False)

    def show_deed(self, deed: Deed | None) -> None:
        """Show the form of an act instead of the card's parts, or these again for None."""
        if self.deed is not None:
            self._form.removeWidget(self.deed)
            self.deed.hide()
            self.deed.setParent(None)
        self.deed = deed
        if deed is not None:
            self._form.addWidget(deed)
            deed.show()
        self.parts.setCurrentIndex(0 if deed is None else 2)
        self.life.set_aside(aside=deed is not None)
        if self.shown is not None:
            self._show_step(self.shown, fresh=False)
        if deed is None:
            self.parts.setFocus()
        else:
            deed.enter()

    def toggle_whole(self) -> bool:
        """Show the whole journal instead of the card's parts, or these again; whether it is shown now."""
        whole = self.parts.currentWidget() is not self.whole
        if whole and self.shown is not None:
            self._show_whole(self.shown)
        self.parts.setCurrentIndex(1 if whole else 0 if self.deed is None else 2)
        if whole:
            self.whole.table.setFocus()
        return whole

    def _show_whole(self, shown: Shown) -> None:
        """Fill the table of all events; only while it is looked at, for every scan comes by here."""
        self.whole.show_events(shown.events, self._in_words(shown.events))

    def _show_papers(self, shown: Shown) -> None:
        self.papers.show_state(shown.state, most=2 if self.dense else 4)
        self.papers.show_others(shown.others, shown.at, self._calendar, most=1 if self.dense else 2)

    def _show_step(self, shown: Shown, *, fresh: bool) -> None:
        kind, deed = shown.step.kind, self.deed
        self._show_offers(shown)
        self.leave.setVisible(deed is not None)
        if deed is None:
            self.primary.set_words(shown.step.action, "F10")
        else:
            self.primary.set_words(deed.does, "Ctrl+Enter")
        self.primary.setVisible(bool(shown.step.action) or deed is not None)
        with_field = kind in (StepKind.FORWARD, StepKind.FINISH) and deed is None
        self.with_label.setVisible(with_field)
        self.with_field.setVisible(with_field)
        self.hint.setText("" if deed is not None else _beside_next(shown.step))
        if kind is StepKind.FORWARD:
            self._name_field(_("To"), _("a unit or a person"))
        elif kind is StepKind.FINISH:
            self._name_field(_("With the note"), _("such as where the result lies"))
        if fresh or kind not in (StepKind.FORWARD, StepKind.FINISH):
            self.with_field.set_text(shown.state.unit if kind is StepKind.FORWARD else "")

    def _show_offers(self, shown: Shown) -> None:
        """The acts: those of the last row there, the others in the bar; none while a form is open."""
        offered = {offer.action for offer in shown.offers}
        self.offers.setVisible(self.deed is None)
        for action, button in self.row.items():
            button.setVisible(self.deed is None and not self.narrow and action in offered)
        done_by_next = _NEXT.get(shown.step.kind) or shown.step.deed
        in_bar = (
            offer
            for offer in shown.offers
            if offer.action is not done_by_next and (self.narrow or offer.action not in _ROW)
        )
        self.offers.show_offers(tuple(in_bar))

    def _name_field(self, label: str, hint: str) -> None:
        self.with_label.setText(label)
        self.with_field.edit.setAccessibleName(label)
        self.with_field.edit.setPlaceholderText(hint)


def _beside_next(step: NextStep) -> str:
    """What stands beside the button of the next act, or in its place."""
    if step.kind is StepKind.HAND_OVER and step.action and not step.at_once:
        return _("or scan card {card}").format(card=card_name(Command.HAND_OVER))
    return "" if step.action else step.line


#: What F10 does without a form.
_NEXT = {StepKind.FINISH: Action.FINISH}


def _journal_lines(shown: Shown) -> list[JournalLine]:
    lines = [
        JournalLine(
            moment_words(line.at),
            _("{words}; {note}").format(words=line.words, note=line.note) if line.note else line.words,
            line.by,
            _tone(line),
        )
        for line in shown.history
    ]
    if shown.step.line:
        where = shown.counter if shown.step.action else shown.state.holder
        lines.append(JournalLine(_("Now"), shown.step.line, where, "accent"))
    return lines


def _tone(line: HistoryLine) -> str:
    return {"noted": "text3"}.get(line.kind, "good")
