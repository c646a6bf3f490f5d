"""The actions of the form at the lower right: what can be done now, each with its key."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from counter_app.core.records import Channel
from counter_app.i18n import gettext as _
from counter_app.ui.pages.reception.advising import SUPPLEMENT_KEY, Advising
from counter_app.ui.pages.reception.visit import print_words, receive_words
from counter_app.ui.session import Session
from counter_app.ui.widgets import IconLabel, PlainButton, PrimaryButton


class Actions(QVBoxLayout):
    """What is left to mend, the other actions, and the one that Ctrl+Enter does."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.trouble = IconLabel("warning_16_filled", "", "problem", weight=600, wrap=True)
        self.register = PlainButton(_("Register it, not received yet"), "Ctrl+G")
        self.supplement = PlainButton(_("Supplement slip"), SUPPLEMENT_KEY)
        self.same = PlainButton(_("Same person"), "Ctrl+D")
        self.again = PlainButton(_("Print again"), "Ctrl+P")
        self.receive = PrimaryButton(_("Receive and print 2 copies"), "Ctrl+Enter")
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.supplement, self.same, self.again):
            row.addWidget(button, 1)
        self.setSpacing(8)
        self.addWidget(self.trouble)
        self.addWidget(self.register)
        self.addLayout(row)
        self.addWidget(self.receive)

    def show_for(
        self, advising: Advising, channel: Channel, *, chosen: bool, printable: bool, visit: int = 0
    ) -> None:
        """Show what can be done with a procedure ``chosen`` or not, something to print again or not.

        ``visit`` dossiers of the present visit await their receipt.
        """
        open_slip = bool(advising.mode)
        self.register.setVisible(chosen and not open_slip and channel is not Channel.DIRECT)
        self.supplement.setVisible(chosen)
        self.supplement.set_words(_("Receive all the same") if open_slip else _("Supplement slip"))
        self.same.setVisible(not open_slip)
        self.again.setVisible(not chosen and printable)
        words = _("Receive and print 2 copies")
        if advising.wanted():
            words = advising.action_words()
        elif visit:
            station = self._session.station
            words = receive_words(station, visit + 1) if chosen else print_words(station, visit)
        self.receive.set_words(words)
        self.receive.setEnabled(chosen or visit > 0)
