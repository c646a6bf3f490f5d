"""Scanners and fingers are told apart, and what was scanned is named."""

from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.campaign_scans import run
from counter_app.core.bursts import Scan, Typing
from counter_app.core.codes import Reserved, reserved_number
from counter_app.core.command_cards import Command, card_digits, card_name
from counter_app.core.known_codes import LONGEST
from counter_app.core.scan import Doubles, Recogniser, ScanKind, ScanMeaning, meaning

RECEIPT = "0170261123004235"
CODE = "H99.017-261123-0042"
CARD = "099187000456||Đặng Thị Diễm|14031987|Nữ|Thôn Trung, xã Đông Phù|01072023"
PARCEL = "EE123456785VN"

#: Unlike any machine's: the gaps of somebody who types the digits from paper.
BY_HAND = (90, 130, 80, 145, 110, 70, 149, 95, 120, 88, 140, 105, 75, 135, 99, 118)


def play(recogniser: Recogniser, text: str, gap_ms: float, start_ms: float = 0) -> list[Scan | Typing]:
    return play_at(recogniser, text, [start_ms + place * gap_ms for place in range(len(text))])


def play_at(recogniser: Recogniser, text: str, times: list[float]) -> list[Scan | Typing]:
    return [one for char, at in zip(text, times, strict=True) for one in recogniser.feed(char, at)]


def composed(changes: list[tuple[int, str]], gap_ms: float = 5, before: str = "") -> list[Scan | Typing]:
    recogniser = Recogniser()
    for place, (deleted, inserted) in enumerate(changes):
        assert recogniser.feed(inserted, place * gap_ms, deleted=deleted, before=before) == []
    return recogniser.suffix(len(changes) * gap_ms)


@pytest.mark.parametrize("suffix", ["\r", "\n", "\t"])
@pytest.mark.parametrize("gap_ms", [0, 1, 2, 21, 50, 90, 120, 140])
@pytest.mark.parametrize("code", [RECEIPT, CODE, CARD, PARCEL, "8934563138165", "https://vn.example/q"])
def test_a_known_code_is_recognised_at_every_pace_of_a_scanner(code, gap_ms, suffix):
    assert play(Recogniser(), code + suffix, gap_ms) == [Scan(code)]


def test_digits_typed_by_hand_stay_typing_even_if_all_are_right():
    times = [0.0, *accumulate(BY_HAND)]
    assert play_at(Recogniser(), RECEIPT + "\r", times[:17]) == [Typing(RECEIPT)]


def test_keys_pressed_before_the_last_is_let_go_are_fingers_however_even():
    recogniser = Recogniser()
    for place, char in enumerate(RECEIPT):
        recogniser.feed(char, place * 80, overlapping=place % 3 == 1)
    assert recogniser.suffix(2000) == [Typing(RECEIPT)]


def test_an_unknown_code_is_recognised_by_its_pace_alone():
    assert play(Recogniser(), "LOT-7781\r", 20) == [Scan("LOT-7781")]
    assert play(Recogniser(), "LOT-778\r", 20) == [Typing("LOT-778")]
    assert play(Recogniser(), "LOT-7781\r", 51) == [Typing("LOT-7781")]
    assert play(Recogniser(min_length=7), "LOT-778\r", 20) == [Scan("LOT-778")]


def test_fast_fingers_whose_keys_overlap_are_no_scanner():
    recogniser = Recogniser()
    for place, char in enumerate("thanh pho"):
        recogniser.feed(char, place * 45, overlapping=bool(place))
    assert recogniser.suffix(1000) == [Typing("thanh pho")]


def test_a_scan_without_a_suffix_ends_with_a_pause():
    recogniser = Recogniser()
    assert play(recogniser, RECEIPT, 5) == []
    assert recogniser.pause(15 * 5 + 150) == []
    assert recogniser.pause(15 * 5 + 151) == [Scan(RECEIPT)]
    assert recogniser.pause(10_000) == []


def test_the_key_after_a_pause_opens_a_new_burst():
    recogniser = Recogniser()
    play(recogniser, RECEIPT, 5)
    assert recogniser.feed("a", 500) == [Scan(RECEIPT)]
    assert recogniser.suffix(510) == [Typing("a")]
    assert recogniser.suffix(520) == [], "Enter alone belongs to the field"


def test_a_key_held_down_is_typing():
    assert play(Recogniser(), "a" * 40 + "\r", 30) == [Typing("a" * 40)]
    assert play(Recogniser(), "a" * 40 + "b\r", 30) == [Typing("a" * 40 + "b")]


def test_a_clock_that_goes_back_ends_the_burst():
    recogniser = Recogniser()
    assert recogniser.feed("1", 1000) == []
    assert recogniser.feed("2", 900) == [Typing("1")]


def test_a_frame_holds_a_scan_however_short_and_slow():
    recogniser = Recogniser()
    assert play(recogniser, "ab\x02QUAY2", 300) == [Typing("a"), Typing("b")]
    assert recogniser.is_certain
    assert recogniser.feed("\x03", 2500) == [Scan("QUAY2")]
    assert play(recogniser, "\x02\x03", 5, 9000) == []


