"""Labels of folders and shelves: on their roll, readable, and never taken for each other."""

import pytest

from counter_app.core.codes import Reserved, ReservedNumber, read_reserved_number
from counter_app.documents.labels import LEFT, RULE_X, SIZE, draw_folder, draw_shelf
from counter_app.documents.symbols import Grid, code128
from counter_app.errors import BadInput
from tests.documents.page_readers import (
    glyphs,
    page_sizes,
    page_texts,
    read_by_zxing,
    rendered,
    run_together,
)
from tests.documents.paper_makers import BREEDING, COOPERATIVE
from tests.documents.sheet_makers import folder_label, shelf_label
from tests.documents.sheet_reading import PRINTERS, require_clear, require_read

LONG = "Phòng lưu trữ tầng hai, tủ A bên trái cửa sổ, ngăn thứ ba từ trên xuống"


def test_a_folder_says_whose_it_is_and_until_when() -> None:
    (text,) = page_texts(draw_folder(folder_label()))
    for words in (
        "Nguyễn Thị Hạnh",
        "Đăng ký lại khai sinh",
        "0117 261123 0042 66",
        "hẹn trả",
        "01/12",
        "thứ Ba",
        "0042",
        "23/11/2026",
    ):
        assert words in text, words


def test_a_long_name_gets_smaller_before_it_is_cut_at_a_word() -> None:
    (text,) = page_texts(draw_folder(folder_label(applicant=COOPERATIVE, procedure=BREEDING)))
    assert "Hợp tác xã Dịch vụ nông nghiệp …" in text
    assert "Hỗ trợ chi phí về vật tư" in text
    whole = "Nguyễn Hoàng Phương Quỳnh Anh"
    assert whole in run_together(page_texts(draw_folder(folder_label(applicant=whole)))[0])


def test_a_shelf_says_its_number_and_its_text() -> None:
    (text,) = page_texts(draw_shelf(shelf_label()))
    assert {"Tủ A, ngăn 3", "Kệ số", "12", "0000 000001 0012 35"} <= {
        run_together(line) for line in text.splitlines()
    }


@pytest.mark.parametrize(
    "content",
    [
        draw_folder(folder_label()),
        draw_folder(folder_label(applicant=COOPERATIVE, procedure=BREEDING)),
        draw_folder(folder_label(applicant="N" * 200, procedure="P" * 300)),
        draw_shelf(shelf_label()),
        draw_shelf(shelf_label(9999, LONG)),
        draw_shelf(shelf_label(1, "")),
    ],
    ids=["folder", "long", "unbroken", "shelf", "long shelf", "bare shelf"],
)
def test_nothing_touches_anything_on_the_roll(content: bytes) -> None:
    assert page_sizes(content) == [SIZE]
    require_clear(content, left=LEFT, edge=1.0)
    of = glyphs(content)
    assert not ((of.boxes[:, 0] < RULE_X + 0.5) & (of.boxes[:, 2] > RULE_X - 0.5)).any()


@pytest.mark.parametrize("dpi", PRINTERS)
def test_bars_keep_their_quiet_zones_and_both_readers_read_them(dpi: int) -> None:
    folder = folder_label()
    require_read(draw_folder(folder, dpi), dpi, [(folder.scan_number,)])
    require_read(draw_shelf(shelf_label(), dpi), dpi, [("0000000001001235",)])
    quiet = 10 * Grid(dpi).bar
    assert quiet < LEFT
    assert LEFT + len(code128(folder.scan_number)) * Grid(dpi).bar + quiet < RULE_X


@pytest.mark.parametrize("number", [1, 12, 99, 100, 9999])
def test_what_a_reader_reads_off_a_shelf_is_that_shelf(number: int) -> None:
    (digits,) = read_by_zxing(rendered(draw_shelf(shelf_label(number)), 203))
    assert read_reserved_number(digits) == ReservedNumber(Reserved.SHELF, number)


@pytest.mark.parametrize("number", [0, 10_000])
def test_there_is_no_shelf_without_a_number(number: int) -> None:
    with pytest.raises(BadInput, match="from 1 to 9999"):
        draw_shelf(shelf_label(number))
