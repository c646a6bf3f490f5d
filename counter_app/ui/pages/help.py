"""Help (F1): the keys of every page and what can be scanned, on one sheet."""

from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.pages.page import Page
from counter_app.ui.widgets import Card, FocusScroll, KeyCap, Label

_Keys = tuple[tuple[str, str], ...]


def _everywhere() -> _Keys:
    return (
        ("F2 … F9", _("the pages, in the order of the rail")),
        ("Ctrl+Enter", _("the main action of the page, written on its blue button")),
        ("F10", _("the next action of the dossier at hand")),
        ("Ctrl+1 … 9", _("a choice of the page, as written beside it")),
        ("Alt+1 … 4", _("what a lamp of the header means and what to do")),
        ("Tab", _("the next field, in reading order")),
        ("Ctrl+Z", _("undo")),
        ("Esc", _("clear, or back to the page before; nothing typed is lost")),
    )


def _reception() -> _Keys:
    return (
        ("1 … 9", _("in the empty field: a procedure that this counter receives often")),
        ("Up, Down", _("move in the list, Enter chooses; marks need not be typed")),
        ("Space", _("ticks a paper, figures set how many")),
        ("Alt+T", _("another procedure")),
        ("Alt+H", _("how the dossier came in")),
        ("Ctrl+B", _("request missing papers")),
        ("Ctrl+D", _("receive, then the same person again")),
    )


def _others() -> _Keys:
    return (
        ("F3", _("type a name, a code, a citizen number or a telephone; Enter opens")),
        ("F4", _("Ctrl+1 the owner collects, Ctrl+2 somebody with an authorisation")),
        ("F5", _("Ctrl+E correct, Ctrl+P print again, Ctrl+J the whole journal")),
        ("F6", _("Enter: next cell, then next row; Ctrl+Del drops the row, Ctrl+H to the list")),
        ("F7", _("Ctrl+1 … 5 open the rows of a figure, Ctrl+S the ledger, Ctrl+K closes the day")),
        ("F8", _("Ctrl+O imports a file, Ctrl+Enter exports the next one")),
    )


class HelpPage(Page):
    """Three cards of keys and one about scanning; nothing to fill in."""

    id = "help"
    key = "F1"
    icon = "question_circle_20"

    def _build(self) -> None:
        column = self.column()
        column.addWidget(Label(_("Help"), 16, 600))
        content = QWidget()
        grid = QGridLayout(content)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.GAP)
        grid.addWidget(_keys_card(_("On every page"), _everywhere()), 0, 0)
        grid.addWidget(_keys_card(_("Reception (F2)"), _reception()), 0, 1)
        grid.addWidget(_keys_card(_("The other pages"), _others()), 1, 0)
        grid.addWidget(self._scan_card(), 1, 1)
        grid.setRowStretch(2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addWidget(FocusScroll(content), 1)

    def _scan_card(self) -> Card:
        card = Card(_("The scanner"))
        for sentence in (
            _("Scan at any moment, wherever the cursor is; no scanned character stays in a field."),
            _("A receipt opens its dossier. A citizen card fills in who stands at the counter."),
            _("Enter never confirms anything right after a scan; press the key that is written on the button."),
            _("The strip at the foot says in one sentence what was scanned and what can be done next."),
        ):
            card.add(Label(sentence, theme.TABLE, wrap=True))
        card.body.addStretch(1)
        return card

    def escape(self) -> None:
        self.session.open_page("back")


def _keys_card(title: str, keys: _Keys) -> Card:
    card = Card(title)
    grid = QGridLayout()
    grid.setHorizontalSpacing(12)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for line, (key, words) in enumerate(keys):
        grid.addWidget(KeyCap(key), line, 0)
        grid.addWidget(Label(words, theme.TABLE, wrap=True), line, 1)
    card.add(grid)
    card.body.addStretch(1)
    return card
