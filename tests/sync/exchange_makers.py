"""Journals, keys and bundles for the tests of exchange, made with the core alone."""

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from counter_app.core.events import Finished, Forwarded, HandedOver, Received, written
from counter_app.core.fold import fold
from counter_app.core.journal import GENESIS, Event, event_hash, row_of
from counter_app.core.office_events import OfficeOpened
from counter_app.core.plain import to_plain
from counter_app.core.records import Channel, Collect, Fee, FeeStatus, Paper, Person
from counter_app.core.times import VIETNAM
from counter_app.sync import event_v1
from counter_app.sync.bundle import Bundle, open_bundle
from counter_app.sync.bundle_writing import Counted, Slice, make_bundle, put_bundle
from counter_app.sync.medium import require_folder

NODE = "0117"
START = datetime(2026, 11, 23, 7, 30, tzinfo=VIETNAM)

#: Keys from fixed seeds, so that the same test makes the same bytes.
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
OTHER_KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))


def scan(number: int) -> str:
    """A scan number of the first day; its check digits do not matter here."""
    return f"{NODE}261123{number:04d}00"


def received(number: int, name: str = "Nguyễn Văn Hùng") -> Received:
    """A dossier with every field that the files of exchange show."""
    at = START + timedelta(minutes=number)
    return Received(
        code=f"000.17.H99-261123-{number:04d}",
        law="2025",
        ledger_year=2026,
        ledger_number=number,
        procedure_code="1.004873",
        procedure_name="Cấp Giấy xác nhận tình trạng hôn nhân",
        procedure_field="Hộ tịch",
        applicant=Person(name=name, citizen_id="099080000123", phone="0900000123", address="Thôn Thượng"),
        counted_from=at,
        due_at=at + timedelta(days=3),
        unit="Văn phòng HĐND và UBND",
        channel=Channel.POST,
        collect=Collect.POST,
        papers=(Paper(name='Tờ khai "mẫu", có dấu phẩy', originals=1, copies=2),),
        fee=Fee(amount=15_000, status=FeeStatus.PAID, method="cash"),
        note="dòng một\ndòng hai",
    )


def journal(dossiers: int, node: str = NODE, epoch: int = 1, name: str = "Nguyễn Văn Hùng") -> list[Event]:
    """A chain from its beginning: the office opens, dossiers come in, every second one is returned."""
    steps: list[tuple[str, object]] = [("", OfficeOpened(name="UBND xã Đông Phù", unit_id="H99.017"))]
    for number in range(1, dossiers + 1):
        one = scan(number).replace(NODE, node, 1)
        steps.append((one, received(number, name)))
        if number % 2:
            steps += [
                (one, Forwarded(to="Phòng Kinh tế")),
                (one, Finished()),
                (one, HandedOver(collector=name)),
            ]
    return chained(node, epoch, steps)


def chained(node: str, epoch: int, steps: Iterable[tuple[str, object]]) -> list[Event]:
    """The chain in which ``steps`` (dossier, payload) happen one minute after the other."""
    events: list[Event] = []
    before = GENESIS
    for seq, (dossier, payload) in enumerate(steps, start=1):
        kind, data = written(payload)
        at = START + timedelta(minutes=seq)
        bare = Event(
            node=node,
            epoch=epoch,
            seq=seq,
            kind=kind,
            dossier=dossier,
            happened_at=at,
            recorded_at=at + timedelta(seconds=1),
            by="an" if dossier else "",
            data=data,
        )
        before = event_hash(before, bare)
        events.append(replace(bare, hash=before))
    return events


def part(events: Sequence[Event], first: int = 1, last: int | None = None) -> Slice:
    """The slice of a whole chain from event ``first`` to ``last``, with the states of its dossiers."""
    chosen = events[first - 1 : last]
    touched = sorted({event.dossier for event in chosen if event.dossier})
    states = [fold(event for event in events if event.dossier == one) for one in touched]
    return Slice(
        node=chosen[0].node,
        epoch=chosen[0].epoch,
        first_seq=chosen[0].seq,
        last_seq=chosen[-1].seq,
        hash_before=events[first - 2].hash if first > 1 else GENESIS,
        rows=tuple(map(row_of, chosen)),
        dossiers=Counted([to_plain(state) for state in states if state is not None]),
        created=START + timedelta(hours=9),
    )


def write_bundle(folder: Path, piece: Slice, key: Ed25519PrivateKey, recipients: Sequence[str] = ()) -> Path:
    """The file of ``piece`` in ``folder``."""
    require_folder(folder)
    return put_bundle(folder, piece, make_bundle(piece, key), recipients)


def table_of(events: Iterable[Event]) -> bytes:
    """``events.csv`` with these events."""
    return "".join(event_v1.table(map(row_of, events))).encode()


def table_with(events: list[Event], change: Callable[[list[str]], None] | None = None) -> bytes:
    """``events.csv`` of ``events``, its last row changed."""
    lines = table_of(events).decode().split("\r\n")[:-1]
    if change:
        cells = next(iter(csv.reader([lines[-1]])))
        change(cells)
        text = io.StringIO(newline="")
        csv.writer(text).writerow(cells)
        lines[-1] = text.getvalue().rstrip("\r\n")
    return ("\r\n".join(lines) + "\r\n").encode()


def events_of(bundle: Bundle) -> tuple[Event, ...]:
    """All events of a bundle, each proved."""
    return tuple(entry.event for entry in bundle.entries())


def parse_bundle(content: bytes, known: Mapping[str, str]) -> Bundle:
    """The bundle with these bytes, read to its end."""
    opened = open_bundle(content, known)
    events_of(opened)
    return opened
