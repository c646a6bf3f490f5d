"""What was finished and is wrong: one row put right, or the last go taken back whole, with a reason."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal

from counter_app.core.fees import Reckoning, reckoning_sentence
from counter_app.core.records import DossierState, FeeStatus
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext
from counter_app.services import fast
from counter_app.ui import theme
from counter_app.ui.keys import is_enter
from counter_app.ui.pages.reception.words import amount_of
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Field, FieldRow, KeyCap, Label
from counter_app.ui.widgets.fields import go_on
from counter_app.ui.words import hour_words

#: How the fields of a row share its width.
_SHARES = {"name": 5, "pages": 3, "count": 3, "fee": 4}


class Mending(Card):
    """Base of both forms: Enter leads through the fields, the page acts on Ctrl+Enter, Esc leaves."""

    edited = Signal()
    #: The words of the page's button while the form is open.
    does = ""

    def __init__(self, session: Session, title: str) -> None:
        super().__init__(title, _("Leave it as it is"), gap=8)
        if self.head is not None:
            self.head.add(KeyCap("Esc"))
        self.session = session
        self.fields: dict[str, Field] = {}
        self.setAccessibleName(title)
        self.told = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self.reason = Field(_("Why; it stays in the journal"), name="note", limit=1000)

    def keep(self, field: Field) -> Field:
        """Know ``field`` by its name; Enter leads to the next one."""
        self.fields[field.name] = field
        field.edit.installEventFilter(self)
        field.changed.connect(lambda _text: self.edited.emit())
        return field

    def close_card(self) -> None:
        """Call last in ``__init__``: the reason is the last field."""
        self.add(self.keep(self.reason))
        self.add(self.told)
        self.body.addStretch(1)

    def enter(self) -> None:
        """Give the first field the focus."""
        first = next(iter(self.fields.values()))
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.edit.selectAll()

    def show_problem(self, field: str, sentence: str) -> bool:
        """Say a problem beside its field; False if the form has no such field."""
        found = self.fields.get(field)
        if found is None:
            return False
        found.set_problem(sentence)
        found.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def do(self, at: datetime) -> tuple[DossierState, ...]:
        """Do it at ``at``; what was changed.

        Raises:
            UserError: refused; the form stays and nothing is changed.
        """
        raise NotImplementedError

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not is_enter(event):
            return super().eventFilter(watched, event)
        go_on(self.fields.values(), watched)  # from the last one nowhere: Ctrl+Enter does the act
        return True


class CorrectRow(Mending):
    """The fields of one finished row; other pages or copies reckon its fee, unless one is typed."""

    def __init__(self, session: Session, state: DossierState) -> None:
        title = _("Put right number {number}: {name}").format(
            number=state.ledger_number, name=state.applicant.name
        )
        super().__init__(session, title)
        self.does = _("Put it right")
        self.state = state
        self._before = {
            "name": state.applicant.name,
            "pages": str(state.pages),
            "count": str(state.count),
            "fee": money(state.fee.amount),
        }
        self._labels = {
            "name": _("Requested by"),
            "pages": _("Pages"),
            "count": _("Copies done"),
            "fee": _("Fee"),
        }
        self._fee_typed = False
        parts = []
        for name, label in self._labels.items():
            field = Field(label, name=name, right=name != "name", limit=200 if name == "name" else 14)
            field.set_text(self._before[name])
            if name == "fee":
                field.changed.connect(self._typed_fee)  # before anybody reckons it anew
            self.keep(field)
            parts.append((field, _SHARES[name]))
        self.fields["fee"].edit.setEnabled(state.fee.status is not FeeStatus.FREE)
        self.add(FieldRow(parts))
        self.close_card()
        self.edited.connect(self._mark)
        self._mark()

    def do(self, at: datetime) -> tuple[DossierState, ...]:
        change = fast.FastChange(
            name=self.fields["name"].text(),
            pages=self._number("pages"),
            count=self._number("count"),
            fee_amount=self._fee() if self._fee_typed else None,
        )
        session = self.session
        return (
            fast.correct(
                session.desk, self.state.scan_number, change, session.officer, at, self.reason.text()
            ),
        )

    def _typed_fee(self, text: str) -> None:
        self._fee_typed = bool(text.strip())

    def _number(self, name: str) -> int:
        text = self.fields[name].text()
        if not (text.isascii() and text.isdecimal()):
            raise BadInput(_("Write a whole number, like 2."), name)
        return int(text)

    def _fee(self) -> int:
        amount = amount_of(self.fields["fee"].text())
        if amount is None:
            raise BadInput(_("Write the fee in đồng, like 15.000."), "fee")
        return amount

    def _mark(self) -> None:
        """Reckon the fee of what stands there, and say beside each changed field what it was."""
        self.told.setText(self._reckon())
        for name, field in self.fields.items():
            if name not in self._before:
                continue
            changed = field.text() != self._before[name]
            before = _("{field}, before: {value}").format(
                field=self._labels[name], value=self._before[name] or _("nothing")
            )
            field.label.setText(before if changed else self._labels[name])
            field.label.setToolTip(before if changed else "")
            field.label.set_tone("accent" if changed else "text2")

    def _reckon(self) -> str:
        """How the fee comes about, and what is to be taken or given back now; the fee's field shows it."""
        fee, before = self.fields["fee"], self.state.fee.amount
        if self.state.fee.status is FeeStatus.FREE:
            return _("It was free of charge and stays so.")
        sentence = ""
        if not self._fee_typed:
            found = self._found()
            fee.edit.setText(money(before if found is None else found.amount))
            sentence = reckoning_sentence(found) if found is not None else ""
        now = amount_of(fee.text())
        more = (before if now is None else now) - before
        if more > 0:
            sentence += " " + _("Take {amount} more.").format(amount=money(more))
        elif more < 0:
            sentence += " " + _("Give {amount} back.").format(amount=money(-more))
        return sentence.strip()

    def _found(self) -> Reckoning | None:
        texts = {name: self.fields[name].text() for name in ("pages", "count")}
        if any(texts[name] != self._before[name] for name in texts) and all(
            text.isascii() and text.isdecimal() for text in texts.values()
        ):
            return fast.reckoned(self.session.desk, self.state, int(texts["pages"]), int(texts["count"]))
        return None


