"""Right of the journal: papers, fee, submitter, and what else this person has at the desk."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtGui import QPainter, QPaintEvent

from counter_app.core.records import DossierRow, DossierState, Fee, Paper
from counter_app.core.workdays import Calendar
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.ui import theme
from counter_app.ui.standing import standing
from counter_app.ui.widgets.drawn import Ground, Paragraph, Words, line_height
from counter_app.ui.widgets.paper_line import PaperLine
from counter_app.ui.words import collect_words, fee_words, moment_words, paper_counts, phone_words


class PapersCard(Ground):
    """What was handed in and paid, by whom, and the other dossiers of this person.

    It places its lines itself and tells the height that they need: a scan changes most of them.
    """

    LEFT, TOP = theme.INSET + Ground.EDGE, theme.INSET - 4 + Ground.EDGE
    #: Between the parts, between lines of papers, between facts; the least column of their names.
    PART, GAP, NAMES = 6, 2, 92

    def __init__(self) -> None:
        super().__init__()
        self.title = Words(theme.TABLE, 600, "text2", _("Papers and fee"))
        self.lines: list[PaperLine] = []
        self.facts: tuple[tuple[Words, Paragraph], ...] = ()
        self.others_title = Words(theme.TABLE, 600, "text2", _("Other dossiers of this person"))
        self.others: list[PaperLine] = []
        self.others_rest = Words(theme.EXPLAIN, tone="text2")
        self._kept: list[tuple[Words, Paragraph]] = []
        self._rules: list[int] = []
        self._shown_lines = self._shown_others = 0

    def show_state(self, state: DossierState, *, most: int) -> None:
        """Show at most ``most`` papers of ``state``, the rest as a count with their names as tooltip."""
        papers = state.papers if len(state.papers) <= most else state.papers[: most - 1]
        rest = state.papers[len(papers) :]
        fees = [fee for fee in state.fees if fee is state.fee or fee.amount]
        self._shown_lines = len(papers) + bool(rest) + len(fees)
        lines = self._kept_lines(self.lines, self._shown_lines)
        for line, paper in zip(lines, papers, strict=False):
            line.show_line("checkmark_16_regular", paper.name, paper_counts(paper))
        if rest:
            _show_rest(lines[len(papers)], rest)
        for line, fee in zip(lines[-len(fees) :], fees, strict=True):
            _show_fee(line, fee)
        self._show_facts(_facts(state))

    def show_others(self, rows: Sequence[DossierRow], at: datetime, calendar: Calendar, *, most: int) -> None:
        """Show at most ``most`` other dossiers, those with a waiting result first."""
        self._shown_others = min(len(rows), most)
        for line, row in zip(self._kept_lines(self.others, self._shown_others), rows, strict=False):
            shown = standing(row, at, calendar)
            when = (
                _("returned {day}").format(day=short_date(row.returned_at))
                if row.returned_at
                else shown.words
            )
            tone = shown.tone if shown.tone in ("good", "problem", "caution") else "text2"
            line.show_line(shown.icon, row.procedure, when, tone, shown.tone)
        more = max(len(rows) - most, 0)
        self.others_rest.set_text(
            ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
        )

    def arrange(self, width: int) -> int:
        """Place everything in a card so wide; how high it must be."""
        room = width - 2 * self.LEFT
        top = self.TOP
        drawn = [*self.title.put(self.LEFT, top, room)]
        top += self.title.height() + 4
        top = self._put_lines(self.lines[: self._shown_lines], top, room, self.GAP) + self.PART
        rules = [top]
        top += 1 + self.PART
        names = max((self.NAMES, *(name.width() for name, _value in self.facts)))
        for name, value in self.facts:
            drawn += name.put(self.LEFT, top, names)
            drawn += value.put(self.LEFT + names + 12, top, room - names - 12)
            top += max(value.height_at(room - names - 12) - 2, name.height()) + self.GAP
        top -= self.GAP
        if self._shown_others:
            top += self.PART
            rules.append(top)
            top += 1 + self.PART
            drawn += self.others_title.put(self.LEFT, top, room)
            top += self.others_title.height()
            top = self._put_lines(self.others[: self._shown_others], top, room, 0)
            if self.others_rest.text():
                drawn += self.others_rest.put(self.LEFT, top, room)
                top += self.others_rest.height()
        for rule in {*rules} ^ {*self._rules}:
            self.update(self.LEFT, rule, room, 1)
        self._rules = rules
        self.canvas.show(drawn)
        return top + self.TOP

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter, event.rect())
        for top in self._rules:
            painter.fillRect(self.LEFT, top, self.width() - 2 * self.LEFT, 1, theme.colour("line"))
        self.canvas.paint(painter, event)

    def _show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        while len(self._kept) < len(facts):
            step = line_height(theme.EXPLAIN, 500)
            self._kept.append(
                (Words(theme.EXPLAIN, tone="text2"), Paragraph(theme.EXPLAIN, 500, "text", 4, step=step))
            )
        self.facts = tuple(self._kept[: len(facts)])
        for (name, value), (said_name, said) in zip(self.facts, facts, strict=True):
            name.set_text(said_name)
            value.set_text(said)
        self.setAccessibleName(self.title.text())
        self.setAccessibleDescription("\n".join(f"{name}: {value}" for name, value in facts))

    def _put_lines(self, lines: Sequence[PaperLine], top: int, room: int, gap: int) -> int:
        for line in lines:
            line.setGeometry(self.LEFT, top, room, PaperLine.HEIGHT)
            top += PaperLine.HEIGHT + gap
        return top - gap if lines else top

    def _kept_lines(self, lines: list[PaperLine], count: int) -> list[PaperLine]:
        """The first ``count`` of ``lines``; they are kept from dossier to dossier, made only where new."""
        while len(lines) < count:
            lines.append(PaperLine())
            lines[-1].setParent(self)
        for n, line in enumerate(lines):
            line.setVisible(n < count)
        return lines[:count]


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
