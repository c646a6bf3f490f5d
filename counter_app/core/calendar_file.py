"""Files with which an office changes its calendar: TOML as the shipped years are written, or a table.

TOML::

    decision = "QĐ 125/QĐ-UBND"     # of all that name none of their own
    year = 2027
    confirmed = true                # the whole year is final
    sessions = ["07:30-11:30 13:30-17:00", ...]   # seven, Monday to Sunday
    [[off]]
    date = 2027-02-04
    reason = "Tết Nguyên đán"
    [[work]]                        # a make-up day, or a weekday that is worked after all
    date = 2027-02-13
    reason = "làm bù ngày 04/02"
    [[usual]]                       # the shipped calendar holds again
    date = 2027-02-11

A table (CSV, separated by comma, semicolon or tab) has the columns ``date``, ``worked``,
``reason``, ``decision`` and, where wanted, ``confirmed``.
"""

import csv
import io
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from counter_app.core.events import CalendarChanged, DayChange
from counter_app.core.office_calendar import WORDS_LIMIT, check_day, check_sessions, refuse_twice
from counter_app.core.validation import clean_text
from counter_app.core.workdays import YEARS, Calendar
from counter_app.errors import BadFile, BadInput
from counter_app.i18n import gettext as _

#: Tables of a TOML file, and what each says of its days.
TABLES: Mapping[str, bool | None] = {"off": False, "work": True, "usual": None}

_TOP = frozenset({"year", "confirmed", "decision", "sessions", *TABLES})
_KEYS = frozenset({"date", "reason", "decision", "confirmed"})
_COLUMNS = ("date", "worked", "reason", "decision")

