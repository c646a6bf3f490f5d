"""Random receipts, slips and letters: every field read back from the PDF, nothing on anything else.

python -m bench.campaign_papers --count 1000
"""

import argparse
import sys
import time as clock

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from counter_app.core.papers import ReceiptPaper, Sheet
from counter_app.core.slips import SlipPaper
from counter_app.documents import receipt, slip
from tests.documents.page_readers import glyphs, overlapping, page_count
from tests.documents.slip_reading import lacking_in, unsaid
from tests.documents.slip_worlds import receipts, said_by_receipt, slips


def main() -> int:
    """Draw ``--count`` random papers and read each back; 1 at the first that lacks something."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    seen = {"papers": 0, "pages": 0}

    @seed(options.seed)
    @settings(
        max_examples=options.count,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )
    @given(slips() | receipts(), st.sampled_from((Sheet.A5, Sheet.A4)))
    def play(paper: SlipPaper | ReceiptPaper, sheet: Sheet) -> None:
        if isinstance(paper, ReceiptPaper):
            name, content = "receipt", receipt.draw(paper, sheet, only=None if paper.copy else 2)
            lacking = lacking_in(said_by_receipt(paper), content)
        else:
            name, content = paper.form.name, slip.draw(paper, sheet)
            lacking = unsaid(paper, content)
        pages = page_count(content)
        seen["papers"] += 1
        seen["pages"] += pages
        if lacking:
            raise AssertionError(f"{name} on {sheet}: {lacking}")
        for page in range(pages):
            touching = overlapping(glyphs(content, page))
            if touching:
                raise AssertionError(f"{name} on {sheet}, page {page + 1}: {touching}")

    started = clock.perf_counter()
    play()
    seconds = clock.perf_counter() - started
    sys.stdout.write(
        f"{seen['papers']} papers, {seen['pages']} pages, {seconds:.0f} s: every field read back\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
