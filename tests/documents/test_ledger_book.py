"""The ledger as a book: its covers, and the closing of the year with every number accounted for."""

import re

import pytest

from counter_app.core.sheets import ClosingMonth
from counter_app.documents.ledger_book import draw_closing, draw_cover
from tests.documents.page_readers import page_sizes, page_texts, run_together
from tests.documents.paper_makers import CITY
from tests.documents.sheet_makers import CENTRE, ledger_closing, ledger_cover
from tests.documents.sheet_reading import require_clear, whole_text


def test_the_first_cover_leaves_room_for_the_number_of_pages() -> None:
    content = draw_cover(ledger_cover())
    assert page_sizes(content) == [(297, 210)]
    text = whole_text(content)
    for words in (
        "SỔ THEO DÕI HỒ SƠ Quyển số: 01 Năm 2026",
        "Sổ này có ………… trang, từ trang 01 đến trang …………",
        "Số thứ tự của quyển này bắt đầu từ số 01",
        "Đông Phù, ngày 23 tháng 11 năm 2026",
        "GIÁM ĐỐC (Ký, ghi rõ họ tên, đóng dấu) Vũ Đình Khải",
        "Mẫu số 07 (2025)",
    ):
        assert words in text, words
    assert "ghi tiếp" not in text


def test_a_later_volume_goes_on_with_the_numbers() -> None:
    text = whole_text(draw_cover(ledger_cover(volume=2, pages=120, first_number=3211)))
    assert "Quyển số: 02" in text
    assert "Sổ này có 120 trang, từ trang 01 đến trang 120" in text
    assert "bắt đầu từ số 3211" in text
    assert "Số thứ tự ghi tiếp Quyển số 01, không ghi lại từ số 01" in text
    assert "bắt đầu từ số …………" in whole_text(draw_cover(ledger_cover(volume=2)))


def test_the_old_cover_has_the_old_number() -> None:
    assert "Mẫu số 06 (2018)" in whole_text(draw_cover(ledger_cover("2018")))


def test_the_closing_says_every_field() -> None:
    content = draw_closing(ledger_closing())
    assert page_sizes(content) == [(297, 210)]
    text = whole_text(content)
    for words in (
        "KHÓA SỔ THEO DÕI HỒ SƠ Năm 2026 · Quyển số: 01",
        f"Hồi 17 giờ 00 phút, ngày 31 tháng 12 năm 2026, {CENTRE} khóa Sổ theo dõi hồ sơ năm 2026.",
        "Tháng 01 500 1 500 500 0",
        "Tháng 10 500 4501 5000 460 40",
        "Tháng 12 0 Cả năm 5.500 1 5504 5.420 80",
        "Số thứ tự đã dùng từ 1 đến 5504; tổng số hồ sơ tiếp nhận: 5.500; đã trả kết quả: 5.420; "
        "chuyển sang theo dõi năm sau: 80.",
        "Số bỏ trống: 4 số, gồm 12, 77-79.",
        "NGƯỜI GHI SỔ",
        "NGƯỜI KIỂM TRA",
        "Vũ Đình Khải",
        "Dấu nhật ký: 7F3A 91C4",
        "Trang 1/1",
    ):
        assert words in text, words


def test_a_year_without_gaps_says_so_and_several_volumes_are_named() -> None:
    text = whole_text(draw_closing(ledger_closing(gaps=(), volumes=3)))
    assert "Không có số bỏ trống." in text
    assert "Quyển số: 01 đến 03" in text


def test_an_empty_year_is_closed_too() -> None:
    empty = tuple(
        ClosingMonth(month=month, received=0, first_number=0, last_number=0, returned=0)
        for month in range(1, 13)
    )
    paper = ledger_closing(months=empty, received=0, returned=0, first_number=0, last_number=0, gaps=())
    text = whole_text(draw_closing(paper))
    assert "Trong năm không tiếp nhận hồ sơ nào." in text
    assert "GIÁM ĐỐC" in text
    assert "bỏ trống" not in text


def test_many_gaps_have_pages_of_their_own_and_none_is_lost() -> None:
    gaps = tuple((number, number) for number in range(4, 5500, 3))
    first, *rest = [run_together(text) for text in page_texts(draw_closing(ledger_closing(gaps=gaps)))]
    assert "Số bỏ trống: 1.832 số, ghi ở trang sau." in first
    assert len(gaps) == 1832
    listed = " ".join(text.partition("Các số bỏ trống")[2].partition("Dấu nhật ký")[0] for text in rest)
    listed = re.sub(r"Trang \d+/\d+", "", listed)
    assert [int(one) for one in re.findall(r"\d+", listed.partition("gồm")[2])] == [one for one, _ in gaps]
    for page, text in enumerate(rest, 2):
        assert f"Trang {page}/{len(rest) + 1}" in text


@pytest.mark.parametrize(
    "content",
    [
        draw_cover(ledger_cover(lines=CITY, volume=12, signer_title="KT. GIÁM ĐỐC - PHÓ GIÁM ĐỐC")),
        draw_closing(ledger_closing(lines=CITY, office="Điểm tiếp nhận " * 30)),
        draw_closing(ledger_closing(gaps=tuple((number, number) for number in range(2, 400, 2)))),
        draw_closing(ledger_closing(gaps=tuple((number, number) for number in range(2, 5500, 2)))),
    ],
    ids=["cover", "closing", "gaps", "many"],
)
def test_nothing_touches_anything(content: bytes) -> None:
    require_clear(content, left=20)
