"""Several offices on one table, as the tests of the exchange use them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.demo import OFFICE
from counter_app.services.desk import close_desk, create_office
from tests.cli.desk_home import Counter
from tests.conftest import NOW


def another_office(counter: Counter, folder: Path, node: str, name: str) -> Counter:
    """An office of its own with this number, which knows nobody."""
    office = replace(OFFICE, node=node, unit_id=f"H99.{node[1:]}", name=name)
    made = counter.elsewhere(folder)
    create_office(made.at, office, NOW - timedelta(days=60), lambda: NOW)
    close_desk()
    return made


def introduce(one: Counter, other: Counter, stick: Path, *words: str) -> None:
    """Let ``other`` know the keys of ``one``, the way people do it."""
    said = one("node", "show-key")
    (stick / "node.toml").write_text(said.out, encoding="utf-8")
    other.done("node", "add", stick / "node.toml", *words)


def neighbour_above(counter: Counter, folder: Path, stick: Path) -> Counter:
    """Node 0001, which our office knows as the one above it; each knows the other."""
    made = another_office(counter, folder, "0001", "UBND tỉnh Đông")
    introduce(made, counter, stick, "--relation", "above")
    introduce(counter, made, stick, "--relation", "below")
    return made


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick to carry files on."""
    (tmp_path / "stick").mkdir()
    return tmp_path / "stick"
