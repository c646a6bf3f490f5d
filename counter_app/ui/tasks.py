"""The one worker beside the window: it has a database connection of its own and does one job at a time.

:func:`run` is one of the three places that catch every exception.
"""

import atexit
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal
from shiboken6 import isValid

from counter_app.ui import say
from counter_app.ui.session import Session


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[], Any]
    done: Callable[[Any], object] | None
    failed: Callable[[BaseException], object] | None


class Worker(QThread):
    """The thread; jobs come through a queue, results go back to the window's thread as signals."""

    finished_job = Signal(object, object)
    failed_job = Signal(object, object)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        atexit.register(self.stop)  # a thread that still runs when the program ends would abort it
        self.finished_job.connect(self._finish, Qt.ConnectionType.QueuedConnection)
        self.failed_job.connect(self._fail, Qt.ConnectionType.QueuedConnection)

    def put(self, job: _Job) -> None:
        """Do ``job`` after those before it."""
        self._jobs.put(job)
        if not self.isRunning():
            self.start()

    def stop(self) -> None:
        """End after the job at hand; returns when the thread has ended."""
        atexit.unregister(self.stop)
        if self.isRunning():
            self._jobs.put(None)
            self.wait()

    def run(self) -> None:
        from counter_app.services.desk import worker  # noqa: PLC0415 - after the first paint

        with ExitStack() as stack:
            connected = False
            while (job := self._jobs.get()) is not None:
                try:
                    if not connected:
                        stack.enter_context(worker(self._session.desk))
                        connected = True
                    result = job.work()
                except Exception as error:  # noqa: BLE001 - a gate: shown in the window's thread
                    self.failed_job.emit(job, error)
                else:
                    self.finished_job.emit(job, result)

    def _finish(self, job: _Job, result: Any) -> None:
        if job.done is not None:
            say.attempt(self._session, job.done, result)

    def _fail(self, job: _Job, error: BaseException) -> None:
        if job.failed is not None:
            say.attempt(self._session, job.failed, error)
        else:
            say.tell(self._session, error)


def run(
    session: Session,
    work: Callable[[], Any],
    done: Callable[[Any], object] | None = None,
    failed: Callable[[BaseException], object] | None = None,
) -> None:
    """Do ``work`` beside the window; then call ``done(result)`` or ``failed(error)`` in its thread.

    Without ``failed`` the error is said as :func:`counter_app.ui.say.attempt` says it. A ``failed``
    that cannot help passes the error on to ``say.tell(session, error)``.
    """
    if not isinstance(session.worker, Worker):
        session.worker = Worker(session)
    session.worker.put(_Job(work, done, failed))


def stop(session: Session) -> None:
    """End the worker of ``session``, where there is one."""
    if isinstance(session.worker, Worker):
        session.worker.stop()
    session.worker = None


class Latest(QObject):
    """Runs only the newest question: an answer that was overtaken by another question is dropped.

    So is one that arrives after ``owner``, the page that asked, is gone.
    """

    def __init__(self, session: Session, owner: QObject | None = None) -> None:
        super().__init__(owner)
        self._session = session
        self._turn = 0

    def ask(self, work: Callable[[], Any], done: Callable[[Any], object]) -> None:
        """Do ``work``; call ``done(result)`` unless something newer was asked meanwhile."""
        self._turn += 1
        turn = self._turn
        run(
            self._session,
            lambda: work() if turn == self._turn else None,
            lambda result: done(result) if turn == self._turn and isValid(self) else None,
        )