#: Words for a day's state in a table; Vietnamese ones without their marks too.
_WORDS: Mapping[str, bool | None] = {
    **dict.fromkeys(("1", "true", "yes", "x", "worked", "work", "làm", "làm việc", "làm bù", "có"), True),
    **dict.fromkeys(("0", "false", "no", "off", "nghỉ", "không"), False),
    **dict.fromkeys(("", "usual", "như thường", "bình thường"), None),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One day of a file, and where it stands in it."""

    place: str
    change: DayChange
    decision: str


def read_toml(name: str, text: str, calendar: Calendar) -> tuple[CalendarChanged, ...]:
    """The changes that the TOML file ``name`` makes to ``calendar``, one for each decision.

    Raises:
        BadFile: not TOML, or something in it has no meaning; the sentence names file, row and field.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadFile(
            _("{file} is not a TOML file ({reason}). Mend it after the example.").format(
                file=name, reason=error
            )
        ) from error
    top = _Place(name, _("the head"))
    if unknown := sorted(set(table) - _TOP):
        raise top.meaningless(unknown[0])
    decision = top.text(table, "decision")
    year = table.get("year")
    if year is not None and (type(year) is not int or year not in YEARS):
        raise top.refusal(
            "year", _("write a year from {first} to {last}").format(first=YEARS[0], last=YEARS[-1])
        )
    confirmed = top.flag(table, "confirmed", default=True)
    rows = [
        _toml_row(name, key, number, entry, year, decision, confirmed)
        for key in TABLES
        for number, entry in enumerate(top.tables(table, key), 1)
    ]
    final = (year,) if year is not None and table.get("confirmed") is True else ()
    return _changes(name, rows, _sessions(top, table), final, decision, calendar)


def _toml_row(
    name: str,
    key: str,
    number: int,
    entry: Mapping[str, Any],
    year: int | None,
    decision: str,
    confirmed: bool,
) -> Row:
    place = _Place(name, f"[[{key}]] {number}")
    if unknown := sorted(set(entry) - _KEYS):
        raise place.meaningless(unknown[0])
    day = entry.get("date")
    if type(day) is not date or (year is not None and day.year != year):
        raise place.refusal(
            "date", _("“{value}” is no date of this file's year; write it like 2026-11-24").format(value=day)
        )
    change = DayChange(
        day=day,
        worked=TABLES[key],
        reason=place.text(entry, "reason"),
        confirmed=place.flag(entry, "confirmed", default=confirmed),
    )
    return Row(place=place.row, change=change, decision=place.text(entry, "decision") or decision)


def _sessions(top: "_Place", table: Mapping[str, Any]) -> tuple[str, ...]:
    sessions = table.get("sessions", [])
    if not isinstance(sessions, list) or not all(isinstance(one, str) for one in sessions):
        raise top.refusal("sessions", _("write seven texts, Monday to Sunday"))
    if sessions:
        try:
            check_sessions(tuple(sessions))
        except BadInput as error:
            raise top.refusal("sessions", str(error)) from error
    return tuple(sessions)


def read_table(name: str, text: str, calendar: Calendar) -> tuple[CalendarChanged, ...]:
    """The changes that the table ``name`` (CSV with a head) makes to ``calendar``, one for each decision.

    Raises:
        BadFile: something in it has no meaning; the sentence names file, row and field.
    """
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise BadFile(
            _("{file} is not a table ({reason}). Save it as CSV anew.").format(file=name, reason=error)
        ) from error
    head = [one.strip().lower() for one in lines[0]] if lines else []
    top = _Place(name, _("row {number}").format(number=1))
    for column in _COLUMNS:
        if column not in head:
            raise top.refusal(column, _("this column is missing"))
    rows = [
        _table_row(_Place(name, _("row {number}").format(number=number)), dict(zip(head, line, strict=False)))
        for number, line in enumerate(lines[1:], 2)
        if any(cell.strip() for cell in line)
    ]
    return _changes(name, rows, (), (), "", calendar)


def _table_row(place: "_Place", cells: Mapping[str, str]) -> Row:
    worked = _word(cells.get("worked", ""))
    if worked not in _WORDS:
        raise place.refusal("worked", _("“{value}” is neither 1 (worked) nor 0 (off)").format(value=worked))
    sure = _word(cells.get("confirmed", "")) or "1"
    if _WORDS.get(sure) is None:
        raise place.refusal("confirmed", _("“{value}” is neither 1 (final) nor 0").format(value=sure))
    change = DayChange(
        day=_date(place, cells.get("date", "")),
        worked=_WORDS[worked],
        reason=place.clean("reason", cells.get("reason", "")),
        confirmed=_WORDS[sure] is True,
    )
    return Row(place=place.row, change=change, decision=place.clean("decision", cells.get("decision", "")))


def _date(place: "_Place", cell: str) -> date:
    """A date as it is written in ISO 8601 or, by spreadsheets here, as day/month/year."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(cell.strip(), form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    raise place.refusal("date", _("“{value}” is no date; write it like 2026-11-24").format(value=cell))


def _changes(
    name: str,
    rows: Sequence[Row],
    sessions: tuple[str, ...],
    final: tuple[int, ...],
    decision: str,
    calendar: Calendar,
) -> tuple[CalendarChanged, ...]:
    """One change for each decision, in the order in which the file names them."""
    _check_rows(name, rows, calendar)
    by_decision: dict[str, list[DayChange]] = {}
    for row in rows:
        by_decision.setdefault(row.decision, []).append(row.change)
    if sessions or final:
        if not decision:
            raise _Place(name, _("the head")).refusal("decision", _("give the number of the decision"))
        by_decision = {decision: by_decision.pop(decision, []), **by_decision}
    return tuple(
        CalendarChanged(
            decision=one,
            days=tuple(days),
            sessions=sessions if one == decision else (),
            confirmed_years=final if one == decision else (),
        )
        for one, days in by_decision.items()
    )


def _check_rows(name: str, rows: Iterable[Row], calendar: Calendar) -> None:
    seen: set[date] = set()
    for row in rows:
        place = _Place(name, row.place)
        try:
            refuse_twice(row.change.day, seen)
            check_day(row.change, calendar)
        except BadInput as error:
            raise place.refusal(error.field, str(error)) from error
        if not row.decision:
            raise place.refusal("decision", _("give the number of the decision"))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where something stands in a file, to read it and to name it in a refusal."""

    name: str
    row: str

    def refusal(self, field: str, reason: str) -> BadFile:
        words = _("{file}, {row}, “{field}”: {reason}. Nothing was changed.")
        return BadFile(words.format(file=self.name, row=self.row, field=field, reason=reason.rstrip(".")))

    def meaningless(self, field: str) -> BadFile:
        return self.refusal(field, _("this is missing or has no meaning"))

    def text(self, table: Mapping[str, Any], field: str) -> str:
        value = table.get(field, "")
        if not isinstance(value, str):
            raise self.meaningless(field)
        return self.clean(field, value)

    def clean(self, field: str, value: str) -> str:
        try:
            return clean_text(value, WORDS_LIMIT)
        except BadInput as error:
            raise self.refusal(field, str(error)) from error

    def flag(self, table: Mapping[str, Any], field: str, *, default: bool) -> bool:
        value = table.get(field, default)
        if type(value) is not bool:
            raise self.refusal(field, _("this is true or false"))
        return value

    def tables(self, table: Mapping[str, Any], field: str) -> list[Mapping[str, Any]]:
        entries = table.get(field, [])
        if not (isinstance(entries, list) and all(isinstance(one, dict) for one in entries)):
            raise self.refusal(field, _("each day stands under its own [[{kind}]]").format(kind=field))
        return entries


def _word(cell: str) -> str:
    return " ".join(cell.split()).lower()
