"""Whatever an officer types, the slip shows all of it. The long run is ``dev.py campaign papers``."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counter_app.core.papers import ReceiptPaper, Sheet
from counter_app.core.slips import SlipPaper
from counter_app.documents import receipt
from counter_app.documents.slip import draw
from tests.documents.page_readers import glyphs, overlapping, page_count
from tests.documents.slip_reading import lacking_in, unsaid
from tests.documents.slip_worlds import receipts, said_by_receipt, slips


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(slips(), st.sampled_from((Sheet.A5, Sheet.A4)))
def test_a_random_record_is_on_its_form_whole(paper: SlipPaper, sheet: Sheet) -> None:
    content = draw(paper, sheet)
    assert unsaid(paper, content) == []
    for page in range(page_count(content)):
        assert not overlapping(glyphs(content, page))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(receipts(), st.sampled_from((Sheet.A5, Sheet.A4)))
def test_a_random_receipt_says_all_of_its_record(paper: ReceiptPaper, sheet: Sheet) -> None:
    content = receipt.draw(paper, sheet, only=None if paper.copy else 2)
    assert lacking_in(said_by_receipt(paper), content) == []
    for page in range(page_count(content)):
        assert not overlapping(glyphs(content, page))
