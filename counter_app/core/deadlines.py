"""What a deadline is, and the records in which a promise and its explanation are kept."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from counter_app.errors import BadInput
from counter_app.i18n import gettext as _


class DeadlineKind(StrEnum):
    """Kinds of deadline that real procedures have."""

    SAME_DAY = "same_day"
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WORKING_HOURS = "working_hours"
    HOURS = "hours"
    IMMEDIATE = "immediate"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """A deadline (thời hạn giải quyết): its kind and, where it has one, its number of days or hours."""

    kind: DeadlineKind
    n: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One day of the ladder: whether it counts towards the deadline, and why or why not.

    ``number`` is the n-th counted day, 0 where the day does not count; ``kind`` is one of
    "received", "counted", "due", "weekend", "holiday", "provisional_holiday", "make_up".
    A closed day keeps its kind where a deadline in calendar days or clock hours counts it.
    """

    day: date
    counts: bool
    reason: str
    number: int = 0
    kind: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """When the result is promised, from when the time was counted, and every day in between.

    ``rule`` is None where an officer gave the date. ``working_days`` are the working days
    after the day from which the time was counted, up to and with the due day;
    ``provisional`` says that the state of a day in between is not final.
    """

    rule: DeadlineRule | None
    received_at: datetime
    counted_from: datetime
    due_at: datetime
    working_days: int
    provisional: bool
    ladder: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Cutoffs:
    """Hours of the law pack, on the Vietnamese clock; a moment exactly at the hour is still in time.

    ``same_day_until``: a same-day procedure received later is due the next working day;
    ``hand_over_until``: a dossier received later reaches the specialist the next working
    morning; ``due_hour``: "reception" keeps the hour of reception, "closing" takes the end
    of the due day, "HH:MM" that hour.
    """

    same_day_until: time
    hand_over_until: time
    due_hour: str


@dataclass(frozen=True, slots=True)
class ExtensionRule:
    """How often a promise may be extended and how many days before its due day at the latest.

    Source: NĐ 61/2018/NĐ-CP, art. 19(9); the same in NĐ 118/2025/NĐ-CP.
    """

    times: int = 1
    days_before: int = 1


#: The longest deadline, in days or hours, that is no slip of the hand.
LONGEST = 999

#: Vietnamese words for each kind, as printed; the law writes numbers below ten with a zero.
_WORDS = {
    DeadlineKind.SAME_DAY: "trong ngày",
    DeadlineKind.WORKING_DAYS: "{n:02d} ngày làm việc",
    DeadlineKind.DAYS: "{n:02d} ngày",
    DeadlineKind.WORKING_HOURS: "{n:02d} giờ làm việc",
    DeadlineKind.HOURS: "{n:02d} giờ",
    DeadlineKind.IMMEDIATE: "trả ngay",
}


def parse_rule(text: str) -> DeadlineRule:
    """The rule written as ``same_day`` or ``working_days:3``.

    Raises:
        BadInput: an unknown kind, or a number that is missing, not wanted or out of range.
    """
    kind, _colon, number = text.strip().partition(":")
    try:
        rule = DeadlineRule(DeadlineKind(kind), int(number) if number else 0)
    except ValueError as error:
        raise BadInput(
            _(
                "“{text}” is no deadline. Write KIND or KIND:N with one of {kinds}, like working_days:3."
            ).format(text=text, kinds=", ".join(DeadlineKind)),
            "rule",
        ) from error
    check_rule(rule)
    return rule


def written_rule(rule: DeadlineRule | None) -> str:
    """The written form of ``rule``, which :func:`parse_rule` reads; "" for none."""
    if rule is None:
        return ""
    return f"{rule.kind.value}:{rule.n}" if rule.n else rule.kind.value


def check_rule(rule: DeadlineRule) -> None:
    """Refuse a rule whose number is missing, not wanted or out of range.

    Raises:
        BadInput: with what the kind needs.
    """
    if "{n" not in _WORDS[rule.kind]:
        if rule.n:
            raise BadInput(_("The deadline “{kind}” takes no number.").format(kind=rule.kind.value), "rule")
    elif not 1 <= rule.n <= LONGEST:
        raise BadInput(
            _("The deadline “{kind}” needs a number from 1 to {most}, like {kind}:3.").format(
                kind=rule.kind.value, most=LONGEST
            ),
            "rule",
        )


def rule_words(rule: DeadlineRule) -> str:
    """The rule in Vietnamese, as printed: "03 ngày làm việc", "trong ngày", "trả ngay"."""
    return _WORDS[rule.kind].format(n=rule.n)


def rule_of_words(words: str) -> DeadlineRule | None:
    """The rule that :func:`rule_words` prints as ``words``; None where they are those of no rule."""
    number = words.partition(" ")[0]
    n = int(number) if number.isascii() and number.isdigit() else 0
    of_shape = (kind for kind, text in _WORDS.items() if ("{n" in text) == (n > 0))
    rules = (DeadlineRule(kind, n) for kind in of_shape)
    return next((one for one in rules if rule_words(one) == words), None)


def kind_words(kind: DeadlineKind) -> str:
    """The kind in Vietnamese without its number: "ngày làm việc", "trong ngày"."""
    return _WORDS[kind].removeprefix("{n:02d} ")


def certainly_longer(one: DeadlineRule, other: DeadlineRule) -> bool:
    """Whether ``one`` ends after ``other`` whenever both begin; False where that depends on the calendar.

    Kinds of one measure are compared by number; n working days take at least n days, and a
    day has 24 hours. Working hours are compared with their own kind alone: offices differ.
    """
    if one.kind is other.kind:
        return one.n > other.n
    if other.kind is DeadlineKind.IMMEDIATE:
        return True
    if other.kind is DeadlineKind.SAME_DAY:
        return one.kind in (DeadlineKind.WORKING_DAYS, DeadlineKind.DAYS)
    hours, limit = _LEAST_HOURS.get(one.kind, 0) * one.n, _MOST_HOURS.get(other.kind, 0) * other.n
    return bool(limit) and hours > limit


#: Clock hours that one day or hour of a kind takes at least, and at most where that is sure.
_LEAST_HOURS = {DeadlineKind.WORKING_DAYS: 24, DeadlineKind.DAYS: 24, DeadlineKind.HOURS: 1}
_MOST_HOURS = {DeadlineKind.DAYS: 24, DeadlineKind.HOURS: 1}
