"""Random slips and letters: every field read back from the PDF, nothing on anything else.

python -m bench.campaign_papers --count 1000
"""

import argparse
import sys
import time as clock

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from counter_app.core.papers import Sheet
from counter_app.core.slips import SlipPaper
from counter_app.documents.slip import draw
from tests.documents.page_readers import glyphs, overlapping, page_count
from tests.documents.slip_reading import unsaid
from tests.documents.slip_worlds import slips


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
    @given(slips(), st.sampled_from((Sheet.A5, Sheet.A4)))
    def play(paper: SlipPaper, sheet: Sheet) -> None:
        content = draw(paper, sheet)
        pages = page_count(content)
        seen["papers"] += 1
        seen["pages"] += pages
        lacking = unsaid(paper, content)
        if lacking:
            raise AssertionError(f"{paper.form.name} on {sheet}: {lacking}")
        for page in range(pages):
            touching = overlapping(glyphs(content, page))
            if touching:
                raise AssertionError(f"{paper.form.name} on {sheet}, page {page + 1}: {touching}")

    started = clock.perf_counter()
    play()
    seconds = clock.perf_counter() - started
    sys.stdout.write(
        f"{seen['papers']} papers, {seen['pages']} pages, {seconds:.0f} s: every field read back\n"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
