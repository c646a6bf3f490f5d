"""Reader of the QR text of a citizen card (thẻ căn cước công dân, thẻ căn cước).

Seven fields parted by "|": number, old number (may be empty), name, date of birth, sex,
residence, date of issue; later cards add more, some writers leave the old number out.
Oddities warn and never block: the card in the officer's hand decides. The text itself is
kept nowhere, and of the fields behind the seventh (father, mother) nothing is taken.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from counter_app.core.card_text import (
    agrees,
    has_marks,
    is_spoilt_address,
    is_spoilt_name,
    undone,
    with_case_right,
)
from counter_app.core.folding import folded
from counter_app.core.records import Person
from counter_app.core.validation import ADDRESS_LENGTH, NAME_LENGTH, clean_text
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date

_NUMBER = re.compile(r"\d{12}", re.ASCII)
_OLD_NUMBER = re.compile(r"(\d{9}|\d{12})?", re.ASCII)
_DAY = re.compile(r"\d{8}", re.ASCII)
#: A bare year, or one whose day (and month) are not known and stand as zeros.
_YEAR = re.compile(r"(?:00(?:0\d|1[0-2]))?((?:19|20)\d\d)", re.ASCII)
_CENTURIES = range(1900, 2100)
_FIELDS = 7
#: Longest card text that is worth reading; a QR code holds less.
_LONGEST = 3000
#: The mark of UTF-8 at the beginning of a text, as it is and as a code page shows its bytes.
_BEGIN_MARKS = ("\ufeff", "ï»¿")
#: What stands in the place of a letter that was lost.
_LOST_LETTERS = dict.fromkeys((*range(128, 160), 65533), "?")
#: Ages at which a card is exchanged; one issued less than two years before is good until the next
#: (Luật Căn cước 26/2023/QH15, art. 21).
_EXCHANGED_AT = (14, 25, 40, 60)
_EARLY_YEARS = 2
#: Under this age others act for the holder.
_OF_AGE_TO_ACT = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenCard:
    """What a card says; ``born`` and ``issued`` are ISO dates, ``born`` a bare year where only that is known.

    ``sex`` is "Nam", "Nữ" or empty; ``spoilt`` names the fields ("name", "address") in which
    the scanner lost or changed letters.
    """

    citizen_id: str
    old_id: str
    name: str
    born: str
    sex: str
    address: str
    issued: str
    spoilt: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """What does not fit together or was spoilt by the scanner, as sentences for the officer."""
        unfit = number_warnings(self.citizen_id, self.born, self.sex, missing=True)
        return (*spoilt_warnings(self.spoilt), *unfit)

    def person(self) -> Person:
        """The card's holder as the owner of a dossier; the residence as printed on the card."""
        return Person(
            name=self.name,
            citizen_id=self.citizen_id,
            born=self.born,
            sex=self.sex,
            address=self.address,
            old_id=self.old_id if self.old_id != self.citizen_id else "",
        )


def looks_like_card(text: str) -> bool:
    """Whether ``text`` begins like the QR text of a card: 12 digits and a bar."""
    number, bar, _rest = _begun(text[:_LONGEST]).partition("|")
    return bool(bar) and _NUMBER.fullmatch(number.strip()) is not None


def read_card(text: str) -> CitizenCard:
    """The card whose QR code says ``text``; letters that a scanner changed are put right where it is certain.

    Raises:
        BadInput: not the text of a card, or a part of it is lost.
    """
    if len(text) > _LONGEST or not looks_like_card(text):
        raise BadInput(_("This is not the code of a citizen card. Scan the card again, or type the fields."))
    parts = [part.strip() for part in _begun(text).split("|")]
    if not _OLD_NUMBER.fullmatch(parts[1]):
        parts.insert(1, "")
    if len(parts) < _FIELDS:
        raise BadInput(_("A part of the card's code is lost. Scan the card again, or type the fields."))
    number, old, name, born, sex, address, issued = parts[:_FIELDS]
    name, sex, address = _with_letters_right(name, sex, address)
    card = CitizenCard(
        citizen_id=number,
        old_id=old,
        name=clean_text(name, NAME_LENGTH),
        born=_birth(born),
        sex=_sex(sex),
        address=clean_text(address, ADDRESS_LENGTH),
        issued=_day(issued),
    )
    if not (card.name and card.born):
        raise BadInput(_("A part of the card's code is lost. Scan the card again, or type the fields."))
    return replace(card, spoilt=_spoilt(card, sex))


def repaired(card: CitizenCard, known: Person) -> CitizenCard:
    """``card`` with the spoilt fields taken from ``known``, where what the scanner delivered agrees with it.

    ``known`` has the same number; a field of it that is spoilt itself, or has fewer marks, is left.
    """
    taken = {}
    for field in card.spoilt:
        delivered, value = getattr(card, field), getattr(known, field)
        if not _is_spoilt(field, value) and has_marks(value) and agrees(delivered, value):
            taken[field] = value
    left = tuple(field for field in card.spoilt if field not in taken)
    return replace(card, spoilt=left, **taken)


