"""Text for finding and for sorting: Vietnamese without its marks, and in the order of its alphabet."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")

#: Letters of the Vietnamese alphabet that fold to another one but stand after it.
_LATER = {"ă": "a1", "â": "a2", "đ": "d1", "ê": "e1", "ô": "o1", "ơ": "o2", "ư": "u1"}

#: Tone marks in the order of Vietnamese dictionaries: huyền, hỏi, ngã, sắc, nặng.
_TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

#: Parts the levels of a sort key; sorts before every letter and the space.
_LEVEL = "\t"


def folded(text: str) -> str:
    """``text`` in lower case without marks, đ as d: what the search compares."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).lower())
    return "".join(one for one in plain if not unicodedata.combining(one)).replace("đ", "d")


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
    letters: list[str] = []
    tones: list[str] = []
    for one in unicodedata.normalize("NFC", text.lower()):
        marks = unicodedata.normalize("NFD", one)
        tone = "".join(mark for mark in marks if mark in _TONES)
        letter = unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES))
        letters.append(_LATER.get(letter, f"{letter}0" if letter.isalnum() else letter))
        tones.append(_TONES.get(tone[:1], "0"))
    case = "".join("1" if one.isupper() else "0" for one in text)
    return _LEVEL.join(("".join(letters), "".join(tones).rstrip("0"), case.rstrip("0")))
