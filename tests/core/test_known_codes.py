"""Codes are told by their looks, alone and amid other letters."""

import time

import pytest

from counter_app.core.codes import check_digits
from counter_app.core.known_codes import find_codes, is_own_number, is_parcel

RECEIPT = "0170261123004235"


def found(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_codes(text)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (f"x{RECEIPT}y", [RECEIPT]),
        (f"{RECEIPT}H26.170-261123-0042", [RECEIPT, "H26.170-261123-0042"]),
        ("000.00.15.H26-200709-0001", ["000.00.15.H26-200709-0001"]),
        ("H26-200709-00012x", ["H26-200709-00012"]),
        ("ABCD.EF-200709-0001", ["ABCD.EF-200709-0001"]),
        ("8934563138165", ["8934563138165"]),
        ("8934563138160", []),
        ("99187000456|x", []),
        ("0170261123004236", []),
        ("9999999999999999", []),
    ],
)
def test_codes_are_found(text, codes):
    assert found(text) == codes


def test_a_number_whose_day_does_not_exist_is_none_of_ours():
    no_day = "01702613230042"
    assert not is_own_number(no_day + check_digits(no_day))
    assert is_own_number("0000000001001235"), "the label of a shelf"


@pytest.mark.parametrize(
    ("text", "right"), [("EE123456785VN", True), ("EE123456789VN", False), ("RR473124829VN", True)]
)
def test_the_digit_of_a_parcel(text, right):
    assert is_parcel(text) is right


@pytest.mark.parametrize(
    "text", ["9" * 10_000, "000201" * 1_700, "AA." * 3_400, "1" * 300 + "|", "0123456789|AAAAAA|" * 60]
)
def test_a_long_line_is_looked_through_at_once(text):
    began = time.thread_time()
    find_codes(text)
    assert time.thread_time() - began < 0.1
