"""What a burst of keys means: a scanner at work or somebody typing, and what the scanned text is.

Pure: the window feeds characters with the time at which they came and asks when time has passed.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

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
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _

_SUFFIXES = frozenset("\r\n\t")
#: Lengths of the numbers under the bars of goods (EAN-8, UPC-A, EAN-13, ITF-14).
_GOODS = frozenset({8, 12, 13, 14})


@dataclass(frozen=True, slots=True)
class Scan:
    """A scanner delivered ``text``; its characters must reach no field."""

    text: str


@dataclass(frozen=True, slots=True)
class Typing:
    """Somebody typed ``text``; a suffix key that closed it belongs to the field as well."""

    text: str


class Recogniser:
    """Tells scans from typing: a scan has ``min_length`` characters or more, with gaps to ``max_gap_ms``.

    Times are milliseconds of any one clock. Each burst ends with a suffix key (Enter, Tab)
    or a pause, and comes out once, as :class:`Scan` or :class:`Typing`. A key held down
    repeats as fast as a scanner; one and the same character all along is typing.
    """

    def __init__(self, max_gap_ms: float = 50, min_length: int = 8) -> None:
        self.max_gap_ms = max_gap_ms
        self.min_length = min_length
        self._burst: list[str] = []
        self._last_ms = 0.0

    @property
    def pending(self) -> str:
        """The characters of the burst that is still open."""
        return "".join(self._burst)

    def feed(self, char: str, at_ms: float) -> Scan | Typing | None:
        """Take one character; what it closes, or None while the burst goes on.

        CR, LF and TAB are suffixes. A character after a pause opens a new burst and closes
        the one before it.
        """
        if char in _SUFFIXES:
            return self.suffix(at_ms)
        closed = self.pause(at_ms)
        self._burst.append(char)
        self._last_ms = at_ms
        return closed

    def suffix(self, at_ms: float) -> Scan | Typing:
        """The suffix key came: what was typed or scanned before it, ``Typing("")`` where nothing was."""
        return self.pause(at_ms) or self._close()

    def pause(self, at_ms: float) -> Scan | Typing | None:
        """Time has passed: the burst, if it is over by now."""
        if not self._burst or 0 <= at_ms - self._last_ms <= self.max_gap_ms:
            return None
        return self._close()

    def _close(self) -> Scan | Typing:
        text = self.pending
        self._burst.clear()
        scanned = len(text) >= self.min_length and len(set(text)) > 1
        return Scan(text) if scanned else Typing(text)


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
    return ScanMeaning(ScanKind.FOREIGN, text.strip(), _refusal(code))


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


def _refusal(code: str) -> str:
    if code.isascii() and code.isdigit() and len(code) in _GOODS:
        why = _("Code {code} is not accepted: it is a code of goods.")
    else:
        why = _("Code {code} is not accepted: it is not from this desk.")
    instead = _("Nothing was changed. Scan a receipt or a citizen card.")
    return f"{why.format(code=code[:40])} {instead}"
