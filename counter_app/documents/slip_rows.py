"""The blocks of a form as rows of its page, each with the fields of the paper filled in."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from counter_app.core.forms import (
    Address,
    Block,
    Entry,
    MissingList,
    Paragraph,
    ResultTable,
)
from counter_app.core.life import MissingPaper
from counter_app.core.slips import SlipPaper, stands
from counter_app.documents.flow import Row, kept, unparted
from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Drawing
from counter_app.documents.slip_measures import SlipMeasures
from counter_app.documents.slip_text import Words, spread
from counter_app.documents.text import Line, Run, composed, flowed, line_width, wrapped

APART = 4.0  # mm between two fields on one line
_HEAVY, _LIGHT = 0.8, 0.3  # points: rules around the list of missing papers, and inside it
_GRID = 0.5
_CELL = 1.3  # mm between a rule of the table and the text
_SHARES = (0.08, 0.32, 0.25, 0.35)  # columns of the table of results, of the width


class Rows:
    """Makes the rows of a form; ``list_end`` is where its list of missing papers ends among them."""

    def __init__(self, paper: SlipPaper, m: SlipMeasures, words: Words) -> None:
        self.paper = paper
        self.m = m
        self.words = words
        self.rows: list[Row] = []
        self.last_item = 0  # index of the first row of the last missing paper, 0 where there is none
        self.extra = 0.0  # what parts the next row from a block that ends with a rule

    def body(self, blocks: Sequence[Block]) -> list[Row]:
        """The rows of every block that is no signature."""
        standing = [block for block in blocks if stands(block, self.paper, self.words.values)]
        at = 0
        while at < len(standing):
            block = standing[at]
            following = standing[at + 1 :]
            if isinstance(block, Entry):
                beside = next((one for one in following[:1] if isinstance(one, Entry) and one.beside), None)
                self._entry(block, beside)
                at += beside is not None
            elif isinstance(block, Paragraph):
                joined = _joined(following)
                self._paragraph(block, joined)
                at += len(joined)
            elif isinstance(block, Address):
                self._address(block)
            elif isinstance(block, MissingList):
                self._missing(block)
            elif isinstance(block, ResultTable):
                self._results(block)
            at += 1
        return self.rows

    def _add(self, lines: Sequence[Row], gap: float) -> None:
        if lines:
            self.rows += [replace(lines[0], gap=gap + self.extra), *lines[1:]]
            self.extra = 0.0

    def _line(self, x: float, line: Line, size: float) -> Callable[[Drawing, float], None]:
        return lambda drawing, y: drawing.line(x, y, line, size)

    def _entry(self, block: Entry, beside: Entry | None) -> None:
        m = self.m
        runs = self._said(block)
        other = self._said(beside) if beside else []
        if other and line_width((*runs, *other), m.body) + APART <= m.room:

            def paint(drawing: Drawing, y: float) -> None:
                drawing.line(m.left, y, tuple(runs), m.body)
                drawing.line(m.end - line_width(tuple(other), m.body), y, tuple(other), m.body)

            self._add([Row(m.line, paint)], 0)
            return
        if other:
            runs = [*runs, (". ", Face.REGULAR), *other]
        self._add(unparted(self._lines(runs)), 0)

    def _said(self, block: Entry) -> list[Run]:
        label = (f"{composed(block.label)} ", Face.REGULAR)
        if self.words.empty(block.value):
            return [label, (self.words.none, Face.REGULAR)]
        return [label, *self.words.runs(block.value)]

    def _lines(self, runs: Sequence[Run], indent: float = 0, justified: bool = False) -> list[Row]:
        """A paragraph from margin to margin; its first line may be indented."""
        m = self.m
        lines = flowed(runs, m.body, m.room, indent)
        rows = []
        for number, line in enumerate(lines):
            x = m.left + (indent if number == 0 else 0)
            whole = justified and number < len(lines) - 1
            rows.append(Row(m.line, self._spread(x, line) if whole else self._line(x, line, m.body)))
        return rows

    def _spread(self, x: float, line: Line) -> Callable[[Drawing, float], None]:
        m = self.m
        return lambda drawing, y: spread(drawing, x, y, line, m.body, m.end - x)

    def _paragraph(self, block: Paragraph, joined: Sequence[Paragraph]) -> None:
        runs = self.words.sentence(block.text)
        for more in joined:
            runs += [(" ", Face.REGULAR), *self.words.sentence(more.text)]
        lines = unparted(self._lines(runs, self.m.indent, self.m.justified))
        self._add(lines, self.m.paragraph if self.rows else 0)

    def _address(self, block: Address) -> None:
        m = self.m
        label = f"{composed(block.label)} "
        x = m.left + m.address + width(label, Face.REGULAR, m.body)
        texts = [block.name, *(line for line in block.lines if not self.words.empty(line))]
        lines = [line for text in texts for line in flowed(self.words.runs(text), m.body, m.end - x)]
        rows = [
            Row(m.line, self._labelled("" if number else label, x, line)) for number, line in enumerate(lines)
        ]
        self._add(kept(rows), 0)
        self.extra = m.paragraph

    def _labelled(self, label: str, x: float, line: Line) -> Callable[[Drawing, float], None]:
        m = self.m

        def paint(drawing: Drawing, y: float) -> None:
            drawing.text(m.left + m.address, y, label.rstrip(), Face.REGULAR, m.body)
            drawing.line(x, y, line, m.body)

        return paint

    def _missing(self, block: MissingList) -> None:
        papers = self.paper.missing
        for number, paper in enumerate(papers, 1):
            rows = kept(self._item(block, number, paper, len(papers)))
            if number == 1 and self.rows:
                self.rows[-1] = replace(self.rows[-1], keep=True)
            self.last_item = len(self.rows)
            self._add(rows, 0)
        self.extra = self.m.missing.last if papers else 0.0

    def _item(self, block: MissingList, number: int, paper: MissingPaper, count: int) -> list[Row]:
        m, of = self.m, self.m.missing
        name = f"{number}. {paper.name}" + (f", {paper.point}" if paper.point else "")
        x = m.left + of.indent
        lines = wrapped(composed(name), Face.BOLD, of.name, m.end - x)

        def first(drawing: Drawing, y: float) -> None:
            top = y - of.first
            drawing.rule(m.left, top, m.end, top, _HEAVY if number == 1 else _LIGHT)
            bare(drawing, y)

        def bare(drawing: Drawing, y: float) -> None:
            drawing.frame(m.left, y - of.box + 0.55, m.left + of.box, y + 0.55, 0.6)
            drawing.text(x, y, lines[0], Face.BOLD, of.name)

        rows = [Row(of.last + of.first, first, top=(m.line, bare))]
        rows += [Row(of.name_line, self._line(x, ((line, Face.BOLD),), of.name)) for line in lines[1:]]
        said = [(block.bring, paper.bring), (block.where, paper.where)]
        rows += self._values([(label, value) for label, value in said if composed(value)])
        if number == count:
            rows[-1] = replace(
                rows[-1],
                depth=of.last,
                paint=_after(
                    rows[-1].paint, lambda d, y: d.rule(m.left, y + of.last, m.end, y + of.last, _HEAVY)
                ),
            )
        return rows

    def _values(self, said: Sequence[tuple[str, str]]) -> list[Row]:
        """``label: value`` under the name of a missing paper, the values in one column."""
        m, of = self.m, self.m.missing
        rows = []
        for number, (label, value) in enumerate(said):
            x = m.left + max(of.value, of.indent + width(label, Face.REGULAR, m.body) + 2)
            for index, text in enumerate(wrapped(composed(value), Face.REGULAR, m.body, m.end - x)):
                mark = label if index == 0 else ""
                down = of.row if number == 0 and index == 0 else m.line
                rows.append(Row(down, self._beside(mark, x, text)))
        return rows

    def _beside(self, label: str, x: float, text: str) -> Callable[[Drawing, float], None]:
        m = self.m

        def paint(drawing: Drawing, y: float) -> None:
            drawing.text(m.left + m.missing.indent, y, label, Face.REGULAR, m.body)
            drawing.text(x, y, text, Face.REGULAR, m.body)

        return paint

    def _results(self, block: ResultTable) -> None:
        table = [
            (str(number), one.kind, one.mark, one.summary) for number, one in enumerate(self.paper.results, 1)
        ]
        heads = (block.number, block.result, block.mark, block.summary)
        head = self._table_row(heads, Face.BOLD, first=True)
        rows = [replace(row, keep=True) for row in head]
        for cells in table:
            rows += kept([replace(row, head=_together(head)) for row in self._table_row(cells, Face.REGULAR)])
        self._add(rows, 0.8)
        self.extra = self.m.table_line * 0.5

    def _table_row(self, cells: Sequence[str], face: Face, first: bool = False) -> list[Row]:
        """A row of the table, line by line, each with its part of the rules."""
        m = self.m
        edges = [m.left]
        for share in _SHARES:
            edges.append(edges[-1] + share * m.room)
        columns = [
            wrapped(composed(cell), face, m.table, edges[index + 1] - edges[index] - 2 * _CELL)
            for index, cell in enumerate(cells)
        ]
        count = max(len(column) for column in columns)
        pad = m.table_line * 0.2

        def paint(number: int) -> Callable[[Drawing, float], None]:
            def draw(drawing: Drawing, y: float) -> None:
                top, bottom = y - m.table_line * 0.82, y + m.table_line * 0.18 + pad
                top -= pad if number == 0 else 0
                bottom += 0 if number == count - 1 else -pad
                if number == 0 and first:
                    drawing.rule(m.left, top, m.end, top, _GRID)
                if number == count - 1:
                    drawing.rule(m.left, bottom, m.end, bottom, _GRID)
                for edge in edges:
                    drawing.rule(edge, top, edge, bottom, _GRID)
                for index, column in enumerate(columns):
                    if number < len(column):
                        self._cell(drawing, edges, index, y, column[number], face)

            return draw

        rows = []
        for number in range(count):
            extra = pad if number == 0 else 0
            depth = m.table_line * 0.18 + (pad if number == count - 1 else 0)
            down = m.table_line + extra + (pad if number == 0 else 0)
            rows.append(Row(down, paint(number), depth=depth))
        return rows

    def _cell(
        self, drawing: Drawing, edges: Sequence[float], index: int, y: float, text: str, face: Face
    ) -> None:
        if index == 0 or face is Face.BOLD:
            drawing.centred((edges[index] + edges[index + 1]) / 2, y, text, face, self.m.table)
        else:
            drawing.text(edges[index] + _CELL, y, text, face, self.m.table)


def _after(
    paint: Callable[[Drawing, float], None], more: Callable[[Drawing, float], None]
) -> Callable[[Drawing, float], None]:
    def both(drawing: Drawing, y: float) -> None:
        paint(drawing, y)
        more(drawing, y)

    return both


def _together(rows: Sequence[Row]) -> Row:
    """Several rows as one, with the baseline of the last."""
    below = [sum(row.down for row in rows[index + 1 :]) for index in range(len(rows))]

    def paint(drawing: Drawing, y: float) -> None:
        for row, up in zip(rows, below, strict=True):
            row.paint(drawing, y - up)

    return Row(sum(row.down for row in rows), paint, depth=rows[-1].depth)


def _joined(following: Sequence[Block]) -> list[Paragraph]:
    joined: list[Paragraph] = []
    for block in following:
        if not isinstance(block, Paragraph) or not block.joins:
            break
        joined.append(block)
    return joined
