"""Words for what a procedure of the catalogue says: its fields, and their values as people read them."""

from datetime import date
from typing import Any

from counter_app.core.catalogue_changes import value_text
from counter_app.core.deadlines import DeadlineKind, DeadlineRule
from counter_app.core.records import Paper, Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui.pages.reception.words import rule_words


def field_words() -> dict[str, str]:
    """The fields of a procedure by name, as they are named in the form and in a preview."""
    return {
        "name": _("Name"),
        "field": _("Field"),
        "deadline": _("Statutory deadline"),
        "deadline_note": _("Note on the deadline"),
        "fee_text": _("Fee, word for word"),
        "fee_amount": _("Amount (đồng)"),
        "papers": _("Papers"),
        "unit": _("Unit that resolves it"),
        "fast": _("Done while the citizen waits"),
        "commitment": _("Commitment of the office"),
        "stages": _("Stages"),
        "after_supplement": _("After a supplement"),
        "forms": _("Forms used"),
        "replaced_by": _("Replaced by"),
        "valid_from": _("In force from"),
        "valid_to": _("In force until"),
        "decision": _("Decision"),
    }


def kind_choices(none: str) -> tuple[tuple[str, str], ...]:
    """The kinds of deadline to choose from, none first in the words given."""
    return (
        ("", none),
        (DeadlineKind.WORKING_DAYS.value, _("working days")),
        (DeadlineKind.DAYS.value, _("days")),
        (DeadlineKind.SAME_DAY.value, _("the same day")),
        (DeadlineKind.IMMEDIATE.value, _("at once")),
        (DeadlineKind.WORKING_HOURS.value, _("working hours")),
        (DeadlineKind.HOURS.value, _("hours")),
    )


def supplement_choices() -> tuple[tuple[str, str], ...]:
    """What becomes of the time after a supplement."""
    return (
        ("", _("as the law says")),
        ("restart", _("counted anew from the beginning")),
        ("resume", _("the waiting time is added")),
    )


def deadline_words(one: Procedure) -> str:
    """The promised deadline in a list; a missing one is said, not hidden."""
    if one.promised is None:
        return _("not configured")
    words = rule_words(one.promised)
    return _("{deadline} (commitment)").format(deadline=words) if one.commitment else words


def value_words(name: str, value: Any) -> str:
    """The value of the field ``name`` as people read it."""
    if isinstance(value, DeadlineRule):
        return rule_words(value)
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "after_supplement":
        return dict(supplement_choices())[value]
    if name == "papers":
        return "; ".join(_paper(one) for one in value) or _("(empty)")
    return value_text(value) or _("(empty)")


def _paper(one: Paper) -> str:
    return _("{name} ({originals} originals, {certified} certified, {copies} copies)").format(
        name=one.name, originals=one.originals, certified=one.certified, copies=one.copies
    )
