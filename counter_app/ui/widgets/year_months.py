"""The twelve months of a year on one sheet: what is worked, what is not, what is not final yet."""

from calendar import Calendar as Weeks
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.ui import theme
from counter_app.ui.widgets.paint import box, words

_ACROSS, _DOWN = 4, 3


@dataclass(frozen=True, slots=True)
class DayLook:
    """Ground and tone of a day; ``edge`` marks one that is not final."""

    ground: str = ""
    tone: str = "text"
    edge: str = ""
    weight: int = 400


class YearMonths(QWidget):
    """Twelve small months, Monday first; ``look(day)`` says how a day is drawn."""

    def __init__(self, month_name: Callable[[int], str], weekdays: tuple[str, ...]) -> None:
        super().__init__()
        self._month_name, self._weekdays = month_name, weekdays
        self._year = 0
        self._today: date | None = None
        self._look: Callable[[date], DayLook] = lambda _day: DayLook()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_year(self, year: int, today: date, look: Callable[[date], DayLook]) -> None:
        """Show ``year``; ``today`` is ringed where it lies in it."""
        self._year, self._today, self._look = year, today, look
        self.setAccessibleName(str(year))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(520, 372)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._year:
            return
        painter = QPainter(self)
        gap = 18.0
        width = (self.width() - gap * (_ACROSS - 1)) / _ACROSS
        height = (self.height() - 8.0 * (_DOWN - 1)) / _DOWN
        for month in range(1, 13):
            row, column = divmod(month - 1, _ACROSS)
            rect = QRectF(column * (width + gap), row * (height + 8), width, height)
            self._paint_month(painter, rect, month)

    def _paint_month(self, painter: QPainter, rect: QRectF, month: int) -> None:
        line = rect.height() / 8
        cell = rect.width() / 7
        middle = Qt.AlignmentFlag.AlignHCenter
        painter.setFont(theme.font(theme.EXPLAIN, 600))
        words(
            painter, QRectF(rect.left() + 3, rect.top(), rect.width(), line), self._month_name(month), "text"
        )
        painter.setFont(theme.font(theme.KEY))
        for number, name in enumerate(self._weekdays):
            spot = QRectF(rect.left() + number * cell, rect.top() + line, cell, line)
            words(painter, spot, name, "text3", middle)
        for row, week in enumerate(Weeks().monthdatescalendar(self._year, month), 2):
            for number, day in enumerate(week):
                if day.month == month:
                    spot = QRectF(rect.left() + number * cell, rect.top() + row * line, cell, line)
                    self._paint_day(painter, spot, day)

    def _paint_day(self, painter: QPainter, rect: QRectF, day: date) -> None:
        look = self._look(day)
        body = rect.adjusted(0.8, 0.8, -0.8, -0.8)
        if look.ground:
            box(painter, body, 3, look.ground, look.edge)
        if day == self._today:
            box(painter, body, 3, "", "accent", width=2)
        painter.setFont(theme.font(theme.KEY, look.weight))
        words(painter, rect, str(day.day), look.tone, Qt.AlignmentFlag.AlignHCenter)
