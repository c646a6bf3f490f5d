"""The step of ``migrations`` that splits SQLite's search index in two; as it, never changed once released."""

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
IN_TWO = (
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
