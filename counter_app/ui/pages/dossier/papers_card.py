"""Right of the journal: papers, fee, submitter, and what else this person has at the desk."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtWidgets import QVBoxLayout

from counter_app.core.records import DossierRow, DossierState, Fee, Paper
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.ui import theme
from counter_app.ui.standing import standing
from counter_app.ui.widgets import Card, Facts, Label, Line
from counter_app.ui.widgets.paper_line import PaperLine
from counter_app.ui.words import collect_words, fee_words, moment_words, paper_counts, phone_words


class PapersCard(Card):
    """What was handed in and paid, by whom, and the other dossiers of this person."""

    def __init__(self) -> None:
        super().__init__(_("Papers and fee"), gap=0)
        self.lines = QVBoxLayout()
        self.lines.setSpacing(2)
        self.facts = Facts(gap=2, name_width=92)
        self.others_title = Label(_("Other dossiers of this person"), theme.TABLE, 600, "text2")
        self.others_rest = Label("", theme.EXPLAIN, 400, "text2")
        self.others = QVBoxLayout()
        self.others.setSpacing(0)
        self._second_line = Line()
        self.body.addSpacing(4)
        self.add(self.lines)
        self.body.addSpacing(6)
        self.add(Line())
        self.body.addSpacing(6)
        self.add(self.facts)
        self.body.addSpacing(6)
        self.add(self._second_line)
        self.body.addSpacing(6)
        self.add(self.others_title)
        self.add(self.others)
        self.add(self.others_rest)
        self.body.addStretch(1)

    def show_state(self, state: DossierState, *, most: int) -> None:
        """Show at most ``most`` papers of ``state``, the rest as a count with their names as tooltip."""
        papers = state.papers if len(state.papers) <= most else state.papers[: most - 1]
        rest = state.papers[len(papers) :]
        fees = [fee for fee in state.fees if fee is state.fee or fee.amount]
        lines = _lines(self.lines, len(papers) + bool(rest) + len(fees))
        for line, paper in zip(lines, papers, strict=False):
            line.show_line("checkmark_16_regular", paper.name, paper_counts(paper))
        if rest:
            _show_rest(lines[len(papers)], rest)
        for line, fee in zip(lines[-len(fees) :], fees, strict=True):
            _show_fee(line, fee)
        self.facts.show_facts(_facts(state))

    def show_others(self, rows: Sequence[DossierRow], at: datetime, calendar: Calendar, *, most: int) -> None:
        """Show at most ``most`` other dossiers, those with a waiting result first."""
        for part in (self._second_line, self.others_title):
            part.setVisible(bool(rows))
        for line, row in zip(_lines(self.others, min(len(rows), most)), rows, strict=False):
            shown = standing(row, at, calendar)
            when = (
                _("returned {day}").format(day=short_date(row.returned_at))
                if row.returned_at
                else shown.words
            )
            tone = shown.tone if shown.tone in ("good", "problem", "caution") else "text2"
            line.show_line(shown.icon, row.procedure, when, tone, shown.tone)
        more = max(len(rows) - most, 0)
        self.others_rest.setText(ngettext("and {n} more", "and {n} more", more).format(n=more))
        self.others_rest.setVisible(more > 0)


def _show_rest(line: PaperLine, rest: Sequence[Paper]) -> None:
    words = ngettext("and {n} more paper", "and {n} more papers", len(rest)).format(n=len(rest))
    tip = "\n".join(f"{paper.name}: {paper_counts(paper)}" for paper in rest)
    line.show_line("checkmark_16_regular", words, "", tip=tip)


def _show_fee(line: PaperLine, fee: Fee) -> None:
    words, how, tone = fee_words(fee)
    paid = tone != "caution"
    icon = "checkmark_16_regular" if paid else "clock_16_regular"
    line.show_line(icon, words, how, tone, "good" if paid else "caution")


def _facts(state: DossierState) -> list[tuple[str, str]]:
    person = state.applicant
    submitter = state.submitter or person.name
    own = submitter == person.name
    named = f"{submitter}, {person.citizen_id}" if own and person.citizen_id else submitter
    facts = [(_("Submitter"), named)]
    if person.phone:
        facts.append((_("Telephone"), phone_words(person.phone)))
    facts.append((_("Collected"), collect_words(state.collect)))
    if state.fee.collected_at is not None:
        paid = moment_words(state.fee.collected_at)
        facts.append((_("Paid on"), paid))
    if state.place:
        facts.append((_("Folder lies at"), state.place))
    return facts


def _lines(column: QVBoxLayout, count: int) -> list[PaperLine]:
    """The first ``count`` lines of ``column``; they are kept from dossier to dossier, made only where new."""
    while column.count() < count:
        column.addWidget(PaperLine())
    items = (column.itemAt(n) for n in range(column.count()))
    lines = [line for item in items if item and isinstance(line := item.widget(), PaperLine)]
    for n, line in enumerate(lines):
        line.setVisible(n < count)
    return lines[:count]
