"""Frozen records as plain JSON values and back: one written form for journal and projection.

Fields that hold their default are left out, unknown fields are ignored when read: a
record written by a later version can still be read, and one without a new field too.
"""

import json
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

from counter_app.core.journal import CANONICAL
from counter_app.core.times import iso

__all__ = ["changed", "from_plain", "to_json", "to_plain"]

Record = TypeVar("Record")

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def to_plain(value: Any) -> Any:
    """``value`` as text, integers, booleans, lists and dicts, for canonical JSON.

    Raises:
        TypeError: a float or another type that has no one written form.
    """
    kind: Any = type(value)
    return value if kind in _AS_THEY_ARE else _writer(kind)(value)


def to_json(record: Any) -> str:
    """The canonical JSON of :func:`to_plain` of a record, which holds no float, at half the cost of both."""
    return _ENCODER.encode(record)


def from_plain(kind: type[Record], plain: Mapping[str, Any]) -> Record:
    """The record of type ``kind`` written as ``plain``."""
    known, readers = _readers(typing.cast(type, kind))
    values = {name: value for name, value in plain.items() if name in known}
    for name, read in readers:
        if name in values:
            values[name] = read(values[name])
    return kind(**values)


if typing.TYPE_CHECKING:
    from dataclasses import replace as changed  # whose arguments the checker of types knows
else:

    def changed(record, **values):
        """As :func:`dataclasses.replace` for a record without slots, much faster: a fold does little else."""
        kind = type(record)
        if not values.keys() <= kind.__dataclass_fields__.keys():
            raise TypeError(f"a {kind.__name__} has no {', '.join(values)}")
        copy = object.__new__(kind)
        vars(copy).update(vars(record), **values)
        return copy


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """How a value of the type ``kind`` is written."""
    if kind is tuple:
        return lambda value: [to_plain(item) for item in value]
    if hasattr(kind, "__dataclass_fields__"):
        told = _told(kind)
        return lambda record: {
            name: item if type(item) in _AS_THEY_ARE else to_plain(item)
            for name, item in told(record).items()
        }
    if issubclass(kind, Enum):
        return attrgetter("value")
    if issubclass(kind, datetime):
        return iso
    if issubclass(kind, date):
        return date.isoformat
    raise TypeError(f"a {kind.__name__} has no one written form")


@cache
def _told(kind: Any) -> Callable[[Any], dict[str, Any]]:
    """What takes those fields out of a record that do not hold their default."""
    names, values_of = _parts(kind)
    defaults = tuple(map(_default, fields(kind)))
    return lambda record: {
        name: item
        for name, item, default in zip(names, values_of(record), defaults, strict=True)
        if item is not default and item != default
    }


def _one_level(value: Any) -> Any:
    """What the encoder is told of a value that is not JSON; it asks again for what is inside."""
    kind: Any = type(value)
    return _told(kind)(value) if hasattr(kind, "__dataclass_fields__") else _writer(kind)(value)


_ENCODER = json.JSONEncoder(**CANONICAL, default=_one_level)


@cache
def _parts(kind: type) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    """The names of the fields of a record, and what takes all their values out of one."""
    names = tuple(one.name for one in fields(kind))
    if len(names) > 1:
        return names, attrgetter(*names)
    return names, lambda record: tuple(getattr(record, name) for name in names)


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    if one.default_factory is not MISSING:
        return one.default_factory()
    return MISSING


@cache
def _readers(kind: type) -> tuple[frozenset[str], tuple[tuple[str, Callable[[Any], Any]], ...]]:
    """The names of the fields of a record, and for each that is not kept as it is written how it is read."""
    hints = typing.get_type_hints(kind)
    read = {one.name: _reader(hints[one.name]) for one in fields(kind) if one.init}
    return frozenset(read), tuple((name, reader) for name, reader in read.items() if reader is not None)


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """How a value of this type is read; None where it is what is written."""
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        inner = _reader(next(one for one in typing.get_args(hint) if one is not type(None)))
        return inner and (lambda value: None if value is None else inner(value))
    if origin is tuple:
        item = _reader(typing.get_args(hint)[0])
        return tuple if item is None else lambda value: tuple(map(item, value))
    if is_dataclass(hint):
        return lambda value: from_plain(typing.cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    return None
