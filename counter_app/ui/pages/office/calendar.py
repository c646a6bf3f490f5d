"""The calendar of a year, to be read: which days are off, which are made up, which are not final yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.core.workdays import DayState
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, Label, Segmented
from counter_app.ui.widgets.paint import box
from counter_app.ui.widgets.year_months import DayLook, YearMonths
from counter_app.ui.words import short_weekday

OFF, MADE_UP = "caution_ground", "good_ground"


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day that is not like its weekday."""

    day: date
    state: DayState


class CalendarSection(Section):
    """Twelve months left, the special days in words right; Left and Right change the year."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._specials: tuple[SpecialDay, ...] = ()
        self._build()

    def _build(self) -> None:
        monday = date(2024, 1, 1)
        names = tuple(short_weekday(monday + timedelta(days=n)) for n in range(7))
        self.months = YearMonths(lambda month: _("Month {n}").format(n=month), names)
        today = self.session.now().year
        years = [year for year in range(today - 3, today + 4) if self._days_of(year)] or [today]
        self.year = Segmented([(year, str(year)) for year in years], name=_("Year"))
        self.year.set_value(today)
        self.year.changed.connect(lambda _year: self.refresh())
        self.left = Card("")
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(self.year)
        for ground, text in (
            (OFF, _("day off")),
            (MADE_UP, _("made-up working day")),
            ("mute", _("weekend")),
        ):
            head.addWidget(Legend(ground, text))
        head.addWidget(Legend("surface", _("not final yet"), "caution"))
        head.addStretch(1)
        self.left.add(head)
        self.left.add(self.months, 1)
        self.list = Card(_("Special days"), " ", inset=8)
        if self.list.head is not None:
            self.list.head.setContentsMargins(8, 0, 8, 0)
        self.table = TableView(_columns(), self._fetch, name=_("Special days"), size=theme.EXPLAIN)
        self.list.add(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.left, 5)
        row.addWidget(self.list, 4)

    def refresh(self) -> None:
        year = self.year.value()
        self._specials = self._days_of(year)
        self.months.show_year(year, self.session.now().date(), self._look)
        self.table.show_ids(range(1, len(self._specials) + 1))
        open_days = sum(not one.state.confirmed for one in self._specials)
        if self.list.head is not None:
            words = ngettext("{n} day not final yet", "{n} days not final yet", open_days).format(n=open_days)
            self.list.head.hint.setText(words if open_days else _("all final"))
            self.list.head.hint.set_tone("caution" if open_days else "good")
        self.table.set_empty(_("No calendar is known for this year; Monday to Friday count as worked."))

    def _days_of(self, year: int) -> tuple[SpecialDay, ...]:
        state = self.session.desk.calendar.state
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        return tuple(SpecialDay(day, state(day)) for day in days if day.year == year and _special(state(day)))

    def _look(self, day: date) -> DayLook:
        state = self.session.desk.calendar.state(day)
        if _special(state):
            edge = "" if state.confirmed else "caution"
            ground, tone = (MADE_UP, "good") if state.worked else (OFF, "caution")
            return DayLook(ground, tone, edge, 600)
        return DayLook() if state.worked else DayLook("mute", "text3")

    def _fetch(self, ids: Sequence[int]) -> list[SpecialDay]:
        return [self._specials[number - 1] for number in ids]


def _special(state: DayState) -> bool:
    return state.kind not in ("", "weekend")


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Day"), lambda one: f"{short_weekday(one.day)} {short_date(one.day)}", 116),
        Column(_("Reason"), lambda one: one.state.reason, weight=500),
        Column(
            _("State"),
            lambda one: _("final") if one.state.confirmed else _("not final"),
            116,
            lambda one: "good" if one.state.confirmed else "caution",
            lambda one: "checkmark_16_regular" if one.state.confirmed else "clock_16_regular",
            600,
        ),
    )


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
        box(QPainter(self), QRectF(self.rect()), 3, self._ground, self._edge)
