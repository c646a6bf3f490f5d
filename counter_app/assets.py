"""Where the shipped data files are, from source and from the frozen program."""

import sys
from pathlib import Path


def asset(name: str) -> Path:
    """The path of ``name`` under ``resources/``; ``name`` may hold slashes."""
    frozen = getattr(sys, "_MEIPASS", None)
    root = Path(frozen) if frozen else Path(__file__).resolve().parent.parent
    return root / "resources" / name
