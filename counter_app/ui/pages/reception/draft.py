"""The draft of the receipt: drawn beside the window a moment after the last key; typing never waits."""

from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal

from counter_app.core.records import NewDossier
from counter_app.errors import UserError
from counter_app.services import papers
from counter_app.ui import print_targets, tasks
from counter_app.ui.session import Session

#: Milliseconds without a key before the receipt is drawn anew.
PAUSE = 250


class ReceiptDraft(QObject):
    """Draws the receipt for what is typed; only the newest question is answered."""

    drawn = Signal(bytes)

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._latest = tasks.Latest(session, self)
        self._wanted: tuple[NewDossier, datetime] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)

    def want(self, new: NewDossier, at: datetime) -> None:
        """The receipt of ``new`` received at ``at`` is wanted, a moment from now."""
        self._wanted = new, at
        self._pause.start()

    def stop(self) -> None:
        """Nothing is wanted any more; an answer under way is dropped."""
        self._wanted = None
        self._pause.stop()

    def _draw(self) -> None:
        if self._wanted is None:
            return
        new, at = self._wanted
        desk, officer = self._session.desk, self._session.officer
        look = print_targets.receipt_look(self._session.station)

        def work() -> bytes:
            try:
                return papers.receipt_preview(
                    *(desk, new, officer, at, look.sheet, look.dpi),
                    bar_dots=look.bar_dots,
                    roll_width=look.roll_width,
                )
            except UserError:  # half typed: said beside its field when the dossier is received
                return b""

        self._latest.ask(work, self._show)

    def _show(self, pdf: bytes) -> None:
        if self._wanted is not None:
            self.drawn.emit(pdf)
