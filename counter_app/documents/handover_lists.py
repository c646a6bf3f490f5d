"""Danh sách bàn giao hồ sơ and Phiếu bàn giao kết quả giải quyết TTHC: what goes from one unit to another.

A4 landscape, in two copies. A5 has no room for whole names beside the columns of the form.
"""

from collections.abc import Mapping, Sequence

from counter_app.core.sheets import DossierHandover, ResultHandover, Sheet
from counter_app.documents import listing
from counter_app.documents.fonts import Face
from counter_app.documents.listing import LEFT, MIDDLE, PAGE, RIGHT, SUM_SIZE, Listing
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import heading_at
from counter_app.documents.register_rows import (
    OTHER_LINES,
    SETTING,
    address_lines,
    code_lines,
    procedure_lines,
)
from counter_app.documents.table import Columns, Heads, Placed, Row
from counter_app.documents.text import Line, composed, flowed, line_width, one_line
from counter_app.i18n import clock, grouped, long_date, short_date

TITLE_Y, COPY_Y, FIELDS_Y, FIELD_LINE, TABLE_Y = 10.35, 5.3, 6.6, 4.8, 2.2
BESIDE = 12.0  # mm between two fields on one line
FIELD_SIZE = 10.5
HEAD_GROUP, HEAD_REST, HEAD_NUMBERS = 4.6, 10.8, 4.2

DOSSIERS = Columns(20.0, (9, 22, 52, 12, 11, 40, 41, 17, 17, 18, 28), SETTING)
RESULTS = Columns(20.0, (9, 22, 56, 38, 42, 40, 14, 20, 26), SETTING)

#: A field above the table: its label and what is said, in bold or not.
Field = tuple[str, str, Face]


def draw_dossiers(paper: DossierHandover, invariant: bool = False) -> bytes:
    """The hand-over list of dossiers, both copies, as a PDF; ``invariant`` gives the same bytes each time."""
    words, count = paper.words, len(paper.rows)
    moment = words["moment"].format(time=clock(paper.at), date=long_date(paper.at))
    fields: tuple[Field, ...] = (
        (words["giver"], paper.giver, Face.REGULAR),
        (words["taker"], paper.taker, Face.BOLD),
        (words["at"], moment, Face.REGULAR),
        (words["total"], grouped(count), Face.BOLD),
    )
    heads = Heads(
        titles=tuple(words[f"column_{number}"] for number in range(1, 12)),
        rest=HEAD_REST,
        group=(7, 8, words["columns_8_9"]),
        group_height=HEAD_GROUP,
        numbers=HEAD_NUMBERS,
    )
    summary = words["summary"].format(
        count=grouped(count),
        sets=grouped(sum(row.sets for row in paper.rows)),
        papers=grouped(sum(row.papers for row in paper.rows)),
    )
    sign = words["sign"]
    signers = (
        (words["sign_giver"], sign, paper.giver_name),
        (words["sign_taker"], sign, ""),
        (words["sign_centre"], sign, paper.head_name),
    )
    rows = _dossier_rows(paper)
    running = words["running"].format(day=short_date(paper.at), unit=composed(paper.taker))
    return _drawn(paper, fields, running, (DOSSIERS, heads, rows), summary, signers, invariant)


def draw_results(paper: ResultHandover, invariant: bool = False) -> bytes:
    """The hand-over slip of results, both copies, as a PDF; ``invariant`` gives the same bytes each time."""
    words, count = paper.words, len(paper.rows)
    moment = words["moment"].format(time=clock(paper.at), date=long_date(paper.at))
    fields: tuple[Field, ...] = (
        (words["giver"], paper.unit, Face.BOLD),
        (words["taker"], paper.taker, Face.REGULAR),
        (words["at"], moment, Face.REGULAR),
        (words["total"], grouped(count), Face.BOLD),
    )
    heads = Heads(
        titles=tuple(words[f"column_{number}"] for number in range(1, 10)),
        rest=HEAD_GROUP + HEAD_REST,
        numbers=HEAD_NUMBERS,
    )
    summary = words["summary"].format(
        count=grouped(count),
        fees=grouped(sum(row.fee for row in paper.rows)),
        posts=grouped(sum(row.post for row in paper.rows)),
    )
    signers = (
        (words["sign_giver"], words["sign"], ""),
        (words["sign_taker"], words["sign"], paper.taker_name),
    )
    rows = _result_rows(paper)
    running = words["running"].format(day=short_date(paper.at), unit=composed(paper.unit))
    return _drawn(paper, fields, running, (RESULTS, heads, rows), summary, signers, invariant)


