"""Which papers applicants often come without: learned beside the window, known when a procedure is chosen."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from counter_app.core.records import Procedure
from counter_app.services import often_missing
from counter_app.ui import tasks
from counter_app.ui.session import Session

#: After so long it is learned anew when the page comes to the front.
_TRUE_FOR = timedelta(minutes=30)


class OftenMissing(QObject):
    """What the office had to ask for most often, by procedure."""

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._known: Mapping[str, tuple[str, ...]] = {}
        self._learned_at: datetime | None = None
        self._latest = tasks.Latest(session, self)

    def learn(self) -> None:
        """Ask the journal, unless it was asked a short while ago."""
        at = self._session.now()
        if self._learned_at is not None and at - self._learned_at < _TRUE_FOR:
            return
        self._learned_at = at
        desk = self._session.desk
        self._latest.ask(lambda: often_missing.often_missing(desk, at), self._learned)

    def of(self, procedure: Procedure | None) -> tuple[str, ...]:
        """The papers of ``procedure`` that are often missing, the most often missing first."""
        return self._known.get(procedure.code, ()) if procedure is not None else ()

    def _learned(self, known: Mapping[str, tuple[str, ...]]) -> None:
        self._known = known
