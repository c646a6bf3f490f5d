"""How the page of the exchange is laid out: a table of nodes over two cards, keys above and below."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.pages.exchange.cards import BundleCard, ToldCard
from counter_app.ui.pages.exchange.nodes import NodesTable
from counter_app.ui.pages.page import NARROW_WIDTH, SMALL_WIDTH, Page
from counter_app.ui.widgets import Card, Field, FocusScroll, Label, PlainButton, PrimaryButton
from counter_app.ui.widgets.quiet import QuietButton
from counter_app.ui.widgets.thin_bar import ThinBar


class ExchangeFrame(Page):
    """The widgets of the page; what they do says :class:`ExchangePage`."""

    def _build(self) -> None:
        self.bar = ThinBar(_("Progress of the file"))
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
        column.setSpacing(4)
        column.addLayout(self._head())
        column.addWidget(self.bar)
        column.addWidget(FocusScroll(content), 1)
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        """The title, and what is done once for each office."""
        self.add_button = QuietButton(_("Know another office"), "Ctrl+T")
        self.relation_button = QuietButton(_("Above or below"), "Ctrl+R")
        self.key_button = QuietButton(_("Save our key"), "Ctrl+K")
        self.all_button = QuietButton(_("Acknowledge all"), "Ctrl+G")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Label(_("Exchange by file"), theme.TITLE, 600))
        head.addStretch(1)
        self.conflicts_button = QuietButton("", "Ctrl+J")
        self.conflicts_button.hide()
        head.addWidget(self.conflicts_button)
        for button in (self.all_button, self.add_button, self.relation_button, self.key_button):
            head.addWidget(button)
        return head

    def _foot(self) -> QHBoxLayout:
        """Files in, digits in, and files out."""
        self.import_button = PlainButton(_("Import a file"), "Ctrl+O")
        self.digits_button = PlainButton(_("Twelve digits"), "Ctrl+N")
        self.digits = Field("", _("the twelve digits as you hear them, then Enter"), name="digits", limit=400)
        self.digits.edit.setAccessibleName(_("Twelve digits of an acknowledgement"))
        self.digits.label.hide()
        self.digits.hide()
        self.export_button = PrimaryButton(_("Export the next file"), "Ctrl+Enter")
        self.folder_button = PlainButton(_("A whole folder"), "Ctrl+Shift+O")
        foot = QHBoxLayout()
        foot.setSpacing(theme.GAP)
        foot.setContentsMargins(0, 4, 0, 0)
        for button in (self.import_button, self.folder_button, self.digits_button):
            foot.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
        foot.addWidget(self.digits, 3)
        foot.addStretch(1)
        foot.addWidget(self.export_button)
        return foot

    def show_digits(self, shown: bool) -> None:
        """Show where digits are typed in the place of the ways in, or these again."""
        self.digits.setVisible(shown)
        self.import_button.setVisible(not shown)
        self.digits_button.setVisible(not shown)
        self.folder_button.setVisible(not shown and self.window().width() >= SMALL_WIDTH)

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        wide = theme.RIGHT_COLUMN if width >= NARROW_WIDTH else theme.RIGHT_COLUMN_NARROW
        narrow = theme.RIGHT_COLUMN_SMALL if width < SMALL_WIDTH else wide
        self.bundle.setFixedWidth(narrow)
        self.export_button.setFixedWidth(min(narrow, 240) if width < SMALL_WIDTH else narrow)
        for column in (2, 3):
            self.table.setColumnHidden(column, width < SMALL_WIDTH)
        self.folder_button.setVisible(width >= SMALL_WIDTH and self.digits.isHidden())
        self.all_button.setVisible(width >= SMALL_WIDTH)
