"""Days and hours as people type them: ``23/11/2026``, ``23/11``, ``23112026``; ``16:30``, ``16h30``."""

import re
from datetime import date, datetime, time

from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})(?:[/.\- ](\d{4}))?|(\d{2})(\d{2})(\d{4})", re.ASCII)
_HOUR = re.compile(r"(\d{1,2})(?:[:hg. ]?(\d{2}))?", re.ASCII)


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


def typed_moment(day_text: str, hour_text: str, at: datetime, field: str = "") -> datetime:
    """The moment that a day and an hour name; without an hour midnight, which stands for the closing.

    Raises:
        BadInput: no day, or no hour of a day; ``field`` is that of the day.
    """
    day = typed_day(day_text, at.date(), field)
    if not hour_text.strip():
        return datetime.combine(day, time.min, at.tzinfo)
    found = _HOUR.fullmatch(hour_text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
    if hour > 23 or minute > 59:
        raise BadInput(_("“{text}” is not an hour. Write it like 16:30.").format(text=hour_text), "due_hour")
    return datetime.combine(day, time(hour, minute), at.tzinfo)
