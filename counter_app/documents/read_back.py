"""The Code 128 of a form, read back from what its PDF draws.

The program's own check of itself, without a picture and without a reader of symbols:
the black bars are taken from the drawing instructions and turned into digits again.
"""

import re
import zlib
from itertools import pairwise

#: A bar of the symbol is at least this high, in points; the squares of a QR are far lower.
_LEAST_HEIGHT = 15.0

#: Start, eight pairs of digits, check and stop have three bars each, the stop one more.
_LEAST_BARS = 30

_STREAM = re.compile(rb"/FlateDecode.*?stream\r?\n(.*?)endstream", re.DOTALL)
_BAR = re.compile(rb"([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re\b")
_START_C, _STOP = 105, "1100011101011"


def read_digits(pdf: bytes) -> str | None:
    """The digits of the first Code 128 (set C) drawn in ``pdf``, or None where none can be read.

    The check character of the symbol must be right.
    """
    for found in _STREAM.finditer(pdf):
        try:
            drawing = zlib.decompressobj().decompress(found[1])
        except zlib.error:
            continue  # not a deflated stream after all
        for modules in _symbols(drawing):
            digits = _decoded(modules)
            if digits is not None:
                return digits
    return None


def _symbols(drawing: bytes) -> list[str]:
    """Rows of bars of one height side by side, each as modules: "1" is black."""
    rows: dict[tuple[bytes, bytes], list[tuple[float, float]]] = {}
    for x, y, width, height in _BAR.findall(drawing):
        if abs(float(height)) >= _LEAST_HEIGHT:
            rows.setdefault((y, height), []).append((float(x), float(width)))
    return [_modules(sorted(bars)) for bars in rows.values() if len(bars) >= _LEAST_BARS]


def _modules(bars: list[tuple[float, float]]) -> str:
    module = min(width for _x, width in bars)
    parts = []
    for (x, width), (following, _width) in pairwise(bars):
        parts.append("1" * round(width / module) + "0" * round((following - x - width) / module))
    return "".join(parts) + "1" * round(bars[-1][1] / module)


def _decoded(modules: str) -> str | None:
    from barcode.charsets.code128 import CODES  # noqa: PLC0415 - only where a form is read back

    numbers = {code: number for number, code in enumerate(CODES)}
    body, end = modules[: -len(_STOP)], modules[-len(_STOP) :]
    symbols = [numbers.get(body[at : at + 11]) for at in range(0, len(body), 11)]
    if end != _STOP or len(symbols) < 3 or symbols[0] != _START_C:
        return None
    values = [symbol for symbol in symbols if symbol is not None]
    check = values[0] + sum(place * value for place, value in enumerate(values[1:-1], start=1))
    if len(values) != len(symbols) or check % 103 != values[-1] or max(values[1:-1]) > 99:
        return None
    return "".join(f"{value:02d}" for value in values[1:-1])
