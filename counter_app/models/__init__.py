"""The store: everything of an installation in one database, reached through Peewee.

Peewee loads every driver that it finds installed, which takes longer than the start of the
window. So it is loaded here, before anyone else does it, with the drivers out of its sight;
:mod:`counter_app.models.postgres` shows it the one it needs.
"""

import sys

_DRIVERS = ("psycopg", "psycopg2", "psycopg2cffi", "pymysql", "MySQLdb")


def _load_peewee() -> None:
    hidden = [name for name in _DRIVERS if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment] # what import takes for "not installed"
    try:
        import peewee  # noqa: F401, PLC0415
    finally:
        for name in hidden:
            del sys.modules[name]


_load_peewee()
