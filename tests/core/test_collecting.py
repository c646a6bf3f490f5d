"""What is still open before a result goes over the counter."""

from dataclasses import replace

import pytest

from counter_app.core.collecting import StillOpen, due_now, still_open
from counter_app.core.fold import fold
from counter_app.core.records import Collect, Fee, FeeStatus
from tests.core.journal_makers import RECEPTION, happened


@pytest.fixture
def state():
    return replace(fold([happened(RECEPTION)]), fee=Fee(), submitter="", collect=Collect.COUNTER)


def test_the_owner_just_takes_the_result(state):
    assert still_open(state) == ()
    own = replace(state, submitter=state.applicant.name.upper(), fee=Fee(amount=8_000, status=FeeStatus.PAID))
    assert still_open(own) == ()
    assert due_now(own) == 0


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"fee": Fee(amount=16_000, status=FeeStatus.DUE)}, StillOpen.FEE),
        ({"submitter": "Trần Đình Khoát"}, StillOpen.COLLECTOR),
        ({"collect": Collect.POST}, StillOpen.POST),
    ],
)
def test_what_has_to_be_settled_by_hand(state, changes, expected):
    assert still_open(replace(state, **changes)) == (expected,)


def test_money_that_is_due_is_counted_in_dong(state):
    assert due_now(replace(state, fee=Fee(amount=16_000, status=FeeStatus.DUE))) == 16_000
    assert still_open(replace(state, fee=Fee(amount=0, status=FeeStatus.DUE))) == ()
