"""Small input methods (Telex, VNI, VIQR) that turn keys into changes of the text, as Unikey does.

Written from how those work, without a look at the code that undoes them: a word is letters with
shapes and one tone, drawn anew after each key; only what differs is taken back and put again.
"""

import unicodedata
from dataclasses import dataclass, field

_MARKS = {"sharp": "\u0301", "falling": "\u0300", "asking": "\u0309", "rising": "\u0303", "heavy": "\u0323"}
_TONES = {
    "telex": {"s": "sharp", "f": "falling", "r": "asking", "x": "rising", "j": "heavy"},
    "vni": {"1": "sharp", "2": "falling", "3": "asking", "4": "rising", "5": "heavy"},
    "viqr": {"'": "sharp", "`": "falling", "?": "asking", "~": "rising", ".": "heavy"},
}
_NO_TONE = {"telex": "z", "vni": "0", "viqr": "0"}
_HAT, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
#: Key, the letters it changes, the shape it gives.
_SHAPES = {
    "telex": {"a": ("a", _HAT), "e": ("e", _HAT), "o": ("o", _HAT), "w": ("auo", ""), "d": ("d", "-")},
    "vni": {"6": ("aeo", _HAT), "7": ("uo", _HORN), "8": ("a", _BREVE), "9": ("d", "-")},
    "viqr": {"^": ("aeo", _HAT), "+": ("uo", _HORN), "(": ("a", _BREVE), "d": ("d", "-")},
}
_VOWELS = "aeiouy"


@dataclass
class InputMethod:
    """One word being typed; ``press`` says how many letters go and what is put there."""

    name: str
    letters: list[list[str]] = field(default_factory=list)
    tone: str = ""
    plain: bool = False
    alone: bool = False

    def press(self, key: str) -> tuple[int, str]:
        """What one key does to the text."""
        if self.name == "none" or not key.isascii() or (self.plain and key.isalnum()):
            return self._outside(key)
        before = self.word()
        low = key.lower()
        done = self._tone(key, low) or self._shape(key, low)
        if not done:
            if not key.isalpha():
                return self._outside(key)
            self.letters.append([key, ""])
        return _difference(before, self.word())

    def reset(self) -> None:
        """The word is over."""
        self.letters, self.tone, self.plain, self.alone = [], "", False, False

    def word(self) -> str:
        """The word as it is shown."""
        spot = self._spot()
        shown = []
        for place, (letter, shape) in enumerate(self.letters):
            if shape == "-":
                shown.append("Đ" if letter.isupper() else "đ")
                continue
            tone = _MARKS[self.tone] if self.tone and place == spot else ""
            shown.append(unicodedata.normalize("NFC", letter + shape + tone))
        return "".join(shown)

    def _outside(self, key: str) -> tuple[int, str]:
        """A key that is no part of a word; a figure ends the spelling, but not the word."""
        plain = key.isascii() and key.isalnum()
        self.reset()
        self.plain = plain
        return 0, key

    def _spot(self) -> int:
        """The letter that carries the tone."""
        vowels = [n for n, (letter, _shape) in enumerate(self.letters) if letter.lower() in _VOWELS]
        shaped = [n for n in vowels if self.letters[n][1]]
        if shaped:
            return shaped[-1]
        closed = bool(vowels) and vowels[-1] < len(self.letters) - 1
        return vowels[-1 if closed or len(vowels) == 1 else -2] if vowels else -1

    def _tone(self, key: str, low: str) -> bool:
        tones = _TONES[self.name]
        if self._spot() < 0 or low not in (*tones, _NO_TONE[self.name]):
            return False
        wanted = tones.get(low, "")
        if not wanted and not self.tone:
            return False
        if wanted == self.tone:
            self._give_up(key, tone=True)
        else:
            self.tone = wanted
        return True

    def _shape(self, key: str, low: str) -> bool:
        change = _SHAPES[self.name].get(low)
        if change is None:
            return False
        if low == "w" and self.alone:
            self.letters[-1] = [key, ""]
            self.plain, self.alone = True, False
            return True
        wanted, shape = change
        places = [n for n, (letter, _shape) in enumerate(self.letters) if letter.lower() in wanted]
        if not places:
            if low == "w":
                self.letters.append(["U" if key.isupper() else "u", _HORN])
                self.alone = True
                return True
            return False
        place = places[-1]
        made = shape or (_BREVE if self.letters[place][0].lower() == "a" else _HORN)
        if self.letters[place][1] == made:
            self.letters[place][1] = ""
            self._give_up(key, tone=False)
            return True
        self.letters[place][1] = made
        pair = "".join(letter for letter, _shape in self.letters[max(0, place - 1) : place + 1]).lower()
        if made == _HORN and pair == "uo":
            self.letters[place - 1][1] = _HORN
        return True

    def _give_up(self, key: str, *, tone: bool) -> None:
        """The same key again: the mark goes and the key stands there as it is."""
        if tone:
            self.tone = ""
        self.letters.append([key, ""])
        self.plain = True


def _difference(before: str, after: str) -> tuple[int, str]:
    same = 0
    while same < min(len(before), len(after)) and before[same] == after[same]:
        same += 1
    return len(before) - same, after[same:]