def test_what_was_typed_around_a_scan_stays_typing():
    typed_before = play_at(Recogniser(), "Ng" + RECEIPT + "\r", [0, 110, *range(140, 140 + 17 * 4, 4)])
    assert typed_before == [Typing("Ng"), Scan(RECEIPT)]
    recogniser = Recogniser()
    play_at(recogniser, RECEIPT + "xy", [*range(0, 64, 4), 130, 250])
    assert recogniser.suffix(400) == [Scan(RECEIPT), Typing("xy")]


def test_a_letter_typed_amid_a_scan_stays_typing():
    seen = play(Recogniser(), "01702611k23004235\r", 6)
    assert seen == [Scan(RECEIPT), Typing("k")]
    assert seen[1].events == (8,)
    assert 8 not in seen[0].events


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("000.n17.22.H56-261123-0042", "000.17.22.H56-261123-0042"),
        ("G07.h12-261123-0042", "G07.12-261123-0042"),
        ("A12.05k-261123-0042", "A12.05-261123-0042"),
        ("H99.017-26k1123-0042", CODE),
        ("01702611230042735", RECEIPT),
    ],
)
def test_a_key_typed_amid_a_code_is_told_by_what_it_leaves(typed, code):
    seen = play(Recogniser(), typed + "\r", 6)
    assert seen[0] == Scan(code)
    assert sum(len(one.events) for one in seen) == len(typed)


def test_figures_typed_behind_a_code_with_a_letter_amid_are_not_its_own():
    recogniser = Recogniser()
    play_at(recogniser, "H05-26112k3-004209", [*range(0, 16 * 5, 5), 160, 240])
    assert recogniser.suffix(330) == [Scan("H05-261123-0042"), Typing("k"), Typing("09")]


def test_what_stands_far_before_a_code_is_no_part_of_it():
    recogniser = Recogniser()
    play_at(recogniser, "17.n22.H56-261123-0042", [*range(0, 12, 3), *range(121, 121 + 18 * 3, 3)])
    assert recogniser.suffix(180) == [Typing("17.n"), Scan("22.H56-261123-0042")]


def test_digits_with_a_letter_typed_by_hand_stay_typing():
    times = [0.0, *accumulate([*BY_HAND, 90])]
    assert play_at(Recogniser(), "01702611k23004235\r", times) == [Typing("01702611k23004235")]


def test_etx_alone_makes_all_that_is_open_a_scan():
    recogniser = Recogniser()
    play(recogniser, "QUAY2", 100)
    assert recogniser.whole(500) == [Scan("QUAY2")]
    assert recogniser.whole(510) == []


def test_a_letter_before_an_unknown_code_is_told_by_its_gap():
    seen = play_at(Recogniser(), "xLOT-7781-AB\r", [0, *range(45, 45 + 12 * 3, 3)])
    assert seen == [Typing("x"), Scan("LOT-7781-AB")]


def test_a_code_read_twice_without_a_suffix_is_one_code_or_two_scans():
    assert play(Recogniser(), RECEIPT * 2 + "\r", 5) == [Scan(RECEIPT), Scan(RECEIPT)]
    assert play(Recogniser(), CARD * 2 + "\r", 5) == [Scan(CARD), Scan(CARD)]
    recogniser = Recogniser()
    play(recogniser, "LOT-7781-AB" * 2, 5)
    assert recogniser.pause(1_000) == [Scan("LOT-7781-AB")]
    twice = "LOT-7781-AB" * 2
    assert play(Recogniser(), twice + "\r", 5) == [Scan(twice)], "its suffix would have come between"


def test_many_keys_at_a_machines_pace_are_certain_before_they_end():
    recogniser = Recogniser()
    play(recogniser, CARD[:19], 4)
    assert not recogniser.is_certain
    recogniser.feed("x", 80)
    assert (recogniser.is_certain, recogniser.length) == (True, 20)
    slow = Recogniser()
    play(slow, CARD[:30], 45)
    assert not slow.is_certain


def test_a_time_stamp_that_is_a_little_early_changes_nothing():
    assert play_at(Recogniser(), RECEIPT + "\r", [*range(0, 64, 4), 58]) == [Scan(RECEIPT)]
    assert play_at(Recogniser(), RECEIPT, [0, 8, 6, *range(12, 64, 4)]) == []


