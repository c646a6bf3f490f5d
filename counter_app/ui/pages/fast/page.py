"""While you wait (F6): rows of the person at the counter, finished all at once."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from counter_app.core.records import DossierState, FeeStatus, Person, Procedure
from counter_app.core.scan import ScanMeaning
from counter_app.core.validation import Problem
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext
from counter_app.services import citizens, fast_day, queries, reception
from counter_app.ui import say
from counter_app.ui.pages.fast.line import Line, amount_of_line, matter_of, problems_of
from counter_app.ui.pages.fast.money_card import DayCard, MoneyCard
from counter_app.ui.pages.fast.recent_card import RecentCard
from counter_app.ui.pages.fast.rows_card import RowsCard
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets import PrimaryButton
from counter_app.ui.words import addressed

#: Below this height the sums of the day go.
LOW_HEIGHT = 640


class FastPage(Page):
    """Received, finished and handed over in one act; no receipt unless somebody asks for one later."""

    id = "fast"
    key = "F6"
    icon = "flash_20"

    def _build(self) -> None:
        self._rules = fast_day.fee_rules()
        self._cleared: tuple[Line, ...] = ()
        left, right = self.columns()
        self.rows = RowsCard(self._procedures(), self._rules)
        self.recent = RecentCard()
        left.addWidget(self.rows)
        left.addWidget(self.recent, 1)
        self.money = MoneyCard()
        self.day = DayCard()
        self.finish_button = PrimaryButton("", "Ctrl+Enter")
        right.addWidget(self.money)
        right.addWidget(self.day, 1)
        self._filler = QWidget()
        self._filler.hide()
        right.addWidget(self._filler, 1)
        right.addWidget(self.finish_button)

    def _procedures(self) -> tuple[Procedure, ...]:
        """The matters done at once, this counter's most used first, so that key 1 is the most used."""
        often = queries.favourites(self.session.desk, self.session.counter, 50)
        order = {one.code: place for place, one in enumerate(often)}
        fast = fast_day.procedures(self.session.desk)
        return tuple(sorted(fast, key=lambda one: order.get(one.code, len(order))))

    def _connect(self) -> None:
        self.rows.changed.connect(self._refresh)
        self.money.changed.connect(self._refresh)
        self.recent.opened.connect(partial(self.session.open_page, "dossier"))
        self.finish_button.clicked.connect(lambda: say.attempt(self, self.primary))
        self.hot_key("Ctrl+Del", self.rows.drop_row)
        self.hot_key("Ctrl+H", self.recent.enter)
        self.session.dossier_changed.connect(self._dossier_changed)
        self._refresh()

    def open(self, argument: Any = None) -> None:
        """Come to the front as it was left; a :class:`Person` as ``argument`` stands at the counter."""
        self._read_day()
        if isinstance(argument, Person):
            self.rows.show_person(argument)
        self.rows.enter()

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        self.day.setVisible(height >= LOW_HEIGHT)
        self._filler.setVisible(height < LOW_HEIGHT)

    def kept_words(self) -> str:
        name = self.rows.lines()[0].person.name
        return _("the rows of {name}").format(name=name) if name and not self.rows.is_empty() else ""

    def primary(self) -> None:
        """Finish every row; the next person's row is open at once.

        Raises:
            UserError: refused for a reason that is not a field's; rows not done yet stay.
        """
        lines, method = self.rows.lines(), self.money.method.value()
        for line in lines:
            problems = self._problems(line, method)
            if problems:
                self.rows.show_problems(line, problems)
                return
        done: list[DossierState] = []
        try:
            for line in lines:
                matter = matter_of(line, self._rules, method)
                at = self.session.now()
                done.append(reception.receive_fast(self.session.desk, matter, self.session.officer, at))
        finally:
            self.rows.show_lines(lines[len(done) :])
            for state in done:
                self.session.tell_changed(state.scan_number)
        self._cleared = ()
        self.money.clear()
        self._refresh()
        self._say_done(done)
        self.rows.enter()

    def escape(self) -> None:
        """Empty the rows; Ctrl+Z brings them back."""
        if self.rows.is_empty():
            return
        self._cleared = self.rows.lines()
        self.rows.show_lines(())
        self.rows.enter()
        self.session.say("info", _("The rows were cleared."), _("Bring them back"), "Ctrl+Z")

    def undo(self) -> None:
        """Bring the cleared rows back."""
        if self._cleared:
            self.rows.show_lines(self._cleared)
            self.rows.enter()
            self._cleared = ()
            self.session.say("idle", "")

    def choose(self, n: int) -> None:
        self.money.method.choose(n)

    def scanned(self, meaning: ScanMeaning) -> bool:
        """A citizen card says who stands at the counter; any other scan is left to the window."""
        if meaning.kind != "card":
            return False
        taken = citizens.take_card(self.session.desk, meaning.value, self.session.now().date())
        person = taken.person
        self.rows.show_person(person)
        self.rows.enter()
        read = _("Citizen card read: {name}.").format(name=person.name)
        sentence = " ".join(filter(None, (read, taken.waiting_words, taken.attention)))
        kind = "caution" if taken.warnings or taken.repairs else "done"
        self.session.say(kind, sentence, _("Clear for another person"), "Esc", thing=person.name)
        return True

    def show_problem(self, field: str, sentence: str) -> bool:
        """Say a problem at the open row."""
        lines = self.rows.lines()
        self.rows.show_problems(lines[-1], [Problem(field, sentence)])
        return True

    def _problems(self, line: Line, method: str) -> Sequence[Problem]:
        try:
            found = list(problems_of(line, self._rules, method))
        except BadInput as refused:
            return [Problem(refused.field, str(refused))]
        if self.rows.row.fee_is_wrong():
            found.append(Problem("fee", _("Write the fee in đồng, like 15.000.")))
        return found

    def _refresh(self) -> None:
        lines = self.rows.lines()
        count = 0 if self.rows.is_empty() else len(lines)
        total = sum(amount_of_line(line, self._rules) for line in lines) if count else 0
        self.money.show_sum(total, count, addressed(lines[0].person))
        words = ngettext("Finish and hand over {n} matter", "Finish and hand over {n} matters", max(count, 1))
        self.finish_button.set_words(words.format(n=max(count, 1)))
        self.finish_button.setEnabled(count > 0)

    def _say_done(self, done: Sequence[DossierState]) -> None:
        name = done[0].applicant.name
        taken = sum(one.fee.amount for one in done if one.fee.status is FeeStatus.PAID)
        sentence = ngettext(
            "Done for {name}: {n} matter, {copies} copies, {amount} taken.",
            "Done for {name}: {n} matters, {copies} copies, {amount} taken.",
            len(done),
        ).format(name=name, n=len(done), copies=sum(one.count for one in done), amount=money(taken))
        self.session.say("done", sentence, thing=name)

    def _read_day(self) -> None:
        day = fast_day.fast_day(self.session.desk, self.session.now())
        self.recent.show_matters(day.matters)
        self.day.show_day(day)

    def _dossier_changed(self, _scan_number: str) -> None:
        if self.isVisible():
            self._read_day()
