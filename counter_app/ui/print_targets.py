"""Which printer of this PC a paper goes to, and how its dots are: sheets, 80 mm rolls, labels."""

from dataclasses import dataclass

from counter_app.config import FILE_PRINTER, Workstation, bars_key
from counter_app.core.papers import Sheet


@dataclass(frozen=True, slots=True)
class Target:
    """A printer with its dots an inch; ``bar_dots`` is the width of the narrowest bar that was found to
    read on it, 0 where its calibration page was not scanned back."""

    printer: str
    dpi: int
    bar_dots: int = 0


@dataclass(frozen=True, slots=True)
class ReceiptLook:
    """What receipts of this PC are drawn for: the same for the preview and for the paper."""

    sheet: Sheet
    dpi: int
    bar_dots: int
    roll_width: int


def receipt_look(station: Workstation) -> ReceiptLook:
    """How receipts are drawn at this PC."""
    target = for_receipts(station)
    return ReceiptLook(Sheet(station.sheet), target.dpi, target.bar_dots, station.roll_width)


def for_sheets(station: Workstation) -> Target:
    """The printer of A4 and A5: slips, letters, lists."""
    return _target(station, station.printer, station.dpi)


def for_receipts(station: Workstation) -> Target:
    """The printer of receipts: that of the sheets, or the roll's where receipts are printed on a roll."""
    if station.sheet == Sheet.ROLL:
        return _target(station, station.roll_printer or station.printer, station.roll_dpi)
    return for_sheets(station)


def prints_sheets(station: Workstation) -> bool:
    """Whether this PC prints sheets beside its receipts: a printer that has the roll in it does not."""
    if station.sheet != Sheet.ROLL or station.printer == FILE_PRINTER:
        return True
    return bool(station.printer) and station.roll_printer not in ("", station.printer)


def for_labels(station: Workstation) -> Target:
    """The printer of folder labels; its name is empty where there is none."""
    return _target(station, station.label_printer, station.label_dpi)


def _target(station: Workstation, printer: str, dpi: int) -> Target:
    return Target(printer, dpi, station.bar_dots.get(bars_key(printer, dpi), 0))
