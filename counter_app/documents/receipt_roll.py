"""The receipt (Mẫu số 01) on an 80 mm roll: one column as long as it needs, everything in reading size.

The bars stand right under the code, where the paper lies flat while it hangs out of the printer;
the promise is the largest thing on the paper.
"""

from collections.abc import Sequence

from counter_app.core.codes import grouped_scan_number
from counter_app.core.papers import ReceiptPaper
from counter_app.core.records import Paper
from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Document, Drawing
from counter_app.documents.papers_table import kinds_of
from counter_app.documents.parts import QUIET_BARS, QUIET_QR, unit_lines
from counter_app.documents.receipt_list import form_line
from counter_app.documents.symbols import Grid, bars, code128, squares
from counter_app.documents.text import Run, balanced, composed, flowed, phone_words, wrapped
from counter_app.i18n import clock, long_date, short_date, weekday_name

PRINTABLE = 72.0  # mm of an 80 mm roll that a thermal head reaches
EDGE = 1.5  # mm kept white at both ends of the head
TOP, FOOT = 3.0, 6.0
BODY, LINE = 10.0, 4.4
UNIT, UNIT_LINE = 9.5, 4.1
TITLE, TITLE_LINE = 13.0, 5.5
CODE = 11.5
BARS_HIGH, DIGITS = 15.0, 10.0
DUE_TIME, DUE_DATE = 14.0, 27.0
SMALL, SMALL_LINE = 8.5, 3.7
FORM, FORM_LINE = 7.0, 3.1
INDENT, INSIDE = 6.0, 2.2
SIGN, SIGN_ROOM = 9.5, 13.0
GAP = 2.0


def draw(paper: ReceiptPaper, copies: Sequence[str], grid: Grid, roll_width: float, invariant: bool) -> bytes:
    """The copies (liên) of the receipt, each a page of its own length, which the printer cuts off.

    ``roll_width`` is the width in mm of the page that the driver expects; what is printed is
    as wide as the head and stands in its middle.
    """
    laid = [_Roll(paper, line, grid, roll_width) for line in copies]
    height = max(one.run() for one in laid)
    title = f"{paper.words['title']} {paper.code}".strip()
    document = Document(roll_width, height, title, invariant)
    for one in laid:
        document.place(one.drawing)
        document.end_page()
    return document.finish()


