"""A promise counted again from its beginning: what it would be by another calendar.

Whatever set the promise of a dossier is gone through once more, from reception over every
wait, so that two calendars can be held against each other. Dates that a person gave stay.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from counter_app.core.deadlines import (
    Cutoffs,
    DeadlineRule,
    Promise,
    parse_rule,
    rule_of_words,
)
from counter_app.core.events import Corrected, Extended, Paid, Received
from counter_app.core.fold import counting
from counter_app.core.journal import Event, EventKind
from counter_app.core.law import RESTART
from counter_app.core.plain import from_plain
from counter_app.core.promise import promise
from counter_app.core.standstill import resumed, rule_of_given
from counter_app.core.workdays import Calendar

#: An application that was registered before is received by an event of its own.
_RECEPTIONS = frozenset({EventKind.RECEIVED, EventKind.ACCEPTED})
_STOPS = frozenset(
    {
        EventKind.SUPPLEMENT_REQUESTED,
        EventKind.SUSPENDED,
        EventKind.STOPPED,
        EventKind.PAYMENT_REQUESTED,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a promise is counted by: a calendar, and of the law its hours and what follows a supplement."""

    calendar: Calendar
    cutoffs: Cutoffs
    after_supplement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Recount:
    """A promise counted again: ``due_at``, and how; ``promise`` is None where a person gave the date.

    ``given_at`` is when it was due as it was received.
    """

    due_at: datetime
    rule: DeadlineRule | None
    received_at: datetime
    given_at: datetime
    promise: Promise | None = None
    after_supplement: str = ""
    stopped_at: datetime | None = None


def recounted(events: Iterable[Event], rules: Rules) -> Recount | None:
    """The promise that ``events`` of one dossier, in their order, make by ``rules``; None if never received.

    What the head decided on a promise after an earlier change of the calendar is left out: it
    is counted as if the calendar had always been this one.

    Raises:
        BadInput: a moment lies outside what a calendar answers.
    """
    made: Recount | None = None
    for event in counting(events):
        if event.kind in _RECEPTIONS:
            made = _received(event, rules)
        elif made is not None:
            if event.kind in _STOPS:
                made = replace(made, stopped_at=made.stopped_at or event.happened_at)
            elif (step := _STEPS.get(event.kind)) is not None:
                made = step(made, event, rules)
    return made


def moved(events: Sequence[Event], due_at: datetime, before: Rules, after: Rules) -> Promise | None:
    """The promise that ``events`` would have by ``after``, where going over from ``before`` moves it.

    ``due_at`` is the promise that holds now. It may differ from what ``before`` makes, where the
    head had it kept; then only another change moves it, and not one that brings it back.

    Raises:
        BadInput: as :func:`recounted`.
    """
    new = recounted(events, after)
    if new is None or new.promise is None or new.due_at == due_at:
        return None
    old = recounted(events, before)
    return None if old is None or old.due_at == new.due_at else new.promise


def given(events: Sequence[Event], rules: Rules) -> Event | None:
    """The event by which a person gave the date that holds; None where the date is counted.

    Raises:
        BadInput: as :func:`recounted`.
    """
    made = recounted(events, rules)
    if made is None or made.promise is not None:
        return None
    return next(one for one in reversed(counting(events)) if _gives(one))


def received_by(events: Iterable[Event]) -> Event | None:
    """The reception among ``events`` of one dossier."""
    return next((one for one in events if one.kind in _RECEPTIONS), None)


def last_review(events: Iterable[Event]) -> Event | None:
    """The head's last decision on the promise among ``events``, if one of them counts."""
    reviews = [one for one in counting(events) if one.kind == EventKind.PROMISE_REVIEWED]
    return max(reviews, key=lambda one: (one.epoch, one.seq), default=None)


def _gives(event: Event) -> bool:
    """Whether a date may come from ``event`` that is not counted."""
    if event.kind == EventKind.CORRECTED:
        return from_plain(Corrected, event.data).procedure is not None
    return event.kind in _RECEPTIONS or event.kind == EventKind.EXTENDED


def _received(event: Event, rules: Rules) -> Recount:
    data = from_plain(Received, event.data)
    rule = _rule(data.rule) or rule_of_words(data.due_words)
    made = Recount(
        due_at=data.due_at,
        rule=rule,
        received_at=event.happened_at,
        given_at=data.due_at,
        after_supplement=data.after_supplement or rules.after_supplement,
    )
    return made if rule is None else _counted(made, promise(rule, event.happened_at, *_by(rules)))


def _supplemented(made: Recount, event: Event, rules: Rules) -> Recount:
    if made.after_supplement != RESTART:
        return _gone_on(made, event, rules)
    rule = made.rule or rule_of_given(made.received_at, made.given_at, rules.calendar)
    made = replace(made, rule=rule, stopped_at=None)
    return _counted(made, promise(rule, event.happened_at, *_by(rules)))


def _gone_on(made: Recount, event: Event, rules: Rules) -> Recount:
    stopped_at = made.stopped_at or event.happened_at
    left = resumed(made.rule, made.due_at, stopped_at, event.happened_at, *_by(rules))
    return _counted(replace(made, stopped_at=None), left)


def _paid(made: Recount, event: Event, rules: Rules) -> Recount:
    return made if from_plain(Paid, event.data).promise is None else _gone_on(made, event, rules)


def _extended(made: Recount, event: Event, _rules: Rules) -> Recount:
    return replace(made, due_at=from_plain(Extended, event.data).due_at, promise=None)


def _corrected(made: Recount, event: Event, rules: Rules) -> Recount:
    change = from_plain(Corrected, event.data).procedure
    if change is None:
        return made
    rule = _rule(change.promise.rule)
    made = replace(
        made,
        due_at=change.promise.due_at,
        given_at=change.promise.due_at,
        rule=rule,
        promise=None,
        after_supplement=change.after_supplement or rules.after_supplement,
    )
    return made if rule is None else _counted(made, promise(rule, made.received_at, *_by(rules)))


def _counted(made: Recount, counted: Promise) -> Recount:
    return replace(made, due_at=counted.due_at, promise=counted)


def _rule(written: str) -> DeadlineRule | None:
    return parse_rule(written) if written else None


def _by(rules: Rules) -> tuple[Calendar, Cutoffs]:
    return rules.calendar, rules.cutoffs


_STEPS: Mapping[str, Callable[[Recount, Event, Rules], Recount]] = {
    EventKind.SUPPLEMENTED: _supplemented,
    EventKind.RESUMED: _gone_on,
    EventKind.PAID: _paid,
    EventKind.EXTENDED: _extended,
    EventKind.CORRECTED: _corrected,
}
