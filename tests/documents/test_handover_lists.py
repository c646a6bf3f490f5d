"""Hand-over lists: two copies, every row whole, the sum and the signatures under the last."""

import pytest

from counter_app.documents.handover_lists import draw_dossiers, draw_results
from tests.documents.page_readers import page_count, page_sizes, page_texts, run_together
from tests.documents.paper_makers import BREEDING, CITY, COOPERATIVE
from tests.documents.sheet_makers import (
    CENTRE,
    UNIT,
    dossier_handover,
    handover_row,
    result_handover,
    result_row,
    said,
)
from tests.documents.sheet_reading import require_clear, whole_text

HARD = (
    handover_row(0, applicant=COOPERATIVE, procedure=BREEDING, procedure_code="1.012836"),
    handover_row(1, applicant=" ".join(["Nguyễn"] * 28), address="Thôn Đông Trạch Thượng, " * 12),
    handover_row(2, code="000.17.22.H99.000.11.22-261123-0042", note="thiếu bản chính, bổ sung sau " * 3),
    handover_row(3, applicant="N" * 200, address="A" * 200, note="B" * 120, phone=""),
)


def test_the_list_of_dossiers_says_every_field() -> None:
    text = whole_text(draw_dossiers(dossier_handover()))
    for words in (
        "DANH SÁCH BÀN GIAO HỒ SƠ",
        f"Bên giao: {CENTRE}",
        f"Bên nhận (cơ quan chủ trì giải quyết): {UNIT}",
        "Thời gian bàn giao: 16 giờ 30 phút, ngày 23 tháng 11 năm 2026",
        "Tổng số hồ sơ: 3",
        "2 H99.017- 261123-0042 Đăng ký lại khai sinh 01 04 Nguyễn Thị Hạnh thôn Trung, Đông Phù, "
        "0900 000 001 23/11/2026 01/12/2026",
        "Cộng: 3 hồ sơ, 3 bộ, 12 giấy tờ.",
        "BÊN GIAO",
        "BÊN NHẬN",
        "XÁC NHẬN CỦA TRUNG TÂM",
        "Nguyễn Thu An",
        "Vũ Đình Khải",
        "In lúc 17:06 ngày 23/11/2026 · lời 2025.1",
    ):
        assert words in text, words


def test_the_slip_of_results_says_every_field() -> None:
    text = whole_text(draw_results(result_handover()))
    for words in (
        "PHIẾU BÀN GIAO KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH",
        f"Đơn vị chủ trì giải quyết: {UNIT}",
        f"Bàn giao kết quả cho: {CENTRE}",
        "Vào: 16 giờ 30 phút, ngày 23 tháng 11 năm 2026",
        "2 H99.017- 261123-0042 Đăng ký lại khai sinh Giấy xác nhận số 12/GXN Nguyễn Thị Hạnh",
        "Phạm Thị Ngọc Ánh thôn Trung, Đông Phù X X",
        "Cộng: 3 kết quả, trong đó 2 có phí, lệ phí, 1 trả qua bưu điện.",
        "NGƯỜI GIAO",
        "NGƯỜI NHẬN",
    ):
        assert words in text, words


@pytest.mark.parametrize("kind", ["dossiers", "results"])
def test_each_side_has_a_copy_of_the_same_pages(kind: str) -> None:
    content = draw_dossiers(dossier_handover(20)) if kind == "dossiers" else draw_results(result_handover(20))
    assert page_sizes(content) == [(297, 210)] * page_count(content)
    texts = page_texts(content)
    half = len(texts) // 2
    mine, yours = texts[:half], texts[half:]
    assert "Bản 1: Bên giao giữ" in mine[0]
    assert "Bản 2: Bên nhận giữ" in yours[0]
    assert mine[1:] == yours[1:]
    assert sorted(mine[0].replace("Bản 1: Bên giao", "").split()) == sorted(
        yours[0].replace("Bản 2: Bên nhận", "").split()
    )


@pytest.mark.parametrize("rows", [0, 1, 8, 9, 12, 30])
def test_heads_are_repeated_and_the_end_is_signed(rows: int) -> None:
    texts = [run_together(text) for text in page_texts(draw_dossiers(dossier_handover(rows)))]
    texts = texts[: len(texts) // 2]
    for number, text in enumerate(texts, 1):
        assert f"Trang {number}/{len(texts)}" in text
        assert text.count("1 2 3 4 5 6 7 8 9 10 11") == 1
        assert ("BÊN NHẬN" in text) == (number == len(texts))
        assert ("(tiếp theo)" in text) == (number > 1)
    whole = " ".join(texts)
    for row in dossier_handover(rows).rows:
        assert row.code.partition("-")[2] in whole
    assert ("Không có hồ sơ" in whole) == (rows == 0)


def test_a_name_is_never_cut() -> None:
    text = whole_text(draw_dossiers(dossier_handover(HARD)))
    for row in HARD[:2]:
        assert row.applicant in text
    assert "N" * 200 in text.replace(" ", "")
    assert COOPERATIVE in whole_text(draw_results(result_handover((result_row(0, applicant=COOPERATIVE),))))


def test_nothing_touches_anything() -> None:
    rows = HARD * 5
    results = tuple(
        result_row(
            number,
            code=row.code,
            applicant=row.applicant,
            address=row.address,
            procedure=row.procedure,
            result="Giấy chứng nhận " * 9,
        )
        for number, row in enumerate(rows)
    )
    for content in (
        draw_dossiers(dossier_handover(rows, lines=CITY, giver="G" * 300, taker=UNIT * 12)),
        draw_results(result_handover(results, lines=CITY, unit=UNIT * 12)),
        draw_dossiers(dossier_handover(0)),
        draw_results(result_handover(0)),
    ):
        require_clear(content, left=20)


def test_ten_thousand_rows_are_all_there() -> None:
    content = draw_dossiers(dossier_handover(10_000))
    texts = page_texts(content)
    half = len(texts) // 2
    codes = {word for text in texts[:half] for word in text.split() if word.startswith("261123-")}
    assert codes == {f"261123-{41 + number:04d}" for number in range(10_000)}
    assert "Tổng số hồ sơ: 10.000" in run_together(texts[0])
    assert "Cộng: 10.000 hồ sơ" in run_together(texts[half - 1])
    assert len(content) < 3_000_000  # both copies hold the rows once


def test_the_old_lists_are_signed_by_the_old_desk() -> None:
    text = whole_text(draw_dossiers(dossier_handover(**said("handover_dossiers", "2018"))))
    assert "XÁC NHẬN CỦA BỘ PHẬN" in text
    assert "lời 2018.1" in text
