"""Where the program speaks. The windowed program of Windows has no streams: there a box says it."""

import os
import sys


class Voice:
    """The way to whoever started the program."""

    def __init__(self) -> None:
        self.silent = sys.stderr is None
        if self.silent:  # whatever writes there later must not fail over it
            sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - till the end

    def tell(self, sentence: object) -> None:
        """Say why there is no window: on standard error, or in a box where there is none."""
        print(sentence, file=sys.stderr)
        if self.silent and sys.platform == "win32":
            import ctypes  # noqa: PLC0415 - only where something went wrong

            icon_stop = 0x10
            ctypes.windll.user32.MessageBoxW(None, str(sentence), "counter-app", icon_stop)
