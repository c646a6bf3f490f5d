"""The form of the database, step by step: numbered functions, each with the schema of its time.

A step is never changed after it was released; it does not use the live models. The
steps that a database lacks run in one transaction together with the new version
number (``PRAGMA user_version``), after a copy was taken.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import peewee

from counter_app.models import backup, faults

#: Marks a file as a database of this program (``PRAGMA application_id``): "CNTR".
APPLICATION_ID = 0x434E5452

Step = Callable[[peewee.SqliteDatabase], None]


def _first_form(database: peewee.SqliteDatabase) -> None:
    """Journal, projection, search and the office."""
    for statement in _JOURNAL + _DOSSIERS + _SEARCH + _OFFICE:
        database.execute_sql(statement)


_JOURNAL = (
    """
    CREATE TABLE journal (
        node TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        dossier TEXT NOT NULL,
        happened_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        login TEXT NOT NULL,
        data TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (node, epoch, seq)
    )
    """,
    "CREATE INDEX journal_dossier ON journal (dossier) WHERE dossier <> ''",
    """
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END
    """,
    """
    CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END
    """,
    """
    CREATE TABLE chain (
        node TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        hash TEXT NOT NULL,
        own INTEGER NOT NULL,
        PRIMARY KEY (node, epoch)
    ) WITHOUT ROWID
    """,
    "CREATE UNIQUE INDEX chain_own ON chain (own) WHERE own = 1",
)

_DOSSIERS = (
    """
    CREATE TABLE dossier (
        id INTEGER PRIMARY KEY,
        scan_number TEXT NOT NULL UNIQUE,
        code TEXT NOT NULL COLLATE NOCASE,
        node TEXT NOT NULL,
        ledger_year INTEGER NOT NULL,
        ledger_number INTEGER NOT NULL,
        applicant TEXT NOT NULL,
        applicant_key TEXT NOT NULL,
        citizen_id TEXT NOT NULL,
        phone TEXT NOT NULL,
        address TEXT NOT NULL,
        procedure_code TEXT NOT NULL,
        procedure_name TEXT NOT NULL,
        status INTEGER NOT NULL,
        holder TEXT NOT NULL,
        unit TEXT NOT NULL,
        collect TEXT NOT NULL,
        sets INTEGER NOT NULL,
        fast INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        received_by TEXT NOT NULL,
        due_at TEXT NOT NULL,
        finished_at TEXT,
        returned_at TEXT,
        receipt_outcome TEXT,
        search TEXT NOT NULL,
        UNIQUE (code, node)
    )
    """,
    "CREATE INDEX dossier_received ON dossier (received_at)",
    "CREATE INDEX dossier_returned ON dossier (returned_at) WHERE returned_at IS NOT NULL",
    "CREATE INDEX dossier_open ON dossier (status, due_at) WHERE status <> 10",
    "CREATE INDEX dossier_citizen ON dossier (citizen_id) WHERE citizen_id <> ''",
    "CREATE INDEX dossier_phone ON dossier (phone) WHERE phone <> ''",
    "CREATE INDEX dossier_unprinted ON dossier (received_at) WHERE receipt_outcome <> 'printed'",
    # Beside the rows of lists, which stay short: many of them are read for one search.
    "CREATE TABLE state (id INTEGER PRIMARY KEY REFERENCES dossier (id), body TEXT NOT NULL)",
    """
    CREATE TABLE other_code (
        code TEXT NOT NULL COLLATE NOCASE,
        dossier INTEGER NOT NULL REFERENCES dossier (id),
        PRIMARY KEY (code, dossier)
    ) WITHOUT ROWID
    """,
    "CREATE INDEX other_code_dossier ON other_code (dossier)",
)

#: Prefixes of every length that words of names have: without one FTS5 first joins all words that begin
#: so, a tenth of a second for a common name among a million.
_SEARCH = (
    """
    CREATE VIRTUAL TABLE dossier_search USING fts5 (
        search, content='dossier', content_rowid='id', prefix='1 2 3 4 5 6 7', columnsize=0,
        tokenize='unicode61 remove_diacritics 0'
    )
    """,
    """
    CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier
    BEGIN INSERT INTO dossier_search (rowid, search) VALUES (new.id, new.search); END
    """,
    """
    CREATE TRIGGER dossier_search_update AFTER UPDATE OF search ON dossier WHEN old.search <> new.search
    BEGIN
        INSERT INTO dossier_search (dossier_search, rowid, search) VALUES ('delete', old.id, old.search);
        INSERT INTO dossier_search (rowid, search) VALUES (new.id, new.search);
    END
    """,
    """
    CREATE TRIGGER dossier_search_delete AFTER DELETE ON dossier
    BEGIN
        INSERT INTO dossier_search (dossier_search, rowid, search) VALUES ('delete', old.id, old.search);
    END
    """,
)

_OFFICE = (
    "CREATE TABLE fact (name TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE counter (name TEXT PRIMARY KEY NOT NULL, value INTEGER NOT NULL) WITHOUT ROWID",
    "CREATE TABLE officer (login TEXT PRIMARY KEY NOT NULL, body TEXT NOT NULL, pin_hash TEXT NOT NULL)",
    """
    CREATE TABLE procedure (
        code TEXT PRIMARY KEY NOT NULL,
        name_key TEXT NOT NULL,
        body TEXT NOT NULL,
        search TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE procedure_use (
        counter TEXT NOT NULL,
        code TEXT NOT NULL,
        uses INTEGER NOT NULL,
        PRIMARY KEY (counter, code)
    ) WITHOUT ROWID
    """,
)


def _other_nodes(database: peewee.SqliteDatabase) -> None:
    """Nodes to exchange with, their events that wait for a gap to close, and what was sent out."""
    for statement in _EXCHANGE:
        database.execute_sql(statement)


_EXCHANGE = (
    """
    CREATE TABLE waiting (
        node TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        kind TEXT NOT NULL,
        dossier TEXT NOT NULL,
        happened_at TEXT NOT NULL,
        recorded_at TEXT NOT NULL,
        login TEXT NOT NULL,
        data TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (node, epoch, seq)
    )
    """,
    """
    CREATE TABLE node (
        number TEXT PRIMARY KEY NOT NULL,
        name TEXT NOT NULL,
        public_key TEXT NOT NULL,
        relation TEXT NOT NULL,
        acknowledged_epoch INTEGER NOT NULL,
        acknowledged_seq INTEGER NOT NULL
    )
    """,
    """
    CREATE TABLE export (
        id INTEGER PRIMARY KEY,
        receiver TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        first_seq INTEGER NOT NULL,
        last_seq INTEGER NOT NULL,
        at TEXT NOT NULL,
        file TEXT NOT NULL
    )
    """,
)


def _two_indexes(database: peewee.SqliteDatabase) -> None:
    """One search index of the dossiers that are closed, which only grows, and a small one of all others."""
    for statement in _SEARCH_IN_TWO:
        database.execute_sql(statement)


#: Few dossiers are open, however long the office works: in an index of their own all of them are found
#: and counted by reading nothing else. Its rowids say the dossier's id, the day it is promised for
#: (Julian) and its status, those of the other one id and status, so that no dossier is looked up for it.
_DAY = "ifnull(CAST(julianday(substr({0}due_at, 1, 10)) AS INTEGER), 4194303)"
_OPEN_PLACE = f"(({{0}}id << 26) | ({_DAY} << 4) | {{0}}status)"
_CLOSED_PLACE = "(({0}id << 4) | {0}status)"
_CLOSED = "{0}status IN (3, 7, 10)"
_SEARCH_FORM = "prefix='1 2 3 4 5 6 7', columnsize=0, tokenize='unicode61 remove_diacritics 0'"
_ADD = f"""
        INSERT INTO closed_search (rowid, search)
        SELECT {_CLOSED_PLACE}, {{0}}search WHERE {_CLOSED};
        INSERT INTO open_search (rowid, search)
        SELECT {_OPEN_PLACE}, {{0}}search WHERE NOT {_CLOSED};""".format("new.")
_TAKE = f"""
        INSERT INTO closed_search (closed_search, rowid, search)
        SELECT 'delete', {_CLOSED_PLACE}, {{0}}search WHERE {_CLOSED};
        INSERT INTO open_search (open_search, rowid, search)
        SELECT 'delete', {_OPEN_PLACE}, {{0}}search WHERE NOT {_CLOSED};""".format("old.")
_SEARCH_IN_TWO = (
    "DROP TRIGGER dossier_search_insert",
    "DROP TRIGGER dossier_search_update",
    "DROP TRIGGER dossier_search_delete",
    "DROP TABLE dossier_search",
    f"""
    CREATE VIEW closed_dossier AS SELECT {_CLOSED_PLACE.format("")} AS place, search
    FROM dossier WHERE {_CLOSED.format("")}
    """,  # noqa: S608 - of the constants above
    f"""
    CREATE VIEW open_dossier AS SELECT {_OPEN_PLACE.format("")} AS place, search
    FROM dossier INDEXED BY dossier_open WHERE status <> 10 AND NOT {_CLOSED.format("")} ORDER BY id
    """,  # noqa: S608
    f"""
    CREATE VIRTUAL TABLE closed_search USING fts5 (
        search, content='closed_dossier', content_rowid='place', {_SEARCH_FORM}
    )
    """,
    f"""
    CREATE VIRTUAL TABLE open_search USING fts5 (
        search, content='open_dossier', content_rowid='place', {_SEARCH_FORM}
    )
    """,
    f"""
    CREATE TRIGGER dossier_search_insert AFTER INSERT ON dossier
    BEGIN{_ADD}
    END
    """,
    f"""
    CREATE TRIGGER dossier_search_update AFTER UPDATE OF search, status, due_at ON dossier
    WHEN old.search <> new.search OR old.status <> new.status OR old.due_at <> new.due_at
    BEGIN{_TAKE}{_ADD}
    END
    """,
    f"""
    CREATE TRIGGER dossier_search_delete AFTER DELETE ON dossier
    BEGIN{_TAKE}
    END
    """,
    # From two pieces of one size on they may be merged, see search.settle.
    "INSERT INTO closed_search (closed_search, rank) VALUES ('usermerge', 2)",
    "INSERT INTO open_search (open_search, rank) VALUES ('usermerge', 2)",
    "INSERT INTO closed_search (closed_search) VALUES ('rebuild')",
    "INSERT INTO open_search (open_search) VALUES ('rebuild')",
)


def _changes_of_the_calendar(database: peewee.SqliteDatabase) -> None:
    """What the office changed in its calendar is found in the journal at once, however long it is."""
    database.execute_sql(
        "CREATE INDEX journal_calendar ON journal (node, epoch, seq) WHERE kind = 'calendar_changed'"
    )


def _papers_not_printed(database: peewee.SqliteDatabase) -> None:
    """Slips that did not come out of a printer are found at once, as receipts are.

    The last print of each form tells; one of a number that was replaced since counts as well, until
    its dossier is written again.
    """
    database.execute_sql(
        """
        CREATE TABLE unprinted (
            dossier INTEGER PRIMARY KEY REFERENCES dossier (id),
            papers INTEGER NOT NULL
        )
        """
    )
    database.execute_sql(
        """
        INSERT INTO unprinted (dossier, papers)
        SELECT id, count(*) FROM (
            SELECT state.id AS id, json_extract(print.value, '$.outcome') AS outcome, max(print.key)
            FROM state, json_each(state.body, '$.prints') AS print
            WHERE json_extract(print.value, '$.form') <> 'receipt'
            GROUP BY state.id, json_extract(print.value, '$.form')
        ) WHERE outcome <> 'printed' GROUP BY id
        """
    )


def _papers_asked_for(database: peewee.SqliteDatabase) -> None:
    """Which papers were asked for lately is found in the journal at once, however long it is."""
    for statement in _ASKED:
        database.execute_sql(statement)


_ASKED = (
    """
    CREATE INDEX journal_asked ON journal (happened_at)
    WHERE kind IN ('supplement_requested', 'advised', 'undone')
    """,
)


def _acknowledged_chains(database: peewee.SqliteDatabase) -> None:
    """What each node has of each chain, not of the own one alone, and the key to seal bundles for it."""
    for statement in _ACKNOWLEDGED:
        database.execute_sql(statement)


_ACKNOWLEDGED = (
    """
    CREATE TABLE acknowledged (
        holder TEXT NOT NULL,
        node TEXT NOT NULL,
        epoch INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        PRIMARY KEY (holder, node, epoch)
    )
    """,
    """
    INSERT INTO acknowledged (holder, node, epoch, seq)
    SELECT node.number, chain.node, node.acknowledged_epoch, node.acknowledged_seq
    FROM node, chain WHERE chain.own = 1 AND node.acknowledged_seq > 0
    """,
    "ALTER TABLE node DROP COLUMN acknowledged_epoch",
    "ALTER TABLE node DROP COLUMN acknowledged_seq",
    "ALTER TABLE node ADD COLUMN recipient TEXT NOT NULL DEFAULT ''",
)


#: Step n brings a database from version n - 1 to version n.
STEPS: tuple[Step, ...] = (
    _first_form,
    _other_nodes,
    _two_indexes,
    _changes_of_the_calendar,
    _papers_not_printed,
    _papers_asked_for,
    _acknowledged_chains,
)


def bring_up_to_date(
    database: peewee.SqliteDatabase, path: Path, backups: Path, steps: Sequence[Step] = STEPS
) -> None:
    """Run the steps that the connected ``database`` at ``path`` lacks; copy it into ``backups`` first.

    Raises:
        BadFile: of another program or of a later version; nothing is changed.
        DeviceProblem: the copy cannot be written.
    """
    if _belongs_to_another(database):
        raise faults.of_another_program(path)
    version = database.user_version
    if version > len(steps):
        raise faults.newer(path, version, len(steps))
    if version == len(steps) and database.application_id == APPLICATION_ID:
        return
    if version:
        backup.copy_before_upgrade(database.connection(), backups, version)
    database.journal_mode = "wal"
    with database.atomic("IMMEDIATE"):
        # Another program may have done it while this one waited.
        for number, step in enumerate(steps[database.user_version :], database.user_version + 1):
            step(database)
            database.user_version = number
        database.application_id = APPLICATION_ID


def _belongs_to_another(database: peewee.SqliteDatabase) -> bool:
    if database.application_id not in (0, APPLICATION_ID):
        return True
    return database.application_id == 0 and bool(database.get_tables())
