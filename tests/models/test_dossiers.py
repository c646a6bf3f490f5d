"""The lists made of the projection."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.core.events import Finished, Forwarded, HandedOver, Printed
from counter_app.core.records import Collect, PrintOutcome
from counter_app.core.states import Status
from counter_app.models import base, dossiers, fast_matters, not_printed, projection
from counter_app.models import office as offices
from counter_app.models.migrations import STEPS
from tests.engines import Places
from tests.models.makers import (
    DAY,
    OFFICE,
    START,
    append,
    chain,
    finish,
    hand_over,
    receive,
    received,
    scan,
    take_in,
)

DAYS = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_a_row_says_what_the_state_says(database: base.Place) -> None:
    state = receive(1, collect=Collect.POST, sets=2)
    state = hand_over(finish(state, START + HOUR), START + 2 * HOUR)
    (row,) = dossiers.rows([1])
    assert (row.id, row.scan_number, row.code, row.ledger_number) == (1, state.scan_number, state.code, 1)
    assert (row.applicant, row.phone, row.address) == ("Nguyễn Văn Đức", "0900000001", "Thôn Thượng")
    assert (row.procedure_code, row.procedure) == (state.procedure_code, state.procedure_name)
    assert (row.status, row.holder, row.unit) == (Status.RETURNED, state.holder, "Văn phòng")
    assert (row.received_at, row.due_at) == (state.received_at, state.due_at)
    assert (row.finished_at, row.returned_at) == (START + HOUR, START + 2 * HOUR)
    assert (row.collect, row.sets, row.receipt_outcome) == (Collect.POST, 2, PrintOutcome.PENDING)


def test_rows_come_in_the_order_asked_for(database: base.Place) -> None:
    for number in (1, 2, 3):
        receive(number)
    assert [row.id for row in dossiers.rows([3, 99, 1])] == [3, 1]
    assert dossiers.rows([]) == []


def test_codes_are_found_whatever_the_case(database: base.Place) -> None:
    state = receive(1)
    assert dossiers.scan_number_of("h99.017-261123-0001") == state.scan_number
    assert dossiers.scan_number_of("H99.017-261123-0002") is None


def test_received_between_two_days(database: base.Place) -> None:
    for number in (1, 2, 3, 4):
        receive(number, at=START + number * DAYS)
    day = START.date()
    assert dossiers.ids_between(day + 2 * DAYS, day + 3 * DAYS) == (2, 3)
    assert dossiers.ids_between(day, day + 9 * DAYS, limit=2) == (1, 2)
    assert dossiers.ids_between(day + 5 * DAYS, day + 5 * DAYS, column="due_at") == (2,)


def test_of_one_person(database: base.Place) -> None:
    receive(1, "Lê Thị Ánh", phone="0900000500", citizen_id="099090000001")
    receive(2, "Lê Thị Ánh", phone="0900000500", citizen_id="")
    receive(3, "Lê Thị Anh", phone="0900000500", citizen_id="")
    receive(4, "Lê Thị Ánh", phone="", citizen_id="099090000001")
    assert dossiers.of_person("099090000001") == (4, 1)
    assert dossiers.of_person("", "Lê Thị Ánh", "0900000500") == (2, 1)
    assert dossiers.of_person("", "Lê Thị Ánh") == ()
    assert dossiers.of_person("") == ()


def test_of_one_person_under_two_numbers(database: base.Place) -> None:
    receive(1, "Lê Thị Ánh", citizen_id="012345678")
    receive(2, "Lê Thị Ánh", citizen_id="099090000001")
    receive(3, "Lê Thị Ánh", citizen_id="099090000001", old_id="012345678")
    assert dossiers.of_person("099090000001", old_id="012345678") == (3, 2, 1)
    assert dossiers.of_person("099090000001", old_id="012345678", limit=1) == (3,)
    assert dossiers.newer_number("012345678") == "099090000001"
    assert dossiers.newer_number("01234567") == "", "a part of a number is nobody's"
    assert dossiers.find("012345678", on=START.date()).total == 2, "both are found by the old number"


def test_unprinted_until_settled(database: base.Place) -> None:
    receive(1)
    receive(2, wants_receipt=False)
    receive(3)
    assert not_printed.ids() == (1, 3)
    append(scan(1), Printed(form="receipt", copy=0, outcome=PrintOutcome.UNKNOWN), at=START + HOUR)
    assert not_printed.ids() == (1, 3)
    append(scan(1), Printed(form="receipt", copy=0, outcome=PrintOutcome.PRINTED), at=START + 2 * HOUR)
    assert not_printed.ids() == (3,)
    assert not_printed.count() == 1


def test_slips_that_did_not_come_out_are_found_as_receipts_are(database: base.Place) -> None:
    receive(1)
    receive(2, wants_receipt=False)
    receive(3, wants_receipt=False)
    slip = Printed(form="result_receipt", copy=0, outcome=PrintOutcome.FAILED)
    append(scan(2), slip, at=START + HOUR)
    assert [one.scan_number for one in not_printed.papers(10)] == [scan(1), scan(2)]
    assert [one.scan_number for one in not_printed.papers(1)] == [scan(1)]
    assert not_printed.papers_count() == 2
    append(scan(2), replace(slip, outcome=PrintOutcome.PRINTED), at=START + 2 * HOUR)
    assert [one.scan_number for one in not_printed.papers(10)] == [scan(1)]
    assert not_printed.papers_count() == not_printed.count() == 1


@pytest.mark.sqlite_only
def test_slips_of_before_are_found_after_the_upgrade(database: base.Place) -> None:
    receive(1, wants_receipt=False)
    receive(2, wants_receipt=False)
    for n, last in ((1, PrintOutcome.UNKNOWN), (2, PrintOutcome.PRINTED)):
        for hours, outcome in ((1, PrintOutcome.FAILED), (2, last)):
            slip = Printed(form="result_receipt", copy=0, outcome=outcome)
            append(scan(n), slip, at=START + hours * HOUR)
    kept = base.fetch("SELECT * FROM unprinted")
    base.execute("DROP TABLE unprinted")
    step = next(one for one in STEPS if one.__name__ == "_papers_not_printed")
    with base.transaction():
        step(base.database)
    assert base.fetch("SELECT * FROM unprinted") == kept == [(1, 1)]


@pytest.fixture
def week(database: base.Place) -> None:
    """Promised: 1 yesterday, 2 today, 3 today (ready), 4 tomorrow, 5 yesterday (returned)."""
    for number, days in enumerate((-1, 0, 0, 1, -1), 1):
        receive(number, due_at=START + days * DAYS)
    finish_all = (Forwarded(to="Văn phòng"), Finished())
    append(scan(3), *finish_all, at=START + HOUR)
    append(scan(5), *finish_all, HandedOver(collector="Lê Thị Ánh"), at=START + HOUR)


def test_what_is_promised_and_not_finished(week: None) -> None:
    assert dossiers.due_between(DAY, DAY) == (2,)
    assert dossiers.due_between(DAY, DAY + DAYS) == (2, 4)
    assert dossiers.overdue_ids(DAY) == (1,)
    assert dossiers.overdue_ids(DAY + DAYS) == (1, 2)
    assert dossiers.overdue_ids(DAY - DAYS) == ()


def test_what_waits_in_a_status(week: None) -> None:
    assert dossiers.in_status(Status.FINISHED) == (3,)
    assert dossiers.in_status(Status.FINISHED, finished_before=DAY) == ()
    assert dossiers.in_status(Status.FINISHED, finished_before=DAY + DAYS) == (3,)
    assert dossiers.in_status(Status.RECEIVED, Status.FINISHED) == (1, 2, 3, 4)


def test_the_load_of_the_coming_days(week: None) -> None:
    counted = [(one.day, one.promised, one.ready) for one in dossiers.load(DAY - DAYS, DAY + 2 * DAYS)]
    assert counted == [
        (DAY - DAYS, 1, 0),
        (DAY, 2, 1),
        (DAY + DAYS, 1, 0),
        (DAY + 2 * DAYS, 0, 0),
    ]


def test_the_figures_of_a_day_are_of_this_office(week: None) -> None:
    receive(6, fast=True, at=START + DAYS)
    take_in(chain([(scan(9, node="0200"), received(9), START)]))
    today = dossiers.figures_of(DAY)
    assert (today.received, today.fast, today.returned) == (5, 0, 1)
    assert (today.first_number, today.last_number) == (1, 5)
    tomorrow = dossiers.figures_of(DAY + DAYS)
    assert (tomorrow.received, tomorrow.fast, tomorrow.first_number) == (1, 1, 6)
    empty = dossiers.figures_of(DAY + 2 * DAYS)
    assert (empty.received, empty.fast, empty.returned, empty.last_number) == (0, 0, 0, 0)


def test_lists_of_work_are_of_this_office(database: base.Place) -> None:
    """A neighbour's dossiers are found and shown, but are no work of this desk."""
    for number in (1, 2):
        receive(number, fast=number == 2, due_at=START + number * DAYS)
    finish(receive(3), START + HOUR)
    mine, lists = _lists_of_work(), dossiers.load(DAY, DAY + 9 * DAYS)
    other = [scan(n, node="0200") for n in range(1, 5)]
    take_in(
        chain(
            [
                (other[0], received(11, due_at=START + DAYS), START),
                (other[1], received(2, fast=True, code="H99.020-261123-0002"), START + HOUR),
                (other[2], received(13), START),
                (other[2], Forwarded(to="Văn phòng"), START + HOUR),
                (other[2], Finished(), START + HOUR),
            ]
        )
    )
    assert dossiers.count() == 6
    assert (_lists_of_work(), dossiers.load(DAY, DAY + 9 * DAYS)) == (mine, lists)
    found = dossiers.find("", on=DAY + 2 * DAYS)
    assert (found.total, found.overdue) == (6, 2)
    assert dossiers.find("duc", on=DAY).total == 6


