"""The QR text of citizen cards in its variants; oddities warn, lost parts are refused."""

import unicodedata
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.citizen_card import (
    CitizenCard,
    age_warnings,
    looks_like_card,
    number_warnings,
    read_card,
    repaired,
    sex_and_year,
)
from counter_app.core.records import Person
from counter_app.errors import BadInput

FULL = "099187000456|012345678|Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01072023"
CARD = CitizenCard(
    citizen_id="099187000456",
    old_id="012345678",
    name="Đặng Thị Diễm",
    born="1987-03-14",
    sex="Nữ",
    address="Thôn Trung, xã Đông Phù",
    issued="2023-07-01",
)


def test_a_card_of_seven_fields():
    assert read_card(FULL) == CARD
    assert CARD.person() == Person(
        name="Đặng Thị Diễm",
        citizen_id="099187000456",
        born="1987-03-14",
        sex="Nữ",
        address="Thôn Trung, xã Đông Phù",
        old_id="012345678",
    )
    assert replace(CARD, old_id=CARD.citizen_id).person().old_id == ""


@pytest.mark.parametrize(
    "text",
    [
        FULL + "\r\n",
        "\ufeff" + FULL,
        "ï»¿" + FULL,
        " \ufeff " + FULL,
        FULL + "|||",
        FULL + "| | |",
        FULL.replace("|", " | "),
        FULL.replace("Đặng Thị Diễm", "Đặng  Thị Diễm"),
        unicodedata.normalize("NFD", FULL),
        FULL + "|",
        FULL + "||Đặng Văn A|Lê Thị B|x",
    ],
)
def test_the_same_card_however_it_is_written(text):
    assert read_card(text) == CARD


@pytest.mark.parametrize(
    ("text", "old"),
    [
        (FULL.replace("|012345678|", "||"), ""),
        (FULL.replace("|012345678|", "|"), ""),
        (FULL.replace("|012345678|", "|099187000456|"), "099187000456"),
    ],
)
def test_the_old_number_may_be_empty_missing_or_long(text, old):
    card = read_card(text)
    assert card.old_id == old
    assert (card.name, card.issued, card.warnings) == (CARD.name, CARD.issued, ())


@pytest.mark.parametrize(
    ("written", "born"),
    [("00001987", "1987"), ("00031987", "1987"), ("1987", "1987"), ("14031987", "1987-03-14")],
)
def test_a_birth_may_be_a_year_alone(written, born):
    card = read_card(FULL.replace("14031987", written))
    assert card.born == born
    assert card.warnings == ()


@pytest.mark.parametrize(
    ("written", "sex"),
    [
        *(("Nam", "Nam"), ("NỮ", "Nữ"), ("nu", "Nữ"), ("N?", "Nữ"), ("N", "Nữ"), ("Ná»¯", "Nữ")),
        *(("?", ""), ("", ""), ("X", "")),
    ],
)
def test_the_sex_as_scanners_deliver_it(written, sex):
    assert read_card(FULL.replace("|Nữ|", f"|{written}|")).sex == sex


@pytest.mark.parametrize("issued", ["", "32132023", "2023", "?", "01070203", "01072123"])
def test_a_date_of_issue_that_cannot_be_read_stays_empty(issued):
    assert read_card(FULL.replace("01072023", issued)).issued == ""


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ("|Nữ|", "|Nam|", "sex"),
        ("|Nữ|", "||", "sex"),
        ("14031987", "14031986", "year of birth"),
        ("099187", "099387", "year of birth"),
        ("Đặng Thị Diễm", "?ặng Thị Diễm", "letters of the name"),
        ("Đặng Thị Diễm", "Äáº·ng Thá»‹ Diá»…m", "letters of the name"),
        ("Đặng Thị Diễm", "Đặng Th\ufffd Diễm", "letters of the name"),
        ("Thôn Trung, xã", "Th?n Trung, x?", "letters of the residence"),
        ("Thôn Trung, xã", "Th┼n Trung, xã", "letters of the residence"),
    ],
)
def test_what_does_not_fit_together_warns_and_does_not_block(changed, to, said):
    card = read_card(FULL.replace(changed, to))
    assert len(card.warnings) == 1
    assert said in card.warnings[0]


@pytest.mark.parametrize(
    ("number", "sex", "born"), [("099206000456", "Nam", "14032006"), ("099306000456", "Nữ", "2006")]
)
def test_numbers_of_this_century(number, sex, born):
    card = read_card(f"{number}||Y Moan Ê-nuôl K'sor|{born}|{sex}|Buôn A|01072023")
    assert card.warnings == ()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0170261123004235",
        "099187000456",
        "99187000456|" + FULL.partition("|")[2],
        "٠٩٩١٨٧٠٠٠٤٥٦|" + FULL.partition("|")[2],
        "|".join(FULL.split("|")[:6]),
        "099187000456||Đặng Thị Diễm",
        "099187000456|",
        FULL.replace("Đặng Thị Diễm", ""),
        FULL.replace("14031987", "14030187"),
        FULL.replace("14031987", "31021987"),
        FULL.replace("14031987", ""),
        FULL.replace("Thôn", "Thôn\x00"),
        FULL + "|" * 3000,
    ],
)
def test_what_is_no_card_or_lost_a_part_is_refused(text):
    with pytest.raises(BadInput, match=r"\."):
        read_card(text)


def test_a_name_that_fits_no_form_is_refused():
    with pytest.raises(BadInput, match="at most 200"):
        read_card(FULL.replace("Đặng", "Đặng" * 60))


@given(text=st.text(max_size=80), tail=st.text(alphabet="|09Na ữ", max_size=60))
def test_any_text_is_a_card_or_a_refusal(text, tail):
    for one in (text, "099187000456|" + tail):
        try:
            card = read_card(one)
        except BadInput:
            continue
        assert looks_like_card(one)
        assert card.name
        assert card.born


