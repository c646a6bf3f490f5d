"""The whole life of a dossier: each decision, what it needs, and what it leaves of the promise."""

from dataclasses import replace
from datetime import timedelta

import pytest

from counter_app.core.deadlines import parse_rule
from counter_app.core.life import MissingPaper, RulingKind
from counter_app.core.promise import due_line, ladder_sentence
from counter_app.core.records import (
    Channel,
    Fee,
    FeeStatus,
    NewDossier,
    Paper,
    Person,
    Stage,
)
from counter_app.core.states import Status
from counter_app.core.times import parse_time
from counter_app.errors import BadInput, Duplicate, NotAllowed
from counter_app.models import audit, dossiers, journal
from counter_app.models import office as offices
from counter_app.services import (
    decisions,
    fees,
    papers,
    processing,
    queries,
    reception,
    supplements,
)
from counter_app.services.papers import money_words

MISSING = (MissingPaper(name="Giấy báo tử", bring="01 bản chính", where="Trạm y tế xã"),)


def unchanged():
    return journal.head(), dossiers.state_hash()


def test_a_supplement_begins_the_time_anew(desk, officers, in_progress, clock):
    # Received Monday 23/11 15:40 with 3 working days: promised Friday 27/11 (24/11 is off).
    asked = supplements.request(
        desk, in_progress, MISSING, officers["dung"], clock.pass_(days=2), "thiếu giấy"
    )
    assert (asked.status, asked.stopped_at) == (Status.SUPPLEMENT, clock())
    assert asked.supplements[0].papers == MISSING
    assert asked.supplements[0].number == 1
    state = supplements.take_in(
        desk,
        in_progress,
        officers["an"],
        clock.pass_(days=5),
        (Paper(name="Giấy báo tử", originals=1),),
    )
    assert state.status is Status.IN_PROGRESS
    assert state.stopped_at is None
    assert state.due_at == parse_time("2026-12-03T16:00:00")  # Monday 30/11 16:00 + 3 working days
    assert state.original_due_at == parse_time("2026-11-27T15:40:00")
    assert state.version == 2
    assert Paper(name="Giấy báo tử", originals=1) in state.papers
    assert state.supplements[0].answered_at == clock()
    assert audit.differing() == []


def test_where_the_law_pack_says_so_the_time_of_waiting_is_added(desk, officers, in_progress, clock):
    resumes = (replace(one, supplement=replace(one.supplement, after="resume")) for one in desk.packs)
    desk.law = replace(desk.law, packs=tuple(resumes))
    received = reception.receive(
        desk,
        replace(_new(desk), procedure="1.004873"),
        officers["an"],
        clock(),
    ).scan_number
    processing.forward(desk, received, officers["an"], clock())
    supplements.request(desk, received, MISSING, officers["dung"], clock.pass_(days=2))  # Wednesday, day 1
    state = supplements.take_in(desk, received, officers["an"], clock.pass_(days=5))  # Monday 30/11
    assert state.due_at == parse_time("2026-12-02T16:00:00")  # two working days were left


def _new(desk):
    return NewDossier(procedure="1.004873", applicant=Person(name="Lê Thị Bưởi"))


def test_asking_many_times_never_makes_a_dossier_late(desk, officers, in_progress, clock):
    for _round in range(3):
        supplements.request(desk, in_progress, MISSING, officers["dung"], clock.pass_(hours=1))
        waiting = queries.dossier(desk, in_progress)
        assert not waiting.late(clock() + timedelta(days=100))
        assert in_progress not in _overdue(desk, clock() + timedelta(days=100))
        state = supplements.take_in(desk, in_progress, officers["an"], clock.pass_(days=20))
        assert not state.late(clock())
    assert [one.number for one in state.supplements] == [1, 2, 1]  # the third is the first of 2027
    assert state.late(state.due_at + timedelta(days=1))


def _overdue(desk, at):
    return [row.scan_number for row in queries.rows(desk, queries.morning(desk, at).overdue)]


def test_a_supplement_names_what_is_missing(desk, officers, in_progress, clock):
    before = unchanged()
    for missing in ((), (MissingPaper(name="  "),)):
        with pytest.raises(BadInput, match="at least one paper"):
            supplements.request(desk, in_progress, missing, officers["dung"], clock())
    assert unchanged() == before
    assert offices.peek_number(offices.slip_counter("supplement", 2026)) == 0


