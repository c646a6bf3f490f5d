"""The store: everything of an installation in one database, reached through Peewee."""
