"""What the sections of administration have in common."""

from PySide6.QtWidgets import QWidget

from counter_app.ui.session import Session
from counter_app.ui.widgets import Field


class Section(QWidget):
    """One section: shown by :meth:`refresh`, its primary action by Ctrl+Enter where ``action`` names one."""

    #: Words of the primary button; "" where the section only shows.
    action = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def refresh(self) -> None:
        """Read anew what the section shows."""

    def primary(self) -> None:
        """The section's main action."""

    def fields(self) -> dict[str, Field]:
        """The fields by the names that problems have."""
        return {}
