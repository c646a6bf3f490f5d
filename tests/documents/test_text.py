"""Breaking lines: nothing lost, nothing wider than its column, and no word torn that need not be."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counter_app.documents.fonts import Face, width
from counter_app.documents.parts import unit_lines
from counter_app.documents.text import balanced, composed, cut, flowed, line_width, phone_words, wrapped

WORDS = st.lists(
    st.text("Nguyễn ĐặẵộBÌNHợ0,.-w".replace(" ", ""), min_size=1, max_size=60), min_size=1, max_size=25
)


@given(WORDS, st.floats(8, 60))
def test_lines_fit_and_hold_all_words(words: list[str], room: float) -> None:
    lines = wrapped(" ".join(words), Face.BOLD, 8.5, room)
    assert all(width(line, Face.BOLD, 8.5) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


@given(WORDS, WORDS, st.floats(30, 120))
def test_a_paragraph_of_two_faces_fits_and_holds_all_words(
    bold: list[str], regular: list[str], room: float
) -> None:
    lines = flowed(((" ".join(bold), Face.BOLD), (", " + " ".join(regular), Face.REGULAR)), 10, room)
    assert all(line_width(line, 10) <= room + 1e-9 for line in lines)
    together = "".join(text for line in lines for text, _face in line).replace(" ", "")
    assert together == "".join(bold) + "," + "".join(regular)


def test_a_comma_stays_at_its_word() -> None:
    (line,) = flowed((("Hạnh", Face.BOLD), (", CCCD", Face.REGULAR)), 10, 100)
    assert line == (("Hạnh", Face.BOLD), (", CCCD", Face.REGULAR))


def test_words_are_torn_only_where_they_are_wider_than_the_column() -> None:
    assert wrapped("xã Đông Phù", Face.REGULAR, 10, 9) == ("xã", "Đông", "Phù")
    assert len(wrapped("khôngcókhoảngtrắng", Face.REGULAR, 10, 9)) > 2


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG")),
        ("TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG TP HÀ NỘI", ("TRUNG TÂM PHỤC VỤ", "HÀNH CHÍNH CÔNG TP HÀ NỘI")),
        ("UBND XÃ ĐÔNG PHÙ", ("UBND XÃ ĐÔNG PHÙ",)),
    ],
)
def test_a_unit_name_breaks_between_its_words(line: str, expected: tuple[str, ...]) -> None:
    assert balanced(line, Face.REGULAR, 9, 52) == expected


def test_only_the_last_unit_line_is_bold() -> None:
    faces = [face for _line, face in unit_lines(("MỘT", "HAI", "BA"), 9, 50)]
    assert faces == [Face.REGULAR, Face.REGULAR, Face.BOLD]


def test_cut_ends_at_a_word() -> None:
    lines = ("một hai", "ba bốn", "năm")
    assert cut(lines, 3, lambda text: len(text) <= 7) == lines
    assert cut(lines, 2, lambda text: len(text) <= 8) == ("một hai", "ba bốn …")
    assert cut(lines, 2, lambda text: len(text) <= 7) == ("một hai", "ba …")


def test_text_is_composed_and_has_single_spaces() -> None:
    assert composed(unicodedata.normalize("NFD", "Đặng  Thị\nDiễm ")) == "Đặng Thị Diễm"


def test_a_telephone_number_is_grouped() -> None:
    assert phone_words("0900000427") == "0900 000 427"
    assert phone_words("024 3999 0170") == "024 3999 0170"


def test_a_mark_beside_its_letter_measures_as_printed() -> None:
    assert width("Đông\N{NO-BREAK SPACE}Phù", Face.REGULAR, 10) == width("Đông Phù", Face.REGULAR, 10)