class TakeBack(Mending):
    """The last go as a whole: whose it was, what is given back, and why."""

    def __init__(self, session: Session, batch: Sequence[DossierState]) -> None:
        super().__init__(session, _("Take back what was finished last"))
        self.batch = tuple(batch)
        words = ngettext("Take back {n} matter", "Take back {n} matters", len(batch))
        self.does = words.format(n=len(batch))
        self.summary = Label(self._words(), theme.BASE, wrap=True)
        self.add(self.summary)
        self.told.setText(
            _("The numbers stay in the ledger as withdrawn. The rows come back to be finished anew.")
        )
        self.close_card()

    def do(self, at: datetime) -> tuple[DossierState, ...]:
        session = self.session
        return fast.take_back(session.desk, self.batch, session.officer, at, self.reason.text())

    def given_back(self) -> int:
        """The money to be given back, in đồng."""
        return sum(one.fee.left for one in self.batch)

    def _words(self) -> str:
        first = self.batch[0]
        others = len({one.applicant.name for one in self.batch}) - 1
        name = first.applicant.name
        if others:
            name = ngettext("{name} and {n} other", "{name} and {n} others", others).format(
                name=name, n=others
            )
        words = ngettext(
            "{n} matter of {name}, finished at {hour}.",
            "{n} matters of {name}, finished at {hour}.",
            len(self.batch),
        ).format(n=len(self.batch), name=name, hour=hour_words(first.received_at))
        if amount := self.given_back():
            words += " " + _("Give {amount} back.").format(amount=money(amount))
        return words
