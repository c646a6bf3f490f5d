"""Measure everything against its baseline in the same run; print the table, keep it in bench/RESULTS.md.

python3 dev.py bench            homes of 10 thousand and 1 million dossiers (made once, kept in .bench/)
python3 dev.py bench --quick    the small home only
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bench import database, exchange, papers, window
from bench.homes import large_home
from bench.timing import Measure, median
from bench.typing import FRAME_MS
from counter_app.config import Home

SMALL, LARGE = 10_000, 1_000_000
SCAN_RUNS = 5
RESULTS = Path(__file__).with_name("RESULTS.md")

_HEAD = """# Measurements

Each line was taken in one run together with its baseline, on the machine named below: trust the
ratios, not the milliseconds. `python3 dev.py bench` makes this page anew.

"""


def main() -> int:
    """Take every measure; 1 where a ratio is over its limit."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="the small home only; RESULTS.md stays as it is")
    arguments = parser.parse_args()
    taken = []
    print(_row("measure", "ours", "baseline", "ratio", "at most", "baseline is"), flush=True)
    for one in _measures(quick=arguments.quick):
        taken.append(one)
        print(_of(one), flush=True)
    if not arguments.quick:
        RESULTS.write_text(_page(taken), encoding="utf-8")
    return 0 if all(one.held for one in taken) else 1


def _measures(*, quick: bool) -> Iterator[Measure]:
    small = large_home(SMALL)
    large = None if quick else large_home(LARGE)
    yield from papers.measures()
    with tempfile.TemporaryDirectory() as scratch:
        yield from database.both_sizes(small, large, Path(scratch))
        if not quick:
            yield from exchange.measures(Path(scratch) / "exchange")
    yield from window.start(small, "small home")
    small_scan, bare = scan(small)
    against = "raw sqlite3, bare labels in frames; rows in memory"
    yield Measure("scan to painted card, p95", small_scan, bare, 2.0, against)
    yield from _typing(small, "small home")
    if large is not None:
        yield from window.start(large, "large home")
        large_scan, bare = scan(large)
        yield Measure(
            "scan to painted card, p95, large home",
            large_scan,
            bare,
            2.0,
            against,
        )
        yield Measure(
            "scan, large home against small", large_scan, small_scan, 1.3, "the same on the small home"
        )
        yield from _typing(large, "large home")


def scan(home: Home) -> tuple[float, float]:
    """Milliseconds from the last key of a scan to the painted card, ours and bare; 95 of 100 keep them.

    Of several runs the middle ones: what a hundred scans leave out is a handful, and differs from run to run.
    """
    command = [sys.executable, "-m", "bench.scan", str(home.root)]
    runs = [
        subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
        for _run in range(SCAN_RUNS)
    ]
    return median([float(ours) for ours, _bare in runs]), median([float(bare) for _ours, bare in runs])


def _typing(home: Home, which: str) -> Iterator[Measure]:
    """From a key in the form of reception to its painted character, against one frame of the screen.

    What the key changes at once (procedures, promised date, papers) may take a second one.
    """
    command = [sys.executable, "-m", "bench.typing", str(home.root)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    against = "one frame of the screen"
    yield Measure(f"key to painted character, p95, {which}", float(told[0]), FRAME_MS, 1.0, against)
    yield Measure(f"key to all it changes, p95, {which}", float(told[1]), FRAME_MS, 2.0, against)


def _row(*cells: str) -> str:
    widths = (40, 11, 11, 7, 8, 0)
    return "| " + " | ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)) + " |"


def _of(one: Measure) -> str:
    ratio = f"{one.ratio:.2f}x" if one.held else f"{one.ratio:.2f}x !"
    return _row(
        one.name,
        f"{one.ours:,.2f} {one.unit}",
        f"{one.baseline:,.2f} {one.unit}",
        ratio,
        f"{one.limit}x",
        one.against,
    )


def _page(taken: list[Measure]) -> str:
    lines = [
        _row("measure", "ours", "baseline", "ratio", "at most", "baseline is"),
        "|---|---|---|---|---|---|",
        *map(_of, taken),
    ]
    return _HEAD + "\n".join(lines) + f"\n\n{_machine()}\n"


def _machine() -> str:
    with_cores = f"{os.cpu_count()} cores, {platform.machine()}"
    return f"{platform.system()} {platform.release()}, {with_cores}, Python {platform.python_version()}."


if __name__ == "__main__":
    sys.exit(main())
