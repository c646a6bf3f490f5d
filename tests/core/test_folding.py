"""Search without marks, and the order of the Vietnamese alphabet."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.core.folding import folded, sort_key, tokens

LETTERS = "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvxyỳỷỹýỵ"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Nguyễn Thị ĐÀO", "nguyen thi dao"),
        ("Ặ Ễ Ữ đĐ", "a e u dd"),
        (unicodedata.normalize("NFD", "Đặng Thị Diễm"), "dang thi diem"),
        ("H99.017-261123", "h99.017-261123"),
        ("", ""),
    ],
)
def test_folding_takes_marks_and_case_off(text, plain):
    assert folded(text) == plain


def test_every_vietnamese_letter_folds_to_a_to_z():
    assert set(folded(LETTERS + LETTERS.upper())) <= set("abcdefghijklmnopqrstuvwxyz")


def test_tokens_are_words_without_punctuation():
    assert tokens("Đăng ký, (lại) khai_sinh 1.004884 - Nữ") == [
        "dang",
        "ky",
        "lai",
        "khai",
        "sinh",
        "1",
        "004884",
        "nu",
    ]
    assert tokens(" -. ") == []


@given(text=st.text(max_size=50))
def test_folding_is_the_same_for_both_forms_of_a_text_and_final(text):
    for form in ("NFC", "NFD"):
        assert folded(unicodedata.normalize(form, text)) == folded(text)
    assert all(folded(one) == one for one in tokens(text))


@pytest.mark.parametrize(
    "right",
    [
        ["ba", "bà", "bả", "bã", "bá", "bạ", "bă", "bâ", "be"],
        ["da", "dô", "đa", "đô", "e", "ê", "g"],
        ["o", "ô", "ơ", "p", "u", "ư", "v"],
        ["An", "An Bình", "Anh", "Ân"],
        ["Lê Thị An", "Lê Thị Ánh", "Lê Thị Bình", "Lý An"],
        ["hoà", "hoá", "hoa hồng"],
        ["1", "10", "2", "a"],
        ["an", "An", "án"],
    ],
)
def test_the_order_of_the_alphabet(right):
    mixed = random.Random(7).sample(right, len(right))
    assert sorted(mixed, key=sort_key) == right


@given(text=st.text(max_size=50))
def test_a_sort_key_can_be_stored_and_does_not_depend_on_the_form(text):
    key = sort_key(unicodedata.normalize("NFC", text))
    assert key == sort_key(unicodedata.normalize("NFD", text))
