"""The cards that are typed into, as one form: what they hold, and how it is shown again."""

from counter_app.core.records import Fee, NewDossier, Person
from counter_app.services.drafts import Draft
from counter_app.ui.pages.reception.papers import PapersCard
from counter_app.ui.pages.reception.person import PersonCard
from counter_app.ui.pages.reception.procedure import ProcedureCard
from counter_app.ui.pages.reception.promise import PromiseCard
from counter_app.ui.session import Session


class Form:
    """Procedure, person, papers, and the date where the officer gives it."""

    def __init__(
        self,
        session: Session,
        procedure: ProcedureCard,
        person: PersonCard,
        papers: PapersCard,
        promise: PromiseCard,
    ) -> None:
        self._session = session
        self._procedure, self._person = procedure, person
        self._papers, self._promise = papers, promise

    def values(self) -> NewDossier:
        """What is typed, as it would be received; money that is no amount counts as none yet."""
        chosen = self._procedure.procedure()
        papers, promise = self._papers, self._promise
        asking = promise.is_asking()
        return NewDossier(
            procedure=chosen.code if chosen else "",
            applicant=self._person.person(),
            submitter=self._person.submitter_name(),
            channel=papers.channel(),
            collect=papers.collect.value(),
            sets=papers.sets.value(),
            papers=papers.papers(),
            fee=papers.money() or Fee(),
            due_at=promise.due_at(self._session.desk.calendar) if asking else None,
            due_reason=promise.reason.text() if asking else "",
            wants_receipt=True,
            code=papers.given_code(),
        )

    def matter(self) -> tuple[Person, str]:
        """Whose matter it is, and the code of the procedure, "" for none yet."""
        chosen = self._procedure.procedure()
        return self._person.person(), chosen.code if chosen else ""

    def draft(self, visit: tuple[str, ...] = ()) -> Draft:
        """Everything as typed, to be shown again; ``visit`` are dossiers whose one receipt is to come."""
        chosen, papers = self._procedure.procedure(), self._papers.entry()
        day, hour, reason = self._promise.given()
        return Draft(
            at=self._session.now(),
            procedure=chosen.code if chosen else "",
            applicant=self._person.person(),
            submitter=self._person.submitter_name(),
            papers=papers.papers,
            sets=papers.sets,
            fee=papers.fee,
            fee_status=papers.fee_status,
            collect=papers.collect,
            channel=papers.channel,
            code=papers.code,
            due_day=day,
            due_hour=hour,
            due_reason=reason,
            visit=visit,
        )

    def show_draft(self, draft: Draft) -> None:
        """Show what was typed before; a procedure that the catalogue no longer has is to be chosen anew."""
        chosen = self._session.desk.catalogue.get(draft.procedure)
        self._procedure.show_procedure(chosen)
        self._person.show_person(draft.applicant, draft.submitter)
        self._papers.show_entry(draft, shown=chosen is not None)
        self._promise.show_typed((draft.due_day, draft.due_hour, draft.due_reason))

    def is_empty(self) -> bool:
        """Whether nothing is typed and nothing chosen."""
        return self._procedure.is_empty() and self._person.is_empty()

    def clear(self) -> None:
        """Empty every card."""
        self._procedure.show_procedure(None)
        self._person.clear()
        self._papers.show_procedure(None)
        self._promise.show_typed(("", "", ""))
