"""Choices of one among several: segments, counted filters, large cards, figures and numbered tiles."""

from collections.abc import Container, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from counter_app.i18n import grouped
from counter_app.ui import theme
from counter_app.ui.widgets.flow import Flow
from counter_app.ui.widgets.paint import box, dot, draw_key, focus_ring, two_lines, words


class _Option(QRadioButton):
    """One of a group: arrows move within the group, Tab enters and leaves it; painted by its children."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAccessibleName(text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def hitButton(self, pos: QPoint) -> bool:
        return self.rect().contains(pos)


class _Options(QWidget):
    """A row of options that stands for one value."""

    changed = Signal(object)

    def __init__(self, gap: int, *, flow: bool = False) -> None:
        super().__init__()
        self._values: list[Any] = []
        self._options: list[_Option] = []
        self.row = Flow(gap) if flow else QHBoxLayout()
        self.setLayout(self.row)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(gap)

    def value(self) -> Any:
        """The value chosen, None where none is."""
        for value, option in zip(self._values, self._options, strict=True):
            if option.isChecked():
                return value
        return None

    def set_value(self, value: Any) -> None:
        """Choose ``value`` without a signal; an unknown value changes nothing."""
        if value in self._values:
            option = self._options[self._values.index(value)]
            blocked = option.blockSignals(True)
            option.setChecked(True)
            option.blockSignals(blocked)
            self.update()

    def choose(self, n: int) -> None:
        """Choose the ``n``-th (from 1), as its key Ctrl+n does; says so if it is another than before."""
        if 1 <= n <= len(self._options):
            if any(option.hasFocus() for option in self._options):
                self._options[n - 1].setFocus()  # else two of them would be framed
            self._options[n - 1].click()

    def options(self) -> list[QRadioButton]:
        """The options themselves, in order."""
        return list(self._options)

    def _add(self, value: Any, option: _Option, stretch: int = 0) -> None:
        self._values.append(value)
        self._options.append(option)
        if isinstance(self.row, Flow):
            self.row.addWidget(option)
        else:
            self.row.addWidget(option, stretch)
        option.toggled.connect(self._toggled)

    def _toggled(self, on: bool) -> None:
        if on:
            self.changed.emit(self.value())


class _Segment(_Option):
    def sizeHint(self) -> QSize:
        width = QFontMetricsF(theme.font(theme.TABLE, 600)).horizontalAdvance(self.text())
        return QSize(round(width) + 22, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        if on:
            box(painter, rect, theme.RADIUS_KEY, "surface", "accent", width=2 if self.hasFocus() else 1.3)
        elif self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_KEY)
        painter.setFont(theme.font(theme.TABLE, 600 if on else 400))
        words(painter, rect, self.text(), "accent" if on else "text2", Qt.AlignmentFlag.AlignHCenter)


class Segmented(_Options):
    """Two to five short choices side by side: "Thu trước | Thu sau | Miễn"."""

    def __init__(self, choices: Iterable[tuple[Any, str]], name: str = "") -> None:
        super().__init__(0)
        self.row.setContentsMargins(2, 2, 2, 2)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(32)
        for value, text in choices:
            self._add(value, _Segment(text))
        if self._values:
            self.set_value(self._values[0])

    def paintEvent(self, _event: QPaintEvent) -> None:
        box(QPainter(self), QRectF(self.rect()), theme.RADIUS_FIELD, "mute")


class _Filter(_Option):
    def __init__(self, text: str, *, alarm: bool, close: bool) -> None:
        super().__init__(text)
        self.count: int | None = None
        self.at_least = False
        self._alarm, self._inset = alarm, 9 if close else 13
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def number(self) -> str:
        """The count as it is shown."""
        return "" if self.count is None else grouped(self.count) + "+" * self.at_least

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(theme.font(theme.TABLE, 600))
        number = metrics.horizontalAdvance(self.number()) + 8 if self.number() else 0
        return QSize(round(metrics.horizontalAdvance(self.text()) + number) + 2 * self._inset, 32)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        box(painter, rect, theme.RADIUS_PILL, "soft" if on else "surface", "accent" if on else "line")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_PILL)
        painter.setFont(theme.font(theme.TABLE, 600 if on else 400))
        words(painter, rect.adjusted(self._inset, 0, -4, 0), self.text(), "soft_text" if on else "text")
        tone = "problem" if self._alarm and self.count else "soft_text" if on else "text2"
        painter.setFont(theme.font(theme.TABLE, 600))
        words(painter, rect.adjusted(8, 0, -self._inset, 0), self.number(), tone, Qt.AlignmentFlag.AlignRight)


class CountFilters(_Options):
    """Rounded filters with their counts: "Tất cả 1.043", "Quá hạn 1"; ``alarm`` values count in red.

    With ``flow`` they go on in a second line where they are too many for one.
    """

    def __init__(
        self,
        choices: Iterable[tuple[Any, str]],
        name: str = "",
        alarm: Iterable[Any] = (),
        *,
        flow: bool = False,
    ) -> None:
        super().__init__(4 if flow else theme.GAP, flow=flow)
        self.setAccessibleName(name)
        if flow:
            policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        alarmed = set(alarm)
        for value, text in choices:
            self._add(value, _Filter(text, alarm=value in alarmed, close=flow))
        if self._values:
            self.set_value(self._values[0])

    def set_counts(self, counts: Mapping[Any, int], at_least: Container[Any] = ()) -> None:
        """Write the count of each value, with a plus behind those of ``at_least``; one missing shows none."""
        for value, option in zip(self._values, self._options, strict=True):
            if isinstance(option, _Filter):
                option.count, option.at_least = counts.get(value), value in at_least
                option.setAccessibleDescription(option.number())
                option.updateGeometry()
                option.update()


class _Large(_Option):
    def __init__(self, text: str, note: str, key: str) -> None:
        super().__init__(text)
        self.note, self._key = note, key
        self.setAccessibleDescription(note)
        self.setMinimumHeight(60)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(200, 60)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        ground, edge = ("soft", "accent") if on else ("surface", "control")
        box(painter, rect, theme.RADIUS_FIELD, ground, edge)
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_FIELD)
        centre = QPointF(25, rect.center().y())
        dot(painter, centre, 7, ground, "accent" if on else "control")
        if on:
            dot(painter, centre, 4, "accent")
        key_look = "accent" if on else "plain"
        left = draw_key(painter, rect.right() - 12, rect.center().y(), self._key, key_look)
        painter.setFont(theme.font(theme.BASE, 600))
        room = left - 55
        words(painter, QRectF(47, 8, room, 22), self.text(), "soft_text" if on else "text")
        painter.setFont(theme.font(theme.EXPLAIN))
        words(painter, QRectF(47, 31, room, 20), self.note, "soft_text" if on else "text2")


class LargeChoice(_Options):
    """Two large choices with a line of explanation each and their keys: who collects the result."""

    def __init__(self, choices: Iterable[tuple[Any, str, str, str]], name: str = "") -> None:
        super().__init__(theme.GAP)
        self.setAccessibleName(name)
        for value, text, note, key in choices:
            self._add(value, _Large(text, note, key), 1)
        if self._values:
            self.set_value(self._values[0])

    def set_note(self, value: Any, note: str) -> None:
        """Write another explanation under the choice of ``value``."""
        option = self._options[self._values.index(value)]
        if isinstance(option, _Large):
            option.note = note
            option.setAccessibleDescription(note)
            option.update()


class _Figure(_Option):
    def __init__(self, title: str, key: str, tone: str) -> None:
        super().__init__(title)
        self.number, self.note = "", ""
        self._key, self._tone = key, tone
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, 103)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        on = self.isChecked()
        box(painter, rect, theme.RADIUS_CARD, "soft" if on else "surface", "accent" if on else "line")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_CARD)
        draw_key(painter, rect.right() - 12, 23, self._key, "accent" if on else "plain")
        room = rect.width() - 28
        painter.setFont(theme.font(theme.FIGURE, 600))
        tone = self._tone if self._tone and self.number != "0" else "soft_text" if on else "text"
        words(painter, QRectF(17, 8, room, 46), self.number, tone)
        painter.setFont(_fitting(self.text(), room, theme.BASE, theme.LABEL))
        words(painter, QRectF(17, 52, room, 22), self.text(), "soft_text" if on else "text")
        painter.setFont(theme.font(theme.EXPLAIN))
        words(painter, QRectF(17, 74, room, 20), self.note, "soft_text" if on else "text2")


def _fitting(text: str, room: float, size: float, smaller: float) -> QFont:
    """The font of ``size``, or the ``smaller`` one where ``text`` has no room in it."""
    usual = theme.font(size, 600)
    fits = QFontMetricsF(usual).horizontalAdvance(text) <= room
    return usual if fits else theme.font(smaller, 600)


class Figures(_Options):
    """Big numbers that open their rows: ``(value, title, key, tone)``; numbers by :meth:`set_figure`."""

    def __init__(self, figures: Iterable[tuple[Any, str, str, str]], name: str = "") -> None:
        super().__init__(theme.GAP)
        self.setAccessibleName(name)
        for value, title, key, tone in figures:
            self._add(value, _Figure(title, key, tone), 1)

    def set_figure(self, value: Any, number: str, note: str = "", title: str = "") -> None:
        """Write the number of ``value``, the line under it, and another title where one is given."""
        option = self._options[self._values.index(value)]
        if isinstance(option, _Figure):
            option.number, option.note = number, note
            option.setText(title or option.text())
            option.setAccessibleName(f"{option.text()}: {number}")
            option.setAccessibleDescription(note)
            option.update()


class Tile(QAbstractButton):
    """One of the numbered tiles of an empty form: a key, up to two lines of a name, a quiet line."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self._number, self._note = number, ""
        self.setMinimumHeight(64)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_words(self, name: str, note: str) -> None:
        """Show a name, whole as tooltip, and the line under it."""
        self._note = note
        self.setText(name)
        self.setToolTip(name)
        self.setAccessibleName(f"{self._number}: {name}")
        self.setAccessibleDescription(note)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(150, 76)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        active = self.isDown() or self.underMouse()
        box(painter, rect, theme.RADIUS_FIELD, "soft" if active else "sunk", "line")
        if self.hasFocus():
            focus_ring(painter, rect, theme.RADIUS_FIELD)
        draw_key(painter, 32, 20, str(self._number))
        painter.setFont(theme.font(theme.TABLE, 500))
        for number, line in enumerate(two_lines(painter.fontMetrics(), self.text(), rect.width() - 50)):
            words(painter, QRectF(42, 8 + 20 * number, rect.width() - 50, 20), line, "text")
        painter.setFont(theme.font(theme.LABEL))
        bottom = QRectF(42, rect.height() - 26, rect.width() - 50, 18)
        words(painter, bottom, self._note, "text2")
