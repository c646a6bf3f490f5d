"""Values as they are typed on the command line: moments, days, ``--set FIELD=VALUE``, papers with numbers.

Whatever is wrong with how a value is written is wrong usage, said before anything is done. What
a citizen tells is judged by the services, as in the window.
"""

import argparse
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from typing import Any

from counter_app.cli.options import WrongUsage
from counter_app.core.deadlines import parse_rule
from counter_app.core.records import Paper
from counter_app.core.times import parse_day, parse_time
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _


def _proved(read: Callable[[str], Any], text: str) -> str:
    """``text`` itself, for the parser; it says in its own way what ``read`` says against it."""
    try:
        read(text)
    except BadInput as error:
        raise argparse.ArgumentTypeError(str(error)) from error
    return text


moment = partial(_proved, parse_time)
day = partial(_proved, parse_day)
rule = partial(_proved, parse_rule)


def whole(text: str) -> int:
    """A whole number, for the parser; a negative one is refused where it is used."""
    digits = text.strip().removeprefix("-")
    if not _is_number(digits):
        raise argparse.ArgumentTypeError(_("“{text}” is no whole number.").format(text=text))
    return int(text)


def _is_number(digits: str) -> bool:
    """Whether ``digits`` are figures alone, as many as any number at a desk has."""
    return digits.isascii() and digits.isdigit() and len(digits) <= 15


def require_order(first: date, last: date) -> None:
    """Refuse days in the wrong order.

    Raises:
        WrongUsage: the last lies before the first.
    """
    if last < first:
        raise WrongUsage(_("The last day lies before the first; give them the other way round."))


def given(texts: Iterable[str]) -> dict[str, list[str]]:
    """The values of each field, in their order.

    Raises:
        WrongUsage: a text without "=".
    """
    values: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise WrongUsage(_("“{text}” sets nothing; write --set FIELD=VALUE.").format(text=text))
        values.setdefault(name.strip(), []).append(value)
    return values


def one_of(values: Mapping[str, list[str]], name: str) -> str | None:
    """The value of a field that is given once at most.

    Raises:
        WrongUsage: it is given several times.
    """
    found = values.get(name, [])
    if len(found) > 1:
        raise WrongUsage(
            _("“{field}” is given {count} times; give it once.").format(field=name, count=len(found))
        )
    return found[0] if found else None


def whole_number(values: Mapping[str, list[str]], name: str) -> int | None:
    """The whole number of a field, as 8000; None where the field is not given.

    Raises:
        WrongUsage: it is no whole number.
    """
    text = one_of(values, name)
    if text is None:
        return None
    digits = text.strip()
    if not _is_number(digits):
        raise WrongUsage(
            _("“{value}” is no whole number; write {field} like 8000.").format(value=text, field=name)
        )
    return int(digits)


def paper_of(text: str) -> Paper:
    """A paper written as NAME:ORIGINALS:CERTIFIED:COPIES; the name may hold colons.

    Raises:
        WrongUsage: it is not written so.
    """
    name, *numbers = text.rsplit(":", 3)
    if len(numbers) != 3 or not all(one.isascii() and one.isdigit() and len(one) <= 4 for one in numbers):
        raise WrongUsage(
            _("“{text}” is no paper; write NAME:ORIGINALS:CERTIFIED:COPIES, like “Tờ khai:1:0:0”.").format(
                text=text
            )
        )
    originals, certified, copies = map(int, numbers)
    return Paper(name=name, originals=originals, certified=certified, copies=copies)
