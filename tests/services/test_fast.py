"""While-you-wait matters: a batch in one go, put right or taken back afterwards, and the sums of the day."""

from dataclasses import replace

import pytest

from counter_app.core.fold import impossible_steps
from counter_app.core.records import FastMatter, Fee, FeeStatus, Person
from counter_app.core.states import Status
from counter_app.errors import BadInput, NotAllowed
from counter_app.models import audit, dossiers, journal
from counter_app.models import office as offices
from counter_app.services import fast, fast_day, queries, reception, upkeep

COPIES = FastMatter(
    procedure="2.000815",
    applicant=Person(name="Trần Văn Bửu"),
    count=3,
    pages=2,
    fee=Fee(amount=12_000, status=FeeStatus.PAID, method="cash"),
)


def seen():
    """What must not change when something is refused."""
    return journal.head(), dossiers.state_hash(), offices.counters()


def kinds(desk, state):
    return [event.kind for event in queries.events(desk, state.scan_number)]


@pytest.fixture
def batch(desk, officers, clock):
    done = reception.receive_fast_batch(desk, (COPIES, replace(COPIES, count=1)), officers["an"], clock())
    clock.pass_(minutes=1)
    return done


def right(**changes):
    values = {"name": "Trần Văn Bửu", "pages": 2, "count": 3}
    return fast.FastChange(**(values | changes))


def test_fifty_rows_are_finished_in_one_transaction_with_numbers_without_a_gap(desk, officers, clock):
    before = journal.head().seq
    done = reception.receive_fast_batch(desk, (COPIES,) * 50, officers["an"], clock())
    assert [one.ledger_number for one in done] == list(range(1, 51))
    assert [int(one.code[-4:]) for one in done] == list(range(1, 51))
    assert {one.status for one in done} == {Status.RETURNED}
    assert journal.head().seq == before + 150
    assert audit.differing() == []
    assert audit.breaks()[1] == []


def test_a_batch_taken_back_leaves_the_counters_sound(desk, officers, clock, batch):
    """Its rows are withdrawn without a notice, so without a number."""
    fast.take_back(desk, batch, officers["an"], clock(), "nhập nhầm")
    assert upkeep.check(desk).problems == ()


def test_one_row_that_cannot_be_accepted_leaves_the_whole_batch_out(desk, officers, clock):
    before = seen()
    with pytest.raises(BadInput, match=r"^Row 3: Enter 1 to 999 copies\.$") as refused:
        reception.receive_fast_batch(
            desk, (COPIES, COPIES, replace(COPIES, count=0), COPIES), officers["an"], clock()
        )
    assert refused.value.field == "count"
    assert seen() == before


def test_numbers_that_run_out_in_the_middle_leave_the_whole_batch_out(desk, officers, clock):
    offices.raise_counter(offices.day_counter(clock().date()), 9_998)
    before = seen()
    with pytest.raises(NotAllowed):
        reception.receive_fast_batch(desk, (COPIES, COPIES), officers["an"], clock())
    assert seen() == before


def test_other_pages_reckon_the_fee_anew(desk, officers, clock, batch):
    state = fast.correct(
        desk,
        batch[0].scan_number,
        right(pages=4, name="Trần Văn Bưởi"),
        officers["an"],
        clock(),
        "đếm nhầm trang",
    )
    assert (state.pages, state.count, state.fee.amount) == (4, 3, 18_000)
    assert state.applicant.name == "Trần Văn Bưởi"
    assert (state.fee.status, state.fee.method) == (FeeStatus.PAID, "cash")
    assert queries.events(desk, state.scan_number)[-1].data == {
        "reason": "đếm nhầm trang",
        "name": "Trần Văn Bưởi",
        "pages": 4,
        "fee_amount": 18_000,
    }
    line = queries.in_words(desk, queries.events(desk, state.scan_number))[-1]
    assert line.words == "Put right: fee, name, pages"
    assert fast_day.fast_day(desk, clock()).amount == 18_000 + 12_000


def test_the_fee_itself_may_be_put_right(desk, officers, clock, batch):
    state = fast.correct(
        desk, batch[0].scan_number, right(fee_amount=10_000), officers["an"], clock(), "thu thiếu"
    )
    assert state.fee.amount == 10_000


def test_a_fee_where_nothing_was_collected_is_not_made_up(desk, officers, clock):
    state = reception.receive_fast(desk, replace(COPIES, fee=Fee()), officers["an"], clock())
    before = seen()
    with pytest.raises(BadInput, match="Nothing was collected"):
        fast.correct(
            desk, state.scan_number, right(pages=3), officers["an"], clock.pass_(minutes=1), "đếm nhầm"
        )
    assert seen() == before


