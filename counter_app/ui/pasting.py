"""Pasting and dropping text: clean text goes in, a citizen card fills the person, a document is refused."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QWindow,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from counter_app.core.citizen_card import looks_like_card
from counter_app.core.scan import ScanMeaning, meaning
from counter_app.core.validation import printable
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped
from counter_app.ui.session import Session

#: More letters than any field holds and any card has: somebody copied a document.
LONGEST = 10_000


class PasteGuard(QObject):
    """Watches the field with the focus: what is pasted into it, by keys or by its menu, comes here first.

    So does text that is dropped: a drag that enters the window puts every field under watch. A card's
    text goes to ``take_scan`` as if it were scanned, and the field stays as it is.
    """

    def __init__(self, window: QWidget, session: Session, take_scan: Callable[[ScanMeaning], None]) -> None:
        super().__init__(window)
        self._window, self._session, self._take_scan = window, session, take_scan
        self._handle: QWindow | None = None
        if isinstance(app := QApplication.instance(), QApplication):
            app.focusChanged.connect(self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWindow):
            if event.type() is QEvent.Type.DragEnter:
                for field in self._window.findChildren(QLineEdit):
                    field.installEventFilter(self)
            return False
        if not isinstance(watched, QLineEdit) or watched.isReadOnly():
            return False
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.matches(QKeySequence.StandardKey.Paste):
                self.paste(watched)
                return True
        elif event.type() is QEvent.Type.Drop and isinstance(event, QDropEvent):
            return self._drop(watched, event)
        elif event.type() is QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
            self._open_menu(watched, event)
            return True
        return False

    def paste(self, field: QLineEdit) -> None:
        """Put what was copied into ``field``, or where it belongs."""
        self._take(field, QGuiApplication.clipboard().text())

    def _drop(self, field: QLineEdit, event: QDropEvent) -> bool:
        """Text from elsewhere is put where it was dropped; what a field drags about in itself it moves."""
        if event.source() is field or not event.mimeData().hasText():
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        QApplication.sendEvent(field, QDragLeaveEvent())  # the cursor of the drag goes
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        field.deselect()
        field.setCursorPosition(field.cursorPositionAt(event.position().toPoint()))
        self._take(field, event.mimeData().text())
        return True

    def _take(self, field: QLineEdit, text: str) -> None:
        if len(text) > LONGEST:
            words = _("{count} letters were copied, more than any field holds. Nothing was pasted.")
            self._session.say("caution", words.format(count=grouped(len(text))))
        elif looks_like_card(text):
            self._take_scan(meaning(text))
        elif clean := printable(text):
            field.insert(clean)

    def _open_menu(self, field: QLineEdit, event: QContextMenuEvent) -> None:
        menu = field.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        words = _menu_words()
        for action in menu.actions():
            _text, tab, key = action.text().partition("\t")
            if action.objectName() in words:
                action.setText(words[action.objectName()] + tab + key)
            if action.objectName() == "edit-paste":
                action.triggered.disconnect()
                action.triggered.connect(partial(self.paste, field))
        menu.popup(event.globalPos())

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if now is None or not self._window.isAncestorOf(now):
            return
        handle = self._window.windowHandle()
        if handle is not self._handle:
            self._handle = handle
            handle.installEventFilter(self)
        if isinstance(now, QLineEdit):
            now.installEventFilter(self)


def _menu_words() -> dict[str, str]:
    """The acts of a field's menu under Qt's names for them."""
    return {
        "edit-undo": _("Undo"),
        "edit-redo": _("Redo"),
        "edit-cut": _("Cut"),
        "edit-copy": _("Copy"),
        "edit-paste": _("Paste"),
        "edit-delete": _("Delete"),
        "select-all": _("Select all"),
    }
