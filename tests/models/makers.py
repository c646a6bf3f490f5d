"""Dossiers and events for tests of the store, with defaults that no test has to repeat."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from counter_app.core.codes import scan_number
from counter_app.core.events import Finished, Forwarded, HandedOver, Received, written
from counter_app.core.journal import GENESIS, Entry, Event, NewEvent, event_hash, row_of
from counter_app.core.promise import Step
from counter_app.core.records import DossierState, Office, Person
from counter_app.core.times import VIETNAM
from counter_app.models import base, foreign, journal
from counter_app.models import office as offices

NODE = "0117"
OFFICE = Office(
    node=NODE,
    unit_id="H99.017",
    name="UBND xã Đông Phù",
    lines=("ỦY BAN NHÂN DÂN XÃ ĐÔNG PHÙ", "TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"),
    place="Đông Phù",
    desk="Trung tâm",
)
START = datetime(2026, 11, 23, 8, 0, tzinfo=VIETNAM)
DAY = START.date()


def scan(number: int, day: date = DAY, node: str = NODE) -> str:
    return scan_number(node, day, number)


def received(number: int, name: str = "Nguyễn Văn Đức", at: datetime = START, **changes: Any) -> Received:
    """What the reception of the day's ``number`` says; ``changes`` may name fields of the person, too."""
    person = {
        "citizen_id": f"0990900{number:05d}",
        "phone": f"0900000{number % 1000:03d}",
        "address": "Thôn Thượng",
    }
    person |= {key: changes.pop(key) for key in tuple(changes) if key in Person.__dataclass_fields__}
    values: dict[str, Any] = {
        "code": f"H99.017-{at:%y%m%d}-{number:04d}",
        "law": "2025",
        "ledger_year": at.year,
        "ledger_number": number,
        "procedure_code": "1.004873",
        "procedure_name": "Cấp giấy xác nhận tình trạng hôn nhân",
        "procedure_field": "Hộ tịch",
        "applicant": Person(name=name, **person),
        "counted_from": at,
        "due_at": at + timedelta(days=3),
        "ladder": (Step(day=at.date(), counts=False, reason="ngày nhận", kind="received"),),
        "holder": "Quầy 2",
        "unit": "Văn phòng",
        "wants_receipt": True,
    }
    return Received(**values | changes)


def new_event(dossier: str, payload: object, at: datetime = START, by: str = "an") -> NewEvent:
    kind, data = written(payload)
    return NewEvent(kind=kind, dossier=dossier, happened_at=at, by=by, data=data)


def append(dossier: str, *payloads: object, at: datetime = START) -> DossierState:
    """Append in a transaction of its own; the state after it."""
    with base.transaction():
        done = journal.append([new_event(dossier, one, at) for one in payloads], recorded_at=at)
    return done.states[dossier]


def receive(number: int, name: str = "Nguyễn Văn Đức", at: datetime = START, **changes: Any) -> DossierState:
    """A dossier received in the store, with the numbers of its counters."""
    with base.transaction():
        offices.raise_counter(offices.day_counter(at.date()), number)
        offices.raise_counter(offices.ledger_counter(at.year), number)
        return append(scan(number, at.date()), received(number, name, at, **changes), at=at)


def finish(state: DossierState, at: datetime) -> DossierState:
    return append(state.scan_number, Forwarded(to="Văn phòng"), Finished(), at=at)


def hand_over(state: DossierState, at: datetime) -> DossierState:
    return append(state.scan_number, HandedOver(collector=state.applicant.name), at=at)


def chain(
    payloads: Sequence[tuple[str, object, datetime]], node: str = "0200", epoch: int = 1
) -> list[Event]:
    """The events of another node, one after the other, each with its hash."""
    events: list[Event] = []
    before = GENESIS
    for seq, (dossier, payload, at) in enumerate(payloads, 1):
        kind, data = written(payload)
        plain = {
            "node": node,
            "epoch": epoch,
            "seq": seq,
            "kind": kind,
            "dossier": dossier,
            "happened_at": at,
            "recorded_at": at,
            "by": "binh",
            "data": data,
        }
        before = event_hash(before, Event(**plain))
        events.append(Event(**plain, hash=before))
    return events


def unguard_the_journal() -> None:
    """Let the journal be changed, as somebody would who has the file or the server."""
    where = " ON journal" if base.database.engine == "postgresql" else ""
    for trigger in ("journal_is_never_changed", "journal_is_never_deleted"):
        base.execute(f"DROP TRIGGER {trigger}{where}")


def take_in(events: Sequence[Event]) -> foreign.Taken:
    """Take in ``events`` of other nodes."""
    return foreign.add_foreign((Entry(event, row_of(event)) for event in events), len(events))
