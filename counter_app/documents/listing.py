"""A list over pages of A4 landscape: opening, table, sum and signatures; ledger and hand-over lists use it.

A4 only: eight to thirteen columns with whole names do not fit a smaller sheet, and the form is A4.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import HeadingMeasures
from counter_app.documents.page import Document, Drawing
from counter_app.documents.table import Columns, Heads, Row, draw_heads
from counter_app.documents.text import Line, composed
from counter_app.i18n import long_date, short_date

PAGE = (297.0, 210.0)
LEFT, RIGHT = 20.0, 287.0
MIDDLE = (LEFT + RIGHT) / 2
RUNNING_Y, NEXT_TOP = 12.55, 15.0
ROWS_END = 194.5  # rows end here at the latest, above the foot
NAMES_END = 197.3  # the names of the signers stand here at the latest
FOOT_Y, FOOT_SIZE, SEAL_SIZE = 202.2, 7.5, 7.2
KEPT_ROWS = 3  # at least these stand above the signatures
SUM_GAP, SUM_LINE, SUM_SIZE = 5.3, 4.6, 10.0
DATE_GAP, TITLE_GAP, NOTE_GAP, NAME_GAP = 6.3, 4.65, 4.45, 13.4
EMPTY_Y, EMPTY_HEIGHT = 5.8, 9.4
SOFT = 0.25  # grey of the small lines at the foot
HEADING = HeadingMeasures(
    first=13.85, size=11, line=5.05, unit_rule=1.85, motto_rule=2.0, date_size=10, date_gap=0
)
UNIT_BLOCK, NATION_CENTRE = (82.0, 124.0), 225.0
SHARES = {1: (0.8,), 2: (0.15, 0.85), 3: (0.15, 0.5, 0.85)}

#: Title, note and name of who signs.
Signer = tuple[str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A list as laid out; ``opening`` ends where the heads begin on page 1, at ``first_top``.

    ``closing`` draws what stands under the last row, from its lower edge, and needs
    ``closing_height``; ``page`` is the sentence with the number of the page; ``more`` pages
    follow that are not part of the list.
    """

    opening: Drawing
    first_top: float
    running: Drawing
    foot: Drawing
    columns: Columns
    heads: Heads
    rows: Sequence[Row]
    empty: str
    closing: Callable[[Drawing, float], None]
    closing_height: float
    page: str
    more: int = 0


def put(document: Document, listing: Listing, copies: Sequence[Drawing] = (Drawing(),)) -> None:
    """Put the list into ``document``, once for each of ``copies``, which are added to its first page.

    A row never splits; sum and signatures stand together under at least three rows, or as
    many as there are.
    """
    heads = Drawing()
    draw_heads(heads, listing.columns, listing.heads)
    kept_heads, kept_foot = document.keep(heads), document.keep(listing.foot)
    kept_running = document.keep(listing.running)
    bodies = _bodies(listing)
    parts: list[str | Drawing] = [*bodies] if len(copies) == 1 else [document.keep(one) for one in bodies]
    for copy in copies:
        for number, part in enumerate(parts):
            document.place(kept_heads, y=NEXT_TOP if number else listing.first_top)
            document.place(kept_running if number else listing.opening)
            if not number:
                document.place(copy)
            document.place(part)
            document.place(kept_foot)
            document.end_page()


def _bodies(listing: Listing) -> list[Drawing]:
    """The rows of each page, with its number and on the last one the closing."""
    rows, head = listing.rows, listing.heads.height
    pages = paginated(
        [row.height for row in rows], listing.first_top + head, NEXT_TOP + head, listing.closing_height
    )
    bodies = []
    for number, (start, end) in enumerate(pages, 1):
        drawing, top = Drawing(), NEXT_TOP if number > 1 else listing.first_top
        if rows:
            bottom = listing.columns.draw(drawing, rows[start:end], top + head, top)
        else:
            drawing.centred(MIDDLE, top + head + EMPTY_Y, listing.empty, Face.ITALIC, 10)
            bottom = top + head + EMPTY_HEIGHT
            drawing.frame(LEFT, top, RIGHT, bottom, listing.columns.setting.outer)
        if number == len(pages):
            listing.closing(drawing, bottom)
        text = listing.page.format(page=number, pages=len(pages) + listing.more)
        drawing.centred(MIDDLE, FOOT_Y, text, Face.REGULAR, 9)
        bodies.append(drawing)
    return bodies


