"""What arrived from the scanner, and which setting of scanner or PC is wrong: the scanner's doctor."""

from dataclasses import dataclass

from counter_app.core.codes import looks_like_code
from counter_app.core.keyboard_damage import swapped_case
from counter_app.i18n import gettext as _

#: A scanner that takes longer for a character makes the officer wait for a card.
_SLOW_MS = 30


@dataclass(frozen=True, slots=True)
class Arrival:
    """A scan as it came: read as ``text``, ``shown`` in the field by keyboard and input method.

    ``suffix`` is "Enter", "Tab" or empty; ``gap_ms`` the time for a character. A ``serial`` scanner
    has no keyboard between.
    """

    text: str
    shown: str
    suffix: str = ""
    gap_ms: float = 0
    serial: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: a sentence, and whether something is to be put right."""

    sentence: str
    wrong: bool


def findings(arrival: Arrival) -> tuple[Finding, ...]:
    """What is wrong with the settings, the gravest first; one line that all is well where nothing is."""
    wrong = [*_of_keyboard(arrival), *_of_scanner(arrival)]
    if wrong:
        return tuple(Finding(one, wrong=True) for one in wrong)
    return (
        Finding(_("Scanner and keyboard are set rightly: the code arrives as it is printed."), wrong=False),
    )


def _of_keyboard(arrival: Arrival) -> list[str]:
    text, shown = arrival.text, arrival.shown
    lower = looks_like_code(text) and text == text.lower() != text.upper()
    if arrival.serial or (text == shown and not lower):
        return []
    if lower or swapped_case(shown) == text:
        return [_("Caps Lock is on. The code was put right; switch Caps Lock off.")]
    if any(one.isdigit() for one in text) and not any(one.isascii() and one.isdigit() for one in shown):
        return [
            _(
                "The Vietnamese keyboard of Windows is on: figures arrive as letters. "
                "The code was put right; choose the keyboard “English (US)” in the taskbar."
            )
        ]
    return [
        _(
            "An input method (Unikey, Telex, VNI) changes what the scanner types. "
            "The code was put right; switch the input method to E while you scan, or use the serial port."
        )
    ]


def _of_scanner(arrival: Arrival) -> list[str]:
    wrong = []
    if not arrival.suffix and not arrival.serial:
        wrong.append(
            _(
                "The scanner sends no Enter behind the code, so each scan waits a moment. "
                "Set the suffix CR (Enter) with the programming sheet of the scanner."
            )
        )
    if arrival.gap_ms > _SLOW_MS and not arrival.serial:
        wrong.append(
            _(
                "The scanner types slowly, {gap} ms a character. "
                "Set its inter-character delay to 0 with the programming sheet."
            ).format(gap=round(arrival.gap_ms))
        )
    return wrong
