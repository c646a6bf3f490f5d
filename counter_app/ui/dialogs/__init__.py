"""Dialogs; one that yields something has ``ask(parent, ...)``."""
