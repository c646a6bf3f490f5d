"""Scan numbers keep every slip of a digit out; official codes are accepted as scanners deliver them."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counter_app.core.codes import (
    Reserved,
    ReservedNumber,
    ScanNumber,
    dossier_code,
    grouped_scan_number,
    looks_like_code,
    looks_like_scan_number,
    normalise_code,
    read_reserved_number,
    read_scan_number,
    reserved_number,
    scan_number,
)
from counter_app.errors import BadFile, BadInput, NotAllowed

DAY = date(2026, 11, 23)
PATTERN = "{unit}-{day:%y%m%d}-{number:04d}"

NUMBERS = st.builds(
    scan_number,
    st.from_regex(r"[0-9]{4}", fullmatch=True).filter(lambda node: node != "0000"),
    st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    st.integers(1, 9999),
)


def test_a_scan_number_is_node_day_number_and_check():
    number = scan_number("0170", DAY, 42)
    assert number[:14] == "01702611230042"
    assert int(number) % 97 == 1, "ISO 7064 MOD 97-10"
    assert grouped_scan_number(number) == f"0170 261123 0042 {number[14:]}"
    assert read_scan_number(number) == ScanNumber("0170", DAY, 42)


def test_the_check_digits_are_those_of_the_printed_example():
    assert scan_number("0170", DAY, 42) == "0170261123004235"


@pytest.mark.parametrize(
    "text", ["0170 261123 0042 35", "0170261123004235\r\n", " 0170261123004235\t", "\ufeff0170261123004235"]
)
def test_what_a_scanner_adds_is_left_out(text):
    assert read_scan_number(text) == ScanNumber("0170", DAY, 42)


@pytest.mark.parametrize("node", ["", "17", "00170", "017A", "٠١٧٠", "0000"])
def test_a_node_has_four_digits(node):
    with pytest.raises(BadInput, match="four digits") as refusal:
        scan_number(node, DAY, 1)
    assert refusal.value.field == "node"


@pytest.mark.parametrize("number", [0, 10_000])
def test_the_numbers_of_a_day_end(number):
    assert scan_number("0170", DAY, 9999)
    with pytest.raises(NotAllowed, match="9999 numbers of 23/11/2026"):
        scan_number("0170", DAY, number)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no scan number"),
        ("H26.170-261123-0042", "no scan number"),
        ("٠١٧٠٢٦١١٢٣٠٠٤٢٣٥", "no scan number"),
        ("017026112300423", "15 digits instead of 16"),
        ("01702611230042350", "17 digits instead of 16"),
        ("0170261123004236", "A digit is wrong in the scan number 0170 261123 0042 36"),
        ("0170261123014235", "A digit is wrong"),
    ],
)
def test_a_wrong_scan_number_has_its_sentence(text, said):
    with pytest.raises(BadInput, match=said):
        read_scan_number(text)


def test_a_day_that_does_not_exist_is_refused():
    body = "01702613230042"
    with pytest.raises(BadInput, match="does not exist"):
        read_scan_number(body + f"{98 - int(body) * 100 % 97:02d}")


def test_check_digits_that_only_divide_well_are_refused():
    numbers = (scan_number("0170", DAY, one) for one in range(1, 300))
    low = next(one for one in numbers if one.endswith("02"))
    with pytest.raises(BadInput, match="A digit is wrong"):
        read_scan_number(low[:14] + "99")


@given(number=NUMBERS)
def test_every_scan_number_reads_back(number):
    seen = read_scan_number(number)
    assert scan_number(seen.node, seen.day, seen.number) == number
    assert looks_like_scan_number(number)
    assert not looks_like_code(number)


@given(number=NUMBERS, place=st.integers(0, 15), digit=st.sampled_from("0123456789"))
def test_every_single_wrong_digit_is_caught(number, place, digit):
    assume(number[place] != digit)
    with pytest.raises(BadInput, match="A digit is wrong"):
        read_scan_number(number[:place] + digit + number[place + 1 :])


@given(number=NUMBERS, place=st.integers(0, 14))
def test_every_swap_of_neighbours_is_caught(number, place):
    assume(number[place] != number[place + 1])
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    with pytest.raises(BadInput, match="A digit is wrong"):
        read_scan_number(swapped)


@pytest.mark.parametrize(
    ("kind", "number", "digits"),
    [
        (Reserved.COMMAND, 1, "0000000000000195"),
        (Reserved.SHELF, 1, "0000000001000168"),
        (Reserved.SHELF, 9999, "0000000001999947"),
        (Reserved.CALIBRATION, 4, "0000000002000432"),
    ],
)
def test_a_label_of_the_program_has_a_number_of_no_office(kind, number, digits):
    assert reserved_number(kind, number) == digits
    assert int(digits) % 97 == 1, "ISO 7064 MOD 97-10"
    assert read_reserved_number(f" {grouped_scan_number(digits)}\r\n") == ReservedNumber(kind, number)
    with pytest.raises(BadInput, match="a day that does not exist"):
        read_scan_number(digits)


@pytest.mark.parametrize("number", [-1, 0, 10_000])
def test_a_shelf_has_a_number_from_1_to_9999(number):
    with pytest.raises(BadInput, match="from 1 to 9999") as refusal:
        reserved_number(Reserved.SHELF, number)
    assert refusal.value.field == "number"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0170261123004235",  # a dossier
        "0000000001000169",  # a wrong digit
        "000000000100013",
        "0000000009000146",  # a kind that there is not yet
        "0000000001000071",  # number 0
        "H99.017-261123-0042",
    ],
)
def test_anything_else_is_no_label_of_the_program(text):
    assert read_reserved_number(text) is None


@given(number=NUMBERS)
def test_no_dossier_is_taken_for_a_label(number):
    assert read_reserved_number(number) is None


def test_the_official_code():
    assert dossier_code(PATTERN, "H99.017", DAY, 42) == "H99.017-261123-0042"


@pytest.mark.parametrize("pattern", ["{province}-{number}", "{0}", "{number:zz}", "{unit.name}", "{"])
def test_a_pattern_that_asks_for_something_else_is_refused(pattern):
    with pytest.raises(BadFile, match="Mend the pack"):
        dossier_code(pattern, "H99.017", DAY, 42)


@pytest.mark.parametrize(
    "text",
    [
        "H99.017-261123-0042",
        "h99.017-261123-0042\r\n",
        " H99.017 - 261123 - 0042 ",
        "000.00.15.H26-200709-0001",
        "H26.170-251103-00071",
    ],
)
def test_codes_of_every_year_are_known(text):
    assert looks_like_code(text)
    assert normalise_code(text) == text.strip().replace(" ", "").upper()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "H99.017",
        "H99.017-261123",
        "H99.017-26112-0042",
        "H99.017-261123-042",
        "Đ99-261123-0042",
        "8934563138165",
    ],
)
def test_other_texts_are_no_codes(text):
    assert not looks_like_code(text)
    assert not looks_like_scan_number(text)
