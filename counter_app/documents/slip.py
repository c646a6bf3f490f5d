"""Slips and letters: any form of the law pack that is made of blocks, on A5 or A4.

One renderer for all of them; what a form says, and in which order, stands in the pack.
"""

from collections.abc import Sequence
from dataclasses import replace

from counter_app.core.forms import Layout, Receivers, Signature
from counter_app.core.papers import Sheet
from counter_app.core.slips import SlipPaper, counter_words
from counter_app.documents.flow import Row, height, kept, paged
from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Document, Drawing, stamp
from counter_app.documents.parts import (
    CLEAR,
    QUIET_BARS,
    SMALL_GREY,
    Strip,
    continuation,
    heading,
    page_number,
    scan_bars,
    strip,
)
from counter_app.documents.slip_measures import LETTER_A4, LETTER_A5, SLIP_A4, SLIP_A5, SlipMeasures
from counter_app.documents.slip_rows import Rows
from counter_app.documents.slip_signs import sign_row
from counter_app.documents.slip_text import Words
from counter_app.documents.symbols import DEFAULT_DPI, Grid
from counter_app.documents.text import balanced, composed, wrapped
from counter_app.i18n import long_date

_BLANK = "\N{NO-BREAK SPACE}" * 6  # room for a number that a hand writes
_NUMBER_LOWEST = 9.65  # mm: the first baseline of the smaller sheet
_LETTER_TOP = 8.5  # mm between the number of a further page and the baseline its text goes down from


def draw(paper: SlipPaper, sheet: Sheet = Sheet.A5, dpi: int = DEFAULT_DPI, invariant: bool = False) -> bytes:
    """The form of ``paper`` as a PDF.

    ``dpi`` is the printer's, for the symbols; ``invariant`` gives the same bytes each time.
    A form that does not fit flows to further pages, and its signature is never alone on one.
    """
    m = measures(paper, sheet)
    pages = lay_out(paper, m, Grid(dpi))
    title = f"{paper.form.title} {paper.code}".strip()
    document = Document(m.width, m.height, title, invariant)
    for page in pages:
        document.place(page)
        document.end_page()
    return document.finish()


def measures(paper: SlipPaper, sheet: Sheet) -> SlipMeasures:
    """The measures of the form of ``paper`` on ``sheet``."""
    if paper.form.layout is Layout.LETTER:
        return LETTER_A4 if sheet is Sheet.A4 else LETTER_A5
    return SLIP_A4 if sheet is Sheet.A4 else SLIP_A5


def lay_out(paper: SlipPaper, m: SlipMeasures, grid: Grid) -> list[Drawing]:
    """The pages of ``paper``; on one of them if the type's smaller size brings it there."""
    words = Words(paper)
    pages = _pages(paper, m, words, grid)
    if len(pages) > 1:
        smaller = _pages(paper, m.shrunk(), words, grid)
        pages = smaller if len(smaller) == 1 else pages
    return pages


def _pages(paper: SlipPaper, m: SlipMeasures, words: Words, grid: Grid) -> list[Drawing]:
    first = Drawing()
    top = _head(first, paper, m, words) + m.body_gap - m.line
    _further, next_top = _further_page(paper, m, 2, 2)
    pages = paged(_rows(paper, m, words, m.bottom - next_top), top, next_top, m.bottom)
    drawings = [first]
    drawings += [_further_page(paper, m, page, len(pages))[0] for page in range(2, len(pages) + 1)]
    for number, (drawing, placed) in enumerate(zip(drawings, pages, strict=True)):
        for row, y in placed:
            row.paint(drawing, y)
        _foot(drawing, paper, m, grid, number)
    return drawings


def _rows(paper: SlipPaper, m: SlipMeasures, words: Words, room: float) -> list[Row]:
    """Every row of the form; what must not be parted from the signature is held to it."""
    blocks = tuple((paper.form.blocks or {}).values())
    made = Rows(paper, m, words)
    rows = made.body([one for one in blocks if not isinstance(one, Signature | Receivers)])
    signed = sign_row(paper, m, words, blocks)
    if signed is None:
        return rows
    # The last paper with all that follows, or else the last lines of the text, go with the signature.
    for start in (made.last_item or len(rows) - 2, len(rows) - 2, len(rows) - 1):
        begin = _beginning(rows, max(0, start))
        tail = kept([*rows[begin:], signed])
        if height(tail) <= room:
            return [*rows[:begin], *tail]
    *before, last = rows or [signed]
    before[-1:] = [replace(one, keep=False) for one in before[-1:]]
    return [*before, *kept([last, signed])]


def _beginning(rows: Sequence[Row], at: int) -> int:
    """Where the rows begin that are held together with the one ``at``."""
    while at > 0 and rows[at - 1].keep:
        at -= 1
    return at


