"""Several offices on one table, as the tests of the exchange use them."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

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
