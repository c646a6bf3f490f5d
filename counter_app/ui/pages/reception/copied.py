"""What a new dossier takes over from the citizen's last one."""

from dataclasses import replace

from counter_app.core.records import DossierState, Paper
from counter_app.services.drafts import Draft, DraftPaper


def with_last(draft: Draft, last: DossierState) -> Draft:
    """``draft`` with what it lacks from ``last``: the person, who hands in, how the result is collected.

    Under the same procedure the papers, their numbers and the sets are those of last time. What
    is typed stays. A paper to be asked for stays to be asked for: last time is not today.
    """
    typed, known = draft.applicant, last.applicant
    person = replace(
        typed,
        name=typed.name or known.name,
        citizen_id=typed.citizen_id or known.citizen_id,
        born=typed.born or known.born,
        sex=typed.sex or known.sex,
        address=typed.address or known.address,
        phone=typed.phone or known.phone,
        email=typed.email or known.email,
    )
    submitter = draft.submitter or last.submitter
    draft = replace(draft, applicant=person, submitter=submitter, collect=last.collect)
    if draft.procedure != last.procedure_code:
        return draft
    return replace(draft, papers=_papers(draft.papers, last.papers), sets=last.sets)


def _papers(lines: tuple[DraftPaper, ...], before: tuple[Paper, ...]) -> tuple[DraftPaper, ...]:
    """The lines of the checklist as they were last time; papers that are not in it get lines of their own."""
    handed_in = {one.name: one for one in before}
    shown = []
    for line in lines:
        there = handed_in.pop(line.paper.name, None)
        if line.open:
            shown.append(line)
        elif there is None:
            shown.append(replace(line, ticked=False))
        else:
            shown.append(replace(line, paper=there, ticked=True))
    return (*shown, *(DraftPaper(paper=one, ticked=True, free=True) for one in handed_in.values()))
