"""Giấy tiếp nhận nhiều hồ sơ: one receipt for the dossiers that one person handed in at one visit.

Each dossier has its own bars in its row, so that every one of them can be scanned. A5 and A4;
two side by side on one sheet would be no shorter, because the table runs over pages.
"""

from collections.abc import Sequence
from dataclasses import replace

from counter_app.core.codes import grouped_scan_number
from counter_app.core.papers import Sheet
from counter_app.core.sheets import VisitDossier, VisitReceipt
from counter_app.documents.body import Body
from counter_app.documents.fonts import Face
from counter_app.documents.listing import paginated
from counter_app.documents.measures import A4, A5
from counter_app.documents.page import Document, Drawing, stamp
from counter_app.documents.papers_table import kinds_of, sums
from counter_app.documents.parts import Heading, Strip, continuation, strip
from counter_app.documents.promise_box import Promised, draw_box
from counter_app.documents.symbols import DEFAULT_DPI, Grid, bars, code128
from counter_app.documents.table import Columns, Heads, Placed, Row, Setting, draw_heads
from counter_app.documents.text import Run, composed, phone_words
from counter_app.i18n import clock, long_date, short_date, weekday_name

CLEAR_OF_STRIP = 2.0
SHRINK = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
LINES = 30  # of one dossier; a longer paper list gives only its sum
BARS_COLUMN = 55.0  # bars with their quiet zones, on the coarsest printer
DUE_LINES = 2
BARS_GAP, DIGITS_GAP, BELOW_DIGITS = 1.6, 3.3, 1.6
A5_SETTING = Setting(size=9, line=3.9, first=3.4, pad=1.2, cell=1.2, outer=0.8, inner=0.4)
A4_SETTING = Setting(size=11, line=4.8, first=4.1, pad=1.4, cell=1.5, outer=0.8, inner=0.4)
#: By sheet, A5 and A4: the first column, the bars, their digits, how much lower the strip begins.
NUMBER_WIDTHS = (8.0, 11.0)
BARS_HEIGHTS, DIGITS = (9.0, 11.0), (8.5, 9.5)
LOWER = (6.4, 8.0)


def draw(
    paper: VisitReceipt, sheet: Sheet = Sheet.A5, dpi: int = DEFAULT_DPI, invariant: bool = False
) -> bytes:
    """The receipt as a PDF, both copies (liên) one after the other, on A5 or A4.

    ``dpi`` is the printer's, ``invariant`` gives the same bytes each time. A row never
    splits; the signatures stand on the last page under one row at least.
    """
    return _Receipt(paper, sheet, Grid(dpi)).draw(invariant)


