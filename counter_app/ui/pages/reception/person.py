"""Card 2 of reception: the owner of the dossier, from the card or by hand, and who hands it in."""

from dataclasses import asdict, replace
from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from counter_app.core.citizen_card import sex_and_year, spoilt_warnings
from counter_app.core.records import Person
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.services import citizens
from counter_app.services.citizens import CITIZEN_DIGITS, CardTaken
from counter_app.services.queries import KnownPerson
from counter_app.ui.keys import is_enter
from counter_app.ui.pages.reception.gutter import fit_gutter
from counter_app.ui.pages.reception.words import birth_of, birth_words, sex_of
from counter_app.ui.session import Said, Session
from counter_app.ui.widgets import Card, Field, FieldRow, GutterCard, Icon, IconLabel, LinkButton
from counter_app.ui.widgets.fields import go_on
from counter_app.ui.widgets.found_words import PartLabel
from counter_app.ui.widgets.quiet import QuietButton

#: Signs that people write into numbers.
_IN_NUMBERS = str.maketrans("", "", " .-\u00a0")


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
        self._known: KnownPerson | None = None
        #: What the last card said of itself, as long as its number stands in the field.
        self._taken: CardTaken | None = None
        self._last_taken: CardTaken | None = None
        self._spoilt: tuple[str, ...] = ()
        #: A citizen number, and the old number of the same person.
        self._old = ("", "")
        self._build()
        self._connect()
        self._show_hint()

    def _build(self) -> None:
        self.note_line = IconLabel("contact_card_20_regular", "", icon_size=20, gap=8, wrap=True)
        self.note_line.label.setMinimumHeight(20)
        self.warning_line = IconLabel("warning_16_regular", "", "caution", gap=12, wrap=True)
        self.warning_line.hide()
        self.name = Field(_("Full name"), name="name")
        self.citizen_id = Field(_("Citizen number"), name="citizen_id", limit=18)
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
        self.earlier = LinkButton(_("Earlier dossiers"), "F3")
        self.like_last = LinkButton(_("Like last time"), "Alt+S")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon("history_16_regular", 16, "soft_text"))
        row.addWidget(self.known_words, 1)
        row.addWidget(self.like_last)
        row.addWidget(self.earlier)
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
        for field in (self.name, self.born, self.sex):
            field.committed.connect(self._tidy)
        for field in (self.name, self.address):
            field.changed.connect(partial(self._compared, field))
        self.citizen_id.changed.connect(self._number_typed)
        self.citizen_id.committed.connect(self._number_done)
        self.phone.committed.connect(self._phone_done)
        self.other.clicked.connect(self.toggle_submitter)
        self.hand_over.clicked.connect(self.want_result)
        self.earlier.clicked.connect(lambda: self._session.open_page("search", self.known_number()))

    def person(self) -> Person:
        """The owner as typed; dates and sex in the form of the records."""
        number, old_id = self._old
        return Person(
            name=self.name.text(),
            citizen_id=self.citizen_id.text(),
            born=birth_of(self.born.text()),
            sex=sex_of(self.sex.text()),
            address=self.address.text(),
            phone=self.phone.text(),
            email=self.email.text(),
            old_id=old_id if self._number() == number else "",
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
        """Show ``person`` without a word of where it came from.

        Where only gaps of the card that was scanned last are filled, what it said of itself still holds.
        """
        keeps_card = self._taken is not None and _only_fills(self.person(), person)
        self._fill(person)
        self._set_submitter(submitter, shown=bool(submitter))
        if not keeps_card:
            self._taken = None
            self._show_hint()
        self._look_up()
        self._show_doubts()
        self.changed.emit()

    def shows(self, taken: CardTaken) -> bool:
        """Whether this very card was shown last; coming back to the page does not show it again."""
        return self._last_taken is taken

    def show_card(self, taken: CardTaken, at: datetime) -> Said:
        """Fill the fields from a card scanned at ``at``; telephone and email stay. What there is to say."""
        person, before = taken.person, self.name.text()
        kept = self.person() if person.citizen_id == self._number() else Person(name="")
        self._fill(replace(person, phone=kept.phone, email=kept.email))
        self.address.set_label(_("Residence (as on the card)"))
        self._taken = self._last_taken = taken
        self._spoilt, self._known = taken.card.spoilt, taken.known
        if person.old_id:
            words = _("Card scanned at {time}, old number {old}. Compare its photo with the person.")
        else:
            words = _("From the citizen card at {time}. Compare the photo on the card with the person.")
        sentences = (words.format(time=f"{at:%H:%M}", old=person.old_id), taken.repair_words)
        self._say("checkmark_circle_20_regular", " ".join(filter(None, sentences)), "good")
        self._show_known()
        self._show_doubts()
        self.changed.emit()
        return _said_of(taken, before)

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

    def known_number(self) -> str:
        """The number under which the citizen's earlier dossiers are found, or empty."""
        return self._known.person.citizen_id if self._known else ""

    def want_result(self) -> None:
        """The waiting result is wanted now."""
        if self.waiting():
            self.result_wanted.emit(self.waiting())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not is_enter(event):
            return super().eventFilter(watched, event)
        if not go_on(self.fields, watched):
            self.finished.emit()
        return True

    def _fill(self, person: Person) -> None:
        self.name.set_text(person.name)
        self.citizen_id.set_text(person.citizen_id)
        self.born.set_text(birth_words(person.born))
        self.sex.set_text(person.sex)
        self.address.set_text(person.address)
        self.phone.set_text(person.phone)
        self.email.set_text(person.email)
        self._old = (person.citizen_id, person.old_id)

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
        self._show_doubts()

    def _number(self) -> str:
        return self.citizen_id.text().translate(_IN_NUMBERS)

    def _number_typed(self) -> None:
        """A whole citizen number is looked for at once; a shorter one may be the beginning of it."""
        if len(self._number()) == CITIZEN_DIGITS:
            self._look_up()
        elif self._known is not None:
            self._known = None
            self._show_known()

    def _number_done(self) -> None:
        number = self._number()
        self.citizen_id.edit.setText(number)
        if number:
            self._look_up()
        if number.isdecimal() and len(number) == CITIZEN_DIGITS and not self.sex.text():
            self.sex.set_text(sex_and_year(number)[0])
            self.changed.emit()
        self._show_doubts()

    def _phone_done(self) -> None:
        """Without a number, name and telephone together tell who it is; what is empty is filled."""
        typed = self.person()
        if self._number() or not (typed.name and typed.phone):
            return
        self._look_up()
        if self._known is not None:
            given = {name: value for name, value in asdict(typed).items() if value}
            self._fill(replace(self._known.person, **given))
            self._say_known()
            self.changed.emit()

    def _compared(self, field: Field, _text: str) -> None:
        """A field that the scanner had spoilt was put right by hand."""
        if field.name in self._spoilt:
            self._spoilt = tuple(name for name in self._spoilt if name != field.name)
            self._show_doubts()

    def _look_up(self) -> None:
        typed = self.person()
        person = replace(typed, citizen_id=self._number(), phone=typed.phone.translate(_IN_NUMBERS))
        self._known = citizens.known_person(self._session.desk, person)
        self._show_known()

    def _show_known(self) -> None:
        known = self._known
        self.known_line.setVisible(known is not None)
        if known is None:
            return
        self.known_words.show_words(*_known_words(known))
        self.hand_over.setVisible(bool(known.waiting))
        self.earlier.setVisible(known.dossiers > len(known.waiting) and bool(self.known_number()))
        self._fill_gaps(known.person)

    def _fill_gaps(self, person: Person) -> None:
        """What is known fills a form in which only the number was typed."""
        if self.name.text():
            return
        phone, email = self.phone.text() or person.phone, self.email.text() or person.email
        self._fill(replace(person, phone=phone, email=email))
        self.citizen_id.edit.end(False)  # more figures may follow: it may be a longer number
        self._say_known()

    def _say_known(self) -> None:
        words = _("From an earlier dossier of this person. Compare with the papers.")
        self._say("history_16_regular", words, "good")

    def _show_doubts(self) -> None:
        """What does not fit together, from a card and by hand alike."""
        person = replace(self.person(), citizen_id=self._number())
        taken = self._taken
        if taken is None or taken.person.citizen_id != person.citizen_id:
            self._taken, self._spoilt = None, ()
        age = self._taken.age if self._taken else ()
        doubts = (*spoilt_warnings(self._spoilt), *citizens.doubts(person, self._known), *age)
        self.warning_line.show_words("warning_16_regular", " ".join(doubts))
        self.warning_line.setVisible(bool(doubts))


def _only_fills(before: Person, after: Person) -> bool:
    """Whether everything that ``before`` says is in ``after``, too."""
    said = asdict(before)
    said.pop("old_id")
    return any(said.values()) and all(getattr(after, name) == one for name, one in said.items() if one)


def _said_of(taken: CardTaken, before: str) -> Said:
    """The sentence of the strip about a card; ``before`` is who stood in the form until then."""
    person = taken.person
    filled = sum(
        bool(one) for one in (person.name, person.citizen_id, person.born, person.sex, person.address)
    )
    if taken.warnings or taken.repairs:
        kind, words = (
            "caution",
            _("Citizen card read: {name}, born {born}. Compare what is said above the fields."),
        )
    else:
        kind, words = "done", _("Citizen card read: {name}, born {born}. {n} fields filled.")
    sentence = words.format(name=person.name, born=birth_words(person.born), n=filled)
    if before not in ("", person.name):
        return Said(kind, sentence, _("Bring {name} back").format(name=before), "Ctrl+Z", person.name)
    return Said(kind, sentence, _("Clear for another person"), "Esc", person.name)


def _known_words(known: KnownPerson) -> list[str]:
    """How often somebody was here, and what waits for them or what they handed in last."""
    before = ngettext("{n} dossier before.", "{n} dossiers before.", known.dossiers)
    pieces = [before.format(n=known.dossiers) + " "]
    if known.waiting:
        n = len(known.waiting)
        waiting = ngettext("{n} result is waiting:", "{n} results are waiting:", n).format(n=n)
        return [*pieces, waiting, " " + known.waiting[0].procedure]
    newest = known.rows[0]
    words = _("The newest, of {day}: {procedure}")
    return [pieces[0] + words.format(day=short_date(newest.received_at), procedure=newest.procedure)]
