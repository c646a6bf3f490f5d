"""Beside an exchange file, where it is asked for: the ledger as a page for those without the program."""

from datetime import date, datetime
from pathlib import Path

from counter_app.core.times import in_vietnam
from counter_app.services import papers
from counter_app.services.desk import Desk
from counter_app.services.exchange import Exported
from counter_app.services.files import write_file


def write(desk: Desk, made: Exported, at: datetime) -> Path:
    """Write the ledger of the year up to ``at`` beside ``made``; returns the page.

    It is never sealed, even where the exchange file is: only somebody who asked for it may leave it there.

    Raises:
        BadInput: there are more dossiers than one ledger holds.
        DeviceProblem: the medium is full, write-protected or gone.
    """
    today = in_vietnam(at).date()
    ledger = papers.ledger(desk, date(today.year, 1, 1), today, "html", at)
    path = made.file.with_name(f"{made.file.name.partition('.')[0]}.html")
    write_file(path, ledger.content)
    return path
