"""The follow-up ledger of any days: which days, which kind of file, where to."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui import theme
from counter_app.ui.typed_days import typed_day
from counter_app.ui.widgets import Card, Field, KeyCap, Label, PlainButton, Segmented, Titled, problem_line
from counter_app.ui.widgets.folder_field import FolderField

KINDS = (("pdf", "PDF"), ("xlsx", "XLSX"), ("csv", "CSV"))


class LedgerPanel(Card):
    """From, to, kind and folder; stands in the place of the chart while it is wanted."""

    def __init__(self) -> None:
        super().__init__(_("Follow-up ledger"), " ", gap=8)
        self._build()

    def _build(self) -> None:
        if self.head is not None:
            self.head.hint.setText(_("Close"))
            self.head.add(KeyCap("Esc"))
        self.first = Field(_("From day"), _("like {day}").format(day="01/11/2026"), name="from", limit=10)
        self.last = Field(_("To day"), _("like {day}").format(day="23/11/2026"), name="to", limit=10)
        self.kind = Segmented(KINDS, name=_("Kind of file"))
        self.folder = FolderField(_("Folder"))
        self.problem = problem_line()
        self.problem.hide()
        self.save = PlainButton(_("Save the file"), "Ctrl+L")
        note = _(
            "The PDF is the form of the law, ready to sign; XLSX and CSV are for a spreadsheet. "
            "One file holds the days of one year."
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for field in (self.first, self.last, self.folder.field):
            field.note_elsewhere()
            field.problem_changed.connect(self._say)
        self.first.setFixedWidth(132)
        self.last.setFixedWidth(132)
        row = QHBoxLayout()
        row.setSpacing(8)
        kind = Titled(_("Kind of file"), self.kind)
        row.addWidget(self.first)
        row.addWidget(self.last)
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.folder, 1)
        grid.addLayout(row, 0, 0, 1, 2)
        grid.addWidget(self.problem, 1, 0, 1, 2)
        grid.addWidget(Label(note, theme.EXPLAIN, tone="text2", wrap=True), 2, 0)
        grid.addWidget(self.save, 2, 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnStretch(0, 1)
        self.add(grid)
        self.body.addStretch(1)

    def show_day(self, day: date, folder: str) -> None:
        """Begin with one day and a folder, where nothing stands there yet."""
        if not self.first.text():
            self.first.set_text(short_date(day))
            self.last.set_text(short_date(day))
        if not self.folder.text():
            self.folder.set_text(folder)

    def days(self, today: date) -> tuple[date, date]:
        """The first and the last day.

        Raises:
            BadInput: one of them is no day.
        """
        return typed_day(self.first.text(), today, "from"), typed_day(self.last.text(), today, "to")

    def fields(self) -> dict[str, Field]:
        """The fields by the names that problems have."""
        return {"from": self.first, "to": self.last, "folder": self.folder.field}

    def _say(self, _sentence: str) -> None:
        sentence = next((one.problem() for one in self.fields().values() if one.problem()), "")
        self.problem.label.setText(sentence)
        self.problem.setVisible(bool(sentence))
