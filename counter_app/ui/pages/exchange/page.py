"""The page of the exchange: nodes, what to do about the one chosen, files in and out."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.services import acknowledgements, exchange, exchange_overview, nodes
from counter_app.services.acknowledgements import Acknowledged
from counter_app.services.exchange import Exported, Imported
from counter_app.services.exchange_overview import NextBundle, NodeStanding
from counter_app.services.files import write_file
from counter_app.ui import lamps, say, tasks, theme
from counter_app.ui.pages.exchange.cards import BundleCard, ToldCard, office_of, told_about, told_imported
from counter_app.ui.pages.exchange.nodes import NodesTable
from counter_app.ui.pages.page import NARROW_WIDTH, SMALL_WIDTH, Page
from counter_app.ui.widgets import Card, Field, FocusScroll, Label, PlainButton, PrimaryButton
from counter_app.ui.widgets.quiet import QuietButton


class ExchangePage(Page):
    """A table of nodes over two cards; all work with files is done beside the window."""

    id = "exchange"
    key = "F8"
    icon = "arrow_sync_20"

    def _build(self) -> None:
        self._standings: tuple[NodeStanding, ...] = ()
        self._latest = tasks.Latest(self.session)
        self.table = NodesTable()
        card = Card(inset=6)
        card.body.setContentsMargins(5, 0, 5, 4)
        card.add(self.table)
        card.setMinimumHeight(136)  # two rows
        self.told = ToldCard()
        self.bundle = BundleCard()
        content = QWidget()
        inner = QVBoxLayout(content)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(theme.GAP)
        cards = QHBoxLayout()
        cards.setSpacing(theme.GAP)
        cards.addWidget(self.told, 1)
        cards.addWidget(self.bundle)
        inner.addWidget(card, 5)
        inner.addLayout(cards, 6)
        column = self.column()
        column.addLayout(self._head())
        column.addWidget(FocusScroll(content), 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        """The title, and what is done once for each office."""
        self.add_button = QuietButton(_("Know another office"), "Ctrl+T")
        self.relation_button = QuietButton(_("Above or below"), "Ctrl+R")
        self.key_button = QuietButton(_("Save our key"), "Ctrl+K")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Exchange by file"), theme.TITLE, 600))
        head.addStretch(1)
        for button in (self.add_button, self.relation_button, self.key_button):
            head.addWidget(button)
        return head

    def _foot(self) -> QHBoxLayout:
        """Files in, digits in, and files out."""
        self.import_button = PlainButton(_("Import a file"), "Ctrl+O")
        self.digits_button = PlainButton(_("Twelve digits"), "Ctrl+N")
        self.digits = Field("", _("the twelve digits as you hear them, then Enter"), name="digits", limit=400)
        self.digits.edit.setAccessibleName(_("Twelve digits of an acknowledgement"))
        self.digits.hide()
        self.export_button = PrimaryButton(_("Export the next file"), "Ctrl+Enter")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        for button in (self.import_button, self.digits_button):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.digits, 1)
        foot.addStretch(1)
        foot.addWidget(self.export_button)
        return foot

    def _connect(self) -> None:
        self.table.row_chosen.connect(lambda _id: self._show_chosen())
        self.export_button.clicked.connect(lambda: say.attempt(self, self.primary))
        self.import_button.clicked.connect(self.ask_import)
        self.add_button.clicked.connect(self.ask_node)
        self.key_button.clicked.connect(self.ask_key)
        self.relation_button.clicked.connect(lambda: say.attempt(self, self.turn_relation))
        self.hot_key("Ctrl+O", self.ask_import)
        self.hot_key("Ctrl+T", self.ask_node)
        self.hot_key("Ctrl+K", self.ask_key)
        self.hot_key("Ctrl+N", self.ask_digits)
        self.hot_key("Ctrl+C", self.copy_number)
        self.hot_key("Ctrl+R", lambda: say.attempt(self, self.turn_relation))
        self.digits_button.clicked.connect(self.ask_digits)
        self.digits.edit.returnPressed.connect(lambda: say.attempt(self, self.take_digits))

    # what it shows

    def open(self, _argument: Any = None) -> None:
        if not self.bundle.folder.text():
            self.bundle.folder.set_text(self.session.station.export_folder)
        self._show_nodes()
        self.table.setFocus()

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        wide = theme.RIGHT_COLUMN if width >= NARROW_WIDTH else theme.RIGHT_COLUMN_NARROW
        narrow = theme.RIGHT_COLUMN_SMALL if width < SMALL_WIDTH else wide
        self.bundle.setFixedWidth(narrow)
        self.export_button.setFixedWidth(min(narrow, 240) if width < SMALL_WIDTH else narrow)
        for column in (2, 3):
            self.table.setColumnHidden(column, width < SMALL_WIDTH)

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

    def receiver(self) -> str:
        """The number of the node chosen, "" for this office itself: then the file is for anybody."""
        chosen = self.table.chosen()
        return "" if chosen is None or chosen.node.own else chosen.node.number

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
        at = session.now()
        session.say("info", _("Writing the file and reading it back. Leave the stick in."))
        self.export_button.setEnabled(False)
        tasks.run(
            session,
            lambda: exchange.export(session.desk, folder, at, receiver, session.officer),
            self._exported,
            self._failed,
        )

    def escape(self) -> None:
        if self.digits.isVisible():
            self._put_digits_away()
        else:
            self.session.open_page("back")

    def ask_import(self) -> None:
        """Choose a bundle in the system's dialog and take it in."""
        kinds = _("Exchange files and acknowledgements (*.hsb *.age *.hsa)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Import a file"), self._folder(), kinds)
        if chosen.endswith(".hsa"):
            say.attempt(self, self.take_acknowledgement, Path(chosen))
        elif chosen:
            self.import_file(Path(chosen))

    def take_acknowledgement(self, file: Path) -> None:
        """Take in that another office has our journal.

        Raises:
            BadFile: no acknowledgement, or it does not fit the journal.
        """
        self._acknowledged(acknowledgements.take_file(self.session.desk, file, self.session.officer))

    def ask_digits(self) -> None:
        """Show where the digits of an acknowledgement are typed as they are heard."""
        self.import_button.hide()
        self.digits_button.hide()
        self.digits.show()
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

    def turn_relation(self) -> None:
        """Say of the node chosen that it is above this office, or below where it was above.

        Raises:
            NotFound: it is known through another office only.
        """
        number = self.receiver()
        if not number:
            return
        before = nodes.require_known(number).relation
        after = "below" if before == "above" else "above"
        nodes.set_relation(self.session.desk, number, after, self.session.officer)
        self._show_nodes()
        self.table.choose_node(number)
        words = {
            "above": _("{office} is above this office: it also gets the journals of those below."),
            "below": _("{office} is below this office: it also gets the journals of those above."),
        }[after]
        office = office_of(self._standings, number)
        self.session.say("done", words.format(office=office), thing=office)

    def import_file(self, file: Path) -> None:
        """Take a bundle in; it is verified whole before anything is changed."""
        session, at = self.session, self.session.now()
        session.say("info", _("Checking {file} before anything is taken in.").format(file=file.name))
        tasks.run(
            session,
            lambda: exchange.import_bundle(session.desk, file, at, session.officer),
            self._imported,
            self._failed,
        )

    def ask_node(self) -> None:
        """Choose the key file of another office and know it from now on."""
        kinds = _("Key files (*.toml)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Know another office"), self._folder(), kinds)
        if chosen:
            say.attempt(self, self.add_node, Path(chosen))

    def add_node(self, file: Path) -> None:
        """Know the office that the key file describes.

        Raises:
            BadFile, Duplicate: not a key file, or another key is known for this office.
        """
        card = nodes.add_node(self.session.desk, file, by=self.session.officer)
        self._show_nodes()
        self.table.choose_node(card.node)
        words = _("{office} is known now. Compare its key by telephone: {digits}.")
        self.session.say("done", words.format(office=card.name, digits=card.fingerprint), thing=card.name)

    def ask_key(self) -> None:
        """Choose where the key file of this office goes."""
        name = f"{self.session.desk.office.node}.toml"
        kinds = _("Key files (*.toml)")
        start = str(Path(self._folder()) / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save our key"), start, kinds)
        if chosen:
            say.attempt(self, self.save_key, Path(chosen))

    def save_key(self, file: Path) -> None:
        """Write the key file of this office, the public half only.

        Raises:
            DeviceProblem: the file cannot be written.
        """
        write_file(file, nodes.node_file(self.session.desk).encode())
        words = _("The key of this office is in {file}. Give it to the other office once.")
        self.session.say("done", words.format(file=file), thing=file.name)

    # slots

    def _put_digits_away(self) -> None:
        self.digits.set_text("")
        self.digits.set_problem("")
        self.digits.hide()
        self.import_button.show()
        self.digits_button.show()
        self.table.setFocus()

    def _acknowledged(self, taken: Acknowledged) -> None:
        self._show_nodes()
        self.table.choose_node(taken.holder)
        office = office_of(self._standings, taken.holder)
        words = _("{office} has our journal up to no. {seq}; the next file begins after that.")
        self.session.say("done", words.format(office=office, seq=grouped(taken.seq)), thing=office)

    def _folder(self) -> str:
        return self.bundle.folder.text() or self.session.station.export_folder

    def _show_nodes(self) -> None:
        self._standings = exchange_overview.standings(self.session.desk)
        self.table.show_nodes(self._standings)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        self.told.tell(told_about(chosen))
        receiver = self.receiver()
        desk = self.session.desk
        self._latest.ask(lambda: exchange_overview.next_bundle(desk, receiver), self._show_bundle)

    def _show_bundle(self, bundle: NextBundle) -> None:
        office = office_of(self._standings, bundle.receiver) if bundle.receiver else ""
        self.bundle.show_bundle(bundle, office)

    def _exported(self, done: Exported) -> None:
        self.export_button.setEnabled(True)
        self._show_nodes()
        events = ngettext("{n} event", "{n} events", done.events).format(n=grouped(done.events))
        words = _(
            "{file} is written and read back: {events}, nos. {first} - {last}. The stick can be taken out."
        )
        sentence = words.format(
            file=done.file.name, events=events, first=grouped(done.first_seq), last=grouped(done.last_seq)
        )
        self.session.say("done", sentence, thing=done.file.name)

    def _imported(self, done: Imported) -> None:
        self._show_nodes()
        self.table.choose_node(done.node)
        office = office_of(self._standings, done.node)
        self.told.tell(told_imported(done, office))
        session = self.session
        if done.gaps:
            words = _("File of {office} taken in; {n} events wait because {gaps} is missing.")
            sentence = words.format(office=office, n=grouped(done.waiting), gaps=", ".join(done.gaps))
            session.say("caution", sentence, thing=office)
        elif done.notices:
            session.say("caution", done.notices[0], thing=office)
        else:
            words = _("File of {office} taken in: {applied} new events, {already} were here already.")
            sentence = words.format(
                office=office, applied=grouped(done.applied), already=grouped(done.already)
            )
            session.say("done", sentence, thing=office)
        session.tell_changed("")
        lamps.show_exchange(session, tuple(one.node for one in self._standings))

    def _failed(self, error: BaseException) -> None:
        self.export_button.setEnabled(True)
        say.tell(self, error)
