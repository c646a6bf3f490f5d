"""Rows of a text laid on as many pages as they need: nothing lost, nothing parted that belongs together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from counter_app.documents.page import Drawing

Paint = Callable[[Drawing, float], None]


@dataclass(frozen=True, slots=True)
class Row:
    """One row: a line, or what stands side by side on it.

    ``down`` is from the baseline before to its own, ``gap`` what is added except at the top of
    a page, ``depth`` how far it reaches below its baseline (mm); ``paint`` draws it with its
    baseline at a height. ``keep`` holds it on one page with the next row. Where a page begins
    with it, ``head`` is drawn above it, and ``top`` says how it stands and is drawn there.
    """

    down: float
    paint: Paint
    gap: float = 0
    depth: float = 0
    keep: bool = False
    head: "Row | None" = None
    top: tuple[float, Paint] | None = None


Placed = tuple[Row, float]


def kept(rows: Sequence[Row]) -> list[Row]:
    """``rows`` held together on one page."""
    return [replace(row, keep=True) for row in rows[:-1]] + list(rows[-1:])


def unparted(rows: Sequence[Row]) -> list[Row]:
    """The lines of a paragraph, of which two at least stay together at either side of a page's end."""
    if len(rows) < 2:
        return list(rows)
    return [replace(row, keep=row.keep or index in (0, len(rows) - 2)) for index, row in enumerate(rows)]


def height(rows: Sequence[Row]) -> float:
    """How far ``rows`` reach below the baseline before them, in mm."""
    return sum(row.gap + row.down for row in rows) + (rows[-1].depth if rows else 0)


def paged(rows: Sequence[Row], first_top: float, next_top: float, limit: float) -> list[list[Placed]]:
    """``rows`` with their baselines, page by page; tops are the baselines that the rows go down from.

    Rows that are kept together go to the next page together; only more than a page holds is parted.
    """
    pages: list[list[Placed]] = [[]]
    y = first_top
    for group in _groups(rows):
        fits = y + _reach(group, at_top=not pages[-1]) <= limit
        if not fits and pages[-1]:
            pages.append([])
            y = next_top
        for row in group:
            if pages[-1] and y + row.gap + row.down + row.depth > limit:
                pages.append([])
                y = next_top
            y = _place(pages[-1], row, y)
    return pages


def _place(page: list[Placed], row: Row, y: float) -> float:
    if not page and row.top is not None:
        down, paint = row.top
        row = replace(row, paint=paint)
        y += down
    elif not page and row.head is not None:
        y += row.head.down
        page.append((row.head, y))
        y += row.down
    else:
        y += row.down + (row.gap if page else 0)
    page.append((row, y))
    return y


def _reach(group: Sequence[Row], at_top: bool) -> float:
    first = group[0]
    reach = max(height(group[: end + 1]) for end in range(len(group)))
    if not at_top:
        return reach
    if first.top is not None:
        return reach - first.gap - first.down + first.top[0]
    return reach - first.gap + (first.head.down if first.head is not None else 0)


def _groups(rows: Sequence[Row]) -> list[list[Row]]:
    groups: list[list[Row]] = []
    joined = False
    for row in rows:
        if joined:
            groups[-1].append(row)
        else:
            groups.append([row])
        joined = row.keep
    return groups
