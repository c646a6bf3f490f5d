"""Acknowledgements: signed, short enough for a QR code, and read aloud as twelve digits."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.errors import BadFile, NotFound
from counter_app.sync import acknowledgement
from counter_app.sync.acknowledgement import Acknowledgement, digits_of, numbers_of, read_line, write_line
from counter_app.sync.keys import public_hex
from tests.sync.exchange_makers import KEY, OTHER_KEY

SAID = Acknowledgement(sender="0001", said_in=1, node="0117", epoch=1, seq=12_345, hash="ab" * 32)
KNOWN = {"0001": public_hex(KEY), "0200": public_hex(OTHER_KEY)}


def test_a_line_comes_back_as_it_was_said() -> None:
    line = write_line(SAID, KEY)
    assert read_line(line, KNOWN) == SAID
    assert read_line(f"  {line[:50]}\n{line[50:].lower()}\r\n", KNOWN) == SAID
    assert line.isascii()
    assert line == line.upper()


@given(st.integers(0, 400), st.sampled_from("0123456789ABCDEF:HS"))
def test_a_line_with_any_other_character_is_refused(place: int, other: str) -> None:
    line = write_line(SAID, KEY)
    place %= len(line)
    changed = line[:place] + other + line[place + 1 :]
    if changed == line:
        return
    with pytest.raises(BadFile):
        read_line(changed, KNOWN)


def test_the_key_of_another_node_is_no_good() -> None:
    with pytest.raises(BadFile, match="signature"):
        read_line(write_line(SAID, OTHER_KEY), KNOWN)
    with pytest.raises(BadFile, match="0001"):
        read_line(write_line(SAID, KEY), {"0200": public_hex(OTHER_KEY)})


@pytest.mark.parametrize(
    "text", ["", "HSA1", "HSA2:0001", "0117261123004235", "x" * 5000, "HSA1:1:2:3:4:5:6"]
)
def test_other_texts_are_no_acknowledgements(text: str) -> None:
    with pytest.raises(BadFile, match="whole"):
        read_line(text, KNOWN)


def test_a_file_says_whose_and_how_far_in_its_name(tmp_path: Path) -> None:
    path = acknowledgement.write_file(tmp_path, SAID, KEY)
    assert path.name == "0001-0117-1-12345.hsa"
    assert acknowledgement.read_file(path, KNOWN) == SAID
    with pytest.raises(NotFound):
        acknowledgement.read_file(tmp_path / "none.hsa", KNOWN)


@given(seq=st.integers(1, 30_000_000), more=st.integers(0, 3_000_000))
def test_twelve_digits_lead_back_to_their_number(seq: int, more: int) -> None:
    said = Acknowledgement(sender="0001", said_in=1, node="0117", epoch=1, seq=seq, hash="cd" * 32)
    assert len(said.digits) == 12
    assert digits_of(f"{said.digits[:4]} {said.digits[4:8]}-{said.digits[8:]}") == said.digits
    assert seq in numbers_of(said.digits, seq + more)
    assert all(one % 10**7 == seq % 10**7 for one in numbers_of(said.digits, seq + more))


def test_one_wrong_digit_is_another_acknowledgement() -> None:
    digits = SAID.digits
    others = {
        Acknowledgement(sender="0001", said_in=1, node="0117", epoch=1, seq=seq, hash="ab" * 32).digits
        for seq in range(12_000, 13_000)
        if seq != SAID.seq
    }
    for place in range(12):
        for figure in "0123456789":
            wrong = digits[:place] + figure + digits[place + 1 :]
            assert wrong == digits or wrong not in others


@pytest.mark.parametrize("text", ["", "12345678901", "1234567890123", "12345678901a"])
def test_what_is_not_twelve_digits(text: str) -> None:
    assert digits_of(text) == ""
