"""The key of an office as it was scanned: shown to be compared, trusted only by a key press."""

from counter_app.i18n import gettext as _
from counter_app.services.nodes import NodeCard
from counter_app.ui.pages.exchange.cards import Told


def told_offered(card: NodeCard) -> Told:
    """What is to be done before the office is known."""
    return Told(
        "key_20_regular",
        _("Key of {office}, number {number}").format(office=card.name, number=card.node),
        "text",
        _("{office} is not known by this yet: compare its fingerprint over the telephone first.").format(
            office=card.name
        ),
        (
            _("Telephone {office} under a number that you know already.").format(office=card.name),
            _("All sixteen characters are the same: press Ctrl+T. If not, Esc, and nothing is changed."),
        ),
        card.fingerprint,
        _("Fingerprint of the key that was scanned"),
        printable=False,
    )
