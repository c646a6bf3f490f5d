"""Several results of one person: all go over in one act, or none."""

import pytest

from counter_app.core.journal import EventKind
from counter_app.core.records import Fee, FeeStatus, HandOver, Person
from counter_app.core.states import Status
from counter_app.errors import BadInput, Duplicate
from counter_app.models import journal
from counter_app.services import handover, processing, queries, reception
from counter_app.services.handover import Payment

DUE = Fee(amount=8_000, status=FeeStatus.DUE)


@pytest.fixture
def ready(desk, officers, new_dossier, clock):
    """Makes a result that waits."""

    def make(**changes):
        state = reception.receive(desk, new_dossier(**changes), officers["an"], clock())
        processing.forward(desk, state.scan_number, officers["an"], clock.pass_(minutes=5))
        return processing.finish(desk, state.scan_number, officers["dung"], clock.pass_(minutes=5))

    return make


def numbers(states):
    return [one.scan_number for one in states]


def test_other_results_of_the_owner_that_wait(desk, officers, ready, new_dossier, clock):
    first, second, third = ready(), ready(fee=DUE), ready()
    ready(applicant=Person(name="Mai Thị Ngần", citizen_id="099187000457"))
    reception.receive(desk, new_dossier(), officers["an"], clock())  # no result yet
    handover.hand_over(desk, third.scan_number, HandOver(), officers["an"], clock())
    assert numbers(handover.ready_with(desk, first)) == [second.scan_number]
    assert numbers(handover.ready_with(desk, second)) == [first.scan_number]


def test_all_go_over_in_one_act_each_with_its_own_event(desk, officers, ready, clock):
    states = [ready(), ready(fee=DUE), ready()]
    after = handover.hand_over_all(
        desk,
        [*numbers(states), states[0].scan_number],
        HandOver(citizen_id="099187000456"),
        officers["an"],
        clock.pass_(minutes=1),
        Payment(method="transfer", official_receipt="0003241"),
    )
    assert numbers(after) == numbers(states), "one that is named twice goes over once"
    assert {(one.status, one.collector_id) for one in after} == {(Status.RETURNED, "099187000456")}
    assert {one.returned_at for one in after} == {clock()}
    paid = after[1].fee
    assert (paid.status, paid.amount, paid.method, paid.official_receipt) == (
        FeeStatus.PAID, 8_000, "transfer", "0003241"
    )  # fmt: skip
    kinds = [[event.kind for event in journal.events_of(one)][-2:] for one in numbers(states)]
    assert [kind[-1] for kind in kinds] == [EventKind.HANDED_OVER] * 3
    assert kinds[1] == [EventKind.PAID, EventKind.HANDED_OVER]
    assert EventKind.PAID not in kinds[0]


def test_money_stays_due_where_no_payment_is_told(desk, officers, ready, clock):
    (after,) = handover.hand_over_all(desk, [ready(fee=DUE).scan_number], HandOver(), officers["an"], clock())
    assert (after.status, after.fee) == (Status.RETURNED, DUE)


@pytest.mark.parametrize(
    ("who", "payment", "refusal"),
    [
        (HandOver(), Payment(), Duplicate),
        (HandOver(collector="Lê Thị Mỹ Hạnh"), Payment(), BadInput),
        (HandOver(), Payment(method="gold"), BadInput),
    ],
)
def test_one_that_is_refused_leaves_all_as_they_were(desk, officers, ready, clock, who, payment, refusal):
    first, second = ready(fee=DUE), ready()
    if refusal is Duplicate:
        handover.hand_over(desk, second.scan_number, HandOver(), officers["an"], clock())
    before = queries.dossier(desk, first.scan_number)
    with pytest.raises(refusal):
        handover.hand_over_all(desk, numbers((first, second)), who, officers["an"], clock(), payment)
    assert queries.dossier(desk, first.scan_number) == before
