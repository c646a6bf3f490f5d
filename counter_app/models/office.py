"""The office, its officers, its catalogue and its counters in the database."""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from counter_app.core.folding import sort_key, tokens
from counter_app.core.journal import canonical_json
from counter_app.core.plain import from_plain, to_plain
from counter_app.core.records import Office, Officer, Procedure
from counter_app.models import base, journal, tables
from counter_app.models.tables import Counter

_OFFICE = "office"
_CATALOGUE = "catalogue_version"
_NEWER_CATALOGUE = (
    "INSERT INTO fact (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE "
    "SET value = CAST(CAST(fact.value AS INTEGER) + 1 AS TEXT)"
)
_KEEP_FACT = (
    "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value"
)
_NEXT = (
    "INSERT INTO counter (name, value) VALUES (?, 1) "
    "ON CONFLICT (name) DO UPDATE SET value = counter.value + 1 RETURNING value"
)

#: A question of more words is too deep for SQLite; so many tell any procedure from all others.
_MOST_WORDS = 40


def office() -> Office | None:
    """The office of this installation, once it is set up."""
    kept = fact(_OFFICE)
    return None if kept is None else from_plain(Office, json.loads(kept))


def save_office(chosen: Office) -> None:
    """Keep the office; the first time its journal begins, with epoch 1."""
    with base.transaction():
        save_fact(_OFFICE, canonical_json(to_plain(chosen)))
        if not any(one.own for one in journal.chains()):
            journal.begin_chain(chosen.node)


def fact(name: str) -> str | None:
    """A small thing kept under ``name``."""
    found = base.fetch("SELECT value FROM fact WHERE name = ?", (name,))
    return found[0][0] if found else None


def save_fact(name: str, value: str) -> None:
    """Keep ``value`` under ``name``, in place of what was there."""
    with base.transaction():
        base.execute(_KEEP_FACT, (name, value))


def day_counter(day: date) -> str:
    """Under which name the dossiers of one day are counted."""
    return f"day:{day:%y%m%d}"


def ledger_counter(year: int) -> str:
    """Under which name the entries of the ledger of one year are counted."""
    return f"ledger:{year}"


def slip_counter(form: str, year: int) -> str:
    """Under which name the slips of one form of one year are counted."""
    return f"slip:{form}:{year}"


def next_number(name: str) -> int:
    """The next number of the counter ``name``, from 1; belongs inside the transaction that uses it."""
    return int(base.fetch(_NEXT, (name,))[0][0])


def peek_number(name: str) -> int:
    """The last number given by the counter ``name``; 0 before the first."""
    found = base.fetch("SELECT value FROM counter WHERE name = ?", (name,))
    return int(found[0][0]) if found else 0


def counters() -> dict[str, int]:
    """The last number given under each name."""
    return dict(base.fetch("SELECT name, value FROM counter ORDER BY name"))


def raise_counter(name: str, value: int) -> None:
    """Let the counter ``name`` go on after ``value`` at least."""
    with base.transaction():
        Counter.insert(name=name, value=value).on_conflict(
            conflict_target=[Counter.name],
            update={Counter.value: value},
            where=Counter.value < value,
        ).execute()


def officers() -> tuple[Officer, ...]:
    """Everyone who may sign in, in the Vietnamese order of their names."""
    return _in_order(tuple(body for (body,) in base.fetch("SELECT body FROM officer")))


@lru_cache(maxsize=4)  # every scan asks for all of them, and they hardly ever change
def _in_order(bodies: tuple[str, ...]) -> tuple[Officer, ...]:
    found = [_read(Officer, body) for body in bodies]
    return tuple(sorted(found, key=lambda one: sort_key(one.name)))


def officer(login: str) -> Officer | None:
    """The officer who signs in as ``login``."""
    found = base.fetch("SELECT body FROM officer WHERE login = ?", (login,))
    return _read(Officer, found[0][0]) if found else None


def add_officer(added: Officer, pin_hash: str) -> None:
    """Keep an officer and the hash of their PIN."""
    tables.Officer.insert(
        login=added.login, body=canonical_json(to_plain(added)), pin_hash=pin_hash
    ).execute()


def pin_hash(login: str) -> str | None:
    """The hash of the PIN of ``login``."""
    found = base.fetch("SELECT pin_hash FROM officer WHERE login = ?", (login,))
    return found[0][0] if found else None


def procedures(text: str = "", limit: int = -1) -> tuple[Procedure, ...]:
    """Procedures whose code, name or field has a word beginning with each word of ``text``, by name."""
    query = tables.Procedure.select(tables.Procedure.body)
    for word in list(dict.fromkeys(tokens(text)))[:_MOST_WORDS]:
        query = query.where(tables.Procedure.search.contains(f" {word}"))
    sql, parameters = query.order_by(tables.Procedure.name_key).limit(base.at_most(limit)).sql()
    return tuple(_read(Procedure, body) for (body,) in base.fetch(sql, parameters))


def procedure(code: str) -> Procedure | None:
    """The procedure with this national code."""
    found = base.fetch("SELECT body FROM procedure WHERE code = ?", (code,))
    return _read(Procedure, found[0][0]) if found else None


def save_procedures(catalogue: Iterable[Procedure]) -> None:
    """Keep procedures, new or changed; others stay as they are."""
    with base.transaction():
        for one in catalogue:
            base.execute(
                "INSERT INTO procedure (code, name_key, body, search) VALUES (?, ?, ?, ?) "
                "ON CONFLICT (code) DO UPDATE SET name_key = excluded.name_key, body = excluded.body, "
                "search = excluded.search",
                (one.code, sort_key(one.name), canonical_json(to_plain(one)), _procedure_text(one)),
            )
        base.execute(_NEWER_CATALOGUE, (_CATALOGUE,))


def catalogue_version() -> int:
    """A number that grows with every change of the catalogue, by whichever program on this database."""
    return int(fact(_CATALOGUE) or 0)


def _procedure_text(one: Procedure) -> str:
    return " ".join(("", *tokens(one.code), *tokens(one.name), *tokens(one.field)))


def count_use(counter: str, code: str) -> None:
    """Remember that ``counter`` received under the procedure ``code`` once more."""
    base.execute(
        "INSERT INTO procedure_use (counter, code, uses) VALUES (?, ?, 1) "
        "ON CONFLICT (counter, code) DO UPDATE SET uses = procedure_use.uses + 1",
        (counter, code),
    )


def uses() -> dict[str, int]:
    """How often each procedure was received under, by all counters together."""
    return dict(base.fetch("SELECT code, sum(uses) FROM procedure_use GROUP BY code"))


def favourites(counter: str, limit: int = 9) -> tuple[Procedure, ...]:
    """What ``counter`` receives most, the most frequent first."""
    found = base.fetch(
        "SELECT body FROM procedure_use JOIN procedure USING (code) WHERE counter = ? "
        "ORDER BY uses DESC, code LIMIT ?",
        (counter, limit),
    )
    return tuple(_read(Procedure, body) for (body,) in found)


def _read(kind: type[Any], body: str) -> Any:
    return from_plain(kind, json.loads(body))
