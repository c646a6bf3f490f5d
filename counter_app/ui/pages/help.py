"""Help (F1): the first steps, the keys of every page and what can be scanned, on one sheet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.header import SIGN_OUT_KEY
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets import Card, FocusScroll, KeyCap, Label

_Keys = tuple[tuple[str, str], ...]


def _first_steps() -> tuple[str, ...]:
    return (
        _("F9: choose the printer and the paper of this computer; the head adds the officers."),
        _("F2: type a part of a procedure's name, scan the citizen's card, Ctrl+Enter prints two copies."),
        _("F5: forward what was received; whoever works on it reports there that the result is ready."),
        _("Scan the receipt when the citizen comes back: F10, F10, and the result is handed over."),
        _("F7 at the end of the day: print the ledger. F9, Backup: copy the database onto another disk."),
    )


def _scanning() -> tuple[str, ...]:
    return (
        _("Scan at any moment, wherever the cursor is; no scanned character stays in a field."),
        _("A receipt opens its dossier. A citizen card fills in who stands at the counter."),
        _("Enter never confirms anything right after a scan; press the key that is written on the button."),
    )


def _everywhere() -> _Keys:
    return (
        ("F2 … F9", _("the pages, in the order of the rail")),
        ("Ctrl+Enter", _("the main action of the page, written on its blue button")),
        ("F10", _("the next action of the dossier at hand")),
        ("Ctrl+1 … 9", _("a choice of the page, as written beside it")),
        ("Alt+1 … 4", _("what a lamp of the header means and what to do")),
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
        ("Alt+C", _("copies what was the same in the citizen's last dossier")),
        ("Alt+T", _("another procedure")),
        ("Alt+G", _("a paper that is not in the list")),
        ("Alt+N", _("somebody else hands the dossier in")),
        ("Alt+H", _("how the dossier came in")),
        ("Ctrl+D", _("receive, then the same person again; one receipt at the end")),
    )


def _others() -> _Keys:
    return (
        ("F3", _("type a name, a code, a citizen number or a telephone; Enter opens")),
        ("F4", _("Ctrl+1 the owner collects, Ctrl+2 somebody with an authorisation")),
        (
            "F5",
            _("Ctrl+1 … 5 which dossiers; on a card Ctrl+P prints again, Ctrl+N a note, Ctrl+J the journal"),
        ),
        ("F6", _("Enter: next cell, then next row; Ctrl+Del drops the row, Ctrl+H to the list")),
        ("F7", _("Ctrl+1 … 5 open the rows of a figure, Ctrl+S the ledger of other days")),
        ("F8", _("Ctrl+O imports a file, Ctrl+Enter exports the next one")),
        ("F9", _("Ctrl+1 … 6 the sections, Ctrl+Enter saves")),
    )


class HelpPage(Page):
    """What to do first, and the keys; nothing to fill in."""

    id = "help"
    key = "F1"
    icon = "question_circle_20"

    def _build(self) -> None:
        column = self.column()
        column.addWidget(Label(_("Help"), 16, 600))
        content = QWidget()
        row = QHBoxLayout(content)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        stacks = (
            (
                _text_card(_("The first steps"), _first_steps(), numbered=True),
                _text_card(_("The scanner"), _scanning()),
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
        column.addWidget(FocusScroll(content), 1)

    def escape(self) -> None:
        self.session.open_page("back")


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


def _keys_card(title: str, keys: _Keys) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(1, 1)
    for line, (key, words) in enumerate(keys):
        grid.addWidget(KeyCap(key), line, 0)
        grid.addWidget(Label(words, theme.EXPLAIN, wrap=True), line, 1)
    card.add(grid)
    card.body.addStretch(1)
    return card
