"""Slips, lists, books and labels, compared with what they looked like when they were last looked at.

How references are taken says ``tests/documents/test_golden.py``.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

from counter_app.core.papers import Sheet
from counter_app.documents import (
    command_cards,
    control_slip,
    handover_lists,
    labels,
    ledger_book,
    receipt_several,
)
from tests.documents import sheet_makers as make
from tests.documents.golden import REFERENCE, references, require_same_pictures, require_same_text
from tests.documents.test_handover_lists import HARD

FORMS: dict[str, Callable[[], bytes]] = {
    "sheet_control_slip_a5": lambda: control_slip.draw(make.control_slip(), invariant=True),
    "sheet_control_slip_a4": lambda: control_slip.draw(make.control_slip(), Sheet.A4, invariant=True),
    "sheet_control_slip_2018_new": lambda: control_slip.draw(
        make.control_slip("2018", moves=()), dpi=203, invariant=True
    ),
    "sheet_receipt_several_a5": lambda: receipt_several.draw(make.visit(3), invariant=True),
    "sheet_receipt_several_a4": lambda: receipt_several.draw(make.visit(4), Sheet.A4, invariant=True),
    "sheet_handover_dossiers": lambda: handover_lists.draw_dossiers(
        make.dossier_handover(HARD), invariant=True
    ),
    "sheet_handover_results": lambda: handover_lists.draw_results(make.result_handover(5), invariant=True),
    "sheet_ledger_cover": lambda: ledger_book.draw_cover(make.ledger_cover(), invariant=True),
    "sheet_ledger_closing": lambda: ledger_book.draw_closing(make.ledger_closing(), invariant=True),
    "sheet_folder_label": lambda: labels.draw_folder(make.folder_label(), invariant=True),
    "sheet_command_cards": lambda: command_cards.draw(make.command_cards(), invariant=True),
    "sheet_shelf_label": lambda: labels.draw_shelf(make.shelf_label(), invariant=True),
}


@pytest.mark.parametrize("name", FORMS)
def test_the_sheet_reads_as_before(name: str) -> None:
    require_same_text(name, FORMS[name]())


@pytest.mark.parametrize("name", FORMS)
def test_the_sheet_looks_as_before(name: str, tmp_path: Path) -> None:
    require_same_pictures(name, FORMS[name](), tmp_path)


@pytest.mark.parametrize("name", FORMS)
def test_the_same_sheet_is_the_same_file_and_embeds_its_fonts(name: str) -> None:
    content = FORMS[name]()
    assert content == FORMS[name]()
    assert content.count(b"/FontFile2") == content.count(b"/BaseFont")
    assert b"Helvetica" not in content
    assert b"/PrintScaling /None" in content


def test_no_reference_is_left_over() -> None:
    kept = {file.name for file in REFERENCE.iterdir() if file.stem.startswith("sheet_")}
    assert kept == references(FORMS)
