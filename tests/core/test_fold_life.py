"""What each decision makes of a dossier, and what an undone one leaves of it."""

from dataclasses import fields, replace
from datetime import timedelta

import pytest

from counter_app.core.events import (
    Accepted,
    CodeAdded,
    Corrected,
    Extended,
    Finished,
    Forwarded,
    HandedOver,
    Noted,
    Paid,
    PaymentRequested,
    Placed,
    Printed,
    ProcedureChange,
    PromiseReviewed,
    Refunded,
    Refused,
    Registered,
    Resumed,
    Reworked,
    Stopped,
    Supplemented,
    SupplementRequested,
    Suspended,
    Undone,
    Withdrawn,
)
from counter_app.core.fold import RECEIPT, fold, impossible_steps
from counter_app.core.journal import Event
from counter_app.core.life import MissingPaper, Reckoned, RulingKind, StageDue
from counter_app.core.money import to_give_back
from counter_app.core.records import Channel, DossierState, Fee, FeeStatus, Paper, Person, PrintOutcome
from counter_app.core.states import Status
from tests.core.journal_makers import RECEPTION, START, chained, happened

LATER = START + timedelta(days=9)
PROMISE = Reckoned(counted_from=START + timedelta(days=2), due_at=LATER, words="03 ngày", rule="days:3")
STAGES = (StageDue(unit="Phòng Kinh tế", due_at=LATER),)
GO = Forwarded(to="Phòng Kinh tế")


def story(*payloads: object) -> list[Event]:
    return chained(happened(one, minute) for minute, one in enumerate(payloads))


def folded_to(*payloads: object) -> DossierState:
    state = fold(story(RECEPTION, *payloads))
    assert state is not None
    return state


def test_a_request_stops_the_time_and_the_supplement_lets_it_go_on():
    asked = SupplementRequested(number=7, papers=(MissingPaper(name="Tờ khai"),), reason="thiếu")
    state = folded_to(GO, asked)
    assert (state.status, state.stopped_at) == (Status.SUPPLEMENT, START + timedelta(minutes=2))
    assert state.supplements[0].number == 7
    brought = (Paper(name="Tờ khai", originals=1),)
    state = folded_to(GO, asked, Supplemented(promise=PROMISE, papers=brought, stages=STAGES))
    assert (state.status, state.stopped_at, state.due_at) == (Status.IN_PROGRESS, None, LATER)
    assert (state.papers, state.stages, state.rule, state.version) == (brought, STAGES, "days:3", 2)
    assert state.supplements[0].answered_at == START + timedelta(minutes=3)
    assert state.original_due_at == RECEPTION.due_at


def test_the_same_moment_promised_again_is_no_new_receipt():
    same = replace(PROMISE, due_at=RECEPTION.due_at)
    state = folded_to(GO, SupplementRequested(number=1, papers=()), Supplemented(promise=same))
    assert (state.version, state.papers) == (1, RECEPTION.papers)


@pytest.mark.parametrize(
    ("payloads", "status", "kind"),
    [
        ((Refused(number=3, reason="x"),), Status.REFUSED, RulingKind.REFUSED),
        ((Withdrawn(reason="x"),), Status.WITHDRAWN, RulingKind.WITHDRAWN),
        ((GO, Suspended(reason="x")), Status.SUSPENDED, RulingKind.SUSPENDED),
        ((GO, Stopped(number=3, reason="x")), Status.SUSPENDED, RulingKind.STOPPED),
        ((GO, Finished(note="quyết định 5"), Reworked(reason="x")), Status.IN_PROGRESS, RulingKind.REWORKED),
    ],
)
def test_rulings_keep_their_reason(payloads: tuple[object, ...], status: Status, kind: RulingKind):
    state = folded_to(*payloads)
    assert state.status is status
    assert (state.rulings[-1].kind, state.rulings[-1].reason) == (kind, "x")
    assert (state.finished_at, state.result) == (None, "")


def test_rest_and_going_on():
    state = folded_to(GO, Suspended(reason="x"), Resumed(promise=PROMISE, note="y"))
    assert (state.status, state.due_at, state.stopped_at) == (Status.IN_PROGRESS, LATER, None)
    assert [one.kind for one in state.rulings] == [RulingKind.SUSPENDED, RulingKind.RESUMED]


def test_time_that_stands_still_stands_still_from_the_first_moment():
    asked = SupplementRequested(number=1, papers=())
    state = folded_to(GO, asked, Stopped(number=1, reason="quá hạn bổ sung"))
    assert state.stopped_at == START + timedelta(minutes=2)


def test_an_extension_keeps_both_dates():
    state = folded_to(GO, Extended(number=2, due_at=LATER, reason="chờ", beyond=True))
    (given,) = state.extensions
    assert (given.due_from, given.due_to, given.beyond) == (RECEPTION.due_at, LATER, True)
    assert (state.due_at, state.version) == (LATER, 2)


