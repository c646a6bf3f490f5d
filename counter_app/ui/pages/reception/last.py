"""Who was received last: shown, printed, printed again, and counted among what the day brought."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from counter_app.core.records import DossierState, PrintOutcome
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.services import queries
from counter_app.ui import print_targets, receipts
from counter_app.ui.pages.reception.aside import DoneCard, PrintState
from counter_app.ui.pages.reception.visit import paper_words, print_words
from counter_app.ui.paper_keys import FEEDER_KEY
from counter_app.ui.session import Session
from counter_app.ui.visit_printing import print_visit


class LastReceived(QObject):
    """Keeps the card of the last dossier true until its paper is out; what did not come out stays said."""

    #: There is now, or no longer, something to print again.
    changed = Signal()

    def __init__(self, session: Session, card: DoneCard, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._card = card
        self._print_state = PrintState(PrintOutcome.PENDING)
        session.dossier_changed.connect(self._count_again)
        self._visit: tuple[str, ...] = ()
        self._held = 0
        self.state: DossierState | None = None
        self.unprinted = 0
        self.next_number = 1

    def received(self, state: DossierState) -> None:
        """``state`` was received just now: say so and print its receipt."""
        self._show(state)
        self._visit = ()
        sentence = _("{code} of {name} received, promised for {day}. Next person, please.").format(
            code=state.code, name=state.applicant.name, day=short_date(state.due_at)
        )
        self._session.say("done", sentence, _("Fields to the clipboard"), FEEDER_KEY, thing=state.code)
        self._session.tell_changed(state.scan_number)
        self._print(state)

    def held(self, state: DossierState, n: int) -> None:
        """``state`` was received as the ``n``-th of a visit: its receipt comes with that of the others."""
        self._show(state)
        self._visit, self._held = (), n
        words = _("{code} of {name} received, promised for {day}. Dossier {n} of this visit.")
        sentence = words.format(code=state.code, name=state.applicant.name, day=short_date(state.due_at), n=n)
        self._session.say(
            "done", sentence, print_words(self._session.station, n), "Ctrl+Enter", thing=state.code
        )
        self._session.tell_changed(state.scan_number)

    def visit_ended(self, states: Sequence[DossierState]) -> None:
        """A visit is over: print its one receipt, or the ordinary one where it had a single dossier."""
        last = states[-1]
        self._show(last)
        name = last.submitter or last.applicant.name
        rolls = len(states) > 1 and not print_targets.prints_sheets(self._session.station)
        words = ngettext(
            "Receipt of {name}: {n} dossier. Next person, please.",
            "One receipt of {name}: {n} dossiers. Next person, please.",
            len(states),
        )
        if rolls:
            words = _(
                "One receipt of several needs a printer of sheets: {name} gets {n} from the roll. "
                "Next person, please."
            )
        self._session.say("done", words.format(name=name, n=len(states)), thing=name)
        for state in states:
            self._session.tell_changed(state.scan_number)
        self._visit = tuple(one.scan_number for one in states) if len(states) > 1 and not rolls else ()
        self._held = 0
        if rolls:
            for state in states[:-1]:
                receipts.print_receipt(self._session, state.scan_number, partial(self._settled, state))
        self._print(last)

    def can_print(self) -> bool:
        """Whether there is a receipt to print again, or one that has not come out yet."""
        return not self._held and (self.state is not None or self.unprinted > 0)

    def print_again(self) -> None:
        """Print the last receipt again, or the oldest one that has not come out yet."""
        if self._held:
            station = self._session.station
            self._session.say("info", paper_words(station), print_words(station, self._held), "Ctrl+Enter")
            return
        if self.state is not None and self._print_state.outcome is PrintOutcome.PENDING:
            return
        settled = self.state is None or self._print_state.outcome is PrintOutcome.PRINTED
        waiting = queries.unprinted(self._session.desk, limit=1) if settled else []
        if waiting:
            self._visit = ()
            self._show(queries.dossier(self._session.desk, waiting[0].scan_number))
        if self.state is not None and not receipts.in_flight(self._session, self.state.scan_number):
            self._print(self.state)

    def count(self) -> None:
        """Read the figures of the day and what has not been printed."""
        today = queries.today(self._session.desk, self._session.now())
        self.next_number = today.last_number + 1
        self.unprinted = queries.unprinted_count(self._session.desk)
        self._card.show_today(replace(today, received=today.received - today.fast))
        self._card.show_unprinted(self.unprinted)
        self.changed.emit()

    def _count_again(self, _scan_number: str) -> None:
        self.count()

    def _show(self, state: DossierState) -> None:
        self.state = state
        self._card.show_state(state)
        self.changed.emit()

    def _print(self, state: DossierState) -> None:
        self._print_state = PrintState(PrintOutcome.PENDING)
        self._card.show_printing(self._print_state)
        if self._visit:
            settled = partial(self._visit_settled, state, self._visit)
            print_visit(self._session, self._visit, settled)
        else:
            receipts.print_receipt(self._session, state.scan_number, partial(self._settled, state))

    def _visit_settled(self, state: DossierState, visit: tuple[str, ...], printed: receipts.Printed) -> None:
        if not isValid(self):
            return
        out = printed.outcome is PrintOutcome.PRINTED
        if self._visit == visit:
            self._print_state = PrintState(printed.outcome, printed.sentence)
            self._card.show_printing(self._print_state)
            # What is printed again then is the receipt of one dossier, which says that it is a reprint.
            self._visit = () if out else visit
        if not out:
            words = _("{n} dossiers of {name} are received and kept. {trouble}")
            name = state.submitter or state.applicant.name
            sentence = words.format(n=len(visit), name=name, trouble=printed.sentence)
            self._session.say("caution", sentence, _("Print again"), "Ctrl+P", thing=name)

    def _settled(self, state: DossierState, printed: receipts.Printed, copy: int) -> None:
        if not isValid(self):  # the window was made anew, in another language; the outcome is recorded
            return
        if self.state is not None and self.state.scan_number == state.scan_number:
            self._print_state = PrintState(printed.outcome, printed.sentence, reprint=copy > 0)
            self._card.show_printing(self._print_state)
        if printed.outcome is not PrintOutcome.PRINTED:
            sentence = _("{code} is received and kept. {trouble}").format(
                code=state.code, trouble=printed.sentence
            )
            self._session.say("caution", sentence, _("Print again"), "Ctrl+P", thing=state.code)
        elif copy:
            self._session.say("done", _("Printed again: {code}.").format(code=state.code), thing=state.code)
