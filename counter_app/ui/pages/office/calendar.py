"""The calendar of the office: read by all, changed by decision by the head and the administrator."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.core.events import DayChange
from counter_app.core.office_calendar import check_day
from counter_app.core.states import Action, permitted
from counter_app.core.workdays import DayState, parse_sessions
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import calendar
from counter_app.services.outlook import Decidable, Outlook
from counter_app.ui import say, tasks, theme
from counter_app.ui.pages.office.calendar_days import DayForm
from counter_app.ui.pages.office.calendar_draft import Draft
from counter_app.ui.pages.office.calendar_hours import HoursForm
from counter_app.ui.pages.office.calendar_list import MADE_UP, OFF, Legend, SpecialDay, columns, special
from counter_app.ui.pages.office.calendar_moves import MovesCard
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.tables import TableView
from counter_app.ui.widgets import Card, Field, Segmented, SoftLine
from counter_app.ui.widgets.text import escaped
from counter_app.ui.widgets.year_months import DayLook, YearMonths
from counter_app.ui.words import short_weekday

#: From this width of the window on, form and list stand beside the months, else under them.
BESIDE = 1240

#: What each key makes of the chosen days.
MARKS: dict[str, bool | None] = {"Ctrl+N": False, "Ctrl+L": True, "Ctrl+U": None}


class CalendarSection(Section):
    """Twelve months left, the special days right; who may, marks days, sees what moves, and records it."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._specials: tuple[SpecialDay, ...] = ()
        self._undecided: tuple[Decidable, ...] = ()
        self.draft = Draft()
        self._drafted = session.desk.calendar
        self._decides_earlier = self._working = False
        self._questions = tasks.Latest(session, self)
        self.may_change = session.officer.role in calendar.MAY_CHANGE
        self._build()
        self._connect()

    def _build(self) -> None:
        self.waiting = SoftLine("clock_16_regular", _("Decide"), "Ctrl+M")
        self.waiting.hide()
        self.stack = QStackedWidget()
        self.sheet = QWidget()
        row = self._row = QHBoxLayout(self.sheet)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self._months(), 5)
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        self.form = DayForm()
        right.addWidget(self.form)
        if not self.may_change:
            self.form.hide()
        self.list = Card(_("Special days"), " ", inset=8)
        if self.list.head is not None:
            self.list.head.setContentsMargins(8, 0, 8, 0)
        self.table = TableView(columns(), self._fetch, name=_("Special days"), size=theme.EXPLAIN)
        self.list.add(self.table, 1)
        right.addWidget(self.list, 1)
        row.addLayout(right, 4)
        self.hours = HoursForm()
        self.moves = MovesCard(may_decide=permitted(Action.REVIEW, self.session.officer.role))
        for part in (self.sheet, self.hours, self.moves):
            self.stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(self.waiting)
        column.addWidget(self.stack, 1)

    def _months(self) -> Card:
        monday = date(2024, 1, 1)
        names = tuple(short_weekday(monday + timedelta(days=n)) for n in range(7))
        self.months = YearMonths(lambda month: _("Month {n}").format(n=month), names)
        today = self.session.now().year
        wanted = range(today - 3, today + 4)
        years = [year for year in wanted if year <= today + 1 or self._days_of(year)]
        self.year = Segmented([(year, str(year)) for year in years if year > today - 3], name=_("Year"))
        self.year.set_value(today)
        self.left = Card("")
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.year)
        for ground, text, edge in (
            (OFF, _("day off"), "line"),
            (MADE_UP, _("made-up day"), "line"),
            ("surface", _("not final yet"), "caution"),
        ):
            head.addWidget(Legend(ground, text, edge))
        head.addStretch(1)
        self.left.add(head)
        self.left.add(self.months, 1)
        return self.left

    def _connect(self) -> None:
        self.year.changed.connect(lambda _year: self._show_year())
        self.months.day_chosen.connect(lambda _day: self._show_form())
        self.form.pressed.connect(lambda keys: say.attempt(self.session, self._press, keys))
        self.waiting.action.clicked.connect(lambda: self._press("Ctrl+M"))
        self.table.row_chosen.connect(self._row_chosen)

    def refresh(self) -> None:
        desk = self.session.desk
        desk.refresh_calendar()
        self._show_year()
        self._questions.ask(
            lambda: (*calendar.undecided(desk), *calendar.given_undecided(desk)), self._show_waiting
        )

    def _show_waiting(self, undecided: tuple[Decidable, ...]) -> None:
        self._undecided = undecided
        n = len(undecided)
        words = ngettext(
            "{n} promise waits for the head's decision.", "{n} promises wait for the head's decision.", n
        )
        self.waiting.show_words(escaped(words.format(n=n)) if n else "")

    def fit(self, width: int) -> None:
        beside = width >= BESIDE
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        self._row.setDirection(direction)
        self.table.setMinimumHeight(0 if beside else 180)
        self.months.setMinimumHeight(0 if beside else 380)

    def primary(self) -> None:
        """What the button says: see what moves, take the hours, record the change or the decisions.

        Raises:
            BadInput: a decision or reason is missing, or hours are none.
            NotAllowed: the role may not do this.
        """
        shown = self.stack.currentWidget()
        if shown is self.hours:
            self.draft.sessions = self.hours.sessions()
            self._show_sheet()
        elif self._working:
            return
        elif shown is self.moves and self._decides_earlier:
            self._decide()
        elif shown is self.moves:
            self._record()
        elif self.draft:
            self._look_ahead()

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        shown = self.stack.currentWidget()
        if shown is self.moves and self.moves.may_decide:
            keep, move = (partial(self.moves.decide_all, moved=moved) for moved in (False, True))
            return {"Ctrl+G": keep, "Ctrl+D": move}
        if shown is not self.sheet:
            return {}
        keys: dict[str, Callable[[], object]] = {"Ctrl+M": self._show_undecided} if self._undecided else {}
        if self.may_change:
            keys |= {one: partial(self._mark, worked) for one, worked in MARKS.items()}
            keys |= {"Ctrl+G": self._show_hours, "Ctrl+Y": self._toggle_year}
        return keys

    def _press(self, keys: str) -> None:
        """What ``keys`` would do; a button says the same."""
        act = self.hot_keys().get(keys)
        if act is not None:
            act()

    def _show_undecided(self) -> None:
        self._decides_earlier = True
        self.moves.show_undecided(self._undecided)
        self._show_part(self.moves, self.moves.table)

    def _show_hours(self) -> None:
        drafted = self.draft.sessions
        self.hours.show_sessions(parse_sessions(drafted) if drafted else self.session.desk.calendar.sessions)
        self._show_part(self.hours, self.hours.lines[0])

    def _toggle_year(self) -> None:
        self.draft.years ^= {self.year.value()}
        self._show_year()

    def escape(self) -> bool:
        if self.stack.currentWidget() is not self.sheet:
            self._show_sheet()
            return True
        if self.draft:
            self.draft.clear()
            self._show_year()
            self.session.say("info", _("The days that were marked are given up; the calendar is as it was."))
            return True
        return False

    def fields(self) -> dict[str, Field]:
        return {"reason": self.form.reason, "decision": self.form.decision}

    def _mark(self, worked: bool | None) -> None:
        """Mark the chosen days; a word that the calendar has already is no change.

        Raises:
            BadInput: there is no reason, or a weekday is worked anyway.
        """
        known = self.session.desk.calendar
        reason = self.form.reason.text() if worked is not None else ""
        marked = [
            DayChange(day=day, worked=worked, reason=reason, confirmed=self.form.final.isChecked())
            for day in self.months.days()
        ]
        for one in marked:
            check_day(one, known)
        self.draft.days |= {one.day: one for one in marked}
        drafted = calendar.drafted(self.session.desk, self.draft.days.values())
        for one in marked:
            if drafted.special(one.day) == known.special(one.day):
                del self.draft.days[one.day]
        if worked is None and any(known.special(one.day) for one in marked) and not self.draft.days:
            told = _(
                "These days stand so in the calendar that came with the program; mark them worked or off."
            )
            self.session.say("info", told)
        self._show_year()

    def _look_ahead(self) -> None:
        if not self.form.decision.text():
            raise BadInput(_("Give the number of the decision; it stays with the change."), "decision")
        session = self.session
        change = self.draft.change(self.form.decision.text())
        session.say("info", _("Reckoning which promises would move."))
        self._run(lambda: calendar.preview(session.desk, [change]), self._looked_ahead)

    def _looked_ahead(self, outlook: Outlook) -> None:
        self._decides_earlier = False
        self.moves.show_outlook(outlook)
        self._show_part(self.moves, self.moves.table)
        words = ngettext("{n} promise would move.", "{n} promises would move.", len(outlook.moves))
        said = [words.format(n=len(outlook.moves))]
        if given := len(outlook.given):
            words = ngettext(
                "{n} given date falls on a day that is now closed.",
                "{n} given dates fall on a day that is now closed.",
                given,
            )
            said.append(words.format(n=given))
        self.session.say("info", " ".join(said))

    def _record(self) -> None:
        session, verdicts = self.session, dict(self.moves.verdicts)
        change, by, at = self.draft.change(self.form.decision.text()), session.officer, session.now()

        def recorded(made: Outlook) -> None:
            self.draft.clear()
            self.form.decision.set_text("")
            self.form.reason.set_text("")
            said = _("The calendar is changed by {decision}; {n} promises still wait for a decision.")
            self._done(
                said.format(decision=change.decision, n=len(made.moves) + len(made.given) - len(verdicts)),
                verdicts,
            )

        self._run(lambda: calendar.change(session.desk, [change], by, at, verdicts), recorded)

    def _decide(self) -> None:
        session, verdicts = self.session, dict(self.moves.verdicts)
        by, at = session.officer, session.now()

        def decided(made: tuple[Decidable, ...]) -> None:
            words = ngettext(
                "The decision on {n} promise is recorded.",
                "The decisions on {n} promises are recorded.",
                len(made),
            )
            self._done(words.format(n=len(made)), verdicts)

        self._run(lambda: calendar.decide(session.desk, verdicts, by, at), decided)

    def _done(self, said: str, scan_numbers: Iterable[str]) -> None:
        self._show_sheet()
        self.refresh()
        self.session.say("done", said)
        self.session.calendar_changed.emit()
        for scan_number in scan_numbers:
            self.session.tell_changed(scan_number)

    def _run(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Do ``work`` beside the window, once at a time: every open dossier is counted again."""
        self._working = True

        def finished(result: Any) -> None:
            self._working = False
            done(result)

        def failed(error: BaseException) -> None:
            self._working = False
            say.tell(self.session, error)

        tasks.run(self.session, work, finished, failed)

    def _show_part(self, part: QWidget, focus: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self._show_action()
        focus.setFocus()

    def _show_sheet(self) -> None:
        self.stack.setCurrentWidget(self.sheet)
        self._show_year()
        self.months.setFocus()

    def _show_action(self) -> None:
        shown = self.stack.currentWidget()
        if shown is self.hours:
            self.set_action(_("Take these hours"))
        elif shown is self.moves:
            decides = self.moves.may_decide or not self._decides_earlier
            words = _("Record the decisions") if self._decides_earlier else _("Change the calendar")
            self.set_action(words if decides else "")
        else:
            self.set_action(_("See which promises move") if self.may_change and self.draft else "")

    def _show_year(self) -> None:
        year = self.year.value()
        self._drafted = calendar.drafted(self.session.desk, self.draft.days.values())
        self._specials = self._days_of(year)
        self.months.show_year(year, self.session.now().date(), self._look)
        self.table.show_ids(range(1, len(self._specials) + 1), choose_first=False)
        open_days = sum(not one.state.confirmed for one in self._specials)
        if self.list.head is not None:
            words = ngettext("{n} day not final yet", "{n} days not final yet", open_days).format(n=open_days)
            if year in self.draft.years:
                words = _("the year becomes final by the decision")
            elif self.draft.sessions:
                words = _("other opening hours wait for the decision")
            elif not open_days:
                words = _("all final")
            self.list.head.hint.setText(words)
            waits = year in self.draft.years or bool(self.draft.sessions)
            self.list.head.hint.set_tone("accent" if waits else "caution" if open_days else "good")
        self.table.set_empty(_("No calendar is known for this year; Monday to Friday count as worked."))
        self._show_form()
        self._show_action()

    def _show_form(self) -> None:
        days = self.months.days()
        if not days:
            return
        last = days[-1]
        receives = bool(self.session.desk.calendar.reception_sessions_on(last))
        self.form.show_days(days, self._state(last), self.year.value(), receives=receives)
        if not self.table.hasFocus():
            coming = (n for n, one in enumerate(self._specials) if one.day >= days[0])
            self.table.choose_row(next(coming, len(self._specials) - 1))

    def _row_chosen(self, number: int) -> None:
        if number and self.table.hasFocus():
            self.months.choose(self._specials[number - 1].day)

    def _state(self, day: date) -> DayState:
        """The state of ``day`` as it is, or as it is about to be."""
        return self._drafted.state(day)

    def _days_of(self, year: int) -> tuple[SpecialDay, ...]:
        days = (date(year, 1, 1) + timedelta(days=n) for n in range(366))
        return tuple(
            SpecialDay(day, self._state(day), day in self.draft.days)
            for day in days
            if day.year == year and (day in self.draft.days or special(self._state(day)))
        )

    def _look(self, day: date) -> DayLook:
        state = self._state(day)
        waits = day in self.draft.days
        if special(state):
            edge = "accent" if waits else "" if state.confirmed else "caution"
            ground, tone = (MADE_UP, "good") if state.worked else (OFF, "caution")
            return DayLook(ground, tone, edge, 600)
        edge = "accent" if waits else ""
        return DayLook("", "text", edge) if state.worked else DayLook("mute", "text3", edge)

    def _fetch(self, ids: Sequence[int]) -> list[SpecialDay]:
        return [self._specials[number - 1] for number in ids]
