"""What argparse says by itself (usage, headings, what is wrong) in the language of the program.

argparse asks the module gettext for its sentences as it says them, in the domain and the language of the
process. Both are set for as long as a parser is made or speaks, and no longer: another program started
from here (lp, lpstat) would be told the language as well.
"""

import gettext as library
import os
from collections.abc import Iterator
from contextlib import contextmanager

from counter_app import i18n
from counter_app.assets import asset
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext

_DOMAIN = "counter_app"
_LANGUAGE = "LANGUAGE"


@contextmanager
def spoken() -> Iterator[None]:
    """Let argparse speak the language spoken now."""
    domain, language = library.textdomain(), os.environ.get(_LANGUAGE)
    library.bindtextdomain(_DOMAIN, str(asset("locale")))
    library.textdomain(_DOMAIN)
    os.environ[_LANGUAGE] = i18n.language()
    try:
        yield
    finally:
        library.textdomain(domain)
        if language is None:
            del os.environ[_LANGUAGE]
        else:
            os.environ[_LANGUAGE] = language


def sentences() -> tuple[str, ...]:
    """What argparse may say to somebody who types a command, as now spoken.

    It looks them up itself; they are named here so that the catalogue keeps them.
    """
    return (
        _("usage: "),
        _("positional arguments"),
        _("options"),
        _("show this help message and exit"),
        _("%(prog)s: error: %(message)s\n"),
        _("argument %(argument_name)s: %(message)s"),
        _("unrecognized arguments: %s"),
        _("the following arguments are required: %s"),
        _("one of the arguments %s is required"),
        _("not allowed with argument %s"),
        _("ignored explicit argument %r"),
        _("expected one argument"),
        _("expected at most one argument"),
        _("expected at least one argument"),
        ngettext("expected %s argument", "expected %s arguments", 1),
        _("ambiguous option: %(option)s could match %(matches)s"),
        _("invalid %(type)s value: %(value)r"),
        _("invalid choice: %(value)r (choose from %(choices)s)"),
        _("unknown parser %(parser_name)r (choices: %(choices)s)"),
    )
