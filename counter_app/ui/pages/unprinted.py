"""The papers that are not known to have come out of a printer: printed again, or settled, one by one."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.fold import RECEIPT
from counter_app.core.records import PrintOutcome
from counter_app.i18n import gettext as _
from counter_app.i18n import grouped, ngettext
from counter_app.services import unprinted
from counter_app.services.history import form_name
from counter_app.services.unprinted import UnprintedPaper
from counter_app.ui import lamps, say, theme
from counter_app.ui.listing import Listing
from counter_app.ui.pages.page import NARROW_WIDTH, Page
from counter_app.ui.receipts import Printed, in_flight, print_receipt
from counter_app.ui.session import Session
from counter_app.ui.slip_printing import SlipKind, print_slip
from counter_app.ui.tables import Column
from counter_app.ui.widgets import Label, LinkButton, PlainButton
from counter_app.ui.words import moment_words

#: The paper did come out; opens the dossier.
SETTLE_KEY, OPEN_KEY = "Ctrl+K", "Ctrl+O"


class Papers(Listing):
    """The table; the id of a row is its place in the list, counted from 1."""

    spare = (3,)

    def __init__(self, session: Session) -> None:
        self._session = session
        self._papers: tuple[UnprintedPaper, ...] = ()
        super().__init__(self._columns(), self._rows, _("Not printed"), _("Print again"))
        self.title = Label(_("Not printed"), theme.TITLE, 600)
        self.count = Label("", theme.TABLE, tone="text2")
        self.open_dossier = LinkButton(_("Open the dossier"), OPEN_KEY)
        self.settle = PlainButton(_("It came out"), SETTLE_KEY)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.open_dossier)
        head.addWidget(self.settle)
        self.top.addLayout(head)
        self.table.set_empty(_("Every receipt and every slip has come out of the printer."))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(_("Dossier code"), lambda row: row.code, 172, tone="text2"),
            Column(_("Owner"), lambda row: row.applicant, 172),
            Column(_("Paper"), self._paper_words, 180, weight=600),
            Column(_("Procedure"), lambda row: row.procedure),
            Column(_("When"), lambda row: moment_words(row.paper.at), 98, tone="text2"),
            Column(_("Why"), self._why, 324, "caution", "warning_16_regular"),
        )

    def show_papers(self, papers: tuple[UnprintedPaper, ...], total: int) -> None:
        """Show ``papers``; ``total`` counts those that are not shown as well."""
        self._papers = papers
        words = ngettext("{n} paper", "{n} papers", total).format(n=grouped(total))
        self.count.setText(words if total else "")
        self.table.show_ids(range(1, len(papers) + 1))
        self.show_chosen()

    def chosen_paper(self) -> UnprintedPaper | None:
        """The paper of the current row."""
        number = self.table.current_id()
        return self._papers[number - 1] if number else None

    def show_chosen(self) -> None:
        super().show_chosen()
        chosen = self.table.current_row() is not None
        self.settle.setEnabled(chosen)
        self.open_dossier.setEnabled(chosen)

    def row_words(self, row: Any) -> str:
        return _("{form} of {name}: {why}").format(
            form=self._paper_words(row), name=row.applicant, why=self._why(row)
        )

    def _rows(self, ids: Sequence[int]) -> Sequence[Any]:
        return [self._papers[number - 1] for number in ids]

    def _paper_words(self, row: UnprintedPaper) -> str:
        words = form_name(row.paper.form)
        return words[:1].upper() + words[1:]

    def _why(self, row: UnprintedPaper) -> str:
        paper = row.paper
        if in_flight(self._session, row.scan_number, paper.form):
            return _("on its way to the printer")
        if not paper.begun:
            return _("not sent to a printer yet")
        if paper.outcome is PrintOutcome.FAILED:
            words = _("{printer} did not print it") if paper.printer else _("no printer was chosen")
        elif paper.outcome is PrintOutcome.UNKNOWN:
            words = _("{printer} does not tell; look at it")
        else:
            words = _("it was never told what became of it")
        return words.format(printer=_("the folder of papers") if paper.printer == "file" else paper.printer)


class UnprintedPage(Page):
    """Opened by a key from every page, and by the printer's lamp; Esc leads back."""

    id = "unprinted"
    key = lamps.UNPRINTED_KEY
    icon = "print_20"

    def _build(self) -> None:
        self.papers = Papers(self.session)
        self.column().addWidget(self.papers, 1)

    def _connect(self) -> None:
        papers = self.papers
        papers.opened.connect(lambda _id: say.attempt(self, self.primary))
        papers.settle.clicked.connect(lambda: say.attempt(self, self.settle))
        papers.open_dossier.clicked.connect(self.open_dossier)
        self.hot_key("Ctrl+P", lambda: say.attempt(self, self.primary))
        self.hot_key(SETTLE_KEY, lambda: say.attempt(self, self.settle))
        self.hot_key(OPEN_KEY, self.open_dossier)
        self.session.dossier_changed.connect(self._changed)

    def open(self, _argument: Any = None) -> None:
        self._show()
        self.papers.table.setFocus()

    def fit(self, width: int, height: int) -> None:
        super().fit(width, height)
        self.papers.fit(narrow=width < NARROW_WIDTH)

    def idle_hint(self) -> tuple[str, str]:
        return _("Print again"), "Enter"

    def primary(self) -> None:
        """Print the chosen paper again."""
        chosen = self.papers.chosen_paper()
        if chosen is None or in_flight(self.session, chosen.scan_number, chosen.paper.form):
            return
        name = chosen.applicant
        self.session.say("info", _("Printing for {name}.").format(name=name), thing=name)
        if chosen.paper.form == RECEIPT:
            print_receipt(self.session, chosen.scan_number, lambda printed, _copy: self._printed(printed))
        else:
            print_slip(self.session, chosen.scan_number, SlipKind(chosen.paper.form), self._printed)

    def settle(self) -> None:
        """The officer has the chosen paper in hands: it did come out.

        Raises:
            NotAllowed: the officer's role may not print it.
        """
        chosen, session = self.papers.chosen_paper(), self.session
        if chosen is None:
            return
        unprinted.settle(
            session.desk,
            chosen.scan_number,
            chosen.paper.form,
            session.officer,
            session.now(),
            came_out=True,
        )
        session.tell_changed(chosen.scan_number)
        lamps.show_printer(session, there=True)
        words = _("Came out: the paper of {name}.")
        session.say("done", words.format(name=chosen.applicant), thing=chosen.applicant)

    def open_dossier(self) -> None:
        """Open the card of the chosen paper's dossier."""
        chosen = self.papers.chosen_paper()
        if chosen is not None:
            self.session.open_page("dossier", chosen.scan_number)

    def escape(self) -> None:
        self.session.open_page("back")

    def _show(self) -> None:
        desk = self.session.desk
        self.papers.show_papers(unprinted.papers(desk), unprinted.count(desk))

    def _changed(self, _scan_number: str) -> None:
        if self.isVisible():
            self._show()

    def _printed(self, printed: Printed) -> None:
        kind = "done" if printed.outcome is PrintOutcome.PRINTED else "caution"
        self.session.say(kind, printed.sentence)
