"""The short form of the two campaigns of the exchange; the long ones are ``dev.py campaign``."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.campaign_bundles import campaign
from bench.campaign_exchange import Campaign, History, names
from bench.exchange_world import SHAPES, scratch

SEED = 20261123

#: Histories of one test, and how many steps of each are told.
BATCH, STEPS = 25, 25

#: Two in which, told whole, everything happens.
RICH = ("4:8", "4:42")


@pytest.fixture(scope="module")
def told() -> Iterator[Campaign]:
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        made = Campaign(Path(folder))
        yield made
        made.close()


@pytest.mark.parametrize("batch", range(8))
def test_nothing_is_lost_and_nothing_doubled(told: Campaign, batch: int) -> None:
    """Histories of three to five offices; see :mod:`bench.campaign_exchange` for what is looked at."""
    before = dict(told.told.counts)
    for name in names(SEED, BATCH, batch * BATCH):
        found = told.tell(name, steps=STEPS)
        assert not found, f"{name}: {found}"
    happened = {what: number - before.get(what, 0) for what, number in told.told.counts.items()}
    for what in (
        "receptions",
        "acts",
        "bundles",
        "events applied",
        "files lost",
        "files cut",
        "nodes compared",
    ):
        assert happened.get(what), what


def test_two_histories_in_which_everything_happens(told: Campaign) -> None:
    """What is rare happens in them: offices brought back, events that wait, acts on dossiers of others."""
    before = dict(told.told.counts)
    for name in RICH:
        assert not told.tell(name)
    happened = {what for what, number in told.told.counts.items() if number > before.get(what, 0)}
    assert {"brought back", "acts elsewhere", "events waiting", "telephone calls"} <= happened


def test_every_form_of_offices_is_among_the_histories(told: Campaign) -> None:
    shapes = {History(told, name).shape for name in names(SEED, 8 * BATCH)}
    assert shapes == set(SHAPES)


def test_four_hundred_changed_files_are_refused(tmp_path: Path) -> None:
    (*_before, result) = campaign(tmp_path, count=400, seed=SEED)
    assert not result.wrong
    assert result.welcome == 3
    assert sum(result.tried.values()) == 400
    assert len(result.tried) >= 26
