"""The ledger: its pages, its rows, its last page, and what holds them together."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.papers import LedgerRow
from counter_app.documents.listing import NAMES_END, ROWS_END, paginated
from counter_app.documents.register import column_heads, draw
from counter_app.documents.register_rows import COLUMNS, code_lines, ledger_rows
from tests.documents.page_readers import (
    crossed,
    glyphs,
    overlapping,
    page_count,
    page_sizes,
    page_texts,
    rules,
    run_together,
)
from tests.documents.paper_makers import BREEDING, CITY, COOPERATIVE, DAY, ledger, ledger_row, pack

HEAD = column_heads(ledger()).height
FIRST_ROWS, NEXT_ROWS = 38.45 + HEAD, 15.0 + HEAD
CLOSING = 34.1


def texts(rows: int | tuple[LedgerRow, ...], **changes: object) -> list[str]:
    return [run_together(text) for text in page_texts(draw(ledger(rows, **changes)))]


@pytest.mark.parametrize(
    ("rows", "pages"), [(0, 1), (1, 1), (11, 1), (12, 2), (14, 2), (15, 2), (25, 2), (40, 3), (200, 13)]
)
def test_every_row_stands_on_a_page_and_every_page_says_which_it_is(rows: int, pages: int) -> None:
    content = draw(ledger(rows))
    assert page_sizes(content) == [(297, 210)] * pages
    found = page_texts(content)
    whole = run_together(" ".join(found))
    for row in ledger(rows).rows:
        assert f"{row.number} H99.017-" in whole
        assert row.code.partition("-")[2] in whole
    for number, text in enumerate(found, 1):
        assert f"Trang {number}/{pages}" in text
        assert "Ngày, tháng, năm" in text
        assert run_together(text).count("1 2 3 4 5 6 7 8 9 10 11 12 13") == 1
        assert "Dấu nhật ký: 7F3A 91C4 0B2E D58A 6C17 E940 23BF A86D" in run_together(text)
        assert "In lúc 17:06 ngày 23/11/2026 · Mẫu số 07 (2025)" in text
        assert ("SỔ THEO DÕI HỒ SƠ" in text) == (number == 1)
        assert ("(tiếp theo)" in text) == (number > 1)
        assert ("Cộng trong ngày:" in text) == ("GIÁM ĐỐC" in text) == (number == pages)


def test_a_day_without_dossiers_says_so() -> None:
    (text,) = texts(0)
    assert "Không có hồ sơ" in text
    assert "NGƯỜI GHI SỔ" in text


def test_one_day_and_several_days_are_named() -> None:
    assert "Quyển số: 01 · Năm 2026 · Thứ Hai, ngày 23 tháng 11 năm 2026" in texts(1)[0]
    several = texts(20, first=DAY.replace(day=2))
    assert "Quyển số: 01 · Năm 2026 · Từ ngày 02/11/2026 đến ngày 23/11/2026" in several[0]
    assert "Cộng: tiếp nhận" in several[1]
    assert "Quyển 01/2026 · từ ngày 02/11/2026 đến ngày 23/11/2026 (tiếp theo)" in several[1]


def test_full_pages_hold_14_and_17_rows() -> None:
    pages = paginated([9.4] * 60, FIRST_ROWS, NEXT_ROWS, CLOSING)
    assert [end - start for start, end in pages[:3]] == [14, 17, 17]


HEIGHTS = st.lists(st.sampled_from([9.4, 12.85, 16.4, 19.95, 30.6, 44.8]), max_size=60)


@given(HEIGHTS)
def test_pages_hold_every_row_once_and_keep_the_signatures_with_rows(heights: list[float]) -> None:
    pages = paginated(heights, FIRST_ROWS, NEXT_ROWS, CLOSING)
    assert [number for start, end in pages for number in range(start, end)] == list(range(len(heights)))
    for number, (start, end) in enumerate(pages):
        top = FIRST_ROWS if number == 0 else NEXT_ROWS
        assert top + sum(heights[start:end]) <= ROWS_END + 1e-9
    start, end = pages[-1]
    top = FIRST_ROWS if len(pages) == 1 else NEXT_ROWS
    assert top + sum(heights[start:end]) + CLOSING <= NAMES_END + 1e-9
    if end - start < 3 and len(pages) > 1 and end - pages[-2][0] > 3:
        assert NEXT_ROWS + sum(heights[end - 3 : end]) + CLOSING > NAMES_END


def test_a_name_is_never_cut_and_the_row_grows() -> None:
    row = ledger_row(1, applicant=COOPERATIVE)
    assert COOPERATIVE in texts((row,))[0]
    (grown,) = ledger_rows(ledger((row,)))
    assert grown.height == pytest.approx(5 * 3.55 + 2.2)


def test_a_long_procedure_is_cut_at_a_word_with_its_code_below() -> None:
    (text,) = texts((ledger_row(1, procedure=BREEDING, procedure_code="1.012836"),))
    assert "găng tay và dụng cụ dẫn … " in text
    assert "(mã 1.012836)" in text
    assert "lợn nái" not in text


def test_the_code_breaks_after_the_unit() -> None:
    assert code_lines(COLUMNS, 1, "H99.017-261123-0042") == ("H99.017-", "261123-0042")
    long = "000.17.22.H99.000.11.22-261123-0042"
    assert "".join(code_lines(COLUMNS, 1, long)) == long


def test_a_row_says_how_the_result_is_collected_and_when_it_was() -> None:
    (text,) = texts((ledger_row(0), ledger_row(2)))
    assert "23/11/2026 23/11/2026 23/11/2026 Trực tiếp" in text
    assert "23/11/2026 01/12/2026 Bưu chính" in text


@pytest.mark.parametrize(
    "rows",
    [
        25,
        tuple(
            ledger_row(
                number,
                applicant=" ".join(["Nguyễn"] * (number * 3 + 1)),
                procedure=BREEDING if number % 2 else "Đăng ký khai sinh",
                address=" ".join(["Thôn Đông Trạch Thượng,"] * number),
                note=" ".join(["chờ bổ sung"] * number),
                unit=" ".join(["Phòng Văn hóa"] * number),
                code=f"000.17.22.H99-261123-{number:04d}",
            )
            for number in range(9)
        ),
        (ledger_row(1, applicant="N" * 200, address="A" * 200, note="B" * 200, unit="C" * 90),),
    ],
    ids=["ordinary", "growing", "unbroken"],
)
def test_nothing_touches_anything(rows: int | tuple[LedgerRow, ...]) -> None:
    content = draw(ledger(rows, lines=CITY))
    for page in range(page_count(content)):
        of = glyphs(content, page)
        assert not overlapping(of)
        assert not crossed(of, rules(content, page))
        assert of.boxes[:, 0].min() >= 19.9
        assert of.boxes[:, 2].max() <= 287.1
        assert of.boxes[:, 3].max() < 210 - 4.2


def test_every_font_is_embedded() -> None:
    content = draw(ledger(20))
    assert content.count(b"/FontFile2") == content.count(b"/BaseFont") == 4
    assert b"Helvetica" not in content


def test_the_same_ledger_is_the_same_file() -> None:
    assert draw(ledger(20), invariant=True) == draw(ledger(20), invariant=True)


def test_the_old_ledger_has_its_own_number() -> None:
    form = pack("2018").forms["ledger"]
    (text,) = texts(3, words=form.words, form_number=form.number)
    assert "Mẫu số 06 (2018)" in text