def _drawn(
    paper: Sheet,
    fields: Sequence[Field],
    running: str,
    table: tuple[Columns, Heads, list[Row]],
    summary: str,
    signers: Sequence[listing.Signer],
    invariant: bool,
) -> bytes:
    words = paper.words
    opening, copy_y, first_top = _opening(paper, fields)
    copies = []
    for word in ("copy_1", "copy_2"):
        copies.append(Drawing())
        copies[-1].centred(MIDDLE, copy_y, words[word], Face.ITALIC, FIELD_SIZE)
    lines = flowed(((f"{words['sum']} ", Face.BOLD), (summary, Face.REGULAR)), SUM_SIZE, RIGHT - LEFT)
    dated = listing.placed_and_dated(words["place_date"], paper.place, paper.printed_at)
    over = Drawing()
    # What the running head may shorten stands whole on page 1.
    over.text(LEFT, listing.RUNNING_Y, one_line(running, Face.ITALIC, 9, RIGHT - LEFT), Face.ITALIC, 9)
    columns, heads, rows = table
    document = Document(*PAGE, words["title"], invariant)
    listing.put(
        document,
        Listing(
            opening=opening,
            first_top=first_top,
            running=over,
            foot=listing.foot(words, paper.printed_at, form=paper.form_number, wording=paper.wording),
            columns=columns,
            heads=heads,
            rows=rows,
            empty=words["empty"],
            closing=lambda page, y: listing.sum_and_signatures(page, y, lines, dated, signers),
            closing_height=listing.sum_height(lines),
            page=words["page"],
        ),
        copies,
    )
    return document.finish()


def _opening(paper: Sheet, fields: Sequence[Field]) -> tuple[Drawing, float, float]:
    """Heading, title and fields of page 1; where the line of the copy and where the table stands."""
    drawing, words = Drawing(), paper.words
    top = heading_at(drawing, listing.HEADING, words, paper.lines, listing.UNIT_BLOCK, listing.NATION_CENTRE)
    y = top.baseline + TITLE_Y
    drawing.centred(MIDDLE, y, words["title"], Face.BOLD, 15)
    copy_y = y + COPY_Y
    y = copy_y + FIELDS_Y - FIELD_LINE
    lines: list[Line] = []
    for label, value, face in fields:
        runs = ((f"{label} ", Face.REGULAR), (composed(value) or words["none"], face))
        lines += flowed(runs, FIELD_SIZE, RIGHT - LEFT)
    *others, moment, total = lines  # the last two are short and share a line
    for line in (*others, moment):
        y += FIELD_LINE
        drawing.line(LEFT, y, line, FIELD_SIZE)
    drawing.line(LEFT + line_width(moment, FIELD_SIZE) + BESIDE, y, total, FIELD_SIZE)
    return drawing, copy_y, y + TABLE_Y


def _dossier_rows(paper: DossierHandover) -> list[Row]:
    rows, at_left, centred = [], DOSSIERS.at_left, DOSSIERS.centred
    for number, row in enumerate(paper.rows, 1):
        texts: list[Placed] = []
        centred(texts, 0, (str(number),))
        at_left(texts, 1, code_lines(DOSSIERS, 1, row.code))
        at_left(texts, 2, _procedure(DOSSIERS, 2, row.procedure, row.procedure_code, paper.words))
        centred(texts, 3, (f"{row.sets:02d}",))
        centred(texts, 4, (f"{row.papers:02d}",))
        at_left(texts, 5, DOSSIERS.lines(5, row.applicant, Face.BOLD), Face.BOLD)
        at_left(texts, 6, address_lines(DOSSIERS, 6, row.address, row.phone))
        centred(texts, 7, (short_date(row.received),))
        centred(texts, 8, (short_date(row.due),))
        at_left(texts, 10, DOSSIERS.lines(10, row.note, most=OTHER_LINES))
        rows.append(DOSSIERS.row(texts))
    return rows


def _result_rows(paper: ResultHandover) -> list[Row]:
    rows, at_left, centred, mark = [], RESULTS.at_left, RESULTS.centred, paper.words["mark"]
    for number, row in enumerate(paper.rows, 1):
        texts: list[Placed] = []
        centred(texts, 0, (str(number),))
        at_left(texts, 1, code_lines(RESULTS, 1, row.code))
        at_left(texts, 2, _procedure(RESULTS, 2, row.procedure, row.procedure_code, paper.words))
        at_left(texts, 3, RESULTS.lines(3, row.result, most=OTHER_LINES))
        at_left(texts, 4, RESULTS.lines(4, row.applicant, Face.BOLD), Face.BOLD)
        at_left(texts, 5, RESULTS.lines(5, row.address, most=OTHER_LINES))
        centred(texts, 6, (mark,) if row.fee else (), Face.BOLD)
        centred(texts, 7, (mark,) if row.post else (), Face.BOLD)
        rows.append(RESULTS.row(texts))
    return rows


def _procedure(
    columns: Columns, column: int, name: str, code: str, words: Mapping[str, str]
) -> tuple[str, ...]:
    return procedure_lines(columns, column, name, words["procedure_code"].format(code=code))
