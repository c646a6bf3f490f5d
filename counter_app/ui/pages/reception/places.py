"""Where each problem of a new dossier is said on the page, in the order of the form."""

from functools import partial

from PySide6.QtWidgets import QWidget

from counter_app.i18n import gettext as _
from counter_app.ui.pages.reception.advising import Advising
from counter_app.ui.pages.reception.papers import PapersCard
from counter_app.ui.pages.reception.person import PersonCard
from counter_app.ui.pages.reception.problems import Place, place_of
from counter_app.ui.pages.reception.procedure import ProcedureCard
from counter_app.ui.pages.reception.promise import PromiseCard


def places(
    procedure: ProcedureCard,
    person: PersonCard,
    papers: PapersCard,
    promise: PromiseCard,
    advising: Advising,
) -> dict[str, Place]:
    """The place of each field that a ``Problem`` of the core may name."""

    def of_papers(label: str, field: str, focus: QWidget) -> Place:
        return Place(label, partial(papers.set_problem, field=field), partial(papers.problem, field), focus)

    missing = advising.missing

    def say_papers(sentence: str) -> None:
        papers.set_problem("" if missing.isVisible() else sentence, "papers")
        missing.set_problem(sentence if missing.isVisible() else "")

    def said_of_papers() -> str:
        return missing.problem() or papers.problem("papers")

    return {
        "procedure": Place(_("procedure"), procedure.set_problem, procedure.problem, procedure.field),
        "name": place_of(_("full name"), person.name),
        "citizen_id": place_of(_("citizen number"), person.citizen_id),
        "born": place_of(_("date of birth"), person.born),
        "sex": place_of(_("sex"), person.sex),
        "address": place_of(_("residence"), person.address),
        "phone": place_of(_("telephone"), person.phone),
        "email": place_of(_("email"), person.email),
        "submitter": place_of(_("person handing in"), person.submitter),
        "papers": Place(_("papers"), say_papers, said_of_papers, papers),
        "sets": of_papers(_("sets"), "sets", papers.sets),
        "fee": of_papers(_("fee"), "fee", papers.fee),
        "code": of_papers(_("code"), "code", papers.code),
        "due_at": place_of(_("date of return"), promise.due_day),
        "due_reason": place_of(_("reason for the date"), promise.reason),
        "reason": place_of(_("reason"), advising.slip.reason),
    }
