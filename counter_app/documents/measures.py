"""The measures of the receipt on each sheet: lengths in mm from the top left corner, type in points.

Gaps are from one baseline to the next unless a rule or a frame is named.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingMeasures:
    """Heading of a form: unit lines left, quốc hiệu and tiêu ngữ right, the line with the date below."""

    first: float
    size: float
    line: float
    unit_rule: float
    motto_rule: float
    date_size: float
    date_gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMeasures:
    """Machine strip at the foot: bars left, note in the middle, QR right."""

    bars_y: float
    bars_height: float
    bottom: float
    digits: float
    digits_y: float
    note: float
    note_line: float
    note_first: float
    form: float
    form_y: float

    @property
    def rule_y(self) -> float:
        """Where the grey rule above the strip runs."""
        return self.bars_y - 1.8


@dataclass(frozen=True, slots=True, kw_only=True)
class TableMeasures:
    """Table of the papers handed in; ``first`` is from a row's top to its first baseline."""

    size: float
    line: float
    pad: float
    first: float
    number: float
    kind: float
    count: float
    cell: float = 1.3


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxMeasures:
    """The promise box; each measure from the frame's top or the baseline before."""

    inside: float
    label: float
    first: float
    date: float
    due_line: float
    due_size: float
    due_next: float
    rule: float
    row: float
    phone_gap: float
    last: float
    time_size: float
    date_size: float
    phone_size: float
    between: float = 2.6


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetMeasures:
    """What the sheets of all forms have: size, margins, type and line of the text, heading."""

    width: float
    height: float
    left: float
    right: float
    body: float
    line: float
    heading: HeadingMeasures

    @property
    def end(self) -> float:
        """The right edge of the text."""
        return self.width - self.right

    @property
    def room(self) -> float:
        """The width of the text."""
        return self.end - self.left


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures(SheetMeasures):
    """One sheet of the receipt."""

    title: float
    title_gap: float
    code: float
    code_gap: float
    fields_gap: float
    list_gap: float
    table_gap: float
    after_table: float
    box_gap: float
    after_box: float
    sign_gap: float
    sign_room: float
    initials_room: float
    fold: float | None
    strip: StripMeasures
    table: TableMeasures
    box: BoxMeasures

    def shrunk(self, factor: float) -> "Measures":
        """The same sheet with smaller body type; promise, title and symbols keep their size."""
        return replace(
            self,
            body=round(self.body * factor, 2),
            line=self.line * factor,
            sign_room=self.sign_room * factor,
        )


A5 = Measures(
    width=148,
    height=210,
    left=14,
    right=10,
    body=10,
    line=4.36,
    title=13,
    title_gap=8.5,
    code=11,
    code_gap=4.8,
    fields_gap=6.25,
    list_gap=0.8,
    table_gap=2.0,
    after_table=4.35,
    box_gap=2.3,
    after_box=4.8,
    sign_gap=6.25,
    sign_room=11.2,
    initials_room=8,
    fold=105,
    heading=HeadingMeasures(
        first=9.65, size=9, line=4.05, unit_rule=1.55, motto_rule=1.95, date_size=9.2, date_gap=5.65
    ),
    strip=StripMeasures(
        bars_y=187.4,
        bars_height=12,
        bottom=203.0,
        digits=8.5,
        digits_y=203.0,
        note=8,
        note_line=3.3,
        note_first=189.4,
        form=6.5,
        form_y=202.7,
    ),
    table=TableMeasures(size=9.5, line=4.2, pad=0.75, first=3.5, number=8, kind=31, count=15),
    box=BoxMeasures(
        inside=3,
        label=36,
        first=4.35,
        date=12.25,
        due_line=5.25,
        due_size=9.5,
        due_next=4.15,
        rule=2.5,
        row=4.15,
        phone_gap=4.95,
        last=2.8,
        time_size=13,
        date_size=20,
        phone_size=13,
    ),
)

A4 = Measures(
    width=210,
    height=297,
    left=30,
    right=15,
    body=13,
    line=5.9,
    title=15,
    title_gap=11.6,
    code=14,
    code_gap=6.5,
    fields_gap=8.5,
    list_gap=1.0,
    table_gap=2.7,
    after_table=6.0,
    box_gap=3.0,
    after_box=6.5,
    sign_gap=8.7,
    sign_room=17,
    initials_room=11,
    fold=None,
    heading=HeadingMeasures(
        first=23.1, size=12, line=5.3, unit_rule=2.1, motto_rule=2.35, date_size=12.5, date_gap=7.4
    ),
    strip=StripMeasures(
        bars_y=263.7,
        bars_height=14,
        bottom=281.8,
        digits=10,
        digits_y=281.8,
        note=9.5,
        note_line=4.1,
        note_first=266.1,
        form=8,
        form_y=281.7,
    ),
    table=TableMeasures(size=12, line=5.2, pad=1.0, first=4.4, number=11, kind=38, count=20),
    box=BoxMeasures(
        inside=4,
        label=48,
        first=5.75,
        date=17.05,
        due_line=7.15,
        due_size=12,
        due_next=5.2,
        rule=3.15,
        row=5.6,
        phone_gap=6.65,
        last=3.5,
        time_size=16,
        date_size=26,
        phone_size=16,
    ),
)
