"""Card 2 of reception: the owner of the dossier, from the card or by hand, and who hands it in."""

from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from counter_app.core.citizen_card import CitizenCard
from counter_app.core.records import Person
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext
from counter_app.services import queries
from counter_app.ui.pages.reception.gutter import fit_gutter
from counter_app.ui.pages.reception.words import birth_of, birth_words, sex_of
from counter_app.ui.session import Session
from counter_app.ui.widgets import Card, Field, FieldRow, GutterCard, Icon, IconLabel, LinkButton
from counter_app.ui.widgets.found_words import PartLabel
from counter_app.ui.widgets.quiet import QuietButton

_ID_LENGTHS = (9, 12)


class PersonCard(GutterCard):
    """Fields of the owner; a scanned card fills them, a known citizen's waiting results stand below."""

    #: Something of the person was changed by hand, by a card or by clearing.
    changed = Signal()
    #: Enter was pressed in the last field.
    finished = Signal()
    #: The citizen's waiting result with this scan number is wanted now.
    result_wanted = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__(_("2 Submitter"), _("is the owner"), gap=6)
        self._session = session
        self._narrow = False
        self._known: queries.KnownPerson | None = None
        self._build()
        self._connect()
        self._show_hint()

    def _build(self) -> None:
        self.note_line = IconLabel("contact_card_20_regular", "", icon_size=20, gap=8, wrap=True)
        self.note_line.label.setMinimumHeight(20)
        self.warning_line = IconLabel("warning_16_regular", "", "caution", wrap=True)
        self.warning_line.hide()
        self.name = Field(_("Full name"), name="name")
        self.citizen_id = Field(_("Citizen number"), name="citizen_id", limit=13)
        self.born = Field(_("Born on"), name="born", limit=10)
        self.sex = Field(_("Sex"), name="sex", limit=5)
        self.address = Field(_("Residence"), name="address", limit=300)
        self.phone = Field(_("Telephone (if any)"), name="phone", limit=20)
        self.email = Field(_("Email (if any)"), name="email")
        self.submitter = Field(_("Handed in by (another person than the owner)"), name="submitter")
        self.fields = (
            *(self.name, self.citizen_id, self.born, self.sex),
            *(self.address, self.phone, self.email, self.submitter),
        )
        self.submitter.hide()
        self.add(self.note_line)
        self.add(self.warning_line)
        self.add(FieldRow([(self.name, 1), (self.citizen_id, 136), (self.born, 112), (self.sex, 64)]))
        self.add(FieldRow([(self.address, 1), (self.phone, 152), (self.email, 168)]))
        self.submitter_row = FieldRow([(self.submitter, 1)])
        self.add(self.submitter_row)
        self._build_known()
        self.content.addStretch(1)
        self.other = QuietButton(_("Somebody else"), "Alt+N", below=True)
        self.other.setToolTip(_("Another person hands the dossier in (Alt+N)"))
        self.other.setAccessibleName(self.other.toolTip())
        self._put_under_note(self.other)

    def _build_known(self) -> None:
        self.known_line = Card(ground="soft", gap=0)
        self.known_line.body.setContentsMargins(10, 4, 8, 4)
        self.known_words = PartLabel(tone="soft_text")
        self.hand_over = LinkButton(_("Hand it over"), "F4")
        self.like_last = LinkButton(_("Like last time"), "Alt+C")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon("history_16_regular", 16, "soft_text"))
        row.addWidget(self.known_words, 1)
        row.addWidget(self.like_last)
        row.addWidget(self.hand_over)
        self.known_line.body.addLayout(row)
        self.known_line.setFixedHeight(32)
        self.known_line.hide()
        self.add(self.known_line)

    def _put_under_note(self, part: QuietButton) -> None:
        holder = self.title.parentWidget()
        gutter = holder.layout() if holder is not None else None
        if isinstance(gutter, QVBoxLayout):
            gutter.insertWidget(2, part)

    def _connect(self) -> None:
        for field in self.fields:
            field.edit.installEventFilter(self)
            field.changed.connect(self.changed)
        self.born.committed.connect(self._tidy)
        self.sex.committed.connect(self._tidy)
        self.citizen_id.changed.connect(self._look_up)
        self.other.clicked.connect(self.toggle_submitter)
        self.hand_over.clicked.connect(self.want_result)

    def person(self) -> Person:
        """The owner as typed; dates and sex in the form of the records."""
        return Person(
            name=self.name.text(),
            citizen_id=self.citizen_id.text(),
            born=birth_of(self.born.text()),
            sex=sex_of(self.sex.text()),
            address=self.address.text(),
            phone=self.phone.text(),
            email=self.email.text(),
        )

    def submitter_name(self) -> str:
        """Who hands the dossier in; empty where it is the owner."""
        return "" if self.submitter.isHidden() else self.submitter.text()

    def fit(self, *, dense: bool, narrow: bool) -> None:
        """Closer together where the window is low, no name in the gutter where it is narrow."""
        fit_gutter(self, _("2 Submitter"), narrow=narrow)
        self._narrow = narrow
        self.other.setVisible(not narrow)
        self.phone.setFixedWidth(136 if narrow else 152)
        self.email.setFixedWidth(136 if narrow else 168)
        self._say_who()
        self.body.setContentsMargins(16, 8 if dense else 12, 16, 8 if dense else 12)
        self.content.setSpacing(3 if dense else 6)

    def is_empty(self) -> bool:
        """Whether nothing is typed."""
        return not any(field.text() for field in self.fields)

    def show_person(self, person: Person, submitter: str = "") -> None:
        """Show ``person`` without a word of where it came from."""
        self._fill(person)
        self._set_submitter(submitter, shown=bool(submitter))
        self._show_hint()
        self._look_up()
        self.changed.emit()

    def show_card(self, card: CitizenCard, at: datetime) -> int:
        """Fill the fields from a scanned card; telephone and email stay. How many fields it filled."""
        person = card.person()
        values = (person.name, person.citizen_id, person.born, person.sex, person.address)
        other = person.citizen_id != self.citizen_id.text()
        kept = Person(name="") if other else self.person()
        self._fill(
            Person(
                name=person.name,
                citizen_id=person.citizen_id,
                born=person.born,
                sex=person.sex,
                address=person.address,
                phone=kept.phone,
                email=kept.email,
            )
        )
        self.address.set_label(_("Residence (as on the card)"))
        words = _("From the citizen card at {time}. Compare the photo on the card with the person.")
        self._say("checkmark_circle_20_regular", words.format(time=f"{at:%H:%M}"), "good")
        self.warning_line.show_words("warning_16_regular", " ".join(card.warnings))
        self.warning_line.setVisible(bool(card.warnings))
        self._look_up()
        self.changed.emit()
        return sum(bool(value) for value in values)

    def clear(self) -> None:
        """Empty every field."""
        self.show_person(Person(name=""))

    def toggle_submitter(self) -> None:
        """Another person hands the dossier in, or no longer."""
        shown = self.submitter.isHidden()
        self._set_submitter(self.submitter.text(), shown=shown)
        (self.submitter if shown else self.name).setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def waiting(self) -> str:
        """The scan number of the citizen's first waiting result, or empty."""
        return self._known.waiting[0].scan_number if self._known and self._known.waiting else ""

    def want_result(self) -> None:
        """The waiting result is wanted now."""
        if self.waiting():
            self.result_wanted.emit(self.waiting())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
            if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._next_field(watched)
                return True
        return super().eventFilter(watched, event)

    def _next_field(self, edit: QObject) -> None:
        shown = [field for field in self.fields if not field.isHidden()]
        place = next(number for number, field in enumerate(shown) if field.edit is edit)
        if place + 1 < len(shown):
            shown[place + 1].setFocus(Qt.FocusReason.TabFocusReason)
            shown[place + 1].edit.selectAll()
        else:
            self.finished.emit()

    def _fill(self, person: Person) -> None:
        self.name.set_text(person.name)
        self.citizen_id.set_text(person.citizen_id)
        self.born.set_text(birth_words(person.born))
        self.sex.set_text(person.sex)
        self.address.set_text(person.address)
        self.phone.set_text(person.phone)
        self.email.set_text(person.email)

    def _set_submitter(self, name: str, *, shown: bool) -> None:
        self.submitter.set_text(name if shown else "")
        self.submitter.setVisible(shown)
        self.submitter_row.setVisible(shown)
        self._say_who()

    def _say_who(self) -> None:
        other = not self.submitter.isHidden()
        words = _("for the owner") if other else _("is the owner")
        self.set_note("" if self._narrow else words)
        self.other.setText(_("The owner after all") if other else _("Somebody else"))

    def _show_hint(self) -> None:
        self.address.set_label(_("Residence"))
        self.warning_line.hide()
        hint = _("Scan a citizen card at any time, wherever the cursor is; or type.")
        self._say("contact_card_20_regular", hint, "text2")

    def _say(self, icon: str, words: str, tone: str) -> None:
        self.note_line.show_words(icon, words, tone)

    def _tidy(self) -> None:
        self.born.edit.setText(birth_words(birth_of(self.born.text())))
        self.sex.edit.setText(sex_of(self.sex.text()))

    def _look_up(self) -> None:
        number = self.citizen_id.text()
        whole = number.isdecimal() and len(number) in _ID_LENGTHS
        self._known = queries.person(self._session.desk, number) if whole else None
        self._show_known()

    def _show_known(self) -> None:
        known = self._known
        self.known_line.setVisible(known is not None)
        if known is None:
            return
        before = ngettext("{n} dossier before.", "{n} dossiers before.", known.dossiers)
        pieces = [before.format(n=known.dossiers) + " "]
        if known.waiting:
            n = len(known.waiting)
            waiting = ngettext("{n} result is waiting:", "{n} results are waiting:", n).format(n=n)
            pieces += [waiting, " " + known.waiting[0].procedure]
        self.known_words.show_words(*pieces)
        self.hand_over.setVisible(bool(known.waiting))
        self._fill_gaps(known.person)

    def _fill_gaps(self, person: Person) -> None:
        """What is known fills a form in which only the number was typed."""
        if self.name.text():
            return
        phone, email = self.phone.text() or person.phone, self.email.text() or person.email
        self._fill(person)
        self.phone.set_text(phone)
        self.email.set_text(email)
        words = _("From an earlier dossier of this person. Compare with the papers.")
        self._say("history_16_regular", words, "good")
