"""The receipt on an 80 mm roll: every field of the form, its symbols readable, as long as it needs."""

from dataclasses import replace

import pytest

from counter_app.core.papers import Sheet
from counter_app.documents.receipt import draw
from counter_app.documents.receipt_roll import PRINTABLE
from tests.documents.page_readers import (
    glyphs,
    overlapping,
    page_count,
    page_sizes,
    page_texts,
    read_by_zbar,
    read_by_zxing,
    rendered,
    run_together,
)
from tests.documents.paper_makers import hard_receipt, many_papers, pack, receipt

PRINTERS = ((203, 0), (203, 4), (300, 0), (300, 3), (600, 8))


def roll(paper=None, **options) -> bytes:
    return draw(paper or receipt(), Sheet.ROLL, **{"dpi": 203, "invariant": True} | options)


def test_it_says_what_the_form_says() -> None:
    paper = receipt()
    first, second = (run_together(text) for text in page_texts(roll()))
    assert "Liên 1: Lưu" in first
    assert "Liên 2: Giao khách hàng" in second
    for words in (
        "GIẤY TIẾP NHẬN HỒ SƠ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        paper.code,
        paper.applicant,
        paper.citizen_id,
        paper.address,
        "0900 000 427",
        paper.procedure,
        "Giấy khai sinh cấp năm 1961: bản sao chứng thực 01",
        "05 ngày làm việc",
        "16 giờ 00 phút, Thứ Ba, ngày",
        "01/12/2026",
        paper.collect_place,
        paper.opening_hours,
        "0900 000 170",
        paper.fee,
        "Số thứ tự: 6187",
        paper.submitter.split()[0],
        paper.receiver,
        "Mẫu số 01",
    ):
        assert words in second, words


@pytest.mark.parametrize(("dpi", "dots"), PRINTERS)
@pytest.mark.parametrize("width", [72, 80])
def test_both_readers_read_both_symbols(dpi: int, dots: int, width: int) -> None:
    content = roll(dpi=dpi, bar_dots=dots, roll_width=width)
    for page in range(2):
        image = rendered(content, dpi, page)
        wanted = {receipt().code, receipt().scan_number}
        assert read_by_zxing(image) == wanted
        assert read_by_zbar(image) == wanted


@pytest.mark.parametrize("width", [72, 80])
@pytest.mark.parametrize("paper", [receipt(), hard_receipt(), receipt(papers=(), scan_number="", code="")])
def test_nothing_leaves_the_head_or_overlaps(paper, width: int) -> None:
    content = roll(paper, roll_width=width)
    (size, *_more) = page_sizes(content)
    assert size[0] == width
    found = glyphs(content)
    edge = (width - PRINTABLE) / 2
    assert found.boxes[:, 0].min() > edge
    assert found.boxes[:, 2].max() < width - edge
    assert found.boxes[:, 3].max() < size[1]
    assert overlapping(found) == []


def test_the_paper_is_as_long_as_it_needs() -> None:
    short, long = (page_sizes(roll(one))[0][1] for one in (receipt(), receipt(papers=many_papers(40))))
    assert long > short + 150
    assert run_together(page_texts(roll(receipt(papers=many_papers(40))))[0]).count("tờ 40:") == 1


def test_a_reprint_is_one_copy_that_says_so() -> None:
    content = roll(replace(receipt(), copy=2))
    assert page_count(content) == 1
    assert "Bản in lại lần 2" in page_texts(content)[0]


def test_the_form_of_2018_has_a_roll_too() -> None:
    old = receipt(words=pack("2018").forms["receipt"].words, email="hanh@dongphu.example")
    assert "hanh@dongphu.example" in run_together(page_texts(roll(old))[0])


def test_a_shorter_promise_line_than_the_form_allows_is_left_out() -> None:
    with_line, without = (page_sizes(roll(one))[0][1] for one in (receipt(), receipt(due_line="")))
    assert without < with_line
