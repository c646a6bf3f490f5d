"""The form of the database in PostgreSQL's words: what the steps of ``migrations`` say, and the rest.

Texts sort by their bytes and codes are equal in either case, as in SQLite. Ids are given by the
tables themselves: every act writes its dossier with ON CONFLICT, which would use up a
sequence, and the search takes ids for how new a dossier is.
"""

import re
from collections.abc import Callable
from typing import Any

_FREE_OF_CASE = re.compile(r"\bTEXT NOT NULL COLLATE NOCASE")
_TEXT = re.compile(r"\bTEXT\b(?! COLLATE)")
_CREATES = re.compile(r"\s*(CREATE TABLE|ALTER TABLE)\b")

#: What the statements of steps and models stand on. The functions have the names and the meaning that
#: they have in SQLite, for texts that hold JSON.
_GROUND = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE COLLATION nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
    """
    CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (key BIGINT, value TEXT)
    LANGUAGE sql IMMUTABLE STRICT ROWS 100
    AS $$ SELECT n - 1, one FROM json_array_elements_text(list::json) WITH ORDINALITY AS found (one, n) $$
    """,
    """
    CREATE FUNCTION json_each(body TEXT, path TEXT) RETURNS TABLE (key BIGINT, value TEXT)
    LANGUAGE sql IMMUTABLE STRICT ROWS 2
    AS $$
        SELECT n - 1, one FROM json_array_elements_text(body::json -> substr(path, 3))
        WITH ORDINALITY AS found (one, n)
    $$
    """,
    """
    CREATE FUNCTION json_extract(body TEXT, path TEXT) RETURNS TEXT
    LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT body::json ->> substr(path, 3) $$
    """,
    'CREATE TABLE database_form (program TEXT COLLATE "C" PRIMARY KEY, version BIGINT NOT NULL)',
)

_FIRST_FORM = (
    """
    CREATE FUNCTION journal_refuses() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the journal is only appended to' USING ERRCODE = 'integrity_constraint_violation';
    END $$
    """,
    "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE ON journal "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuses()",
    "CREATE TRIGGER journal_is_never_deleted BEFORE DELETE ON journal "
    "FOR EACH ROW EXECUTE FUNCTION journal_refuses()",
    "CREATE TRIGGER journal_is_never_emptied BEFORE TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_refuses()",
    "CREATE FUNCTION next_dossier() RETURNS BIGINT LANGUAGE sql VOLATILE "
    "AS $$ SELECT coalesce(max(id), 0) + 1 FROM dossier $$",
    "ALTER TABLE dossier ALTER COLUMN id SET DEFAULT next_dossier()",
    # See search_trigrams. The order of the language decides what is a letter, not the one of the column.
    """
    ALTER TABLE dossier ADD COLUMN words TEXT COLLATE "C" NOT NULL GENERATED ALWAYS AS
    (' ' || regexp_replace(search COLLATE "und-x-icu", '[^[:alnum:]]+', ' ', 'g')) STORED
    """,
    "CREATE INDEX dossier_words_closed ON dossier USING gin (words gin_trgm_ops) WHERE status IN (3, 7, 10)",
    "CREATE INDEX dossier_words_open ON dossier USING gin (words gin_trgm_ops) "
    "WHERE NOT status IN (3, 7, 10)",
)
_OTHER_NODES = (
    "CREATE FUNCTION next_export() RETURNS BIGINT LANGUAGE sql VOLATILE "
    "AS $$ SELECT coalesce(max(id), 0) + 1 FROM export $$",
    "ALTER TABLE export ALTER COLUMN id SET DEFAULT next_export()",
)


class Form:
    """The database as steps see it: they say what SQLite would be told."""

    engine = "postgresql"

    def __init__(self, carry_out: Callable[[str], Any]) -> None:
        self._carry_out = carry_out

    def execute_sql(self, sql: str) -> None:
        """Carry out ``sql``, written for SQLite."""
        self._carry_out(in_its_words(sql))

    def execute_own(self, sql: str) -> None:
        """Carry out ``sql``, written for PostgreSQL."""
        self._carry_out(sql)


def in_its_words(sql: str) -> str:
    """A statement that makes or changes a table, as PostgreSQL is told; others stay as they are."""
    if not _CREATES.match(sql):
        return sql
    sql = _FREE_OF_CASE.sub("TEXT COLLATE nocase NOT NULL", sql)
    sql = _TEXT.sub('TEXT COLLATE "C"', sql)
    return sql.replace(" INTEGER ", " BIGINT ").replace(" INTEGER,", " BIGINT,").replace(" WITHOUT ROWID", "")


def lay_ground(form: Form) -> None:
    """What comes before the first step."""
    for statement in _GROUND:
        form.execute_own(statement)


def first_form(form: Form) -> None:
    """What belongs to the first step."""
    for statement in _FIRST_FORM:
        form.execute_own(statement)


def other_nodes(form: Form) -> None:
    """What belongs to the second step."""
    for statement in _OTHER_NODES:
        form.execute_own(statement)
