"""Bars and QR: what they are made of, and that readers we did not write read them off the page."""

from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageFilter

from counter_app.core.codes import scan_number
from counter_app.core.papers import Sheet
from counter_app.documents.receipt import draw
from counter_app.documents.symbols import Grid, bars, code128, qr, squares
from tests.documents.page_readers import (
    glyphs,
    overlapping,
    page_count,
    read_by_zbar,
    read_by_zxing,
    rendered,
)
from tests.documents.paper_makers import DAY, hard_receipt, receipt

PRINTERS = (203, 300, 600)
SHEETS = (Sheet.A5, Sheet.A4, Sheet.TWO_UP)  # of the roll see test_receipt_roll
HARD = {hard_receipt().code, hard_receipt().scan_number}


def test_sixteen_digits_in_pairs_are_123_modules() -> None:
    assert len(code128(receipt().scan_number)) == 123


def test_a_number_that_begins_with_99_keeps_its_first_pair() -> None:
    number = scan_number("9917", DAY, 42)
    assert len(code128(number)) == 123
    image = Image.new("L", ((123 + 20) * 4, 160), 255)
    blocks, _width = bars(number, 10 * Grid().bar, Grid().dot * 20, Grid().dot * 120, Grid())
    for x, y, wide, high in blocks:
        dots = [round(side / Grid().dot) for side in (x, y, x + wide, y + high)]
        image.paste(0, tuple(dots))
    assert read_by_zxing(image) == read_by_zbar(image) == {number}


@pytest.mark.parametrize("text", ["012", "H99017", "", "٠١"])
def test_only_pairs_of_digits_are_taken(text: str) -> None:
    with pytest.raises(ValueError, match="pairs of digits"):
        code128(text)


@pytest.mark.parametrize(
    ("dpi", "bar", "square"), [(203, 0.375, 0.626), (300, 0.3387, 0.6773), (600, 0.3387, 0.6773)]
)
def test_modules_are_whole_dots_of_the_printer(dpi: int, bar: float, square: float) -> None:
    grid = Grid(dpi)
    assert grid.bar == pytest.approx(bar, abs=0.001)
    assert grid.square == pytest.approx(square, abs=0.001)
    blocks = (
        bars(receipt().scan_number, 14.0, 187.4, 12, grid)[0] + squares(receipt().code, 138.0, 203.0, grid)[0]
    )
    edges = np.array([side for x, y, wide, high in blocks for side in (x, y, x + wide, y + high)]) / grid.dot
    assert np.abs(edges - edges.round()).max() < 1e-6


def test_the_qr_of_an_official_code_is_version_1_and_a_longer_one_version_2() -> None:
    assert len(qr("H99.017-261123-0042")) == 21
    assert len(qr("000.17.22.H99-261123-0042")) == 25


@cache
def _drawn(sheet: Sheet, dpi: int) -> bytes:
    return draw(hard_receipt(), sheet, dpi=dpi, only=None if sheet is Sheet.TWO_UP else 2)


def _halves(image: Image.Image, sheet: Sheet) -> list[Image.Image]:
    """The forms on a sheet, from where their machine strip begins."""
    top = round(image.height * 0.85)
    if sheet is not Sheet.TWO_UP:
        return [image.crop((0, top, image.width, image.height))]
    middle = image.width // 2
    return [
        image.crop((0, top, middle, image.height)),
        image.crop((middle, top, image.width, image.height)),
    ]


@pytest.mark.parametrize("dpi", PRINTERS)
@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("page", [0, 1])
def test_both_readers_read_both_symbols(sheet: Sheet, dpi: int, page: int) -> None:
    content = _drawn(sheet, dpi)
    assert page_count(content) == 2
    image = rendered(content, dpi, page)
    if dpi < 600:  # a whole page at 600 dpi costs seconds and says no more than its foot
        assert read_by_zxing(image) == read_by_zbar(image) == HARD
    for half in _halves(image, sheet):
        printed = half.point(lambda grey: 255 if grey > 128 else 0)
        assert read_by_zxing(half) == read_by_zxing(printed) == HARD
        assert read_by_zbar(half) == read_by_zbar(printed) == HARD


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("page", [0, 1])
def test_both_readers_read_a_page_turned_and_blurred(sheet: Sheet, page: int) -> None:
    """Lying 3 degrees askew on the scanner, and unsharp by 0.12 mm."""
    image = rendered(_drawn(sheet, 300), 300, page)
    for half in _halves(image, sheet):
        turned = half.rotate(3, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
        blurred = turned.filter(ImageFilter.GaussianBlur(0.12 / 25.4 * 300))
        assert read_by_zxing(blurred) == HARD
        assert read_by_zbar(blurred) == HARD


def test_a_longer_code_is_read_too() -> None:
    code = "000.17.22.H99-261123-0042"
    image = rendered(draw(receipt(code=code), dpi=203, only=2), 203)
    assert read_by_zxing(image) == read_by_zbar(image) == {code, receipt().scan_number}


@pytest.mark.parametrize("sheet", [Sheet.A5, Sheet.A4])
@pytest.mark.parametrize(("dpi", "dots"), [(203, 4), (203, 2), (300, 5), (600, 10)])
def test_bars_of_a_width_found_on_a_printer_stand_free_and_read(sheet: Sheet, dpi: int, dots: int) -> None:
    """The widest and the narrowest that a calibration page can choose."""
    content = draw(receipt(), sheet, dpi=dpi, bar_dots=dots, only=2)
    image = rendered(content, dpi)
    assert read_by_zxing(image) == {receipt().code, receipt().scan_number}
    assert read_by_zbar(image) == {receipt().code, receipt().scan_number}
    assert overlapping(glyphs(content)) == []
