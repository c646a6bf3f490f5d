"""What a slip or letter says of one dossier, and the words in which its form may fill that in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from counter_app.core.forms import Condition, FormText, Said, SlipField
from counter_app.core.life import MissingPaper
from counter_app.core.records import Person
from counter_app.i18n import clock, long_date, weekday_name

_HARD = "\N{NO-BREAK SPACE}"  # an hour and a number stay with their words at the end of a line


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One thing that is handed over (kết quả): its kind, its number and date, and what it is about."""

    kind: str
    mark: str = ""
    summary: str = ""


@dataclass(frozen=True, slots=True)
class NewDate:
    """A promised date that was replaced by another before."""

    old: datetime
    new: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Issuer:
    """Who issues a form: what stands in its heading, in its sentences and under it.

    ``office`` and ``desk`` are names as sentences use them; ``signer_title`` may be of several
    lines ("KT. CHỦ TỊCH" above "PHÓ CHỦ TỊCH").
    """

    lines: tuple[str, ...]
    place: str
    office: str
    desk: str
    collect_place: str = ""
    opening_hours: str = ""
    bring: str = ""
    hotline: str = ""
    signer_title: str = ""
    signer_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipPaper:
    """Everything that a form drawn from blocks can say; each form takes from it what its texts name.

    ``number`` is the slip's own number as printed, ``code`` and ``scan_number`` are empty
    before the dossier is received. ``waiting`` is :attr:`Condition.RESTART` or
    :attr:`Condition.RESUME` for a dossier that was received, :attr:`Condition.NEW` for one
    that was not; ``stage`` and ``money`` are finished Vietnamese words. ``copy`` 0 is the
    first print and n its n-th reprint.
    """

    form: FormText
    issuer: Issuer
    dated: date
    printed_at: datetime
    applicant: Person
    procedure: str
    procedure_code: str
    number: str = ""
    code: str = ""
    scan_number: str = ""
    submitter: str = ""
    received_at: datetime | None = None
    due_at: datetime | None = None
    new_due_at: datetime | None = None
    earlier: tuple[NewDate, ...] = ()
    reason: str = ""
    missing: tuple[MissingPaper, ...] = ()
    waiting: Condition = Condition.NEW
    requested_on: date | None = None
    stage: str = ""
    given_back: tuple[str, ...] = ()
    money: str = ""
    ready_on: date | None = None
    kept_until: date | None = None
    returned_at: datetime | None = None
    results: tuple[Result, ...] = ()
    collector: str = ""
    collector_id: str = ""
    collector_phone: str = ""
    authorised: str = ""
    officer: str = ""
    officer_phone: str = ""
    counter: str = ""
    copy: int = 0


def fields(paper: SlipPaper) -> dict[SlipField, str]:
    """Each field of ``paper`` in the words that stand on the form; empty where it says nothing."""
    words, issuer, person = paper.form.words, paper.issuer, paper.applicant
    title = _title(paper)
    earlier = "; ".join(
        words["earlier"].format(old=_hour_day(one.old), new=_hour_day(one.new)) for one in paper.earlier
    )
    f = SlipField
    return {
        f.OFFICE: issuer.office,
        f.DESK: issuer.desk,
        f.COUNTER: counter_words(paper),
        f.COLLECT_PLACE: issuer.collect_place or issuer.desk,
        f.OPENING_HOURS: issuer.opening_hours,
        f.BRING: _open_ended(issuer.bring),
        f.HOTLINE: issuer.hotline,
        f.NUMBER: paper.number,
        f.CODE: paper.code,
        f.APPLICANT: person.name,
        f.DEAR: f"{title} {person.name}" if title else person.name,
        f.YOU: title or words["you_unknown"],
        f.CITIZEN_ID: person.citizen_id,
        f.ADDRESS: person.address,
        f.PHONE: person.phone,
        f.EMAIL: person.email,
        f.SUBMITTER: paper.submitter or person.name,
        f.PROCEDURE: paper.procedure,
        f.PROCEDURE_CODE: paper.procedure_code,
        f.RECEIVED: _hour_day(paper.received_at),
        f.RECEIVED_DAY: _day(paper.received_at),
        f.DUE: _hour_day(paper.due_at),
        f.NEW_DUE: _hour_weekday(paper.new_due_at),
        f.EARLIER: earlier,
        f.REASON: _open_ended(paper.reason),
        f.MISSING_COUNT: str(len(paper.missing) or ""),
        f.REQUESTED_DAY: _day(paper.requested_on),
        f.STAGE: paper.stage,
        f.GIVEN_BACK: "; ".join(paper.given_back),
        f.MONEY: paper.money,
        f.READY_DAY: _day(paper.ready_on),
        f.KEPT_UNTIL: _day(paper.kept_until),
        f.RETURNED: _hour_day(paper.returned_at),
        f.COLLECTOR: paper.collector or person.name,
        f.COLLECTOR_ID: paper.collector_id,
        f.COLLECTOR_PHONE: paper.collector_phone,
        f.AUTHORISED: paper.authorised,
        f.OFFICER: paper.officer,
        f.OFFICER_PHONE: paper.officer_phone,
        f.SIGNER_TITLE: issuer.signer_title,
        f.SIGNER_NAME: issuer.signer_name,
    }


def stands(block: Said, paper: SlipPaper, values: Mapping[str, str]) -> bool:
    """Whether ``block`` stands on the form of ``paper``, whose fields are ``values``."""

    def holds(name: str) -> bool:
        if name in frozenset(Condition):
            return name in (paper.waiting, _punctual(paper))
        return bool(values[name])

    return (not block.when or holds(block.when)) and not (block.unless and holds(block.unless))


def counter_words(paper: SlipPaper) -> str:
    """The counter as the form names it: ``Quầy 2`` for a bare number."""
    counter = paper.counter.strip()
    return paper.form.words["counter"].format(counter=counter) if counter.isdigit() else counter


def _punctual(paper: SlipPaper) -> Condition:
    late = paper.due_at is not None and paper.dated > paper.due_at.date()
    return Condition.LATE if late else Condition.IN_TIME


def _title(paper: SlipPaper) -> str:
    words = paper.form.words
    return {"Nam": words["you_man"], "Nữ": words["you_woman"]}.get(paper.applicant.sex, "")


def _open_ended(text: str) -> str:
    """``text`` without the full stop that the form puts itself."""
    return text.strip().removesuffix(".")


def _day(day: date | None) -> str:
    return _together(long_date(day)).removeprefix(f"ngày{_HARD}") if day else ""


def _hour_day(moment: datetime | None) -> str:
    return f"{_hour(moment)}, {_together(long_date(moment))}" if moment else ""


def _hour_weekday(moment: datetime | None) -> str:
    if moment is None:
        return ""
    weekday = weekday_name(moment).replace(" ", _HARD)
    return f"{_hour(moment)}, {weekday}, {_together(long_date(moment))}"


def _hour(moment: datetime) -> str:
    return clock(moment).replace(" ", _HARD)


def _together(day: str) -> str:
    """A date that breaks only before "tháng" and "năm"."""
    return day.replace(" ", _HARD).replace(f"{_HARD}tháng", " tháng").replace(f"{_HARD}năm", " năm")
