"""PostgreSQL: several counters of one office, or a node above, on one server.

One writer at a time, held by an advisory lock: the own chain of the journal and the counters
grow without a gap, as with SQLite. A connection that was lost is made again at the next
act; what was confirmed stands, and an act whose answer was lost is asked after.
"""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import Any, cast
from urllib.parse import urlsplit

import peewee

from counter_app.errors import UserError
from counter_app.models import places, postgres_form, search_trigrams

try:
    import psycopg
    import psycopg.sql
    from psycopg.conninfo import conninfo_to_dict
    from psycopg.pq import TransactionStatus
    from psycopg.types.json import Json, Jsonb
except ImportError as error:
    from counter_app.models.faults import without_driver

    raise without_driver() from error

# It tells of lost connections by itself, in its own words and on the screen; ours are said for each act.
logging.getLogger("psycopg").setLevel(logging.ERROR)

# Peewee was loaded without it, see the package.
for _name, _value in (
    ("psycopg", psycopg),
    ("TransactionStatus", TransactionStatus),
    ("Json_pg3", Json),
    ("Jsonb_pg3", Jsonb),
):
    setattr(peewee, _name, _value)

from counter_app.models import postgres_faults as faults  # noqa: E402
from counter_app.models.faults import MOVED, UNFINISHED, sentence_in  # noqa: E402

#: Says in ``database_form`` whose database it is.
_PROGRAM = "counter-app"

#: The one lock of a writer; locks belong to the database, so the number only has to be ours.
_WRITER = 0x434E5452
_BEGIN_WRITING = f"BEGIN; SELECT pg_advisory_xact_lock({_WRITER}); SELECT CAST(pg_current_xact_id() AS TEXT)"
_BEGIN_READING = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"

#: Rows of a long answer that are fetched at a time.
_PART = 2000

#: Seconds. A server that cannot be reached is said while the citizen still stands there; a cable
#: that was pulled is noticed without waiting for TCP's quarter of an hour.
_CONNECTION = {
    "connect_timeout": 4,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 10_000,  # milliseconds
    "application_name": "counter-app",
    "client_encoding": "UTF8",
}
#: After an attempt that took so long nobody tries again for a while.
_LONG, _PAUSE = 1.0, 5.0
#: A writer waits as long as with SQLite; a counter that stopped in the middle of an act frees the others.
_SESSION = (
    "SET lock_timeout = '10s'; SET synchronous_commit = on; "
    "SET idle_in_transaction_session_timeout = '300s'; SET standard_conforming_strings = on"
)


#: Makes Peewee's errors of the driver's.
_wrapped: Any = getattr(peewee, "__exception_wrapper__")  # noqa: B009


class _Adapter(peewee.Psycopg3Adapter):
    txn_idle = TransactionStatus.IDLE
    txn_inerror = TransactionStatus.INERROR
    txn_unknown = TransactionStatus.UNKNOWN


