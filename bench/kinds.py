"""Dossiers of one kind: made once by the program's own records, with marks where they differ."""

from datetime import datetime, timedelta
from functools import cache
from typing import Any

from bench.matters import Matter, fee_of, given_date, papers_of
from counter_app.core.deadlines import DeadlineKind, DeadlineRule, written_rule
from counter_app.core.events import Finished, Forwarded, HandedOver, Printed, Received, written
from counter_app.core.fold import apply
from counter_app.core.folding import sort_key
from counter_app.core.journal import Event, canonical_json
from counter_app.core.promise import given_promise, promise, rule_words
from counter_app.core.records import DossierState, Fee, FeeStatus, Person, PrintOutcome, Procedure
from counter_app.core.times import VIETNAM, iso
from counter_app.demo import OFFICE
from counter_app.models import projection
from counter_app.models.search import searched
from counter_app.services.desk import Desk

#: Marks for what differs between dossiers of one kind, and where they stand in the patterns.
_TEXTS = {f"⟦{name}⟧": f"%({name})s" for name in (
    "name", "citizen_id", "born", "sex", "address", "phone", "code", "scan", "login", "counter",
)}  # fmt: skip
_NUMBERS = {
    "900000001": "%(ledger)d",
    "900000002": "%(fee)d",
    "900000003": "%(count)d",
    "900000004": "%(pages)d",
}
_MOMENTS = {
    kind: datetime(2099, 1, day, tzinfo=VIETNAM)
    for day, kind in enumerate(("print", "forward", "finish", "hand_over"), 1)
}
_MARKS = _TEXTS | _NUMBERS | {iso(moment): f"%({kind})s" for kind, moment in _MOMENTS.items()}
_COURSE = ("receive", "print", "forward", "finish", "hand_over")


class Kind:
    """All dossiers of one procedure in one part of one day: what their events and states say."""

    def __init__(self, desk: Desk, chosen: Procedure, at: datetime, *, fast: bool) -> None:
        self.at = at.replace(second=37) if at.second else at - timedelta(seconds=23)
        self.chosen = chosen
        self.fast = fast
        pack = desk.pack_on(at.date())
        self.code_pattern = pack.code_pattern
        received = _fast(desk, chosen, self.at) if fast else _ordinary(desk, chosen, self.at)
        kind, data = written(received)
        self.received = self._pattern(canonical_json(data))
        self._state = apply(None, self._event(kind, self.at, data))
        self.due_at = self._pattern(iso(received.due_at))
        self.forwarded = canonical_json(written(Forwarded(to=chosen.unit))[1])
        self._bodies: dict[tuple[int, PrintOutcome], str] = {}

    def body(self, done: int, outcome: PrintOutcome) -> str:
        """The pattern of the state after the first ``done`` acts of its course."""
        known = self._bodies.get((done, outcome))
        if known is None:
            known = self._bodies[done, outcome] = self._pattern(
                projection.body_of(self._after(done, outcome))
            )
        return known

    def _after(self, done: int, outcome: PrintOutcome) -> DossierState:
        payloads = {
            "print": Printed(form="receipt", copy=0, outcome=outcome, printer="file"),
            "forward": Forwarded(to=self.chosen.unit),
            "finish": Finished(),
            "hand_over": HandedOver(collector="⟦name⟧"),
        }
        course = ("finish", "hand_over") if self.fast else _COURSE[1:done]
        state = self._state
        for one in course:
            kind, data = written(payloads[one])
            state = apply(state, self._event(kind, self.at if self.fast else _MOMENTS[one], data))
        assert state is not None
        return state

    def _event(self, kind: str, at: datetime, data: dict[str, Any]) -> Event:
        return Event(
            node=OFFICE.node,
            epoch=1,
            seq=1,
            kind=kind,
            dossier="⟦scan⟧",
            happened_at=at,
            recorded_at=at,
            by="⟦login⟧",
            data=data,
        )

    def _pattern(self, text: str) -> str:
        text = text.replace("%", "%%")
        for mark, place in _MARKS.items():
            text = text.replace(mark, place)
        return text.replace(f"T{self.at:%H:%M:%S}+07:00", "T%(clock)s+07:00")


