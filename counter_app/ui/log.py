"""The program's log: a file in the home that turns over, where things happened but never to whom."""

import logging
import sys
from logging.handlers import RotatingFileHandler

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from counter_app import __version__
from counter_app.config import Home
from counter_app.errors import DeviceProblem
from counter_app.i18n import gettext as _
from counter_app.ui import say

_log = logging.getLogger("counter_app")

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}

#: Beginnings of warnings that tell of a plain desktop and of nothing that anybody could mend.
_HARMLESS = (
    "This plugin does not support",  # a screen without decorations or without raising windows
    "Session management error",  # X11 without a session manager
    "QStandardPaths: XDG_RUNTIME_DIR not set",
)


def start(home: Home) -> None:
    """Log into the home, at most five files of a megabyte; catch what nobody else catches.

    Raises:
        DeviceProblem: the folder cannot be written.
    """
    try:
        home.log.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            home.log / "counter-app.log", maxBytes=1_000_000, backupCount=4, encoding="utf-8"
        )
    except OSError as error:
        raise DeviceProblem(
            _("The log in {path} cannot be written: {reason}. Give the folder back its rights.").format(
                path=home.log, reason=error.strerror
            )
        ) from error
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    _log.info("counter-app %s started", __version__)
    sys.excepthook = say.excepthook
    qInstallMessageHandler(_qt_says)


def stop() -> None:
    """Close the log and leave Qt's messages and uncaught errors to Python again."""
    sys.excepthook = sys.__excepthook__
    qInstallMessageHandler(None)
    for handler in _log.handlers[:]:
        if isinstance(handler, RotatingFileHandler):
            _log.removeHandler(handler)
            handler.close()


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Qt's own messages go into the log; they speak of screens and drivers, not of citizens."""
    level = logging.DEBUG if message.startswith(_HARMLESS) else _LEVELS[kind]
    _log.log(level, "Qt: %s", message)
