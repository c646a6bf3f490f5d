"""A real database for each test, on either engine."""

from collections.abc import Iterator

import pytest

from counter_app.models import base
from tests.engines import Places
from tests.models.makers import OFFICE


@pytest.fixture
def database(places: Places) -> Iterator[base.Place]:
    """Where the open database is, with an office in it."""
    yield places.office(OFFICE)
    base.close_database()


@pytest.fixture(autouse=True)
def _closed_afterwards() -> Iterator[None]:
    yield
    base.close_database()
