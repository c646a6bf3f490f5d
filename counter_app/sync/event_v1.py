"""The written form, version 1, of an event: one row of ``events.csv``, field by field.

This is the only place that knows it; a second version is a new module beside this one.
"""

import csv
import io
import json
import re
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from counter_app.core.events import KINDS
from counter_app.core.journal import NUMBERING, Event, canonical_json
from counter_app.core.times import iso
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

COLUMNS = ("node", "epoch", "seq", "kind", "dossier", "happened_at", "recorded_at", "by", "data", "hash")

#: Table Schema of the columns, for whoever reads the file without this program.
SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "node", "type": "string", "constraints": {"required": True, "pattern": "[0-9]{4}"}},
        {"name": "epoch", "type": "integer", "constraints": {"required": True, "minimum": 1}},
        {"name": "seq", "type": "integer", "constraints": {"required": True, "minimum": 1}},
        {"name": "kind", "type": "string", "constraints": {"required": True}},
        {"name": "dossier", "type": "string", "constraints": {"pattern": "[0-9]{16}"}},
        {"name": "happened_at", "type": "datetime", "constraints": {"required": True}},
        {"name": "recorded_at", "type": "datetime", "constraints": {"required": True}},
        {"name": "by", "type": "string"},
        {"name": "data", "type": "object", "constraints": {"required": True}},
        {"name": "hash", "type": "string", "constraints": {"required": True, "pattern": "[0-9a-f]{64}"}},
    ],
    "primaryKey": ["node", "epoch", "seq"],
}

#: Letters that one cell may have; the standard reader stops at 131,072.
_CELL_LIMIT = 8 << 20

#: The largest number that the database holds.
_LARGEST = 2**63 - 1

_PAYLOADS = {kind.value: payload for payload, kind in KINDS.items()}
_NUMBER = re.compile("[1-9][0-9]{0,17}")


def write_events(events: Iterable[Event]) -> bytes:
    """``events.csv`` with these rows, in UTF-8 with CR LF (RFC 4180)."""
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for event in events:
        rows.writerow(
            (
                event.node,
                event.epoch,
                event.seq,
                event.kind,
                event.dossier,
                iso(event.happened_at),
                iso(event.recorded_at),
                event.by,
                canonical_json(event.data),
                event.hash,
            )
        )
    return text.getvalue().encode("utf-8")


def read_events(content: bytes, *, later_minor: bool = False) -> tuple[Event, ...]:
    """The events of an ``events.csv``, in its order.

    With ``later_minor`` the file comes from a later version of the same format, and may have
    columns after the known ones; the hash of an event does not cover them.

    Raises:
        BadFile: a row does not have the written form; the sentence names it.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _CELL_LIMIT))
    try:
        rows = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
        head = tuple(next(rows, ()))
        if head[: len(COLUMNS)] != COLUMNS or (len(head) > len(COLUMNS) and not later_minor):
            raise _bad_row(1)
        return tuple(_event(row, len(head), number) for number, row in enumerate(rows, start=2))
    except (UnicodeDecodeError, csv.Error) as error:
        raise _bad_row(1) from error


def _event(row: list[str], width: int, number: int) -> Event:
    if len(row) != width:
        raise _bad_row(number)
    node, epoch, seq, kind, dossier, happened, recorded, by, data, digest = row[: len(COLUMNS)]
    shapes = (
        ("[0-9]{4}", node),
        (_NUMBER, epoch),
        (_NUMBER, seq),
        ("[a-z_]{1,40}", kind),
        ("([0-9]{16})?", dossier),
        ("[0-9a-f]{64}", digest),
    )
    if not all(re.fullmatch(shape, text) for shape, text in shapes):
        raise _bad_row(number)
    try:
        event = Event(
            node=node,
            epoch=int(epoch),
            seq=int(seq),
            kind=kind,
            dossier=dossier,
            happened_at=_moment(happened),
            recorded_at=_moment(recorded),
            by=by,
            data=_data(data),
            hash=digest,
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise _bad_row(number) from error
    if not _meant(event):
        raise _bad_row(number)
    return event


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or iso(moment) != text:
        raise ValueError(text)
    return moment


def _data(text: str) -> dict[str, Any]:
    data = json.loads(text)
    if not isinstance(data, dict) or canonical_json(data) != text:
        raise ValueError("not canonical")
    return data


def _meant(event: Event) -> bool:
    """Whether the event says what its kind must say; a kind of a later version says what it likes."""
    payload = _PAYLOADS.get(event.kind)
    if payload is None:
        return True
    if event.kind in NUMBERING and event.dossier[:4] != event.node:
        return False  # a node receives dossiers under its own number only
    return _check(payload)(event.data)


Check = Callable[[Any], bool]


@cache
def _check(hint: Any) -> Check:
    """A test of whether a value read from JSON can be what the type ``hint`` says."""
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        either = [_check(one) for one in typing.get_args(hint)]
        return lambda value: any(fits(value) for fits in either)
    if origin is tuple:
        item = _check(typing.get_args(hint)[0])
        return lambda value: isinstance(value, list) and all(map(item, value))
    return _check_record(hint) if is_dataclass(hint) else _check_scalar(hint)


def _check_record(record: Any) -> Check:
    hints = typing.get_type_hints(record)
    checks = {one.name: _check(hints[one.name]) for one in fields(record)}
    needed = {one.name for one in fields(record) if one.default is MISSING and one.default_factory is MISSING}
    return lambda value: (
        isinstance(value, Mapping)
        and needed <= value.keys()
        and all(checks[name](item) for name, item in value.items() if name in checks)
    )


def _check_scalar(hint: Any) -> Check:
    if hint is int:
        return lambda value: type(value) is int and -_LARGEST <= value <= _LARGEST
    if hint in (bool, type(None)):
        return lambda value: type(value) is hint
    if issubclass(hint, Enum):
        listed = {one.value for one in hint}
        return lambda value: isinstance(value, str | int) and value in listed
    if issubclass(hint, datetime | date):
        return lambda value: isinstance(value, str) and _is_time(hint, value)
    return lambda value: isinstance(value, str)


def _is_time(kind: type[date], text: str) -> bool:
    try:
        kind.fromisoformat(text)
    except ValueError:
        return False
    return True


def _bad_row(number: int) -> BadFile:
    return BadFile(
        _(
            "Line {number} of the events in this file is not as the format wants it; nothing was taken in."
        ).format(number=number)
    )
