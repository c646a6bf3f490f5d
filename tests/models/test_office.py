"""The office, its officers, its catalogue, its counters and the nodes it exchanges with."""

from dataclasses import replace
from datetime import timedelta

import peewee
import pytest

from counter_app.core.promise import DeadlineKind, DeadlineRule
from counter_app.core.records import Officer, Paper, Procedure
from counter_app.core.states import Role
from counter_app.models import base, exchange, journal
from counter_app.models import office as offices
from tests.engines import Places
from tests.models.makers import DAY, NODE, OFFICE, START

MARRIAGE = Procedure(
    code="1.000894",
    name="Đăng ký kết hôn",
    field="Hộ tịch",
    deadline=DeadlineRule(DeadlineKind.WORKING_DAYS, 3),
    papers=(Paper(name="Tờ khai", originals=1),),
    fee_amount=0,
)
COPIES = Procedure(code="2.000815", name="Chứng thực bản sao từ bản chính", field="Chứng thực", fast=True)


def test_before_an_office_is_set_up_there_is_none(places: Places) -> None:
    base.open_database(places.new())
    assert offices.office() is None


def test_the_office_is_kept_and_its_chain_begins_once(database: base.Place) -> None:
    changed = replace(OFFICE, phone="0900 000 170")
    offices.save_office(changed)
    assert offices.office() == changed
    assert [(one.node, one.epoch) for one in journal.chains()] == [(NODE, 1)]


def test_officers_stand_in_the_order_of_their_names(database: base.Place) -> None:
    people = [
        Officer(login="y", name="Yến", role=Role.OFFICER, counter="Quầy 1"),
        Officer(login="d", name="Đức", role=Role.HEAD, title="Trưởng bộ phận"),
        Officer(login="a", name="Ánh", role=Role.SPECIALIST),
    ]
    for one in people:
        offices.add_officer(one, f"hash of {one.login}")
    assert [one.login for one in offices.officers()] == ["a", "d", "y"]
    assert offices.officer("d") == people[1]
    assert offices.officer("x") is None
    assert (offices.pin_hash("y"), offices.pin_hash("x")) == ("hash of y", None)
    with pytest.raises(peewee.IntegrityError):
        offices.add_officer(people[0], "again")


def test_procedures_are_found_by_words_without_marks(database: base.Place) -> None:
    offices.save_procedures([MARRIAGE, COPIES])
    assert offices.procedures() == (COPIES, MARRIAGE)
    assert offices.procedures("ket dang") == (MARRIAGE,)
    assert offices.procedures("2.0008") == (COPIES,)
    assert offices.procedures("ho tich") == (MARRIAGE,)
    assert offices.procedures("ich") == ()
    assert offices.procedures("%") == (COPIES, MARRIAGE)
    assert offices.procedures(limit=1) == (COPIES,)
    assert offices.procedures("ket dang " * 100) == (MARRIAGE,)
    assert offices.procedures(" ".join(f"w{n}" for n in range(500))) == ()
    assert offices.procedure("1.000894") == MARRIAGE
    assert offices.procedure("9") is None


def test_a_procedure_is_replaced_under_its_code(database: base.Place) -> None:
    offices.save_procedures([MARRIAGE])
    offices.save_procedures([replace(MARRIAGE, fee_amount=20_000)])
    assert offices.procedures() == (replace(MARRIAGE, fee_amount=20_000),)


def test_favourites_are_those_of_the_counter(database: base.Place) -> None:
    offices.save_procedures([MARRIAGE, COPIES])
    for code in (COPIES.code, MARRIAGE.code, MARRIAGE.code):
        offices.count_use("Quầy 1", code)
    offices.count_use("Quầy 2", COPIES.code)
    assert offices.favourites("Quầy 1") == (MARRIAGE, COPIES)
    assert offices.favourites("Quầy 1", limit=1) == (MARRIAGE,)
    assert offices.favourites("Quầy 2") == (COPIES,)
    assert offices.favourites("Quầy 3") == ()


def test_counters_give_each_number_once(database: base.Place) -> None:
    name = offices.day_counter(DAY)
    assert name == "day:261123"
    assert offices.ledger_counter(2026) == "ledger:2026"
    assert offices.peek_number(name) == 0
    assert [offices.next_number(name) for _ in range(3)] == [1, 2, 3]
    assert offices.next_number("another") == 1
    assert offices.peek_number(name) == 3
    offices.raise_counter(name, 10)
    offices.raise_counter(name, 5)
    assert offices.counters() == {"another": 1, name: 10}


def test_a_number_of_a_transaction_that_failed_is_given_again(database: base.Place) -> None:
    with pytest.raises(ZeroDivisionError):
        _take_a_number_and_fail()
    assert offices.next_number("day") == 1


def _take_a_number_and_fail() -> None:
    with base.transaction():
        offices.next_number("day")
        raise ZeroDivisionError


def test_facts_are_kept_under_their_names(database: base.Place) -> None:
    assert offices.fact("seen") is None
    offices.save_fact("seen", "1")
    offices.save_fact("seen", "2")
    assert offices.fact("seen") == "2"


def test_nodes_and_what_they_acknowledged(database: base.Place) -> None:
    above = exchange.Node(number="0001", name="Tỉnh", public_key="ab" * 32, relation="above")
    below = exchange.Node(number="0300", name="Thôn Hạ", public_key="cd" * 32, relation="below")
    exchange.save_node(below)
    exchange.save_node(above)
    assert exchange.nodes() == (above, below)
    exchange.acknowledge("0001", "0117", epoch=1, seq=120)
    exchange.acknowledge("0001", "0117", epoch=1, seq=90)
    exchange.acknowledge("0001", "0300", epoch=1, seq=7)
    exchange.save_node(replace(above, name="UBND tỉnh"))
    assert exchange.node("0001") == replace(above, name="UBND tỉnh")
    assert exchange.acknowledged("0001", "0117", epoch=1) == 120
    assert exchange.acknowledged("0001", "0300", epoch=1) == 7
    exchange.acknowledge("0001", "0117", epoch=2, seq=3)
    assert exchange.acknowledged("0001", "0117", epoch=2) == 3
    assert exchange.acknowledged("0300", "0117", epoch=1) == 0
    assert exchange.node("0999") is None


def test_exports_are_remembered_the_latest_first(database: base.Place) -> None:
    for n in (1, 2, 3):
        exchange.note_export(
            exchange.Export(
                receiver="0001",
                epoch=1,
                first_seq=1,
                last_seq=n,
                at=START + timedelta(days=n),
                file=f"0117-1-1-{n}.hsb",
            )
        )
    assert [one.last_seq for one in exchange.exports()] == [3, 2, 1]
    assert exchange.exports(limit=1)[0].at == START + timedelta(days=3)
