"""Checks of what an officer typed: every problem names its field and says in one sentence what to do."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from counter_app.core.deadlines import DeadlineKind
from counter_app.core.records import FastMatter, Fee, NewDossier, Paper, Person, Procedure
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped

NAME_LENGTH = 200
ADDRESS_LENGTH = 500
EMAIL_LENGTH = 254
NOTE_LENGTH = 1000
MOST_SETS = 99
MOST_COPIES = 999
MOST_PAPERS = 99
#: Above this many đồng a fee is a slip of the hand.
MOST_MONEY = 10_000_000_000

_ANY_LENGTH = 1_000_000
#: Invisible characters that pasted text brings along and that mean nothing.
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+")
_TYPED_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
_YEAR = re.compile(r"(19|20)\d\d", re.ASCII)
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: the name of the field, and a finished sentence that says how."""

    field: str
    sentence: str


def clean_text(text: str, limit: int, field: str = "") -> str:
    """``text`` in NFC, runs of white space as one space, nothing around it.

    Raises:
        BadInput: control or unpaired characters, or more than ``limit`` letters.
    """
    text = " ".join(unicodedata.normalize("NFC", text.translate(_INVISIBLE)).split())
    if any(unicodedata.category(one).startswith("C") for one in text):
        raise BadInput(_("The text has characters that cannot be printed; type it again by hand."), field)
    if len(text) > limit:
        raise BadInput(
            _("The text has {count} letters, at most {limit} fit; shorten it.").format(
                count=grouped(len(text)), limit=grouped(limit)
            ),
            field,
        )
    return text


def printable(text: str) -> str:
    """``text`` as one line in NFC without characters that cannot be printed: what may stand in a field."""
    text = text.translate(_INVISIBLE)
    kept = (one for one in text if one.isspace() or not unicodedata.category(one).startswith("C"))
    return unicodedata.normalize("NFC", " ".join("".join(kept).split()))


def normalise(new: NewDossier) -> NewDossier:
    """``new`` with clean texts, numbers without spaces, ISO dates, and without papers of which there is none.

    Raises:
        BadInput: a text that cannot be printed; ``field`` names it.
    """
    papers = (replace(one, name=_clean(one.name, "papers")) for one in new.papers)
    return replace(
        new,
        procedure=_clean(new.procedure, "procedure"),
        applicant=_person(new.applicant),
        submitter=_clean(new.submitter, "submitter"),
        papers=tuple(one for one in papers if one.originals or one.certified or one.copies),
        fee=_fee(new.fee),
        note=_clean(new.note, "note"),
        due_reason=_clean(new.due_reason, "due_reason"),
    )


def normalise_fast(matter: FastMatter) -> FastMatter:
    """``matter`` in the same way as :func:`normalise`.

    Raises:
        BadInput: a text that cannot be printed; ``field`` names it.
    """
    return replace(
        matter,
        procedure=_clean(matter.procedure, "procedure"),
        applicant=_person(matter.applicant),
        fee=_fee(matter.fee),
    )


def clean_identity(text: str) -> str:
    """A citizen number (số định danh) or tax code without spaces and dots; empty where none is given.

    Raises:
        BadInput: it cannot be such a number; the sentence says why.
    """
    number = _number(text, "citizen_id")
    for problem in _identity_problems(number) if number else ():
        raise BadInput(problem.sentence, problem.field)
    return number


def check_new(new: NewDossier, procedure: Procedure) -> tuple[Problem, ...]:
    """What must be mended before ``new`` can be received; empty where nothing. ``new`` is normalised."""
    return tuple(_problems_of_new(new, procedure))


def check_fast(matter: FastMatter, procedure: Procedure) -> tuple[Problem, ...]:
    """What must be mended before ``matter`` can be done while the citizen waits.

    Only procedures whose result is given at once need no receipt (NĐ 61/2018/NĐ-CP,
    art. 17(4)): those marked so in the catalogue, and those due at once or the same day.
    """
    return tuple(_problems_of_fast(matter, procedure))


def _problems_of_new(new: NewDossier, procedure: Procedure) -> Iterator[Problem]:
    yield from _person_problems(new.applicant)
    if new.submitter:
        yield from _name_problems(new.submitter, "submitter")
    yield from _paper_problems(new.papers)
    if not 1 <= new.sets <= MOST_SETS:
        yield Problem("sets", _("Enter 1 to {most} sets.").format(most=MOST_SETS))
    yield from _fee_problems(new.fee)
    yield from _length_problems(new.note, "note", NOTE_LENGTH)
    if procedure.promised is None:
        if new.due_at is None:
            yield Problem(
                "due_at", _("This procedure has no configured deadline; choose the promised date yourself.")
            )
        if not new.due_reason:
            yield Problem(
                "due_reason", _("Write the reason for the promised date, like the plan it follows.")
            )
        yield from _length_problems(new.due_reason, "due_reason", NAME_LENGTH)


def _problems_of_fast(matter: FastMatter, procedure: Procedure) -> Iterator[Problem]:
    at_once = procedure.deadline is not None and procedure.deadline.kind in (
        DeadlineKind.IMMEDIATE,
        DeadlineKind.SAME_DAY,
    )
    if not (procedure.fast or at_once):
        yield Problem(
            "procedure",
            _("{name} is not done while the citizen waits; receive it with a receipt.").format(
                name=procedure.name
            ),
        )
    yield from _person_problems(matter.applicant)
    if not 1 <= matter.count <= MOST_COPIES:
        yield Problem("count", _("Enter 1 to {most} copies.").format(most=MOST_COPIES))
    if not 0 <= matter.pages <= MOST_COPIES:
        yield Problem("pages", _("Enter 0 to {most} pages.").format(most=MOST_COPIES))
    yield from _fee_problems(matter.fee)


