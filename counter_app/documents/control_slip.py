"""Phiếu kiểm soát quá trình giải quyết hồ sơ (Mẫu số 05 of 2018, 06 of 2025): who had the dossier, and when.

What has happened is printed; what is to come is left for a hand. A5 is the annex's size; on
A4 the same slip in the type of the A4 receipt.
"""

from dataclasses import dataclass

from counter_app.core.papers import Sheet
from counter_app.core.sheets import ControlSlip, SlipMove
from counter_app.documents.body import Body
from counter_app.documents.fonts import Face
from counter_app.documents.listing import paginated
from counter_app.documents.measures import A4, A5
from counter_app.documents.page import Document, Drawing, stamp
from counter_app.documents.parts import Strip, continuation, page_number, strip
from counter_app.documents.symbols import DEFAULT_DPI, Grid
from counter_app.documents.table import Columns, Heads, Placed, Row, Setting, draw_heads, heads_height
from counter_app.documents.text import composed
from counter_app.i18n import clock, long_date, short_date

CLEAR_OF_STRIP = 2.0
LEAST_MOVES = 4  # hand-overs on the slip, with those still to come
SHRINK = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
UNDER_TIME = 0.3  # of a line between the time and the two signatures under it
RULE_UNDER = 0.28  # of a line from the last baseline of the time to its rule
TABLE_GAP = 0.55  # of a line from the last field to the table

A5_SETTING = Setting(size=8.5, line=3.55, first=3.15, pad=0.95, cell=1.2, outer=0.8, inner=0.4)
A4_SETTING = Setting(size=11, line=4.8, first=4.1, pad=1.1, cell=1.5, outer=0.8, inner=0.4)
A5_WIDTHS, A4_WIDTHS = (30.0, 54.0, 22.0, 18.0), (40.0, 70.0, 29.0, 26.0)
SIGN_LINES = 1.8  # left white between "Người giao" and the name


@dataclass(frozen=True, slots=True)
class _Block:
    """A hand-over as set; ``time_lines`` stand above the two signatures."""

    row: Row
    time_lines: int


def draw(
    paper: ControlSlip, sheet: Sheet = Sheet.A5, dpi: int = DEFAULT_DPI, invariant: bool = False
) -> bytes:
    """The slip as a PDF on A5 or A4; ``dpi`` is the printer's, ``invariant`` gives the same bytes each time.

    A hand-over never splits. The last page is filled with empty ones, so that there are four
    at least.
    """
    return _Slip(paper, sheet, Grid(dpi)).draw(invariant)