def paginated(
    heights: Sequence[float],
    first: float,
    rest: float,
    closing: float,
    rows_end: float = ROWS_END,
    names_end: float = NAMES_END,
    kept_rows: int = KEPT_ROWS,
) -> list[tuple[int, int]]:
    """Which rows stand on which page: pairs of first row and row after the last.

    ``first`` and ``rest`` are where the rows begin on the first and on any later page (mm),
    ``closing`` is what the sum and the signatures need below the last row, 0 where there are none;
    ``kept_rows`` stand above them at least, or as many as there are.
    """
    pages: list[tuple[int, int]] = []
    start = 0
    while start < len(heights):
        y, end = (rest if pages else first), start
        while end < len(heights) and (y + heights[end] <= rows_end or end == start):
            y += heights[end]
            end += 1
        pages.append((start, end))
        start = end
    if not pages:
        return [(0, 0)]
    start, end = pages[-1]
    top = rest if len(pages) > 1 else first
    room = names_end - rest - closing
    if top + sum(heights[start:end]) + closing > names_end:
        kept = min(_kept(heights[start:end], room, kept_rows), max(1, end - start - 1))
        pages[-1:] = [(start, end - kept), (end - kept, end)]
    elif closing and len(pages) > 1 and end - start < kept_rows:
        before = pages[-2][0]
        kept = min(_kept(heights[before + 1 : end], room, kept_rows), end - before - 1)
        pages[-2:] = [(before, end - kept), (end - kept, end)]
    return [(start, end) for start, end in pages if end > start] or [(0, 0)]


def _kept(heights: Sequence[float], room: float, most: int) -> int:
    """How many of the last rows go to a page with the signatures: ``most``, or fewer very tall ones."""
    for count in range(min(most, len(heights)), 1, -1):
        if sum(heights[-count:]) <= room:
            return count
    return 1


def sum_height(lines: Sequence[Line], room: float = NAME_GAP) -> float:
    """What :func:`sum_and_signatures` needs below the last row for so many lines of the sum."""
    return SUM_GAP + (len(lines) - 1) * SUM_LINE + DATE_GAP + TITLE_GAP + NOTE_GAP + room


def sum_and_signatures(
    drawing: Drawing,
    y: float,
    lines: Sequence[Line],
    dated: str,
    signers: Sequence[Signer],
    room: float = NAME_GAP,
) -> None:
    """Draw the sum under the table that ends at ``y``, place and date, and who signs."""
    y += SUM_GAP
    for number, line in enumerate(lines):
        drawing.line(LEFT, y + number * SUM_LINE, line, SUM_SIZE)
    signatures(drawing, y + (len(lines) - 1) * SUM_LINE + DATE_GAP, dated, signers, room=room)


def signatures(
    drawing: Drawing,
    y: float,
    dated: str,
    signers: Sequence[Signer],
    scale: float = 1,
    room: float = NAME_GAP,
) -> None:
    """Draw place and date at ``y`` above the last signer, and below it titles, notes and names.

    ``room`` is from the note to the name, for the signature and its seal; ``scale`` enlarges the type.
    """
    middles = [LEFT + (RIGHT - LEFT) * share for share in SHARES.get(len(signers), SHARES[3])]
    drawing.centred(middles[-1], y, dated, Face.ITALIC, 10 * scale)
    y += TITLE_GAP * scale
    note_y = y + NOTE_GAP * scale
    for middle, (title, note, name) in zip(middles, signers, strict=False):
        drawing.centred(middle, y, composed(title), Face.BOLD, 10.5 * scale)
        drawing.centred(middle, note_y, composed(note), Face.ITALIC, 9.5 * scale)
        drawing.centred(middle, note_y + room, composed(name), Face.BOLD, 10.5 * scale)


def placed_and_dated(words: str, place: str, at: datetime) -> str:
    """``Đông Phù, ngày 23 tháng 11 năm 2026``."""
    return words.format(place=composed(place), date=long_date(at))


def foot(
    words: Mapping[str, str], printed_at: datetime, *, form: str, wording: str = "", chain_head: str = ""
) -> Drawing:
    """The foot of every page: the journal's head on the left where it is given, time of print and form."""
    drawing = Drawing()
    if chain_head:
        digits = chain_head[:32].upper()
        seal = " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
        drawing.text(LEFT, FOOT_Y, words["seal"], Face.REGULAR, FOOT_SIZE, SOFT)
        x = LEFT + width(f"{words['seal']} ", Face.REGULAR, FOOT_SIZE)
        drawing.text(x, FOOT_Y, seal, Face.MONO, SEAL_SIZE, SOFT)
    printed = words["printed"].format(
        time=f"{printed_at:%H:%M}", date=short_date(printed_at), form=form, wording=wording
    )
    drawing.flush(RIGHT, FOOT_Y, printed, Face.REGULAR, FOOT_SIZE, SOFT)
    return drawing
