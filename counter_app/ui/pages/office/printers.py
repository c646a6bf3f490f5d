"""Rolls, labels and the calibration page: what the printers of this computer can do."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.config import FILE_PRINTER, bars_key
from counter_app.core.papers import Sheet
from counter_app.core.records import PrintOutcome
from counter_app.errors import NotAllowed
from counter_app.i18n import decimal_mark
from counter_app.i18n import gettext as _
from counter_app.services import calibration
from counter_app.ui import print_targets, say, theme
from counter_app.ui.pages.office.section import Section, in_pairs
from counter_app.ui.paper_keys import LABEL_KEY
from counter_app.ui.receipts import Printed, print_apart
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Choice, Facts, IconLabel, Label, PlainButton, Titled

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning

_DPI = (203, 300, 600)
_WIDTHS = (80, 72)
PAGE_KEY, FORGET_KEY = "Ctrl+G", "Ctrl+U"


class PrinterSection(Section):
    """Left the printers beside that of the sheets, right the calibration of that of the receipts."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.action = _("Save and use at once")
        self._read: set[int] = set()
        self._build()

    def _build(self) -> None:
        self.roll_printer, self.label_printer = Choice(_("Printer of rolls")), Choice(_("Printer of labels"))
        dots = [(one, _("{n} dots per inch").format(n=one)) for one in _DPI]
        self.roll_dpi = Choice(_("Dots per inch of the rolls"), dots)
        self.label_dpi = Choice(_("Dots per inch of the labels"), dots)
        widths = [(one, _("{n} mm").format(n=one)) for one in _WIDTHS]
        self.roll_width = Choice(_("Width of the page"), widths)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self._printers(), 3)
        row.addWidget(self._calibration(), 2)

    def _printers(self) -> Card:
        card = Card(_("Rolls and labels"), gap=theme.GAP)
        parts: tuple[tuple[QWidget, QWidget], ...] = (
            (Titled(_("Printer of rolls"), self.roll_printer), Titled(_("Its sharpness"), self.roll_dpi)),
            (Titled(_("Width of the page in its driver"), self.roll_width), QWidget()),
            (Titled(_("Printer of labels"), self.label_printer), Titled(_("Its sharpness"), self.label_dpi)),
        )
        card.add(in_pairs(parts, theme.GAP))
        note = _(
            "Receipts go to the roll when “80 mm roll” is the paper of the receipt under This computer; "
            "other papers stay on sheets. A label is 80 x 30 mm: {key} prints that of the dossier at hand."
        ).format(key=LABEL_KEY)
        card.add(Label(note, theme.EXPLAIN, tone="text2", wrap=True))
        card.body.addStretch(1)
        return card

    def _calibration(self) -> Card:
        card = Card(_("Width of the bars on receipts"), gap=8)
        self.result = IconLabel("", "", "text2", size=theme.BASE, weight=600, wrap=True, gap=8)
        self.facts = Facts(gap=4, name_width=130)
        self.page_button = PlainButton(_("Print the calibration page"), PAGE_KEY)
        self.page_button.clicked.connect(lambda: say.attempt(self.session, self.print_page))
        self.forget_button = PlainButton(_("The usual width again"), FORGET_KEY)
        self.forget_button.clicked.connect(lambda: say.attempt(self.session, self.forget))
        told = _(
            "Print the page, lay a ruler on it, then scan its bars here from the top down. The usual width "
            "stays unless it does not read; then the next wider one that reads is kept for this printer."
        )
        card.add(self.result)
        card.add(self.facts)
        card.add(Label(told, theme.EXPLAIN, tone="text2", wrap=True))
        card.body.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.page_button)
        buttons.addWidget(self.forget_button)
        buttons.addStretch(1)
        card.add(buttons)
        return card

    def refresh(self) -> None:
        from counter_app.ui.printing import printer_names  # noqa: PLC0415 - a large library, not for start-up

        station = self.session.station
        names: list[tuple[object, str]] = [(name, name) for name in printer_names()]
        for choice, kept, nothing in (
            (self.roll_printer, station.roll_printer, _("the printer of sheets")),
            (self.label_printer, station.label_printer, _("none chosen yet")),
        ):
            offered = [("", nothing), (FILE_PRINTER, _("into files")), *names]
            if kept not in [value for value, _name in offered]:
                offered.append((kept, _("{printer} (not found)").format(printer=kept)))
            choice.set_choices(offered)
            choice.set_value(kept)
        self.roll_dpi.set_value(station.roll_dpi)
        self.label_dpi.set_value(station.label_dpi)
        self.roll_width.set_value(station.roll_width)
        self._read.clear()
        self._show_width()

    def primary(self) -> None:
        """Keep the settings and use them.

        Raises:
            DeviceProblem: the settings cannot be saved.
        """
        self.session.change_station(
            roll_printer=str(self.roll_printer.value() or ""),
            roll_dpi=int(str(self.roll_dpi.value())),
            roll_width=int(str(self.roll_width.value())),
            label_printer=str(self.label_printer.value() or ""),
            label_dpi=int(str(self.label_dpi.value())),
        )
        self._show_width()
        self.session.say("done", _("The settings of this computer are saved and in use."))

    def hot_keys(self) -> Mapping[str, Callable[[], object]]:
        return {PAGE_KEY: self.print_page, FORGET_KEY: self.forget}

    def print_page(self) -> None:
        """Print the calibration page of the printer of receipts.

        Raises:
            NotAllowed: no printer is chosen.
        """
        session, station = self.session, self.session.station
        target = print_targets.for_receipts(station)
        if not target.printer:
            raise NotAllowed(_("No printer is chosen yet. Choose one under This computer first."))
        self._read.clear()
        at, sheet = session.now(), Sheet(station.sheet)

        def draw() -> bytes:
            return calibration.page(target.printer, at, sheet, target.dpi, station.roll_width)

        session.say("info", _("Printing the calibration page on {printer}.").format(printer=target.printer))
        print_apart(session, draw, "calibration", self._printed, target)

    def forget(self) -> None:
        """Print bars of the usual width again.

        Raises:
            DeviceProblem: the settings cannot be saved.
        """
        self._read.clear()
        self._keep(0)
        self.session.say("done", _("The bars have the usual width again."))

    def scanned(self, meaning: "ScanMeaning") -> bool:
        """A rung of the ladder was scanned back: it reads, and the width that follows is kept."""
        if meaning.kind != "calibration":
            return False
        target, dots = print_targets.for_receipts(self.session.station), int(meaning.value)
        if dots not in calibration.ladder(target.dpi):
            words = _("These bars are of the page of another printer. Print the page of {printer} first.")
            raise NotAllowed(words.format(printer=target.printer))
        self._read.add(dots)
        self._keep(calibration.best(self._read, target.dpi))
        width = _width(dots, target.dpi)
        self.session.say("done", _("Read: {width}.").format(width=width), thing=width)
        return True

    def _keep(self, dots: int) -> None:
        station = self.session.station
        target = print_targets.for_receipts(station)
        key = bars_key(target.printer, target.dpi)
        kept = {name: one for name, one in station.bar_dots.items() if name != key}
        self.session.change_station(bar_dots=kept | ({key: dots} if dots else {}))
        self._show_width()

    def _show_width(self) -> None:
        target = print_targets.for_receipts(self.session.station)
        usual = calibration.usual(target.dpi)
        if target.bar_dots:
            words = _("{width}, found on this printer").format(width=_width(target.bar_dots, target.dpi))
            self.result.show_words("checkmark_circle_16_regular", words, "good")
        else:
            words = _("{width}, the usual one; not tried on this printer yet")
            self.result.show_words("info_16_regular", words.format(width=_width(usual, target.dpi)), "text2")
        printer = _("into files") if target.printer == FILE_PRINTER else target.printer
        told = [(_("Printer of receipts"), printer or _("none chosen yet"))]
        if self._read:
            read = ", ".join(_width(one, target.dpi) for one in sorted(self._read))
            told.append((_("Read so far"), read))
        self.facts.show_facts(told)

    def _printed(self, printed: Printed) -> None:
        kind = "done" if printed.outcome is PrintOutcome.PRINTED else "caution"
        self.session.say(kind, printed.sentence)


def _width(dots: int, dpi: int) -> str:
    mm = f"{calibration.width_mm(dots, dpi):.2f}".replace(".", decimal_mark())
    return _("{dots} dots ({mm} mm)").format(dots=dots, mm=mm)
