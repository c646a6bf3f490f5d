"""The receipt: what stands on it, in which order, and what happens when it does not fit."""

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import pairwise

import pytest

from counter_app.assets import asset
from counter_app.core.papers import ReceiptPaper, Sheet
from counter_app.core.records import Paper
from counter_app.documents.measures import A4, A5
from counter_app.documents.receipt import draw
from counter_app.documents.receipt_front import lay_out
from counter_app.documents.symbols import Grid
from tests.documents.page_readers import (
    crossed,
    glyphs,
    opened,
    overlapping,
    page_count,
    page_sizes,
    page_texts,
    read_by_zxing,
    rendered,
    rules,
    run_together,
)
from tests.documents.paper_makers import BREEDING, CITY, COOPERATIVE, hard_receipt, many_papers, pack, receipt

CATALOGUE = asset("catalogue/procedures.csv").read_text(encoding="utf-8").splitlines()
LONGEST = max(csv.DictReader(CATALOGUE), key=lambda row: len(row["name"]))
EXTREME = {
    "applicant": " ".join(["Nguyễn"] * 28),
    "address": " ".join(["Thôn Trung"] * 20),
    "procedure": LONGEST["name"],
    "due_line": " ".join([receipt().due_line] * 2),
    "collect_place": "Quầy 2, Trung tâm Phục vụ hành chính công, số 1 đường Cầu Giữa, xã Đông Phù",
    "opening_hours": "thứ Hai đến thứ Sáu, 7h30 - 11h30 và 13h30 - 17h00; sáng thứ Bảy chỉ nhận hồ sơ",
    "bring": "Giấy này và thẻ căn cước; đến thay: thêm giấy ủy quyền có chứng thực của cơ quan có thẩm quyền",
}


def text_of(paper: ReceiptPaper, sheet: Sheet = Sheet.A5) -> list[str]:
    return [run_together(page) for page in page_texts(draw(paper, sheet, only=None if paper.copy else 2))]


def test_the_inspector_finds_the_fields_in_the_order_of_the_form() -> None:
    (text,) = text_of(receipt())
    places = [
        text.index(words)
        for words in (
            "ỦY BAN NHÂN DÂN XÃ ĐÔNG PHÙ",
            "GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ",
            "Mã hồ sơ: H99.017-261123-0042",
            "Bộ phận tiếp nhận và trả kết quả: Trung tâm Phục vụ hành chính công xã Đông Phù",
            "Tiếp nhận hồ sơ của: Nguyễn Thị Hạnh",
            "CCCD/MST: 099161000427",
            "Địa chỉ: Thôn Trung, xã Đông Phù",
            "Số điện thoại: 0900 000 427",
            "Thủ tục hành chính cần giải quyết: Đăng ký lại khai sinh (mã 1.004884)",
            "1. Thành phần hồ sơ",
            "2. Số lượng hồ sơ: 01 (bộ)",
            "3. Thời gian giải quyết hồ sơ theo quy định là: 05 ngày làm việc",
            "4. Thời gian nhận hồ sơ: 09 giờ 12 phút, ngày 23 tháng 11 năm 2026",
            "5. Thời gian trả kết quả giải quyết hồ sơ:",
            "16 giờ 00 phút, Thứ Ba, ngày 01/12/2026",
            "Ngày làm việc thứ nhất là 25/11; không tính 24/11 (nghỉ lễ), thứ Bảy và Chủ nhật.",
            "6. Đăng ký trả kết quả tại: Quầy 2",
            "Giờ trả kết quả:",
            "Khi đến mang theo:",
            "Hỏi về hồ sơ, gọi số: 0900 000 170",
            "7. Phí, lệ phí (nếu có): 8.000 đồng",
            "Vào sổ theo dõi hồ sơ, Quyển số: 01. Số thứ tự: 6187",
            "NGƯỜI NỘP HỒ SƠ",
        )
    ]
    assert places == sorted(places)
    assert "0117 261123 0042 66" in text
    assert "Mẫu số 01 · lời 2025.1 · Quầy 2 · in 23/11/2026 09:12 · bản 1" in text


@pytest.mark.parametrize(
    ("sheet", "size", "pages"),
    [(Sheet.A5, (148, 210), 2), (Sheet.A4, (210, 297), 2), (Sheet.TWO_UP, (297, 210), 1)],
)
def test_a_first_print_holds_both_copies(sheet: Sheet, size: tuple[float, float], pages: int) -> None:
    content = draw(receipt(), sheet)
    assert page_sizes(content) == [size] * pages
    text = "\n".join(page_texts(content))
    assert text.count("Liên 1: Lưu") == text.count("Liên 2: Giao khách hàng") == 1
    assert text.index("Liên 1") < text.index("Liên 2")
    assert text.count("GIẤY TIẾP NHẬN") == 2


def test_a_long_first_print_keeps_the_pages_of_a_copy_together() -> None:
    texts = page_texts(draw(hard_receipt()))
    assert ["Liên 1" in text for text in texts] == [True, False, False, False]
    assert ["Liên 2" in text for text in texts] == [False, False, True, False]
    beside = page_texts(draw(hard_receipt(), Sheet.TWO_UP))
    assert [text.count("Trang 2/2") for text in beside] == [0, 2]


