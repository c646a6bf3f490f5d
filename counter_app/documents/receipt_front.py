"""The front of the receipt: fields, paper list, the box with the promise, signatures, machine strip."""

from dataclasses import dataclass, field

from counter_app.core.papers import ReceiptPaper
from counter_app.documents.body import Body
from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import Measures
from counter_app.documents.page import Drawing
from counter_app.documents.papers_table import draw_table, sums, table_rows
from counter_app.documents.parts import Heading, Strip, strip
from counter_app.documents.promise_box import Promised, draw_box
from counter_app.documents.receipt_list import CLEAR_OF_STRIP, form_line
from counter_app.documents.symbols import Grid
from counter_app.documents.text import composed, cut, flowed, phone_words
from counter_app.i18n import clock, long_date

LONG_PROCEDURE = 120  # letters; from here on it is set regular
SHORTENED = 3  # lines of a procedure whose full name stands on page 2
SHRINK = (1.0, 0.95, 0.9, 0.85)
SHRINK_LAST = (*SHRINK, 0.8, 0.75, 0.7)


@dataclass(slots=True)
class Front:
    """The front as laid out: ``end`` is the last baseline of the body, in mm."""

    m: Measures
    drawing: Drawing = field(default_factory=Drawing)
    heading: Heading = field(default_factory=lambda: Heading(0, 0, 0))
    end: float = 0
    promise: tuple[float, float] = (0, 0)
    list_elsewhere: bool = False
    procedure_elsewhere: bool = False

    @property
    def fits(self) -> bool:
        """Whether body and strip keep apart and the fold misses the promise."""
        top, bottom = self.promise
        folded = self.m.fold is not None and top < self.m.fold < bottom
        return not folded and self.end <= self.m.strip.rule_y - CLEAR_OF_STRIP


def lay_out(paper: ReceiptPaper, m: Measures, grid: Grid, pages: int = 2) -> Front:
    """The front of ``paper``, in the first of these ways that fits: the paper list in its place; on
    page 2; with smaller type as well; with the long name of the procedure on page 2 as well.

    ``pages`` is how many pages there are if the list does not stand on the front.
    """
    ways = [(False, False, 1.0), *((True, False, factor) for factor in SHRINK)]
    ways += [(True, True, factor) for factor in SHRINK_LAST]
    front = Front(m)
    for list_elsewhere, procedure_elsewhere, factor in ways:
        if list_elsewhere and not paper.papers and not procedure_elsewhere and factor == 1.0:
            continue
        front = Front(
            m.shrunk(factor),
            list_elsewhere=(list_elsewhere and bool(paper.papers)) or procedure_elsewhere,
            procedure_elsewhere=procedure_elsewhere,
        )
        _Layout(paper, front, pages).run()
        if front.fits:
            break
    said = Strip(
        scan_number=paper.scan_number,
        code=paper.code,
        note_label=paper.words["note_label"],
        note=paper.words["note"],
        form_line=form_line(paper),
    )
    strip(front.drawing, m.strip, said, m.left, m.end, grid)
    return front


class _Layout(Body):
    """Fills one front from top to bottom."""

    def __init__(self, paper: ReceiptPaper, front: Front, pages: int) -> None:
        super().__init__(paper.words, front.m, front.drawing)
        self.paper = paper
        self.front = front
        self.pages = pages

    def run(self) -> None:
        """Lay out every part in the order of the form."""
        paper = self.paper
        self.front.heading = self.opening(paper.lines, paper.place, paper.date, paper.code)
        self._fields()
        self._papers()
        self._counts()
        self._box()
        self._closing()
        self.front.end = self.y

    def _fields(self) -> None:
        paper, words = self.paper, self.words
        self.line((f"{words['desk']} {composed(paper.desk)}", Face.REGULAR))
        name = ((f"{words['applicant']} ", Face.REGULAR), (composed(paper.applicant), Face.BOLD))
        self.pair(name, self.said("citizen_id", paper.citizen_id), ",")
        address = ((f"{words['address']} {composed(paper.address) or words['none']}", Face.REGULAR),)
        phone = self.said("phone", phone_words(paper.phone))
        if words["email"] and paper.email:
            self.line(*address)
            self.pair(((phone, Face.REGULAR),), self.said("email", paper.email), ".")
        else:
            self.pair(address, phone, ".")
        self._procedure()

    def _procedure(self) -> None:
        m, name = self.m, composed(self.paper.procedure)
        face = Face.REGULAR if len(name) >= LONG_PROCEDURE else Face.BOLD
        label = (f"{self.words['procedure']} ", Face.REGULAR)
        word = "procedure_elsewhere" if self.front.procedure_elsewhere else "procedure_code"
        code = (" " + self.words[word].format(code=self.paper.procedure_code), Face.REGULAR)
        if not self.front.procedure_elsewhere:
            self.line(label, (name, face), code)
            return
        lines = [line[0][0] for line in flowed((label, (name, Face.REGULAR)), m.body, m.room)]
        for text in cut(lines, SHORTENED, lambda text: width(text, Face.REGULAR, m.body) <= m.room):
            self.paragraph([((text, Face.REGULAR),)])
        self.line((code[0].strip(), Face.REGULAR))

    def _papers(self) -> None:
        m, words, papers = self.m, self.words, self.paper.papers
        self.y += m.list_gap
        if not papers:
            self.line((f"{words['papers']} {words['papers_none']}", Face.REGULAR))
            return
        self.line((words["papers"], Face.REGULAR))
        if self.front.list_elsewhere:
            word = "papers_on_page" if self.pages == 2 else "papers_on_pages"
            self.y += m.line
            said = words[word].format(**sums(papers, words), last=self.pages)
            self.drawing.text(m.left + m.body * 0.35, self.y, said, Face.BOLD, m.body)
            return
        bottom = draw_table(self.drawing, words, m, table_rows(papers, words, m), self.y + m.table_gap)
        self.y = bottom + m.after_table - m.line

    def _counts(self) -> None:
        paper, words = self.paper, self.words
        self.line((words["sets"].format(sets=f"{paper.sets:02d}"), Face.REGULAR))
        self.line((f"{words['term']} ", Face.REGULAR), (composed(paper.term), Face.BOLD))
        received = words["received"].format(time=clock(paper.received_at), date=long_date(paper.received_at))
        self.line((received, Face.REGULAR))

    def _box(self) -> None:
        paper = self.paper
        said = Promised(
            label=self.words["due"],
            due_at=paper.due_at,
            line=paper.due_line,
            collect_place=paper.collect_place,
            opening_hours=paper.opening_hours,
            bring=paper.bring,
            hotline=paper.hotline,
        )
        self.front.promise = draw_box(self, said)

    def _closing(self) -> None:
        paper, words = self.paper, self.words
        if words["fee"]:
            self.line((f"{words['fee']} {composed(paper.fee) or words['fee_none']}", Face.REGULAR))
        self.line((words["ledger"].format(volume=paper.volume, number=paper.ledger_number), Face.REGULAR))
        self.signatures((("submitter", paper.submitter), ("receiver", paper.receiver)))
