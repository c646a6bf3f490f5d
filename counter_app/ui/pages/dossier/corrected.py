"""Putting right what stands in a dossier: every field as it is, what is changed marked with what it was."""

from datetime import datetime
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.records import Channel, Collect, DossierState, Paper
from counter_app.core.states import Action
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import money
from counter_app.services import corrections
from counter_app.services.history import field_name
from counter_app.ui import theme
from counter_app.ui.pages.dossier.deed import Case, Deed
from counter_app.ui.pages.dossier.paper_rows import PaperRows
from counter_app.ui.pages.reception.words import amount_of, birth_of, birth_words, channel_words, sex_of
from counter_app.ui.widgets import Field, FieldRow, Label, Segmented
from counter_app.ui.words import begun, collect_words, paper_counts

#: Lines of text, in the order of the form; the others are chosen or counted.
_TEXTS = (
    *("name", "citizen_id", "born", "sex", "address", "phone", "email", "submitter"),
    *("procedure", "sets", "fee_amount", "note"),
)
#: What the service calls the reason; the dossier's own remark has that name too.
_REASON = "reason"


class CorrectDeed(Deed):
    """Every field that can be put right, and the reason; only what was changed is recorded."""

    def __init__(self, case: Case) -> None:
        told = _(
            "What you change is marked with what it was. The receipt then has another version, printed next."
        )
        super().__init__(Action.CORRECT, case, _("Put the dossier right"), _("Put it right"), told)
        self._before = _texts_of(case.state)
        for name in _TEXTS:
            field = Field(begun(field_name(name)), name=name, limit=500)
            field.set_text(self._before[name])
            self.keep(field)
        self.channel = Segmented([(one, channel_words(one)) for one in Channel], begun(field_name("channel")))
        self.collect = Segmented([(one, collect_words(one)) for one in Collect], begun(field_name("collect")))
        self.channel.set_value(case.state.channel)
        self.collect.set_value(case.state.collect)
        self.reason = self.keep(
            Field(_("Why it is put right; it stays in the journal"), name=_REASON, limit=1000)
        )
        self._build(case.state)
        self.close_card()
        self.changed.connect(self._mark)
        for choice in (self.channel, self.collect):
            choice.changed.connect(lambda _value: self.changed.emit())

    def _build(self, state: DossierState) -> None:
        own = self.fields
        self.card.add(
            FieldRow([(own["name"], 1), (own["citizen_id"], 150), (own["born"], 128), (own["sex"], 100)])
        )
        self.card.add(FieldRow([(own["address"], 3), (own["phone"], 160), (own["email"], 2)]))
        self.card.add(
            FieldRow(
                [(own["submitter"], 1), (own["procedure"], 1), (own["sets"], 110), (own["fee_amount"], 150)]
            )
        )
        self.procedure_name = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self.procedure_name.hide()
        self.card.add(self.procedure_name)
        ways = QHBoxLayout()
        ways.setSpacing(16)
        self._choice_labels = {}
        for name, choice in (("channel", self.channel), ("collect", self.collect)):
            self._choice_labels[name] = Label(begun(field_name(name)), theme.EXPLAIN, tone="text2")
            ways.addWidget(self._choice_labels[name])
            ways.addWidget(choice)
        ways.addStretch(1)
        self.card.add(ways)
        self.papers_label = Label(begun(field_name("papers")), theme.EXPLAIN, tone="text2")
        self.list = PaperRows(state.papers, self.papers_label)
        self.list.changed.connect(self.changed)
        self.list.finished.connect(own["note"].setFocus)
        self.card.add(self.list)
        self.card.add(own["note"])
        self.card.add(self.reason)

    def add_free(self) -> None:
        """One more line whose name is typed."""
        self.list.add_free()

    def changes(self) -> dict[str, Any]:
        """The new values of what was changed, under the names that the service knows.

        Raises:
            BadInput: a number that is none.
        """
        texts = self.texts()
        changed: dict[str, Any] = {
            name: _value(name, texts[name]) for name in _TEXTS if texts[name] != self._before[name]
        }
        state = self.case.state
        if self.channel.value() != state.channel:
            changed["channel"] = self.channel.value()
        if self.collect.value() != state.collect:
            changed["collect"] = self.collect.value()
        if self.papers() != state.papers:
            changed["papers"] = self.papers()
        return changed

    def papers(self) -> tuple[Paper, ...]:
        """The papers as the form holds them."""
        return self.list.papers()

    def do(self, at: datetime) -> DossierState:
        case = self.case
        changes = self.changes()
        if not self.reason.text():
            raise BadInput(_("Write the reason; it stands in the journal."), _REASON)
        return corrections.correct(
            case.desk, case.state.scan_number, changes, case.officer, at, self.reason.text()
        )

    def _mark(self) -> None:
        """Say beside each changed field what stood there."""
        for name in _TEXTS:
            field, before = self.fields[name], self._before[name]
            _say_before(field.label, field_name(name), before, changed=field.text() != before)
        state = self.case.state
        ways = (
            ("channel", channel_words(state.channel), self.channel.value() != state.channel),
            ("collect", collect_words(state.collect), self.collect.value() != state.collect),
        )
        for name, before, changed in ways:
            _say_before(self._choice_labels[name], field_name(name), before, changed=changed)
        was = "; ".join(f"{one.name} ({paper_counts(one)})" for one in state.papers)
        _say_before(self.papers_label, field_name("papers"), was, changed=self.papers() != state.papers)
        code = self.fields["procedure"].text()
        chosen = self.case.desk.catalogue.get(code)
        self.procedure_name.setVisible(code != self._before["procedure"])
        words = _("The date is then reckoned anew from the day of reception, for: {procedure}")
        unknown = _("There is no procedure {code} in the catalogue.").format(code=code)
        self.procedure_name.setText(words.format(procedure=chosen.name) if chosen else unknown)


def _texts_of(state: DossierState) -> dict[str, str]:
    person = state.applicant
    return {
        "name": person.name,
        "citizen_id": person.citizen_id,
        "born": birth_words(person.born),
        "sex": person.sex,
        "address": person.address,
        "phone": person.phone,
        "email": person.email,
        "submitter": state.submitter,
        "procedure": state.procedure_code,
        "sets": str(state.sets),
        "fee_amount": money(state.fee.amount),
        "note": state.note,
    }


def _value(name: str, text: str) -> Any:
    if name == "born":
        return birth_of(text)
    if name == "sex":
        return sex_of(text)
    if name == "sets":
        if not text.isdecimal():
            raise BadInput(_("Write how many sets there are, like 1."), name)
        return int(text)
    if name == "fee_amount":
        amount = amount_of(text)
        if amount is None:
            raise BadInput(_("Write the fee in đồng, like 15.000."), name)
        return amount
    return text


def _say_before(label: Label, name: str, before: str, *, changed: bool) -> None:
    words = _("{field}, before: {value}").format(field=begun(name), value=before or _("nothing"))
    label.setText(words if changed else begun(name))
    label.setToolTip(words if changed else "")
    label.set_tone("accent" if changed else "text2")
