"""A window with one sentence: why the program does not start, and what to do."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.widgets import IconLabel, PrimaryButton


class Notice(QWidget):
    """The sentence and a button that closes it; ``closed()`` however it is closed."""

    closed = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.setWindowTitle(_("One-stop desk"))
        self.setFixedWidth(520)
        self.sentence = IconLabel(
            "warning_20_filled", sentence, "text", size=theme.BASE, wrap=True, icon_size=20, gap=12
        )
        self.sentence.icon.set_icon("warning_20_filled", "caution")
        self.close_button = PrimaryButton(_("Close"), "Enter")
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 20)
        column.setSpacing(16)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        column.addLayout(row)
        self.close_button.setAutoDefault(True)
        self.close_button.clicked.connect(self.close)
        self.close_button.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()
