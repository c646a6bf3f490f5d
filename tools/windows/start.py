"""From the click to the first window: the frozen program against a bare window frozen in the same run."""

import statistics
from collections.abc import Callable

from tools.windows import building, pieces
from tools.windows.desk import Desk
from tools.windows.wine import Prefix

ROUNDS = 5
LIMIT = 1.3
BARE = pieces.ROOT / "bench" / "bare_window.spec"


def measure(build: Prefix, display: str, say) -> None:
    """Measure the Windows program under Wine; a start over the limit is said, and stops nothing.

    Wine's own work and a busy machine are in both numbers: the ratio tells, not the seconds.
    """
    target = pieces.CACHE / "bare-frozen"
    try:
        building.freeze(build, BARE, target)
        home = pieces.CACHE / "start home"
        ours = build.windows_path(building.FOLDER / "counter-app.exe")
        if not home.exists():
            command = build.windows_path(building.FOLDER / "counter-cli.exe")
            build.run(
                command, "--home", build.windows_path(home), "init", "--demo", "--dossiers", "20", limit=120
            )
        bare = build.windows_path(target / "bare" / "bare.exe")
        seconds = _alternate(
            lambda: _until_window(build, display, ours, "--home", build.windows_path(home)),
            lambda: _until_window(build, display, bare),
        )
    finally:
        build.end()
    say(told("start under Wine", *seconds))


def told(what: str, ours: float, bare: float) -> str:
    """The measure as a sentence."""
    held = "" if ours <= LIMIT * bare else ", OVER THE LIMIT"
    return f"{what}: {ours:.2f} s, bare window {bare:.2f} s: {ours / bare:.2f}x of at most {LIMIT}x{held}"


def _alternate(ours: Callable[[], float], bare: Callable[[], float]) -> tuple[float, float]:
    """The medians of several rounds, turn by turn; the first round only warms the disk's cache."""
    rounds = [(ours(), bare()) for _ in range(ROUNDS + 1)][1:]
    return statistics.median(one for one, _ in rounds), statistics.median(two for _, two in rounds)


def _until_window(prefix: Prefix, display: str, *command: str) -> float:
    desk = Desk(prefix, display, pieces.CACHE / "scratch")
    seconds = desk.open(*command)
    desk.close()
    return seconds
