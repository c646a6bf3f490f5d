"""Text made fit for the forms: NFC, broken into lines at spaces, never wider than its column."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from counter_app.documents.fonts import Face, width

Run = tuple[str, Face]
Line = tuple[Run, ...]

# Words of unit names that read badly when a line ends inside them.
_TOGETHER = frozenset(
    (
        "ỦY BAN",
        "NHÂN DÂN",
        "HÀNH CHÍNH",
        "TRUNG TÂM",
        "PHỤC VỤ",
        "CHI NHÁNH",
        "TIẾP NHẬN",
        "KẾT QUẢ",
        "HÀ NỘI",
    )
)
_SPACES = re.compile(r"[ \t\r\n]+")
_MOBILE = re.compile(r"0\d{9}")


def composed(text: str) -> str:
    """``text`` in NFC (marks beside their letters are printed wrong) with single spaces."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def phone_words(text: str) -> str:
    """A telephone number of 10 digits as it is read aloud: ``0900 000 123``."""
    return f"{text[:4]} {text[4:7]} {text[7:]}" if _MOBILE.fullmatch(text) else composed(text)


def line_width(line: Line, size: float) -> float:
    """How wide a line of runs is at ``size`` points, in mm."""
    return sum(width(text, face, size) for text, face in line)


@lru_cache(maxsize=4096)
def wrapped(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """``text`` broken into lines of at most ``room`` mm; a word wider than that is broken too."""
    if width(text, face, size) <= room:
        return (text,)
    return tuple(_fill(text.split(" "), lambda part: width(part, face, size), room))


def _fill(words: Iterable[str], measure: Callable[[str], float], room: float) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if measure(longer) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *full, line = _broken(word, measure, room)
        lines += full
    return [*lines, line] if line or not lines else lines


def _broken(word: str, measure: Callable[[str], float], room: float) -> list[str]:
    parts: list[str] = []
    while len(word) > 1 and measure(word) > room:
        end = len(word) - 1
        while end > 1 and measure(word[:end]) > room:
            end -= 1
        parts.append(word[:end])
        word = word[end:]
    return [*parts, word]


def flowed(runs: Sequence[Run], size: float, room: float, indent: float = 0) -> list[Line]:
    """Runs of several faces as one paragraph: its lines, each at most ``room`` mm wide, the first less
    by ``indent``."""
    words = _words(runs, size, room - indent)
    lines: list[Line] = []
    line: Line = ()
    for word in words:
        longer = _joined((*line, (" ", line[-1][1]), *word)) if line else word
        if line and line_width(longer, size) > room - (0 if lines else indent):
            lines.append(line)
            line = word
        else:
            line = longer
    return [*lines, line] if line else lines


def _words(runs: Sequence[Run], size: float, room: float) -> list[Line]:
    """Each word with its runs: a comma may follow a bold name without a space."""
    words: list[Line] = []
    open_word = False
    for text, face in runs:
        for index, part in enumerate(text.split(" ")):
            if index:
                open_word = False
            if not part:
                continue
            joined = _joined((*words[-1], (part, face))) if open_word else ()
            if joined and line_width(joined, size) <= room:
                words[-1] = joined
            else:
                pieces = _broken(part, lambda piece, face=face: width(piece, face, size), room)  # type: ignore[misc]
                words += [((piece, face),) for piece in pieces]
            open_word = True
    return words


def _joined(line: Line) -> Line:
    joined: list[Run] = []
    for text, face in line:
        if joined and joined[-1][1] is face:
            joined[-1] = (joined[-1][0] + text, face)
        else:
            joined.append((text, face))
    return tuple(joined)


def balanced(text: str, face: Face, size: float, room: float) -> tuple[str, ...]:
    """``text`` in as few lines as fit ``room`` mm; two lines are of even length and keep words whole."""
    fewest = wrapped(text, face, size, room)
    if len(fewest) != 2:
        return fewest
    words = text.split(" ")

    def cost(end: int) -> float:
        longest = max(width(" ".join(part), face, size) for part in (words[:end], words[end:]))
        inside = f"{words[end - 1]} {words[end]}" in _TOGETHER
        return longest + (1000 if longest > room else 0) + (10 if inside else 0)

    if len(words) < 2:
        return fewest
    best = min(range(1, len(words)), key=cost)
    return " ".join(words[:best]), " ".join(words[best:])


def cut(lines: Sequence[str], most: int, fits: Callable[[str], bool]) -> tuple[str, ...]:
    """At most ``most`` of ``lines``; where some are left out, the last ends at a word with "…"."""
    if len(lines) <= most:
        return tuple(lines)
    last = f"{lines[most - 1]} …"
    while not fits(last) and len(last) > 3:
        kept = last[:-2]
        last = f"{kept.rpartition(' ')[0] or kept[:-1]} …"
    return (*lines[: most - 1], last)


def one_line(text: str, face: Face, size: float, room: float) -> str:
    """``text`` if it fits ``room`` mm, else as many words of it as do, with "…"."""
    lines = wrapped(composed(text), face, size, room)
    return cut(lines, 1, lambda part: width(part, face, size) <= room)[0]
