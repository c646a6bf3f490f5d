"""Where typed letters stand in a text, marks or not: the ranges a list draws in semibold."""

from functools import lru_cache

from counter_app.core.folding import folded


def found_ranges(text: str, typed: str) -> tuple[tuple[int, int], ...]:
    """(start, length) of the letters of ``text`` that ``typed`` found; marks and case do not count.

    The whole phrase is looked for first; failing that, every typed word at the start of a word.
    """
    words = folded(typed).split()
    letters = _letters(text)
    if not words:
        return ()
    phrase = _find(letters, " ".join(words))
    if phrase:
        return tuple(phrase[:1])
    ranges = {spot for word in words for spot in _find(letters, word)}
    return _without_overlap(sorted(ranges))


@lru_cache(maxsize=1024)
def _letters(text: str) -> tuple[tuple[str, int], ...]:
    """Each folded letter with the index of the letter it came from; kept, because every key asks again."""
    return tuple(
        (plain, index) for index, letter in enumerate(text) for plain in folded(letter) or _gap(letter)
    )


def _gap(letter: str) -> str:
    return " " if letter.isspace() else ""


def _find(letters: tuple[tuple[str, int], ...], word: str) -> list[tuple[int, int]]:
    plain = "".join(letter for letter, _index in letters)
    spots = []
    start = plain.find(word)
    while start >= 0:
        if start == 0 or not plain[start - 1].isalnum():
            first, last = letters[start][1], letters[start + len(word) - 1][1]
            spots.append((first, last - first + 1))
        start = plain.find(word, start + 1)
    return spots


def _without_overlap(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    kept: list[tuple[int, int]] = []
    for start, length in ranges:
        if kept and start < kept[-1][0] + kept[-1][1]:
            longest = max(kept[-1][0] + kept[-1][1], start + length)
            kept[-1] = (kept[-1][0], longest - kept[-1][0])
        else:
            kept.append((start, length))
    return tuple(kept)
