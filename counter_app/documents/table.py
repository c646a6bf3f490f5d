"""A table on a form: its columns, its rows as set, its rules. Every list, slip and receipt draws with it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Drawing
from counter_app.documents.text import Run, composed, cut, flowed, wrapped

CAPITAL = 0.66 * 0.3528  # height of a capital in mm, for a point of type
NUMBERS_SIZE, NUMBERS_RISE = 8.0, 1.25  # of the row of column numbers: type, baseline above its lower edge
HEAD_CELL = 0.9

#: A piece of text in a row: x in mm, number of its line, the text and its face. A line may stand
#: lower than the lines before it ask, by a part of one.
Placed = tuple[float, float, str, Face]


@dataclass(frozen=True, slots=True)
class Row:
    """One row as set: its texts, and its height in mm."""

    texts: tuple[Placed, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How a table is set: type and rules in points, the rest in mm.

    ``first`` is from a row's top to its first baseline, ``pad`` what a row has beyond its
    lines, ``cell`` the white beside a rule, ``lowest`` the height that a row has at least.
    """

    size: float
    line: float
    first: float
    pad: float
    cell: float
    lowest: float = 0
    outer: float = 0.8
    inner: float = 0.3


@dataclass(frozen=True)
class Columns:
    """Columns side by side from ``left``, of ``widths`` mm."""

    left: float
    widths: tuple[float, ...]
    setting: Setting

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """Where the rules between the columns run, from the left edge to the right one."""
        return tuple(self.left + sum(self.widths[:number]) for number in range(len(self.widths) + 1))

    def room(self, column: int) -> float:
        """The width that text has in a column."""
        return self.widths[column] - 2 * self.setting.cell

    def lines(self, column: int, text: str, face: Face = Face.REGULAR, most: int = 0) -> tuple[str, ...]:
        """``text`` as lines that fit the column; ``most`` cuts a longer one at a word with "…"."""
        return _fitted(text, face, self.setting.size, self.room(column), most)

    def at_left(
        self,
        texts: list[Placed],
        column: int,
        lines: Sequence[str],
        face: Face = Face.REGULAR,
        first: float = 0,
    ) -> None:
        """Put ``lines`` at the left of a column, the first on line ``first``."""
        x = self.edges[column] + self.setting.cell
        texts += [(x, first + number, line, face) for number, line in enumerate(lines)]

    def centred(
        self,
        texts: list[Placed],
        column: int,
        lines: Sequence[str],
        face: Face = Face.REGULAR,
        first: float = 0,
    ) -> None:
        """Put ``lines`` in the middle of a column, the first on line ``first``."""
        middle = (self.edges[column] + self.edges[column + 1]) / 2
        size = self.setting.size
        for number, line in enumerate(lines):
            texts.append((middle - width(line, face, size) / 2, first + number, line, face))

    def run_in(self, texts: list[Placed], column: int, runs: Sequence[Run], first: float = 0) -> int:
        """Put runs of several faces into a column as one paragraph; returns how many lines it has."""
        lines = flowed(runs, self.setting.size, self.room(column))
        for number, line in enumerate(lines):
            x = self.edges[column] + self.setting.cell
            for text, face in line:
                texts.append((x, first + number, text, face))
                x += width(text, face, self.setting.size)
        return len(lines)

    def row(self, texts: Sequence[Placed]) -> Row:
        """The row of these texts, as high as its last line asks."""
        lines = max((line for _x, line, _text, _face in texts), default=0) + 1
        height = lines * self.setting.line + self.setting.pad
        return Row(tuple(texts), max(self.setting.lowest, height))

    def draw(self, drawing: Drawing, rows: Sequence[Row], top: float, framed_from: float) -> float:
        """Draw ``rows`` from ``top`` with their rules and the frame, whose upper edge is ``framed_from``.

        Returns the lower edge.
        """
        s, y = self.setting, top
        for number, row in enumerate(rows):
            if number:
                drawing.rule(self.edges[0], y, self.edges[-1], y, s.inner)
            base = y + s.first
            for x, line, text, face in row.texts:
                drawing.text(x, base + line * s.line, text, face, s.size)
            y += row.height
        if rows:
            for edge in self.edges[1:-1]:
                drawing.rule(edge, top, edge, y, s.inner)
        drawing.frame(self.edges[0], framed_from, self.edges[-1], y, s.outer)
        return y


@lru_cache(maxsize=4096)
def _fitted(text: str, face: Face, size: float, room: float, most: int) -> tuple[str, ...]:
    text = composed(text)
    if not text:
        return ()
    lines = wrapped(text, face, size, room)
    return cut(lines, most, lambda part: width(part, face, size) <= room) if most else lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Heads of columns: heights in mm; ``group`` is the first and last column under a head in common.

    Without ``numbers`` there is no row of column numbers under the heads.
    """

    titles: Sequence[str]
    rest: float
    group: tuple[int, int, str] | None = None
    group_height: float = 0
    numbers: float = 0

    @property
    def height(self) -> float:
        """Height of the heads altogether."""
        return self.group_height + self.rest + self.numbers


def heads_height(columns: Columns, titles: Sequence[str]) -> float:
    """The height that a row of heads needs, in mm."""
    s = columns.setting
    most = max(
        len(wrapped(title, Face.BOLD, s.size, wide - HEAD_CELL))
        for title, wide in zip(titles, columns.widths, strict=True)
    )
    return most * s.line + s.pad


def draw_heads(drawing: Drawing, columns: Columns, heads: Heads, top: float = 0) -> None:
    """Draw the heads of ``columns`` from ``top``, with the rule under them."""
    s, edges = columns.setting, columns.edges
    first, last, common = heads.group or (0, -1, "")
    under = range(first, last + 1)
    low, bottom = top + heads.group_height + heads.rest, top + heads.height
    for index, title in enumerate(heads.titles):
        upper = top + heads.group_height if index in under else top
        _head(drawing, columns, title, (index, index + 1), (upper, low))
    if under:
        line = top + heads.group_height
        _head(drawing, columns, common, (first, last + 1), (top, line))
        drawing.rule(edges[first], line, edges[last + 1], line, s.inner)
    if heads.numbers:
        drawing.rule(edges[0], low, edges[-1], low, s.inner)
        for index in range(len(heads.titles)):
            middle = (edges[index] + edges[index + 1]) / 2
            drawing.centred(middle, bottom - NUMBERS_RISE, str(index + 1), Face.ITALIC, NUMBERS_SIZE)
    drawing.rule(edges[0], bottom, edges[-1], bottom, s.inner)
    for index, edge in enumerate(edges[1:-1], 1):
        inside = index in under and index != first
        drawing.rule(edge, top + heads.group_height if inside else top, edge, bottom, s.inner)


def _head(
    drawing: Drawing, columns: Columns, text: str, at: tuple[int, int], between: tuple[float, float]
) -> None:
    s, (left, right) = columns.setting, (columns.edges[at[0]], columns.edges[at[1]])
    lines = wrapped(text, Face.BOLD, s.size, right - left - HEAD_CELL)
    y = sum(between) / 2 - (len(lines) - 1) * s.line / 2 + CAPITAL * s.size / 2
    for number, line in enumerate(lines):
        drawing.centred((left + right) / 2, y + number * s.line, line, Face.BOLD, s.size)
