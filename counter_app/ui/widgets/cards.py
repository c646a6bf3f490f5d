"""Cards, the rounded surfaces of a page, and what lies in them: heads, facts, soft lines."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from counter_app.ui import theme
from counter_app.ui.widgets.buttons import LinkButton
from counter_app.ui.widgets.text import IconLabel, Label


class Card(QFrame):
    """A rounded surface; put widgets into :attr:`body` (a column) or use :meth:`add`.

    ``ground`` is "surface", "mute", "sunk", "soft", "good", "caution" or "problem"; ``inset``
    the margin inside. With a ``title`` the card begins with a head: title left, hint right.
    """

    def __init__(
        self,
        title: str = "",
        hint: str = "",
        *,
        ground: str = "surface",
        inset: int = theme.INSET,
        gap: int = 8,
    ) -> None:
        super().__init__()
        self.setProperty("card", ground)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(inset, inset - 4, inset, inset - 4)
        self.body.setSpacing(gap)
        self.head: Head | None = None
        if title:
            self.head = Head(title, hint)
            self.body.addWidget(self.head)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a layout under what the card holds already."""
        if isinstance(part, QWidget):
            self.body.addWidget(part, stretch)
        else:
            self.body.addLayout(part, stretch)


class GutterCard(Card):
    """A numbered card of a form: its name in a gutter of 96 px at the left, its content right of it."""

    GUTTER = 96

    def __init__(self, title: str, note: str = "", *, gap: int = 8) -> None:
        super().__init__(gap=0)
        self.title = Label(title, theme.BASE, 600)
        self.note = Label(note, theme.LABEL, 400, "text3", wrap=True)
        if not note:  # shown before it has a parent, it would be a window of its own for a moment
            self.note.hide()
        gutter = QVBoxLayout()
        gutter.setSpacing(2)
        gutter.addWidget(self.title)
        gutter.addWidget(self.note)
        gutter.addStretch(1)
        holder = QWidget()
        holder.setFixedWidth(self.GUTTER)
        holder.setLayout(gutter)
        gutter.setContentsMargins(0, 0, 0, 0)
        self.content = QVBoxLayout()
        self.content.setSpacing(gap)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP)
        row.addWidget(holder)
        row.addLayout(self.content, 1)
        self.body.addLayout(row)

    def add(self, part: QWidget | QLayout, stretch: int = 0) -> None:
        if isinstance(part, QWidget):
            self.content.addWidget(part, stretch)
        else:
            self.content.addLayout(part, stretch)

    def set_note(self, note: str) -> None:
        """The small words under the card's name."""
        self.note.setText(note)
        self.note.setVisible(bool(note))


class Head(QWidget):
    """The head of a card: its title left, a hint or a control at the right."""

    def __init__(self, title: str, hint: str = "") -> None:
        super().__init__()
        self.title = Label(title, theme.TABLE, 600, "text2")
        self.hint = Label(hint, theme.EXPLAIN, 400, "text2")
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(theme.GAP)
        self.row.addWidget(self.title)
        self.row.addStretch(1)
        self.row.addWidget(self.hint)

    def add(self, widget: QWidget) -> None:
        """Put a control, such as a key cap, at the right end."""
        self.row.addWidget(widget)


class Facts(QWidget):
    """Names left, values right of them or at the right edge; values keep their tone and weight."""

    def __init__(self, *, right: bool = False, gap: int = 4, name_width: int = 0) -> None:
        super().__init__()
        self._right = right
        self._rows: list[tuple[Label, Label]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(gap)
        self._grid.setColumnStretch(1, 1)
        if name_width:
            self._grid.setColumnMinimumWidth(0, name_width)

    def show_facts(self, facts: Iterable[tuple[str, ...]]) -> None:
        """Show ``(name, value)`` or ``(name, value, tone)`` lines instead of those before."""
        shown = list(facts)
        while len(self._rows) < len(shown):
            self._add_row()
        for title, told in self._rows[len(shown) :]:
            title.hide()
            told.hide()
        for (title, told), (name, value, *tone) in zip(self._rows, shown, strict=False):
            title.setText(name)
            told.setText(value)
            told.set_tone(*tone or ("text",))
            title.show()
            told.show()

    def _add_row(self) -> None:
        title = Label("", theme.EXPLAIN, 400, "text2")
        told = Label("", theme.EXPLAIN, 600 if self._right else 500, wrap=True)
        if self._right:
            told.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line = len(self._rows)
        self._grid.addWidget(title, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(told, line, 1)
        self._rows.append((title, told))


class SoftLine(Card):
    """One quiet line of information in a form, with what can be done about it at the right."""

    def __init__(self, icon: str = "history_16_regular", action: str = "", key: str = "") -> None:
        super().__init__(ground="soft", gap=0)
        self.words = IconLabel(icon, "", "soft_text", rich=True, gap=8)
        self.action = LinkButton(action, key)
        if not action:
            self.action.hide()
        row = QHBoxLayout()
        row.addWidget(self.words, 1)
        row.addWidget(self.action)
        self.body.setContentsMargins(10, 4, 8, 4)
        self.body.addLayout(row)
        self.setFixedHeight(32)

    def show_words(self, rich_text: str) -> None:
        """Show a sentence (rich text; use ``strong``); an empty one hides the line."""
        self.words.label.setText(rich_text)
        self.setVisible(bool(rich_text))


class Yielding(QWidget):
    """Content of a scrolling column that gives up height down to its least before anything scrolls."""

    def heightForWidth(self, _width: int) -> int:
        return self.minimumSizeHint().height()


class FocusScroll(QScrollArea):
    """A column that scrolls with the focus where the window is too low for it, and has no frame."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(content)  # which lets it fill its ground; the card's own shows through
        content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        content.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest and isinstance(watched, QWidget):
            self.setMinimumWidth(watched.minimumSizeHint().width())
        return super().eventFilter(watched, event)

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.ensureWidgetVisible(now, 0, 48)
