"""The page of administration: its sections, each with at most one main action."""

from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from counter_app.i18n import gettext as _
from counter_app.ui import say, theme
from counter_app.ui.pages.office.backup import BackupSection
from counter_app.ui.pages.office.calendar import CalendarSection
from counter_app.ui.pages.office.catalogue import CatalogueSection
from counter_app.ui.pages.office.feeder_order import FeederSection
from counter_app.ui.pages.office.law import LawSection
from counter_app.ui.pages.office.officers import OfficersSection
from counter_app.ui.pages.office.printers import PrinterSection
from counter_app.ui.pages.office.scanner_section import ScannerSection
from counter_app.ui.pages.office.section import KEYS, Section
from counter_app.ui.pages.office.station import StationSection
from counter_app.ui.pages.page import NARROW_WIDTH, Page
from counter_app.ui.widgets import FocusScroll, KeyCap, Label, PrimaryButton, Segmented

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning

S = TypeVar("S", bound=Section)

#: The sections in the order of their keys.
SECTIONS: tuple[type[Section], ...] = (
    StationSection,
    OfficersSection,
    CalendarSection,
    CatalogueSection,
    BackupSection,
    LawSection,
    PrinterSection,
    FeederSection,
    ScannerSection,
)

_KEYS = f"Ctrl+1…{len(SECTIONS)}"


class OfficePage(Page):
    """This computer, officers, calendar, catalogue, backup, forms, printing, feeder, scanner."""

    id = "office"
    key = "F9"
    icon = "settings_20"

    def _build(self) -> None:
        titles = (
            _("This computer"),
            _("Officers"),
            _("Calendar"),
            _("Catalogue"),
            _("Backup"),
            _("Forms"),
            _("Printing"),
            _("Feeder"),
            _("Scanner"),
        )
        self._made: dict[type[Section], Section] = {}
        self._width = NARROW_WIDTH
        self.choice = Segmented(list(enumerate(titles)), name=_("Section"))
        self.stack = QStackedWidget()
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(Label(_("Settings"), theme.TITLE, 600))
        head.addWidget(self.choice)
        head.addWidget(KeyCap(_KEYS))
        head.addStretch(1)
        self.primary_button = PrimaryButton("", "Ctrl+Enter")
        self.foot = QWidget()
        foot = QHBoxLayout(self.foot)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addStretch(1)
        foot.addWidget(self.primary_button)
        column = self.column()
        column.addLayout(head)
        column.addWidget(FocusScroll(self.stack), 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        self.choice.changed.connect(self._show_section)
        self.primary_button.clicked.connect(lambda: say.attempt(self, self.primary))
        for keys in KEYS:
            self.hot_key(keys, partial(self._section_key, keys))

    def open(self, _argument: Any = None) -> None:
        self._show_section(self.choice.value())

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        self._width = width
        for section in self._made.values():
            section.fit(width)

    def section(self) -> Section:
        """The section shown."""
        shown: type[Section] = SECTIONS[self.choice.value()]
        return self.section_of(shown)

    def section_of(self, kind: type[S]) -> S:
        """The section of that kind, made when it is first wanted."""
        made = self._made.get(kind)
        if not isinstance(made, kind):
            made = self._made[kind] = kind(self.session)
            self.stack.addWidget(made)
            made.action_changed.connect(self._show_action)
            made.fit(self._width)
        return made

    def idle_hint(self) -> tuple[str, str]:
        return _("Section"), _KEYS

    def show_problem(self, field: str, sentence: str) -> bool:
        found = self.section().fields().get(field)
        if found is None:
            return False
        found.set_problem(sentence)
        found.setFocus()
        return True

    def choose(self, n: int) -> None:
        self.choice.choose(n)

    def primary(self) -> None:
        self.section().primary()

    def scanned(self, meaning: "ScanMeaning") -> bool:
        return self.section().scanned(meaning)

    def escape(self) -> None:
        if self.section().escape():
            return
        self.session.open_page("back")

    def _show_section(self, _number: int) -> None:
        section = self.section()
        self.stack.setCurrentWidget(section)
        say.attempt(self, section.refresh)
        self._show_action()

    def _show_action(self) -> None:
        section = self.section()
        self.foot.setVisible(bool(section.action))
        self.primary_button.set_words(section.action)

    def _section_key(self, keys: str) -> None:
        act = self.section().hot_keys().get(keys)
        if act is not None:
            say.attempt(self, act)
