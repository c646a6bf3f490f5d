"""Words of the reception form that depend on a value: deadlines, channels, sex and dates of birth."""

import re
from datetime import date, datetime

from counter_app.core.deadlines import Cutoffs, DeadlineKind, DeadlineRule
from counter_app.core.folding import folded
from counter_app.core.records import Channel, Procedure
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date, weekday_words

_SEXES = {"na": "Nam", "nu": "Nữ"}
_BIRTH = re.compile(r"(\d{1,2})[/.\- ]?(\d{1,2})[/.\- ]?(\d{4})")


def deadline_words(procedure: Procedure) -> str:
    """The deadline of ``procedure`` as the window says it; a missing one is said, not hidden."""
    if procedure.promised is None:
        return _("deadline not configured")
    return rule_words(procedure.promised)


def rule_words(rule: DeadlineRule) -> str:
    """``3 working days`` in the language of the desk."""
    if rule.kind is DeadlineKind.SAME_DAY:
        return _("same day")
    if rule.kind is DeadlineKind.IMMEDIATE:
        return _("while you wait")
    forms = {
        DeadlineKind.WORKING_DAYS: ngettext("{n} working day", "{n} working days", rule.n),
        DeadlineKind.DAYS: ngettext("{n} day", "{n} days", rule.n),
        DeadlineKind.WORKING_HOURS: ngettext("{n} working hour", "{n} working hours", rule.n),
        DeadlineKind.HOURS: ngettext("{n} hour", "{n} hours", rule.n),
    }
    return forms[rule.kind].format(n=rule.n)


def channel_words(channel: Channel) -> str:
    """How the dossier came in."""
    return {
        Channel.DIRECT: _("Handed in at the desk"),
        Channel.ONLINE: _("Sent online"),
        Channel.POST: _("Sent by post"),
    }[channel]


def sex_of(typed: str) -> str:
    """ "Nam" or "Nữ" from its first two letters, with or without marks; anything else as typed."""
    return _SEXES.get(folded(typed)[:2], typed.strip())


def birth_of(typed: str) -> str:
    """The ISO date of ``14/03/1987``, ``14031987`` and the like; a bare year or anything else as typed."""
    found = _BIRTH.fullmatch(typed.strip())
    if found is None:
        return typed.strip()
    day, month, year = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return typed.strip()


def birth_words(born: str) -> str:
    """``14/03/1987`` for an ISO date; a bare year or anything else as it is."""
    try:
        return short_date(date.fromisoformat(born))
    except ValueError:
        return born


def amount_of(typed: str) -> int | None:
    """The đồng of ``15.000 đ``, ``15000`` or ``15 000``; 0 for nothing, None for what is no amount."""
    plain = re.sub(r"[.\s]|đ$", "", typed.strip().casefold())
    if not plain:
        return 0
    return int(plain) if plain.isascii() and plain.isdigit() else None


def special_hints(calendar: Calendar, cutoffs: Cutoffs, at: datetime) -> tuple[str, str]:
    """What is special about a dossier received at ``at``: the same-day hour has passed; a closure is near."""
    late = closure = ""
    if at.time() > cutoffs.same_day_until and calendar.is_working_day(at.date()):
        following = calendar.next_working_day(at.date())
        late = _(
            "It is past {hour}: what is done on the same day is returned on {weekday} {day} from now on."
        )
        late = late.format(
            hour=f"{cutoffs.same_day_until:%H:%M}", weekday=weekday_words(following), day=f"{following:%d/%m}"
        )
    near = calendar.next_closure(at.date())
    if near is not None:
        day, reason = near
        closure = _("{day} is off: {reason}; it is not counted as a working day.")
        closure = closure.format(day=f"{day:%d/%m}", reason=reason)
    return late, closure