def test_money():
    state = folded_to(GO, PaymentRequested(amount=9000))
    assert (state.status, state.fee) == (Status.PAYMENT, Fee(amount=9000, status=FeeStatus.DUE))
    state = folded_to(GO, PaymentRequested(amount=9000), Paid(amount=9000, promise=PROMISE))
    assert (state.status, state.due_at, state.fee.status) == (Status.IN_PROGRESS, LATER, FeeStatus.PAID)
    state = folded_to(Paid(amount=9000, method="cash"), Refunded(amount=4000, reason="x"))
    assert (state.status, state.fee.refunded, state.fee.collected_by) == (Status.RECEIVED, 4000, "an")


def test_each_collection_of_money_stays_with_its_receipt():
    first, asked = Paid(amount=8000, official_receipt="BL1"), PaymentRequested(amount=500_000)
    second = Paid(amount=500_000, official_receipt="BL2", promise=PROMISE)
    state = folded_to(first, GO, asked)
    assert [(fee.amount, fee.status) for fee in state.fees] == [
        (8000, FeeStatus.PAID),
        (500_000, FeeStatus.DUE),
    ]
    state = folded_to(first, GO, asked, second)
    assert [fee.official_receipt for fee in state.fees] == ["BL1", "BL2"]
    part, rest = Refunded(amount=400_000, reason="x"), Refunded(amount=100_000, reason="x")
    state = folded_to(first, GO, asked, second, part)
    assert [fee.left for fee in state.fees] == [8000, 100_000]
    assert to_give_back(state).official_receipt == "BL2"
    state = folded_to(first, GO, asked)
    assert to_give_back(state).official_receipt == "BL1", "nothing came in yet of what is due"
    state = folded_to(first, GO, asked, second, part, rest, Refunded(amount=8000, reason="x"))
    assert [(fee.refunded, fee.status) for fee in state.fees] == [
        (8000, FeeStatus.REFUNDED),
        (500_000, FeeStatus.REFUNDED),
    ]


def test_money_collected_anew_does_not_hide_what_was_given_back():
    state = folded_to(Paid(amount=8000), Refunded(amount=8000, reason="x"), Paid(amount=5000))
    assert [(fee.amount, fee.refunded) for fee in state.fees] == [(8000, 8000), (5000, 0)]


def test_a_request_that_is_only_put_right_stays_one():
    state = folded_to(GO, PaymentRequested(amount=9000), PaymentRequested(amount=7000))
    assert state.fees == (Fee(amount=7000, status=FeeStatus.DUE),)
    assert state.fee.left == 0


def test_corrections_name_what_they_change():
    state = folded_to(Corrected(reason="x", name="Lê A", channel=Channel.POST, note="", fee_amount=5000))
    assert state.applicant == replace(RECEPTION.applicant, name="Lê A")
    assert (state.channel, state.version, state.fee) == (
        Channel.POST,
        2,
        Fee(amount=5000, status=FeeStatus.DUE),
    )
    state = folded_to(Paid(amount=5000), Corrected(reason="x", fee_amount=0))
    assert (state.fee.amount, state.fee.status) == (0, FeeStatus.PAID)
    assert folded_to(Corrected(reason="x", fee_amount=0)).fee == Fee()


def test_an_old_number_goes_with_the_number_it_came_with():
    owner = replace(RECEPTION.applicant, citizen_id="099187000456", old_id="012345678")
    carded = replace(RECEPTION, applicant=owner)
    renamed = fold(story(carded, Corrected(reason="x", name="Lê A")))
    assert renamed.applicant == replace(owner, name="Lê A")
    renumbered = fold(story(carded, Corrected(reason="x", citizen_id="099187000457")))
    assert renumbered.applicant == replace(owner, citizen_id="099187000457", old_id="")


def test_another_procedure_is_one_new_version():
    change = ProcedureChange(code="1.0", name="khác", field="Đất đai", promise=PROMISE, stages=STAGES)
    state = folded_to(Corrected(reason="x", procedure=change))
    assert (state.procedure_code, state.original_due_at, state.due_at) == ("1.0", LATER, LATER)
    assert (state.version, state.receipt_outcome) == (2, PrintOutcome.PENDING)


def test_a_reviewed_promise_moves_or_stays():
    assert folded_to(PromiseReviewed(decision="12/QĐ")).due_at == RECEPTION.due_at
    assert folded_to(PromiseReviewed(decision="12/QĐ", promise=PROMISE)).due_at == LATER


