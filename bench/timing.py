"""Timing two things against each other in one run, so that the machine's mood falls on both."""

import gc
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Measure:
    """One line of the table: ours and the baseline in ``unit``, and the most their ratio may be."""

    name: str
    ours: float
    baseline: float
    limit: float
    against: str
    unit: str = "ms"

    @property
    def ratio(self) -> float:
        """How many times the baseline ours is."""
        return self.ours / self.baseline

    @property
    def held(self) -> bool:
        """Whether the ratio keeps its limit."""
        return self.ratio <= self.limit


def once(work: Callable[[], object]) -> float:
    """Milliseconds that ``work`` takes."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def paired(
    ours: Callable[[], object], baseline: Callable[[], object], rounds: int, warm_up: int = 2
) -> tuple[list[float], list[float]]:
    """Milliseconds of each, taken in turn ``rounds`` times after ``warm_up`` rounds that do not count."""
    for _ in range(warm_up):
        ours()
        baseline()
    first, second = [], []
    gc.collect()
    for _ in range(rounds):
        first.append(once(ours))
        second.append(once(baseline))
    return first, second


def median(times: Sequence[float]) -> float:
    """The middle one."""
    return statistics.median(times)


def p95(times: Sequence[float]) -> float:
    """The time that 95 of 100 keep."""
    return statistics.quantiles(times, n=20)[-1]
