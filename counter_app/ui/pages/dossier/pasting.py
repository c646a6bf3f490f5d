"""Ctrl+V on the card, where no field has the focus: the code that another system gave the dossier."""

from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence

from counter_app.core.records import DossierState
from counter_app.core.states import Action
from counter_app.ui import say
from counter_app.ui.pages.dossier.acting import Acting
from counter_app.ui.pages.page import Page


class Pasting(Page):
    """A page with a dossier at hand, into whose form for another code the clipboard is pasted."""

    acting: Acting

    def state(self) -> DossierState | None:
        """The dossier at hand, None where there is none."""
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste):
            say.attempt(self, self._paste)
        else:
            super().keyPressEvent(event)

    def _paste(self) -> None:
        state = self.state()
        text = " ".join(QGuiApplication.clipboard().text()[:200].split())
        if state is None or not text:
            return
        self.acting.begin(Action.ADD_CODE, state)
        if self.acting.deed is not None:
            self.acting.deed.take_code(text)
