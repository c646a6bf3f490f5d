"""The export at the closing of the window, where this PC is set so: said afterwards, never in the way."""

import logging
from datetime import datetime
from pathlib import Path

from counter_app.config import Workstation
from counter_app.core.records import Officer
from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.models import office as offices
from counter_app.services.desk import Desk

_FACT = "closing_export"
_log = logging.getLogger(__name__)


def run(desk: Desk, station: Workstation, at: datetime, by: Officer | None = None) -> bool:
    """Export into the folder of this PC if it is set so; whether a file was written.

    It is the office that exports, whoever goes home last: ``by`` is noted where the role may exchange.
    What goes wrong is kept for :func:`problem` and does not hinder the closing.
    """
    if not station.closing_export:
        return False
    from counter_app.services import exchange, nodes  # noqa: PLC0415 - loads the cryptography

    carrier = by if by is not None and nodes.may_exchange(by) else None
    try:
        exchange.export(desk, Path(station.export_folder), at, station.closing_receiver, carrier)
    except exchange.NothingNew:
        offices.save_fact(_FACT, "")
        return False
    except UserError as error:
        _log.info("export at closing: %s", type(error).__name__)
        offices.save_fact(_FACT, str(error))
        return False
    offices.save_fact(_FACT, "")
    return True


def problem() -> str:
    """Why the export at the last closing failed, as a sentence; "" where it did not."""
    kept = offices.fact(_FACT)
    return _("The export at the last closing failed: {reason}").format(reason=kept) if kept else ""
