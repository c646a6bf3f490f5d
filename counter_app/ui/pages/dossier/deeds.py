"""The acts on a dossier and their fields: which form each one opens."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.core.money import to_give_back
from counter_app.core.records import DossierState, FeeStatus
from counter_app.core.states import Action, Status
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import money, short_date
from counter_app.services import accounts, corrections, decisions, fees, processing, promises, queries
from counter_app.ui import theme
from counter_app.ui.pages.dossier.corrected import CorrectDeed
from counter_app.ui.pages.dossier.dated import ExtendDeed, ReceiveDeed
from counter_app.ui.pages.dossier.deed import Case, Deed, PlainDeed
from counter_app.ui.pages.dossier.missing import AskDeed, TakeInDeed
from counter_app.ui.pages.reception.words import amount_of
from counter_app.ui.widgets import Field, FieldRow, Label, PlainButton, Segmented
from counter_app.ui.widgets.flow import Flow
from counter_app.ui.widgets.stepped_field import SteppedField
from counter_app.ui.words import hour_words, moment_words


def open_deed(action: Action, case: Case) -> Deed:
    """The form of ``action`` for this case.

    Raises:
        NotAllowed: it cannot even be begun, with the reason.
    """
    return _FORMS[action](case)


class ForwardDeed(Deed):
    """To whom the folder goes: a unit by its key, a person by letters; and a note for them."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            Action.FORWARD,
            case,
            _("Forward the dossier"),
            _("Forward"),
            _("Held by {holder} now. The hand-over stands on the control slip.").format(
                holder=case.state.holder
            ),
        )
        self.to = SteppedField(_("To a unit or a person"), name="to", limit=200)
        people = (one.name for one in accounts.officers(case.desk))
        self._units = case.desk.office.units
        self.to.offer((*self._units, *people), _("Up and Down step through units and people"))
        self.to.set_text(_next_unit(case.state))
        self.keep(self.to)
        holder = QWidget()
        flow = Flow()
        holder.setLayout(flow)
        for number, unit in enumerate(self._units[:9], 1):
            button = PlainButton(unit, f"Ctrl+{number}")
            button.clicked.connect(lambda _on=False, n=number: self.choose(n))
            flow.addWidget(button)
        self.note = self.keep(Field(_("Note for them (if any)"), name="note", limit=1000))
        self.card.add(self.to)
        self.card.add(holder)
        self.card.add(self.note)
        self.close_card()

    def choose(self, n: int) -> None:
        """Put the ``n``-th unit into the field."""
        if n <= len(self._units):
            self.to.set_text(self._units[n - 1])
            self.to.setFocus()
            self.changed.emit()

    def do(self, at: datetime) -> DossierState:
        case = self.case
        if not self.to.text():
            raise BadInput(_("Say to whom the dossier goes: a unit or a person."), "to")
        return processing.forward(
            case.desk, case.state.scan_number, case.officer, at, self.to.text(), self.note.text()
        )


class MoneyDeed(PlainDeed):
    """Money collected: the sum, the way, and the number that stands on the official receipt."""

    def __init__(self, case: Case) -> None:
        fee = case.state.fee
        self.method = Segmented(
            [("cash", _("Cash")), ("transfer", _("Transfer")), ("online", _("Online"))], _("How it is paid")
        )
        self.amount = Field(_("Amount in đồng"), name="amount", right=True, limit=14)
        number = Field(_("Number of the official receipt"), name="official_receipt", limit=60)
        super().__init__(
            Action.PAY,
            case,
            _("Collect the money"),
            _("Money collected"),
            self._do,
            (
                FieldRow([(self.amount, 168), (number, 1)]),
                _beside(_("How it is paid"), self.method, "Ctrl+1…3"),
            ),
            _after_wait_words(case) if case.state.status is Status.PAYMENT else "",
        )
        if fee.status is FeeStatus.DUE and fee.amount:
            self.amount.set_text(money(fee.amount))
        if fee.status is FeeStatus.PAID:
            self.warn(_("{amount} was collected for it already.").format(amount=money(fee.amount)))

    def choose(self, n: int) -> None:
        """Choose the ``n``-th way of paying."""
        self.method.choose(n)

    def _do(self, case: Case, at: datetime, texts: Mapping[str, str]) -> DossierState:
        amount = _amount(texts["amount"]) if texts["amount"] else None
        return fees.collect(
            case.desk,
            case.state.scan_number,
            case.officer,
            at,
            amount,
            self.method.value(),
            texts["official_receipt"],
        )


