"""Stop typing twice: a small window over the browser that puts one field after another on the clipboard.

What a browser does with the clipboard cannot be known: other programs read it unasked, and a web
page reads it more than once for one paste. So nothing is guessed from that. The officer goes on by
Enter, by a click, or by coming back: whoever pasted and returns to this window finds the next field.
A click that brings the window to the front goes on once, not twice. What another program put on the
clipboard meanwhile is taken for the code that it gave, once Ctrl+V says so.
"""

from PySide6.QtCore import QByteArray, QElapsedTimer, QEvent, QMimeData, QObject, Qt
from PySide6.QtGui import QClipboard, QCloseEvent, QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from counter_app.core.codes import looks_like_code, normalise_code
from counter_app.core.feeder import Fed, feed_field_name
from counter_app.core.records import DossierState
from counter_app.core.scan import ScanKind, ScanMeaning
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.services import corrections, feeder, queries
from counter_app.ui import say, theme
from counter_app.ui.session import Session
from counter_app.ui.widgets import Check, IconLabel, KeyCap, Label, PlainButton, PrimaryButton, ShortLabel
from counter_app.ui.widgets.block import Block

#: A press so soon after the window came back is the click that brought it back.
_SAME_ACT_MS = 400

_NEXT = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Right)
_BACK = (Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_Backspace)

#: Formats by which clipboard histories (of Windows, of KDE) are asked to leave a text out.
_PRIVATE = {
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\0\0\0\0",
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': b"\0\0\0\0",
    "x-kde-passwordManagerHint": b"secret",
}


def open_feeder(session: Session) -> None:
    """Show the feeder of the dossier seen, received or changed last; the strip says where there is none.

    Raises:
        NotFound: that dossier is not here any more.
    """
    if not session.at_hand:
        session.say("info", _("Receive or open a dossier first; then its fields can be handed on."))
        return
    shown = session.feeder
    if isinstance(shown, Feeder):
        shown.feed(session.at_hand)
    else:
        shown = session.feeder = Feeder(session, session.at_hand)
        shown.stand_aside()
    shown.show()
    shown.raise_()
    shown.activateWindow()


