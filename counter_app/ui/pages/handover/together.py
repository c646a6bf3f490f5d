"""Other results of the same person that wait: named, and handed over with this one by a key."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.collecting import due_now
from counter_app.core.records import DossierState
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext
from counter_app.ui import theme
from counter_app.ui.widgets import Check, SoftLine

#: Takes all of them, or none again.
ALL_KEY = "Alt+T"


class Together(QWidget):
    """A line that tells of them, and a box to tick for each; ``changed`` when others are chosen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._boxes: list[tuple[Check, DossierState]] = []
        self.told = SoftLine("mail_inbox_checkmark_16_regular", _("Hand over all"), ALL_KEY)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._rows.setContentsMargins(10, 0, 0, 0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.told)
        column.addLayout(self._rows)
        self.told.action.clicked.connect(self.turn)

    def show_others(self, states: Sequence[DossierState]) -> None:
        """Show the results ``states``, none of them chosen yet; those that were chosen before stay so."""
        kept = {state.scan_number for box, state in self._boxes if box.isChecked()}
        for box, _state in self._boxes:
            self._rows.removeWidget(box)
            box.hide()
            box.deleteLater()
        self._boxes = []
        for state in states:
            box = Check(_line(state), size=theme.TABLE)
            box.setChecked(state.scan_number in kept)
            box.toggled.connect(self._say)
            self._rows.addWidget(box)
            self._boxes.append((box, state))
        self.setVisible(bool(states))
        self._say()

    def others(self) -> tuple[DossierState, ...]:
        """All results that are named."""
        return tuple(state for _box, state in self._boxes)

    def chosen(self) -> tuple[DossierState, ...]:
        """Those that go over, too."""
        return tuple(state for box, state in self._boxes if box.isChecked())

    def turn(self) -> None:
        """Take all of them, or none where all are taken."""
        wanted = len(self.chosen()) < len(self._boxes)
        for box, _state in self._boxes:
            box.setChecked(wanted)

    def _say(self, *_ignored: object) -> None:
        count = len(self._boxes)
        words = ngettext(
            "This person has {n} more result that waits",
            "This person has {n} more results that wait",
            count,
        )
        self.told.show_words(words.format(n=count) if count else "")
        self.changed.emit()


def _line(state: DossierState) -> str:
    if due_now(state):
        words = _("{procedure}, {code}, fee {amount} not paid yet")
        return words.format(procedure=state.procedure_name, code=state.code, amount=money(due_now(state)))
    return _("{procedure}, {code}").format(procedure=state.procedure_name, code=state.code)
