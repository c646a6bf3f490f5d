"""Where a command card (thẻ lệnh) goes: to the dossier at hand, on the page that does what it asks."""

from typing import TYPE_CHECKING

from counter_app.core.command_cards import Command, card_name, without_dossier
from counter_app.core.states import Status
from counter_app.errors import NotAllowed, UserError
from counter_app.i18n import gettext as _

if TYPE_CHECKING:
    from counter_app.core.scan import ScanMeaning
    from counter_app.ui.window import Window


def obey(window: "Window", meaning: "ScanMeaning") -> None:
    """Do what the scanned card asks for, or show what a later scan of it will do.

    Raises:
        UserError: no dossier is at hand, something else was begun, or the step is not allowed;
            nothing is changed.
    """
    from counter_app.services import queries  # noqa: PLC0415 - after the first paint

    command, page = Command(int(meaning.value)), window.page()
    if not window.isActiveWindow():
        words = _("Close what is open in front first, then scan {card}. Nothing was changed.")
        raise NotAllowed(words.format(card=card_name(command)))
    number = page.at_hand(command)
    if not number:
        raise UserError(without_dossier(command))
    state = queries.dossier(window.session.desk, number)
    to_hand_over = command is Command.HAND_OVER and state.status is Status.FINISHED
    begun = page.kept_words() if page.id == "dossier" else ""
    if to_hand_over and begun:
        words = _("Not finished: {begun}. Finish it with Ctrl+Enter or leave it with Esc, then scan {card}.")
        raise NotAllowed(words.format(begun=begun, card=card_name(command)))
    wanted = "handover" if to_hand_over else "dossier"
    opened = page.id != wanted
    if opened:
        window.show_page(wanted, number)
    window.page().obey(command, opened=opened)
