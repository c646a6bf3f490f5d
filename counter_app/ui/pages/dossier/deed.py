"""The few fields of one act on a dossier, opened in the page: what it does, its fields, what follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.records import DossierState, Officer
from counter_app.core.states import Action
from counter_app.services.desk import Desk
from counter_app.ui import theme
from counter_app.ui.keys import is_enter
from counter_app.ui.widgets import Card, Field, FieldRow, IconLabel, Label, problem_line
from counter_app.ui.widgets.fields import go_on


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """The dossier at hand, who acts on it, and when the fields were opened."""

    desk: Desk
    state: DossierState
    officer: Officer
    at: datetime


#: Does the act with the texts of the fields: desk, scan number, officer, moment, texts by name.
Doing = Callable[[Case, datetime, Mapping[str, str]], DossierState]


class Deed(QWidget):
    """Base of the forms; the page calls :meth:`do` on Ctrl+Enter and closes the form on Esc.

    ``does`` are the words of the button. Problems stand beside the field whose name they carry,
    any other one in the last line of the form.
    """

    changed = Signal()

    def __init__(self, action: Action, case: Case, title: str, does: str, told: str = "") -> None:
        super().__init__()
        self.action, self.case, self.does = action, case, does
        self.fields: dict[str, Field] = {}
        self.card = Card(title, " ", gap=8)
        if self.card.head is not None:
            self.card.head.title.set_tone("text")
            self.card.head.hint.hide()
        self.told = Label(told, theme.EXPLAIN, tone="text2", wrap=True)
        self.card.add(self.told)
        self.told.setVisible(bool(told))
        self.warning = IconLabel("warning_16_regular", "", "caution", wrap=True, size=theme.EXPLAIN)
        self.warning.hide()
        self.note_line = problem_line()
        self.note_line.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addStretch(1)
        self.setAccessibleName(title)

    def title(self) -> str:
        """The name of the act."""
        return self.accessibleName()

    def close_card(self) -> None:
        """Call last in ``__init__``: the lines for warnings and problems stand under the fields."""
        self.card.add(self.warning)
        self.card.add(self.note_line)

    def keep(self, field: Field) -> Field:
        """Know ``field`` by its name; Enter leads to the next one."""
        self.fields[field.name] = field
        field.edit.installEventFilter(self)
        field.changed.connect(lambda _text: self.changed.emit())
        return field

    def warn(self, sentence: str) -> None:
        """Say what is to be known before it is done; "" says nothing."""
        self.warning.label.setText(sentence)
        self.warning.setVisible(bool(sentence))

    def enter(self) -> None:
        """Give the first field the focus."""
        for field in self.fields.values():
            if not field.isHidden():
                field.setFocus(Qt.FocusReason.OtherFocusReason)
                if field.name == "amount":
                    field.edit.selectAll()  # another sum replaces what is due
                return
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def texts(self) -> dict[str, str]:
        """What stands in the fields, by their names."""
        return {name: field.text() for name, field in self.fields.items()}

    def do(self, at: datetime) -> DossierState:
        """Do it at ``at``; the dossier after it.

        Raises:
            UserError: refused; nothing is changed.
        """
        raise NotImplementedError

    def show_problem(self, name: str, sentence: str) -> None:
        """Say a problem beside its field, or in the form's last line; "" takes that line away."""
        field = self.fields.get(name)
        self.note_line.label.setText(sentence if field is None else "")
        self.note_line.setVisible(field is None and bool(sentence))
        if field is not None:
            field.set_problem(sentence)
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_problems(self) -> None:
        """Nothing is said to be wrong any more."""
        self.show_problem("", "")
        for field in self.fields.values():
            field.clear_problem()

    def choose(self, _n: int) -> None:
        """Ctrl+digit, where the form offers numbered choices."""

    def add_free(self) -> None:
        """One more line whose name is typed, where the form has such lines."""

    def take_code(self, _code: str) -> bool:
        """A code was scanned that no dossier here has; True if the form has a field for it."""
        return False

    def take_shelf(self, _place: str) -> bool:
        """The label of a shelf was scanned; True if the form asks for a place."""
        return False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not is_enter(event):
            return super().eventFilter(watched, event)
        go_on(self.fields.values(), watched)  # from the last one nowhere: Ctrl+Enter does the act
        return True


class PlainDeed(Deed):
    """An act that needs a few lines of text and nothing else."""

    def __init__(
        self,
        action: Action,
        case: Case,
        title: str,
        does: str,
        doing: Doing,
        fields: Sequence[Field | QWidget] = (),
        told: str = "",
    ) -> None:
        super().__init__(action, case, title, does, told)
        self._doing = doing
        for part in fields:
            for field in part.fields if isinstance(part, FieldRow) else (part,):
                if isinstance(field, Field):
                    self.keep(field)
            self.card.add(part)
        self.close_card()

    def do(self, at: datetime) -> DossierState:
        return self._doing(self.case, at, self.texts())
