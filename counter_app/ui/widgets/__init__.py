"""The small widgets of which every page is built; all take their colours and sizes from the theme.

Words        Label, ShortLabel (ellipsis), IconLabel, Icon, KeyCap, Pill, Line, strong(text) for rich labels
Cards        Card(title, hint), GutterCard("1 Thủ tục"), Head, Facts (name/value lines), SoftLine, FocusScroll
Buttons      PrimaryButton(text, key), PlainButton(text, key), LinkButton(text, key)
Fields       Field, FieldRow (problems under the whole row), SearchField, CountField, Check, Choice, Titled
Choices      Segmented, CountFilters, LargeChoice, Figures, Tile: .value() .set_value() .choose(n) .changed
Pictures     LadderWeeks (weeks to the promised day), Journal (line of dots), Preview (a form's upper part)

Tones are names of tokens: "text", "text2", "text3", "accent", "soft_text", "good", "caution", "problem".
Icons are names of files in resources/icons without ".svg", such as "search_20_regular".
Tables are in counter_app.ui.tables.

Each module is loaded when one of its names is first wanted: the signing in, which is to be seen
at once, needs few of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from counter_app.ui.widgets.buttons import LinkButton, PlainButton, PrimaryButton
    from counter_app.ui.widgets.cards import Card, Facts, FocusScroll, GutterCard, Head, SoftLine
    from counter_app.ui.widgets.choices import CountFilters, Figures, LargeChoice, Segmented, Tile
    from counter_app.ui.widgets.fields import (
        Check,
        Choice,
        CountField,
        Field,
        FieldRow,
        SearchField,
        Titled,
        problem_line,
    )
    from counter_app.ui.widgets.journal import Journal, JournalLine
    from counter_app.ui.widgets.ladder import LadderWeeks
    from counter_app.ui.widgets.preview import Preview
    from counter_app.ui.widgets.text import Icon, IconLabel, KeyCap, Label, Line, Pill, ShortLabel, strong

__all__ = [
    "Card",
    "Check",
    "Choice",
    "CountField",
    "CountFilters",
    "Facts",
    "Field",
    "FieldRow",
    "Figures",
    "FocusScroll",
    "GutterCard",
    "Head",
    "Icon",
    "IconLabel",
    "Journal",
    "JournalLine",
    "KeyCap",
    "Label",
    "LadderWeeks",
    "LargeChoice",
    "Line",
    "LinkButton",
    "Pill",
    "PlainButton",
    "Preview",
    "PrimaryButton",
    "SearchField",
    "Segmented",
    "ShortLabel",
    "SoftLine",
    "Tile",
    "Titled",
    "problem_line",
    "strong",
]

#: The names of each module.
_NAMES = {
    "buttons": ("LinkButton", "PlainButton", "PrimaryButton"),
    "cards": ("Card", "Facts", "FocusScroll", "GutterCard", "Head", "SoftLine"),
    "choices": ("CountFilters", "Figures", "LargeChoice", "Segmented", "Tile"),
    "fields": ("Check", "Choice", "CountField", "Field", "FieldRow", "SearchField", "Titled", "problem_line"),
    "journal": ("Journal", "JournalLine"),
    "ladder": ("LadderWeeks",),
    "preview": ("Preview",),
    "text": ("Icon", "IconLabel", "KeyCap", "Label", "Line", "Pill", "ShortLabel", "strong"),
}
_MODULES = {name: module for module, names in _NAMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """``name`` from its module, which is loaded now; kept, so that this is asked once for each."""
    if name not in _MODULES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
    globals()[name] = found
    return found
