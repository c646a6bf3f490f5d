"""Paper: dots of the printer, pages in order, and a sentence for every way in which it can fail."""

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtPdf import QPdfDocument

from counter_app.config import Home
from counter_app.core.papers import Sheet
from counter_app.core.records import NewDossier, PrintOutcome
from counter_app.services import papers, reception
from counter_app.services.desk import Desk
from counter_app.ui import printing
from counter_app.ui.session import Session
from counter_app.ui.widgets import Preview
from counter_app.ui.widgets.preview import page_image
from tests.conftest import NOW


@pytest.fixture
def receipt(session: Session, desk: Desk, new_dossier: Callable[..., NewDossier]) -> tuple[str, bytes]:
    state = reception.receive(desk, new_dossier(), session.officer, NOW)
    return state.scan_number, papers.receipt(desk, state.scan_number, Sheet.A5, session.officer, NOW)


@pytest.mark.parametrize("dpi", [203, 300, 600])
def test_the_bars_survive_the_way_to_paper(receipt: tuple[str, bytes], tmp_path: Path, dpi: int) -> None:
    number, pdf = receipt
    out = tmp_path / "paper.pdf"
    assert printing.print_to_pdf(pdf, out, dpi).outcome is PrintOutcome.PRINTED

    printed, drawn = pypdfium2.PdfDocument(out), pypdfium2.PdfDocument(pdf)
    assert len(printed) == len(drawn)
    assert printed[0].get_size() == pytest.approx(drawn[0].get_size(), abs=1.5)
    picture = printed[0].render(scale=dpi / 72).to_pil()
    assert number in {one.text for one in zxingcpp.read_barcodes(picture)}


def test_printing_into_files(session: Session, home: Home, receipt: tuple[str, bytes]) -> None:
    printed = printing.print_pdf(session, receipt[1], "H99.017-261123-0001")
    assert printed.outcome is PrintOutcome.PRINTED
    assert (home.papers / "H99.017-261123-0001.pdf").read_bytes() == receipt[1]


def test_a_folder_that_cannot_be_written(session: Session, home: Home, receipt: tuple[str, bytes]) -> None:
    home.papers.write_text("in the way")
    printed = printing.print_pdf(session, receipt[1], "x")
    assert printed.outcome is PrintOutcome.FAILED
    assert str(home.papers) in printed.sentence


@pytest.mark.parametrize(
    ("printer", "words"), [("", "no printer is chosen"), ("No such printer", "is not found")]
)
def test_no_printer_is_a_sentence(
    session: Session, receipt: tuple[str, bytes], printer: str, words: str
) -> None:
    session.change_station(printer=printer)
    printed = printing.print_pdf(session, receipt[1], "x")
    assert printed.outcome is PrintOutcome.FAILED
    assert words in printed.sentence


def test_what_is_no_form_is_not_printed(tmp_path: Path) -> None:
    assert printing.print_to_pdf(b"%PDF-1.4 nonsense", tmp_path / "x.pdf", 300).outcome is PrintOutcome.FAILED


def test_the_preview_shows_the_form_at_the_width_there_is(
    receipt: tuple[str, bytes], show: Callable[..., Preview], tmp_path: Path
) -> None:
    preview = show(Preview(), 382, 250)
    preview.show_pdf(receipt[1])
    preview.grab().save(str(tmp_path / "shown.png"))
    with Image.open(tmp_path / "shown.png") as shown:
        upper = shown.convert("L").crop((20, 10, 362, 150))
    assert upper.getextrema()[0] < 120, "letters are drawn"
    preview.show_pdf(b"")
    preview.grab().save(str(tmp_path / "empty.png"))
    with Image.open(tmp_path / "empty.png") as shown:
        assert shown.convert("L").crop((20, 10, 362, 150)).getextrema()[0] > 240


def test_a_page_is_drawn_as_qt_itself_measures_it(receipt: tuple[str, bytes], tmp_path: Path) -> None:
    (tmp_path / "form.pdf").write_bytes(receipt[1])
    document = QPdfDocument()
    document.load(str(tmp_path / "form.pdf"))
    size = document.pagePointSize(0)
    assert page_image(receipt[1], 400).size() == QSize(400, round(400 * size.height() / size.width()))
    assert page_image(b"nonsense", 400).isNull()
