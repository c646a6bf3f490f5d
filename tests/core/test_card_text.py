"""Letters that a scanner changed: what is put right, and what may stand for what."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.card_text import (
    agrees,
    has_marks,
    is_spoilt_address,
    is_spoilt_name,
    undone,
    with_case_right,
)

NAMES = st.text(
    alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậéèẻẽẹíìỉĩịóòỏõọớờởỡợúùủũụứừửữựýỳỷỹỵ ", max_size=40
)


#: No Vietnamese syllable has two tones; UTF-8 read as a code page often looks so ("ãí" is "ơ").
TWO_TONES = re.compile("[áàảãạấầẩẫậéèẻẽẹíìỉĩịóòỏõọớờởỡợúùủũụứừửữựýỳỷỹỵ]{2}")


@given(name=NAMES.filter(lambda name: not TWO_TONES.search(name)))
def test_a_whole_text_is_left_as_it_is(name):
    assert undone(name) == name
    assert undone(name.title()) == name.title()


@given(name=NAMES, page=st.sampled_from(["cp1258", "cp437", "cp850"]))
def test_a_text_of_bytes_comes_back_or_stays_doubtful(name, page):
    """Pages in which every byte of UTF-8 has a character; in cp1252 five have none."""
    typed = name.encode().decode(page, "replace")
    back = undone(typed)
    assert back == name or is_spoilt_name(back)


@given(name=NAMES)
def test_a_name_agrees_with_all_that_a_scanner_makes_of_it(name):
    words = " ".join(name.split())
    if any(one.isascii() and one.isalpha() for one in words):
        assert agrees("".join(one for one in words if one.isascii()), words)
        assert agrees(words.upper(), words)


@pytest.mark.parametrize(
    ("delivered", "known", "agree"),
    [
        ("Nguy?n Th? Di?m", "Nguyễn Thị Diễm", True),
        ("Nguy??n Th? Di???m", "Nguyễn Thị Diễm", True),
        ("HoÃ ng V?n Nam", "Hoàng Văn Nam", True),  # the second byte of à is a space
        ("HoÃ ng", "Hoà ng", True),
        ("Nguy?n Thỉ Dỉm", "Nguyễn Thị Diễm", False),
        ("Nguy?n Th? Dỉm", "Nguyễn Thị Diễm", True),  # VIQR has made ỉ of i?
        ("Y ưang", "Y Wăng", True),  # Telex has made ư of w
        ("Nguy?n Th? Di?m", "Nguyễn Văn Diễm", False),
        ("Nguy?n Th? Di?m", "Nguyễn Thị Diễ", False),
        ("Nguy?n Th? Di?m", "Nguyễn Thị Diễm Hương", False),
        ("???? ??", "Nguyễn Ba", False),
        ("V? ?", "Vũ Ý", False),  # too little is left of it
        ("Th?n 3", "Thôn 3", True),
        ("Th?n 3", "Thôn 4", False),
        ("", "", False),
        ("", "Lê", False),
    ],
)
def test_what_may_stand_for_what(delivered, known, agree):
    assert agrees(delivered, known) is agree


def test_caps_lock_shows_in_every_word():
    assert with_case_right("nGUYỄN vĂN aN") == "Nguyễn Văn An"
    for right in ("Nguyễn Văn An", "NGUYỄN VĂN AN", "nguyễn văn an", "y", ""):
        assert with_case_right(right) == right


def test_marks_and_strange_letters():
    assert has_marks("Đỗ")
    assert has_marks("Lê")
    assert not has_marks("Cao Minh Anh")
    assert not is_spoilt_name("Y Čhuč Ê-nuôl K'sor")
    assert is_spoilt_name("Lê 1")
    assert not is_spoilt_address("Số 5/2 “Đồi 3” – xã Đông Phù (cũ)")
    assert is_spoilt_address("Th?n")


def test_a_text_made_to_be_slow_is_not():
    """Runs of lost letters fit in many ways; they are not tried one after another."""
    known = "a" * 200 + " ă ê ô" * 50
    delivered = "a" * 200 + " ? ?? ???" * 33
    assert not agrees(delivered, known)
