"""One line of the checklist: a paper to tick, and how many originals, certified and plain copies of it."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from counter_app.core.records import Paper
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.keys import is_plain
from counter_app.ui.widgets import CountField, Label
from counter_app.ui.widgets.quiet import LongCheck

#: Width of each of the three columns of counts, so that heads and boxes stand over one another.
COUNT_WIDTH = 80
_SIDEWAYS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}
_ONWARD = {Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1, Qt.Key.Key_Up: -1}


def count_heads() -> list[Label]:
    """The heads over the three columns of counts."""
    heads = []
    for title in (_("Originals"), _("Certified"), _("Copies")):
        label = Label(title, theme.LABEL, 600, "text2")
        label.setFixedWidth(COUNT_WIDTH)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        heads.append(label)
    return heads


class PaperRow(QWidget):
    """A paper of the catalogue, or a free one whose name is typed.

    On the box: Space ticks, a figure sets the usual count, Right goes into the counts,
    Up, Down and Enter go to the next line. A paper that is ``often`` missing says so, and is open:
    neither there nor missing until the officer has looked.
    """

    changed = Signal()
    #: The line above (-1) or below (1) is wanted.
    left = Signal(int)

    def __init__(self, paper: Paper, *, free: bool = False, often: bool = False) -> None:
        super().__init__()
        self._paper = paper
        self.free = free
        self.often = often
        self.open = False
        self._least = theme.ROW_HEIGHT
        self.edit: QLineEdit | None = None
        self.check: LongCheck | None = None
        self._build()
        self.show_paper(paper, ticked=paper.total > 0)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._name_widget(), 1)
        if self.often:
            self.often_words = Label(_("often missing"), theme.EXPLAIN, 600, "caution")
            row.addWidget(self.often_words)
            row.addSpacing(4)
        names = (_("originals"), _("certified copies"), _("plain copies"))
        self.counts = tuple(CountField(f"{self._paper.name}: {name}") for name in names)
        for count in self.counts:
            count.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # reached by Right; Tab goes from paper to paper
            count.installEventFilter(self)
            count.counted.connect(self._counted)
            cell = QWidget()
            cell.setFixedWidth(COUNT_WIDTH)
            inside = QHBoxLayout(cell)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.addWidget(count)
            row.addWidget(cell)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _name_widget(self) -> QWidget:
        if self.free:
            self.edit = QLineEdit()
            self.edit.setFixedHeight(30)
            self.edit.setMaxLength(200)
            self.edit.setPlaceholderText(_("Name of the paper"))
            self.edit.setAccessibleName(_("Name of the paper"))
            self.edit.textEdited.connect(self.changed)
            self.edit.installEventFilter(self)
            return self.edit
        self.check = LongCheck(self._paper.name)
        self.check.installEventFilter(self)
        self.check.clicked.connect(self._ticked)
        return self.check

    def paper(self) -> Paper | None:
        """The paper as handed in, None where it is not."""
        name = self.edit.text().strip() if self.edit is not None else self._paper.name
        originals, certified, copies = (count.value() for count in self.counts)
        paper = Paper(name=name, originals=originals, certified=certified, copies=copies)
        return paper if name and paper.total and self.is_ticked() else None

    def is_ticked(self) -> bool:
        """Whether the paper was handed in; a free line always is."""
        return self.check is None or self.check.isChecked()

    def catalogue_paper(self) -> Paper:
        """The paper with the counts that the catalogue asks for."""
        return self._paper

    def is_asked(self) -> bool:
        """Whether the catalogue asks for the paper; one without a count is handed in where there is one."""
        return not self.free and self._paper.total > 0

    def is_missing(self) -> bool:
        """Whether the catalogue asks for the paper and it is not there."""
        return self.is_asked() and not self.open and self.paper() is None

    def show_paper(self, paper: Paper, *, ticked: bool, still_open: bool = False) -> None:
        """Show counts and tick; a free line shows the name too."""
        self.open = still_open
        if self.edit is not None:
            self.edit.setText(paper.name)
        if self.check is not None:
            self.check.setChecked(ticked)
            self.check.set_tone("text" if ticked else "text2")
        shown = (paper.originals, paper.certified, paper.copies) if ticked or self.free else (0, 0, 0)
        for count, value in zip(self.counts, shown, strict=True):
            count.set_value(value)

    def set_least_height(self, height: int) -> None:
        """Be at least so high; a name of two lines takes what it needs."""
        self._least = height
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return super().sizeHint().expandedTo(QSize(0, self._least))

    def enter(self) -> None:
        """Give the line the focus."""
        first = self.edit or self.check
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if not is_plain(event):
            return False
        key = Qt.Key(event.key())
        if watched is self.check or watched is self.edit:
            return self._key_on_name(key, event.text())
        return self._key_on_count(watched, key)

    def _key_on_name(self, key: Qt.Key, text: str) -> bool:
        if key in _ONWARD:
            self.left.emit(_ONWARD[key])
            return True
        if self.check is not None and key == Qt.Key.Key_Right:  # in a typed name Right moves the cursor
            self.counts[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if self.check is not None and text.isdecimal():
            usual = self.counts[self._usual()]
            usual.set_value(int(text))
            self._counted(int(text))
            return True
        return False

    def _key_on_count(self, watched: QObject, key: Qt.Key) -> bool:
        place = next((n for n, count in enumerate(self.counts) if count is watched), 0)
        if key in _SIDEWAYS:
            place += _SIDEWAYS[key]
            if place < 0:
                self.enter()
            elif place < len(self.counts):
                self.counts[place].setFocus(Qt.FocusReason.OtherFocusReason)
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit(1)
            return True
        return False

    def _usual(self) -> int:
        asked = (self._paper.originals, self._paper.certified, self._paper.copies)
        return next((place for place, count in enumerate(asked) if count), 0)

    def tick(self, *, on: bool) -> None:
        """The paper is there, in the numbers that the catalogue asks for, or it is not."""
        paper = self._paper if self._paper.total else Paper(name=self._paper.name, originals=1)
        self.show_paper(paper, ticked=on)

    def _ticked(self, on: bool) -> None:
        self.tick(on=on)
        self.changed.emit()

    def _counted(self, _value: int) -> None:
        self.open = False
        if self.check is not None:
            ticked = any(count.value() for count in self.counts)
            self.check.setChecked(ticked)
            self.check.set_tone("text" if ticked else "text2")
        self.changed.emit()
