"""What all pages have in common: the frame they fill, their keys, and what the window asks of them."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.ui import theme
from counter_app.ui.session import Session
from counter_app.ui.widgets import FocusScroll

if TYPE_CHECKING:
    from counter_app.core.command_cards import Command
    from counter_app.core.scan import ScanMeaning

#: Below this height of the window, pages stand closer together.
DENSE_HEIGHT = 720
#: Below this width the right column gives way.
NARROW_WIDTH, SMALL_WIDTH = 1340, 1180


class Page(QWidget):
    """One page of the window. A page has these parts in this order: ``__init__``, ``_build``,
    ``_connect``, what shows and reads values, slots.

    ``id``, ``key`` and ``icon`` name it; its title stands in the rail. The window calls
    :meth:`open` each time the page comes to the front and :meth:`leave` before another does.
    """

    id = ""
    key = ""
    icon = ""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.keys: dict[str, QShortcut] = {}
        self.dense = False
        self._right: QWidget | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        """Make the widgets."""

    def _connect(self) -> None:
        """Connect the signals."""

    def open(self, argument: Any = None) -> None:
        """The page comes to the front; ``argument`` is what ``session.open_page`` was given."""

    def leave(self) -> None:
        """Another page comes to the front; what was typed is kept."""

    def primary(self) -> None:
        """Ctrl+Enter."""

    def next_action(self) -> None:
        """F10: the next action of the dossier at hand."""

    def choose(self, n: int) -> None:
        """Ctrl+``n``: the n-th choice of the page."""

    def escape(self) -> None:
        """Esc."""

    def undo(self) -> None:
        """Ctrl+Z where no typing is there to take back."""

    def scanned(self, _meaning: "ScanMeaning") -> bool:
        """A scan arrived; True if the page took it, False leaves it to the window."""
        return False

    def at_hand(self, _command: "Command") -> str:
        """The scan number of the dossier that a command card means on this page; "" where none is shown."""
        return ""

    def obey(self, _command: "Command", *, opened: bool) -> None:
        """A command card was scanned for the dossier at hand; ``opened`` says that it opened this page."""

    def card_place(self) -> tuple[str, Any]:
        """Where a citizen card goes that this page does not take: a page, and what it is opened with."""
        return "reception", None

    def kept_words(self) -> str:
        """What is half done on the page, as it stands in "…, {words} is kept as it is"; "" for nothing."""
        return ""

    def idle_hint(self) -> tuple[str, str]:
        """What the resting strip offers on this page, and its key."""
        return "", ""

    def hand_on(self, _page: str) -> Any:
        """What another page is opened with when the officer goes there by its key; None for nothing."""
        return None

    def show_problem(self, _field: str, _sentence: str) -> bool:
        """Say a problem beside the field of that name; False if the page has no such field."""
        return False

    def fit(self, width: int, height: int) -> None:
        """The window has another size; a page that gives up parts of itself does so here.

        Call the method of the base class first: it sets :attr:`dense` and the columns.
        """
        self.dense = height <= DENSE_HEIGHT
        upright = 12 if self.dense else 16
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(16, upright, theme.EDGE, upright)
        if self._right is not None:
            wide = theme.RIGHT_COLUMN if width >= NARROW_WIDTH else theme.RIGHT_COLUMN_NARROW
            self._right.setFixedWidth(theme.RIGHT_COLUMN_SMALL if width < SMALL_WIDTH else wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page Up and Page Down, where nothing with the focus takes them, move what is too high."""
        step = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1}.get(Qt.Key(event.key()), 0)
        scrolls = (one.verticalScrollBar() for one in self.findChildren(FocusScroll) if one.isVisible())
        bar = next((one for one in scrolls if one.maximum()), None)
        if step and bar is not None:
            bar.setValue(bar.value() + step * bar.pageStep())
        else:
            super().keyPressEvent(event)

    def hot_key(self, keys: str, slot: Callable[[], object]) -> QShortcut:
        """Call ``slot`` on ``keys`` ("Ctrl+B") whatever has the focus while the page is in front.

        A key held down acts once; one that only moves may be told otherwise.
        """
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(slot)
        self.keys[shortcut.key().toString()] = shortcut
        return shortcut

    def column(self) -> QVBoxLayout:
        """Lay the page out as one column and return it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, theme.EDGE, 16)
        column.setSpacing(theme.GAP)
        return column

    def columns(self) -> tuple[QVBoxLayout, QVBoxLayout]:
        """Lay the page out as two columns: the left scrolls where it must, the right has its fixed width."""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 16, theme.EDGE, 16)
        row.setSpacing(theme.COLUMN_GAP)
        content = QWidget()
        left = QVBoxLayout(content)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(theme.GAP)
        self._right = QWidget()
        self._right.setFixedWidth(theme.RIGHT_COLUMN)
        right = QVBoxLayout(self._right)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(theme.GAP)
        row.addWidget(FocusScroll(content), 1)
        row.addWidget(self._right)
        return left, right