def test_codes_and_places():
    state = folded_to(CodeAdded(code="A-1"), CodeAdded(code="A-1"), Placed(place="Kệ 2"))
    assert (state.other_codes, state.place) == (("A-1",), "Kệ 2")


def test_prints_are_of_a_version():
    done = Printed(form=RECEIPT, copy=0, outcome=PrintOutcome.PRINTED)
    assert folded_to(done).receipt_outcome is PrintOutcome.PRINTED
    corrected = Corrected(reason="x", name="Lê A")
    assert folded_to(done, corrected).receipt_outcome is PrintOutcome.PENDING
    # What became of an old version settles nothing.
    assert folded_to(corrected, done).receipt_outcome is PrintOutcome.PENDING
    assert folded_to(corrected, replace(done, version=2)).receipt_outcome is PrintOutcome.PRINTED


def test_hand_overs_are_rows():
    state = folded_to(GO, Forwarded(to="Văn phòng"), Finished(), HandedOver(collector="Lê A"))
    assert [(one.giver, one.taker) for one in state.movements] == [
        ("Quầy 2", "Phòng Kinh tế"),
        ("Phòng Kinh tế", "Văn phòng"),
        ("Văn phòng", "Lê A"),
    ]


def undo(event: Event) -> Undone:
    return Undone(node=event.node, epoch=event.epoch, seq=event.seq, kind=event.kind, reason="nhầm")


def test_what_was_undone_counts_no_more_but_its_time():
    events = story(RECEPTION, GO, Noted(note="giữ"), Finished())
    state = fold(story(RECEPTION, GO, Noted(note="giữ"), Finished(), undo(events[3])))
    assert state is not None
    assert (state.status, state.finished_at, state.notes) == (Status.IN_PROGRESS, None, ("giữ",))
    assert state.last_event_at == START + timedelta(minutes=4)


def test_a_beginning_cannot_be_undone():
    events = story(RECEPTION)
    state = fold(story(RECEPTION, undo(events[0])))
    assert state is not None
    assert state.status is Status.RECEIVED


def test_a_step_that_was_undone_is_not_impossible_afterwards():
    events = story(RECEPTION, GO, Finished())
    again = story(RECEPTION, GO, Finished(), undo(events[2]), Finished(), HandedOver(collector="Lê A"))
    assert impossible_steps(again) == ()
    assert len(impossible_steps(story(RECEPTION, GO, Finished(), Finished()))) == 1


def test_an_undone_event_before_the_beginning_is_nothing():
    (one,) = story(Finished())
    assert fold([happened(undo(one)), replace(one, node="x")]) is None
    assert fold([one, happened(undo(one))]) is None


def test_registered_then_received():
    registered = Registered(
        code="H26.170-261120-0007",
        law="2025",
        procedure_code="1.004873",
        procedure_name="Cấp giấy",
        procedure_field="Hộ tịch",
        applicant=Person(name="Lê A"),
        other_codes=("A-1",),
    )
    asked = SupplementRequested(number=1, papers=())
    state = fold(story(registered, Noted(note="x"), Placed(place="Kệ 1"), asked))
    assert state is not None
    assert (state.status, state.received, state.ledger_number) == (Status.SUPPLEMENT, False, 0)
    received = Accepted(**{one.name: getattr(RECEPTION, one.name) for one in fields(RECEPTION)})
    state = fold(story(registered, Noted(note="x"), Placed(place="Kệ 1"), asked, received))
    assert state is not None
    assert (state.status, state.received) == (Status.RECEIVED, True)
    assert (state.other_codes, state.notes, state.place) == (("A-1",), ("x",), "Kệ 1")
    assert state.registered_at == START
    assert state.supplements[0].answered_at == START + timedelta(minutes=4)
    assert state.stopped_at is None
    twice = fold(story(registered, registered))
    assert twice is not None
    assert twice.status is Status.REGISTERED


@pytest.mark.parametrize("status", Status)
def test_only_what_is_worked_on_can_be_late(status: Status):
    state = replace(folded_to(), status=status)
    late = state.late(RECEPTION.due_at + timedelta(days=1))
    assert late is (status in (Status.RECEIVED, Status.IN_PROGRESS, Status.FINISHED, Status.RETURNED))


def test_no_two_receipts_of_different_content_carry_one_version():
    wrong = Corrected(reason="x", name="Lê Một")
    events = story(RECEPTION, wrong)
    back = fold(story(RECEPTION, wrong, undo(events[1])))
    assert back is not None
    assert (back.applicant, back.version) == (RECEPTION.applicant, 3)
    assert back.receipt_outcome is PrintOutcome.PENDING
    again = fold(story(RECEPTION, wrong, undo(events[1]), Corrected(reason="x", name="Lê Hai")))
    assert again is not None
    assert (again.applicant.name, again.version) == ("Lê Hai", 4)
