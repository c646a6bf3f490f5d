"""The form of one hand-over: whose result, who collects it, what goes over the counter, what is recorded."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import DossierState, FeeStatus
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money, short_date
from counter_app.ui import theme
from counter_app.ui.pages.handover.who import WhoCard
from counter_app.ui.standing import promise_standing
from counter_app.ui.widgets import (
    Card,
    Facts,
    Field,
    FocusScroll,
    IconLabel,
    Label,
    Line,
    PlainButton,
    PrimaryButton,
    ShortLabel,
)
from counter_app.ui.widgets.paper_line import PaperLine
from counter_app.ui.words import born_words, fee_words, moment_words, phone_words


class PersonCard(Card):
    """Whose result it is, and how the promise was kept."""

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

    def show_state(self, state: DossierState, at: datetime, calendar: Calendar) -> None:
        """Show ``state`` as it stands at ``at``."""
        self.name.setText(state.applicant.name)
        self.matter.setText(_("{procedure}, {code}").format(procedure=state.procedure_name, code=state.code))
        self.due.setText(_("Promised for {day}").format(day=short_date(state.due_at)))
        kept = promise_standing(state, at, calendar)
        self.kept.setText(kept.words)
        self.kept.set_tone(kept.tone)


class GoodsCard(Card):
    """What is given to the person and what is taken back, and a note."""

    def __init__(self) -> None:
        super().__init__(gap=4)
        head = QHBoxLayout()
        head.addWidget(Label(_("Given to the person"), theme.BASE, 600), 1)
        self.place = Label("", theme.TABLE, 600, "accent")
        head.addWidget(self.place)
        self.result = QVBoxLayout()
        self.result.setSpacing(0)
        self.note = Field(_("Note on the hand-over (if any)"), name="note", limit=500)
        self.add(head)
        self.add(self.result)
        self.body.addSpacing(2)
        self.add(Line())
        self.body.addSpacing(2)
        taken = _("Take back the receipt and appointment slip (the citizen's copy)")
        self.add(PaperLine("document_arrow_right_16_regular", taken, "", icon_tone="text2"))
        self.body.addStretch(1)
        self.add(self.note)

    def show_state(self, state: DossierState, place: str) -> None:
        """Show the result of ``state``; ``place`` is what was noted when it was ready."""
        self.place.setText(place)
        while (item := self.result.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        words = _("Result: {procedure}").format(procedure=state.procedure_name)
        ready = _("ready since {moment}").format(moment=moment_words(state.finished_at))
        self.result.addWidget(PaperLine("checkmark_16_regular", words, ready))


class RecordCard(Card):
    """The fee, and what the program will record of the hand-over."""

    def __init__(self) -> None:
        super().__init__(_("Fee"), " ", gap=2)
        self.sum = Label("", theme.LARGE, 600, "accent")
        self.fee_note = Label("", theme.EXPLAIN, 400, "text2", wrap=True)
        self.ledger = IconLabel("checkmark_16_regular", "", "text", size=theme.TABLE, wrap=True, gap=8)
        self.kept = IconLabel("checkmark_16_regular", "", "text", size=theme.TABLE, wrap=True, gap=8)
        self.shown = IconLabel("checkmark_16_regular", "", "text", size=theme.TABLE, wrap=True, gap=8)
        self.add(self.sum)
        self.add(self.fee_note)
        self.body.addSpacing(8)
        self.add(Line())
        self.body.addSpacing(8)
        self.add(Label(_("When handed over, the program records"), theme.TABLE, 600, "text2"))
        self.body.addSpacing(4)
        for line in (self.ledger, self.kept, self.shown):
            line.icon.set_icon("checkmark_16_regular", "text2")
            self.add(line)
            self.body.addSpacing(4)
        self.body.addStretch(1)
        self.add(Line())
        self.body.addSpacing(8)
        self.add(Label(_("To compare with the owner's card"), theme.TABLE, 600, "text2"))
        self.owner = Facts(gap=2, name_width=92)
        self.add(self.owner)

    def show_state(self, state: DossierState, at: datetime, calendar: Calendar) -> None:
        """Show the fee and the lines about ``state``."""
        words, how, tone = fee_words(state.fee)
        due = state.fee.status is FeeStatus.DUE and state.fee.amount > 0
        self.sum.setText(money(state.fee.amount))
        self.sum.setVisible(due)
        if self.head is not None:
            self.head.title.setText(_("Still to be paid") if due else words)
            self.head.hint.setText("" if due else how)
            self.head.hint.set_tone(tone)
        told = _(
            "Collect it before the result goes over; note the number of the official receipt below left."
        )
        self.fee_note.setText(told if due else "")
        self.fee_note.setVisible(due)
        ledger = _("Who collected, when, and who handed over, in the ledger under no. {number}")
        self.ledger.label.setText(ledger.format(number=grouped(state.ledger_number)))
        kept = promise_standing(state, at, calendar)
        line = _("Settled {standing}, by the day on which the result was ready, {day}")
        ready = short_date(state.finished_at) if state.finished_at else ""
        icon = "warning_16_filled" if kept.tone == "problem" else "checkmark_16_regular"
        self.kept.show_words(icon, line.format(standing=kept.words, day=ready), "text")
        self.kept.icon.set_icon(icon, "problem" if kept.tone == "problem" else "text2")
        self.owner.show_facts(_owner_facts(state))

    def show_authorised(self, *, authorised: bool) -> None:
        """Say that the authorisation is recorded, where there is one."""
        self.shown.label.setText(_("The authorisation that was shown, kept with the dossier"))
        self.shown.setVisible(authorised)


def _owner_facts(state: DossierState) -> list[tuple[str, str]]:
    person = state.applicant
    facts = (
        (_("Citizen number"), person.citizen_id),
        (_("Born"), born_words(person.born)),
        (_("Residence"), person.address),
        (_("Telephone"), phone_words(person.phone)),
    )
    return [(name, value) for name, value in facts if value] or [(_("Name"), person.name)]


class HandoverForm(QWidget):
    """Left whose result and who collects it, right what is recorded and the button that does it."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__()
        self._calendar = calendar
        self._build()

    def _build(self) -> None:
        self.person = PersonCard()
        self.who = WhoCard()
        self.goods = GoodsCard()
        self.record = RecordCard()
        self.put_back = PlainButton(_("Not handed over, put it back"), "Esc")
        self.primary = PrimaryButton("", "F10")
        content = QWidget()
        left = QVBoxLayout(content)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.GAP)
        left.addWidget(self.person)
        left.addWidget(self.who)
        left.addWidget(self.goods, 1)
        self.right = QWidget()
        right = QVBoxLayout(self.right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.GAP)
        right.addWidget(FocusScroll(self.record), 1)
        right.addWidget(self.put_back)
        right.addWidget(self.primary)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(FocusScroll(content), 1)
        row.addWidget(self.right)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_dossier(self, state: DossierState, place: str, at: datetime) -> None:
        """Begin the hand-over of ``state``; ``place`` is where its result lies."""
        self.person.show_state(state, at, self._calendar)
        self.goods.show_state(state, place)
        self.goods.note.set_text("")
        self.record.show_state(state, at, self._calendar)
        self.who.show_dossier(state)

    def show_receiver(self) -> None:
        """Write on the button who receives."""
        receiver = self.who.receiver()
        words = _("Handed over to {name}").format(name=receiver) if receiver else _("Handed over")
        self.primary.set_words(words)
        self.record.show_authorised(authorised=self.who.authorised())
