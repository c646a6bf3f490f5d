"""A page that one office gives another: a QR code to be scanned, and what can be read aloud instead of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.core.papers import Sheet
from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import A4, A5
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import QUIET_QR
from counter_app.documents.symbols import Grid, qr, squares
from counter_app.documents.text import balanced, composed, wrapped

LEFT = 14.0
FIRST_Y = 15.0
UNIT, TITLE, TEXT, SMALL = 10.0, 15.0, 10.5, 8.5
LINE, TITLE_LINE = 4.8, 6.6
LABEL_ROOM = 34.0
BOX_HIGH, CAPTION_Y, SPOKEN_Y = 24.0, 6.5, 18.5
SPOKEN, SPOKEN_LEAST = 32.0, 16.0
STEP_INDENT = 5.0


class PageGrid(Grid):
    """The dots of a printer; there is room for squares that are read from a telephone's picture, too."""

    @property
    def square(self) -> float:
        """A module of the QR in mm: the fewest dots that make at least 0.8 mm."""
        return max(1, -(-80 * self.dpi // 2540)) * self.dot


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangePaper:
    """What the page says. ``facts`` are pairs of a name and its value; ``spoken`` is what is read aloud,
    in its groups; ``line`` stands in the QR code and nowhere else."""

    title: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    spoken_title: str
    spoken: str
    code_title: str
    line: str
    steps: tuple[str, ...]
    foot: str


def draw(paper: ExchangePaper, sheet: Sheet = Sheet.A5, dpi: int = 300, invariant: bool = False) -> bytes:
    """The page as a PDF on A5, or on A4."""
    size = A4 if sheet in (Sheet.A4, Sheet.TWO_UP) else A5
    across, down = size.width, size.height
    drawing = Drawing()
    y = _opening(drawing, paper, across)
    y = _facts(drawing, paper.facts, y, across)
    y = _spoken(drawing, paper, y, across)
    y = _code(drawing, paper, y, across, PageGrid(dpi))
    _steps(drawing, paper.steps, y, across)
    drawing.text(LEFT, down - 9, paper.foot, Face.SANS, SMALL, 0.3)
    document = Document(across, down, paper.title, invariant)
    document.place(drawing)
    document.end_page()
    return document.finish()


def _opening(drawing: Drawing, paper: ExchangePaper, across: float) -> float:
    room, y = across - 2 * LEFT, FIRST_Y
    for number, line in enumerate(paper.lines):
        face = Face.SANS_BOLD if number == len(paper.lines) - 1 else Face.SANS
        for text in wrapped(composed(line), face, UNIT, room):
            drawing.text(LEFT, y, text, face, UNIT)
            y += LINE
    drawing.rule(LEFT, y - 2.2, across - LEFT, y - 2.2, 0.6)
    y += 2.2
    for text in balanced(paper.title, Face.SANS_BOLD, TITLE, room):
        y += TITLE_LINE
        drawing.text(LEFT, y, text, Face.SANS_BOLD, TITLE)
    return y + 3


def _facts(drawing: Drawing, facts: Sequence[tuple[str, str]], y: float, across: float) -> float:
    for name, value in facts:
        drawing.text(LEFT, y + LINE, name, Face.SANS, TEXT)
        for text in wrapped(composed(value), Face.SANS_BOLD, TEXT, across - 2 * LEFT - LABEL_ROOM):
            y += LINE
            drawing.text(LEFT + LABEL_ROOM, y, text, Face.SANS_BOLD, TEXT)
        y += 0.6
    return y + 4


def _spoken(drawing: Drawing, paper: ExchangePaper, y: float, across: float) -> float:
    """What is read aloud, as large as it fits into its box."""
    drawing.frame(LEFT, y, across - LEFT, y + BOX_HIGH, 0.8)
    drawing.centred(across / 2, y + CAPTION_Y, paper.spoken_title, Face.SANS, TEXT)
    size = SPOKEN
    while size > SPOKEN_LEAST and width(paper.spoken, Face.SANS_BOLD, size) > across - 2 * LEFT - 6:
        size -= 1
    drawing.centred(across / 2, y + SPOKEN_Y, paper.spoken, Face.SANS_BOLD, size)
    return y + BOX_HIGH


def _code(drawing: Drawing, paper: ExchangePaper, y: float, across: float, grid: Grid) -> float:
    quiet = QUIET_QR * grid.square
    side = len(qr(paper.line)) * grid.square
    bottom = y + quiet + side
    blocks, _side = squares(paper.line, across / 2 + side / 2, bottom, grid)
    drawing.blocks += blocks
    y = bottom + quiet
    drawing.centred(across / 2, y + 3, paper.code_title, Face.SANS, TEXT)
    return y + 7


def _steps(drawing: Drawing, steps: Sequence[str], y: float, across: float) -> None:
    for number, step in enumerate(steps, 1):
        drawing.text(LEFT, y + LINE, f"{number}.", Face.SANS, TEXT)
        for text in wrapped(composed(step), Face.SANS, TEXT, across - 2 * LEFT - STEP_INDENT):
            y += LINE
            drawing.text(LEFT + STEP_INDENT, y, text, Face.SANS, TEXT)
        y += 0.8