def test_one_copy_can_be_asked_for_and_copies_can_be_named() -> None:
    assert "Liên 2" in text_of(receipt())[0]
    named = page_texts(draw(receipt(), copies=("Bản xem trước",)))
    assert len(named) == 1
    assert "Bản xem trước" in named[0]


@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_reprint_is_one_copy_and_says_so(sheet: Sheet) -> None:
    (text,) = page_texts(draw(receipt(copy=3), sheet))
    assert text.count("Bản in lại lần 3") == 1
    assert "Liên" not in text.replace("liên", "")
    assert text.count("GIẤY TIẾP NHẬN") == 1


def test_before_there_is_a_code_there_are_no_symbols() -> None:
    content = draw(receipt(code="", scan_number=""), only=2)
    assert "Mã hồ sơ" not in page_texts(content)[0]
    assert read_by_zxing(rendered(content, 300)) == set()


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_the_heading_takes_one_to_four_lines(count: int) -> None:
    lines = ("ỦY BAN NHÂN DÂN XÃ", *CITY)[-count:]
    content = draw(receipt(lines=lines), only=2)
    (text,) = page_texts(content)[:1]
    for line in lines:
        assert line in run_together(text)
    assert not overlapping(glyphs(content))


def test_heading_blocks_stand_apart() -> None:
    of = glyphs(draw(receipt(lines=CITY), only=2))
    first = of.boxes[abs(of.baselines - of.baselines.min()) < 0.1]
    ends = sorted((box[0], box[2]) for box in first)
    assert max(after[0] - before[1] for before, after in pairwise(ends)) >= 4.9


def test_two_fields_stand_on_one_line_only_if_4_mm_stay_between_them() -> None:
    beside, below = (
        page_texts(draw(receipt(address=text), only=2))[0] for text in ("Thôn Trung", "Thôn Trung, " * 6)
    )
    assert "Địa chỉ: Thôn Trung Số điện thoại: 0900 000 427" in run_together(beside)
    assert "Thôn Trung,. Số điện thoại: 0900 000 427" in run_together(below)


def test_an_empty_field_of_the_form_says_so() -> None:
    (text,) = text_of(receipt(citizen_id="", phone="", fee="", papers=()))
    assert "CCCD/MST: không có" in text
    assert "Số điện thoại: không có" in text
    assert "7. Phí, lệ phí (nếu có): không thu" in text
    assert "loại giấy tờ gồm: không kèm giấy tờ." in text


def test_a_paper_in_several_kinds_has_a_line_for_each() -> None:
    (text,) = text_of(receipt(papers=(Paper(name="Giấy khai sinh", originals=1, certified=2, copies=3),)))
    assert "Bản chính 01 Bản sao chứng thực 02 Bản chụp 03" in text


@pytest.mark.parametrize("sheet", list(Sheet))
def test_a_name_of_91_letters_and_a_procedure_of_268_are_whole(sheet: Sheet) -> None:
    assert (len(COOPERATIVE), len(BREEDING)) == (91, 268)
    text = text_of(hard_receipt(), sheet)[0]
    assert COOPERATIVE in text
    assert BREEDING in text


@pytest.mark.parametrize("count", [14, 20, 45])
@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_no_paper_is_lost_when_the_list_goes_to_page_2(sheet: Sheet, count: int) -> None:
    papers = many_papers(count)
    front, *rest = text_of(hard_receipt(papers=papers), sheet)
    total = sum(paper.total for paper in papers)
    assert f"{count} loại giấy tờ, {total} bản, theo danh mục" in front
    listed = " ".join(rest)
    for paper in papers:
        assert paper.name in listed
        assert paper.name not in front
    assert f"Cộng: {count} loại giấy tờ, {total} bản (bản chính" in rest[-1]
    for number, text in enumerate(rest, 2):
        assert f"Trang {number}/{len(rest) + 1}" in text
        assert "Mã hồ sơ: H99.017-261123-0057" in text
        assert "STT Tên giấy tờ Loại giấy tờ Số lượng" in text
        assert ("(Ký xác nhận danh mục)" in text) == (number == len(rest) + 1)


def test_the_front_names_the_pages_of_a_long_list() -> None:
    front, *rest = text_of(hard_receipt(papers=many_papers(45)))
    assert len(rest) > 1
    assert f"theo danh mục từ trang 2 đến trang {len(rest) + 1}." in front


def test_the_list_goes_to_page_2_whole_or_not_at_all() -> None:
    fits = [page_count(draw(receipt(papers=many_papers(count)), only=2)) for count in range(1, 9)]
    assert fits == sorted(fits)
    assert set(fits) == {1, 2}


def test_the_longest_procedure_of_the_catalogue_is_printed_whole() -> None:
    assert len(LONGEST["name"]) > 900
    for paper in (receipt(procedure=LONGEST["name"]), hard_receipt(procedure=LONGEST["name"])):
        assert LONGEST["name"] in " ".join(text_of(paper))