class _Roll:
    """Fills one copy from top to bottom; ``y`` is the last baseline or lower edge, in mm."""

    def __init__(self, paper: ReceiptPaper, copy_line: str, grid: Grid, roll_width: float) -> None:
        self.paper = paper
        self.words = paper.words
        self.copy_line = copy_line
        self.grid = grid
        self.left = (roll_width - PRINTABLE) / 2 + EDGE
        self.end = roll_width - self.left
        self.room = self.end - self.left
        self.middle = roll_width / 2
        self.drawing = Drawing()
        self.y = TOP

    def run(self) -> float:
        """Lay out every part; returns the length of the paper in mm."""
        self._heading()
        self._symbol()
        self._fields()
        self._papers()
        self._box()
        self._closing()
        self._foot()
        return self.y + FOOT

    def _heading(self) -> None:
        paper, words = self.paper, self.words
        for text, face in unit_lines(paper.lines, UNIT, self.room):
            self._centre(text, face, UNIT, UNIT_LINE)
        self._short_rule(12)
        self.y += 1.0
        nation = _fitting(words["nation"], Face.BOLD, UNIT, self.room)
        self._centre(words["nation"], Face.BOLD, nation, UNIT_LINE)
        self._centre(words["motto"], Face.BOLD, nation + 0.5, UNIT_LINE)
        self._short_rule(40)
        self.y += 1.0
        self._centre(composed(self.copy_line), Face.BOLD_ITALIC, BODY, LINE)
        dated = words["place_date"].format(place=composed(paper.place), date=long_date(paper.date))
        self._centre(dated, Face.ITALIC, UNIT, UNIT_LINE)
        self.y += GAP
        for text in balanced(words["title"], Face.BOLD, TITLE, self.room):
            self._centre(text, Face.BOLD, TITLE, TITLE_LINE)
        if paper.code:
            self._centre(words["code"].format(code=paper.code), Face.BOLD, CODE, TITLE_LINE)

    def _symbol(self) -> None:
        number = self.paper.scan_number
        if not number:
            return
        self.y += GAP
        grid = self.grid
        across = len(code128(number)) * grid.bar
        blocks, wide = bars(number, self.middle - across / 2, self.y, BARS_HIGH, grid)
        assert wide + 2 * QUIET_BARS * grid.bar <= PRINTABLE, "the width was chosen for this roll"
        self.drawing.blocks += blocks
        self.y += BARS_HIGH
        self._centre(grouped_scan_number(number), Face.SANS, DIGITS, 4.2)
        self.y += GAP

    def _fields(self) -> None:
        paper, words = self.paper, self.words
        self._say((f"{words['desk']} {composed(paper.desk)}", Face.REGULAR))
        self._say((f"{words['applicant']} ", Face.REGULAR), (composed(paper.applicant), Face.BOLD))
        for word, value in (
            ("citizen_id", paper.citizen_id),
            ("address", composed(paper.address)),
            ("phone", phone_words(paper.phone)),
            ("email", paper.email),
        ):
            if words[word] and (value or word != "email"):
                self._say((f"{words[word]} {value or words['none']}", Face.REGULAR))
        code = words["procedure_code"].format(code=paper.procedure_code)
        name = (composed(paper.procedure), Face.BOLD)
        self._say((f"{words['procedure']} ", Face.REGULAR), name, (f" {code}", Face.REGULAR))

    def _papers(self) -> None:
        papers, words = self.paper.papers, self.words
        self.y += GAP / 2
        if not papers:
            self._say((f"{words['papers']} {words['papers_none']}", Face.REGULAR))
        else:
            self._say((words["papers"], Face.REGULAR))
        for number, one in enumerate(papers, 1):
            self._paper(number, one)
        self.y += GAP / 2
        self._say((words["sets"].format(sets=f"{self.paper.sets:02d}"), Face.REGULAR))
        self._say((f"{words['term']} ", Face.REGULAR), (composed(self.paper.term), Face.BOLD))
        at = self.paper.received_at
        self._say((words["received"].format(time=clock(at), date=long_date(at)), Face.REGULAR))

    def _paper(self, number: int, one: Paper) -> None:
        """A paper of the list: its number, its name, and how many of which kind, under each other."""
        counted = [(kind, count) for kind, count in kinds_of(one, self.words) if kind]
        said = ", ".join(f"{kind[:1].lower()}{kind[1:]} {count:02d}" for kind, count in counted)
        runs: list[Run] = [(composed(one.name), Face.REGULAR)]
        if said:
            runs += [(": ", Face.REGULAR), (said, Face.BOLD)]
        self.drawing.flush(self.left + INDENT - 1, self.y + LINE, f"{number}.", Face.REGULAR, BODY)
        for line in flowed(runs, BODY, self.room - INDENT):
            self.y += LINE
            self.drawing.line(self.left + INDENT, self.y, line, BODY)

    def _box(self) -> None:
        paper, words = self.paper, self.words
        self.y += GAP
        top, left = self.y, self.left + INSIDE
        room = self.room - 2 * INSIDE
        self.y += 0.8
        for text in wrapped(words["due"], Face.REGULAR, BODY, room):
            self._at(left, text, Face.REGULAR, BODY, LINE)
        due = paper.due_at
        weekday = weekday_name(due)
        day = words["due_day"].format(weekday=weekday[:1].upper() + weekday[1:], date="").strip()
        time = f"{words['due_time'].format(time=clock(due))} {day}"
        self._at(left, time, Face.BOLD, _fitting(time, Face.BOLD, DUE_TIME, room), 6.4)
        date = short_date(due)
        self._at(left, date, Face.BOLD, _fitting(date, Face.BOLD, DUE_DATE, room), 10.4)
        self.y += 1.2
        for text in wrapped(composed(paper.due_line), Face.REGULAR, SMALL, room) if paper.due_line else ():
            self._at(left, text, Face.REGULAR, SMALL, SMALL_LINE)
        self.y += 1.6
        self.drawing.rule(left, self.y, self.end - INSIDE, self.y, 0.4)
        for word, value, face in (
            ("collect", paper.collect_place, Face.BOLD),
            ("hours", paper.opening_hours, Face.REGULAR),
            ("bring", paper.bring, Face.REGULAR),
            ("hotline", phone_words(paper.hotline) if paper.hotline else "", Face.BOLD),
        ):
            if value:
                runs = ((f"{words[word]} ", Face.REGULAR), (composed(value), face))
                for line in flowed(runs, BODY, room):
                    self.y += LINE
                    self.drawing.line(left, self.y, line, BODY)
        self.y += 2.2
        self.drawing.frame(self.left, top, self.end, self.y, 1.1)
        self.y += 1.0

    def _closing(self) -> None:
        paper, words = self.paper, self.words
        if words["fee"]:
            self._say((f"{words['fee']} {composed(paper.fee) or words['fee_none']}", Face.REGULAR))
        self._say((words["ledger"].format(volume=paper.volume, number=paper.ledger_number), Face.REGULAR))
        self.y += GAP
        half, top = self.room / 2, self.y
        for share, word, name in ((0.25, "submitter", paper.submitter), (0.75, "receiver", paper.receiver)):
            centre, y = self.left + self.room * share, top
            for text in balanced(words[word], Face.BOLD, SIGN - 1, half - 1):
                y += SMALL_LINE
                self.drawing.centred(centre, y, text, Face.BOLD, SIGN - 1)
            y += SMALL_LINE
            self.drawing.centred(centre, y, words["sign"], Face.ITALIC, SMALL - 1)
            y = top + 3 * SMALL_LINE + SIGN_ROOM
            for text in wrapped(composed(name), Face.BOLD, SIGN, half - 1):
                y += LINE
                self.drawing.centred(centre, y, text, Face.BOLD, SIGN)
            self.y = max(self.y, y)

    def _foot(self) -> None:
        """The QR on the right, and beside it what the paper is."""
        paper, words = self.paper, self.words
        self.y += GAP
        self.drawing.rule(self.left, self.y, self.end, self.y, 0.3)
        top, room, size = self.y, self.room, 0.0
        if paper.code:
            quiet = QUIET_QR * self.grid.square
            _blocks, size = squares(paper.code, self.end, top, self.grid)
            blocks, size = squares(paper.code, self.end, top + quiet + size, self.grid)
            self.drawing.blocks += blocks
            room -= size + quiet
            size += 2 * quiet
        runs = [(f"{words['note_label']} ", Face.BOLD_ITALIC)] if words["note_label"] else []
        for line in flowed([*runs, (words["note"], Face.ITALIC)], SMALL, room):
            self.y += SMALL_LINE
            self.drawing.line(self.left, self.y, line, SMALL)
        self.y += 0.6
        for text in wrapped(form_line(paper), Face.REGULAR, FORM, room):
            self._at(self.left, text, Face.REGULAR, FORM, FORM_LINE)
        self.y = max(self.y, top + size)

    def _say(self, *runs: Run) -> None:
        """A paragraph from margin to margin."""
        for line in flowed(runs, BODY, self.room):
            self.y += LINE
            self.drawing.line(self.left, self.y, line, BODY)

    def _centre(self, text: str, face: Face, size: float, line: float) -> None:
        for part in wrapped(text, face, size, self.room) if text else ():
            self.y += line
            self.drawing.centred(self.middle, self.y, part, face, size)

    def _at(self, x: float, text: str, face: Face, size: float, line: float) -> None:
        self.y += line
        self.drawing.text(x, self.y, text, face, size)

    def _short_rule(self, long: float) -> None:
        self.y += 1.7
        self.drawing.rule(self.middle - long / 2, self.y, self.middle + long / 2, self.y, 0.6)


def _fitting(text: str, face: Face, size: float, room: float) -> float:
    """``size``, or as much less as makes ``text`` fit into ``room`` mm."""
    return min(size, int(10 * size * room / width(text, face, size)) / 10)
