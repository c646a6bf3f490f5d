"""What stands between a scanner's keys and the text that arrives, and how it is undone.

An input method (bộ gõ: Telex, VNI, VIQR) turns keys into marks while they come: it takes back
letters and puts others there. Seen change by change, the keys can be told exactly. The
Vietnamese keyboard of Windows has letters and tones in the row of figures, Caps Lock turns
capitals about; both act key by key. Whether what comes out makes sense is asked elsewhere.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

_GRAVE, _HOOK, _TILDE, _ACUTE, _DOT = "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"
_SHAPES = {"\u0302": "^", "\u0306": "(", "\u031b": "+"}


class Method(StrEnum):
    """An input method; its keys for the five tones, for no tone, and for the shapes of letters."""

    TELEX = "telex"
    VNI = "vni"
    VIQR = "viqr"


_TONE_KEYS = {
    Method.TELEX: dict(zip((_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, ""), "sfrxjz", strict=True)),
    Method.VNI: dict(zip((_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, ""), "123450", strict=True)),
    Method.VIQR: dict(zip((_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT, ""), "'`?~.0", strict=True)),
}
#: Keys for â ê ô, ă, ơ ư and đ; "" stands for the letter itself, typed twice.
_SHAPE_KEYS = {
    Method.TELEX: {"^": "", "(": "w", "+": "w", "-": ""},
    Method.VNI: {"^": "6", "(": "8", "+": "7", "-": "9"},
    Method.VIQR: {"^": "^", "(": "(", "+": "+", "-": ""},
}
#: Telex makes these out of one key, with no letter before it.
_TELEX_ALONE = {"ư": "w", "ơ": "["}

_VOWELS = frozenset("aeiouy")

#: The row of figures of the Vietnamese keyboard of Windows.
_FIGURE_ROW = {
    "ă": "1", "â": "2", "ê": "3", "ô": "4", _GRAVE: "5", _HOOK: "6", _TILDE: "7", _ACUTE: "8",
    _DOT: "9", "đ": "0",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """What one event did to the text before the cursor: so many letters taken back, these put there."""

    deleted: int
    inserted: str


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was pressed, and the number of the event by which it is known."""

    char: str
    event: int


@dataclass(frozen=True, slots=True)
class _Letter:
    """A Vietnamese letter: what stands in its place on the keyboard, its shape, its tone."""

    base: str
    shape: str = ""
    tone: str = ""


def shown(changes: Sequence[Change], before: str = "") -> list[Key]:
    """What the changes leave behind ``before``, as if each letter were a key."""
    text = [Key(one, -1) for one in before]
    for event, change in enumerate(changes):
        if change.deleted:
            del text[-change.deleted :]
        text += [Key(one, event) for one in change.inserted]
    return [one for one in text if one.event >= 0]


def pressed(changes: Sequence[Change], before: str = "") -> list[list[Key]]:
    """The keys of which each method made the changes, the likeliest first.

    ``before`` is what stood before the cursor. A method is the less likely the more keys stand there
    that it would have made marks of.
    """
    readings = [_Reading(method, before) for method in Method]
    for reading in readings:
        for event, change in enumerate(changes):
            if change.deleted:
                reading.take_back(change.deleted)
            for one in change.inserted:
                reading.put(one, event)
        reading.settle()
    return [one.keys for one in sorted(readings, key=lambda one: one.unused)]


def from_figure_row(keys: Sequence[Key]) -> list[Key]:
    """The keys with the figures for what the Vietnamese keyboard of Windows has in their places."""
    return [Key(figure, one.event) for one in keys for figure in _figures(one.char)]


def is_figure_row(text: str) -> bool:
    """Whether every letter of ``text`` may be a figure on the Vietnamese keyboard of Windows."""
    return all(one.isascii() and one.isdigit() for letter in text for one in _figures(letter))


def swapped_case(text: str) -> str:
    """``text`` as it is without Caps Lock: capitals and small letters of the plain keyboard changed about."""
    return "".join(one.swapcase() if one.isascii() else one for one in text)


def _figures(letter: str) -> Iterator[str]:
    """What the keys of a letter are without the Vietnamese keyboard; a tone is a key of its own."""
    parts = unicodedata.normalize("NFD", letter)
    tones = [one for one in parts if one in _TONE_KEYS[Method.VNI]]
    whole = unicodedata.normalize("NFC", "".join(one for one in parts if one not in tones))
    if whole:
        yield _FIGURE_ROW.get(whole.lower(), whole)
    yield from (_FIGURE_ROW[one] for one in tones)


