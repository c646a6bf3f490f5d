"""The twelve months of a year on one sheet: what is worked, what is not, what is not final yet."""

from calendar import Calendar as Weeks
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
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
    """Twelve small months, Monday first; ``look(day)`` says how a day is drawn.

    With the focus, arrows move a day or a week, Page Up and Page Down a month, Home and End to
    the ends of the year; Shift holds the days between. ``day_chosen(day)`` says where they are.
    """

    day_chosen = Signal(object)

    def __init__(self, month_name: Callable[[int], str], weekdays: tuple[str, ...]) -> None:
        super().__init__()
        self._month_name, self._weekdays = month_name, weekdays
        self._year = 0
        self._today: date | None = None
        self._day: date | None = None
        self._anchor: date | None = None
        self._spots: list[tuple[QRectF, date]] = []
        self._look: Callable[[date], DayLook] = lambda _day: DayLook()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_year(self, year: int, today: date, look: Callable[[date], DayLook]) -> None:
        """Show ``year``; ``today`` is ringed where it lies in it."""
        self._year, self._today, self._look = year, today, look
        if self._day is None or self._day.year != year:
            self.choose(today if today.year == year else date(year, 1, 1))
        self.setAccessibleName(str(year))
        self.update()

    def choose(self, day: date, *, onwards: bool = False) -> None:
        """Go to ``day``, kept within the year; ``onwards`` holds the days from where it was, too."""
        day = min(max(day, date(self._year, 1, 1)), date(self._year, 12, 31))
        self._anchor = (self._anchor or self._day) if onwards else None
        self._day = day
        self.update()
        self.day_chosen.emit(day)

    def days(self) -> tuple[date, ...]:
        """The days chosen, in their order; one unless Shift held more."""
        if self._day is None:
            return ()
        first, last = sorted((self._anchor or self._day, self._day))
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        day = self._day
        target = _target(day, Qt.Key(event.key())) if day is not None else None
        if target is None:
            super().keyPressEvent(event)
        else:
            self.choose(target, onwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = next((day for spot, day in self._spots if spot.contains(event.position())), None)
        if found is not None:
            self.choose(found, onwards=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, 460)

    def minimumSizeHint(self) -> QSize:
        return QSize(500, 330)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._year:
            return
        painter = QPainter(self)
        self._spots = []
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
        wide = painter.fontMetrics().horizontalAdvance
        fitting = (n for n in (3, 2) if all(wide(name[:n]) <= cell for name in self._weekdays))
        letters = next(fitting, 1)
        for number, name in enumerate(self._weekdays):
            spot = QRectF(rect.left() + number * cell, rect.top() + line, cell, line)
            words(painter, spot, name[:letters], "text3", middle)
        for row, week in enumerate(Weeks().monthdatescalendar(self._year, month), 2):
            for number, day in enumerate(week):
                if day.month == month:
                    spot = QRectF(rect.left() + number * cell, rect.top() + row * line, cell, line)
                    self._paint_day(painter, spot, day)

    def _paint_day(self, painter: QPainter, rect: QRectF, day: date) -> None:
        self._spots.append((rect, day))
        look = self._look(day)
        body = rect.adjusted(0.8, 0.8, -0.8, -0.8)
        here = self.hasFocus() and day == self._day
        if look.ground or look.edge:
            box(painter, body, theme.RADIUS_MARK, look.ground, look.edge)
        if here:
            box(painter, body, theme.RADIUS_MARK, "accent")
        elif day in self.days() and self.isEnabled():
            box(painter, body, theme.RADIUS_MARK, look.ground or "soft", "accent", width=1.4)
        if day == self._today:
            box(painter, rect.adjusted(-0.6, -0.6, 0.6, 0.6), theme.RADIUS_KEY, "", "accent", width=2)
        painter.setFont(theme.font(theme.KEY, 600 if here else look.weight))
        tone = "on_accent" if here else look.tone
        words(painter, rect, str(day.day), tone, Qt.AlignmentFlag.AlignHCenter)


_DAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7}
_MONTHS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}


def _target(day: date, key: Qt.Key) -> date | None:
    """Where ``key`` leads from ``day``; None for a key that leads nowhere."""
    if key in _DAYS:
        return day + timedelta(days=_DAYS[key])
    if key in _MONTHS:
        month = min(max(day.month + _MONTHS[key], 1), 12)
        first = date(day.year, month, 1)
        following = date(day.year + month // 12, month % 12 + 1, 1)
        return min(first + timedelta(days=day.day - 1), following - timedelta(days=1))
    if key == Qt.Key.Key_Home:
        return date(day.year, 1, 1)
    return date(day.year, 12, 31) if key == Qt.Key.Key_End else None
