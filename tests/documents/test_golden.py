"""The printed forms, compared with what they looked like when they were last looked at.

To take the forms of today for right, look at them and run
``COUNTER_TAKE_REFERENCE=1 pytest tests/documents/test_golden.py``: it writes the text and the
picture of each page into ``tests/reference``; compare the pictures before they are committed.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from counter_app.core.papers import Sheet
from counter_app.documents import calibration as calibration_form
from counter_app.documents import exchange_page as exchange_form
from counter_app.documents import posting as posting_form
from counter_app.documents import receipt as receipt_form
from counter_app.documents import register
from counter_app.documents import slip as slip_form
from tests.documents.golden import REFERENCE, references, require_same_pictures, require_same_text
from tests.documents.paper_makers import hard_receipt, ledger, pack, posting, receipt
from tests.documents.slip_makers import FORMS as SLIPS
from tests.documents.slip_makers import slip
from tests.documents.test_calibration import PAPER as CALIBRATION
from tests.documents.test_exchange_page import PAPER as EXCHANGE


def _old_receipt() -> bytes:
    words = pack("2018").forms["receipt"].words
    paper = receipt(words=words, wording=pack("2018").wording, email="hanh@dongphu.example", copy=2)
    return receipt_form.draw(paper, dpi=203, invariant=True)


def _slip(name: str, year: str, sheet: Sheet) -> bytes:
    return slip_form.draw(slip(name, year), sheet, invariant=True)


FORMS: dict[str, Callable[[], bytes]] = {
    "receipt_a5": lambda: receipt_form.draw(receipt(), only=2, invariant=True),
    "receipt_a4": lambda: receipt_form.draw(receipt(), Sheet.A4, only=2, invariant=True),
    "receipt_two_up": lambda: receipt_form.draw(receipt(), Sheet.TWO_UP, invariant=True),
    "receipt_roll": lambda: receipt_form.draw(receipt(), Sheet.ROLL, dpi=203, invariant=True, only=2),
    "receipt_hard": lambda: receipt_form.draw(hard_receipt(), only=1, invariant=True),
    "receipt_2018_reprint": _old_receipt,
    "ledger": lambda: register.draw(ledger(15), invariant=True),
    "ledger_empty": lambda: register.draw(ledger(0), invariant=True),
    **{
        f"slip_{name}_{year}_{sheet.value}": partial(_slip, name, year, sheet)
        for year, name in SLIPS
        for sheet in (Sheet.A5, Sheet.A4)
    },
    "slip_supplement_long": lambda: slip_form.draw(slip("supplement", kind="long"), invariant=True),
    "slip_extension_long": lambda: slip_form.draw(slip("extension", kind="long"), Sheet.A4, invariant=True),
    "slip_result_receipt_long": lambda: slip_form.draw(slip("result_receipt", kind="long"), invariant=True),
    "exchange_page_a5": lambda: exchange_form.draw(EXCHANGE, invariant=True),
    "exchange_page_a4": lambda: exchange_form.draw(EXCHANGE, Sheet.A4, invariant=True),
    "calibration": lambda: calibration_form.draw(CALIBRATION, invariant=True),
    "posting": lambda: posting_form.draw(posting(), invariant=True).content,
}


@pytest.mark.parametrize("name", FORMS)
def test_the_form_reads_as_before(name: str) -> None:
    require_same_text(name, FORMS[name]())


@pytest.mark.parametrize("name", FORMS)
def test_the_form_looks_as_before(name: str, tmp_path: Path) -> None:
    require_same_pictures(name, FORMS[name](), tmp_path)


def test_no_reference_is_left_over() -> None:
    mine = ("receipt", "ledger", "posting", "slip", "calibration", "exchange_page")
    kept = {file.name for file in REFERENCE.iterdir() if file.stem.startswith(mine)}
    assert kept == references(FORMS)
