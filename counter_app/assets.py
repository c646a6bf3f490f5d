"""Where the shipped data files are, from source and from the frozen program."""

import sys
from functools import cache
from pathlib import Path


def asset(name: str) -> Path:
    """The path of ``name`` under ``resources/``; ``name`` may hold slashes."""
    return _root() / "resources" / name


@cache  # finding it asks the disk about every folder above
def _root() -> Path:
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) if frozen else Path(__file__).resolve().parent.parent
