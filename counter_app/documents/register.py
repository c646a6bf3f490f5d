"""Sổ theo dõi hồ sơ (Mẫu số 06 of 2018, 07 of 2025): the follow-up ledger on A4 landscape."""

from collections.abc import Sequence

from counter_app.core.papers import LedgerPaper
from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import HeadingMeasures
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import heading_at
from counter_app.documents.register_rows import COLUMNS, FIRST, LINE, SIZE, Row, ledger_rows
from counter_app.documents.text import Line, composed, flowed, wrapped
from counter_app.i18n import long_date, short_date, weekday_name

PAGE = (297.0, 210.0)
LEFT, RIGHT = 20.0, 287.0
EDGES = tuple(LEFT + sum(COLUMNS[:number]) for number in range(len(COLUMNS) + 1))
HEAD_GROUP, HEAD_REST, HEAD_NUMBERS = 4.6, 10.8, 4.2
HEAD = HEAD_GROUP + HEAD_REST + HEAD_NUMBERS
OUTER, INNER = 0.8, 0.3
HEAD_CELL = 0.9
CAPITAL = 0.66  # height of a capital, as a share of the size
RUNNING_Y, NEXT_TOP = 12.55, 15.0
ROWS_END = 194.5  # rows end here at the latest, above the foot
NAMES_END = 197.3  # the names of the signers stand here at the latest
FOOT_Y = 202.2
KEPT_ROWS = 3  # at least these stand above the signatures
SUM_GAP, SUM_LINE, DATE_GAP, TITLE_GAP, NOTE_GAP, NAME_GAP = 5.3, 4.6, 6.3, 4.65, 4.45, 13.4
SOFT = 0.25  # grey of the small lines at the foot
HEADING = HeadingMeasures(
    first=13.85, size=11, line=5.05, unit_rule=1.85, motto_rule=2.0, date_size=10, date_gap=0
)
SHARES = {1: (0.85,), 2: (0.15, 0.85), 3: (0.15, 0.5, 0.85)}


def draw(paper: LedgerPaper, invariant: bool = False) -> bytes:
    """The ledger of one or several days as a PDF; ``invariant`` gives the same bytes each time.

    A row never splits; the sum and the signatures stand together under at least three rows.
    """
    rows = ledger_rows(paper)
    opening, first_top = _opening(paper)
    document = Document(*PAGE, f"{paper.words['title']} {short_date(paper.last)}", invariant)
    every, running = document.keep(_foot(paper)), document.keep(_running(paper))
    column_heads = document.keep(_column_heads(paper))
    parts = paginated([row.height for row in rows], first_top + HEAD, NEXT_TOP + HEAD, _closing_height(paper))
    for number, (start, end) in enumerate(parts, 1):
        top = first_top if number == 1 else NEXT_TOP
        document.place(column_heads, y=top)
        document.place(opening if number == 1 else running)
        page = Drawing()
        bottom = _table(page, paper, rows[start:end], top)
        if number == len(parts):
            _closing(page, paper, bottom)
        text = paper.words["page"].format(page=number, pages=len(parts))
        page.centred((LEFT + RIGHT) / 2, FOOT_Y, text, Face.REGULAR, 9)
        document.place(page)
        document.place(every)
        document.end_page()
    return document.finish()


def paginated(heights: Sequence[float], first: float, rest: float, closing: float) -> list[tuple[int, int]]:
    """Which rows stand on which page: pairs of first row and row after the last.

    ``first`` and ``rest`` are where the rows begin on the first and on any later page (mm),
    ``closing`` is what the sum and the signatures need below the last row.
    """
    pages: list[tuple[int, int]] = []
    start = 0
    while start < len(heights):
        y, end = (rest if pages else first), start
        while end < len(heights) and (y + heights[end] <= ROWS_END or end == start):
            y += heights[end]
            end += 1
        pages.append((start, end))
        start = end
    if not pages:
        return [(0, 0)]
    start, end = pages[-1]
    top = rest if len(pages) > 1 else first
    if top + sum(heights[start:end]) + closing > NAMES_END:
        kept = min(_kept(heights[start:end], rest, closing), max(1, end - start - 1))
        pages[-1:] = [(start, end - kept), (end - kept, end)]
    elif len(pages) > 1 and end - start < KEPT_ROWS:
        before = pages[-2][0]
        kept = min(_kept(heights[before + 1 : end], rest, closing), end - before - 1)
        pages[-2:] = [(before, end - kept), (end - kept, end)]
    return [(start, end) for start, end in pages if end > start] or [(0, 0)]


def _kept(heights: Sequence[float], top: float, closing: float) -> int:
    """How many of the last rows go to a page with the signatures: three, or fewer very tall ones."""
    for count in range(min(KEPT_ROWS, len(heights)), 1, -1):
        if top + sum(heights[-count:]) + closing <= NAMES_END:
            return count
    return 1


def _days(paper: LedgerPaper, one: str, several: str) -> str:
    words = paper.words
    if paper.first == paper.last:
        weekday = weekday_name(paper.first)
        return words[one].format(
            weekday=weekday[:1].upper() + weekday[1:],
            date=long_date(paper.first),
            day=short_date(paper.first),
        )
    return words[several].format(first=short_date(paper.first), last=short_date(paper.last))


def _year(paper: LedgerPaper) -> str:
    first, last = paper.first.year, paper.last.year
    return str(first) if first == last else f"{first} - {last}"


