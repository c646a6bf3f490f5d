"""A card at the counter: put right from the office's own dossiers, known again under either number."""

from dataclasses import replace
from datetime import date

import pytest

from counter_app.core.records import Person
from counter_app.errors import BadInput
from counter_app.services import citizens, corrections, processing, queries, reception

TODAY = date(2026, 11, 23)
#: A card of 2024 with the fields behind the seventh, as far as any is known to have.
NEW_CARD = (
    "099187000456|012345678|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01072023||"
    "Đặng Quang Vĩnh Khải|Lã Tuyết Bạch Ngân|"
)
BARE = "099187000456||Dang Thi Diem|14031987|Nu|Thon Trung, xa Dong Phu|01072023"


@pytest.fixture
def known(desk, officers, new_dossier, clock):
    return reception.receive(desk, new_dossier(), officers["an"], clock())


def other(new_dossier, **changes):
    return new_dossier(applicant=replace(new_dossier().applicant, **changes))


def test_a_card_of_a_stranger_is_as_it_was_read(desk):
    taken = citizens.take_card(desk, NEW_CARD, TODAY)
    assert (taken.person.name, taken.person.old_id, taken.known) == ("Đặng Thị Diễm", "012345678", None)
    assert (taken.repairs, taken.repair_words, taken.waiting_words, taken.warnings) == ((), "", "", ())


def test_a_part_of_a_card_is_refused(desk):
    with pytest.raises(BadInput, match="lost"):
        citizens.take_card(desk, "099187000456||Đặng Thị Diễm", TODAY)


def test_lost_marks_come_from_the_dossier_of_the_same_number(desk, known):
    taken = citizens.take_card(desk, BARE, TODAY)
    assert (taken.person.name, taken.person.address) == ("Đặng Thị Diễm", "Thôn Trung, xã Đông Phù")
    assert taken.repair_words == (
        "Name and residence are from the dossier of 23/11/2026, because the scanner lost their marks; "
        "compare them with the card."
    )
    assert taken.warnings == ()
    assert taken.attention == "The scanner lost letters of the name; compare it with the card."


def test_each_field_comes_from_the_newest_dossier_that_agrees(desk, officers, new_dossier, known, clock):
    clock.pass_(days=2)
    reception.receive(desk, other(new_dossier, name="Dang Thi Diem"), officers["an"], clock())
    clock.pass_(days=1)
    reception.receive(desk, other(new_dossier, address="Thôn Hạ"), officers["an"], clock())
    taken = citizens.take_card(desk, BARE, TODAY)
    assert taken.repairs == (("name", date(2026, 11, 26)), ("address", date(2026, 11, 25)))
    assert taken.repair_words == (
        "The name is from the dossier of 26/11/2026, because the scanner lost its marks; "
        "compare it with the card. The residence is from the dossier of 25/11/2026, because the "
        "scanner lost its marks; compare it with the card."
    )


def test_what_nobody_knows_is_left_to_the_officer(desk, officers, new_dossier, clock):
    reception.receive(desk, other(new_dossier, name="Lê Thị Ánh", address=""), officers["an"], clock())
    taken = citizens.take_card(desk, BARE, TODAY)
    assert (taken.person.name, taken.repairs) == ("Dang Thi Diem", ())
    assert taken.warnings == (
        "The scanner lost letters of name and residence; compare them with the card.",
        "Earlier dossiers under this number are of Lê Thị Ánh; compare number and name with the card.",
    )


def test_dates_are_doubted_as_of_today(desk):
    assert citizens.take_card(desk, NEW_CARD, date(2027, 3, 13)).warnings == ()
    (said,) = citizens.take_card(desk, NEW_CARD, date(2027, 3, 14)).warnings
    assert "exchanged on 14/03/2027" in said
    assert citizens.take_card(desk, NEW_CARD, date(2027, 3, 14)).attention == said


def test_somebody_known_under_the_old_number_is_found_by_the_new_card(desk, officers, new_dossier, clock):
    old = reception.receive(desk, other(new_dossier, citizen_id="012345678"), officers["an"], clock())
    processing.forward(desk, old.scan_number, officers["an"], clock())
    processing.finish(desk, old.scan_number, officers["dung"], clock())
    taken = citizens.take_card(desk, NEW_CARD, TODAY)
    assert [row.scan_number for row in taken.known.waiting] == [old.scan_number]
    assert taken.waiting_words == "1 result is waiting."


def test_the_old_number_stays_in_the_record_and_finds_the_new_one(desk, officers, new_dossier, clock):
    person = citizens.take_card(desk, NEW_CARD, TODAY).person
    state = reception.receive(desk, new_dossier(applicant=person), officers["an"], clock())
    assert queries.dossier(desk, state.scan_number).applicant.old_id == "012345678"
    assert citizens.known_person(desk, Person(name="", citizen_id="012345678")).person == person
    (event,) = queries.events(desk, state.scan_number)
    assert event.data["applicant"]["old_id"] == "012345678"
    changed = corrections.correct(
        desk, state.scan_number, {"citizen_id": "099187000457"}, officers["an"], clock(), "sai số"
    )
    assert changed.applicant.old_id == "", "it came with the number that was wrong"


@pytest.mark.parametrize("number", ["", "0991870004", "09918700045", "x99187000456", "099187000999"])
def test_a_part_of_a_number_or_another_one_finds_nobody(desk, known, number):
    assert citizens.known_person(desk, Person(name="Đặng Thị Diễm", citizen_id=number)) is None


def test_without_a_number_name_and_telephone_tell(desk, known):
    person = Person(name="Đặng Thị Diễm", phone="0900000187")
    assert citizens.known_person(desk, person).person == known.applicant
    assert citizens.known_person(desk, replace(person, phone="")) is None


def test_a_person_typed_by_hand_is_doubted_like_a_card(desk, known):
    person = replace(known.applicant, sex="Nam", born="1986", name="Lê Thị Ánh")
    here = citizens.known_person(desk, person)
    assert len(citizens.doubts(person, here)) == 3
    assert citizens.doubts(known.applicant, here) == ()
    assert citizens.doubts(Person(name=""), None) == ()
