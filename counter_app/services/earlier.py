"""What somebody at the desk handed in before: the same matter lately, and the last dossier to copy from."""

from datetime import datetime, timedelta

from counter_app.core.records import DossierRow, DossierState, Person
from counter_app.core.times import in_vietnam
from counter_app.models import again, dossiers
from counter_app.services.acts import require
from counter_app.services.desk import Desk

#: Within so much time the same matter of the same person is worth a word.
LATELY = timedelta(days=30)
#: Dossiers of one person among which the last one that had papers is looked for.
_LOOKED_AT = 10


def same_matter(
    desk: Desk, person: Person, procedure_code: str, at: datetime, since: datetime | None = None
) -> DossierRow | None:
    """The newest dossier of the same person under the same procedure since ``since``, else of 30 days.

    The same person is the same citizen number; where none is given, the same name, whatever its
    marks, and the same date of birth. A matter done while the applicant waited is none.
    Meant for the worker beside the window: without a number it reads what came in since then.
    """
    begin = in_vietnam(at) - LATELY if since is None else in_vietnam(since)
    if person.citizen_id:
        ids = again.of_citizen(person.citizen_id, procedure_code, begin)
        return dossiers.rows(ids)[0] if ids else None
    if not (person.name and person.born):
        return None
    for row in dossiers.rows(again.of_name(person.name, procedure_code, begin)):
        if require(row.scan_number).applicant.born == person.born:
            return row
    return None


def last_dossier(desk: Desk, person: Person) -> DossierState | None:
    """The last dossier of ``person`` at the desk, by citizen number, else by name and telephone.

    One that was done while they waited, which has no papers, only where there is no other.
    """
    ids = dossiers.of_person(person.citizen_id, person.name, person.phone, _LOOKED_AT)
    states = [require(row.scan_number) for row in dossiers.rows(ids)]
    return next((one for one in states if not one.fast), states[0] if states else None)
