"""The QR text of citizen cards in its variants; oddities warn, lost parts are refused."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.citizen_card import CitizenCard, looks_like_card, read_card
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
    )


@pytest.mark.parametrize(
    "text",
    [
        FULL + "\r\n",
        "\ufeff" + FULL,
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
    ("written", "born"), [("00001987", "1987"), ("1987", "1987"), ("14031987", "1987-03-14")]
)
def test_a_birth_may_be_a_year_alone(written, born):
    card = read_card(FULL.replace("14031987", written))
    assert card.born == born
    assert card.warnings == ()


@pytest.mark.parametrize(
    ("written", "sex"), [("Nam", "Nam"), ("NỮ", "Nữ"), ("nu", "Nữ"), ("?", ""), ("", "")]
)
def test_the_sex_as_scanners_deliver_it(written, sex):
    assert read_card(FULL.replace("|Nữ|", f"|{written}|")).sex == sex


@pytest.mark.parametrize("issued", ["", "32132023", "2023", "?"])
def test_a_date_of_issue_that_cannot_be_read_stays_empty(issued):
    assert read_card(FULL.replace("01072023", issued)).issued == ""


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ("|Nữ|", "|Nam|", "sex"),
        ("|Nữ|", "||", "sex"),
        ("14031987", "14031986", "year of birth"),
        ("099187", "099387", "year of birth"),
        ("01072023", "01071980", "issued before"),
        ("Đặng Thị Diễm", "?ặng Thị Diễm", "spoilt"),
        ("Đặng Thị Diễm", "Äáº·ng Thá»‹ Diá»…m", "spoilt"),
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
