"""A page as it is laid out, in mm from the top left corner, and the document that holds the pages.

A layout only records what stands where, so it can be measured and thrown away before
anything is drawn; the document turns what is kept into PDF.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from typing import Any

from counter_app.documents.fonts import POINTS_PER_MM, READING, Face, font, width
from counter_app.documents.text import Line


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text on its baseline; ``grey`` 0 is black."""

    x: float
    y: float
    text: str
    face: Face
    size: float
    grey: float = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule, or with ``frame`` the rectangle between its two corners; ``weight`` in points."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float
    grey: float = 0
    dash: float = 0
    frame: bool = False


@dataclass(slots=True)
class Drawing:
    """What stands on a page or a part of one."""

    texts: list[Text] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    blocks: list[tuple[float, float, float, float]] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, face: Face, size: float, grey: float = 0) -> None:
        """Text that begins at ``x``."""
        if text:
            self.texts.append(Text(x, y, text, face, size, grey))

    def centred(self, x: float, y: float, text: str, face: Face, size: float) -> None:
        """Text whose middle is at ``x``."""
        self.text(x - width(text, face, size) / 2, y, text, face, size)

    def flush(self, x: float, y: float, text: str, face: Face, size: float, grey: float = 0) -> None:
        """Text that ends at ``x``."""
        self.text(x - width(text, face, size), y, text, face, size, grey)

    def line(self, x: float, y: float, line: Line, size: float) -> None:
        """A line of runs that begins at ``x``."""
        for text, face in line:
            self.text(x, y, text, face, size)
            x += width(text, face, size)

    def rule(
        self, x1: float, y1: float, x2: float, y2: float, weight: float, grey: float = 0, dash: float = 0
    ) -> None:
        """A straight rule of ``weight`` points; ``dash`` is the length of a dash in mm."""
        self.rules.append(Rule(x1, y1, x2, y2, weight, grey, dash))

    def frame(self, x1: float, y1: float, x2: float, y2: float, weight: float) -> None:
        """A rectangle, its line centred on the corners given."""
        self.rules.append(Rule(x1, y1, x2, y2, weight, frame=True))


class Document:
    """A PDF of pages of one size; ``invariant`` gives the same bytes for the same content."""

    def __init__(self, page_width: float, page_height: float, title: str, invariant: bool) -> None:
        from reportlab import rl_config  # noqa: PLC0415 - the window starts without ReportLab
        from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415

        # Page streams as text are a quarter larger and the slowest part of a long ledger.
        rl_config.useA85 = 0
        self._height = page_height * POINTS_PER_MM
        self._file = BytesIO()
        self._canvas = Canvas(
            self._file,
            pagesize=(page_width * POINTS_PER_MM, self._height),
            pageCompression=1,
            invariant=int(invariant),
            # Naming a face of our own keeps Helvetica, which is never embedded, out of the file.
            initialFontName=font(Face.REGULAR).fontName,
            lang="vi",
        )
        self._canvas.setTitle(title)
        self._canvas.setSubject(title)
        self._canvas.setAuthor("Counter")
        self._canvas.setCreator("Counter")
        # The symbols are whole printer dots: a reader must not offer to fit the page.
        self._canvas.setViewerPreference("PrintScaling", "None")
        self._shown: dict[tuple[Face, str], tuple[tuple[str, str], ...]] = {}
        self._kept = 0

    def keep(self, drawing: Drawing) -> str:
        """Store ``drawing`` once, to be placed on several pages by the name returned."""
        self._kept += 1
        name = f"part{self._kept}"
        self._canvas.beginForm(name)
        self._put(drawing)
        self._canvas.endForm()
        return name

    def place(self, part: str | Drawing, x: float = 0, y: float = 0) -> None:
        """Put a kept or a fresh drawing on the open page, ``x`` mm further right and ``y`` mm lower."""
        canvas = self._canvas
        moved = bool(x or y)
        if moved:
            canvas.saveState()
            canvas.translate(x * POINTS_PER_MM, -y * POINTS_PER_MM)
        if isinstance(part, str):
            canvas.doForm(part)
        else:
            self._put(part)
        if moved:
            canvas.restoreState()

    def end_page(self) -> None:
        """Close the open page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """The bytes of the file."""
        with READING:
            self._canvas.save()
        return self._file.getvalue()

    def _put(self, drawing: Drawing) -> None:
        operators = [*self._rules(drawing.rules), *self._blocks(drawing.blocks), *self._texts(drawing.texts)]
        self._canvas.addLiteral("\n".join(operators))

    def _at(self, x: float, y: float) -> str:
        return f"{x * POINTS_PER_MM:.3f} {self._height - y * POINTS_PER_MM:.3f}"

    def _rules(self, rules: Iterable[Rule]) -> Iterable[str]:
        kind: Any = None
        for one in rules:
            if (one.weight, one.grey, one.dash) != kind:
                kind = (one.weight, one.grey, one.dash)
                dash = f"{one.dash * POINTS_PER_MM:.3f}" if one.dash else ""
                yield f"{one.weight} w {one.grey} G [{dash}] 0 d"
            if one.frame:
                size = f"{(one.x2 - one.x1) * POINTS_PER_MM:.3f} {(one.y1 - one.y2) * POINTS_PER_MM:.3f}"
                yield f"{self._at(one.x1, one.y1)} {size} re S"
            else:
                yield f"{self._at(one.x1, one.y1)} m {self._at(one.x2, one.y2)} l S"
        if kind:
            yield "0 G [] 0 d"

    def _blocks(self, blocks: Iterable[tuple[float, float, float, float]]) -> Iterable[str]:
        # One path for all: where two blocks touch no reader shows a hair line between them.
        path = [
            f"{self._at(x, y)} {across * POINTS_PER_MM:.5f} {-down * POINTS_PER_MM:.5f} re"
            for x, y, across, down in blocks
        ]
        return [*path, "f"] if path else []

    def _texts(self, texts: Iterable[Text]) -> Iterable[str]:
        yield "BT"
        set_in: tuple[str, float] | None = None
        grey = 0.0
        for one in texts:
            if one.grey != grey:
                grey = one.grey
                yield f"{grey} g"
            place = f"1 0 0 1 {self._at(one.x, one.y)} Tm"
            for name, letters in self._letters(one.face, one.text):
                if (name, one.size) != set_in:
                    set_in = (name, one.size)
                    yield f"{name} {one.size} Tf"
                yield f"{place} {letters} Tj"
                place = ""
        yield "0 g ET" if grey else "ET"

    def _letters(self, face: Face, text: str) -> tuple[tuple[str, str], ...]:
        """``text`` in the letters of this document's subset of ``face``: name of the subset and its codes."""
        key = (face, text)
        if key not in self._shown:
            one, document = font(face), self._canvas._doc
            self._shown[key] = tuple(
                (one.getSubsetInternalName(subset, document), f"<{codes.hex()}>")
                for subset, codes in one.splitString(text, document)
            )
        return self._shown[key]


def stamp(moment: datetime) -> str:
    """``23/11/2026 09:12``, as the small lines write a moment."""
    return f"{moment:%d/%m/%Y %H:%M}"
