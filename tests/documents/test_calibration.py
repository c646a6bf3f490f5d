"""The calibration page: rulers that measure, rungs of whole dots, each read as its own width."""

import numpy as np
import pytest

from counter_app.core.codes import Reserved, ReservedNumber, read_reserved_number
from counter_app.core.papers import Sheet
from counter_app.documents.calibration import RULER, CalibrationPaper, draw, rungs
from counter_app.documents.receipt_roll import PRINTABLE
from counter_app.documents.symbols import Grid, usual_dots
from tests.documents.page_readers import (
    glyphs,
    overlapping,
    page_count,
    page_sizes,
    read_by_zbar,
    read_by_zxing,
    rendered,
    rules,
)

WORDS = {
    "title": "Trang cân chỉnh máy in",
    "margins": "Khung mảnh phải liền cả bốn cạnh.",
    "ruler": "Đặt thước lên cả hai: mỗi thước dài 50 mm.",
    "ladder": "Quét các mã vạch từ trên xuống.",
    "rung": "{dots} chấm = {width} mm",
}
PAPER = CalibrationPaper(words=WORDS, lines=("HP LaserJet M404, 300 chấm mỗi inch, 23/11/2026 15:40",))
PAGES = [(sheet, dpi) for sheet in (Sheet.A5, Sheet.A4, Sheet.ROLL) for dpi in (203, 300, 600, 1200)]


@pytest.mark.parametrize("dpi", [203, 300, 600, 1200])
def test_the_ladder_goes_from_narrow_to_wide_and_holds_the_usual_width(dpi: int) -> None:
    ladder = rungs(dpi)
    assert 3 <= len(ladder) <= 6
    assert list(ladder) == sorted(ladder)
    assert usual_dots(dpi) in ladder
    assert ladder[0] < usual_dots(dpi) < ladder[-1]
    assert 143 * ladder[-1] * Grid(dpi).dot <= PRINTABLE


@pytest.mark.parametrize(("sheet", "dpi"), PAGES)
def test_each_rung_reads_as_its_own_width(sheet: Sheet, dpi: int) -> None:
    content = draw(PAPER, sheet, dpi, invariant=True)
    assert page_count(content) == 1
    for read in (read_by_zxing, read_by_zbar):
        found = read(rendered(content, min(dpi, 600)))
        widths = {read_reserved_number(text) for text in found}
        assert widths == {ReservedNumber(Reserved.CALIBRATION, dots) for dots in rungs(dpi)}


@pytest.mark.parametrize(("sheet", "dpi"), PAGES)
def test_everything_stands_inside_the_frame(sheet: Sheet, dpi: int) -> None:
    content = draw(PAPER, sheet, dpi, invariant=True)
    ((width, height),) = page_sizes(content)
    found = glyphs(content)
    assert overlapping(found) == []
    assert found.boxes[:, :2].min() > 4
    assert found.boxes[:, 2].max() < width - 4
    assert found.boxes[:, 3].max() < height - 4
    ink = np.argwhere(np.asarray(rendered(content, 100)) < 128)
    assert ink[:, 0].max() < height / 25.4 * 100
    assert ink[:, 1].max() < width / 25.4 * 100


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4, Sheet.ROLL])
def test_both_rulers_are_50_mm_long(sheet: Sheet) -> None:
    drawn = rules(draw(PAPER, sheet, 300, invariant=True))
    across = [x2 - x1 for x1, y1, x2, y2 in drawn if abs(y2 - y1) < 0.5]
    down = [y2 - y1 for x1, y1, x2, y2 in drawn if abs(x2 - x1) < 0.5]
    for lengths in (across, down):
        assert any(0 < length - RULER < 0.3 for length in lengths), "as long as the stroke is wide more"
    assert sum(0 < length - 1.7 < 0.2 for length in down) == 40
