"""Words for values that several pages show: days, people, papers, fees, ways of collecting."""

from datetime import date, datetime

from counter_app.core.records import Collect, Fee, FeeStatus, Paper, Person
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext, short_date, weekday_words


def inside(words: str) -> str:
    """``words`` as they stand inside a line."""
    return words[:1].lower() + words[1:]


def begun(words: str) -> str:
    """``words`` as a line begins with them."""
    return words[:1].upper() + words[1:]


def short_weekday(day: date) -> str:
    """Two or three letters for the day of the week, as under a bar of a chart."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[day.weekday()]


def hour_words(moment: datetime) -> str:
    """``08 giờ 52``: the time of day, as it is said."""
    return _("{hour}:{minute}").format(hour=f"{moment:%H}", minute=f"{moment:%M}")


def moment_words(moment: datetime | None) -> str:
    """``18/11 08:52``; nothing for no moment."""
    if moment is None:
        return ""
    return f"{moment.day:02}/{moment.month:02} {moment.hour:02}:{moment.minute:02}"  # strftime is slower


def addressed(person: Person) -> str:
    """``bà Lê Thị Mỹ Hạnh``: the name as a letter addresses it; the bare name where the sex is not known."""
    return _with_title(person.name, person.sex)


def called(name: str, sex: str) -> str:
    """``bà Hạnh``: the name as one calls it aloud; the whole name where the sex is not known."""
    given = name.rpartition(" ")[2]
    return _with_title(given, sex) if sex in ("Nam", "Nữ") else name


def _with_title(name: str, sex: str) -> str:
    if sex == "Nam":
        return _("Mr {name}").format(name=name)
    if sex == "Nữ":
        return _("Ms {name}").format(name=name)
    return name


def paper_counts(paper: Paper) -> str:
    """``1 bản chính, 2 bản sao``."""
    parts = (
        ngettext("{n} original", "{n} originals", paper.originals).format(n=paper.originals),
        ngettext("{n} certified copy", "{n} certified copies", paper.certified).format(n=paper.certified),
        ngettext("{n} copy", "{n} copies", paper.copies).format(n=paper.copies),
    )
    counts = (paper.originals, paper.certified, paper.copies)
    return ", ".join(part for part, count in zip(parts, counts, strict=True) if count)


def fee_words(fee: Fee) -> tuple[str, str, str]:
    """The fee in words, how it stands, and the tone of that."""
    if fee.status is FeeStatus.FREE:
        return _("Fee"), _("exempt"), "good"
    if fee.status is FeeStatus.NONE or fee.amount == 0:
        return _("Fee"), _("none"), "text2"
    words = _("Fee {amount}").format(amount=money(fee.amount))
    if fee.status is FeeStatus.DUE:
        return words, _("not paid yet"), "caution"
    if fee.refunded:
        back = _("{amount} given back").format(amount=money(fee.refunded))
        return words, back, "text2"
    if fee.official_receipt:
        return words, _("paid, receipt {number}").format(number=fee.official_receipt), "good"
    return words, _("paid"), "good"


def shelf_words(number: str) -> str:
    """``Kệ 12``: the place that the label of a shelf names."""
    return _("Shelf {number}").format(number=number)


def collect_words(collect: Collect) -> str:
    """How the result is to be collected."""
    return _("By post") if collect is Collect.POST else _("At the desk")


def phone_words(phone: str) -> str:
    """``0900 000 452``: a number in groups, as it is read aloud."""
    return f"{phone[:4]} {phone[4:7]} {phone[7:]}" if len(phone) == 10 else phone


def day_words(day: date) -> str:
    """``Thứ Hai 23/11/2026``."""
    return begun(_("{weekday} {day}").format(weekday=weekday_words(day), day=short_date(day)))


def born_words(born: str) -> str:
    """``14/03/1987`` for an ISO date of birth; a bare year as it is."""
    try:
        return short_date(date.fromisoformat(born))
    except ValueError:
        return born
