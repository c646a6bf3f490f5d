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
from itertools import pairwise, product, zip_longest

from counter_app.core.keyboard_damage import (
    Change,
    Key,
    Method,
    from_figure_row,
    is_figure_row,
    pressed,
    shown,
    swapped_case,
)
from counter_app.core.known_codes import LEAST, find_codes, is_goods, is_own_number

#: Gaps of a slow machine differ by so many milliseconds, or by this part of the middle one.
_EVEN_MS, _EVEN_PART = 24, 0.3
#: A gap so many times as long as the middle one is no scanner's.
_ODD_PART = 2.5
#: So short a time on average that no fingers keep it: for a code that proves itself, and for any other.
_FAST_KNOWN_MS, FAST_MS = 35, 30
#: Events closer than this are one stroke: an input method takes letters back and puts others there.
_STROKE_MS = 4
#: So many events beside a code in the same run may be somebody's who typed; more make it another code.
_BESIDE = 6
#: The least number of figures that stand behind other letters in the field of a card.
_CARD_FIGURES = 9
#: A run in which the letter changes less often is a key held down.
LEAST_CHANGES = 3
#: Runs of these lengths are looked through for one typed letter amid the code.
_AMID = range(14, 60)
_OWN_LENGTH = 16


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


@dataclass(frozen=True, slots=True)
class Event:
    """One change of the text before the cursor, when it came, and whether the key before was still down."""

    change: Change
    at: float
    overlapping: bool = False


