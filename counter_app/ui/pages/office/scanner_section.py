"""The scanner of this computer: where it is plugged in, and what arrives when it reads something."""

from PySide6.QtWidgets import QApplication, QHBoxLayout

from counter_app.core.scan import ScanKind, ScanMeaning
from counter_app.core.scanner_doctor import Arrival, findings
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.scanner import Scanner
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Choice, Facts, IconLabel, Label, Titled

#: So many findings can stand together: one of the keyboard, suffix, pace.
_LINES = 3
_SHOWN = 40


class ScannerSection(Section):
    """Left the port, right the test: a scan that arrives while the section is shown opens nothing."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.action = _("Save and use at once")
        self._scanner: Scanner | None = None
        self._build()

    def _build(self) -> None:
        settings = Card(_("Scanner of this computer"), gap=theme.GAP)
        self.port = Choice(_("How the scanner is connected"))
        settings.add(Titled(_("How the scanner is connected"), self.port))
        words = _(
            "A scanner that types like a keyboard needs no setting. One set to a serial port (USB-COM) "
            "is better where cards are read: marks arrive whole, and no input method comes between. "
            "Unplugged and plugged in again, it is found by itself."
        )
        settings.add(Label(words, theme.EXPLAIN, tone="text2", wrap=True))
        settings.body.addStretch(1)
        doctor = Card(_("Test"), gap=8)
        self.asked = IconLabel(
            "barcode_scanner_20_regular", "", "text", size=theme.BASE, wrap=True, icon_size=20
        )
        self.facts = Facts(gap=4, name_width=120)
        self.lines = [IconLabel(size=theme.BASE, wrap=True, gap=8) for _line in range(_LINES)]
        doctor.add(self.asked)
        doctor.add(self.facts)
        for line in self.lines:
            doctor.add(line)
            line.hide()
        doctor.body.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(settings, 1)
        row.addWidget(doctor, 1)
        self.asked.label.setText(
            _("Scan a receipt or a citizen card now. Here it opens nothing; what arrives is shown.")
        )

    def refresh(self) -> None:
        from counter_app.ui.serial_scanner import port_names  # noqa: PLC0415 - a library, not for start-up

        chosen = self.session.station.scanner_port
        ports: list[tuple[object, str]] = [("", _("types like a keyboard"))]
        ports += [(name, _("serial port {port}").format(port=name)) for name in port_names()]
        if chosen not in [value for value, _name in ports]:
            ports.append((chosen, _("{port} (not found)").format(port=chosen)))
        self.port.set_choices(ports)
        self.port.set_value(chosen)
        self._hear()

    def primary(self) -> None:
        """Keep the port and listen there.

        Raises:
            DeviceProblem: the settings cannot be saved.
        """
        self.session.change_station(scanner_port=str(self.port.value() or ""))
        self.session.say("done", _("The scanner's setting is saved and in use."))

    def scanned(self, _meaning: ScanMeaning) -> bool:
        return True

    def show_arrival(self, arrival: Arrival) -> None:
        """Show what arrived, and what is to be put right."""
        from counter_app.core.scan import meaning  # noqa: PLC0415

        kind = _kind_words(meaning(arrival.text).kind)
        ends = _("serial line") if arrival.serial else arrival.suffix or _("no character")
        facts = [
            (_("Read as"), kind),
            (_("Arrived"), _short(arrival.shown)),
            (_("Behind it"), ends),
        ]
        if not arrival.serial:
            facts.append((_("Pace"), _("{gap} ms a character").format(gap=round(arrival.gap_ms))))
        self.facts.show_facts(facts)
        found = findings(arrival)
        for place, line in enumerate(self.lines):
            line.setVisible(place < len(found))
            if place < len(found):
                wrong = found[place].wrong
                icon = "warning_16_regular" if wrong else "checkmark_circle_16_regular"
                line.show_words(icon, found[place].sentence, "caution" if wrong else "good")
        self.session.say("caution" if found[0].wrong else "done", found[0].sentence)

    def _hear(self) -> None:
        """Follow the one scanner of the program."""
        app = QApplication.instance()
        scanner = app.findChild(Scanner) if app is not None else None
        if scanner is not None and scanner is not self._scanner:
            self._scanner = scanner
            scanner.arrived.connect(self._arrived)

    def _arrived(self, arrival: Arrival) -> None:
        if self.isVisible():
            self.show_arrival(arrival)


def _kind_words(kind: ScanKind) -> str:
    return {
        ScanKind.RECEIPT: _("receipt of this program"),
        ScanKind.CODE: _("dossier code"),
        ScanKind.CARD: _("citizen card"),
        ScanKind.SHELF: _("label of a shelf"),
        ScanKind.COMMAND: _("command card"),
        ScanKind.CALIBRATION: _("bars of the calibration page"),
        ScanKind.ACKNOWLEDGEMENT: _("acknowledgement of an office"),
        ScanKind.NODE_CARD: _("key of an office"),
    }.get(kind, _("not of this desk"))


def _short(text: str) -> str:
    """The beginning of what arrived; of a card only the number's end, for others may see the screen."""
    number, bar, _rest = text.partition("|")
    if bar:
        return f"…{number[-4:]}|…"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
