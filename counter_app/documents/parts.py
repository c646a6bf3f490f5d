"""The parts every form shares: the heading and the machine strip at its foot."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from counter_app.core.codes import grouped_scan_number
from counter_app.documents.fonts import Face, width
from counter_app.documents.measures import HeadingMeasures, SheetMeasures, StripMeasures
from counter_app.documents.page import Drawing
from counter_app.documents.symbols import Grid, bars, squares
from counter_app.documents.text import balanced, composed, flowed, wrapped

GREY = 0.35
SMALL_GREY = 0.2
QUIET_BARS = 10  # modules kept white on each side of a Code 128
QUIET_QR = 4  # modules kept white around a QR
CLEAR = 1.2  # mm from a quiet zone to the nearest text
BLOCKS_APART = 5  # mm at least between the two blocks of the heading
MOTTO_LARGER = 0.8
LEADING = 0.436  # mm of line height for a point of type: 1.236 em
SMALLEST = 5.5  # points


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a drawn heading ends and where its left line ("Liên …") stands."""

    left_centre: float
    right_centre: float
    baseline: float


def unit_lines(lines: Sequence[str], size: float, room: float) -> list[tuple[str, Face]]:
    """The unit lines as set: the last one bold, a line too long for ``room`` broken evenly."""
    faces = [Face.REGULAR] * (len(lines) - 1) + [Face.BOLD]
    return [
        (part, face)
        for line, face in zip(lines, faces, strict=True)
        for part in balanced(composed(line), face, size, room)
    ]


def heading(
    drawing: Drawing,
    m: HeadingMeasures,
    words: Mapping[str, str],
    lines: Sequence[str],
    left: float,
    right: float,
) -> Heading:
    """Draw the heading between ``left`` and ``right`` (mm); quốc hiệu stands flush right."""
    nation_width = width(words["nation"], Face.BOLD, m.size)
    room = right - left - nation_width - BLOCKS_APART
    return heading_at(drawing, m, words, lines, (left + room / 2, room), right - nation_width / 2)


def heading_at(
    drawing: Drawing,
    m: HeadingMeasures,
    words: Mapping[str, str],
    lines: Sequence[str],
    unit: tuple[float, float],
    right_centre: float,
) -> Heading:
    """Draw the heading centred where told; ``unit`` is the middle and the room of the left block."""
    centre, room = unit
    set_lines = unit_lines(lines, m.size, room) or [("", Face.BOLD)]
    y = m.first
    for number, (line, face) in enumerate(set_lines):
        y = m.first + number * m.line
        drawing.centred(centre, y, line, face, m.size)
    half = width(*set_lines[-1], m.size) * 0.42 / 2
    drawing.rule(centre - half, y + m.unit_rule, centre + half, y + m.unit_rule, 0.6)
    drawing.centred(right_centre, m.first, words["nation"], Face.BOLD, m.size)
    motto_y = m.first + m.line
    drawing.centred(right_centre, motto_y, words["motto"], Face.BOLD, m.size + MOTTO_LARGER)
    half = width(words["motto"], Face.BOLD, m.size + MOTTO_LARGER) / 2
    drawing.rule(
        right_centre - half, motto_y + m.motto_rule, right_centre + half, motto_y + m.motto_rule, 0.6
    )
    return Heading(centre, right_centre, max(y, motto_y) + m.date_gap)


def continuation(
    drawing: Drawing, m: SheetMeasures, words: Mapping[str, str], code: str, dated: str, said: Sequence[str]
) -> float:
    """Draw the heading of a further page: title, code, date and the lines ``said``; returns where its rule
    runs (mm)."""
    y = m.heading.first + 0.5
    title = f"{words['title']} {words['continued']}"
    size = min(m.body, m.body * (m.room - 20) / width(title, Face.BOLD, m.body))
    drawing.text(m.left, y, title, Face.BOLD, round(size, 2))
    y += m.line
    if code:
        drawing.text(m.left, y, words["code"].format(code=code), Face.BOLD, m.body)
    drawing.flush(m.end, y, dated, Face.ITALIC, m.body)
    for text in said:
        for line in flowed([(text, Face.REGULAR)], m.body, m.room):
            y += m.line
            drawing.line(m.left, y, line, m.body)
    y += m.line * 0.53
    drawing.rule(m.left, y, m.end, y, 0.6)
    return y


def page_number(drawing: Drawing, m: SheetMeasures, words: Mapping[str, str], page: int, pages: int) -> None:
    """Draw ``Trang 2/3`` beside the title of a further page."""
    text = words["page"].format(page=page, pages=pages)
    drawing.flush(m.end, m.heading.first + 0.5, text, Face.REGULAR, m.body)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """What the machine strip says; without numbers (a preview) the note takes the whole strip."""

    scan_number: str
    code: str
    note_label: str
    note: str
    form_line: str


def strip(drawing: Drawing, m: StripMeasures, said: Strip, left: float, right: float, grid: Grid) -> None:
    """Draw the machine strip: rule, bars with their digits, note and form line, QR."""
    drawing.rule(left, m.rule_y, right, m.rule_y, 0.3, GREY)
    note_left, note_right = left, right
    if said.scan_number:
        wide = scan_bars(drawing, m, said.scan_number, left, grid)
        note_left = left + wide + QUIET_BARS * grid.bar + CLEAR
    if said.code:
        blocks, size = squares(said.code, right, m.bottom, grid)
        drawing.blocks += blocks
        note_right = right - size - QUIET_QR * grid.square - CLEAR
    _middle(drawing, m, said, note_left, note_right - note_left)


def scan_bars(drawing: Drawing, m: StripMeasures, scan_number: str, left: float, grid: Grid) -> float:
    """Draw the bars of a scan number with its digits below; returns how wide they are."""
    blocks, wide = bars(scan_number, left, m.bars_y, m.bars_height, grid)
    drawing.blocks += blocks
    digits = grouped_scan_number(scan_number)
    drawing.centred(left + wide / 2, m.digits_y, digits, Face.SANS, m.digits)
    return wide


def _middle(drawing: Drawing, m: StripMeasures, said: Strip, left: float, room: float) -> None:
    """The note and, on the foot, the form line; both smaller where larger symbols leave less room."""
    form = m.form
    while width(said.form_line, Face.REGULAR, form) > room and form > SMALLEST:
        form -= 0.1
    form_lines = wrapped(said.form_line, Face.REGULAR, round(form, 1), room)
    form_y = m.form_y - (len(form_lines) - 1) * form * LEADING
    runs = [(f"{said.note_label} ", Face.BOLD_ITALIC)] if said.note_label else []
    runs.append((said.note, Face.ITALIC))
    note, note_line = m.note, m.note_line
    lines = flowed(runs, note, room)
    while m.note_first + (len(lines) - 1) * note_line > form_y - form * LEADING and note > SMALLEST:
        note, note_line = note - 0.5, note_line - 0.5 * LEADING
        lines = flowed(runs, note, room)
    for number, line in enumerate(lines):
        drawing.line(left, m.note_first + number * note_line, line, note)
    for number, text in enumerate(form_lines):
        y = form_y + number * form * LEADING
        drawing.text(left, y, text, Face.REGULAR, round(form, 1), SMALL_GREY)
