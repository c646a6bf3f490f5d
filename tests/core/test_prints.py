"""Which papers did not come out, and how prints of them are numbered."""

from counter_app.core.events import Extended, Printed, Refused, Stopped, SupplementRequested
from counter_app.core.fold import RECEIPT, fold
from counter_app.core.life import MissingPaper
from counter_app.core.prints import copy_number, unsettled, version_of
from counter_app.core.records import DossierState, PrintOutcome
from tests.core.journal_makers import RECEPTION, START, happened

PRINTED, FAILED, UNKNOWN, PENDING = (
    PrintOutcome.PRINTED,
    PrintOutcome.FAILED,
    PrintOutcome.UNKNOWN,
    PrintOutcome.PENDING,
)


def folded_to(*payloads: object) -> DossierState:
    state = fold([happened(one, minute) for minute, one in enumerate((RECEPTION, *payloads))])
    assert state is not None
    return state


def slip(outcome: PrintOutcome, copy: int = 0, form: str = "supplement", version: int = 1) -> Printed:
    return Printed(form=form, copy=copy, outcome=outcome, printer="HP", version=version)


def receipt(outcome: PrintOutcome, copy: int = 0) -> Printed:
    return slip(outcome, copy, RECEIPT)


def asked(number: int) -> SupplementRequested:
    return SupplementRequested(number=number, papers=(MissingPaper(name="Tờ khai"),), reason="thiếu")


def test_a_receipt_that_nobody_tried_to_print_waits():
    (one,) = unsettled(folded_to())
    assert (one.form, one.copy, one.outcome, one.begun) == (RECEIPT, 0, PENDING, False)
    assert one.at == START


def test_a_print_waits_until_it_came_out():
    (one,) = unsettled(folded_to(receipt(FAILED)))
    assert (one.outcome, one.printer, one.begun) == (FAILED, "HP", True)
    assert unsettled(folded_to(receipt(FAILED), receipt(PRINTED))) == ()
    (again,) = unsettled(folded_to(receipt(PRINTED), receipt(FAILED, 1)))
    assert again.copy == 1


def test_slips_wait_as_receipts_do_and_the_receipt_is_named_first():
    found = unsettled(folded_to(asked(1), slip(UNKNOWN), receipt(UNKNOWN)))
    assert [one.form for one in found] == [RECEIPT, "supplement"]
    assert unsettled(folded_to(asked(1), slip(PRINTED), receipt(PRINTED))) == ()


def test_what_a_later_slip_replaced_waits_no_more():
    assert unsettled(folded_to(receipt(PRINTED), asked(1), slip(FAILED), asked(2))) == ()


def test_what_is_seen_to_have_come_out_or_not_settles_an_unknown_print():
    settled = folded_to(receipt(PENDING), receipt(UNKNOWN), receipt(PRINTED))
    assert [one.outcome for one in settled.prints] == [PRINTED]
    assert copy_number(settled) == 1
    lost = folded_to(receipt(PENDING), receipt(UNKNOWN), receipt(FAILED))
    assert [one.outcome for one in lost.prints] == [FAILED]
    assert copy_number(lost) == 0, "nobody holds it: the next one is no reprint"


def test_each_slip_has_numbers_of_its_own():
    state = folded_to(asked(3), slip(PRINTED, version=3), Refused(reason="thiếu", number=5))
    assert [version_of(state, one) for one in (RECEIPT, "supplement", "refusal", "stop", "extension")] == [
        *(1, 3, 5, 1, 1)
    ]
    assert version_of(state, "control_slip") == 1
    assert copy_number(state, "supplement") == 1
    assert copy_number(state, "refusal") == 0


def test_a_letter_and_a_stop_have_their_numbers():
    extended = folded_to(Extended(due_at=START, provisional=False, ladder=(), reason="bận", number=4))
    assert version_of(extended, "extension") == 4
    assert version_of(folded_to(Stopped(reason="rút", number=6)), "stop") == 6
