"""The end of a form: who signs, side by side with a second signature or with those who get the letter."""

from collections.abc import Sequence
from dataclasses import dataclass

from counter_app.core.forms import Block, Receivers, Signature
from counter_app.core.slips import SlipPaper, stands
from counter_app.documents.flow import Row
from counter_app.documents.fonts import Face
from counter_app.documents.page import Drawing
from counter_app.documents.slip_measures import SlipMeasures
from counter_app.documents.slip_text import Words
from counter_app.documents.text import composed, wrapped

NOTE_SMALLER = 0.5  # points
_APART = 4.0  # mm between the two sides
_DASH = 1.6  # mm that a dash and its space take


@dataclass(frozen=True, slots=True)
class _Signs:
    """A signature as set: the lines of its title, its note, and the lines of the printed name."""

    middle: float
    title: tuple[str, ...]
    note: str
    name: tuple[str, ...]


def sign_row(paper: SlipPaper, m: SlipMeasures, words: Words, blocks: Sequence[Block]) -> Row | None:
    """Every signature of the form and its "Nơi nhận" as one row that is never parted; None without any."""
    standing = [block for block in blocks if stands(block, paper, words.values)]
    signs = [_signs(block, m, words) for block in standing if isinstance(block, Signature)]
    receivers = [
        line for block in standing if isinstance(block, Receivers) for line in _receivers(block, m, words)
    ]
    s = m.sign
    titles = max((len(one.title) for one in signs), default=0)
    names = max((len(one.name) for one in signs), default=0)
    noted = any(one.note for one in signs)
    to_note = (titles - 1) * s.title_line + (s.note if noted else 0)
    depth = to_note + s.room + max(0, names - 1) * s.title_line + 1.2
    depth = max(depth, len(receivers) * s.receivers_line + 1)

    def paint(drawing: Drawing, y: float) -> None:
        for one in signs:
            for number, text in enumerate(one.title):
                drawing.centred(one.middle, y + number * s.title_line, text, Face.BOLD, s.title)
            drawing.centred(one.middle, y + to_note, one.note, Face.ITALIC, s.title - NOTE_SMALLER)
            for number, text in enumerate(one.name):
                base = y + to_note + s.room + number * s.title_line
                drawing.centred(one.middle, base, text, Face.BOLD, s.title)
        for number, (text, face, size) in enumerate(receivers):
            # A line that goes on stands under its words, not under its dash.
            x = m.left + (_DASH if number and not text.startswith("-") else 0)
            drawing.text(x, y + number * s.receivers_line, text, face, size)

    return Row(s.gap, paint, depth=depth) if signs or receivers else None


def _signs(block: Signature, m: SlipMeasures, words: Words) -> _Signs:
    s = m.sign
    share = 1 - s.share if block.left else s.share
    room = 2 * min(share, 1 - share) * m.room - _APART
    titles = (
        words.paper.issuer.signer_title.splitlines() if block.title == "{signer_title}" else [block.title]
    )
    title = tuple(
        line for text in titles for line in wrapped(words.plain(composed(text)), Face.BOLD, s.title, room)
    )
    name = words.plain(block.name)
    return _Signs(
        middle=m.left + share * m.room,
        title=title,
        note=words.plain(block.note),
        name=wrapped(name, Face.BOLD, s.title, room) if name else (),
    )


def _receivers(block: Receivers, m: SlipMeasures, words: Words) -> list[tuple[str, Face, float]]:
    s = m.sign
    room = (2 * s.share - 1) * m.room - _APART - _DASH
    lines = [(composed(block.label), Face.BOLD_ITALIC, s.receivers + 1)]
    for text in block.lines:
        lines += [
            (line, Face.REGULAR, s.receivers)
            for line in wrapped(words.plain(text), Face.REGULAR, s.receivers, room)
        ]
    return lines
