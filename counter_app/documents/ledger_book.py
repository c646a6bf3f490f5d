"""The ledger as a book: the cover of a volume (bìa sổ) and the closing of the year (khóa sổ).

A4 landscape, like the pages they are bound with.
"""

from collections.abc import Mapping, Sequence

from counter_app.core.sheets import ClosingMonth, LedgerClosing, LedgerCover
from counter_app.documents import listing
from counter_app.documents.fonts import Face
from counter_app.documents.listing import LEFT, MIDDLE, NATION_CENTRE, PAGE, RIGHT, SUM_SIZE, Listing
from counter_app.documents.measures import HeadingMeasures
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import heading_at
from counter_app.documents.table import Columns, Heads, Placed, Row, Setting
from counter_app.documents.text import Line, composed, flowed, wrapped
from counter_app.i18n import clock, grouped, long_date

COVER_FRAME = (15.0, 9.0, 288.0, 198.0)  # the left edge is inside the binding
COVER_INNER = 1.6
COVER_HEADING = HeadingMeasures(
    first=22, size=13, line=6, unit_rule=2.2, motto_rule=2.4, date_size=12, date_gap=0
)
COVER_TITLE_Y, COVER_TITLE = 76.0, 32.0
COVER_LINE, COVER_SIZE = 11.0, 18.0
COVER_SMALL_LINE, COVER_SMALL = 8.0, 14.0
COVER_SIGN_Y, COVER_SIGN_SCALE = 148.0, 1.3
SEAL_ROOM = 24.0  # from the note to the name: a signature under a seal

SETTING = Setting(size=10, line=4.2, first=4.2, pad=1.7, cell=1.2, lowest=5.9)
COLUMNS = Columns(20.0, (32, 40, 33, 33, 40, 40, 49), SETTING)
HEADS = (4.9, 5.2, 4.2)
TITLE_Y, DAYS_Y, OPENING_Y, OPENING_LINE, TABLE_Y = 10.35, 5.7, 6.6, 4.8, 2.6
OPENING_SIZE = 11.0
GAPS_LINES = 4  # of missing numbers under the table; more of them have pages of their own
GAPS_TOP, GAPS_LINE = 22.0, 5.2


def draw_cover(paper: LedgerCover, invariant: bool = False) -> bytes:
    """The cover of a volume as a PDF; ``invariant`` gives the same bytes each time."""
    words, drawing = paper.words, Drawing()
    x1, y1, x2, y2 = COVER_FRAME
    drawing.frame(x1, y1, x2, y2, 1.6)
    drawing.frame(x1 + COVER_INNER, y1 + COVER_INNER, x2 - COVER_INNER, y2 - COVER_INNER, 0.5)
    heading_at(drawing, COVER_HEADING, words, paper.lines, listing.UNIT_BLOCK, NATION_CENTRE)
    y = COVER_TITLE_Y
    drawing.centred(MIDDLE, y, words["title"], Face.BOLD, COVER_TITLE)
    for text in (
        words["volume"].format(volume=f"{paper.volume:02d}"),
        words["year"].format(year=paper.year),
    ):
        y += COVER_LINE
        drawing.centred(MIDDLE, y, text, Face.BOLD, COVER_SIZE)
    y += COVER_LINE - COVER_SMALL_LINE
    for text in _cover_lines(paper):
        y += COVER_SMALL_LINE
        drawing.centred(MIDDLE, y, text, Face.REGULAR, COVER_SMALL)
    dated = listing.placed_and_dated(words["place_date"], paper.place, paper.printed_at)
    signer = (paper.signer_title, words["sign"], paper.signer_name)
    listing.signatures(drawing, COVER_SIGN_Y, dated, (signer,), COVER_SIGN_SCALE, SEAL_ROOM)
    document = Document(*PAGE, f"{words['title']} {paper.year}", invariant)
    document.place(drawing)
    document.place(listing.foot(words, paper.printed_at, form=paper.form_number))
    document.end_page()
    return document.finish()


def _cover_lines(paper: LedgerCover) -> list[str]:
    """How many pages, and with which number the volume begins; dots where a hand fills in."""
    words = paper.words
    lines = [words["pages"].format(pages=f"{paper.pages:02d}" if paper.pages else words["blank"])]
    first = paper.first_number or (1 if paper.volume == 1 else 0)
    lines.append(words["numbers"].format(first=f"{first:02d}" if first else words["blank"]))
    if paper.volume > 1:
        lines.append(words["continues"].format(before=f"{paper.volume - 1:02d}"))
    return lines


def draw_closing(paper: LedgerClosing, invariant: bool = False) -> bytes:
    """The closing of the year as a PDF; ``invariant`` gives the same bytes each time.

    Missing numbers are all named: under the table, or on pages of their own where they are many.
    """
    words = paper.words
    opening, first_top = _opening(paper)
    lines, pages = _sums(paper), _gap_pages(paper)
    dated = listing.placed_and_dated(words["place_date"], paper.place, paper.closed_at)
    running, foot = (
        Drawing(),
        listing.foot(words, paper.printed_at, form=paper.form_number, chain_head=paper.chain_head),
    )
    running.text(LEFT, listing.RUNNING_Y, words["running"].format(year=paper.year), Face.ITALIC, 9)
    document = Document(*PAGE, f"{words['title']} {paper.year}", invariant)
    listing.put(
        document,
        Listing(
            opening=opening,
            first_top=first_top,
            running=running,
            foot=foot,
            columns=COLUMNS,
            heads=_heads(paper),
            rows=_rows(paper),
            empty=words["empty"],
            closing=lambda page, y: listing.sum_and_signatures(
                page, y, lines, dated, paper.signers, SEAL_ROOM
            ),
            closing_height=listing.sum_height(lines, SEAL_ROOM),
            page=words["page"],
            more=len(pages),
        ),
    )
    for number, page in enumerate(pages, 2):
        text = words["page"].format(page=number, pages=len(pages) + 1)
        page.centred(MIDDLE, listing.FOOT_Y, text, Face.REGULAR, 9)
        for part in (running, page, foot):
            document.place(part)
        document.end_page()
    return document.finish()


