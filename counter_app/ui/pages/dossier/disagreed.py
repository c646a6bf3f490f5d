"""What the strip says when a card is opened on whose dossier two offices do not agree."""

from counter_app.i18n import gettext as _
from counter_app.services.desk import Desk
from counter_app.ui.pages.dossier.card import Shown
from counter_app.ui.session import Said


def disagreed(desk: Desk, shown: Shown) -> Said | None:
    """Both stories of the first conflict of this dossier, and where it is settled; None without one."""
    if len({event.node for event in shown.events}) < 2:
        return None
    from counter_app.services import conflicts  # noqa: PLC0415 - where other offices are known only

    found = conflicts.of_dossier(desk, shown.state.scan_number)
    if not found:
        return None
    one = found[0]
    stories = "; ".join(f"{story.office}: {story.words} {story.value}".rstrip() for story in one.stories)
    words = _("Two offices do not agree on {subject}. {stories}.")
    sentence = words.format(subject=one.subject, stories=stories)
    return Said("problem", sentence, _("Settle"), "F8", one.subject)
