"""What is still to be paid while a result is collected: the sum, the way, and what is given back."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.collecting import due_now
from counter_app.core.records import DossierState
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money, ngettext
from counter_app.services.handover import Payment
from counter_app.ui import theme
from counter_app.ui.pages.reception.words import amount_of
from counter_app.ui.widgets import Card, Field, FieldRow, Label, Segmented
from counter_app.ui.widgets.large import LargeWords
from counter_app.ui.words import fee_words


class DueCard(Card):
    """The fee of what is handed over: one line where it is settled, else the sum and how it is paid."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("Fee"), " ", gap=6)
        self.total = 0
        self.sum = LargeWords()
        self.method = Segmented(
            [("cash", _("Cash")), ("transfer", _("Transfer")), ("online", _("Online"))], _("How it is paid")
        )
        self.number = Field(_("Number of the official receipt"), name="official_receipt", limit=60)
        self.given = Field(_("Given"), name="given", right=True, limit=14)
        self.back = Label("", theme.TABLE, 600)
        self.part = QWidget()
        column = QVBoxLayout(self.part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.sum)
        column.addWidget(self.method)
        column.addWidget(FieldRow([(self.number, 1), (self.given, 1)]))
        row = QHBoxLayout()
        self.back_words = Label(_("Given back"), theme.TABLE, tone="text2")
        row.addWidget(self.back_words, 1)
        row.addWidget(self.back)
        column.addLayout(row)
        self.add(self.part)
        self.given.changed.connect(self._reckon)
        self.given.committed.connect(self._tidy)
        self.method.changed.connect(self._reckon)

    def begin(self) -> None:
        """Somebody else pays: in cash, until said otherwise."""
        self.method.set_value("cash")
        self.number.set_text("")
        self.given.set_text("")

    def show_fees(self, states: Sequence[DossierState]) -> None:
        """Show what is due for ``states`` together; a single one that is settled says how."""
        owed = [one for one in states if due_now(one)]
        self.total = sum(due_now(one) for one in owed)
        self.sum.set_text(money(self.total))
        self.sum.setAccessibleName(_("Still to be paid: {amount}").format(amount=money(self.total)))
        self.part.setVisible(self.total > 0)
        if self.head is not None:
            words, how, tone = fee_words(states[0].fee)
            due = _("Still to be paid")
            for_many = ngettext("for {n} result", "for {n} results", len(owed)).format(n=len(owed))
            self.head.title.setText(due if self.total else words)
            self.head.hint.setText((for_many if len(states) > 1 else "") if self.total else how)
            self.head.hint.set_tone("text2" if self.total else tone)
        self._reckon()

    def payment(self) -> Payment | None:
        """How the sum is paid; None where nothing is due."""
        if not self.total:
            return None
        return Payment(method=self.method.value(), official_receipt=self.number.text())

    def _reckon(self, *_ignored: object) -> None:
        given = amount_of(self.given.text())
        cash = self.method.value() == "cash"
        for part in (self.given, self.back, self.back_words):
            part.setVisible(cash)
        self.given.clear_problem()
        self.back.setText("")
        if given is None:
            self.given.set_problem(_("Write the money in đồng, like 50.000."))
        elif given >= self.total:
            self.back.setText(money(given - self.total))
        elif given:
            self.given.set_problem(_("{amount} short of the sum.").format(amount=money(self.total - given)))

    def _tidy(self) -> None:
        given = amount_of(self.given.text())
        if given:
            self.given.edit.setText(grouped(given))
