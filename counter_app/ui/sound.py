"""The program's own sounds: a scan was taken, or refused. The strip says the same in words."""

import sys

from PySide6.QtWidgets import QApplication

from counter_app.assets import asset


def play(name: str) -> None:
    """Play resources/sounds/``name``.wav ("done", "attention", "refused") without waiting for its end."""
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there on Windows

        flags = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        winsound.PlaySound(str(asset("sounds") / f"{name}.wav"), flags)
    else:
        QApplication.beep()
