"""At the desk nothing is received yet: the slip that says what is missing, or why nothing is accepted."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout
from shiboken6 import isValid

from counter_app.core.events import Advised
from counter_app.core.life import MissingPaper
from counter_app.core.records import PrintOutcome, Procedure
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.services import queries, supplements
from counter_app.services.supplements import REFUSAL_FORM, SUPPLEMENT_FORM
from counter_app.ui import theme
from counter_app.ui.pages.reception.gutter import fit_gutter
from counter_app.ui.pages.reception.paper_row import PaperRow
from counter_app.ui.pages.reception.papers import PapersCard
from counter_app.ui.pages.reception.person import PersonCard
from counter_app.ui.pages.reception.procedure import ProcedureCard
from counter_app.ui.receipts import Printed
from counter_app.ui.session import Session
from counter_app.ui.slip_printing import print_advised
from counter_app.ui.widgets import Card, Field, GutterCard, Label, problem_line
from counter_app.ui.widgets.block import Block
from counter_app.ui.widgets.missing_list import MissingList
from counter_app.ui.widgets.quiet import QuietButton

#: Turns between the receipt and the supplement slip; opens and leaves the refusal slip.
SUPPLEMENT_KEY, REFUSAL_KEY = "Ctrl+B", "Ctrl+K"


class MissingCard(GutterCard):
    """In the place of card 3: what is missing, each with what to bring and where to get it."""

    def __init__(self) -> None:
        super().__init__(_("3 Missing"), gap=4)
        self.told = Label(
            _("Space ticks what is missing, Right leads to what to bring and where it is."),
            theme.EXPLAIN,
            tone="text2",
            wrap=True,
        )
        self.papers = MissingList()
        self.add_paper = QuietButton(_("Another paper"), "Alt+G")
        self.add(self.told)
        self.add(self.papers)
        self.add(self.add_paper)
        self.note_line = problem_line()
        self.add(self.note_line)
        self.note_line.hide()
        self.content.addStretch(1)
        self.papers.changed.connect(lambda: self.set_problem(""))
        self.add_paper.clicked.connect(self.papers.add_free)
        self.hide()

    def set_problem(self, sentence: str) -> None:
        """Say what is wrong with the list; "" takes it away."""
        self.note_line.label.setText(sentence)
        self.note_line.setVisible(bool(sentence))

    def problem(self) -> str:
        """What is said to be wrong."""
        return "" if self.note_line.isHidden() else self.note_line.text()

    def fit(self, *, narrow: bool) -> None:
        """No name in the gutter where the window is narrow."""
        fit_gutter(self, _("3 Missing"), narrow=narrow)


class SlipCard(Card):
    """In the place of the receipt: what the slip will say, in large type."""

    def __init__(self) -> None:
        super().__init__("-", " ", gap=6)
        self.lines: list[Block] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.reason = Field("", name="reason", limit=1000)
        self.other = QuietButton("", REFUSAL_KEY)
        self.add(self._list)
        self.body.addStretch(1)
        self.add(self.reason)
        self.add(self.other)
        self.hide()

    def show_form(self, form: str) -> None:
        """Be the slip of this form."""
        refusal = form == REFUSAL_FORM
        if self.head is not None:
            self.head.title.setText(_("Refusal slip") if refusal else _("Supplement slip"))
        self.reason.set_label(
            _("Why nothing is accepted; it stands on the slip") if refusal else _("Reason (if any)")
        )
        self.other.setText(_("Ask for papers instead") if refusal else _("Refuse instead"))
        self.other.updateGeometry()

    def show_papers(self, papers: Sequence[MissingPaper]) -> None:
        """Show one large line for each missing paper."""
        while len(self.lines) < len(papers):
            line = Block(theme.WEEKDAY, 600, lines=2)
            self.lines.append(line)
            self._list.addWidget(line)
        for n, line in enumerate(self.lines):
            line.setVisible(n < len(papers))
            if n < len(papers):
                line.set_text(f"{n + 1}. {papers[n].name}")


class Advising(QObject):
    """Two cards and what they are for; ``mode`` is the form that is being written, "" for the receipt.

    As long as a required paper is missing the page's action is the slip, unless the officer
    has said that it is received all the same.
    """

    #: Another form, or none; or what it says has changed.
    changed = Signal()
    #: A slip was given: the next person, please.
    given = Signal()

    def __init__(
        self,
        session: Session,
        procedure: ProcedureCard,
        person: PersonCard,
        papers: PapersCard,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session, self._procedure = session, procedure
        self._person, self._papers = person, papers
        self.mode = ""
        self._despite = False
        self._asked: PaperRow | None = None
        self._unprinted: list[Advised] = []
        self.missing, self.slip = MissingCard(), SlipCard()
        self.missing.papers.changed.connect(self._show_missing)
        self.missing.papers.finished.connect(self.slip.reason.setFocus)
        self.slip.other.clicked.connect(self.toggle_refusal)

    def wanted(self) -> bool:
        """Whether the page's action is a slip now."""
        return bool(self.mode) or (self._papers.missing_count() > 0 and not self._despite)

    def asked_for(self) -> bool:
        """Whether every often missing paper was asked for; the next one is asked for here, and it is said.

        Whoever asks once more without having ticked it has looked: it is not there.
        """
        row = None if self.mode else self._papers.first_open()
        if row is not None and row is self._asked:
            self._papers.settle(row)
            row = self._papers.first_open()
        self._asked = row
        if row is None:
            return True
        row.enter()
        paper = row.catalogue_paper().name
        sentence = _("Often missing here: {paper}. Is it there? Space ticks it.")
        self._session.say(
            "caution", sentence.format(paper=paper), _("It is not there"), "Ctrl+Enter", thing=paper
        )
        return False

    def action_words(self) -> str:
        """The words of the button that gives the slip."""
        if self.mode == REFUSAL_FORM:
            return _("Print the refusal slip")
        return _("Print the supplement slip") if self.mode else _("Supplement slip: say what is missing")

    def reset(self) -> None:
        """Another procedure or an empty form: nothing is said of its papers yet."""
        self._despite, self._asked = False, None
        self._open("")

    def toggle_supplement(self) -> None:
        """Say what is missing; pressed again, the dossier is received all the same."""
        if self.mode == SUPPLEMENT_FORM:
            self._despite = True
            self._open("")
            self._papers.enter()
        elif self._procedure.procedure() is not None:
            self._ask()

    def toggle_refusal(self) -> None:
        """Say why nothing is accepted, or go back to what is missing."""
        if self._procedure.procedure() is None:
            return
        if self.mode == REFUSAL_FORM:
            self._ask()
        else:
            self._open(REFUSAL_FORM)
            self.slip.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def add_free_paper(self) -> None:
        """One more line whose name is typed, among what is missing or what is there."""
        if self.mode == SUPPLEMENT_FORM:
            self.missing.papers.add_free()
        else:
            self._papers.add_free_paper()

    def take_code(self, code: str) -> bool:
        """A code was scanned into the form; False where a dossier here has it already."""
        if queries.is_known(self._session.desk, code):
            return False
        self._papers.show_code(code)
        words = _("The dossier will have the code {code}, given by another system.")
        self._session.say("done", words.format(code=code), thing=code)
        return True

    def leave(self) -> bool:
        """Back to the receipt; False where no slip is being written."""
        if not self.mode:
            return False
        self._open("")
        self._papers.enter()
        return True

    def do(self) -> None:
        """Open the slip, or give the one that is open.

        Raises:
            UserError: refused; nothing is changed.
        """
        if not self.mode:
            self._ask()
            return
        chosen = self._procedure.procedure()
        if chosen is None:
            raise BadInput(_("Choose a procedure first."), "procedure")
        session = self._session
        advised = supplements.advise(
            session.desk,
            self.mode,
            chosen.code,
            self._person.person(),
            session.officer,
            session.now(),
            self.missing.papers.missing() if self.mode == SUPPLEMENT_FORM else (),
            self.slip.reason.text(),
        )
        self._say(advised)
        self._print(advised)
        self.given.emit()

    def can_print(self) -> bool:
        """Whether a slip that was given has not come out yet."""
        return bool(self._unprinted)

    def kept_words(self) -> str:
        """The slip that nobody finds again after signing out; "" where every one has come out."""
        if not self._unprinted:
            return ""
        last = self._unprinted[-1]
        words = _("slip no. {number} of {name}, not known to have come out")
        return words.format(number=last.number, name=last.applicant)

    def print_again(self) -> bool:
        """Print the last slip that has not come out, under its own number; False where every one has."""
        if not self._unprinted:
            return False
        advised = self._unprinted.pop()
        words = _("Printing slip no. {number} of {name} again.")
        self._session.say(
            "info", words.format(number=advised.number, name=advised.applicant), thing=advised.applicant
        )
        self._print(advised, again=True)
        self.changed.emit()
        return True

    def _print(self, advised: Advised, *, again: bool = False) -> None:
        print_advised(self._session, advised, partial(self._printed, advised, again=again))

    def _ask(self) -> None:
        chosen: Procedure | None = self._procedure.procedure()
        if chosen is None:
            return
        absent = self._papers.missing_names()
        self.missing.papers.show_papers(chosen.papers, absent)
        self._open(SUPPLEMENT_FORM)
        self._show_missing()
        row = next((one for one in self.missing.papers.rows if one.missing() is not None), None)
        if row is not None:
            row.enter()
        else:
            self.missing.papers.enter()

    def _open(self, mode: str) -> None:
        if mode != self.mode:
            self.slip.reason.set_text("")
        self.mode = mode
        if mode:
            self.slip.show_form(mode)
        if mode != SUPPLEMENT_FORM:
            self.slip.show_papers(())
        self.changed.emit()

    def _show_missing(self) -> None:
        self.slip.show_papers(self.missing.papers.missing())
        self.changed.emit()

    def _say(self, advised: Advised) -> None:
        words = (
            _("Refusal slip no. {number} for {name}. Next person, please.")
            if advised.form == REFUSAL_FORM
            else _("Supplement slip no. {number} for {name}; nothing is received yet. Next person, please.")
        )
        sentence = words.format(number=advised.number, name=advised.applicant)
        self._session.say("done", sentence, _("Bring it back"), "Ctrl+Z", thing=advised.applicant)

    def _printed(self, advised: Advised, printed: Printed, *, again: bool) -> None:
        if not isValid(self):  # the window was made anew, in another language
            return
        if printed.outcome is PrintOutcome.PRINTED:
            if again:
                words = _("Slip no. {number} of {name} is printed.")
                sentence = words.format(number=advised.number, name=advised.applicant)
                self._session.say("done", sentence, thing=advised.applicant)
            return
        self._unprinted.append(advised)
        words = _("Slip no. {number} of {name} is kept in the journal. {trouble}")
        sentence = words.format(number=advised.number, name=advised.applicant, trouble=printed.sentence)
        self._session.say("caution", sentence, _("Print again"), "Ctrl+P", thing=advised.applicant)
        self.changed.emit()
