"""Reception (F2): procedure, person, papers; the promised date and the receipt live beside them."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QApplication, QWidget

from counter_app.core.records import DossierState, NewDossier, Procedure
from counter_app.core.scan import ScanMeaning
from counter_app.core.validation import Problem, normalise
from counter_app.i18n import gettext as _
from counter_app.services import citizens, promises, reception
from counter_app.services.supplements import SUPPLEMENT_FORM
from counter_app.ui import say
from counter_app.ui.pages.page import SMALL_WIDTH, Page
from counter_app.ui.pages.reception.actions import Actions
from counter_app.ui.pages.reception.advising import REFUSAL_KEY, SUPPLEMENT_KEY, Advising
from counter_app.ui.pages.reception.aside import DoneCard, ReceiptCard
from counter_app.ui.pages.reception.draft import ReceiptDraft
from counter_app.ui.pages.reception.form import Form
from counter_app.ui.pages.reception.kept_form import DROP_KEY, RESTORE_KEY, KeptForm
from counter_app.ui.pages.reception.last import LastReceived
from counter_app.ui.pages.reception.often import OftenMissing
from counter_app.ui.pages.reception.papers import PapersCard
from counter_app.ui.pages.reception.person import PersonCard
from counter_app.ui.pages.reception.places import places
from counter_app.ui.pages.reception.problems import Problems, problems_of
from counter_app.ui.pages.reception.procedure import ProcedureCard
from counter_app.ui.pages.reception.promise import PromiseCard
from counter_app.ui.pages.reception.recall import Recall
from counter_app.ui.pages.reception.same_matter import OPEN_KEY, SameMatter
from counter_app.ui.pages.reception.visit import Visit
from counter_app.ui.pages.reception.words import special_hints
from counter_app.ui.widgets import Field

#: Below this height the receipt goes, and of the day only who was received last stays.
LOW_HEIGHT = 640
#: Below this width the names in the gutters go.
SLIM_WIDTH = 1060


class ReceptionPage(Page):
    """One form from the first letter to the printed receipt; the keyboard alone is enough."""

    id = "reception"
    key = "F2"
    icon = "document_add_20"

    def _build(self) -> None:
        self._low = False
        self._minute = self.session.now().replace(second=0)
        self._focus: QWidget | None = None
        self.draft = ReceiptDraft(self.session, self)
        self.visit = Visit(self.session, self)
        self.often = OftenMissing(self.session, self)
        left, right = self.columns()
        self.procedure = ProcedureCard(self.session)
        self.person = PersonCard(self.session)
        self.papers = PapersCard()
        self.promise = PromiseCard(self.session)
        self.form = Form(self.session, self.procedure, self.person, self.papers, self.promise)
        self.kept = KeptForm(self.session, self.form, self.visit, self)
        self.recall = Recall(self.session, self.form, self.kept, self.visit, self._edited)
        self.same_matter = SameMatter(self.session, self.form, self)
        left.addWidget(self.kept.line)
        left.addWidget(self.procedure)
        left.addWidget(self.person)
        left.addWidget(self.same_matter.line)
        self.advising = Advising(self.session, self.procedure, self.person, self.papers, self)
        left.addWidget(self.papers, 1)
        left.addWidget(self.advising.missing, 1)
        self.receipt = ReceiptCard()
        self.done = DoneCard()
        self.last = LastReceived(self.session, self.done, self)
        self._filler = QWidget()
        right.addWidget(self.promise)
        right.addWidget(self.visit.card, 1)
        right.addWidget(self.receipt, 1)
        right.addWidget(self.advising.slip, 1)
        right.addWidget(self.done, 1)
        right.addWidget(self._filler, 1)
        self.foot = Actions(self.session)
        self.problems = Problems(
            places(self.procedure, self.person, self.papers, self.promise, self.advising),
            self.foot.trouble,
        )
        right.addLayout(self.foot)
        self._clock = QTimer(self)
        self._clock.setInterval(2000)

    def _connect(self) -> None:
        foot = self.foot
        self.procedure.changed.connect(self._procedure_changed)
        self.procedure.chosen.connect(self._enter_person)
        self.person.changed.connect(self._edited)
        for field in self.person.fields:
            field.changed.connect(partial(self._maybe_code, field))
        self.person.finished.connect(self.papers.enter)
        self.person.result_wanted.connect(partial(self.session.open_page, "handover"))
        self.papers.changed.connect(self._edited)
        self.promise.changed.connect(self._refresh)
        for part in (self.procedure, self.person, self.papers, self.promise, self.visit):
            part.changed.connect(self.kept.note)
        for part in (self.procedure, self.person):
            part.changed.connect(self.same_matter.look)
        self.visit.changed.connect(self._show_right)
        self.person.like_last.clicked.connect(lambda: say.attempt(self, self.recall.copy_last))
        self.kept.line.restore.clicked.connect(lambda: say.attempt(self, self.recall.restore))
        self.draft.drawn.connect(self.receipt.show_pdf)
        foot.receive.clicked.connect(lambda: say.attempt(self, self.primary))
        foot.same.clicked.connect(lambda: say.attempt(self, self.same_person))
        foot.again.clicked.connect(lambda: say.attempt(self, self.print_again))
        foot.supplement.clicked.connect(self.advising.toggle_supplement)
        foot.register.clicked.connect(lambda: say.attempt(self, self.register))
        self.advising.changed.connect(self._show_right)
        self.advising.given.connect(self._advised)
        self._clock.timeout.connect(self._tick)
        self.hot_key("Alt+T", self.procedure.reopen)
        self.hot_key("Alt+H", self.papers.next_channel)
        self.hot_key("Alt+N", self.person.toggle_submitter)
        self.hot_key("Alt+G", self.advising.add_free_paper)
        self.hot_key("Alt+M", self.papers.show_code)
        self.hot_key("Alt+L", self.papers.tick_all)
        self.hot_key("Alt+S", lambda: say.attempt(self, self.recall.copy_last))
        self.hot_key(OPEN_KEY, self.same_matter.open)
        self.hot_key(RESTORE_KEY, lambda: say.attempt(self, self.recall.restore))
        self.hot_key(DROP_KEY, self.kept.drop)
        self.hot_key(SUPPLEMENT_KEY, self.advising.toggle_supplement)
        self.hot_key(REFUSAL_KEY, self.advising.toggle_refusal)
        self.hot_key("Ctrl+G", lambda: say.attempt(self, self.register))
        self.hot_key("Ctrl+D", lambda: say.attempt(self, self.same_person))
        self.hot_key("Ctrl+P", lambda: say.attempt(self, self.print_again))
        self.last.changed.connect(self._show_right)

    def open(self, argument: Any = None) -> None:
        """Come to the front as it was left; a card as ``argument`` fills the form."""
        self.procedure.open()
        if isinstance(argument, citizens.CardTaken) and not self.person.shows(argument):
            self.take_card(argument)
        self.last.count()
        self._refresh()
        self._clock.start()
        QTimer.singleShot(0, self, self._look_around)
        (self._focus or self.procedure.field).setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Another page comes to the front: the form and the cursor stay as they are."""
        self._focus = QApplication.focusWidget()
        if self._focus is not None and not self.isAncestorOf(self._focus):
            self._focus = None

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is reckoned or drawn for a form that nobody sees."""
        super().hideEvent(event)
        self._clock.stop()
        self.draft.stop()

    def kept_words(self) -> str:
        name = self.person.name.text()
        if self.is_empty():
            return self.visit.kept_words() or self.advising.kept_words()
        return _("the form of {name}").format(name=name) if name else _("the form that was begun")

    def hand_on(self, page: str) -> Any:
        """Going to the hand-over (F4) takes the citizen's waiting result along, to F3 their number."""
        wanted = {"handover": self.person.waiting, "search": self.person.known_number}.get(page)
        return (wanted() or None) if wanted is not None else None

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        narrow = width < SLIM_WIDTH
        self.procedure.fit(dense=self.dense, narrow=narrow)
        self.person.fit(dense=self.dense, narrow=narrow)
        self.advising.missing.fit(narrow=narrow)
        self.papers.fit(dense=self.dense, narrow=narrow)
        self.promise.fit(small=width < SMALL_WIDTH)
        low = height < LOW_HEIGHT
        if low != self._low:
            self._low = low
            self.done.set_low(low=low)
            self.visit.card.fit(low=low)
            self._refresh()

    def is_empty(self) -> bool:
        """Whether nothing is typed and nothing chosen."""
        return self.form.is_empty()

    def primary(self) -> None:
        """Receive the dossier and print its receipt, or give a slip; the next form is ready then."""
        if self.visit.states and self.procedure.is_empty():
            self.end_visit()
        elif not self.advising.asked_for():
            return
        elif self.advising.wanted():
            self.problems.clear()
            self.advising.do()
        else:
            self.receive(keep_person=False)

    def print_again(self) -> None:
        """Print the slip that has not come out, else the last receipt again."""
        if not self.advising.print_again():
            self.last.print_again()

    def same_person(self) -> None:
        """Receive and keep the person for the next dossier; in an empty form the last person comes back."""
        if not self.is_empty():
            if self.advising.asked_for():
                self.receive(keep_person=True)
        elif self.last.state is not None:
            self.person.show_person(self.last.state.applicant, self.last.state.submitter)
            self.procedure.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_visit(self) -> None:
        """Everything of this visit is received: print its one receipt; the next form is ready then."""
        states = self.visit.end()
        self._clear()
        self.last.visit_ended(states)
        self.kept.save()

    def receive(self, *, keep_person: bool) -> DossierState | None:
        """Receive what is typed; None where something has to be mended first, which is then said.

        Raises:
            UserError: refused for another reason; nothing is changed.
        """
        new = self._checked()
        if new is None:
            return None
        state = reception.receive(self.session.desk, new, self.session.officer, self.session.now())
        self._received(state, keep_person=keep_person)
        return state

    def register(self) -> None:
        """Keep an application that came online or by post; it is received later, whole.

        Raises:
            UserError: refused; nothing is changed.
        """
        new = self._checked()
        if new is None:
            return
        session = self.session
        state = reception.register(session.desk, new, session.officer, session.now())
        self._clear()
        session.tell_changed(state.scan_number)
        words = _("{code} of {name} is registered, not received yet. It waits under F5.")
        sentence = words.format(code=state.code, name=state.applicant.name)
        session.say("done", sentence, thing=state.code)

    def _checked(self) -> NewDossier | None:
        """What is typed, None where something has to be mended first, which is then said."""
        self.problems.clear()
        new = normalise(self.form.values())
        problems = problems_of(new, self.procedure.procedure(), self.papers.money())
        if problems:
            self.problems.show(problems)
            return None
        return new

    def escape(self) -> None:
        """Leave the slip, else empty the form; Ctrl+Z brings it back."""
        if self.advising.leave() or self.is_empty():
            return
        self._clear(recallable=True)
        self.session.say("info", _("The form was cleared."), _("Bring it back"), "Ctrl+Z")

    def undo(self) -> None:
        """Bring the cleared form back."""
        self.recall.undo()

    def scanned(self, meaning: ScanMeaning) -> bool:
        """A citizen card fills the person, an unknown code its line; the window takes the rest."""
        if meaning.kind == "code" and self.procedure.is_folded():
            return self.advising.take_code(meaning.value)
        if meaning.kind != "card":
            return False
        self.take_card(citizens.take_card(self.session.desk, meaning.value, self.session.now().date()))
        return True

    def take_card(self, taken: citizens.CardTaken) -> None:
        """Show the holder of a card; who stood in the form before comes back with Ctrl+Z."""
        if not self.person.is_empty():
            self.recall.remember()
        self.session.repeat(self.person.show_card(taken, self.session.now()))

    def show_problem(self, field: str, sentence: str) -> bool:
        """Say a problem beside its field, with the focus there."""
        if not self.problems.knows(field):
            return False
        self.problems.show([Problem(field, sentence)])
        return True

    def _received(self, state: DossierState, *, keep_person: bool) -> None:
        kept = (self.person.person(), self.person.submitter_name())
        self._clear()
        if not self.visit.takes(state):
            self.last.visit_ended(self.visit.end())
        if keep_person:
            self.person.show_person(*kept)
            self.visit.add(state)
            self.last.held(state, len(self.visit.states))
        elif self.visit.states:
            self.last.visit_ended((*self.visit.end(), state))
        else:
            self.last.received(state)
        self.kept.save()

    def _advised(self) -> None:
        self._clear(recallable=True)

    def _clear(self, *, recallable: bool = False) -> None:
        cleared = self.form.draft() if recallable else None
        self.advising.reset()
        self.problems.clear()
        self.form.clear()
        self.recall.cleared = cleared
        self._refresh()
        self.procedure.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _procedure_changed(self, chosen: Procedure | None) -> None:
        self.papers.show_procedure(chosen, self.often.of(chosen))
        self.advising.reset()
        self.problems.clear()
        self._refresh()

    def _look_around(self) -> None:
        self.kept.begin()
        self.often.learn()

    def _edited(self) -> None:
        self.problems.count()
        self._show_right()
        self._refresh_draft()

    def _tick(self) -> None:
        minute = self.session.now().replace(second=0)
        if minute != self._minute:
            self._minute = minute
            self._refresh()

    def _refresh(self) -> None:
        """The date, the hints and the draft, for the procedure at hand and this moment."""
        desk, at = self.session.desk, self.session.now()
        chosen = self.procedure.procedure()
        if chosen is None:
            self.promise.show_none(self._hints())
        elif (promise := promises.preview(desk, chosen, at)) is not None:
            self.promise.show_promise(chosen, promise)
        else:
            self.promise.show_given(chosen, self.promise.given_promise())
        self._show_right()
        self._refresh_draft()

    def _hints(self) -> tuple[str, ...]:
        desk, at = self.session.desk, self.session.now()
        return () if self._low else special_hints(desk.calendar, desk.pack_on(at.date()).cutoffs, at)

    def _show_right(self) -> None:
        """Date and buttons always; the receipt, or what was done last, where there is room for it."""
        chosen = self.procedure.procedure() is not None
        advising = self.advising
        visit = len(self.visit.states)
        self.visit.card.setVisible(visit > 0 and not advising.mode and not (chosen and self._low))
        self.receipt.setVisible(chosen and not self._low and not advising.mode and not visit)
        self.receipt.show_facts(self.session.station.sheet, self.last.next_number)
        self.done.setVisible(not chosen and not visit)
        self.papers.setVisible(advising.mode != SUPPLEMENT_FORM)
        advising.missing.setVisible(advising.mode == SUPPLEMENT_FORM)
        advising.slip.setVisible(bool(advising.mode))
        self._filler.setVisible(chosen and self._low and not advising.mode)
        printable = advising.can_print() or self.last.can_print()
        self.foot.show_for(advising, self.papers.channel(), chosen=chosen, printable=printable, visit=visit)

    def _refresh_draft(self) -> None:
        if self.procedure.procedure() is None:
            self.draft.stop()
        else:
            self.draft.want(self.form.values(), self.session.now())

    def _maybe_code(self, field: Field, text: str) -> None:
        """A figure chose a procedure and a dot follows: it was the beginning of a code after all."""
        if self.procedure.take_back_figure(text):
            field.set_text("")

    def _enter_person(self) -> None:
        first = next((one for one in self.person.fields if not one.text()), self.person.name)
        first.setFocus(Qt.FocusReason.OtherFocusReason)
