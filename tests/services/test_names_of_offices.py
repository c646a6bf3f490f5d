"""An office that is not known here has one name wherever its dossiers are shown: what its journal told."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from counter_app.config import Home
from counter_app.core.events import Corrected
from counter_app.core.office_events import OfficeOpened
from counter_app.services import conflicts, consolidated
from counter_app.services.desk import Desk, close_desk, create_office
from tests.models.makers import DAY, OFFICE, START, append, chain, receive, received, scan, take_in

OTHER = "0200"
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = create_office(Home(tmp_path / "home"), OFFICE, START, clock=lambda: START + 9 * HOUR)
    yield opened
    close_desk()


def names(desk: Desk) -> tuple[str, str]:
    """What the counts call the other office, and the story of a conflict that it is part of."""
    (row,) = (one for one in consolidated.counts(desk, DAY, DAY) if one.node == OTHER)
    (conflict,) = conflicts.open_conflicts(desk)
    (told,) = (story for story in conflict.stories if story.place.node == OTHER)
    return row.office, told.office


def head(desk: Desk, day: date) -> str:
    """Whose dossiers its ledger lists, with the words of the law of that day."""
    return consolidated.whose(desk, OTHER, desk.pack_on(day).forms["ledger"].words)


@pytest.mark.parametrize("opened", [True, False])
def test_the_name_that_its_journal_told_or_its_number(desk: Desk, opened: bool) -> None:
    own = receive(1).scan_number
    append(own, Corrected(reason="sai số", phone="0900000001"), at=START + 2 * HOUR)
    told = [
        (scan(1, node=OTHER), received(1), START),
        (own, Corrected(reason="đổi số", phone="0900000002"), START + HOUR),
    ]
    if opened:
        take_in(chain([("", OfficeOpened(name="UBND xã Tây Phù", unit_id="H99.200"), START), *told]))
        assert names(desk) == ("UBND xã Tây Phù", "UBND xã Tây Phù")
    else:
        take_in(chain(told, epoch=2))
        assert names(desk) == (OTHER, OTHER)
    for day in (date(2024, 5, 6), DAY):
        whose = "Hồ sơ của UBND xã Tây Phù (nơi 0200)" if opened else "Hồ sơ của nơi 0200"
        assert head(desk, day) == whose