def _opening(paper: LedgerClosing) -> tuple[Drawing, float]:
    drawing, words = Drawing(), paper.words
    top = heading_at(drawing, listing.HEADING, words, paper.lines, listing.UNIT_BLOCK, NATION_CENTRE)
    y = top.baseline + TITLE_Y
    drawing.centred(MIDDLE, y, words["title"], Face.BOLD, 15)
    word = "volumes_one" if paper.volumes == 1 else "volumes_several"
    days = words["days"].format(year=paper.year, volumes=words[word].format(last=f"{paper.volumes:02d}"))
    y += DAYS_Y
    drawing.centred(MIDDLE, y, days, Face.ITALIC, 11)
    y += OPENING_Y - OPENING_LINE
    said = words["opening"].format(
        time=clock(paper.closed_at),
        date=long_date(paper.closed_at),
        office=composed(paper.office),
        year=paper.year,
    )
    for text in wrapped(said, Face.REGULAR, OPENING_SIZE, RIGHT - LEFT):
        y += OPENING_LINE
        drawing.text(LEFT, y, text, Face.REGULAR, OPENING_SIZE)
    return drawing, y + TABLE_Y


def _heads(paper: LedgerClosing) -> Heads:
    group, rest, numbers = HEADS
    return Heads(
        titles=tuple(paper.words[f"column_{number}"] for number in range(1, 8)),
        rest=rest,
        group=(2, 3, paper.words["columns_3_4"]),
        group_height=group,
        numbers=numbers,
    )


def _rows(paper: LedgerClosing) -> list[Row]:
    """A row for each month, and one for the year."""
    words = paper.words
    rows = [
        _row(words["month"].format(month=f"{one.month:02d}"), one, words, Face.REGULAR)
        for one in paper.months
    ]
    return [*rows, _row(words["total"], _year(paper), words, Face.BOLD)]


def _year(paper: LedgerClosing) -> ClosingMonth:
    """The whole year in the place of a month."""
    return ClosingMonth(
        month=0,
        received=paper.received,
        first_number=paper.first_number,
        last_number=paper.last_number,
        returned=paper.returned,
        refused=paper.refused,
        withdrawn=paper.withdrawn,
    )


def _row(name: str, month: ClosingMonth, words: Mapping[str, str], face: Face) -> Row:
    texts: list[Placed] = []
    COLUMNS.at_left(texts, 0, (name,), face)
    COLUMNS.centred(texts, 1, (grouped(month.received),), face)
    if month.received:
        COLUMNS.centred(texts, 2, (str(month.first_number),), face)
        COLUMNS.centred(texts, 3, (str(month.last_number),), face)
        COLUMNS.centred(texts, 4, (grouped(month.returned),), face)
        COLUMNS.centred(texts, 5, (grouped(month.open),), face)
        ended = (("note_refused", month.refused), ("note_withdrawn", month.withdrawn))
        notes = [words[word].format(count=grouped(count)) for word, count in ended if count]
        COLUMNS.at_left(texts, 6, notes, face)
    return COLUMNS.row(texts)


def _sums(paper: LedgerClosing) -> list[Line]:
    words = paper.words
    if not paper.received:
        return flowed(((words["used_none"], Face.REGULAR),), SUM_SIZE, RIGHT - LEFT)
    used = words["used"].format(
        first=paper.first_number,
        last=paper.last_number,
        received=grouped(paper.received),
        returned=grouped(paper.returned),
        ended=paper.ended,
        open=grouped(_year(paper).open),
    )
    return [*flowed(((used, Face.BOLD),), SUM_SIZE, RIGHT - LEFT), *_gap_lines(paper)]


def _gap_lines(paper: LedgerClosing) -> Sequence[Line]:
    words = paper.words
    if not paper.gaps:
        return flowed(((words["gaps_none"], Face.REGULAR),), SUM_SIZE, RIGHT - LEFT)
    lines = _all_gaps(paper, SUM_SIZE)
    if len(lines) <= GAPS_LINES:
        return lines
    count = grouped(_missing(paper))
    return flowed(((words["gaps_page"].format(count=count), Face.REGULAR),), SUM_SIZE, RIGHT - LEFT)


def _all_gaps(paper: LedgerClosing, size: float) -> list[Line]:
    numbers = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in paper.gaps)
    said = paper.words["gaps"].format(count=grouped(_missing(paper)), numbers=numbers)
    return flowed(((said, Face.REGULAR),), size, RIGHT - LEFT)


def _missing(paper: LedgerClosing) -> int:
    return sum(last - first + 1 for first, last in paper.gaps)


def _gap_pages(paper: LedgerClosing) -> list[Drawing]:
    if not paper.gaps or len(_all_gaps(paper, SUM_SIZE)) <= GAPS_LINES:
        return []
    lines = _all_gaps(paper, OPENING_SIZE)
    most = int((listing.ROWS_END - GAPS_TOP - GAPS_LINE) / GAPS_LINE)
    pages = []
    for start in range(0, len(lines), most):
        page = Drawing()
        page.text(LEFT, GAPS_TOP, paper.words["gaps_title"], Face.BOLD, OPENING_SIZE)
        for number, line in enumerate(lines[start : start + most], 1):
            page.line(LEFT, GAPS_TOP + number * GAPS_LINE, line, OPENING_SIZE)
        pages.append(page)
    return pages
