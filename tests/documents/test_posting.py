"""The posted list: every row whole, heads repeated, no field's name alone at the foot of a page."""

from dataclasses import replace

import pytest

from counter_app.documents.posting import draw, roman
from tests.documents.page_readers import page_count, page_sizes, page_texts, run_together
from tests.documents.paper_makers import posting


def test_the_pages_are_counted_and_headed():
    made = draw(posting())
    texts = page_texts(made.content)
    assert made.pages == len(texts) == page_count(made.content) > 1
    assert set(page_sizes(made.content)) == {(297.0, 210.0)}
    for number, text in enumerate(texts, 1):
        assert f"Trang {number}/{len(texts)}" in text
        assert "Tên thủ tục hành chính" in text
        assert "Hỏi về thủ tục, hồ sơ, gọi số 0900 000 170." in run_together(text)
        assert "Nơi tiếp nhận phản ánh, kiến nghị: Đường dây nóng 0900 000 171." in run_together(text)
    assert "công bố theo Quyết định số 12/QĐ-UBND ngày 05/01/2026" in run_together(texts[0])
    assert "I. Hộ tịch (18 thủ tục)" in texts[0]
    assert "I. Hộ tịch (tiếp theo)" in texts[1]
    assert "Vũ Đình Khải" in texts[-1]


def test_no_name_of_a_field_stands_alone_at_the_foot_of_a_page():
    (first, *_), *_ = ((rows,) for _field, rows in posting().sections)
    for count in range(4, 40):
        sections = (("Hộ tịch", first[1:2] * count), ("Chứng thực", first[1:2]), ("Xử lý đơn", first[:1]))
        for text in page_texts(draw(posting(sections=sections)).content):
            lines = [line for line in text.splitlines() if line.strip()]
            names = [number for number, line in enumerate(lines) if " thủ tục)" in line and "I. " in line]
            codes = [number for number, line in enumerate(lines) if "1.0" in line]
            assert not names or any(number > names[-1] for number in codes), lines


def test_a_text_longer_than_a_page_is_cut_at_a_word():
    long = " ".join(f"điều kiện {number}," for number in range(600))
    (row, *_rest) = posting().sections[0][1]
    tall = replace(row, name=long, note=long, commitment=long, fee=long)
    made = draw(posting(sections=(("Hộ tịch", (tall,)),)))
    texts = [run_together(text) for text in page_texts(made.content)]
    assert len(texts) == 2  # the heading leaves no room for it on the first page
    assert "…" in texts[1]
    assert "Vũ Đình Khải" in texts[1]


def test_several_decisions_and_none():
    several = draw(posting(decisions=("Quyết định 1", "Quyết định 2")))
    assert "công bố theo các quyết định: Quyết định 1; Quyết định 2" in run_together(
        page_texts(several.content)[0]
    )
    bare = posting(decisions=(), opening_hours="", hotline="", feedback="", signer_name="", sections=())
    (text,) = page_texts(draw(bare).content)
    assert "Không có thủ tục nào" in text
    assert "công bố theo" not in text
    assert "Giờ làm việc" not in text


def test_the_longest_foot_keeps_off_the_number_of_the_page():
    made = draw(replace(posting(), feedback="Ủy ban nhân dân xã Đông Phù, thôn Trung, " * 8))
    assert "Trang 1/" in page_texts(made.content)[0]


@pytest.mark.parametrize(("number", "text"), [(1, "I"), (4, "IV"), (9, "IX"), (49, "XLIX"), (157, "CLVII")])
def test_fields_are_numbered_as_the_law_numbers_its_parts(number, text):
    assert roman(number) == text