def test_advice_before_there_is_a_dossier(desk, officers, clock):
    given = supplements.advise(
        desk, "supplement", "1.004873", Person(name="Lê Thị Bưởi"), officers["an"], clock(), MISSING
    )
    assert (given.number, given.papers) == (1, MISSING)
    with pytest.raises(BadInput, match="Write why"):
        supplements.advise(desk, "refusal", "1.004873", Person(name="Lê Thị Bưởi"), officers["an"], clock())
    with pytest.raises(BadInput, match="Write the name"):
        supplements.advise(desk, "supplement", "1.004873", Person(name=" "), officers["an"], clock(), MISSING)
    refused = supplements.advise(
        desk,
        "refusal",
        "1.004873",
        Person(name="Lê Thị Bưởi"),
        officers["an"],
        clock(),
        reason="không thuộc thẩm quyền",
    )
    assert refused.number == 1
    assert dossiers.count() == 0


def test_a_refusal_is_of_the_day_of_reception(desk, officers, received, new_dossier, clock):
    other = reception.receive(desk, new_dossier(), officers["an"], clock()).scan_number
    state = decisions.refuse(desk, received, officers["an"], clock.pass_(hours=1), "không đủ điều kiện")
    assert state.status is Status.REFUSED
    assert (state.rulings[0].kind, state.rulings[0].number) == (RulingKind.REFUSED, 1)
    with pytest.raises(NotAllowed, match="finish it with the refusal"):
        decisions.refuse(desk, other, officers["an"], clock.pass_(days=2), "không đủ điều kiện")


def test_an_extension_is_in_time_once_and_then_the_heads(desk, officers, in_progress, clock):
    due = parse_time("2026-12-02T15:40:00")
    state = decisions.extend(desk, in_progress, officers["dung"], clock.pass_(days=2), due, "chờ xác minh")
    assert (state.due_at, state.original_due_at) == (due, parse_time("2026-11-27T15:40:00"))
    assert state.extensions[0].due_from == parse_time("2026-11-27T15:40:00")
    later = parse_time("2026-12-08T15:40:00")
    before = unchanged()
    with pytest.raises(NotAllowed, match="extended on 25/11/2026 already"):
        decisions.extend(desk, in_progress, officers["dung"], clock(), later, "chờ xác minh")
    assert unchanged() == before
    state = decisions.extend(desk, in_progress, officers["chi"], clock(), later, "mưa lũ")
    assert [one.beyond for one in state.extensions] == [False, True]
    assert [one.number for one in state.extensions] == [1, 2]


def test_on_the_promised_day_only_the_head_extends(desk, officers, in_progress, clock):
    clock.now = parse_time("2026-11-27T08:00:00")
    due = parse_time("2026-12-02T15:40:00")
    with pytest.raises(NotAllowed, match="extended until 26/11/2026"):
        decisions.extend(desk, in_progress, officers["dung"], clock(), due, "chờ xác minh")
    assert decisions.extend(desk, in_progress, officers["chi"], clock(), due, "chờ").extensions[0].beyond


@pytest.mark.parametrize(
    ("due", "reason", "field"),
    [
        ("2026-12-02T15:40:00", " ", "note"),
        ("2026-11-28T09:00:00", "chờ", "due_at"),  # a Saturday
        ("2026-11-27T09:00:00", "chờ", "due_at"),  # the promised day itself
        ("2026-11-25T17:00:00", "chờ", "due_at"),
    ],
)
def test_a_new_date_is_a_later_working_day_with_a_reason(
    desk, officers, in_progress, clock, due, reason, field
):
    clock.pass_(days=2)
    before = unchanged()
    with pytest.raises(BadInput) as refused:
        decisions.extend(desk, in_progress, officers["dung"], clock(), parse_time(due), reason)
    assert refused.value.field == field
    assert unchanged() == before


def test_time_rests_and_goes_on(desk, officers, in_progress, clock):
    decisions.suspend(desk, in_progress, officers["dung"], clock.pass_(days=2), "chờ ý kiến")  # Wed 25/11
    state = decisions.resume(desk, in_progress, officers["dung"], clock.pass_(days=12))  # Mon 07/12
    assert state.due_at == parse_time("2026-12-09T15:40:00")
    decisions.stop(desk, in_progress, officers["dung"], clock.pass_(hours=1), "công dân đề nghị dừng")
    state = queries.dossier(desk, in_progress)
    assert state.status is Status.SUSPENDED
    assert [one.kind for one in state.rulings] == ["suspended", "resumed", "stopped"]
    state = decisions.withdraw(desk, in_progress, officers["an"], clock.pass_(hours=1))
    assert (state.status, state.holder) == (Status.WITHDRAWN, "Đặng Thị Diễm")


@pytest.mark.parametrize("use_case", [decisions.stop, decisions.suspend])
def test_a_decision_has_a_reason(desk, officers, in_progress, clock, use_case):
    before = unchanged()
    with pytest.raises(BadInput, match="Write the reason"):
        use_case(desk, in_progress, officers["dung"], clock(), "  ")
    assert unchanged() == before


