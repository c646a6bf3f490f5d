"""The form beside the months: what the chosen days are to be, why, and by which decision."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from counter_app.core.workdays import DayState
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date
from counter_app.ui import theme
from counter_app.ui.widgets import Card, Check, Field, FieldRow, Label, PlainButton
from counter_app.ui.words import day_words


class DayForm(Card):
    """Reason and decision, and the buttons that mark days; each says its key by ``pressed(keys)``."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__(gap=8)
        self.day = Label("", theme.BASE, 600)
        self.state = Label("", theme.EXPLAIN, 500, "text2")
        self.final = Check(_("final"), size=theme.EXPLAIN)
        self.final.setChecked(True)
        self.final.setFixedWidth(130)
        self.reason = Field(_("Reason"), _("like “làm bù ngày 31/8”"), name="reason", limit=300)
        self.decision = Field(
            _("Number of the decision"), _("like “125/QĐ-UBND”"), name="decision", limit=300
        )
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.day)
        head.addWidget(self.state, 1)
        head.addWidget(self.final)
        self.add(head)
        self.add(FieldRow(((self.reason, 5), (self.decision, 4))))
        self.buttons: dict[str, PlainButton] = {}
        for pairs in (
            (("Ctrl+N", _("Off")), ("Ctrl+L", _("Worked")), ("Ctrl+U", _("As usual"))),
            (("Ctrl+G", _("Opening hours")), ("Ctrl+Y", _("Whole year final"))),
        ):
            row = QHBoxLayout()
            row.setSpacing(theme.GAP)
            for keys, words in pairs:
                button = self.buttons[keys] = PlainButton(words, keys)
                button.clicked.connect(lambda _on=False, keys=keys: self.pressed.emit(keys))
                row.addWidget(button)
            row.addStretch(1)
            self.add(row)

    def show_days(self, days: Sequence[date], state: DayState, year: int, *, receives: bool) -> None:
        """Say which days are chosen and what the last of them is now; ``receives`` on a day of rest, too."""
        if len(days) > 1:
            words = _("{first} to {last}").format(first=f"{days[0]:%d/%m}", last=short_date(days[-1]))
            self.day.setText(words)
            self.state.setText(_("{n} days").format(n=len(days)))
        elif days:
            self.day.setText(day_words(days[0]))
            self.state.setText(state_words(state, receives=receives))
        self.buttons["Ctrl+Y"].set_words(_("Year {year} final").format(year=year))


def state_words(state: DayState, *, receives: bool = False) -> str:
    """What a day is, in words; a weekend on which the desk ``receives`` counts for no deadline."""
    if state.kind == "make_up":
        words = _("worked: {reason}").format(reason=state.reason)
    elif state.kind in ("holiday", "provisional_holiday"):
        words = _("off: {reason}").format(reason=state.reason)
    elif receives and not state.worked:
        words = _("dossiers are received, no working day")
    else:
        words = _("working day") if state.worked else _("weekend")
    return words if state.confirmed else _("{state}, not final").format(state=words)
