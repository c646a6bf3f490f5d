"""The page of handing over: it finds the result, its form asks who collects, its key records it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from counter_app.core.citizen_card import read_card
from counter_app.core.codes import looks_like_code, looks_like_scan_number, normalise_code
from counter_app.core.records import DossierRow, DossierState, Person
from counter_app.core.states import BINDING, STATUS_NAMES, Status
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.services import handover, queries
from counter_app.services.queries import Which
from counter_app.ui import say, tasks, theme
from counter_app.ui.next_step import returned_sentence
from counter_app.ui.pages.dossier.clears import result_place
from counter_app.ui.pages.handover.form import HandoverForm
from counter_app.ui.pages.handover.waiting import LONG_WAIT, Waiting
from counter_app.ui.pages.page import NARROW_WIDTH, SMALL_WIDTH, Page
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
        self.session.dossier_changed.connect(lambda _number: self._changed())

    # what it shows

    def open(self, argument: Any = None) -> None:
        """Hand over the result of scan number ``argument``; without one, what was begun, or the list."""
        if argument and argument != self._scan_number:
            self.take(str(argument))
            self._from_page = bool(self._scan_number)
        elif self._scan_number:
            self.form.who.choice.setFocus()
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
        history = queries.history(self.session.desk, scan_number)
        self._scan_number = scan_number
        self._from_page = False
        self.form.show_dossier(state, result_place(history), self.session.now())
        self.views.setCurrentWidget(self.form)
        self.form.who.choice.options()[0].setFocus()
        words = _("The result for {person} is on the table. Compare who collects with their card.")
        sentence = words.format(person=addressed(state.applicant))
        self.session.say("info", sentence, _("Handed over"), "F10", thing=state.applicant.name)

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        wide = theme.RIGHT_COLUMN if width >= NARROW_WIDTH else theme.RIGHT_COLUMN_NARROW
        self.form.right.setFixedWidth(theme.RIGHT_COLUMN_SMALL if width < SMALL_WIDTH else wide)
        self.waiting.fit(narrow=width < SMALL_WIDTH)

    def kept_words(self) -> str:
        if not self._scan_number:
            return ""
        state = queries.dossier(self.session.desk, self._scan_number)
        return _("the hand-over for {person}").format(person=addressed(state.applicant))

    def idle_hint(self) -> tuple[str, str]:
        return _("Hand this result over"), "Enter"

    def show_problem(self, field: str, sentence: str) -> bool:
        found = self.form.who.problem_field(field)
        if found is None or not self._scan_number:
            return False
        found.set_problem(sentence)
        found.setFocus()
        self.session.say("problem", sentence)
        return True

    # its keys

    def next_action(self) -> None:
        if not self._scan_number:
            self.waiting.open_current()
            return
        session = self.session
        who = self.form.who.hand_over(self.form.goods.note.text())
        state = handover.hand_over(session.desk, self._scan_number, who, session.officer, session.now())
        receiver = self.form.who.receiver()
        self.show_waiting()
        session.tell_changed(state.scan_number)
        words = _("The result of {code} was handed over to {name} at {time}. The next one, please.")
        sentence = words.format(code=state.code, name=receiver, time=f"{state.returned_at:%H:%M}")
        session.say("done", sentence, thing=receiver)

    def primary(self) -> None:
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
            self._take_card(read_card(meaning.value).person())
            return True
        return False

    # slots

    def _take_card(self, person: Person) -> None:
        if self._scan_number:
            own = self.form.who.take_card(person, f"{self.session.now():%H:%M}")
            self._say_card(person, own=own)
            return
        known = queries.person(self.session.desk, person.citizen_id, person.name)
        ready = known.waiting if known else ()
        if len(ready) == 1:
            self.take(ready[0].scan_number)
            self.form.who.take_card(person, f"{self.session.now():%H:%M}")
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
        if state.status is Status.RETURNED:
            self.session.say("info", returned_sentence(state), thing=state.collector)
            return
        if state.status in BINDING:
            words = _(
                "No result yet for {name}: {status}, at {holder}, promised for {day}. "
                "Ask there, or come then."
            )
        else:
            words = _("No result for {name}: {status}, at {holder}.")
        sentence = words.format(
            name=state.applicant.name,
            status=STATUS_NAMES[state.status].lower(),
            holder=state.holder,
            day=short_date(state.due_at),
        )
        self.session.say("caution", sentence, thing=state.applicant.name)
