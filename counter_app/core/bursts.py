"""A burst of keys taken apart: what in it is a scan, and what somebody typed.

A burst is what came without a pause. It is judged when it ends, by all that is known together:

*Shape*: a code that proves itself (check digits of our own number, the pattern of an official code,
a card, a parcel) is a scan where no fingers keep such time: every gap up to 50 ms, or 35 ms on average,
or gaps as even as a machine's while no key is pressed before the last is let go.
*Time*: anything else is a scan if eight keys or more came with gaps up to 50 ms, 30 ms on average
or without keys that overlap.

So the sixteen digits under the bars may be typed by hand: fingers are never so even, and Enter then
searches as ever. What was typed just before, amid and behind a scan stays typing.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise, zip_longest
from unicodedata import combining, normalize

from counter_app.core.keyboard_damage import (
    Key,
    from_figure_row,
    is_figure_row,
    pressed,
    shown,
    swapped_case,
)
from counter_app.core.known_codes import (
    LEAST,
    Found,
    apart,
    candidates,
    find_codes,
    is_goods,
    with_one_amid,
)
from counter_app.core.pace import BESIDE, FAST_MS, Event, Pace

#: No word has more letters in a row that are figures on the Vietnamese keyboard of Windows.
_MOST_MARKS = 4
#: A run in which the letter changes less often is a key held down.
LEAST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanner delivered ``text``; nothing of it may stay in a field.

    ``events`` are its places in the burst, ``began`` and ``ended`` say when, ``shown`` what keyboard and
    input method made of it.
    """

    text: str
    events: tuple[int, ...] = field(default=(), compare=False)
    began: float = field(default=0, compare=False)
    ended: float = field(default=0, compare=False)
    shown: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody typed ``text``; a suffix key that closed it belongs to the field as well."""

    text: str
    events: tuple[int, ...] = field(default=(), compare=False)


class Burst:
    """What came without a pause after the word ``before``."""

    def __init__(
        self,
        events: Sequence[Event],
        before: str,
        max_gap_ms: float,
        min_length: int,
        *,
        suffixed: bool = False,
    ) -> None:
        self.events = events
        self.min_length = min_length
        self.suffixed = suffixed
        self._before = before
        self._changes = [one.change for one in events]
        self._plain = shown(self._changes, before)
        self._pace = Pace(events, max_gap_ms)

    def parts(self) -> list[Scan | Typing]:
        """Scans and typing in the order of their keys."""
        count = len(self.events)
        parts: list[Scan | Typing] = []
        start = 0
        for scan in self._known() if count >= LEAST else ():
            parts += [*self._unknown(start, scan.events[0]), scan]
            amid = sorted(set(range(scan.events[0], scan.events[-1])) - set(scan.events))
            parts += [self._typing(amid)] if amid else []
            start = scan.events[-1] + 1
        return [*parts, *self._unknown(start, count)]

    def _best_text(self, events: Sequence[int]) -> str:
        """What these events say, where their looks need not be known."""
        readings = [_text(_of(keys, events)) for keys in self._readings()]
        known = [_without_caps(one) for one in readings if find_codes(one)]
        plain = sorted((one for one in readings if one.isascii()), key=_mixed)
        return (known or plain or readings)[0]

    def _known(self) -> list[Scan]:
        """The codes known by their looks at a machine's pace, by the reading that explains most keys."""
        best: list[Scan] = []
        for keys in self._readings():
            best = max(best, self._in_reading(keys), key=self._weight)
        for one in self._with_one_amid(figures=not best):
            others = [other for other in best if _overlap(one, other)]
            if all(self._explains_less(other, one) for other in others):
                best = sorted(
                    [one, *(other for other in best if other not in others)], key=lambda scan: scan.events
                )
        return best

    def _weight(self, scans: Sequence[Scan]) -> tuple[int, bool, int, int]:
        """How many events the codes explain; those that prove themselves count twice, plain letters decide.

        What fingers seem to have begun explains no more than what is left without their keys.
        """
        events = sum(
            len(one.events) * (1 + _is_sure(one))
            - 2 * BESIDE * self._pace.is_parted(one.events, _typed_amid(one))
            for one in scans
        )
        plain = all(one.text.isascii() for one in scans)
        mixed = sum(_mixed(one.text) for one in scans)
        signs = sum(_signs(one.text) for one in scans)
        return events, plain, -mixed, -signs

    def _explains_less(self, scan: Scan, other: Scan) -> bool:
        """Whether ``scan`` may be a part of ``other``: goods have but one digit, others came amid a run."""
        if not _is_sure(scan):
            return True
        longer = len(scan.text) <= len(other.text) and len(scan.events) <= len(other.events)
        return longer and (is_goods(scan.text) or self._pace.is_behind(scan.events[0], scan.events[-1]))

    def _readings(self) -> Iterator[list[Key]]:
        """The keys as they may have been, the likeliest first; the row of figures last."""
        if _text(self._plain).isascii() and not any(one.deleted for one in self._changes):
            yield self._plain
            return
        methods = pressed(self._changes, self._before)
        taken_back = any(one.deleted for one in self._changes)
        yield from (*methods, self._plain) if taken_back else (self._plain, *methods)
        if not self._is_composed():
            yield _by_fields(self._plain)

    def _is_composed(self) -> bool:
        """Whether an input method took letters back and put others there; that keyboard has none."""
        return any(
            one.deleted and (one.inserted or number == behind)
            for one, number, behind in zip(
                self._changes, self._pace.stroke, [*self._pace.stroke[1:], -1], strict=True
            )
        )

    def _in_reading(self, keys: Sequence[Key]) -> list[Scan]:
        text, count, pace = _text(keys), len(self.events), self._pace

        def span(found: Found) -> tuple[int, int]:
            first = keys[found.start - 1].event + 1 if found.start else 0
            last = keys[found.end - 1].event if found.end < len(keys) else count - 1
            return first, pace.end(first, last) if found.open_ended else last

        def doubt(found: Found) -> tuple[bool, bool, int]:
            first, last = span(found)
            goods = is_goods(text[found.start : found.end])
            return pace.is_parted(range(first, last + 1)), goods, sum(pace.joins(first, last))

        holding = [one for one in candidates(text) if self._is_machine(text, one, *span(one))]
        spans = [(*span(one), one) for one in apart(holding, doubt)]
        ends = [-1, *(last for _first, last, _found in spans)]
        starts = [*(first for first, _last, _found in spans), count]
        return [
            self._scan(
                _without_caps(_text(one for one in keys[found.start : found.end] if one.event <= last)),
                range(first, last + 1),
            )
            for place, (first, last, found) in enumerate(spans)
            if pace.joined(range(first - 1, ends[place], -1), first) <= BESIDE
            and pace.joined(range(last + 1, starts[place + 1]), last) <= BESIDE
        ]

    def _is_machine(self, text: str, found: Found, first: int, last: int) -> bool:
        """Whether a machine typed the known code; goods only where they are no part of a longer one."""
        if not self._pace.is_machine(range(first, last + 1)):
            return False
        code = text[found.start : found.end]
        if not is_goods(code) or max(self._pace.gaps(range(first, last + 1))) > self._pace.max_gap_ms:
            return True  # slower than any other code is heard at all
        before, behind = self._pace.joins(first, last)
        before = before and not text[: found.start].endswith(code)
        return not before and not (behind and text[found.end : found.end + 1].isdigit())

    def _with_one_amid(self, *, figures: bool) -> list[Scan]:
        """Codes of offices with one typed letter in them, where leaving one out makes the only sense."""
        best: list[Scan] = []
        for keys in self._readings():
            made: dict[tuple[bool, str, int], Scan] = {}
            for code, start, place, end in with_one_amid(_text(keys), figures=figures):
                first, last = (keys[start - 1].event + 1 if start else 0), keys[end - 1].event
                typed = keys[place].event
                events = [one for one in range(first, last + 1) if one != typed]
                if self._pace.is_machine(events, besides=typed):
                    parted = self._pace.is_parted(events, besides=typed)
                    made.setdefault((parted, code, start), self._scan(code, events))
            whole = [one for (parted, _code, _start), one in made.items() if not parted]
            best = max(best, _only(whole or list(made.values())), key=self._weight)
        return best

    def _unknown(self, start: int, end: int) -> Iterator[Scan | Typing]:
        """What is left between the known codes: scans of others by their pace alone, and typing."""
        typed: list[int] = []
        for first, last in self._paces(start, end):
            if self._is_scan_by_pace(first, last):
                if typed:
                    yield self._typing(typed)
                    typed = []
                text = self._best_text(range(first, last))
                yield self._scan(text if self.suffixed else _once(text), range(first, last))
            else:
                typed += range(first, last)
        if typed:
            yield self._typing(typed)

    def _is_scan_by_pace(self, first: int, last: int) -> bool:
        text = self._plain_of(range(first, last))
        changes = sum(one != other for one, other in pairwise(text))
        gaps = self._pace.gaps(range(first, last))
        if min(len(gaps) + 1, len(text)) < self.min_length or changes < LEAST_CHANGES:
            return False
        return sum(gaps) <= FAST_MS * len(gaps) or not self._pace.overlaps(range(first, last))

    def _paces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs from ``start`` to ``end``, without what somebody typed just before or behind a scan."""
        for first, last in self._pace.runs(start, end):
            begin, finish = self._pace.edges(first, last)
            if finish - begin < self.min_length:
                yield first, last
                continue
            for pair in ((first, begin), (begin, finish), (finish, last)):
                if pair[0] < pair[1]:
                    yield pair

    def whole(self) -> Scan:
        """All of it as one scan."""
        events = range(len(self.events))
        return self._scan(self._best_text(events), events)

    def _scan(self, text: str, events: Sequence[int]) -> Scan:
        began, ended = self.events[events[0]].at, self.events[events[-1]].at
        return Scan(text, tuple(events), began, ended, self._plain_of(events))

    def _typing(self, events: Sequence[int]) -> Typing:
        return Typing(self._plain_of(events), tuple(events))

    def _plain_of(self, events: Iterable[int]) -> str:
        return _text(_of(self._plain, events))


def _is_sure(scan: Scan) -> bool:
    return any(found.sure for found in find_codes(scan.text))


def _typed_amid(scan: Scan) -> int:
    """The event that is somebody's in the midst of a scan; -1 where none is."""
    return next((one - 1 for before, one in pairwise(scan.events) if one > before + 1), -1)


