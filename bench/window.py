"""The window: from the start of the process to the first paint, a scan to the painted card, memory."""

import os
import statistics
import subprocess
import sys
import time

from bench.timing import Measure
from counter_app.config import Home

ROUNDS = 9


def start(home: Home, size: str) -> tuple[Measure, ...]:
    """First paint, the desk window after the PIN, and memory, against a bare PySide6 window with a table."""
    ours, bare = [], []
    for number in range(ROUNDS + 1):
        sample, base = _first_paint("ours", str(home.root)), _first_paint("bare")
        if number:  # the first round warms the disk's cache
            ours.append(sample)
            bare.append(base)
    first, after_pin, memory = (statistics.median(column) for column in zip(*ours, strict=True))
    base, _none, bare_memory = (statistics.median(column) for column in zip(*bare, strict=True))
    against = "bare PySide6 window with a table"
    return (
        Measure(f"program's first paint, {size}", first, base, 1.5, against),
        Measure(f"from the PIN to the desk window, {size}", after_pin, base, 1.5, against),
        Measure(f"memory of the open window, {size}", memory, bare_memory, 2.5, against, "MB"),
    )


def _first_paint(*words: str) -> tuple[float, float, float]:
    began = time.time()
    command = [sys.executable, "-m", "bench.first_paint", *words]
    # As installed: the program's own modules are compiled too, as those of Qt and Python always are.
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=compiled).stdout.split()
    return (float(told[0]) - began) * 1000, float(told[1]), float(told[2])