class Burst:
    """What came without a pause after the word ``before``."""

    def __init__(self, events: Sequence[Event], before: str, max_gap_ms: float, min_length: int) -> None:
        self.events = events
        self.max_gap_ms = max_gap_ms
        self.min_length = min_length
        self._before = before
        self._changes = [one.change for one in events]
        self._plain = shown(self._changes, before)
        self._stroke = _stroke_numbers(events)

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
        plain = [one for one in readings if one.isascii()]
        return (known or plain or readings)[0]

    def _known(self) -> list[Scan]:
        """The codes known by their looks at a machine's pace, by the reading that explains most keys."""
        best: list[Scan] = []
        for keys in self._readings():
            found = self._in_reading(keys)
            if _weight(found) > _weight(best):
                best = found
        if all(is_goods(one.text) for one in best):  # their one digit proves little
            return self._with_one_amid() or best
        return best

    def _readings(self) -> Iterator[list[Key]]:
        """The keys as they may have been, the likeliest first; the row of figures last."""
        if _text(self._plain).isascii() and not any(one.deleted for one in self._changes):
            yield self._plain
            return
        methods = [pressed(self._changes, method, self._before) for method in Method]
        taken_back = any(one.deleted for one in self._changes)
        yield from (*methods, self._plain) if taken_back else (self._plain, *methods)
        if not self._is_composed():
            yield _by_fields(self._plain)

    def _is_composed(self) -> bool:
        """Whether an input method took letters back and put others there; that keyboard has none."""
        return any(
            one.deleted and (one.inserted or number == behind)
            for one, number, behind in zip(self._changes, self._stroke, [*self._stroke[1:], -1], strict=True)
        )

    def _in_reading(self, keys: Sequence[Key]) -> list[Scan]:
        text, count = _text(keys), len(self.events)
        spans = []
        for found in find_codes(text):
            first = keys[found.start - 1].event + 1 if found.start else 0
            last = keys[found.end - 1].event if found.end < len(keys) else count - 1
            if found.open_ended:
                last = self._end_of_pace(first, last)
            spans.append(
                (first, last, _text(one for one in keys[found.start : found.end] if one.event <= last))
            )
        ends = [-1, *(last for _first, last, _code in spans)]
        starts = [*(first for first, _last, _code in spans), count]
        return [
            self._scan(_without_caps(code), range(first, last + 1))
            for place, (first, last, code) in enumerate(spans)
            if self._joined(range(first - 1, ends[place], -1), first) <= _BESIDE
            and self._joined(range(last + 1, starts[place + 1]), last) <= _BESIDE
            and self._is_machine(first, last)
            and not (is_goods(code) and self._goes_on_before(first, last))
        ]

    def _joined(self, neighbours: Iterable[int], to: int) -> int:
        """How many of the neighbours' strokes came in one run with the event ``to``."""
        here = end = to
        for one in neighbours:
            if abs(self.events[one].at - self.events[end].at) > self.max_gap_ms:
                break
            end = one
        return abs(self._stroke[end] - self._stroke[here])

    def _goes_on_before(self, first: int, last: int) -> bool:
        """Whether what is before these events came at their pace: then they are the end of another code."""
        if first == 0 or self.events[first].overlapping:
            return False
        return self.events[first].at - self.events[first - 1].at <= max(self._gaps(first, last))

    def _end_of_pace(self, first: int, last: int) -> int:
        """The last event of a code without an end of its own: where the pace of its beginning is left."""
        paces = self._gaps(first, min(last, first + _BESIDE * 2)) or [0.0]
        longest = max(self.max_gap_ms, _middle(paces) + max(_EVEN_MS, _EVEN_PART * _middle(paces)))
        for one in range(first, last):
            if self.events[one + 1].at - self.events[one].at > longest:
                return one
        return last

    def _is_machine(self, first: int, last: int) -> bool:
        """Whether no fingers keep the time of these events, which make a known code."""
        gaps = self._gaps(first, last)
        if not gaps or max(gaps) <= self.max_gap_ms or sum(gaps) <= _FAST_KNOWN_MS * len(gaps):
            return True
        if any(one.overlapping for one in self.events[first + 1 : last + 1]):
            return False
        return max(gaps) - min(gaps) <= max(_EVEN_MS, _EVEN_PART * _middle(gaps))

    def _gaps(self, first: int, last: int) -> list[float]:
        """Milliseconds between the strokes from event ``first`` to ``last``."""
        return [
            self.events[later].at - self.events[one].at for one, later in pairwise(self._strokes(first, last))
        ]

    def _strokes(self, first: int, last: int) -> list[int]:
        """The events with which strokes begin."""
        return [
            one for one in range(first, last + 1) if one == first or self._stroke[one] > self._stroke[one - 1]
        ]

    def _with_one_amid(self) -> list[Scan]:
        """A number of our own with one typed letter in it, where leaving one out makes the only sense."""
        for first, last in self._runs(0, len(self.events)):
            begins, ends = self._odd(first, last)
            for start, end in product((first, *begins), (last, *ends)):
                if end - start in _AMID and (found := self._without_one(start, end)) is not None:
                    return [found]
        return []

    def _without_one(self, start: int, end: int) -> Scan | None:
        """The number that the events from ``start`` to ``end`` are without one of them."""
        for keys in self._readings():
            run = [one for one in keys if start <= one.event < end]
            made: dict[str, int] = {}
            for place, key in list(enumerate(run))[1:-1]:
                text = _text([*run[:place], *run[place + 1 :]])
                if len(text) == _OWN_LENGTH and text.isascii() and text.isdigit() and is_own_number(text):
                    made.setdefault(text, key.event)
            if len(made) == 1:
                text, typed = made.popitem()
                return self._scan(text, [one for one in range(start, end) if one != typed])
        return None

    def _unknown(self, start: int, end: int) -> Iterator[Scan | Typing]:
        """What is left between the known codes: scans of others by their pace alone, and typing."""
        typed: list[int] = []
        for first, last in self._paces(start, end):
            if self._is_scan_by_pace(first, last):
                if typed:
                    yield self._typing(typed)
                    typed = []
                yield self._scan(_once(self._best_text(range(first, last))), range(first, last))
            else:
                typed += range(first, last)
        if typed:
            yield self._typing(typed)

    def _is_scan_by_pace(self, first: int, last: int) -> bool:
        text = self._plain_of(range(first, last))
        changes = sum(one != other for one, other in pairwise(text))
        gaps = self._gaps(first, last - 1)
        if min(len(gaps) + 1, len(text)) < self.min_length or changes < LEAST_CHANGES:
            return False
        overlapping = any(one.overlapping for one in self.events[first + 1 : last])
        return sum(gaps) <= FAST_MS * len(gaps) or not overlapping

    def _paces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The runs from ``start`` to ``end``, without what somebody typed just before or behind a scan."""
        for first, last in self._runs(start, end):
            begin, finish = self._edges(first, last)
            if finish - begin < self.min_length:
                yield first, last
                continue
            for pair in ((first, begin), (begin, finish), (finish, last)):
                if pair[0] < pair[1]:
                    yield pair

    def _edges(self, first: int, last: int) -> tuple[int, int]:
        """Where a scan may begin and end in a run, as close as may be."""
        begins, ends = self._odd(first, last)
        begin = max(begins, default=first)
        return begin, min((one for one in ends if one > begin), default=last)

    def _odd(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """The events near the beginning and the end of a run before which fingers may have been.

        They are told by a gap that does not fit the pace, or by their key that was still down.
        """
        strokes = self._strokes(first, last - 1)
        gap = _middle(self._gaps(first, last - 1) or [0.0])
        longest = max(_ODD_PART * gap, gap + _EVEN_MS)
        odd = [
            one
            for before, one in pairwise(strokes)
            if self.events[one].at - self.events[before].at > longest or self.events[one].overlapping
        ]
        stroke = self._stroke
        return (
            [one for one in odd if stroke[one] - stroke[first] <= _BESIDE],
            [one for one in odd if stroke[last - 1] - stroke[one] < _BESIDE],
        )

    def _runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The events from ``start`` to ``end`` parted where a gap is longer than a fast scanner's."""
        first = start
        for one in range(start + 1, end + 1):
            if one == end or self.events[one].at - self.events[one - 1].at > self.max_gap_ms:
                yield first, one
                first = one

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


