"""Vietnamese time: every moment in the program is aware and written with +07:00."""

from datetime import date, datetime, timedelta, timezone
from functools import lru_cache

from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

VIETNAM = timezone(timedelta(hours=7))


def parse_time(text: str) -> datetime:
    """The moment written in ISO 8601; without an offset it is Vietnamese time.

    Raises:
        BadInput: ``text`` is not an ISO date and time.
    """
    try:
        return in_vietnam(datetime.fromisoformat(text))
    except (ValueError, OverflowError) as error:  # or it is no year any more in Vietnam
        raise BadInput(
            _("“{text}” is not a date and time; write it like 2026-11-23T15:40.").format(text=text)
        ) from error


def parse_day(text: str) -> date:
    """The day written as 2026-11-23.

    Raises:
        BadInput: ``text`` is not an ISO date.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(_("“{text}” is not a date; write it like 2026-11-23.").format(text=text)) from error


def in_vietnam(moment: datetime) -> datetime:
    """``moment`` on the Vietnamese clock, to the second."""
    if moment.tzinfo == VIETNAM and not moment.microsecond:
        return moment  # as nearly always
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(VIETNAM).replace(microsecond=0)


def iso(moment: datetime) -> str:
    """``2026-11-23T15:40:00+07:00``: the one written form of a moment."""
    return _written(moment)


@lru_cache(maxsize=1024)  # one moment stands in many places of a dossier
def _written(moment: datetime) -> str:
    return in_vietnam(moment).isoformat()
