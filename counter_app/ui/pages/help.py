"""Help (F1): the first steps, the keys of every page and what can be scanned, on one sheet."""

from math import ceil
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.records import PrintOutcome
from counter_app.i18n import gettext as _
from counter_app.ui import say, theme
from counter_app.ui.header import SIGN_OUT_KEY
from counter_app.ui.lamps import UNPRINTED_KEY
from counter_app.ui.pages.dossier.offers import KEYS, offer_words
from counter_app.ui.pages.page import Page
from counter_app.ui.paper_keys import FEEDER_KEY, LABEL_KEY, NOT_OUT_KEY, OUT_KEY
from counter_app.ui.receipts import Printed
from counter_app.ui.slip_printing import CONTROL_KEY, SLIP_KEY
from counter_app.ui.widgets import Card, FocusScroll, KeyCap, Label, PlainButton

#: Prints the sheet of command cards.
PRINT_KEY = "Ctrl+P"

_Keys = tuple[tuple[str, str], ...]


def _first_steps() -> tuple[str, ...]:
    return (
        _("F9: choose the printer and the paper of this computer; the head adds the officers."),
        _("F2: type a part of a procedure's name, scan the citizen's card, Ctrl+Enter prints two copies."),
        _("F5: forward what was received; whoever works on it reports there that the result is ready."),
        _("Scan the receipt when the citizen comes back: F10, and the result is handed over."),
        _("F7 at the end of the day: print the ledger. F9, Backup: copy the database onto another disk."),
    )


def _scanning() -> tuple[str, ...]:
    return (
        _("Scan at any moment, wherever the cursor is; no scanned character stays in a field."),
        _("A receipt opens its dossier. A citizen card fills in who stands at the counter."),
        _("Enter never confirms anything right after a scan; press the key that is written on the button."),
    )


def _cards() -> tuple[str, ...]:
    return (
        _("Scan the receipt, read the strip, scan the card: hand over, forward, reprint, supplement, undo."),
        _("Hand over and undo show first what they will do; the same card once more does it."),
        _("Money and authorisations need the keyboard; the strip says so."),
    )


def _everywhere() -> _Keys:
    return (
        ("F2 … F9", _("the pages, in the order of the rail")),
        ("Ctrl+Enter", _("the main action of the page, written on its blue button")),
        ("F10", _("the next action of the dossier at hand")),
        ("Ctrl+1 … 9", _("a choice of the page, as written beside it")),
        ("Alt+1 … 4", _("what a lamp of the header means and what to do")),
        (UNPRINTED_KEY, _("the papers that did not come out of the printer")),
        (f"{OUT_KEY}, {NOT_OUT_KEY}", _("the paper the strip asks about: it came out, it did not")),
        (LABEL_KEY, _("the folder label of the dossier at hand")),
        (
            FEEDER_KEY,
            _("the dossier's fields to the clipboard, one by one; the code given back is pasted there"),
        ),
        (SIGN_OUT_KEY, _("sign out, so that somebody else can sign in")),
        ("Tab", _("the next field, in reading order")),
        ("Ctrl+Z", _("brings back what was cleared or typed")),
        ("Esc", _("clear, or back to the page before; nothing typed is lost")),
    )


def _reception() -> _Keys:
    return (
        ("1 … 9", _("in the empty field: a procedure that this counter receives often")),
        ("Up, Down", _("move in the list, Enter chooses; marks need not be typed")),
        ("Space", _("ticks a paper, figures set how many")),
        ("Alt+L", _("every paper is there, in the numbers that the law asks for")),
        ("Alt+S", _("copies what was the same in the citizen's last dossier")),
        ("Alt+T", _("another procedure")),
        ("Alt+G", _("a paper that is not in the list")),
        ("Alt+N", _("somebody else hands the dossier in")),
        ("Alt+H", _("how the dossier came in")),
        ("Ctrl+D", _("receive, then the same person again; printed at the end of the visit")),
    )


def _others() -> _Keys:
    return (
        ("F3", _("type a name, a code, a citizen number or a telephone; Enter opens")),
        (
            "F4",
            _("Ctrl+1 the owner, Ctrl+2 somebody else; Alt+T all results of the person, Alt+I the slip"),
        ),
        (
            "F5",
            _("Ctrl+1 … 9 which dossiers; on a card Ctrl+P prints again, Ctrl+N a note, Ctrl+J the journal"),
        ),
        (
            "F6",
            _(
                "Enter: next cell, then next row; Ctrl+Up, Ctrl+Down another row, Ctrl+Del drops it; "
                "Ctrl+H to the list, Ctrl+E puts right, Ctrl+Z takes the last go back"
            ),
        ),
        ("F7", _("Ctrl+1 … 5 open the rows of a figure, Ctrl+S the ledger of other days")),
        ("F8", _("Ctrl+O imports files, Ctrl+Enter exports, Ctrl+N takes twelve digits")),
        ("F9", _("Ctrl+1 … 9 the sections, Ctrl+Enter saves")),
    )


