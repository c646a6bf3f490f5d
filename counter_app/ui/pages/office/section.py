"""What the sections of administration have in common."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.ui.session import Session
from counter_app.ui.widgets import Field

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning

#: Keys that sections share among them; each means what its button says.
KEYS = tuple(f"Ctrl+{letter}" for letter in "DFGKLMNOPSUY")


def in_pairs(parts: Iterable[tuple[QWidget, QWidget]], gap: int) -> QGridLayout:
    """Settings two by two in columns of one width; ``gap`` is between the lines."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(gap)
    for line, pair in enumerate(parts):
        for column, part in enumerate(pair):
            grid.addWidget(part, line, column, Qt.AlignmentFlag.AlignTop)
    grid.setColumnStretch(0, 1)
    grid.setColumnStretch(1, 1)
    return grid


class Section(QWidget):
    """One section: shown by :meth:`refresh`, its primary action by Ctrl+Enter where ``action`` names one."""

    #: Words of the primary button; "" where the section only shows.
    action = ""
    #: The primary action has other words now.
    action_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def refresh(self) -> None:
        """Read anew what the section shows."""

    def primary(self) -> None:
        """The section's main action."""

    def fit(self, width: int) -> None:
        """The window is ``width`` wide now; a section that gives way does so here."""

    def scanned(self, _meaning: "ScanMeaning") -> bool:
        """A scan arrived; True if the section took it."""
        return False

    def set_action(self, words: str) -> None:
        """Give the primary action other words; "" takes it away."""
        self.action = words
        self.action_changed.emit()

    def escape(self) -> bool:
        """Esc; True where the section had something of its own to leave."""
        return False

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        """What the section does on keys of its own, such as "Ctrl+K"."""
        return {}

    def fields(self) -> dict[str, Field]:
        """The fields by the names that problems have."""
        return {}
