"""Card 3 of reception: papers handed in, sets, money, how the result is collected, how it all came in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from counter_app.core.records import Channel, Collect, Fee, FeeStatus, Paper, Procedure
from counter_app.i18n import gettext as _
from counter_app.i18n import money, ngettext
from counter_app.services.drafts import DraftPaper, PapersEntry
from counter_app.ui import theme
from counter_app.ui.pages.reception.gutter import fit_gutter
from counter_app.ui.pages.reception.paper_row import PaperRow, count_heads
from counter_app.ui.pages.reception.words import amount_of, channel_words
from counter_app.ui.widgets import (
    CountField,
    GutterCard,
    KeyCap,
    Label,
    Segmented,
    ShortLabel,
    problem_line,
)
from counter_app.ui.widgets.quiet import QuietButton

_CHANNELS = tuple(Channel)
_LOW = 32


class PapersCard(GutterCard):
    """The checklist of the procedure at hand, with its fee; everything can be reached by keys."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(_("3 Papers"), gap=0)
        self._rows: list[PaperRow] = []
        self._often: tuple[str, ...] = ()
        self._channel = Channel.DIRECT
        self._wrong = ""
        self._row_height = theme.ROW_HEIGHT
        self._build()
        self._connect()
        self.show_procedure(None)

    def _build(self) -> None:
        self.empty = Label(
            _("Papers and fee appear when a procedure is chosen."), theme.EXPLAIN, tone="text2", wrap=True
        )
        self.form = QWidget()
        column = QVBoxLayout(self.form)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._build_head())
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addSpacing(6)
        column.addLayout(self._build_fee())
        self.problem_note = problem_line()
        self.problem_note.hide()
        column.addWidget(self.problem_note)
        column.addSpacing(8)
        column.addLayout(self._build_collect())
        column.addWidget(self._build_code())
        column.addStretch(1)
        self.add(self.empty)
        self.add(self.form, 1)
        self.content.addStretch(1)

    def _build_head(self) -> QWidget:
        head = QWidget()
        head.setFixedHeight(26)
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.status = ShortLabel("", theme.EXPLAIN, 600, "good")
        self.all_there = QuietButton(_("All there"), "Alt+L")
        self.add_paper = QuietButton(_("Another paper"), "Alt+G")
        row.addWidget(self.status, 1)
        row.addWidget(self.all_there)
        row.addWidget(self.add_paper)
        row.addSpacing(6)
        for label in count_heads():
            row.addWidget(label)
        return head

    def _build_fee(self) -> QHBoxLayout:
        self.sets = CountField(_("Sets of papers"), 1, least=1)
        self.sets.setFixedSize(48, _LOW)
        self.fee = QLineEdit()
        self.fee.setFixedSize(104, _LOW)
        self.fee.setMaxLength(14)
        self.fee.setAccessibleName(_("Fee in đồng"))
        self.fee_status = Segmented(
            [
                (FeeStatus.PAID, _("Paid now")),
                (FeeStatus.DUE, _("Paid later")),
                (FeeStatus.FREE, _("Waived")),
            ],
            _("When the fee is paid"),
        )
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Label(_("Sets"), theme.EXPLAIN, tone="text2"))
        row.addWidget(self.sets)
        row.addSpacing(4)
        self.fee_label = Label(_("Fee charged"), theme.EXPLAIN, tone="text2")
        row.addWidget(self.fee_label)
        row.addWidget(self.fee)
        row.addWidget(self.fee_status)
        row.addStretch(1)
        return row

    def _build_collect(self) -> QHBoxLayout:
        self.collect = Segmented(
            [(Collect.COUNTER, _("At the desk")), (Collect.POST, _("By post"))],
            _("How the result is collected"),
        )
        self.channel_label = Label("", theme.EXPLAIN, tone="text2")
        row = QHBoxLayout()
        row.setSpacing(8)
        self.collect_label = Label(_("Result collected"), theme.EXPLAIN, tone="text2")
        row.addWidget(self.collect_label)
        row.addWidget(self.collect)
        row.addSpacing(16)
        row.addWidget(self.channel_label)
        row.addWidget(KeyCap("Alt+H"))
        row.addStretch(1)
        return row

    def _build_code(self) -> QWidget:
        """The line for a code that another system gave; shown where there is one or may be one."""
        self.code_row = QWidget()
        self.code = QLineEdit()
        self.code.setFixedHeight(_LOW)
        self.code.setMaxLength(60)
        self.code.setPlaceholderText(_("scan or paste: H26.170-251103-0007"))
        self.code.setAccessibleName(_("Code given by another system"))
        row = QHBoxLayout(self.code_row)
        row.setContentsMargins(0, 8, 0, 0)
        row.setSpacing(8)
        row.addWidget(Label(_("Code given by another system"), theme.EXPLAIN, tone="text2"))
        row.addWidget(self.code, 1)
        row.addWidget(KeyCap("Alt+M"))
        self.code_row.hide()
        return self.code_row

    def _connect(self) -> None:
        self.code.textEdited.connect(self._edited)
        self.all_there.clicked.connect(self.tick_all)
        self.add_paper.clicked.connect(self.add_free_paper)
        self.sets.counted.connect(self._edited)
        self.fee.textEdited.connect(self._edited)
        self.fee.editingFinished.connect(self._tidy_fee)
        self.fee_status.changed.connect(self._edited)
        self.sets.returnPressed.connect(self.fee.setFocus)
        self.fee.returnPressed.connect(self._enter_fee_status)
        self.collect.changed.connect(self._edited)

    def show_procedure(self, procedure: Procedure | None, often: tuple[str, ...] = ()) -> None:
        """Show the papers and the fee that ``procedure`` asks for; None empties the card.

        Those ``often`` missing stand first, in this order, and are to be asked for.
        """
        self._often = often
        papers = sorted(procedure.papers if procedure else (), key=self._place)
        amount = procedure.fee_amount if procedure else None
        self.show_entry(
            PapersEntry(
                papers=tuple(self._line(paper) for paper in papers),
                fee="" if amount is None else money(amount),
                channel=self._channel if procedure else Channel.DIRECT,
                collect=self.collect.value() if procedure else Collect.COUNTER,
            ),
            shown=procedure is not None,
        )
        self.fee.setPlaceholderText(_("none") if amount is None else "")
        self.fee.setToolTip(procedure.fee_text if procedure else "")

    def show_entry(self, entry: PapersEntry, *, shown: bool) -> None:
        """Show what ``entry`` holds, or the empty card."""
        while (item := self._list.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._rows = []
        for one in entry.papers:
            row = self._add_row(one.paper, free=one.free)
            row.show_paper(one.paper, ticked=one.ticked, still_open=one.open)
        self.sets.set_value(entry.sets)
        self.fee.setText(entry.fee)
        self.fee.setCursorPosition(0)
        self.fee_status.set_value(entry.fee_status)
        self.collect.set_value(entry.collect)
        self.code.setText(entry.code)
        self._set_channel(entry.channel)
        self.empty.setVisible(not shown)
        self.form.setVisible(shown)
        self.set_problem("")
        self._count_papers()

    def entry(self) -> PapersEntry:
        """What the card holds, to be shown again."""
        return PapersEntry(
            papers=tuple(
                DraftPaper(paper=self._written(row), ticked=row.is_ticked(), free=row.free, open=row.open)
                for row in self._rows
            ),
            sets=self.sets.value(),
            fee=self.fee.text(),
            fee_status=self.fee_status.value(),
            collect=self.collect.value(),
            channel=self._channel,
            code=self.code.text(),
        )

    def papers(self) -> tuple[Paper, ...]:
        """The papers handed in."""
        return tuple(paper for row in self._rows if (paper := row.paper()) is not None)

    def money(self) -> Fee | None:
        """The fee as typed; None where it is no amount."""
        amount = amount_of(self.fee.text())
        if amount is None:
            return None
        status = self.fee_status.value()
        if amount == 0 and status is not FeeStatus.FREE:
            status = FeeStatus.NONE
        method = "cash" if status is FeeStatus.PAID else ""
        return Fee(amount=0 if status is FeeStatus.FREE else amount, status=status, method=method)

    def channel(self) -> Channel:
        """How the dossier came in."""
        return self._channel

    def given_code(self) -> str:
        """The code that another system gave; empty where none is typed."""
        return self.code.text().strip()

    def show_code(self, code: str = "") -> None:
        """Show the line for a code, with ``code`` in it where one is given, and give it the focus."""
        if self.form.isHidden():
            return
        self.code_row.show()
        if code:
            self.code.setText(code)
            self._edited()
        self.code.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def missing_count(self) -> int:
        """How many required papers are not there."""
        return len(self.missing_names())

    def missing_names(self) -> tuple[str, ...]:
        """The required papers that are not there."""
        return tuple(row.catalogue_paper().name for row in self._rows if row.is_missing())

    def first_open(self) -> PaperRow | None:
        """The first paper that is still to be asked for."""
        return next((row for row in self._rows if row.open), None)

    def settle(self, row: PaperRow) -> None:
        """The officer has asked for this paper, and it is not there."""
        row.open = False
        self._edited()

    def tick_all(self) -> None:
        """Everything that the law asks for is there, in its numbers (Alt+L)."""
        for row in self._rows:
            if row.is_asked():
                row.tick(on=True)
        self._edited()

    def next_channel(self) -> None:
        """The next way in which a dossier comes in (Alt+H)."""
        self._set_channel(_CHANNELS[(_CHANNELS.index(self._channel) + 1) % len(_CHANNELS)])
        self._edited()

    def add_free_paper(self) -> None:
        """One more line whose name is typed."""
        if self.form.isHidden():
            return
        row = self._add_row(Paper(name="", originals=1), free=True)
        row.enter()
        self._edited()

    def enter(self) -> None:
        """Give the first line the focus, or the number of sets where there is none."""
        if self._rows:
            self._rows[0].enter()
        else:
            self.sets.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_problem(self, sentence: str, field: str = "fee") -> None:
        """Say what is wrong with "fee", "sets", "papers" or "code"; "" takes it away."""
        self._wrong = field
        self.problem_note.label.setText(sentence)
        self.problem_note.setVisible(bool(sentence))
        for one, edit in (("fee", self.fee), ("sets", self.sets), ("code", self.code)):
            theme.look(edit, problem="true" if sentence and field == one else "false")

    def problem(self, field: str = "fee") -> str:
        """What is said to be wrong with "fee", "sets" or "papers"."""
        return self.problem_note.text() if field == self._wrong and not self.problem_note.isHidden() else ""

    def fit(self, *, dense: bool, narrow: bool) -> None:
        """Closer together where the window is low, no name in the gutter where it is narrow."""
        fit_gutter(self, _("3 Papers"), narrow=narrow)
        self.collect_label.setVisible(not narrow)
        self.fee_label.setText(_("Fee") if narrow else _("Fee charged"))
        self.fee.setFixedWidth(80 if narrow else 104)
        self.body.setContentsMargins(theme.INSET, 8 if dense else 12, theme.INSET, 8 if dense else 12)
        self._row_height = 34 if dense else theme.ROW_HEIGHT
        for row in self._rows:
            row.set_least_height(self._row_height)

    def _add_row(self, paper: Paper, *, free: bool) -> PaperRow:
        row = PaperRow(paper, free=free, often=not free and paper.name in self._often)
        row.set_least_height(self._row_height)
        row.changed.connect(self._edited)
        row.left.connect(lambda step, one=row: self._step(one, step))
        self._list.addWidget(row)
        self._rows.append(row)
        return row

    def _place(self, paper: Paper) -> int:
        return self._often.index(paper.name) if paper.name in self._often else len(self._often)

    def _line(self, paper: Paper) -> DraftPaper:
        often = paper.name in self._often
        return DraftPaper(paper=paper, ticked=paper.total > 0 and not often, open=often)

    def _step(self, row: PaperRow, step: int) -> None:
        place = self._rows.index(row) + step
        if 0 <= place < len(self._rows):
            self._rows[place].enter()
        elif place >= len(self._rows):
            self.sets.setFocus(Qt.FocusReason.OtherFocusReason)

    def _written(self, row: PaperRow) -> Paper:
        return row.paper() or row.catalogue_paper()

    def _edited(self, *_ignored: object) -> None:
        self.set_problem("")
        self._count_papers()
        self.changed.emit()

    def _enter_fee_status(self) -> None:
        next(one for one in self.fee_status.options() if one.isChecked()).setFocus()

    def _tidy_fee(self) -> None:
        amount = amount_of(self.fee.text())
        if amount is not None and self.fee.text().strip():
            self.fee.setText(money(amount))
            self.fee.setCursorPosition(0)

    def _set_channel(self, channel: Channel) -> None:
        self._channel = channel
        self.channel_label.setText(channel_words(channel))
        self.code_row.setVisible(channel is not Channel.DIRECT or bool(self.code.text()))

    def _count_papers(self) -> None:
        asked = [row for row in self._rows if row.is_asked()]
        missing = self.missing_count()
        still_open = sum(row.open for row in self._rows)
        self.all_there.setVisible(bool(still_open or missing))  # in the place of the rarer action
        self.add_paper.setVisible(not (still_open or missing))
        if still_open:
            words = ngettext("Ask for {n} paper", "Ask for {n} papers", still_open)
            self.status.setText(words.format(n=still_open))
            self.status.set_tone("caution")
        elif missing:
            words = ngettext("{n} required paper is missing", "{n} required papers are missing", missing)
            self.status.setText(words.format(n=missing))
            self.status.set_tone("caution")
        elif asked:
            words = ngettext("{n} required, complete", "All {n} required, complete", len(asked))
            self.status.setText(words.format(n=len(asked)))
            self.status.set_tone("good")
        else:
            self.status.setText(_("No papers in the catalogue") if not self._rows else "")
            self.status.set_tone("text2")
