"""While you wait (F6): rows of the person at the counter, finished all at once."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.records import DossierState, FeeStatus, Person, PrintOutcome, Procedure
from counter_app.core.scan import ScanMeaning
from counter_app.core.validation import Problem
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext
from counter_app.services import citizens, fast, fast_day, queries, reception
from counter_app.ui import say
from counter_app.ui.pages.fast.day_card import WHOSE_KEY, DayCard
from counter_app.ui.pages.fast.line import Line, amount_of_line, line_of, matter_of, problems_of
from counter_app.ui.pages.fast.mending import CorrectRow, Mending, TakeBack
from counter_app.ui.pages.fast.money_card import RECEIPT_KEY, MoneyCard
from counter_app.ui.pages.fast.recent_card import CORRECT_KEY, RecentCard
from counter_app.ui.pages.fast.rows_card import RowsCard
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets import PrimaryButton
from counter_app.ui.words import addressed

if TYPE_CHECKING:
    from counter_app.ui.receipts import Printed

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
        self._telling = False
        self.mending: Mending | None = None
        left, right = self.columns()
        self.rows = RowsCard(self._procedures(), self._rules)
        self.recent = RecentCard()
        left.addWidget(self.rows)
        self._lower = QVBoxLayout()
        self._lower.addWidget(self.recent, 1)
        left.addLayout(self._lower, 1)
        self.money = MoneyCard()
        self.day = DayCard(self.session.counter)
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
        for key, step in (("Ctrl+Up", -1), ("Ctrl+Down", 1)):
            self.hot_key(key, partial(self.rows.step_row, step)).setAutoRepeat(True)
        self.hot_key(CORRECT_KEY, lambda: say.attempt(self, self.correct))
        self.hot_key(WHOSE_KEY, self.day.turn)
        self.hot_key(RECEIPT_KEY, self.money.receipt.toggle)
        self.session.dossier_changed.connect(self._dossier_changed)
        self._refresh()

    def open(self, argument: Any = None) -> None:
        """Come to the front as it was left; a :class:`Person` as ``argument`` stands at the counter."""
        self._read_day()
        if isinstance(argument, Person):
            self.rows.show_person(argument)
        if self.mending is not None:
            self.mending.enter()
        else:
            self.rows.enter()

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        self.day.fit(dense=self.dense)
        self.day.setVisible(height >= LOW_HEIGHT)
        self._filler.setVisible(height < LOW_HEIGHT)

    def kept_words(self) -> str:
        name = self.rows.lines()[0].person.name
        return _("the rows of {name}").format(name=name) if name and not self.rows.is_empty() else ""

    def primary(self) -> None:
        """Finish every row at once, or do what the open form asks for; the next person's row is open then.

        Raises:
            UserError: refused for a reason that is not a field's; every row stays, none is done.
        """
        if self.mending is not None:
            self._mend(self.mending)
            return
        lines, method = self.rows.lines(), self.money.method.value()
        for line in lines:
            problems = self._problems(line, method)
            if problems:
                self.rows.show_problems(line, problems)
                return
        wanted = self.money.receipt.isChecked()
        matters = [matter_of(line, self._rules, method, wants_receipt=wanted) for line in lines]
        session = self.session
        done = reception.receive_fast_batch(session.desk, matters, session.officer, session.now())
        self._cleared = ()
        self.rows.show_lines(())
        self.money.clear()
        self._refresh()
        self._tell(done)
        self._say_done(done)
        if wanted:
            self._print(done)
        self.rows.enter()

    def correct(self) -> None:
        """Open the fields of the matter chosen in the list, or of the newest one."""
        state = self.recent.matter()
        if state is None:
            self.session.say("info", _("Nothing was done here today that could be put right."))
        elif not fast_day.stands(state):
            self.session.say("info", _("This one was taken back; enter the row anew."))
        else:
            self._open(CorrectRow(self.session, state))

    def escape(self) -> None:
        """Leave the open form, or empty the rows; Ctrl+Z brings these back."""
        if self.mending is not None:
            self._close()
            self.session.say("idle", "")
            return
        if self.rows.is_empty():
            return
        self._cleared = self.rows.lines()
        self.rows.show_lines(())
        self.rows.enter()
        self.session.say("info", _("The rows were cleared."), _("Bring them back"), "Ctrl+Z")

    def undo(self) -> None:
        """Bring the cleared rows back, or ask why what was finished last is to be taken back."""
        if self._cleared:
            self.rows.show_lines(self._cleared)
            self.rows.enter()
            self._cleared = ()
            self.session.say("idle", "")
            return
        session = self.session
        batch = fast.last_batch(session.desk, session.officer, session.now())
        if batch:
            self._open(TakeBack(session, batch))
        else:
            session.say("info", _("You have finished nothing today that could be taken back."))

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
        """Say a problem at the open row, or beside the field of the open form."""
        if self.mending is not None:
            return self.mending.show_problem(field, sentence)
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

    def _open(self, form: Mending) -> None:
        """Show ``form`` in the place of the list; one that was open before is left."""
        if self.mending is not None:
            self._close()
        self.mending = form
        self.recent.hide()
        self._lower.addWidget(form, 1)
        self._refresh()
        form.enter()

    def _close(self) -> None:
        form, self.mending = self.mending, None
        if form is not None:
            form.hide()
            form.deleteLater()
        self.recent.show()
        self._refresh()
        self.rows.enter()

    def _mend(self, form: Mending) -> None:
        done = form.do(self.session.now())
        self._close()
        self._tell(done)
        if isinstance(form, TakeBack):
            catalogue = self.session.desk.catalogue
            again = [line_of(one, catalogue.get(one.procedure_code)) for one in form.batch]
            kept = () if self.rows.is_empty() else self.rows.lines()
            self.rows.show_lines((*kept, *again))
            self.rows.enter()
            words = ngettext(
                "{n} matter was taken back, {amount} to give back. Its row is open again.",
                "{n} matters were taken back, {amount} to give back. Their rows are open again.",
                len(done),
            ).format(n=len(done), amount=money(form.given_back()))
            self.session.say("done", words)
            return
        name = done[0].applicant.name
        words = _("Number {number} of {name} was put right: {copies} copies, {amount}.").format(
            number=done[0].ledger_number, name=name, copies=done[0].count, amount=money(done[0].fee.amount)
        )
        self.session.say("done", words, thing=name)

    def _tell(self, done: Sequence[DossierState]) -> None:
        """Tell the other pages once: none of them shows a single one of these."""
        self._read_day()
        self._telling = True
        self.session.tell_changed(done[-1].scan_number)
        self._telling = False

    def _print(self, done: Sequence[DossierState]) -> None:
        from counter_app.ui import receipts  # noqa: PLC0415 - few ask for one

        for one in done:
            receipts.print_receipt(self.session, one.scan_number, self._printed)

    def _printed(self, printed: "Printed", _copy: int) -> None:
        if printed.outcome is not PrintOutcome.PRINTED:
            self.session.say("caution", printed.sentence)

    def _refresh(self) -> None:
        if self.mending is not None:
            self.finish_button.set_words(self.mending.does)
            self.finish_button.setEnabled(True)
            return
        lines = self.rows.lines()
        count = 0 if self.rows.is_empty() else len(lines)
        total = sum(amount_of_line(line, self._rules) for line in lines) if count else 0
        self.money.show_sum(total, count, addressed(lines[0].person))
        words = ngettext("Finish and hand over {n} matter", "Finish and hand over {n} matters", count)
        self.finish_button.set_words(words.format(n=count) if count else _("Finish and hand over"))
        self.finish_button.setEnabled(count > 0)

    def _say_done(self, done: Sequence[DossierState]) -> None:
        name = done[0].applicant.name
        taken = sum(one.fee.amount for one in done if one.fee.status is FeeStatus.PAID)
        sentence = ngettext(
            "Done for {name}: {n} matter, {copies} copies, {amount} taken.",
            "Done for {name}: {n} matters, {copies} copies, {amount} taken.",
            len(done),
        ).format(name=name, n=len(done), copies=sum(one.count for one in done), amount=money(taken))
        self.session.say("done", sentence, _("Take it back"), "Ctrl+Z", thing=name)

    def _read_day(self) -> None:
        session = self.session
        counter, office = fast_day.both_days(session.desk, session.now(), session.counter)
        self.recent.show_matters(office.matters)
        self.day.show_days(counter, office)

    def _dossier_changed(self, _scan_number: str) -> None:
        if self.isVisible() and not self._telling:
            self._read_day()