def _middle(values: Iterable[float]) -> float:
    """The middle one of the values; the module statistics would cost more than all the rest at the start."""
    put_in_order = sorted(values)
    return put_in_order[len(put_in_order) // 2]


def _stroke_numbers(events: Sequence[Event]) -> list[int]:
    """The number of the stroke to which each event belongs.

    What an input method takes back and puts there is one stroke: Backspaces at once, then as many letters
    and perhaps the key itself.
    """
    numbers: list[int] = []
    letters = 0
    for one, before in zip(events, (None, *events), strict=False):
        backspace = one.change.deleted and not one.change.inserted
        at_once = before is not None and one.at - before.at <= _STROKE_MS
        same = at_once and letters > 0 and (not backspace or not (before and before.change.inserted))
        if not same:
            letters = 1 if backspace else 0
        letters += one.change.deleted if backspace else -1
        numbers.append((numbers[-1] if numbers else -1) + (not same))
    return numbers


def _weight(scans: Iterable[Scan]) -> int:
    """How many events the codes explain; those that prove themselves count twice."""
    return sum(len(one.events) * (1 + any(found.sure for found in find_codes(one.text))) for one in scans)


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
        start = len(letters)
        while start and is_figure_row(letters[start - 1].char):
            start -= 1
        if (
            start and len(letters) - start < _CARD_FIGURES
        ):  # the end of a name, no number behind something typed
            start = len(letters)
        undone += [*letters[:start], *from_figure_row(letters[start:]), *([bar] if bar else [])]
    return undone


def _once(text: str) -> str:
    """A code that was read twice without anything between, once."""
    half = len(text) // 2
    return text[:half] if text == text[:half] * 2 else text


def _without_caps(text: str) -> str:
    """A card's text typed while Caps Lock was on, put right: its sex is then written nAM or nỮ."""
    fields = text.split("|")
    inverted = any(one[:1] == "n" and len(one) <= len("nAM") for one in fields[1:])
    return swapped_case(text) if inverted else text
