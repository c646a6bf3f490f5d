"""The promised date of reception, large and explained; or the fields for one that an officer gives."""

import re
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.deadlines import Promise
from counter_app.core.promise import given_promise
from counter_app.core.promise_words import ladder_sentence
from counter_app.core.records import Procedure
from counter_app.core.workdays import Calendar
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date, weekday_words
from counter_app.ui import theme
from counter_app.ui.pages.reception.words import birth_of, deadline_words
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Field, FieldRow, IconLabel, Label, LadderWeeks, Line
from counter_app.ui.widgets.large import LargeWords

_HOUR = re.compile(r"(\d{1,2})[:hg. ]?(\d{2})?")


class PromiseCard(Card):
    """Date, weekday, hour, the weeks, and the ladder as a sentence; three states, one place."""

    #: The officer changed the date, the hour or the reason that she gives.
    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(_("Result promised for"), gap=8)
        self._session = session
        self._procedure: Procedure | None = None
        self._build()
        self._connect()
        self.show_none(())

    def _build(self) -> None:
        self.nothing = Label(_("Choose a procedure to see the date"), theme.TITLE, 600, "text2", wrap=True)
        self.date = LargeWords()
        self.weekday = Label("", theme.WEEKDAY, 600)
        self.hour = Label("", theme.BASE, 400, "text2")
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addStretch(1)
        beside.addWidget(self.weekday)
        beside.addWidget(self.hour)
        beside.addStretch(1)
        self._large = QWidget()
        row = QHBoxLayout(self._large)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.date)
        row.addLayout(beside)
        row.addStretch(1)
        self.weeks = LadderWeeks()
        self.sentence = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self._build_given()
        self._line = Line()
        self.hints = (
            IconLabel("clock_16_regular", "", "caution", wrap=True, gap=12),
            IconLabel("calendar_ltr_16_regular", "", "caution", wrap=True, gap=12),
        )
        for hint in self.hints:
            hint.label.set_tone("text2")
        for part in (self._large, self.nothing, self._given, self.weeks, self.sentence, self._line):
            self.add(part)
        for hint in self.hints:
            self.add(hint)

    def _build_given(self) -> None:
        self.due_day = Field(_("Date of return"), "27/11/2026", name="due_at", limit=10)
        self.due_hour = Field(_("Hour"), "16:30", name="due_hour", limit=5)
        self.reason = Field(_("Reason for this date"), name="due_reason", limit=300)
        self._given = QWidget()
        column = QVBoxLayout(self._given)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(FieldRow([(self.due_day, 112), (self.due_hour, 72), (self.reason, 1)]))

    def _connect(self) -> None:
        for field in (self.due_day, self.due_hour, self.reason):
            field.changed.connect(self.changed)
        self.due_day.committed.connect(self._tidy)

    def fit(self, *, small: bool) -> None:
        """Smaller figures where the column is narrow."""
        self.date.set_points(28.0 if small else 34.0)

    def show_none(self, hints: tuple[str, ...]) -> None:
        """No procedure is at hand; ``hints`` say what is special about this moment (clock, calendar)."""
        self._procedure = None
        self._show_parts(nothing=True)
        self._set_hint("", "text2")
        self.nothing.setText(_("Choose a procedure to see the date"))
        for hint, words in zip(self.hints, hints, strict=False):
            hint.label.setText(words)
            hint.setVisible(bool(words))
        self._line.setVisible(any(hints))

    def show_promise(self, procedure: Procedure, promise: Promise) -> None:
        """Show the date that ``procedure`` gets and why."""
        self._procedure = procedure
        self._show_parts(large=True)
        self._set_hint(deadline_words(procedure), "text2")
        self._show_date(promise)

    def show_given(self, procedure: Procedure, promise: Promise | None) -> None:
        """Show the fields for a date, and ``promise`` once they make one."""
        if self._procedure is None or self._procedure.code != procedure.code:
            for field in (self.due_day, self.due_hour, self.reason):
                field.set_text("")
        self._procedure = procedure
        self._show_parts(large=promise is not None, nothing=promise is None, given=True)
        self._set_hint(deadline_words(procedure), "caution")
        self.nothing.setText(_("Give the date and the reason"))
        if promise is not None:
            self._show_date(promise)

    def given(self) -> tuple[str, str, str]:
        """Day, hour and reason as typed, to be shown again."""
        return self.due_day.text(), self.due_hour.text(), self.reason.text()

    def show_typed(self, given: tuple[str, str, str]) -> None:
        """Show day, hour and reason as they were typed."""
        for field, text in zip((self.due_day, self.due_hour, self.reason), given, strict=True):
            field.set_text(text)

    def is_asking(self) -> bool:
        """Whether the officer has to give the date."""
        return not self._given.isHidden()

    def given_promise(self) -> Promise | None:
        """The promise that the given date makes; None while it makes none, which is said beside it."""
        calendar = self._session.desk.calendar
        due_at = self.due_at(calendar)
        if due_at is None:
            return None
        try:
            promise = given_promise(self._session.now(), due_at, self.reason.text() or "…", calendar)
        except BadInput as refused:
            self.due_day.set_problem(str(refused))
            return None
        self.due_day.clear_problem()
        return promise

    def due_at(self, calendar: Calendar) -> datetime | None:
        """The date given; without an hour the end of that day's last session. None while it is none."""
        try:
            day = date.fromisoformat(birth_of(self.due_day.text()))
        except ValueError:
            return None
        hour = self._hour()
        if hour is None:
            return None
        if not self.due_hour.text():
            sessions = calendar.sessions_on(day)
            hour = sessions[-1][1] if sessions else time(17)
        return datetime.combine(day, hour, self._session.now().tzinfo)

    def _hour(self) -> time | None:
        if not self.due_hour.text():
            return time(17)
        found = _HOUR.fullmatch(self.due_hour.text())
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        return time(hour, minute) if hour < 24 and minute < 60 else None

    def _show_date(self, promise: Promise) -> None:
        due = promise.due_at
        self.date.set_text(short_date(due))
        words = weekday_words(due)
        self.weekday.setText(words[:1].upper() + words[1:])
        self.hour.setText(_("{hour}:{minute}").format(hour=f"{due:%H}", minute=f"{due:%M}"))
        self.weeks.show_ladder(promise.ladder)
        self.sentence.setText(ladder_sentence(promise))
        self.sentence.set_tone("caution" if promise.provisional else "text2")
        self.date.setAccessibleName(f"{self.weekday.text()} {self.date.text()} {self.hour.text()}")

    def _show_parts(self, *, large: bool = False, nothing: bool = False, given: bool = False) -> None:
        self._large.setVisible(large)
        self.weeks.setVisible(large)
        self.sentence.setVisible(large)
        self.nothing.setVisible(nothing)
        self._given.setVisible(given)
        for part in (self._line, *self.hints):
            part.setVisible(False)

    def _set_hint(self, words: str, tone: str) -> None:
        if self.head is not None:
            self.head.hint.setText(words)
            self.head.hint.set_tone(tone)

    def _tidy(self) -> None:
        try:
            day = date.fromisoformat(birth_of(self.due_day.text()))
        except ValueError:
            return
        self.due_day.edit.setText(short_date(day))
