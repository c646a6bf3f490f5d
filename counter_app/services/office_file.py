"""The file from which a real office is set up: what its forms say, and who works there."""

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from counter_app.core.codes import is_node, looks_like_code, normalise_code
from counter_app.core.plain import from_plain
from counter_app.core.records import Office, Officer
from counter_app.core.states import Action, Role, permitted
from counter_app.core.validation import clean_text
from counter_app.core.workdays import parse_sessions
from counter_app.errors import BadFile, BadInput
from counter_app.i18n import gettext as _
from counter_app.sync.medium import read_limited

_SIZE_LIMIT = 1 << 20
_TEXT_LIMIT = 300
_LISTS = {"lines": (1, 4), "units": (0, 99), "sessions": (7, 7)}

#: The most letters of a unit identifier (QĐ 20/2020/QĐ-TTg).
_UNIT_LIMIT = 35


@dataclass(frozen=True, slots=True)
class OfficeFile:
    """An office as its file describes it, and its officers with their first PINs."""

    office: Office
    officers: tuple[tuple[Officer, str], ...]


def read_office_file(path: Path) -> OfficeFile:
    """The office that the TOML file describes; an officer without a PIN gets one of six digits.

    Raises:
        NotFound, DeviceProblem: the file is not there or cannot be read.
        BadFile: not TOML, or something in it is missing or has no meaning; the sentence names it.
    """
    try:
        table = tomllib.loads(read_limited(path, _SIZE_LIMIT).decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadFile(
            _("{path} is not a TOML file ({reason}). Mend it after the example.").format(
                path=path, reason=error
            )
        ) from error
    officers = table.pop("officer", [])
    if not isinstance(officers, list) or not all(isinstance(one, dict) for one in officers):
        raise _meaningless("officer")
    read = tuple(_officer(one) for one in officers)
    if not any(permitted(Action.RECEIVE, officer.role) for officer, _pin in read):
        raise BadFile(
            _("Nobody in the file may receive a dossier. Add an [[officer]] with the role officer or head.")
        )
    return OfficeFile(_office(table), read)


def _office(table: Mapping[str, Any]) -> Office:
    known = {one.name for one in fields(Office)}
    unknown = sorted(set(table) - known)
    if unknown:
        raise _meaningless(unknown[0])
    values = {
        one.name: _list(table, one.name) if one.name in _LISTS else _text(table, one.name)
        for one in fields(Office)
        if one.name in table or one.default is MISSING
    }
    office = from_plain(Office, values)
    if not is_node(office.node):
        raise _meaningless("node")
    if not _is_unit(office.unit_id):
        raise _meaningless("unit_id")
    parse_sessions(office.sessions)
    return office


def _is_unit(unit: str) -> bool:
    """A unit (mã định danh, QĐ 20/2020/QĐ-TTg) whose dossier codes this program knows again when scanned."""
    code = f"{unit}-261123-0001"
    return len(unit) <= _UNIT_LIMIT and normalise_code(code) == code and looks_like_code(code)


def _officer(table: Mapping[str, Any]) -> tuple[Officer, str]:
    unknown = sorted(set(table) - {one.name for one in fields(Officer)} - {"pin"})
    if unknown:
        raise _meaningless(f"officer.{unknown[0]}")
    role = _text(table, "role")
    if role not in {one.value for one in Role}:
        raise _meaningless("officer.role")
    officer = Officer(
        login=_text(table, "login"),
        name=_text(table, "name"),
        role=Role(role),
        title=_text(table, "title", ""),
        counter=_text(table, "counter", ""),
    )
    return officer, _text(table, "pin", "") or f"{secrets.randbelow(10**6):06d}"


def _text(table: Mapping[str, Any], name: str, default: str | None = None) -> str:
    value = table.get(name, default)
    if not isinstance(value, str):
        raise _meaningless(name)
    try:
        cleaned = clean_text(value, _TEXT_LIMIT)
    except BadInput as error:
        raise _meaningless(name) from error
    if not cleaned and default is None and name in _NEEDED:
        raise _meaningless(name)
    return cleaned


_NEEDED = frozenset({"node", "unit_id", "name", "place", "desk", "login", "role"})


def _list(table: Mapping[str, Any], name: str) -> list[str]:
    low, high = _LISTS[name]
    values = table.get(name)
    if not isinstance(values, list) or not low <= len(values) <= high:
        raise _meaningless(name)
    return [_text({name: one}, name) for one in values]


def _meaningless(name: str) -> BadFile:
    return BadFile(
        _("In the office file, “{name}” is missing or has no meaning. Mend it after the example.").format(
            name=name
        )
    )
