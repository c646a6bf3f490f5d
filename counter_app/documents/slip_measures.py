"""The measures of the forms drawn from blocks: slips of the desk and official letters, on A5 and A4.

Lengths in mm from the top left corner, type in points; gaps run from one baseline to the
next unless a rule is named. Letters on A4 follow NĐ 30/2020/NĐ-CP, annex I.
"""

from dataclasses import dataclass, replace

from counter_app.documents.measures import A4, A5, HeadingMeasures, SheetMeasures, StripMeasures


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMeasures:
    """A missing paper: box to tick, name and its two values; from the rule above to the rule below."""

    box: float
    name: float
    name_line: float
    indent: float
    value: float
    first: float
    row: float
    last: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMeasures:
    """Signatures: where the right one has its middle (a share of the width), and the room for a hand."""

    share: float
    gap: float
    title: float
    title_line: float
    note: float
    room: float
    receivers: float
    receivers_line: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipMeasures(SheetMeasures):
    """One sheet of a slip or a letter.

    ``number`` is the type of the number line; ``paragraph`` what parts two paragraphs beside
    the line; ``bottom`` where the text ends at the latest; ``smaller`` the type and line that
    are tried before a second page; ``address`` where a letter's "Kính gửi" begins.
    """

    number: float
    title: float
    title_gap: float
    code: float
    code_gap: float
    body_gap: float
    paragraph: float
    indent: float
    justified: bool
    bottom: float
    smaller: tuple[float, float]
    address: float
    table: float
    table_line: float
    missing: ListMeasures
    sign: SignMeasures
    strip: StripMeasures

    def shrunk(self) -> "SlipMeasures":
        """The same sheet in its smaller type."""
        body, line = self.smaller
        return replace(self, body=body, line=line)


_LIST_A5 = ListMeasures(box=4, name=12, name_line=5.3, indent=8, value=29, first=5.5, row=5.3, last=2.4)
_LIST_A4 = ListMeasures(box=5, name=14, name_line=6.2, indent=10, value=36, first=6.6, row=6.4, last=2.9)
_CLEAR = 2.0  # from the last line of the text to the rule of the machine strip

SLIP_A5 = SlipMeasures(
    width=A5.width,
    height=A5.height,
    left=A5.left,
    right=A5.right,
    body=10.5,
    line=4.8,
    heading=A5.heading,
    number=9.2,
    title=A5.title,
    title_gap=A5.title_gap,
    code=A5.code,
    code_gap=A5.code_gap,
    body_gap=8.3,
    paragraph=1.0,
    indent=0,
    justified=False,
    bottom=A5.strip.rule_y - _CLEAR,
    smaller=(10, 4.55),
    address=0,
    table=10,
    table_line=4.4,
    missing=_LIST_A5,
    sign=SignMeasures(
        share=0.75,
        gap=6.3,
        title=10.5,
        title_line=4.8,
        note=4.2,
        room=14.1,
        receivers=9,
        receivers_line=4.0,
    ),
    strip=A5.strip,
)

SLIP_A4 = SlipMeasures(
    width=A4.width,
    height=A4.height,
    left=A4.left,
    right=A4.right,
    body=A4.body,
    line=A4.line,
    heading=A4.heading,
    number=12.5,
    title=A4.title,
    title_gap=A4.title_gap,
    code=A4.code,
    code_gap=A4.code_gap,
    body_gap=10.5,
    paragraph=1.4,
    indent=0,
    justified=False,
    bottom=A4.strip.rule_y - _CLEAR,
    smaller=(12, 5.4),
    address=0,
    table=A4.table.size,
    table_line=A4.table.line,
    missing=_LIST_A4,
    sign=SignMeasures(
        share=0.75,
        gap=9.5,
        title=13,
        title_line=5.9,
        note=5.4,
        room=23,
        receivers=11,
        receivers_line=4.7,
    ),
    strip=A4.strip,
)

LETTER_A4 = SlipMeasures(
    width=210,
    height=297,
    left=30,
    right=15,
    body=14,
    line=6.6,
    heading=HeadingMeasures(
        first=22.9, size=12.5, line=6.0, unit_rule=2.1, motto_rule=2.3, date_size=13.5, date_gap=9.4
    ),
    number=13,
    title=14,
    title_gap=14.1,
    code=14,
    code_gap=6.6,
    body_gap=12.9,
    paragraph=2.1,
    indent=10,
    justified=True,
    bottom=257.0,
    smaller=(13, 6.1),
    address=22,
    table=12,
    table_line=5.2,
    missing=_LIST_A4,
    sign=SignMeasures(
        share=0.72,
        gap=14.4,
        title=14,
        title_line=6.6,
        note=6.0,
        room=34,
        receivers=11,
        receivers_line=4.75,
    ),
    strip=StripMeasures(
        bars_y=261.1,
        bars_height=12,
        bottom=276.9,
        digits=9,
        digits_y=276.9,
        note=9.5,
        note_line=4.1,
        note_first=272.7,
        form=8,
        form_y=276.6,
    ),
)

LETTER_A5 = replace(
    LETTER_A4,
    width=A5.width,
    height=A5.height,
    left=A5.left,
    right=A5.right,
    body=10.5,
    line=4.8,
    heading=A5.heading,
    number=9.2,
    title=11.5,
    title_gap=9.5,
    code=11,
    code_gap=4.8,
    body_gap=8.8,
    paragraph=1.2,
    indent=7,
    bottom=A5.strip.rule_y - _CLEAR,
    smaller=(10, 4.5),
    address=14,
    table=10,
    table_line=4.4,
    missing=_LIST_A5,
    sign=SignMeasures(
        share=0.72,
        gap=8.6,
        title=10.5,
        title_line=4.8,
        note=4.2,
        room=19,
        receivers=8.5,
        receivers_line=3.7,
    ),
    strip=replace(A5.strip, note=8, note_first=199.0),
)
