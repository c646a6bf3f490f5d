"""The year's ledger as a book: the cover of a volume, and the closing at the end of the year."""

from collections.abc import Sequence
from datetime import date, datetime

from counter_app.core.records import DossierRow
from counter_app.core.sheets import ClosingMonth, LedgerClosing, LedgerCover, ranges
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.models import dossiers, journal
from counter_app.services.desk import Desk
from counter_app.services.ledger_sums import ended_words, sums_of
from counter_app.services.sheets import said_of

#: The most volumes, and pages of one, that a cover can say; more is a slip of the finger.
MOST = 9999
LAST_NUMBER = 999_999


def ledger_cover(
    desk: Desk, year: int, at: datetime, volume: int = 1, pages: int = 0, first_number: int = 0
) -> bytes:
    """The cover of a volume of the year's ledger (bìa sổ) as PDF; ``pages`` 0 leaves room for a hand.

    Raises:
        BadInput: volume, pages or number cannot be.
        NotFound: no law pack covers the year.
    """
    from counter_app.documents import ledger_book  # noqa: PLC0415

    _require("year", year, 1, MOST)
    _require("volume", volume, 1, MOST)
    _require("pages", pages, 0, MOST)
    _require("first_number", first_number, 0, LAST_NUMBER)
    paper = LedgerCover(
        **said_of(desk, desk.pack_on(_day_of(year, at)), "ledger_cover", at),
        year=year,
        volume=volume,
        pages=pages,
        first_number=first_number,
        signer_title=desk.office.signer_title,
        signer_name=desk.office.signer_name,
    )
    return ledger_book.draw_cover(paper)


def draw_closing(paper: LedgerClosing) -> bytes:
    """The closing of the year (khóa sổ) as PDF."""
    from counter_app.documents import ledger_book  # noqa: PLC0415

    return ledger_book.draw_closing(paper)


def ledger_closing_paper(desk: Desk, year: int, at: datetime, volumes: int = 1) -> LedgerClosing:
    """What the closing of the year says ``at``: numbers used and left out, what was received and returned.

    Raises:
        BadInput: the year has not begun, or the number of volumes cannot be.
        NotFound: no law pack covers the year.
    """
    _require("year", year, 1, MOST)
    _require("volumes", volumes, 1, MOST)
    if year > at.year:
        raise BadInput(
            _("The ledger of {year} has not begun; nothing can be closed.").format(year=year), "year"
        )
    rows = [
        row
        for row in dossiers.rows(dossiers.ids_between(date(year, 1, 1), date(year, 12, 31)))
        if row.ledger_number
    ]
    numbers = {row.ledger_number for row in rows}
    last = max(numbers, default=0)
    sums = sums_of(rows, at)
    said = said_of(desk, desk.pack_on(_day_of(year, at)), "ledger_closing", at)
    sign = said["words"]["sign"]
    return LedgerClosing(
        **said,
        office=desk.office.desk,
        year=year,
        volumes=volumes,
        closed_at=at,
        first_number=min(numbers, default=0),
        last_number=last,
        received=sums.received,
        returned=sums.returned,
        refused=sums.refused,
        withdrawn=sums.withdrawn,
        ended=ended_words(sums, said["words"]),
        gaps=ranges([number for number in range(1, last + 1) if number not in numbers]),
        months=tuple(_month(month, rows, at) for month in range(1, 13)),
        signers=(
            (said["words"]["recorder"], sign, ""),
            (said["words"]["checker"], sign, ""),
            (desk.office.signer_title, said["words"]["sign_seal"], desk.office.signer_name),
        ),
        chain_head=journal.head().hash,
    )


def _month(month: int, rows: Sequence[DossierRow], at: datetime) -> ClosingMonth:
    of_month = [row for row in rows if row.received_at.month == month]
    numbers = [row.ledger_number for row in of_month]
    sums = sums_of(of_month, at)
    return ClosingMonth(
        month=month,
        received=sums.received,
        first_number=min(numbers, default=0),
        last_number=max(numbers, default=0),
        returned=sums.returned,
        refused=sums.refused,
        withdrawn=sums.withdrawn,
    )


def _day_of(year: int, at: datetime) -> date:
    """The day whose law the ledger of ``year`` follows: today in its own year, else its last day."""
    return at.date() if at.year == year else date(year, 12, 31)


def _require(field: str, value: int, least: int, most: int) -> None:
    if not least <= value <= most:
        raise BadInput(
            _("{value} cannot be; give a number from {least} to {most}.").format(
                value=value, least=least, most=most
            ),
            field,
        )
