"""Homes for measurements, written in bulk, are what the services would have written."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bench.homes import make_home, make_home_by_services
from counter_app.config import Home
from counter_app.services import queries, upkeep
from counter_app.services.desk import open_desk

ORDERS = {
    "journal": "node, epoch, seq",
    "chain": "node, epoch",
    "dossier": "id",
    "state": "id",
    "other_code": "code",
    "counter": "name",
    "procedure_use": "counter, code",
    "procedure": "code",
}


def test_a_home_in_bulk_is_the_home_of_the_services_row_by_row(tmp_path: Path) -> None:
    """Over both laws, and with dossiers on their way at the end."""
    quick, slow = Home(tmp_path / "quick"), Home(tmp_path / "slow")
    make_home(quick, dossiers=90, seed=3, days=500)
    make_home_by_services(slow, dossiers=90, seed=3, days=500)
    with closing(sqlite3.connect(quick.database)) as one, closing(sqlite3.connect(slow.database)) as other:
        for table, order in ORDERS.items():
            select = f"SELECT * FROM {table} ORDER BY {order}"
            assert one.execute(select).fetchall() == other.execute(select).fetchall(), table
        for kind in ("index", "trigger"):
            form = f"SELECT name, sql FROM sqlite_master WHERE type = '{kind}' ORDER BY name"
            assert one.execute(form).fetchall() == other.execute(form).fetchall()


def test_a_home_in_bulk_is_sound_and_holds_every_state(tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    make_home(home, dossiers=400, seed=1)
    desk = open_desk(home)
    assert upkeep.check(desk, deep=True).problems == ()
    found = queries.search(desk, "", at=desk.clock())
    assert found.total == 400
    groups = (queries.Which.IN_PROGRESS, queries.Which.READY, queries.Which.RETURNED, queries.Which.OVERDUE)
    assert all(found.counts[one] for one in groups)
