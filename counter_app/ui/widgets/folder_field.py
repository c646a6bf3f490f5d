"""A folder: typed or pasted, or chosen in the system's own dialog."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.errors import BadInput, DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.ui.widgets.buttons import PlainButton
from counter_app.ui.widgets.fields import Field


class FolderField(QWidget):
    """A field with a button beside it; :meth:`folder` refuses what is no folder."""

    def __init__(self, label: str, name: str = "folder") -> None:
        super().__init__()
        self.field = Field(label, _("a folder or a stick"), name=name, limit=1000)
        self.field.note_elsewhere()
        self.choose = PlainButton(_("Choose…"))
        self.choose.setAccessibleName(_("{field}: choose a folder").format(field=label))
        self.choose.setFixedHeight(36)
        self.choose.clicked.connect(self.ask)
        self.setFocusProxy(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)

    def text(self) -> str:
        """What stands in the field."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Put a folder into the field."""
        self.field.set_text(text)

    def folder(self, own: Path | None = None) -> Path:
        """The folder in the field; ``own`` is the desk's own one, made where it is not there yet.

        Raises:
            BadInput: nothing there, or no folder.
            DeviceProblem: the desk's own folder cannot be made.
        """
        if not self.text():
            raise BadInput(_("Choose the folder first."), self.field.name)
        folder = Path(self.text())
        if folder == own:
            _make(folder)
        if not folder.is_dir():
            raise BadInput(
                _("The folder {folder} is not there. Put the stick in, or choose another.").format(
                    folder=folder
                ),
                self.field.name,
            )
        return folder

    def ask(self) -> None:
        """Choose in the system's dialog."""
        chosen = QFileDialog.getExistingDirectory(self, self.field.label.text(), self.text())
        if chosen:
            self.field.set_text(str(Path(chosen)))
            self.field.committed.emit()


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        words = _("The folder {folder} cannot be made ({reason}). Choose another folder.")
        raise DeviceProblem(words.format(folder=folder, reason=error.strerror)) from error
