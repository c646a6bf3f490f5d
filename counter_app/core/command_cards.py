"""The command cards (thẻ lệnh) of the desk: printed bars that do with the scanner what a key does."""

from enum import IntEnum

from counter_app.core.codes import Reserved, reserved_number
from counter_app.i18n import gettext as _


class Command(IntEnum):
    """What a card asks for; the value is the number under its bars and never changes."""

    HAND_OVER = 1
    FORWARD = 2
    REPRINT = 3
    SUPPLEMENT = 4
    UNDO = 5


def card_digits(command: Command) -> str:
    """The 16 digits on the card of ``command``; no dossier has them."""
    return reserved_number(Reserved.COMMAND, command)


def is_command(number: int) -> bool:
    """Whether a card has this number."""
    return number in set(Command)


def card_name(command: Command) -> str:
    """What stands on the card, as sentences of the desk name it."""
    return {
        Command.HAND_OVER: _("HAND OVER"),
        Command.FORWARD: _("FORWARD"),
        Command.REPRINT: _("REPRINT"),
        Command.SUPPLEMENT: _("SUPPLEMENT"),
        Command.UNDO: _("UNDO"),
    }[command]


def without_dossier(command: Command) -> str:
    """What is said where a card was scanned and no dossier is at hand."""
    words = _("Card {card}: which dossier? Scan the receipt first, then the card. Nothing was changed.")
    return words.format(card=card_name(command))
