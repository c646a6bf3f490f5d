"""What the sections of administration have in common."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counter_app.ui.session import Session
from counter_app.ui.widgets import Field


class Section(QWidget):
    """One section: shown by :meth:`refresh`, its primary action by Ctrl+Enter where ``action`` names one.

    ``action_changed`` says that ``action`` has other words now.
    """

    action_changed = Signal()

    #: Words of the primary button; "" where the section only shows.
    action = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def refresh(self) -> None:
        """Read anew what the section shows."""

    def primary(self) -> None:
        """The section's main action."""

    def escape(self) -> bool:
        """Esc; True where the section had something of its own to leave."""
        return False

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        """What the section does on keys of its own, such as "Ctrl+K"."""
        return {}

    def fields(self) -> dict[str, Field]:
        """The fields by the names that problems have."""
        return {}
