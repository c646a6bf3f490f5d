"""The texts of a form with the fields of its paper filled in, as runs of letters in their faces."""

from string import Formatter

from counter_app.core.forms import SlipField, marked, places
from counter_app.core.slips import SlipPaper, fields
from counter_app.documents.fonts import Face, width
from counter_app.documents.page import Drawing
from counter_app.documents.text import Line, Run, composed, line_width, phone_words

#: A bold field of so many letters or more is set regular: it would be a black block.
LONG_FIELD = 120

_PHONES = (
    SlipField.PHONE,
    SlipField.HOTLINE,
    SlipField.COLLECTOR_PHONE,
    SlipField.OFFICER_PHONE,
)


class Words:
    """Fills the fields of one paper into the texts of its form."""

    def __init__(self, paper: SlipPaper) -> None:
        self.paper = paper
        self.none = paper.form.words["none"]
        self.values: dict[str, str] = {
            name: phone_words(value).replace(" ", "\N{NO-BREAK SPACE}")
            if name in _PHONES
            else composed(value)
            for name, value in fields(paper).items()
        }

    def empty(self, text: str) -> bool:
        """Whether ``text`` names fields, and none of them says anything."""
        named = places(text)
        return bool(named) and not any(self.values[name] for name in named)

    def plain(self, text: str) -> str:
        """``text`` filled in; an empty field leaves nothing."""
        return composed(Formatter().vformat(text, (), self.values))

    def runs(self, text: str) -> list[Run]:
        """``text`` filled in, its marked words bold; an empty field says so."""
        said = {name: value or self.none for name, value in self.values.items()}
        runs: list[Run] = []
        for part, bold in marked(text):
            filled = Formatter().vformat(part, (), said)
            heavy = bold and len(filled) < LONG_FIELD
            runs.append((filled, Face.BOLD if heavy else Face.REGULAR))
        return runs

    def sentence(self, text: str) -> list[Run]:
        """``text`` filled in, with a capital where it begins with a field."""
        runs = self.runs(text)
        if text.lstrip("*").startswith("{"):
            (first, face), *rest = runs
            runs = [(first[:1].upper() + first[1:], face), *rest]
        return runs


def spread(drawing: Drawing, x: float, y: float, line: Line, size: float, room: float) -> None:
    """Draw ``line`` with its spaces widened so that it ends at ``x + room`` (mm)."""
    words: list[list[Run]] = [[]]
    for text, face in line:
        for index, part in enumerate(text.split(" ")):
            if index:
                words.append([])
            if part:
                words[-1].append((part, face))
    words = [word for word in words if word]
    taken = sum(line_width(tuple(word), size) for word in words)
    gap = (room - taken) / max(1, len(words) - 1)
    for index, word in enumerate(words):
        for place, (text, face) in enumerate(word):
            # The space goes with the word: text copied from the page keeps it.
            ends = place == len(word) - 1 and index < len(words) - 1
            drawing.text(x, y, f"{text} " if ends else text, face, size)
            x += width(text, face, size)
        x += gap