def _lists_of_work() -> list[object]:
    late = DAY + 9 * DAYS
    return [
        dossiers.ids_between(DAY, DAY),
        dossiers.due_between(DAY, late),
        dossiers.overdue_ids(late),
        dossiers.in_status(Status.RECEIVED),
        dossiers.in_status(Status.FINISHED, finished_before=late),
        not_printed.ids(),
        not_printed.count(),
        dossiers.figures_of(DAY),
        [one.scan_number for one in fast_matters.of_day(DAY)],
    ]


def test_the_hash_of_the_state_does_not_depend_on_the_order_of_coming(places: Places) -> None:
    hashes = []
    for numbers in ((1, 2, 3), (3, 1, 2), (1, 2)):
        base.open_database(places.new(f"{numbers}"))
        offices.save_office(OFFICE)
        for number in numbers:
            receive(number)
        hashes.append(dossiers.state_hash())
    assert hashes[0] == hashes[1] != hashes[2]


def test_a_changed_state_takes_the_place_of_the_old_one(database: base.Place) -> None:
    state = receive(1)
    projection.write(replace(state, applicant=replace(state.applicant, name="Trần Bưởi")))
    assert dossiers.count() == 1
    assert dossiers.rows([1])[0].applicant == "Trần Bưởi"
    assert dossiers.find("buoi", on=DAY).ids == (1,)
    assert dossiers.find("duc", on=DAY).ids == ()