class _Receipt:
    def __init__(self, paper: VisitReceipt, sheet: Sheet, grid: Grid) -> None:
        self.paper = paper
        self.words = paper.words
        self.grid = grid
        large = sheet is Sheet.A4
        self.m = A4 if large else A5
        setting, number = (A4_SETTING if large else A5_SETTING), NUMBER_WIDTHS[large]
        self.columns = Columns(
            self.m.left, (number, self.m.room - number - BARS_COLUMN, BARS_COLUMN), setting
        )
        self.bars_height, self.digits = BARS_HEIGHTS[large], DIGITS[large]
        lower = LOWER[large]
        self.strip = replace(
            self.m.strip, bars_y=self.m.strip.bars_y + lower, note_first=self.m.strip.note_first + lower
        )
        self.limit = self.strip.rule_y - CLEAR_OF_STRIP
        self.heads = Heads(
            titles=tuple(self.words[f"column_{name}"] for name in ("number", "dossier", "due")),
            rest=setting.line + setting.pad,
        )

    def draw(self, invariant: bool) -> bytes:
        rows = [self._row(number, one) for number, one in enumerate(self.paper.dossiers, 1)]
        head, closing = self.heads.height, self._closing_height()
        front, heading, top = self._front(rows[0].height if len(rows) > 1 else rows[0].height + closing)
        next_top = self._continued().y + self.m.line * 0.6
        heights = [row.height for row in rows]
        first, rest = top + head, next_top + head
        alone = [(0, 0)] if first + heights[0] > self.limit else []  # no row fits under the box
        pages = alone + paginated(
            heights, rest if alone else first, rest, closing, self.limit, self.limit, kept_rows=1
        )
        start, end = pages[-1]
        if (first if len(pages) == 1 else rest) + sum(heights[start:end]) + closing > self.limit:
            pages.append((end, end))  # a row as high as a page leaves no room for the signatures
        drawings = []
        for number, (start, end) in enumerate(pages, 1):
            body = front if number == 1 else self._continued()
            if end > start:
                body.y = self._table(body.drawing, rows, start, end, top if number == 1 else next_top)
            if number == len(pages):
                self._sign(body)
            self._foot(body.drawing, number, len(pages))
            drawings.append(body.drawing)
        return self._document(drawings, heading, invariant)

    def _document(self, drawings: Sequence[Drawing], heading: Heading, invariant: bool) -> bytes:
        document = Document(self.m.width, self.m.height, self.words["title"], invariant)
        names = [document.keep(drawing) for drawing in drawings]
        size = self.m.heading.date_size
        for word in ("copy_1", "copy_2"):
            line = Drawing()
            line.centred(heading.left_centre, heading.baseline, self.words[word], Face.ITALIC, size)
            for number, name in enumerate(names):
                document.place(name)
                if not number:
                    document.place(line)
                document.end_page()
        return document.finish()

    def _front(self, least: float) -> tuple[Body, Heading, float]:
        """Heading, fields and box, in a type so small that a row fits under them; and where they end."""
        for factor in SHRINK:
            body = Body(self.words, self.m.shrunk(factor), Drawing())
            heading = body.opening(self.paper.lines, self.paper.place, self.paper.date, "")
            self._fields(body)
            self._box(body)
            top = body.y - body.m.after_box + body.m.line + body.m.box_gap
            if top + self.heads.height + least <= self.limit:
                break
        return body, heading, top

    def _fields(self, body: Body) -> None:
        paper, words = self.paper, self.words
        body.line((f"{words['desk']} {composed(paper.desk)}", Face.REGULAR))
        name = ((f"{words['applicant']} ", Face.REGULAR), (composed(paper.submitter), Face.BOLD))
        body.pair(name, body.said("citizen_id", paper.citizen_id), ",")
        address = ((f"{words['address']} {composed(paper.address) or words['none']}", Face.REGULAR),)
        body.pair(address, body.said("phone", phone_words(paper.phone)), ".")
        received = words["received"].format(time=clock(paper.received_at), date=long_date(paper.received_at))
        body.line((received, Face.REGULAR))
        count = words["count"].format(count=f"{len(paper.dossiers):02d}")
        body.line((count, Face.BOLD))

    def _box(self, body: Body) -> None:
        """The earliest promise large; each of the others stands in its row."""
        paper, words = self.paper, self.words
        due = sorted(one.due_at for one in paper.dossiers)
        at_once = due[0].date() == due[-1].date()
        first = sum(one.date() == due[0].date() for one in due)
        label = words["all_at_once" if at_once and len(due) > 1 else "earliest"]
        later = words["later"].format(weekday=weekday_name(due[-1]), date=short_date(due[-1]))
        said = Promised(
            label=label.format(count=f"{first:02d}"),
            due_at=due[0],
            line="" if at_once else later,
            collect_place=paper.collect_place,
            opening_hours=paper.opening_hours,
            bring=paper.bring,
            hotline=paper.hotline,
        )
        draw_box(body, said)

    def _continued(self) -> Body:
        """A later page with its head."""
        body = Body(self.words, self.m, Drawing())
        said = [f"{self.words['applicant']} {composed(self.paper.submitter)}"]
        body.y = continuation(body.drawing, self.m, self.words, "", long_date(self.paper.date), said)
        return body

    def _row(self, number: int, one: VisitDossier) -> Row:
        words, columns = self.words, self.columns
        texts: list[Placed] = []
        columns.centred(texts, 0, (str(number),))
        more = ", ".join(
            (words["sets"].format(sets=f"{one.sets:02d}"), words["ledger"].format(number=one.ledger_number))
        )
        code = words["procedure_code"].format(code=one.procedure_code)
        paragraphs: list[tuple[Run, ...]] = [
            ((one.code, Face.BOLD), (f", {more}", Face.REGULAR)),
            ((composed(one.procedure), Face.BOLD), (f" {code}", Face.REGULAR)),
        ]
        if one.owner:
            paragraphs.append(((f"{words['owner']} ", Face.REGULAR), (composed(one.owner), Face.BOLD)))
        line = 0
        for runs in paragraphs:
            line += columns.run_in(texts, 1, runs, line)
        self._papers(texts, one, line)
        due = one.due_at
        weekday = weekday_name(due)
        day = words["due_day"].format(weekday=weekday[:1].upper() + weekday[1:], date=short_date(due))
        columns.centred(texts, 2, (words["due_time"].format(time=clock(due)), day), Face.BOLD)
        row, s = columns.row(texts), columns.setting
        symbol = s.first + (DUE_LINES - 1) * s.line + BARS_GAP + self.bars_height + DIGITS_GAP + BELOW_DIGITS
        return Row(row.texts, max(row.height, symbol))

    def _papers(self, texts: list[Placed], one: VisitDossier, first: int) -> None:
        words, columns = self.words, self.columns
        if not one.papers:
            columns.run_in(texts, 1, ((words["papers_none"], Face.REGULAR),), first)
            return
        named = []
        for paper in one.papers:
            kinds = (f"{count:02d} {kind}" for kind, count in kinds_of(paper, words) if count)
            named.append(f"{composed(paper.name)} ({', '.join(kinds)})".replace(" ()", ""))
        tried: list[Placed] = []
        whole = f"{words['papers']} {'; '.join(named)}."
        if first + columns.run_in(tried, 1, ((whole, Face.REGULAR),), first) <= LINES:
            texts += tried
            return
        said = words["papers_sum"].format(**sums(one.papers, words))
        columns.run_in(texts, 1, ((f"{words['papers']} {said}.", Face.REGULAR),), first)

    def _table(self, drawing: Drawing, rows: Sequence[Row], start: int, end: int, top: float) -> float:
        """Draw the rows from ``start`` to before ``end`` with their bars; returns the lower edge."""
        columns, s = self.columns, self.columns.setting
        draw_heads(drawing, columns, self.heads, top)
        y = top + self.heads.height
        bottom = columns.draw(drawing, rows[start:end], y, top)
        middle = (columns.edges[2] + columns.edges[3]) / 2
        for row, one in zip(rows[start:end], self.paper.dossiers[start:end], strict=True):
            upper = y + s.first + (DUE_LINES - 1) * s.line + BARS_GAP
            wide = len(code128(one.scan_number)) * self.grid.bar
            blocks, _wide = bars(one.scan_number, middle - wide / 2, upper, self.bars_height, self.grid)
            drawing.blocks += blocks
            digits = grouped_scan_number(one.scan_number)
            drawing.centred(middle, upper + self.bars_height + DIGITS_GAP, digits, Face.SANS, self.digits)
            y += row.height
        return bottom

    def _names(self) -> tuple[tuple[str, str], ...]:
        return ("submitter", self.paper.submitter), ("receiver", self.paper.receiver)

    def _sign(self, body: Body) -> None:
        body.m = self.m
        body.signatures(self._names())

    def _closing_height(self) -> float:
        body = Body(self.words, self.m, Drawing())
        body.signatures(self._names())
        return body.y

    def _foot(self, drawing: Drawing, page: int, pages: int) -> None:
        """The strip without symbols, which stand in the rows, and so lower; the page on its right."""
        paper, words, m = self.paper, self.words, self.strip
        counter = composed(paper.counter)
        form_line = words["form_line"].format(
            wording=paper.wording,
            counter=words["counter"].format(counter=counter) if counter.isdigit() else counter,
            at=stamp(paper.printed_at),
        )
        said = Strip(
            scan_number="",
            code="",
            note_label=words["note_label"],
            note=words["note"],
            form_line=form_line.replace(" ·  · ", " · "),
        )
        strip(drawing, m, said, self.m.left, self.m.end, self.grid)
        number = words["page"].format(page=page, pages=pages)
        drawing.flush(self.m.end, m.form_y, number, Face.REGULAR, m.note)
