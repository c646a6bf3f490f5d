"""Fixtures of the command line's tests."""

from tests.cli.desk_home import counter
from tests.cli.exchange_homes import stick

__all__ = ["counter", "stick"]
