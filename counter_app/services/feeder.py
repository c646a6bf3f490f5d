"""Stop typing twice: the fields of a dossier for another system's form, in the order that the office sets."""

import json
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from counter_app.assets import asset
from counter_app.core.feeder import Fed, FeedField, fed, feed_order, parse_feed_order
from counter_app.core.records import Officer
from counter_app.core.states import Role, require_one_of
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.models import office as offices
from counter_app.services import acts
from counter_app.services.desk import Desk

#: Who may change the order for the whole office.
MAY_CHANGE = frozenset({Role.HEAD, Role.ADMINISTRATOR})

_KEPT = "feeder_order"


@cache
def shipped_order() -> tuple[FeedField, ...]:
    """The order that the program brings along.

    Raises:
        BadFile: the file cannot be read.
    """
    return parse_feed_order(asset("catalogue/feeder.toml").read_text(encoding="utf-8"))


def order(_desk: Desk) -> tuple[FeedField, ...]:
    """The order of this office, at every counter the same; the shipped one where none was set.

    A field that a later version of the program knows and this one does not is left out.
    """
    kept = offices.fact(_KEPT)
    known = {field.value for field in FeedField}
    names = [] if kept is None else [name for name in json.loads(kept) if name in known]
    return feed_order(names) if names else shipped_order()


def set_order(desk: Desk, fields: Iterable[FeedField], by: Officer, at: datetime) -> tuple[FeedField, ...]:
    """Set the order for the office; what is not named is not fed.

    Raises:
        NotAllowed: ``by`` is neither head nor administrator, or the moment lies in the future.
        BadInput: no field, or one twice.
    """
    require_one_of(MAY_CHANGE, by.role)
    desk.require_moment(at)
    try:
        chosen = feed_order(fields)
    except ValueError as error:
        raise BadInput(_("Choose at least one field, and each of them once."), "order") from error
    offices.save_fact(_KEPT, json.dumps([field.value for field in chosen]))
    return chosen


def feed(desk: Desk, scan_number: str) -> tuple[Fed, ...]:
    """The texts of a dossier in the office's order; empty fields are left out.

    Raises:
        NotFound: no dossier has the scan number.
    """
    return fed(acts.require(scan_number), order(desk))


def feed_all(desk: Desk, scan_number: str) -> tuple[Fed, ...]:
    """The texts of every field of a dossier that can be fed, whatever the office's order.

    Raises:
        NotFound: no dossier has the scan number.
    """
    return fed(acts.require(scan_number), FeedField)
