"""The page of the exchange: nodes, what to do about the one chosen, files in and out."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.services import (
    acknowledgements,
    conflicts,
    exchange,
    exchange_folder,
    ledger_beside,
    nodes,
)
from counter_app.services.acknowledgements import Acknowledged
from counter_app.services.conflicts import OpenConflict
from counter_app.services.exchange import Exported, Imported
from counter_app.services.exchange_folder import FileTaken
from counter_app.ui import lamps, say, tasks
from counter_app.ui.pages.exchange import papers, said
from counter_app.ui.pages.exchange.cards import office_of, told_imported
from counter_app.ui.pages.exchange.neighbours import Neighbours
from counter_app.ui.pages.exchange.settling import MOST, told_conflict
from counter_app.ui.pages.exchange.work import FileWork

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning


class ExchangePage(Neighbours):
    """A table of nodes over two cards; all work with files is done beside the window."""

    id = "exchange"
    key = "F8"
    icon = "arrow_sync_20"

    def _build(self) -> None:
        super()._build()
        self.work = FileWork(self.session, self)
        self._conflicts: tuple[OpenConflict, ...] = ()

    def _connect(self) -> None:
        self.table.row_chosen.connect(lambda _id: self._show_chosen())
        self.work.moved.connect(self._moved)
        self.work.ended.connect(self._rested)
        self.digits.edit.returnPressed.connect(lambda: say.attempt(self, self.take_digits))
        self.told.copy_button.clicked.connect(self.copy_number)
        self.told.print_button.clicked.connect(lambda: say.attempt(self, self.print_page))
        self.export_button.clicked.connect(lambda: say.attempt(self, self.primary))
        for keys, button, act in (
            ("Ctrl+O", self.import_button, self.ask_import),
            ("Ctrl+Shift+O", self.folder_button, self.ask_folder),
            ("Ctrl+N", self.digits_button, self.ask_digits),
            ("Ctrl+T", self.add_button, self.ask_node),
            ("Ctrl+K", self.key_button, self.ask_key),
            ("Ctrl+R", self.relation_button, self.turn_relation),
            ("Ctrl+G", self.all_button, self.acknowledge_all),
            ("Ctrl+J", self.conflicts_button, self.show_conflict),
        ):
            slot = partial(say.attempt, self, act)
            self.hot_key(keys, slot)
            button.clicked.connect(slot)
        self.bundle.closing.clicked.connect(lambda: say.attempt(self, self.set_closing))
        self.hot_key("Ctrl+C", self.copy_number)
        self.hot_key("Ctrl+H", self.bundle.html.toggle)
        self.hot_key("Ctrl+L", self.bundle.closing.click)
        self.hot_key("Ctrl+P", partial(say.attempt, self, self.print_page))

    # what it shows

    def open(self, _argument: Any = None) -> None:
        if not self.bundle.folder.text():
            self.bundle.folder.set_text(self.session.station.export_folder)
        self._show_nodes()
        self._ask_conflicts()
        self.table.setFocus()

    def idle_hint(self) -> tuple[str, str]:
        return _("Import a file"), "Ctrl+O"

    def show_problem(self, field: str, sentence: str) -> bool:
        if field == "digits" and self.digits.isVisible():
            self.digits.set_problem(sentence)
            self.digits.setFocus()
            return True
        if field != "folder":
            return False
        self.bundle.folder.field.set_problem(sentence)
        self.bundle.folder.setFocus()
        return True

    # its keys

    def primary(self) -> None:
        """Export the next bundle for the node chosen.

        Raises:
            BadInput: the folder is none.
        """
        session, receiver = self.session, self.receiver()
        folder = self.bundle.folder.folder()
        if str(folder) != session.station.export_folder:
            session.change_station(export_folder=str(folder))
        at, html = session.now(), self.bundle.html.isChecked()

        def work() -> tuple[Exported, Path | None]:
            made = exchange.export(session.desk, folder, at, receiver, session.officer)
            return made, ledger_beside.write(session.desk, made, at) if html else None

        if self._start(work, lambda made: self._exported(*made)):
            session.say("info", _("Writing the file and reading it back. Leave the stick in."))

    def show_conflict(self) -> None:
        """Show the first conflict that nobody has decided, with both stories."""
        if not self._conflicts:
            self.session.say("info", _("The offices agree: there is nothing to decide."))
            return
        self._judging = True
        self.told.tell(told_conflict(self._conflicts[0], len(self._conflicts) - 1))

    def choose(self, n: int) -> None:
        """Ctrl+``n`` while a conflict is shown: the n-th story is true.

        Raises:
            NotAllowed: only the head decides.
            NotFound: somebody has decided it meanwhile.
        """
        if not self._judging or not self._conflicts:
            return
        one = self._conflicts[0]
        if n > min(len(one.stories), MOST):
            return
        session, story = self.session, one.stories[n - 1]
        conflicts.settle(
            session.desk, one.scan_number, story.place, session.officer, session.now(), one.field
        )
        words = _("{code}: decided, the story of {office} counts. The other one stays in the journal.")
        session.say("done", words.format(code=one.code, office=story.office), thing=one.code)
        session.tell_changed(one.scan_number)
        self._show_chosen()
        self._ask_conflicts()

    def escape(self) -> None:
        if self.work.busy:
            self.work.stop()
        elif self.digits.isVisible():
            self._put_digits_away()
        elif self._offered is not None or self._judging:
            self._show_chosen()
        else:
            self.session.open_page("back")

    def scanned(self, meaning: "ScanMeaning") -> bool:
        """An acknowledgement is taken in; the key of an office is shown, to be compared first."""
        if meaning.kind == "acknowledgement":
            self._acknowledged(
                acknowledgements.take_text(self.session.desk, meaning.value, self.session.officer)
            )
            return True
        if meaning.kind == "node_card":
            self._offer(nodes.read_line(meaning.value))
            return True
        return False

    def ask_import(self) -> None:
        """Choose files in the system's dialog and take them in."""
        kinds = _("Exchange files and acknowledgements (*.hsb *.age *.hsa)")
        chosen, _kind = QFileDialog.getOpenFileNames(self, _("Import a file"), self._folder(), kinds)
        self.take_files([Path(one) for one in chosen])

    def ask_folder(self) -> None:
        """Choose a folder and take in every exchange file in it."""
        chosen = QFileDialog.getExistingDirectory(self, _("Import a whole folder"), self._folder())
        if chosen:
            self.import_folder(Path(chosen))

    def take_files(self, files: Sequence[Path]) -> None:
        """Take in the files that were chosen: one of them, or many at once.

        Raises:
            BadFile: it is one acknowledgement, and does not fit the journal.
        """
        if len(files) > 1:
            session, at = self.session, self.session.now()
            work = partial(exchange_folder.import_files, session.desk, files, at, session.officer)
            self._start(work, self._several)
        elif files and exchange_folder.is_acknowledgement(files[0]):
            self.take_acknowledgement(files[0])
        elif files:
            self.import_file(files[0])

    def import_folder(self, folder: Path) -> None:
        """Take in every exchange file and acknowledgement in ``folder``; each stands for itself."""
        session, at = self.session, self.session.now()
        work = partial(exchange_folder.import_folder, session.desk, folder, at, session.officer)
        self._start(work, self._several)

    def acknowledge_all(self) -> None:
        """Write an acknowledgement for every office whose journal is here into the folder of the field.

        Raises:
            BadInput: the folder is none.
            NotFound: no journal of another office is here.
        """
        folder = self.bundle.folder.folder()
        session = self.session
        written = acknowledgements.write_all(session.desk, folder, session.now(), session.officer)
        words = ngettext(
            "{n} acknowledgement is written into {folder}.",
            "{n} acknowledgements are written into {folder}.",
            len(written),
        )
        session.say("done", words.format(n=grouped(len(written)), folder=folder), thing=str(folder))

    def print_page(self) -> None:
        """Print what the card shows for another office: the acknowledgement for it, or the own key.

        Raises:
            NotAllowed: no printer is chosen.
            NotFound: nothing of the office chosen is here.
        """
        papers.print_for(self.session, self.receiver())

    def take_acknowledgement(self, file: Path) -> None:
        """Take in that another office has our journal.

        Raises:
            BadFile: no acknowledgement, or it does not fit the journal.
        """
        self._acknowledged(acknowledgements.take_file(self.session.desk, file, self.session.officer))

    def ask_digits(self) -> None:
        """Show where the digits of an acknowledgement are typed as they are heard."""
        self.show_digits(True)
        self.digits.setFocus()

    def take_digits(self) -> None:
        """Take in the acknowledgement whose digits were typed.

        Raises:
            BadInput: they do not fit; nothing is changed.
        """
        text = self.digits.text()
        taken = acknowledgements.take_text(self.session.desk, text, self.session.officer)
        self._put_digits_away()
        self._acknowledged(taken)

    def copy_number(self) -> None:
        """Copy the digits that the card shows."""
        number = self.told.number.text()
        if number:
            QGuiApplication.clipboard().setText(number)
            self.session.say("info", _("{digits} is on the clipboard.").format(digits=number), thing=number)

    def import_file(self, file: Path) -> None:
        """Take a bundle in; it is verified whole before anything is changed."""
        session, at = self.session, self.session.now()
        if self._start(
            lambda: exchange.import_bundle(session.desk, file, at, session.officer), self._imported
        ):
            session.say("info", _("Checking {file} before anything is taken in.").format(file=file.name))

    # slots

    def _put_digits_away(self) -> None:
        self.digits.set_text("")
        self.digits.set_problem("")
        self.show_digits(False)
        self.table.setFocus()

    def _start(self, work: Callable[[], Any], done: Callable[[Any], object]) -> bool:
        """Begin long work, unless some is under way; whether it was begun."""
        if self.work.busy:
            self.session.say("caution", _("A file is being worked on. Esc stops it."), _("Stop"), "Esc")
            return False
        self.export_button.setEnabled(False)
        self.work.start(work, done, self._failed)
        return True

    def _failed(self, error: BaseException) -> None:
        """That nothing is new is no problem: the office chosen has everything."""
        if isinstance(error, exchange.NothingNew):
            self.session.say("info", str(error))
        else:
            say.tell(self, error)

    def _ask_conflicts(self) -> None:
        desk = self.session.desk
        tasks.run(self.session, lambda: conflicts.open_conflicts(desk), self._found_conflicts)

    def _found_conflicts(self, found: tuple[OpenConflict, ...]) -> None:
        self._conflicts = found
        count = len(found)
        words = ngettext("{n} conflict to settle", "{n} conflicts to settle", count)
        self.conflicts_button.setText(words.format(n=count))
        self.conflicts_button.setVisible(bool(found))

    def _moved(self, done: int, of: int) -> None:
        self.bar.show_share(done / max(of, 1))
        words = _("{done} of {all} events. Nothing counts until the last one is done.")
        sentence = words.format(done=grouped(done), all=grouped(of))
        self.session.say("info", sentence, _("Stop"), "Esc", thing=grouped(done))

    def _rested(self) -> None:
        self.bar.show_share(0)
        self.export_button.setEnabled(True)

    def _acknowledged(self, taken: Acknowledged) -> None:
        self._show_nodes()
        self.table.choose_node(taken.holder)
        office = office_of(self._standings, taken.holder)
        words = _("{office} has our journal up to no. {seq}; the next file begins after that.")
        self.session.say("done", words.format(office=office, seq=grouped(taken.seq)), thing=office)

    def _exported(self, done: Exported, page: Path | None) -> None:
        self.bundle.html.setChecked(False)  # asked for each time: it is not sealed
        self._show_nodes()
        self.session.say("done", said.exported_words(done, page), thing=done.file.name)

    def _imported(self, done: Imported) -> None:
        self._show_nodes()
        self.table.choose_node(done.node)
        office = office_of(self._standings, done.node)
        self.told.tell(told_imported(done, office))
        kind, sentence = said.imported_words(done, office)
        self._changed(kind, sentence, office)

    def _several(self, taken: Sequence[FileTaken]) -> None:
        self._show_nodes()
        self.told.tell(said.told_several(taken, self._standings))
        self._changed(*said.several_words(taken))

    def _changed(self, kind: str, sentence: str, thing: str = "") -> None:
        self.session.say(kind, sentence, thing=thing)
        self.session.tell_changed("")
        self._ask_conflicts()
        lamps.show_exchange(self.session, tuple(one.node for one in self._standings))
