"""The options that every command and the window share, and the home that they name.

The window starts through here: nothing is loaded that it does not need for its first paint.
"""

import argparse
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit

from counter_app.config import Home, default_home
from counter_app.errors import BadInput
from counter_app.i18n import LANGUAGES
from counter_app.i18n import gettext as _

#: How the name of a file of exchange ends.
BUNDLE_SUFFIX = ".hsb"


class WrongUsage(Exception):
    """Options that do not go together, or a value that is none; said in the way of the parser."""


class Parser(argparse.ArgumentParser):
    """A parser whose help may end with words that are gathered only when somebody asks for it."""

    ending: Callable[[], str] | None = None

    def format_help(self) -> str:
        if self.ending is not None:
            self.epilog = self.ending()
        return super().format_help()


def shared_options() -> Parser:
    """Options that stand before the command or after it."""
    shared = Parser(
        add_help=False, argument_default=argparse.SUPPRESS, allow_abbrev=False, exit_on_error=False
    )
    shared.add_argument("--home", metavar="DIR", help="everything of one installation is kept here")
    shared.add_argument("--database", metavar="URL", help="default: SQLite inside the home")
    shared.add_argument("--lang", choices=LANGUAGES, help="language of the sentences")
    shared.add_argument("--json", action="store_true", help="one JSON object (a line) and nothing else")
    return shared


def without_command(words: Sequence[str]) -> argparse.Namespace | None:
    """The shared options in ``words``, alone or with one file of exchange; None where anything else is there.

    With such a file the system starts the program when somebody opens it; it is ``bundle`` then.
    """
    try:
        args, others = shared_options().parse_known_args(words)
    except argparse.ArgumentError:
        return None  # the parser of the whole command line says what is wrong
    if len(others) == 1 and others[0].lower().endswith(BUNDLE_SUFFIX):
        args.bundle = Path(others.pop()).absolute()
    return None if others else args


def home_of(args: argparse.Namespace) -> Home:
    """The home that ``--home`` and ``--database`` name.

    Raises:
        BadInput: the URL names no kind of database.
    """
    root = getattr(args, "home", None)
    home = Home(Path(root).expanduser().absolute()) if root else default_home()
    url = getattr(args, "database", None)
    if url is None:
        url = _named_in(home.server_file)
    return home_with(home, url) if url else home


def _named_in(file: Path) -> str:
    """The URL that the file of a moved office names; "" where there is none, as nearly always."""
    try:
        url = file.read_text(encoding="utf-8-sig").strip()
    except OSError:
        return ""
    except UnicodeDecodeError:
        url = ""
    if "://" not in url:
        raise BadInput(
            _(
                "{path} does not say where the database is. Write its address there, postgresql://…, "
                "in UTF-8; or take the file away."
            ).format(path=file),
            "database",
        )
    return url


def home_with(home: Home, url: str) -> Home:
    """``home`` with the database that ``url`` names in place of its own.

    Raises:
        BadInput: the URL names no kind of database.
    """
    scheme = url.partition("://")[0].lower() if "://" in url else ""
    if scheme in ("postgresql", "postgres"):
        return Home(home.root, server=f"postgresql://{url.partition('://')[2]}")
    return Home(home.root, _file(url, scheme))


def _file(url: str, scheme: str) -> Path:
    """The file that a SQLite URL (``sqlite:///C:/desk.sqlite3``) or a plain path names."""
    if scheme not in ("", "sqlite", "file"):
        raise BadInput(
            _("“{url}” names no database; give a path, sqlite:///PATH or postgresql://SERVER/NAME.").format(
                url=url
            ),
            "database",
        )
    path = unquote(urlsplit(url).path) if scheme else url
    if scheme and (os.name == "nt" or path.startswith("//")):
        path = path[1:]  # sqlite:///C:/x and sqlite:////home/x, as others write them
    return Path(path).expanduser().absolute()
