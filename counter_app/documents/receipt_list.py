"""The pages of the receipt that hold the paper list when the front has no room for it."""

from counter_app.core.papers import ReceiptPaper
from counter_app.documents.fonts import Face
from counter_app.documents.measures import Measures
from counter_app.documents.page import Drawing, stamp
from counter_app.documents.papers_table import draw_table, head_height, sums, table_rows
from counter_app.documents.parts import Strip, continuation, page_number, strip
from counter_app.documents.symbols import Grid
from counter_app.documents.table import Row
from counter_app.documents.text import composed, wrapped
from counter_app.i18n import long_date

CLEAR_OF_STRIP = 2.0


def form_line(paper: ReceiptPaper) -> str:
    """``Mẫu số 01 · lời 2025.1 · Quầy 2 · in 23/11/2026 09:12 · bản 1``, or without the counter."""
    counter = composed(paper.counter)
    if counter.isdigit():
        counter = paper.words["counter"].format(counter=counter)
    line = paper.words["form_line"].format(
        form=paper.form_number,
        wording=paper.wording,
        counter=counter,
        at=stamp(paper.printed_at),
        version=paper.version,
    )
    return line.replace(" ·  · ", " · ")


def list_pages(paper: ReceiptPaper, m: Measures, grid: Grid, with_procedure: bool) -> list[Drawing]:
    """The drawings of page 2 and those after it; each ends with the machine strip of the front.

    ``with_procedure`` puts the full name of the procedure at the head of page 2.
    """
    rows = table_rows(paper.papers, paper.words, m)
    heads = [_head(Drawing(), paper, m, with_procedure and number == 0) for number in range(2)]
    parts = _parted(rows, heads[0], heads[1], _closing_height(paper, m), m)
    drawings = []
    for index, part in enumerate(parts):
        drawing = Drawing()
        y = _head(drawing, paper, m, with_procedure and index == 0)
        page_number(drawing, m, paper.words, index + 2, len(parts) + 1)
        if part:
            y = draw_table(drawing, paper.words, m, part, y)
        if index == len(parts) - 1 and part:
            _closing(drawing, paper, m, y)
        said = Strip(
            scan_number=paper.scan_number,
            code=paper.code,
            note_label="",
            note=paper.words["note_continued"],
            form_line=form_line(paper),
        )
        strip(drawing, m.strip, said, m.left, m.end, grid)
        drawings.append(drawing)
    return drawings


def _parted(
    rows: list[Row], first_top: float, next_top: float, closing: float, m: Measures
) -> list[list[Row]]:
    """Rows by page: a row never splits, and the sum and the initials have at least one row above them."""
    limit = m.strip.rule_y - CLEAR_OF_STRIP
    parts: list[list[Row]] = []
    rest, top = rows, first_top
    while True:
        room = limit - top - head_height(m.table)
        taken, used = 0, 0.0
        while taken < len(rest) and (used + rest[taken].height <= room or taken == 0):
            used += rest[taken].height
            taken += 1
        whole = taken == len(rest)
        if whole and (used + closing <= room or taken <= 1):
            return [*parts, rest]
        if whole:
            taken -= 1
        parts.append(rest[:taken])
        rest, top = rest[taken:], next_top


def _head(drawing: Drawing, paper: ReceiptPaper, m: Measures, with_procedure: bool) -> float:
    """Draw the continuation heading; returns where the table begins."""
    words = paper.words
    said = [f"{words['applicant']} {composed(paper.applicant)}"]
    if with_procedure:
        code = words["procedure_code"].format(code=paper.procedure_code)
        said.append(f"{words['procedure']} {composed(f'{paper.procedure} {code}')}")
    y = continuation(drawing, m, words, paper.code, long_date(paper.date), said) + m.line * 1.26
    if paper.papers:
        drawing.text(m.left, y, words["papers"], Face.REGULAR, m.body)
    return y + m.table_gap + 0.5


def _sum_lines(paper: ReceiptPaper, m: Measures) -> tuple[str, ...]:
    text = paper.words["papers_sum"].format(**sums(paper.papers, paper.words))
    return wrapped(text, Face.BOLD, m.body, m.room)


def _closing_height(paper: ReceiptPaper, m: Measures) -> float:
    lines = len(_sum_lines(paper, m)) - 1
    return m.line * (1.11 + lines + 1.7 + 0.96) + m.initials_room - CLEAR_OF_STRIP


def _closing(drawing: Drawing, paper: ReceiptPaper, m: Measures, y: float) -> None:
    """The sum by kind and the places for two initials."""
    y += m.line * 1.11
    for line in _sum_lines(paper, m):
        drawing.text(m.left, y, line, Face.BOLD, m.body)
        y += m.line
    y += m.line * 0.7
    for share, title in ((0.25, "submitter"), (0.75, "receiver")):
        middle = m.left + m.room * share
        drawing.centred(middle, y, paper.words[title], Face.BOLD, m.body)
        drawing.centred(middle, y + m.line * 0.96, paper.words["sign_list"], Face.ITALIC, m.body - 0.5)
