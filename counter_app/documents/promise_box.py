"""The box with the promise: when, why that day, where, and what to bring; the citizen's part of a receipt."""

from dataclasses import dataclass
from datetime import datetime

from counter_app.documents.body import Body
from counter_app.documents.fonts import Face, width
from counter_app.documents.text import composed, phone_words, wrapped
from counter_app.i18n import clock, short_date, weekday_name

FRAME = 1.1
EM = 0.3528  # mm in a point


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What the box says; ``line`` is the finished sentence under the date, empty where there is none."""

    label: str
    due_at: datetime
    line: str
    collect_place: str
    opening_hours: str
    bring: str
    hotline: str


def draw_box(body: Body, said: Promised) -> tuple[float, float]:
    """Draw the box under what ``body`` has; returns upper and lower edge of the date, in mm.

    On a sheet that is folded the whole date stands below the fold, or above it.
    """
    m, b = body.m, body.m.box
    top = body.y + m.box_gap
    ascent, descent = 0.8 * b.date_size * EM, 0.3 * b.date_size * EM
    if m.fold is not None and top + b.date - ascent < m.fold < top + b.date + descent:
        top = m.fold + ascent - b.date
    body.y = top + b.first
    body.drawing.text(m.left + b.inside, body.y, said.label, Face.REGULAR, m.body)
    body.y = top + b.date
    _date(body, said.due_at)
    line = composed(said.line)
    lines = wrapped(line, Face.REGULAR, b.due_size, m.room - 2 * b.inside) if line else ()
    for number, text in enumerate(lines):
        body.y += b.due_next if number else b.due_line
        body.drawing.text(m.left + b.inside, body.y, text, Face.REGULAR, b.due_size)
    body.y += b.rule
    body.drawing.rule(m.left + b.inside, body.y, m.end - b.inside, body.y, 0.4, 0.4)
    body.y += b.row - m.line
    _answers(body, said)
    bottom = body.y + b.last
    body.drawing.frame(m.left, top, m.end, bottom, FRAME)
    body.y = bottom + m.after_box - m.line
    return top + b.date - ascent, top + b.date + descent


def _date(body: Body, due: datetime) -> None:
    m, b = body.m, body.m.box
    time = body.words["due_time"].format(time=clock(due))
    weekday = weekday_name(due)
    day = body.words["due_day"].format(weekday=weekday[:1].upper() + weekday[1:], date=short_date(due))
    x = m.left + b.inside
    body.drawing.text(x, body.y, time, Face.BOLD, b.time_size)
    x += width(time, Face.BOLD, b.time_size) + b.between
    body.drawing.text(x, body.y, day, Face.BOLD, b.date_size)


def _answers(body: Body, said: Promised) -> None:
    """Where, when it is open, what to bring, whom to call; values in one column."""
    m, b, words = body.m, body.m.box, body.words
    labels = (words[word] for word in ("collect", "hours", "bring", "hotline"))
    column = max(b.label + 2, *(width(label, Face.REGULAR, m.body) + 1.2 for label in labels))
    x = m.left + b.inside + column
    rows = (
        ("collect", said.collect_place, Face.BOLD),
        ("hours", said.opening_hours, Face.REGULAR),
        ("bring", said.bring, Face.REGULAR),
    )
    for word, value, face in rows:
        if not value:
            continue
        body.y += m.line
        body.drawing.text(m.left + b.inside, body.y, words[word], Face.REGULAR, m.body)
        for number, text in enumerate(wrapped(composed(value), face, m.body, m.end - b.inside - x)):
            body.y += m.line if number else 0
            body.drawing.text(x, body.y, text, face, m.body)
    if said.hotline:
        body.y += b.phone_gap
        body.drawing.text(m.left + b.inside, body.y, words["hotline"], Face.REGULAR, m.body)
        body.drawing.text(x, body.y, phone_words(said.hotline), Face.BOLD, b.phone_size)