class CodeDeed(PlainDeed):
    """The code that another system gave this dossier: typed, pasted or scanned."""

    def __init__(self, case: Case) -> None:
        self.code = Field(
            _("Code given by the other system"), _("scan it, paste it or type it"), name="code", limit=60
        )
        super().__init__(
            Action.ADD_CODE,
            case,
            _("Another code of this dossier"),
            _("Keep the code"),
            lambda one, at, texts: corrections.add_code(
                one.desk, one.state.scan_number, one.officer, at, texts["code"]
            ),
            (self.code,),
            _("The dossier is found and scanned by both codes."),
        )

    def take_code(self, code: str) -> bool:
        self.code.set_text(code)
        return True


class PlaceDeed(PlainDeed):
    """Where the folder lies; the label of a shelf may be scanned into it."""

    def __init__(self, case: Case) -> None:
        self.where = Field(
            _("Place of the folder"), _("a shelf or a drawer; empty takes it out"), name="place", limit=200
        )
        super().__init__(
            Action.PLACE,
            case,
            _("Where the folder lies"),
            _("It lies there"),
            lambda one, at, texts: corrections.place(
                one.desk, one.state.scan_number, one.officer, at, texts["place"]
            ),
            (self.where,),
            _("Type the place, or scan the label of the shelf."),
        )
        self.where.set_text(case.state.place)

    def take_shelf(self, place: str) -> bool:
        self.where.set_text(place)
        return True


def _undo(case: Case) -> Deed:
    step = corrections.step_to_undo(case.desk, case.state.scan_number, case.officer, case.at)
    (line,) = queries.in_words(case.desk, (step,))
    told = _("The last step: {words}; {name}, {moment}. It stays in the journal as taken back.")
    return PlainDeed(
        Action.UNDO,
        case,
        _("Undo the last step"),
        _("Take it back"),
        lambda one, at, texts: corrections.undo(
            one.desk, one.state.scan_number, one.officer, at, texts["note"]
        ),
        (_reason(_("Why it is taken back")),),
        told.format(words=line.words, name=line.by, moment=moment_words(line.at)),
    )


def _request_payment(case: Case) -> Deed:
    def do(one: Case, at: datetime, texts: Mapping[str, str]) -> DossierState:
        amount = _amount(texts["amount"])
        return fees.request_payment(one.desk, one.state.scan_number, one.officer, at, amount, texts["note"])

    amount = Field(_("Amount in đồng"), name="amount", right=True, limit=14)
    note = Field(_("What for"), name="note", limit=1000)
    return PlainDeed(
        Action.REQUEST_PAYMENT,
        case,
        _("Ask the applicant for a payment"),
        _("Ask for the payment"),
        do,
        (FieldRow([(amount, 168), (note, 1)]),),
        _("The time stands still until the money is there."),
    )


def _refund(case: Case) -> Deed:
    def do(one: Case, at: datetime, texts: Mapping[str, str]) -> DossierState:
        amount = _amount(texts["amount"]) if texts["amount"] else None
        return fees.refund(one.desk, one.state.scan_number, one.officer, at, amount, texts["note"])

    fee = to_give_back(case.state)
    paid = fee.left + fee.refunded
    amount = Field(_("Amount in đồng"), name="amount", right=True, limit=14)
    note = _reason(_("Why it is given back"))
    deed = PlainDeed(
        Action.REFUND,
        case,
        _("Give money back"),
        _("Money given back"),
        do,
        (FieldRow([(amount, 168), (note, 1)]),),
        _("Collected: {amount}; given back before: {refunded}.").format(
            amount=money(paid), refunded=money(fee.refunded)
        ),
    )
    if fee.left:
        amount.set_text(money(fee.left))
    return deed


def _finish(case: Case) -> Deed:
    return PlainDeed(
        Action.FINISH,
        case,
        _("The result is ready"),
        _("Result is ready"),
        lambda one, at, texts: processing.finish(
            one.desk, one.state.scan_number, one.officer, at, texts["note"]
        ),
        (Field(_("Note on the result"), _("such as where it lies"), name="note", limit=1000),),
        _("Being on time is measured at this moment. A refusal with its document is a result, too."),
    )


