"""The law as dated data: which forms, codes and hours of the day are in force on a day.

A pack (bộ quy định) is a TOML file under ``resources/law``; the dossier keeps the pack of
the day it was received on, also when it is printed again later.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType
from typing import Any

from counter_app.core.deadlines import Cutoffs
from counter_app.errors import BadFile, NotFound
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date

AFTER_SUPPLEMENT = ("restart", "resume")
_DUE_HOURS = ("reception", "closing")


@dataclass(frozen=True, slots=True)
class FormText:
    """A printed form (biểu mẫu): its number in the annex, its title, and its words by key.

    The title is among the ``words`` too, as "title".
    """

    number: str
    title: str
    words: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LawPack:
    """Everything of the law that is dated, from ``valid_from`` to ``valid_to`` (None: still in force).

    ``wording`` names the version of the forms' words on the printed form; ``verified`` says
    whether an office has compared them with the published annex. ``code_accepts`` is the
    regular expression of dossier codes taken from a scanner or the keyboard;
    ``after_supplement`` is "restart" (counted again from the start, NĐ 61/2018/NĐ-CP art.
    19(4)) or "resume" (the time of waiting is added).
    """

    id: str
    title: str
    valid_from: date
    valid_to: date | None
    wording: str
    verified: bool
    code_pattern: str
    code_accepts: str
    cutoffs: Cutoffs
    after_supplement: str
    forms: Mapping[str, FormText]


#: Words of the receipt that every form shares.
_SHARED = ("nation", "motto", "place_date", "code", "none", "counter", "continued", "page")


def parse_pack(text: str, forms: Mapping[str, str] = MappingProxyType({})) -> LawPack:
    """The law pack written in TOML; ``forms`` are the texts of its forms that have a file of their own.

    Raises:
        BadFile: it is not TOML, or something in it is missing or cannot be used; the
            sentence names what.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(
            _("The law pack is not valid TOML: {reason}. Restore the file or correct that line.").format(
                reason=error
            )
        ) from error
    shared = {name: _table(_table(_table(table, "forms"), "receipt"), "words")[name] for name in _SHARED}
    for name, form_text in forms.items():
        form = tomllib.loads(form_text)
        _table(table, "forms")[name] = {**form, "words": {**shared, **form["words"]}}
    code, cutoffs = _table(table, "code"), _table(table, "cutoffs")
    pack = LawPack(
        id=_get(table, "id", str),
        title=_get(table, "title", str),
        valid_from=_get(table, "valid_from", date),
        valid_to=_get(table, "valid_to", date) if "valid_to" in table else None,
        wording=_get(table, "wording", str),
        verified=_get(table, "verified", bool),
        code_pattern=_get(code, "pattern", str),
        code_accepts=_get(code, "accepts", str),
        cutoffs=Cutoffs(
            same_day_until=_hour(cutoffs, "same_day_until"),
            hand_over_until=_hour(cutoffs, "hand_over_until"),
            due_hour=_get(cutoffs, "due_hour", str),
        ),
        after_supplement=_get(_table(table, "supplement"), "after", str),
        forms=MappingProxyType({name: _form(form) for name, form in _table(table, "forms").items()}),
    )
    _check(pack, cutoffs)
    return pack


def pack_on(packs: Iterable[LawPack], day: date) -> LawPack:
    """The pack in force on ``day``; of two that overlap, the later one.

    Raises:
        NotFound: no pack covers the day.
    """
    in_force = [
        pack for pack in packs if pack.valid_from <= day and (pack.valid_to is None or day <= pack.valid_to)
    ]
    if not in_force:
        raise NotFound(
            _("No law pack covers {day}; check the date, or add the pack for that time.").format(
                day=short_date(day)
            )
        )
    return max(in_force, key=lambda pack: pack.valid_from)


def _check(pack: LawPack, cutoffs: Mapping[str, Any]) -> None:
    if pack.valid_to is not None and pack.valid_to < pack.valid_from:
        raise _unusable("valid_to")
    if pack.after_supplement not in AFTER_SUPPLEMENT:
        raise _unusable("after")
    if pack.cutoffs.due_hour not in _DUE_HOURS:
        _hour(cutoffs, "due_hour")
    try:
        re.compile(pack.code_accepts)
        made = pack.code_pattern.format(unit="H99.017", day=pack.valid_from, number=1)
    except (re.error, ValueError, LookupError, AttributeError) as error:
        raise _unusable("pattern") from error
    if not re.fullmatch(pack.code_accepts, made):
        raise _unusable("accepts")


def _form(table: Any) -> FormText:
    title = _get(table, "title", str)
    words = {name: _get(_table(table, "words"), name, str) for name in _table(table, "words")}
    return FormText(_get(table, "number", str), title, MappingProxyType({"title": title, **words}))


def _table(table: Any, name: str) -> dict[str, Any]:
    found: dict[str, Any] = _get(table, name, dict)
    return found


def _get(table: Any, name: str, kind: type[Any]) -> Any:
    value = table.get(name) if isinstance(table, dict) else None
    if value is None:
        raise BadFile(_("The law pack lacks “{name}”. Restore the file or fill it in.").format(name=name))
    if not isinstance(value, kind) or (kind is date and isinstance(value, datetime)):
        raise _unusable(name)
    return value


def _hour(table: Mapping[str, Any], name: str) -> time:
    text = _get(table, name, str)
    try:
        return time.fromisoformat(text)
    except ValueError as error:
        raise _unusable(name) from error


def _unusable(name: str) -> BadFile:
    return BadFile(
        _("The law pack cannot be used: “{name}” has a value that is not possible. Correct it.").format(
            name=name
        )
    )