def spoilt_warnings(fields: tuple[str, ...]) -> list[str]:
    """That the scanner lost letters of ``fields`` ("name", "address"), which are to be compared."""
    if len(fields) > 1:
        return [_("The scanner lost letters of name and residence; compare them with the card.")]
    if "name" in fields:
        return [_("The scanner lost letters of the name; compare it with the card.")]
    return [_("The scanner lost letters of the residence; compare it with the card.")] if fields else []


def number_warnings(number: str, born: str, sex: str, *, missing: bool = False) -> list[str]:
    """Where a citizen number does not fit the sex or the year of birth; nothing for another number.

    The fourth digit says century and sex (0 and 1: 1900s, male and female; 2 and 3: 2000s,
    and so on), the next two the year of birth (NĐ 137/2015/NĐ-CP, art. 13). A field that is
    empty fits, unless ``missing`` says that it ought to be there.
    """
    warnings: list[str] = []
    if not _NUMBER.fullmatch(number):
        return warnings
    expected, year = sex_and_year(number)
    if sex != expected and (sex or missing):
        warnings.append(_("The sex does not fit the citizen number; compare both with the card."))
    if born and str(year) != born[:4]:
        warnings.append(_("The year of birth does not fit the citizen number; compare both with the card."))
    return warnings


def sex_and_year(number: str) -> tuple[str, int]:
    """The sex ("Nam" or "Nữ") and the year of birth that a citizen number of 12 digits says."""
    code = int(number[3])
    return ("Nam", "Nữ")[code % 2], 1900 + code // 2 * 100 + int(number[4:6])


def age_warnings(born: str, issued: str, on: date) -> list[str]:
    """What the dates of a card make doubtful on the day ``on``: a holder too young to act, a card run out.

    ``born`` and ``issued`` are as a card has them; what is not wholly known is not doubted.
    """
    warnings = []
    if issued and issued[:4] < born[:4]:
        warnings.append(_("The card was issued before the date of birth; compare both with the card."))
    if _YEAR.fullmatch(born):
        return warnings
    day = date.fromisoformat(born)
    if on < _birthday(day, _OF_AGE_TO_ACT):
        words = _("The holder is not yet {age}; write down who hands the dossier in.")
        warnings.append(words.format(age=_OF_AGE_TO_ACT))
    end = _good_until(day, date.fromisoformat(issued)) if issued else None
    if end is not None and end <= on:
        words = _("The card had to be exchanged on {day}; look at the date printed on it.")
        warnings.append(words.format(day=short_date(end)))
    return warnings


def _good_until(born: date, issued: date) -> date | None:
    """The birthday on which a card has to be exchanged; None for a card without end."""
    birthdays = (_birthday(born, age) for age in _EXCHANGED_AT)
    return next((day for day in birthdays if issued < _birthday(day, -_EARLY_YEARS)), None)


def _birthday(born: date, age: int) -> date:
    try:
        return born.replace(year=born.year + age)
    except ValueError:  # born on 29 February
        return date(born.year + age, 3, 1)


def _begun(text: str) -> str:
    """``text`` from its first character that means something."""
    text = text.strip()
    for mark in _BEGIN_MARKS:
        text = text.removeprefix(mark)
    return text.lstrip()


def _with_letters_right(name: str, sex: str, address: str) -> tuple[str, ...]:
    """The three fields of letters with what a scanner changed undone, what cannot be told as "?"."""
    case = with_case_right(name)
    fields = (name, sex, address) if case == name else (case, sex.swapcase(), address.swapcase())
    return tuple(unicodedata.normalize("NFC", undone(one)).translate(_LOST_LETTERS) for one in fields)


def _spoilt(card: CitizenCard, sex: str) -> tuple[str, ...]:
    """Which fields to compare letter by letter.

    "Nữ" without its mark, or a whole address without any, tells that marks were lost everywhere.
    """
    bare = (card.sex == "Nữ" and not has_marks(sex)) or (
        " " in card.address and not has_marks(card.address) and not has_marks(card.name)
    )
    return tuple(field for field in ("name", "address") if bare or _is_spoilt(field, getattr(card, field)))


def _is_spoilt(field: str, text: str) -> bool:
    return is_spoilt_name(text) if field == "name" else is_spoilt_address(text)


def _birth(text: str) -> str:
    year = _YEAR.fullmatch(text)
    return year.group(1) if year else _day(text)


def _day(text: str) -> str:
    """``ddMMyyyy`` as an ISO date, empty where it is none."""
    if not _DAY.fullmatch(text):
        return ""
    try:
        day = date(int(text[4:]), int(text[2:4]), int(text[:2]))
    except ValueError:
        return ""
    return day.isoformat() if day.year in _CENTURIES else ""


def _sex(text: str) -> str:
    if folded(text) == "nam":
        return "Nam"
    return "Nữ" if agrees(text, "Nữ") else ""
