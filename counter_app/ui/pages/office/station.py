"""Settings of this computer: its counter, printer, paper, language and look."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app import __version__
from counter_app.config import FILE_PRINTER, Workstation
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section, in_pairs
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Choice, Facts, Field, Label, Segmented, Titled

_DPI = (203, 300, 600, 1200)
_SCALES = (0, 100, 125, 150, 175, 200)


class StationSection(Section):
    """Left what can be set, right what this office and this program are."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.action = _("Save and use at once")
        self._build()

    def _build(self) -> None:
        self.counter = Field(
            _("Counter of this computer"), _("as on the sign, like “Quầy 1”"), name="counter", limit=40
        )
        self.printer = Choice(_("Printer"))
        self.sheet = Segmented(
            (("a5", "A5"), ("a4", "A4"), ("a4-two-up", _("2 on A4")), ("roll80", _("80 mm roll"))),
            name=_("Paper of the receipt"),
        )
        self.dpi = Choice(_("Dots per inch"), [(one, _("{n} dots per inch").format(n=one)) for one in _DPI])
        self.language = Segmented((("vi", "Tiếng Việt"), ("en", "English")), name=_("Language"))
        self.theme = Segmented(
            (("system", _("as the system")), ("light", _("light")), ("dark", _("dark"))), name=_("Look")
        )
        self.scale = Choice(_("Size on the screen"), [(one, _scale_words(one)) for one in _SCALES])
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self._settings(), 3)
        row.addWidget(self._about(), 2)

    def _settings(self) -> Card:
        card = Card(_("This computer"), gap=12)
        parts: tuple[tuple[QWidget, QWidget], ...] = (
            (self.counter, Titled(_("Printer"), self.printer)),
            (Titled(_("Paper of the receipt"), self.sheet), Titled(_("Sharpness of the printer"), self.dpi)),
            (Titled(_("Language"), self.language), Titled(_("Look"), self.theme)),
            (Titled(_("Size on the screen"), self.scale), QWidget()),
        )
        card.add(in_pairs(parts, 12))
        card.body.addSpacing(4)
        note = _(
            "The sharpness is the printer's own; the bars of the receipt are drawn in whole dots of it. "
            "The size on the screen holds from the next start. "
            "An officer who has a counter of their own works under that one."
        )
        card.add(Label(note, theme.EXPLAIN, tone="text2", wrap=True))
        card.body.addStretch(1)
        return card

    def _about(self) -> Card:
        card = Card(_("This office"), gap=8)
        office = self.session.desk.office
        facts = Facts(gap=6, name_width=120)
        facts.show_facts(
            (
                (_("Office"), office.name),
                (_("Desk"), office.desk),
                (_("Unit identifier"), office.unit_id),
                (_("Node"), office.node),
                (_("Opening hours"), office.opening_hours),
                (_("Telephone"), office.phone),
                (_("Program"), f"counter-app {__version__}"),
                (_("Files"), str(self.session.desk.home.root)),
            )
        )
        card.add(facts)
        card.body.addStretch(1)
        return card

    def refresh(self) -> None:
        from counter_app.ui.printing import printer_names  # noqa: PLC0415 - a large library, not for start-up

        station = self.session.station
        printers: list[tuple[object, str]] = [("", _("none chosen yet")), (FILE_PRINTER, _("into files"))]
        printers += [(name, name) for name in printer_names()]
        if station.printer not in [value for value, _name in printers]:
            printers.append((station.printer, _("{printer} (not found)").format(printer=station.printer)))
        self.printer.set_choices(printers)
        if station.dpi not in _DPI:
            known = [*_DPI, station.dpi]
            self.dpi.set_choices([(one, _("{n} dots per inch").format(n=one)) for one in known])
        self.counter.set_text(station.counter)
        for control, value in self._controls(station):
            control.set_value(value)

    def _controls(self, station: Workstation) -> tuple[tuple[Choice | Segmented, object], ...]:
        return (
            (self.printer, station.printer),
            (self.sheet, station.sheet),
            (self.dpi, station.dpi),
            (self.language, station.language),
            (self.theme, station.theme),
            (self.scale, station.scale),
        )

    def primary(self) -> None:
        """Keep the settings and use them.

        Raises:
            BadInput: the counter has no name.
            DeviceProblem: the settings cannot be saved.
        """
        if not self.counter.text():
            raise BadInput(_("Name the counter as on its sign, like “Quầy 1”."), "counter")
        before = self.session.station.scale
        self.session.change_station(
            counter=self.counter.text(),
            printer=str(self.printer.value() or ""),
            sheet=self.sheet.value(),
            dpi=int(str(self.dpi.value())),
            language=self.language.value(),
            theme=self.theme.value(),
            scale=int(str(self.scale.value())),
        )
        if self.session.station.scale != before:
            self.session.say("done", _("Saved and in use; the size on the screen from the next start."))
        else:
            self.session.say("done", _("The settings of this computer are saved and in use."))

    def fields(self) -> dict[str, Field]:
        return {"counter": self.counter}


def _scale_words(percent: int) -> str:
    return f"{percent} %" if percent else _("as the system")
