"""Paper out of a printer: the pages of a PDF, drawn at the printer's own resolution.

This only prints. What became of it is recorded by the caller, through the services, because
a receipt is committed before it is printed and "not printed yet" must stay visible.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QPointF, QSize, QSizeF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from counter_app.config import FILE_PRINTER
from counter_app.core.records import PrintOutcome
from counter_app.errors import DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.services import files
from counter_app.ui import print_queue, print_targets
from counter_app.ui.print_queue import Job
from counter_app.ui.print_targets import Target
from counter_app.ui.session import Session


@dataclass(frozen=True, slots=True)
class Printed:
    """What became of a print, said in one sentence; ``printer`` is the name for the journal.

    ``job`` is what a queue took: only it knows what becomes of that.
    """

    outcome: PrintOutcome
    sentence: str
    printer: str = ""
    job: Job | None = None


def printer_names() -> list[str]:
    """The printers of this PC."""
    return list(QPrinterInfo.availablePrinterNames())


def not_drawn(printer: str) -> Printed:
    """What becomes of a form that could not be drawn."""
    return Printed(
        PrintOutcome.FAILED, _("Not printed: the form could not be drawn. Print it again."), printer
    )


def print_pdf(session: Session, pdf: bytes, name: str, target: Target | None = None) -> Printed:
    """Print ``pdf`` on ``target``, the printer of sheets unless given, or into the folder of papers.

    ``name`` is that of the file and of the job. Nothing here belongs into the window's thread.
    """
    target = target or print_targets.for_sheets(session.station)
    chosen = target.printer
    if not chosen:
        return Printed(
            PrintOutcome.FAILED,
            _("Not printed: no printer is chosen. Choose one under F9, then print again."),
        )
    if chosen == FILE_PRINTER:
        return _into_file(session.desk.home.papers, pdf, name)
    if chosen not in printer_names():
        return Printed(
            PrintOutcome.FAILED,
            _("Not printed: the printer {printer} is not found. Switch it on, then print again.").format(
                printer=chosen
            ),
            chosen,
        )
    before = print_queue.before_printing(chosen)
    printer = QPrinter(QPrinterInfo.printerInfo(chosen), QPrinter.PrinterMode.HighResolution)
    printed = _on_paper(printer, pdf, name, target.dpi, chosen)
    if printed.outcome is PrintOutcome.PRINTED:
        return replace(printed, job=Job(chosen, name, before or frozenset()))
    return printed


def print_to_pdf(pdf: bytes, path: Path, dpi: int) -> Printed:
    """Print ``pdf`` the way a printer would, dots and all, into the file ``path``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return _on_paper(printer, pdf, path.stem, dpi, path.name)


def _into_file(folder: Path, pdf: bytes, name: str) -> Printed:
    path = folder / f"{name}.pdf"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        files.write_file(path, pdf)
    except OSError as error:
        words = _("Not printed: the file {path} cannot be written ({reason}).")
        return Printed(PrintOutcome.FAILED, words.format(path=path, reason=error.strerror), FILE_PRINTER)
    except DeviceProblem as error:
        return Printed(PrintOutcome.FAILED, _("Not printed: {reason}").format(reason=error), FILE_PRINTER)
    return Printed(PrintOutcome.PRINTED, _("Printed into {path}.").format(path=path), FILE_PRINTER)


def _on_paper(printer: QPrinter, pdf: bytes, name: str, dpi: int, shown: str) -> Printed:
    buffer = QBuffer()
    buffer.setData(QByteArray(pdf))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document = QPdfDocument()
    document.load(buffer)
    pages = document.pageCount()
    if pages < 1:
        return not_drawn(shown)
    printer.setDocName(name)
    printer.setResolution(dpi)
    printer.setFullPage(True)
    printer.setPageSize(_page_size(document.pagePointSize(0)))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter()
    if not painter.begin(printer):
        return Printed(
            PrintOutcome.FAILED,
            _("Not printed: {printer} took no paper. Look at the printer, then print again.").format(
                printer=shown
            ),
            shown,
        )
    drawn = all(_draw_page(painter, printer, document, page) for page in range(pages))
    ended = painter.end()
    document.close()
    if drawn and ended and printer.printerState() is not QPrinter.PrinterState.Error:
        return Printed(PrintOutcome.PRINTED, _("Printed on {printer}.").format(printer=shown), shown)
    return Printed(
        PrintOutcome.UNKNOWN,
        _("It is not certain that {printer} printed everything: look at the paper, then print again.").format(
            printer=shown
        ),
        shown,
    )


def _draw_page(painter: QPainter, printer: QPrinter, document: QPdfDocument, page: int) -> bool:
    if page and not printer.newPage():
        return False
    points = document.pagePointSize(page)
    dots = printer.resolution() / 72
    size = QSize(round(points.width() * dots), round(points.height() * dots))
    image = document.render(page, size)
    if image.isNull():
        return False
    sheet = QImage(size, QImage.Format.Format_Grayscale8)
    sheet.fill(255)
    whitening = QPainter(sheet)
    whitening.drawImage(0, 0, image)
    whitening.end()
    painter.drawImage(QPointF(0, 0), sheet)
    return True


def _page_size(points: QSizeF) -> QPageSize:
    """The standard size of these points where there is one, so that a driver finds its tray."""
    return QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
