"""The calibration page of a printer: margins, rulers, and a ladder of bars from narrow to wide.

A rung is a Code 128 whose narrowest bar has so many whole dots, and whose number says how many:
scanned back, it tells that this printer and this scanner can do with them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from counter_app.core.codes import Reserved, grouped_scan_number, reserved_number
from counter_app.core.papers import Sheet
from counter_app.documents.fonts import Face
from counter_app.documents.measures import A4, A5
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import QUIET_BARS
from counter_app.documents.receipt_roll import PRINTABLE
from counter_app.documents.symbols import Grid, bars, code128, usual_dots
from counter_app.documents.text import composed, wrapped

NARROWEST, WIDEST = 0.16, 0.51  # mm of the narrowest bar
MOST_RUNGS = 6
RULER = 50
SHEET_EDGE = 5.0
LEFT = 12.0
TITLE, TEXT, LINE, SMALL = 13.0, 9.0, 3.9, 7.5
RUNG_HIGH, RUNG_STEP = 9.0, 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CalibrationPaper:
    """What the page says: ``words`` has title, ruler, margins, ladder, rung{dots}{width}; lines under the
    title tell the printer and when, ``decimal`` stands in the widths as the language writes them."""

    words: Mapping[str, str]
    lines: tuple[str, ...]
    decimal: str = ","


def rungs(dpi: int, room: float = PRINTABLE) -> tuple[int, ...]:
    """The widths of the ladder in whole dots, the narrowest first: at most six, among them the usual one.

    None is wider with its quiet zones than ``room`` mm.
    """
    grid = Grid(dpi)
    modules = len(code128(reserved_number(Reserved.CALIBRATION, 1))) + 2 * QUIET_BARS
    fitting = [
        dots
        for dots in range(1, round(WIDEST / grid.dot) + 1)
        if NARROWEST <= dots * grid.dot <= WIDEST and dots * grid.dot * modules <= room
    ]
    step = -(-len(fitting) // MOST_RUNGS)
    return tuple(one for one in fitting if (one - usual_dots(dpi)) % step == 0)


def draw(
    paper: CalibrationPaper,
    sheet: Sheet = Sheet.A5,
    dpi: int = 300,
    roll_width: float = 80,
    invariant: bool = False,
) -> bytes:
    """The page as a PDF on the sheet of the receipts; two on a sheet of A4 are A4."""
    grid = Grid(dpi)
    if sheet is Sheet.ROLL:
        across, down = roll_width, 0.0
        left, edge = (roll_width - PRINTABLE) / 2, (roll_width - PRINTABLE) / 2
    else:
        size = A5 if sheet is Sheet.A5 else A4
        across, down, left, edge = size.width, size.height, LEFT, SHEET_EDGE
    drawing = Drawing()
    y = _opening(drawing, paper, left, across)
    y = _rulers(drawing, paper.words, left, y)
    y = _ladder(drawing, paper, left, y, rungs(dpi), grid)
    down = down or y + edge + 4
    drawing.frame(edge, edge, across - edge, down - edge, 0.3)
    document = Document(across, down, paper.words["title"], invariant)
    document.place(drawing)
    document.end_page()
    return document.finish()


def _opening(drawing: Drawing, paper: CalibrationPaper, left: float, across: float) -> float:
    room, y = across - 2 * left - 2, 10.0
    for text in wrapped(composed(paper.words["title"]), Face.SANS_BOLD, TITLE, room):
        y += 5.0
        drawing.text(left + 2, y, text, Face.SANS_BOLD, TITLE)
    y += 1.0
    for line in (*paper.lines, paper.words["margins"]):
        for text in wrapped(composed(line), Face.SANS, TEXT, room):
            y += LINE
            drawing.text(left + 2, y, text, Face.SANS, TEXT)
    return y + 6


def _rulers(drawing: Drawing, words: Mapping[str, str], left: float, top: float) -> float:
    """A ruler of 50 mm across and one down, a tick each mm; what they are for stands between them."""
    x = left + 4.0
    drawing.rule(x, top, x + RULER, top, 0.4)
    drawing.rule(x, top, x, top + RULER, 0.4)
    for mm in range(RULER + 1):
        long = 4.0 if mm % 10 == 0 else 2.8 if mm % 5 == 0 else 1.7
        drawing.rule(x + mm, top, x + mm, top + long, 0.25)
        drawing.rule(x, top + mm, x + long, top + mm, 0.25)
        if mm and mm % 10 == 0:
            drawing.centred(x + mm, top + 6.6, str(mm), Face.SANS, SMALL)
            drawing.text(x + 4.6, top + mm + 1, str(mm), Face.SANS, SMALL)
    y = top + 10
    for text in wrapped(composed(words["ruler"]), Face.SANS, TEXT, RULER - 13):
        y += LINE
        drawing.text(x + 13, y, text, Face.SANS, TEXT)
    return top + RULER + 4


def _ladder(
    drawing: Drawing, paper: CalibrationPaper, left: float, top: float, ladder: tuple[int, ...], grid: Grid
) -> float:
    y = top
    for text in wrapped(composed(paper.words["ladder"]), Face.SANS, TEXT, PRINTABLE - 4):
        y += LINE
        drawing.text(left + 2, y, text, Face.SANS, TEXT)
    for dots in ladder:
        one = Grid(grid.dpi, dots)
        number = reserved_number(Reserved.CALIBRATION, dots)
        y += RUNG_STEP - RUNG_HIGH
        width = f"{dots * grid.dot:.2f}".replace(".", paper.decimal)
        said = paper.words["rung"].format(dots=dots, width=width)
        drawing.text(left + 2, y - 1.2, said, Face.SANS_BOLD, TEXT)
        blocks, _wide = bars(number, left + QUIET_BARS * one.bar, y, RUNG_HIGH, one)
        drawing.blocks += blocks
        y += RUNG_HIGH
        drawing.flush(
            left + PRINTABLE - 2, y - RUNG_HIGH - 1.2, grouped_scan_number(number), Face.SANS, SMALL
        )
    return y
