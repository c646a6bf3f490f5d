"""Conflicts between offices on the page of the exchange: both stories, and the head's decision by a key."""

from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services.conflicts import OpenConflict
from counter_app.ui.pages.exchange.cards import Told
from counter_app.ui.words import moment_words

#: Stories of one conflict that have a key of their own.
MOST = 9


def told_conflict(one: OpenConflict, left: int) -> Told:
    """Both stories of a conflict, each with the key that says it is true; ``left`` wait after it."""
    steps = []
    for place, story in enumerate(one.stories[:MOST], 1):
        words = _("{office}, {moment}, {by}: {words} {value}  (Ctrl+{key})").format(
            office=story.office,
            moment=moment_words(story.at),
            by=story.by,
            words=story.words,
            value=story.value,
            key=place,
        )
        steps.append(" ".join(words.split()))
    text = _("Ask both offices. The head presses the key of the true one; the others stay to be read.")
    if left:
        more = ngettext("{n} more conflict waits.", "{n} more conflicts wait.", left).format(n=left)
        text = f"{text} {more}"
    headline = _("{code}, {name}: two offices do not agree on {subject}").format(
        code=one.code, name=one.applicant, subject=one.subject
    )
    return Told("warning_20_filled", headline, "problem", text, tuple(steps))
