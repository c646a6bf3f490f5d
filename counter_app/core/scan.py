"""What the scanner says: its keys told from typing, and what a scanned text means to the desk.

Pure: the window feeds what came to the text with the time at which it came, and asks when time has
passed.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from counter_app.core.bursts import LEAST_CHANGES, Burst, Scan, Typing
from counter_app.core.citizen_card import looks_like_card
from counter_app.core.codes import (
    Reserved,
    ReservedNumber,
    looks_like_code,
    looks_like_scan_number,
    normalise_code,
    read_reserved_number,
    read_scan_number,
)
from counter_app.core.command_cards import Command, is_command, without_dossier
from counter_app.core.keyboard_damage import Change
from counter_app.core.known_codes import LONGEST, refusal
from counter_app.core.pace import FAST_MS, Event
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

_SUFFIXES = frozenset("\r\n\t\x03")
_STX = "\x02"
#: A frame (STX to ETX) that is never closed ends after so many milliseconds.
_FRAME_MS = 1_000
#: From so many keys on, a run at a machine's pace can be nothing but a scan.
_CERTAIN = 20


class Recogniser:
    """Tells scans from typing, as :mod:`counter_app.core.bursts` says; times are milliseconds of one clock.

    A burst ends with a suffix key (Enter, Tab) or a pause longer than ``longest_gap_ms``, and comes
    out once, part by part. What stands between STX and ETX is a scan however it came.
    """

    def __init__(self, max_gap_ms: float = 50, min_length: int = 8, longest_gap_ms: float = 150) -> None:
        self.max_gap_ms = max_gap_ms
        self.min_length = min_length
        self.longest_gap_ms = longest_gap_ms
        self._begin()

    def _begin(self, before: str = "", *, framed: bool = False) -> None:
        self._events: list[Event] = []
        self._before = before
        self._framed = framed
        self._last_at = 0.0
        self._run = 0
        self._changed = 0

    @property
    def length(self) -> int:
        """How many events the open burst has."""
        return len(self._events)

    @property
    def is_certain(self) -> bool:
        """Whether the open burst can be nothing but a scan: what follows need not reach a field any more."""
        if self._framed:
            return True
        count = len(self._events) - self._run
        if count < _CERTAIN or self._changed < LEAST_CHANGES:
            return False
        return self._events[-1].at - self._events[self._run].at <= FAST_MS * (count - 1)

    def feed(
        self, char: str, at_ms: float, *, deleted: int = 0, before: str = "", overlapping: bool = False
    ) -> list[Scan | Typing]:
        """Take what came to the text; what it closes, nothing while the burst goes on.

        ``char`` is one letter, or what an input method put there in one go, after it took back
        ``deleted`` letters before the cursor. ``before`` is the word before the cursor, heeded when a
        burst begins; ``overlapping`` says that the key before was still down. CR, LF, TAB and ETX
        are suffixes, STX opens a frame.
        """
        if char in _SUFFIXES and char:
            return self.suffix(at_ms)
        if self._events and self._last_at - self.max_gap_ms <= at_ms < self._last_at:
            at_ms = self._last_at  # what an input method sends may have been stamped a little earlier
        closed = self.pause(at_ms)
        if char == _STX:
            closed += self._close()
            self._begin(framed=True)
            return closed
        if not self._events:
            self._begin(before, framed=self._framed)
        elif at_ms - self._last_at > self.max_gap_ms:
            self._run, self._changed = len(self._events), 0
        elif self._events[-1].change.inserted != char:
            self._changed += 1
        self._last_at = at_ms
        if len(self._events) < LONGEST or not self.is_certain:  # no code is so long: its rest is not kept
            self._events.append(Event(Change(deleted, char), at_ms, overlapping))
        return closed

    def suffix(self, at_ms: float) -> list[Scan | Typing]:
        """The suffix key came: what was typed or scanned before it, nothing where nothing was."""
        return self.pause(at_ms) + self._close(suffixed=True)

    def whole(self, at_ms: float) -> list[Scan | Typing]:
        """ETX came behind a beginning that was no character: all that is open is a scan, as in a frame."""
        closed = self.pause(at_ms)
        self._framed = bool(self._events)
        return closed + self._close()

    def pause(self, at_ms: float) -> list[Scan | Typing]:
        """Time has passed: the burst, if it is over by now."""
        longest = _FRAME_MS if self._framed else self.longest_gap_ms
        if not self._events or 0 <= at_ms - self._last_at <= longest:
            return []
        return self._close()

    def _close(self, *, suffixed: bool = False) -> list[Scan | Typing]:
        burst = Burst(self._events, self._before, self.max_gap_ms, self.min_length, suffixed=suffixed)
        framed = self._framed
        self._begin()
        return [burst.whole()] if framed and burst.events else burst.parts()


class Doubles:
    """Knows which code was read a moment ago: the same one again within ``window_ms`` is the same scan.

    Each code has its own time, so two that alternate are both known; it starts anew with each read.
    """

    def __init__(self, window_ms: float = 500) -> None:
        self.window_ms = window_ms
        self._read: dict[str, float] = {}

    def again(self, text: str, began_ms: float, ended_ms: float) -> bool:
        """Whether ``text``, read from ``began_ms`` to ``ended_ms``, was read a moment before it began."""
        code = normalise_code(text)
        self._read = {one: at for one, at in self._read.items() if began_ms - at < self.window_ms}
        known = code in self._read
        self._read[code] = ended_ms
        return known


class ScanKind(StrEnum):
    """What a scanned text is."""

    RECEIPT = "receipt"
    CODE = "code"
    CARD = "card"
    SHELF = "shelf"
    COMMAND = "command"
    CALIBRATION = "calibration"
    ACKNOWLEDGEMENT = "acknowledgement"
    NODE_CARD = "node_card"
    FOREIGN = "foreign"


#: How the lines begin that offices tell each other as a QR code.
_EXCHANGED = {"HSA1:": ScanKind.ACKNOWLEDGEMENT, "HSN1:": ScanKind.NODE_CARD}


@dataclass(frozen=True, slots=True)
class ScanMeaning:
    """What a scan means: ``value`` is the scan number, the code, the text of the card, the number of the
    shelf or of the command card.

    For a foreign text ``sentence`` says why it is refused and what to scan instead; for a shelf
    it says so where nobody asked for a place, for a command card where no dossier is at hand.
    """

    kind: ScanKind
    value: str
    sentence: str = ""


def meaning(text: str) -> ScanMeaning:
    """What ``text``, as a scanner delivered it, means to the desk."""
    if (exchanged := _EXCHANGED.get(text.lstrip()[:5].upper())) is not None:
        return ScanMeaning(exchanged, text.strip())
    if looks_like_card(text):
        return ScanMeaning(ScanKind.CARD, unicodedata.normalize("NFC", text.strip()))
    code = normalise_code(text)
    reserved = read_reserved_number(code)
    if reserved is not None and (own := _reserved(reserved)) is not None:
        return own
    if looks_like_scan_number(code):
        try:
            read_scan_number(code)
        except BadInput as error:
            return ScanMeaning(ScanKind.FOREIGN, code, str(error))
        return ScanMeaning(ScanKind.RECEIPT, code)
    if looks_like_code(code):
        return ScanMeaning(ScanKind.CODE, code)
    return ScanMeaning(ScanKind.FOREIGN, text.strip(), refusal(_said(text)))


def _said(text: str) -> str:
    """What a foreign code says, without what scanners put around it; blanks within belong to it."""
    return unicodedata.normalize("NFC", text).strip(" \t\r\n\0\x02\x03\ufeff")


def _reserved(reserved: ReservedNumber) -> ScanMeaning | None:
    """What a number of the reserved node means; None for a command that no card has."""
    number = reserved.number
    if reserved.kind is Reserved.SHELF:
        return ScanMeaning(ScanKind.SHELF, str(number), _shelf(number))
    if reserved.kind is Reserved.CALIBRATION:
        return ScanMeaning(ScanKind.CALIBRATION, str(number), _rung())
    if is_command(number):
        return ScanMeaning(ScanKind.COMMAND, str(number), without_dossier(Command(number)))
    return None


def _shelf(number: int) -> str:
    return _("This is the label of shelf {number}. Nothing was changed; scan a dossier first.").format(
        number=number
    )


def _rung() -> str:
    return _("This is a bar of the calibration page. Open F9, Printing, to take its width.")
