"""The calibration page of a printer, and the width of bars that follows from what was scanned back."""

from collections.abc import Collection
from datetime import datetime

from counter_app.core.papers import Sheet
from counter_app.i18n import decimal_mark
from counter_app.i18n import gettext as _


def page(printer: str, at: datetime, sheet: Sheet = Sheet.A5, dpi: int = 300, roll_width: int = 80) -> bytes:
    """The calibration page (trang cân chỉnh) for ``printer`` as PDF: rulers, margins, a ladder of bars."""
    from counter_app.documents import calibration as form  # noqa: PLC0415 - only when something is drawn

    words = {
        "title": _("Calibration page of the printer"),
        "margins": _("The thin frame must be whole on all four sides."),
        "ruler": _(
            "Lay a ruler on both: each is 50 mm long. If not, switch off “fit to page” at the printer."
        ),
        "ladder": _("Scan the bars from the top down while this page stands under F9, Printing."),
        "rung": _("{dots} dots = {width} mm"),
    }
    told = _("{printer}, {dpi} dots per inch, {day} {time}").format(
        printer=printer, dpi=dpi, day=f"{at:%d/%m/%Y}", time=f"{at:%H:%M}"
    )
    paper = form.CalibrationPaper(words=words, lines=(told,), decimal=decimal_mark())
    return form.draw(paper, sheet, dpi, roll_width)


def ladder(dpi: int) -> tuple[int, ...]:
    """The widths of bars on the page, in dots, the narrowest first."""
    from counter_app.documents import calibration as form  # noqa: PLC0415

    return form.rungs(dpi)


def usual(dpi: int) -> int:
    """The width in dots that is used where no page was scanned back: the fewest that make 0.33 mm."""
    from counter_app.documents.symbols import usual_dots  # noqa: PLC0415

    return usual_dots(dpi)


def width_mm(dots: int, dpi: int) -> float:
    """So many dots in mm."""
    return dots * 25.4 / dpi


def best(read: Collection[int], dpi: int) -> int:
    """The width in dots for receipts, after the rungs ``read`` were scanned back; 0 where none was.

    The usual width, unless it did not read: then the next wider one that did, and where none
    did the widest that reads at all. A narrower one that reads is no reason to print it: paper
    creases, toner fades, and other offices have other scanners.
    """
    readable = sorted(set(read) & set(ladder(dpi)))
    if not readable:
        return 0
    wide = [one for one in readable if one >= usual(dpi)]
    return wide[0] if wide else readable[-1]
