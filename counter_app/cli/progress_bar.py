"""A bar on standard error that says how far long work is, where that is a terminal."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from counter_app.core.progress import heard_by

_WIDE = 30
#: Seconds between two pictures of the bar.
_APART = 0.1


@contextmanager
def shown() -> Iterator[None]:
    """Show the steps of the work in the meantime; nothing where standard error is no terminal."""
    if not sys.stderr.isatty():
        yield
        return
    drawn = 0.0

    def draw(done: int, of: int) -> None:
        nonlocal drawn
        if monotonic() - drawn >= _APART or done == of:
            drawn = monotonic()
            full = _WIDE * done // max(of, 1)
            sys.stderr.write(f"\r[{'#' * full}{'.' * (_WIDE - full)}] {done}/{of}")
            sys.stderr.flush()

    try:
        with heard_by(draw):
            yield
    finally:
        if drawn:
            sys.stderr.write(f"\r{' ' * (_WIDE + 24)}\r")
            sys.stderr.flush()