@pytest.mark.parametrize(
    "paper",
    [
        receipt(),
        receipt(papers=()),
        receipt(papers=many_papers(1)),
        receipt(papers=many_papers(2)),
        receipt(papers=many_papers(3)),
        receipt(due_line=""),
        receipt(procedure=LONGEST["name"]),
        hard_receipt(),
        hard_receipt(papers=many_papers(45)),
        hard_receipt(**EXTREME),
        hard_receipt(**EXTREME, papers=()),
        receipt(applicant="N" * 200, address="A" * 200, procedure="P" * 268, submitter="S" * 80),
        receipt(words=pack("2018").forms["receipt"].words, email="hanh@dongphu.example"),
    ],
    ids=lambda paper: (
        f"{len(paper.procedure)}-letters-{len(paper.papers)}-papers-{len(paper.applicant)}-name"
    ),
)
@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
def test_nothing_touches_anything(paper: ReceiptPaper, sheet: Sheet) -> None:
    """By the boxes of the glyphs: no line on another, no rule through a letter, nothing near the edge."""
    content = draw(paper, sheet, only=2)
    m = A4 if sheet is Sheet.A4 else A5
    for page in range(page_count(content)):
        of = glyphs(content, page)
        assert not overlapping(of)
        assert not crossed(of, rules(content, page))
        assert of.boxes[:, 0].min() > m.left - 0.2
        assert of.boxes[:, 2].max() < m.end + 0.2
        assert of.boxes[:, 1].min() > 4.2
        assert of.boxes[:, 3].max() < m.height - 4.2


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_no_text_stands_in_a_quiet_zone(dpi: int) -> None:
    grid = Grid(dpi)
    for code in (receipt().code, "000.17.22.H99-261123-0042"):
        content = draw(receipt(code=code), dpi=dpi, only=2)
        of = glyphs(content)
        bars_end = 14 + 123 * grid.bar + 10 * grid.bar
        qr_start = 138 - (21 if len(code) <= 20 else 25) * grid.square - 4 * grid.square
        strip = of.boxes[(of.boxes[:, 1] > 187) & (of.boxes[:, 3] < 199.5)]
        assert strip[:, 0].min() > bars_end + 1.1
        assert of.boxes[of.boxes[:, 1] > 187][:, 2].max() < qr_start - 1.1


@pytest.mark.parametrize("count", range(5))
def test_the_fold_of_an_a5_sheet_misses_the_promise(count: int) -> None:
    front = lay_out(receipt(papers=many_papers(count)), A5, Grid())
    top, bottom = front.promise
    assert front.fits
    assert not top < 105 < bottom


def test_the_date_never_shrinks() -> None:
    for paper in (receipt(), hard_receipt(), hard_receipt(**EXTREME)):
        drawing = lay_out(paper, A5, Grid()).drawing
        assert [text.size for text in drawing.texts if text.text.startswith("Thứ Ba, ngày")] == [20]


def test_the_old_form_has_the_old_words() -> None:
    form = pack("2018").forms["receipt"]
    paper = receipt(words=form.words, wording=pack("2018").wording, email="hanh@dongphu.example", papers=())
    (text,) = text_of(paper)
    assert "Nội dung yêu cầu giải quyết: Đăng ký lại khai sinh" in text
    assert "Email: hanh@dongphu.example" in text
    assert "CCCD/MST" not in text
    assert "lời 2018.1" in text


def test_marks_typed_apart_are_printed_beside_their_letters() -> None:
    apart = "Nguye\u0302\u0303n Thi\u0323 Ha\u0323nh"
    assert "Tiếp nhận hồ sơ của: Nguyễn Thị Hạnh" in text_of(receipt(applicant=apart))[0]


@pytest.mark.parametrize("sheet", list(Sheet))
def test_every_font_is_embedded_and_liberation(sheet: Sheet) -> None:
    content = draw(hard_receipt(), sheet)
    assert content.count(b"/FontFile2") == content.count(b"/BaseFont") == 5
    assert b"Helvetica" not in content
    assert content.count(b"+LiberationS") >= 5


def test_a_reader_is_told_not_to_scale_the_page() -> None:
    assert b"/PrintScaling /None" in draw(receipt())


def test_the_same_receipt_is_the_same_file() -> None:
    assert draw(receipt(), invariant=True) == draw(receipt(), invariant=True)
    assert draw(receipt(), invariant=True) != draw(replace(receipt(), version=2), invariant=True)


def test_the_window_and_the_worker_may_draw_at_the_same_moment() -> None:
    papers = [receipt(), hard_receipt(), receipt(papers=many_papers(3)), hard_receipt(papers=many_papers(30))]
    alone = [draw(paper, invariant=True) for paper in papers]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda paper: draw(paper, invariant=True), papers * 4))
    assert together == alone * 4


def test_importing_the_receipt_does_not_load_the_libraries_it_draws_with() -> None:
    code = "import sys; from counter_app.documents import receipt, register, workbook;"
    code += "print([name for name in ('reportlab', 'barcode', 'segno', 'xlsxwriter') if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_file_opens_in_a_reader_with_its_title() -> None:
    with opened(draw(receipt())) as document:
        assert document.get_metadata_value("Title").endswith("H99.017-261123-0042")
