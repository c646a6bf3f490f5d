"""The page of processing: it loads, its card and its list show, its keys act."""

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QStackedWidget

from counter_app.core.command_cards import Command
from counter_app.core.records import DossierRow, DossierState
from counter_app.core.states import Action, Role, Status, permitted
from counter_app.errors import NotAllowed
from counter_app.i18n import gettext as _
from counter_app.services import accounts, corrections, processing, queries
from counter_app.services.history import settled
from counter_app.ui import say, theme
from counter_app.ui.next_step import StepKind, next_step
from counter_app.ui.pages.dossier.acting import Acting
from counter_app.ui.pages.dossier.after import after_words
from counter_app.ui.pages.dossier.card import DossierCard, MarginBar, Shown
from counter_app.ui.pages.dossier.clears import five_clears
from counter_app.ui.pages.dossier.commanded import obey
from counter_app.ui.pages.dossier.disagreed import disagreed
from counter_app.ui.pages.dossier.next_acts import finish, forward
from counter_app.ui.pages.dossier.offers import KEYS, offers
from counter_app.ui.pages.dossier.paper_rows import FREE_KEY
from counter_app.ui.pages.dossier.pasting import Pasting
from counter_app.ui.pages.dossier.printed import say_receipt, say_slip
from counter_app.ui.pages.dossier.whereabouts import whereabouts
from counter_app.ui.pages.dossier.worklist import GROUPS, HOLDER_KEY, Worklist
from counter_app.ui.pages.page import NARROW_WIDTH, SMALL_WIDTH
from counter_app.ui.receipts import in_flight, print_receipt
from counter_app.ui.slip_printing import CONTROL_KEY, SLIP_KEY, SlipKind, print_slip, slip_of
from counter_app.ui.words import inside, shelf_words

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning

_WORKERS = (Role.SPECIALIST, Role.LEADER)
#: Keys that other parts of the page or the window hold already.
_HELD = {"Ctrl+P", "Ctrl+N", "Ctrl+Z"}


