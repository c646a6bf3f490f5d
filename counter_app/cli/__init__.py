"""The command line: the same services as the window, for scheduled tasks, for IT and for tests."""

from counter_app.cli.gate import main

__all__ = ["main"]
