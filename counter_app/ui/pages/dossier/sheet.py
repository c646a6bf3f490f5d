"""What the card of a dossier shows between its head and its acts: clears, journal, papers."""

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.ui import theme
from counter_app.ui.pages.dossier.clears import Clears
from counter_app.ui.pages.dossier.papers_card import PapersCard
from counter_app.ui.widgets import Field, Journal, JournalLine, KeyCap
from counter_app.ui.widgets.drawn import Ground, Words


class JournalCard(Ground):
    """The steps of a dossier, how many lines its whole journal has, and the field for a note."""

    LEFT, TOP, GAP = theme.INSET + Ground.EDGE, theme.INSET - 4 + Ground.EDGE, 4

    def __init__(self) -> None:
        super().__init__()
        self.title = Words(theme.TABLE, 600, "text2", _("How it was processed"))
        self.hint = Words(theme.EXPLAIN, tone="text2", right=True)
        self.key = KeyCap("Ctrl+J")
        self.journal = Journal()
        self.note = Field(
            _("Note for this dossier"), _("Enter keeps it, Esc leaves it"), name="note", limit=1000
        )
        for part in (self.key, self.journal, self.note):
            part.setParent(self)
        self.note.hide()
        self.setAccessibleName(self.title.text())

    def show_lines(self, lines: Sequence[JournalLine], events: int) -> None:
        """Show ``lines`` of a journal that has ``events`` in all."""
        self.journal.show_lines(lines)
        words = ngettext("Whole journal, {n} line", "Whole journal, {n} lines", events).format(n=events)
        if words != self.hint.text():
            self.hint.set_text(words)
            self.setAccessibleDescription(words)
            self.arrange()

    def height_at(self, width: int) -> int:
        """How high the card must be if it is so wide."""
        steps = max(self.journal.height_at(width - 2 * self.LEFT), self.journal.minimumSizeHint().height())
        return self.TOP + self.title.height() + self.GAP + steps + self._note_height() + self.TOP

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    def arrange(self) -> None:
        """Put everything where it belongs."""
        room, high = self.width() - 2 * self.LEFT, self.title.height()
        key = self.key.sizeHint()
        right = self.width() - self.LEFT - key.width()
        self.key.setGeometry(right, self.TOP + (high - key.height()) // 2, key.width(), key.height())
        title = self.title.put(self.LEFT, self.TOP, room)
        spare = right - theme.GAP - self.hint.width()
        self.canvas.show((*title, *self.hint.put(spare, self.TOP, self.hint.width(), high)))
        top, note = self.TOP + high + self.GAP, self._note_height()
        bottom = self.height() - self.TOP - note
        self.journal.setGeometry(self.LEFT, top, room, bottom - top)
        if note:
            self.note.setGeometry(self.LEFT, bottom + self.GAP, room, note - self.GAP)

    def _note_height(self) -> int:
        return 0 if self.note.isHidden() else self.note.sizeHint().height() + self.GAP


class Sheet(QWidget):
    """The clears above, journal and papers below; places them itself, as most scans change most of them."""

    #: The parts of the width that journal and papers have.
    JOURNAL, PAPERS = 3, 2

    def __init__(self) -> None:
        super().__init__()
        self.clears = Clears()
        self.papers = PapersCard()
        self.card = JournalCard()
        for part in (self.clears, self.card, self.papers):
            part.setParent(self)
        #: Whether the cards show something for which they were not placed yet.
        self.stale = False
        self._upper = 0
        self._needed = QSize(self.clears.least_width(), 0)
        self.card.note.problem_changed.connect(self._note_changed)

    def show_note(self, *, shown: bool) -> None:
        """Open the field for a note under the journal, or close it."""
        self.card.note.setVisible(shown)
        self._note_changed()

    def sizeHint(self) -> QSize:
        return self._needed

    def minimumSizeHint(self) -> QSize:
        return QSize(self._needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._upper = 0
        self._arrange(resized=True)

    def settle(self) -> None:
        """Place the cards after what they show was changed, unless another size did so already."""
        if self.stale:
            self.arrange()

    def arrange(self) -> None:
        """Place the cards; the layouts around are asked for room only where there is not enough of it."""
        self._arrange(resized=False)

    def _arrange(self, *, resized: bool) -> None:
        self.stale = False
        width = self.width()
        upper = self.clears.arrange(width)
        journal = (width - theme.GAP) * self.JOURNAL // (self.JOURNAL + self.PAPERS)
        left = journal + theme.GAP
        lower = max(self.card.height_at(journal), self.papers.arrange(width - left))
        needed = upper + theme.GAP + lower
        known = self._needed.height()
        # What is needed within the room there is matters to nobody before that is another one.
        if needed != known and (resized or max(needed, known) >= self.height()):
            self._needed.setHeight(needed)
            self.updateGeometry()
        # Lower clears leave journal and papers where they stood, as long as there is room.
        self._upper = upper = max(upper, min(self._upper, self.height() - theme.GAP - lower))
        top = upper + theme.GAP
        high = max(self.height() - top, lower)
        growing = upper > self.clears.height()
        if not growing:
            self.clears.setGeometry(0, 0, width, upper)
        self.card.place(0, top, journal, high)
        self.papers.place(left, top, width - left, high)
        if growing:  # what lies below goes out of the way first: overlapped, it would be painted anew
            self.clears.setGeometry(0, 0, width, upper)

    def _note_changed(self, _sentence: str = "") -> None:
        self.arrange()
        self.card.arrange()
