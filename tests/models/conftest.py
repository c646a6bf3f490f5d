"""A real database file for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counter_app.models import base
from counter_app.models import office as offices
from tests.models.makers import OFFICE


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Path]:
    """The file of an open database with an office in it."""
    path = tmp_path / "counter.sqlite3"
    base.open_database(path)
    offices.save_office(OFFICE)
    yield path
    base.close_database()


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    base.close_database()
