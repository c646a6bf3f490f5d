"""Language of the sentences, and dates and money as they are written in Vietnamese.

Sentences stand in English in the source and are looked up with :func:`gettext`;
Vietnamese is the default. Printed forms are Vietnamese whatever the language, so
their words come from the law packs and from the helpers below, not from here.
"""

import gettext as _gettext
from datetime import date, datetime
from functools import cache

from counter_app.assets import asset

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"

_translation: _gettext.NullTranslations = _gettext.NullTranslations()
_language = "en"


def use(language: str) -> None:
    """Speak ``language`` ("vi" or "en") from now on."""
    global _translation, _language  # noqa: PLW0603 - one language for the whole program
    _language = language if language in LANGUAGES else DEFAULT_LANGUAGE
    if _language == "en":
        _translation = _gettext.NullTranslations()
    else:
        _translation = _gettext.translation("counter_app", asset("locale"), languages=[_language])


def language() -> str:
    """The language spoken now."""
    return _language


def gettext(message: str) -> str:
    """``message`` in the language spoken now."""
    return _translation.gettext(message)


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of a counted sentence that fits ``n``."""
    return _translation.ngettext(singular, plural, n)


def decimal_mark() -> str:
    """What parts 0,42 in the language spoken now: a comma, in English a point."""
    return "." if _language == "en" else ","


WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday_name(day: date) -> str:
    """The Vietnamese name of the day of the week, as printed on forms."""
    return WEEKDAYS[day.weekday()]


def weekday_words(day: date) -> str:
    """The day of the week in the language spoken now, as it stands inside a sentence."""
    return _weekdays(_language)[day.weekday()]


@cache  # every scan asks for one of them
def _weekdays(_spoken: str) -> tuple[str, ...]:
    return (
        gettext("Monday"),
        gettext("Tuesday"),
        gettext("Wednesday"),
        gettext("Thursday"),
        gettext("Friday"),
        gettext("Saturday"),
        gettext("Sunday"),
    )


def short_date(day: date) -> str:
    """``27/11/2026``."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"  # strftime is ten times as slow


def long_date(day: date) -> str:
    """``ngày 05 tháng 02 năm 2026``: day below 10 and month 1-2 take a zero (NĐ 30/2020, annex I)."""
    month = f"{day.month:02d}" if day.month <= 2 else f"{day.month}"
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def clock(moment: datetime) -> str:
    """``09 giờ 12 phút``, as the forms write the time of day."""
    return f"{moment:%H} giờ {moment:%M} phút"


def grouped(number: int) -> str:
    """``6.143``: thousands are parted by dots."""
    return f"{number:,}".replace(",", ".")


def money(dong: int) -> str:
    """``15.000 đ`` for an amount in đồng."""
    return f"{grouped(dong)} đ"
