"""Slips, lists, books and labels: what the services gather from dossiers and law pack."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.life import Movement, StageDue
from counter_app.core.papers import Sheet
from counter_app.core.records import Collect, Fee, FeeStatus, HandOver, Person
from counter_app.core.sheets import Timing
from counter_app.core.times import parse_time
from counter_app.errors import BadInput, NotFound
from counter_app.models import journal
from counter_app.services import decisions, handover, ledger_book, processing, reception, sheets, unit_lists
from tests.documents.sheet_reading import require_read, whole_text

UNIT, OFFICE = "Phòng Văn hóa - Xã hội", "Văn phòng HĐND và UBND"


@pytest.fixture
def state(desk, officers, new_dossier, clock):
    return reception.receive(desk, new_dossier(), officers["an"], clock())


def paper_of(desk, state, clock):
    return sheets.control_slip_paper(desk, state, clock())


def test_a_new_dossier_has_its_way_before_it(desk, state, clock):
    slip = paper_of(desk, state, clock)
    steps = [(move.giver, move.taker, move.at) for move in slip.moves]
    assert steps == [
        (desk.office.desk, OFFICE, None),
        (OFFICE, desk.office.desk, None),
        (desk.office.desk, "Đặng Thị Diễm", None),
    ]
    assert (slip.unit, slip.partners, slip.form_number, slip.due_at) == (OFFICE, (), "06", state.due_at)


def test_what_happened_is_printed_and_the_last_hand_over_is_judged(desk, officers, state, clock):
    number = state.scan_number
    processing.forward(desk, number, officers["an"], clock.pass_(minutes=5), UNIT, "đủ giấy tờ")
    processing.finish(desk, number, officers["dung"], clock.pass_(minutes=5))
    done = handover.hand_over(desk, number, HandOver(), officers["an"], clock.pass_(minutes=5))
    first, last = paper_of(desk, done, clock).moves
    assert (first.giver, first.taker, first.giver_name) == (desk.office.desk, UNIT, "Nguyễn Thu An")
    assert (first.note, first.result, first.at) == ("đủ giấy tờ", None, parse_time("2026-11-23T15:45"))
    assert (last.taker, last.result) == ("Đặng Thị Diễm", Timing.EARLY)
    text = whole_text(sheets.control_slip(desk, number, clock(), Sheet.A4))
    assert "Trước hạn" in text
    assert "đủ giấy tờ" in text


def test_stages_have_their_own_due_and_judge_who_held_them(desk, state, clock):
    due = parse_time("2026-11-24T16:00")
    staged = replace(
        state,
        unit=UNIT,
        stages=(
            StageDue(unit=UNIT, due_at=due),
            StageDue(unit=OFFICE, due_at=parse_time("2026-11-26T16:00")),
        ),
        movements=(
            Movement(at=clock(), by="an", giver="Quầy 2", taker=UNIT),
            Movement(at=parse_time("2026-11-25T09:00"), by="dung", giver=UNIT, taker=OFFICE),
        ),
    )
    slip = paper_of(desk, staged, clock)
    assert slip.partners == (OFFICE,)
    assert [move.due for move in slip.moves] == [due, parse_time("2026-11-26T16:00"), None, None]
    assert [move.result for move in slip.moves] == [None, Timing.LATE, None, None]
    assert [move.giver for move in slip.moves] == [desk.office.desk, UNIT, OFFICE, desk.office.desk]


def test_a_dossier_without_a_unit_goes_from_the_desk_to_the_person(desk, state, clock):
    slip = paper_of(desk, replace(state, unit=""), clock)
    assert [(move.giver, move.taker) for move in slip.moves] == [(desk.office.desk, "Đặng Thị Diễm")]


def test_the_slip_is_that_of_the_day_of_reception(desk, officers, new_dossier, clock):
    old = reception.receive(desk, new_dossier(), officers["an"], parse_time("2025-06-30T09:00"))
    assert paper_of(desk, old, clock).form_number == "05"


def test_another_office_keeps_the_names_of_its_officers(desk, state, clock):
    moved = Movement(at=clock(), by="an", giver="Quầy 2", taker=UNIT)
    other = replace(state, scan_number="0118" + state.scan_number[4:], movements=(moved,))
    assert paper_of(desk, other, clock).moves[0].giver_name == ""


def test_one_receipt_for_a_visit(desk, officers, new_dossier, clock):
    own = reception.receive(desk, new_dossier(), officers["an"], clock())
    wife = Person(name="Trần Văn Bửu", address="Thôn Hạ")
    other = reception.receive(
        desk, new_dossier(applicant=wife, submitter="Đặng Thị Diễm"), officers["an"], clock.pass_(minutes=3)
    )
    paper = sheets.visit_paper(desk, [other, own], clock())
    assert (paper.submitter, paper.citizen_id, paper.phone) == ("Đặng Thị Diễm", "099187000456", "0900000187")
    assert [one.owner for one in paper.dossiers] == ["Trần Văn Bửu", ""]
    assert (paper.receiver, paper.received_at) == ("Nguyễn Thu An", other.received_at)
    content = sheets.visit_receipt(desk, [other.scan_number, own.scan_number, own.scan_number], clock())
    require_read(content, 300, [{own.scan_number, other.scan_number}] * 2)


def test_a_visit_of_somebody_for_others_alone_says_nothing_of_the_person(desk, officers, new_dossier, clock):
    one = reception.receive(desk, new_dossier(submitter="Lý Thị Ngần"), officers["an"], clock())
    paper = sheets.visit_paper(desk, [one], clock())
    assert (paper.submitter, paper.citizen_id, paper.address) == ("Lý Thị Ngần", "", "")


def test_two_people_have_two_receipts(desk, officers, new_dossier, clock):
    one = reception.receive(desk, new_dossier(), officers["an"], clock())
    other = reception.receive(desk, new_dossier(submitter="Lý Thị Ngần"), officers["an"], clock())
    with pytest.raises(BadInput, match="not handed in by the same person") as refusal:
        sheets.visit_receipt(desk, [one.scan_number, other.scan_number], clock())
    assert one.code in str(refusal.value)
    assert other.code in str(refusal.value)


def test_labels(desk, state, clock):
    folder = whole_text(sheets.folder_label(desk, state.scan_number))
    assert "27/11" in folder
    assert "Đặng Thị Diễm" in folder
    require_read(sheets.shelf_label(desk, 7, "Tủ B", clock()), 203, [("0000000001000750",)])


def test_the_list_of_a_day_holds_what_went_to_the_unit(desk, officers, new_dossier, clock):
    states = [reception.receive(desk, new_dossier(), officers["an"], clock()) for _ in range(4)]
    for one in states[:3]:
        processing.forward(desk, one.scan_number, officers["an"], clock.pass_(minutes=1), UNIT)
    processing.forward(desk, states[2].scan_number, officers["dung"], clock.pass_(minutes=1), OFFICE)
    processing.forward(desk, states[1].scan_number, officers["dung"], clock.pass_(minutes=1), UNIT, "lần 2")
    day = clock().date()
    made = unit_lists.handover_dossiers(desk, " phòng văn hóa  - xã hội", day, clock())
    assert made.rows == 3
    text = whole_text(made.content)
    assert f"Bên nhận (cơ quan chủ trì giải quyết): {UNIT}" in text
    assert text.count("lần 2") == 2  # once in each copy
    assert unit_lists.handover_dossiers(desk, OFFICE, day, clock()).rows == 1
    assert unit_lists.handover_dossiers(desk, UNIT, date(2026, 11, 24), clock()).rows == 0
    assert "BÊN GIAO (Ký, ghi rõ họ tên) Nguyễn Thu An" not in text  # two officers handed over


def test_results_are_those_of_the_unit_that_had_the_dossier(desk, officers, new_dossier, clock):
    fee = Fee(amount=15_000, status=FeeStatus.PAID, method="cash")
    states = [
        reception.receive(desk, new_dossier(fee=fee, collect=Collect.POST), officers["an"], clock()),
        reception.receive(desk, new_dossier(), officers["an"], clock()),
    ]
    processing.forward(desk, states[0].scan_number, officers["an"], clock(), UNIT)
    processing.forward(desk, states[1].scan_number, officers["an"], clock())
    for one in states:
        processing.finish(desk, one.scan_number, officers["dung"], clock.pass_(minutes=2))
    handover.hand_over(desk, states[0].scan_number, HandOver(), officers["an"], clock.pass_(minutes=2))
    made = unit_lists.handover_results(desk, UNIT, clock().date(), clock())
    text = whole_text(made.content)
    assert made.rows == 1
    assert states[0].code.partition("-")[2] in text
    assert "1 kết quả, trong đó 1 có phí, lệ phí, 1 trả qua bưu điện." in text
    assert unit_lists.handover_results(desk, OFFICE, clock().date(), clock()).rows == 1


@pytest.mark.parametrize("draw", [unit_lists.handover_dossiers, unit_lists.handover_results])
def test_a_unit_that_nobody_knows_is_refused_and_a_known_one_has_an_empty_list(desk, clock, draw):
    with pytest.raises(NotFound, match=r"no unit “Phòng Không Có”; write one of: .*Phòng Kinh tế"):
        draw(desk, "Phòng Không Có", clock().date(), clock())
    empty = draw(desk, "phòng kinh tế", clock().date(), clock())
    assert empty.rows == 0
    assert "Phòng Kinh tế" in whole_text(empty.content)


def test_the_closing_accounts_for_every_number(desk, officers, new_dossier, clock):
    reception.receive(desk, new_dossier(), officers["an"], parse_time("2026-02-03T09:00"))
    for _ in range(2):
        reception.receive(desk, new_dossier(), officers["an"], clock())
    last = reception.receive(desk, new_dossier(), officers["an"], clock())
    processing.forward(desk, last.scan_number, officers["an"], clock())
    processing.finish(desk, last.scan_number, officers["dung"], clock())
    handover.hand_over(desk, last.scan_number, HandOver(), officers["an"], clock())
    paper = ledger_book.ledger_closing_paper(desk, 2026, clock())
    assert (paper.first_number, paper.last_number, paper.received, paper.returned) == (1, 4, 4, 1)
    assert paper.gaps == ()
    assert [(one.received, one.first_number, one.last_number) for one in paper.months if one.received] == [
        (1, 1, 1),
        (3, 2, 4),
    ]
    assert paper.chain_head == journal.head().hash
    assert "khóa Sổ theo dõi hồ sơ năm 2026" in whole_text(ledger_book.draw_closing(paper))


def test_the_closing_carries_only_what_is_open_into_the_next_year(desk, officers, new_dossier, clock):
    refused, withdrawn, _open = [
        reception.receive(desk, new_dossier(), officers["an"], clock()) for _ in range(3)
    ]
    decisions.refuse(desk, refused.scan_number, officers["an"], clock(), "không thuộc thẩm quyền")
    decisions.withdraw(desk, withdrawn.scan_number, officers["an"], clock(), "công dân đề nghị")
    text = whole_text(ledger_book.draw_closing(ledger_book.ledger_closing_paper(desk, 2026, clock())))
    assert "đã trả kết quả: 0; từ chối: 1; đã rút: 1; chuyển sang theo dõi năm sau: 1." in text
    assert "Cả năm 3 1 3 0 1 Từ chối: 1 Đã rút: 1" in text


def test_a_year_that_is_over_keeps_its_own_form(desk, clock):
    assert ledger_book.ledger_closing_paper(desk, 2024, clock()).form_number == "06"
    assert "Mẫu số 06 (2018)" in whole_text(ledger_book.ledger_cover(desk, 2019, clock()))
    assert "Mẫu số 07 (2025)" in whole_text(ledger_book.ledger_cover(desk, 2026, clock(), volume=2, pages=90))


@pytest.mark.parametrize(
    ("year", "volumes", "field"),
    [(2027, 1, "year"), (0, 1, "year"), (2026, 0, "volumes"), (2026, 10_000, "volumes")],
)
def test_a_closing_that_cannot_be_is_refused(desk, clock, year, volumes, field):
    with pytest.raises(BadInput) as refusal:
        ledger_book.ledger_closing_paper(desk, year, clock(), volumes)
    assert refusal.value.field == field


@pytest.mark.parametrize("wrong", [{"volume": 0}, {"pages": -1}, {"pages": 10_000}, {"first_number": -1}])
def test_a_cover_that_cannot_be_is_refused(desk, clock, wrong):
    with pytest.raises(BadInput, match="cannot be; give a number from") as refusal:
        ledger_book.ledger_cover(desk, 2026, clock(), **wrong)
    assert refusal.value.field in wrong


def test_a_year_before_the_law_has_no_cover(desk, clock):
    with pytest.raises(NotFound, match="No law pack covers"):
        ledger_book.ledger_cover(desk, 2017, clock())
