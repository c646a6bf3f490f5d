"""Danh mục thủ tục hành chính niêm yết công khai: the procedures by field on A4 landscape."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.core.papers import PostingPaper, PostingRow
from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import HeadingMeasures
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import heading_at
from counter_app.documents.text import composed, cut, phone_words, wrapped
from counter_app.i18n import grouped, long_date

PAGE = (297.0, 210.0)
LEFT, RIGHT = 20.0, 287.0
COLUMNS = (11, 20, 74, 48, 46, 48, 20)
EDGES = tuple(LEFT + sum(COLUMNS[:number]) for number in range(len(COLUMNS) + 1))
SIZE, LINE, FIRST, PAD, CELL = 10, 4.3, 4.1, 2.4, 1.3
SECTION_SIZE, SECTION = 11, 7.4
HEAD, NEXT_TOP, RUNNING_Y = 13.2, 15.0, 12.3
ROWS_END, FOOT_Y, FOOT_SIZE, FOOT_LINE = 193.5, 199.6, 9.5, 4.2
OUTER, INNER = 0.8, 0.3
CAPITAL = 0.66 * 0.3528  # mm of a capital for a point of type
MOST_LINES = 28  # of a row, which then stands on one page with its field's name and the signature
CLOSING, SIGN_ROOM = 34.0, 21.0
HEADING = HeadingMeasures(
    first=13.85, size=11.5, line=5.2, unit_rule=1.85, motto_rule=2.0, date_size=11, date_gap=6.2
)

Placed = tuple[float, int, str, Face]


@dataclass(frozen=True, slots=True)
class Posting:
    """The drawn list and how many pages it has."""

    content: bytes
    pages: int


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as set: its texts as x (mm), number of the line, text and face; ``section`` begins a field."""

    texts: tuple[Placed, ...]
    height: float
    section: str = ""
    continued: str = ""


def draw(paper: PostingPaper, invariant: bool = False) -> Posting:
    """The list as a PDF; a row never splits, and no field's name stands alone at the foot of a page."""
    rows = _rows(paper)
    opening, first_top = _opening(paper)
    document = Document(*PAGE, paper.words["title"], invariant)
    heads, foot, running = (document.keep(part) for part in (_heads(paper), _foot(paper), _running(paper)))
    pages = _paginated(rows, first_top + HEAD, NEXT_TOP + HEAD)
    for number, page_rows in enumerate(pages, 1):
        top = first_top if number == 1 else NEXT_TOP
        page = Drawing()
        bottom = _table(page, paper, page_rows, top)
        if number == len(pages):
            _closing(page, paper, bottom)
        document.place(heads, y=top)
        document.place(opening if number == 1 else running)
        words = paper.words["page"].format(page=number, pages=len(pages))
        page.flush(RIGHT, FOOT_Y, words, Face.REGULAR, FOOT_SIZE)
        document.place(page)
        document.place(foot)
        document.end_page()
    return Posting(document.finish(), len(pages))


def _rows(paper: PostingPaper) -> list[_Row]:
    rows: list[_Row] = []
    for number, (field, procedures) in enumerate(paper.sections, 1):
        words = {"number": roman(number), "field": composed(field), "count": len(procedures)}
        name = paper.words["section"].format(**words)
        continued = paper.words["section_continued"].format(**words)
        rows.append(_Row((), SECTION, name, continued))
        rows += [_row(one, continued) for one in procedures]
    return rows


def _row(one: PostingRow, continued: str) -> _Row:
    texts: list[Placed] = []
    _centre(texts, 0, (str(one.number),))
    _centre(texts, 1, (one.code,))
    below = _left(texts, 2, 0, one.name, Face.REGULAR)
    _left(texts, 2, below, one.until, Face.ITALIC)
    below = _left(texts, 3, 0, one.term, Face.REGULAR)
    below = _left(texts, 3, below, one.commitment, Face.BOLD)
    _left(texts, 3, below, one.note, Face.ITALIC)
    _left(texts, 4, 0, one.unit, Face.REGULAR)
    _left(texts, 5, 0, one.fee, Face.REGULAR)
    _centre(texts, 6, (one.papers,))
    lines = max(line for _x, line, _text, _face in texts) + 1
    return _Row(tuple(texts), lines * LINE + PAD, continued=continued)


def _left(texts: list[Placed], column: int, line: int, text: str, face: Face) -> int:
    """Set ``text`` from ``line`` on, cut where the row would outgrow its page; the line after it."""
    if not text or line >= MOST_LINES:
        return line
    room = COLUMNS[column] - 2 * CELL
    lines = wrapped(composed(text), face, SIZE, room)
    lines = cut(lines, MOST_LINES - line, lambda part: width(part, face, SIZE) <= room)
    texts += [(EDGES[column] + CELL, line + number, part, face) for number, part in enumerate(lines)]
    return line + len(lines)


def _centre(texts: list[Placed], column: int, lines: Sequence[str]) -> None:
    probe = Drawing()
    for number, text in enumerate(lines):
        probe.centred((EDGES[column] + EDGES[column + 1]) / 2, 0, text, Face.REGULAR, SIZE)
        texts += [(one.x, number, one.text, one.face) for one in probe.texts[-1:]]


def _paginated(rows: Sequence[_Row], first: float, rest: float) -> list[list[_Row]]:
    """The rows of each page; a page that goes on with a field repeats its name."""
    pages: list[list[_Row]] = [[]]
    y = first
    for number, row in enumerate(rows):
        # The name of a field keeps its first row, the last row of all keeps the signature.
        kept = rows[number : number + (2 if row.section else 1)]
        needed = sum(one.height for one in kept) + (CLOSING if kept[-1] is rows[-1] else 0.0)
        if y + needed > ROWS_END and pages[-1]:
            pages.append([])
            y = rest
            if not row.section:
                pages[-1].append(_Row((), SECTION, row.continued))
                y += SECTION
        pages[-1].append(row)
        y += row.height
    return pages


