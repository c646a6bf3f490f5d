"""Where the program starts: a command goes to the command line, none opens the window."""

import gc
import sys
from pathlib import Path

from counter_app import cli
from counter_app.config import Home


def main() -> int:
    """The program as ``counter-app`` and as ``python -m counter_app``."""
    return cli.main(window=_window)


def _window(home: Home, bundle: Path | None = None) -> int:
    gc.disable()  # what is made while the window starts stays; later see counter_app.ui.garbage
    from counter_app import app  # noqa: PLC0415 - Qt is loaded for the window only

    return app.main(home, bundle=bundle)


if __name__ == "__main__":
    sys.exit(main())
