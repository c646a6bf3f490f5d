"""Card 1 of reception: the procedure, found by letters, by its code or by a figure key."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from counter_app.core.records import Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped
from counter_app.services import queries
from counter_app.ui import theme
from counter_app.ui.keys import is_plain
from counter_app.ui.pages.reception.gutter import fit_gutter
from counter_app.ui.pages.reception.words import deadline_words
from counter_app.ui.session import Session
from counter_app.ui.widgets import GutterCard, SearchField, Tile, problem_line
from counter_app.ui.widgets.matches import ChosenLine, Match, MatchList

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 3, Qt.Key.Key_PageUp: -3}

#: Matches that can be stepped through; whoever needs more types one more letter.
MOST_MATCHES = 30


class ProcedureCard(GutterCard):
    """Field and matches in the page; the highlighted match already counts, Enter folds it to one line.

    In the empty field the figure keys 1 to 9 choose this counter's most used procedures.
    """

    #: The procedure at hand is another one, or none (Procedure or None).
    changed = Signal(object)
    #: The officer has decided; the next card may have the focus.
    chosen = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(_("1 Procedure"), gap=4)
        self._narrow = False
        self._session = session
        self._favourites: list[Procedure] = []
        self._found: list[Procedure] = []
        self._count = 0
        self._chosen: Procedure | None = None
        self._kept: Procedure | None = None  # chosen before the card was opened again
        self._at_hand: Procedure | None = None
        self._by_figure = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.field = SearchField(
            _("Name without marks, code, or keys 1 to 9"),
            name=_("Procedure: name, code, or keys 1 to 9"),
            by_figure=True,
        )
        self.matches = MatchList()
        self.line = ChosenLine("Alt+T")
        self._tiles = QWidget()
        self._grid = QGridLayout(self._tiles)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setSpacing(theme.GAP)
        for column in range(3):
            self._grid.setColumnStretch(column, 1)
        self.note_line = problem_line()
        self.note_line.hide()
        for part in (self.field, self.note_line, self.matches, self._tiles, self.line):
            self.add(part)
        self.content.addStretch(1)

    def _connect(self) -> None:
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.matches.picked.connect(self._picked)
        self.line.clicked.connect(self._reopen_clicked)

    def open(self) -> None:
        """Read the catalogue's most used anew and show what belongs to the state of the field."""
        counter = self._session.station.counter
        self._favourites = queries.favourites(self._session.desk, counter)
        while (item := self._grid.takeAt(0)) is not None:
            if (tile := item.widget()) is not None:
                tile.hide()
                tile.deleteLater()
        for number, procedure in enumerate(self._favourites[:9], 1):
            tile = Tile(number)
            tile.show_words(procedure.name, deadline_words(procedure))
            tile.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its figure key chooses it from the field
            tile.clicked.connect(lambda _checked=False, one=procedure: self.choose(one))
            self._grid.addWidget(tile, (number - 1) // 3, (number - 1) % 3)
        self._show_state()

    def procedure(self) -> Procedure | None:
        """The procedure at hand: the chosen one, else the highlighted match."""
        return self._at_hand

    def is_folded(self) -> bool:
        """Whether the officer has chosen."""
        return self._chosen is not None

    def choose(self, procedure: Procedure) -> None:
        """Choose ``procedure`` and fold the card."""
        self.show_procedure(procedure)
        self.chosen.emit()

    def reopen(self, text: str = "") -> None:
        """Open the folded card with ``text`` in its field; Enter in the empty field keeps what was chosen."""
        self._kept = self._chosen or self._kept
        self._chosen = None
        self.field.setText(text)
        self._show_state()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_empty(self) -> bool:
        """Whether nothing is typed and nothing chosen."""
        return self._at_hand is None and not self.field.text().strip()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with the choice; "" takes it away."""
        theme.look(self.field, problem="true" if sentence else "false")
        self.note_line.label.setText(sentence)
        self.note_line.setVisible(bool(sentence))

    def problem(self) -> str:
        """What is said to be wrong."""
        return "" if self.note_line.isHidden() else self.note_line.text()

    def take_back_figure(self, typed: str) -> bool:
        """Whether ``typed``, first after a choosing figure, is the dot of a code; then the field is open."""
        figure, self._by_figure = self._by_figure, ""
        if typed != "." or not figure:
            return False
        self._chosen = None
        self.reopen(figure + typed)
        return True

    def show_procedure(self, procedure: Procedure | None) -> None:
        """Show ``procedure`` folded, or the empty field for None; nothing moves the focus."""
        self._chosen = procedure
        self._kept = None
        self._by_figure = ""
        self.set_problem("")
        self.field.blockSignals(True)
        self.field.setText("")  # unlike clear(), this leaves nothing for Ctrl+Z to take back
        self.field.blockSignals(False)
        self._found = []
        if procedure is not None:
            self.line.show_match(self._match(procedure, ""))
        self._show_state()
        self._set_at_hand(procedure)

    def fit(self, *, dense: bool, narrow: bool) -> None:
        """Lower lines where the window is low, no name in the gutter where it is narrow."""
        self._narrow = narrow
        fit_gutter(self, _("1 Procedure"), narrow=narrow)
        self._show_state()
        self.body.setContentsMargins(theme.INSET, 8 if dense else 12, theme.INSET, 8 if dense else 12)
        self.matches.set_row_height(28 if dense else theme.MATCH_HEIGHT)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        plain = is_plain(event)
        if key in _STEPS and plain:
            self.matches.move_by(_STEPS[key])
            self._highlight()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            if self._at_hand is not None:
                self.choose(self._at_hand)
            return True
        figure = event.text()
        if plain and not self.field.text() and figure in tuple("123456789"):
            return self._choose_figure(figure)
        return False

    def _choose_figure(self, figure: str) -> bool:
        number = int(figure)
        if number > len(self._favourites):
            return False
        self.choose(self._favourites[number - 1])
        self._by_figure = figure
        return True

    def _search(self, text: str) -> None:
        if self._chosen is not None:
            return
        self.field.repaint()  # a letter is seen before what it finds
        found = queries.procedures(self._session.desk, text, limit=1000) if text.strip() else []
        often = {one.code for one in self._favourites}
        found.sort(key=lambda one: one.code not in often)  # what this counter receives most comes first
        self._found, self._count = found[:MOST_MATCHES], len(found)
        nothing = _("No procedure has the letters ‹{text}›. Try fewer letters.").format(text=text.strip())
        self.matches.show_matches([self._match(one, text) for one in self._found], nothing)
        self._show_state()
        self._highlight()

    def _highlight(self) -> None:
        self.set_problem("")
        current = self.matches.current()
        nothing = None if self.field.text().strip() else self._kept
        self._set_at_hand(self._found[current] if 0 <= current < len(self._found) else nothing)
        self.field.setAccessibleDescription(self.matches.accessibleName() if self._found else "")

    def _reopen_clicked(self) -> None:
        self.reopen()

    def _picked(self, number: int) -> None:
        self.choose(self._found[number])

    def _set_at_hand(self, procedure: Procedure | None) -> None:
        if procedure != self._at_hand:
            self._at_hand = procedure
            self.changed.emit(procedure)

    def _show_state(self) -> None:
        folded, typed = self._chosen is not None, bool(self.field.text().strip())
        total = grouped(len(self._session.desk.catalogue))
        self.field.setVisible(not folded)
        self.line.setVisible(folded)
        self.matches.setVisible(not folded and typed)
        self._tiles.setVisible(not folded and not typed)
        counter = self._session.station.counter
        often = _("often used at {counter}").format(counter=counter)
        empty = not folded and not typed
        self.set_note(often if empty and self._favourites and not self._narrow else "")
        if typed:
            count = _("{n} of {total} procedures").format(n=grouped(self._count), total=total)
        else:
            count = _("{total} procedures").format(total=total)
        self.field.set_count(count)

    def _match(self, procedure: Procedure, typed: str) -> Match:
        return Match(
            code=procedure.code,
            name=procedure.name,
            typed=typed,
            right=deadline_words(procedure),
            right_tone="caution" if procedure.promised is None else "text2",
        )
