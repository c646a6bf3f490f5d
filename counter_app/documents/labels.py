"""Labels for a label printer, 80 x 30 mm: of a dossier's folder and of a shelf.

One size only: it is the roll in the printer. Measures are those of 203 dots an inch, three
of them to a module of the bars.
"""

from counter_app.core.codes import Reserved, grouped_scan_number, reserved_number
from counter_app.core.sheets import FolderLabel, ShelfLabel
from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Document, Drawing
from counter_app.documents.symbols import Grid, bars
from counter_app.documents.text import composed, cut, one_line, wrapped
from counter_app.i18n import short_date, weekday_name

LABEL_DPI = 203
SIZE = (80.0, 30.0)
LEFT, TEXT_END = 4.5, 55.8
NAME_Y, NAME, LEAST_NAME = 5.4, 10.0, 8.0
PROCEDURE_Y, PROCEDURE = 9.9, 8.0
BARS_Y, BARS_HEIGHT = 12.3, 12.0
DIGITS_Y, DIGITS = 27.7, 8.5
RULE_X, RULE_Y = 57.5, (3.0, 27.0)
ASIDE = 68.75  # the middle of what stands right of the rule
DUE_Y, DUE = (5.9, 12.9, 17.2), (8.0, 19.0, 8.0)
NUMBER_Y, NUMBER = 22.0, 11.0
RECEIVED_Y, RECEIVED = 26.4, 8.0
SHELF_Y, SHELF, SHELF_NUMBER_Y, SHELF_NUMBER = 9.0, 10.0, 19.5, 24.0
SHELF_LINE, SHELF_TEXT_LINES = 4.3, 2


def draw_folder(paper: FolderLabel, dpi: int = LABEL_DPI, invariant: bool = False) -> bytes:
    """The label of a folder as a PDF: whose it is and until when, readable at arm's length.

    Name and procedure keep to one line each; the dossier itself says them whole.
    """
    drawing = Drawing()
    _one_line(drawing, NAME_Y, paper.applicant, Face.SANS_BOLD, (NAME, LEAST_NAME))
    _one_line(drawing, PROCEDURE_Y, paper.procedure, Face.SANS, (PROCEDURE, PROCEDURE))
    _bars(drawing, paper.scan_number, dpi)
    drawing.centred(ASIDE, DUE_Y[0], paper.words["due"], Face.SANS, DUE[0])
    drawing.centred(ASIDE, DUE_Y[1], f"{paper.due:%d/%m}", Face.SANS_BOLD, DUE[1])
    drawing.centred(ASIDE, DUE_Y[2], weekday_name(paper.due), Face.SANS, DUE[2])
    drawing.centred(ASIDE, NUMBER_Y, f"{paper.number:04d}", Face.SANS_BOLD, NUMBER)
    drawing.centred(ASIDE, RECEIVED_Y, short_date(paper.received), Face.SANS, RECEIVED)
    return _document(drawing, paper.words["title"], invariant)


def draw_shelf(paper: ShelfLabel, dpi: int = LABEL_DPI, invariant: bool = False) -> bytes:
    """The label of a shelf as a PDF; its bars hold a number that no dossier has.

    Raises:
        BadInput: the shelf's number is not from 1 to 9999.
    """
    digits = reserved_number(Reserved.SHELF, paper.number)
    drawing = Drawing()
    room = TEXT_END - LEFT
    lines = wrapped(composed(paper.text), Face.SANS_BOLD, NAME, room)
    lines = cut(lines, SHELF_TEXT_LINES, lambda part: width(part, Face.SANS_BOLD, NAME) <= room)
    first = NAME_Y + (SHELF_LINE / 2 if len(lines) == 1 else 0)
    for number, line in enumerate(lines):
        drawing.text(LEFT, first + number * SHELF_LINE, line, Face.SANS_BOLD, NAME)
    _bars(drawing, digits, dpi)
    drawing.centred(ASIDE, SHELF_Y, paper.words["shelf"], Face.SANS, SHELF)
    drawing.centred(ASIDE, SHELF_NUMBER_Y, str(paper.number), Face.SANS_BOLD, SHELF_NUMBER)
    return _document(drawing, paper.words["title"], invariant)


def _one_line(drawing: Drawing, y: float, text: str, face: Face, sizes: tuple[float, float]) -> None:
    """Text on one line: smaller down to the second size, and then cut at a word with "…"."""
    text, (size, least), room = composed(text), sizes, TEXT_END - LEFT
    while size > least and width(text, face, size) > room:
        size = max(least, size - 0.5)
    drawing.text(LEFT, y, one_line(text, face, size, room), face, size)


def _bars(drawing: Drawing, digits: str, dpi: int) -> None:
    blocks, _wide = bars(digits, LEFT, BARS_Y, BARS_HEIGHT, Grid(dpi))
    drawing.blocks += blocks
    drawing.text(LEFT, DIGITS_Y, grouped_scan_number(digits), Face.SANS, DIGITS)
    drawing.rule(RULE_X, RULE_Y[0], RULE_X, RULE_Y[1], 0.5)


def _document(drawing: Drawing, title: str, invariant: bool) -> bytes:
    document = Document(*SIZE, title, invariant)
    document.place(drawing)
    document.end_page()
    return document.finish()
