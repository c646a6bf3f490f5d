"""Databases of earlier versions come up to date after a copy was taken; a failing step changes nothing."""

import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import peewee
import pytest

from counter_app.core.states import Status
from counter_app.errors import DeviceProblem
from counter_app.models import audit, base, dossiers, exchange, journal, migrations, tables
from counter_app.models import office as offices
from tests.models.makers import NODE, START, receive

#: A database as version 1 of the format wrote it: an office, one officer, three dossiers.
VERSION_1 = Path(__file__).with_name("version_1.sqlite3")
#: A database as version 2 wrote it: one dossier each received, finished, returned and in progress.
VERSION_2 = Path(__file__).with_name("version_2.sqlite3")
SCANS = ("0117261123000100", "0117261123000200", "0117261123000300")


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return Path(shutil.copy(VERSION_1, tmp_path / "counter.sqlite3"))


def test_a_database_of_version_1_comes_up_to_date_with_everything_in_it(old: Path) -> None:
    base.open_database(old)
    assert base.fetch("PRAGMA user_version") == [(len(migrations.STEPS),)]
    assert [state.status for one in SCANS if (state := dossiers.state_of(one))] == [
        Status.RECEIVED,
        Status.FINISHED,
        Status.FINISHED,
    ]
    assert dossiers.find("duc", on=START.date()).ids == (1,)
    assert audit.breaks() == (8, [])
    audit.refresh(NODE)
    assert audit.differing() == []
    exchange.save_node(exchange.Node(number="0200", name="Xã bên", public_key="ab", relation="above"))
    receive(4)


