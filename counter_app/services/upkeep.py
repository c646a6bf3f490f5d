"""Upkeep: copies that can be brought back, and the proof that database and journal are whole."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from counter_app.core.times import in_vietnam, iso
from counter_app.errors import BadFile, DeviceProblem, Duplicate
from counter_app.i18n import gettext as _
from counter_app.models import audit, base, dossiers, faults, journal, search
from counter_app.models import office as offices
from counter_app.services.desk import Desk
from counter_app.sync import key_files, keys, sealing

#: Where the moment of the last backup is kept.
LAST_BACKUP = "last_backup"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What a check found: ``problems`` are finished sentences, none where all is well.

    ``head`` is the hash of the last event of the own journal, ``state_hash`` one over all
    dossiers: two installations that agree have the same.
    """

    ok: bool
    events: int
    head: str
    state_hash: str
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How many dossiers the journal makes, and how many of them had to be put right."""

    dossiers: int
    changed: int


def backup(desk: Desk, folder: Path, at: datetime) -> Path:
    """Copy the database into ``folder``, read the copy back, lay the keys beside it, and name it last.

    Works while others write, and puts the search index together afterwards. Returns the file,
    ``counter-NODE-YYYYMMDD-HHMMSS.sqlite3``; the node's keys, which are not in the database, lie
    beside it as ``.node.pem`` and ``.node.age``. A copy that has its name is whole and has its keys.
    What fails or is interrupted clears away what it wrote, as far as the medium still lets it; a kill or
    a power cut leaves ``.part`` files and, in the instant before the name, keys without a copy.

    Raises:
        Duplicate: a copy of this second is there already.
        DeviceProblem: the folder cannot be written, or its disk is full.
        BadFile: what was written cannot be read back whole.
    """
    at = in_vietnam(at)
    target = folder / f"counter-{desk.office.node}-{at:%Y%m%d-%H%M%S}.sqlite3"
    if target.exists():
        raise Duplicate(_("The copy {path} is there already; nothing was written.").format(path=target))
    _copy_with_keys(desk, target)
    offices.save_fact(LAST_BACKUP, iso(at))
    with suppress(DeviceProblem):  # the copy is there; the search is only slower until the next one
        search.settle()
    return target


def _copy_with_keys(desk: Desk, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise faults.of_disk(error, target) from error
    beside = (keys.FILE_NAME, key_copy(target)), (sealing.FILE_NAME, age_key_copy(target))
    before = {place for _name, place in beside if place.exists()}

    def copy_keys() -> None:
        for name, place in beside:
            key_files.copy(desk.home.keys / name, place)

    try:
        base.copy_to(target, before_name=copy_keys)
    except BaseException:
        for _name, place in beside:
            with suppress(OSError):  # the medium may be gone or read-only by now; why is raised below
                if place not in before and not target.exists():
                    place.unlink(missing_ok=True)
        raise


def key_copy(copy: Path) -> Path:
    """Where the key lies that belongs to the backup ``copy``; nothing is there for an office without one."""
    return copy.with_suffix(".node.pem")


def age_key_copy(copy: Path) -> Path:
    """Where the age key lies that belongs to the backup ``copy``."""
    return copy.with_suffix(".node.age")


def last_backup(desk: Desk) -> datetime | None:
    """The moment of the last backup, if there was one."""
    kept = offices.fact(LAST_BACKUP)
    return datetime.fromisoformat(kept) if kept else None


def check(desk: Desk, deep: bool = False) -> Checked:
    """Prove the database: the file, every chain of the journal, projection equal to journal, counters.

    Reads everything, so it takes its time; ``deep`` also holds every index against its
    table. Nothing is changed.
    """
    problems: list[str] = []
    try:
        if deep and not audit.search_is_whole():
            problems.append(
                _("The search does not know every dossier. Run “check --rebuild”; nothing is lost.")
            )
        with base.snapshot():
            problems += _file_problems(deep=deep)
            events, breaks = audit.breaks()
            problems += _chain_problems(breaks)
            if not breaks:  # else nothing would be proved by it, and rebuilding would spread the damage
                problems += _projection_problems(audit.differing())
                problems += _counter_problems(audit.counters_behind(desk.office.node))
            head = next((one.hash for one in journal.chains() if one.own), "")
            state_hash = dossiers.state_hash()
    except BadFile as error:
        return Checked(ok=False, events=0, head="", state_hash="", problems=(*problems, str(error)))
    return Checked(ok=not problems, events=events, head=head, state_hash=state_hash, problems=tuple(problems))


def rebuild(desk: Desk) -> Rebuilt:
    """Make the projection, the search and the counters anew from the journal, which stays as it is.

    Raises:
        BadFile: the journal itself does not hold; what was changed in it would be shown as true.
        DeviceProblem: full disk, or another program holds the database; nothing is changed.
    """
    broken = _chain_problems(audit.breaks()[1])
    if broken:
        raise BadFile(broken[0])
    made, changed = audit.rebuild(desk.office.node)
    return Rebuilt(dossiers=made, changed=changed)


def _file_problems(*, deep: bool) -> list[str]:
    found = audit.faults_of_file(deep=deep)
    if not found:
        return []
    return [
        _(
            "The database file is damaged ({count} places, the first: {first}). Keep the file and bring back "
            "the latest backup."
        ).format(count=len(found), first=found[0])
    ]


def _chain_problems(breaks: Iterable[audit.Break]) -> list[str]:
    return [
        _(
            "The journal of node {node} does not hold at event {seq} of epoch {epoch}: something was changed "
            "or removed there. Keep the file and compare it with the latest backup."
        ).format(node=one.node, seq=one.seq, epoch=one.epoch)
        for one in breaks
    ]


def _projection_problems(scan_numbers: Sequence[str]) -> list[str]:
    if not scan_numbers:
        return []
    return [
        _(
            "{count} dossiers are shown otherwise than the journal says, the first: {first}. "
            "Run “check --rebuild”; nothing is lost."
        ).format(count=len(scan_numbers), first=scan_numbers[0])
    ]


def _counter_problems(behind: Iterable[audit.Behind]) -> list[str]:
    return [
        _(
            "The counter {name} stands at {value}, but {given} was given already. Run “check --rebuild” "
            "before the next reception."
        ).format(name=one.name, value=one.value, given=one.given)
        for one in behind
    ]
