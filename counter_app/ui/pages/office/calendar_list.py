"""The days of a year that are unlike their weekday, as rows of a list, and what the grounds of days mean."""

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.core.workdays import DayState
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui import theme
from counter_app.ui.tables import Column
from counter_app.ui.widgets import Label
from counter_app.ui.widgets.paint import box
from counter_app.ui.words import short_weekday

OFF, MADE_UP = "caution_ground", "good_ground"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not like its weekday."""

    day: date
    state: DayState
    waits: bool = False


def special(state: DayState) -> bool:
    """Whether a day is unlike its weekday."""
    return state.kind not in ("", "weekend")


def columns() -> tuple[Column, ...]:
    """The columns of the list of special days."""
    return (
        Column(_("Day"), lambda one: f"{short_weekday(one.day)} {short_date(one.day)}", 124),
        Column(_("Reason"), _reason, weight=500),
        Column(_("State"), _state_words, 152, _state_tone, _state_icon, 600),
    )


def _reason(one: SpecialDay) -> str:
    return one.state.reason if special(one.state) else _("as usual")


def _state_words(one: SpecialDay) -> str:
    if one.waits:
        return _("pending")
    return _("final") if one.state.confirmed else _("not final")


def _state_tone(one: SpecialDay) -> str:
    if one.waits:
        return "accent"
    return "good" if one.state.confirmed else "caution"


def _state_icon(one: SpecialDay) -> str:
    return "checkmark_16_regular" if one.state.confirmed and not one.waits else "clock_16_regular"


class Legend(QWidget):
    """A small ground and what it means."""

    def __init__(self, ground: str, text: str, edge: str = "line") -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(_Swatch(ground, edge))
        row.addWidget(Label(text, theme.LABEL, tone="text2"))


class _Swatch(QWidget):
    def __init__(self, ground: str, edge: str) -> None:
        super().__init__()
        self._ground, self._edge = ground, edge
        self.setFixedSize(QSize(14, 14))

    def paintEvent(self, _event: QPaintEvent) -> None:
        box(QPainter(self), QRectF(self.rect()), theme.RADIUS_MARK, self._ground, self._edge)
