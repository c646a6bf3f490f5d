"""The program's own sounds: a scan was taken, asks for attention, or is refused. The strip says it in words.

Windows plays them itself; elsewhere a player of the system does where there is one. Without either the
system's own beep is heard.
"""

import sys
from functools import cache

from PySide6.QtCore import QProcess, QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from counter_app.assets import asset

#: By the kind of what the strip says: "problem" is refused, "caution" asks for attention, the rest is done.
_BY_KIND = {"problem": "refused", "caution": "attention"}
#: Players of PulseAudio, PipeWire and ALSA, with what makes them silent otherwise.
_PLAYERS = (("paplay",), ("pw-play",), ("aplay", "-q"))


def play_for(kind: str) -> None:
    """Play the sound that goes with a sentence of ``kind``."""
    play(_BY_KIND.get(kind, "done"))


def play(name: str) -> None:
    """Play resources/sounds/``name``.wav ("done", "attention", "refused") without waiting for its end."""
    if not _played(str(asset("sounds") / f"{name}.wav")):
        QApplication.beep()


def _played(file: str) -> bool:
    if sys.platform == "win32":
        import winsound  # noqa: PLC0415 - only there on Windows

        try:
            winsound.PlaySound(file, winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT)
        except RuntimeError:  # no sound card
            return False
        return True
    return _play_by_player(file)


def _play_by_player(file: str) -> bool:
    if QGuiApplication.platformName() == "offscreen":  # nobody sits there
        return False
    command = player()
    return bool(command) and QProcess.startDetached(command[0], [*command[1:], file])[0]


@cache
def player() -> tuple[str, ...]:
    """The player of this system and its options; empty where there is none."""
    for name, *options in _PLAYERS:
        if path := QStandardPaths.findExecutable(name):
            return (path, *options)
    return ()
