"""Dossiers that somebody handed in lately under one procedure, found by indexes of person and day."""

from datetime import datetime

from counter_app.core.folding import tokens
from counter_app.core.times import iso
from counter_app.models import base

#: The newest of one person that are looked at; a broker may have thousands.
_NEWEST = 200
#: The newest of one procedure whose names are compared.
_COMPARED = 5_000

_OF_CITIZEN = (
    "SELECT id FROM (SELECT id, procedure_code, received_at, fast FROM dossier "
    "WHERE citizen_id = ? AND citizen_id <> '' ORDER BY id DESC LIMIT ?) "
    "WHERE procedure_code = ? AND received_at >= ? AND NOT fast ORDER BY id DESC LIMIT 1"
)
_UNDER = (
    "SELECT id, applicant FROM dossier WHERE received_at >= ? AND procedure_code = ? AND NOT fast "
    "ORDER BY received_at DESC LIMIT ?"
)


def of_citizen(citizen_id: str, procedure_code: str, since: datetime) -> tuple[int, ...]:
    """The newest dossier of this citizen under the procedure received since then, if there is one."""
    found = base.fetch(_OF_CITIZEN, (citizen_id, _NEWEST, procedure_code, iso(since)))
    return tuple(row[0] for row in found)


def of_name(name: str, procedure_code: str, since: datetime) -> tuple[int, ...]:
    """Dossiers under the procedure received since then whose applicant has this name, newest first.

    Marks, case and spaces do not matter. What was done while the applicant waited is left out, here as there.
    """
    wanted = tokens(name)
    found = base.fetch(_UNDER, (iso(since), procedure_code, _COMPARED))
    return tuple(place for place, applicant in found if tokens(applicant) == wanted)
