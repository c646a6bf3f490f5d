"""Which width of bars follows from the rungs that a scanner read back."""

import pytest

from counter_app import i18n
from counter_app.core.papers import Sheet
from counter_app.services import calibration
from tests.conftest import NOW
from tests.documents.page_readers import page_texts


@pytest.mark.parametrize(
    ("read", "dots"),
    [
        ((), 0),
        ((2, 3, 4, 5), 4),  # the usual width reads: nothing narrower is printed
        ((4,), 4),
        ((5,), 5),  # it does not: the next wider one
        ((2, 3), 3),  # nothing as wide reads: the widest that does
        ((1, 99), 0),  # no rungs of this page
    ],
)
def test_the_usual_width_unless_it_does_not_read(read: tuple[int, ...], dots: int) -> None:
    assert calibration.usual(300) == 4
    assert calibration.best(read, 300) == dots


def test_the_page_names_its_printer_and_the_widths() -> None:
    (text,) = page_texts(calibration.page("Xprinter 80", NOW, Sheet.ROLL, 203, 72))
    assert "Xprinter 80, 203 dots per inch" in text
    for words in ("2 dots = 0.25 mm", "3 dots = 0.38 mm", "4 dots = 0.50 mm"):
        assert words in text
    i18n.use("vi")
    (text,) = page_texts(calibration.page("Xprinter 80", NOW, Sheet.ROLL, 203, 72))
    for words in ("2 điểm = 0,25 mm", "3 điểm = 0,38 mm", "4 điểm = 0,50 mm"):
        assert words in text
    assert calibration.width_mm(3, 203) == pytest.approx(0.3754, abs=0.0001)
