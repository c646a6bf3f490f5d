"""The cell in which the matter is chosen: by letters, by a figure key, or with Up and Down."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit

from counter_app.core.folding import tokens
from counter_app.core.records import Procedure
from counter_app.i18n import gettext as _

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class ProcedureField(QLineEdit):
    """Holds one of ``procedures``; while it has the focus its matches are shown by the page.

    Figures 1 to 9 choose from the whole list while nothing was typed.
    """

    #: The officer chose another or the same procedure: the next cell may have the focus.
    chosen = Signal()
    #: The matches to be shown are others, or none because the focus left.
    matching = Signal()
    stepped = Signal(int)

    def __init__(self, procedures: Sequence[Procedure]) -> None:
        super().__init__()
        self._all = tuple(procedures)
        self._procedure: Procedure | None = None
        self._typing = False
        self.setMaxLength(200)
        self.setAccessibleName(_("Matter: letters, or the keys 1 to 9"))
        self.setPlaceholderText(_("letters, or 1 to 9"))
        self.textEdited.connect(self._edited)

    def procedure(self) -> Procedure | None:
        """The procedure chosen."""
        return self._procedure

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Show ``procedure`` as chosen."""
        self._procedure = procedure
        self._typing = False
        self.setText(procedure.name if procedure else "")
        self.setCursorPosition(0)
        self.setToolTip(procedure.name if procedure else "")

    def matches(self) -> tuple[Procedure, ...]:
        """What the typed letters find, marks or not; everything while nothing is typed."""
        wanted = tokens(self.text()) if self._typing else []
        return tuple(one for one in self._all if _holds(one, wanted))

    def number(self, procedure: Procedure) -> int:
        """The figure that chooses ``procedure``, from 1; above 9 there is no key."""
        return self._all.index(procedure) + 1

    def typed(self) -> str:
        """The letters by which a procedure is looked for."""
        return self.text() if self._typing else ""

    def figure_chooses(self) -> bool:
        """Whether the next key, if it is a figure, chooses."""
        return not self._typing

    def choose(self, procedure: Procedure) -> None:
        """Choose ``procedure`` and say so."""
        self.show_procedure(procedure)
        self.chosen.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selectAll()
        self.matching.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.ActiveWindowFocusReason:
            self.show_procedure(self._procedure)  # letters that chose nothing are gone
            self.matching.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = event.text()
        held = event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
        if Qt.Key(event.key()) in _STEPS and not held:
            self.stepped.emit(_STEPS[Qt.Key(event.key())])
        elif not self._typing and not held and figure in tuple("123456789"):
            if int(figure) <= len(self._all):
                self.choose(self._all[int(figure) - 1])
        else:
            super().keyPressEvent(event)

    def _edited(self, _text: str) -> None:
        self._typing = True
        self.matching.emit()


def _holds(procedure: Procedure, wanted: Sequence[str]) -> bool:
    words = tokens(f"{procedure.code} {procedure.name}")
    return all(any(word.startswith(token) for word in words) for token in wanted)
