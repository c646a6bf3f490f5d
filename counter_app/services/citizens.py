"""Who stands at the counter: a citizen card as read, put right and known from earlier dossiers."""

from dataclasses import dataclass
from datetime import date

from counter_app.core.card_text import agrees
from counter_app.core.citizen_card import CitizenCard, age_warnings, number_warnings, read_card, repaired
from counter_app.core.records import DossierRow, Person
from counter_app.i18n import gettext as _
from counter_app.i18n import ngettext, short_date
from counter_app.models import dossiers
from counter_app.services import queries
from counter_app.services.desk import Desk
from counter_app.services.queries import KnownPerson

#: Digits of a citizen number (số định danh).
CITIZEN_DIGITS = 12
#: Digits of the identity card before it (số CMND).
_OLD_DIGITS = 9
#: Those of tax codes (mã số thuế) too.
_WHOLE_NUMBERS = (_OLD_DIGITS, 10, CITIZEN_DIGITS, 13)
#: Dossiers that are looked through for a name with its marks, newest first.
_LOOKED_THROUGH = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class CardTaken:
    """A card as the desk shows it; ``repairs`` are (field, day of the dossier it was taken from).

    ``age`` and ``warnings`` are sentences for the officer, those of the dates and all of them;
    none forbids anything. The text of the card is not in it.
    """

    card: CitizenCard
    person: Person
    known: KnownPerson | None
    repairs: tuple[tuple[str, date], ...]
    age: tuple[str, ...]

    @property
    def warnings(self) -> tuple[str, ...]:
        """Everything that does not fit together."""
        return (*self.card.warnings, *self.age, *_other_name(self.person, self.known))

    @property
    def waiting_words(self) -> str:
        """How many results wait for the holder, in one sentence; "" for none."""
        n = len(self.known.waiting) if self.known else 0
        if not n:
            return ""
        return ngettext("{n} result is waiting.", "{n} results are waiting.", n).format(n=n)

    @property
    def attention(self) -> str:
        """What to look at first, in one short sentence; "" for nothing."""
        if "name" in (*self.card.spoilt, *dict(self.repairs)):
            return _("The scanner lost letters of the name; compare it with the card.")
        return next(iter(self.warnings), self.repair_words)

    @property
    def repair_words(self) -> str:
        """What was taken from an earlier dossier, and from which, in one sentence; "" for nothing."""
        days = dict(self.repairs)
        name, address = days.get("name"), days.get("address")
        if name is not None and name == address:
            words = _(
                "Name and residence are from the dossier of {day}, because the scanner lost their marks; "
                "compare them with the card."
            )
            return words.format(day=short_date(name))
        sentences = []
        if name is not None:
            words = _(
                "The name is from the dossier of {day}, because the scanner lost its marks; "
                "compare it with the card."
            )
            sentences.append(words.format(day=short_date(name)))
        if address is not None:
            words = _(
                "The residence is from the dossier of {day}, because the scanner lost its marks; "
                "compare it with the card."
            )
            sentences.append(words.format(day=short_date(address)))
        return " ".join(sentences)


def take_card(desk: Desk, text: str, on: date) -> CardTaken:
    """The holder of the card whose QR code says ``text``, with what the office knows of them.

    Letters that the scanner lost are put right from the office's own dossiers of the same
    number, where they agree with what arrived. ``on`` is today, for what depends on the age.

    Raises:
        BadInput: not the text of a card, or a part of it is lost.
    """
    card, repairs = _repaired(desk, read_card(text))
    person = card.person()
    known = known_person(desk, person)
    age = tuple(age_warnings(card.born, card.issued, on))
    return CardTaken(card=card, person=person, known=known, repairs=repairs, age=age)


def known_person(desk: Desk, person: Person) -> KnownPerson | None:
    """Somebody who was here before, by number, old number, or by name together with the telephone.

    A number typed in part finds nobody.
    """
    number = person.citizen_id
    if not number:
        return queries.person(desk, "", person.name, person.phone)
    if not (number.isascii() and number.isdigit() and len(number) in _WHOLE_NUMBERS):
        return None
    found = queries.person(desk, number, old_id=person.old_id)
    if found is None and len(number) == _OLD_DIGITS:
        newer = dossiers.newer_number(number)
        found = queries.person(desk, newer, old_id=number) if newer else None
    return found


def doubts(person: Person, known: KnownPerson | None) -> tuple[str, ...]:
    """What does not fit together in a person typed by hand, as a card would be checked."""
    warnings = number_warnings(person.citizen_id, person.born, person.sex)
    return (*warnings, *_other_name(person, known))


def _repaired(desk: Desk, card: CitizenCard) -> tuple[CitizenCard, tuple[tuple[str, date], ...]]:
    repairs: list[tuple[str, date]] = []
    for row in _rows_of(card.citizen_id) if card.spoilt else ():
        better = repaired(card, Person(name=row.applicant, address=row.address))
        day = row.received_at.date()
        repairs += [(field, day) for field in card.spoilt if field not in better.spoilt]
        card = better
    return card, tuple(repairs)


def _rows_of(number: str) -> list[DossierRow]:
    return dossiers.rows(dossiers.of_person(number, limit=_LOOKED_THROUGH))


def _other_name(person: Person, known: KnownPerson | None) -> list[str]:
    """A number under which somebody of another name was here is a slip of the hand, here or then."""
    if known is None or not person.citizen_id or not person.name:
        return []
    if agrees(person.name, known.person.name):
        return []
    words = _("Earlier dossiers under this number are of {name}; compare number and name with the card.")
    return [words.format(name=known.person.name)]
