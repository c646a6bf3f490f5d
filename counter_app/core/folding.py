"""Text for finding and for sorting: Vietnamese without its marks, and in the order of its alphabet."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_WORD = re.compile(r"[^\W_]+")

#: Letters of the Vietnamese alphabet that fold to another one but stand after it.
_LATER = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}

#: Tone marks in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

#: Parts the levels of a sort key; sorts before every letter and the space.
_LEVEL = "\t"


def folded(text: str) -> str:
    """``text`` in lower case without marks, đ as d: what the search compares."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    return "".join(filterfalse(unicodedata.combining, plain)).replace("đ", "d")


def tokens(text: str) -> list[str]:
    """The words of ``text``, folded, without punctuation."""
    return _WORD.findall(folded(text))


@lru_cache(maxsize=512)  # the names of the officers are put in order at every scan
def sort_key(text: str) -> str:
    """A text whose plain comparison puts ``text`` in Vietnamese order.

    Letters first (a ă â b c d đ e ê ... o ô ơ ... u ư), then tones (none, huyền, hỏi, ngã,
    sắc, nặng), then case, small before capital.
    """
    text = unicodedata.normalize("NFC", text).strip()
    parts = [_letter_and_tone(one) for one in unicodedata.normalize("NFC", text.lower())]
    letters = [letter for letter, _tone in parts]
    tones = [tone for _letter, tone in parts]
    case = "".join("1" if one.isupper() else "0" for one in text)
    return _LEVEL.join(("".join(letters), "".join(tones).rstrip("0"), case.rstrip("0")))


@lru_cache(maxsize=2048)
def _letter_and_tone(one: str) -> tuple[str, str]:
    """What one letter is sorted by: its place in the alphabet and, at the next level, its tone."""
    marks = unicodedata.normalize("NFD", one)
    tone = "".join(mark for mark in marks if mark in _TONES)
    letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
    return _LATER.get(letter, f"{letter}0" if letter.isalnum() else letter), _TONES.get(tone[:1], "0")
