"""Numbers under bars (scan numbers of dossiers and shelves), and the official code (mã số hồ sơ)."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from counter_app.errors import BadFile, BadInput, NotAllowed
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date

#: The highest number that one day can give; the law's code has four places for it.
LAST_OF_DAY = 9999

#: The node of no office: its numbers stand on the program's own labels and cards, never on a dossier.
RESERVED_NODE = "0000"

_NODE = re.compile(r"\d{4}", re.ASCII)
_SCAN_NUMBER = re.compile(r"\d{16}", re.ASCII)
_CENTURY = 2000

#: Codes of every office and every year: unit by QCVN 102:2016 or QĐ 20/2020/QĐ-TTg, day, number;
#: five and six places stand in codes of other systems.
_CODE = re.compile(r"[0-9A-Z]{1,4}(\.[0-9A-Z]{2,4})*-[0-9]{6}-[0-9]{4,6}")


@dataclass(frozen=True, slots=True)
class ScanNumber:
    """What a scan number says: the node that received the dossier, the day, and the number of that day."""

    node: str
    day: date
    number: int


class Reserved(IntEnum):
    """What a number of the reserved node names; the value stands in the six places of the day.

    No day is written so (its month is 00), so no number of these can be taken for a dossier's.
    """

    COMMAND = 0
    SHELF = 1
    #: A rung of the calibration page; its number is the width of the narrowest bar in dots.
    CALIBRATION = 2


@dataclass(frozen=True, slots=True)
class ReservedNumber:
    """What a reserved number says: a command card (thẻ lệnh), a shelf (kệ) or a rung, and which."""

    kind: Reserved
    number: int


def scan_number(node: str, day: date, number: int) -> str:
    """The 16 digits of a dossier: node (4), day YYMMDD (6), number of the day (4), check (2).

    Raises:
        BadInput: ``node`` is not four digits, or is the one that no office has.
        NotAllowed: the numbers of the day are used up.
    """
    if not is_node(node):
        raise BadInput(_("The node “{node}” must have four digits, like 0117.").format(node=node), "node")
    if not 1 <= number <= LAST_OF_DAY:
        raise NotAllowed(
            _("The {last} numbers of {day} are used up; receive the dossier tomorrow.").format(
                last=LAST_OF_DAY, day=short_date(day)
            )
        )
    body = f"{node}{day:%y%m%d}{number:04d}"
    return body + check_digits(body)


def is_node(text: str) -> bool:
    """Whether ``text`` can name an office: four digits, but not the reserved 0000."""
    return _NODE.fullmatch(text) is not None and text != RESERVED_NODE


def reserved_number(kind: Reserved, number: int) -> str:
    """The 16 digits on a label or card of the program itself: 0000, its kind (6), number (4), check (2).

    Raises:
        BadInput: ``number`` is not from 1 to 9999.
    """
    if not 1 <= number <= LAST_OF_DAY:
        raise BadInput(
            _("{number} cannot stand on a label; give a number from 1 to {last}.").format(
                number=number, last=LAST_OF_DAY
            ),
            "number",
        )
    body = f"{RESERVED_NODE}{kind:06d}{number:04d}"
    return body + check_digits(body)


def read_reserved_number(text: str) -> ReservedNumber | None:
    """What a reserved number says; None for anything else, and for one with a wrong digit."""
    digits = normalise_code(text)
    if not _SCAN_NUMBER.fullmatch(digits) or not digits.startswith(RESERVED_NODE):
        return None
    kind, number = int(digits[4:10]), int(digits[10:14])
    if check_digits(digits[:14]) != digits[14:] or kind not in set(Reserved) or number == 0:
        return None
    return ReservedNumber(Reserved(kind), number)


def check_digits(body: str) -> str:
    """The two check digits of ``body`` by ISO 7064 MOD 97-10.

    Every single wrong digit and every swap of neighbours changes them.
    """
    return f"{98 - int(body) * 100 % 97:02d}"


def read_scan_number(text: str) -> ScanNumber:
    """What the scan number in ``text`` says; spaces and line ends of a scanner are left out.

    Raises:
        BadInput: not 16 digits, or a digit is wrong.
    """
    digits = normalise_code(text)
    if not (digits.isascii() and digits.isdigit()):
        raise BadInput(
            _("“{text}” is no scan number: it has 16 digits and nothing else. Scan the bars again.").format(
                text=digits[:40]
            )
        )
    if len(digits) != 16:
        raise BadInput(
            _("The scan number {number} has {count} digits instead of 16. Scan the bars again.").format(
                number=digits[:40], count=len(digits)
            )
        )
    if check_digits(digits[:14]) != digits[14:]:
        raise BadInput(
            _(
                "A digit is wrong in the scan number {number}. "
                "Scan the bars again, or compare it with the digits under them."
            ).format(number=grouped_scan_number(digits))
        )
    year, month, day = (int(digits[at : at + 2]) for at in (4, 6, 8))
    try:
        received = date(_CENTURY + year, month, day)
    except ValueError as error:
        raise BadInput(
            _(
                "The scan number {number} names a day that does not exist. It is not from this program."
            ).format(number=grouped_scan_number(digits))
        ) from error
    return ScanNumber(digits[:4], received, int(digits[10:14]))


def grouped_scan_number(text: str) -> str:
    """``0170 261123 0042 35``: node, day, number and check parted, as under the bars."""
    return " ".join((text[:4], text[4:10], text[10:14], text[14:])).rstrip()


def dossier_code(pattern: str, unit: str, day: date, number: int) -> str:
    """The official code of a dossier by the ``pattern`` of the law pack.

    TT 01/2018/TT-VPCP, art. 19: unit, day of reception, running number of that day; the
    pattern is ``{unit}-{day:%y%m%d}-{number:04d}``.

    Raises:
        BadFile: the pattern asks for something else.
    """
    try:
        return pattern.format(unit=unit, day=day, number=number)
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise BadFile(
            _("The code pattern “{pattern}” of the law pack cannot be used. Mend the pack.").format(
                pattern=pattern
            )
        ) from error


def normalise_code(text: str) -> str:
    """``text`` as codes are kept: capital letters, no space, line end or mark of a scanner."""
    if text.isascii() and text.isprintable() and " " not in text:
        return text.upper()  # as nearly every code comes, and each scan asks a dozen times
    seen = unicodedata.normalize("NFC", text).upper()
    return "".join(one for one in seen if not (one.isspace() or unicodedata.category(one) in ("Cc", "Cf")))


def looks_like_code(text: str) -> bool:
    """Whether ``text`` has the shape of an official code, of this office or another."""
    return _CODE.fullmatch(normalise_code(text)) is not None


def looks_like_scan_number(text: str) -> bool:
    """Whether ``text`` is 16 digits; whether they are right says :func:`read_scan_number`."""
    return _SCAN_NUMBER.fullmatch(normalise_code(text)) is not None
