"""The time that the events of a burst keep, and whether fingers could have kept it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from counter_app.core.keyboard_damage import Change

#: Gaps of a slow machine differ by so many milliseconds, or by this part of the middle one.
_EVEN_MS, _EVEN_PART = 26, 0.3
#: A gap so many times as long as the middle one is no scanner's.
_ODD_PART = 2.5
#: So short a time on average that no fingers keep it: for a code that proves itself, and for any other.
_FAST_KNOWN_MS, FAST_MS = 35, 30
#: Events closer than this are one stroke: an input method takes letters back and puts others there.
_STROKE_MS = 4
#: So many strokes at either end of a run may be those of fingers.
BESIDE = 6


@dataclass(frozen=True, slots=True)
class Event:
    """One change of the text before the cursor, when it came, and whether the key before was still down."""

    change: Change
    at: float
    overlapping: bool = False


class Pace:
    """When the events of a burst came; gaps up to ``max_gap_ms`` are those of any scanner."""

    def __init__(self, events: Sequence[Event], max_gap_ms: float) -> None:
        self.events = events
        self.max_gap_ms = max_gap_ms
        self.stroke = _stroke_numbers(events)

    def gaps(self, events: Iterable[int]) -> list[float]:
        """Milliseconds between the strokes of these events."""
        return [self.events[later].at - self.events[one].at for one, later in pairwise(self._strokes(events))]

    def _strokes(self, events: Iterable[int]) -> list[int]:
        """The events with which strokes begin."""
        found: list[int] = []
        for one in events:
            if not found or self.stroke[one] > self.stroke[found[-1]]:
                found.append(one)
        return found

    def overlaps(self, events: Sequence[int], besides: int = -1) -> bool:
        """Whether a key of these was pressed before the one ahead of it was let go, as fingers do."""
        return any(self.events[one].overlapping for one in events[1:] if one != besides + 1 or besides < 0)

    def is_machine(self, events: Sequence[int], besides: int = -1) -> bool:
        """Whether no fingers keep the time of these events, which make a known code.

        The event ``besides`` is somebody's; the key behind it may come before that one is let go.
        """
        gaps = self.gaps(events)
        if not gaps or max(gaps) <= self.max_gap_ms or sum(gaps) <= _FAST_KNOWN_MS * len(gaps):
            return True
        if self.overlaps(events, besides):
            return False
        return max(gaps) - min(gaps) <= max(_EVEN_MS, _EVEN_PART * _middle(gaps))

    def is_parted(self, events: Sequence[int], besides: int = -1) -> bool:
        """Whether something between these events looks as if another code, or fingers, began there."""
        gaps = self.gaps(events)
        return self.overlaps(events, besides) or max(gaps, default=0) > _longest(gaps)

    def joins(self, first: int, last: int) -> tuple[bool, bool]:
        """Whether the events before and behind these came at their pace, so that all may be one code."""
        longest = _longest(self.gaps(range(first, last + 1)))

        def is_near(one: int, later: int) -> bool:
            if one < 0 or later == len(self.events) or self.events[later].overlapping:
                return False
            return self.events[later].at - self.events[one].at <= longest

        return is_near(first - 1, first), is_near(last, last + 1)

    def is_behind(self, first: int, last: int) -> bool:
        """Whether something came before these events at their pace, if fingers or not."""
        before = self.events[first].at - self.events[first - 1].at if first else float("inf")
        return before <= max(self.max_gap_ms, _longest(self.gaps(range(first, last + 1))))

    def joined(self, neighbours: Iterable[int], to: int) -> int:
        """How many of the neighbours' strokes came in one run with the event ``to``."""
        here = end = to
        for one in neighbours:
            if abs(self.events[one].at - self.events[end].at) > self.max_gap_ms:
                break
            end = one
        return abs(self.stroke[end] - self.stroke[here])

    def end(self, first: int, last: int) -> int:
        """The last event of a code without an end of its own: where the pace of its beginning is left."""
        gaps = self.gaps(range(first, last + 1))[: BESIDE * 2] or [0.0]
        uneven = max(_EVEN_MS, _EVEN_PART * _middle(gaps))
        longest = max(self.max_gap_ms, min(gaps) + uneven)
        shortest = max(gaps) - uneven if min(gaps) > self.max_gap_ms else 0
        for before, one in pairwise(self._strokes(range(first, last + 1))):
            if not shortest <= self.events[one].at - self.events[before].at <= longest:
                return one - 1
        return last

    def edges(self, first: int, last: int) -> tuple[int, int]:
        """Where a scan may begin and end in a run, as close as may be."""
        begins, ends = self.odd(first, last)
        begin = max(begins, default=first)
        return begin, min((one for one in ends if one > begin), default=last)

    def odd(self, first: int, last: int) -> tuple[list[int], list[int]]:
        """The events near the beginning and the end of a run before which fingers may have been.

        They are told by a gap that does not fit the pace, or by their key that was still down.
        """
        strokes = self._strokes(range(first, last))
        longest = _longest(self.gaps(range(first, last)))
        odd = [
            one
            for one in strokes[1:]  # what an input method does meanwhile is no gap
            if self.events[one].at - self.events[one - 1].at > longest or self.events[one].overlapping
        ]
        return (
            [one for one in odd if self.stroke[one] - self.stroke[first] <= BESIDE],
            [one for one in odd if self.stroke[last - 1] - self.stroke[one] < BESIDE],
        )

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The events from ``start`` to ``end`` parted where a gap is longer than a fast scanner's."""
        first = start
        for one in range(start + 1, end + 1):
            if one == end or self.events[one].at - self.events[one - 1].at > self.max_gap_ms:
                yield first, one
                first = one


def _longest(gaps: Sequence[float]) -> float:
    """The longest gap that still fits the pace of these."""
    middle = _middle(gaps or [0.0])
    return max(_ODD_PART * middle, middle + _EVEN_MS)


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
