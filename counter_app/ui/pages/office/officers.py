"""The officers, and a form to add one for those who may."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from counter_app.core.records import Officer
from counter_app.core.states import Role, role_name
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import accounts
from counter_app.ui import theme
from counter_app.ui.pages.office.section import Section
from counter_app.ui.session import Session
from counter_app.ui.tables import Column, TableView
from counter_app.ui.widgets import Card, Choice, Field, Label, Titled, problem_line
from counter_app.ui.words import begun

#: Roles that may let somebody sign in.
MAY_ADD = frozenset({Role.ADMINISTRATOR, Role.HEAD})


class OfficersSection(Section):
    """A table; beside it the form, for the head of the desk and the administrator."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._officers: tuple[Officer, ...] = ()
        self.may_add = session.officer.role in MAY_ADD
        self.action = _("Add this officer") if self.may_add else ""
        self._build()

    def _build(self) -> None:
        self.table = TableView(_columns(), self._fetch, name=_("Officers"))
        self.list = Card(_("Officers"), " ", inset=8)
        if self.list.head is not None:
            self.list.head.setContentsMargins(8, 0, 8, 0)
        self.list.add(self.table, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.COLUMN_GAP)
        row.addWidget(self.list, 1)
        self.form = self._form()
        row.addWidget(self.form)
        self.form.setVisible(self.may_add)

    def _form(self) -> Card:
        card = Card(_("New officer"), gap=8)
        card.setFixedWidth(344)
        self.name = Field(_("Name"), name="name", limit=100)
        self.login = Field(_("Login"), _("letters a-z, like “thuan”"), name="login", limit=40)
        self.pin = Field(_("PIN"), _("4 to 12 digits"), name="pin", limit=12)
        self.pin.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.role = Choice(_("Role"), [(one, begun(role_name(one))) for one in Role])
        self.title = Field(_("Title"), name="title", limit=100)
        self.counter = Field(_("Counter (if any)"), name="counter", limit=40)
        self.problem = problem_line()
        self.problem.hide()
        for field in self.fields().values():
            field.note_elsewhere()
            field.problem_changed.connect(self._say)
        for pair in (
            (self.name,),
            (self.login, self.pin),
            (Titled(_("Role"), self.role),),
            (self.title, self.counter),
        ):
            card.add(_beside(pair))
        card.add(self.problem)
        note = _(
            "Only a check value of the PIN is kept; nobody can read it back. "
            "Tell it to the officer in person."
        )
        card.add(Label(note, theme.EXPLAIN, tone="text2", wrap=True))
        card.body.addStretch(1)
        return card

    def refresh(self) -> None:
        self._officers = accounts.officers(self.session.desk)
        self.table.show_ids(range(1, len(self._officers) + 1))
        if self.list.head is not None:
            words = ngettext("{n} officer", "{n} officers", len(self._officers))
            self.list.head.hint.setText(words.format(n=len(self._officers)))

    def primary(self) -> None:
        """Let the new officer sign in.

        Raises:
            BadInput: the name, the login or the PIN cannot be accepted.
            Duplicate: the login is taken.
        """
        if not self.may_add:
            return
        if not self.name.text():
            raise BadInput(_("Enter the officer's name."), "name")
        role = self.role.value()
        officer = Officer(
            login=self.login.text(),
            name=self.name.text(),
            role=Role(str(role)),
            title=self.title.text(),
            counter=self.counter.text(),
        )
        session = self.session
        accounts.add_officer(session.desk, officer, self.pin.text(), session.now(), session.officer)
        for field in self.fields().values():
            field.set_text("")
        self.refresh()
        words = _("{name} can sign in now as {login}.")
        session.say("done", words.format(name=officer.name, login=officer.login), thing=officer.name)
        self.name.setFocus()

    def fields(self) -> dict[str, Field]:
        every = (self.name, self.login, self.pin, self.title, self.counter)
        return {one.name: one for one in every}

    def _say(self, _sentence: str) -> None:
        sentence = next((one.problem() for one in self.fields().values() if one.problem()), "")
        self.problem.label.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def _fetch(self, ids: Sequence[int]) -> list[Officer]:
        return [self._officers[number - 1] for number in ids]


def _columns() -> tuple[Column, ...]:
    return (
        Column(_("Name"), lambda one: one.name, 156, weight=500),
        Column(_("Login"), lambda one: one.login, 118, tone="text2"),
        Column(_("Role"), lambda one: begun(role_name(one.role)), 178),
        Column(_("Title"), lambda one: one.title, tone="text2"),
        Column(_("Counter"), lambda one: one.counter, 88, tone="text2"),
    )


def _beside(parts: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part, 1)
    return holder
