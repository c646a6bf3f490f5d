"""The window: from the start of the process to the first paint, a scan to the painted card, memory."""

import statistics
import subprocess
import sys
import time

from bench.timing import Measure
from counter_app.config import Home

ROUNDS = 9


def start(home: Home, name: str = "window, first paint") -> tuple[Measure, Measure]:
    """Start of the window and its memory against a bare PySide6 window with a table."""
    ours, bare = [], []
    for number in range(ROUNDS + 1):
        sample, base = _first_paint("ours", str(home.root)), _first_paint("bare")
        if number:  # the first round warms the disk's cache
            ours.append(sample)
            bare.append(base)
    times = [statistics.median(one[0] for one in some) for some in (ours, bare)]
    memory = [statistics.median(one[1] for one in some) for some in (ours, bare)]
    return (
        Measure(name, times[0], times[1], 1.5, "bare PySide6 window with a table"),
        Measure("memory of the open window", memory[0], memory[1], 3.0, "bare PySide6 window", "MB"),
    )


def _first_paint(*words: str) -> tuple[float, float]:
    began = time.time()
    command = [sys.executable, "-m", "bench.first_paint", *words]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return (float(told[0]) - began) * 1000, float(told[1])
