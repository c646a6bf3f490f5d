"""The form of one hand-over: whose result, who collects it, what goes over the counter, what is recorded."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import DossierState
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext, short_date
from counter_app.ui import theme
from counter_app.ui.pages.handover.money import DueCard
from counter_app.ui.pages.handover.together import Together
from counter_app.ui.pages.handover.who import WhoCard
from counter_app.ui.slip_printing import SlipKind, slip_words
from counter_app.ui.standing import promise_standing
from counter_app.ui.widgets import (
    Card,
    Check,
    Field,
    FocusScroll,
    IconLabel,
    KeyCap,
    Label,
    Line,
    PlainButton,
    PrimaryButton,
    ShortLabel,
)
from counter_app.ui.widgets.paper_line import PaperLine
from counter_app.ui.words import born_words, moment_words

#: Prints the receipt of the result when it is handed over, or does not.
SLIP_TOO_KEY = "Alt+I"


class PersonCard(Card):
    """Whose result it is, what to compare with their card, and how the promise was kept."""

    def __init__(self) -> None:
        super().__init__(gap=2)
        self.name = ShortLabel("", theme.NAME, 600)
        self.matter = ShortLabel("", theme.EXPLAIN, tone="text2")
        self.due = Label("", theme.EXPLAIN, 600)
        self.kept = Label("", theme.EXPLAIN, 600)
        for upper, lower in ((self.name, self.due), (self.matter, self.kept)):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(upper, 1)
            row.addWidget(lower)
            self.add(row)
        self.owner = ShortLabel("", theme.EXPLAIN, tone="text")
        self.add(self.owner)

    def show_state(self, state: DossierState, at: datetime, calendar: Calendar) -> None:
        """Show ``state`` as it stands at ``at``."""
        self.name.setText(state.applicant.name)
        self.matter.setText(_("{procedure}, {code}").format(procedure=state.procedure_name, code=state.code))
        self.due.setText(_("Promised for {day}").format(day=short_date(state.due_at)))
        kept = promise_standing(state, at, calendar)
        self.kept.setText(kept.words)
        self.kept.set_tone(kept.tone)
        words = _("Compare with the card: {facts}")
        self.owner.setText(words.format(facts=", ".join(_owner_facts(state))))


class GoodsCard(Card):
    """What is given to the person and what is taken back, and a note."""

    def __init__(self) -> None:
        super().__init__(gap=4)
        head = QHBoxLayout()
        head.addWidget(Label(_("Given to the person"), theme.BASE, 600), 1)
        self.place = Label("", theme.TABLE, 600, "accent")
        head.addWidget(self.place)
        self.result = PaperLine()
        self.together = Together()
        self.taken = PaperLine()
        self.note = Field(_("Note on the hand-over (if any)"), name="note", limit=500)
        self.add(head)
        self.add(self.result)
        self.add(self.together)
        self.body.addSpacing(2)
        self.add(Line())
        self.body.addSpacing(2)
        self.add(self.taken)
        self.body.addStretch(1)
        self.add(self.note)

    def show_state(self, state: DossierState, place: str) -> None:
        """Show the result of ``state``; ``place`` is what was noted when it was ready."""
        self.place.setText(place)
        words = _("Result: {procedure}").format(procedure=state.procedure_name)
        ready = _("ready since {moment}").format(moment=moment_words(state.finished_at))
        self.result.show_line("checkmark_16_regular", words, ready)
        taken = _("Take back the receipt and appointment slip (the citizen's copy)")
        version = _("version {n} holds, older ones are void").format(n=state.version)
        icon = "document_arrow_right_16_regular"
        self.taken.show_line(icon, taken, version if state.version > 1 else "", "caution", "text2")


class RecordCard(Card):
    """What the program will record of the hand-over, and whether a slip is printed."""

    def __init__(self) -> None:
        super().__init__(_("When handed over, the program records"), gap=4)
        self.ledger = IconLabel("checkmark_16_regular", "", "text", size=theme.TABLE, wrap=True, gap=8)
        self.kept = IconLabel("checkmark_16_regular", "", "text", size=theme.TABLE, wrap=True, gap=8)
        self.shown = IconLabel("checkmark_16_regular", "", "text", size=theme.TABLE, wrap=True, gap=8)
        for line in (self.ledger, self.kept, self.shown):
            line.icon.set_icon("checkmark_16_regular", "text2")
            self.add(line)
        self.slip = Check(slip_words(SlipKind.RESULT_RECEIPT), size=theme.TABLE)
        row = QHBoxLayout()
        row.addWidget(self.slip, 1)
        row.addWidget(KeyCap(SLIP_TOO_KEY))
        self.body.addSpacing(4)
        self.add(Line())
        self.add(row)
        self.body.addStretch(1)

    def show_state(self, state: DossierState, at: datetime, calendar: Calendar) -> None:
        """Show the lines about ``state``."""
        ledger = _("Who collected, when, and who handed over, in the ledger under no. {number}")
        self.ledger.label.setText(ledger.format(number=grouped(state.ledger_number)))
        kept = promise_standing(state, at, calendar)
        line = _("Settled {standing}, by the day on which the result was ready, {day}")
        ready = short_date(state.finished_at) if state.finished_at else ""
        icon = "warning_16_filled" if kept.tone == "problem" else "checkmark_16_regular"
        self.kept.show_words(icon, line.format(standing=kept.words, day=ready), "text")
        self.kept.icon.set_icon(icon, "problem" if kept.tone == "problem" else "text2")

    def show_authorised(self, *, authorised: bool) -> None:
        """Say that the authorisation is recorded, where there is one."""
        self.shown.label.setText(_("The authorisation that was shown, kept with the dossier"))
        self.shown.setVisible(authorised)


def _owner_facts(state: DossierState) -> list[str]:
    person = state.applicant
    born = _("born {day}").format(day=born_words(person.born)) if person.born else ""
    facts = (person.citizen_id, born, person.address)
    return [one for one in facts if one] or [person.name]


class HandoverForm(QWidget):
    """Left whose result and who collects it, right what is recorded and the button that does it."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._build()

    def _build(self) -> None:
        self._state: DossierState | None = None
        self.person = PersonCard()
        self.who = WhoCard()
        self.goods = GoodsCard()
        self.together = self.goods.together
        self.due = DueCard()
        self.record = RecordCard()
        self.put_back = PlainButton(_("Not handed over, put it back"), "Esc")
        self.primary = PrimaryButton("", "F10")
        content, aside = QWidget(), QWidget()
        left, upper = QVBoxLayout(content), QVBoxLayout(aside)
        self.right = QWidget()
        right = QVBoxLayout(self.right)
        for column in (left, upper, right):
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.GAP)
        left.addWidget(self.person)
        left.addWidget(self.who)
        left.addWidget(self.goods, 1)
        upper.addWidget(self.due)
        upper.addWidget(self.record, 1)
        right.addWidget(FocusScroll(aside), 1)
        right.addWidget(self.put_back)
        right.addWidget(self.primary)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(FocusScroll(content), 1)
        row.addWidget(self.right)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.together.changed.connect(self.show_receiver)

    def show_dossier(
        self, state: DossierState, place: str, at: datetime, others: Sequence[DossierState] = ()
    ) -> None:
        """Begin the hand-over of ``state``; ``place`` is where its result lies, ``others`` wait as well."""
        self._state = None  # nothing of the one before is reckoned with
        self.together.show_others(())
        self.goods.note.set_text("")
        self.due.begin()
        self.record.slip.setChecked(False)
        self.who.show_dossier(state)
        self.show_again(state, place, at, others)

    def show_again(
        self, state: DossierState, place: str, at: datetime, others: Sequence[DossierState]
    ) -> None:
        """Show how the same dossier stands now; what was typed and chosen stays."""
        self._state = state
        self.person.show_state(state, at, self._calendar)
        self.goods.show_state(state, place)
        self.record.show_state(state, at, self._calendar)
        self.together.show_others(others)
        self.show_receiver()

    def state(self) -> DossierState | None:
        """The dossier at hand, as it is shown."""
        return self._state

    def states(self) -> tuple[DossierState, ...]:
        """Everything that goes over: the dossier at hand, and what else was chosen."""
        return () if self._state is None else (self._state, *self.together.chosen())

    def show_receiver(self) -> None:
        """Write on the button who receives what."""
        states = self.states()
        if not states:
            return
        self.due.show_fees(states)
        name, count = self.who.receiver(), len(states)
        if not name:
            words = _("Handed over")
        elif count > 1:
            paid = ngettext("Paid, {n} result to {name}", "Paid, {n} results to {name}", count)
            only = ngettext("{n} result handed over to {name}", "{n} results handed over to {name}", count)
            words = paid if self.due.total else only
        elif self.due.total:
            words = _("Paid, and handed over to {name}")
        else:
            words = _("Handed over to {name}")
        self.primary.set_words(words.format(name=name, n=count))
        self.record.show_authorised(authorised=self.who.authorised())
