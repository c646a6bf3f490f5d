"""Windows as Wine plays it: prefixes, programs in them, and the screen that they draw on."""

import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

#: Debian does not put it on the PATH.
BIN = Path("/usr/lib/wine")
WINE = BIN / "wine64"
SERVER = BIN / "wineserver"


class WineProblem(Exception):
    """A program under Wine did not do what it had to; the sentence says which, and what it said."""


class Prefix:
    """One Windows of its own: a folder with its drive C and its registry."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self.drive = folder / "drive_c"
        self._env = {
            "WINEPREFIX": str(folder),
            "WINEARCH": "win64",
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": "mscoree,mshtml=",
            "DISPLAY": display,
            "PYTHONUTF8": "1",
            "LC_ALL": "C.UTF-8",
        }

    def env(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment of a program in this prefix."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "QT_"))}
        return kept | self._env | (more or {})

    def call(
        self, *command: str, limit: float = 60, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> tuple[int, str]:
        """Run a Windows program to its end; its exit code and all that it said.

        Its handles must be pipes, or CPython ends at once; and it gets only ``limit`` seconds,
        since a crash opens a box that waits for ever.
        """
        with subprocess.Popen(
            [WINE, *command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=self.env(env),
            cwd=cwd,
        ) as program:
            try:
                said, _none = program.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                program.kill()
                raise WineProblem(f"{' '.join(command)}: not done after {limit:g} s") from None
            except BaseException:  # whoever stops us does not wait for Windows
                program.kill()
                raise
        return program.returncode, said.decode("utf-8", "replace")

    def run(
        self, *command: str, limit: float = 60, env: Mapping[str, str] | None = None, cwd: Path | None = None
    ) -> str:
        """As :meth:`call`, for what has to end with 0; what it said."""
        code, said = self.call(*command, limit=limit, env=env, cwd=cwd)
        if code:
            raise WineProblem(f"{' '.join(command)}: exit code {code}\n{said}")
        return said

    def start(self, *command: str, env: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
        """Start a Windows program with a window."""
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT}
        return subprocess.Popen([WINE, *command], env=self.env(env), **pipes)

    def boot(self) -> None:
        """Make the prefix and let it be Windows 10."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.run("wineboot", "-i", limit=240)
        self.run("winecfg", "-v", "win10", limit=120)
        self.settle()

    def settle(self) -> None:
        """Wait until every program in it has ended and its registry is written."""
        subprocess.run([SERVER, "-w"], env=self.env(), check=False, timeout=60)

    def end(self) -> None:
        """End every program in it."""
        if self.folder.exists():
            subprocess.run([SERVER, "-k"], env=self.env(), check=False)

    def windows_path(self, path: Path) -> str:
        """How Windows names ``path``: C: inside the prefix, Z: outside."""
        if path.is_relative_to(self.drive):
            return "C:\\" + str(path.relative_to(self.drive)).replace("/", "\\")
        return "Z:" + str(path.absolute()).replace("/", "\\")

    def path(self, windows_path: str) -> Path:
        """Where the file lies that Windows names so."""
        return self.drive / windows_path.removeprefix("C:\\").replace("\\", "/")


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[str]:
    """A virtual screen, one for the whole run: it must outlive every program that draws on it."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "display"
        with told.open("w") as number:
            command = ["Xvfb", "-displayfd", str(number.fileno()), "-screen", "0", f"{width}x{height}x24"]
            server = subprocess.Popen(
                [*command, "-nolisten", "tcp"],
                pass_fds=[number.fileno()],
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        try:
            wait_for(lambda: told.read_text().strip(), 15, "the virtual screen")
            yield f":{told.read_text().strip()}"
        finally:
            server.terminate()
            server.wait()


def wait_for(look, seconds: float, what: str, step: float = 0.1):
    """Look again and again until ``look()`` finds something; that.

    Raises:
        WineProblem: it was not there in time.
    """
    end = time.monotonic() + seconds
    while not (found := look()):
        if time.monotonic() > end:
            raise WineProblem(f"{what}: not there after {seconds:g} s")
        time.sleep(step)
    return found