def test_what_was_free_stays_free(desk, officers, clock):
    free = replace(COPIES, fee=Fee(status=FeeStatus.FREE))
    state = reception.receive_fast(desk, free, officers["an"], clock())
    changed = fast.correct(
        desk, state.scan_number, right(count=5), officers["an"], clock.pass_(minutes=1), "đếm nhầm"
    )
    assert changed.fee == Fee(status=FeeStatus.FREE)
    assert changed.count == 5


@pytest.mark.parametrize(
    ("changes", "reason", "field"),
    [
        ({"count": 0}, "nhầm", "count"),
        ({"count": 1_000}, "nhầm", "count"),
        ({"pages": -1}, "nhầm", "pages"),
        ({"name": ""}, "nhầm", "name"),
        ({"fee_amount": -5}, "nhầm", "fee"),
        ({"count": 4}, " ", "note"),
        ({}, "nhầm", "name"),
    ],
)
def test_a_correction_that_cannot_be_accepted_changes_nothing(
    desk, officers, clock, batch, changes, reason, field
):
    before = seen()
    with pytest.raises(BadInput) as refused:
        fast.correct(desk, batch[0].scan_number, right(**changes), officers["an"], clock(), reason)
    assert refused.value.field == field
    assert seen() == before


def test_a_dossier_with_a_receipt_is_corrected_on_its_card(desk, officers, clock, received):
    with pytest.raises(NotAllowed, match="received with a receipt"):
        fast.correct(desk, received, right(), officers["an"], clock.pass_(minutes=1), "nhầm")


def test_a_batch_is_taken_back_whole(desk, officers, clock, batch):
    assert [one.scan_number for one in fast.last_batch(desk, officers["an"], clock())] == [
        one.scan_number for one in batch
    ]
    taken = fast.take_back(desk, batch, officers["an"], clock(), "nhập nhầm người")
    assert {one.status for one in taken} == {Status.WITHDRAWN}
    assert [one.fee.refunded for one in taken] == [12_000, 12_000]
    assert kinds(desk, batch[0])[3:] == ["undone", "undone", "refunded", "withdrawn"]
    day = fast_day.fast_day(desk, clock())
    assert (day.done, day.amount, day.cash, day.last_number) == (0, 0, 0, 2)
    assert len(day.matters) == 2, "what was taken back stays to be seen"
    assert fast.last_batch(desk, officers["an"], clock()) == ()


def test_a_batch_taken_back_stands_in_the_journal_as_possible_steps(desk, officers, clock, batch):
    taken = fast.take_back(desk, batch, officers["an"], clock(), "nhập nhầm")
    assert audit.differing() == []
    for one in taken:
        assert impossible_steps(queries.events(desk, one.scan_number)) == ()


def test_only_the_last_go_is_the_last_batch(desk, officers, clock, batch):
    later = reception.receive_fast(desk, COPIES, officers["an"], clock())
    reception.receive_fast(desk, COPIES, officers["duc"], clock.pass_(minutes=1))
    assert fast.last_batch(desk, officers["an"], clock()) == (later,)
    clock.pass_(days=2)
    assert fast.last_batch(desk, officers["an"], clock()) == ()


@pytest.mark.parametrize(("who", "reason"), [("duc", "nhầm"), ("dung", "nhầm"), ("an", "")])
def test_a_batch_of_somebody_else_or_without_a_reason_stays(desk, officers, clock, batch, who, reason):
    before = seen()
    with pytest.raises((NotAllowed, BadInput)):
        fast.take_back(desk, batch, officers[who], clock(), reason)
    assert seen() == before


def test_a_batch_of_another_day_or_taken_back_before_stays(desk, officers, clock, batch):
    fast.take_back(desk, batch[:1], officers["an"], clock(), "nhầm")
    before = seen()
    for matters, at in ((batch, clock.pass_(minutes=1)), (batch[1:], clock.pass_(days=1)), ((), clock())):
        with pytest.raises(NotAllowed):
            fast.take_back(desk, matters, officers["an"], at, "nhầm")
    with pytest.raises(NotAllowed, match="was taken back"):
        fast.correct(desk, batch[0].scan_number, right(count=1), officers["an"], clock(), "nhầm")
    assert seen() == before


def test_the_sums_of_a_counter_and_of_the_office(desk, officers, clock, batch):
    other = replace(officers["duc"], counter="Quầy 1")
    reception.receive_fast(desk, COPIES, other, clock())
    counter, office = fast_day.both_days(desk, clock(), "Quầy 2")
    assert (counter.done, counter.copies, counter.pages, counter.amount) == (2, 4, 8, 24_000)
    assert (office.done, office.copies, office.pages, office.amount) == (3, 7, 14, 36_000)
    assert fast_day.fast_day(desk, clock(), "Quầy 1").done == 1
