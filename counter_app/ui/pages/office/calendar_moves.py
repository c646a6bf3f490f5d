"""Promises that a change of the calendar would move, and the head's decision on each."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services.outlook import Decidable, Move, Outlook
from counter_app.ui import theme
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, IconLabel, Label, PlainButton
from counter_app.ui.words import moment_words, short_weekday


class MovesCard(Card):
    """A row for each promise; the head keeps or moves it by Space, or all of them by one key."""

    def __init__(self, *, may_decide: bool) -> None:
        super().__init__(_("Promises that would move"), " ", inset=8)
        self.may_decide = may_decide
        self.moves: tuple[Decidable, ...] = ()
        self.verdicts: dict[str, bool] = {}
        if self.head is not None:
            self.head.setContentsMargins(8, 0, 8, 0)
        self.note = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self.note.setContentsMargins(8, 0, 8, 0)
        self.resting = IconLabel("clock_16_regular", "", "text2", wrap=True)
        self.resting.setContentsMargins(8, 0, 8, 0)
        self.table = _MovesTable(self)
        self.keep = PlainButton(_("Keep all"), "Ctrl+G")
        self.move_all = PlainButton(_("Move all"), "Ctrl+D")
        self.keep.clicked.connect(lambda: self.decide_all(moved=False))
        self.move_all.clicked.connect(lambda: self.decide_all(moved=True))
        row = QHBoxLayout()
        row.setContentsMargins(8, 8, 8, 0)
        row.setSpacing(theme.GAP)
        for button in (self.keep, self.move_all):
            row.addWidget(button)
        row.addSpacing(8)
        row.addWidget(self.resting, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(0)
        self.add(self.note)
        self.add(self.table, 1)
        self.add(row)
        if not may_decide:
            self.keep.hide()
            self.move_all.hide()

    def show_outlook(self, outlook: Outlook) -> None:
        """Show what a change that is not made yet would bring."""
        words = ngettext(
            "{n} dossier whose time stands still is reckoned by the new calendar when it goes on.",
            "{n} dossiers whose time stands still are reckoned by the new calendar when they go on.",
            len(outlook.resting),
        )
        later = words.format(n=len(outlook.resting)) if outlook.resting else ""
        self._show((*outlook.moves, *outlook.given), later)

    def show_undecided(self, moves: Sequence[Decidable]) -> None:
        """Show what earlier changes have left to the head."""
        self._show(moves, "")

    def decide_all(self, *, moved: bool) -> None:
        """The same decision on every row; a date that a person gave has no other to move to."""
        self.verdicts |= {one.scan_number: moved for one in self.moves if isinstance(one, Move) or not moved}
        self._decided()

    def turn(self) -> None:
        """Another decision on the current row: kept, moved, none."""
        row = self.table.current_row()
        if row is None or not self.may_decide:
            return
        number = row.scan_number
        if number not in self.verdicts:
            self.verdicts[number] = False
        elif not self.verdicts[number] and isinstance(row, Move):
            self.verdicts[number] = True
        else:
            del self.verdicts[number]
        self._decided()

    def verdict_words(self, move: Decidable) -> str:
        """What is decided on a row so far."""
        verdict = self.verdicts.get(move.scan_number)
        if verdict is None:
            return _("not decided")
        return _("moves") if verdict else _("kept")

    def _show(self, moves: Sequence[Decidable], later: str) -> None:
        self.moves, self.verdicts = tuple(moves), {}
        self.table.show_ids(range(1, len(self.moves) + 1))
        self.table.set_empty(_("No promise moves by this change."))
        self.resting.show_words("clock_16_regular" if later else "", later)
        given = any(not isinstance(one, Move) for one in self.moves)
        told = _("What was printed for a citizen never changes by itself. ")
        told += (
            _("Space keeps or moves the row; a row without a decision stays listed until you decide.")
            if self.may_decide
            else _("The head of the desk decides on each; until then it stays as promised.")
        )
        if given:
            told += " " + _("A date that a person gave moves by no calendar: keep it, or give an extension.")
        self.note.setText(told)
        self._decided()

    def _decided(self) -> None:
        self.table.rows.forget()
        if self.head is not None:
            moved = sum(self.verdicts.values())
            words = _("{n} promises: {moved} moved, {kept} kept, {open} not decided").format(
                n=len(self.moves),
                moved=moved,
                kept=len(self.verdicts) - moved,
                open=len(self.moves) - len(self.verdicts),
            )
            self.head.hint.setText(words)

    def row_of(self, ids: Sequence[int]) -> list[Decidable]:
        """The rows of the table."""
        return [self.moves[number - 1] for number in ids]


class _MovesTable(TableView):
    """The table; Space turns the current row's decision."""

    def __init__(self, card: MovesCard) -> None:
        self._card = card
        super().__init__(_columns(card), card.row_of, name=_("Promises that would move"))
        self.opened.connect(lambda _id: card.turn())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._card.turn()
        else:
            super().keyPressEvent(event)


def _columns(card: MovesCard) -> tuple[Column, ...]:
    def tone(one: Decidable) -> str:
        verdict = card.verdicts.get(one.scan_number)
        return "caution" if verdict is None else "accent" if verdict else "good"

    def icon(one: Decidable) -> str:
        verdict = card.verdicts.get(one.scan_number)
        return "clock_16_regular" if verdict is None else "checkmark_16_regular"

    return (
        Column(_("Dossier"), lambda one: one.code, 172),
        Column(_("Owner"), lambda one: one.applicant, 164, weight=500),
        Column(_("Procedure"), lambda one: one.procedure, tone="text2"),
        Column(_("Promised"), lambda one: _when(one.before), 132),
        Column(_("Would be"), _would_be, 132, weight=600),
        Column(_("Decision"), card.verdict_words, 132, tone, icon, 600),
    )


def _would_be(one: Decidable) -> str:
    return _when(one.after) if isinstance(one, Move) else _("day now closed")


def _when(moment: datetime) -> str:
    return f"{short_weekday(moment)} {moment_words(moment)}"
