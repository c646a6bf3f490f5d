"""The card of one dossier, from the line that leads back to the buttons of what comes next."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollBar, QStackedWidget, QVBoxLayout, QWidget

from counter_app.core.command_cards import Command, card_name
from counter_app.core.journal import Event
from counter_app.core.records import DossierRow, DossierState, HistoryLine, PrintOutcome
from counter_app.core.states import Action, Status
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.next_step import NextStep, StepKind
from counter_app.ui.pages.dossier.clears import Clear
from counter_app.ui.pages.dossier.deed import Deed
from counter_app.ui.pages.dossier.head import HeadCard
from counter_app.ui.pages.dossier.life_card import LifeCard
from counter_app.ui.pages.dossier.offer_bar import OfferBar
from counter_app.ui.pages.dossier.offers import KEYS, Offer, offer_words
from counter_app.ui.pages.dossier.sheet import Sheet
from counter_app.ui.pages.dossier.whole_journal import WholeJournal
from counter_app.ui.widgets import (
    FocusScroll,
    JournalLine,
    KeyCap,
    Label,
    PlainButton,
    PrimaryButton,
    ShortLabel,
)
from counter_app.ui.widgets.stepped_field import SteppedField
from counter_app.ui.widgets.still import Measured, Still
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


class MarginBar(QScrollBar):
    """Keeps its place in the page's margin, seen only where there is something to scroll to.

    What scrolls is as wide with it as without: nothing is broken into other lines when it comes.
    """

    WIDTH = 12

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class DossierCard(Measured):
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
        #: What the buttons were last shown for.
        self._stepped: tuple[object, ...] = ()
        self._build()

    def _build(self) -> None:
        self.back = ShortLabel("", theme.EXPLAIN, tone="text2")
        self._esc = QWidget()
        esc = QHBoxLayout(self._esc)
        esc.setContentsMargins(0, 0, 0, 0)
        esc.setSpacing(8)
        esc.addWidget(KeyCap("Esc"))
        esc.addWidget(self.back, 1)
        self.head = HeadCard()
        self.life = LifeCard()
        self.sheet = Sheet()
        self.clears, self.papers = self.sheet.clears, self.sheet.papers
        self.journal, self.note = self.sheet.card.journal, self.sheet.card.note
        self.whole = WholeJournal()
        self.parts = QStackedWidget()
        self.parts.addWidget(self.sheet)
        self.parts.addWidget(self.whole)
        self.form = QWidget()
        self._form = QVBoxLayout(self.form)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.parts.addWidget(self.form)
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP)
        inner.addWidget(self.head)
        inner.addWidget(self.life)
        inner.addWidget(self.parts, 1)
        self.offers = OfferBar(self._chosen)
        self._scroll = FocusScroll(content)
        self._scroll.setVerticalScrollBar(MarginBar())
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._last = Still(self._actions())
        for part in (self._esc, self._scroll, self.offers, self._last):
            part.setParent(self)
        for one in (self._scroll, self._scroll.viewport(), content, self.parts, self.sheet, self.clears):
            # They paint nothing themselves: in another size, what lies on them need not be painted anew.
            one.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # so that nothing below is painted with it
        self._needed = QSize(0, 188)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(event.rect(), theme.colour("window"))

    def _measure(self) -> None:
        """Ask for more room where a part needs it, and place the parts."""
        wide = max(self._last.sizeHint().width(), self._scroll.minimumWidth()) + MarginBar.WIDTH
        wide = max(self._needed.width(), wide)
        if wide != self._needed.width():
            self._needed.setWidth(wide)
            self.updateGeometry()
        self._arrange()

    def _arrange(self) -> None:
        """One below the other; the middle gets what the others leave."""
        width, esc = self.width() - MarginBar.WIDTH, self._esc.sizeHint().height()
        self._esc.setGeometry(0, 0, width, esc)
        high = self._last.sizeHint().height()
        bottom = self.height() - high
        self._last.setGeometry(0, bottom, width, high)
        if not self.offers.isHidden():
            high = self.offers.height_at(width)
            bottom -= theme.GAP + high
            self.offers.setGeometry(0, bottom, width, high)
        top = esc + theme.GAP
        self._scroll.setGeometry(0, top, self.width(), bottom - theme.GAP - top)

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
        self.primary.setMinimumWidth(208)
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
        needed = self.sheet.minimumSizeHint().height()
        waiting = shown.state.receipt_outcome not in (None, PrintOutcome.PRINTED)
        unprinted = waiting and shown.state.status is not Status.RETURNED
        self.head.show_state(shown.state, shown.at, self._calendar, unprinted=unprinted)
        self.life.show_life(shown.state, shown.events, self._in_words)
        self.clears.show_clears(shown.clears)
        self.sheet.card.show_lines(_journal_lines(shown), len(shown.events))
        if self.parts.currentWidget() is self.whole:
            self._show_whole(shown)
        self._show_papers(shown)
        self._show_step(shown, fresh=fresh)
        self.sheet.settle()
        if self.sheet.minimumSizeHint().height() != needed:
            # One asks the next: by themselves the last would come after a first paint, and all paint twice.
            for _layout in (self.parts, self._scroll.widget(), self._scroll):
                QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def fit(self, *, dense: bool, narrow: bool) -> None:
        """Give up lines of the papers where the window is low, buttons of the last row where it is narrow."""
        if (dense, narrow) == (self.dense, self.narrow):
            return
        self.dense, self.narrow = dense, narrow
        if self.shown is not None:
            self._show_papers(self.shown)
            self._show_step(self.shown, fresh=False)
            self.sheet.settle()

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
        self.sheet.stale = True
        self.papers.show_state(shown.state, most=2 if self.dense else 4)
        self.papers.show_others(shown.others, shown.at, self._calendar, most=1 if self.dense else 2)

    def _show_step(self, shown: Shown, *, fresh: bool) -> None:
        kind, deed = shown.step.kind, self.deed
        stepped = (shown.step, shown.offers, deed, self.narrow)
        if stepped != self._stepped:
            self._stepped = stepped
            self._show_acts(shown)
        if fresh or kind not in (StepKind.FORWARD, StepKind.FINISH):
            text = shown.state.unit if kind is StepKind.FORWARD else ""
            if text != self.with_field.text():
                self.with_field.set_text(text)

    def _show_acts(self, shown: Shown) -> None:
        """The buttons and what stands beside them."""
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
        self.hint.setVisible(bool(self.hint.text()) or not with_field)  # else the field has its room
        if kind is StepKind.FORWARD:
            self._name_field(_("To"), _("a unit or a person"))
        elif kind is StepKind.FINISH:
            self._name_field(_("With the note"), _("such as where the result lies"))

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
        self._arrange()

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
