"""Acts that give a date by hand: another promised day with an apology, and a reception without a deadline."""

from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QWidget

from counter_app.core.deadlines import Promise
from counter_app.core.promise import given_promise
from counter_app.core.promise_words import ladder_sentence
from counter_app.core.records import DossierState
from counter_app.core.states import Action, Role
from counter_app.errors import BadInput, UserError
from counter_app.i18n import gettext as _
from counter_app.i18n import short_date, weekday_words
from counter_app.services import decisions, promises, reception
from counter_app.ui import theme
from counter_app.ui.pages.dossier.deed import Case, Deed
from counter_app.ui.typed_days import typed_moment
from counter_app.ui.widgets import Field, FieldRow, Label, LadderWeeks
from counter_app.ui.words import begun, hour_words


class DateShown(QWidget):
    """A promised date in large figures, its weekday and hour, and the weeks that lead to it."""

    def __init__(self) -> None:
        super().__init__()
        self.date = Label("", theme.DATE, 600, "accent")
        self.beside = Label("", theme.BASE, tone="text2", wrap=True)
        self.weeks = LadderWeeks(3)
        self.weeks.setMaximumWidth(460)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.date)
        row.addWidget(self.beside, 1)
        row.addWidget(self.weeks, 2)

    def show_promise(self, promise: Promise | None) -> None:
        """Show ``promise``, or nothing where there is none yet."""
        self.setVisible(promise is not None)
        if promise is None:
            return
        due = promise.due_at
        self.date.setText(short_date(due))
        words = _("{weekday}, {hour}").format(weekday=begun(weekday_words(due)), hour=hour_words(due))
        told = promise.rule is not None and promise.ladder
        self.beside.setText(f"{words}. {ladder_sentence(promise)}" if told else words)
        # Counted from today, a date given by hand was not received today.
        self.weeks.show_ladder(promise.ladder if told else promise.ladder[1:])


class DatedDeed(Deed):
    """Day, hour and reason, checked while they are typed; what is wrong is said beside the day."""

    #: The name under which the service speaks of the reason.
    reason_name = "note"

    def __init__(self, action: Action, case: Case, title: str, does: str, told: str, reason: str) -> None:
        super().__init__(action, case, title, does, told)
        self.day = self.keep(Field(_("Date of return"), "27/11/2026", name="due_at", limit=10))
        self.hour = self.keep(Field(_("Hour"), "16:30", name="due_hour", limit=5))
        self.reason = self.keep(Field(reason, name=self.reason_name, limit=1000))
        self.shown = DateShown()
        self.shown.hide()
        self.card.add(FieldRow([(self.day, 128), (self.hour, 88), (self.reason, 1)]))
        self.card.add(self.shown)
        self.close_card()
        self.changed.connect(self.refresh)

    def due_at(self) -> datetime:
        """The moment that the fields give.

        Raises:
            BadInput: they give none.
        """
        return typed_moment(self.day.text(), self.hour.text(), self.case.at, "due_at")

    def refresh(self) -> None:
        """Show the date with its days, or beside the day why there is none."""
        promise = None
        if len(self.day.text()) >= 8:
            try:
                promise = given_promise(self.case.at, self.due_at(), "…", self.case.desk.calendar)
                self.check(promise)
            except BadInput as refused:
                promise = None
                self.fields.get(refused.field, self.day).set_problem(str(refused))
            else:
                self.day.clear_problem()
        self.shown.show_promise(promise)

    def check(self, promise: Promise) -> None:
        """Refuse a date that this act does not allow.

        Raises:
            BadInput: with the reason.
        """


class ExtendDeed(DatedDeed):
    """Another promised day (xin lỗi và hẹn lại), and whether it is still in this officer's hands."""

    def __init__(self, case: Case) -> None:
        state = case.state
        told = _("Promised for {day} now. The letter of apology names the new day and the reason.")
        super().__init__(
            Action.EXTEND,
            case,
            _("Apologise and promise another day"),
            _("Promise this day"),
            told.format(day=short_date(state.due_at)),
            _("Reason; it stands on the letter"),
        )
        self.hour.edit.setText(f"{state.due_at:%H:%M}")
        beyond = decisions.beyond_limits(case.desk, state, case.at)
        if beyond and case.officer.role is Role.HEAD:
            beyond = _("{sentence} You are the head.").format(sentence=beyond)
        self.warn(beyond)

    def check(self, promise: Promise) -> None:
        due = self.case.state.due_at
        if promise.due_at.date() <= due.date():
            raise BadInput(
                _("{day} is not later than the day promised now ({promised}); give a later day.").format(
                    day=short_date(promise.due_at), promised=short_date(due)
                ),
                "due_at",
            )

    def do(self, at: datetime) -> DossierState:
        case = self.case
        return decisions.extend(
            case.desk, case.state.scan_number, case.officer, at, self.due_at(), self.reason.text()
        )


class ReceiveDeed(DatedDeed):
    """A registered application becomes a received dossier; a date is asked for only without a deadline."""

    reason_name = "due_reason"

    def __init__(self, case: Case) -> None:
        super().__init__(
            Action.RECEIVE,
            case,
            _("Receive the application"),
            _("Receive and print the receipt"),
            _("The time runs from this moment; the receipt is printed next."),
            _("Reason for this date"),
        )
        self._asks = True
        try:
            chosen = reception.procedure(case.desk, case.state.procedure_code)
            promise = promises.preview(case.desk, chosen, case.at)
        except UserError as refused:
            self.show_problem("", str(refused))
            return
        if promise is not None:
            self._asks = False
            for field in (self.day, self.hour, self.reason):
                field.hide()
            self.shown.show_promise(promise)

    def do(self, at: datetime) -> DossierState:
        case = self.case
        due_at = self.due_at() if self._asks else None
        reason = self.reason.text() if self._asks else ""
        return reception.receive_registered(
            case.desk, case.state.scan_number, case.officer, at, due_at, reason, wants_receipt=True
        )