def test_no_more_is_kept_of_a_scan_than_any_code_has():
    recogniser = Recogniser()
    assert play(recogniser, "0123456789" * 1_000, 1) == []
    assert recogniser.length == LONGEST
    assert recogniser.suffix(10_000) == [Scan("0123456789" * (LONGEST // 10))]


def test_caps_lock_is_taken_back():
    assert play(Recogniser(), "h26.170-261123-0042\r", 5) == [Scan("h26.170-261123-0042")]
    spoilt = "099187000456||nGUYEN tHI hOA|14031987|nU|tO 5 pHUONG qUANG tRUNG|01072023"
    put_right = "099187000456||Nguyen Thi Hoa|14031987|Nu|To 5 Phuong Quang Trung|01072023"
    assert play(Recogniser(), spoilt + "\r", 5) == [Scan(put_right)]


def test_the_vietnamese_row_of_figures_is_taken_back():
    row = str.maketrans("0123456789", "đăâêô\u0300\u0309\u0303\u0301\u0323")
    for code in (
        RECEIPT,
        CODE,
        "8934563138165",
        "LOT-7781-AB",
        "099187000456||Đào Thị Lê|14031987|Nữ|Phù|01072023",
    ):
        assert play(Recogniser(), code.translate(row) + "\r", 5) == [Scan(code)], code
    typed = play_at(
        Recogniser(), ("Le " + CARD).translate(row), [0, 120, 240, *range(300, 300 + 3 * len(CARD), 3)]
    )
    assert typed == []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ([(0, "A"), (1, ""), (0, "Á"), (1, ""), (0, "À"), *((0, one) for one in ".05-261123-0042")], "A12"),
        ([(0, "A"), (1, "Á"), (1, "À"), *((0, one) for one in ".05-261123-0042")], "A12"),
        ([(0, "A"), (1, "Á"), (1, "A1"), *((0, one) for one in ".05-261123-0042")], "A11"),
    ],
)
def test_what_vni_made_of_a_code_is_taken_back(changes, code):
    assert composed(changes) == [Scan(f"{code}.05-261123-0042")]


def test_a_tone_that_a_scan_took_from_a_typed_word_is_its_first_figure():
    changes = [(2, "ên"), *((0, one) for one in RECEIPT[1:])]
    assert composed(changes, before="Nguyễn") == [Scan(RECEIPT)]


def test_telex_is_taken_back():
    changes = [(0, "E"), (1, "Ê"), *((0, one) for one in PARCEL[2:])]
    assert composed(changes) == [Scan(PARCEL)]


def test_a_link_that_telex_marked_is_no_other_one_for_what_was_typed_before_it():
    recogniser = Recogniser()
    at = 0.0
    for char in "daw ":  # Telex would have made something of that w
        recogniser.feed(char, at)
        at += 90
    changes = [*((0, one) for one in "http://vn.e"), (1, "ẽ"), *((0, one) for one in "mpl"), (4, "ễmpl")]
    for deleted, inserted in changes:
        recogniser.feed(inserted, at, deleted=deleted)
        at += 7
    assert recogniser.suffix(at) == [Typing("daw "), Scan("http://vn.exmple")]


def test_a_letter_that_telex_made_of_a_typed_one_and_the_first_of_a_code_is_not_left_out():
    changes = [(0, "d"), (0, "a"), (1, "â"), *((0, one) for one in "12.05-261123-0042")]
    typed, scanned = composed(changes)
    assert (typed.events, scanned) == ((0, 1), Scan("a12.05-261123-0042")), "its capital is not known"


def test_a_tone_that_moves_on_to_the_first_letter_of_a_scan_is_no_key():
    changes = [(2, "êmỮ"), *((0, one) for one in "IFI:T:WPA")]
    assert composed(changes, before="Diễm") == [Scan("WIFI:T:WPA")]


def test_a_word_that_an_input_method_composes_is_typing():
    assert composed([(0, "d"), (1, "đ"), (0, "a"), (2, "đâ"), (0, "y")], 120) == [Typing("đây")]


def test_the_same_code_again_is_a_double_each_code_by_itself():
    doubles = Doubles()
    assert [doubles.again(one, at, at) for one, at in (("a", 0), ("b", 100), ("a ", 300), ("b", 450))] == [
        False,
        False,
        True,
        True,
    ]
    assert not doubles.again("a", 800, 900)
    assert doubles.again("a", 1300, 2300), "a slow reading counts from its beginning"


@given(
    text=st.text(
        st.characters(exclude_characters="\r\n\t\x02\x03", exclude_categories=["Cs", "Mn"]), max_size=40
    ),
    gaps=st.lists(st.integers(0, 160), min_size=41, max_size=41),
)
def test_nothing_that_was_fed_is_lost(text, gaps):
    recogniser = Recogniser()
    times = list(accumulate(gaps))
    seen = [one for char, at in zip(text, times, strict=False) for one in recogniser.feed(char, at)]
    seen += recogniser.suffix(times[-1])
    assert sum(len(one.events) for one in seen) == len(text)
    if all(isinstance(one, Typing) for one in seen):
        assert "".join(one.text for one in seen) == text


def test_thousands_of_streams_lose_double_steal_and_leave_nothing():
    result = run(3_000, seed=7)
    assert result.failures == []
    assert result.scans > 3_000
    assert result.typed > 30_000


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
        ("8934563138160", "it is a code of goods"),
        ("https://vn.example/q", "https://vn.example/q is not accepted: it is the address of a page"),
        (f"https://vn.example/{'a' * 50}", "…"),
        (PARCEL, f"{PARCEL} is not accepted: it is the number of a parcel"),
        ("ee123456789vn", "the number of a parcel"),
        ("00020101021138570010A0000007276304A13F", "the code of a bank for paying"),
        ("DN4010100012345|4e677579e1bb856e|14/03/1987|2", "a health insurance card"),
        ("IDVNM0990004567099187000456<<8", "the lines on the back of a card"),
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
