"""The head of the window: office, counter and officer; the coming closure; four lamps; the clock."""

from datetime import date, datetime, timedelta

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import say, theme
from counter_app.ui.session import Lamp, Session
from counter_app.ui.widgets.paint import box, focus_ring, middle, words
from counter_app.ui.widgets.text import Icon, Label, Pill

#: The lamps in the order of their keys Alt+1 to Alt+4.
LAMPS = ("scanner", "printer", "backup", "sync")

#: The key by which the officer signs out.
SIGN_OUT_KEY = "Ctrl+Shift+L"

_ICONS = {
    "good": "checkmark_circle_20_regular",
    "caution": "error_circle_20_regular",
    "problem": "warning_20_regular",
    "text2": "clock_20_regular",
}


def lamp_name(lamp: str) -> str:
    """The name of a lamp in the language of the desk."""
    return {"scanner": _("Scanner"), "printer": _("Printer"), "backup": _("Backup"), "sync": _("Exchange")}[
        lamp
    ]


class LampButton(QAbstractButton):
    """A lamp: its name over its state; shape and word change with the colour."""

    def __init__(self, lamp: str) -> None:
        super().__init__()
        self.lamp = lamp
        self._shown = Lamp(_("checking"), "text2")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_state(self._shown)

    def show_state(self, shown: Lamp) -> None:
        """Show another state."""
        self._shown = shown
        self.setAccessibleName(f"{lamp_name(self.lamp)}: {shown.state}")
        self.setToolTip(f"{shown.advice or shown.state} (Alt+{LAMPS.index(self.lamp) + 1})")
        self.updateGeometry()
        self.update()

    def state(self) -> str:
        """The word or two that are shown under the name."""
        return self._shown.state

    def sizeHint(self) -> QSize:
        name = QFontMetricsF(theme.font(theme.KEY)).horizontalAdvance(lamp_name(self.lamp))
        state = QFontMetricsF(theme.font(theme.LABEL, 600)).horizontalAdvance(self._shown.state)
        return QSize(round(max(name, state)) + 36, theme.HEADER_HEIGHT - 1)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        if self.hasFocus():
            focus_ring(painter, rect.adjusted(0, 2, 0, -2), theme.RADIUS_KEY)
        tone = self._shown.tone
        theme.draw_icon(painter, _ICONS[tone], QPointF(4, middle(rect, 18)), 18, tone)
        painter.setFont(theme.font(theme.KEY))
        words(painter, QRectF(29, 7, rect.width() - 29, 18), lamp_name(self.lamp), "text2")
        painter.setFont(theme.font(theme.LABEL, 600))
        words(painter, QRectF(29, 24, rect.width() - 29, 18), self._shown.state, tone)


class OfficerButton(QAbstractButton):
    """Who works here; pressed, somebody else may sign in. Only the sign where the window is narrow."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.narrow = False
        self.setText(name)
        self.setAccessibleName(_("Sign out: {name}").format(name=name))
        self.setToolTip(_("{name}: sign out ({key})").format(name=name, key=SIGN_OUT_KEY))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        name = 0.0 if self.narrow else self._width()
        return QSize(round(name) + 32, theme.HEADER_HEIGHT - 1)

    def _width(self) -> float:
        """As wide as the name, but a very long one leaves room for the lamps."""
        return min(QFontMetricsF(theme.font(theme.TABLE)).horizontalAdvance(self.text()) + 8, 200)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        rect = QRectF(self.rect())
        inner = rect.adjusted(0, 8, 0, -8)
        if self.underMouse():
            box(painter, inner, theme.RADIUS_KEY, "mute")
        if self.hasFocus():
            focus_ring(painter, inner, theme.RADIUS_KEY)
        if not self.narrow:
            painter.setFont(theme.font(theme.TABLE))
            words(painter, rect.adjusted(6, 0, -28, 0), self.text(), "text2")
        theme.draw_icon(
            painter, "sign_out_20_regular", QPointF(rect.right() - 25, middle(rect, 18)), 18, "text2"
        )


class Header(QWidget):
    """The head of the window; ``lamp_pressed(lamp)`` when a lamp is clicked or its key pressed.

    ``officer_pressed()`` when the officer's name is clicked.
    """

    lamp_pressed = Signal(str)
    officer_pressed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: datetime | None = None
        self._build()
        self._connect()
        self._show_clock()

    def _build(self) -> None:
        self.setFixedHeight(theme.HEADER_HEIGHT)
        self.office = Label(self.session.desk.office.name, theme.BASE, 600)
        self.counter = Label("", theme.TABLE, 400, "text2")
        self.officer = OfficerButton(self.session.officer.name)
        self.closure = Pill()
        self.clock = Label("", theme.BASE, 600)
        self.clock.setAccessibleName(_("Clock"))
        self.lamps = {lamp: LampButton(lamp) for lamp in LAMPS}
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, theme.EDGE, 1)
        row.setSpacing(0)
        row.addWidget(Icon("building_government_24_regular", 24, "accent"))
        row.addSpacing(8)
        row.addWidget(self.office)
        row.addSpacing(24)
        row.addWidget(self.counter)
        row.addSpacing(12)
        row.addWidget(self.officer)
        row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self.closure)
        row.addSpacing(12)
        row.addStretch(1)
        for button in self.lamps.values():
            row.addWidget(button)
            row.addSpacing(16)
        row.addSpacing(6)
        row.addWidget(self.clock)
        self._show_station()

    def _connect(self) -> None:
        for lamp, button in self.lamps.items():
            button.clicked.connect(lambda _on=False, name=lamp: self.lamp_pressed.emit(name))
        self.officer.clicked.connect(lambda _on=False: self.officer_pressed.emit())
        self.session.lamp_changed.connect(self._show_lamp)
        self.session.station_changed.connect(self._show_station)
        self.session.calendar_changed.connect(self._show_closure)
        self._tick = QTimer(self)
        self._tick.timeout.connect(self._show_clock)
        self._tick.start(1000)
        for lamp in self.session.lamps:
            self._show_lamp(lamp)

    def fit(self, width: int) -> None:
        """Give up the officer's name, then the counter's, where the window is narrow."""
        self.officer.narrow = width < 1080
        self.officer.updateGeometry()
        self.counter.setVisible(width >= 1000)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("line"))

    def _show_station(self) -> None:
        self.counter.setText(self.session.counter)

    def _show_lamp(self, lamp: str) -> None:
        self.lamps[lamp].show_state(self.session.lamps[lamp])

    def _show_clock(self) -> None:
        now = self.session.now().replace(second=0)
        if now != self._shown:
            self._shown = now
            self.clock.setText(f"{now:%H:%M}")
            say.attempt(self.session, self.session.desk.refresh_calendar)
            self._show_closure()

    def _show_closure(self) -> None:
        if self._shown is not None:
            words, short = self._closure(self._shown.date())
            self.closure.show_words("calendar_ltr_16_regular", words, "caution", short)

    def _closure(self, today: date) -> tuple[str, str]:
        """The coming closure with its reason, and without it where there is no room."""
        closure = self.session.desk.calendar.next_closure(today, within=3)
        if closure is None:
            return "", ""
        day, reason = closure
        written = f"{day:%d/%m}"
        if day == today + timedelta(days=1):
            words, short = _("Tomorrow {day} closed: {reason}"), _("Tomorrow {day} closed")
        else:
            words, short = _("{day} closed: {reason}"), _("{day} closed")
        return words.format(day=written, reason=reason), short.format(day=written)
