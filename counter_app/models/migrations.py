"""The form of the database, step by step: numbered functions, each with the schema of its time.

A step is never changed after it was released; it does not use the live models. The
steps that a database lacks run in one transaction together with the new version
number, after a copy was taken.

Steps run on both engines. Tables and indexes are written once, as SQLite has them;
``postgres_form`` says the same to PostgreSQL. What an engine has for itself (triggers,
full-text tables, trigrams) stands beside, under its name.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from counter_app.models import backup, faults, steps_of_search

#: Marks a file as a database of this program (``PRAGMA application_id``): "CNTR".
APPLICATION_ID = 0x434E5452

#: What a step is given: ``execute_sql`` carries out a statement, ``engine`` is "sqlite" or "postgresql".
Step = Callable[[Any], None]


def _first_form(database: Any) -> None:
    """Journal, projection, search and the office."""
    for statement in _JOURNAL + _DOSSIERS + _OFFICE:
        database.execute_sql(statement)
    if database.engine == "sqlite":
        for statement in _ONLY_APPENDED + _SEARCH:
            database.execute_sql(statement)
    else:
        from counter_app.models import postgres_form  # noqa: PLC0415

        postgres_form.first_form(database)


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

_ONLY_APPENDED = (
    """
    CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END
    """,
    """
    CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is only appended to'); END
    """,
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


def _other_nodes(database: Any) -> None:
    """Nodes to exchange with, their events that wait for a gap to close, and what was sent out."""
    for statement in _EXCHANGE:
        database.execute_sql(statement)
    if database.engine == "postgresql":
        from counter_app.models import postgres_form  # noqa: PLC0415

        postgres_form.other_nodes(database)


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


def _two_indexes(database: Any) -> None:
    """One search index of the dossiers that are closed, which only grows, and a small one of all others."""
    if database.engine == "sqlite":  # the indexes of the other engine can say so in their conditions
        for statement in steps_of_search.IN_TWO:
            database.execute_sql(statement)


def _changes_of_the_calendar(database: Any) -> None:
    """What the office changed in its calendar is found in the journal at once, however long it is."""
    database.execute_sql(
        "CREATE INDEX journal_calendar ON journal (node, epoch, seq) WHERE kind = 'calendar_changed'"
    )


def _papers_not_printed(database: Any) -> None:
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
    if database.engine == "sqlite":  # on a server no database is older
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


def _papers_asked_for(database: Any) -> None:
    """Which papers were asked for lately is found in the journal at once, however long it is."""
    for statement in _ASKED:
        database.execute_sql(statement)


_ASKED = (
    """
    CREATE INDEX journal_asked ON journal (happened_at)
    WHERE kind IN ('supplement_requested', 'advised', 'undone')
    """,
)


def _acknowledged_chains(database: Any) -> None:
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


def bring_up_to_date(database: Any, place: Path | str, backups: Path, steps: Sequence[Step] = STEPS) -> None:
    """Run the steps that the connected ``database`` at ``place`` lacks; copy it into ``backups`` first.

    Raises:
        BadFile: of another program or of a later version; nothing is changed.
        DeviceProblem: the copy cannot be written.
    """
    if database.is_of_another_program():
        raise faults.of_another_program(place)
    version = database.user_version
    if version > len(steps):
        raise faults.newer(place, version, len(steps))
    if version == len(steps) and database.is_marked():
        return
    if version:
        backup.copy_before_upgrade(database, backups, version)
    database.prepare()
    with database.writing():
        form = database if database.engine == "sqlite" else database.form()
        # Another program may have done it while this one waited.
        for number, step in enumerate(steps[database.user_version :], database.user_version + 1):
            step(form)
            database.user_version = number
        database.mark()
