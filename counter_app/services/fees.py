"""Money of a dossier: asked for, collected with the number of its official receipt, given back."""

from datetime import datetime

from counter_app.core.events import Paid, PaymentRequested, Refunded
from counter_app.core.money import to_give_back
from counter_app.core.records import DossierState, FeeStatus, Officer
from counter_app.core.states import Action, Status
from counter_app.core.validation import MOST_MONEY, NAME_LENGTH, NOTE_LENGTH, clean_text
from counter_app.errors import BadInput, Duplicate
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, money
from counter_app.services import promises
from counter_app.services.acts import act
from counter_app.services.desk import Desk

#: Ways in which money is collected (tiền mặt, chuyển khoản, trực tuyến).
METHODS = ("cash", "transfer", "online")


def request_payment(
    desk: Desk, scan_number: str, by: Officer, at: datetime, amount: int, reason: str = ""
) -> DossierState:
    """Ask the applicant to pay before the work goes on (thực hiện nghĩa vụ tài chính), ``amount`` in đồng.

    The time of waiting is not counted.

    Raises:
        BadInput: no amount, or one that is none.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    due = _amount(amount)
    said = clean_text(reason, NOTE_LENGTH)
    return act(
        desk,
        scan_number,
        Action.REQUEST_PAYMENT,
        by,
        at,
        lambda _state: PaymentRequested(amount=due, reason=said),
    )


def collect(
    desk: Desk,
    scan_number: str,
    by: Officer,
    at: datetime,
    amount: int | None = None,
    method: str = "cash",
    official_receipt: str = "",
) -> DossierState:
    """Record that money was collected, in đồng; without ``amount``, what is due.

    ``official_receipt`` is the number of the official receipt (biên lai) as it stands on it;
    the program never makes one. A dossier that waited for the payment goes on.

    Raises:
        BadInput: nothing is due and no amount is given, an unknown method, or too much money.
        Duplicate: it was paid already.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    if method not in METHODS:
        raise BadInput(
            _("Money is collected as one of {methods}.").format(methods=", ".join(METHODS)), "method"
        )
    number = clean_text(official_receipt, NAME_LENGTH)

    def payload(state: DossierState) -> object:
        if state.fee.status is FeeStatus.PAID:
            raise Duplicate(
                _("{amount} was collected for {code} already; nothing was changed.").format(
                    amount=money(state.fee.amount), code=state.code
                )
            )
        paid = _amount(state.fee.amount if amount is None else amount)
        if state.status is not Status.PAYMENT:
            return Paid(amount=paid, method=method, official_receipt=number)
        promise, stages = promises.after_wait(desk, state, at)
        return Paid(amount=paid, method=method, official_receipt=number, promise=promise, stages=stages)

    return act(desk, scan_number, Action.PAY, by, at, payload)


def refund(
    desk: Desk, scan_number: str, by: Officer, at: datetime, amount: int | None, reason: str
) -> DossierState:
    """Record that money was given back (hoàn phí), in đồng; without ``amount``, all that is left.

    Of several collections it is the last one of which money is left: each has its official receipt.

    Raises:
        BadInput: nothing was collected, more than is left of it, or no reason.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    said = clean_text(reason, NOTE_LENGTH)
    if not said:
        raise BadInput(_("Write why the money is given back."), "note")

    def payload(state: DossierState) -> object:
        left = to_give_back(state).left
        back = _amount(left if amount is None else amount) if left else 0
        if not left or back > left:
            raise BadInput(
                _("At most {left} can be given back for {code}.").format(left=money(left), code=state.code),
                "amount",
            )
        return Refunded(amount=back, reason=said)

    return act(desk, scan_number, Action.REFUND, by, at, payload)


def require_amount_can_change(state: DossierState, amount: int) -> None:
    """Refuse to correct the money of a dossier to an ``amount`` in đồng that nobody could pay then.

    Raises:
        BadInput: the dossier waits for its payment, and nothing would be left to wait for.
    """
    if state.status is Status.PAYMENT and amount == 0:
        raise BadInput(
            _("{code} waits for this payment. To ask for no money, take back the request instead.").format(
                code=state.code
            ),
            "fee_amount",
        )


def _amount(amount: int) -> int:
    if not 0 < amount <= MOST_MONEY:
        raise BadInput(_("Give an amount from 1 to {most} đồng.").format(most=grouped(MOST_MONEY)), "amount")
    return amount
