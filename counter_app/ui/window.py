"""The main window: header, rail, pages and strip; the keys that hold on every page."""

from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.ui import lamps, say, sound, tasks, theme
from counter_app.ui.header import LAMPS, SIGN_OUT_KEY, Header
from counter_app.ui.keys import KeyGuard
from counter_app.ui.pages.page import Page
from counter_app.ui.paper_keys import FEEDER_KEY, LABEL_KEY, NOT_OUT_KEY, OUT_KEY, answer
from counter_app.ui.pasting import PasteGuard
from counter_app.ui.rail import Rail, rail_pages
from counter_app.ui.session import Said, Session
from counter_app.ui.strip import Strip

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning

#: Packages in which the code of each page is; it is imported when the page is first wanted.
PAGES = "counter_app.ui.pages"

#: Pages on which the officer does what a lamp tells of.
_LAMP_PAGES = {"exchange", "office"}
_LAMP_KINDS = {"good": "info", "caution": "caution", "problem": "problem", "text2": "info"}


class Window(QWidget):
    """The one window of the program; everything in it is reached through ``session``."""

    painted = Signal()

    def __init__(self, session: Session, first: str = "reception") -> None:
        super().__init__()
        self.session = session
        self.pages: dict[str, Page] = {}
        self._before: list[str] = []
        self._arguments: dict[str, Any] = {}
        self._current = ""
        self._seen = False
        self._warned: Said | None = None
        self._build()
        self._connect()
        self.show_page(first)

    def _build(self) -> None:
        self.setWindowTitle(f"{self.session.desk.office.name} · {self.session.counter}")
        self.setMinimumSize(960, 480)
        self.header = Header(self.session)
        self.rail = Rail()
        self.stack = QStackedWidget()
        self.strip = Strip()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(self.stack, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        column.addWidget(self.strip)

    def _connect(self) -> None:
        self.header.lamp_pressed.connect(self.press_lamp)
        self.header.officer_pressed.connect(self.sign_out)
        self.rail.chosen.connect(self.go)
        self.session.said.connect(self._said)
        self.session.page_wanted.connect(self.show_page)
        self.session.station_changed.connect(self._station_changed)
        self._global: set[str] = set()
        for page in rail_pages():
            self._key(page.key, partial(self.go, page.id))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            self._key(keys, lambda: say.attempt(self.page(), self.page().primary))
        self._key("F10", lambda: say.attempt(self.page(), self.page().next_action))
        self._key("Esc", lambda: say.attempt(self.page(), self.page().escape))
        self._key("Ctrl+Z", lambda: say.attempt(self.page(), self.page().undo))
        for n in range(1, 10):
            self._key(f"Ctrl+{n}", partial(self._choose, n))
        for n, lamp in enumerate(LAMPS, 1):
            self._key(f"Alt+{n}", partial(self.press_lamp, lamp))
        self._key(SIGN_OUT_KEY, self.sign_out)
        self._paper_keys()
        self._key(FEEDER_KEY, lambda: say.attempt(self.session, self.feed))
        self._guard = KeyGuard(self, lambda: self._global | self.page().keys.keys())
        self._pasting = PasteGuard(self, self.session, self.take_scan)

    def _key(self, keys: str, slot: Any) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setAutoRepeat(False)  # a key held down acts once
        shortcut.activated.connect(slot)
        self._global.add(shortcut.key().toString())

    def _paper_keys(self) -> None:
        """The papers of the printer, wherever the officer is: the list, the quiet question, a label."""
        self._key(lamps.UNPRINTED_KEY, partial(self.show_page, "unprinted"))
        for keys, came_out in ((OUT_KEY, True), (NOT_OUT_KEY, False)):
            self._key(keys, partial(answer, self.session, came_out=came_out))
        self._key(LABEL_KEY, lambda: say.attempt(self.page(), self._print_label))

    def _print_label(self) -> None:
        from counter_app.ui.label_printing import print_label  # noqa: PLC0415 - not for start-up

        print_label(self.session, self.session.at_hand)

    def page(self) -> Page:
        """The page in front."""
        return self.pages[self._current]

    def go(self, page: str) -> None:
        """The officer chose ``page`` by its key or in the rail: the strip rests again."""
        self.show_page(page, self.page().hand_on(page))
        self.strip.rest(*self.page().idle_hint())

    def show_page(self, page: str, argument: Any = None) -> None:
        """Bring ``page`` to the front, made when it is first wanted; "back" is the one before, as it was."""
        if page == "back":
            page = self._before.pop() if self._before else "reception"
            argument = self._arguments.get(page)
        elif self._current and page != self._current:
            self._before = [*self._before[-8:], self._current]
        if self._current and page != self._current:
            self.page().leave()
            if self._current in _LAMP_PAGES:
                lamps.refresh(self.session)
        if page not in self.pages:
            self.pages[page] = self._make(page)
            self.stack.addWidget(self.pages[page])
        self._current = page
        self._arguments[page] = argument
        self._note_interrupted()
        self.page().fit(self.width(), self.height())
        self.stack.setCurrentWidget(self.page())
        self.rail.mark(page)
        say.attempt(self.page(), self.page().open, argument)
        focus = self.focusWidget()
        if focus is None or not self.page().isAncestorOf(focus):
            self.page().setFocus()  # keys that scroll or choose belong to the page in front

    def take_scan(self, meaning: "ScanMeaning") -> None:
        """A scan arrived: the page in front may take it; else it opens what it names. It is heard, too."""
        said = self.session.last_said
        say.attempt(self.session, self._take_scan, meaning)
        now = self.session.last_said
        kind = now.kind if now is not None and now is not said else "done"
        QTimer.singleShot(0, self, lambda: sound.play_for(kind))  # what is seen of it comes first

    def press_lamp(self, lamp: str) -> None:
        """Say in the strip what a lamp means and what to do."""
        shown = self.session.lamps.get(lamp)
        if shown is not None:
            self.session.say(_LAMP_KINDS[shown.tone], shown.advice or shown.state)

    def feed(self) -> None:
        """Hand the fields of the dossier at hand on to another program."""
        from counter_app.ui.feeder import open_feeder  # noqa: PLC0415 - only where it is wanted

        open_feeder(self.session)

    def sign_out(self) -> None:
        """Let somebody else sign in; what is half done is named first and given up at the second press."""
        begun = next((words for page in self.pages.values() if (words := page.kept_words())), "")
        if begun and (self._warned is None or self.session.last_said is not self._warned):
            sentence = _("Not finished: {begun}. Signing out gives it up.").format(begun=begun)
            self.session.say("caution", sentence, _("Sign out"), SIGN_OUT_KEY)
            self._warned = self.session.last_said
            return
        self.session.sign_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self._after_first_paint)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        width, height = self.width(), self.height()
        self.header.fit(width)
        self.rail.fit(width, height)
        self.page().fit(width, height)

    def closeEvent(self, event: QCloseEvent) -> None:
        tasks.stop(self.session)
        if isinstance(feeder := self.session.feeder, QWidget):
            feeder.close()
        super().closeEvent(event)

    def _make(self, page: str) -> Page:
        module = import_module(f"{PAGES}.{page}")
        for made in vars(module).values():
            if isinstance(made, type) and issubclass(made, Page) and made.id == page:
                return made(self.session)
        raise LookupError(page)

    def _choose(self, n: int) -> None:
        say.attempt(self.page(), self.page().choose, n)

    def _note_interrupted(self) -> None:
        before = self.pages.get(self._before[-1]) if self._before else None
        title = next((one.title for one in rail_pages() if before is not None and one.id == before.id), "")
        self.session.interrupted = (title, before.kept_words() if before is not None else "")

    def _said(self, said: Said) -> None:
        if said.kind == "idle" and not said.sentence:
            self.strip.rest(said.hint, said.key)
        else:
            self.strip.show_said(said)

    def _take_scan(self, meaning: "ScanMeaning") -> None:
        if meaning.kind == "command":
            from counter_app.ui.commands import obey  # noqa: PLC0415 - after the first paint

            obey(self, meaning)
            return
        if self.session.feeder is not None and self._fed(meaning):
            return
        if self.isActiveWindow() and self.page().scanned(meaning):
            return
        if meaning.kind in ("receipt", "code"):
            from counter_app.services import queries  # noqa: PLC0415 - after the first paint

            self.show_page("dossier", queries.identify(self.session.desk, meaning.value))
        elif meaning.kind == "card":
            self.show_page(*self.page().card_place())
            self.page().scanned(meaning)
        elif meaning.kind in ("acknowledgement", "node_card"):
            self.show_page("exchange")
            self.page().scanned(meaning)
        else:
            raise UserError(meaning.sentence)

    def _fed(self, meaning: "ScanMeaning") -> bool:
        from counter_app.ui.feeder import Feeder  # noqa: PLC0415 - it is open, so it is loaded

        feeder = self.session.feeder
        return isinstance(feeder, Feeder) and feeder.take_scan(meaning)

    def _station_changed(self) -> None:
        if isinstance(app := QApplication.instance(), QApplication):
            theme.apply(app, self.session.station.theme)
        lamps.refresh(self.session)

    def _after_first_paint(self) -> None:
        self.painted.emit()
        lamps.refresh(self.session)
