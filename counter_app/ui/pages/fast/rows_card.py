"""The card of rows: which one is open, what stands beneath it, and how the keys move between them."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from counter_app.core.fees import FeeRule
from counter_app.core.records import Person, Procedure
from counter_app.core.validation import Problem
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.pages.fast.line import Line, explanation, problems_of
from counter_app.ui.pages.fast.open_row import OpenRow
from counter_app.ui.pages.fast.rows import ClosedRow, Heads
from counter_app.ui.widgets import Card, FocusScroll, IconLabel, KeyCap, Label, ShortLabel
from counter_app.ui.widgets.matches import Match, MatchList


class RowsCard(Card):
    """Rows of the person at the counter. The open one has fields, the others are text."""

    #: The rows, the person or what they cost are others.
    changed = Signal()

    def __init__(self, procedures: Sequence[Procedure], rules: Sequence[FeeRule]) -> None:
        super().__init__(gap=0)
        self._rules = tuple(rules)
        self._lines: list[Line] = [_blank()]
        self._open = 0
        self._build(procedures)
        self._connect()
        self._show()

    def _build(self, procedures: Sequence[Procedure]) -> None:
        self.body.setContentsMargins(1, 10, 1, 1)
        head = QHBoxLayout()
        head.setContentsMargins(15, 0, 15, 6)
        head.setSpacing(8)
        head.addWidget(Label(_("While you wait"), theme.TITLE, 600))
        head.addWidget(ShortLabel(_("handed over at once"), theme.EXPLAIN, tone="text2"), 1)
        for words, key in ((_("Another row"), "Enter"), (_("Drop the row"), "Ctrl+Del")):
            head.addWidget(Label(words, theme.EXPLAIN, tone="text2"))
            head.addWidget(KeyCap(key))
            head.addSpacing(6)
        self._above, self._below = QVBoxLayout(), QVBoxLayout()
        self._above.setSpacing(0)
        self._below.setSpacing(0)
        self.row = OpenRow(procedures, self._rules)
        self.words = IconLabel("", "", "text2", wrap=True, gap=0)
        self.matches = MatchList(shown=4, code_width=26)
        self.matches.hide()
        foot = QVBoxLayout()
        foot.setContentsMargins(28, 8, 16, 8)
        foot.addWidget(self.words)
        foot.addWidget(self.matches)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self.row)
        column.addLayout(foot)
        column.addLayout(self._below)
        column.addStretch(1)
        self.lines_scroll = _RowsScroll(content, self.row)
        self.heads = Heads(self.lines_scroll.viewport())
        for part in (head, self.heads, self.lines_scroll):
            self.add(part)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _connect(self) -> None:
        self.row.edited.connect(self._edited)
        self.row.left.connect(self._leave)
        self.row.procedure.matching.connect(self._show_matches)
        self.row.procedure.stepped.connect(self._step_match)
        self.matches.picked.connect(self._pick)

    def lines(self) -> tuple[Line, ...]:
        """The rows as they stand, without the one that Enter opened and nobody filled in."""
        lines = self._all()
        return tuple(line for line in lines if line.touched) or tuple(lines[:1])

    def is_empty(self) -> bool:
        """Whether nothing is filled in."""
        return not any(line.touched for line in self._all())

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows, the last one open; none for an empty card."""
        self._lines = list(lines) or [_blank()]
        self._open = len(self._lines) - 1
        self._show()

    def show_person(self, person: Person) -> None:
        """``person`` stands at the counter: every row without a name, and the open one, are theirs."""
        self._lines = [line if line.person.name else _of(person, line) for line in self._all()]
        self._show()
        self.row.show_person(person)

    def drop_row(self) -> None:
        """Drop the open row; the one before it is open then."""
        lines = self._all()
        del lines[self._open]
        self._lines = lines or [_blank()]
        self._open = max(min(self._open - 1, len(self._lines) - 1), 0)
        self._show()
        self.enter()

    def enter(self, field: str = "") -> None:
        """Give a cell of the open row the focus; without one the first that is still empty."""
        self.row.enter(field or ("procedure" if self.row.line().person.name else "name"))

    def show_problems(self, line: Line, problems: Sequence[Problem]) -> None:
        """Open the row of ``line`` and say there what is wrong."""
        lines = self._all()
        place = next((n for n, one in enumerate(lines) if one == line), self._open)
        if place != self._open:
            self._lines, self._open = lines, place
            self._show()
        self.row.enter(problems[0].field)
        self.row.show_wrong([problem.field for problem in problems])
        self.matches.hide()
        self.words.show()
        self.words.show_words("", problems[0].sentence, "problem")

    def _all(self) -> list[Line]:
        return [*self._lines[: self._open], self.row.line(), *self._lines[self._open + 1 :]]

    def _show(self) -> None:
        numbered = list(enumerate(self._lines, 1))
        self._fill(self._above, numbered[: self._open], keep_end=False)
        self._fill(self._below, numbered[self._open + 1 :], keep_end=True)
        self.row.show_line(self._open + 1, self._lines[self._open])
        self._explain()
        self.changed.emit()

    def _fill(self, column: QVBoxLayout, lines: list[tuple[int, Line]], *, keep_end: bool) -> None:
        """Show ``lines`` in ``column``; rows that stay at its beginning, or at its end, are not made anew."""
        shown = [item.widget() for item in map(column.itemAt, range(column.count())) if item is not None]
        present = [one.shown for one in shown if isinstance(one, ClosedRow)]
        kept = _same(present[::-1], lines[::-1]) if keep_end else _same(present, lines)
        first = 0 if keep_end else kept
        for _row in range(len(present) - kept):
            item = column.takeAt(first)
            if item is not None and (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        added = lines[: len(lines) - kept] if keep_end else lines[kept:]
        for place, (number, line) in enumerate(added, first):
            closed = ClosedRow(number, line, self._rules)
            closed.opened.connect(self._open_row)
            column.insertWidget(place, closed)

    def step_row(self, step: int) -> None:
        """Open the row above (-1) or below (1) the open one, the same cell of it."""
        place, cell = self._open + step, self.row.cell()
        if 0 <= place < len(self._lines):
            self._open_row(place)
            self.row.enter(cell)

    def _open_row(self, number: int) -> None:
        self._lines, self._open = self._all(), number
        self._show()
        self.enter()

    def _leave(self, step: int) -> None:
        place = self._open + step
        if 0 <= place < len(self._lines):
            self._open_row(place)
        elif step > 0 and self.row.line().touched:
            line = self.row.line()
            if problems := problems_of(line, self._rules, "cash"):
                self.show_problems(line, problems)
                return
            self._lines = [*self._all(), Line(person=line.person, procedure=line.procedure)]
            self._open = len(self._lines) - 1
            self._show()
            self.enter("procedure")

    def _edited(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        self.words.show_words("", explanation(self.row.line(), self._rules), "text2")

    def _show_matches(self) -> None:
        shown = self.row.procedure.hasFocus()
        self.matches.setVisible(shown)
        self.words.setVisible(not shown)
        if shown:
            nothing = _("Nothing done at once has the letters ‹{text}›.").format(
                text=self.row.procedure.typed()
            )
            self.matches.show_matches([self._match(one) for one in self.row.procedure.matches()], nothing)
        else:
            self._explain()

    def _match(self, procedure: Procedure) -> Match:
        number = self.row.procedure.number(procedure)
        return Match(
            code=str(number) if number < 10 else "",
            name=procedure.name,
            typed=self.row.procedure.typed(),
            right=procedure.code,
        )

    def _step_match(self, step: int) -> None:
        if step:
            self.matches.move_by(step)
        else:
            self._pick(self.matches.current())

    def _pick(self, number: int) -> None:
        found = self.row.procedure.matches()
        if 0 <= number < len(found):
            self.row.procedure.choose(found[number])


class _RowsScroll(FocusScroll):
    """As high as its rows where there is room; where there is not, ``open_row`` stays in sight."""

    #: The open row, its words and four matters to choose from.
    LEAST = 200
    #: None until it is known: the first events come while the area is being made.
    _open_row: QWidget | None = None

    def __init__(self, content: QWidget, open_row: QWidget) -> None:
        super().__init__(content)
        self._content, self._open_row = content, open_row
        open_row.installEventFilter(self)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._open_row:
            if event.type() is QEvent.Type.Move:
                self._show_open_row()
            return False
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()  # rows came or went
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_open_row()

    def _show_open_row(self) -> None:
        if self._open_row is not None:
            self.ensureWidgetVisible(self._open_row, 0, 48)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._content.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        least = min(self.LEAST, self._content.sizeHint().height())
        return QSize(super().minimumSizeHint().width(), least)


def _same(one: list[tuple[int, Line]], other: list[tuple[int, Line]]) -> int:
    """How many rows two lists have in common at their beginning."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _blank() -> Line:
    return Line(person=Person(name=""))


def _of(person: Person, line: Line) -> Line:
    return Line(
        person=person,
        procedure=line.procedure,
        pages=line.pages,
        count=line.count,
        typed_fee=line.typed_fee,
        touched=line.touched,
    )