def _head(drawing: Drawing, paper: SlipPaper, m: SlipMeasures, words: Words) -> float:
    """Draw heading, number, date, title and code; returns the baseline of the last of them."""
    said, h = paper.form.words, m.heading
    top = heading(drawing, h, said, paper.issuer.lines, m.left, m.end)
    dated = said["place_date"].format(place=composed(paper.issuer.place), date=long_date(paper.dated))
    drawing.centred(top.right_centre, top.baseline, dated, Face.ITALIC, h.date_size)
    number = said["number_line"].format(number=words.paper.number or _BLANK)
    drawing.centred(top.left_centre, top.baseline, composed(number), Face.REGULAR, m.number)
    middle = m.left + m.room / 2
    y = top.baseline + m.title_gap
    for index, line in enumerate(balanced(composed(paper.form.title), Face.BOLD, m.title, m.room)):
        y += m.title * 0.45 if index else 0
        drawing.centred(middle, y, line, Face.BOLD, m.title)
    if said["subtitle"]:
        y = _subtitle(drawing, said["subtitle"], m, y)
    if paper.code and paper.form.layout is Layout.SLIP:
        y += m.code_gap
        drawing.centred(middle, y, said["code"].format(code=paper.code), Face.BOLD, m.code)
    return y


def _subtitle(drawing: Drawing, text: str, m: SlipMeasures, y: float) -> float:
    """What a letter is about (trích yếu), with the short rule under it."""
    middle = m.left + m.room / 2
    lines = wrapped(composed(text), Face.BOLD, m.body, m.room)
    for line in lines:
        y += m.line
        drawing.centred(middle, y, line, Face.BOLD, m.body)
    half = width(lines[-1], Face.BOLD, m.body) * 0.4 / 2
    drawing.rule(middle - half, y + m.line * 0.32, middle + half, y + m.line * 0.32, 0.6)
    return y


def _further_page(paper: SlipPaper, m: SlipMeasures, page: int, pages: int) -> tuple[Drawing, float]:
    """The head of a further page, and the baseline its rows go down from."""
    drawing = Drawing()
    said = paper.form.words
    if paper.form.layout is Layout.LETTER:
        y = max(m.heading.first - 5, _NUMBER_LOWEST)
        drawing.centred(m.left + m.room / 2, y, str(page), Face.REGULAR, m.number)
        return drawing, y + _LETTER_TOP - m.line
    named = [f"{said['applicant']} {composed(paper.applicant.name)}"]
    number = said["number_line"].format(number=paper.number) if paper.number and not paper.code else ""
    named = [number, *named] if number else named
    y = continuation(drawing, m, said, paper.code, long_date(paper.dated), named)
    page_number(drawing, m, said, page, pages)
    return drawing, y + m.line * 0.4


def _form_line(paper: SlipPaper) -> str:
    said = paper.form.words
    line = said["form_line"].format(
        form=paper.form.number,
        wording=paper.form.wording,
        counter=composed(counter_words(paper)),
        at=stamp(paper.printed_at),
        version=1,
    )
    line = line.replace(" ·  · ", " · ")
    again = said["reprint"].format(n=paper.copy)
    return f"{line} · {again[:1].lower()}{again[1:]}" if paper.copy else line


def _foot(drawing: Drawing, paper: SlipPaper, m: SlipMeasures, grid: Grid, page: int) -> None:
    said = paper.form.words
    if paper.form.layout is Layout.LETTER:
        _letter_foot(drawing, paper, m, grid)
        return
    note = said["note"] if paper.code else said["note_uncoded"]
    symbols = paper.form.symbols
    strip(
        drawing,
        m.strip,
        Strip(
            scan_number=paper.scan_number if symbols else "",
            code=paper.code if symbols else "",
            note_label="" if page else said["note_label"],
            note=said["note_continued"] if page else note,
            form_line=_form_line(paper),
        ),
        m.left,
        m.end,
        grid,
    )


def _letter_foot(drawing: Drawing, paper: SlipPaper, m: SlipMeasures, grid: Grid) -> None:
    """The bars alone, the code and the form beside them."""
    x = m.left
    if paper.scan_number and paper.form.symbols:
        wide = scan_bars(drawing, m.strip, paper.scan_number, m.left, grid)
        x += wide + QUIET_BARS * grid.bar + CLEAR
    code = paper.form.words["code"].format(code=paper.code) if paper.code else ""
    drawing.text(x, m.strip.note_first, code, Face.REGULAR, m.strip.note)
    drawing.text(x, m.strip.form_y, _form_line(paper), Face.REGULAR, m.strip.form, SMALL_GREY)
