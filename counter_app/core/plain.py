"""Frozen records as plain JSON values and back: one written form for journal and projection.

Fields that hold their default are left out, unknown fields are ignored when read: a
record written by a later version can still be read, and one without a new field too.
"""

import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any, TypeVar

from counter_app.core.times import iso

Record = TypeVar("Record")

_AS_THEY_ARE = frozenset({str, int, bool, type(None)})


def to_plain(value: Any) -> Any:
    """``value`` as text, integers, booleans, lists and dicts, for canonical JSON."""
    kind = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is tuple:
        return [to_plain(item) for item in value]
    if is_dataclass(kind):
        return {
            name: to_plain(item)
            for name, default in _defaults(kind)
            if (item := getattr(value, name)) != default
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[Record], plain: Mapping[str, Any]) -> Record:
    """The record of type ``kind`` written as ``plain``."""
    readers = _readers(typing.cast(type, kind))
    return kind(
        **{
            name: read(value) if (read := readers[name]) is not None else value
            for name, value in plain.items()
            if name in readers
        }
    )


@cache
def _defaults(kind: type) -> tuple[tuple[str, Any], ...]:
    return tuple((one.name, _default(one)) for one in fields(kind))


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    if one.default_factory is not MISSING:
        return one.default_factory()
    return MISSING


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any] | None]:
    """What reads each field; None where its plain value is the value itself."""
    hints = typing.get_type_hints(kind)
    return {one.name: _reader(hints[one.name]) for one in fields(kind) if one.init}


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        inner = _reader(next(one for one in typing.get_args(hint) if one is not type(None)))
        return None if inner is None else lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(typing.get_args(hint)[0])
        return tuple if item is None else lambda value: tuple(item(one) for one in value)
    if is_dataclass(hint):
        return lambda value: from_plain(typing.cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    return None