def _person() -> Person:
    marks = {name: f"⟦{name}⟧" for name in ("name", "citizen_id", "born", "sex", "address", "phone")}
    return Person(**marks)


def _fast(desk: Desk, chosen: Procedure, at: datetime) -> Received:
    pack = desk.pack_on(at.date())
    rule = DeadlineRule(DeadlineKind.IMMEDIATE)
    due = promise(rule, at, desk.calendar, pack.cutoffs)
    return Received(
        code="⟦code⟧",
        law=pack.id,
        ledger_year=at.year,
        ledger_number=900000001,
        procedure_code=chosen.code,
        procedure_name=chosen.name,
        procedure_field=chosen.field,
        applicant=_person(),
        counted_from=due.counted_from,
        due_at=due.due_at,
        due_words=rule_words(rule),
        provisional=due.provisional,
        holder="⟦counter⟧",
        unit=chosen.unit,
        fee=Fee(amount=900000002, status=FeeStatus.PAID, method="cash"),
        pages=900000004 if chosen.code == "2.000815" else 0,
        count=900000003,
        fast=True,
    )


def _ordinary(desk: Desk, chosen: Procedure, at: datetime) -> Received:
    pack = desk.pack_on(at.date())
    given_at, reason = given_date(desk, chosen, at)
    if chosen.promised is not None:
        due = promise(chosen.promised, at, desk.calendar, pack.cutoffs)
    else:
        assert given_at is not None
        due = given_promise(at, given_at, reason, desk.calendar)
    return Received(
        code="⟦code⟧",
        law=pack.id,
        ledger_year=at.year,
        ledger_number=900000001,
        procedure_code=chosen.code,
        procedure_name=chosen.name,
        procedure_field=chosen.field,
        applicant=_person(),
        counted_from=due.counted_from,
        due_at=due.due_at,
        due_words=rule_words(due.rule) if due.rule else "",
        due_reason=reason,
        provisional=due.provisional,
        ladder=due.ladder,
        holder="⟦counter⟧",
        unit=chosen.unit,
        papers=papers_of(chosen),
        fee=fee_of(chosen),
        wants_receipt=True,
        rule=written_rule(due.rule),
        after_supplement=chosen.after_supplement or pack.after_supplement,
    )


class Dossier:
    """One dossier on its way: its kind, and what stands in the places of the patterns."""

    __slots__ = ("done", "id", "kind", "matter", "places")

    def __init__(self, number: int, kind: Kind, matter: Matter, places: dict[str, Any]) -> None:
        self.id = number
        self.kind = kind
        self.matter = matter
        self.places = places
        self.done = 1

    def row(self) -> tuple[Any, ...]:
        """Its row of the projection, after the acts done."""
        places, chosen = self.places, self.kind.chosen
        if self.kind.fast:
            status, holder, outcome = 10, places["name"], None
            finished = returned = places["at"]
        else:
            status = (2, 2, 4, 9, 10)[self.done - 1]
            holder = ("", places["counter"], places["counter"], chosen.unit, chosen.unit, places["name"])[
                self.done
            ]
            outcome = "pending" if self.done == 1 else self.matter.outcome.value
            finished, returned = places.get("finish"), places.get("hand_over")
        name, code, scan = places["name"], places["code"], places["scan"]
        words, key = _name_forms(name)
        return (
            self.id, scan, code, OFFICE.node, self.matter.at.year, places["ledger"], name, key,
            places["citizen_id"], places["phone"], places["address"], chosen.code, chosen.name, status,
            holder, chosen.unit, "counter", 1, int(self.kind.fast), places["at"], places["login"],
            self.kind.due_at % places, finished, returned, outcome,
            f"{code.lower()} {scan} {places['phone']} {places['citizen_id']} {words}",
        )  # fmt: skip

    def body(self) -> str:
        """Its state, after the acts done."""
        return self.kind.body(self.done, self.matter.outcome) % self.places


@cache
def _name_forms(name: str) -> tuple[str, str]:
    return searched(name), sort_key(name)
