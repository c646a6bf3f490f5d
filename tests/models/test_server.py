"""A PostgreSQL server that goes and comes back: one sentence each time, and nothing confirmed is lost."""

import gc
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import monotonic

import peewee
import psycopg
import pytest

from bench.campaign_counters import campaign
from bench.cluster import Cluster
from counter_app.config import Home
from counter_app.errors import BadFile, BadInput, DeviceProblem
from counter_app.models import audit, base, dossiers, journal
from counter_app.models import office as offices
from counter_app.models.postgres import PostgresServer
from tests.engines import require_postgresql
from tests.models.makers import DAY, OFFICE, receive, scan


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A server that these tests may stop."""
    require_postgresql()
    with Cluster() as made:
        yield made


@pytest.fixture
def url(cluster: Cluster) -> Iterator[str]:
    """An open database with an office and one dossier."""
    name = cluster.create()
    base.open_database(cluster.url(name))
    offices.save_office(OFFICE)
    receive(1)
    yield cluster.url(name)
    base.close_database()
    cluster.drop(name)


def as_it_is() -> tuple[object, ...]:
    return dossiers.count(), journal.head(), dossiers.state_hash(), offices.counters()


def test_a_server_that_is_gone_is_one_sentence_and_its_return_another_act(url: str, cluster: Cluster) -> None:
    before = as_it_is()
    cluster.stop()
    for act in (lambda: receive(2), dossiers.count, lambda: dossiers.find("duc", on=DAY)):
        with pytest.raises(DeviceProblem, match=r"does not answer.*nothing was written"):
            act()
    cluster.start()
    assert as_it_is() == before
    receive(2)
    assert dossiers.count() == journal.head().seq == 2


def test_a_restart_between_two_acts_is_not_noticed(url: str, cluster: Cluster) -> None:
    cluster.stop("immediate")
    cluster.start()
    receive(2)
    cluster.stop()
    cluster.start()
    assert dossiers.find("duc", on=DAY).ids == (2, 1)
    with base.snapshot():
        assert dossiers.count() == 2


def test_a_server_lost_in_the_middle_of_an_act_leaves_nothing_of_it(url: str, cluster: Cluster) -> None:
    before = as_it_is()

    def half_an_act() -> None:
        with base.transaction():
            offices.next_number("day")
            cluster.stop("immediate")
            receive(2)

    with pytest.raises(DeviceProblem, match="nothing was written"):
        half_an_act()
    cluster.start()
    assert as_it_is() == before


def test_an_act_whose_order_to_keep_it_fails_is_not_there(url: str, cluster: Cluster) -> None:
    before = as_it_is()
    base.execute(
        "CREATE FUNCTION falls() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NULL; END $$"
    )
    base.execute(
        "CREATE CONSTRAINT TRIGGER falls AFTER INSERT ON journal DEFERRABLE INITIALLY DEFERRED "
        "FOR EACH ROW EXECUTE FUNCTION falls()"
    )
    with pytest.raises(DeviceProblem, match="nothing was written"):
        receive(2)
    assert as_it_is() == before


def test_an_act_that_is_kept_is_confirmed_although_the_answer_was_lost(url: str, cluster: Cluster) -> None:
    """A commit that waits for a second server has been written; its connection is then cut."""
    _wait_for_a_second_server(cluster, "'nobody'")
    done: list[object] = []

    def other_counter() -> None:
        with base.thread_connection():
            done.append(receive(2))

    counter = threading.Thread(target=other_counter)
    counter.start()
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as watch:
        waiting = "SELECT pid FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
        while not (found := watch.execute(waiting).fetchall()):
            assert counter.is_alive()
        _wait_for_a_second_server(cluster, "''")
        watch.execute("SELECT pg_terminate_backend(%s)", found[0])
    counter.join()
    assert [one.scan_number for one in done] == [scan(2)]  # type: ignore[attr-defined]
    assert dossiers.count() == 2
    assert audit.breaks() == (2, [])


def _wait_for_a_second_server(cluster: Cluster, names: str) -> None:
    cluster.ask(f"ALTER SYSTEM SET synchronous_standby_names = {names}")
    cluster.ask("SELECT pg_reload_conf()")
    with psycopg.connect(cluster.url("postgres"), autocommit=True) as watch:
        wanted = names.strip("'")
        while watch.execute("SHOW synchronous_standby_names").fetchone() != (wanted,):
            pass


def test_an_act_that_cannot_be_asked_after_is_said_to_be_uncertain(url: str, cluster: Cluster) -> None:
    def act() -> None:
        with base.transaction():
            receive(2)
            cluster.stop("immediate")

    with pytest.raises(DeviceProblem, match="not known"):
        act()
    cluster.start()
    assert dossiers.count() == 1


def test_a_writer_that_waits_too_long_is_told_so(url: str) -> None:
    base.execute("SET lock_timeout = '50ms'")
    with psycopg.connect(url) as other:
        other.execute(f"SELECT pg_advisory_xact_lock({0x434E5452})")
        with pytest.raises(DeviceProblem, match="Another counter holds"):
            receive(2)
        assert dossiers.count() == 1
    receive(2)
    assert dossiers.count() == 2


def test_a_database_that_is_not_there_is_said(cluster: Cluster) -> None:
    with pytest.raises(DeviceProblem, match='refuses: database "nowhere" does not exist'):
        base.open_database(cluster.url("nowhere"))


def test_a_server_that_is_silent_is_waited_for_once() -> None:
    """Nobody answers on that port; the next thing asked in the same act does not wait as well."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"postgresql://counter@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=2"
        server = PostgresServer(url)
        for _one in range(2):
            start = monotonic()
            with pytest.raises(DeviceProblem, match="does not answer"):
                server.connect()
        assert monotonic() - start < 1