def _opening(paper: PostingPaper) -> tuple[Drawing, float]:
    """Heading, title and what stands under it, and where the table of page 1 begins."""
    drawing, words, middle = Drawing(), paper.words, (LEFT + RIGHT) / 2
    top = heading_at(drawing, HEADING, words, paper.lines, (82.0, 124.0), 225.0)
    day = words["place_date"].format(place=paper.place, date=long_date(paper.date))
    drawing.centred(top.right_centre, top.baseline, day, Face.ITALIC, HEADING.date_size)
    y = top.baseline + 9.6
    drawing.centred(middle, y, words["title"], Face.BOLD, 16)
    y += 1.2
    for text, face in _under_title(paper):
        for line in wrapped(composed(text), face, 11, RIGHT - LEFT - 30):
            y += 5.1
            drawing.centred(middle, y, line, face, 11)
    return drawing, y + 4.2


def _under_title(paper: PostingPaper) -> list[tuple[str, Face]]:
    words = paper.words
    said = [(words["place"].format(desk=paper.desk), Face.REGULAR)]
    if paper.opening_hours:
        said.append((words["hours"].format(hours=paper.opening_hours), Face.REGULAR))
    count = words["count"].format(
        procedures=grouped(sum(len(rows) for _field, rows in paper.sections)), fields=len(paper.sections)
    )
    if len(paper.decisions) == 1:
        count = f"{count}, {words['decision'].format(decision=paper.decisions[0])}"
    elif paper.decisions:
        count = f"{count}, {words['decisions'].format(decisions='; '.join(paper.decisions))}"
    return [*said, (f"({count})", Face.ITALIC)]


def _running(paper: PostingPaper) -> Drawing:
    drawing = Drawing()
    drawing.text(LEFT, RUNNING_Y, paper.words["running"], Face.ITALIC, FOOT_SIZE)
    day = paper.words["place_date"].format(place=paper.place, date=long_date(paper.date))
    drawing.flush(RIGHT, RUNNING_Y, day, Face.ITALIC, FOOT_SIZE)
    return drawing


def _heads(paper: PostingPaper) -> Drawing:
    """The heads of the columns from y 0."""
    drawing = Drawing()
    for index, wide in enumerate(COLUMNS):
        lines = wrapped(paper.words[f"column_{index + 1}"], Face.BOLD, SIZE, wide - 2 * CELL)
        y = (HEAD - (len(lines) - 1) * LINE + CAPITAL * SIZE) / 2
        for number, line in enumerate(lines):
            middle = (EDGES[index] + EDGES[index + 1]) / 2
            drawing.centred(middle, y + number * LINE, line, Face.BOLD, SIZE)
    drawing.rule(LEFT, HEAD, RIGHT, HEAD, INNER)
    for edge in EDGES[1:-1]:
        drawing.rule(edge, 0, edge, HEAD, INNER)
    return drawing


def _table(drawing: Drawing, paper: PostingPaper, rows: Sequence[_Row], top: float) -> float:
    """The rows of one page under the column heads at ``top``; returns the lower edge."""
    y = top + HEAD
    for row in rows:
        if row.section:
            drawing.text(LEFT + CELL, y + 5.1, row.section, Face.BOLD, SECTION_SIZE)
        for x, line, text, face in row.texts:
            drawing.text(x, y + FIRST + line * LINE, text, face, SIZE)
        if not row.section:
            for edge in EDGES[1:-1]:
                drawing.rule(edge, y, edge, y + row.height, INNER)
        y += row.height
        drawing.rule(LEFT, y, RIGHT, y, INNER)
    if not rows:
        drawing.centred((LEFT + RIGHT) / 2, y + 5.8, paper.words["empty"], Face.ITALIC, SIZE)
        y += 9.4
    drawing.frame(LEFT, top, RIGHT, y, OUTER)
    return y


def _closing(drawing: Drawing, paper: PostingPaper, bottom: float) -> None:
    """Who answers for the list, under its last row."""
    y = bottom + 7.5
    drawing.centred(236.0, y, paper.signer_title, Face.BOLD, 12)
    drawing.centred(236.0, y + 4.8, paper.words["signer_note"], Face.ITALIC, 10)
    if paper.signer_name:
        drawing.centred(236.0, y + 4.8 + SIGN_ROOM, paper.signer_name, Face.BOLD, 12)


def _foot(paper: PostingPaper) -> Drawing:
    """Whom to call and where to complain, on every page: the sheets hang side by side."""
    drawing, words = Drawing(), paper.words
    said = []
    if paper.hotline:
        said.append(words["hotline"].format(phone=phone_words(paper.hotline)))
    if paper.feedback:
        said.append(words["feedback"].format(feedback=composed(paper.feedback).rstrip(".")))
    for number, line in enumerate(wrapped(" ".join(said), Face.REGULAR, FOOT_SIZE, RIGHT - LEFT - 24)[:2]):
        drawing.text(LEFT, FOOT_Y + number * FOOT_LINE, line, Face.REGULAR, FOOT_SIZE)
    return drawing


def roman(number: int) -> str:
    """``number`` as the law numbers its parts: I, II, III, IV."""
    text = ""
    for value, sign in _ROMAN:
        text += sign * (number // value)
        number %= value
    return text


_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
