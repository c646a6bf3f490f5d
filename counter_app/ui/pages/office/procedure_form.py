"""One procedure of the catalogue, to be read and put right."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.catalogue_columns import row_of
from counter_app.core.records import Paper, Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui import theme
from counter_app.ui.pages.office.catalogue_words import field_words, kind_choices, supplement_choices
from counter_app.ui.pages.office.paper_lines import PaperLines
from counter_app.ui.widgets import Card, Check, Choice, Field, FieldRow, FocusScroll, Label, Titled

#: Of the form beside the list, and its height under it.
WIDTH, HEIGHT = 420, 380
_NUMBER = 84
_ANY = (1 << 24) - 1  # the widest that a widget of Qt can be


class ProcedureForm(Card):
    """Code and name stand above; below them the fields, by the names of the catalogue's columns."""

    def __init__(self) -> None:
        super().__init__(_("Procedure"), " ", gap=6)
        words = field_words()
        self.title = Label("", theme.BASE, 600, wrap=True)
        self.deadline = Choice(words["deadline"], kind_choices(_("not configured")))
        self.commitment = Choice(words["commitment"], kind_choices(_("none")))
        self.after_supplement = Choice(words["after_supplement"], supplement_choices())
        self.fast = Check(words["fast"])
        self.papers = PaperLines()
        self._fields = {
            name: Field(label, hint, name=name, limit=limit)
            for name, label, hint, limit in (
                ("deadline_value", _("number"), "", 3),
                ("commitment_value", _("number"), "", 3),
                ("deadline_note", words["deadline_note"], "", 4000),
                ("fee_text", words["fee_text"], _("as announced, never shortened"), 4000),
                ("fee_amount", words["fee_amount"], _("empty: not fixed"), 10),
                ("unit", words["unit"], "", 200),
                ("valid_from", words["valid_from"], "01/07/2026", 10),
                ("valid_to", words["valid_to"], "31/12/2026", 10),
                ("replaced_by", words["replaced_by"], "1.004873", 8),
                ("decision", words["decision"], _("number and day"), 300),
                ("stages", words["stages"], "Phòng Kinh tế:working_days:2; …", 1000),
                ("forms", words["forms"], _("parted by semicolons"), 1000),
            )
        }
        self._build()

    def _build(self) -> None:
        words, field = field_words(), self._fields
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        deadline = Titled(words["deadline"], self.deadline)
        commitment = Titled(words["commitment"], self.commitment)
        for row in (
            ((deadline, 1), (field["deadline_value"], _NUMBER)),
            ((commitment, 1), (field["commitment_value"], _NUMBER)),
            ((field["deadline_note"], 1),),
            ((field["fee_text"], 1),),
            ((field["fee_amount"], 1), (field["unit"], 2)),
        ):
            column.addWidget(FieldRow(row))
        column.addWidget(self.papers)
        column.addWidget(self.fast)
        column.addWidget(Titled(words["after_supplement"], self.after_supplement))
        for row in (
            ((field["valid_from"], 1), (field["valid_to"], 1)),
            ((field["replaced_by"], 1), (field["decision"], 2)),
            ((field["stages"], 1),),
            ((field["forms"], 1),),
        ):
            column.addWidget(FieldRow(row))
        column.addStretch(1)
        self.add(self.title)
        self.content = content
        self.add(FocusScroll(content), 1)

    def set_read_only(self, read_only: bool) -> None:
        """Let the officer only read."""
        self.content.setEnabled(not read_only)

    def fit(self, beside: bool) -> None:
        """Stand beside the list with a fixed width, or under it with all the width there is."""
        self.setMinimumWidth(WIDTH if beside else 0)
        self.setMaximumWidth(WIDTH if beside else _ANY)
        self.setMinimumHeight(0 if beside else HEIGHT)

    def fields(self) -> dict[str, Field]:
        """The fields by the columns of the catalogue."""
        return self._fields

    def show_procedure(self, one: Procedure) -> None:
        """Show ``one`` instead of what was there."""
        if self.head is not None:
            self.head.hint.setText(f"{one.code} · {one.field}")
        self.title.setText(one.name)
        row = row_of(one)
        for name, field in self._fields.items():
            field.set_text(row[name])
            field.edit.setToolTip(row[name] if len(row[name]) > 50 else "")
        for name, day in (("valid_from", one.valid_from), ("valid_to", one.valid_to)):
            self._fields[name].set_text(short_date(day) if day else "")
        self.deadline.set_value(row["deadline_kind"])
        self.commitment.set_value(row["commitment_kind"])
        self.after_supplement.set_value(row["after_supplement"])
        self.fast.setChecked(one.fast)
        self.papers.show_papers(one.papers)

    def cells(self) -> dict[str, str]:
        """What stands in the form, by the columns of the catalogue."""
        return {name: field.text() for name, field in self._fields.items()} | {
            "deadline_kind": str(self.deadline.value()),
            "commitment_kind": str(self.commitment.value()),
            "after_supplement": str(self.after_supplement.value()),
            "fast": "1" if self.fast.isChecked() else "0",
        }

    def paper_list(self) -> Sequence[Paper]:
        """The papers as they stand in the form."""
        return self.papers.papers()
