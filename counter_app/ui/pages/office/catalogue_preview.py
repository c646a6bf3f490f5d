"""What a list of procedures would change, before anything is changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QHBoxLayout

from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services.catalogue import Preview
from counter_app.ui import theme
from counter_app.ui.pages.office.catalogue_words import field_words, value_words
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, Check, CountFilters, IconLabel, Label
from counter_app.ui.words import begun


class Part(StrEnum):
    """The parts of a preview."""

    ADDED = "added"
    CHANGED = "changed"
    REFUSED = "refused"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One line of the preview: where it is, what it is about, and both values of a changed field."""

    place: str
    about: str
    field: str = ""
    before: str = ""
    after: str = ""
    whole: str = ""


class PreviewCard(Card):
    """The counted parts, the lines of the chosen one, the whole of the current line, and what to take in."""

    def __init__(self) -> None:
        super().__init__(_("What the file would change"), " ", gap=8)
        self.preview: Preview | None = None
        self._rows: tuple[PreviewRow, ...] = ()
        parts = (
            (Part.ADDED, _("New")),
            (Part.CHANGED, _("Changed")),
            (Part.REFUSED, _("Refused")),
            (Part.KEPT, _("Not in the file, kept")),
        )
        self.parts = CountFilters(parts, name=_("Part of the preview"), alarm=(Part.REFUSED,))
        self.table = TableView(_columns(), self._fetch, name=_("What the file would change"))
        self.whole = Label("", theme.EXPLAIN, tone="text2", wrap=True)
        self.whole.setMinimumHeight(36)
        self.promises = IconLabel("info_16_regular", "", "soft_text", wrap=True)
        self.partial = Check(_("Take in the good rows and leave the refused ones out"))
        head = QHBoxLayout()
        head.addWidget(self.parts)
        head.addStretch(1)
        self.add(head)
        self.add(self.table, 1)
        self.add(self.whole)
        self.add(self.promises)
        self.add(self.partial)
        self.parts.changed.connect(lambda _part: self._show_part())
        self.table.row_chosen.connect(lambda _id: self._show_whole())

    def show_preview(self, shown: Preview) -> None:
        """Show what ``shown`` says, the refused rows first where there are some."""
        self.preview = shown
        found = shown.differences
        counts = {
            Part.ADDED: len(found.added),
            Part.CHANGED: len(found.changed),
            Part.REFUSED: len(shown.refused),
            Part.KEPT: len(found.kept),
        }
        self.parts.set_counts(counts)
        if self.head is not None:
            words = ngettext(
                "{file}: {n} procedure as before", "{file}: {n} procedures as before", found.same
            )
            self.head.hint.setText(words.format(file=shown.file, n=found.same))
        first = Part.REFUSED if shown.refused else Part.CHANGED if found.changed else Part.ADDED
        self.parts.set_value(first)
        self.partial.setChecked(False)
        self.partial.setVisible(bool(shown.refused))
        words = ngettext(
            "{n} open dossier was promised by the deadline before; it keeps its day.",
            "{n} open dossiers were promised by the deadlines before; they keep their days.",
            len(shown.promises),
        )
        self.promises.label.setText(words.format(n=len(shown.promises)))
        self.promises.setVisible(bool(shown.promises))
        self._show_part()

    def _show_part(self) -> None:
        if self.preview is None:
            return
        self._rows = _rows(self.preview, self.parts.value())
        for column in (3, 4):
            self.table.setColumnHidden(column, self.parts.value() is not Part.CHANGED)
        self.table.set_empty(_("Nothing of this kind."))
        self.table.show_ids(range(1, len(self._rows) + 1))
        self._show_whole()

    def _show_whole(self) -> None:
        row = self.table.current_row()
        if row is None:
            self.whole.setText("")
        elif row.field and row.after:
            words = _("{field}: “{before}” becomes “{after}”.")
            self.whole.setText(words.format(field=row.field, before=row.before, after=row.after))
        else:
            self.whole.setText(row.whole or row.about)

    def _fetch(self, ids: Sequence[int]) -> list[PreviewRow]:
        return [self._rows[number - 1] for number in ids]


def _rows(shown: Preview, part: Part) -> tuple[PreviewRow, ...]:
    found = shown.differences
    if part is Part.ADDED:
        return tuple(PreviewRow(one.code, one.name, one.field) for one in found.added)
    if part is Part.KEPT:
        return tuple(PreviewRow(one.code, one.name, one.field) for one in found.kept)
    if part is Part.REFUSED:
        return tuple(
            PreviewRow(_("line {n}").format(n=one.line), begun(one.sentence), one.column, whole=str(one))
            for one in shown.refused
        )
    words = field_words()
    return tuple(
        PreviewRow(
            one.code,
            one.name,
            words[field.name],
            value_words(field.name, field.before),
            value_words(field.name, field.after),
        )
        for one in found.changed
        for field in one.fields
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Code, line"), lambda one: one.place, 92, tone="text2"),
        Column(_("Procedure, problem"), lambda one: one.about),
        Column(_("Item"), lambda one: one.field, 170, tone="text2"),
        Column(_("Now"), lambda one: one.before, 170, tone="text2"),
        Column(_("In the file"), lambda one: one.after, 170, weight=500),
    )
