"""What the desk reads: look-ups, lists and the figures over them. Nothing here writes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from counter_app.core.codes import (
    looks_like_code,
    looks_like_scan_number,
    normalise_code,
    read_scan_number,
)
from counter_app.core.folding import tokens
from counter_app.core.journal import Event
from counter_app.core.records import (
    DayCount,
    DayFigures,
    DossierRow,
    DossierState,
    HistoryLine,
    Person,
    Procedure,
)
from counter_app.core.states import Status
from counter_app.errors import NotFound
from counter_app.i18n import gettext as _
from counter_app.models import dossiers, journal, not_printed
from counter_app.models import office as offices
from counter_app.services.acts import require
from counter_app.services.desk import Desk
from counter_app.services.history import history_line, settled

#: The most dossiers that one answer names; beyond it the search must be narrowed.
SEARCH_LIMIT = 2000

#: Closed dossiers are looked for at once among the newest so many, months of a busy commune; for a rare
#: name among a million the others take longer than a key press, and follow by themselves.
RECENT = 10_000


class Which(StrEnum):
    """The groups that a list of dossiers is filtered by."""

    ALL = "all"
    IN_PROGRESS = "in_progress"
    SUPPLEMENT = "supplement"
    READY = "ready"
    OVERDUE = "overdue"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The answer to a search: ids of the chosen group, newest first, and how many each group has.

    ``more`` says that the group has others, beyond the limit; ``at_least`` names the groups that
    may have more than is counted, ``total`` with them: never those of open dossiers. With
    ``recent`` there may be older closed dossiers that were not looked for.
    """

    ids: tuple[int, ...]
    counts: Mapping[Which, int]
    total: int
    more: bool = False
    at_least: frozenset[Which] = frozenset()
    recent: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    """Somebody who was here before."""

    person: Person
    dossiers: int
    waiting: tuple[DossierRow, ...]
    rows: tuple[DossierRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Morning:
    """What a day begins with; each list holds the ids of the dossiers it counts."""

    due_today: tuple[int, ...]
    due_next: tuple[int, ...]
    overdue: tuple[int, ...]
    supplement: tuple[int, ...]
    uncollected: tuple[int, ...]
    next_working_day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWork:
    """Ids of the dossiers that somebody still has to do something about, those due first in front.

    ``received`` are to be forwarded, ``registered`` to be received; ``suspended`` rest by a decision.
    """

    received: tuple[int, ...] = ()
    in_progress: tuple[int, ...] = ()
    supplement: tuple[int, ...] = ()
    payment: tuple[int, ...] = ()
    suspended: tuple[int, ...] = ()
    ready: tuple[int, ...] = ()
    overdue: tuple[int, ...] = ()
    registered: tuple[int, ...] = ()
    unprinted: tuple[int, ...] = ()


def identify(desk: Desk, text: str) -> str:
    """The scan number of the dossier that ``text`` names: official code, scan number, or another code of it.

    Whatever a scanner adds (spaces, CR/LF, case) is taken off first.

    Raises:
        BadInput: a scan number with a wrong digit.
        NotFound: nothing answers to it.
    """
    wanted = normalise_code(text)
    if looks_like_scan_number(wanted):
        read_scan_number(wanted)
        if dossiers.holds(wanted):
            return wanted
        if wanted[:4] != desk.office.node:
            raise NotFound(
                _(
                    "This receipt is from another office (node {node}) and is not known here. "
                    "Nothing was changed; its office answers for it."
                ).format(node=wanted[:4])
            )
        return require(wanted).scan_number
    found = dossiers.scan_number_of(wanted)
    if found is not None:
        return found
    if not looks_like_code(wanted):
        raise NotFound(
            _("“{text}” is neither a dossier code nor a scan number; scan the receipt again.").format(
                text=wanted[:40]
            )
        )
    unit = wanted.partition("-")[0]
    if unit != desk.office.unit_id:
        raise NotFound(
            _(
                "The code {code} is of another office ({unit}) and is not known here. "
                "Nothing was changed; its office answers for it."
            ).format(code=wanted, unit=unit)
        )
    raise NotFound(
        _("No dossier here has the code {code}. Look for it by the citizen's name.").format(code=wanted)
    )


def is_known(desk: Desk, code: str) -> bool:
    """Whether a dossier here answers to this official code, its own or another system's."""
    return dossiers.scan_number_of(normalise_code(code)) is not None


def dossier(desk: Desk, scan_number: str) -> DossierState:
    """One dossier.

    Raises:
        NotFound: none has the scan number.
    """
    return require(scan_number)


def history(desk: Desk, scan_number: str) -> tuple[HistoryLine, ...]:
    """What happened to a dossier, in words, first things first.

    Raises:
        NotFound: none has the scan number.
    """
    found = journal.events_of(scan_number)
    if not found:
        require(scan_number)
    return in_words(desk, settled(found))


def in_words(desk: Desk, events: Sequence[Event]) -> tuple[HistoryLine, ...]:
    """``events`` as people read them, one line for each."""
    return tuple(history_line(event, desk.officer_name(event.by)) for event in events)


def events(desk: Desk, scan_number: str) -> tuple[Event, ...]:
    """Everything that happened to a dossier, in order."""
    return tuple(journal.events_of(scan_number))


def search(
    desk: Desk,
    text: str,
    which: Which = Which.ALL,
    *,
    at: datetime,
    limit: int = SEARCH_LIMIT,
    recent: bool = False,
) -> Found:
    """The dossiers that ``text`` finds, all of them for an empty one; marks are optional.

    Every word must begin a word of name, code, scan number, phone or citizen id. An exact
    match with marks comes first, then the newest. ``counts`` are over everything found.
    ``recent`` looks for closed dossiers among the ``RECENT`` newest only, for an answer at
    once: open ones are all found and counted, however old.
    """
    found = dossiers.find(
        text,
        on=at.date(),
        statuses=_STATUSES.get(which),
        overdue=which is Which.OVERDUE,
        limit=limit,
        depth=RECENT if recent else None,
    )
    counts = {one: sum(found.counts[status] for status in statuses) for one, statuses in _STATUSES.items()}
    counts[Which.ALL] = found.total
    counts[Which.OVERDUE] = found.overdue
    return Found(
        ids=found.ids,
        counts=counts,
        total=found.total,
        more=found.more,
        at_least=_WITH_RETURNED if found.at_least else frozenset(),
        recent=found.recent,
    )


_WITH_RETURNED = frozenset({Which.ALL, Which.RETURNED})


_STATUSES = {
    Which.IN_PROGRESS: (Status.REGISTERED, Status.RECEIVED, Status.IN_PROGRESS),
    Which.SUPPLEMENT: (Status.SUPPLEMENT, Status.PAYMENT, Status.SUSPENDED),
    Which.READY: (Status.FINISHED,),
    Which.RETURNED: (Status.RETURNED,),
}


def rows(desk: Desk, ids: Sequence[int]) -> list[DossierRow]:
    """The rows of these dossiers, in the order of ``ids``."""
    return dossiers.rows(ids)


def procedures(desk: Desk, text: str = "", limit: int = 50) -> list[Procedure]:
    """Procedures that ``text`` finds, best first: by code, or by words without marks in any order.

    What this office receives often comes first; then names that begin with the text
    before those that hold it, and shorter names before longer ones. What is not in force
    today is left out.
    """
    wanted = tokens(text)
    today = desk.clock().date()
    in_force = [one for one in desk.catalogue.values() if one.in_force(today)]
    if not wanted:
        return in_force[:limit]
    uses = offices.uses()
    phrase, beginnings = f" {' '.join(wanted)}", [f" {word}" for word in wanted]
    ranked = []
    for one in in_force:
        rank = _rank(one, phrase, beginnings)
        if rank is not None:
            ranked.append(((rank == _IN_FIELD, -uses.get(one.code, 0), rank, len(one.name), one.name), one))
    ranked.sort(key=lambda entry: entry[0])
    return [one for _order, one in ranked[:limit]]


#: The rank of a procedure of which only the field's name answers.
_IN_FIELD = 3


def _rank(one: Procedure, phrase: str, beginnings: Sequence[str]) -> int | None:
    """0 the name begins so, 1 the words stand together, 2 apart, 3 in the field's name; None if not found."""
    name = _phrase(one.name)
    if name.startswith(phrase) or _phrase(one.code).startswith(phrase):
        return 0
    if phrase in name:
        return 1
    missing = [word for word in beginnings if word not in name]
    if not missing:
        return 2
    field = _phrase(one.field)
    return None if any(word not in field for word in missing) else _IN_FIELD


@lru_cache(maxsize=4096)
def _phrase(text: str) -> str:
    """The folded words of a text of the catalogue, a space before each; every key asks again."""
    return "".join(f" {word}" for word in tokens(text))


def favourites(desk: Desk, counter: str, limit: int = 9) -> list[Procedure]:
    """What ``counter`` receives most (hay dùng) and is in force, filled up with what any office receives."""
    today = desk.clock().date()
    chosen = offices.favourites(counter, len(desk.catalogue))
    known = {one.code for one in chosen}
    usual = (desk.catalogue[code] for code in _USUAL if code in desk.catalogue and code not in known)
    return [one for one in (*chosen, *usual) if one.in_force(today)][:limit]


#: What communes receive most: copies, signatures, extracts, births, marital status, households, deaths,
#: social pensions, marriages.
_USUAL = (
    "2.000815",
    "2.000884",
    "2.000635",
    "1.001193",
    "1.004873",
    "1.001612",
    "1.000656",
    "1.014027",
    "1.000894",
)


def person(
    desk: Desk, citizen_id: str, name: str = "", phone: str = "", *, old_id: str = ""
) -> KnownPerson | None:
    """Somebody who was here before, as last recorded, and what waits for them; None for a stranger.

    ``old_id`` is an earlier number of the same person, under which they may be known as well.
    """
    ids = dossiers.of_person(citizen_id, name, phone, old_id=old_id)
    if not ids:
        return None
    found = dossiers.rows(ids[:_PERSON_ROWS])
    last = require(found[0].scan_number)
    waiting = tuple(row for row in found if row.status is Status.FINISHED)
    return KnownPerson(person=last.applicant, dossiers=len(ids), waiting=waiting, rows=tuple(found))


def others_of(desk: Desk, state: DossierState) -> list[DossierRow]:
    """The newest other dossiers of the applicant of ``state``."""
    who = state.applicant
    ids = dossiers.of_person(who.citizen_id, who.name, who.phone, _PERSON_ROWS, old_id=who.old_id)
    if len(ids) < 2:
        return []  # it is the one itself, if any
    return [row for row in dossiers.rows(ids) if row.scan_number != state.scan_number]


#: Dossiers of one person that are looked at; a broker may have thousands.
_PERSON_ROWS = 50


def unprinted(desk: Desk, limit: int = SEARCH_LIMIT) -> list[DossierRow]:
    """Dossiers whose receipt is not known to have come out of a printer (chưa in được), oldest first."""
    return dossiers.rows(not_printed.ids(limit))


def unprinted_count(desk: Desk) -> int:
    """How many dossiers have a receipt that is not known to have come out of a printer."""
    return not_printed.count()


def ready(desk: Desk) -> tuple[int, ...]:
    """Results that nobody has collected yet, those promised first in front."""
    return dossiers.in_status(Status.FINISHED)


def morning(desk: Desk, at: datetime) -> Morning:
    """What the day of ``at`` begins with."""
    today_ = at.date()
    following = desk.calendar.next_working_day(today_)
    return Morning(
        due_today=dossiers.due_between(today_, today_),
        due_next=dossiers.due_between(following, following),
        overdue=dossiers.overdue_ids(today_),
        supplement=dossiers.in_status(Status.SUPPLEMENT),
        uncollected=dossiers.in_status(Status.FINISHED),
        next_working_day=following,
    )


def open_work(desk: Desk, at: datetime) -> OpenWork:
    """What is still to be done at the moment of ``at``, by who has to do something: desk, unit or citizen."""
    return OpenWork(
        received=dossiers.in_status(Status.RECEIVED),
        in_progress=dossiers.in_status(Status.IN_PROGRESS),
        supplement=dossiers.in_status(Status.SUPPLEMENT),
        payment=dossiers.in_status(Status.PAYMENT),
        suspended=dossiers.in_status(Status.SUSPENDED),
        registered=dossiers.in_status(Status.REGISTERED),
        ready=dossiers.in_status(Status.FINISHED),
        overdue=dossiers.overdue_ids(at.date()),
        unprinted=not_printed.ids(),
    )


def ready_before(desk: Desk, day: date) -> tuple[int, ...]:
    """Results that were ready before ``day`` and that nobody has collected yet."""
    return dossiers.in_status(Status.FINISHED, finished_before=day)


def load(desk: Desk, first: date, days: int) -> list[DayCount]:
    """How many results are promised for each of ``days`` days from ``first``, and how many are ready."""
    return dossiers.load(first, first + timedelta(days=days - 1))


def today(desk: Desk, at: datetime) -> DayFigures:
    """What the office has done on the day of ``at``."""
    return dossiers.figures_of(at.date())