def test_the_copy_taken_first_is_the_database_as_it_was(old: Path) -> None:
    base.open_database(old)
    (copy,) = (old.parent / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as kept, closing(sqlite3.connect(VERSION_1)) as before:
        assert list(kept.iterdump()) == list(before.iterdump())
        assert kept.execute("PRAGMA user_version").fetchone() == (1,)


def test_the_copy_holds_what_was_only_in_the_write_ahead_log(old: Path) -> None:
    with closing(sqlite3.connect(old, isolation_level=None)) as writer:
        writer.execute("PRAGMA journal_mode = wal")
        writer.execute("INSERT INTO fact VALUES ('late', 'đến sau')")
        base.open_database(old)
    (copy,) = (old.parent / "backups").iterdir()
    with closing(sqlite3.connect(copy)) as kept:
        assert kept.execute("SELECT value FROM fact WHERE name = 'late'").fetchone() == ("đến sau",)


@pytest.mark.sqlite_only
def test_a_current_database_is_not_copied(database: Path) -> None:
    base.close_database()
    base.open_database(database)
    assert not (database.parent / "backups").exists()


def _drop_everything(database: Any) -> None:
    database.execute_sql("DROP TABLE state")
    database.execute_sql("no such statement")


def test_a_step_that_fails_changes_nothing(old: Path) -> None:
    connected = base.SqliteFile(old)
    connected.connect()
    steps = (*migrations.STEPS[:1], _drop_everything)
    with pytest.raises(peewee.OperationalError, match="syntax"):
        migrations.bring_up_to_date(connected, old, old.parent / "backups", steps)
    connected.close()
    base.open_database(old)
    audit.refresh(NODE)
    assert audit.differing() == []


def test_without_room_for_the_copy_nothing_is_changed(old: Path, tmp_path: Path) -> None:
    in_the_way = tmp_path / "backups"
    in_the_way.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(DeviceProblem):
        base.open_database(old)
    assert old.read_bytes() == VERSION_1.read_bytes()


def test_each_upgrade_keeps_its_own_copy(old: Path) -> None:
    base.open_database(old)
    base.close_database()
    shutil.copy(VERSION_1, old)
    base.open_database(old)
    assert len(list((old.parent / "backups").iterdir())) == 2


def test_an_old_database_and_a_new_one_have_the_same_form(old: Path, tmp_path: Path) -> None:
    base.open_database(old)
    upgraded = _form()
    base.open_database(tmp_path / "new.sqlite3")
    assert upgraded == _form()


def _form() -> list[tuple[Any, ...]]:
    return base.fetch("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name")


def test_the_models_are_what_the_migrations_make(database: base.Place) -> None:
    """On both engines the same tables with the same columns."""
    for model in tables.TABLES:
        in_file = _columns(model._meta.table_name)
        declared = {
            field.column_name: ("INTEGER" if field.field_type != "TEXT" else "TEXT", not field.null)
            for field in model._meta.sorted_fields
        }
        assert in_file == declared, model.__name__
    expected = {model._meta.table_name for model in tables.TABLES}
    others = ("open_search", "closed_search", "sqlite_", "database_form")
    assert {name for name in _names("table") if not name.startswith(others)} == expected


def _columns(table: str) -> dict[str, tuple[str, bool]]:
    """Kind and whether it must be given, for each column; without what a search of its own has."""
    if base.database.engine == "sqlite":
        found = base.fetch('SELECT name, type, "notnull", pk FROM pragma_table_info(?)', (table,))
        return {name: (kind, bool(required or key)) for name, kind, required, key in found}
    found = base.fetch(
        "SELECT column_name, data_type, is_nullable FROM information_schema.columns WHERE table_name = ? "
        "AND is_generated = 'NEVER'",
        (table,),
    )
    kinds = {"bigint": "INTEGER", "text": "TEXT"}
    return {name: (kinds[kind], nullable == "NO") for name, kind, nullable in found}


def _names(kind: str) -> set[str]:
    if base.database.engine == "sqlite":
        return {name for (name,) in base.fetch("SELECT name FROM sqlite_master WHERE type = ?", (kind,))}
    listed = "tablename FROM pg_tables" if kind == "table" else "indexname FROM pg_indexes"
    return {name for (name,) in base.fetch(f"SELECT {listed} WHERE schemaname = 'public'")}


def test_both_engines_find_by_the_same_indexes(database: base.Place) -> None:
    indexes = {
        name for name in _names("index") if "_words_" not in name and not name.endswith(("_key", "_pkey"))
    }
    assert {name for name in indexes if not name.startswith("sqlite_")} == {
        "chain_own", "dossier_citizen", "dossier_open", "dossier_phone", "dossier_received",
        "dossier_returned", "dossier_unprinted", "journal_asked", "journal_calendar", "journal_dossier",
        "other_code_dossier",
    }  # fmt: skip


def test_the_office_of_version_1(old: Path) -> None:
    base.open_database(old)
    office = offices.office()
    assert office is not None
    assert office.node == NODE == journal.head().node
    assert offices.peek_number("day:261123") == 3


def test_what_version_2_found_is_found_in_two_indexes(tmp_path: Path) -> None:
    path = Path(shutil.copy(VERSION_2, tmp_path / "counter.sqlite3"))
    base.open_database(path)
    upgraded = _form()
    assert audit.search_is_whole()
    (answer, late) = (dossiers.find("h99", on=START.date() + timedelta(days=days)) for days in (0, 9))
    assert answer.ids == late.ids == (4, 3, 2, 1)
    assert {status: n for status, n in answer.counts.items() if n} == dict.fromkeys(
        (Status.RECEIVED, Status.FINISHED, Status.RETURNED, Status.IN_PROGRESS), 1
    )
    assert (answer.overdue, late.overdue) == (0, 2)
    for index, places in (("open_search", [1, 2, 4]), ("closed_search", [3])):
        shift = 26 if index == "open_search" else 4
        found = base.fetch(f"SELECT rowid >> {shift} FROM {index} WHERE search MATCH 'h99' ORDER BY rowid")
        assert [row[0] for row in found] == places
    base.open_database(tmp_path / "new.sqlite3")
    assert upgraded == _form()
