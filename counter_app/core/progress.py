"""How far long work has come: whoever starts it may listen, and may stop it between two steps.

The work itself only says :func:`steps`; without a listener that costs nothing. A listener that
raises stops the work where it is, and whatever transaction it stands in is taken back.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar

from counter_app.errors import UserError

Item = TypeVar("Item")

#: Hears how many steps are done, and of how many.
Listener = Callable[[int, int], None]

_listener: ContextVar[Listener | None] = ContextVar("progress", default=None)


class Stopped(UserError):
    """Somebody stopped the work; nothing of it is left behind."""


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Let ``listener`` hear of the work of this thread in the meantime."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def steps(items: Collection[Item]) -> Iterator[Item]:
    """``items`` one by one; the listener hears before each, and after the last."""
    listener = _listener.get()
    for done, item in enumerate(items):
        if listener is not None:
            listener(done, len(items))
        yield item
    if listener is not None:
        listener(len(items), len(items))
