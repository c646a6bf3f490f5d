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


def to_plain(value: Any) -> Any:
    """``value`` as text, integers, booleans, lists and dicts, for canonical JSON."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            one.name: to_plain(getattr(value, one.name))
            for one in fields(value)
            if getattr(value, one.name) != _default(one)
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return iso(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[Record], plain: Mapping[str, Any]) -> Record:
    """The record of type ``kind`` written as ``plain``."""
    readers = _readers(kind)
    return kind(**{name: readers[name](value) for name, value in plain.items() if name in readers})


def _default(one: Field[Any]) -> Any:
    if one.default is not MISSING:
        return one.default
    if one.default_factory is not MISSING:
        return one.default_factory()
    return MISSING


@cache
def _readers(kind: type) -> dict[str, Callable[[Any], Any]]:
    hints = typing.get_type_hints(kind)
    return {one.name: _reader(hints[one.name]) for one in fields(kind) if one.init}


def _reader(hint: Any) -> Callable[[Any], Any]:
    origin = typing.get_origin(hint)
    if origin is types.UnionType:
        inner = _reader(next(one for one in typing.get_args(hint) if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(typing.get_args(hint)[0])
        return lambda value: tuple(item(one) for one in value)
    if is_dataclass(hint):
        return lambda value: from_plain(typing.cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    return lambda value: value