def _card() -> _Keys:
    """The acts on a dossier's card, each key once with all that it begins, and the papers of an act."""
    acts: dict[str, list[str]] = {}
    for action, key in KEYS.items():
        acts.setdefault(key, []).append(offer_words(action))
    papers = ((SLIP_KEY, _("the paper of the last act")), (CONTROL_KEY, _("the control slip")))
    return (*((key, "; ".join(words)) for key, words in acts.items()), *papers)


class HelpPage(Page):
    """What to do first, and the keys; nothing to fill in."""

    id = "help"
    key = "F1"
    icon = "question_circle_20"

    def _build(self) -> None:
        column = self.column()
        column.addWidget(Label(_("Help"), theme.TITLE, 600))
        content = QWidget()
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        stacks = (
            (
                _text_card(_("The first steps"), _first_steps(), numbered=True),
                _text_card(_("The scanner"), _scanning()),
                self._cards_card(),
                _keys_card(_("The other pages"), _others()),
            ),
            (_keys_card(_("On every page"), _everywhere()), _keys_card(_("Reception (F2)"), _reception())),
        )
        for cards in stacks:
            stack = QVBoxLayout()
            stack.setSpacing(theme.GAP)
            for card in cards:
                stack.addWidget(card)
            stack.addStretch(1)
            row.addLayout(stack, 1)
        below = QVBoxLayout(content)
        below.setContentsMargins(0, 0, 0, 0)
        below.setSpacing(theme.GAP)
        below.addLayout(row)
        below.addWidget(_keys_card(_("A dossier's card (F5, or any receipt scanned)"), _card(), across=2))
        column.addWidget(FocusScroll(content), 1)

        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # no button has the focus before somebody asks for it

    def _connect(self) -> None:
        self.print_button.clicked.connect(lambda: say.attempt(self, self.print_cards))
        self.hot_key(PRINT_KEY, lambda: say.attempt(self, self.print_cards))

    def open(self, argument: Any = None) -> None:  # noqa: ARG002 - nothing to choose from
        self.setFocus()

    def escape(self) -> None:
        self.session.open_page("back")

    def print_cards(self) -> None:
        """Print the sheet of command cards on the printer of this PC."""
        from counter_app.ui.card_printing import print_cards  # noqa: PLC0415 - only once somebody prints

        self.session.say("info", _("Printing the command cards, on A4."))
        print_cards(self.session, self._printed)

    def _cards_card(self) -> Card:
        card = _text_card(_("Command cards: the scanner alone"), _cards())
        self.print_button = PlainButton(_("Print the cards (A4)"), PRINT_KEY)
        row = QHBoxLayout()
        row.addWidget(self.print_button)
        row.addStretch(1)
        card.body.addSpacing(4)
        card.add(row)
        return card

    def _printed(self, printed: Printed) -> None:
        if printed.outcome is PrintOutcome.PRINTED:
            words = _("{sentence} Cut the cards along the marks.")
            self.session.say("done", words.format(sentence=printed.sentence))
        else:
            self.session.say("caution", printed.sentence, _("Print again"), PRINT_KEY)


def _text_card(title: str, sentences: tuple[str, ...], *, numbered: bool = False) -> Card:
    card = Card(title, gap=4)
    for number, sentence in enumerate(sentences, 1):
        line = QHBoxLayout()
        line.setSpacing(8)
        if numbered:
            figure = Label(str(number), theme.TABLE, 600, "accent")
            figure.setFixedWidth(14)
            line.addWidget(figure, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(Label(sentence, theme.EXPLAIN, wrap=True), 1)
        card.add(line)
    card.body.addStretch(1)
    return card


def _keys_card(title: str, keys: _Keys, *, across: int = 1) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    lines = ceil(len(keys) / across)
    for number, (key, words) in enumerate(keys):
        column, line = divmod(number, lines)
        grid.setColumnStretch(2 * column + 1, 1)
        grid.addWidget(KeyCap(key), line, 2 * column)
        grid.addWidget(Label(words, theme.EXPLAIN, wrap=True), line, 2 * column + 1)
    card.add(grid)
    card.body.addStretch(1)
    return card