class DossierPage(Pasting):
    """A scan number opens its card; without one the open dossiers are listed."""

    id = "dossier"
    key = "F5"
    icon = "clipboard_task_list_ltr_20"

    def _build(self) -> None:
        calendar = self.session.desk.calendar
        self._scan_number = ""
        self._from_list = False
        officer = self.session.officer
        self.worklist = Worklist(calendar, self._rows, (officer.name, self.session.counter))
        self.card = DossierCard(calendar, partial(queries.in_words, self.session.desk), self._begin)
        self.acting = Acting(self.session, self)
        self.views = QStackedWidget()
        self.views.addWidget(self.worklist)
        self.views.addWidget(self.card)
        self.column().addWidget(self.views)
        if self.session.officer.role in _WORKERS:
            self.worklist.filters.set_value("in_progress")

    def _connect(self) -> None:
        self.worklist.opened.connect(lambda chosen: say.attempt(self, self._open_row, chosen))
        card = self.card
        card.primary.clicked.connect(lambda: say.attempt(self, self.primary))
        card.leave.clicked.connect(lambda: say.attempt(self, self.escape))
        card.life.slip_wanted.connect(lambda: say.attempt(self, self.print_slip))
        card.note.edit.returnPressed.connect(lambda: say.attempt(self, self._keep_note))
        card.with_field.edit.returnPressed.connect(self._leave_field)
        self.hot_key("Ctrl+P", lambda: say.attempt(self, self.reprint))
        self.hot_key("Ctrl+N", self.write_note)
        self.hot_key("Ctrl+J", self.whole_journal)
        self.hot_key(SLIP_KEY, lambda: say.attempt(self, self.print_slip))
        self.hot_key(CONTROL_KEY, lambda: say.attempt(self, self.print_slip, SlipKind.CONTROL))
        self.hot_key(FREE_KEY, self._add_free)
        for key in sorted(set(KEYS.values()) - _HELD):
            self.hot_key(key, partial(say.attempt, self, self._key, key))
        self.acting.handle(Action.NOTE, self.write_note)
        self.acting.handle(Action.REPRINT, self.reprint)
        self.acting.shown.connect(card.show_deed)
        self.acting.done.connect(self._done)
        self.session.dossier_changed.connect(self._changed)

    # what it shows

    def open(self, argument: Any = None) -> None:
        """Show the card of scan number ``argument``, or the list of open dossiers without one."""
        if argument:
            self._from_list = False
            self.show_dossier(str(argument))
            self._say_where_it_is()
        elif self.acting.deed is not None:
            self.acting.deed.enter()
        else:
            self._from_list = False
            self.show_list()

    def show_list(self) -> None:
        """Show the open dossiers."""
        self._scan_number = self.session.at_hand = ""
        self.acting.put_aside()
        at = self.session.now()
        self.worklist.show_work(queries.open_work(self.session.desk, at), at)
        self.views.setCurrentWidget(self.worklist)
        self.worklist.table.setFocus()

    def show_dossier(self, scan_number: str) -> None:
        """Show the card of one dossier.

        Raises:
            NotFound: none has the scan number.
        """
        session, desk = self.session, self.session.desk
        state = queries.dossier(desk, scan_number)
        at = session.now()
        events = queries.events(desk, scan_number)
        history = queries.in_words(desk, settled(events))
        if not self._scan_number or self._scan_number != scan_number:
            self._put_away()
        self._scan_number = session.at_hand = scan_number
        officers = {one.login: one for one in accounts.officers(desk)}
        others = self._others(state)
        alone = all(row.status is not Status.FINISHED for row in others)
        self.card.offer_places((*desk.office.units, *(one.name for one in officers.values())))
        self.card.back.setText(self._back_words())
        self.card.show_dossier(
            Shown(
                state=state,
                clears=five_clears(state, history, officers, desk.office.desk, at, desk.calendar),
                history=history,
                events=events,
                others=others,
                step=next_step(state, session.officer, alone=alone),
                offers=offers(state, session.officer),
                at=at,
                counter=session.counter,
            )
        )
        self.views.setCurrentWidget(self.card)
        self.acting.show_dossier(state)
        if self.acting.deed is None:
            self.card.parts.setFocus()

    def state(self) -> DossierState | None:
        """The dossier on the card, None while the list is shown."""
        return queries.dossier(self.session.desk, self._scan_number) if self._scan_number else None

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        if (layout := self.layout()) is not None:  # the card scrolls in the margin, the list keeps its edge
            margins = layout.contentsMargins()
            margins.setRight(theme.EDGE - MarginBar.WIDTH)
            layout.setContentsMargins(margins)
            self.worklist.setContentsMargins(0, 0, MarginBar.WIDTH, 0)
        self.card.fit(dense=self.dense, narrow=width < SMALL_WIDTH)
        self.worklist.fit(narrow=width < SMALL_WIDTH, close=width < NARROW_WIDTH)

    def idle_hint(self) -> tuple[str, str]:
        return _("Open a row"), "Enter"

    def kept_words(self) -> str:
        deed = self.acting.deed
        return _("what was begun: {act}").format(act=inside(deed.title())) if deed is not None else ""

    def show_problem(self, field: str, sentence: str) -> bool:
        fields = {"to": self.card.with_field, "note": self.card.note}
        shown = fields.get(field)
        if shown is None or not shown.isVisible():
            return False
        shown.set_problem(sentence)
        shown.setFocus()
        return True

    # its keys

    def next_action(self) -> None:
        state = self.state()
        if state is None:
            self.worklist.open_current()
            return
        if self.acting.deed is not None:
            words = _("{act}: Ctrl+Enter does it, Esc leaves it.")
            self.session.say("info", words.format(act=self.acting.deed.title()), _("Leave it"), "Esc")
            return
        shown = self.card.shown
        step = next_step(state, self.session.officer)
        if shown is not None and shown.step.at_once and shown.state == state:
            from counter_app.ui.handing_over import hand_over_at_once  # noqa: PLC0415 - not for a mere scan

            hand_over_at_once(self.session, state)
        elif step.kind is StepKind.FORWARD:
            forward(self.session, self._scan_number, self.card.with_field.text())
        elif step.kind is StepKind.FINISH:
            finish(self.session, self._scan_number, self.card.with_field.text())
        elif step.kind is StepKind.HAND_OVER:
            self.session.open_page("handover", self._scan_number)
        elif step.deed is not None:
            self.acting.begin(step.deed, state)
        else:
            self._say_where_it_is()

    def primary(self) -> None:
        if self.acting.deed is not None:
            self.acting.do()
        else:
            self.next_action()

    def at_hand(self, _command: Command) -> str:
        return self._scan_number

    def obey(self, command: Command, *, opened: bool) -> None:  # noqa: ARG002 - the card shows it already
        if (state := self.state()) is not None:
            obey(self, command, state)

    def hand_on(self, page: str) -> Any:
        state = self.state() if page == "handover" else None
        return state.scan_number if state is not None and state.status is Status.FINISHED else None

    def undo(self) -> None:
        self._begin(Action.UNDO)

    def choose(self, n: int) -> None:
        if self.acting.deed is not None:
            self.acting.deed.choose(n)
        elif not self._scan_number and n <= len(GROUPS):
            self.worklist.filters.choose(n)
            self.worklist.table.setFocus()

    def escape(self) -> None:
        if self.card.note.isVisible():
            self._put_away_note()
        elif self.card.parts.currentWidget() is self.card.whole:
            self.whole_journal()
        elif self.acting.deed is not None:
            self.acting.leave()
            self._say_where_it_is()
        elif self._scan_number and self._from_list:
            self.show_list()
        else:
            self.session.open_page("back")

    def scanned(self, meaning: "ScanMeaning") -> bool:
        """A receipt scanned again while its card is shown says the same again; a code may be asked for."""
        deed = self.acting.deed
        if deed is not None and meaning.kind == "code" and self.acting.take_code(meaning.value):
            return True
        if meaning.kind == "shelf" and self._scan_number:
            self._take_shelf(shelf_words(meaning.value))
            return True
        if meaning.kind not in ("receipt", "code") or not self._scan_number:
            return False
        self.open(queries.identify(self.session.desk, meaning.value))
        return True

    def card_place(self) -> tuple[str, Any]:
        """Beside a result that is ready, a citizen card tells who collects it."""
        state = self.state()
        ready = state is not None and state.status is Status.FINISHED
        return ("handover", self._scan_number) if ready else super().card_place()

    def reprint(self) -> None:
        """Print the receipt again; it says that it is a reprint, and which.

        Raises:
            NotAllowed: the officer's role prints no receipts.
        """
        state = self.state()
        if state is None:
            return
        if not permitted(Action.REPRINT, self.session.officer.role):
            raise NotAllowed(_("Receipts are printed at the counter; ask an officer there."))
        self.session.say("info", _("Printing the receipt of {name}.").format(name=state.applicant.name))
        if in_flight(self.session, state.scan_number):
            return
        print_receipt(self.session, state.scan_number, partial(say_receipt, self.session))

    def print_slip(self, kind: SlipKind | None = None) -> None:
        """Print the paper of the last act, or another one of the dossier."""
        state = self.state()
        wanted = kind or (slip_of(state) if state is not None else None)
        if state is None or wanted is None:
            if state is not None:
                words = _("No paper belongs to where this dossier stands; Ctrl+P prints the receipt.")
                self.session.say("info", words)
            return
        self.session.say("info", _("Printing for {name}.").format(name=state.applicant.name))
        print_slip(self.session, state.scan_number, wanted, partial(say_slip, self.session))

    def write_note(self) -> None:
        """Open the field for a note under the journal."""
        if self._scan_number and self.acting.deed is None:
            if self.card.parts.currentIndex():
                self.card.toggle_whole()
            self.card.sheet.show_note(shown=True)
            self.card.note.setFocus()

    def whole_journal(self) -> None:
        """Show every event, or the card again."""
        if self._scan_number and not self.card.toggle_whole():
            self.card.parts.setFocus()

    # slots

    def _begin(self, action: Action) -> None:
        """Begin an act on the dossier at hand; what forbids it is said."""
        state = self.state()
        if state is not None:
            say.attempt(self, self.acting.begin, action, state)

    def _key(self, key: str) -> None:
        state = self.state()
        if state is not None:
            self.acting.key(key, state)
        elif key == HOLDER_KEY:
            self.worklist.next_holder()

    def _add_free(self) -> None:
        if self.acting.deed is not None:
            self.acting.deed.add_free()

    def _done(self, action: Action) -> None:
        if action is Action.RECEIVE:
            print_receipt(self.session, self._scan_number, partial(say_receipt, self.session))

    def _take_shelf(self, place: str) -> None:
        """A shelf's label after a dossier: it lies there, unless a form is open that asks for the place."""
        session, deed = self.session, self.acting.deed
        if deed is not None and deed.take_shelf(place):
            return
        state = corrections.place(session.desk, self._scan_number, session.officer, session.now(), place)
        session.tell_changed(state.scan_number)
        kind, sentence = after_words(Action.PLACE, state, state)
        session.say(kind, sentence, thing=state.applicant.name)

    def _keep_note(self) -> None:
        session = self.session
        text = self.card.note.text()
        processing.note(session.desk, self._scan_number, session.officer, session.now(), text)
        self._put_away_note()
        session.tell_changed(self._scan_number)
        session.say("done", _("The note is kept with the dossier."))

    def _changed(self, scan_number: str) -> None:
        if not self.isVisible():
            return
        if self._scan_number == scan_number:
            say.attempt(self, self.show_dossier, scan_number)
        elif not self._scan_number:
            at = self.session.now()
            self.worklist.show_work(queries.open_work(self.session.desk, at), at)

    def _open_row(self, chosen: int) -> None:
        rows = self._rows((chosen,))
        if rows:
            self.show_dossier(rows[0].scan_number)
            self._from_list = True
            self.card.back.setText(self._back_words())
            self._say_where_it_is()

    def _leave_field(self) -> None:
        self.card.parts.setFocus()

    def _put_away(self) -> None:
        if self.card.parts.currentWidget() is self.card.whole:
            self.card.toggle_whole()
        self._put_away_note()

    def _put_away_note(self) -> None:
        self.card.note.set_text("")
        if not self.card.note.isHidden():
            self.card.sheet.show_note(shown=False)
        self.card.parts.setFocus()

    def _rows(self, ids: Any) -> list[DossierRow]:
        return queries.rows(self.session.desk, ids)

    def _others(self, state: DossierState) -> tuple[DossierRow, ...]:
        rows = queries.others_of(self.session.desk, state)
        return tuple(sorted(rows, key=lambda row: row.returned_at is not None))

    def _back_words(self) -> str:
        if self._from_list:
            return _("Back to the open dossiers")
        page, kept = self.session.interrupted
        if kept:
            return _("Back to {page}, {kept} is kept as it is").format(page=page, kept=kept)
        return _("Back to {page}").format(page=page) if page else _("Back")

    def _say_where_it_is(self) -> None:
        if (shown := self.card.shown) is not None:
            said = disagreed(self.session.desk, shown)
            self.session.repeat(said or whereabouts(shown, self.session.desk.calendar))
