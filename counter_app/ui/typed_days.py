"""Days as people type them: ``23/11/2026``, ``23/11``, ``23112026``."""

import re
from datetime import date

from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?|(\d{2})(\d{2})(\d{4})", re.ASCII)


def typed_day(text: str, today: date, field: str = "") -> date:
    """The day that ``text`` names; without a year it is that of ``today``.

    Raises:
        BadInput: no day, or one that the calendar does not have; ``field`` says where it stands.
    """
    found = _DAY.fullmatch(text.strip())
    if found is not None:
        day, month, year = (
            part or "" for part in (found[1] or found[4], found[2] or found[5], found[3] or found[6])
        )
        try:
            return date(int(year) if year else today.year, int(month), int(day))
        except ValueError:
            pass  # said below, in the words for anything that is no day
    raise BadInput(_("“{text}” is not a day. Write it like 23/11/2026.").format(text=text.strip()), field)