def test_no_sentence_tells_the_password(cluster: Cluster) -> None:
    url = cluster.url("nowhere").replace("@", ":geheim@")
    with pytest.raises(DeviceProblem, match="counter@") as raised:
        base.open_database(url)
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("url", ["postgresql://server:port/x", "postgresql://server/x?colour=blue"])
def test_a_url_that_names_nothing_is_bad_input(url: str) -> None:
    with pytest.raises(BadInput, match="names no database"):
        base.open_database(url)


def test_a_database_of_another_program_is_refused_and_left_alone(cluster: Cluster) -> None:
    url = cluster.url(cluster.create())
    with psycopg.connect(url) as other:
        other.execute("CREATE TABLE bookmarks (url text)")
    with pytest.raises(BadFile, match="another program"):
        base.open_database(url)
    with psycopg.connect(url) as other:
        assert other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [
            ("bookmarks",)
        ]


def test_a_newer_database_is_refused(url: str) -> None:
    base.database.obj.user_version = 99
    with pytest.raises(BadFile, match=r"later version.*99"):
        base.open_database(url)


def test_a_database_that_cannot_hold_vietnamese_is_refused(cluster: Cluster) -> None:
    cluster.ask("CREATE DATABASE plain TEMPLATE template0 ENCODING 'SQL_ASCII'")
    with pytest.raises(BadFile, match="SQL_ASCII"):
        base.open_database(cluster.url("plain"))


def test_counters_that_are_killed_and_a_server_that_falls_lose_nothing(
    cluster: Cluster, tmp_path: Path
) -> None:
    """The short form of the campaign in bench/."""
    home = Home(tmp_path / "home", server=cluster.url(cluster.create()))
    tally = campaign(home, cluster, counters=3, seconds=2, seed=5, folder=tmp_path)
    assert tally.sound, tally
    assert tally.confirmed > 0
    assert tally.kills > 0
    assert tally.restarts == 1
    assert tally.unconfirmed <= tally.kills + 3


def test_a_stream_that_nobody_read_to_its_end_does_not_end_a_later_act(url: str) -> None:
    receive(2)
    with base.snapshot():
        left = base.stream("SELECT seq FROM journal ORDER BY seq")
        next(left)
    with base.transaction():
        receive(3)
        del left
        gc.collect()
    assert dossiers.count() == 3


def test_an_act_that_the_server_took_back_is_not_confirmed(url: str) -> None:
    before = as_it_is()

    def an_act() -> None:
        with base.transaction():
            receive(2)
            with suppress(peewee.PeeweeException):  # whoever swallowed it: the server did not
                base.database.obj.execute_sql("SELECT 1 / 0")

    with pytest.raises(DeviceProblem, match="nothing was written"):
        an_act()
    assert as_it_is() == before
