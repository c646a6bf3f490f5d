"""What has to be mended before a form can be taken: beside each field, and counted above the button."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counter_app.core.records import Fee, NewDossier, Procedure
from counter_app.core.validation import Problem, check_new
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.ui.widgets import Field, IconLabel


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is said: the field's name in a sentence, how it is said there, what gets the focus.

    ``said`` returns the sentence that stands there now.
    """

    label: str
    say: Callable[[str], object]
    said: Callable[[], str]
    focus: QWidget


def place_of(label: str, field: Field) -> Place:
    """The place of an ordinary field."""
    return Place(label, field.set_problem, field.problem, field)


class Problems:
    """Says problems at their places, gives the first one the focus, and counts those that are left."""

    def __init__(self, places: Mapping[str, Place], line: IconLabel) -> None:
        self._places = dict(places)
        self._line = line
        self._line.hide()

    def knows(self, field: str) -> bool:
        """Whether there is a place for ``field``."""
        return field in self._places

    def show(self, problems: Iterable[Problem]) -> None:
        """Say ``problems`` instead of those before; the first one in the order of the form has the focus."""
        self.clear()
        found: dict[str, str] = {}
        for problem in problems:
            found.setdefault(problem.field, problem.sentence)
        for field, place in self._places.items():
            if field in found:
                place.say(found[field])
        self.count()
        first = next((place for place in self._places.values() if place.said()), None)
        if first is not None:
            first.focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Nothing is wrong any more."""
        for place in self._places.values():
            if place.said():
                place.say("")
        self.count()

    def count(self) -> None:
        """Count what is left above the button."""
        left = [place.label for place in self._places.values() if place.said()]
        words = ngettext("{n} place to mend: {fields}", "{n} places to mend: {fields}", len(left))
        self._line.label.setText(words.format(n=len(left), fields=", ".join(left)))
        self._line.setVisible(bool(left))

    def text(self) -> str:
        """The count as shown, empty where nothing is wrong."""
        return "" if self._line.isHidden() else self._line.text()


def problems_of(new: NewDossier, chosen: Procedure | None, fee: Fee | None) -> list[Problem]:
    """What must be mended before ``new`` can be taken; ``fee`` is None where it is typed as no amount."""
    if chosen is None:
        return [Problem("procedure", _("Choose a procedure first."))]
    problems = list(check_new(new, chosen))
    if fee is None:
        problems.append(Problem("fee", _("Write the fee in đồng, like 15.000.")))
    return problems
