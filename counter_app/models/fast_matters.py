"""While-you-wait matters of one day, whole, because their fees and counts are summed."""

import json
from datetime import date, timedelta

from counter_app.core.plain import from_plain
from counter_app.core.records import DossierState
from counter_app.models import base

_OF_DAY = (
    "SELECT body FROM dossier JOIN state USING (id) WHERE received_at >= ? AND received_at < ? AND fast = 1 "
    "AND node = (SELECT node FROM chain WHERE own = 1) ORDER BY received_at DESC, id DESC"
)


def of_day(day: date) -> list[DossierState]:
    """The matters this office did on ``day`` while the citizens waited, newest first."""
    found = base.fetch(_OF_DAY, (day.isoformat(), (day + timedelta(days=1)).isoformat()))
    return [from_plain(DossierState, json.loads(body)) for (body,) in found]
