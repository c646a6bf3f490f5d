"""Long work with files beside the window: how far it is, and how it is stopped between two steps."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QElapsedTimer, QObject, Signal

from counter_app.core import progress
from counter_app.i18n import gettext as _
from counter_app.ui import tasks
from counter_app.ui.session import Session

#: Milliseconds between two words on how far it is.
_APART = 60


class FileWork(QObject):
    """Does one piece of work at a time; ``moved(done, of)`` while it goes on, ``ended()`` after it."""

    moved = Signal(int, int)
    ended = Signal()

    def __init__(self, session: Session, owner: QObject) -> None:
        super().__init__(owner)
        self._session = session
        self._stop = Event()
        self.busy = False

    def start(
        self,
        work: Callable[[], Any],
        done: Callable[[Any], object],
        failed: Callable[[BaseException], object],
    ) -> None:
        """Do ``work``; then call ``done(result)`` or ``failed(error)`` in the window's thread."""
        self.busy = True
        self._stop.clear()
        tasks.run(
            self._session,
            lambda: self._heard(work),
            lambda result: self._end(done, result),
            lambda error: self._end(failed, error),
        )

    def stop(self) -> None:
        """Stop before the next step; the work then fails as :class:`progress.Stopped`."""
        self._stop.set()

    def _heard(self, work: Callable[[], Any]) -> Any:
        clock = QElapsedTimer()
        clock.start()

        def listen(done: int, of: int) -> None:
            if self._stop.is_set() and done < of:
                raise progress.Stopped(_("Stopped. Nothing of this file was taken in or written."))
            if clock.elapsed() >= _APART:
                clock.restart()
                self.moved.emit(done, of)

        with progress.heard_by(listen):
            return work()

    def _end(self, then: Callable[[Any], object], outcome: Any) -> None:
        self.busy = False
        self.ended.emit()
        then(outcome)