@pytest.mark.parametrize("page", ["cp1252", "cp1258", "cp437", "cp850"])
def test_bytes_of_utf_8_that_arrive_as_letters_are_put_together_again(page):
    """What a scanner types that sends each byte as a character of a code page."""
    text = FULL.replace("Đặng", "Hồ").replace("Đông Phù", "Sơn Hạ")  # every byte of it has a letter
    typed = "".join(
        bytes([one]).decode("latin-1" if page == "cp1252" and one in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else page)
        for one in text.encode()
    )
    card = read_card(typed)
    assert (card.name, card.sex, card.address) == ("Hồ Thị Diễm", "Nữ", "Thôn Trung, xã Sơn Hạ")
    assert card.warnings == ()


def test_caps_lock_is_taken_back():
    assert read_card(FULL.swapcase()) == CARD
    typed = FULL.encode().decode("latin-1").swapcase()
    assert read_card(typed).citizen_id == CARD.citizen_id, "what cannot be told stays for the officer"


def test_a_card_without_any_mark_is_to_be_compared_as_a_whole():
    bare = read_card(FULL.replace("Đặng Thị Diễm|14031987|Nữ", "Dang Thi Diem|14031987|Nu"))
    assert bare.spoilt == ("name", "address")
    assert bare.warnings == ("The scanner lost letters of name and residence; compare them with the card.",)
    man = "099087000456||Cao Minh Anh|14031987|Nam|{}|01072023"
    assert read_card(man.format("Thon Trung, xa Dong Phu")).spoilt == ("name", "address")
    assert read_card(man.format("Thôn Trung, xã Đông Phù")).spoilt == (), "a name may have no mark at all"
    assert read_card(man.format("")).spoilt == ()


KNOWN = Person(name="Đặng Thị Diễm", address="Thôn Trung, xã Đông Phù")


@pytest.mark.parametrize(
    ("name", "sex", "address"),
    [
        ("Dang Thi Diem", "Nu", "Thon Trung, xa Dong Phu"),
        ("DANG THI DIEM", "NU", "THON TRUNG, XA DONG PHU"),
        ("??ng Th? Di?m", "N?", "Th?n Trung, x? ??ng Ph?"),
        ("ng Th Dim", "N", "Thn Trung, x ng Ph"),
        ("Äáº·ng Thá»‹ Diá»…m", "N┼", "Th├n Trung, x├ ──ng Ph├"),
    ],
)
def test_lost_letters_are_taken_from_the_known_person_with_the_number(name, sex, address):
    card = read_card(f"099187000456||{name}|14031987|{sex}|{address}|01072023")
    assert card.spoilt == ("name", "address")
    better = repaired(card, KNOWN)
    assert (better.name, better.address, better.spoilt) == (KNOWN.name, KNOWN.address, ())
    assert better.warnings == ()


@pytest.mark.parametrize(
    "known",
    [
        Person(name="Lê Thị Ánh", address="Thôn Hạ, xã Đông Phù"),
        Person(name="Dang Thi Diem", address=""),
        Person(name="?ặng Thị Diễm", address="Th?n Trung, xã Đông Phù"),
    ],
)
def test_what_does_not_agree_or_is_no_better_is_not_taken(known):
    card = read_card(FULL.replace("Đặng Thị Diễm|14031987|Nữ", "Dang Thi Diem|14031987|Nu"))
    assert repaired(card, known) == card


def test_a_card_that_arrived_whole_is_never_changed():
    assert repaired(CARD, Person(name="Đặng Thị Điềm", address="nơi khác")) is not CARD
    assert repaired(CARD, Person(name="Đặng Thị Điềm", address="nơi khác")) == CARD


@pytest.mark.parametrize(
    ("number", "born", "sex", "count"),
    [
        ("099187000456", "1987-03-14", "Nữ", 0),
        ("099187000456", "", "", 0),
        ("099187000456", "1987", "Nam", 1),
        ("099187000456", "1986", "Nam", 2),
        ("012345678", "1986", "Nam", 0),
        ("", "1986", "Nam", 0),
    ],
)
def test_a_number_typed_by_hand_is_checked_as_far_as_it_goes(number, born, sex, count):
    assert len(number_warnings(number, born, sex)) == count


def test_the_number_tells_sex_and_year():
    assert sex_and_year("099187000456") == ("Nữ", 1987)
    assert sex_and_year("099206000456") == ("Nam", 2006)


@pytest.mark.parametrize(
    ("born", "issued", "on", "said"),
    [
        ("1987-03-14", "2023-07-01", date(2026, 11, 23), ""),
        ("1987-03-14", "2023-07-01", date(2027, 3, 13), ""),
        ("1987-03-14", "2023-07-01", date(2027, 3, 14), "exchanged on 14/03/2027"),
        ("1987-03-14", "2025-03-14", date(2030, 1, 1), ""),  # within two years before 40: good until 60
        ("1950-03-14", "2021-07-01", date(2060, 1, 1), ""),  # no end after 60
        ("2000-02-29", "2021-01-01", date(2025, 3, 1), "exchanged on 01/03/2025"),
        ("1987-03-14", "", date(2060, 1, 1), ""),
        ("1987", "2000-01-01", date(2060, 1, 1), ""),
        ("1987", "1980-01-01", date(2026, 1, 1), "issued before"),
        ("2013-03-14", "2025-01-01", date(2027, 3, 13), "not yet 14"),
        ("2013-03-14", "2025-06-01", date(2027, 3, 14), ""),
    ],
)
def test_dates_that_make_doubtful(born, issued, on, said):
    found = age_warnings(born, issued, on)
    assert len(found) == bool(said)
    assert said in "".join(found)
