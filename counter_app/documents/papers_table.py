"""The table of papers handed in, on the front of the receipt or on the pages after it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counter_app.core.records import Paper
from counter_app.documents.fonts import Face
from counter_app.documents.measures import Measures, TableMeasures
from counter_app.documents.page import Drawing
from counter_app.documents.text import composed, wrapped

GRID = 0.5


@dataclass(frozen=True, slots=True)
class Row:
    """One paper as set: the lines of its name and a line for each kind of copy."""

    name: tuple[str, ...]
    kinds: tuple[tuple[str, int], ...]
    height: float


def kinds_of(paper: Paper, words: Mapping[str, str]) -> tuple[tuple[str, int], ...]:
    """The kinds of copy handed in of one paper, with how many."""
    counted = (
        (words["original"], paper.originals),
        (words["certified"], paper.certified),
        (words["copy"], paper.copies),
    )
    return tuple((kind, number) for kind, number in counted if number) or (("", 0),)


def table_rows(papers: Sequence[Paper], words: Mapping[str, str], m: Measures) -> list[Row]:
    """The rows of the table with their heights in mm."""
    t = m.table
    room = m.room - t.number - t.kind - t.count - 2 * t.cell
    rows = []
    for paper in papers:
        name = wrapped(composed(paper.name), Face.REGULAR, t.size, room)
        kinds = kinds_of(paper, words)
        rows.append(Row(name, kinds, max(len(name), len(kinds)) * t.line + t.pad))
    return rows


def head_height(t: TableMeasures) -> float:
    """Height of the row of column heads in mm."""
    return t.line + t.pad


def draw_table(
    drawing: Drawing, words: Mapping[str, str], m: Measures, rows: Sequence[Row], y: float, number: int = 1
) -> float:
    """Draw column heads and ``rows`` from ``y`` (mm), numbered from ``number``; returns the lower edge."""
    t = m.table
    edges = (m.left, m.left + t.number, m.end - t.count - t.kind, m.end - t.count, m.end)
    heads = ("column_number", "column_paper", "column_kind", "column_count")
    top = y
    for index, head in enumerate(heads):
        drawing.centred((edges[index] + edges[index + 1]) / 2, y + t.first, words[head], Face.BOLD, t.size)
    y += head_height(t)
    for row in rows:
        drawing.rule(m.left, y, m.end, y, GRID)
        drawing.centred((edges[0] + edges[1]) / 2, y + t.first, str(number), Face.REGULAR, t.size)
        for index, line in enumerate(row.name):
            drawing.text(edges[1] + t.cell, y + t.first + index * t.line, line, Face.REGULAR, t.size)
        for index, (kind, count) in enumerate(row.kinds):
            base = y + t.first + index * t.line
            drawing.text(edges[2] + t.cell, base, kind, Face.REGULAR, t.size)
            drawing.centred((edges[3] + edges[4]) / 2, base, f"{count:02d}", Face.REGULAR, t.size)
        y += row.height
        number += 1
    drawing.frame(m.left, top, m.end, y, GRID)
    for edge in edges[1:-1]:
        drawing.rule(edge, top, edge, y, GRID)
    return y


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
