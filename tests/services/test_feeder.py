"""The feeder's order: the shipped one, the office's own, and who may set it."""

import json

import pytest

from counter_app.core.feeder import FeedField
from counter_app.errors import BadInput, NotAllowed, NotFound
from counter_app.models import office as offices
from counter_app.services import feeder


def test_without_an_order_of_the_office_the_shipped_one_holds(desk, received):
    assert feeder.order(desk) == feeder.shipped_order()
    fed = feeder.feed(desk, received)
    assert [(one.field.value, one.text) for one in fed[:4]] == [
        ("procedure_code", "1.004873"),
        ("name", "Đặng Thị Diễm"),
        ("citizen_id", "099187000456"),
        ("born", "14/03/1987"),
    ]


@pytest.mark.parametrize("who", ["chi", "it"])
def test_the_head_and_the_administrator_set_the_order_of_the_office(desk, officers, clock, received, who):
    wanted = (FeedField.PHONE, FeedField.NAME)
    assert feeder.set_order(desk, wanted, officers[who], clock()) == wanted
    assert feeder.order(desk) == wanted
    assert [one.text for one in feeder.feed(desk, received)] == ["0900000187", "Đặng Thị Diễm"]


def test_an_officer_does_not_set_it(desk, officers, clock):
    with pytest.raises(NotAllowed):
        feeder.set_order(desk, (FeedField.NAME,), officers["an"], clock())
    assert feeder.order(desk) == feeder.shipped_order()


@pytest.mark.parametrize("fields", [(), (FeedField.NAME, FeedField.NAME)])
def test_an_order_of_nothing_or_of_one_field_twice_is_refused(desk, officers, clock, fields):
    with pytest.raises(BadInput) as refused:
        feeder.set_order(desk, fields, officers["chi"], clock())
    assert refused.value.field == "order"
    assert feeder.order(desk) == feeder.shipped_order()


@pytest.mark.parametrize(
    ("kept", "order"), [(["name", "iris_scan"], (FeedField.NAME,)), (["iris_scan"], feeder.shipped_order())]
)
def test_a_field_of_a_later_version_is_left_out(desk, kept, order):
    offices.save_fact("feeder_order", json.dumps(kept))
    assert feeder.order(desk) == order


def test_a_dossier_that_is_not_here_is_not_fed(desk):
    with pytest.raises(NotFound):
        feeder.feed(desk, "0117261123999901")


def test_every_field_may_be_looked_at_whatever_the_order(desk, officers, clock, received):
    feeder.set_order(desk, (FeedField.NAME,), officers["chi"], clock())
    fields = [one.field for one in feeder.feed_all(desk, received)]
    assert fields[:3] == [FeedField.PROCEDURE_CODE, FeedField.PROCEDURE, FeedField.NAME]
    assert FeedField.DUE_AT in fields
