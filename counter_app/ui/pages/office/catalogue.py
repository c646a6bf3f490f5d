"""The catalogue of procedures: found, put right one by one, taken in from a file, written out, posted."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from counter_app.core.records import Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import catalogue, posting
from counter_app.services.catalogue import Preview
from counter_app.services.files import write_file
from counter_app.services.posting import PostingFile
from counter_app.ui import say, tasks, theme
from counter_app.ui.pages.office.catalogue_preview import PreviewCard
from counter_app.ui.pages.office.catalogue_words import deadline_words
from counter_app.ui.pages.office.procedure_form import ProcedureForm
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, CountFilters, Field, KeyCap, PlainButton, SearchField

#: Room that the list and the form need side by side, and heights of the list where they are not.
_BESIDE, _LIST_HEIGHT = 1000, 180

ALL, UNKNOWN, CLOSED = "all", "unknown", "closed"


class CatalogueSection(Section):
    """Left the procedures, right the one at hand; in their place the preview of a file."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.may_change = catalogue.may_change(session.officer)
        self._found: tuple[Procedure, ...] = ()
        self._taking_in = False
        self._build()
        self._connect()
        self._show_list()

    def _build(self) -> None:
        self.search = SearchField(_("Name, code or field; marks are optional"), name=_("Find a procedure"))
        self.filters = CountFilters(
            (
                (ALL, _("All")),
                (UNKNOWN, _("Deadline not configured")),
                (CLOSED, _("Not in force")),
            ),
            name=_("Which procedures"),
            alarm=(UNKNOWN,),
        )
        self.table = TableView(_columns(), self._fetch, name=_("Catalogue of procedures"))
        self.import_button = PlainButton(_("Take in a file…"), "Ctrl+O")
        self.export_button = PlainButton(_("Write out…"), "Ctrl+S")
        self.posting_button = PlainButton(_("List to post…"), "Ctrl+P")
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.import_button, self.export_button, self.posting_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        if not self.may_change:
            self.import_button.hide()
        left = Card("", gap=8)
        finding = QHBoxLayout()
        finding.setSpacing(theme.GAP)
        finding.addWidget(self.search, 1)
        finding.addWidget(KeyCap("Ctrl+F"))
        left.add(finding)
        filters = QHBoxLayout()
        filters.addWidget(self.filters)
        filters.addStretch(1)
        left.add(filters)
        left.add(self.table, 1)
        left.add(buttons)
        self.form = ProcedureForm()
        self.form.set_read_only(not self.may_change)
        self.list = QWidget()
        self.row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self.list)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.COLUMN_GAP)
        self.row.addWidget(left, 1)
        self.row.addWidget(self.form)
        self.preview = PreviewCard()
        self.stack = QStackedWidget()
        self.stack.addWidget(self.list)
        self.stack.addWidget(self.preview)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)

    def _connect(self) -> None:
        self.search.textEdited.connect(lambda _text: say.attempt(self.session, self.refresh))
        self.filters.changed.connect(lambda _which: say.attempt(self.session, self.refresh))
        self.table.row_chosen.connect(lambda _id: self._show_chosen())
        self.table.opened.connect(lambda _id: self.form.deadline.setFocus())
        self.import_button.clicked.connect(self.ask_import)
        self.export_button.clicked.connect(self.ask_export)
        self.posting_button.clicked.connect(self.ask_posting)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow the form stands under the list."""
        super().resizeEvent(event)
        beside = self.width() >= _BESIDE
        self.row.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self.table.setMinimumHeight(0 if beside else _LIST_HEIGHT)
        self.form.fit(beside)

    def heightForWidth(self, _width: int) -> int:
        """The lists give up height before the section scrolls."""
        return self.minimumSizeHint().height()

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        return {
            "Ctrl+F": self.search.setFocus,
            "Ctrl+O": self.ask_import,
            "Ctrl+S": self.ask_export,
            "Ctrl+P": self.ask_posting,
        }

    def fields(self) -> dict[str, Field]:
        return self.form.fields()

    def refresh(self) -> None:
        today = self.session.now().date()
        every = catalogue.procedures(self.session.desk, self.search.text())
        parts = {
            ALL: every,
            UNKNOWN: tuple(one for one in every if one.promised is None),
            CLOSED: tuple(one for one in every if not one.in_force(today)),
        }
        self.filters.set_counts({name: len(part) for name, part in parts.items()})
        chosen = self._found[self.table.current_id() - 1].code if self.table.current_id() else ""
        self._found = parts[self.filters.value()]
        self.table.set_empty(_("No procedure is like that. Try fewer letters."))
        self.table.show_ids(range(1, len(self._found) + 1))
        codes = [one.code for one in self._found]
        if chosen in codes:
            self.table.choose_row(codes.index(chosen))
        self._show_chosen()

    def primary(self) -> None:
        """Save the procedure at hand, or take in what the preview shows.

        Raises:
            BadInput: a field cannot be used.
        """
        if not self.may_change:
            return
        if self.stack.currentWidget() is self.preview:
            self._apply()
        else:
            self._save()

    def escape(self) -> bool:
        if self.stack.currentWidget() is not self.preview:
            return False
        if self._taking_in:
            return True
        self._show_list()
        self.session.say("info", _("Nothing was taken in; the catalogue is as it was."))
        return True

    def ask_import(self) -> None:
        """Choose a file in the system's dialog and show what it would change."""
        if not self.may_change:
            return
        kinds = _("Catalogues (*.xlsx *.csv)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Take in a file"), "", kinds)
        if chosen:
            self.open_preview(Path(chosen))

    def open_preview(self, file: Path) -> None:
        """Read a file beside the window and show what it would change."""
        session = self.session
        session.say("info", _("Reading {file}; nothing is changed yet.").format(file=file.name))
        tasks.run(session, lambda: catalogue.preview(session.desk, file), self._show_preview)

    def ask_export(self) -> None:
        """Choose where the catalogue goes."""
        kinds = _("Workbook (*.xlsx);;CSV (*.csv)")
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Write out"), "danh-muc-thu-tuc.xlsx", kinds)
        if chosen:
            self.export_to(Path(chosen))

    def export_to(self, file: Path) -> None:
        """Write the catalogue beside the window as a file that can be taken in again."""
        session, at = self.session, self.session.now()

        def done(written: tuple[Path, ...]) -> None:
            names = ", ".join(one.name for one in written)
            session.say("done", _("The catalogue is in {file}.").format(file=names), thing=names)

        tasks.run(session, lambda: catalogue.export(session.desk, file, at), done)

    def ask_posting(self) -> None:
        """Choose where the list to be posted goes."""
        chosen, _kind = QFileDialog.getSaveFileName(
            self, _("List to post"), "niem-yet-thu-tuc.pdf", _("PDF (*.pdf)")
        )
        if chosen:
            self.posting_to(Path(chosen))

    def posting_to(self, file: Path) -> None:
        """Draw the public list beside the window and write it."""
        session, at = self.session, self.session.now()

        def work() -> PostingFile:
            made = posting.posting(session.desk, at)
            write_file(file, made.content)
            return made

        def done(made: PostingFile) -> None:
            words = ngettext("{file} has {n} page to print.", "{file} has {n} pages to print.", made.pages)
            session.say("done", words.format(file=file.name, n=made.pages), thing=file.name)

        tasks.run(session, work, done)

    def _save(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        session = self.session
        after = catalogue.change(
            session.desk,
            chosen.code,
            self.form.cells(),
            self.form.paper_list(),
            session.officer,
            session.now(),
        )
        if after == chosen:
            session.say("info", _("{code} is as it was; there is nothing to save.").format(code=after.code))
            return
        self.refresh()
        session.say(
            "done",
            _("{code} is saved; dossiers received from now on follow it.").format(code=after.code),
            thing=after.code,
        )

    def _apply(self) -> None:
        """Take the file in beside the window; its key is not heard twice meanwhile."""
        shown, session = self.preview.preview, self.session
        if shown is None or self._taking_in:
            return
        by, at, partial = session.officer, session.now(), self.preview.partial.isChecked()

        def failed(error: BaseException) -> None:
            self._taking_in = False
            say.tell(session, error)

        self._taking_in = True
        tasks.run(
            session,
            lambda: catalogue.apply(session.desk, shown, by, at, partial=partial),
            self._taken_in,
            failed,
        )

    def _taken_in(self, shown: Preview) -> None:
        found = shown.differences
        words = _("The catalogue is up to date by {file}: {added} new, {changed} changed.")
        self.session.say(
            "done",
            words.format(file=shown.file, added=len(found.added), changed=len(found.changed)),
            thing=shown.file,
        )
        if isValid(self):  # else the window was made anew meanwhile
            self._taking_in = False
            self._show_list()
            self.refresh()

    def _show_preview(self, shown: Preview) -> None:
        self.preview.show_preview(shown)
        self.stack.setCurrentWidget(self.preview)
        self.action = _("Take this into the catalogue")
        self.action_changed.emit()
        self.preview.table.setFocus()
        if shown.refused:
            self.session.say("caution", catalogue.refusal(shown))
        elif shown.changes_nothing:
            self.session.say(
                "info", _("{file} says what the catalogue says already.").format(file=shown.file)
            )
        else:
            words = _("Look at what {file} would change; Esc leaves everything as it is.")
            self.session.say("info", words.format(file=shown.file))

    def _show_list(self) -> None:
        self.stack.setCurrentWidget(self.list)
        self.action = _("Save this procedure") if self.may_change else ""
        self.action_changed.emit()

    def _show_chosen(self) -> None:
        chosen = self._chosen()
        self.form.setEnabled(chosen is not None)
        if chosen is not None:
            self.form.show_procedure(chosen)

    def _chosen(self) -> Procedure | None:
        number = self.table.current_id()
        return self._found[number - 1] if number else None

    def _fetch(self, ids: Sequence[int]) -> list[Procedure]:
        return [self._found[number - 1] for number in ids]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Code"), lambda one: one.code, 86, tone="text2"),
        Column(_("Procedure"), lambda one: one.name),
        Column(
            _("Deadline"),
            deadline_words,
            176,
            tone=lambda one: "text" if one.promised else "caution",
            icon=lambda one: "" if one.promised else "warning_16_regular",
        ),
    )
