"""Signing in: who works at this PC now, proved by a PIN; by keyboard alone."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QVBoxLayout, QWidget

from counter_app.errors import UserError
from counter_app.i18n import gettext as _
from counter_app.ui import theme
from counter_app.ui.widgets import Card, Field, Icon, IconLabel, Label, PrimaryButton, Titled

if TYPE_CHECKING:
    from counter_app.core.records import Officer
    from counter_app.services.desk import Desk


class SignIn(QWidget):
    """Choose the officer with Up and Down, type the PIN, Enter; ``signed_in(Officer)`` when it is proved.

    It is the first thing on the screen, before there is a desk: ``painted()`` once it can be
    seen, then :meth:`show_desk` fills it.
    """

    signed_in = Signal(object)
    painted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.desk: Desk | None = None
        self._seen = False
        self._pins: Mapping[str, str] = {}
        self._officers: Sequence[Officer] = ()
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setWindowTitle(_("One-stop desk"))
        self.resize(640, 640)
        self.setMinimumSize(480, 480)
        self.office = Label(_("One-stop desk"), theme.TITLE, 600)
        self.desk_name = Label("", theme.EXPLAIN, 400, "text2", wrap=True)
        self.people = QListWidget()
        self.people.setFont(theme.font(theme.BASE))
        self.people.setProperty("people", "true")
        self.people.setAccessibleName(_("Officer"))
        self.pin = Field(_("PIN"), limit=12)
        self.pin.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.fiction = IconLabel("info_16_regular", "", "text2", wrap=True)
        self.enter = PrimaryButton(_("Sign in"), "Enter")
        card = Card(gap=12, inset=24)
        card.setFixedWidth(432)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Icon("building_government_24_regular", 24, "accent"))
        head.addWidget(self.office, 1)
        card.add(head)
        card.add(self.desk_name)
        card.add(Titled(_("Who works at this counter now? Choose with Up and Down."), self.people), 1)
        card.add(self.pin)
        card.add(self.fiction)
        card.add(self.enter)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addWidget(card, 8, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def _connect(self) -> None:
        self.enter.clicked.connect(self.try_pin)
        self.people.currentRowChanged.connect(self._officer_changed)

    def show_desk(
        self, desk: "Desk", last_login: str = "", shown_pins: Mapping[str, str] | None = None
    ) -> None:
        """Show who works at ``desk``; ``shown_pins`` stand beside the field of a fictional office."""
        from counter_app.core.states import role_name  # noqa: PLC0415 - after the first paint
        from counter_app.services import accounts  # noqa: PLC0415

        self.desk = desk
        self._pins = dict(shown_pins or {})
        self.setWindowTitle(desk.office.name)
        self.office.setText(desk.office.name)
        self.desk_name.setText(desk.office.desk)
        self._officers = accounts.officers(desk)
        self.people.clear()
        for officer in self._officers:
            self.people.addItem(f"{officer.name} · {officer.title or role_name(officer.role)}")
        self.people.setMinimumHeight(min(len(self._officers), 6) * 34 + 12)
        logins = [officer.login for officer in self._officers]
        self.people.setCurrentRow(logins.index(last_login) if last_login in logins else 0)
        self.pin.setFocus()

    def officer(self) -> "Officer | None":
        """The officer chosen."""
        row = self.people.currentRow()
        return self._officers[row] if 0 <= row < len(self._officers) else None

    def try_pin(self) -> None:
        """Prove the chosen officer by the PIN typed."""
        from counter_app.services import accounts  # noqa: PLC0415

        chosen = self.officer()
        if self.desk is None or chosen is None:
            return
        try:
            officer = accounts.sign_in(self.desk, chosen.login, self.pin.text())
        except UserError as error:
            self.pin.edit.clear()
            self.pin.set_problem(str(error))
            self.pin.setFocus()
        else:
            self.signed_in.emit(officer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down move the choice while the PIN has the focus, Enter proves it, wherever the focus is."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            row = min(max(self.people.currentRow() + step, 0), self.people.count() - 1)
            self.people.setCurrentRow(row)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.try_pin()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self.painted.emit)

    def _officer_changed(self, _row: int) -> None:
        chosen = self.officer()
        pin = self._pins.get(chosen.login, "") if chosen else ""
        self.fiction.setVisible(bool(pin))
        self.fiction.label.setText(
            _("This office is fictional, so its PIN may be shown here: {pin}.").format(pin=pin)
        )
        self.pin.edit.clear()
        self.pin.clear_problem()
        self.pin.setFocus()
