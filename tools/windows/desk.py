"""Hands and eyes at the installed window: keys through the virtual screen, pictures of it."""

import os
import subprocess
import time
from contextlib import suppress
from pathlib import Path

from tools.windows.wine import Prefix, WineProblem, wait_for

#: As a citizen card's code comes out of a scanner that loses the marks.
CARD = "099187000456||Dang Thi Diem|14031987|Nu|Thon Trung, xa Dong Phu|01012022"


class Desk:
    """The window of the program in a prefix."""

    def __init__(self, prefix: Prefix, display: str, pictures: Path) -> None:
        self.prefix, self.display, self.pictures = prefix, display, pictures
        self.program: subprocess.Popen[bytes] | None = None
        pictures.mkdir(parents=True, exist_ok=True)

    def open(self, *command: str, env: dict[str, str] | None = None) -> float:
        """Start the program and wait for its first window; the seconds until it was there."""
        begun = time.monotonic()
        self.program = self.prefix.start(*command, env=env)
        wait_for(self._shown, 90, "the window of the program", step=0.02)
        return time.monotonic() - begun

    def sign_in(self, pin: str) -> None:
        """Type the PIN of the officer chosen; again, where the desk was not open yet and nobody heard it."""
        for _time in range(6):
            self.quiet()
            self.type(pin)
            self.key("Return")
            with suppress(WineProblem):
                wait_for(self._covered, 10, "the desk window after the PIN")
                self.quiet()
                return
        self.picture("stopped-here")
        raise WineProblem("the PIN did not open the desk window; see stopped-here.png")

    def type(self, text: str, delay: int = 150) -> None:
        """Type letters, as a hand does or, with a short ``delay`` in milliseconds, as a scanner."""
        self._xdotool("type", "--delay", str(delay), text)

    def scan(self, text: str) -> None:
        """What a keyboard scanner delivers."""
        self.type(f"{text}\n", delay=1)
        self.quiet()

    def key(self, name: str) -> None:
        """Press one key, like ctrl+Return."""
        self._xdotool("key", name)

    def picture(self, name: str) -> Path:
        """Keep what stands on the screen."""
        file = self.pictures / f"{name}.png"
        subprocess.run(["import", "-window", "root", file], env=self._env(), check=True)
        return file

    def quiet(self) -> None:
        """Wait until the screen shows nothing new any more; a caret that blinks is nothing new."""
        seen, since, end = set(), time.monotonic(), time.monotonic() + 30
        while time.monotonic() - since < 1.5 and time.monotonic() < end:
            look = ["import", "-window", "root", "-depth", "8", "rgb:-"]
            now = subprocess.run(look, env=self._env(), capture_output=True, check=True)
            if now.stdout not in seen:
                seen.add(now.stdout)
                since = time.monotonic()
            time.sleep(0.15)

    def close(self) -> None:
        """Close the window as an officer does, and wait for the program's end."""
        if self.program is None:
            return
        self.key("alt+F4")
        try:
            self.program.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.program.kill()
            raise WineProblem("the window did not close") from None
        finally:
            for pipe in (self.program.stdin, self.program.stdout):
                if pipe is not None:
                    pipe.close()
            self.program = None

    def _shown(self) -> bool:
        if self.program is not None and self.program.poll() is not None:
            raise WineProblem(f"the program ended with {self.program.returncode} before its window")
        return self._width() > 300

    def _covered(self) -> bool:
        """Whether the desk window is there and painted: the sign-in leaves the screen's edge black."""
        if self._width() < 1000:
            return False
        look = ["import", "-window", "root", "-crop", "1x1+60+600", "-depth", "8", "rgb:-"]
        pixel = subprocess.run(look, env=self._env(), capture_output=True, check=True).stdout
        return any(pixel)

    def _width(self) -> int:
        """The width of the largest visible window."""
        found = self._xdotool("search", "--onlyvisible", "--name", ".", check=False).split()
        sizes = [self._xdotool("getwindowgeometry", "--shell", one, check=False) for one in found]
        widths = [line for size in sizes for line in size.splitlines() if line.startswith("WIDTH=")]
        return max((int(one.removeprefix("WIDTH=")) for one in widths), default=0)

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._env(), check=check, capture_output=True, text=True
        )
        return done.stdout

    def _env(self) -> dict[str, str]:
        return os.environ | {"DISPLAY": self.display}
