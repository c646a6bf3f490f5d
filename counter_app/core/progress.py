"""How far long work has come: whoever starts it may listen, and may stop it between two steps.

The work itself only says :func:`batches`; without a listener that costs nothing.
A listener that raises stops the work where it is, and whatever transaction it stands in is taken back.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
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


def batches(items: Iterable[Item], total: int, size: int) -> Iterator[list[Item]]:
    """``items``, of which there are ``total``, in lists of ``size``; the listener hears before each."""
    listener = _listener.get()
    source, done = iter(items), 0
    while batch := list(islice(source, size)):
        if listener is not None:
            listener(done, total)
        yield batch
        done += len(batch)
    if listener is not None:
        listener(total, total)
