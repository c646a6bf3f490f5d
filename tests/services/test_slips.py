"""Slips of a dossier: gathered from its state, in the words of the law of its day of reception."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counter_app.core.forms import Condition
from counter_app.core.life import MissingPaper
from counter_app.core.papers import Sheet
from counter_app.core.records import HandOver, Person
from counter_app.core.times import parse_time
from counter_app.errors import NotFound
from counter_app.services import decisions, handover, processing, queries, reception, slips, supplements
from counter_app.services.slips import Slip
from tests.documents.page_readers import page_texts, run_together

MISSING = (MissingPaper(name="Giấy báo tử", bring="01 bản chính", where="Trạm y tế xã"),)


@pytest.fixture
def received(desk, officers, new_dossier, clock):
    return reception.receive(desk, new_dossier(), officers["an"], clock()).scan_number


@pytest.fixture
def in_progress(desk, officers, received, clock):
    processing.forward(desk, received, officers["an"], clock.pass_(minutes=20))
    return received


def text_of(desk, scan_number, kind, by, at, sheet=Sheet.A5):
    return " ".join(
        run_together(page) for page in page_texts(slips.slip(desk, scan_number, kind, sheet, by, at))
    )


def test_the_supplement_slip_of_the_last_request(desk, officers, in_progress, clock):
    by = officers["dung"]
    supplements.request(desk, in_progress, MISSING, by, clock.pass_(days=2), "thiếu giấy")
    state = queries.dossier(desk, in_progress)
    paper = slips.slip_paper(desk, state, Slip.SUPPLEMENT, officers["an"], clock())
    assert (paper.number, paper.missing, paper.reason) == ("01", MISSING, "thiếu giấy")
    assert (paper.officer, paper.counter) == (by.name, "Quầy 2")
    assert paper.waiting is Condition.RESTART
    assert (paper.code, paper.scan_number) == (state.code, state.scan_number)
    text = text_of(desk, in_progress, Slip.SUPPLEMENT, officers["an"], clock())
    assert "Số: 01/HDHS" in text
    assert "Giấy báo tử" in text


def test_a_refusal_says_why(desk, officers, received, clock):
    decisions.refuse(desk, received, officers["an"], clock(), "không thuộc thẩm quyền")
    text = text_of(desk, received, Slip.REFUSAL, officers["an"], clock())
    assert "Không thuộc thẩm quyền." in text
    assert "PHIẾU TỪ CHỐI" in text


def test_an_apology_names_the_old_date_and_the_new(desk, officers, in_progress, clock):
    new = parse_time("2026-12-02T15:40:00")
    state = decisions.extend(desk, in_progress, officers["dung"], clock(), new, "chờ xác minh")
    paper = slips.slip_paper(desk, state, Slip.EXTENSION, officers["an"], clock())
    assert (paper.due_at, paper.new_due_at) == (parse_time("2026-11-27T15:40:00"), new)
    assert paper.earlier == ()
    later = parse_time("2026-12-08T15:40:00")
    state = decisions.extend(desk, in_progress, officers["chi"], clock(), later, "mưa lũ")
    paper = slips.slip_paper(desk, state, Slip.EXTENSION, officers["an"], clock())
    assert (paper.due_at, paper.new_due_at, len(paper.earlier)) == (new, later, 1)
    text = text_of(desk, in_progress, Slip.EXTENSION, officers["an"], clock(), Sheet.A4)
    assert "đã thay đổi trước đó: từ 15 giờ 40 phút, ngày 27 tháng 11 năm 2026 sang" in text
    assert "Ủy ban nhân dân xã Đông Phù xin lỗi" in text


def test_a_notice_of_stopping_names_stage_papers_and_money(desk, officers, in_progress, clock):
    decisions.stop(desk, in_progress, officers["dung"], clock(), "không còn nhu cầu")
    state = queries.dossier(desk, in_progress)
    paper = slips.slip_paper(desk, state, Slip.STOP, officers["an"], clock())
    assert paper.stage == f"{state.holder} đang giải quyết"
    assert paper.given_back
    assert paper.money
    assert "(01 bản chính)" in text_of(desk, in_progress, Slip.STOP, officers["an"], clock())


def test_the_receipt_of_the_result_and_the_notice_before_it(desk, officers, in_progress, clock):
    by = officers["an"]
    processing.finish(desk, in_progress, officers["dung"], clock.pass_(days=2))
    state = queries.dossier(desk, in_progress)
    notice = slips.slip_paper(desk, state, Slip.UNCOLLECTED, by, clock())
    assert (notice.number, notice.ready_on) == ("", clock().date())
    who = HandOver(collector="Trần Văn Bình", citizen_id="099080000999", authorised="giấy ủy quyền số 7")
    handover.hand_over(desk, in_progress, who, by, clock.pass_(hours=1))
    paper = slips.slip_paper(desk, queries.dossier(desk, in_progress), Slip.RESULT_RECEIPT, by, clock())
    assert (paper.collector, paper.collector_phone, paper.authorised) == (
        "Trần Văn Bình",
        "",
        "giấy ủy quyền số 7",
    )
    assert [one.kind for one in paper.results] == ["Kết quả giải quyết thủ tục hành chính"]
    text = text_of(desk, in_progress, Slip.RESULT_RECEIPT, by, clock())
    assert "Nhận thay theo: giấy ủy quyền số 7" in text
    with pytest.raises(NotFound, match="nothing has happened"):
        slips.slip_paper(desk, queries.dossier(desk, in_progress), Slip.UNCOLLECTED, by, clock())


def test_the_owner_who_collects_is_named_with_telephone(desk, officers, in_progress, clock):
    processing.finish(desk, in_progress, officers["dung"], clock.pass_(days=2))
    handover.hand_over(desk, in_progress, HandOver(), officers["an"], clock.pass_(hours=1))
    state = queries.dossier(desk, in_progress)
    paper = slips.slip_paper(desk, state, Slip.RESULT_RECEIPT, officers["an"], clock())
    assert paper.collector_phone == state.applicant.phone


@pytest.mark.parametrize("kind", list(Slip))
def test_what_has_not_happened_has_no_paper(desk, officers, received, clock, kind):
    with pytest.raises(NotFound, match="nothing has happened that this paper tells of"):
        slips.slip(desk, received, kind, Sheet.A5, officers["an"], clock())


def test_a_dossier_of_2018_is_printed_on_the_form_of_its_time(desk, officers, new_dossier, clock):
    now = clock.now
    clock.now = parse_time("2025-06-26T09:00:00")
    state = reception.receive(desk, new_dossier(), officers["an"], clock())
    processing.forward(desk, state.scan_number, officers["an"], clock())
    new = parse_time("2025-07-07T09:00:00")
    state = decisions.extend(desk, state.scan_number, officers["dung"], clock(), new, "chờ xác minh")
    clock.now = now
    paper = slips.slip_paper(desk, state, Slip.EXTENSION, officers["an"], clock(), copy=1)
    assert (paper.form.name, paper.form.wording) == ("apology", "2018.1")
    assert paper.dated == date(2025, 6, 26)
    text = text_of(desk, state.scan_number, Slip.EXTENSION, officers["an"], clock(), Sheet.A4)
    assert "PHIẾU XIN LỖI VÀ HẸN LẠI" in text
    assert "Mẫu số 04 · lời 2018.1" in text
    decisions.stop(desk, state.scan_number, officers["dung"], clock(), "rút")
    with pytest.raises(NotFound, match="has no form for this"):
        slips.slip(desk, state.scan_number, Slip.STOP, Sheet.A5, officers["an"], clock())


def test_an_advice_before_any_dossier_has_no_code(desk, officers, clock):
    by = officers["an"]
    person = Person(name="Lê Thị An", address="Thôn Hạ", phone="0900000888")
    given = supplements.advise(desk, "supplement", "1.004873", person, by, clock(), MISSING)
    text = run_together(page_texts(slips.advice(desk, given, Sheet.A5, by, clock()))[0])
    assert "Mã hồ sơ:" not in text
    assert "Lý do: thành phần hồ sơ chưa đủ theo quy định của thủ tục hành chính." in text
    assert "Thời hạn giải quyết được tính từ khi" in text
    refused = supplements.advise(
        desk, "refusal", "1.004873", person, by, clock() + timedelta(minutes=1), reason="sai nơi nộp"
    )
    paper = slips.advice_paper(desk, refused, by, clock())
    assert (paper.form.name, paper.number, paper.reason) == ("refusal", "01", "sai nơi nộp")


def test_another_offices_logins_are_not_named(desk, officers, in_progress, clock):
    supplements.request(desk, in_progress, MISSING, officers["dung"], clock())
    foreign = replace(queries.dossier(desk, in_progress), scan_number="0999261123000112")
    assert slips.slip_paper(desk, foreign, Slip.SUPPLEMENT, officers["an"], clock()).officer == ""
