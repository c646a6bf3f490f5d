"""The weeks between reception and promised return, day by day, with a word under each."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.widgets.paint import box, words

if TYPE_CHECKING:
    from counter_app.core.promise import Step

#: Ground, edge and tone of a day by the kind of its step.
_LOOKS = {
    "received": ("surface", "control", "text"),
    "counted": ("soft", "", "soft_text"),
    "make_up": ("soft", "", "soft_text"),
    "due": ("accent", "", "on_accent"),
    "holiday": ("caution_ground", "", "caution"),
    "provisional_holiday": ("caution_ground", "", "caution"),
}
_QUIET = ("mute", "", "text3")


def weekday_letters(day: date) -> str:
    """The day of the week in two or three letters, in the language of the desk."""
    letters = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    return letters[day.weekday()]


class LadderWeeks(QWidget):
    """One row of seven days a week, Monday first; from the third row on the rows are lower.

    Days before the reception and after the promised day stand there too, quietly, so that the
    shape is always whole weeks. At most ``most`` rows are shown; then the last is the due week.
    """

    GAP, HIGH, LOW, NARROW = 4, 72, 40, 44

    def __init__(self, most: int = 5) -> None:
        super().__init__()
        self._most = most
        self._weeks: list[list[tuple[date, Step | None]]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_ladder(self, ladder: "Sequence[Step]") -> None:
        """Show the days of ``ladder``; an empty one shows nothing."""
        self._weeks = _weeks(ladder)
        if len(self._weeks) > self._most:
            self._weeks = [*self._weeks[: self._most - 1], self._weeks[-1]]
        self.setVisible(bool(ladder))
        self.setAccessibleName("; ".join(f"{step.day:%d/%m} {day_word(step)}" for step in ladder))
        self.updateGeometry()
        self.update()

    def rows(self) -> int:
        """How many weeks are shown."""
        return len(self._weeks)

    def _row_height(self) -> int:
        return self.HIGH if len(self._weeks) <= 2 else self.LOW

    def sizeHint(self) -> QSize:
        rows = max(len(self._weeks), 1)
        return QSize(7 * 50, rows * self._row_height() + (rows - 1) * self.GAP)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        width = (self.width() - 6 * self.GAP) / 7
        height = self._row_height()
        for row, week in enumerate(self._weeks):
            top = row * (height + self.GAP)
            for column, (day, step) in enumerate(week):
                left = round(column * (width + self.GAP))
                right = round((column + 1) * (width + self.GAP)) - self.GAP
                self._paint_day(painter, QRectF(left, top, right - left, height), day, step)

    def _paint_day(self, painter: QPainter, rect: QRectF, day: date, step: "Step | None") -> None:
        ground, edge, tone = _LOOKS.get(step.kind, _QUIET) if step else _QUIET
        box(painter, rect, theme.RADIUS_FIELD, ground, edge)
        centre = Qt.AlignmentFlag.AlignHCenter
        word = day_word(step) if step else ("" if day.weekday() < 5 else _("closed"))
        if rect.width() < self.NARROW and step is not None and step.number and step.kind != "due":
            word = str(step.number)  # the number under the date, where there is no room for "day"
        if rect.height() < self.HIGH:
            painter.setFont(theme.font(theme.TABLE, 600))
            words(painter, QRectF(rect.left(), rect.top() + 1, rect.width(), 20), str(day.day), tone, centre)
            painter.setFont(theme.font(theme.KEY, 500))
            words(painter, QRectF(rect.left(), rect.top() + 20, rect.width(), 17), word, tone, centre)
            return
        painter.setFont(theme.font(theme.KEY))
        weekday = weekday_letters(day)
        words(painter, QRectF(rect.left(), rect.top() + 5, rect.width(), 18), weekday, tone, centre)
        painter.setFont(theme.font(theme.NAME, 600))
        words(painter, QRectF(rect.left(), rect.top() + 22, rect.width(), 28), str(day.day), tone, centre)
        size = theme.KEY if rect.width() >= self.NARROW else theme.LEAST
        painter.setFont(theme.font(size, 400 if tone == "text3" else 600))
        words(painter, QRectF(rect.left(), rect.top() + 49, rect.width(), 18), word, tone, centre)


def day_word(step: "Step") -> str:
    """The word under a day: received, closed, holiday, day 1 ..., due."""
    if step.kind == "due":
        return _("due")
    if step.kind == "received" and not step.counts:
        return _("in")
    if step.counts and step.number:
        return _("day {number}").format(number=step.number)
    return {
        "received": _("in"),
        "holiday": _("holiday"),
        "provisional_holiday": _("holiday?"),
    }.get(step.kind, _("closed"))


def _weeks(ladder: "Sequence[Step]") -> "list[list[tuple[date, Step | None]]]":
    if not ladder:
        return []
    steps = {step.day: step for step in ladder}
    first, last = min(steps), max(steps)
    monday = first - timedelta(days=first.weekday())
    weeks = []
    while monday <= last:
        days = [monday + timedelta(days=n) for n in range(7)]
        weeks.append([(day, steps.get(day)) for day in days])
        monday += timedelta(days=7)
    return weeks
