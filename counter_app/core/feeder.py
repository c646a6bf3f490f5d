"""The feeder: which fields of a dossier are typed into another system, in which order, written how.

Pure: a dossier and an order in, the texts for the clipboard out. The order is the office's
(``resources/catalogue/feeder.toml`` is the one shipped).
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from counter_app.core.records import DossierState, Paper
from counter_app.errors import BadFile
from counter_app.i18n import gettext as _


class FeedField(StrEnum):
    """What of a dossier can be fed; the names under which an order is kept."""

    PROCEDURE_CODE = "procedure_code"
    PROCEDURE = "procedure"
    NAME = "name"
    CITIZEN_ID = "citizen_id"
    BORN = "born"
    SEX = "sex"
    ADDRESS = "address"
    PHONE = "phone"
    EMAIL = "email"
    SUBMITTER = "submitter"
    PAPERS = "papers"
    SETS = "sets"
    FEE = "fee"
    RECEIVED_AT = "received_at"
    DUE_AT = "due_at"
    CODE = "code"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fed:
    """One text for the clipboard and the field it is of."""

    field: FeedField
    text: str


def parse_feed_order(text: str) -> tuple[FeedField, ...]:
    """The order in a TOML file.

    Raises:
        BadFile: not TOML, no order, an unknown field, or one named twice.
    """
    try:
        return feed_order(tomllib.loads(text)["order"])
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise BadFile(
            _("The order of the feeder cannot be read ({reason}). Mend the file.").format(reason=error)
        ) from error


def feed_order(names: Iterable[str]) -> tuple[FeedField, ...]:
    """The fields that ``names`` name.

    Raises:
        ValueError: none, an unknown one, or one twice.
    """
    order = tuple(FeedField(name) for name in names)
    if not order or len(set(order)) < len(order):
        raise ValueError("order")
    return order


def fed(state: DossierState, order: Iterable[FeedField]) -> tuple[Fed, ...]:
    """The texts of ``state`` in this order; a field in which nothing stands is left out.

    Days are written dd/mm/yyyy as web forms want them, a year of birth alone stays a year,
    money is figures only. No text has a line end: pasted, one would send a form off.
    """
    texts = ((field, " ".join(_TEXTS[field](state).split())) for field in order)
    return tuple(Fed(field=field, text=text) for field, text in texts if text)


def _day(moment: datetime | date) -> str:
    return f"{moment:%d/%m/%Y}"


def _born(state: DossierState) -> str:
    born = state.applicant.born
    try:
        return _day(date.fromisoformat(born))
    except ValueError:
        return born


def _paper(paper: Paper) -> str:
    return f"{paper.name} ({paper.originals + paper.certified + paper.copies})"


def _fee(state: DossierState) -> str:
    return str(state.fee.amount) if state.fee.amount else ""


_TEXTS: dict[FeedField, Callable[[DossierState], str]] = {
    FeedField.PROCEDURE_CODE: lambda state: state.procedure_code,
    FeedField.PROCEDURE: lambda state: state.procedure_name,
    FeedField.NAME: lambda state: state.applicant.name,
    FeedField.CITIZEN_ID: lambda state: state.applicant.citizen_id,
    FeedField.BORN: _born,
    FeedField.SEX: lambda state: state.applicant.sex,
    FeedField.ADDRESS: lambda state: state.applicant.address,
    FeedField.PHONE: lambda state: state.applicant.phone,
    FeedField.EMAIL: lambda state: state.applicant.email,
    FeedField.SUBMITTER: lambda state: state.submitter,
    FeedField.PAPERS: lambda state: "; ".join(_paper(one) for one in state.papers),
    FeedField.SETS: lambda state: str(state.sets),
    FeedField.FEE: _fee,
    FeedField.RECEIVED_AT: lambda state: _day(state.received_at) if state.received else "",
    FeedField.DUE_AT: lambda state: _day(state.due_at) if state.received else "",
    FeedField.CODE: lambda state: state.code,
    FeedField.NOTE: lambda state: state.note,
}


def feed_field_name(field: FeedField) -> str:
    """The field in the language of the desk, as a line begins with it."""
    return {
        FeedField.PROCEDURE_CODE: _("Code of the procedure"),
        FeedField.PROCEDURE: _("Name of the procedure"),
        FeedField.NAME: _("Full name"),
        FeedField.CITIZEN_ID: _("Citizen number"),
        FeedField.BORN: _("Date of birth"),
        FeedField.SEX: _("Sex"),
        FeedField.ADDRESS: _("Address"),
        FeedField.PHONE: _("Telephone"),
        FeedField.EMAIL: _("Email"),
        FeedField.SUBMITTER: _("Submitter"),
        FeedField.PAPERS: _("Papers handed in"),
        FeedField.SETS: _("Sets"),
        FeedField.FEE: _("Fee in đồng"),
        FeedField.RECEIVED_AT: _("Day of reception"),
        FeedField.DUE_AT: _("Promised day"),
        FeedField.CODE: _("Code of the dossier"),
        FeedField.NOTE: _("Remark"),
    }[field]
