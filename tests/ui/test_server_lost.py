"""A counter that loses its server keeps showing what it has, refuses to write, and goes on afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from bench.cluster import Cluster
from counter_app.config import Home
from counter_app.demo import make_demo
from counter_app.services import queries, reception
from counter_app.services.desk import Desk, close_desk, open_desk
from counter_app.ui import say
from counter_app.ui.dialogs.crash import CrashDialog
from counter_app.ui.session import Said, Session
from counter_app.ui.window import Window
from tests.conftest import NOW, Clock
from tests.engines import require_postgresql


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    require_postgresql()
    with Cluster() as made:
        yield made


@pytest.fixture
def desk(cluster: Cluster, tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    """A demo office with a few dossiers on that server."""
    home = Home(tmp_path / "home", server=cluster.url(cluster.create()))
    make_demo(home, 12, 1, NOW, clock)
    close_desk()
    yield open_desk(home, clock)
    close_desk()


def test_the_window_stays_and_goes_on(
    session: Session,
    said: list[Said],
    show: Callable[..., QWidget],
    qtbot,
    cluster: Cluster,
    new_dossier,
    officers,
) -> None:
    window = show(Window(session, "search"))
    page = window.page()
    qtbot.waitUntil(lambda: page.table.rows.rowCount() > 5)
    window.grab()
    shown = [page.table.rows.row(number).code for number in range(5)]

    cluster.stop()
    page.table.rows.forget()
    window.grab()
    qtbot.waitUntil(lambda: bool(said))
    assert [page.table.rows.row(number).code for number in range(5)] == shown
    assert say.attempt(session, reception.receive, session.desk, new_dossier(), officers["an"], NOW) is None
    session.page_wanted.emit("dossier", page.table.rows.row(0).scan_number)
    window.grab()
    (sentence,) = {one.sentence for one in said if one.kind == "problem"}
    assert "does not answer" in sentence
    assert sentence.endswith("What is shown can still be read.")
    assert not any(isinstance(one, CrashDialog) for one in QApplication.topLevelWidgets())

    cluster.start()
    reception.receive(session.desk, new_dossier(), officers["an"], NOW)
    assert queries.search(session.desk, "", at=NOW).total == 13
