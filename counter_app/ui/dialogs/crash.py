"""The window that says once that the program itself made a mistake."""

from PySide6.QtCore import Qt, QThread
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.widgets import IconLabel, Label, PlainButton, PrimaryButton

_open: list["CrashDialog"] = []


class CrashDialog(QDialog):
    """What happened, what was kept, and the lines that a developer needs; never a citizen's data."""

    def __init__(self, trace: str) -> None:
        super().__init__(QApplication.activeWindow())
        self.setWindowTitle(_("The program made a mistake"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(560)
        self.trace = QPlainTextEdit(trace)
        self.trace.setReadOnly(True)
        self.trace.setFixedHeight(160)
        self.trace.setAccessibleName(_("Lines for the developer"))
        self.copy = PlainButton(_("Copy these lines"))
        self.done_button = PrimaryButton(_("Go on working"), "Esc")
        title = IconLabel(
            "error_circle_20_filled",
            _("The program made a mistake"),
            "problem",
            size=theme.WEEKDAY,
            weight=600,
            icon_size=20,
        )
        text = Label(
            _(
                "The step just pressed was not carried out and nothing was half recorded; everything before"
                " it is kept. You can go on working. If it happens again, send these lines, which hold no"
                " citizen's data, to the person in charge of the computers."
            ),
            theme.BASE,
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(title)
        column.addWidget(text)
        column.addWidget(self.trace)
        row = QHBoxLayout()
        row.addWidget(self.copy)
        row.addStretch(1)
        row.addWidget(self.done_button)
        column.addLayout(row)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(trace))
        self.done_button.clicked.connect(self.close)
        self.done_button.setFocus()


def show_crash(trace: str) -> None:
    """Open the window without stopping anything; away from the window's thread the log must do."""
    app = QApplication.instance()
    if app is None or app.thread() is not QThread.currentThread():
        return
    dialog = CrashDialog(trace)
    _open.append(dialog)
    dialog.destroyed.connect(_open.clear)
    dialog.open()
