"""Who collects the result: the owner, or somebody with an authorisation and then who."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from counter_app.core.folding import folded
from counter_app.core.records import DossierState, HandOver, Person
from counter_app.errors import BadInput
from counter_app.i18n import gettext as _
from counter_app.services.citizens import CardTaken
from counter_app.ui import theme
from counter_app.ui.widgets import Card, Field, FieldRow, IconLabel, Label, LargeChoice
from counter_app.ui.words import addressed, called

OWNER, AUTHORISED = "owner", "authorised"


class WhoCard(Card):
    """Two large choices; the fields appear only with the second. ``changed`` when anything of it changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(gap=8)
        self._state: DossierState | None = None
        self._sexes: dict[str, str] = {}
        self._card_id = ""
        self._build()
        self._connect()

    def _build(self) -> None:
        self.add(Label(_("Who collects the result"), theme.BASE, 600))
        self.choice = LargeChoice(
            (
                (OWNER, _("Owner of the dossier"), "", "Ctrl+1"),
                (AUTHORISED, _("Authorised person"), _("with an authorisation"), "Ctrl+2"),
            ),
            name=_("Who collects the result"),
        )
        self.filled = IconLabel("checkmark_circle_16_regular", "", "good", size=theme.EXPLAIN, wrap=True)
        self.filled.hide()
        self.doubts = IconLabel("warning_16_regular", "", "caution", size=theme.EXPLAIN, wrap=True)
        self.doubts.hide()
        self.name = Field(_("Name of the person who collects"), name="collector")
        self.citizen_id = Field(_("Citizen number"), _("as on the card"), name="citizen_id", limit=18)
        self.authorisation = Field(
            _("Authorisation"), _("number, date, and who certified it"), name="authorised", limit=500
        )
        self.fields = QWidget()
        column = QVBoxLayout(self.fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(FieldRow(((self.name, 3), (self.citizen_id, 2))))
        column.addWidget(FieldRow(((self.authorisation, 1),)))
        self.fields.hide()
        self.add(self.choice)
        self.add(self.filled)
        self.add(self.doubts)
        self.add(self.fields)

    def _connect(self) -> None:
        self.choice.changed.connect(self._chosen)
        for field in (self.name, self.citizen_id, self.authorisation):
            field.changed.connect(lambda _text: self.changed.emit())

    def show_dossier(self, state: DossierState) -> None:
        """Begin anew for ``state``: the owner collects until said otherwise."""
        self._state = state
        self._sexes = {folded(state.applicant.name): state.applicant.sex}
        self._card_id = ""
        self.choice.set_note(OWNER, _("{person} in person").format(person=addressed(state.applicant)))
        for field in (self.name, self.citizen_id, self.authorisation):
            field.set_text("")
        submitter = state.submitter
        other = bool(submitter) and folded(submitter) != folded(state.applicant.name)
        note = _("or {name}, who handed the dossier in").format(name=submitter)
        self.choice.set_note(AUTHORISED, note if other else _("with an authorisation"))
        if other:
            self.name.set_text(submitter)
        self.filled.hide()
        self.doubts.hide()
        self.choice.set_value(OWNER)
        self.fields.hide()
        self.changed.emit()

    def take_card(self, taken: CardTaken, time: str) -> bool:
        """A citizen card was scanned: the owner's own chooses the owner, another fills the fields.

        Returns whether it is the owner's card.
        """
        state = self._state
        if state is None:
            return False
        person, owner = taken.person, state.applicant
        own = is_of(owner, person)
        self._sexes[folded(person.name)] = person.sex
        if own:
            self._card_id = person.citizen_id
            words = _("The card scanned at {time} is the owner's. Compare its picture with the person.")
            self.choice.set_value(OWNER)
        else:
            self.name.set_text(person.name)
            self.citizen_id.set_text(person.citizen_id)
            words = _("Filled from the card at {time}. Compare its picture with the person.")
            self.choice.set_value(AUTHORISED)
        said = " ".join(filter(None, (words.format(time=time), taken.repair_words)))
        self.filled.show_words("checkmark_circle_16_regular", said, "good")
        self.filled.show()
        self.doubts.show_words("warning_16_regular", " ".join(taken.warnings))
        self.doubts.setVisible(bool(taken.warnings))
        self.fields.setVisible(not own)
        (self.choice.options()[0] if own else self.authorisation).setFocus()
        self.changed.emit()
        return own

    def authorised(self) -> bool:
        """Whether somebody else than the owner collects."""
        return bool(self.choice.value() == AUTHORISED)

    def carded(self) -> bool:
        """Whether the owner's own card was scanned."""
        return bool(self._card_id) and not self.authorised()

    def receiver(self) -> str:
        """Who receives, as one calls them aloud; "" while the name is not known."""
        if self._state is None:
            return ""
        name = self.name.text() if self.authorised() else self._state.applicant.name
        return called(name, self._sexes.get(folded(name), ""))

    def hand_over(self, note: str) -> HandOver:
        """What is recorded.

        Raises:
            BadInput: somebody else collects and their name is missing.
        """
        if not self.authorised():
            return HandOver(citizen_id=self._card_id, note=note)
        if not self.name.text():
            raise BadInput(_("Write the name of the person who collects, or scan their card."), "collector")
        return HandOver(
            collector=self.name.text(),
            citizen_id=self.citizen_id.text(),
            authorised=self.authorisation.text(),
            note=note,
        )

    def problem_field(self, name: str) -> Field | None:
        """The field of that name, where it is shown."""
        found = {one.name: one for one in (self.name, self.citizen_id, self.authorisation)}.get(name)
        return found if found is not None and self.authorised() else None

    def _chosen(self, who: str) -> None:
        self.fields.setVisible(who == AUTHORISED)
        if who == AUTHORISED:
            (self.authorisation if self.name.text() else self.name).setFocus()
        self.changed.emit()


def is_of(owner: Person, holder: Person) -> bool:
    """Whether the holder of a card is the owner of a dossier: by either number, by name where it has none."""
    if owner.citizen_id:
        return owner.citizen_id in (holder.citizen_id, holder.old_id)
    return folded(holder.name) == folded(owner.name)
