"""What applicants most often come without: learned from the papers that this office had to ask for."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from datetime import datetime, timedelta

from counter_app.core.folding import tokens
from counter_app.core.times import in_vietnam
from counter_app.models import asked
from counter_app.services.desk import Desk

#: How far back it is looked.
PERIOD = timedelta(days=365)
#: A paper is often missing from so many requests on, and of one procedure so many papers at most are.
LEAST, MOST = 3, 3
#: Events that are read at most, the newest; a year of a large office has fewer.
_READ = 20_000


def often_missing(desk: Desk, at: datetime) -> Mapping[str, tuple[str, ...]]:
    """By procedure code, the papers that were missing most often in the year before ``at`` (hay thiếu).

    Names of the catalogue, the most often missing first. Counted are the requests for a supplement
    and the slips given at the desk; a paper that was there and had to be put right is not missing.
    Reads an index of these events alone; meant for the worker beside the window.
    """
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for code, papers in asked.asked_since(in_vietnam(at) - PERIOD, _READ):
        counts[code].update({_key(one.name) for one in papers if not one.point})
    found = {}
    for code, of_names in counts.items():
        procedure = desk.catalogue.get(code)
        names = {_key(one.name): one.name for one in procedure.papers} if procedure else {}
        often = [name for name, count in of_names.most_common() if count >= LEAST and name in names]
        if often:
            found[code] = tuple(names[name] for name in often[:MOST])
    return found


def _key(name: str) -> str:
    return " ".join(tokens(name))