def _opening(paper: LedgerPaper) -> tuple[Drawing, float]:
    """Heading, title and days of page 1, and where its table begins."""
    drawing, middle = Drawing(), (LEFT + RIGHT) / 2
    top = heading_at(drawing, HEADING, paper.words, paper.lines, (82.0, 124.0), 225.0)
    y = top.baseline + 10.35
    drawing.centred(middle, y, paper.words["title"], Face.BOLD, 15)
    volume = paper.words["volume"].format(volume=paper.volume, year=_year(paper))
    drawing.centred(middle, y + 5.7, f"{volume} · {_days(paper, 'on_day', 'on_days')}", Face.ITALIC, 11)
    return drawing, y + 9.2


def _running(paper: LedgerPaper) -> Drawing:
    drawing = Drawing()
    days = _days(paper, "running_day", "running_days")
    text = paper.words["running"].format(volume=paper.volume, year=_year(paper), days=days)
    drawing.text(LEFT, RUNNING_Y, text, Face.ITALIC, 9)
    return drawing


def _column_heads(paper: LedgerPaper) -> Drawing:
    """The heads of the 13 columns and the row of their numbers, from y 0."""
    drawing, words = Drawing(), paper.words
    group = range(7, 10)
    for index in range(len(COLUMNS)):
        top = HEAD_GROUP if index in group else 0.0
        _head(drawing, words[f"column_{index + 1}"], index, index + 1, (top, HEAD_GROUP + HEAD_REST))
    _head(drawing, words["columns_8_10"], group[0], group[-1] + 1, (0.0, HEAD_GROUP))
    for index in range(len(COLUMNS)):
        middle = (EDGES[index] + EDGES[index + 1]) / 2
        drawing.centred(middle, HEAD - 1.25, str(index + 1), Face.ITALIC, 8)
    drawing.rule(EDGES[7], HEAD_GROUP, EDGES[10], HEAD_GROUP, INNER)
    for y in (HEAD_GROUP + HEAD_REST, HEAD):
        drawing.rule(LEFT, y, RIGHT, y, INNER)
    for index, edge in enumerate(EDGES[1:-1], 1):
        drawing.rule(edge, HEAD_GROUP if index in (8, 9) else 0, edge, HEAD, INNER)
    return drawing


def _head(drawing: Drawing, text: str, first: int, last: int, between: tuple[float, float]) -> None:
    lines = wrapped(text, Face.BOLD, SIZE, EDGES[last] - EDGES[first] - HEAD_CELL)
    middle, y = (EDGES[first] + EDGES[last]) / 2, sum(between) / 2
    y -= (len(lines) - 1) * LINE / 2 - CAPITAL * SIZE * 0.3528 / 2
    for number, line in enumerate(lines):
        drawing.centred(middle, y + number * LINE, line, Face.BOLD, SIZE)


def _table(drawing: Drawing, paper: LedgerPaper, rows: Sequence[Row], top: float) -> float:
    """The rows of one page under the column heads at ``top``; returns the lower edge."""
    y = top + HEAD
    for row in rows:
        base = y + FIRST
        for x, line, text, face in row.texts:
            drawing.text(x, base + line * LINE, text, face, SIZE)
        y += row.height
        drawing.rule(LEFT, y, RIGHT, y, INNER)
    if rows:
        for edge in EDGES[1:-1]:
            drawing.rule(edge, top + HEAD, edge, y, INNER)
    else:
        drawing.centred((LEFT + RIGHT) / 2, y + 5.8, paper.words["empty"], Face.ITALIC, 10)
        y += 9.4
    drawing.frame(LEFT, top, RIGHT, y, OUTER)
    return y


def _foot(paper: LedgerPaper) -> Drawing:
    drawing, words = Drawing(), paper.words
    if paper.chain_head:
        digits = paper.chain_head[:32].upper()
        seal = " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
        drawing.text(LEFT, FOOT_Y, words["seal"], Face.REGULAR, 7.5, SOFT)
        x = LEFT + width(f"{words['seal']} ", Face.REGULAR, 7.5)
        drawing.text(x, FOOT_Y, seal, Face.MONO, 7.2, SOFT)
    printed = words["printed"].format(
        time=f"{paper.printed_at:%H:%M}", date=short_date(paper.printed_at), form=paper.form_number
    )
    drawing.flush(RIGHT, FOOT_Y, printed, Face.REGULAR, 7.5, SOFT)
    return drawing


def _summary(paper: LedgerPaper) -> list[Line]:
    label = paper.words["sum_day" if paper.first == paper.last else "sum_days"]
    runs = ((f"{label} ", Face.BOLD), (composed(paper.summary), Face.REGULAR))
    return flowed(runs, 10, RIGHT - LEFT)


def _closing_height(paper: LedgerPaper) -> float:
    more = (len(_summary(paper)) - 1) * SUM_LINE
    return SUM_GAP + more + DATE_GAP + TITLE_GAP + NOTE_GAP + NAME_GAP


def _closing(drawing: Drawing, paper: LedgerPaper, y: float) -> None:
    """The sum of the days, and the signatures with their names."""
    y += SUM_GAP
    for number, line in enumerate(_summary(paper)):
        drawing.line(LEFT, y + number * SUM_LINE, line, 10)
    y += (len(_summary(paper)) - 1) * SUM_LINE + DATE_GAP
    shares = SHARES.get(len(paper.signers), SHARES[3])
    middles = [LEFT + (RIGHT - LEFT) * share for share in shares]
    dated = paper.words["place_date"].format(place=composed(paper.place), date=long_date(paper.printed_at))
    drawing.centred(middles[-1], y, dated, Face.ITALIC, 10)
    y += TITLE_GAP
    for middle, (title, note, name) in zip(middles, paper.signers, strict=False):
        drawing.centred(middle, y, composed(title), Face.BOLD, 10.5)
        drawing.centred(middle, y + NOTE_GAP, composed(note), Face.ITALIC, 9.5)
        drawing.centred(middle, y + NOTE_GAP + NAME_GAP, composed(name), Face.BOLD, 10.5)
