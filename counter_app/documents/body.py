"""The body of a form, filled from top to bottom: heading, title, fields run in, signatures."""

from collections.abc import Mapping, Sequence
from datetime import date

from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import Measures
from counter_app.documents.page import Drawing
from counter_app.documents.parts import Heading, heading
from counter_app.documents.text import Run, balanced, composed, flowed, line_width, wrapped
from counter_app.i18n import long_date

APART = 4.0  # mm between two fields on one line
SIGN_SMALLER = 0.5  # points
FIRST_SHARE, SECOND_SHARE = 0.25, 0.75  # of the width, where the two signatures stand


class Body:
    """Fills a drawing from top to bottom; ``y`` is the last baseline or lower edge, in mm."""

    def __init__(self, words: Mapping[str, str], m: Measures, drawing: Drawing) -> None:
        self.words = words
        self.m = m
        self.drawing = drawing
        self.y = 0.0

    def opening(self, lines: Sequence[str], place: str, day: date, code: str) -> Heading:
        """Heading, place and date, title, and the code where there is one."""
        m, words, drawing = self.m, self.words, self.drawing
        top = heading(drawing, m.heading, words, lines, m.left, m.end)
        dated = words["place_date"].format(place=composed(place), date=long_date(day))
        drawing.centred(top.right_centre, top.baseline, dated, Face.ITALIC, m.heading.date_size)
        middle = m.left + m.room / 2
        self.y = top.baseline + m.title_gap
        for number, text in enumerate(balanced(words["title"], Face.BOLD, m.title, m.room)):
            self.y += m.code_gap if number else 0
            drawing.centred(middle, self.y, text, Face.BOLD, m.title)
        if code:
            self.y += m.code_gap
            drawing.centred(middle, self.y, words["code"].format(code=code), Face.BOLD, m.code)
        self.y += m.fields_gap - m.line
        return top

    def line(self, *runs: Run) -> None:
        """A paragraph from margin to margin."""
        self.paragraph(flowed(runs, self.m.body, self.m.room))

    def paragraph(self, lines: Sequence[tuple[Run, ...]]) -> None:
        """Lines as they are, each from the left margin."""
        for line in lines:
            self.y += self.m.line
            self.drawing.line(self.m.left, self.y, line, self.m.body)

    def pair(self, first: tuple[Run, ...], second: str, joint: str) -> None:
        """Two fields on one line, the second flush right; as one paragraph where they would touch."""
        m = self.m
        taken = line_width(first, m.body) + width(second, Face.REGULAR, m.body)
        if second and taken + APART > m.room:
            self.line(*first, (f"{joint} {second}", Face.REGULAR))
            return
        self.line(*first)
        self.drawing.flush(m.end, self.y, second, Face.REGULAR, m.body)

    def said(self, word: str, value: str) -> str:
        """``label: value`` of a field, or nothing where the form has no such field."""
        label = self.words[word]
        return f"{label} {value or self.words['none']}" if label else ""

    def signatures(self, names: Sequence[tuple[str, str]]) -> None:
        """The places for two signatures with the printed names: word of the title, and name."""
        m = self.m
        self.y += m.sign_gap
        title, note = self.y, self.y + m.line * 0.965
        first_name = self.y + m.line * 1.965 + m.sign_room
        self.y = first_name
        for share, (word, name) in zip((FIRST_SHARE, SECOND_SHARE), names, strict=True):
            middle = m.left + m.room * share
            self.drawing.centred(middle, title, self.words[word], Face.BOLD, m.body)
            self.drawing.centred(middle, note, self.words["sign"], Face.ITALIC, m.body - SIGN_SMALLER)
            lines = wrapped(composed(name), Face.BOLD, m.body, m.room / 2 - APART)
            for number, text in enumerate(lines):
                self.drawing.centred(middle, first_name + number * m.line, text, Face.BOLD, m.body)
            self.y = max(self.y, first_name + (len(lines) - 1) * m.line)
