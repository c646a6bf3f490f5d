"""Reader of the QR text of a citizen card (thẻ căn cước công dân, thẻ căn cước).

Seven fields parted by "|": number, old number (may be empty), name, date of birth, sex,
residence, date of issue; later cards add more, some writers leave the old number out.
Oddities warn and never block: the card in the officer's hand decides.
"""

import re
from dataclasses import dataclass, replace
from datetime import date

from counter_app.core.folding import folded
from counter_app.core.records import Person
from counter_app.core.validation import ADDRESS_LENGTH, NAME_LENGTH, clean_text
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

_NUMBER = re.compile(r"\d{12}", re.ASCII)
_OLD_NUMBER = re.compile(r"(\d{9}|\d{12})?", re.ASCII)
_DAY = re.compile(r"\d{8}", re.ASCII)
_YEAR = re.compile(r"(?:0000)?((?:19|20)\d\d)", re.ASCII)
_FIELDS = 7
#: What stands in names besides letters; names of some peoples have an apostrophe.
_IN_NAMES = frozenset(" '’-.")
#: Longest card text that is worth reading; a QR code holds less.
_LONGEST = 3000


@dataclass(frozen=True, slots=True, kw_only=True)
class CitizenCard:
    """What a card says; ``born`` and ``issued`` are ISO dates, ``born`` a bare year where only that is known.

    ``sex`` is "Nam", "Nữ" or empty; ``warnings`` are sentences for the officer.
    """

    citizen_id: str
    old_id: str
    name: str
    born: str
    sex: str
    address: str
    issued: str
    warnings: tuple[str, ...] = ()

    def person(self) -> Person:
        """The card's holder as the owner of a dossier; the residence as printed on the card."""
        return Person(
            name=self.name, citizen_id=self.citizen_id, born=self.born, sex=self.sex, address=self.address
        )


def looks_like_card(text: str) -> bool:
    """Whether ``text`` begins like the QR text of a card: 12 digits and a bar."""
    number, bar, _rest = text.strip().lstrip("\ufeff").partition("|")
    return bool(bar) and _NUMBER.fullmatch(number.strip()) is not None


def read_card(text: str) -> CitizenCard:
    """The card whose QR code says ``text``.

    Raises:
        BadInput: not the text of a card, or a part of it is lost.
    """
    if len(text) > _LONGEST or not looks_like_card(text):
        raise BadInput(_("This is not the code of a citizen card. Scan the card again, or type the fields."))
    parts = [part.strip() for part in clean_text(text, _LONGEST).split("|")]
    if not _OLD_NUMBER.fullmatch(parts[1]):
        parts.insert(1, "")
    if len(parts) < _FIELDS:
        raise BadInput(_("A part of the card's code is lost. Scan the card again, or type the fields."))
    number, old, name, born, sex, address, issued = parts[:_FIELDS]
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
    return _with_warnings(card)


def _birth(text: str) -> str:
    year = _YEAR.fullmatch(text)
    return year.group(1) if year else _day(text)


def _day(text: str) -> str:
    """``ddMMyyyy`` as an ISO date, empty where it is none."""
    if not _DAY.fullmatch(text):
        return ""
    try:
        return date(int(text[4:]), int(text[2:4]), int(text[:2])).isoformat()
    except ValueError:
        return ""


def _sex(text: str) -> str:
    return {"nam": "Nam", "nu": "Nữ"}.get(folded(text), "")


def _with_warnings(card: CitizenCard) -> CitizenCard:
    """``card`` with what does not fit together.

    The fourth digit says century and sex (0 and 1: 1900s, male and female; 2 and 3: 2000s,
    and so on), the next two the year of birth (NĐ 137/2015/NĐ-CP, art. 13).
    """
    warnings = []
    code, year = int(card.citizen_id[3]), int(card.born[:4])
    if card.sex != ("Nam", "Nữ")[code % 2]:
        warnings.append(_("The sex on the card does not fit the number; compare both with the card."))
    if 1900 + code // 2 * 100 + int(card.citizen_id[4:6]) != year:
        warnings.append(_("The year of birth does not fit the number; compare both with the card."))
    if card.issued and card.issued[:4] < card.born[:4]:
        warnings.append(_("The card was issued before the date of birth; compare both with the card."))
    if not all(one.isalpha() or one in _IN_NAMES for one in card.name):
        warnings.append(_("The name may have been spoilt by the scanner; compare it with the card."))
    return replace(card, warnings=tuple(warnings))