def test_money_is_asked_for_collected_and_given_back(desk, officers, in_progress, clock):
    state = fees.request_payment(desk, in_progress, officers["dung"], clock.pass_(days=2), 50_000)
    assert (state.status, state.fee.status, state.fee.amount) == (Status.PAYMENT, FeeStatus.DUE, 50_000)
    state = fees.collect(
        desk, in_progress, officers["an"], clock.pass_(days=5), official_receipt="BL-0001234"
    )
    assert state.status is Status.IN_PROGRESS
    assert state.due_at == parse_time("2026-12-02T15:40:00")  # two working days were left
    assert (state.fee.official_receipt, state.fee.collected_by) == ("BL-0001234", "an")
    with pytest.raises(Duplicate, match=r"50\.000"):
        fees.collect(desk, in_progress, officers["an"], clock())
    with pytest.raises(BadInput, match=r"At most 50\.000"):
        fees.refund(desk, in_progress, officers["an"], clock(), 60_000, "thu thừa")
    state = fees.refund(desk, in_progress, officers["an"], clock(), 20_000, "thu thừa")
    state = fees.refund(desk, in_progress, officers["an"], clock(), None, "miễn")
    assert (state.fee.refunded, state.fee.status) == (50_000, FeeStatus.REFUNDED)
    with pytest.raises(BadInput, match="At most 0"):
        fees.refund(desk, in_progress, officers["an"], clock(), None, "miễn")


def test_a_second_payment_keeps_the_first(desk, officers, new_dossier, clock):
    an, dung = officers["an"], officers["dung"]
    fee = Fee(amount=8000, status=FeeStatus.PAID, method="cash", official_receipt="BL1")
    scan = reception.receive(desk, new_dossier(fee=fee), an, clock()).scan_number
    processing.forward(desk, scan, an, clock.pass_(minutes=1))
    fees.request_payment(desk, scan, dung, clock.pass_(minutes=1), 500_000, "thuế")
    state = fees.collect(desk, scan, an, clock.pass_(minutes=1), official_receipt="BL2")
    assert [(one.amount, one.official_receipt) for one in state.fees] == [(8000, "BL1"), (500_000, "BL2")]
    with pytest.raises(BadInput, match=r"At most 500\.000"):
        fees.refund(desk, scan, an, clock(), 508_000, "nhầm")
    fees.refund(desk, scan, an, clock(), None, "nhầm")
    state = fees.refund(desk, scan, an, clock(), None, "nhầm")
    assert [one.refunded for one in state.fees] == [8000, 500_000]
    words = desk.pack_on(state.received_at.date()).forms["receipt"].words
    assert money_words(state, words).count("BL") == 2
    state = fees.collect(desk, scan, an, clock(), 7000)
    assert [one.refunded for one in state.fees] == [8000, 500_000, 0]


def test_a_payment_that_is_waited_for_is_some_money(desk, officers, in_progress, clock):
    state = fees.request_payment(desk, in_progress, officers["dung"], clock(), 50_000)
    with pytest.raises(BadInput, match="waits for this payment"):
        fees.require_amount_can_change(state, 0)
    fees.require_amount_can_change(state, 40_000)
    fees.require_amount_can_change(fees.collect(desk, in_progress, officers["an"], clock()), 0)


@pytest.mark.parametrize("amount", [0, -5, 10**12])
def test_an_amount_is_money(desk, officers, in_progress, clock, amount):
    with pytest.raises(BadInput, match="Give an amount"):
        fees.request_payment(desk, in_progress, officers["dung"], clock(), amount)


def test_money_needs_a_way_and_a_sum(desk, officers, received, clock):
    with pytest.raises(BadInput, match="cash, transfer, online"):
        fees.collect(desk, received, officers["an"], clock(), 5000, "vàng")
    with pytest.raises(BadInput, match="Give an amount"):
        fees.collect(desk, received, officers["an"], clock())
    state = fees.collect(desk, received, officers["an"], clock(), 8000, "transfer")
    assert (state.status, state.fee.amount, state.fee.method) == (Status.RECEIVED, 8000, "transfer")


def test_a_wrong_result_goes_back_before_it_is_handed_over(desk, officers, finished, clock):
    state = decisions.rework(desk, finished, officers["chi"], clock.pass_(hours=1), "sai ngày sinh")
    assert (state.status, state.finished_at) == (Status.IN_PROGRESS, None)
    state = processing.finish(desk, finished, officers["dung"], clock.pass_(hours=1))
    assert state.finished_at == clock()


