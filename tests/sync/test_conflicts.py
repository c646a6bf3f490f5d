"""A bundle in which another office did something to a dossier of this one: taken in, and said."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counter_app.core.events import HandedOver
from counter_app.models import exchange as records
from counter_app.services import exchange
from counter_app.services.desk import Desk, close_desk, create_office
from counter_app.sync.keys import public_hex
from tests.engines import Places
from tests.models.makers import NODE, OFFICE, START, chain, receive
from tests.sync.exchange_makers import OTHER_KEY, part, write_bundle

OTHER = "0200"


@pytest.fixture
def desk(places: Places, tmp_path: Path) -> Iterator[Desk]:
    opened = create_office(places.home(tmp_path / "home"), OFFICE, START, clock=lambda: START)
    records.save_node(
        records.Node(number=OTHER, name="Xã bên", public_key=public_hex(OTHER_KEY), relation="")
    )
    yield opened
    close_desk()


def test_a_result_handed_over_elsewhere_is_reported_with_both_stories(desk: Desk, tmp_path: Path) -> None:
    state = receive(1)
    hour = START + timedelta(hours=1)
    events = chain([(state.scan_number, HandedOver(collector="Lê Thị Ánh"), hour)], node=OTHER)
    file = write_bundle(tmp_path, replace(part(events), created=hour), OTHER_KEY)
    taken = exchange.import_bundle(desk, file, hour)
    assert taken.applied == 1
    (sentence,) = taken.conflicts
    for told in (state.code, f"node {NODE}, 08:00 23/11/2026", f"node {OTHER}, 09:00 23/11/2026"):
        assert told in sentence
