"""The table of papers handed in, on the front of the receipt or on the pages after it."""

from collections.abc import Mapping, Sequence

from counter_app.core.records import Paper
from counter_app.documents.fonts import Face
from counter_app.documents.measures import Measures, TableMeasures
from counter_app.documents.page import Drawing
from counter_app.documents.table import Columns, Placed, Row, Setting

GRID = 0.5


def _columns(m: Measures) -> Columns:
    t = m.table
    setting = Setting(size=t.size, line=t.line, first=t.first, pad=t.pad, cell=t.cell, outer=GRID, inner=GRID)
    return Columns(m.left, (t.number, m.room - t.number - t.kind - t.count, t.kind, t.count), setting)


def kinds_of(paper: Paper, words: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The kinds of copy handed in of one paper, with how many."""
    counted = (
        (words["original"], paper.originals),
        (words["certified"], paper.certified),
        (words["copy"], paper.copies),
    )
    return tuple((kind, number) for kind, number in counted if number) or (("", 0),)


def table_rows(papers: Sequence[Paper], words: Mapping[str, str], m: Measures) -> list[Row]:
    """The rows of the table, numbered from 1: the name of a paper, and a line for each kind of copy."""
    columns = _columns(m)
    rows = []
    for number, paper in enumerate(papers, 1):
        texts: list[Placed] = []
        columns.centred(texts, 0, (str(number),))
        columns.at_left(texts, 1, columns.lines(1, paper.name) or ("",))
        for line, (kind, count) in enumerate(kinds_of(paper, words)):
            columns.at_left(texts, 2, (kind,), first=line)
            columns.centred(texts, 3, (f"{count:02d}",), first=line)
        rows.append(columns.row(texts))
    return rows


def head_height(t: TableMeasures) -> float:
    """Height of the row of column heads in mm."""
    return t.line + t.pad


def draw_table(
    drawing: Drawing, words: Mapping[str, str], m: Measures, rows: Sequence[Row], y: float
) -> float:
    """Draw column heads and ``rows`` from ``y`` (mm); returns the lower edge."""
    columns = _columns(m)
    texts: list[Placed] = []
    for index, head in enumerate(("column_number", "column_paper", "column_kind", "column_count")):
        columns.centred(texts, index, (words[head],), Face.BOLD)
    return columns.draw(drawing, [columns.row(texts), *rows], y, y)


def sums(papers: Sequence[Paper], words: Mapping[str, str]) -> dict[str, str]:
    """How many papers and copies there are: ``kinds``, ``total`` and ``parts`` for the form's sentences."""
    parts = (
        (words["original"], sum(paper.originals for paper in papers)),
        (words["certified"], sum(paper.certified for paper in papers)),
        (words["copy"], sum(paper.copies for paper in papers)),
    )
    named = "; ".join(f"{kind[:1].lower()}{kind[1:]} {count}" for kind, count in parts if count)
    return {
        "kinds": str(len(papers)),
        "total": str(sum(count for _kind, count in parts)),
        "parts": named or "0",
    }
