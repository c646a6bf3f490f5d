"""The load of the coming days: one bar for each day, closed days as blank columns with their name."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.widgets.paint import box, words

_FOOT = 44
_LEFT = 28
_TOP = 26


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: its two words under the bar, how many, and why it is closed ("" on a working day)."""

    weekday: str
    day: str
    count: int
    closed: str = ""
    now: bool = False
    new_week: bool = False


class LoadChart(QWidget):
    """Bars of the days to come; today's is in the accent, days above ``usual`` in the tone of warning."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._bars: tuple[Bar, ...] = ()
        self._usual = 0
        self._over = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_bars(self, bars: Sequence[Bar], usual: int = 0, over: str = "") -> None:
        """Show ``bars``; where ``usual`` is given, a dashed line, and ``over`` beside counts above it."""
        self._bars, self._usual, self._over = tuple(bars), usual, over
        spoken = "; ".join(f"{one.weekday} {one.day}: {one.closed or one.count}" for one in bars)
        self.setAccessibleName(f"{self._name}: {spoken}")
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """The days shown."""
        return self._bars

    def sizeHint(self) -> QSize:
        return QSize(480, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 116)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._bars:
            return
        painter = QPainter(self)
        room = QRectF(_LEFT, _TOP, self.width() - _LEFT, self.height() - _FOOT - _TOP)
        top = max(_rounded(max(one.count for one in self._bars)), self._usual, 1)
        painter.setFont(theme.font(theme.KEY))
        self._paint_level(painter, room, 0, top)
        gap = 16
        weeks = sum(one.new_week for one in self._bars[1:])
        step = (room.width() - weeks * gap) / len(self._bars)
        left = room.left()
        for number, bar in enumerate(self._bars):
            left += gap if bar.new_week and number else 0
            column = QRectF(left + step * 0.06, room.top(), step * 0.88, room.height())
            self._paint_bar(painter, column, bar, top)
            left += step
        if self._usual:
            self._paint_usual(painter, room, top)
        painter.setPen(QPen(theme.colour("control"), 1))
        base = room.bottom() + 0.5
        painter.drawLine(QPointF(room.left(), base), QPointF(room.right(), base))

    def _paint_level(self, painter: QPainter, room: QRectF, count: int, top: int) -> None:
        middle = room.bottom() - room.height() * count / top
        words(painter, QRectF(0, middle - 9, _LEFT - 6, 18), str(count), "text2")

    def _paint_usual(self, painter: QPainter, room: QRectF, top: int) -> None:
        painter.setFont(theme.font(theme.KEY))
        self._paint_level(painter, room, self._usual, top)
        level = room.bottom() - room.height() * self._usual / top
        painter.setPen(QPen(theme.colour("control"), 1, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(room.left(), level), QPointF(room.right(), level))

    def _paint_bar(self, painter: QPainter, column: QRectF, bar: Bar, top: int) -> None:
        if bar.closed:
            _paint_closed(painter, column, f"{bar.closed}")
        else:
            over = 0 < self._usual < bar.count
            height = max(column.height() * bar.count / top, 2 if bar.count else 0)
            body = QRectF(column.left(), column.bottom() - height, column.width(), height)
            box(painter, body, min(3.0, height / 2), "accent" if bar.now else "bar_over" if over else "bar")
            painter.setFont(theme.font(theme.TABLE, 600))
            count = f"{bar.count} {self._over}" if over and self._over else str(bar.count)
            above = QRectF(column.left() - 20, body.top() - 22, column.width() + 40, 20)
            words(painter, above, count, "caution" if over else "text", Qt.AlignmentFlag.AlignHCenter)
        tone = "accent" if bar.now else "text"
        foot = QRectF(column.left() - 8, column.bottom() + 4, column.width() + 16, 18)
        painter.setFont(theme.font(theme.KEY))
        words(painter, foot, bar.weekday, "text2", Qt.AlignmentFlag.AlignHCenter)
        painter.setFont(theme.font(theme.LABEL, 600))
        words(painter, foot.translated(0, 18), bar.day, tone, Qt.AlignmentFlag.AlignHCenter)


def _paint_closed(painter: QPainter, column: QRectF, why: str) -> None:
    """A blank column with the day's name written upwards in it, on two lines where one is too short."""
    ground = column.adjusted(0, -14, 0, 0)
    box(painter, ground, theme.RADIUS_MARK, "caution_ground")
    painter.save()
    painter.translate(ground.center())
    painter.rotate(-90)
    painter.setFont(theme.font(theme.KEY, 600))
    painter.setPen(theme.colour("caution"))
    turned = QRectF(-ground.height() / 2 + 6, -ground.width() / 2, ground.height() - 12, ground.width())
    flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
    needed = painter.boundingRect(turned, flags, why)
    whole = needed.height() <= turned.height() and needed.width() <= turned.width()
    painter.drawText(turned, flags, why if whole else _("closed"))
    painter.restore()


def _rounded(most: int) -> int:
    """The top of the scale: a little over the highest bar, so that its number has room."""
    return ceil(most * 1.06)
