"""Code 128 and QR of a form, drawn as whole dots of the printer.

A bar whose width is not a whole number of dots is printed now wider and now narrower,
and a reader fails; so both the modules and their places are counted in dots.
"""

from dataclasses import dataclass
from functools import lru_cache

MM_PER_INCH = 25.4
DEFAULT_DPI = 300

Block = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Grid:
    """The dots of a printer; ``bar_dots`` is the narrowest bar found to read on it, 0 for the usual one."""

    dpi: int = DEFAULT_DPI
    bar_dots: int = 0

    @property
    def dot(self) -> float:
        """One dot in mm."""
        return MM_PER_INCH / self.dpi

    def snapped(self, mm: float) -> float:
        """The whole dot nearest to ``mm``."""
        return round(mm / self.dot) * self.dot

    @property
    def bar(self) -> float:
        """X, the narrowest bar in mm: the dots that are wanted, or the fewest that make at least 0.33 mm."""
        return (self.bar_dots or usual_dots(self.dpi)) * self.dot

    @property
    def square(self) -> float:
        """A module of the QR in mm: the whole dots nearest to 0.66 mm."""
        return max(1, round(0.66 / self.dot)) * self.dot


def usual_dots(dpi: int) -> int:
    """The narrowest bar in dots where nothing else is known: the fewest that make at least 0.33 mm."""
    return max(1, -(-33 * dpi // 2540))


@lru_cache(maxsize=256)
def code128(digits: str) -> str:
    """The modules of the Code 128 of an even number of digits, in pairs (set C): "1" is black.

    Raises:
        ValueError: ``digits`` is not an even number of digits.
    """
    if not digits.isascii() or not digits.isdigit() or len(digits) % 2:
        raise ValueError(f"set C holds pairs of digits, not {digits!r}")
    from barcode.codex import Code128  # noqa: PLC0415 - the window starts without it

    symbol = Code128(digits)
    # The library takes a first pair of 99 for the change to set C and drops it.
    symbol._try_to_optimize = lambda encoded: encoded
    modules: str = symbol.build()[0]
    return modules


@lru_cache(maxsize=256)
def qr(text: str) -> tuple[tuple[int, ...], ...]:
    """The rows of modules of a QR code with error correction M, without its quiet zone."""
    import segno  # noqa: PLC0415 - the window starts without it

    symbol = segno.make_qr(text, error="m", boost_error=False)
    return tuple(tuple(int(module) for module in row) for row in symbol.matrix)


def bars(digits: str, x: float, y: float, height: float, grid: Grid) -> tuple[list[Block], float]:
    """The black bars of a Code 128 with its first bar at ``x`` (mm), and the width of the symbol."""
    module, left, top = grid.bar, grid.snapped(x), grid.snapped(y)
    modules = code128(digits)
    blocks = [
        (left + start * module, top, length * module, grid.snapped(height))
        for start, length in _black(modules)
    ]
    return blocks, len(modules) * module


def squares(text: str, right: float, bottom: float, grid: Grid) -> tuple[list[Block], float]:
    """The black squares of a QR whose last module ends at ``right`` and ``bottom`` (mm), and its size."""
    rows = qr(text)
    module = grid.square
    size = len(rows) * module
    left, top = grid.snapped(right - size), grid.snapped(bottom - size)
    blocks = [
        (left + start * module, top + number * module, length * module, module)
        for number, row in enumerate(rows)
        for start, length in _black("".join(map(str, row)))
    ]
    return blocks, size


def _black(modules: str) -> list[tuple[int, int]]:
    """Start and length of each black run."""
    runs: list[tuple[int, int]] = []
    start = modules.find("1")
    while start >= 0:
        end = modules.find("0", start)
        end = len(modules) if end < 0 else end
        runs.append((start, end - start))
        start = modules.find("1", end)
    return runs
