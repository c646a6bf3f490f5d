"""Values as they are typed on the command line: ``--set FIELD=VALUE`` and papers with their numbers."""

from collections.abc import Iterable, Mapping

from counter_app.core.records import Paper
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _


def given(texts: Iterable[str]) -> dict[str, list[str]]:
    """The values of each field, in their order.

    Raises:
        BadInput: a text without "=".
    """
    values: dict[str, list[str]] = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadInput(
                _("“{text}” sets nothing; write --set FIELD=VALUE.").format(text=text), name.strip()
            )
        values.setdefault(name.strip(), []).append(value)
    return values


def one_of(values: Mapping[str, list[str]], name: str) -> str | None:
    """The value of a field that is given once at most.

    Raises:
        BadInput: it is given several times.
    """
    found = values.get(name, [])
    if len(found) > 1:
        raise BadInput(
            _("“{field}” is given {count} times; give it once.").format(field=name, count=len(found)), name
        )
    return found[0] if found else None


def whole_number(values: Mapping[str, list[str]], name: str) -> int | None:
    """The whole number of a field, as 8000; None where the field is not given.

    Raises:
        BadInput: it is no whole number.
    """
    text = one_of(values, name)
    if text is None:
        return None
    digits = text.strip()
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 15):
        raise BadInput(
            _("“{value}” is no whole number; write {field} like 8000.").format(value=text, field=name), name
        )
    return int(digits)


def paper_of(text: str) -> Paper:
    """A paper written as NAME:ORIGINALS:CERTIFIED:COPIES; the name may hold colons.

    Raises:
        BadInput: it is not written so.
    """
    name, *numbers = text.rsplit(":", 3)
    if len(numbers) != 3 or not all(one.isascii() and one.isdigit() and len(one) <= 4 for one in numbers):
        raise BadInput(
            _("“{text}” is no paper; write NAME:ORIGINALS:CERTIFIED:COPIES, like “Tờ khai:1:0:0”.").format(
                text=text
            ),
            "papers",
        )
    originals, certified, copies = map(int, numbers)
    return Paper(name=name, originals=originals, certified=certified, copies=copies)
