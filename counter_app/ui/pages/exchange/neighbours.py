"""What the page of the exchange knows of other offices: which they are, and what they are to this one."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.services import exchange_overview, nodes
from counter_app.services.exchange_overview import NextBundle, NodeStanding
from counter_app.services.files import write_file
from counter_app.services.nodes import NodeCard
from counter_app.ui import tasks
from counter_app.ui.pages.exchange.cards import office_of, told_about
from counter_app.ui.pages.exchange.frame import ExchangeFrame
from counter_app.ui.pages.exchange.offered import told_offered


class Neighbours(ExchangeFrame):
    """The nodes shown and chosen, their keys and relations; files in and out are :class:`ExchangePage`'s."""

    def _build(self) -> None:
        super()._build()
        self._standings: tuple[NodeStanding, ...] = ()
        self._latest = tasks.Latest(self.session)
        self._offered: NodeCard | None = None
        self._judging = False

    def receiver(self) -> str:
        """The number of the node chosen, "" for this office itself: then the file is for anybody."""
        chosen = self.table.chosen()
        return "" if chosen is None or chosen.node.own else chosen.node.number

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

    def ask_node(self) -> None:
        """Know the office whose key was scanned and compared; else choose the key file of one.

        Raises:
            Duplicate: another key is known for this office.
        """
        if self._offered is not None:
            self._known(nodes.add_card(self.session.desk, self._offered, by=self.session.officer))
            return
        kinds = _("Key files (*.toml)")
        chosen, _kind = QFileDialog.getOpenFileName(self, _("Know another office"), self._folder(), kinds)
        if chosen:
            self.add_node(Path(chosen))

    def add_node(self, file: Path) -> None:
        """Know the office that the key file describes.

        Raises:
            BadFile, Duplicate: not a key file, or another key is known for this office.
        """
        self._known(nodes.add_node(self.session.desk, file, by=self.session.officer))

    def ask_key(self) -> None:
        """Choose where the key file of this office goes."""
        name = f"{self.session.desk.office.node}.toml"
        kinds = _("Key files (*.toml)")
        start = str(Path(self._folder()) / name)
        chosen, _kind = QFileDialog.getSaveFileName(self, _("Save our key"), start, kinds)
        if chosen:
            self.save_key(Path(chosen))

    def save_key(self, file: Path) -> None:
        """Write the key file of this office, the public half only.

        Raises:
            DeviceProblem: the file cannot be written.
        """
        write_file(file, nodes.node_file(self.session.desk).encode())
        words = _("The key of this office is in {file}. Give it to the other office once.")
        self.session.say("done", words.format(file=file), thing=file.name)

    def set_closing(self) -> None:
        """Keep whether the file for the office chosen is written when the window closes.

        Raises:
            BadInput: the folder is none.
        """
        wanted, receiver = self.bundle.closing.isChecked(), self.receiver()
        if wanted:
            try:
                folder = str(self.bundle.folder.folder())
            except UserError:
                self.bundle.closing.setChecked(False)
                raise
            self.session.change_station(export_folder=folder, closing_export=True, closing_receiver=receiver)
            words = _("When the window closes, the file is written into {folder}.")
            self.session.say("done", words.format(folder=folder), thing=folder)
        else:
            self.session.change_station(closing_export=False)
            self.session.say("done", _("Nothing is exported by itself any more."))

    def _folder(self) -> str:
        return self.bundle.folder.text() or self.session.station.export_folder

    def _offer(self, card: "NodeCard") -> None:
        self._offered = card
        told = told_offered(card)
        self.told.tell(told)
        self.session.say("info", told.text, _("Know this office"), "Ctrl+T", thing=card.name)

    def _known(self, card: "NodeCard") -> None:
        self._show_nodes()
        self.table.choose_node(card.node)
        words = _("{office} is known now. Compare its key by telephone: {digits}.")
        self.session.say("done", words.format(office=card.name, digits=card.fingerprint), thing=card.name)

    def _show_nodes(self) -> None:
        self._standings = exchange_overview.standings(self.session.desk)
        self.table.show_nodes(self._standings)
        self._show_chosen()

    def _show_chosen(self) -> None:
        chosen = self.table.chosen()
        if chosen is None:
            return
        self._offered, self._judging = None, False
        self.told.tell(told_about(chosen))
        receiver, station = self.receiver(), self.session.station
        self.bundle.closing.setChecked(station.closing_export and station.closing_receiver == receiver)
        desk = self.session.desk
        self._latest.ask(lambda: exchange_overview.next_bundle(desk, receiver), self._show_bundle)

    def _show_bundle(self, bundle: NextBundle) -> None:
        office = office_of(self._standings, bundle.receiver) if bundle.receiver else ""
        self.bundle.show_bundle(bundle, office)
