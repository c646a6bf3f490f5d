"""The sum to say aloud, money given and given back, the way of paying, and whether a receipt is wanted."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money, ngettext
from counter_app.ui import theme
from counter_app.ui.pages.reception.words import amount_of
from counter_app.ui.widgets import Card, Check, Field, FieldRow, KeyCap, Segmented
from counter_app.ui.widgets.large import LargeWords

#: Ticks that the receipts of these rows are printed.
RECEIPT_KEY = "Alt+I"


class MoneyCard(Card):
    """What the person at the counter pays."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("To collect"), " ", gap=8)
        self._sum = 0
        self.amount = LargeWords()
        self.given = Field(_("Given"), name="given", right=True, limit=14)
        self.back = Field(_("Given back"), right=True)
        self.back.edit.setReadOnly(True)
        self.back.edit.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.method = Segmented(
            [("cash", _("Cash")), ("transfer", _("Transfer")), ("free", _("Free of charge"))],
            _("How it is paid"),
        )
        self.add(self.amount)
        self.add(FieldRow([(self.given, 1), (self.back, 1)]))
        row = QHBoxLayout()
        row.addWidget(self.method)
        row.addStretch(1)
        row.addWidget(KeyCap("Ctrl+1…3"))
        self.add(row)
        self.receipt = Check(_("Print a receipt (if asked for)"), size=theme.TABLE)
        wish = QHBoxLayout()
        wish.addWidget(self.receipt, 1)
        wish.addWidget(KeyCap(RECEIPT_KEY))
        self.add(wish)
        self.given.changed.connect(self._reckon)
        self.given.committed.connect(self._tidy)
        self.method.changed.connect(self.changed)

    def show_sum(self, amount: int, matters: int, whom: str) -> None:
        """Show what ``whom`` pays for so many matters."""
        self._sum = 0 if self.method.value() == "free" else amount
        self.amount.set_text(money(self._sum))
        self.amount.setAccessibleName(_("To collect: {amount}").format(amount=money(self._sum)))
        if self.head is not None:
            self.head.title.setText(
                _("To collect from {person}").format(person=whom) if whom else _("To collect")
            )
            self.head.hint.setText(ngettext("{n} matter", "{n} matters", matters).format(n=matters))
        self._reckon()

    def clear(self) -> None:
        """The next person pays in cash and wants no receipt until said otherwise."""
        self.given.set_text("")
        self.receipt.setChecked(False)
        self.method.set_value("cash")

    def _reckon(self, *_ignored: object) -> None:
        given = amount_of(self.given.text())
        if not self.given.text() or given is None:
            self.back.set_text("")
            self.given.set_problem("" if given is not None else _("Write the money in đồng, like 50.000."))
        elif given < self._sum:
            self.back.set_text("")
            short = _("{amount} short of the sum.").format(amount=money(self._sum - given))
            self.given.set_problem(short)
        else:
            self.given.clear_problem()
            self.back.set_text(money(given - self._sum))

    def _tidy(self) -> None:
        given = amount_of(self.given.text())
        if given:
            self.given.edit.setText(grouped(given))
