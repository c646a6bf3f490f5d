"""The page of handing over: it finds the result, its form asks who collects, its key records it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from counter_app.core.codes import looks_like_code, looks_like_scan_number, normalise_code
from counter_app.core.command_cards import Command, card_name
from counter_app.core.records import DossierRow, DossierState, Person, PrintOutcome
from counter_app.core.states import Action, Status, require_role
from counter_app.i18n import gettext as _
from counter_app.services import citizens, handover, queries
from counter_app.services.citizens import CardTaken
from counter_app.services.queries import Which
from counter_app.ui import say, tasks, theme
from counter_app.ui.handing_over import done_words
from counter_app.ui.next_step import no_result
from counter_app.ui.pages.dossier.clears import result_place
from counter_app.ui.pages.handover.form import SLIP_TOO_KEY, HandoverForm
from counter_app.ui.pages.handover.said import begun_words, by_card_words, to_settle
from counter_app.ui.pages.handover.together import ALL_KEY
from counter_app.ui.pages.handover.waiting import LONG_WAIT, Waiting
from counter_app.ui.pages.page import NARROW_WIDTH, SMALL_WIDTH, Page
from counter_app.ui.receipts import Printed
from counter_app.ui.slip_printing import SlipKind, print_slip
from counter_app.ui.words import addressed, begun

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning


class HandoverPage(Page):
    """A scan number opens the form of its hand-over; without one the waiting results are listed."""

    id = "handover"
    key = "F4"
    icon = "mail_inbox_checkmark_20"

    def _build(self) -> None:
        self._scan_number = ""
        self._from_page = False
        self._last = ""  # what was handed over just now, for a step that was one too many
        self._latest = tasks.Latest(self.session)
        self.waiting = Waiting(self._rows)
        self.form = HandoverForm(self.session.desk.calendar)
        self.views = QStackedWidget()
        self.views.addWidget(self.waiting)
        self.views.addWidget(self.form)
        self.column().addWidget(self.views)

    def _connect(self) -> None:
        waiting, form = self.waiting, self.form
        waiting.typed.connect(self._search)
        waiting.asked.connect(lambda text: say.attempt(self, self._ask, text))
        waiting.opened.connect(lambda chosen: say.attempt(self, self._open_row, chosen))
        form.who.changed.connect(form.show_receiver)
        form.who.choice.changed.connect(self._say_who)
        form.put_back.clicked.connect(lambda: say.attempt(self, self.escape))
        form.primary.clicked.connect(lambda: say.attempt(self, self.next_action))
        self.hot_key(ALL_KEY, self._take_all)
        self.hot_key(SLIP_TOO_KEY, form.record.slip.click)
        self.session.dossier_changed.connect(lambda _number: self._changed())

    # what it shows

    def open(self, argument: Any = None) -> None:
        """Hand over the result of scan number ``argument``; without one, what was begun, or the list."""
        if argument and argument != self._scan_number:
            self.take(str(argument))
            self._from_page = bool(self._scan_number)
        elif self._scan_number:
            self._show_again()
        else:
            self.show_waiting()

    def show_waiting(self) -> None:
        """Show the results that wait, with the cursor in the field."""
        self._scan_number = ""
        self._from_page = False
        self.waiting.field.clear()
        self._list_all()
        self.views.setCurrentWidget(self.waiting)
        self.waiting.field.setFocus()

    def take(self, scan_number: str) -> None:
        """Begin the hand-over of a result, or say why there is none to hand over.

        Raises:
            NotFound: no dossier has the scan number.
        """
        state = queries.dossier(self.session.desk, scan_number)
        if state.status is not Status.FINISHED:
            self.show_waiting()
            self._say_why_not(state)
            return
        desk, at = self.session.desk, self.session.now()
        place = result_place(queries.history(desk, scan_number))
        self._scan_number = self.session.at_hand = scan_number
        self._last = ""
        self._from_page = False
        self.form.show_dossier(state, place, at, handover.ready_with(desk, state))
        self.views.setCurrentWidget(self.form)
        self.form.who.choice.options()[0].setFocus()
        self.session.repeat(begun_words(self.form, state))

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        wide = theme.RIGHT_COLUMN if width >= NARROW_WIDTH else theme.RIGHT_COLUMN_NARROW
        self.form.right.setFixedWidth(theme.RIGHT_COLUMN_PAYING if width < SMALL_WIDTH else wide)
        self.waiting.fit(narrow=width < SMALL_WIDTH)

    def kept_words(self) -> str:
        if not self._scan_number:
            return ""
        state = queries.dossier(self.session.desk, self._scan_number)
        return _("the hand-over for {person}").format(person=addressed(state.applicant))

    def idle_hint(self) -> tuple[str, str]:
        return _("Hand this result over"), "Enter"

    def show_problem(self, field: str, sentence: str) -> bool:
        due = self.form.due
        here = {one.name: one for one in (due.number, due.given)} if due.total else {}
        found = here.get(field) or self.form.who.problem_field(field)
        if found is None or not self._scan_number:
            return False
        found.set_problem(sentence)
        found.setFocus()
        self.session.say("problem", sentence)
        return True

    def leave(self) -> None:
        self._last = ""

    # its keys

    def next_action(self) -> None:
        if not self._scan_number:
            self.waiting.open_current()
            return
        session, form = self.session, self.form
        who = form.who.hand_over(form.goods.note.text())
        numbers = [one.scan_number for one in form.states()]
        at, paid = session.now(), form.due.payment()
        states = handover.hand_over_all(session.desk, numbers, who, session.officer, at, paid)
        receiver, slip = form.who.receiver(), form.record.slip.isChecked()
        self.show_waiting()
        self._last = numbers[0]
        for number in numbers:
            session.tell_changed(number)
        session.say("done", done_words(states, receiver), _("Undo"), "Ctrl+Z", thing=receiver)
        for number in numbers if slip else ():
            print_slip(session, number, SlipKind.RESULT_RECEIPT, self._slip_printed)

    def primary(self) -> None:
        self.next_action()

    def undo(self) -> None:
        """The card of what was handed over just now opens; there the same key takes the step back."""
        if not self._scan_number and self._last:
            self.session.open_page("dossier", self._last)
            words = _("Press Ctrl+Z again to take the hand-over back, with a reason.")
            self.session.say("caution", words, _("Undo the last step"), "Ctrl+Z")

    def at_hand(self, command: Command) -> str:
        after = self._last if command in (Command.UNDO, Command.HAND_OVER) else ""
        return self._scan_number or after

    def obey(self, command: Command, *, opened: bool) -> None:
        """The card TRẢ: the first scan shows, a later one hands over what needs no keyboard."""
        require_role(Action.RETURN, self.session.officer.role)
        if opened or to_settle(self.form):
            self.session.repeat(by_card_words(self.form, card_name(command)))
        else:
            self.next_action()

    def choose(self, n: int) -> None:
        if self._scan_number:
            self.form.who.choice.choose(n)

    def escape(self) -> None:
        if self._scan_number:
            back = self._from_page
            self.show_waiting()
            self.session.say("idle", "")
            if back:
                self.session.open_page("back")
        elif self.waiting.field.text():
            self.waiting.field.clear()
            self._list_all()
        else:
            self.session.open_page("back")

    def scanned(self, meaning: "ScanMeaning") -> bool:
        if meaning.kind in ("receipt", "code"):
            self.take(queries.identify(self.session.desk, meaning.value))
            return True
        if meaning.kind == "card":
            day = self.session.now().date()
            self._take_card(citizens.take_card(self.session.desk, meaning.value, day))
            return True
        return False

    # slots

    def _take_card(self, taken: CardTaken) -> None:
        person = taken.person
        if self._scan_number:
            own = self.form.who.take_card(taken, f"{self.session.now():%H:%M}")
            self._say_card(person, own=own)
            return
        ready = taken.known.waiting if taken.known else ()
        if len(ready) == 1:
            self.take(ready[0].scan_number)
            self.form.who.take_card(taken, f"{self.session.now():%H:%M}")
            return
        self.waiting.field.setText(person.citizen_id)
        self._show([row.id for row in ready])
        if ready:
            words = _("{count} results wait for {person}. Choose one with Up and Down, then Enter.")
            kind = "info"
        else:
            words = _("No result waits for {person}. Somebody else's: scan that receipt.")
            kind = "caution"
        sentence = begun(words.format(count=len(ready), person=addressed(person)))
        self.session.say(kind, sentence, thing=person.name)

    def _ask(self, text: str) -> None:
        code = normalise_code(text)
        if looks_like_scan_number(code) or looks_like_code(code):
            self.take(queries.identify(self.session.desk, text))
        else:
            self.waiting.open_current()

    def _open_row(self, chosen: int) -> None:
        rows = self._rows((chosen,))
        if rows:
            self.take(rows[0].scan_number)

    def _search(self, text: str) -> None:
        if not text.strip():
            self._list_all()
            return
        desk, at = self.session.desk, self.session.now()
        self.waiting.table.set_busy(True)
        self._latest.ask(
            lambda: queries.search(desk, text, Which.READY, at=at), lambda found: self._show(found.ids)
        )

    def _list_all(self) -> None:
        at = self.session.now()
        before = (at - timedelta(days=LONG_WAIT)).date()
        long = queries.ready_before(self.session.desk, before)
        self.waiting.show_waiting(queries.ready(self.session.desk), at, long=len(long))

    def _show(self, ids: Sequence[int]) -> None:
        self.waiting.show_waiting(ids, self.session.now())

    def _changed(self) -> None:
        if self.isVisible() and not self._scan_number and not self.waiting.field.text():
            say.attempt(self, self._list_all)

    def _rows(self, ids: Sequence[int]) -> list[DossierRow]:
        return queries.rows(self.session.desk, ids)

    def _say_who(self, _who: str) -> None:
        if self.form.who.authorised():
            words = _("Not the owner collects: look at the authorisation and keep one copy of it.")
            self.session.say("info", words, _("Handed over"), "F10")

    def _say_card(self, person: Person, *, own: bool) -> None:
        if own:
            words = _("The card belongs to {name}, the owner. Compare the picture.")
        else:
            words = _("{name} is not the owner: an authorisation is needed, and one copy of it is kept.")
        sentence = words.format(name=person.name)
        self.session.say("done" if own else "info", sentence, _("Handed over"), "F10", thing=person.name)

    def _say_why_not(self, state: DossierState) -> None:
        kind, sentence, thing = no_result(state)
        self.session.say(kind, sentence, thing=thing)

    def _take_all(self) -> None:
        if self._scan_number:
            self.form.together.turn()

    def _show_again(self) -> None:
        """What was begun comes back; what happened to the dossier meanwhile is seen."""
        desk, form = self.session.desk, self.form
        state, shown = queries.dossier(desk, self._scan_number), form.state()
        if state.status is not Status.FINISHED:
            self.show_waiting()
            self._say_why_not(state)
            return
        if shown is None or shown.last_event_at != state.last_event_at:
            place = result_place(queries.history(desk, self._scan_number))
            form.show_again(state, place, self.session.now(), handover.ready_with(desk, state))
        form.who.choice.setFocus()

    def _slip_printed(self, printed: Printed) -> None:
        if printed.outcome is not PrintOutcome.PRINTED:
            self.session.say("caution", printed.sentence)
