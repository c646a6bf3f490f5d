"""Processing: who holds the dossier, when the result is there, what should be remembered."""

from datetime import datetime

from counter_app.core.events import Finished, Forwarded, Noted
from counter_app.core.records import DossierState, Officer
from counter_app.core.states import Action
from counter_app.core.validation import clean_text
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.services.acts import act
from counter_app.services.desk import Desk

#: Letters that a remark or the name of a unit may have.
NOTE_LENGTH = 1000


def forward(
    desk: Desk, scan_number: str, by: Officer, at: datetime, to: str = "", note: str = ""
) -> DossierState:
    """Hand the dossier to a unit or a person (chuyển xử lý); without ``to``, to the procedure's own unit.

    Raises:
        BadInput: no unit is given and the procedure names none.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """

    def payload(state: DossierState) -> object:
        holder = clean_text(to, NOTE_LENGTH) or state.unit
        if not holder:
            raise BadInput(_("Say to whom the dossier goes: a unit or a person."), "to")
        return Forwarded(to=holder, note=clean_text(note, NOTE_LENGTH))

    return act(desk, scan_number, Action.FORWARD, by, at, payload)


def finish(desk: Desk, scan_number: str, by: Officer, at: datetime, note: str = "") -> DossierState:
    """The result is there (xử lý xong); being on time is measured at this moment.

    Raises:
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    return act(
        desk, scan_number, Action.FINISH, by, at, lambda _state: Finished(note=clean_text(note, NOTE_LENGTH))
    )


def note(desk: Desk, scan_number: str, by: Officer, at: datetime, text: str) -> DossierState:
    """Put a remark (ghi chú) to the dossier.

    Raises:
        BadInput: the remark is empty.
        NotFound, NotAllowed: see :func:`counter_app.services.acts.act`.
    """
    remark = clean_text(text, NOTE_LENGTH)
    if not remark:
        raise BadInput(_("Write the remark first; an empty one is not kept."), "note")
    return act(desk, scan_number, Action.NOTE, by, at, lambda _state: Noted(note=remark))
