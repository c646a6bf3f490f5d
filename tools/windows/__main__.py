"""Build the Windows program and its Setup on Linux, and try both: `python3 dev.py dist --windows`.

--quick      pack the Setup quickly (zlib) instead of small (lzma)
--no-bench   do not measure the start
--limit N    give up after N seconds and say how far it came; that is no failure
"""

import argparse
import hashlib
import shutil
import signal
import sys
import time
from pathlib import Path

from tools.windows import building, pieces, proof, stamp
from tools.windows.start import measure
from tools.windows.wine import Prefix, WineProblem, screen

LIMITS = {"folder": 130, "Setup": 45}  # MB


class Report:
    """The steps with their times, on the screen and in a file."""

    def __init__(self, file: Path) -> None:
        self.begun = self.last = time.monotonic()
        self.file = file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("", encoding="utf-8")

    def __call__(self, sentence: str) -> None:
        now = time.monotonic()
        line = f"{now - self.begun:6.0f} s (+{now - self.last:4.0f})  {sentence}"
        self.last = now
        print(line, flush=True)
        with self.file.open("a", encoding="utf-8") as file:
            file.write(line + "\n")


def main() -> int:
    """All of it; 1 with one sentence where a step fails."""
    parser = argparse.ArgumentParser(prog="dev.py dist --windows", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="pack the Setup quickly instead of small")
    parser.add_argument("--no-bench", action="store_true", help="do not measure the start")
    parser.add_argument("--limit", metavar="N", type=int, default=0, help="give up after N seconds")
    options = parser.parse_args()
    say = Report(building.DIST / "report.txt")
    signal.signal(signal.SIGALRM, _time_is_up)
    signal.alarm(options.limit)
    try:
        with screen() as display:
            _all(options, display, say)
    except TimeIsUp:
        say(
            f"NOT PROVED: {options.limit} s were not enough; what is said above holds, the rest was not tried"
        )
    except WineProblem as problem:
        say(f"STOPPED: {problem}")
        return 1
    return 0


class TimeIsUp(Exception):
    """The time that was given is over."""


def _time_is_up(_signal: int, _frame: object) -> None:
    raise TimeIsUp


def _all(options: argparse.Namespace, display: str, say: Report) -> None:
    inputs = stamp.inputs()
    build, bare = building.prepare(display, say)
    try:
        building.freeze(build, pieces.ROOT / "pyinstaller.spec", building.DIST)
        say(f"frozen: {_size(building.FOLDER, 'folder')}")
    finally:
        build.end()
    new = building.DIST / building.setup_name()
    building.make_setup(building.FOLDER, new, compress="zlib" if options.quick else "lzma")
    say(f"Setup: {_size(new, 'small' if options.quick else 'Setup')}")
    old = _version_before()
    say("a Setup of a version before")
    proof.play(bare, new, old, display, say)
    if not options.no_bench:
        measure(Prefix(pieces.CACHE / "build", display), display, say)
    _hash_list((new,))
    if not options.quick:
        stamp.keep(inputs)
    say("all in order")


def _version_before() -> Path:
    """The same program as version 0.0.1, with files that the new one does not have."""
    folder = pieces.CACHE / "before"
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(building.FOLDER, folder, copy_function=_link)
    (folder / "_internal" / proof.STALE).write_text("old", encoding="utf-8")
    return building.make_setup(folder, pieces.CACHE / "before-Setup.exe", version="0.0.1", compress="zlib")


def _link(source: str, target: str) -> str:
    Path(target).hardlink_to(source)
    return target


def _size(path: Path, what: str) -> str:
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    limit = LIMITS.get(what)
    if limit and size > limit:
        raise WineProblem(f"{path.name} has {size:.1f} MB, more than {limit}")
    return f"{size:.1f} MB" + (f" of at most {limit}" if limit else "")


def _hash_list(files: tuple[Path, ...]) -> None:
    """SHA256SUMS, as `sha256sum --check` and `certutil -hashfile` read it."""
    lines = [f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.name}\n" for file in files]
    (building.DIST / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