def _letter(char: str) -> _Letter:
    if char in "đĐ":
        return _Letter("d" if char == "đ" else "D", "-")
    parts = unicodedata.normalize("NFD", char)
    shape = "".join(_SHAPES.get(one, "") for one in parts[1:])
    tone = "".join(one for one in parts[1:] if one in _TONE_KEYS[Method.VNI])
    return _Letter(parts[0], shape, tone)


@dataclass(slots=True)
class _Reading:
    """Follows the changes and writes down the keys.

    Letters that were taken back are awaited: as long as the same letters come again, with other
    marks, one key is behind it all. A mark that goes may be the second press of its key, which then
    stands as a letter behind, or the key for no tone; the next letter tells.
    """

    method: Method
    before: str
    keys: list[Key] = field(default_factory=list)
    #: How many keys stand in the text of which the method would have made a mark.
    unused: int = 0
    _spelt: bool = True
    _text: list[str] = field(default_factory=list)
    _awaited: list[str] = field(default_factory=list)
    _again: list[str] = field(default_factory=list)
    _gone: str = ""
    _event: int = -1

    def __post_init__(self) -> None:
        self._text = list(self.before)

    def take_back(self, count: int) -> None:
        """So many letters before the cursor are deleted."""
        more = self._awaited if not self._again else []  # one Backspace after the other
        if not more:
            self.settle()
        self._awaited = [*self._text[-count:], *more]
        del self._text[-count:]

    def put(self, char: str, event: int) -> None:
        """``char`` comes to stand before the cursor."""
        self._text.append(char)
        place = len(self._again)
        if place < len(self._awaited):
            if _letter(char).base == _letter(self._awaited[place]).base:
                self._again.append(char)
                self._event = event
                if len(self._again) == len(self._awaited):
                    self._compare()
                return
            if self._stands_alone(self._awaited[place], char):
                self._awaited, self._again = [], []
                self._spelt = False
            self._drop()
        self._literal(char, event)

    def settle(self) -> None:
        """No more letters of this change come."""
        if self._gone:
            self._write(_TONE_KEYS[self.method][""], self._event)
            self._gone = ""
        self._drop()

    def _drop(self) -> None:
        """What was awaited and did not come again was deleted for good: its keys are no keys."""
        lost = len(self._awaited) - len(self._again)
        if lost and self.keys:
            del self.keys[-lost:]
        self._awaited, self._again = [], []

    def _stands_alone(self, was: str, char: str) -> bool:
        """Whether a key that made a letter by itself was pressed again and stands as a letter now."""
        return self.method is Method.TELEX and _TELEX_ALONE.get(was.lower()) == char.lower()

    def _compare(self) -> None:
        """All letters came again: the key is in the difference."""
        old, new = map(_letter, self._awaited), map(_letter, self._again)
        pairs = list(zip(old, new, strict=True))
        self._awaited, self._again = [], []
        shapes = [
            (after.shape, after.base) for before, after in pairs if after.shape not in ("", before.shape)
        ]
        if shapes:
            shape, base = shapes[-1]
            self._write(_SHAPE_KEYS[self.method][shape] or base, self._event, like=base)
        was, now = ("".join(one.tone for one in side) for side in zip(*pairs, strict=True))
        if now and now != was:
            self._write(_TONE_KEYS[self.method][now[0]], self._event, like=pairs[-1][1].base)
        elif was and not now:
            self._gone = was[0]

    def _literal(self, char: str, event: int) -> None:
        if self._gone:
            if _letter(char).tone == self._gone:  # the tone moved on to a letter that is new
                char = unicodedata.normalize(
                    "NFC", unicodedata.normalize("NFD", char).replace(self._gone, "")
                )
            elif char.lower() != _TONE_KEYS[self.method][self._gone]:
                self._write(_TONE_KEYS[self.method][""], self._event)
            self._gone = ""
        if self.method is Method.TELEX and char.lower() in _TELEX_ALONE:
            self._write(_TELEX_ALONE[char.lower()], event, like=char)
            return
        self.unused += self._spelt and self._acts(char.lower())
        self._spelt = not char.isalnum() or (self._spelt and not char.isdigit())
        self.keys.append(Key(char, event))  # with marks too: scanners type those by their numbers

    def _acts(self, char: str) -> bool:
        """Whether the method would have made something of this key."""
        if self.method is Method.TELEX and char == "w":
            return True
        behind_vowel = bool(self.keys) and self.keys[-1].char.lower() in _VOWELS
        return behind_vowel and char in _TONE_KEYS[self.method].values()

    def _write(self, key: str, event: int, like: str = "") -> None:
        """``key``, a capital where it changed a capital."""
        self.keys.append(Key(key.upper() if like.isupper() else key, event))
