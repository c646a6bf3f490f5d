"""Fixtures of the command line's tests."""

from tests.cli.desk_home import counter

__all__ = ["counter"]
