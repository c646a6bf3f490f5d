"""The command cards (thẻ lệnh) on one A4 sheet, to be cut out: bars that act with the scanner alone.

Each card has the size of a bank card. Its bars are wider than a receipt's: it is read a hundred
times a day, and from a worn pocket. Which card it is says its word, its number and its rule.
"""

from counter_app.core.codes import grouped_scan_number
from counter_app.core.command_cards import Command, card_digits
from counter_app.core.sheets import CommandCards
from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Document, Drawing
from counter_app.documents.symbols import DEFAULT_DPI, Grid, bars
from counter_app.documents.text import composed, one_line, wrapped

SIZE = (210.0, 297.0)
CARD = (85.6, 54.0)
#: Left edges of the two columns of cards, upper edges of the three rows.
COLUMNS, ROWS = (12.9, 111.4), (49.9, 119.9, 189.9)
CROP, CROP_GAP, CROP_WEIGHT = 3.5, 1.0, 0.4
TITLE_Y, TITLE, LEAD_Y, LEAD_LINE, LEAD = 19.9, 18.0, 26.5, 4.8, 10.5
INNER, INNER_END = 5.08, 80.6
RULE_Y, RULE, DASH = 6.0, 2.0, 1.6
WORD_Y, WORD, NUMBER = 18.2, 28.0, 15.0
TOLD_Y, TOLD = 24.4, 10.0
BARS_Y, BARS_HEIGHT, DIGITS_Y, DIGITS = 29.1, 17.0, 49.8, 9.0
USE_X, USE_Y, USE, USE_STEP, USE_LINE, USE_TEXT = 2.0, 8.0, 13.0, 6.2, 5.0, 10.5
NOTE_GAP, NOTE, NOTE_LINE = 2.0, 10.0, 4.4
GREY = 0.45


class CardGrid(Grid):
    """The dots of a printer; the bars of a card are as wide as they may be read from afar."""

    @property
    def bar(self) -> float:
        """X in mm: the fewest dots that make at least half a millimetre."""
        return max(1, -(-50 * self.dpi // 2540)) * self.dot


def draw(paper: CommandCards, dpi: int = DEFAULT_DPI, invariant: bool = False) -> bytes:
    """The sheet of all cards as a PDF, with how they are used in the place of the sixth."""
    words = paper.words
    drawing = Drawing()
    drawing.text(COLUMNS[0], TITLE_Y, words["title"], Face.SANS_BOLD, TITLE)
    room = SIZE[0] - 2 * COLUMNS[0]
    for number, line in enumerate(wrapped(composed(words["lead"]), Face.SANS, LEAD, room)):
        drawing.text(COLUMNS[0], LEAD_Y + number * LEAD_LINE, line, Face.SANS, LEAD)
    places = [(x, y) for y in ROWS for x in COLUMNS]
    for command, (x, y) in zip(Command, places, strict=False):
        _crop(drawing, x, y)
        _card(drawing, x, y, command, paper, CardGrid(dpi))
    _use(drawing, *places[len(Command)], paper)
    document = Document(*SIZE, words["title"], invariant)
    document.place(drawing)
    document.end_page()
    return document.finish()


def _card(drawing: Drawing, x: float, y: float, command: Command, paper: CommandCards, grid: Grid) -> None:
    """One card; the one that takes something back has a dashed rule."""
    left, right = x + INNER, x + INNER_END
    dash = DASH if command is Command.UNDO else 0
    drawing.rule(left, y + RULE_Y, right, y + RULE_Y, RULE, dash=dash)
    number = str(int(command))
    drawing.flush(right, y + WORD_Y, number, Face.SANS, NUMBER, GREY)
    room = right - left - width(number, Face.SANS, NUMBER) - 2
    word, size = composed(paper.words[f"word_{number}"]), WORD
    while size > TOLD and width(word, Face.SANS_BOLD, size) > room:
        size -= 1
    drawing.text(left, y + WORD_Y, word, Face.SANS_BOLD, size)
    told = one_line(composed(paper.words[f"told_{number}"]), Face.SANS, TOLD, right - left)
    drawing.text(left, y + TOLD_Y, told, Face.SANS, TOLD)
    digits = card_digits(command)
    blocks, wide = bars(digits, left, y + BARS_Y, BARS_HEIGHT, grid)
    drawing.blocks += blocks
    drawing.centred(left + wide / 2, y + DIGITS_Y, grouped_scan_number(digits), Face.SANS, DIGITS)


def _crop(drawing: Drawing, x: float, y: float) -> None:
    """Marks outside the four corners, along which the card is cut."""
    for corner, out in ((x, -1), (x + CARD[0], 1)):
        for edge, away in ((y, -1), (y + CARD[1], 1)):
            near, far = CROP_GAP, CROP_GAP + CROP
            drawing.rule(corner + out * near, edge, corner + out * far, edge, CROP_WEIGHT)
            drawing.rule(corner, edge + away * near, corner, edge + away * far, CROP_WEIGHT)


def _use(drawing: Drawing, x: float, y: float, paper: CommandCards) -> None:
    """How the cards are used, step by step."""
    words, left, room = paper.words, x + USE_X, CARD[0] - USE_X
    y += USE_Y
    drawing.text(left, y, words["use"], Face.SANS_BOLD, USE)
    y += USE_STEP
    for number in range(1, 5):
        for line in wrapped(composed(f"{number}. {words[f'use_{number}']}"), Face.SANS, USE_TEXT, room):
            drawing.text(left, y, line, Face.SANS, USE_TEXT)
            y += USE_LINE
        y += USE_STEP - USE_LINE
    y += NOTE_GAP
    for line in wrapped(composed(words["use_note"]), Face.SANS, NOTE, room):
        drawing.text(left, y, line, Face.SANS, NOTE)
        y += NOTE_LINE