def test_hand_overs_between_units_are_rows_that_stay(desk, officers, received, clock):
    for unit in ("Phòng Kinh tế", "Văn phòng HĐND và UBND"):
        processing.forward(desk, received, officers["an"], clock.pass_(minutes=5), unit, "kèm bản đồ")
    movements = queries.dossier(desk, received).movements
    assert [one.taker for one in movements] == ["Phòng Kinh tế", "Văn phòng HĐND và UBND"]
    assert [one.giver for one in movements] == ["Quầy 2", "Phòng Kinh tế"]


def test_a_registered_application_has_a_code_and_no_promise(desk, officers, new_dossier, clock):
    state = reception.register(desk, new_dossier(channel=Channel.ONLINE), officers["an"], clock())
    assert (state.status, state.received, state.ledger_number) == (Status.REGISTERED, False, 0)
    assert not state.late(clock() + timedelta(days=400))
    assert queries.today(desk, clock()).received == 0
    state = supplements.request(
        desk, state.scan_number, MISSING, officers["an"], clock.pass_(hours=1), "thiếu giấy"
    )
    with pytest.raises(NotAllowed, match="not received yet"):
        supplements.take_in(desk, state.scan_number, officers["an"], clock.pass_(hours=1))
    state = reception.receive_registered(
        desk, state.scan_number, officers["an"], clock.pass_(days=2), wants_receipt=True
    )
    assert (state.status, state.ledger_number) == (Status.RECEIVED, 1)
    assert state.due_at == parse_time("2026-12-01T07:30:00")  # it came in after the closing
    assert state.supplements[0].answered_at == clock()
    with pytest.raises(Duplicate):
        reception.receive_registered(desk, state.scan_number, officers["an"], clock.pass_(minutes=1))
    assert audit.differing() == []
    assert audit.counters_behind(desk.office.node) == []


def test_the_parts_of_several_units_end_with_the_promise(desk, officers, clock, new_dossier):
    chosen = replace(
        desk.catalogue["1.004873"],
        deadline=parse_rule("working_days:5"),
        stages=(
            Stage(unit="Phòng Kinh tế", deadline=parse_rule("working_days:3")),
            Stage(unit="Văn phòng HĐND và UBND", deadline=parse_rule("working_days:2")),
        ),
    )
    desk.catalogue["1.004873"] = chosen
    state = reception.receive(desk, new_dossier(), officers["an"], clock())
    assert state.due_at == parse_time("2026-12-01T15:40:00")
    assert [(one.unit, one.due_at) for one in state.stages] == [
        ("Phòng Kinh tế", parse_time("2026-11-27T17:00:00")),
        ("Văn phòng HĐND và UBND", parse_time("2026-12-01T15:40:00")),
    ]


def test_what_was_never_received_is_not_stopped(desk, officers, new_dossier, clock):
    state = reception.register(desk, new_dossier(channel=Channel.ONLINE), officers["an"], clock())
    supplements.request(desk, state.scan_number, MISSING, officers["an"], clock.pass_(hours=1))
    before = unchanged()
    with pytest.raises(NotAllowed, match="no work to stop"):
        decisions.stop(desk, state.scan_number, officers["dung"], clock.pass_(hours=1), "quá hạn bổ sung")
    assert unchanged() == before


def test_the_receipt_after_a_wait_says_from_when_the_time_counts(desk, officers, in_progress, clock):
    supplements.request(desk, in_progress, MISSING, officers["dung"], clock.pass_(days=2))
    state = supplements.take_in(desk, in_progress, officers["an"], clock.pass_(days=5))
    line = due_line(papers.promise_of(state))
    assert line == ("Thời hạn tính từ 16:00 ngày 30/11; ngày làm việc thứ nhất là 01/12.")
    assert "counts from 16:00 on 30/11" in ladder_sentence(papers.promise_of(state))


def test_a_result_due_on_the_day_the_time_goes_on(desk, officers, in_progress, clock):
    clock.now = parse_time("2026-11-27T09:00:00")  # the promised day: no day is left
    decisions.suspend(desk, in_progress, officers["dung"], clock(), "chờ")
    clock.now = parse_time("2026-12-01T09:00:00")
    state = decisions.resume(desk, in_progress, officers["dung"], clock())
    assert state.due_at == parse_time("2026-12-01T15:40:00")
    assert "trả trong ngày" in due_line(papers.promise_of(state))


def test_an_extension_into_days_that_are_not_final_says_so(desk, officers, in_progress, clock):
    due = parse_time("2027-02-17T15:00:00")
    state = decisions.extend(desk, in_progress, officers["dung"], clock.pass_(days=1), due, "chờ xác minh")
    assert state.provisional
    line = due_line(papers.promise_of(state))
    assert line.startswith("Lý do hẹn: chờ xác minh")
    assert "chưa chính thức" in line
