"""Giấy tiếp nhận hồ sơ và hẹn trả kết quả (Mẫu số 01): the receipt with the promised date."""

from counter_app.core.papers import ReceiptPaper, Sheet
from counter_app.documents import receipt_roll
from counter_app.documents.fonts import Face
from counter_app.documents.measures import A4, A5, Measures
from counter_app.documents.page import Document, Drawing
from counter_app.documents.receipt_front import Front, lay_out
from counter_app.documents.receipt_list import list_pages
from counter_app.documents.symbols import DEFAULT_DPI, Grid
from counter_app.documents.text import composed

A4_LANDSCAPE = (297.0, 210.0)
CUT = 148.5


def draw(
    paper: ReceiptPaper,
    sheet: Sheet = Sheet.A5,
    dpi: int = DEFAULT_DPI,
    invariant: bool = False,
    copies: tuple[str, ...] | None = None,
    only: int | None = None,
    bar_dots: int = 0,
    roll_width: float = 80,
) -> bytes:
    """The receipt as a PDF.

    A first print holds every copy (liên): one after the other on A5 and A4, side by side
    on ``Sheet.TWO_UP``. ``copies`` are their lines, from the words of the form unless given;
    ``only`` asks for the n-th copy alone, counted from 1. A reprint is one copy that says so.
    ``dpi`` is the printer's, for the symbols, and ``bar_dots`` the width of their narrowest bar
    (0 is the usual one); ``invariant`` gives the same bytes each time. ``roll_width`` is the
    width in mm of the page on a roll.
    """
    lines = _copy_lines(paper, copies, only)
    grid = Grid(dpi, bar_dots)
    if sheet is Sheet.ROLL:
        return receipt_roll.draw(paper, lines, grid, roll_width, invariant)
    measures = A4 if sheet is Sheet.A4 else A5
    front, pages = _pages(paper, measures, grid)
    size = A4_LANDSCAPE if sheet is Sheet.TWO_UP else (measures.width, measures.height)
    document = Document(*size, f"{paper.words['title']} {paper.code}".strip(), invariant)
    if sheet is Sheet.TWO_UP:
        _side_by_side(document, front, pages, lines, grid)
    else:
        _one_after_the_other(document, front, pages, lines)
    return document.finish()


def _copy_lines(paper: ReceiptPaper, copies: tuple[str, ...] | None, only: int | None) -> tuple[str, ...]:
    if paper.copy:
        return (paper.words["reprint"].format(n=paper.copy),)
    lines = copies or (paper.words["copy_1"], paper.words["copy_2"])
    return lines if only is None else (lines[only - 1],)


def _pages(paper: ReceiptPaper, measures: Measures, grid: Grid) -> tuple[Front, list[Drawing]]:
    """The front page and the pages of the paper list, of which there may be none."""
    front = lay_out(paper, measures, grid)
    pages = list_pages(paper, measures, grid, front.procedure_elsewhere) if front.list_elsewhere else []
    if len(pages) > 1 or front.procedure_elsewhere:
        front = lay_out(paper, measures, grid, pages=len(pages) + 1)
    return front, pages


def _copy_line(front: Front, line: str) -> Drawing:
    drawing = Drawing()
    heading = front.heading
    drawing.centred(
        heading.left_centre, heading.baseline, composed(line), Face.ITALIC, front.m.heading.date_size
    )
    return drawing


def _one_after_the_other(
    document: Document, front: Front, pages: list[Drawing], lines: tuple[str, ...]
) -> None:
    parts: list[str | Drawing] = [front.drawing, *pages]
    if len(lines) > 1:  # what every copy says alike is stored once
        parts = [document.keep(drawing) for drawing in (front.drawing, *pages)]
    for line in lines:
        document.place(parts[0])
        document.place(_copy_line(front, line))
        document.end_page()
        for part in parts[1:]:
            document.place(part)
            document.end_page()


def _side_by_side(
    document: Document, front: Front, pages: list[Drawing], lines: tuple[str, ...], grid: Grid
) -> None:
    names = [document.keep(drawing) for drawing in (front.drawing, *pages)]
    cut = Drawing()
    cut.rule(CUT, 5, CUT, 205, 0.4, 0.3, dash=0.9)
    # The right form stands on a whole dot too, so its symbols keep theirs.
    offsets = (0.0, grid.snapped(CUT))
    for first in range(0, len(lines), 2):
        for number, name in enumerate(names):
            document.place(cut)
            for offset, line in zip(offsets, lines[first : first + 2], strict=False):
                document.place(name, offset)
                if number == 0:
                    document.place(_copy_line(front, line), offset)
            document.end_page()
