"""The control slip: what has happened is printed, what is to come is left for a hand."""

from dataclasses import replace
from itertools import pairwise

import pytest

from counter_app.core.papers import Sheet
from counter_app.core.sheets import ControlSlip, SlipMove, Timing
from counter_app.documents.control_slip import draw
from tests.documents.page_readers import page_count, page_sizes, page_texts, run_together
from tests.documents.paper_makers import BREEDING, CITY, COOPERATIVE, moment
from tests.documents.sheet_makers import CENTRE, MOVES, OFFICE, UNIT, control_slip
from tests.documents.sheet_reading import PRINTERS, require_clear, require_read, whole_text
from tests.documents.test_receipt import LONGEST

LIFE = tuple(
    SlipMove(
        giver=UNIT if number % 2 else OFFICE,
        taker=OFFICE if number % 2 else UNIT,
        at=moment(f"2026-12-{number + 1:02d}T10:05"),
        giver_name="Phạm Nguyễn Quỳnh Hương Giang",
        taker_name="Trần Minh Đức",
        result=list(Timing)[number % 3],
        note=f"lần thứ {number + 1}",
    )
    for number in range(12)
)
HARD = {
    "lines": CITY,
    "applicant": COOPERATIVE,
    "procedure": BREEDING,
    "moves": LIFE,
    "partners": (OFFICE, "Phòng Kinh tế"),
}


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_every_field_stands_in_the_order_of_the_form(sheet: Sheet) -> None:
    text = whole_text(draw(control_slip(), sheet))
    places = [
        text.index(words)
        for words in (
            "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
            "Mã hồ sơ: H99.017-261123-0042",
            "Kèm theo hồ sơ của: Nguyễn Thị Hạnh",
            "Thủ tục hành chính: Thực hiện, điều chỉnh, thôi hưởng trợ cấp hưu trí xã hội (mã 1.014027)",
            "Ngày nhận: 09 giờ 12 phút, ngày 23 tháng 11 năm 2026",
            "Ngày, giờ hẹn trả kết quả: 16 giờ 00 phút, ngày 01 tháng 12 năm 2026",
            "Cơ quan (bộ phận) giải quyết hồ sơ: Phòng Văn hóa - Xã hội",
            "Cơ quan phối hợp giải quyết hồ sơ: Văn phòng HĐND và UBND",
            "TÊN CƠ QUAN",
            "THỜI GIAN GIAO, NHẬN HỒ SƠ",
            f"1. Giao: {CENTRE} 2. Nhận: {UNIT}",
            "16 giờ 30 phút, ngày 23 tháng 11 năm 2026 Người giao Nguyễn Thu An Người nhận Phạm Quốc Dũng",
            "Hạn của bên nhận: 16 giờ 00 phút, 27/11/2026",
            f"1. Giao: {UNIT} 2. Nhận: {OFFICE}",
            "10 giờ 05 phút, ngày 27 tháng 11 năm 2026 Người giao Phạm Quốc Dũng Người nhận Đúng hạn",
            "Hạn của bên nhận: 16 giờ 00 phút, 30/11/2026 kèm dự thảo",
            f"1. Giao: {OFFICE} 2. Nhận: {CENTRE} …… giờ …… phút,",
            "1. Giao: ……………",
        )
    ]
    assert places == sorted(places)
    assert "0117 261123 0042 66" in text
    assert "Mẫu số 06 · lời 2025.1 · in 23/11/2026 17:06" in text
    assert "quá hạn phải ghi rõ lý do" in text


def test_an_ordinary_slip_is_one_page_of_each_sheet() -> None:
    assert page_sizes(draw(control_slip())) == [(148, 210)]
    assert page_sizes(draw(control_slip(), Sheet.A4)) == [(210, 297)]


def test_the_old_slip_has_its_own_number_and_words() -> None:
    text = whole_text(draw(control_slip("2018")))
    assert "Mẫu số 05 · lời 2018.1" in text
    assert "Nội dung yêu cầu giải quyết: Thực hiện" in text


def test_a_word_that_is_empty_leaves_its_field_out() -> None:
    paper = control_slip()
    words = {**paper.words, "procedure": "", "partners": ""}
    text = whole_text(draw(replace(paper, words=words)))
    assert "trợ cấp hưu trí" not in text
    assert "Cơ quan phối hợp" not in text


@pytest.mark.parametrize("done", range(5))
def test_there_are_four_hand_overs_at_least(done: int) -> None:
    text = whole_text(draw(control_slip(moves=LIFE[:done])))
    assert text.count("1. Giao:") == text.count("2. Nhận:") >= 4
    assert text.count("1. Giao: ……") >= 4 - done


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
@pytest.mark.parametrize("count", [0, 4, 5, 8, 12])
def test_every_hand_over_is_whole_on_one_page(sheet: Sheet, count: int) -> None:
    content = draw(control_slip(**HARD | {"moves": LIFE[:count]}), sheet)
    pages = [run_together(text) for text in page_texts(content)]
    for move in LIFE[:count]:
        (page,) = [text for text in pages if f"{move.note} " in f"{text} "]
        assert f"ngày {move.at:%d} tháng 12 năm 2026" in page
        assert move.giver_name in page
    for number, text in enumerate(pages, 1):
        assert text.count("TÊN CƠ QUAN") == 1
        assert "Mã hồ sơ: H99.017-261123-0042" in text
        assert COOPERATIVE in text
        assert (f"Trang {number}/{len(pages)}" in text) == (number > 1)
    assert BREEDING in pages[0]


def test_no_page_is_added_for_empty_hand_overs() -> None:
    counts = [page_count(draw(control_slip(**HARD | {"moves": LIFE[:count]}))) for count in range(13)]
    assert all(0 <= after - before <= 1 for before, after in pairwise(counts))


@pytest.mark.parametrize(
    "paper",
    [
        control_slip(),
        control_slip(moves=()),
        control_slip(**HARD),
        control_slip(**HARD | {"procedure": LONGEST["name"]}),
        control_slip(
            applicant="N" * 200,
            unit="U" * 90,
            moves=(replace(MOVES[0], giver="G" * 90, taker="T" * 90, giver_name="N" * 80, note="n" * 90),),
        ),
    ],
    ids=["ordinary", "new", "hard", "longest", "unbroken"],
)
@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_nothing_touches_anything(paper: ControlSlip, sheet: Sheet) -> None:
    require_clear(draw(paper, sheet), left=14 if sheet is Sheet.A5 else 30)


@pytest.mark.parametrize("dpi", PRINTERS)
@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_both_readers_read_both_symbols_on_every_page(sheet: Sheet, dpi: int) -> None:
    paper = control_slip(moves=LIFE[:6])
    content = draw(paper, sheet, dpi)
    require_read(content, dpi, [(paper.code, paper.scan_number)] * page_count(content))