def _person_problems(person: Person) -> Iterator[Problem]:
    yield from _name_problems(person.name, "name")
    if person.citizen_id:
        yield from _identity_problems(person.citizen_id)
    if person.born and not _is_birth(person.born):
        yield Problem("born", _("Write the date of birth like 14/03/1987, or the year alone, like 1960."))
    if person.sex not in ("", "Nam", "Nữ"):
        yield Problem("sex", _("Write Nam or Nữ, or leave the sex empty."))
    yield from _length_problems(person.address, "address", ADDRESS_LENGTH)
    if person.phone:
        yield from _phone_problems(person.phone)
    if person.email and not (_EMAIL.fullmatch(person.email) and len(person.email) <= EMAIL_LENGTH):
        yield Problem("email", _("Write the email like ten@tenmien.vn. Leave it empty if there is none."))


def _name_problems(name: str, field: str) -> Iterator[Problem]:
    if not name:
        yield Problem(field, _("Enter the name."))
    elif not any(one.isalpha() for one in name):
        yield Problem(field, _("A name needs letters; enter the name."))
    yield from _length_problems(name, field, NAME_LENGTH)


def _identity_problems(number: str) -> Iterator[Problem]:
    """Citizen number (số định danh) of 12 or the older 9 digits; tax code (MST) of 10, or 13 for a branch."""
    if not _is_digits(number):
        yield Problem(
            "citizen_id", _("A citizen number or tax code has digits only. Leave it empty if unknown.")
        )
    elif len(number) not in (9, 10, 12, 13):
        yield Problem(
            "citizen_id",
            _(
                "The number has {count} digits; a citizen number has 12 (an old one 9), a tax code 10 or 13. "
                "Leave it empty if unknown."
            ).format(count=len(number)),
        )


def _phone_problems(phone: str) -> Iterator[Problem]:
    """Ten digits beginning with 0; a landline with its area code, which begins with 02, has eleven."""
    if not _is_digits(phone):
        yield Problem("phone", _("A telephone number has digits only. Leave it empty if there is none."))
    elif not phone.startswith("0"):
        yield Problem("phone", _("The telephone number begins with 0. Leave it empty if there is none."))
    elif len(phone) != 10 and not (len(phone) == 11 and phone.startswith("02")):
        yield Problem(
            "phone",
            _(
                "The telephone number has {count} digits, 10 are needed. Leave it empty if there is none."
            ).format(count=len(phone)),
        )


def _paper_problems(papers: tuple[Paper, ...]) -> Iterator[Problem]:
    if len(papers) > MOST_PAPERS:
        yield Problem("papers", _("Enter at most {most} kinds of papers.").format(most=MOST_PAPERS))
    for one in papers:
        if not one.name:
            yield Problem("papers", _("Write the name of each paper that is handed in."))
        yield from _length_problems(one.name, "papers", ADDRESS_LENGTH)
        if not all(0 <= count <= MOST_COPIES for count in (one.originals, one.certified, one.copies)):
            yield Problem(
                "papers",
                _("Enter 0 to {most} for each count of “{name}”.").format(most=MOST_COPIES, name=one.name),
            )


def _fee_problems(fee: Fee) -> Iterator[Problem]:
    if not 0 <= fee.amount <= MOST_MONEY:
        yield Problem("fee", _("Check the fee: it is an amount in đồng, 0 or more."))


def _length_problems(text: str, field: str, limit: int) -> Iterator[Problem]:
    if len(text) > limit:
        yield Problem(
            field,
            _("The text has {count} letters, at most {limit} fit; shorten it.").format(
                count=grouped(len(text)), limit=grouped(limit)
            ),
        )


def _person(person: Person) -> Person:
    return replace(
        person,
        name=_clean(person.name, "name"),
        citizen_id=_number(person.citizen_id, "citizen_id"),
        born=_birth(person.born),
        sex=_clean(person.sex, "sex"),
        address=_clean(person.address, "address"),
        phone=_phone(person.phone),
        email=_clean(person.email, "email"),
    )


def _fee(fee: Fee) -> Fee:
    return replace(
        fee, official_receipt=_clean(fee.official_receipt, "fee"), method=_clean(fee.method, "fee")
    )


def _clean(text: str, field: str) -> str:
    return clean_text(text, _ANY_LENGTH, field)


def _number(text: str, field: str) -> str:
    return re.sub(r"[\s.\-]", "", _clean(text, field))


def _phone(text: str) -> str:
    digits = re.sub(r"[()]", "", _number(text, "phone"))
    return f"0{digits[3:]}" if digits.startswith("+84") else digits


def _birth(text: str) -> str:
    """A day typed like 14/3/1987 as ISO; anything else stays for the check."""
    text = _clean(text, "born")
    typed = _TYPED_DAY.fullmatch(text)
    if typed is None:
        return text
    day, month, year = typed.groups()
    return f"{year}-{int(month):02d}-{int(day):02d}"


def _is_birth(text: str) -> bool:
    if _YEAR.fullmatch(text):
        return True
    try:
        return bool(_DAY.fullmatch(text)) and date.fromisoformat(text).year >= 1900
    except ValueError:
        return False


def _is_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()
