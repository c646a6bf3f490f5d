"""How a dossier stands, in one icon, one word and one tone; and how its promise stands, in working days."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from counter_app.core.states import COUNTED, STATUS_NAMES, WAITING, Status
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date


@dataclass(frozen=True, slots=True)
class Standing:
    """An icon, words and the tone of both: a state is never said by its colour alone."""

    icon: str
    words: str
    tone: str


class Dated(Protocol):
    """What a row of a list and a whole dossier have in common."""

    @property
    def status(self) -> Status: ...
    @property
    def received(self) -> bool: ...
    @property
    def due_at(self) -> datetime: ...
    @property
    def finished_at(self) -> datetime | None: ...
    @property
    def returned_at(self) -> datetime | None: ...


def days_over(dossier: Dated, at: datetime, calendar: Calendar) -> int:
    """Working days after the promised day until processing ended, else until ``at``; negative before it."""
    return calendar.working_days_between(dossier.due_at.date(), (dossier.finished_at or at).date())


def is_late(dossier: Dated, at: datetime) -> bool:
    """Whether the promised day had passed when processing ended, else at ``at``; days, not hours.

    One that waits for its applicant or for a decision is not late: its time stands still.
    """
    if not dossier.received or dossier.status not in COUNTED:
        return False
    return (dossier.finished_at or at).date() > dossier.due_at.date()


def promised_day(dossier: Dated) -> str:
    """The day of the promise for a list; nothing where none was ever given."""
    return short_date(dossier.due_at) if dossier.received else ""


def standing(dossier: Dated, at: datetime, calendar: Calendar) -> Standing:
    """Where a dossier stands now, for a list or the head of its card."""
    if dossier.status is Status.RETURNED:
        return Standing("checkmark_16_regular", _returned_words(dossier), "text3")
    if is_late(dossier, at) and dossier.status is not Status.FINISHED:
        days = days_over(dossier, at, calendar)
        late = (
            ngettext("Overdue by {n} day", "Overdue by {n} days", days).format(n=days)
            if days
            else _("Overdue")
        )
        return Standing("warning_16_regular", late, "problem")
    shown = {
        Status.RECEIVED: Standing("document_add_16_regular", _("Newly received"), "accent"),
        Status.IN_PROGRESS: Standing("arrow_forward_16_regular", _("In progress"), "text2"),
        Status.SUPPLEMENT: Standing("pause_circle_16_regular", _("Waiting for papers"), "caution"),
        Status.PAYMENT: Standing("money_16_regular", _("Waiting for payment"), "caution"),
        Status.SUSPENDED: Standing("pause_circle_16_regular", _("Resting"), "caution"),
        Status.FINISHED: Standing("mail_inbox_checkmark_16_filled", _("Result ready"), "good"),
        Status.REGISTERED: Standing("clock_16_regular", _("Not received yet"), "text2"),
    }
    return shown.get(dossier.status) or Standing("info_16_regular", STATUS_NAMES[dossier.status], "text2")


def _returned_words(dossier: Dated) -> str:
    done = dossier.finished_at or dossier.returned_at or dossier.due_at
    if done.date() > dossier.due_at.date():
        return _("Returned late")
    return _("Returned early") if done.date() < dossier.due_at.date() else _("Returned on time")


def promise_standing(dossier: Dated, at: datetime, calendar: Calendar, *, brief: bool = False) -> Standing:
    """How the promise stands: days left, days over, or how the finished work kept it; ``brief`` in a list."""
    still = _standstill(dossier, brief=brief)
    if still is not None:
        return still
    days = days_over(dossier, at, calendar)
    late = is_late(dossier, at)
    done = dossier.finished_at is not None
    if late:
        return Standing("warning_16_filled", _over_words(days), "problem")
    if done:
        return Standing("checkmark_circle_16_regular", _kept_words(-days, brief=brief), "good")
    if dossier.due_at.date() == at.date():
        passed = dossier.due_at < at
        return Standing(
            "clock_16_regular", _("due today, hour passed") if passed else _("due today"), "caution"
        )
    left = ngettext("{n} working day left", "{n} working days left", -days).format(n=-days)
    return Standing("clock_16_regular", left, "good" if days < -1 else "caution")


def _standstill(dossier: Dated, *, brief: bool) -> Standing | None:
    """What is said instead of days where none are counted: no promise, time at rest, or no way on."""
    if dossier.status in WAITING and dossier.received:
        words = _("time at rest") if brief else _("time stands still")
        return Standing("pause_circle_16_regular", words, "caution")
    if dossier.status in (Status.REFUSED, Status.WITHDRAWN):
        return Standing("dismiss_circle_16_regular", STATUS_NAMES[dossier.status], "text2")
    if not dossier.received:
        return Standing("clock_16_regular", _("no date promised"), "text2")
    return None


def _over_words(days: int) -> str:
    if days < 1:
        return _("overdue")
    return ngettext("overdue by {n} day", "overdue by {n} days", days).format(n=days)


def _kept_words(days: int, *, brief: bool) -> str:
    if days < 1:
        return _("on time")
    if brief:
        return ngettext("{n} day early", "{n} days early", days).format(n=days)
    return ngettext("{n} working day early", "{n} working days early", days).format(n=days)