class PostgresServer(peewee.PostgresqlDatabase):
    """A database on a server, with the promises that the file of SQLite gives."""

    engine = "postgresql"
    param = "?"  # one way to write SQL for both engines
    search = search_trigrams
    psycopg3_adapter = _Adapter
    _state: Any  # Peewee's own: the connection of this thread
    _adapter: Any

    def __init__(self, url: str) -> None:
        super().__init__(url, prefer_psycopg3=True, autoconnect=False)
        self.url = url
        self.path = places.shown(url)
        self._own = threading.local()
        self._not_before = 0.0

    # Connections.

    def _connect(self) -> Any:
        try:
            _ = urlsplit(self.url).port
        except ValueError as error:
            raise faults.no_database(self.path) from error
        if monotonic() < self._not_before:
            raise faults.gone(self.path)
        start = monotonic()
        try:
            settings: dict[str, Any] = _CONNECTION | conninfo_to_dict(self.url)
            made = psycopg.connect(**settings, autocommit=True)
            made.execute(_SESSION)
        except psycopg.Error as error:
            if monotonic() - start > _LONG:  # one act asks several things; the window waits for one of them
                self._not_before = monotonic() + _PAUSE
            raise faults.not_opened(error, self.path) from error
        self._own.wanted = True
        return made

    def close(self) -> bool:
        """Close this thread's connection for good."""
        self._own.wanted = False
        return bool(super().close())

    def _ready(self) -> None:
        """Connect again where this thread's connection was lost between two acts."""
        if self.in_transaction() or not getattr(self._own, "wanted", False):
            return
        if self.is_closed() or self._state.conn.closed:
            self._connect_again()

    def _connect_again(self) -> None:
        super().close()
        self.connect()

    def faults(self) -> AbstractContextManager[None]:
        """What the server says of itself, as sentences."""
        return faults.translated(self.path)

    # Transactions.

    def begin(self, statement: str | None = None) -> None:
        """Begin to write or to read; a connection found dead is made anew once, nothing was done on it."""
        statement = statement or _BEGIN_READING
        self._ready()
        try:
            cursor = self._state.conn.execute(statement)
        except psycopg.Error as error:
            if not self._state.conn.closed:
                if self._state.conn.pgconn.transaction_status != TransactionStatus.IDLE:
                    self._state.conn.execute("ROLLBACK")
                raise
            if not faults.is_lost(error):
                raise
            self._connect_again()
            cursor = self._state.conn.execute(statement)
        self._own.act = _last_value(cursor) if statement is _BEGIN_WRITING else ""

    def commit(self) -> None:
        """Keep the act. Where the answer is lost, ask the server what became of it."""
        self._close_streams()
        try:
            done = self._state.conn.execute("COMMIT")
        except psycopg.Error as error:
            if not self._state.conn.closed:
                raise
            if not self._own.act or not self._was_kept():
                raise faults.gone(self.path) from error
        else:
            if done.statusmessage != "COMMIT":  # a statement had failed: the server took the act back
                raise faults.gone(self.path)

    def _was_kept(self) -> bool:
        """Whether the act of this thread that was just to be committed is kept.

        Raises:
            DeviceProblem: the server cannot be asked.
        """
        try:
            self._connect_again()
            found = self.fetched("SELECT pg_xact_status(CAST(? AS xid8))", (self._own.act,))[0][0]
        except UserError as error:
            raise faults.uncertain(self.path) from error
        if found == "in progress":
            raise faults.uncertain(self.path)
        return bool(found == "committed")

    def rollback(self) -> None:
        """Take back what was done; a lost connection has done so."""
        if not self.is_closed() and not self._state.conn.closed:
            self._close_streams()
            self._state.conn.execute("ROLLBACK")

    def _close_streams(self) -> None:
        """Close what was not read to its end: said later, into another transaction, it would end that one."""
        streams, self._own.streams = getattr(self._own, "streams", []), []
        for cursor in streams:
            cursor.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that waits until it is the only one that writes."""
        with faults.translated(self.path), self.atomic(_BEGIN_WRITING):
            yield

    def attempt(self) -> AbstractContextManager[None]:
        """A statement that fails ends the transaction, but for a savepoint before it."""
        return cast("AbstractContextManager[None]", self.savepoint())

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Everything as of one moment; inside a transaction it is that one's."""
        if self.in_transaction():
            yield
            return
        with faults.translated(self.path), self.atomic():
            yield

    # Statements.

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        """Carry out ``sql``, whose parameters are question marks."""
        self._ready()
        return super().execute_sql(_native(sql), params)

    def fetched(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows that ``sql`` yields; asked once more where only the connection was lost."""
        with faults.translated(self.path):
            try:
                rows: list[tuple[Any, ...]] = self.execute_sql(sql, parameters).fetchall()
            except peewee.PeeweeException as error:
                if self.in_transaction() or not faults.is_lost(error):
                    raise
                self._connect_again()
                rows = self.execute_sql(sql, parameters).fetchall()
            return rows

    def streamed(self, sql: str, parameters: Sequence[Any] = ()) -> Iterator[tuple[Any, ...]]:
        """The rows that ``sql`` yields, a part at a time, as of one moment."""
        with (
            self.reading(),
            faults.translated(self.path),
            self._adapter.server_side_cursor(self.connection()) as cursor,
        ):
            self._own.streams = [*getattr(self._own, "streams", []), cursor]
            cursor.execute(_native(sql), parameters)
            while rows := cursor.fetchmany(_PART):
                yield from rows

    def execute_each(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Carry out ``sql`` for each of ``rows``."""
        with _wrapped, self.connection().cursor() as cursor:
            cursor.executemany(_native(sql), rows)

    def insert_each(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
        """Put new ``rows`` into ``table``: a stream of them, several times as fast as one by one."""
        sql = f"COPY {table} ({', '.join(columns)}) FROM STDIN"
        with _wrapped, self.connection().cursor() as cursor, cursor.copy(sql) as copy:
            for row in rows:
                copy.write_row(row)

    # What the database says of itself.

    def require_vietnamese(self) -> None:
        """Refuse a database that cannot hold every letter.

        Raises:
            BadFile: it is kept in another encoding than UTF8.
        """
        ((encoding,),) = self.fetched("SHOW server_encoding")
        if encoding != "UTF8":
            raise faults.wrong_encoding(self.path, encoding)

    def is_of_another_program(self) -> bool:
        """Whether there are tables that this program did not make."""
        return not self.is_marked() and self._has_tables()

    def is_marked(self) -> bool:
        """Whether the database says that it is of this program."""
        return self._has_form() and bool(
            self.fetched("SELECT 1 FROM database_form WHERE program = ?", (_PROGRAM,))
        )

    def _has_form(self) -> bool:
        return self.fetched("SELECT to_regclass('database_form') IS NOT NULL")[0][0] is True

    def _has_tables(self) -> bool:
        sql = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() LIMIT 1"
        return bool(self.fetched(sql))

    @property
    def user_version(self) -> int:
        """The number of the last step that was done."""
        found = self.fetched("SELECT max(version) FROM database_form") if self._has_form() else []
        return int(found[0][0] or 0) if found else 0

    @user_version.setter
    def user_version(self, number: int) -> None:
        self.execute_sql(
            "INSERT INTO database_form (program, version) VALUES (?, ?) "
            "ON CONFLICT (program) DO UPDATE SET version = excluded.version",
            (_PROGRAM, number),
        )

    def prepare(self) -> None:
        """Nothing has to be done before the first transaction."""

    def mark(self) -> None:
        """The version says it already."""

    def form(self) -> postgres_form.Form:
        """The database for the steps; inside their transaction."""
        form = postgres_form.Form(self.execute_sql)
        if not self._has_form():
            postgres_form.lay_ground(form)
        return form

    def copy_to(self, target: Path, before_name: Callable[[], object] | None = None) -> None:
        """Write everything into a SQLite file ``target``, checked before it takes its name."""
        from counter_app.models import transfer  # noqa: PLC0415

        transfer.copy_to_file(self, target, before_name)

    def faults_found(self, *, deep: bool) -> list[str]:
        """Dossiers without the parts that belong to them; the server looks after the files itself."""
        if not deep:
            return []
        sql = "SELECT id FROM state WHERE id NOT IN (SELECT id FROM dossier)"
        return [f"state of {number}" for (number,) in self.fetched(sql)]

    def refuse_more(self, sentence: str, name: str = MOVED) -> None:
        """From now on refuse every event with ``sentence``, whichever program brings it."""
        words = f"{name}: {sentence}".replace("'", "''")
        body = f"BEGIN RAISE EXCEPTION USING MESSAGE = '{words}'; END"
        form = "CREATE FUNCTION {}() RETURNS trigger LANGUAGE plpgsql AS {}"
        # Not through execute_sql: the sentence names an address, whose question marks are no places.
        made = psycopg.sql.SQL(form).format(psycopg.sql.Identifier(name), psycopg.sql.Literal(body))
        self.connection().execute(made)
        self.execute_sql(
            f"CREATE TRIGGER {name} BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION {name}()"
        )

    def refusal(self, name: str = MOVED) -> str:
        """The sentence with which every event is refused since :meth:`refuse_more`; "" where none is."""
        sql = (
            "SELECT prosrc FROM pg_proc JOIN pg_trigger ON tgfoid = pg_proc.oid "
            "WHERE tgname = ? AND tgrelid = to_regclass('journal')"
        )
        found = self.fetched(sql, (name,))
        return sentence_in(found[0][0], name) if found else ""

    def accept_again(self) -> None:
        """Take the refusal of an office that is being moved here away."""
        self.execute_sql(f"DROP TRIGGER IF EXISTS {UNFINISHED} ON journal")
        self.execute_sql(f"DROP FUNCTION IF EXISTS {UNFINISHED}()")

    def empty(self, tables: Sequence[str]) -> None:
        """Take every row out of ``tables``, the journal's too; inside a transaction."""
        self.execute_sql("ALTER TABLE journal DISABLE TRIGGER USER")
        self.execute_sql(f"TRUNCATE {', '.join(tables)}")
        self.execute_sql("ALTER TABLE journal ENABLE TRIGGER USER")


@lru_cache(maxsize=512)
def _native(sql: str) -> str:
    return sql.replace("%", "%%").replace("?", "%s")


def _last_value(cursor: Any) -> str:
    """The value of the last of several statements."""
    while cursor.nextset():
        pass
    return str(cursor.fetchone()[0])
