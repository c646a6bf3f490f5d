"""Codes that can be told by their looks: the desk's own, and those of others that people scan by mistake."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.codes import check_digits, looks_like_code, read_reserved_number, read_scan_number
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

#: The shortest code that its looks tell has so many letters.
LEAST = 13
#: Codes longer than this are told by how they begin; nothing else of that length belongs to the desk.
SHORT = 200
#: No code of which the desk knows anything is longer.
LONGEST = 1000
#: No code of an office has more letters.
_LONGEST_CODE = 40
#: No code of an office has fewer figures.
_FEWEST_FIGURES = 12
#: The number of the day has so many places in a code by the law, and at times more.
_PLACES = 4
#: So many letters tell a code that is read once more behind itself.
_BEGINNING = 13

_NUMBER = re.compile(r"(?=(\d{16}))", re.ASCII)
#: Our own number and one figure more.
_SEVENTEEN = re.compile(r"(?<!\d)\d{17}(?!\d)", re.ASCII)
#: Codes as offices have them, by QCVN 102:2016 (from the right) or QĐ 20/2020/QĐ-TTg (from the left).
_CODE = re.compile(
    r"(?=((?:[A-Z]\d\d(?:\.\d{2,3})*|(?:\d{3}\.)?(?:\d\d\.)*[A-Z]\d\d)-\d{6}-\d{4}(?:\d{1,2}(?!\d))?))",
    re.ASCII | re.IGNORECASE,
)
_CARD = re.compile(r"(?=(\d{12}\|.*))", re.ASCII | re.DOTALL)
_PARCEL = re.compile(r"(?=([A-Z]{2}\d{9}[A-Z]{2}))", re.ASCII | re.IGNORECASE)
_PARCEL_LENGTH = 13
_BANK = re.compile(r"(?=(000201\d{6}.*6304[0-9A-F]{4}))", re.ASCII | re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"(?=((?:https?://|www\.).*))", re.ASCII | re.IGNORECASE | re.DOTALL)
#: A page in the internet is at a place whose name has a dot.
_HOST = re.compile(r"www\.|https?://[^/]*\.", re.ASCII | re.IGNORECASE)
#: Code or number of the card, then name and more in figures of base 16.
_INSURANCE = re.compile(
    r"(?=((?:[A-Z]{2}\d{13}|\d{10})\|[0-9A-F]{6,}\|.*))", re.ASCII | re.IGNORECASE | re.DOTALL
)
#: The first of the three lines on the back of a card, as a reader of documents types it.
_MACHINE_LINES = re.compile(r"(?=(I[DCA<][A-Z]{3}[A-Z0-9]{10}[A-Z0-9<]{15}.*))", re.ASCII | re.DOTALL)
#: Eight and twelve figures are also what people type: a day, a citizen's number.
_LONG_GOODS = re.compile(r"(?=(\d{13}))", re.ASCII)
_GOODS = re.compile(r"\d{8}|\d{12,14}", re.ASCII)


class Foreign(StrEnum):
    """Whose code it is that does not belong to the desk."""

    GOODS = "goods"
    PARCEL = "parcel"
    BANK = "bank"
    LINK = "link"
    INSURANCE = "insurance"
    MACHINE_LINES = "machine_lines"


@dataclass(frozen=True, slots=True)
class Found:
    """A code in a longer text, from ``start`` to ``end``; ``sure`` where its looks prove it.

    ``open_ended`` codes go on as far as the text does: what is behind them belongs to them by its pace alone.
    """

    start: int
    end: int
    sure: bool
    open_ended: bool = False


def find_codes(text: str) -> list[Found]:
    """The known codes in ``text``, one behind the other; none overlaps another.

    A number of goods is none where it is a part of more figures, but for its own read once more.
    """
    return apart(one for one in candidates(text) if not _is_part(text, one))


def candidates(text: str) -> list[Found]:
    """All that may be known codes in ``text``; they may overlap."""
    if len(text) > LONGEST:
        return []
    found = list(_all(text))
    if not found and len(text) <= SHORT and looks_like_code(text):
        found.append(Found(0, len(text), sure=False))
    return found


def apart(
    found: Iterable[Found],
    doubt: Callable[[Found], tuple[bool, bool, int]] = lambda _found: (False, False, 0),
) -> list[Found]:
    """The codes that do not overlap, in their order: of two that do, the one with less ``doubt``."""
    kept: list[Found] = []
    for one in sorted(found, key=lambda one: (not one.open_ended, doubt(one), one.start, -one.end)):
        if all(one.start >= other.end or one.end <= other.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _is_part(text: str, found: Found) -> bool:
    code = text[found.start : found.end]
    before, behind = text[: found.start], text[found.end :]
    return is_goods(code) and (
        (before[-1:].isdigit() and not before.endswith(code))
        or (behind[:1].isdigit() and not behind.startswith(code))
    )


def with_one_amid(text: str, *, figures: bool) -> Iterator[tuple[str, int, int, int]]:
    """Codes of offices that ``text`` has if one letter in them is left out: code, start, that letter, end.

    Of two letters side by side either may be the code's, so neither is left out. With ``figures`` one
    of seventeen in a row may be.
    """
    if sum(map(str.isdigit, text)) < _FEWEST_FIGURES:
        return
    alone = {place for run in _SEVENTEEN.finditer(text) for place in range(*run.span())} if figures else ()
    if not alone and text.isascii() and text.isdigit():
        return  # as under the bars of a receipt
    for place in range(1, min(len(text) - 1, SHORT * 2)):
        letter, beside = text[place], text[place - 1] + text[place + 1]
        is_letter = letter.isalpha() and not any(map(str.isalpha, beside))
        if not is_letter and place not in alone:
            continue
        start = max(0, place - _LONGEST_CODE)
        around = text[start:place] + text[place + 1 : place + 1 + _LONGEST_CODE]
        for pattern, holds in ((_NUMBER, is_own_number), (_CODE, bool)):
            for one in pattern.finditer(around):
                first, end = (start + spot for spot in one.span(1))
                more = max(0, len(one.group(1).rpartition("-")[2]) - _PLACES) if pattern is _CODE else 0
                if first < place < end - more and holds(one.group(1)):
                    yield one.group(1), first, place, end + 1
                    if more:
                        yield one.group(1)[:-more], first, place, end + 1 - more  # figures typed behind it
                    break  # what begins later is a part of it


def _all(text: str) -> Iterator[Found]:
    # What is all figures, as under the bars of a receipt, has not to be looked at in every way.
    figures = text.isascii() and text.isdigit()
    for pattern in (_BANK,) if figures else (_CARD, _BANK, _LINK, _INSURANCE, _MACHINE_LINES):
        yield from _open_ended(text, pattern)
    if len(text) > SHORT:
        return
    for pattern, holds in _FIGURES if figures else _SHAPES:
        for one in pattern.finditer(text):
            code = one.lastindex or 0
            if holds(one.group(code)):
                yield Found(*one.span(code), sure=True, open_ended=pattern is _CODE)


def _open_ended(text: str, pattern: re.Pattern[str]) -> Iterator[Found]:
    """Codes whose end only the end of the text tells, or their beginning where they were read once more."""
    start = 0
    while (seen := pattern.search(text, start)) is not None:
        first, end = seen.span(1)
        again = text.find(text[first : first + _BEGINNING], first + _BEGINNING)
        start = again if again > 0 else end
        sure = pattern is not _LINK or _HOST.match(text, first) is not None
        yield Found(first, start, sure=sure, open_ended=True)


def is_own_number(text: str) -> bool:
    """Whether the 16 digits ``text`` are a number that this program gives, its check digits right."""
    if check_digits(text[:14]) != text[14:]:
        return False
    if read_reserved_number(text) is not None:
        return True
    try:
        read_scan_number(text)
    except BadInput:
        return False
    return True


def is_goods(text: str) -> bool:
    """Whether ``text`` is a number of goods (EAN-8, UPC-A, EAN-13, ITF-14), its check digit right."""
    if _GOODS.fullmatch(text) is None:
        return False
    return sum(int(one) * (1, 3)[place % 2] for place, one in enumerate(reversed(text))) % 10 == 0


def is_parcel(text: str) -> bool:
    """Whether two letters, nine digits and a country are the number of a parcel by UPU S10."""
    total = sum(int(one) * weight for one, weight in zip(text[2:10], (8, 6, 4, 2, 3, 5, 9, 7), strict=True))
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11) == int(text[10])


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[str], bool]], ...] = (
    (_NUMBER, is_own_number),
    (_CODE, bool),
    (_PARCEL, is_parcel),
    (_LONG_GOODS, is_goods),
)
_FIGURES = tuple(shape for shape in _SHAPES if shape[0] in (_NUMBER, _LONG_GOODS))


def foreign_kind(text: str) -> Foreign | None:
    """Whose code ``text`` is; None where its looks say nothing."""
    beginnings = (
        (_BANK, Foreign.BANK),
        (_LINK, Foreign.LINK),
        (_INSURANCE, Foreign.INSURANCE),
        (_MACHINE_LINES, Foreign.MACHINE_LINES),
    )
    for pattern, kind in beginnings:
        if pattern.match(text) is not None:
            return kind
    if _PARCEL.match(text) is not None and len(text) == _PARCEL_LENGTH:
        return Foreign.PARCEL
    return Foreign.GOODS if _GOODS.fullmatch(text) else None


def refusal(text: str) -> str:
    """Why the desk does not take ``text``, and what to scan instead; nothing of a person is repeated."""
    kind = foreign_kind(text)
    if kind is Foreign.BANK:
        return _(
            "This is the code of a bank for paying; the payer reads it with the telephone. "
            "Nothing was changed. Scan a receipt, a citizen card or a command card."
        )
    if kind is Foreign.INSURANCE:
        return _(
            "This is a health insurance card. Nothing was changed. "
            "Scan the citizen card, or type the person's particulars."
        )
    if kind is Foreign.MACHINE_LINES:
        return _("These are the lines on the back of a card. Nothing was changed. Scan its QR code.")
    why = {
        Foreign.GOODS: _("Code {code} is not accepted: it is a code of goods."),
        Foreign.PARCEL: _("Code {code} is not accepted: it is the number of a parcel."),
        Foreign.LINK: _("Code {code} is not accepted: it is the address of a page in the internet."),
        None: _("Code {code} is not accepted: it is not from this desk."),
    }[kind]
    instead = _("Nothing was changed. Scan a receipt, a citizen card or a command card.")
    return f"{why.format(code=_legible(text))} {instead}"


def _legible(text: str) -> str:
    """The beginning of ``text`` without what cannot be shown."""
    shown = "".join(one for one in text[:60] if one.isprintable() and one != "\ufffd")
    return f"{shown[:40]}…" if len(shown) > 40 else shown
