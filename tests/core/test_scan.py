"""Scanners and fingers are told apart, and what was scanned is named."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.codes import Reserved, reserved_number
from counter_app.core.command_cards import Command, card_digits, card_name
from counter_app.core.scan import Recogniser, Scan, ScanKind, ScanMeaning, Typing, meaning

RECEIPT = "0170261123004235"
CARD = "099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01072023"


def play(recogniser: Recogniser, text: str, gap_ms: float, start_ms: float = 0) -> list[Scan | Typing]:
    seen = [recogniser.feed(char, start_ms + place * gap_ms) for place, char in enumerate(text)]
    return [one for one in seen if one is not None]


@pytest.mark.parametrize("suffix", ["\r", "\n", "\t"])
@pytest.mark.parametrize("gap_ms", [0, 2, 21, 50])
def test_a_scanner_is_recognised_up_to_its_gap(suffix, gap_ms):
    assert play(Recogniser(), RECEIPT + suffix, gap_ms) == [Scan(RECEIPT)]


def test_slower_keys_are_typing_one_by_one():
    recogniser = Recogniser()
    assert play(recogniser, "12345678", 51) == [Typing(one) for one in "1234567"]
    assert recogniser.pending == "8"
    assert recogniser.suffix(10_000) == Typing("8")
    assert recogniser.pending == ""


def test_a_short_burst_is_typing():
    assert play(Recogniser(), "1234567\r", 5) == [Typing("1234567")]
    assert play(Recogniser(min_length=7), "1234567\r", 5) == [Scan("1234567")]


def test_a_scan_without_a_suffix_ends_with_a_pause():
    recogniser = Recogniser()
    assert play(recogniser, RECEIPT, 5) == []
    assert recogniser.pause(15 * 5 + 50) is None
    assert recogniser.pause(15 * 5 + 51) == Scan(RECEIPT)
    assert recogniser.pause(10_000) is None


def test_the_key_after_a_pause_opens_a_new_burst():
    recogniser = Recogniser()
    play(recogniser, RECEIPT, 5)
    assert recogniser.feed("a", 500) == Scan(RECEIPT)
    assert recogniser.pending == "a"


def test_enter_alone_belongs_to_the_field():
    assert Recogniser().suffix(5) == Typing("")


def test_enter_after_a_pause_closes_what_was_scanned_before():
    recogniser = Recogniser()
    play(recogniser, RECEIPT, 5)
    assert recogniser.suffix(900) == Scan(RECEIPT)


def test_a_key_held_down_is_typing():
    assert play(Recogniser(), "a" * 40 + "\r", 30) == [Typing("a" * 40)]


def test_a_clock_that_goes_back_ends_the_burst():
    recogniser = Recogniser()
    assert recogniser.feed("1", 1000) is None
    assert recogniser.feed("2", 900) == Typing("1")


@given(
    text=st.text(st.characters(exclude_characters="\r\n\t", exclude_categories=["Cs"]), max_size=30),
    gaps=st.lists(st.integers(0, 120), min_size=31, max_size=31),
)
def test_nothing_that_was_fed_is_lost(text, gaps):
    recogniser = Recogniser()
    times = list(accumulate(gaps))
    seen = [recogniser.feed(char, at) for char, at in zip(text, times, strict=False)]
    seen.append(recogniser.suffix(times[-1]))
    assert "".join(one.text for one in seen if one) == text


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        (RECEIPT, ScanKind.RECEIPT, RECEIPT),
        ("0170 261123 0042 35\r\n", ScanKind.RECEIPT, RECEIPT),
        ("h99.017-261123-0042\r", ScanKind.CODE, "H99.017-261123-0042"),
        (f"{CARD}\n", ScanKind.CARD, CARD),
    ],
)
def test_what_belongs_to_the_desk(text, kind, value):
    seen = meaning(text)
    assert (seen.kind, seen.value, seen.sentence) == (kind, value, "")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("8934563138165\r", "8934563138165 is not accepted: it is a code of goods"),
        ("https://vn.example/q", "it is not from this desk"),
        ("đây là chữ", "it is not from this desk"),
        ("0170261123004236", "A digit is wrong in the scan number"),
        ("", "it is not from this desk"),
    ],
)
def test_a_foreign_code_says_why_it_is_refused(text, said):
    seen = meaning(text)
    assert seen.kind == "foreign"
    assert said in seen.sentence
    assert "Scan" in seen.sentence


def test_a_rung_of_the_calibration_page_says_how_wide_it_is():
    seen = meaning(reserved_number(Reserved.CALIBRATION, 4))
    assert (seen.kind, seen.value) == (ScanKind.CALIBRATION, "4")
    assert seen.sentence.startswith("This is a bar of the calibration page.")


def test_the_label_of_a_shelf_is_no_dossier():
    seen = meaning("0000 000001 0012 35\r\n")
    assert (seen.kind, seen.value) == (ScanKind.SHELF, "12")
    assert seen.sentence.startswith("This is the label of shelf 12.")


def test_a_command_card_names_its_command_and_asks_for_a_dossier():
    for command in Command:
        seen = meaning(card_digits(command) + "\r")
        assert (seen.kind, seen.value) == (ScanKind.COMMAND, str(int(command)))
        assert card_name(command) in seen.sentence
        assert "Scan the receipt first" in seen.sentence
    assert [int(one) for one in Command] == [1, 2, 3, 4, 5], "printed cards stay what they are"


def test_a_card_of_a_command_that_this_desk_does_not_know_is_refused():
    seen = meaning(reserved_number(Reserved.COMMAND, 6))
    assert seen.kind is ScanKind.FOREIGN
    assert "a day that does not exist" in seen.sentence


@given(text=st.text(max_size=200))
def test_every_text_has_a_meaning(text):
    seen = meaning(text)
    assert bool(seen.sentence) is (seen.kind is ScanKind.FOREIGN)


@pytest.mark.parametrize(
    ("text", "kind"), [("HSA1:0001:0117:1", ScanKind.ACKNOWLEDGEMENT), (" hsn1:0131:AB ", ScanKind.NODE_CARD)]
)
def test_what_offices_tell_each_other_is_known_by_its_beginning(text: str, kind: ScanKind):
    assert meaning(text) == ScanMeaning(kind, text.strip())
