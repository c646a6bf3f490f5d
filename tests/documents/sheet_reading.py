"""What the tests of every sheet ask of its pages: nothing clipped, nothing touching, every symbol read."""

from collections.abc import Iterable, Sequence

from tests.documents.page_readers import (
    crossed,
    glyphs,
    overlapping,
    page_count,
    page_sizes,
    page_texts,
    read_by_zbar,
    read_by_zxing,
    rendered,
    rules,
    run_together,
)

PRINTERS = (203, 300, 600)
EDGE = 4.2  # mm of paper that a printer leaves white


def whole_text(content: bytes) -> str:
    """The text of all pages on one line; what was broken for its column compares equal."""
    return run_together(" ".join(page_texts(content)))


def require_clear(content: bytes, left: float = EDGE, edge: float = EDGE) -> None:
    """No letter on another, none struck by a rule, none nearer to the edge of the paper than ``edge`` mm."""
    for page, (width, height) in enumerate(page_sizes(content)):
        of = glyphs(content, page)
        assert not overlapping(of), page
        assert not crossed(of, rules(content, page)), page
        assert of.boxes[:, 0].min() > left - 0.2, page
        assert of.boxes[:, 2].max() < width - edge, page
        assert of.boxes[:, 1].min() > edge - 0.2, page
        assert of.boxes[:, 3].max() < height - edge + 0.2, page


def require_read(content: bytes, dpi: int, expected: Sequence[Iterable[str]]) -> None:
    """Both readers find on each page what is ``expected`` there, in grey and in black and white."""
    assert page_count(content) == len(expected)
    for page, symbols in enumerate(expected):
        image = rendered(content, dpi, page)
        for seen in (image, image.point(lambda grey: 255 if grey > 128 else 0)):
            assert read_by_zxing(seen) == set(symbols), (page, dpi)
            assert read_by_zbar(seen) == set(symbols), (page, dpi)
