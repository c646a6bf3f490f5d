"""A dossier at each point of its common path."""

import pytest

from counter_app.services import processing, reception


@pytest.fixture
def received(desk, officers, new_dossier, clock):
    return reception.receive(desk, new_dossier(), officers["an"], clock()).scan_number


@pytest.fixture
def in_progress(desk, officers, received, clock):
    processing.forward(desk, received, officers["an"], clock.pass_(minutes=20))
    return received


@pytest.fixture
def finished(desk, officers, in_progress, clock):
    processing.finish(desk, in_progress, officers["dung"], clock.pass_(days=2))
    return in_progress
