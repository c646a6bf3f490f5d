"""The sum to say aloud, money given and given back, the way of paying; and what the day brought."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money, ngettext
from counter_app.services.fast_day import FastDay, FastSum
from counter_app.ui import theme
from counter_app.ui.pages.reception.words import amount_of
from counter_app.ui.widgets import Card, Field, FieldRow, KeyCap, Label, Line, Segmented, ShortLabel
from counter_app.ui.widgets.large import LargeWords

#: Procedures that have a line of their own among the sums of the day.
OWN_LINES = 4


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
        """The next person pays in cash until said otherwise."""
        self.given.set_text("")
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


class DayCard(Card):
    """The sums of the day: by procedure, by the way of paying, and the last number."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self._grid_holder = QWidget()
        self.add(self._grid_holder)
        self.body.addStretch(1)

    def show_day(self, day: FastDay) -> None:
        """Show the sums of ``day``."""
        self._grid_holder.hide()
        self.body.removeWidget(self._grid_holder)
        self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(0, 1)
        self._line(grid, (_("Today"), _("Matters"), _("Copies done"), _("Fee")), head=True)
        for one in _shown(day):
            self._line(grid, (one.name, grouped(one.matters), grouped(one.copies), money(one.amount)))
        self._rule(grid)
        total = (_("Together"), grouped(len(day.matters)), grouped(day.copies), money(day.amount))
        self._line(grid, total, strong=True)
        self._rule(grid)
        self._line(grid, (_("Cash"), "", "", money(day.cash)))
        self._line(grid, (_("Transfer"), "", "", money(day.transfer)))
        free = ngettext("{n} matter", "{n} matters", day.free).format(n=day.free)
        self._line(grid, (_("Free of charge"), "", "", free))
        self._rule(grid)
        self._line(grid, (_("Last number"), "", "", grouped(day.last_number) if day.last_number else ""))
        self.body.insertWidget(0, self._grid_holder)

    def _line(
        self, grid: QGridLayout, cells: tuple[str, str, str, str], *, head: bool = False, strong: bool = False
    ) -> None:
        row = grid.rowCount()
        first = ShortLabel(cells[0], theme.TABLE, 600 if head or strong else 400, "text2" if head else "text")
        grid.addWidget(first, row, 0)
        for column, text in enumerate(cells[1:], 1):
            weight = 400 if head else 600 if strong or column == 3 else 400
            label = Label(text, theme.TABLE, weight, "text2" if head else "text")
            grid.addWidget(label, row, column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _rule(self, grid: QGridLayout) -> None:
        grid.addWidget(Line(), grid.rowCount(), 0, 1, 4)


def _shown(day: FastDay) -> tuple[FastSum, ...]:
    """The most frequent procedures, the rest in one line."""
    if len(day.sums) <= OWN_LINES:
        return day.sums
    rest = day.sums[OWN_LINES - 1 :]
    others = FastSum(
        code="",
        name=_("Others"),
        matters=sum(one.matters for one in rest),
        copies=sum(one.copies for one in rest),
        amount=sum(one.amount for one in rest),
    )
    return (*day.sums[: OWN_LINES - 1], others)
