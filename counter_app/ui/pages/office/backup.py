"""Copies of the database, and the proof that database and journal are whole."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext, short_date
from counter_app.services import upkeep
from counter_app.services.upkeep import Checked
from counter_app.ui import lamps, say, tasks, theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Facts, Field, IconLabel, Label, PlainButton, problem_line
from counter_app.ui.widgets.folder_field import FolderField


class BackupSection(Section):
    """Left the copy, right the check."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.action = _("Back up now")
        self._build()

    def _build(self) -> None:
        copies = Card(_("Backup"), gap=8)
        self.last = IconLabel("", "", "text2", size=theme.BASE, weight=600, gap=8)
        self.folder = FolderField(_("Folder of the copies"))
        self.problem = problem_line()
        self.problem.hide()
        self.folder.field.problem_changed.connect(self._say)
        words = _(
            "The whole database is copied while the desk goes on working, and the copy is read back before "
            "it counts. Keep it on another disk: a stick, or a folder of another computer."
        )
        copies.add(self.last)
        copies.add(self.folder)
        copies.add(self.problem)
        copies.add(Label(words, theme.EXPLAIN, tone="text2", wrap=True))
        copies.body.addStretch(1)
        proof = Card(_("Check"), gap=8)
        self.result = IconLabel("", "", "text2", size=theme.BASE, weight=600, wrap=True, gap=8)
        self.facts = Facts(gap=4, name_width=140)
        self.check_button = PlainButton(_("Check everything"), "Ctrl+K")
        self.check_button.clicked.connect(lambda: say.attempt(self.session, self.check))
        told = _("Every event is held against the one before it, and every dossier against its events.")
        proof.add(self.result)
        proof.add(self.facts)
        proof.add(Label(told, theme.EXPLAIN, tone="text2", wrap=True))
        proof.body.addStretch(1)
        button = QHBoxLayout()
        button.addWidget(self.check_button)
        button.addStretch(1)
        proof.add(button)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(copies, 1)
        row.addWidget(proof, 1)
        self.result.show_words("info_16_regular", _("Not checked since the program was opened."), "text2")

    def refresh(self) -> None:
        if not self.folder.text():
            self.folder.set_text(self.session.station.backup_folder)
        last = upkeep.last_backup(self.session.desk)
        if last is None:
            self.last.show_words("warning_16_regular", _("There is no backup yet."), "caution")
            return
        days = (self.session.now().date() - last.date()).days
        words = _("Last backup {day} at {time}").format(day=short_date(last), time=f"{last:%H:%M}")
        fresh = days <= lamps.BACKUP_DAYS
        icon = "checkmark_circle_16_regular" if fresh else "warning_16_regular"
        self.last.show_words(icon, words, "good" if fresh else "caution")

    def primary(self) -> None:
        """Copy the database into the folder, beside the window.

        Raises:
            BadInput: the folder is none.
        """
        session = self.session
        folder = self.folder.folder()
        if str(folder) != session.station.backup_folder:
            session.change_station(backup_folder=str(folder))
        at = session.now()
        session.say("info", _("Copying the database and reading the copy back."))
        tasks.run(session, lambda: upkeep.backup(session.desk, folder, at), self._copied)

    def check(self) -> None:
        """Prove the database, beside the window."""
        session = self.session
        self.check_button.setEnabled(False)
        session.say("info", _("Checking database and journal; the desk can go on working."))
        tasks.run(session, lambda: upkeep.check(session.desk), self._checked, self._check_failed)

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        return {"Ctrl+K": self.check}

    def fields(self) -> dict[str, Field]:
        return {"folder": self.folder.field}

    def _copied(self, file: Path) -> None:
        self.refresh()
        words = _("Backed up into {file}, read back whole.")
        self.session.say("done", words.format(file=file.name), thing=file.name)
        lamps.show_backup(self.session, upkeep.last_backup(self.session.desk))

    def _checked(self, checked: Checked) -> None:
        self.check_button.setEnabled(True)
        self.facts.show_facts(
            (
                (_("Events of the journal"), grouped(checked.events)),
                (_("Head of the journal"), checked.head[:16]),
                (_("State of the dossiers"), checked.state_hash[:16]),
            )
        )
        if checked.ok:
            words = _("Database and journal are whole; every dossier agrees with its events.")
            self.result.show_words("checkmark_circle_16_regular", words, "good")
            self.session.say("done", words)
            return
        found = ngettext("{n} problem found: {first}", "{n} problems found: {first}", len(checked.problems))
        words = found.format(n=len(checked.problems), first=checked.problems[0])
        self.result.show_words("warning_16_filled", words, "problem")
        self.result.setToolTip("\n".join(checked.problems))
        self.session.say("problem", words)

    def _check_failed(self, error: BaseException) -> None:
        self.check_button.setEnabled(True)
        say.tell(self.session, error)

    def _say(self, sentence: str) -> None:
        self.problem.label.setText(sentence)
        self.problem.setVisible(bool(sentence))
