"""Forms, with all their rules and symbols, against a bare canvas that writes only the same strings."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from bench.samples import ledger_paper, receipt_paper
from bench.timing import Measure, median, paired
from counter_app.core.papers import Sheet
from counter_app.documents import receipt, register
from counter_app.documents.fonts import POINTS_PER_MM, font
from counter_app.documents.page import Document, Drawing

Page = list[tuple[Drawing, float, float]]


def measures() -> Iterator[Measure]:
    """Receipt warm, and the ledger of 10,000 rows."""
    paper = receipt_paper()
    numbers = iter(range(10_000))

    def fresh() -> bytes:
        # Every receipt is another one: nothing may come out of a cache of the last.
        return receipt.draw(replace(paper, printed_at=paper.printed_at + timedelta(minutes=next(numbers))))

    size, pages = recorded(lambda: receipt.draw(paper, Sheet.A5))
    ours, bare = paired(fresh, lambda: written_bare(size, pages), rounds=60, warm_up=5)
    yield Measure("receipt, warm (2 copies)", median(ours), median(bare), 2.0, "bare canvas, same strings")

    ledger = ledger_paper(10_000)
    size, pages = recorded(lambda: register.draw(ledger))
    ours, bare = paired(lambda: register.draw(ledger), lambda: written_bare(size, pages), rounds=3, warm_up=0)
    yield Measure("ledger of 10,000 rows", median(ours), median(bare), 1.5, "bare canvas, same strings")


def recorded(draw: Callable[[], bytes]) -> tuple[tuple[float, float], list[Page]]:
    """The page size and everything that ``draw`` puts on each page."""
    with _recording() as record:
        draw()
    return record.size, record.pages


class _Record:
    def __init__(self) -> None:
        self.size = (0.0, 0.0)
        self.kept: dict[str, Drawing] = {}
        self.pages: list[Page] = [[]]


@contextmanager
def _recording() -> Iterator[_Record]:
    record = _Record()
    start, keep, place, end_page = Document.__init__, Document.keep, Document.place, Document.end_page

    def recorded_start(self: Document, width: float, height: float, *rest: Any) -> None:
        record.size = (width, height)
        start(self, width, height, *rest)

    def recorded_keep(self: Document, drawing: Drawing) -> str:
        name = keep(self, drawing)
        record.kept[name] = drawing
        return name

    def recorded_place(self: Document, part: str | Drawing, x: float = 0, y: float = 0) -> None:
        record.pages[-1].append((record.kept[part] if isinstance(part, str) else part, x, y))
        place(self, part, x, y)

    def recorded_end(self: Document) -> None:
        record.pages.append([])
        end_page(self)

    replaced = {
        "__init__": recorded_start,
        "keep": recorded_keep,
        "place": recorded_place,
        "end_page": recorded_end,
    }
    for name, method in replaced.items():
        setattr(Document, name, method)
    try:
        yield record
    finally:
        for name, method in zip(replaced, (start, keep, place, end_page), strict=True):
            setattr(Document, name, method)
    record.pages.pop()


def written_bare(size: tuple[float, float], pages: list[Page]) -> bytes:
    """The strings of the recorded pages on a bare canvas: setFont and drawString."""
    file = BytesIO()
    height = size[1] * POINTS_PER_MM
    canvas = Canvas(file, pagesize=(size[0] * POINTS_PER_MM, height), pageCompression=1)
    for page in pages:
        for drawing, dx, dy in page:
            _write(canvas, drawing, dx, dy, height)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def _write(canvas: Canvas, drawing: Drawing, dx: float, dy: float, height: float) -> None:
    mm = POINTS_PER_MM
    for text in drawing.texts:
        canvas.setFont(font(text.face).fontName, text.size)
        canvas.drawString((text.x + dx) * mm, height - (text.y + dy) * mm, text.text)
