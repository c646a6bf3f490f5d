"""The written form, version 1, of an event: one row of ``events.csv``, field by field.

This is the only place that knows it; a second version is a new module beside this one.
"""

import csv
import re
import types
import typing
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

from counter_app.core.events import KINDS
from counter_app.core.journal import NUMBERING, Entry, Event, Row, follows, read_canonical
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _
from counter_app.sync.tables import csv_parts, csv_rows

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

#: The largest number that the database holds.
_LARGEST = 2**63 - 1

_PAYLOADS = {kind.value: payload for payload, kind in KINDS.items()}

#: What a row says beside ``by`` and ``data``, joined by line feeds.
_MOMENT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}\+07:00"
_NUMBER = "[1-9][0-9]{0,17}"
_SHAPE = re.compile(
    rf"[0-9]{{4}}\n{_NUMBER}\n{_NUMBER}\n[a-z_]{{1,40}}\n(?:[0-9]{{16}})?\n"
    rf"{_MOMENT}\n{_MOMENT}\n[0-9a-f]{{64}}"
)


def table(rows: Iterable[Row]) -> Iterator[str]:
    """``events.csv`` with these rows, part by part, with CR LF (RFC 4180)."""
    return csv_parts(COLUMNS, rows)


def read_table(lines: Iterable[str], before: str, *, later_minor: bool = False) -> Iterator[Entry]:
    """The events of an ``events.csv``, in its order, each found to follow from the one before it.

    ``before`` is the hash before the first one. With ``later_minor`` the file comes from a later
    version of the same format, and may have columns after the known ones; the hash of an event
    does not cover them.

    Raises:
        BadFile: a row does not have the written form, or does not follow; the sentence names it.
    """
    number = 1
    try:
        rows = csv_rows(lines)
        head = tuple(next(rows, ()))
        if head[: len(COLUMNS)] != COLUMNS or (len(head) > len(COLUMNS) and not later_minor):
            raise _bad_row(1)
        for number, cells in enumerate(rows, start=2):
            entry = _entry(cells, len(head), number, before)
            before = entry.event.hash
            yield entry
    except (UnicodeDecodeError, csv.Error) as error:
        raise _bad_row(number) from error


def _entry(cells: list[str], width: int, number: int, before: str) -> Entry:
    if len(cells) != width:
        raise _bad_row(number)
    node, epoch, seq, kind, dossier, happened, recorded, by, data, digest = cells[: len(COLUMNS)]
    if not has_form(cells[: len(COLUMNS)]):
        raise _bad_row(number)
    try:
        event = Event(
            node=node,
            epoch=int(epoch),
            seq=int(seq),
            kind=kind,
            dossier=dossier,
            happened_at=datetime.fromisoformat(happened),
            recorded_at=datetime.fromisoformat(recorded),
            by=by,
            data=read_canonical(data),
            hash=digest,
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise _bad_row(number) from error
    if not isinstance(event.data, dict) or not _meant(event) or "\0" in by or _holds_nul(data, event.data):
        raise _bad_row(number)
    row = (node, event.epoch, event.seq, kind, dossier, happened, recorded, by, data, digest)
    if not follows(before, row):
        raise _bad_row(number)
    return Entry(event, row, before)


def has_form(row: Sequence[object]) -> bool:
    """Whether ``row`` is written as a reader wants it, apart from what its data mean."""
    node, epoch, seq, kind, dossier, happened, recorded, _by, _data, digest = row
    return bool(
        _SHAPE.fullmatch(f"{node}\n{epoch}\n{seq}\n{kind}\n{dossier}\n{happened}\n{recorded}\n{digest}")
    )


def _holds_nul(text: str, value: Any) -> bool:
    """Whether a text in the data holds the character that no database of PostgreSQL takes."""
    if "\\u0000" not in text:  # as always
        return False
    if isinstance(value, dict):
        return any("\0" in key or _holds_nul(text, item) for key, item in value.items())
    if isinstance(value, list):
        return any(_holds_nul(text, item) for item in value)
    return isinstance(value, str) and "\0" in value


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
    texts = frozenset(name for name in checks if hints[name] is str)
    needed = frozenset(
        one.name for one in fields(record) if one.default is MISSING and one.default_factory is MISSING
    )

    def fits(value: Any) -> bool:
        if not isinstance(value, Mapping) or not needed <= value.keys():
            return False
        for name, item in value.items():
            if type(item) is str and name in texts:  # as nearly always
                continue
            check = checks.get(name)
            if check is not None and not check(item):
                return False
        return True

    return fits


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
