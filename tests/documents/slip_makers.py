"""Slips and letters of the fictional office, as ``papers`` draws them."""

from counter_app.cli.sample_slips import extreme, long, short
from counter_app.core.slips import SlipPaper
from tests.documents.paper_makers import pack

#: Every form that is drawn from blocks, with its pack.
FORMS = tuple(
    (year, name) for year in ("2018", "2025") for name, form in pack(year).forms.items() if form.blocks
)
KINDS = {"short": short, "long": long, "extreme": extreme}


def slip(name: str, year: str = "2025", kind: str = "short", **changes: object) -> SlipPaper:
    return KINDS[kind](pack(year).forms[name], **changes)
