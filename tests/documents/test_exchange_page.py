"""Pages for other offices: their code is read by both readers, their digits are large, nothing overlaps."""

import pytest

from counter_app.core.papers import Sheet
from counter_app.documents.exchange_page import ExchangePaper, draw
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

LINE = "HSA1:0001:0117:1:4812:" + "0123456789ABCDEF" * 4 + ":" + "FEDCBA9876543210" * 8
PAPER = ExchangePaper(
    title="Giấy báo nhận gói dữ liệu",
    lines=("ỦY BAN NHÂN DÂN TỈNH ĐÔNG", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    facts=(
        ("Nơi nhận gói", "0001, Trung tâm Phục vụ hành chính công tỉnh Đông, cơ sở tại phường Trung Tâm"),
        ("Gửi", "0117, UBND xã Đông Phù"),
        ("Đã nhận đến", "số 4.812, không thiếu số nào (kỳ ghi 1)"),
        ("Lập lúc", "15:40 23/11/2026"),
    ),
    spoken_title="Đọc mười hai chữ số này qua điện thoại",
    spoken="0004  8120  9375",
    code_title="hoặc quét mã này ở nơi kia khi chương trình đang mở",
    line=LINE,
    steps=(
        "Ở nơi kia: bấm F8, Ctrl+N, gõ các chữ số rồi Enter; hoặc chỉ cần quét mã.",
        "Phần đã báo nhận không phải gửi lại. Mất giấy này cũng không sao, chỉ cần xin lại.",
    ),
    foot="Trung tâm Phục vụ hành chính công, in lúc 15:40 23/11/2026",
)
SHEETS = [(sheet, dpi) for sheet in (Sheet.A5, Sheet.A4) for dpi in (203, 300, 600)]


@pytest.mark.parametrize(("sheet", "dpi"), SHEETS)
def test_both_readers_read_the_code(sheet: Sheet, dpi: int) -> None:
    image = rendered(draw(PAPER, sheet, dpi, invariant=True), dpi)
    assert read_by_zxing(image) == {LINE}
    assert read_by_zbar(image) == {LINE}


@pytest.mark.parametrize(("sheet", "dpi"), SHEETS)
def test_everything_stands_on_one_page_and_nothing_overlaps(sheet: Sheet, dpi: int) -> None:
    content = draw(PAPER, sheet, dpi, invariant=True)
    assert page_count(content) == 1
    ((width, height),) = page_sizes(content)
    found = glyphs(content)
    assert overlapping(found) == []
    assert found.boxes[:, :2].min() > 8
    assert found.boxes[:, 2].max() < width - 8
    assert found.boxes[:, 3].max() < height - 6


def test_the_page_says_everything_and_the_digits_are_large() -> None:
    content = draw(PAPER, invariant=True)
    text = run_together(page_texts(content)[0])
    for said in (
        PAPER.title,
        PAPER.foot,
        *PAPER.steps,
        *PAPER.lines,
        *(value for _name, value in PAPER.facts),
    ):
        assert said in text
    assert "0004 8120 9375" in text
    found = glyphs(content)
    tall = found.boxes[:, 3] - found.boxes[:, 1]
    assert sum(tall > 7) == 12, "twelve digits stand out, 7 mm high"
