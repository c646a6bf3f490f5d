"""The sums of the day: by kind of matter, by the way of paying, of this counter or of the whole office."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money, ngettext
from counter_app.services.fast_day import FastDay, FastSum
from counter_app.ui import theme
from counter_app.ui.widgets import Card, KeyCap, Label, Line, Segmented, ShortLabel

#: Procedures that have a line of their own among the sums of the day.
OWN_LINES, LOW_LINES = 4, 3
#: Shows the sums of the office in place of the counter's, and back.
WHOSE_KEY = "Ctrl+T"


class DayCard(Card):
    """The sums of the day: by procedure, by the way of paying, and the last number."""

    def __init__(self, counter: str) -> None:
        super().__init__(gap=6)
        self._days: tuple[FastDay, FastDay] | None = None
        self._dense = False
        self.whose = Segmented([(0, counter), (1, _("Whole office"))], _("Whose sums of today"))
        row = QHBoxLayout()
        row.addWidget(self.whose)
        row.addStretch(1)
        row.addWidget(KeyCap(WHOSE_KEY))
        self.add(row)
        self._grid_holder = QWidget()
        self.add(self._grid_holder)
        self.body.addStretch(1)
        self.whose.changed.connect(self._show)

    def show_days(self, counter: FastDay, office: FastDay) -> None:
        """Show the sums of the day of this counter, or those of the office where they were chosen."""
        self._days = counter, office
        self._show()

    def words(self) -> tuple[str, ...]:
        """Every word and figure shown, line by line."""
        labels = self._grid_holder.findChildren(Label)
        return tuple(one.whole() if isinstance(one, ShortLabel) else one.text() for one in labels)

    def turn(self) -> None:
        """Show the other one's sums."""
        self.whose.choose(2 - self.whose.value())

    def fit(self, *, dense: bool) -> None:
        """Where the window is low, fewer kinds have a line of their own, and the rest stands in two lines."""
        if dense != self._dense:
            self._dense = dense
            self._show()

    def _show(self, _whose: object = None) -> None:
        if self._days is None:
            return
        day = self._days[self.whose.value()]
        self._grid_holder.hide()
        self.body.removeWidget(self._grid_holder)
        self._grid_holder.deleteLater()
        self._grid_holder = QWidget()
        grid = QGridLayout(self._grid_holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4 if self._dense else 8)
        grid.setColumnStretch(0, 1)
        self._line(grid, (_("Today"), _("Matters"), _("Copies done"), _("Fee")), head=True)
        for one in _shown(day, LOW_LINES if self._dense else OWN_LINES):
            self._line(grid, (one.name, grouped(one.matters), grouped(one.copies), money(one.amount)))
        self._rule(grid)
        total = (_("Together"), grouped(day.done), grouped(day.copies), money(day.amount))
        self._line(grid, total, strong=True)
        self._rule(grid)
        if self._dense:
            for words in _short(day):
                grid.addWidget(ShortLabel(words, theme.EXPLAIN, tone="text2"), grid.rowCount(), 0, 1, 4)
        else:
            self._more(grid, day)
        self.body.insertWidget(1, self._grid_holder)

    def _more(self, grid: QGridLayout, day: FastDay) -> None:
        free = ngettext("{n} matter", "{n} matters", day.free).format(n=day.free)
        for name, value in (
            (_("Pages of all copies"), grouped(day.pages)),
            (_("Cash"), money(day.cash)),
            (_("Transfer"), money(day.transfer)),
            (_("Free of charge"), free),
            (_("Last number"), grouped(day.last_number) if day.last_number else _("none yet")),
        ):
            self._line(grid, (name, "", "", value))

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


def _short(day: FastDay) -> tuple[str, str]:
    """The ways of paying, and what else was counted, in a line each."""
    free = ngettext("{n} matter free of charge", "{n} matters free of charge", day.free).format(n=day.free)
    return (
        _("Cash {cash}, transfer {transfer}").format(cash=money(day.cash), transfer=money(day.transfer)),
        _("{pages} pages, {free}, last number {number}").format(
            pages=grouped(day.pages), free=free, number=grouped(day.last_number)
        ),
    )


def _shown(day: FastDay, lines: int) -> tuple[FastSum, ...]:
    """The most frequent procedures in ``lines`` lines, the rest in the last of them."""
    if len(day.sums) <= lines:
        return day.sums
    rest = day.sums[lines - 1 :]
    others = FastSum(
        code="",
        name=_("Others"),
        matters=sum(one.matters for one in rest),
        copies=sum(one.copies for one in rest),
        amount=sum(one.amount for one in rest),
        pages=sum(one.pages for one in rest),
    )
    return (*day.sums[: lines - 1], others)
