"""Sổ theo dõi hồ sơ (Mẫu số 06 of 2018, 07 of 2025): the follow-up ledger on A4 landscape."""

from counter_app.core.papers import LedgerPaper
from counter_app.documents import listing
from counter_app.documents.fonts import Face
from counter_app.documents.listing import (
    LEFT,
    MIDDLE,
    PAGE,
    RIGHT,
    SUM_SIZE,
    Listing,
)
from counter_app.documents.page import Document, Drawing
from counter_app.documents.parts import heading_at
from counter_app.documents.register_rows import COLUMNS, ledger_rows
from counter_app.documents.table import Heads
from counter_app.documents.text import Line, composed, flowed, one_line, wrapped
from counter_app.i18n import long_date, short_date, weekday_name

HEAD_GROUP, HEAD_REST, HEAD_NUMBERS = 4.6, 10.8, 4.2
TITLE_Y, DAYS_Y, TABLE_Y = 10.35, 5.7, 9.2
WHOSE_SIZE = 12.0


def draw(paper: LedgerPaper, invariant: bool = False) -> bytes:
    """The ledger of one or several days as a PDF; ``invariant`` gives the same bytes each time.

    A row never splits; the sum and the signatures stand together under at least three rows.
    """
    opening, first_top = _opening(paper)
    summary = _summary(paper)
    dated = listing.placed_and_dated(paper.words["place_date"], paper.place, paper.printed_at)
    document = Document(*PAGE, f"{paper.words['title']} {short_date(paper.last)}", invariant)
    listing.put(
        document,
        Listing(
            opening=opening,
            first_top=first_top,
            running=_running(paper),
            foot=listing.foot(
                paper.words, paper.printed_at, form=paper.form_number, chain_head=paper.chain_head
            ),
            columns=COLUMNS,
            heads=column_heads(paper),
            rows=ledger_rows(paper),
            empty=paper.words["empty"],
            closing=lambda page, y: listing.sum_and_signatures(page, y, summary, dated, paper.signers),
            closing_height=listing.sum_height(summary),
            page=paper.words["page"],
        ),
    )
    return document.finish()


def _days(paper: LedgerPaper, one: str, several: str) -> str:
    words = paper.words
    if paper.first == paper.last:
        weekday = weekday_name(paper.first)
        return words[one].format(
            weekday=weekday[:1].upper() + weekday[1:],
            date=long_date(paper.first),
            day=short_date(paper.first),
        )
    return words[several].format(first=short_date(paper.first), last=short_date(paper.last))


def _year(paper: LedgerPaper) -> str:
    first, last = paper.first.year, paper.last.year
    return str(first) if first == last else f"{first} - {last}"


def _opening(paper: LedgerPaper) -> tuple[Drawing, float]:
    """Heading, title and days of page 1, and where its table begins."""
    drawing = Drawing()
    top = heading_at(
        drawing, listing.HEADING, paper.words, paper.lines, listing.UNIT_BLOCK, listing.NATION_CENTRE
    )
    y = top.baseline + TITLE_Y
    drawing.centred(MIDDLE, y, paper.words["title"], Face.BOLD, 15)
    if paper.whose:
        for one in wrapped(composed(paper.whose), Face.BOLD, WHOSE_SIZE, RIGHT - LEFT):
            y += DAYS_Y
            drawing.centred(MIDDLE, y, one, Face.BOLD, WHOSE_SIZE)
    volume = paper.words["volume"].format(volume=paper.volume, year=_year(paper))
    line = f"{volume} · {_days(paper, 'on_day', 'on_days')}"
    drawing.centred(MIDDLE, y + DAYS_Y, line, Face.ITALIC, 11)
    return drawing, y + TABLE_Y


def _running(paper: LedgerPaper) -> Drawing:
    drawing = Drawing()
    days = _days(paper, "running_day", "running_days")
    text = paper.words["running"].format(volume=paper.volume, year=_year(paper), days=days)
    if paper.whose:
        text = one_line(f"{text} · {composed(paper.whose)}", Face.ITALIC, 9, RIGHT - LEFT)
    drawing.text(LEFT, listing.RUNNING_Y, text, Face.ITALIC, 9)
    return drawing


def column_heads(paper: LedgerPaper) -> Heads:
    """The heads of the 13 columns, three of them under one, and the row of their numbers."""
    return Heads(
        titles=tuple(paper.words[f"column_{number}"] for number in range(1, 14)),
        rest=HEAD_REST,
        group=(7, 9, paper.words["columns_8_10"]),
        group_height=HEAD_GROUP,
        numbers=HEAD_NUMBERS,
    )


def _summary(paper: LedgerPaper) -> list[Line]:
    label = paper.words["sum_day" if paper.first == paper.last else "sum_days"]
    runs = ((f"{label} ", Face.BOLD), (composed(paper.summary), Face.REGULAR))
    return flowed(runs, SUM_SIZE, RIGHT - LEFT)
