"""The law packs of an installation: those shipped, with what the office itself has changed in them.

An office changes a text in its home, never in the shipped pack: ``HOME/law/2025/receipt.toml``
holds only the keys of the form that differ (and ``verified = true`` and a ``wording`` of its
own once it has been compared with the annex), ``HOME/law/2025/pack.toml`` those of the rules.
A folder of another name, with a ``pack.toml`` and all its forms, is a pack of its own.

A file of the office's that is broken must not keep the desk from receiving: the shipped text
stands in for it, whole, never half of each; administration and the log say so, and ``law
check`` fails. The same goes for rules that would leave a day without a pack or with two.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from counter_app.assets import asset
from counter_app.config import Home
from counter_app.core.law import PACK_FILE, LawPack, form_name, read_pack, time_faults
from counter_app.core.law_reading import Table, merged, toml_table
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _

Tables = dict[str, Table]


@dataclass(frozen=True, slots=True)
class Law:
    """The packs in use, what the office changed (as "2025/receipt"), and a sentence for each file or rule
    of its own that is not used."""

    packs: tuple[LawPack, ...]
    changed: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def warning(self) -> str:
        """What is said at the start where something of the office's own is not used; else empty."""
        if not self.notices:
            return ""
        return _("The shipped text is used instead of the office's own: {notice}").format(
            notice=self.notices[0]
        )


@dataclass(frozen=True, slots=True)
class LawChecked:
    """What ``law check`` found; ``problems`` are finished sentences, none where all is well."""

    law: Law
    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def shipped_packs() -> tuple[LawPack, ...]:
    """The packs that come with the program, in the order of time.

    Raises:
        BadFile: one of them is damaged; the sentence names file and field.
    """
    return tuple(_sound(year, tables) for year, tables in _shipped().items())


def law_of(home: Home) -> Law:
    """The packs in use in ``home``: those shipped, with the office's own changes where these are sound.

    Raises:
        BadFile: a shipped pack is damaged.
    """
    shipped = _shipped()
    packs = {year: _sound(year, tables) for year, tables in shipped.items()}
    if not home.law.is_dir():
        return Law(_in_time(packs))
    law = _with_changes(home.law, shipped, packs, rules=True)
    faults = time_faults(law.packs)
    if faults:
        without = _with_changes(home.law, shipped, packs, rules=False)
        law = Law(without.packs, without.changed, (*without.notices, *faults))
    return law


def check(home: Home) -> LawChecked:
    """Hold the shipped packs and the office's changes against what the forms and rules need."""
    problems: list[str] = []
    packs = []
    for year, tables in _shipped().items():
        pack, faults = read_pack(tables, _names(year, tables))
        packs.append(pack)
        problems += faults
    problems += time_faults(packs) if not problems else ()
    if problems:
        return LawChecked(Law(tuple(packs)), tuple(problems))
    law = law_of(home)
    return LawChecked(law, law.notices)


def _in_time(packs: Mapping[str, LawPack]) -> tuple[LawPack, ...]:
    return tuple(sorted(packs.values(), key=lambda pack: pack.valid_from))


@cache
def _shipped() -> dict[str, Tables]:
    """The tables of the shipped packs by the name of their folder, read once for each run."""
    found: dict[str, Tables] = {}
    for path in sorted(asset("law").glob("*/pack.toml")):
        files = [path, *sorted((path.parent / "forms").glob("*.toml"))]
        found[path.parent.name] = {
            file.relative_to(path.parent).as_posix(): toml_table(
                f"law/{file.relative_to(path.parent.parent).as_posix()}", file.read_text(encoding="utf-8")
            )
            for file in files
        }
    return found


def _names(year: str, tables: Tables) -> dict[str, str]:
    return {file: f"law/{year}/{file}" for file in tables}


def _sound(year: str, tables: Tables) -> LawPack:
    pack, faults = read_pack(tables, _names(year, tables))
    if faults:
        raise BadFile(faults[0])
    return pack


def _with_changes(
    folder: Path, shipped: Mapping[str, Tables], packs: Mapping[str, LawPack], rules: bool
) -> Law:
    """``packs`` with what ``folder`` changes; without ``rules`` only in the forms of shipped packs."""
    used = dict(packs)
    changed: list[str] = []
    notices: list[str] = []
    for place in sorted(path for path in folder.iterdir() if path.is_dir()):
        tables = dict(shipped.get(place.name, {}))
        if not tables:
            if rules:
                _add_pack(place, used, changed, notices)
            continue
        for path, table in _read(place, notices):
            file = _file_of(path)
            if file == PACK_FILE and not rules:
                continue
            if file not in tables:
                notices.append(_no_form(path))
                continue
            tried = {**tables, file: merged(tables[file], table)}
            pack, faults = read_pack(tried, {**_names(place.name, tables), file: str(path)})
            notices += faults
            if not faults:
                tables, used[place.name] = tried, pack
                changed.append(f"{place.name}/{form_name(file)}")
    return Law(_in_time(used), tuple(changed), tuple(notices))


def _add_pack(place: Path, used: dict[str, LawPack], changed: list[str], notices: list[str]) -> None:
    """A pack that is the office's own; used whole or not at all."""
    unread: list[str] = []
    tables, names = {}, {}
    for path, table in _read(place, unread):
        tables[_file_of(path)], names[_file_of(path)] = table, str(path)
    pack, faults = read_pack(tables, {PACK_FILE: str(place / PACK_FILE), **names})
    notices += [*unread, *faults]
    if not unread and not faults:
        used[place.name] = pack
        changed.append(f"{place.name}/{form_name(PACK_FILE)}")


def _file_of(path: Path) -> str:
    return PACK_FILE if path.name == PACK_FILE else f"forms/{path.name}"


def _read(place: Path, notices: list[str]) -> Iterator[tuple[Path, Table]]:
    """The office's files of one pack, the rules first; one that cannot be read is said instead."""
    paths = [*place.glob("*.toml"), *(place / "forms").glob("*.toml")]
    for path in sorted(paths, key=lambda one: (one.name != PACK_FILE, one)):
        try:
            text = path.read_text(encoding="utf-8")
            yield path, toml_table(str(path), text)
        except BadFile as error:
            notices.append(str(error))
        except (OSError, UnicodeDecodeError) as error:
            notices.append(
                _("{file} cannot be read ({reason}). Mend the file, or take it away.").format(
                    file=path, reason=error
                )
            )


def _no_form(path: Path) -> str:
    return _(
        "{file} changes a form that its pack does not have. Give it the name of one, or take it away."
    ).format(file=path)
