"""Tables of a law file as they are read: values of the right kind, and every fault with its place."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

Table = Mapping[str, Any]


def toml_table(file: str, text: str) -> dict[str, Any]:
    """The table written in ``text``; ``file`` names it in a refusal.

    Raises:
        BadFile: it is not TOML.
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(
            _("{file} is not valid TOML: {reason}. Restore the file or correct that line.").format(
                file=file, reason=error
            )
        ) from error


def merged(base: Table, changes: Table) -> dict[str, Any]:
    """``base`` with ``changes`` in it: tables are merged key by key, everything else is replaced."""
    whole = dict(base)
    for key, value in changes.items():
        before = whole.get(key)
        if isinstance(value, dict) and isinstance(before, dict):
            whole[key] = merged(before, value)
        else:
            whole[key] = value
    return whole


@dataclass(slots=True)
class Reader:
    """One table; ``path`` is where it stands in its ``file``, ``faults`` are finished sentences.

    A value that is missing or wrong is a fault, and something harmless is returned in its
    place, so that the whole file is read in one go.
    """

    file: str
    table: Table
    faults: list[str]
    path: str = ""
    _asked: set[str] = field(default_factory=set)

    def fault(self, key: str, sentence: str, **words: object) -> None:
        """Keep ``sentence``, which may name ``{file}`` and ``{field}``."""
        self.faults.append(sentence.format(file=self.file, field=self.path + key, **words))

    def lacking(self, key: str) -> None:
        """Say that ``key`` is not there."""
        self.fault(key, _("{file} lacks “{field}”. Restore the file or fill it in."))

    def impossible(self, key: str) -> None:
        """Say that ``key`` has a value that cannot be."""
        self.fault(key, _("{file}: “{field}” has a value that is not possible. Correct it."))

    def text(self, key: str, default: str | None = None) -> str:
        """The text of ``key``."""
        return str(self._value(key, str, default, ""))

    def flag(self, key: str, default: bool | None = None) -> bool:
        """True or false of ``key``."""
        return bool(self._value(key, bool, default, False))

    def number(self, key: str, least: int, most: int) -> int:
        """The whole number of ``key``, from ``least`` to ``most``."""
        value = self._value(key, int, None, least)
        if isinstance(value, bool) or not least <= value <= most:
            self.impossible(key)
            return least
        return int(value)

    def day(self, key: str) -> date:
        """The date of ``key``."""
        value: date = self._value(key, date, None, date.min)
        if isinstance(value, datetime):
            self.impossible(key)
            return date.min
        return value

    def hour(self, key: str) -> time:
        """The time of day of ``key``, written "15:00"."""
        text = self.text(key, None)
        try:
            return time.fromisoformat(text or "00:00")
        except ValueError:
            self.impossible(key)
            return time()

    def choice(self, key: str, allowed: Iterable[str], default: str | None = None) -> str:
        """The text of ``key``, one of ``allowed``."""
        known = tuple(allowed)
        text = self.text(key, default)
        if text not in known and key in self.table and isinstance(self.table[key], str):
            self.fault(
                key,
                _("{file}: “{field}” is “{text}”; possible are {known}. Correct it."),
                text=text,
                known=", ".join(one for one in known if one),
            )
        return text if text in known else known[0]

    def items(self, key: str, kind: type[Any], default: tuple[Any, ...] | None = None) -> tuple[Any, ...]:
        """The values of ``kind`` in the list of ``key``."""
        values = self._value(key, list, default, ())
        if not all(isinstance(one, kind) and not isinstance(one, bool) for one in values):
            self.impossible(key)
            return ()
        return tuple(values)

    def inner(self, key: str, optional: bool = False) -> "Reader":
        """The table of ``key``."""
        before = len(self.faults)
        value = self._value(key, dict, {} if optional else None, {})
        # Of a table that is not there it is said once, and not of everything in it.
        faults = self.faults if len(self.faults) == before else []
        return Reader(self.file, value, faults, f"{self.path}{key}.")

    def rest(self) -> tuple[str, ...]:
        """The keys that were not asked for yet, in the order of the file."""
        return tuple(key for key in self.table if key not in self._asked)

    def close(self) -> None:
        """Say of every key that was not asked for that it is not known."""
        for key in self.rest():
            self.fault(key, _("{file}: “{field}” is not known. Check its spelling, or take it out."))

    def _value(self, key: str, kind: type[Any], default: Any, harmless: Any) -> Any:
        self._asked.add(key)
        if key not in self.table:
            if default is None:
                self.lacking(key)
                return harmless
            return default
        value = self.table[key]
        if not isinstance(value, kind):
            self.impossible(key)
            return harmless
        return value
