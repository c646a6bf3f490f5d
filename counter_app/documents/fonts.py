"""The faces of the printed forms: found, registered once, measured.

Only the Liberation family is used, whose letters are as wide as those of Times New
Roman and Arial, and every face that is used is embedded as a subset.
"""

from enum import StrEnum
from functools import cache
from threading import Lock
from typing import Any

from counter_app.assets import asset

POINTS_PER_MM = 72 / 25.4


class Face(StrEnum):
    """A face of the forms; the value is the name of its file."""

    REGULAR = "LiberationSerif-Regular"
    BOLD = "LiberationSerif-Bold"
    ITALIC = "LiberationSerif-Italic"
    BOLD_ITALIC = "LiberationSerif-BoldItalic"
    SANS = "LiberationSans-Regular"
    SANS_BOLD = "LiberationSans-Bold"
    MONO = "LiberationMono-Regular"


# The window and the worker may draw at the same moment: a face is read by one thread at a time.
READING = Lock()


_fonts: dict[Face, Any] = {}


def font(face: Face) -> Any:
    """The font of ``face``, read and registered at first use."""
    if face not in _fonts:
        from reportlab.pdfbase import pdfmetrics  # noqa: PLC0415 - the window starts without ReportLab
        from reportlab.pdfbase.ttfonts import TTFont  # noqa: PLC0415

        with READING:
            if face not in _fonts:
                # asciiReadable would put the whole of ASCII into every subset.
                one = TTFont(face.value, str(asset(f"fonts/{face.value}.ttf")), asciiReadable=False)
                pdfmetrics.registerFont(one)
                _fonts[face] = one
    return _fonts[face]


@cache
def _advances(face: Face) -> "Advances":
    return Advances(font(face).face)


class Advances(dict[str, float]):
    """How far each letter of a face moves the pen, in thousandths of the size; filled as letters are met."""

    def __init__(self, face: Any) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, letter: str) -> float:
        code = 32 if letter == "\N{NO-BREAK SPACE}" else ord(letter)
        self[letter] = self._face.charWidths.get(code, self._face.defaultWidth)
        return self[letter]


def width(text: str, face: Face, size: float) -> float:
    """How wide ``text`` is set in ``face`` at ``size`` points, in mm."""
    return sum(map(_advances(face).__getitem__, text)) * size / 1000 / POINTS_PER_MM