class _Slip:
    def __init__(self, paper: ControlSlip, sheet: Sheet, grid: Grid) -> None:
        self.paper = paper
        self.words = paper.words
        self.grid = grid
        large = sheet is Sheet.A4
        self.m = A4 if large else A5
        setting, widths = (A4_SETTING, A4_WIDTHS) if large else (A5_SETTING, A5_WIDTHS)
        self.columns = Columns(self.m.left, widths, setting)
        self.limit = self.m.strip.rule_y - CLEAR_OF_STRIP
        titles = tuple(self.words[f"column_{name}"] for name in ("unit", "time", "result", "note"))
        self.heads = Heads(titles=titles, rest=heads_height(self.columns, titles))

    def draw(self, invariant: bool) -> bytes:
        blocks = [self._block(move) for move in self.paper.moves]
        blocks += [self._block(SlipMove(giver="", taker=""))] * max(0, LEAST_MOVES - len(blocks))
        front, top = self._front(blocks[0].row.height)
        next_top = self._continue(Drawing())
        head = self.heads.height
        pages = self._filled(blocks, top + head, next_top + head)
        document = Document(
            self.m.width, self.m.height, f"{self.words['title']} {self.paper.code}", invariant
        )
        for number, (start, end) in enumerate(pages, 1):
            drawing = front.drawing if number == 1 else Drawing()
            if number > 1:
                self._continue(drawing)
                page_number(drawing, self.m, self.words, number, len(pages))
            self._table(drawing, blocks[start:end], top if number == 1 else next_top)
            self._strip(drawing, "note" if number == 1 else "note_continued")
            document.place(drawing)
            document.end_page()
        return document.finish()

    def _front(self, least: float) -> tuple[Body, float]:
        """Heading and fields, in a type so small that the first hand-over fits under them; and their end."""
        for factor in SHRINK:
            body = Body(self.words, self.m.shrunk(factor), Drawing())
            self._fields(body)
            top = body.y + body.m.line * TABLE_GAP
            if top + self.heads.height + least <= self.limit:
                break
        return body, top

    def _fields(self, body: Body) -> None:
        paper, words = self.paper, self.words
        body.opening(paper.lines, paper.place, paper.date, paper.code)
        body.line((f"{words['applicant']} ", Face.REGULAR), (composed(paper.applicant), Face.BOLD))
        if words["procedure"]:
            code = words["procedure_code"].format(code=paper.procedure_code)
            body.line((f"{words['procedure']} {composed(paper.procedure)} {code}", Face.REGULAR))
        received = words["received"].format(time=clock(paper.received_at), date=long_date(paper.received_at))
        body.line((received, Face.REGULAR))
        due = words["due_moment"].format(time=clock(paper.due_at), date=long_date(paper.due_at))
        body.line((f"{words['due']} ", Face.REGULAR), (due, Face.BOLD))
        for word, value in (("unit", paper.unit), ("partners", "; ".join(paper.partners))):
            said = body.said(word, composed(value))
            if said:
                body.line((said, Face.REGULAR))

    def _continue(self, drawing: Drawing) -> float:
        """The head of a later page; returns where its table begins."""
        paper = self.paper
        said = [f"{self.words['applicant']} {composed(paper.applicant)}"]
        y = continuation(drawing, self.m, self.words, paper.code, long_date(paper.date), said)
        return y + self.m.line * TABLE_GAP

    def _block(self, move: SlipMove) -> _Block:
        words, columns = self.words, self.columns
        texts: list[Placed] = []
        line = 0
        for word, unit in (("give", move.giver), ("take", move.taker)):
            # A line may end with a dash, but none begins with one.
            named = composed(unit).replace(" - ", "\N{NO-BREAK SPACE}- ") or words["unit_blank"]
            said = columns.lines(0, words[word].format(unit=named))
            columns.at_left(texts, 0, said, first=line)
            line += len(said)
        moment = words["moment_blank"]
        if move.at is not None:
            moment = words["moment"].format(time=clock(move.at), date=long_date(move.at))
        times = [line for part in moment.splitlines() for line in columns.lines(1, part)]
        columns.centred(texts, 1, times)
        self._signatures(texts, move, len(times) + UNDER_TIME)
        if move.result is not None:
            columns.centred(texts, 2, columns.lines(2, words[move.result.value]))
        due: tuple[str, ...] = ()
        if move.due is not None:
            until = words["stage_due"].format(time=clock(move.due), day=short_date(move.due))
            due = columns.lines(3, until)
        columns.at_left(texts, 3, (*due, *columns.lines(3, move.note)))
        return _Block(columns.row(texts), len(times))

    def _signatures(self, texts: list[Placed], move: SlipMove, first: float) -> None:
        """Who gave and who took, beside each other under the time; the names below room to sign."""
        halves = self._halves()
        for half, (word, name) in enumerate((("giver", move.giver_name), ("taker", move.taker_name))):
            halves.centred(texts, half, (self.words[word],), Face.ITALIC, first)
            lines = halves.lines(half, name, Face.BOLD) or ("",)
            halves.centred(texts, half, lines, Face.BOLD, first + 1 + SIGN_LINES)

    def _halves(self) -> Columns:
        half = self.columns.widths[1] / 2
        return Columns(self.columns.edges[1], (half, half), self.columns.setting)

    def _filled(self, blocks: list[_Block], first: float, rest: float) -> list[tuple[int, int]]:
        """The hand-overs of each page, once the last page is filled with empty ones."""
        empty = self._block(SlipMove(giver="", taker=""))

        def pages() -> list[tuple[int, int]]:
            heights = [block.row.height for block in blocks]
            return paginated(heights, first, rest, 0, self.limit, self.limit)

        found = pages()
        blocks.append(empty)
        while len(pages()) == len(found):
            blocks.append(empty)
        blocks.pop()
        return pages()

    def _table(self, drawing: Drawing, blocks: list[_Block], top: float) -> None:
        columns, s = self.columns, self.columns.setting
        draw_heads(drawing, columns, self.heads, top)
        columns.draw(drawing, [block.row for block in blocks], top + self.heads.height, top)
        left, right = columns.edges[1], columns.edges[2]
        y = top + self.heads.height
        for block in blocks:
            under = y + s.first + (block.time_lines - 1 + RULE_UNDER) * s.line
            drawing.rule(left, under, right, under, s.inner)
            drawing.rule((left + right) / 2, under, (left + right) / 2, y + block.row.height, s.inner)
            y += block.row.height

    def _strip(self, drawing: Drawing, note: str) -> None:
        paper, words = self.paper, self.words
        said = Strip(
            scan_number=paper.scan_number,
            code=paper.code,
            note_label=words["note_label"] if note == "note" else "",
            note=words[note],
            form_line=words["form_line"].format(
                form=paper.form_number, wording=paper.wording, at=stamp(paper.printed_at)
            ),
        )
        strip(drawing, self.m.strip, said, self.m.left, self.m.end, self.grid)
