"""What scanners make of Vietnamese letters, and how far it can be undone.

A scanner that types like a keyboard has no keys for letters with marks. Some send the bytes of
UTF-8 as single characters of a Windows or DOS code page, some a question mark, some leave the
mark or the whole letter out, and with Caps Lock every letter has the wrong case. An input method
makes marks of what it sees: Telex of w, VIQR of question marks.
"""

import re
import unicodedata
from itertools import product

from counter_app.core.folding import folded

#: Code pages whose characters stand for the bytes of UTF-8, those of Windows before those of DOS.
_PAGES = ("cp1252", "cp1258", "cp437", "cp850")
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_LETTERS = frozenset(
    unicodedata.normalize("NFC", letter + tone) for letter, tone in product("aăâeêioôơuưy", _TONES)
) | frozenset("đčĕĭŏŭƀñ")  # the last ones stand in names of the Central Highlands
#: What stands in names besides letters; names of some peoples have an apostrophe.
_IN_NAMES = frozenset(" '’-.")
_IN_ADDRESSES = frozenset("’‘“”–—°²")
_LOST = "?\ufffd"
#: So many characters stand for one letter at most: the bytes of UTF-8.
_MOST_BYTES = 3


def undone(text: str) -> str:
    """``text`` with the words put right that are UTF-8 read as a code page; any other word as it is."""
    return " ".join(_word_undone(word) for word in text.split(" "))


def with_case_right(text: str) -> str:
    """``text`` with small and capital letters exchanged, where Caps Lock was on: "nGUYễN vĂN aN"."""
    words = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 1]
    inverted = words and all(word[0].islower() and word[-1].isupper() for word in words)
    return text.swapcase() if inverted else text


def has_marks(text: str) -> bool:
    """Whether any letter of ``text`` has a mark (dấu), or is đ."""
    return folded(text) != unicodedata.normalize("NFC", text).lower()


def is_spoilt_name(name: str) -> bool:
    """Whether ``name`` has characters that no Vietnamese name has."""
    return not all(_is_letter(one) or one in _IN_NAMES for one in name)


def is_spoilt_address(address: str) -> bool:
    """Whether ``address`` has characters that no address has, or a question mark for a lost letter."""
    return not all(
        (one.isascii() and one not in _LOST) or _is_letter(one) or one in _IN_ADDRESSES for one in address
    )


def agrees(delivered: str, known: str) -> bool:
    """Whether ``delivered`` can be what a scanner made of ``known``, its marks or letters lost or changed.

    Letters are compared without marks and case; whatever is no plain letter in ``delivered``
    may stand for any letter, as long as half of the letters of ``known`` are there.
    """
    made, plain = _squeezed(delivered), folded(_squeezed(known))
    dropped = _squeezed("".join(one for one in _squeezed(known) if one.isascii()))
    if folded(made) == plain or made == dropped != "":
        return bool(plain)
    there = sum(_is_plain_letter(one) for one in made)
    if there * 2 < sum(map(_is_plain_letter, plain)):
        return False
    return _fits(made, plain) or _fits(_without_hooks(made), plain)


def _fits(made: str, plain: str) -> bool:
    """Whether ``plain`` is ``made`` with letters put for what is no plain character in it.

    A space behind such a run may belong to it: the second byte of à is a space that does not break.
    """
    places = {0}
    behind_run = False
    for run in re.findall(r"[^ -~]+|\?+|.", made):
        if run[0].isascii() and run[0] != "?":
            after = {place + 1 for place in places if plain.startswith(run, place)}
            places = after | places if run == " " and behind_run else after
            behind_run = False
            continue
        least = 1 if behind_run else -(-len(run) // _MOST_BYTES)
        lengths = range(least, len(run) + 1)
        places = {
            place + n
            for place in places
            for n in lengths
            if place + n <= len(plain) and plain[place : place + n].isalpha()
        }
        behind_run = True
    return len(plain) in places


def _without_hooks(text: str) -> str:
    """``text`` with ? behind a letter for its hook (hỏi): an input method of VIQR has put them together."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", text).replace("\u0309", "?"))


def _word_undone(word: str) -> str:
    if word.isascii():
        return word
    for page in _PAGES:
        try:
            made = unicodedata.normalize("NFC", _bytes_of(word, page).decode("utf-8", "replace"))
        except UnicodeEncodeError:
            continue  # a character of another page
        made = made.replace("\ufffd", "?")  # one of its bytes got lost, or it is no UTF-8 at all
        if not made.isascii() and all(one.isascii() or _is_letter(one) for one in made):
            return made
    return word


def _bytes_of(word: str, page: str) -> bytes:
    """The bytes that ``word`` was made of; Windows shows those that a page has no letter for as U+0080 on."""
    return b"".join(one.encode("latin-1" if "\x80" <= one <= "\x9f" else page) for one in word)


def _squeezed(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).lower().split())


def _is_letter(one: str) -> bool:
    return _is_plain_letter(one) or one.lower() in _LETTERS


def _is_plain_letter(one: str) -> bool:
    return one.isascii() and one.isalpha()