def _resume(case: Case) -> Deed:
    return PlainDeed(
        Action.RESUME,
        case,
        _("Go on with the work"),
        _("Go on with it"),
        lambda one, at, texts: decisions.resume(
            one.desk, one.state.scan_number, one.officer, at, texts["note"]
        ),
        (Field(_("Note (if any)"), name="note", limit=1000),),
        _after_wait_words(case),
    )


def _withdraw(case: Case) -> Deed:
    return PlainDeed(
        Action.WITHDRAW,
        case,
        _("The applicant takes the dossier back"),
        _("Withdrawn"),
        lambda one, at, texts: decisions.withdraw(
            one.desk, one.state.scan_number, one.officer, at, texts["note"]
        ),
        (Field(_("Reason (if told)"), name="note", limit=1000),),
        _("Every paper handed in goes back to the applicant. Nothing more can be done to it then."),
    )


def _decision(
    action: Action,
    title: Callable[[], str],
    does: Callable[[], str],
    told: Callable[[], str],
    decide: Callable[..., DossierState],
) -> Callable[[Case], Deed]:
    """An act that needs a reason and nothing else."""

    def make(case: Case) -> Deed:
        return PlainDeed(
            action,
            case,
            title(),
            does(),
            lambda one, at, texts: decide(one.desk, one.state.scan_number, one.officer, at, texts["note"]),
            (_reason(_("Reason")),),
            told(),
        )

    return make


_FORMS: dict[Action, Callable[[Case], Deed]] = {
    Action.RECEIVE: ReceiveDeed,
    Action.FORWARD: ForwardDeed,
    Action.REQUEST_SUPPLEMENT: AskDeed,
    Action.SUPPLEMENT: TakeInDeed,
    Action.REFUSE: _decision(
        Action.REFUSE,
        lambda: _("Refuse the dossier"),
        lambda: _("Refuse it"),
        lambda: _("The refusal slip says why; the papers go back. Nothing more can be done to it then."),
        decisions.refuse,
    ),
    Action.EXTEND: ExtendDeed,
    Action.SUSPEND: _decision(
        Action.SUSPEND,
        lambda: _("Let the work rest"),
        lambda: _("Let it rest"),
        lambda: _("The time stands still until the work goes on."),
        decisions.suspend,
    ),
    Action.RESUME: _resume,
    Action.REQUEST_PAYMENT: _request_payment,
    Action.PAY: MoneyDeed,
    Action.REFUND: _refund,
    Action.WITHDRAW: _withdraw,
    Action.STOP: _decision(
        Action.STOP,
        lambda: _("Stop the work"),
        lambda: _("Stop the work"),
        lambda: _("The notice tells the applicant why. The work can be taken up again."),
        decisions.stop,
    ),
    Action.FINISH: _finish,
    Action.REWORK: _decision(
        Action.REWORK,
        lambda: _("Send the result back"),
        lambda: _("Send it back"),
        lambda: _("The result is wrong: the work goes on, and its end is measured anew."),
        decisions.rework,
    ),
    Action.CORRECT: CorrectDeed,
    Action.UNDO: _undo,
    Action.ADD_CODE: CodeDeed,
    Action.PLACE: PlaceDeed,
}


def _reason(label: str) -> Field:
    return Field(label, name="note", limit=1000)


def _amount(typed: str) -> int:
    amount = amount_of(typed)
    if not amount:
        raise BadInput(_("Write the amount in đồng, like 15.000."), "amount")
    return amount


def _after_wait_words(case: Case) -> str:
    """What is promised once the time goes on."""
    due = promises.after_wait(case.desk, case.state, case.at)[0].due_at
    return _("The time goes on: the result is then promised for {day}, {hour}.").format(
        day=short_date(due), hour=hour_words(due)
    )


def _next_unit(state: DossierState) -> str:
    """The unit that comes next: the procedure's own, or the one after the holder among its stages."""
    units = [one.unit for one in state.stages]
    if state.status is Status.RECEIVED:
        return units[0] if units else state.unit
    later = units[units.index(state.holder) + 1 :] if state.holder in units else []
    return later[0] if later else ""


def _beside(label: str, control: QWidget, key: str) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(12)
    parts: Sequence[QWidget] = (
        Label(label, theme.EXPLAIN, tone="text2"),
        control,
        Label(key, theme.EXPLAIN, tone="text3"),
    )
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return holder