class Feeder(QWidget):
    """One field large, what comes next, and at the end the code that the other system gave."""

    def __init__(self, session: Session, scan_number: str) -> None:
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        self.session = session
        self.state: DossierState = queries.dossier(session.desk, scan_number)
        self.texts: tuple[Fed, ...] = ()
        self.place = 0
        self._away = False
        self._came_back = QElapsedTimer()
        self._build()
        self._connect()
        self.feed(scan_number)

    def _build(self) -> None:
        self.setWindowTitle(_("Fields to the clipboard"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedSize(520, 272)
        self.who = ShortLabel("", theme.EXPLAIN, tone="text2")
        self.count = Label("", theme.EXPLAIN, 600, "accent")
        self.name = Label("", theme.BASE, 400, "text2")
        self.text = Block(theme.TITLE, 600, lines=2)
        self.following = ShortLabel("", theme.EXPLAIN, tone="text2")
        self.by_itself = Check(_("Go on by itself whenever I come back to this window"), size=theme.EXPLAIN)
        self.by_itself.setChecked(True)
        self.note = IconLabel("", "", "text2", wrap=True)
        self.back = PlainButton(_("Back"), "Up")
        self.next = PrimaryButton(_("Next field"), "Enter")
        for button in (self.back, self.next):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Enter and Space belong to the window
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.addWidget(self.who, 1)
        head.addWidget(self.count)
        foot.setSpacing(8)
        foot.addWidget(self.back)
        foot.addWidget(self.next, 1)
        code = QHBoxLayout()
        code.setSpacing(8)
        code.addWidget(self.note, 1)
        code.addWidget(KeyCap("Ctrl+V"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.name)
        column.addWidget(self.text)
        column.addWidget(self.following)
        column.addStretch(1)
        column.addLayout(code)
        column.addWidget(self.by_itself)
        column.addLayout(foot)

    def _connect(self) -> None:
        self.next.clicked.connect(self.go_on)
        self.back.clicked.connect(lambda: self.step(-1))
        for part in (self, self.next, self.back, self.by_itself):
            part.installEventFilter(self)
        if isinstance(app := QGuiApplication.instance(), QGuiApplication):
            app.focusWindowChanged.connect(self._follow)
        self.session.signed_out.connect(self.close)

    # what it shows

    def stand_aside(self) -> None:
        """Stand at the upper right, where a form in a browser rarely has its fields."""
        room = self.screen().availableGeometry()
        self.move(room.right() - self.width() - 24, room.top() + 64)

    def feed(self, scan_number: str) -> None:
        """Begin with the first field of this dossier.

        Raises:
            NotFound: no dossier has the scan number.
        """
        self._clear_clipboard()
        desk = self.session.desk
        self.state = queries.dossier(desk, scan_number)
        self.texts = feeder.feed(desk, scan_number)
        self.who.setText(f"{self.state.code} · {self.state.applicant.name}")
        self.place = 0
        self._show()
        self._ask_for_code()
        self.setFocus()

    def current(self) -> Fed | None:
        """The field on the clipboard; None once all have been handed on."""
        return self.texts[self.place] if self.place < len(self.texts) else None

    def go_on(self) -> None:
        """The next field; the window closes where all were handed on already."""
        if self.current() is None:
            self.close()
        else:
            self.step(1)

    def step(self, by: int) -> None:
        """Put the field so many places on (or back) on the clipboard; after the last one nothing."""
        self.place = min(max(self.place + by, 0), len(self.texts))
        self._show()

    def take_scan(self, meaning: ScanMeaning) -> bool:
        """A scan arrived: True if this window is in front and the scan is a code, which is kept."""
        if not self.isActiveWindow() or meaning.kind is not ScanKind.CODE:
            return False
        self.take_code(meaning.value)
        return True

    def take_code(self, text: str) -> None:
        """Keep ``text`` as the code that the other system gave this dossier; what is wrong is said here."""
        session, code = self.session, normalise_code(text)
        if not code:
            words = _("The clipboard is empty. Copy the code there first, then paste it here.")
            self._say("info_16_regular", words)
            return
        if code in (self.state.code, *self.state.other_codes):
            self._say("info_16_regular", _("This dossier has the code {code} already.").format(code=code))
            return
        try:
            number = self.state.scan_number
            self.state = corrections.add_code(session.desk, number, session.officer, session.now(), code)
        except UserError as refused:
            self._say("warning_16_filled", str(refused), "problem")
            return
        session.tell_changed(self.state.scan_number)
        words = _(
            "The code {code} is kept with the dossier of {name}; it is found and scanned by it."
        ).format(code=code, name=self.state.applicant.name)
        self._say("checkmark_circle_16_regular", words, "good")
        session.say("done", words, thing=code)

    def words(self) -> str:
        """The sentence in the lower line."""
        return self.note.label.text()

    def _show(self) -> None:
        fed = self.current()
        total = len(self.texts)
        self.back.setEnabled(self.place > 0)
        self.next.set_words(_("Next field") if self.place + 1 < total else _("That was the last one"))
        if fed is None:
            self._clear_clipboard()
            self.count.setText(_("all {total}").format(total=total))
            self.name.setText(_("Everything was handed on; the clipboard is empty again."))
            self.text.set_text("")
            self.following.setText("")
            self.next.set_words(_("Close"))
            return
        name = feed_field_name(fed.field)
        self.count.setText(_("{n} of {total}").format(n=self.place + 1, total=total))
        self.name.setText(name)
        self.text.set_text(fed.text)
        self.setAccessibleName(f"{name}: {fed.text}")
        self.following.setText(self._following())
        _clipboard().setMimeData(_private(fed.text))

    def _following(self) -> str:
        if self.place + 1 >= len(self.texts):
            return _("Then: the code that the other system gives")
        fed = self.texts[self.place + 1]
        return _("Then: {field}, {text}").format(field=feed_field_name(fed.field), text=fed.text)

    def _ask_for_code(self) -> None:
        self._say(
            "barcode_scanner_20_regular", _("The code that the other system gives: paste or scan it here.")
        )

    def _say(self, icon: str, sentence: str, tone: str = "text2") -> None:
        self.note.show_words(icon, sentence, tone)

    # slots

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if event.matches(QKeySequence.StandardKey.Paste):
            say.attempt(self.session, self.take_code, _clipboard().text()[:200])
        elif key == Qt.Key.Key_Escape:
            self.close()
        elif key in _NEXT:
            self.go_on()
        elif key in _BACK:
            self.step(-1)
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress and self._came_back.isValid():
            if self._came_back.elapsed() < _SAME_ACT_MS:
                self.step(-1)  # the click that brought the window back says itself what it wants
            self._came_back.invalidate()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clear_clipboard()
        self.session.feeder = None
        super().closeEvent(event)
        self.deleteLater()

    def _follow(self, window: QWindow | None) -> None:
        """Another window has the focus; none of this program's means that the officer is in another one."""
        if window is None:
            self._away = True
            return
        came_back = self._away and window is self.windowHandle()
        self._away = False
        if came_back and self.isVisible():
            self._returned()

    def _returned(self) -> None:
        fed, there = self.current(), _clipboard().text()
        if fed is None or there != fed.text:
            if looks_like_code(there):
                words = _("The clipboard holds {code}: paste it here to keep it as this dossier's code.")
                self._say("info_16_regular", words.format(code=normalise_code(there)))
            return
        if self.by_itself.isChecked():
            self.step(1)
            self._came_back.start()

    def _clear_clipboard(self) -> None:
        """Leave nothing of the person on the clipboard; what came from elsewhere stays."""
        if any(_clipboard().text() == fed.text for fed in self.texts):
            _clipboard().clear()


def _clipboard() -> QClipboard:
    return QGuiApplication.clipboard()


def _private(text: str) -> QMimeData:
    """``text`` for the clipboard, to be left out of its histories."""
    data = QMimeData()
    data.setText(text)
    for name, value in _PRIVATE.items():
        data.setData(name, QByteArray(value))
    return data
