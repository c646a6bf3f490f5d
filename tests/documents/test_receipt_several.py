"""One receipt for the dossiers of a visit: each promise is said, and each dossier can be scanned."""

from dataclasses import replace

import pytest

from counter_app.core.papers import Sheet
from counter_app.core.sheets import VisitReceipt
from counter_app.documents.receipt_several import draw
from tests.documents.page_readers import page_count, page_texts, run_together
from tests.documents.paper_makers import BREEDING, CITY, COOPERATIVE, many_papers, moment
from tests.documents.sheet_makers import visit, visit_dossier
from tests.documents.sheet_reading import PRINTERS, require_clear, require_read, whole_text
from tests.documents.test_receipt import LONGEST

HARD = tuple(
    visit_dossier(
        number,
        owner=COOPERATIVE,
        procedure=BREEDING if number % 2 else LONGEST["name"],
        papers=many_papers(number * 8),
    )
    for number in range(5)
)


def copy_of(paper: VisitReceipt, sheet: Sheet) -> list[str]:
    """The pages of the first copy."""
    texts = [run_together(text) for text in page_texts(draw(paper, sheet))]
    return texts[: len(texts) // 2]


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_every_field_of_every_dossier_is_said(sheet: Sheet) -> None:
    paper = visit(7)
    text = " ".join(copy_of(paper, sheet))
    for words in (
        "GIẤY TIẾP NHẬN NHIỀU HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
        "Tiếp nhận hồ sơ của: Nguyễn Thị Hạnh",
        "CCCD/MST: 099161000427",
        "Địa chỉ: Thôn Trung, xã Đông Phù",
        "Số điện thoại: 0900 000 427",
        "Thời gian nhận hồ sơ: 09 giờ 12 phút, ngày 23 tháng 11 năm 2026",
        "Số hồ sơ nộp trong lần này: 07",
        "Hẹn trả kết quả sớm nhất (03 hồ sơ): 16 giờ 00 phút, Thứ Ba, ngày 01/12/2026",
        "hồ sơ trả sau cùng: thứ Ba, ngày 08/12/2026.",
        "Nhận kết quả tại: Quầy 2",
        "Hỏi về hồ sơ, gọi số: 0900 000 170",
        "NGƯỜI NỘP HỒ SƠ",
        "Trần Minh Đức",
    ):
        assert words in text, words
    for one in paper.dossiers:
        assert f"{one.code}, 01 bộ, vào sổ số {one.ledger_number} {one.procedure} (mã" in text
        assert not one.owner or f"Chủ hồ sơ: {one.owner}" in text
        for named in one.papers:
            assert named.name in text
    assert text.count("09 giờ 30 phút, Thứ Ba, ngày 08/12/2026") == 4


def test_promises_for_one_day_are_said_at_once() -> None:
    same = tuple(visit_dossier(number, due_at=moment("2026-12-01T16:00")) for number in range(4))
    text = copy_of(visit(same), Sheet.A5)[0]
    assert "Hẹn trả kết quả của cả 04 hồ sơ:" in text
    assert "trả sau cùng" not in text


def test_there_are_two_copies_that_say_the_same() -> None:
    texts = page_texts(draw(visit(5)))
    half = len(texts) // 2
    assert "Liên 1: Lưu" in texts[0]
    assert "Liên 2: Giao khách hàng" in texts[half]
    assert texts[1:half] == texts[half + 1 :]


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 12, 40])
def test_a_row_never_splits_and_heads_are_repeated(sheet: Sheet, count: int) -> None:
    paper = visit(count)
    pages = copy_of(paper, sheet)
    for one in paper.dossiers:
        (page,) = [text for text in pages if one.code in text]
        assert one.procedure in page
        assert all(named.name in page for named in one.papers)
    for number, text in enumerate(pages, 1):
        assert f"Trang {number}/{len(pages)}" in text
        assert text.count("STT Mã hồ sơ, thủ tục, thành phần hồ sơ Hẹn trả kết quả") == 1
        assert ("NGƯỜI TIẾP NHẬN HỒ SƠ" in text) == (number == len(pages))


def test_a_name_is_never_cut_and_a_long_paper_list_gives_its_sum() -> None:
    text = " ".join(copy_of(visit(HARD), Sheet.A5))
    assert text.count(COOPERATIVE) == 5
    assert LONGEST["name"] in text
    assert "không kèm giấy tờ" in text
    assert "Gồm: 32 loại giấy tờ" in text


@pytest.mark.parametrize("dpi", PRINTERS)
@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_both_readers_read_every_dossier(sheet: Sheet, dpi: int) -> None:
    paper = visit(5)
    content = draw(paper, sheet, dpi)
    pages = [run_together(text) for text in page_texts(content)]
    expected = [[one.scan_number for one in paper.dossiers if one.code in text] for text in pages]
    assert sum(map(len, expected)) == 10
    require_read(content, dpi, expected)


@pytest.mark.parametrize(
    "paper",
    [
        visit(1),
        visit(6),
        visit(4, law="2018"),
        visit(HARD, lines=CITY),
        visit(HARD, submitter="N" * 200, address="A" * 400, bring="B" * 300),
        visit(
            tuple(replace(one, owner="O" * 200, procedure="P" * 300) for one in HARD),
            collect_place="Quầy 2, Trung tâm Phục vụ hành chính công, số 1 đường Cầu Giữa, xã Đông Phù",
        ),
    ],
    ids=["one", "ordinary", "old", "hard", "person", "unbroken"],
)
@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_nothing_touches_anything(paper: VisitReceipt, sheet: Sheet) -> None:
    content = draw(paper, sheet)
    require_clear(content, left=14 if sheet is Sheet.A5 else 30)
    assert page_count(content) % 2 == 0


def test_the_old_receipt_has_the_old_words() -> None:
    assert "CCCD/MST" not in whole_text(draw(visit(2, law="2018")))