def _overlap(one: Scan, other: Scan) -> bool:
    return one.events[0] <= other.events[-1] and other.events[0] <= one.events[-1]


def _only(scans: Sequence[Scan]) -> list[Scan]:
    """Those that no other one of the same length or longer overlaps."""
    return [
        one
        for one in scans
        if not any(
            other is not one and len(other.text) >= len(one.text) and _overlap(one, other) for other in scans
        )
    ]


def _mixed(text: str) -> int:
    """How often figures and other letters take turns; keys of an input method among figures are figures."""
    return sum(one.isdigit() != other.isdigit() for one, other in pairwise(text))


def _signs(text: str) -> int:
    """How many signs it has that make marks under VIQR and stand in hardly any code."""
    return sum(one in "^~`(+" for one in text)


def _text(keys: Iterable[Key]) -> str:
    return "".join(one.char for one in keys)


def _of(keys: Sequence[Key], events: Iterable[int]) -> list[Key]:
    wanted = set(events)
    return [one for one in keys if one.event in wanted]


def _by_fields(keys: Sequence[Key]) -> list[Key]:
    """The row of figures undone; in a card only in the fields that are all figures: names have marks."""
    fields: list[list[Key]] = [[]]
    bars = []
    for one in keys:
        if one.char == "|":
            bars.append(one)
            fields.append([])
        else:
            fields[-1].append(one)
    if not bars:
        return from_figure_row(keys)
    undone: list[Key] = []
    for letters, bar in zip_longest(fields, bars):
        undone += [*_numbers_undone(letters), *([bar] if bar else [])]
    return undone


def _numbers_undone(letters: Sequence[Key]) -> list[Key]:
    """The row of figures undone in a field: what is no word, or more of it than any word has."""
    undone: list[Key] = []
    for _is_word, group in groupby(letters, lambda one: one.char.isalnum() or bool(combining(one.char))):
        word = list(group)
        for may_be_number, part in groupby(word, lambda one: is_figure_row(one.char)):
            keys = list(part)
            is_number = may_be_number and (len(keys) == len(word) or len(keys) > _MOST_MARKS)
            undone += from_figure_row(keys) if is_number else keys
    return undone


def _once(text: str) -> str:
    """A code that was read twice, once; a scanner with a suffix would have sent it between."""
    half = len(text) // 2
    return text[half:] if text.lower() == text[half:].lower() * 2 else text


def _without_caps(text: str) -> str:
    """A card's text typed while Caps Lock was on, put right: its sex is then written nAM or nỮ."""
    fields = normalize("NFC", text).split("|")
    inverted = any(one[:1] == "n" and len(one) <= len("nAM") for one in fields[1:])
    return swapped_case(text) if inverted else text
