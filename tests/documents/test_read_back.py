"""The program's own reading of a drawn Code 128 agrees with what was drawn, and knows when it cannot read."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.documents.read_back import read_digits
from counter_app.documents.symbols import Grid, bars


def drawn(digits: str, dpi: int = 300, drop: int | None = None) -> bytes:
    """A PDF's stream with the bars of ``digits``, one of them left out."""
    blocks, _width = bars(digits, 14.0, 20.0, 12.0, Grid(dpi))
    if drop is not None:
        blocks.pop(drop % len(blocks))
    lines = [
        f"{x * 72 / 25.4:.3f} 700.000 {width * 72 / 25.4:.5f} -34.08000 re" for x, _y, width, _h in blocks
    ]
    content = "\n".join(["1 0 0 1 0 0 cm", "10 10 300 -40 re S", *lines, "f"]).encode()
    return b"<< /Filter [ /FlateDecode ] >>\nstream\n" + zlib.compress(content) + b"endstream"


@given(st.from_regex("[0-9]{16}", fullmatch=True), st.sampled_from([203, 300, 600]))
def test_what_is_drawn_is_read(digits: str, dpi: int) -> None:
    assert read_digits(drawn(digits, dpi)) == digits


@given(st.from_regex("[0-9]{16}", fullmatch=True), st.integers(0, 40))
def test_a_missing_bar_is_not_read_as_something_else(digits: str, drop: int) -> None:
    assert read_digits(drawn(digits, drop=drop)) is None


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.4", b"/FlateDecode stream\nnot deflated endstream"])
def test_nothing_to_read(pdf: bytes) -> None:
    assert read_digits(pdf) is None
