"""Asking for papers, all of them at once, and taking in what was brought."""

from dataclasses import replace
from datetime import datetime

from counter_app.core.records import DossierState, Paper
from counter_app.core.states import Action
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.services import promises, supplements
from counter_app.ui.pages.dossier.deed import Case, Deed
from counter_app.ui.pages.dossier.paper_rows import FREE_KEY, PaperRows
from counter_app.ui.widgets import Field
from counter_app.ui.widgets.missing_list import MissingList
from counter_app.ui.widgets.quiet import QuietButton
from counter_app.ui.words import hour_words


class AskDeed(Deed):
    """What is missing or must be put right: from the procedure's checklist by Space, and free lines."""

    def __init__(self, case: Case) -> None:
        super().__init__(
            Action.REQUEST_SUPPLEMENT,
            case,
            _("Ask the applicant for papers"),
            _("Ask for these papers"),
            _("Name everything at once: Space ticks a paper, Right leads to what to bring and where it is."),
        )
        self.papers = MissingList()
        self.papers.show_papers(_checklist(case))
        self.add = QuietButton(_("Another paper"), FREE_KEY)
        self.reason = self.keep(Field(_("Reason (if any); it stands on the slip"), name="note", limit=1000))
        self.card.add(self.papers)
        self.card.add(self.add)
        self.card.add(self.reason)
        self.close_card()
        self.papers.changed.connect(self._edited)
        self.papers.finished.connect(self.reason.setFocus)
        self.add.clicked.connect(self.add_free)

    def add_free(self) -> None:
        """One more line whose name is typed."""
        self.papers.add_free()

    def enter(self) -> None:
        self.papers.enter()

    def do(self, at: datetime) -> DossierState:
        case = self.case
        return supplements.request(
            case.desk,
            case.state.scan_number,
            self.papers.missing(),
            case.officer,
            at,
            self.reason.text(),
        )

    def _edited(self) -> None:
        self.show_problem("", "")
        self.changed.emit()


class TakeInDeed(Deed):
    """The papers that were asked for, ticked as brought, with their counts; others may be added."""

    def __init__(self, case: Case) -> None:
        due = promises.after_supplement(case.desk, case.state, case.at)[0].due_at
        told = _("The time goes on: the result is then promised for {day}, {hour}.")
        super().__init__(
            Action.SUPPLEMENT,
            case,
            _("Take in the papers brought"),
            _("Take them in and go on"),
            told.format(day=short_date(due), hour=hour_words(due)),
        )
        usual = {one.name: one for one in _checklist(case)}
        asked = case.state.supplements[-1].papers if case.state.supplements else ()
        wanted = (usual.get(one.name, Paper(name=one.name)) for one in asked)
        self.list = PaperRows(one if one.total else replace(one, originals=1) for one in wanted)
        self.note = self.keep(Field(_("Note (if any)"), name="note", limit=1000))
        self.card.add(self.list)
        self.card.add(self.note)
        self.close_card()
        self.list.changed.connect(self._count)
        self.list.finished.connect(self.note.setFocus)

    def add_free(self) -> None:
        self.list.add_free()

    def enter(self) -> None:
        if self.list.rows:
            self.list.rows[0].enter()
        else:
            super().enter()

    def do(self, at: datetime) -> DossierState:
        case = self.case
        brought = self.list.papers()
        return supplements.take_in(
            case.desk, case.state.scan_number, case.officer, at, brought, self.note.text()
        )

    def _count(self) -> None:
        missing = sum(not row.free and row.paper() is None for row in self.list.rows)
        words = ngettext(
            "{n} paper that was asked for is not here yet. The dossier goes on all the same.",
            "{n} papers that were asked for are not here yet. The dossier goes on all the same.",
            missing,
        )
        self.warn(words.format(n=missing) if missing else "")
        self.changed.emit()


def _checklist(case: Case) -> tuple[Paper, ...]:
    chosen = case.desk.catalogue.get(case.state.procedure_code)
    return chosen.papers if chosen is not None else ()
