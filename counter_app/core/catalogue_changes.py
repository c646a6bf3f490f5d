"""What another catalogue would change: new procedures, changed fields, and what stays as it is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from counter_app.core.catalogue_columns import stages_text
from counter_app.core.deadlines import DeadlineRule, written_rule
from counter_app.core.records import Paper, Procedure, Stage


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a procedure before and after; ``name`` is that of the record's field."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class ProcedureChange:
    """A procedure that is there already and would be changed."""

    code: str
    name: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """What taking a list in would do; ``same`` counts what it has unchanged, ``kept`` what it lacks."""

    added: tuple[Procedure, ...]
    changed: tuple[ProcedureChange, ...]
    same: int
    kept: tuple[Procedure, ...]


def differences(
    current: Mapping[str, Procedure], wanted: Iterable[Procedure], named: Iterable[str] = ()
) -> Differences:
    """Hold ``wanted`` against the catalogue in use, field by field.

    ``named`` are codes that the list has in another way, such as refused ones: they are not
    counted among what it lacks.
    """
    added: list[Procedure] = []
    changed: list[ProcedureChange] = []
    same = 0
    seen = set(named)
    for one in wanted:
        seen.add(one.code)
        before = current.get(one.code)
        if before is None:
            added.append(one)
        elif before == one:
            same += 1
        else:
            changed.append(ProcedureChange(one.code, one.name, changes_of(before, one)))
    kept = tuple(one for code, one in current.items() if code not in seen)
    return Differences(added=tuple(added), changed=tuple(changed), same=same, kept=kept)


def changes_of(before: Procedure, after: Procedure) -> tuple[FieldChange, ...]:
    """The fields in which two forms of one procedure differ, in the record's order."""
    pairs = ((one.name, getattr(before, one.name), getattr(after, one.name)) for one in fields(Procedure))
    return tuple(FieldChange(name, old, new) for name, old, new in pairs if old != new)


def value_text(value: Any) -> str:
    """A field's value as text for programs: ``working_days:3``, ``2026-07-01``, ``Tờ khai:1:0:0; …``."""
    if value is None:
        return ""
    if isinstance(value, DeadlineRule):
        return written_rule(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, tuple):
        if all(isinstance(one, Stage) for one in value):
            return stages_text(value)
        return "; ".join(_part_text(one) for one in value)
    return str(value)


def _part_text(part: Any) -> str:
    if isinstance(part, Paper):
        return f"{part.name}:{part.originals}:{part.certified}:{part.copies}"
    return str(part)
