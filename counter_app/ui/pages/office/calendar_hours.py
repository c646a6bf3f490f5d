"""The opening hours of the week, Monday to Sunday."""

from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtWidgets import QGridLayout

from counter_app.core.office_calendar import check_sessions
from counter_app.core.workdays import Sessions
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import weekday_words
from counter_app.ui import theme
from counter_app.ui.widgets import Card, Field, Label, problem_line
from counter_app.ui.words import begun

_MONDAY = date(2024, 1, 1)


class HoursForm(Card):
    """Seven lines, one for each day of the week; an empty one is closed."""

    def __init__(self) -> None:
        super().__init__(_("Opening hours of the week"), gap=4)
        self.lines = [
            Field(
                begun(weekday_words(_MONDAY + timedelta(days=n))), _("closed"), name=f"sessions{n}", limit=60
            )
            for n in range(7)
        ]
        note = _(
            "Write the sessions like “07:30-11:30 13:30-17:00”. Hours on a Saturday or Sunday receive "
            "dossiers, but the day still does not count as a working day; a make-up day has Monday's hours."
        )
        self.add(Label(note, theme.EXPLAIN, tone="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        for n, line in enumerate(self.lines):
            line.label.hide()
            line.note_elsewhere()
            line.edit.setFixedWidth(360)
            grid.addWidget(Label(line.label.text(), theme.BASE, tone="text2"), n, 0)
            grid.addWidget(line, n, 1)
        grid.setColumnMinimumWidth(0, 110)
        grid.setColumnStretch(2, 1)
        self.add(grid)
        self.problem = problem_line()
        self.problem.hide()
        self.add(self.problem)
        self.body.addStretch(1)

    def show_sessions(self, sessions: Sessions) -> None:
        """Show these hours, and nothing wrong about them."""
        for line, of_day in zip(self.lines, sessions.week, strict=True):
            line.set_text(" ".join(f"{start:%H:%M}-{end:%H:%M}" for start, end in of_day))
        self.say("")

    def sessions(self) -> tuple[str, ...]:
        """The hours typed, as an office keeps them.

        Raises:
            BadInput: one of them is no opening hours; its line has the focus.
        """
        typed = tuple(" ".join(line.text().split()) for line in self.lines)
        try:
            check_sessions(typed)
        except BadInput as error:
            self.say(str(error))
            self._wrong(typed).setFocus()
            raise
        self.say("")
        return typed

    def _wrong(self, typed: Sequence[str]) -> Field:
        """The first line that is wrong by itself."""
        usual = "07:30-11:30"
        for line, text in zip(self.lines, typed, strict=True):
            try:
                check_sessions((text, *(usual,) * 4, "", ""))
            except BadInput:
                if text or line in self.lines[:5]:
                    return line
        return self.lines[0]

    def say(self, sentence: str) -> None:
        """Say what is wrong; "" for nothing."""
        self.problem.label.setText(sentence)
        self.problem.setVisible(bool(sentence))
