"""Right of the form: the receipt as it will be printed, or what was received last and today's figures."""

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import DayFigures, DossierState, PrintOutcome
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext, short_date, weekday_words
from counter_app.ui import theme
from counter_app.ui.widgets import Card, IconLabel, Label, Line, Preview, ShortLabel

_SHEETS = {"a5": "A5", "a4": "A4", "a4-two-up": "A4", "roll80": "80 mm"}


class ReceiptCard(Card):
    """The upper half of the receipt at reading size; it follows what is typed."""

    def __init__(self) -> None:
        super().__init__(_("Receipt to be printed"), " ", ground="mute", gap=6)
        self.preview = Preview("mute")
        margins = self.body.contentsMargins()
        margins.setBottom(1)
        self.body.setContentsMargins(margins)
        self.add(self.preview, 1)

    def show_pdf(self, pdf: bytes) -> None:
        """Show another draft of the receipt."""
        self.preview.show_pdf(pdf)

    def show_facts(self, sheet: str, number: int) -> None:
        """Say on what sheet it is printed, in how many copies, and under which number."""
        if self.head is not None:
            self.head.hint.setText(
                _("{sheet}, 2 copies, no. {number}").format(
                    sheet=_SHEETS.get(sheet, sheet.upper()), number=grouped(number)
                )
            )


@dataclass(frozen=True, slots=True)
class PrintState:
    """How the printing of the last receipt stands: its outcome, and why where it failed."""

    outcome: PrintOutcome
    reason: str = ""
    reprint: bool = False


class DoneCard(Card):
    """Who was received last, whether the paper is out, and what the desk has done today."""

    def __init__(self) -> None:
        super().__init__(_("Received last"), " ", gap=2)
        self._build()

    def _build(self) -> None:
        self.name = ShortLabel("", theme.ACTION, 600)
        self.procedure = ShortLabel("", theme.TABLE)
        self.code = Label("", theme.TABLE, tone="text2")
        self.due = IconLabel("checkmark_circle_16_regular", "", "good", size=theme.TABLE, weight=600, gap=8)
        self.printing = IconLabel("print_20_regular", "", "text2", size=theme.TABLE, gap=8, wrap=True)
        self.last = QWidget()
        column = QVBoxLayout(self.last)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for part in (self.name, self.procedure, self.code):
            column.addWidget(part)
        column.addSpacing(4)
        column.addWidget(self.due)
        column.addWidget(self.printing)
        self.nothing = Label(_("Nobody yet."), theme.EXPLAIN, tone="text2")
        self.add(self.last)
        self.add(self.nothing)
        self.body.addStretch(1)
        self.day = QWidget()
        day = QVBoxLayout(self.day)
        day.setContentsMargins(0, 0, 0, 0)
        day.addWidget(Line())
        day.addWidget(Label(_("Today"), theme.TABLE, 600, "text2"))
        row = QHBoxLayout()
        self.figures = tuple(Label("0", theme.PERSON, 600) for _one in range(3))
        for figure, words in zip(
            self.figures, (_("received"), _("while you wait"), _("handed over")), strict=True
        ):
            cell = QVBoxLayout()
            cell.setSpacing(0)
            cell.addWidget(figure)
            cell.addWidget(Label(words, theme.EXPLAIN, tone="text2"))
            row.addLayout(cell, 1)
        day.addLayout(row)
        self.add(self.day)
        self.last.hide()

    def set_low(self, *, low: bool) -> None:
        """Give up the figures of the day where the window is low."""
        self.day.setVisible(not low)

    def show_state(self, state: DossierState) -> None:
        """Show the dossier that was received last."""
        self.nothing.hide()
        self.last.show()
        self.name.setText(state.applicant.name)
        self.procedure.setText(state.procedure_name)
        self.code.setText(state.code)
        due = _("Promised for {weekday} {day}")
        self.due.label.setText(due.format(weekday=weekday_words(state.due_at), day=short_date(state.due_at)))
        if self.head is not None:
            self.head.hint.setText(_("no. {number}").format(number=grouped(state.ledger_number)))

    def show_printing(self, print_state: PrintState) -> None:
        """Show how the paper stands; what has not come out stays said."""
        icon, words, tone = {
            PrintOutcome.PENDING: ("print_20_regular", _("Printing two copies"), "text2"),
            PrintOutcome.PRINTED: ("checkmark_circle_16_regular", _("Two copies printed"), "good"),
            PrintOutcome.FAILED: ("warning_16_filled", print_state.reason, "caution"),
            PrintOutcome.UNKNOWN: ("warning_16_regular", _("Not known whether it came out"), "caution"),
        }[print_state.outcome]
        if print_state.outcome is PrintOutcome.PRINTED and print_state.reprint:
            words = _("Printed again")
        self.printing.show_words(icon, words, tone)

    def show_today(self, today: DayFigures) -> None:
        """Show the figures of the day."""
        for figure, number in zip(self.figures, (today.received, today.fast, today.returned), strict=True):
            figure.setText(grouped(number))

    def show_unprinted(self, count: int) -> None:
        """Say that receipts of before have not come out yet, where nothing nearer is said."""
        if count and self.last.isHidden():
            words = ngettext("{n} receipt is not printed yet.", "{n} receipts are not printed yet.", count)
            self.nothing.setText(words.format(n=count))
            self.nothing.set_tone("caution")
        elif self.last.isHidden():
            self.nothing.setText(_("Nobody yet."))
            self.nothing.set_tone("text2")
